//! Parts beside databases and broker, each in a small system of its own.

mod cache;
mod events;
mod feed;
mod files;
mod store;
mod world;

use std::ops::ControlFlow;

use crate::lab::script::{Limits, Source};
use crate::lab::system::{
    Broken, Check, Did, Faults, Request, Rule, Service, Setup, Theatre, Topic, TopicKind, Trace, Unplayable,
};
use crate::sim::{Bounds, Explored, Mode, Schedule, explore};

pub(super) const BOUNDS: Bounds = Bounds { steps: 300, states: 200_000, runs: 200_000, faults: 2 };

/// One service with a table `seen(n, value)`, and what clients ask of it.
pub(super) fn setup(module: &str, asks: &[(&str, &str)]) -> Setup {
    let service = Service::new(
        "shop",
        Source::new("shop.js", module),
        "CREATE TABLE seen (n INTEGER PRIMARY KEY, value TEXT NOT NULL);",
    );
    let ask = |(at, (handler, with)): (usize, &(&str, &str))| Request::new(&format!("c{at}"), ("shop", handler), with);
    Setup {
        services: vec![Service { instances: 2, ..service }],
        topics: vec![Topic::new("Done", TopicKind::Log)],
        workload: asks.iter().enumerate().map(ask).collect(),
        faults: Faults::default(),
        checks: vec![],
        volatile: vec![],
        limits: Limits::default(),
        time: None,
    }
}

pub(super) fn always(sql: &str) -> Check {
    Check { name: "always".into(), rule: Rule::Always { sql: sql.into() } }
}

pub(super) fn at_rest(sql: &str) -> Check {
    Check { name: "at-rest".into(), rule: Rule::AtRest { sql: sql.into(), within_ms: None } }
}

/// What the natural run comes to: what fails, and all that was done.
pub(super) fn told(setup: &Setup) -> Trace {
    let theatre = Theatre::new(setup.clone()).unwrap();
    Trace::tell(&theatre, &Schedule::default(), BOUNDS.steps)
}

/// What handlers put into `seen`, in the order of `n`.
pub(super) fn seen(trace: &Trace) -> Vec<String> {
    assert_eq!(trace.broken, [], "{:#?}", trace.steps);
    let did = trace.steps.iter().flat_map(|note| &note.did);
    let changes = did.filter_map(|did| if let Did::Changed(changes) = did { Some(changes) } else { None });
    let rows = changes.flatten().filter(|change| change.table == "seen").filter_map(|change| change.after.clone());
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by_key(|row| row[0].to_string().parse::<i64>().unwrap());
    rows.into_iter().map(|row| row[1].to_string()).collect()
}

/// What every schedule comes to; the same whether each is run or each state is visited once.
pub(super) fn explored(setup: &Setup) -> Explored {
    let theatre = Theatre::new(setup.clone()).unwrap();
    let mut hear = |_: crate::sim::News<'_>| ControlFlow::Continue(());
    let memo = explore(&&theatre, Mode::Memo, BOUNDS, &mut hear);
    assert!(memo.complete, "{memo:?}");
    let plain = explore(&&theatre, Mode::Plain, BOUNDS, &mut hear);
    assert!(plain.complete, "{plain:?}");
    let failures = |explored: &Explored| {
        let mut all: Vec<_> = explored.found.iter().map(|found| found.failure).collect();
        all.sort_unstable();
        all
    };
    assert_eq!(failures(&memo), failures(&plain));
    memo
}

/// What fails in some schedule.
pub(super) fn broken(setup: &Setup) -> Vec<Broken> {
    let mut all: Vec<Broken> = explored(setup).found.iter().map(|found| Broken::of(found.failure)).collect();
    all.sort_unstable();
    all
}

/// Why a system cannot be played, if it cannot.
pub(super) fn unplayable(setup: Setup) -> Option<String> {
    match Theatre::new(setup) {
        Err(Unplayable::Schema { service, why }) => Some(format!("{service}: {why}")),
        Err(Unplayable::Check { name, why }) => Some(format!("{name}: {why}")),
        Err(other) => panic!("{other:?}"),
        Ok(_) => None,
    }
}
