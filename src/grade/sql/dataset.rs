//! The datasets that an answer is judged on: the one shown and the generated ones.

use std::collections::BTreeMap;

use super::super::{Bench, Options, Stop, generate};
use super::run::{Runs, outcomes};
use crate::course::exercise::{Effort, Rule};
use crate::lab::Job as LabJob;
use crate::lab::sql::{Ask, Fill, Outcome, Play, State, Task};

/// Rows for all databases, and what the judge knows of them.
#[derive(Debug, Clone)]
pub(super) struct Dataset {
    /// `shown` or `generated 3`.
    pub(super) name: String,
    /// What fills the databases.
    pub(super) fills: Vec<Fill>,
    /// The rows before any answer ran.
    pub(super) initial: State,
    /// Which `when` queries return a row.
    meets: BTreeMap<String, bool>,
}

impl Dataset {
    /// Whether a check with this `when` looks at it.
    pub(super) fn meets(&self, when: Option<&str>) -> bool {
        when.is_none_or(|when| self.meets.get(when).copied().unwrap_or(false))
    }

    /// `shown` or `generated`, and the number of a generated one.
    pub(super) fn kind(&self) -> (&str, i64) {
        match self.name.split_once(' ') {
            Some((kind, number)) => (kind, number.parse().unwrap_or(0)),
            None => (&self.name, 0),
        }
    }

    /// The same dataset with other rows; still to be prepared.
    pub(super) fn with(&self, fills: Vec<Fill>) -> Self {
        Self { name: self.name.clone(), fills, initial: State::default(), meets: BTreeMap::new() }
    }
}

/// All datasets of a task, by size. Where a `when` is met by none, up to four times as many are made.
pub(super) fn all(runs: &mut Runs<'_>, options: &Options, bench: &mut Bench<'_>) -> Result<Vec<Dataset>, Stop> {
    let task = runs.task();
    let sizes = task.data.values().flat_map(|tables| tables.values()).map(|table| table.rows.len()).max().unwrap_or(0);
    let wanted = match options.effort {
        Effort::Quick | Effort::Normal => sizes,
        Effort::Deep => 4 * sizes,
    };
    let mut raw = Vec::new();
    if sizes == 0 || task.databases.values().any(|database| database.shown.is_some()) {
        raw.push(shown(runs)?);
    }
    for case in 0..wanted {
        raw.push(generated(runs, options, case)?);
    }
    let mut sets = whole(runs, raw, bench)?;
    let is_unmet = |sets: &[Dataset]| whens(runs).iter().any(|when| !sets.iter().any(|set| set.meets(Some(when))));
    if is_unmet(&sets) {
        let more: Result<Vec<_>, _> = (wanted..4 * wanted).map(|case| generated(runs, options, case)).collect();
        sets.extend(whole(runs, more?, bench)?);
    }
    sets.sort_by_key(|set| set.initial.rows());
    Ok(sets)
}

fn shown(runs: &Runs<'_>) -> Result<Dataset, Stop> {
    let mut fills = Vec::new();
    for (database, how) in &runs.task().databases {
        if let Some(path) = &how.shown {
            fills.push(Fill::Script { database: database.clone(), script: runs.support(path)?.to_owned() });
        }
    }
    Ok(Dataset { name: "shown".to_owned(), fills, initial: State::default(), meets: BTreeMap::new() })
}

fn generated(runs: &Runs<'_>, options: &Options, case: usize) -> Result<Dataset, Stop> {
    let rows = generate::dataset(options.seed, runs.slug(), case, &runs.task().data)?;
    let fills = rows
        .into_iter()
        .map(|made| Fill::Rows { database: made.database, table: made.table, columns: made.columns, rows: made.values })
        .collect();
    let name = format!("generated {}", case + 1);
    Ok(Dataset { name, fills, initial: State::default(), meets: BTreeMap::new() })
}

/// Every `when` of the exercise, once.
fn whens(runs: &Runs<'_>) -> Vec<String> {
    let mut all: Vec<String> = runs
        .checks()
        .filter_map(|check| match &check.rule {
            Rule::Sql(rule) => super::rule_when(rule).map(str::to_owned),
            Rule::Events(_) | Rule::Code(_) | Rule::Sim(_) | Rule::Quiz(_) | Rule::Design(_) => None,
        })
        .collect();
    all.sort();
    all.dedup();
    all
}

fn whole(runs: &Runs<'_>, raw: Vec<Dataset>, bench: &mut Bench<'_>) -> Result<Vec<Dataset>, Stop> {
    let asked = whens(runs);
    prepare(runs, raw, &asked, bench)?
        .into_iter()
        .map(|made| made.map_err(|why| Stop::Ours(format!("the datasets cannot be made: {why}"))))
        .collect()
}

/// Prepares smaller datasets; none where the rows left no longer fit the schema.
pub(super) fn prepared(
    runs: &Runs<'_>,
    raw: Vec<Dataset>,
    when: Option<&str>,
    bench: &mut Bench<'_>,
) -> Result<Vec<Option<Dataset>>, Stop> {
    let asked: Vec<String> = when.into_iter().map(str::to_owned).collect();
    Ok(prepare(runs, raw, &asked, bench)?.into_iter().map(Result::ok).collect())
}

/// Captures the rows of each dataset and asks them the `when` queries.
fn prepare(
    runs: &Runs<'_>,
    raw: Vec<Dataset>,
    whens: &[String],
    bench: &mut Bench<'_>,
) -> Result<Vec<Result<Dataset, String>>, Stop> {
    let mut job = runs.job(&raw.iter().collect::<Vec<_>>());
    job.tasks = (0..raw.len()).map(|dataset| Task::Play(Play { dataset, state: true, ..Play::default() })).collect();
    let captured = outcomes(bench.pack(&LabJob::Sql(job))?);
    let mut made: Vec<Result<Dataset, String>> = raw
        .into_iter()
        .zip(captured)
        .map(|(set, outcome)| match outcome {
            Outcome::Played(played) => match played.state() {
                Some(state) => Ok(Dataset { initial: state.clone(), ..set }),
                None => Err(format!("{}: its rows cannot be read", set.name)),
            },
            Outcome::NotMade(why) => Err(format!("{}: {why}", set.name)),
            Outcome::Parsed(_) | Outcome::Interleaved(_) | Outcome::Asked(_) | Outcome::Skipped => {
                Err(format!("{}: it was not made", set.name))
            }
        })
        .collect();
    if whens.is_empty() {
        return Ok(made);
    }
    let mut job = runs.job(&[]);
    for set in made.iter().flatten() {
        let now = job.states.len();
        job.states.push(set.initial.clone());
        job.tasks.push(Task::Ask(Ask { now, before: None, queries: whens.to_vec() }));
    }
    let answers = outcomes(bench.pack(&LabJob::Sql(job))?);
    for (set, outcome) in made.iter_mut().flatten().zip(answers) {
        let Outcome::Asked(answers) = outcome else {
            return Err(Stop::Ours("a `when` could not be asked".to_owned()));
        };
        for (when, answer) in whens.iter().zip(answers) {
            let table = answer.map_err(|failure| Stop::Ours(format!("`when`: {}: {when}", failure.message)))?;
            set.meets.insert(when.clone(), !table.rows.is_empty());
        }
    }
    Ok(made)
}
