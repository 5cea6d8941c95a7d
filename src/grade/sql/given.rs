//! What an answer found before it: the rows, and the parameters that its scripts were run with.

use super::super::{Bench, Finding, Stop, TableBefore};
use super::Dataset;
use super::run::{Names, Runs, Side, values};
use crate::base::Value;
use crate::course::exercise::{Session, Step};
use crate::lab::sql::Play;

/// Rows of all tables, up to which they are shown.
const ROWS: usize = 16;
/// The same where scripts of the author's put some of them there.
const ROWS_PUT: usize = 40;

/// The rows of a dataset before any script ran; none where they are many.
pub(super) fn tables(dataset: &Dataset, names: &Names<'_>) -> Vec<TableBefore> {
    at_most(ROWS, dataset, names)
}

fn at_most(most: usize, dataset: &Dataset, names: &Names<'_>) -> Vec<TableBefore> {
    if dataset.initial.rows() > most {
        return Vec::new();
    }
    let tables = dataset.initial.databases.iter().flat_map(|(database, tables)| {
        tables.iter().map(|table| (names.table(database, &table.name), table.columns.clone(), table.rows.clone()))
    });
    tables.collect()
}

/// A finding about rows, with the parameters that the scripts were run with, a table for each script. Of the scripts of
/// the author's that come before the answer's the rows tell that they leave.
pub(super) fn called(finding: Finding, runs: &Runs<'_>, steps: &[Step]) -> Finding {
    let own = &steps[put(runs, steps).len()..];
    with_parameters(finding, own.iter().map(|step| (&step.file, values(step.with.iter()))))
}

/// A finding about two sessions, with the parameters of each, the first session's first.
pub(super) fn called_in(finding: Finding, sessions: &[Session]) -> Finding {
    with_parameters(finding, sessions.iter().map(|session| (&session.file, values(session.with.iter()))))
}

fn with_parameters<'s>(
    mut finding: Finding,
    calls: impl Iterator<Item = (&'s String, Vec<(String, Value)>)>,
) -> Finding {
    let Some(given) = finding.evidence.given_mut() else { return finding };
    for (file, with) in calls.filter(|(_, with)| !with.is_empty()) {
        let (names, row): (Vec<String>, Vec<Value>) = with.into_iter().unzip();
        match given.iter_mut().find(|(name, columns, _)| name == file && *columns == names) {
            Some((_, _, rows)) => rows.push(row),
            None => given.push((file.clone(), names, vec![row])),
        }
    }
    finding
}

/// The steps of the author's before the answer's first.
fn put<'s>(runs: &Runs<'_>, steps: &'s [Step]) -> &'s [Step] {
    let first = steps.iter().position(|step| runs.own(&step.file).is_some());
    &steps[..first.unwrap_or(0)]
}

/// Findings on a dataset whose rows of before are those that the answer met: where scripts of the author's run before
/// it, what these left.
pub(super) fn as_met(
    runs: &Runs<'_>,
    steps: &[Step],
    set: &Dataset,
    mut findings: Vec<Finding>,
    bench: &mut Bench<'_>,
) -> Result<Vec<Finding>, Stop> {
    let put = put(runs, steps);
    if put.is_empty() || findings.iter_mut().all(|finding| finding.evidence.given_mut().is_none()) {
        return Ok(findings);
    }
    let play = Play { steps: runs.lab_steps(Side::Solution, put)?, state: true, ..Play::default() };
    let played = runs.trying().plays(Side::Solution, &[set], bench, &play)?;
    let Some(state) = played.first().and_then(|played| played.as_deref()).and_then(|played| played.state()) else {
        return Ok(findings);
    };
    let names = runs.names(steps);
    let mut left = set.clone();
    left.initial = state.clone();
    let met = at_most(ROWS_PUT, &left, &names);
    for given in findings.iter_mut().filter_map(|finding| finding.evidence.given_mut()) {
        // Parameters stay; they are called by their script.
        given.retain(|(name, _, _)| steps.iter().any(|step| step.file == *name));
        given.splice(..0, met.iter().cloned());
    }
    Ok(findings)
}
