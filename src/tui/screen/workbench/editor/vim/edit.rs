//! The changes of vim that no operator makes: letters replaced, lines joined, what was copied put in.

use std::ops::{Range, RangeInclusive};

use unicode_segmentation::UnicodeSegmentation as _;

use super::super::text::{At, Step, Text};

/// Puts a letter in place of each of a range, line ends aside.
pub(super) fn replace(text: &mut Text, range: Range<At>, letter: char) {
    let old = text.slice(&range);
    let new: String = old.graphemes(true).map(|one| if one == "\n" { '\n' } else { letter }).collect();
    if !new.is_empty() {
        text.begin(Step::Whole);
        text.replace(range, &new);
    }
}

/// Makes capitals small and small letters capital.
pub(super) fn switch_case(text: &mut Text, range: Range<At>) {
    let old = text.slice(&range);
    let switched =
        |c: char| -> String { if c.is_lowercase() { c.to_uppercase().collect() } else { c.to_lowercase().collect() } };
    let new: String = old.chars().map(switched).collect();
    if !new.is_empty() {
        text.begin(Step::Whole);
        text.replace(range, &new);
    }
}

/// Moves lines in or out, so many steps.
pub(super) fn shift(text: &mut Text, lines: RangeInclusive<usize>, inwards: bool, times: usize) {
    let (first, last) = (*lines.start(), *lines.end());
    text.begin(Step::Whole);
    text.hold(true);
    for _ in 0..times {
        text.select(At::new(first, 0), text.line_end(last));
        match (inwards, text.selected().is_some()) {
            (true, true) => text.tab(),
            // An empty line stays one.
            (true, false) => {}
            (false, _) => text.outdent(),
        }
    }
    text.hold(false);
    text.go(At::new(first, text.indent(first)), false);
}

/// Joins a line with so many below, a space between them.
pub(super) fn join(text: &mut Text, line: usize, times: usize) {
    text.begin(Step::Whole);
    for _ in 0..times {
        if line + 1 >= text.lines().len() {
            return;
        }
        let end = text.line_end(line);
        let next = At::new(line + 1, text.indent(line + 1));
        let words = text.line(line);
        let space = !words.is_empty() && !words.ends_with(' ') && !text.line(line + 1)[next.byte..].is_empty();
        text.replace(end..next, if space { " " } else { "" });
        text.go(end, false);
    }
}

/// Puts in what was copied, after or before a place; lines below or above.
pub(super) fn put(text: &mut Text, at: At, clip: &str, after: bool, times: usize) {
    if clip.is_empty() {
        return;
    }
    text.begin(Step::Whole);
    if let Some(lines) = clip.strip_suffix('\n') {
        let all = vec![lines; times].join("\n");
        let line = if after {
            let end = text.line_end(at.line);
            text.replace(end..end, &format!("\n{all}"));
            at.line + 1
        } else {
            let begin = At::new(at.line, 0);
            text.replace(begin..begin, &format!("{all}\n"));
            at.line
        };
        text.go(At::new(line, text.indent(line)), false);
    } else {
        let at = if after { text.right(at).unwrap_or(at) } else { at };
        let end = text.replace(at..at, &clip.repeat(times));
        text.go(text.left(end).unwrap_or(end), false);
    }
}
