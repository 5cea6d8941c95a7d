//! A story as JSON, for programs: all that the trace has, and each step in words.
//!
//! The parts of a trace keep their names; which variant of an enum it is stands under `is`. What is JSON text in the trace
//! (arguments, messages, results) is JSON here.

use serde_json::{Map, Value as Json, json};

use super::{Story, Telling};
use crate::base::{Strings, Value};

/// The version of the document.
const FORMAT: u32 = 1;

/// The document, indented, ending in a line feed. Names and kinds are the same in every language; `says` is in that of
/// `words`.
///
/// # Panics
/// Never: a trace is plain data.
#[must_use]
pub fn json(story: &Story, words: &Strings) -> String {
    let telling = story.tell(words);
    let steps = (1..).zip(&story.trace.steps).map(|(number, note)| {
        let mut step = Map::new();
        step.insert("step".to_owned(), number.into());
        if let Json::Object(fields) = plain(serde_json::to_value(note).expect("a step is plain data")) {
            step.extend(fields);
        }
        let (service, instance) = &note.by;
        step.insert("by".to_owned(), json!({ "service": service, "instance": instance + 1 }));
        if let Some((check, rows)) = step.remove("broken").map(|broken| (named(story, &broken), broken)) {
            let rows = rows.as_array().into_iter().flatten().filter_map(|one| one.get(1).cloned());
            let told = check.into_iter().zip(rows).map(|(check, rows)| json!({ "check": check, "rows": rows }));
            step.insert("broken".to_owned(), told.collect());
        }
        step.insert("says".to_owned(), says(&telling, number).into());
        Json::Object(step)
    });
    let tables = story.trace.tables.iter().map(|table| {
        json!({
            "service": table.service, "name": table.name, "columns": table.columns,
            "rows": table.rows.iter().map(|row| row.iter().map(cell).collect()).collect::<Vec<Vec<Json>>>(),
        })
    });
    let lifelines = telling.cast.lifelines.iter().map(|lifeline| lifeline.name.as_str());
    let broken = story.trace.broken.iter().map(|(broken, after)| {
        let Json::Object(mut told) = tagged(serde_json::to_value(broken).expect("it is plain data")) else {
            return Json::Null;
        };
        if let crate::lab::system::Broken::Check(number) = broken {
            told.remove("what");
            told.insert("check".to_owned(), check(story, usize::from(*number)));
        }
        told.insert("after".to_owned(), (*after).into());
        Json::Object(told)
    });
    let document = json!({
        "format": FORMAT,
        "exercise": story.name,
        "title": story.title,
        "schedule": story.schedule,
        "adapted": story.trace.adapted,
        "lifelines": lifelines.collect::<Vec<_>>(),
        "tables": tables.collect::<Vec<_>>(),
        "steps": steps.collect::<Vec<_>>(),
        "end": tagged(serde_json::to_value(story.trace.end).expect("an end is plain data")),
        "broken": broken.collect::<Vec<_>>(),
        "hash": story.trace.hash(),
    });
    let mut text = serde_json::to_string_pretty(&document).expect("it is JSON already");
    text.push('\n');
    text
}

fn says(telling: &Telling, step: usize) -> Vec<&str> {
    telling.lines.iter().filter(|line| line.after == step).map(|line| line.says.as_str()).collect()
}

/// The names of checks, of pairs of number and rows.
fn named(story: &Story, broken: &Json) -> Vec<Json> {
    let numbers = broken.as_array().into_iter().flatten().filter_map(|one| one.get(0)?.as_u64());
    numbers.map(|number| check(story, usize::try_from(number).unwrap_or(usize::MAX))).collect()
}

fn check(story: &Story, number: usize) -> Json {
    story.checks.get(number).map_or(Json::Null, |promise| promise.name.as_str().into())
}

fn cell(value: &Value) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Int(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::Text(text) => text.as_str().into(),
        Value::Blob(_) => value.to_string().into(),
    }
}

/// Fields that hold JSON text.
const TEXTS: [&str; 3] = ["with", "body", "result"];

/// As serde writes it, but: which variant it is stands under `is`, in small letters; JSON text is JSON; cells are plain.
fn plain(value: Json) -> Json {
    match value {
        Json::Array(all) => all.into_iter().map(plain).collect(),
        Json::Object(fields) => variant(fields),
        other => other,
    }
}

/// The same of an enum, some of whose variants are a name alone.
fn tagged(value: Json) -> Json {
    match value {
        Json::String(name) => json!({ "is": kebab(&name) }),
        other => plain(other),
    }
}

fn variant(fields: Map<String, Json>) -> Json {
    let name = fields.keys().next().filter(|name| fields.len() == 1 && is_variant(name)).cloned();
    let Some(name) = name else { return fields.into_iter().map(|(name, value)| field(name, value)).collect() };
    let inner = fields.into_iter().next().map_or(Json::Null, |(_, inner)| inner);
    match (name.as_str(), inner) {
        ("Int" | "Real" | "Text", inner) => inner,
        ("Blob", inner) => {
            let bytes = inner.as_array().into_iter().flatten().filter_map(|byte| u8::try_from(byte.as_u64()?).ok());
            cell(&Value::Blob(bytes.collect()))
        }
        ("Ok", Json::String(text)) => parsed(text),
        ("Err", why) => json!({ "error": why }),
        ("Ended", Json::String(text)) => json!({ "is": "ended", "with": parsed(text) }),
        (_, Json::String(inner)) => json!({ "is": kebab(&name), "what": kebab(&inner) }),
        (_, Json::Object(inner)) => match variant(inner) {
            Json::Object(inner) if !inner.contains_key("is") => {
                std::iter::once(("is".to_owned(), kebab(&name).into())).chain(inner).collect()
            }
            inner => json!({ "is": kebab(&name), "what": inner }),
        },
        (_, inner) => json!({ "is": kebab(&name), "what": plain(inner) }),
    }
}

fn field(name: String, value: Json) -> (String, Json) {
    let value = match value {
        Json::String(text) if TEXTS.contains(&name.as_str()) => parsed(text),
        value if name == "cause" => tagged(value),
        other => plain(other),
    };
    (name, value)
}

fn parsed(text: String) -> Json {
    serde_json::from_str(&text).unwrap_or(Json::String(text))
}

fn is_variant(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphanumeric())
}

fn kebab(name: &str) -> String {
    let mut out = String::new();
    for (at, c) in name.char_indices() {
        if c.is_ascii_uppercase() && at > 0 {
            out.push('-');
        }
        out.push(c.to_ascii_lowercase());
    }
    out
}
