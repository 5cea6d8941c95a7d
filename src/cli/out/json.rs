//! JSON documents: keys in a fixed order, nothing in them that a terminal would obey.

use serde_json::{Map, Value as Json, json};

use crate::base::{Safe, Strings, Value};
use crate::cli::command::check::Judged;
use crate::grade::{CheckReport, Evidence, Exploration, Finding, Report, TableBefore, words};

/// A document as text, ending in a line feed. Characters that a terminal obeys or hides are written as `\uXXXX`: JSON's
/// own rules escape only those below the space.
pub(in crate::cli) fn document(json: &Json) -> String {
    let text = serde_json::to_string_pretty(json).expect("a JSON value has a text");
    let mut out = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        let mut units = [0; 2];
        let one = c.encode_utf8(&mut [0; 4]).to_owned();
        if c.is_ascii() && c != '\u{7f}' || Safe::new(&one).as_str() == one {
            out.push(c);
        } else {
            c.encode_utf16(&mut units).iter().for_each(|unit| out.push_str(&format!("\\u{unit:04x}")));
        }
    }
    out.push('\n');
    out
}

/// `check --format json`.
pub(in crate::cli) fn checked(seed: u64, results: &[Judged], strings: &Strings) -> Json {
    let results: Vec<Json> = results.iter().map(|result| judged(result, strings)).collect();
    json!({ "format": 1, "sagabook": env!("CARGO_PKG_VERSION"), "seed": seed, "results": results })
}

fn judged(judged: &Judged, strings: &Strings) -> Json {
    let report = &judged.report;
    json!({
        "exercise": report.exercise,
        "content": report.content,
        "outcome": report.outcome,
        "points": report.points,
        "max_points": report.max_points,
        "elapsed_ms": judged.elapsed_ms,
        // Only simulations explore.
        "exploration": report.exploration.as_ref().map(|explored| exploration(report, explored, strings)),
        "cases": report.cases,
        "checks": report.checks.iter().map(|check| checked_one(check, judged, strings)).collect::<Vec<_>>(),
        // About the whole answer: its files, its loading, and why it could not be graded.
        "findings": report.findings.iter().map(|found| finding(found, None, judged, strings)).collect::<Vec<_>>(),
    })
}

fn exploration(report: &Report, explored: &Exploration, strings: &Strings) -> Json {
    let faults: serde_json::Map<String, Json> =
        explored.faults.iter().map(|(kind, times)| (kind.clone(), json!(times))).collect();
    json!({
        "mode": explored.mode,
        "complete": explored.complete,
        "covered": explored.covered,
        "runs": explored.runs,
        "states": explored.states,
        "steps": explored.steps,
        "requests": explored.requests,
        "faults": faults,
        "time": if explored.timed { "timed" } else { "untimed" },
        "bounds": words::explored(report, explored, strings),
    })
}

fn checked_one(check: &CheckReport, judged: &Judged, strings: &Strings) -> Json {
    let mut json = json!({
        "name": check.name,
        "outcome": check.outcome,
        "points": check.points,
        "max_points": check.max_points,
        "findings": check.findings.iter().map(|found| finding(found, Some(&check.name), judged, strings)).collect::<Vec<_>>(),
    });
    if let (Some(explain), Some(object)) = (&check.explain, json.as_object_mut()) {
        object.insert("explain".to_owned(), json!(explain));
    }
    json
}

fn finding(finding: &Finding, check: Option<&str>, judged: &Judged, strings: &Strings) -> Json {
    let at = finding.at.as_ref().map(|at| json!({ "file": at.file, "line": at.line, "column": at.column }));
    json!({
        "code": finding.code,
        "severity": finding.severity,
        "message": words::named(finding, check, &judged.text, strings),
        "at": at,
        "schedule": finding.schedule,
        "evidence": evidence(&finding.evidence),
    })
}

fn evidence(evidence: &Evidence) -> Json {
    match evidence {
        Evidence::None => Json::Null,
        Evidence::Tables { dataset, of, columns, expected, actual, given } => json!({
            "kind": "tables", "dataset": dataset, "of": of, "columns": columns,
            "expected": cells(expected), "actual": cells(actual), "given": tables(before(given)),
        }),
        Evidence::Rows { dataset, columns, rows, given, stopped } => json!({
            "kind": "rows", "dataset": dataset, "columns": columns, "rows": cells(rows), "given": tables(before(given)),
            "stopped": stopped,
        }),
        Evidence::Texts { expected, actual } => json!({ "kind": "texts", "expected": expected, "actual": actual }),
        Evidence::History { given, when, expected, actual } => {
            json!({ "kind": "history", "given": given, "when": when, "expected": expected, "actual": actual })
        }
        Evidence::Plan(steps) => json!({ "kind": "plan", "steps": steps }),
        Evidence::Call { with, expected, actual } => {
            json!({ "kind": "call", "with": with, "expected": expected, "actual": actual })
        }
        Evidence::Interleaving { order, steps, columns, rows, given } => {
            let steps: Vec<Json> = steps
                .iter()
                .map(|(session, statement, what)| json!({ "session": session, "statement": statement, "result": what }))
                .collect();
            json!({
                "kind": "interleaving", "order": order, "steps": steps, "columns": columns, "rows": cells(rows),
                "given": tables(before(given)),
            })
        }
    }
}

fn before(given: &[TableBefore]) -> impl Iterator<Item = (&str, &[String], &[Vec<Value>])> {
    given.iter().map(|(table, columns, rows)| (table.as_str(), &**columns, &**rows))
}

/// Tables by name, with their rows.
pub(in crate::cli) fn tables<'t>(tables: impl Iterator<Item = (&'t str, &'t [String], &'t [Vec<Value>])>) -> Json {
    tables.map(|(table, columns, rows)| json!({ "table": table, "columns": columns, "rows": cells(rows) })).collect()
}

fn cells(rows: &[Vec<Value>]) -> Json {
    rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>()).collect::<Vec<_>>().into()
}

/// A cell as JSON has it; bytes as `{"blob": "0AFF"}`, infinite numbers as their text.
fn cell(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Int(number) => json!(number),
        Value::Real(number) if number.is_finite() => json!(number),
        Value::Real(number) => json!(number.to_string()),
        Value::Text(text) => json!(text),
        Value::Blob(bytes) => {
            let hex = bytes.iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02X}"));
            let mut object = Map::new();
            object.insert("blob".to_owned(), json!(hex));
            Json::Object(object)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{cell, document};
    use crate::base::Value;
    use serde_json::json;

    #[test]
    fn a_document_holds_nothing_that_a_terminal_obeys() {
        let text = "a\u{1b}[31m\u{9b}31m\u{202e}\u{7f}한글\u{e0041}";
        let out = document(&json!([text]));
        assert!(out.chars().all(|c| c == '\n' || !c.is_control()), "{out:?}");
        assert!(out.contains("\\u001b[31m\\u009b31m\\u202e\\u007f한글\\udb40\\udc41"), "{out:?}");
        assert_eq!(serde_json::from_str::<Vec<String>>(&out).expect("it is JSON"), [text]);
    }

    #[test]
    fn cells_are_what_json_has() {
        for (value, json) in [
            (Value::Null, json!(null)),
            (Value::Int(1), json!(1)),
            (Value::Real(1.0), json!(1.0)),
            (Value::Real(f64::INFINITY), json!("inf")),
            ("x".into(), json!("x")),
            (Value::Blob(vec![10, 255]), json!({ "blob": "0AFF" })),
        ] {
            assert_eq!(cell(&value), json);
        }
    }
}
