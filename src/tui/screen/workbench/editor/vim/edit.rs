//! The changes of vim that no operator makes: letters replaced, lines joined, what was copied put in.

use std::ops::Range;

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
