//! Answers that are a schedule: lines that say what goes wrong, and before which step of the story.
//!
//! ```text
//! # a remark
//! before 5: crash orders
//! ```

use super::super::{Code, Finding, Place};
use crate::lab::system::Wish;

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
        if wishes.last().is_some_and(|before| before.before > wish.before) {
            return Err(Box::new(Finding::new(Code::BadLine).with("line", line).with("how", "order").at(at())));
        }
        wishes.push(wish);
    }
    Ok(wishes)
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
    let what = what.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    (!what.is_empty()).then_some(Wish { before, what })
}

#[cfg(test)]
mod tests {
    use super::{Wish, read};

    #[test]
    fn lines_are_read_or_named() {
        let wish = |before, what: &str| Wish { before, what: what.to_owned() };
        let good = "# first\n\nbefore 5: crash orders\n  before 12 :  Crash   payments # then\n";
        assert_eq!(read("a.txt", good).unwrap(), [wish(5, "crash orders"), wish(12, "crash payments")]);
        assert_eq!(read("a.txt", "").unwrap(), []);
        for (text, line) in [
            ("crash orders", 1),
            ("before 5 crash orders", 1),
            ("before x: crash orders", 1),
            ("before 0: crash orders", 1),
            ("before 5:", 1),
            ("before 5: crash orders\nbefore 4: crash orders", 2),
        ] {
            let finding = read("a.txt", text).unwrap_err();
            assert_eq!(finding.at.map(|at| at.line), Some(line), "{text}");
        }
    }
}
