//! Resolving kinds `events` and `code`.

use indexmap::IndexMap;
use serde_json::Value;

use super::resolve::Resolver;
use crate::course::Problem;
use crate::course::exercise::{Case, CodeCheck, CodeTask, EventsCheck, EventsTask, Given, Law, LawKind};

/// Fewer histories or inputs than this prove little.
const HISTORIES: usize = 200;

pub(super) fn events_task(r: &mut Resolver<'_>, task: &EventsTask) {
    r.answer_file(&["module"], &task.module);
    if task.events.is_empty() && task.commands.is_empty() {
        r.bad(&["module"], Problem::new("pack-no-events"));
    }
    for (n, file) in task.histories.iter().enumerate() {
        let at = ["histories", &n.to_string()];
        r.support(&at, file);
        let Some(text) = r.found.support.get(file) else { continue };
        match serde_json::from_str::<Vec<Given>>(text) {
            Ok(events) if events.iter().all(has_type) => {}
            Ok(_) => r.bad(&at, Problem::new("pack-history").with("path", file).with("why", "`type`")),
            Err(error) => r.bad(&at, Problem::new("pack-history").with("path", file).with("why", error)),
        }
    }
}

fn has_type(event: &Given) -> bool {
    event.get("type").is_some_and(Value::is_string)
}

pub(super) fn events_check(r: &mut Resolver<'_>, task: &EventsTask, check: &EventsCheck) {
    match check {
        EventsCheck::Cases { cases } => {
            r.some("cases", cases);
            for (n, case) in cases.iter().enumerate() {
                one_case(r, &n.to_string(), case, task);
            }
        }
        EventsCheck::Agrees { with, histories, length, each: _ } => {
            r.some("with", with);
            many(r, "histories", *histories);
            some_length(r, *length);
        }
        EventsCheck::Law(law) => one_law(r, law, false),
        EventsCheck::Effects { .. } => {}
    }
}

fn one_case(r: &mut Resolver<'_>, n: &str, case: &Case, task: &EventsTask) {
    let outcomes = [case.then.is_some(), case.refused.is_some(), case.state.is_some()];
    if outcomes.iter().filter(|there| **there).count() != 1 || case.state.is_some() == case.when.is_some() {
        r.bad(&["cases", n], Problem::new("pack-case"));
    }
    let events = case.given.iter().chain(case.then.iter().flatten());
    if !events.chain(&case.when).all(has_type) {
        r.bad(&["cases", n], Problem::new("pack-case-type"));
    }
    if let Some(Value::String(name)) = case.when.as_ref().and_then(|when| when.get("type")) {
        r.known(&["cases", n, "when"], name, task.commands.keys().map(String::as_str), "pack-no-such-command");
    }
}

pub(super) fn code_task(r: &mut Resolver<'_>, task: &CodeTask) {
    r.answer_file(&["module"], &task.module);
    if task.inputs.is_empty() {
        r.bad(&["inputs"], Problem::new("pack-empty-list").with("field", "inputs"));
    }
}

pub(super) fn code_check(r: &mut Resolver<'_>, task: &CodeTask, check: &CodeCheck) {
    match check {
        CodeCheck::Cases { of: _, cases } => r.some("cases", cases),
        CodeCheck::Agrees { with, inputs } => {
            r.some("with", with);
            many(r, "inputs", *inputs);
            for (n, name) in with.iter().enumerate() {
                function(r, &["with", &n.to_string()], name, &task.inputs);
            }
        }
        CodeCheck::Law(law) => {
            one_law(r, law, true);
            match &law.of {
                Some(of) => function(r, &["of"], of, &task.inputs),
                None => r.bad(&["law"], Problem::new("pack-missing-field").with("field", "of")),
            }
        }
    }
}

fn function<T>(r: &mut Resolver<'_>, path: &[&str], name: &str, inputs: &IndexMap<String, T>) {
    r.known(path, name, inputs.keys().map(String::as_str), "pack-no-such-function");
}

fn one_law(r: &mut Resolver<'_>, law: &Law, code: bool) {
    let fits = match law.law {
        LawKind::ReplayDeterministic
        | LawKind::IgnoresUnknown
        | LawKind::SnapshotTail
        | LawKind::Duplicates
        | LawKind::Reordering
        | LawKind::Rebuild
        | LawKind::UpcastChain
        | LawKind::UpcastFixed => !code,
        LawKind::Commutative
        | LawKind::Associative
        | LawKind::Idempotent
        | LawKind::Deterministic
        | LawKind::OrderFree
        | LawKind::Holds => code,
    };
    if !fits {
        r.bad(&["law"], Problem::new("pack-law-of-other-kind"));
    }
    many(r, "histories", law.histories);
    some_length(r, law.length);
    match (&law.given, law.law) {
        (Some(given), LawKind::Holds) => {
            let (file, name) = given.split_once('#').unwrap_or((given, ""));
            let path = format!("given/{file}");
            let file = if r.found.support.contains_key(file) { file } else { &path };
            if name.is_empty() {
                r.bad(&["given"], Problem::new("pack-predicate").with("name", given));
            } else {
                r.support(&["given"], file);
            }
        }
        (None, LawKind::Holds) => r.bad(&["law"], Problem::new("pack-missing-field").with("field", "given")),
        (Some(given), _) => r.bad(&["given"], Problem::new("pack-predicate").with("name", given)),
        (None, _) => {}
    }
}

fn many(r: &mut Resolver<'_>, field: &str, count: usize) {
    if count < HISTORIES {
        r.bad(&[field], Problem::new("pack-few-histories").with("count", count).with("least", HISTORIES));
    }
}

fn some_length(r: &mut Resolver<'_>, length: usize) {
    if !(1..=200).contains(&length) {
        r.bad(&["length"], Problem::new("pack-range").with("field", "length").with("from", 1).with("to", 200));
    }
}
