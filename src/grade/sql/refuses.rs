//! `refuses`: after the answer, constraints reject what they must and accept what they must.

use super::super::{Bench, Code, Evidence, Finding, Stop};
use super::run::{Runs, Side};
use super::{Dataset, Seen, finding, given};
use crate::course::exercise::Step;
use crate::lab::sql::{Fault, Play, Trial, Trials};

/// Tries each statement where the solution decides it as the author says; where it is about rows that a dataset does
/// not have, that dataset says nothing.
pub(super) fn judge(
    runs: &mut Runs<'_>,
    database: &str,
    rows: &[String],
    accepts: &[String],
    own: &[Step],
    datasets: &[&Dataset],
    bench: &mut Bench<'_>,
) -> Result<Vec<Seen>, Stop> {
    let steps = runs.steps(own);
    let trials = Trials { database: database.to_owned(), statements: rows.iter().chain(accepts).cloned().collect() };
    let play = |steps: &[crate::lab::sql::Step]| Play {
        steps: steps.to_vec(),
        trials: Some(trials.clone()),
        ..Play::default()
    };
    let solution = runs.lab_steps(Side::Solution, steps)?;
    let expected = runs.solution(steps, datasets, bench, &play(&solution))?;
    for (at, statement) in trials.statements.iter().enumerate() {
        let decided = |trial: &Trial| wants(at < rows.len(), trial);
        let tried = expected.iter().flatten().filter_map(|played| played.trials.get(at));
        if datasets.len() > 1 && !tried.into_iter().any(decided) {
            let how = if at < rows.len() { "refuses" } else { "accepts" };
            return Err(Stop::Ours(format!("the solution {how} this on no dataset: {statement}")));
        }
    }
    let answer = runs.lab_steps(Side::Answer, steps)?;
    let actual = runs.plays(Side::Answer, datasets, bench, &play(&answer))?;
    let seen = datasets.iter().zip(expected.iter().zip(actual.iter())).map(|(set, (expected, actual))| {
        let (Some(expected), Some(actual)) = (expected, actual) else { return Seen::Nothing };
        if let Some(failure) = runs.unexpected(steps, actual) {
            return Seen::Bad(vec![finding::on(failure, set)]);
        }
        let tried = trials.statements.iter().zip(expected.trials.iter().zip(&actual.trials)).enumerate();
        for (at, (statement, (wanted, came))) in tried {
            let must_refuse = at < rows.len();
            if wants(must_refuse, wanted) && !wants(must_refuse, came) {
                let code = if must_refuse { Code::NotRefused } else { Code::WronglyRefused };
                let (how, why) = match came {
                    Trial::Accepted => ("accepted", ""),
                    Trial::Failed(failure) => ("failed", failure.message.as_str()),
                };
                let found = Finding::new(code).with("statement", statement.as_str()).with("how", how).with("why", why);
                let mut given = given::tables(set, &runs.names(steps));
                given.retain(|(_, _, rows)| !rows.is_empty());
                let found = if given.is_empty() {
                    found
                } else {
                    found.showing(Evidence::Rows {
                        dataset: set.name.clone(),
                        columns: Vec::new(),
                        rows: Vec::new(),
                        given,
                        stopped: None,
                    })
                };
                return Seen::Bad(finding::with_open(finding::on(found, set), &actual.steps));
            }
        }
        Seen::Good
    });
    Ok(seen.collect())
}

/// Whether a trial came out as it must. A statement that fails for another reason was not refused.
fn wants(must_refuse: bool, trial: &Trial) -> bool {
    match trial {
        Trial::Accepted => !must_refuse,
        Trial::Failed(failure) => must_refuse && failure.fault == Fault::Refused,
    }
}
