//! `idempotent`: running the script again, also after a cut or a change of its source, leaves what the solution leaves.

use indexmap::IndexMap;

use super::super::{Bench, Code, Finding, Stop};
use super::run::{Runs, Side};
use super::state::{self, differs};
use super::{Dataset, Seen, finding};
use crate::course::exercise::StepFails;
use crate::lab::sql::{Fault, Play, Played, Step, Task};

/// Statements after which the first run is cut, at most; of more, the first.
const CUTS: usize = 40;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) tables: &'a [String],
    pub(super) cuts: bool,
    pub(super) changes: Option<&'a str>,
    pub(super) database: Option<&'a str>,
}

/// One way to run a script again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Twice.
    Again,
    /// Twice, with a change of the source between.
    Changed,
    /// The first run cut in this step after so many statements.
    Cut(usize, usize),
}

/// Judges every way on each dataset.
pub(super) fn judge(
    runs: &mut Runs<'_>,
    asked: &Asked<'_>,
    datasets: &[&Dataset],
    bench: &mut Bench<'_>,
) -> Result<Vec<Seen>, Stop> {
    let steps = runs.steps(&[]);
    let change = change(runs, asked)?;
    let mut ways = vec![Way::Again];
    ways.extend(change.is_some().then_some(Way::Changed));
    let solution = runs.lab_steps(Side::Solution, steps)?;
    let answer = runs.lab_steps(Side::Answer, steps)?;
    // The solution once and again: the state wanted after every way, and that it can be run twice at all.
    let mut wanted = Vec::new();
    for way in &ways {
        let script = arranged(&solution, *way, change.as_ref());
        let play = Play { steps: script, state: true, ..Play::default() };
        wanted.push(runs.plays(Side::Solution, datasets, bench, &play)?);
    }
    let whole = Play { steps: answer.clone(), state: true, ..Play::default() };
    let once = runs.plays(Side::Answer, datasets, bench, &whole)?;
    let mut job = runs.job(datasets);
    let mut meant = Vec::new();
    let mut same = 0;
    for (dataset, played) in once.iter().enumerate() {
        let mut here = ways.clone();
        if asked.cuts {
            let counted = played.iter().flat_map(|played| played.steps.iter().enumerate());
            let cuts = counted.flat_map(|(at, step)| (1..).zip(&step.statements).map(move |(n, it)| (at, n, it)));
            for (at, n, statement) in cuts.take(CUTS) {
                // Within a transaction a cut leaves what the cut before it leaves, which is run again already.
                if n > 1 && statement.is_open {
                    same += 1;
                } else {
                    here.push(Way::Cut(at, n));
                }
            }
        }
        for way in here {
            let steps = arranged(&answer, way, change.as_ref());
            job.tasks.push(Task::Play(Play { dataset, steps, state: true, ..Play::default() }));
            meant.push((dataset, way));
        }
    }
    runs.count(same);
    let actual = runs.played(Side::Answer, job, bench)?;
    let none = IndexMap::new();
    let tables = state::Asked { tables: asked.tables, columns: &[], tolerance: 0.0, affinity: &none };
    let mut seen = vec![Seen::Nothing; datasets.len()];
    for ((dataset, way), given) in meant.iter().zip(actual.iter()) {
        let Some(given) = given else { continue };
        if matches!(seen[*dataset], Seen::Bad(_)) {
            continue;
        }
        let which = usize::from(*way == Way::Changed);
        let Some(solution) = &wanted[which][*dataset] else { continue };
        let set = datasets[*dataset];
        seen[*dataset] = match look(runs, *way, solution, given, set, &tables)? {
            Some(found) => Seen::Bad(finding::with_open(found, &given.steps)),
            None => Seen::Good,
        };
    }
    Ok(seen)
}

fn look(
    runs: &Runs<'_>,
    way: Way,
    solution: &Played,
    given: &Played,
    set: &Dataset,
    tables: &state::Asked<'_>,
) -> Result<Option<Finding>, Stop> {
    let steps = &runs.task().run;
    let first = match way {
        Way::Again => steps.len(),
        Way::Changed => steps.len() + 1,
        Way::Cut(last, _) => last + 1,
    };
    let failure = given.steps.iter().enumerate().find_map(|(at, step)| {
        let failure = step.failure.as_ref()?;
        let at = if at < first { at } else { at - first };
        // A step that may be refused says by its state whether it did right.
        if steps.get(at).is_some_and(|step| step.fails != StepFails::Never)
            && matches!(failure.fault, Fault::Refused | Fault::Busy)
        {
            return None;
        }
        Some((failure, steps.get(at).and_then(|step| runs.own(&step.file))))
    });
    let told = |found: Finding| {
        let (how, number) = match way {
            Way::Again => ("again", 0),
            Way::Changed => ("changed", 0),
            Way::Cut(_, statements) => ("cut", statements),
        };
        finding::on(found, set).with("way", how).with("statement", number)
    };
    if let Some((failure, file)) = failure
        && solution.ended_by().is_none()
    {
        // What no run may do is told as in a first run.
        if matches!(
            failure.fault,
            Fault::Foreign(_) | Fault::NotAllowed(_) | Fault::Fuel | Fault::Output | Fault::Memory
        ) {
            return Ok(Some(finding::on(finding::failed(failure, file), set)));
        }
        let place = file.map(|file| finding::place(file, failure.at));
        let found = Finding::new(Code::NotIdempotent).with("message", failure.message.as_str()).at(place);
        return Ok(Some(told(found.with("how", "fails"))));
    }
    let (Some(wanted), Some(left)) = (solution.state(), given.state()) else { return Ok(None) };
    let Some(mut found) = differs(set, wanted, left, tables, &runs.names(steps))? else { return Ok(None) };
    if found.code == Code::StateDiffers {
        found.code = Code::NotIdempotent;
    }
    let place = match way {
        Way::Cut(step, statements) => {
            let cut = given.steps.get(step).and_then(|step| step.statements.get(statements - 1));
            cut.zip(runs.own(&steps[step].file)).map(|(statement, file)| finding::place(file, statement.at))
        }
        Way::Again | Way::Changed => None,
    };
    Ok(Some(told(found.with("how", "differs").at(place))))
}

fn arranged(steps: &[Step], way: Way, change: Option<&Step>) -> Vec<Step> {
    let mut all = match way {
        Way::Again | Way::Changed => steps.to_vec(),
        Way::Cut(last, statements) => {
            let mut cut = steps[..=last].to_vec();
            cut[last].stop_after = Some(statements);
            cut
        }
    };
    if way == Way::Changed {
        all.extend(change.cloned());
    }
    all.extend(steps.iter().cloned());
    all
}

/// The author's change of the source: a script of the exercise, or SQL.
fn change(runs: &Runs<'_>, asked: &Asked<'_>) -> Result<Option<Step>, Stop> {
    let Some(changes) = asked.changes else { return Ok(None) };
    let script = runs.support(changes).map_or_else(|_| changes.to_owned(), str::to_owned);
    let database = asked.database.or_else(|| runs.task().databases.keys().next().map(String::as_str));
    let service = database
        .and_then(|database| runs.owner(database))
        .ok_or_else(|| Stop::Ours("`changes` needs `in`, a database".to_owned()))?;
    Ok(Some(Step { service, script, ..Step::default() }))
}
