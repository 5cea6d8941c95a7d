//! `interleaving`: two sessions in every order of their statements keep a rule.

use super::super::{Bench, Code, Evidence, Finding, Stop};
use super::run::{Runs, Side, outcomes, values};
use super::{Dataset, Seen, finding, given};
use crate::course::exercise::{self as course, Effort, Step};
use crate::lab::sql::{Ask, Interleave, Interleaved, Order, Outcome, Session, Table, Task, TurnEnd, split};
use crate::lab::{Gone, Job as LabJob};

/// The most orders.
const ORDERS: usize = 500;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) sessions: &'a [course::Session],
    pub(super) sql: &'a str,
    pub(super) retry: bool,
    pub(super) then: &'a [Step],
}

/// The datasets looked at: the one shown, else the first with rows, since each is run in every order; all at deep
/// effort.
pub(super) fn pick(datasets: &[Dataset], effort: Effort) -> Vec<&Dataset> {
    let shown = datasets.iter().find(|set| set.name == "shown");
    let filled = datasets.iter().find(|set| set.initial.rows() > 0);
    match effort {
        Effort::Quick | Effort::Normal => shown.or(filled).or(datasets.first()).into_iter().collect(),
        Effort::Deep => datasets.iter().collect(),
    }
}

/// Runs the sessions in every order and asks the judge's query of every end.
pub(super) fn judge(
    runs: &mut Runs<'_>,
    asked: &Asked<'_>,
    own: &[Step],
    datasets: &[&Dataset],
    bench: &mut Bench<'_>,
) -> Result<Vec<Seen>, Stop> {
    let [a, b] = asked.sessions else { return Err(Stop::Ours("an interleaving has two sessions".to_owned())) };
    let session = |session: &course::Session| {
        Ok::<_, Stop>(Session {
            service: session.service.clone(),
            script: runs.text(Side::Answer, &session.file)?.to_owned(),
            with: values(session.with.iter()),
        })
    };
    let sessions = [session(a)?, session(b)?];
    let before = runs.lab_steps(Side::Answer, own)?;
    let then = runs.lab_steps(Side::Answer, asked.then)?;
    let mut job = runs.job(datasets);
    for dataset in 0..datasets.len() {
        job.tasks.push(Task::Interleave(Interleave {
            dataset,
            before: before.clone(),
            sessions: sessions.clone(),
            then: then.clone(),
            retry: asked.retry,
            orders: runs.effort().scale(ORDERS).min(ORDERS),
        }));
    }
    let done = outcomes(bench.answer(&LabJob::Sql(job))?);
    let mut seen = Vec::with_capacity(datasets.len());
    for (set, outcome) in datasets.iter().zip(done) {
        let done = match outcome {
            Outcome::Interleaved(done) => done,
            Outcome::Skipped => {
                seen.push(Seen::Nothing);
                continue;
            }
            // The pack's side made the same databases before.
            Outcome::NotMade(why) => return Err(Stop::Answer(Gone::Died(why))),
            Outcome::Parsed(_) | Outcome::Played(_) | Outcome::Asked(_) => {
                return Err(Stop::Answer(Gone::Died("the runner answered something else".to_owned())));
            }
        };
        runs.count(done.orders.len());
        seen.push(match look(runs, asked, own, &sessions, set, &done, bench)? {
            Some(found) => Seen::Bad(vec![finding::on(found, set)]),
            None => Seen::Good,
        });
    }
    Ok(seen)
}

fn look(
    runs: &Runs<'_>,
    asked: &Asked<'_>,
    own: &[Step],
    sessions: &[Session; 2],
    set: &Dataset,
    done: &Interleaved,
    bench: &mut Bench<'_>,
) -> Result<Option<Finding>, Stop> {
    let given = || given::tables(set, &runs.names_of_sessions(asked.sessions));
    if let Some((failure, step)) =
        done.before.iter().zip(own).find_map(|(done, step)| Some((done.failure.as_ref()?, step)))
    {
        return Ok(Some(finding::failed_in(failure, &step.file, runs.own(&step.file))));
    }
    if let Some((who, failure)) = &done.failure {
        let file = asked.sessions.get(*who).map_or("", |session| &session.file);
        return Ok(Some(finding::failed_in(failure, file, runs.own(file))));
    }
    if let Some(order) = plainest(done.orders.iter().filter(|order| order.then.is_some()))
        && let Some((at, failure)) = &order.then
    {
        let file = asked.then.get(*at).map_or("", |step| &step.file);
        let shown = Evidence::Interleaving {
            order: order.order.clone(),
            steps: told(order, sessions),
            columns: Vec::new(),
            rows: Vec::new(),
            given: given(),
        };
        let found = finding::failed_in(failure, file, runs.own(file)).showing(shown);
        return Ok(Some(given::called_in(found, asked.sessions)));
    }
    let mut job = runs.job(&[]);
    job.states = vec![set.initial.clone()];
    for state in &done.states {
        let now = job.states.len();
        job.states.push(state.clone());
        job.tasks.push(Task::Ask(Ask { now, before: Some(0), queries: vec![asked.sql.to_owned()] }));
    }
    let mut broken: Vec<Option<Table>> = Vec::new();
    for outcome in outcomes(bench.pack(&LabJob::Sql(job))?) {
        let Outcome::Asked(mut answers) = outcome else {
            return Err(Stop::Ours("the judge's query was not asked".to_owned()));
        };
        match answers.pop() {
            Some(Ok(table)) => broken.push((!table.rows.is_empty()).then_some(table)),
            Some(Err(failure)) => {
                return Ok(Some(runs.names_of_sessions(asked.sessions).missing(&failure.message)));
            }
            None => broken.push(None),
        }
    }
    let is_bad = |order: &&Order| order.starved || broken.get(order.state).is_some_and(Option::is_some);
    let Some(order) = plainest(done.orders.iter().filter(is_bad)) else { return Ok(None) };
    let table = broken.get(order.state).cloned().flatten();
    let code = if table.is_some() { Code::BadInterleaving } else { Code::NeverFinishes };
    let table = table.unwrap_or_default();
    let found = Finding::new(code).with("order", order.order.as_str()).with("orders", done.orders.len());
    let shown = Evidence::Interleaving {
        order: order.order.clone(),
        steps: told(order, sessions),
        columns: table.columns,
        rows: table.rows,
        given: given(),
    };
    Ok(Some(given::called_in(found.showing(shown), asked.sessions)))
}

/// The order that shows it best: fewest changes of turn, then the first.
fn plainest<'o>(orders: impl Iterator<Item = &'o Order>) -> Option<&'o Order> {
    orders.min_by_key(|order| switches(&order.order))
}

fn switches(order: &str) -> usize {
    order.as_bytes().windows(2).filter(|pair| pair[0] != pair[1]).count()
}

/// The turns of an order for people: session, statement in short, what came of it.
fn told(order: &Order, sessions: &[Session; 2]) -> Vec<(String, String, String)> {
    let pieces = [split(&sessions[0].script), split(&sessions[1].script)];
    let turn = |turn: &crate::lab::sql::Turn| {
        let text = pieces.get(turn.session).and_then(|all| all.get(turn.statement)).map_or("", |piece| piece.text);
        let text: Vec<&str> = text.split_whitespace().collect();
        let end = match &turn.end {
            TurnEnd::Changed(rows) => format!("✓ {rows}"),
            TurnEnd::Gave(rows) => format!("→ {rows}"),
            TurnEnd::Busy => "BUSY".to_owned(),
            TurnEnd::Failed(failure) => format!("✗ {}", failure.message),
        };
        let name = if turn.session == 0 { "A" } else { "B" };
        (name.to_owned(), text.join(" "), end)
    };
    order.turns.iter().map(turn).collect()
}
