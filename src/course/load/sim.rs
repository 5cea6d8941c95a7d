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

pub(super) fn task(r: &mut Resolver<'_>, task: &SimTask) {
    if task.services.is_empty() {
        r.bad(&["services"], Problem::new("pack-empty-list").with("field", "services"));
    }
    let services: Vec<&str> = task.services.keys().map(String::as_str).collect();
    for (name, service) in &task.services {
        let at = ["services", name.as_str()];
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if name == WORLD || name == "main" || name == "temp" || !name.chars().all(plain) {
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
            let reachable = services.iter().copied().chain(["broker"]);
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
}

pub(super) fn check(r: &mut Resolver<'_>, task: &SimTask, check: &SimCheck) {
    let services: Vec<&str> = task.services.keys().map(String::as_str).collect();
    match check {
        SimCheck::Always { at: None | Some(At::Quiet), .. } | SimCheck::Reach { .. } | SimCheck::Eventually { .. } => {}
        SimCheck::Budget { handler: of, max_calls, max_messages, max_rows, max_in_transaction } => {
            handler(r, &["handler"], of, &services);
            if [max_calls, max_messages, max_rows, max_in_transaction].iter().all(|limit| limit.is_none()) {
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
