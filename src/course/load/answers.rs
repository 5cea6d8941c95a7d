//! Resolving kinds `quiz` and `design`.

use indexmap::IndexMap;

use super::resolve::Resolver;
use crate::course::Problem;
use crate::course::exercise::{DesignCheck, DesignTask, QuizCheck};

pub(super) fn quiz_check(r: &mut Resolver<'_>, check: &QuizCheck) {
    match check {
        QuizCheck::Choice { options, right, also } => {
            at_least_two(r, "options", options);
            option(r, &["right"], right, options);
            for (n, also) in also.iter().enumerate() {
                option(r, &["also", &n.to_string()], also, options);
            }
        }
        QuizCheck::Multi { options, right } => {
            at_least_two(r, "options", options);
            r.distinct("right", right);
            if right.is_empty() {
                r.bad(&["right"], Problem::new("pack-no-right-answer"));
            }
            for (n, right) in right.iter().enumerate() {
                option(r, &["right", &n.to_string()], right, options);
            }
        }
        QuizCheck::Order { right } => at_least_two(r, "right", right),
        QuizCheck::Match { right, decoys } => {
            if right.len() < 2 {
                r.bad(&["right"], Problem::new("pack-two-at-least").with("field", "right"));
            }
            r.distinct("decoys", decoys);
            for (n, decoy) in decoys.iter().enumerate() {
                if right.values().any(|value| value == decoy) {
                    r.bad(&["decoys", &n.to_string()], Problem::new("pack-decoy-fits").with("name", decoy));
                }
            }
        }
        QuizCheck::Number { right, within } => {
            for (field, number) in [("right", right), ("within", within)] {
                if !number.is_finite() || (field == "within" && *number < 0.0) {
                    r.bad(&[field], Problem::new("pack-amount").with("field", field));
                }
            }
        }
    }
}

fn at_least_two(r: &mut Resolver<'_>, field: &str, list: &[String]) {
    if list.len() < 2 {
        r.bad(&[field], Problem::new("pack-two-at-least").with("field", field));
    }
    r.distinct(field, list);
}

fn option(r: &mut Resolver<'_>, path: &[&str], name: &str, options: &[String]) {
    r.known(path, name, options.iter().map(String::as_str), "pack-no-such-option");
}

pub(super) fn design_task(r: &mut Resolver<'_>, task: &DesignTask) {
    if task.shape.is_empty() {
        r.bad(&["shape"], Problem::new("pack-empty-list").with("field", "shape"));
    }
    for (name, shape) in &task.shape {
        set(r, task, &["shape", name, "keys"], &shape.keys);
        if let Some(values) = &shape.values {
            set(r, task, &["shape", name, "values"], values);
        }
    }
    for (name, members) in &task.sets {
        for (n, member) in members.iter().enumerate() {
            if members[..n].contains(member) {
                r.bad(&["sets", name, &n.to_string()], Problem::new("pack-listed-twice").with("id", member));
            }
        }
    }
    for (view, columns) in &task.views {
        for (column, under) in columns {
            for (n, shown) in under.iter().enumerate() {
                let members = task.sets.values().flatten().map(String::as_str);
                r.known(&["views", view, column, &n.to_string()], shown, members, "pack-no-such-member");
            }
        }
    }
}

pub(super) fn design_check(r: &mut Resolver<'_>, task: &DesignTask, check: &DesignCheck) {
    match check {
        DesignCheck::Every { r#in, has } => {
            set(r, task, &["in"], r#in);
            table(r, task, "has", has);
        }
        DesignCheck::Same { of, groups } | DesignCheck::Apart { of, groups } => {
            table(r, task, "of", of);
            r.some("groups", groups);
            for (n, group) in groups.iter().enumerate() {
                let n = n.to_string();
                if group.len() < 2 {
                    r.bad(&["groups", &n], Problem::new("pack-two-at-least").with("field", "groups"));
                }
                for (m, key) in group.iter().enumerate() {
                    member(r, task, of, Side::Keys, &["groups", &n, &m.to_string()], key);
                }
            }
        }
        DesignCheck::AtMost { of, n } => {
            table(r, task, "of", of);
            if *n == 0 {
                r.bad(&["n"], Problem::new("pack-range").with("field", "n").with("from", 1).with("to", 1000));
            }
        }
        DesignCheck::Share { of, percent, weights } => {
            table(r, task, "of", of);
            if !(1..=100).contains(percent) {
                r.bad(
                    &["percent"],
                    Problem::new("pack-range").with("field", "percent").with("from", 1).with("to", 100),
                );
            }
            for key in weights.keys() {
                member(r, task, of, Side::Keys, &["weights", key], key);
            }
        }
        DesignCheck::OneOf { of, allowed } => {
            table(r, task, "of", of);
            for (key, values) in allowed {
                member(r, task, of, Side::Keys, &["allowed", key], key);
                each_value(r, task, of, ("allowed", key), values);
            }
        }
        DesignCheck::Reason { of, why, fits } => {
            table(r, task, "of", of);
            table(r, task, "why", why);
            for (entry, reasons) in fits {
                let (key, value) = entry.split_once('=').map_or((entry.as_str(), None), |(k, v)| (k, Some(v)));
                member(r, task, of, Side::Keys, &["fits", entry], key);
                if let Some(value) = value {
                    member(r, task, of, Side::Values, &["fits", entry], value);
                }
                each_value(r, task, why, ("fits", entry), reasons);
            }
        }
        DesignCheck::Probe { of, operations, columns, requests, .. } => {
            table(r, task, "of", of);
            set(r, task, &["operations"], operations);
            set(r, task, &["columns"], columns);
            if *requests == 0 {
                r.bad(
                    &["requests"],
                    Problem::new("pack-range").with("field", "requests").with("from", 1).with("to", 100_000),
                );
            }
        }
    }
}

/// Which set of a table of the answer.
#[derive(Clone, Copy)]
enum Side {
    Keys,
    Values,
}

fn set(r: &mut Resolver<'_>, task: &DesignTask, path: &[&str], name: &str) {
    r.known(path, name, task.sets.keys().map(String::as_str), "pack-no-such-set");
}

fn table(r: &mut Resolver<'_>, task: &DesignTask, field: &str, name: &str) {
    r.known(&[field], name, task.shape.keys().map(String::as_str), "pack-no-such-shape");
}

fn each_value(r: &mut Resolver<'_>, task: &DesignTask, of: &str, (field, key): (&str, &str), values: &[String]) {
    for (n, value) in values.iter().enumerate() {
        member(r, task, of, Side::Values, &[field, key, &n.to_string()], value);
    }
}

/// A member of the set of keys or values of a table; free text is anything.
fn member(r: &mut Resolver<'_>, task: &DesignTask, of: &str, side: Side, path: &[&str], name: &str) {
    let shape = task.shape.get(of);
    let set = match side {
        Side::Keys => shape.map(|shape| &shape.keys),
        Side::Values => shape.and_then(|shape| shape.values.as_ref()),
    };
    if let Some(members) = set.and_then(|set| IndexMap::get(&task.sets, set)) {
        r.known(path, name, members.iter().map(String::as_str), "pack-no-such-member");
    }
}
