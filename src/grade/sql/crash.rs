//! `crash`: cut after each statement, what is committed keeps a rule.

use super::super::{Bench, Code, Evidence, Finding, Stop, Stopped};
use super::run::{Runs, Side, outcomes};
use super::{Dataset, Seen, finding, given};
use crate::course::exercise::Step;
use crate::lab::Job as LabJob;
use crate::lab::sql::{Ask, Fault, Outcome, Play, Played, Stepped, Task, split};

/// Runs the answer once on each dataset, keeping what is committed after each statement, and asks the judge's query of
/// every such state.
pub(super) fn judge(
    runs: &mut Runs<'_>,
    sql: &str,
    own: &[Step],
    datasets: &[&Dataset],
    bench: &mut Bench<'_>,
) -> Result<Vec<Seen>, Stop> {
    let steps = runs.steps(own);
    let answer = runs.lab_steps(Side::Answer, steps)?;
    let play = Play { steps: answer, cuts: true, ..Play::default() };
    let plays = runs.plays(Side::Answer, datasets, bench, &play)?;
    let mut job = runs.job(&[]);
    for (set, played) in datasets.iter().zip(plays.iter()) {
        let before = job.states.len();
        job.states.push(set.initial.clone());
        for state in played.iter().flat_map(|played| &played.states) {
            let now = job.states.len();
            job.states.push(state.clone());
            job.tasks.push(Task::Ask(Ask { now, before: Some(before), queries: vec![sql.to_owned()] }));
        }
    }
    let mut answers = outcomes(bench.pack(&LabJob::Sql(job))?).into_iter();
    let mut seen = Vec::with_capacity(datasets.len());
    for (set, played) in datasets.iter().zip(plays.iter()) {
        let Some(played) = played else {
            seen.push(Seen::Nothing);
            continue;
        };
        let asked: Vec<Outcome> = answers.by_ref().take(played.states.len()).collect();
        // A statement that fails leaves what was committed before it, which is judged; that it fails is for others.
        let failure = runs.unexpected(steps, played).filter(|_| {
            !played.ended_by().is_some_and(|failure| match failure.fault {
                Fault::Refused | Fault::Busy | Fault::Foreign(_) | Fault::Other => true,
                Fault::Syntax | Fault::NotAllowed(_) | Fault::Fuel | Fault::Output | Fault::Memory => false,
            })
        });
        seen.push(match (failure, torn(runs, steps, set, played, &asked)?) {
            (Some(failure), _) => Seen::Bad(vec![finding::on(failure, set)]),
            (None, Some(found)) => Seen::Bad(finding::with_open(found, &played.steps)),
            (None, None) => Seen::Good,
        });
    }
    Ok(seen)
}

/// The first cut after which the rule is broken.
fn torn(
    runs: &Runs<'_>,
    steps: &[Step],
    set: &Dataset,
    played: &Played,
    asked: &[Outcome],
) -> Result<Option<Finding>, Stop> {
    for cut in played.cuts.iter().filter(|cut| (cut.step, cut.statements) != (0, 0)) {
        let Some(Outcome::Asked(answers)) = asked.get(cut.state) else {
            return Err(Stop::Ours("the judge's query was not asked".to_owned()));
        };
        let Some(Ok(table)) = answers.first() else {
            // The query reads a table that the answer took away or changed.
            let message = answers.first().and_then(|answer| answer.as_ref().err()).map_or("", |it| it.message.as_str());
            return Ok(Some(finding::on(runs.names(steps).missing(message), set)));
        };
        if table.rows.is_empty() {
            continue;
        }
        let file = &steps[cut.step].file;
        let run = steps[..=cut.step].iter().filter(|step| step.file == *file).count();
        let statement = cut.statements.checked_sub(1).and_then(|at| played.steps[cut.step].statements.get(at));
        let place = statement.zip(runs.own(file)).map(|(statement, file)| finding::place(file, statement.at));
        let mut shown = finding::rows(set, &runs.names([&steps[cut.step]]), &table.columns, &table.rows);
        if let Evidence::Rows { stopped, .. } = &mut shown {
            *stopped = stopped_at(runs.text(Side::Answer, file)?, file, cut.statements, &played.steps[cut.step]);
        }
        let found = Finding::new(Code::TornState)
            .with("file", file.as_str())
            .with("statement", cut.statements)
            .with("run", run)
            .at(place)
            .showing(shown);
        return Ok(Some(given::called(finding::on(found, set), runs, &steps[..=cut.step])));
    }
    Ok(None)
}

/// The script with the place where it was stopped; none where nothing of it ran.
fn stopped_at(script: &str, file: &str, after: usize, stepped: &Stepped) -> Option<Stopped> {
    let ran = stepped.statements.get(..after).filter(|ran| !ran.is_empty())?;
    // What ran in a transaction that is open is lost.
    let kept = ran.iter().rposition(|statement| !statement.is_open).map_or(0, |at| at + 1);
    let short = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let statements = split(script).iter().map(|piece| short(piece.text)).collect();
    Some(Stopped { file: file.to_owned(), statements, after, kept })
}
