//! The rules on one table of a design. Each returns its findings; none of them an error means that it holds.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::tables::{Given, Table};
use crate::grade::{Code, Finding, Severity};

/// Every member of `set` has an entry.
pub(super) fn every(table: &Table, set: &[String]) -> Vec<Finding> {
    left_over(table, set.iter()).into_iter().collect()
}

/// Members of each group have the same values. A member without an entry is apart from the others.
pub(super) fn same(table: &Table, groups: &[Vec<String>]) -> Vec<Finding> {
    groups
        .iter()
        .filter_map(|group| {
            let given: Vec<(&String, &Given)> = present(table, group).collect();
            let Some((_, first)) = given.first() else { return left_over(table, group.iter()) };
            match given.iter().find(|(_, other)| values(other) != values(first)) {
                Some((_, other)) => Some(
                    Finding::new(Code::TornApart)
                        .with("members", list(group.iter()))
                        .with("values", list(given.iter().map(|(_, given)| given.value()).collect::<BTreeSet<_>>()))
                        .at(other.at.clone()),
                ),
                None => left_over(table, group.iter()),
            }
        })
        .collect()
}

/// Members of each group have different values, each from each.
pub(super) fn apart(table: &Table, groups: &[Vec<String>]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for group in groups {
        let mut by_value: IndexMap<&str, Vec<(&String, &Given)>> = IndexMap::new();
        for (member, given) in present(table, group) {
            for (value, _) in &given.values {
                by_value.entry(value).or_default().push((member, given));
            }
        }
        let shared = by_value.iter().filter(|(_, members)| members.len() > 1).map(|(value, members)| {
            Finding::new(Code::LumpedTogether)
                .with("members", list(members.iter().map(|(member, _)| member)))
                .with("value", *value)
                .at(members[1].1.at.clone())
        });
        findings.extend(shared);
        findings.extend(left_over(table, group.iter()));
    }
    findings
}

/// No value is given to more than `most` keys.
pub(super) fn at_most(table: &Table, most: usize) -> Vec<Finding> {
    by_value(table)
        .into_iter()
        .filter(|(_, keys)| keys.len() > most)
        .map(|(value, keys)| {
            Finding::new(Code::TooMany)
                .with("value", value)
                .with("count", keys.len())
                .with("most", most)
                .with("members", list(keys.iter()))
                .at(table.at.clone())
        })
        .collect()
}

/// No value has more than `percent` of the weight of all `keys`.
pub(super) fn share(table: &Table, keys: &[String], weights: &IndexMap<String, u32>, percent: u32) -> Vec<Finding> {
    let weight = |key: &str| u64::from(weights.get(key).copied().unwrap_or(1));
    let whole: u64 = keys.iter().map(|key| weight(key)).sum();
    by_value(table)
        .into_iter()
        .filter_map(|(value, keys)| {
            let part: u64 = keys.iter().map(|key| weight(key)).sum();
            // Compared without rounding; shown rounded up, so that it never reads as the limit itself.
            (part * 100 > whole * u64::from(percent)).then(|| {
                Finding::new(Code::TooMuch)
                    .with("value", value)
                    .with("percent", usize::try_from((part * 100).div_ceil(whole)).unwrap_or(100))
                    .with("most", i64::from(percent))
                    .with("members", list(keys.iter()))
                    .at(table.at.clone())
            })
        })
        .collect()
}

/// Each key named has one of the values allowed for it. A passing value that is not the solution's is noted.
pub(super) fn one_of(table: &Table, solution: &Table, allowed: &IndexMap<String, Vec<String>>) -> Vec<Finding> {
    let mut wrong: Vec<Finding> = left_over(table, allowed.keys()).into_iter().collect();
    let mut traded = Vec::new();
    for (key, allowed) in allowed {
        let Some(given) = table.entries.get(key) else { continue };
        for (value, at) in &given.values {
            let authors = solution.entries.get(key);
            if !allowed.contains(value) {
                wrong.push(
                    Finding::new(Code::NotOneOf)
                        .with("how", "unfit")
                        .with("key", key.as_str())
                        .with("value", value.as_str())
                        .at(at.clone()),
                );
            } else if let Some(authors) = authors.filter(|authors| authors.values.iter().all(|(own, _)| own != value)) {
                traded.push(
                    Finding::new(Code::Traded)
                        .with("key", key.as_str())
                        .with("value", value.as_str())
                        .with("other", authors.value())
                        .graded(Severity::Note)
                        .at(at.clone()),
                );
            }
        }
    }
    // What else would pass is told to those who pass.
    if wrong.is_empty() { traded } else { wrong }
}

/// The reason given for each choice fits it: `fits` by `key=value`, else by key. A key that `fits` does not name needs
/// none.
pub(super) fn reason(
    choices: &Table,
    reasons: &Table,
    keys: &[String],
    fits: &IndexMap<String, Vec<String>>,
) -> Vec<Finding> {
    let named = |key: &str| fits.keys().any(|name| name.split('=').next() == Some(key));
    let mut findings = Vec::new();
    for key in keys.iter().filter(|key| named(key)) {
        let Some(choice) = choices.entries.get(key) else {
            findings.extend(left_over(choices, std::iter::once(key)));
            continue;
        };
        let Some(reason) = reasons.entries.get(key) else {
            findings.push(Finding::new(Code::Blank).with("entry", key.as_str()).at(reasons.near(key)));
            continue;
        };
        let fitting = fits.get(&format!("{key}={}", choice.value())).or_else(|| fits.get(key));
        let misfit = reason.values.iter().find(|(given, _)| !fitting.is_some_and(|fitting| fitting.contains(given)));
        if let Some((given, at)) = misfit {
            // Where nothing speaks for the choice, another reason would not help.
            let choices = fits.keys().filter_map(|name| name.strip_prefix(key.as_str())?.strip_prefix('='));
            let (how, at) = if fitting.is_none() { ("choice", &choice.at) } else { ("reason", at) };
            findings.push(
                Finding::new(Code::WrongReason)
                    .with("how", how)
                    .with("key", key.as_str())
                    .with("value", choice.value())
                    .with("reason", given.as_str())
                    .with("choices", list(choices))
                    .at(at.clone()),
            );
        }
    }
    findings
}

/// Members without an entry, in one finding.
fn left_over<'m>(table: &Table, members: impl Iterator<Item = &'m String>) -> Option<Finding> {
    let missing: Vec<&String> = members.filter(|member| !table.entries.contains_key(*member)).collect();
    let first = missing.iter().find(|member| table.blank.contains_key(**member)).or(missing.first())?;
    let at = table.near(first);
    Some(Finding::new(Code::LeftOver).with("count", missing.len()).with("members", list(missing)).at(at))
}

fn present<'a>(table: &'a Table, group: &'a [String]) -> impl Iterator<Item = (&'a String, &'a Given)> {
    group.iter().filter_map(|member| table.entries.get(member).map(|given| (member, given)))
}

fn values(given: &Given) -> BTreeSet<&str> {
    given.values.iter().map(|(value, _)| value.as_str()).collect()
}

fn by_value(table: &Table) -> IndexMap<&str, Vec<&String>> {
    let mut by_value: IndexMap<&str, Vec<&String>> = IndexMap::new();
    for (key, given) in &table.entries {
        for value in values(given) {
            by_value.entry(value).or_default().push(key);
        }
    }
    by_value
}

fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    items.into_iter().map(|item| item.as_ref().to_owned()).collect::<Vec<_>>().join(", ")
}
