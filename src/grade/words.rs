//! Words for findings: `finding-CODE` of the strings in force, with the finding's arguments.

use super::{Code, Finding};
use crate::base::{Arg, Safe, Strings, Value, truncate};
use crate::course::ExerciseText;

/// The widest argument, in cells.
const WIDEST: usize = 120;

/// A finding as one sentence or two, on one line, harmless for a terminal.
#[must_use]
pub fn finding(finding: &Finding, strings: &Strings) -> String {
    let args: Vec<(&str, Arg)> = finding.args.iter().map(|(name, value)| (name.as_str(), argument(value))).collect();
    strings.with(&format!("finding-{}", finding.code), &args)
}

/// Why the option that a finding of this check names is wrong, in the author's words.
#[must_use]
pub fn why<'t>(finding: &Finding, check: &str, text: &'t ExerciseText) -> Option<&'t str> {
    match (finding.code, finding.args.get("option")) {
        (Code::WrongOption, Some(Value::Text(option))) => {
            text.options.get(check)?.get(option).map(|option| option.why.as_str())
        }
        _ => None,
    }
}

/// Values come from answers and packs: made harmless, on one line, and cut.
fn argument(value: &Value) -> Arg {
    match value {
        Value::Int(number) => Arg::Number(*number),
        Value::Text(text) => Arg::Text(short(text)),
        Value::Null | Value::Real(_) | Value::Blob(_) => Arg::Text(short(&value.to_string())),
    }
}

fn short(text: &str) -> String {
    // Cut twice: the first cut bounds the work of the second.
    let bounded: String = text.chars().take(4 * WIDEST).collect();
    truncate(Safe::line(&bounded).as_str(), WIDEST)
}
