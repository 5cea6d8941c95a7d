//! Vim's text objects: a word, what is between quotes or brackets.

use std::ops::Range;

use super::super::text::{At, Text};

/// What an object is, around a place, with (`a`) or without (`i`) what encloses it.
pub(super) fn object(text: &Text, at: At, around: bool, what: char) -> Option<Range<At>> {
    match what {
        'w' => Some(word(text, at, around)),
        '"' | '\'' | '`' => quoted(text, at, around, what),
        '(' | ')' | 'b' => bracketed(text, at, around, b'(', b')'),
        '{' | '}' | 'B' => bracketed(text, at, around, b'{', b'}'),
        '[' | ']' => bracketed(text, at, around, b'[', b']'),
        _ => None,
    }
}

fn word(text: &Text, at: At, around: bool) -> Range<At> {
    let here = |byte: usize| At { byte, ..at };
    let found = text.word_at(at);
    if !around {
        return here(found.start)..here(found.end);
    }
    let line = text.line(at.line);
    let spaces = |text: &str| text.len() - text.trim_start_matches(' ').len();
    let after = spaces(&line[found.end..]);
    let before = found.start - line[..found.start].trim_end_matches(' ').len();
    // The spaces after it, else those before it.
    let (more_before, more_after) = if after > 0 { (0, after) } else { (before, 0) };
    here(found.start - more_before)..here(found.end + more_after)
}

/// Between the quotes around a place of the line, else the next ones.
fn quoted(text: &Text, at: At, around: bool, mark: char) -> Option<Range<At>> {
    let line = text.line(at.line);
    let marks: Vec<usize> = line.match_indices(mark).map(|(byte, _)| byte).collect();
    let pair = marks.chunks_exact(2).find(|pair| pair[1] >= at.byte)?;
    let range = if around { pair[0]..pair[1] + 1 } else { pair[0] + 1..pair[1] };
    Some(At::new(at.line, range.start)..At::new(at.line, range.end))
}

fn bracketed(text: &Text, at: At, around: bool, open: u8, close: u8) -> Option<Range<At>> {
    let byte = |line: usize, byte: usize| text.line(line).as_bytes()[byte];
    // Back to the one that is open here.
    let mut deep = 0;
    let before = (0..=at.line).rev().flat_map(|line| {
        let end = if line == at.line { (at.byte + 1).min(text.line(line).len()) } else { text.line(line).len() };
        (0..end).rev().map(move |byte| At::new(line, byte))
    });
    let mut begin = None;
    for place in before {
        match byte(place.line, place.byte) {
            found if found == close && place != at => deep += 1,
            found if found == open && deep == 0 => {
                begin = Some(place);
                break;
            }
            found if found == open => deep -= 1,
            _ => {}
        }
    }
    let begin = begin?;
    let mut deep = 0;
    for line in begin.line..text.lines().len() {
        let first = if line == begin.line { begin.byte + 1 } else { 0 };
        for place in first..text.line(line).len() {
            let found = byte(line, place);
            if found == open {
                deep += 1;
            } else if found == close && deep > 0 {
                deep -= 1;
            } else if found == close {
                let inner = At::new(begin.line, begin.byte + 1)..At::new(line, place);
                return Some(if around { begin..At::new(line, place + 1) } else { inner });
            }
        }
    }
    None
}
