//! Where vim's motions lead.

use unicode_segmentation::UnicodeSegmentation as _;

use super::super::moves::Kind;
use super::super::text::{At, Text};
use crate::base::width;

/// How far an operator reaches that is given a motion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    /// Up to the place.
    Till,
    /// Up to the place and the grapheme there.
    Onto,
    /// Whole lines.
    Lines,
}

/// What motions remember.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// The last of `f`, `t`, `F`, `T` and its letter.
    letter: Option<(char, char)>,
    /// The column that `j` and `k` aim at.
    goal: Option<usize>,
    /// Where `%` leads from here.
    pub(super) partner: Option<At>,
}

/// Where keys lead from a place, so many times; none where they are no motion or lead nowhere.
pub(super) fn motion(
    text: &Text,
    memory: &mut Memory,
    from: At,
    keys: &[char],
    count: Option<usize>,
) -> Option<(At, Span)> {
    let times = count.unwrap_or(1);
    let goal = memory.goal.take();
    let repeat = |step: &dyn Fn(At) -> At| (0..times).fold(from, |at, _| step(at));
    let last = text.lines().len() - 1;
    let line = |line: usize| At::new(line, text.indent(line));
    Some(match *keys {
        ['h'] => (repeat(&|at| text.left(at).unwrap_or(at)), Span::Till),
        ['l' | ' '] => (repeat(&|at| text.right(at).unwrap_or(at)), Span::Till),
        ['j' | 'k'] => {
            let to = if keys == ['j'] { (from.line + times).min(last) } else { from.line.saturating_sub(times) };
            if to == from.line {
                return None;
            }
            let goal = goal.unwrap_or_else(|| width(&text.line(from.line)[..from.byte]));
            memory.goal = Some(goal);
            (at_column(text, to, goal), Span::Lines)
        }
        ['w'] => (repeat(&|at| word(text, at, false)), Span::Till),
        ['W'] => (repeat(&|at| word(text, at, true)), Span::Till),
        ['b'] => (repeat(&|at| word_before(text, at, false)), Span::Till),
        ['B'] => (repeat(&|at| word_before(text, at, true)), Span::Till),
        ['e'] => (repeat(&|at| word_end(text, at, false)), Span::Onto),
        ['E'] => (repeat(&|at| word_end(text, at, true)), Span::Onto),
        ['0'] => (At::new(from.line, 0), Span::Till),
        ['^'] => (line(from.line), Span::Till),
        ['$'] => {
            let to = (from.line + times - 1).min(last);
            memory.goal = Some(usize::MAX);
            (text.left(text.line_end(to)).unwrap_or(At::new(to, 0)), Span::Onto)
        }
        ['G'] => (line(count.map_or(last, |count| (count - 1).min(last))), Span::Lines),
        ['g', 'g'] => (line(count.map_or(0, |count| (count - 1).min(last))), Span::Lines),
        ['+'] => (line((from.line + times).min(last)), Span::Lines),
        ['-'] => (line(from.line.saturating_sub(times)), Span::Lines),
        ['%'] => match count {
            Some(count) => (line((count * (last + 1)).div_ceil(100).clamp(1, last + 1) - 1), Span::Lines),
            None => (memory.partner.take()?, Span::Onto),
        },
        ['{'] => (repeat(&|at| text.paragraph(at, false)), Span::Till),
        ['}'] => (repeat(&|at| text.paragraph(at, true)), Span::Till),
        [way @ ('f' | 't' | 'F' | 'T'), letter] => {
            memory.letter = Some((way, letter));
            to_letter(text, from, way, letter, times, false)?
        }
        [again @ (';' | ',')] => {
            let (way, letter) = memory.letter?;
            let other = if way.is_lowercase() { way.to_ascii_uppercase() } else { way.to_ascii_lowercase() };
            to_letter(text, from, if again == ';' { way } else { other }, letter, times, true)?
        }
        _ => return None,
    })
}

fn at_column(text: &Text, line: usize, column: usize) -> At {
    let mut used = 0;
    let mut at = At::new(line, 0);
    for grapheme in text.line(line).graphemes(true) {
        used += width(grapheme);
        if used > column {
            break;
        }
        at.byte += grapheme.len();
    }
    at
}

/// What stands at a place; to the big motions all but spaces is one.
fn kind(text: &Text, at: At, big: bool) -> Kind {
    match text.kind(at) {
        Kind::Sign if big => Kind::Word,
        kind => kind,
    }
}

fn is_empty_line(text: &Text, at: At) -> bool {
    text.line(at.line).is_empty()
}

/// The beginning of the next word; an empty line is one.
fn word(text: &Text, from: At, big: bool) -> At {
    let begin = kind(text, from, big);
    let mut at = from;
    while begin != Kind::Space && at.line == from.line && kind(text, at, big) == begin && at != text.end() {
        at = text.forth(at);
    }
    if at == from && at != text.end() {
        at = text.forth(at);
    }
    while kind(text, at, big) == Kind::Space && at != text.end() && !(is_empty_line(text, at) && at.line != from.line) {
        at = text.forth(at);
    }
    at
}

fn word_before(text: &Text, from: At, big: bool) -> At {
    let mut at = text.back(from);
    while kind(text, at, big) == Kind::Space && at != At::default() && !is_empty_line(text, at) {
        at = text.back(at);
    }
    let begin = kind(text, at, big);
    while let Some(left) = text.left(at).filter(|left| begin != Kind::Space && kind(text, *left, big) == begin) {
        at = left;
    }
    at
}

fn word_end(text: &Text, from: At, big: bool) -> At {
    let mut at = text.forth(from);
    while kind(text, at, big) == Kind::Space && at != text.end() {
        at = text.forth(at);
    }
    let begin = kind(text, at, big);
    while let Some(right) = text.right(at).filter(|right| begin != Kind::Space && kind(text, *right, big) == begin) {
        at = right;
    }
    at
}

/// To a letter of the line. What is said again goes on where `t` stopped.
fn to_letter(text: &Text, from: At, way: char, letter: char, times: usize, again: bool) -> Option<(At, Span)> {
    let forward = way.is_lowercase();
    let is_it = |at: &At| text.grapheme(*at).is_some_and(|grapheme| grapheme.starts_with(letter));
    let step = |at: At| if forward { text.right(at) } else { text.left(at) };
    let mut places = std::iter::successors(step(from), |at| step(*at)).enumerate();
    let beside = again && matches!(way, 't' | 'T');
    let found = places.by_ref().filter(|(far, at)| is_it(at) && !(beside && *far == 0)).nth(times - 1)?.1;
    Some(match way {
        'f' => (found, Span::Onto),
        't' => (text.left(found)?, Span::Onto),
        'T' => (text.right(found)?, Span::Till),
        _ => (found, Span::Till),
    })
}
