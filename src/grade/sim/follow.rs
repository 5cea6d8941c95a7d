//! Answers that are a schedule: lines that say what goes wrong, and before which step of the story.
//!
//! ```text
//! # a remark
//! before 5: crash orders
//! ```

use std::cmp::Ordering;

use super::super::{Code, Finding, Place};
use crate::lab::system::{Trace, Wish};

/// As many faults are named that could have come where a line is wrong.
const NAMED: usize = 8;

/// What a text wishes; or its first line that cannot be read.
pub(super) fn read(file: &str, text: &str) -> Result<Vec<Wish>, Box<Finding>> {
    let mut wishes: Vec<Wish> = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() {
            continue;
        }
        let at = || Place { file: file.to_owned(), line: u32::try_from(number + 1).unwrap_or(u32::MAX), column: 1 };
        let Some(wish) = wish(line) else {
            return Err(Box::new(Finding::new(Code::BadLine).with("line", line).with("how", "form").at(at())));
        };
        let how = match wishes.last().map(|before| before.before.cmp(&wish.before)) {
            None | Some(Ordering::Less) => None,
            Some(Ordering::Equal) => Some("same"),
            Some(Ordering::Greater) => Some("order"),
        };
        if let Some(how) = how {
            return Err(Box::new(Finding::new(Code::BadLine).with("line", line).with("how", how).at(at())));
        }
        wishes.push(wish);
    }
    Ok(wishes)
}

/// The wish of a number cannot come in the story of those before it; `could` says what can.
pub(super) fn refused(wishes: &[Wish], number: usize, could: &[String], most: u16, story: &Trace) -> Finding {
    let wish = wishes.get(number);
    let (before, what) = wish.map_or((0, ""), |wish| (wish.before, wish.what.as_str()));
    let how = match could {
        [] if number >= usize::from(most) => "spent",
        [] if before > story.steps.len() => "ended",
        [] => "nothing",
        [_, ..] => "other",
    };
    let mut names: Vec<&str> = Vec::new();
    for name in could {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    let more = if names.len() > NAMED { ", …" } else { "" };
    names.truncate(NAMED);
    Finding::new(Code::NoSuchFault)
        .with("how", how)
        .with("before", before)
        .with("what", what)
        .with("faults", format!("{}{more}", names.join(", ")))
        .with("steps", story.steps.len())
        .with("most", i64::from(most))
}

/// Where the wish of a number stands.
pub(super) fn place(file: &str, text: &str, number: usize) -> Option<Place> {
    let is_wish = |line: &str| !line.split('#').next().unwrap_or_default().trim().is_empty();
    let mut lines = text.lines().enumerate().filter(|(_, line)| is_wish(line));
    let (line, _) = lines.nth(number)?;
    Some(Place { file: file.to_owned(), line: u32::try_from(line + 1).unwrap_or(u32::MAX), column: 1 })
}

/// `before 5: crash orders`.
fn wish(line: &str) -> Option<Wish> {
    let (head, what) = line.split_once(':')?;
    let before = head.trim().strip_prefix("before")?.trim().parse().ok().filter(|step| *step > 0)?;
    let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
    (!what.is_empty()).then_some(Wish { before, what })
}

#[cfg(test)]
mod tests {
    use super::{Wish, read};

    #[test]
    fn lines_are_read_or_named() {
        let wish = |before, what: &str| Wish { before, what: what.to_owned() };
        let good = "# first\n\nbefore 5: crash orders\n  before 12 :  Crash   payments # then\n";
        assert_eq!(read("a.txt", good).unwrap(), [wish(5, "crash orders"), wish(12, "Crash payments")]);
        assert_eq!(read("a.txt", "").unwrap(), []);
        for (text, line) in [
            ("crash orders", 1),
            ("before 5 crash orders", 1),
            ("before x: crash orders", 1),
            ("before 0: crash orders", 1),
            ("before 5:", 1),
            ("before 5: crash orders\nbefore 4: crash orders", 2),
            ("before 5: crash orders\n\nbefore 5: crash mail", 3),
        ] {
            let finding = read("a.txt", text).unwrap_err();
            assert_eq!(finding.at.map(|at| at.line), Some(line), "{text}");
        }
    }
}
