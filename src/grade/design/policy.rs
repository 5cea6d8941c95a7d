//! Policies: roles and what they are granted, probed by requests.
//!
//! What counts is what a role reaches in the tables, not how the policy is written: a grant on a table is one on each of
//! its columns, and a grant on a view, which runs with its owner's rights, is one on the columns that it shows.

use std::collections::BTreeMap;

use indexmap::{IndexMap, IndexSet};

use super::tables::Table;
use crate::base::Stream;
use crate::course::exercise::Decision;
use crate::grade::{Code, Finding, Place, Severity};

/// What requests are made of, and how many.
pub(super) struct Probe<'e> {
    pub roles: &'e [String],
    pub operations: &'e [String],
    /// `table.column`s.
    pub columns: &'e [String],
    /// View → its column → the columns of tables that it shows.
    pub views: &'e IndexMap<String, IndexMap<String, Vec<String>>>,
    /// Operations that a policy of this task may name at all.
    pub known: Vec<&'e str>,
    /// Only requests that the solution decides so.
    pub wanted: Option<Decision>,
    /// The most; where there are fewer, each is made.
    pub requests: usize,
}

/// Who wants to do what with which column, or with which table's rows.
type Request<'e> = (&'e String, &'e String, &'e str);

/// What a role may do, as (operation, column or table), and the grant that gives it.
type Reach<'a> = BTreeMap<(String, &'a str), (&'a str, &'a Place)>;

impl Probe<'_> {
    /// Compares two policies request by request; also says how many there were.
    pub(super) fn run(&self, answer: &Table, solution: &Table, stream: &mut Stream) -> (Vec<Finding>, u64) {
        // What cannot be read gives nothing: that may be missing, and is never too much.
        let mut findings = if self.wanted == Some(Decision::Refuse) { Vec::new() } else { self.unreadable(answer) };
        let reaches = |policy| -> BTreeMap<&String, Reach<'_>> {
            self.roles.iter().map(|role| (role, self.reach(policy, role))).collect()
        };
        let (wanted, given) = (reaches(solution), reaches(answer));
        let mut requests = self.all();
        requests.retain(|request| self.wanted.is_none_or(|only| (only == Decision::Allow) == allows(&wanted, request)));
        if requests.len() > self.requests {
            stream.shuffle(&mut requests);
            requests.truncate(self.requests);
        }
        for is_wanted in [false, true] {
            let differing: Vec<&Request<'_>> = requests
                .iter()
                .filter(|request| allows(&wanted, request) == is_wanted && allows(&given, request) != is_wanted)
                .collect();
            let Some(&&(role, operation, target)) = differing.first() else { continue };
            let by = given.get(role).and_then(|reach| reach.get(&key(operation, target)));
            let through = by.map(|(on, _)| table_of(on)).filter(|on| self.views.contains_key(*on));
            let here = by.map(|(_, at)| (*at).clone());
            findings.push(
                Finding::new(Code::PolicyDiffers)
                    .with("role", role.as_str())
                    .with("operation", operation.as_str())
                    .with("target", target)
                    .with("wanted", if is_wanted { "allow" } else { "refuse" })
                    .with("through", through.unwrap_or("none"))
                    .with("count", differing.len())
                    .at(here.or_else(|| answer.near(role))),
            );
        }
        findings.sort_by_key(|finding| finding.severity != Severity::Error);
        (findings, requests.len() as u64)
    }

    /// Every request that can be made: each operation on each column, or where it is one on rows, on each table.
    fn all(&self) -> Vec<Request<'_>> {
        let columns: IndexSet<&str> = self.columns.iter().map(String::as_str).collect();
        let tables: IndexSet<&str> = columns.iter().map(|column| table_of(column)).collect();
        let mut all = Vec::new();
        for role in self.roles {
            for operation in self.operations {
                let targets = if is_of_rows(operation) { &tables } else { &columns };
                all.extend(targets.iter().map(|target| (role, operation, *target)));
            }
        }
        all
    }

    /// Everything that a role may do to the tables, directly or through a view.
    fn reach<'a>(&'a self, policy: &'a Table, role: &str) -> Reach<'a> {
        let mut reach = Reach::new();
        for (grant, at) in policy.entries.get(role).into_iter().flat_map(|given| &given.values) {
            let Some((operation, target)) = parse(grant) else { continue };
            for reached in self.given(operation, target) {
                // A direct grant explains a reach better than one through a view.
                let by = reach.entry(key(operation, reached)).or_insert((target, at));
                if self.views.contains_key(table_of(by.0)) {
                    *by = (target, at);
                }
            }
        }
        reach
    }

    /// The columns that a grant on a target gives, or the tables where it is one on rows.
    fn given<'a>(&'a self, operation: &str, target: &'a str) -> Vec<&'a str> {
        let under: Vec<&str> = if let Some(view) = self.views.get(table_of(target)) {
            let tables: IndexSet<&str> = view.values().flatten().map(|column| table_of(column)).collect();
            // A view of one table is written through, one of several is only read.
            let is_open = is_reading(operation) || tables.len() == 1;
            let shown = view.iter().filter(|(column, _)| names(target, column)).flat_map(|(_, under)| under);
            shown.filter(|_| is_open).map(String::as_str).collect()
        } else {
            let named = |column: &&str| *column == target || table_of(column) == target;
            self.columns.iter().map(String::as_str).filter(named).collect()
        };
        if is_of_rows(operation) { under.into_iter().map(table_of).collect() } else { under }
    }

    /// Grants that are no operation on a table, a view or a column of this task, and as a warning those that give
    /// nothing.
    fn unreadable(&self, answer: &Table) -> Vec<Finding> {
        let known = |(operation, target): (&str, &str)| {
            let is_there = match self.views.get(table_of(target)) {
                Some(view) => view.keys().any(|column| names(target, column)),
                None => self.columns.iter().any(|column| column == target || table_of(column) == target),
            };
            let has_column = target.contains('.');
            is_there
                && !(has_column && is_of_rows(operation))
                && self.known.iter().any(|known| known.eq_ignore_ascii_case(operation))
        };
        let all = answer.entries.iter().flat_map(|(role, given)| given.values.iter().map(move |grant| (role, grant)));
        let found = all.filter_map(|(role, (grant, at))| {
            let readable = parse(grant).filter(|parsed| known(*parsed));
            let (how, severity) = match readable {
                None => ("grant", Severity::Error),
                Some((operation, target)) if self.given(operation, target).is_empty() => ("joined", Severity::Warning),
                Some(_) => return None,
            };
            Some(
                Finding::new(Code::NotOneOf)
                    .with("how", how)
                    .with("key", role.as_str())
                    .with("value", grant.as_str())
                    .graded(severity)
                    .at(at.clone()),
            )
        });
        found.take(5).collect()
    }
}

fn allows(reaches: &BTreeMap<&String, Reach<'_>>, (role, operation, target): &Request<'_>) -> bool {
    reaches.get(role).is_some_and(|reach| reach.contains_key(&key(operation, target)))
}

fn key<'a>(operation: &str, target: &'a str) -> (String, &'a str) {
    (operation.to_ascii_uppercase(), target)
}

fn parse(grant: &str) -> Option<(&str, &str)> {
    let (operation, target) = grant.trim().split_once(char::is_whitespace)?;
    Some((operation, target.trim()))
}

/// The table of `table.column`, or of itself.
fn table_of(target: &str) -> &str {
    target.split_once('.').map_or(target, |(table, _)| table)
}

/// Whether a target, `view` or `view.column`, names this column of the view.
fn names(target: &str, column: &str) -> bool {
    target.split_once('.').is_none_or(|(_, named)| named == column)
}

fn is_reading(operation: &str) -> bool {
    operation.eq_ignore_ascii_case("SELECT")
}

/// As in SQL, rows are deleted whole.
fn is_of_rows(operation: &str) -> bool {
    operation.eq_ignore_ascii_case("DELETE")
}
