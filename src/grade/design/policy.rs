//! Policies: roles and what they are granted, probed by requests.

use std::collections::BTreeSet;

use super::tables::Table;
use crate::base::Stream;
use crate::grade::{Code, Finding};

/// What requests are made of, and how many.
pub(super) struct Probe<'e> {
    pub roles: &'e [String],
    pub operations: &'e [String],
    /// `table.column`s.
    pub columns: &'e [String],
    pub requests: usize,
}

/// What one role is granted: `(operation, table or table.column)`.
type Grants<'t> = BTreeSet<(&'t str, &'t str)>;

impl Probe<'_> {
    /// Compares two policies on generated requests; also says how many there were.
    ///
    /// A request is an operation on a column, or on a table without a column (`DELETE`, or a `SELECT` that only counts
    /// rows): the latter is allowed to whom the table or any column of it is granted, as databases do.
    pub(super) fn run(&self, answer: &Table, solution: &Table, stream: &mut Stream) -> (Vec<Finding>, u64) {
        let mut findings = self.unreadable(answer);
        let tables: Vec<&str> = {
            let all: BTreeSet<&str> =
                self.columns.iter().filter_map(|column| Some(column.split_once('.')?.0)).collect();
            all.into_iter().collect()
        };
        let mut done = 0;
        let mut differing = 0_usize;
        let mut first: [Option<Finding>; 2] = [None, None];
        let mut asked = BTreeSet::new();
        for _ in 0..self.requests {
            let (Some(role), Some(operation)) = (stream.pick(self.roles), stream.pick(self.operations)) else { break };
            // One request in five names no column.
            let target = if stream.chance(200_000) {
                stream.pick(&tables).copied()
            } else {
                stream.pick(self.columns).map(String::as_str)
            };
            let Some(target) = target else { break };
            done += 1;
            let wanted = allows(&grants(solution, role), operation, target);
            if allows(&grants(answer, role), operation, target) == wanted {
                continue;
            }
            // The same request twice is one difference.
            if asked.insert((role, operation, target)) {
                differing += 1;
            }
            first[usize::from(wanted)].get_or_insert_with(|| {
                Finding::new(Code::PolicyDiffers)
                    .with("role", role.as_str())
                    .with("operation", operation.as_str())
                    .with("target", target)
                    .with("wanted", if wanted { "allow" } else { "refuse" })
                    .at(answer.entries.get(role).map(|given| given.at.clone()).or_else(|| answer.at.clone()))
            });
        }
        findings.extend(first.into_iter().flatten().map(|finding| finding.with("count", differing)));
        (findings, done)
    }

    /// Grants that are no `operation table` or `operation table.column` of this task.
    fn unreadable(&self, answer: &Table) -> Vec<Finding> {
        let known = |grant: &str| {
            parse(grant).is_some_and(|(operation, target)| {
                let known_target = self
                    .columns
                    .iter()
                    .any(|column| column == target || column.split_once('.').is_some_and(|(table, _)| table == target));
                known_target && self.operations.iter().any(|known| known.eq_ignore_ascii_case(operation))
            })
        };
        let all = answer.entries.iter().flat_map(|(role, given)| given.values.iter().map(move |grant| (role, grant)));
        all.filter(|(_, (grant, _))| !known(grant))
            .map(|(role, (grant, at))| {
                Finding::new(Code::NotOneOf).with("key", role.as_str()).with("value", grant.as_str()).at(at.clone())
            })
            .take(5)
            .collect()
    }
}

fn parse(grant: &str) -> Option<(&str, &str)> {
    let (operation, target) = grant.trim().split_once(char::is_whitespace)?;
    Some((operation, target.trim()))
}

fn grants<'t>(policy: &'t Table, role: &str) -> Grants<'t> {
    policy.entries.get(role).into_iter().flat_map(|given| &given.values).filter_map(|(grant, _)| parse(grant)).collect()
}

fn allows(grants: &Grants<'_>, operation: &str, target: &str) -> bool {
    grants.iter().any(|(granted, on)| {
        granted.eq_ignore_ascii_case(operation)
            && match (target.split_once('.'), on.split_once('.')) {
                (Some((table, _)), None) => table == *on,
                (None, Some((table, _))) => table == target,
                (Some(_), Some(_)) | (None, None) => target == *on,
            }
    })
}
