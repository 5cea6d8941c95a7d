use crate::course::Exercise;
use crate::grade::testing::{exercise, graded};
use crate::grade::{Code, Outcome, Severity};

const OWNERS: &str = r#"
[task.design]
shape = { owner = { keys = "tables", values = "services" }, why = { keys = "tables", values = "reasons" } }

[task.design.sets]
tables = ["customers", "addresses", "orders", "lines", "stock"]
services = ["customers", "orders", "inventory"]
reasons = ["together", "alone"]

[checks.every.every]
in = "tables"
has = "owner"

[checks.same.same]
of = "owner"
groups = [["orders", "lines"], ["customers", "addresses"]]

[checks.apart.apart]
of = "owner"
groups = [["orders", "stock", "customers"]]

[checks.at-most.at-most]
of = "owner"
n = 2

[checks.share.share]
of = "owner"
percent = 50
weights = { orders = 4, lines = 2 }

[checks.one-of.one-of]
of = "owner"
allowed = { addresses = ["customers", "orders"], stock = ["inventory"] }

[checks.reason.reason]
of = "owner"
why = "why"
fits = { "addresses=customers" = ["together"], "addresses=orders" = ["alone"], stock = ["alone"] }
"#;

const GOOD: &str = r#"
[owner]
customers = "customers"
addresses = "customers"
orders = "orders"
lines = "orders"
stock = "inventory"
[why]
addresses = "together"
stock = "alone"
"#;

fn owners() -> Exercise {
    exercise(OWNERS, GOOD)
}

/// A change of the good design, a check, and the codes of what it finds.
#[test]
fn each_rule_has_its_verdicts() {
    use Code::{Blank, LeftOver, LumpedTogether, NotOneOf, TooMany, TooMuch, TornApart, WrongReason};
    for (from, to, check, codes) in [
        ("", "", "every", &[][..]),
        ("stock = \"inventory\"", "", "every", &[LeftOver]),
        ("stock = \"inventory\"", "stock = \"\"", "every", &[LeftOver]),
        ("stock = \"inventory\"", "stock = \"warehouse\"", "every", &[LeftOver]),
        ("", "", "same", &[]),
        ("lines = \"orders\"", "lines = \"inventory\"", "same", &[TornApart]),
        ("lines = \"orders\"", "", "same", &[LeftOver]),
        ("lines = \"orders\"\n", "", "at-most", &[]),
        ("", "", "apart", &[]),
        ("stock = \"inventory\"", "stock = \"orders\"", "apart", &[LumpedTogether]),
        ("stock = \"inventory\"", "", "apart", &[LeftOver]),
        ("", "", "at-most", &[]),
        ("addresses = \"customers\"", "addresses = \"orders\"", "at-most", &[TooMany]),
        // orders and lines weigh 6 of 9.
        ("", "", "share", &[TooMuch]),
        ("lines = \"orders\"", "lines = \"customers\"", "share", &[]),
        ("", "", "one-of", &[]),
        ("addresses = \"customers\"", "addresses = \"inventory\"", "one-of", &[NotOneOf]),
        ("stock = \"inventory\"", "", "one-of", &[LeftOver]),
        ("", "", "reason", &[]),
        ("addresses = \"together\"", "addresses = \"alone\"", "reason", &[WrongReason]),
        ("addresses = \"customers\"", "addresses = \"orders\"", "reason", &[WrongReason]),
        ("addresses = \"together\"", "", "reason", &[Blank]),
        ("stock = \"inventory\"", "", "reason", &[LeftOver]),
    ] {
        let report = graded(&owners(), &[("answer.toml", &GOOD.replace(from, if from.is_empty() { "" } else { to }))]);
        let done = report.checks.iter().find(|done| done.name == check).expect("the check is there");
        let found: Vec<Code> = done.findings.iter().map(|finding| finding.code).collect();
        assert_eq!(found, codes, "{check}: {from} → {to}");
        assert_eq!(done.outcome == Outcome::Passed, codes.is_empty(), "{check}: {from} → {to}");
    }
}

/// What cannot be chosen is told together with what can.
#[test]
fn choices_are_listed() {
    for (from, to, args) in [
        ("stock = \"inventory\"", "stock = \"warehouse\"", &["unknown", "customers, orders, inventory"][..]),
        ("addresses = \"together\"", "addresses = \"none\"", &["unknown", "together, alone"]),
        ("addresses = \"customers\"", "addresses = \"inventory\"", &["choice", "customers, orders"]),
        ("addresses = \"together\"", "addresses = \"alone\"", &["reason", "customers, orders"]),
    ] {
        let report = graded(&owners(), &[("answer.toml", &GOOD.replace(from, to))]);
        let reason = report.checks.iter().filter(|done| done.name == "reason").flat_map(|done| &done.findings);
        let found = report.findings.iter().chain(reason).find(|finding| finding.args.contains_key("choices"));
        let found = found.unwrap_or_else(|| panic!("{to}: {report:#?}"));
        let said: Vec<String> = ["how", "choices"].map(|name| found.args[name].to_string()).to_vec();
        assert_eq!(said, args, "{to}");
    }
}

#[test]
fn a_passing_choice_that_is_not_the_solutions_is_noted_as_traded() {
    let report =
        graded(&owners(), &[("answer.toml", &GOOD.replace("addresses = \"customers\"", "addresses = \"orders\""))]);
    let done = report.checks.iter().find(|done| done.name == "one-of").expect("the check is there");
    assert_eq!(done.outcome, Outcome::Passed);
    let note = done.findings.first().expect("a note");
    assert_eq!((note.code, note.severity), (Code::Traded, Severity::Note));
    assert_eq!(note.args["other"], "customers".into());
}

#[test]
fn what_fits_no_set_is_said_of_the_whole_answer() {
    for (from, to, code, severity) in [
        ("stock = \"inventory\"", "stock = \"warehouse\"", Code::NotOneOf, Severity::Error),
        ("stock = \"inventory\"", "stock = [\"inventory\", \"orders\"]", Code::NotOneOf, Severity::Error),
        ("stock = \"inventory\"", "stocks = \"inventory\"", Code::UnknownEntry, Severity::Warning),
        ("[why]", "[whys]", Code::UnknownEntry, Severity::Warning),
    ] {
        let report = graded(&owners(), &[("answer.toml", &GOOD.replacen(from, to, 1))]);
        let finding = report.findings.first().expect("a finding about the whole");
        assert_eq!((finding.code, finding.severity), (code, severity), "{to}");
        assert!(finding.at.is_some(), "{to}");
    }
}

const POLICY: &str = r#"
[task.design]
shape = { grants = { keys = "roles", many = true } }

[task.design.sets]
roles = ["clerk", "auditor"]
operations = ["SELECT", "UPDATE", "DELETE"]
columns = ["orders.id", "orders.total", "orders.card", "stock.qty"]

[checks.probed.probe]
of = "grants"
operations = "operations"
columns = "columns"
requests = 400
"#;

const LEAST: &str = r#"
[grants]
clerk = ["SELECT orders.id", "SELECT orders.total", "UPDATE orders.total", "SELECT stock"]
auditor = ["SELECT orders"]
"#;

#[test]
fn policies_are_compared_request_by_request() {
    let policy = exercise(POLICY, LEAST);
    for (from, to, wanted) in [
        ("", "", &[][..]),
        // The same, written otherwise.
        ("\"SELECT stock\"", "\"select  stock.qty\"", &[]),
        ("\"SELECT orders\"", "\"SELECT orders\", \"DELETE orders\"", &["refuse"]),
        ("\"SELECT orders.id\", \"SELECT orders.total\"", "\"SELECT orders\"", &["refuse"]),
        ("\"UPDATE orders.total\", ", "", &["allow"]),
        ("\"SELECT stock\"", "\"DELETE stock\"", &["refuse", "allow"]),
    ] {
        let answer = if from.is_empty() { LEAST.to_owned() } else { LEAST.replace(from, to) };
        let report = graded(&policy, &[("answer.toml", &answer)]);
        let found: Vec<String> = report.checks[0].findings.iter().map(|f| f.args["wanted"].to_string()).collect();
        assert_eq!(found, wanted, "{from} → {to}");
        // Two roles; two operations on four columns, and one on two tables.
        assert_eq!(report.cases, 2 * (2 * 4 + 2));
    }
    for unreadable in ["GRANT ALL", "SELECT stock.colour", "SELECT shelves", "DELETE stock.qty", "TRUNCATE stock"] {
        let report = graded(&policy, &[("answer.toml", &LEAST.replace("SELECT stock", unreadable))]);
        assert_eq!(report.checks[0].findings[0].code, Code::NotOneOf, "{unreadable}");
    }
    let few = exercise(&POLICY.replace("400", "9"), LEAST);
    assert_eq!(graded(&few, &[("answer.toml", LEAST)]).cases, 9);
}

#[test]
fn what_a_view_shows_is_reached_through_it() {
    let manifest = format!(
        "{}{}",
        POLICY.replace(
            "[checks.",
            r#"[task.design.views]
board = { no = ["orders.id"], sum = ["orders.total"] }
mixed = { sum = ["orders.total"], qty = ["stock.qty"] }

[checks."#
        ),
        r#"
[checks.runs.probe]
of = "grants"
operations = "operations"
columns = "columns"
wanted = "allow"
requests = 400
"#
    );
    let policy = exercise(&manifest, LEAST);
    for (from, to, wanted) in [
        ("", "", &[][..]),
        // Read through one view, written through another or directly: it is the same.
        ("\"SELECT orders.id\", \"SELECT orders.total\"", "\"SELECT board\"", &[]),
        ("\"UPDATE orders.total\"", "\"UPDATE board.sum\"", &[]),
        ("\"SELECT stock\"", "\"SELECT mixed.qty\"", &[]),
        ("\"UPDATE orders.total\"", "\"UPDATE board\"", &["refuse orders.id through board"]),
        ("\"SELECT orders\"", "\"SELECT orders\", \"SELECT mixed\"", &["refuse stock.qty through mixed"]),
        ("\"SELECT orders\"", "\"SELECT orders\", \"DELETE board\"", &["refuse orders through board"]),
        // Nothing is written through a view of two tables.
        ("\"SELECT orders\"", "\"SELECT orders\", \"UPDATE mixed\", \"DELETE mixed\"", &[]),
        ("\"UPDATE orders.total\"", "\"UPDATE mixed.sum\"", &["allow orders.total through none"]),
    ] {
        let answer = if from.is_empty() { LEAST.to_owned() } else { LEAST.replace(from, to) };
        let report = graded(&policy, &[("answer.toml", &answer)]);
        let (errors, warnings): (Vec<_>, Vec<_>) =
            report.checks[0].findings.iter().partition(|f| f.severity == Severity::Error);
        let useless = ["UPDATE mixed", "DELETE mixed"].iter().filter(|grant| to.contains(*grant)).count();
        assert_eq!(warnings.len(), useless, "{from} → {to}");
        assert!(warnings.iter().all(|f| f.code == Code::NotOneOf && f.at.is_some()), "{warnings:?}");
        let found: Vec<String> = errors
            .iter()
            .map(|f| format!("{} {} through {}", f.args["wanted"], f.args["target"], f.args["through"]))
            .collect();
        assert_eq!(found, wanted, "{from} → {to}");
        let is_missing = wanted.iter().any(|found| found.starts_with("allow"));
        assert_eq!(report.checks[1].outcome == Outcome::Failed, is_missing, "{from} → {to}");
    }
}

#[test]
fn what_is_missing_is_told_where_it_is_to_be_written() {
    let owners = owners();
    for (from, to, check, line) in [
        ("lines = \"orders\"", "lines = \"\"", "every", 6),
        ("stock = \"inventory\"", "stock = \"\"", "apart", 7),
        ("stock = \"alone\"", "stock = \"\"", "reason", 10),
        // Where a key does not stand at all, at its table.
        ("lines = \"orders\"", "", "every", 2),
    ] {
        let report = graded(&owners, &[("answer.toml", &GOOD.replace(from, to))]);
        let found = report.checks.iter().find(|it| it.name == check).and_then(|it| it.findings.first());
        let at = found.and_then(|found| found.at.as_ref()).expect("a finding with a place");
        assert_eq!(at.line, line, "{from} → {to}: {found:?}");
    }
}
