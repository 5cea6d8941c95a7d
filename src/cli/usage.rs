//! What clap says of wrong usage, in the reader's language: what, where, what to do.

use std::error::Error as _;
use std::ffi::OsString;

use clap::CommandFactory;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use super::args::{Args, Global};
use super::fail::Fail;
use crate::base::{Arg, Lang, Safe, Strings};

/// As much of the global options as can be read from arguments that clap refuses: whose words to use.
pub(super) fn guessed(given: &[OsString]) -> Global {
    let words: Vec<&str> = given.iter().skip(1).filter_map(|word| word.to_str()).collect();
    let value = |name: &str| {
        let at = words.iter().position(|word| word.split('=').next() == Some(name))?;
        words[at].split_once('=').map(|(_, value)| value).or_else(|| words.get(at + 1).copied())
    };
    Global { lang: value("--lang").and_then(Lang::new), home: value("--home").map(Into::into), ..Global::default() }
}

/// Wrong usage as three lines; none where clap has something to print itself (help, the version).
pub(super) fn fail(error: &Error, given: &[OsString], strings: &Strings) -> Option<Fail> {
    let (name, value) = (first(error, ContextKind::InvalidArg), first(error, ContextKind::InvalidValue));
    let (kind, name, other) = match error.kind() {
        ErrorKind::InvalidSubcommand => ("command", first(error, ContextKind::InvalidSubcommand), String::new()),
        ErrorKind::UnknownArgument if name.starts_with('-') => ("option", name, String::new()),
        ErrorKind::UnknownArgument => ("argument", name, String::new()),
        ErrorKind::MissingRequiredArgument => ("missing", name, String::new()),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            ("missing", "COMMAND".to_owned(), String::new())
        }
        ErrorKind::InvalidValue if value.is_empty() => ("no-value", name, String::new()),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => ("value", name, value),
        ErrorKind::NoEquals | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            ("no-value", name, String::new())
        }
        ErrorKind::TooManyValues => ("argument", value, String::new()),
        ErrorKind::ArgumentConflict => match first(error, ContextKind::PriorArg) {
            prior if prior == name || prior.is_empty() => ("twice", name, String::new()),
            prior => ("conflict", name, prior),
        },
        ErrorKind::InvalidUtf8 => ("not-text", String::new(), String::new()),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => return None,
        // Failures to write, and kinds that a later clap may add.
        _ => ("other", error.to_string(), String::new()),
    };
    let (hint, near) = hint(error, kind, &name);
    let line: Vec<String> = given.iter().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let text = |text: &str| Arg::Text(Safe::line(text).into_string());
    Some(Fail::usage(
        strings,
        "cli-usage",
        &[
            ("kind", kind.into()),
            ("name", text(&name)),
            ("other", text(&other)),
            ("line", text(format!("sagabook {}", line.join(" ")).trim_end())),
            ("hint", hint.into()),
            ("near", text(&near)),
            ("help", text(&format!("{} --help", command(given)))),
        ],
    ))
}

/// What to do, by the name of its sentence, and the words in it.
fn hint(error: &Error, kind: &str, name: &str) -> (&'static str, String) {
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    if let Some(near) = near.into_iter().map(|kind| first(error, kind)).find(|near| !near.is_empty()) {
        return ("near", near);
    }
    let possible = all(error, ContextKind::ValidValue);
    if !possible.is_empty() {
        return ("values", possible.join(", "));
    }
    if kind != "value" {
        return ("none", String::new());
    }
    if name.starts_with("--lang") {
        return ("lang", String::new());
    }
    let said = error.source().map(ToString::to_string).unwrap_or_default();
    match said.split_once(" is not in ") {
        Some((_, range)) => ("range", range.replace("..=", "–")),
        None => ("number", String::new()),
    }
}

fn first(error: &Error, kind: ContextKind) -> String {
    all(error, kind).into_iter().next().unwrap_or_default()
}

fn all(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::StyledStr(text)) => vec![text.to_string()],
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect(),
        _ => Vec::new(),
    }
}

/// The command that was meant, as far as it is one: `sagabook pack verify`.
fn command(given: &[OsString]) -> String {
    let mut here = Args::command();
    let mut path = "sagabook".to_owned();
    for word in given.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(next) = here.find_subcommand(word) {
            path = format!("{path} {word}");
            here = next.clone();
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::Parser;

    use super::{Args, fail, guessed};
    use crate::base::{Lang, Strings};

    fn said(lang: &str, line: &str) -> Option<String> {
        let given: Vec<OsString> = line.split(' ').map(OsString::from).collect();
        let error = Args::try_parse_from(&given).expect_err("it is wrong usage");
        let strings = Strings::new(&Lang::new(lang).expect("a code"));
        fail(&error, &given, &strings).map(|fail| fail.message)
    }

    #[test]
    fn wrong_usage_is_said_in_three_lines() {
        for (line, what, to_do) in [
            ("sagabook lits", "There is no command `lits`.", "Did you mean `list`?"),
            ("sagabook zzz", "There is no command `zzz`.", "`sagabook --help` says what can be written."),
            ("sagabook list --jsno", "There is no option `--jsno` here.", "Did you mean `--json`?"),
            ("sagabook list a b", "`b` is one too many here.", "`sagabook list --help` says what can be written."),
            ("sagabook read", "<LESSON|FILE.md> is missing.", "`sagabook read --help` says what can be written."),
            ("sagabook pack", "COMMAND is missing.", "`sagabook pack --help` says what can be written."),
            (
                "sagabook check x --seed",
                "`--seed <N>` needs a value.",
                "`sagabook check --help` says what can be written.",
            ),
            ("sagabook check x --seed y", "`y` is no value for `--seed <N>`.", "Write a whole number."),
            ("sagabook read x --width 2", "`2` is no value for `--width <N>`.", "Write a number in 8–1000."),
            (
                "sagabook check x --effort most",
                "`most` is no value for `--effort <EFFORT>`.",
                "Write one of: quick, normal, deep.",
            ),
            (
                "sagabook --lang EN list",
                "`EN` is no value for `--lang <LANG>`.",
                "Write two or three lower-case letters, such as en or ko.",
            ),
            (
                "sagabook check --all x",
                "`--all` and `[EXERCISE]...` do not go together.",
                "`sagabook check --help` says what can be written.",
            ),
            (
                "sagabook list --json --json",
                "`--json` is given twice.",
                "`sagabook list --help` says what can be written.",
            ),
            (
                "sagabook list \u{1b}[2J b",
                "`b` is one too many here.",
                "`sagabook list --help` says what can be written.",
            ),
        ] {
            let message = said("en", line).expect("it is an error");
            let typed = line.replace('\u{1b}', "␛");
            assert_eq!(message, format!("{what}\nin: {typed}\n{to_do}"), "{line}");
            let korean = said("ko", line).expect("it is an error");
            assert_eq!(korean.lines().count(), 3, "{korean}");
            assert!(!korean.contains("{$") && !korean.contains("says what"), "{korean}");
        }
        assert_eq!(said("en", "sagabook --help"), None);
    }

    #[test]
    fn the_language_is_read_from_arguments_that_are_wrong() {
        for (line, lang) in [
            ("sagabook --lang ko lits", Some("ko")),
            ("sagabook lits --lang=ko", Some("ko")),
            ("sagabook --lang EN", None),
            ("sagabook --lang", None),
            ("sagabook", None),
        ] {
            let given: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            assert_eq!(guessed(&given).lang.as_ref().map(Lang::as_str), lang, "{line}");
        }
    }
}
