//! Findings from failures of a script.

use crate::grade::{Code, Finding, Place};
use crate::lab::script::{Failure, Limits, NotJson, Position, Thrown};

/// The most that a call may return, in words.
const LIMIT: &str = "256 KB";

/// What the failure of a call of `function` says.
pub(crate) fn fault(failure: &Failure, function: &str) -> Finding {
    let about = |code| Finding::new(code).with("function", function);
    let what = |code| Finding::new(code).with("what", format!("`{function}`"));
    match failure {
        Failure::Syntax(thrown) | Failure::Threw(thrown) => {
            about(Code::Threw).with("how", "throws").with("error", error(thrown)).at(place(thrown.at.as_ref()))
        }
        Failure::Pending => about(Code::Threw).with("how", "throws").with("error", plain(failure)),
        Failure::NoFunction(name) => Finding::new(Code::NoFunction).with("function", name.as_str()),
        Failure::NotJson { path, what } => {
            let whole = if path.is_empty() { "whole" } else { "part" };
            about(Code::NotJson)
                .with("in", whole)
                .with("path", path.as_str())
                .with("what", word(*what))
                .with("depth", Limits::default().depth)
        }
        Failure::ChangedInput { .. } => about(Code::LawBroken).with("how", "changes-input"),
        Failure::Fuel => what(Code::Fuel),
        Failure::Memory => what(Code::Memory),
        Failure::Stack => what(Code::Stack),
        Failure::Output => what(Code::Output).with("limit", LIMIT),
    }
}

/// What a failure to load `file` says.
pub(super) fn load(failure: &Failure, file: &str) -> Finding {
    let what = |code| Finding::new(code).with("what", format!("`{file}`"));
    match failure {
        Failure::Syntax(thrown) => Finding::new(Code::Syntax)
            .with("file", file)
            .with("message", thrown.message.as_str())
            .at(place(thrown.at.as_ref())),
        Failure::Threw(thrown) => {
            Finding::new(Code::Load).with("file", file).with("message", error(thrown)).at(place(thrown.at.as_ref()))
        }
        Failure::NoFunction(_) | Failure::NotJson { .. } | Failure::ChangedInput { .. } | Failure::Pending => {
            Finding::new(Code::Load).with("file", file).with("message", plain(failure))
        }
        Failure::Fuel => what(Code::Fuel),
        Failure::Memory => what(Code::Memory),
        Failure::Stack => what(Code::Stack),
        Failure::Output => what(Code::Output).with("limit", LIMIT),
    }
}

/// A failure as evidence shows it, in the engine's English.
pub(super) fn plain(failure: &Failure) -> String {
    match failure {
        Failure::Syntax(thrown) | Failure::Threw(thrown) => error(thrown),
        Failure::NoFunction(name) => format!("ReferenceError: {name} is not exported"),
        Failure::NotJson { path, what } if path.is_empty() => shown(*what).to_owned(),
        Failure::NotJson { path, what } => format!("{path}: {}", shown(*what)),
        Failure::ChangedInput { was, is, .. } => format!("{was} → {is}"),
        Failure::Pending => "a promise that nothing settles".to_owned(),
        Failure::Fuel => "fuel".to_owned(),
        Failure::Memory => "out of memory".to_owned(),
        Failure::Stack => "RangeError: Maximum call stack size exceeded".to_owned(),
        Failure::Output => "output".to_owned(),
    }
}

pub(super) fn error(thrown: &Thrown) -> String {
    match (thrown.kind.as_str(), thrown.message.as_str()) {
        ("", message) => message.to_owned(),
        (kind, "") => kind.to_owned(),
        (kind, message) => format!("{kind}: {message}"),
    }
}

pub(super) fn place(at: Option<&Position>) -> Option<Place> {
    at.map(|at| Place { file: at.file.clone(), line: at.line, column: at.column })
}

/// What is no plain JSON, as a console would show it.
fn shown(what: NotJson) -> &'static str {
    match what {
        NotJson::Undefined => "undefined",
        NotJson::Function => "[Function]",
        NotJson::Promise => "Promise {}",
        NotJson::NotANumber => "NaN",
        NotJson::BigInt => "0n",
        NotJson::Symbol => "Symbol()",
        NotJson::Object => "[object Object]",
        NotJson::Proxy => "Proxy {}",
        NotJson::Hole => "<empty>",
        NotJson::HalfCharacter => "\"\u{fffd}\"",
        NotJson::Circular => "[Circular]",
        NotJson::TooDeep => "[…]",
    }
}

/// The word by which `finding-not-json` picks its text.
fn word(what: NotJson) -> &'static str {
    match what {
        NotJson::Undefined => "undefined",
        NotJson::Function => "function",
        NotJson::Promise => "promise",
        NotJson::NotANumber => "not-a-number",
        NotJson::BigInt => "bigint",
        NotJson::Symbol => "symbol",
        NotJson::Object => "object",
        NotJson::Proxy => "proxy",
        NotJson::Hole => "hole",
        NotJson::HalfCharacter => "half-character",
        NotJson::Circular => "circular",
        NotJson::TooDeep => "too-deep",
    }
}
