//! `state`: the tables after the answer equal those after the solution.

use indexmap::IndexMap;

use super::super::{Bench, Code, Finding, Stop};
use super::compare::{Difference, Differs, Rules, compare, position};
use super::run::{Names, Runs, Side};
use super::{Dataset, Seen, finding, given};
use crate::course::exercise::{Affinity, ColumnsBy, Compare, Step};
use crate::lab::sql::{Play, State, Table, TableState};

/// What is compared.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) tables: &'a [String],
    pub(super) columns: &'a [String],
    pub(super) tolerance: f64,
    pub(super) affinity: &'a IndexMap<String, Affinity>,
}

/// Compares the tables on each dataset.
pub(super) fn judge(
    runs: &mut Runs<'_>,
    asked: &Asked<'_>,
    own: &[Step],
    datasets: &[&Dataset],
    bench: &mut Bench<'_>,
) -> Result<Vec<Seen>, Stop> {
    let steps = runs.steps(own);
    let solution = runs.lab_steps(Side::Solution, steps)?;
    let wanted = Play { steps: solution, state: true, ..Play::default() };
    let expected = runs.solution(steps, datasets, bench, &wanted)?;
    let answer = runs.lab_steps(Side::Answer, steps)?;
    let play = Play { steps: answer, state: true, ..Play::default() };
    let actual = runs.plays(Side::Answer, datasets, bench, &play)?;
    let seen = datasets.iter().zip(expected.iter().zip(actual.iter())).map(|(set, (expected, actual))| {
        let (Some(expected), Some(actual)) = (expected, actual) else { return Ok(Seen::Nothing) };
        if let Some(failure) = runs.unexpected(steps, actual) {
            return Ok(Seen::Bad(vec![finding::on(failure, set)]));
        }
        let (Some(wanted), Some(given)) = (expected.state(), actual.state()) else { return Ok(Seen::Nothing) };
        let found = differs(set, wanted, given, asked, &runs.names(steps))?;
        let found = found.map(|found| given::called(found, runs, steps));
        Ok(found.map_or(Seen::Good, |found| Seen::Bad(finding::with_open(found, &actual.steps))))
    });
    seen.collect()
}

/// How the tables of a state differ from those of the solution's, the first that does.
pub(super) fn differs(
    set: &Dataset,
    wanted: &State,
    given: &State,
    asked: &Asked<'_>,
    names: &Names<'_>,
) -> Result<Option<Finding>, Stop> {
    for name in asked.tables {
        let Some((database, table)) = name.split_once('.') else {
            return Err(Stop::Ours(format!("`{name}`: write \"database.table\"")));
        };
        let Some(wanted) = wanted.table(database, table) else {
            return Err(Stop::Ours(format!("the solution leaves no table `{name}`")));
        };
        let shown = names.table(database, table);
        let found = Finding::new(Code::NoTable).with("table", shown.as_str());
        let Some(given) = given.table(database, table) else { return Ok(Some(finding::on(found, set))) };
        let (wanted, given) = (taken(wanted, asked.columns), taken(given, asked.columns));
        let rules = Rules {
            compare: Compare::Bag,
            by: &[],
            columns: ColumnsBy::Name,
            tolerance: asked.tolerance,
            affinity: asked.affinity,
        };
        if let Err(differs) = compare(&wanted, &given, &rules) {
            let Differs { how, expected, actual } = *differs;
            let code = match how {
                Difference::Columns => Code::ColumnsDiffer,
                Difference::Rows | Difference::Order => Code::StateDiffers,
            };
            let found = Finding::new(code)
                .with("table", shown.as_str())
                .with("expected", wanted.columns.join(", "))
                .with("actual", given.columns.join(", "));
            let rows = finding::tables(set, names, &shown, &wanted.columns, &expected, &actual);
            return Ok(Some(finding::on(found, set).showing(rows)));
        }
    }
    Ok(None)
}

/// A table with the columns asked for, or with all.
fn taken(table: &TableState, columns: &[String]) -> Table {
    let places: Vec<usize> = if columns.is_empty() {
        (0..table.columns.len()).collect()
    } else {
        columns.iter().filter_map(|name| position(&table.columns, name)).collect()
    };
    Table {
        columns: places.iter().map(|&at| table.columns[at].clone()).collect(),
        rows: table.rows.iter().map(|row| places.iter().map(|&at| row[at].clone()).collect()).collect(),
    }
}
