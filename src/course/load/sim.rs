//! Resolving kind `sim`.

use super::resolve::Resolver;
use crate::course::Problem;
use crate::course::exercise::{At, SimCheck, SimTask};

/// The schema of the judge that no service may be called after.
const WORLD: &str = "world";
/// More of these than that explodes the tree.
const INSTANCES: u16 = 4;
const CONCURRENCY: u16 = 4;
const FAULTS: u16 = 6;
const WORKLOAD: usize = 12;
/// The name under which partitions and latencies have the broker.
const BROKER: &str = "broker";
/// No moment is later: an hour, in milliseconds.
const LATEST: u64 = 3_600_000;

pub(super) fn task(r: &mut Resolver<'_>, task: &SimTask) {
    if task.services.is_empty() {
        r.bad(&["services"], Problem::new("pack-empty-list").with("field", "services"));
    }
    let services: Vec<&str> = task.services.keys().map(String::as_str).collect();
    for (name, service) in &task.services {
        let at = ["services", name.as_str()];
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if name == WORLD || name == BROKER || name == "main" || name == "temp" || !name.chars().all(plain) {
            r.bad_key(&at, Problem::new("pack-service-name").with("name", name));
        }
        r.script(&["services", name, "module"], &service.module);
        for (field, file) in [("schema", &service.schema), ("store-rows", &service.store_rows)] {
            if let Some(file) = file {
                r.support(&["services", name, field], file);
            }
        }
        for feed in &service.feeds {
            r.known(&["services", name, "feeds"], feed, services.iter().copied(), "pack-no-such-service");
        }
        range(r, &["services", name, "instances"], "instances", service.instances, INSTANCES);
        range(r, &["services", name, "concurrency"], "concurrency", service.concurrency, CONCURRENCY);
    }
    if task.workload.is_empty() || task.workload.len() > WORKLOAD {
        r.bad(&["workload"], Problem::new("pack-range").with("field", "workload").with("from", 1).with("to", WORKLOAD));
    }
    for (n, request) in task.workload.iter().enumerate() {
        handler(r, &["workload", &n.to_string(), "call"], &request.call, &services);
    }
    let faults = &task.faults;
    if faults.at_most > FAULTS {
        let problem = Problem::new("pack-range").with("field", "at-most").with("from", 0).with("to", FAULTS);
        r.bad(&["faults", "at-most"], problem);
    }
    for (field, of) in [("crash", &faults.crash), ("pause", &faults.pause), ("down", &faults.down)] {
        for name in of.keys() {
            r.known(&["faults", field], name, services.iter().copied(), "pack-no-such-service");
        }
    }
    for partition in &faults.partition {
        for name in [&partition.between.0, &partition.between.1] {
            let reachable = services.iter().copied().chain([BROKER]);
            r.known(&["faults", "partition"], name, reachable, "pack-no-such-service");
        }
    }
    for table in &task.volatile {
        let service = table.split_once('.').map_or("", |(service, _)| service);
        r.known(&["volatile"], service, services.iter().copied(), "pack-no-such-service");
    }
    if let Some(file) = &task.schedule {
        r.answer_file(&["schedule"], file);
    }
    time(r, task, &services);
}

/// What is said of time, where it is kept; where it is not, that it cannot be said.
fn time(r: &mut Resolver<'_>, task: &SimTask, services: &[&str]) {
    for name in task.skew_ms.keys() {
        r.known(&["skew-ms", name], name, services.iter().copied(), "pack-no-such-service");
    }
    for (name, skew) in &task.skew_ms {
        moment(r, &["skew-ms", name], "skew-ms", (skew.unsigned_abs(), 0, LATEST));
    }
    let after = |n: usize| ["workload".to_owned(), n.to_string(), "after-ms".to_owned()];
    if !task.is_timed() {
        for (field, is_there) in
            [("latency-ms", !task.latency_ms.is_empty()), ("horizon-ms", task.horizon_ms.is_some())]
        {
            only_timed(r, &[field], field, is_there);
        }
        only_timed(r, &["faults", "outage-ms"], "outage-ms", task.faults.outage_ms.is_some());
        for (n, request) in task.workload.iter().enumerate() {
            only_timed(r, &after(n).each_ref().map(String::as_str), "after-ms", request.after_ms.is_some());
        }
        return;
    }
    moment(r, &["horizon-ms"], "horizon-ms", (task.horizon(), 1, LATEST));
    let horizon = latest(task);
    let reachable = || services.iter().copied().chain([BROKER]);
    for (name, span) in &task.latency_ms {
        let (least, most) = span.bounds();
        r.known(&["latency-ms", name], name, reachable(), "pack-no-such-service");
        moment(r, &["latency-ms", name], "latency-ms", (most, 0, horizon));
        if least > most {
            r.bad(&["latency-ms", name], Problem::new("pack-least-most").with("field", "latency-ms"));
        }
    }
    for (name, service) in &task.services {
        for (handler, ms) in &service.every_ms {
            // Who comes no earlier than the horizon never comes.
            moment(r, &["services", name, "every-ms", handler], "every-ms", (*ms, 1, horizon - 1));
        }
    }
    for (n, request) in task.workload.iter().enumerate() {
        let at = after(n);
        moment(r, &at.each_ref().map(String::as_str), "after-ms", (request.after_ms.unwrap_or(0), 0, horizon));
    }
    moment(r, &["faults", "outage-ms"], "outage-ms", (task.faults.outage_ms.unwrap_or(0), 0, horizon));
}

/// The horizon, where it is one.
fn latest(task: &SimTask) -> u64 {
    Some(task.horizon()).filter(|horizon| (1..=LATEST).contains(horizon)).unwrap_or(LATEST)
}

/// A number of milliseconds in its range.
fn moment(r: &mut Resolver<'_>, path: &[&str], field: &str, (ms, least, most): (u64, u64, u64)) {
    if !(least..=most).contains(&ms) {
        r.bad(path, Problem::new("pack-range").with("field", field).with("from", least).with("to", most));
    }
}

/// A field that says nothing where no time is kept.
fn only_timed(r: &mut Resolver<'_>, path: &[&str], field: &str, is_there: bool) {
    if is_there {
        r.bad_key(path, Problem::new("pack-only-timed").with("field", field));
    }
}

pub(super) fn check(r: &mut Resolver<'_>, task: &SimTask, check: &SimCheck) {
    let services: Vec<&str> = task.services.keys().map(String::as_str).collect();
    match check {
        SimCheck::Always { at: None | Some(At::Quiet), .. } | SimCheck::Reach { .. } => {}
        SimCheck::Eventually { within_ms, .. } => limit(r, task, "within-ms", *within_ms),
        SimCheck::Budget { handler: of, max_calls, max_messages, max_rows, max_in_transaction, max_ms } => {
            handler(r, &["handler"], of, &services);
            limit(r, task, "max-ms", *max_ms);
            let counts = [max_calls, max_messages, max_rows, max_in_transaction];
            if max_ms.is_none() && counts.iter().all(|limit| limit.is_none()) {
                r.bad(&["handler"], Problem::new("pack-missing-field").with("field", "max-…"));
            }
        }
        SimCheck::History { read, write, .. } => {
            handler(r, &["read"], read, &services);
            handler(r, &["write"], write, &services);
        }
        SimCheck::Shows { .. } => {
            if task.schedule.is_none() {
                r.bad(&["sql"], Problem::new("pack-missing-field").with("field", "schedule"));
            }
        }
    }
}

/// A limit of time.
fn limit(r: &mut Resolver<'_>, task: &SimTask, field: &'static str, ms: Option<u64>) {
    if task.is_timed() {
        moment(r, &[field], field, (ms.unwrap_or(0), 0, latest(task)));
    } else {
        only_timed(r, &[field], field, ms.is_some());
    }
}

/// `service.handler`.
fn handler(r: &mut Resolver<'_>, path: &[&str], call: &str, services: &[&str]) {
    match call.split_once('.') {
        Some((service, name)) if !name.is_empty() => {
            r.known(path, service, services.iter().copied(), "pack-no-such-service");
        }
        _ => r.bad(path, Problem::new("pack-handler").with("name", call)),
    }
}

fn range(r: &mut Resolver<'_>, path: &[&str], field: &str, value: u16, most: u16) {
    if !(1..=most).contains(&value) {
        r.bad(path, Problem::new("pack-range").with("field", field).with("from", 1).with("to", most));
    }
}
