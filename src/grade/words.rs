//! Words for findings: `finding-CODE` of the strings in force, with the finding's arguments.

use super::{Code, Exploration, Finding, Mode, Report};
use crate::base::{Arg, Safe, Strings, Value, truncate};
use crate::course::ExerciseText;

/// The widest argument, in cells.
const WIDEST: usize = 120;
/// Arguments that choose between sentences: never an id of the author's.
const CASES: [&str; 6] = ["how", "kind", "form", "side", "found", "wanted"];

/// A finding as one sentence or two, on one line, harmless for a terminal.
#[must_use]
pub fn finding(finding: &Finding, strings: &Strings) -> String {
    let args: Vec<(&str, Arg)> = finding.args.iter().map(|(name, value)| (name.as_str(), argument(value))).collect();
    strings.with(&format!("finding-{}", finding.code), &args)
}

/// As [`finding`], with the author's words for the options of the check and the labels of the exercise.
#[must_use]
pub fn named(finding: &Finding, check: Option<&str>, text: &ExerciseText, strings: &Strings) -> String {
    let options = check.and_then(|check| text.options.get(check));
    let words = |id: &str| {
        let says = options.and_then(|options| options.get(id)).map(|option| option.says.as_str());
        let named = says.or_else(|| text.labels.get(id).map(String::as_str))?;
        // They become a part of the sentence: their own quotation marks and full stop go.
        let quotes = [('"', '"'), ('“', '”'), ('\'', '\''), ('‘', '’')];
        let bare = quotes.into_iter().find_map(|(open, close)| named.strip_prefix(open)?.strip_suffix(close));
        let named = bare.filter(|bare| !bare.contains(['"', '“', '”'])).unwrap_or(named);
        Some(Arg::Text(short(named.strip_suffix('.').unwrap_or(named))))
    };
    let args: Vec<(&str, Arg)> = finding
        .args
        .iter()
        .map(|(name, value)| {
            let named = match value {
                Value::Text(id) if !CASES.contains(&name.as_str()) => words(id),
                Value::Text(_) | Value::Null | Value::Int(_) | Value::Real(_) | Value::Blob(_) => None,
            };
            (name.as_str(), named.unwrap_or_else(|| argument(value)))
        })
        .collect();
    strings.with(&format!("finding-{}", finding.code), &args)
}

/// What a simulation explored, in honest words: what holds and where, what was not tried, and what time meant in it.
#[must_use]
pub fn explored(report: &Report, explored: &Exploration, strings: &Strings) -> String {
    let of_kind =
        |(kind, times): &(String, u16)| strings.with(&format!("fault-kind-{kind}"), &[("n", i64::from(*times).into())]);
    let list = explored.faults.iter().map(of_kind).collect::<Vec<_>>().join(", ");
    let all: u16 = explored.faults.iter().map(|(_, times)| *times).sum();
    let faults = match (explored.at_most, all) {
        (0, _) | (_, 0) => strings.with("explored-no-faults", &[]),
        (most, all) if most >= all => strings.with("explored-at-most", &[("list", Arg::Text(list))]),
        (most, _) => strings.with("explored-of", &[("list", Arg::Text(list)), ("n", i64::from(most).into())]),
    };
    let how = match explored.mode {
        Mode::Exhaustive => "explored-exhaustive",
        Mode::Reduced => "explored-reduced",
        Mode::Sampled => "explored-sampled",
        Mode::Incomplete => "explored-incomplete",
    };
    let many = |number: u64| Arg::Text(grouped(&number.to_string()));
    let says = strings.with(
        how,
        &[
            ("passed", Arg::Text(if report.passed() { "yes" } else { "no" }.to_owned())),
            ("covered", Arg::Text(explored.covered.as_deref().map_or_else(|| "none".to_owned(), grouped))),
            ("requests", i64::from(explored.requests).into()),
            ("faults", Arg::Text(faults)),
            ("states", explored.states.map_or(Arg::Number(0), |states| many(states as u64))),
            ("runs", many(explored.runs)),
            ("seed", Arg::Text(report.seed.to_string())),
        ],
    );
    format!("{says} {}", strings.get(if explored.timed { "explored-timed" } else { "explored-untimed" }))
}

/// Digits in groups of three: `163,250`.
pub(crate) fn grouped(digits: &str) -> String {
    let lead = digits.len() % 3;
    let cut = |(at, digit): (usize, char)| (at > 0 && at % 3 == lead).then_some(',').into_iter().chain([digit]);
    digits.chars().enumerate().flat_map(cut).collect()
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

#[cfg(test)]
mod tests {
    use super::{finding, named};
    use crate::base::{Strings, Value, languages, width};
    use crate::course::ExerciseText;
    use crate::grade::{Code, Finding};

    /// A finding of this code as a grader makes it; a finding made with other arguments belongs here.
    fn example(code: Code) -> Finding {
        let args: &[(&str, Value)] = &match code {
            Code::MissingFile | Code::UnknownFile | Code::NotText | Code::NotAFile => vec![("file", "a.sql".into())],
            Code::TooLarge => vec![("file", "a.sql".into()), ("limit", "1 MB".into())],
            Code::UnknownEntry => vec![("entry", "past-tens".into()), ("entries", "past-tense, facts".into())],
            Code::NoAnswer | Code::DidNotStop | Code::OpenTransaction => vec![],
            Code::Syntax | Code::Load => vec![("file", "cart.js".into()), ("message", "unexpected token".into())],
            Code::Fuel | Code::Memory | Code::Stack => vec![("what", "decide".into())],
            Code::Output => vec![("what", "decide".into()), ("limit", "256 KB".into())],
            Code::Crashed | Code::Machine => vec![("why", "signal 6".into())],
            Code::NotAllowed => vec![("what", "ATTACH".into())],
            Code::StatementFailed => {
                vec![
                    ("message", "no such column: qyt".into()),
                    ("script", "given/v1.sql".into()),
                    ("kind", "shown".into()),
                ]
            }
            Code::NotRefused => vec![("statement", "INSERT INTO t VALUES (1)".into()), ("how", "accepted".into())],
            Code::WronglyRefused => {
                vec![("statement", "INSERT INTO t VALUES (1)".into()), ("why", "UNIQUE constraint failed".into())]
            }
            Code::NoRows => vec![("file", "count.sql".into())],
            Code::RowsDiffer => vec![
                ("file", "count.sql".into()),
                ("kind", "generated".into()),
                ("number", 3_i64.into()),
                ("given", 2_i64.into()),
                ("wanted", 4_i64.into()),
            ],
            Code::OrderDiffers | Code::OrderOpen => vec![("kind", "generated".into()), ("number", 3_i64.into())],
            Code::ColumnsDiffer => vec![("actual", "id".into()), ("expected", "id, total".into())],
            Code::StateDiffers => {
                vec![("table", "inventory.stock".into()), ("kind", "shown".into()), ("number", 0_i64.into())]
            }
            Code::NoTable => vec![("table", "orders.outbox".into())],
            Code::TornState => vec![
                ("file", "transfer.sql".into()),
                ("statement", 2_i64.into()),
                ("run", 1_i64.into()),
                ("kind", "generated".into()),
                ("number", 3_i64.into()),
            ],
            Code::NotIdempotent => vec![
                ("way", "cut".into()),
                ("statement", 2_i64.into()),
                ("how", "differs".into()),
                ("table", "orders.orders".into()),
            ],
            Code::TableScan => vec![("table", "events".into()), ("file", "read.sql".into())],
            Code::ForeignTable => {
                vec![
                    ("service", "orders".into()),
                    ("table", "customers.people".into()),
                    ("how", "read".into()),
                    ("owner", "customers".into()),
                ]
            }
            Code::BadInterleaving | Code::NeverFinishes => vec![("order", "ABAB".into())],
            Code::CaseFails => vec![("case", 2_i64.into()), ("cases", 5_i64.into()), ("alone", "right".into())],
            Code::Disagrees => {
                vec![("over", "history".into()), ("function", "decide".into()), ("events", 3_i64.into())]
            }
            Code::LawBroken => {
                vec![("how", "snapshot-tail".into()), ("function", "evolve".into()), ("cut", 2_i64.into())]
            }
            Code::Threw => vec![
                ("how", "throws".into()),
                ("function", "decide".into()),
                ("error", "TypeError: x is undefined".into()),
            ],
            Code::NotJson => vec![
                ("function", "evolve".into()),
                ("in", "part".into()),
                ("path", ".lines[0]".into()),
                ("what", "not-a-number".into()),
            ],
            Code::EffectsDiffer => vec![
                ("function", "mail".into()),
                ("run", "replay".into()),
                ("sent", 2_i64.into()),
                ("most", 0_i64.into()),
            ],
            Code::NoFunction => vec![("function", "decide".into())],
            Code::InvariantViolated
            | Code::NeverHolds
            | Code::HistoryBroken
            | Code::NotShown
            | Code::Livelock
            | Code::NotSettled
            | Code::Deadlock => {
                vec![
                    ("how", "time".into()),
                    ("ms", 5_000_i64.into()),
                    ("faults", 1_i64.into()),
                    ("what", "before 5: crash orders".into()),
                    ("deviations", 1_i64.into()),
                    ("step", 7_i64.into()),
                    ("steps", 14_i64.into()),
                ]
            }
            Code::NotReached => vec![
                ("how", "threw".into()),
                ("service", "orders".into()),
                ("handler", "placeOrder".into()),
                ("error", "TypeError: x is undefined".into()),
            ],
            Code::OverBudget => vec![
                ("handler", "orders.placeOrder".into()),
                ("how", "messages".into()),
                ("n", 0_i64.into()),
                ("faults", 0_i64.into()),
                ("deviations", 1_i64.into()),
                ("step", 7_i64.into()),
            ],
            Code::BadLine => vec![("line", "crash orders".into()), ("how", "form".into())],
            Code::NoSuchFault => {
                vec![
                    ("how", "other".into()),
                    ("before", 5_i64.into()),
                    ("what", "crash orders".into()),
                    ("faults", "crash payments".into()),
                ]
            }
            Code::Misuse => vec![
                ("how", "not-awaited".into()),
                ("service", "orders".into()),
                ("handler", "relay".into()),
                ("detail", "no such table".into()),
            ],
            Code::Blank => vec![("entry", "past-tense".into())],
            Code::UnknownOption => vec![
                ("form", "no-option".into()),
                ("option", "Orders".into()),
                ("options", "OrderPlaced, PlaceOrder".into()),
            ],
            Code::WrongOption => vec![("option", "PlaceOrder".into())],
            Code::WrongSet => vec![("wrong", 1_i64.into()), ("missing", 2_i64.into())],
            Code::WrongOrder => vec![
                ("right", 1_i64.into()),
                ("all", 4_i64.into()),
                ("first", "append".into()),
                ("found", "out-of-place".into()),
            ],
            Code::WrongPairs => vec![("right", 1_i64.into()), ("all", 3_i64.into())],
            Code::WrongPair => vec![("key", "event".into()), ("value", "request".into())],
            Code::WrongNumber => vec![("given", "43".into()), ("side", "above".into())],
            Code::LeftOver => vec![("count", 2_i64.into()), ("members", "stock, lines".into())],
            Code::TornApart => vec![("members", "orders, lines".into()), ("values", "orders, stock".into())],
            Code::LumpedTogether => vec![("members", "orders, stock".into()), ("value", "orders".into())],
            Code::TooMany => vec![
                ("value", "orders".into()),
                ("count", 4_i64.into()),
                ("most", 3_i64.into()),
                ("members", "a, b, c, d".into()),
            ],
            Code::TooMuch => vec![
                ("value", "orders".into()),
                ("percent", 67_i64.into()),
                ("most", 50_i64.into()),
                ("members", "a, b".into()),
            ],
            Code::NotOneOf => vec![
                ("key", "stock".into()),
                ("value", "ordres".into()),
                ("how", "unknown".into()),
                ("choices", "orders, stock".into()),
            ],
            Code::WrongReason => {
                vec![
                    ("key", "cart".into()),
                    ("value", "redis".into()),
                    ("how", "reason".into()),
                    ("reason", "joins".into()),
                ]
            }
            Code::PolicyDiffers => vec![
                ("role", "clerk".into()),
                ("operation", "SELECT".into()),
                ("target", "orders.card".into()),
                ("wanted", "refuse".into()),
                ("through", "cards".into()),
                ("count", 3_i64.into()),
            ],
            Code::Traded => vec![("key", "cart".into()), ("value", "redis".into()), ("other", "postgres".into())],
        };
        args.iter().fold(Finding::new(code), |finding, (name, value)| finding.with(name, value.clone()))
    }

    #[test]
    fn every_code_has_words_in_every_language() {
        for lang in languages() {
            let strings = Strings::new(&lang);
            for code in Code::ALL {
                assert!(strings.has(&format!("finding-{code}")), "{lang}: {code} has no text");
                let words = finding(&example(*code), &strings);
                assert!(!words.contains("{$") && !words.contains("{ $"), "{lang}: {code}: {words}");
                assert!(width(&words) > 10, "{lang}: {code}: {words}");
            }
        }
    }

    #[test]
    fn an_authors_label_does_not_change_which_sentence_it_is() {
        let label = |id: &str, words: &str| (id.to_owned(), words.to_owned());
        let text = ExerciseText {
            labels: [label("unknown", "nobody knows"), label("stock", "the stock")].into_iter().collect(),
            lang: languages()[0].clone(),
            title: String::new(),
            hints: Vec::new(),
            checks: indexmap::IndexMap::new(),
            wrong: indexmap::IndexMap::new(),
            options: indexmap::IndexMap::new(),
            task: Vec::new(),
            after: Vec::new(),
            task_source: String::new(),
        };
        let words = named(&example(Code::NotOneOf), None, &text, &Strings::new(&languages()[0]));
        assert!(words.contains("`the stock`") && words.ends_with("there are orders, stock."), "{words}");
    }

    #[test]
    fn hostile_arguments_stay_on_one_short_line() {
        let hostile = format!("\u{1b}[2J\u{202e}\n{}", "x".repeat(1 << 20));
        let strings = Strings::new(&languages()[0]);
        let words = finding(&Finding::new(Code::WrongOption).with("option", hostile), &strings);
        assert!(words.chars().all(|c| !c.is_control()) && !words.contains('\u{202e}'), "{words}");
        assert!(width(&words) < 200);
    }
}
