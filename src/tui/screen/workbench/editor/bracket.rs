//! The bracket that belongs to the one at the caret.

use std::ops::Range;

use super::colours::Colours;
use super::lines::BRACKETS;
use super::text::{At, Text};
use crate::tui::syntax::Kind;

/// How far it is looked for, in lines.
const FAR: usize = 300;

/// The bracket at the caret, after it or before it, and the one that belongs to it; none where either is missing.
pub(super) fn pair(text: &Text, colours: &Colours) -> Option<[At; 2]> {
    let caret = text.caret();
    let here = [Some(caret), text.left(caret)].into_iter().flatten();
    here.into_iter().find_map(|at| Some([at, partner(text, colours, at)?]))
}

/// The bracket that belongs to the first one of the caret's line from the caret on.
pub(super) fn ahead(text: &Text, colours: &Colours) -> Option<At> {
    let caret = text.caret();
    let is_bracket = |c: char| BRACKETS.iter().any(|(open, close)| open.starts_with(c) || close.starts_with(c));
    let found = text.line(caret.line)[caret.byte..].match_indices(is_bracket);
    found.into_iter().find_map(|(byte, _)| partner(text, colours, At::new(caret.line, caret.byte + byte)))
}

/// The bracket that belongs to the one at a place; those in texts and comments are none.
pub(super) fn partner(text: &Text, colours: &Colours, at: At) -> Option<At> {
    let grapheme = text.grapheme(at)?;
    let (open, close) = *BRACKETS.iter().find(|(open, close)| [*open, *close].contains(&grapheme))?;
    let is_code = |words: &[(Range<usize>, Kind)], byte: usize| {
        words.iter().find(|(range, _)| range.contains(&byte)).is_none_or(|(_, kind)| match kind {
            Kind::Text | Kind::Comment => false,
            Kind::Plain | Kind::Keyword | Kind::Constant | Kind::Name => true,
        })
    };
    if !is_code(&colours.words(at.line, text.line(at.line)), at.byte) {
        return None;
    }
    let forward = grapheme == open;
    let lines: Box<dyn Iterator<Item = usize>> = if forward {
        Box::new(at.line..text.lines().len().min(at.line + FAR))
    } else {
        Box::new((at.line.saturating_sub(FAR)..=at.line).rev())
    };
    let mut deep = 0_usize;
    for number in lines {
        let line = text.line(number);
        if !line.contains(open) && !line.contains(close) {
            continue;
        }
        let words = colours.words(number, line);
        let found = line.match_indices([open.as_bytes()[0] as char, close.as_bytes()[0] as char]);
        let mut found: Vec<(usize, &str)> = found.filter(|(byte, _)| is_code(&words, *byte)).collect();
        if number == at.line {
            found.retain(|(byte, _)| if forward { *byte > at.byte } else { *byte < at.byte });
        }
        if !forward {
            found.reverse();
        }
        for (byte, bracket) in found {
            if bracket == grapheme {
                deep += 1;
            } else if deep == 0 {
                return Some(At::new(number, byte));
            } else {
                deep -= 1;
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::colours::Colours;
    use super::super::text::{At, Text};
    use super::pair;

    fn check(file: &str, text: &str, caret: (usize, usize), wanted: Option<[(usize, usize); 2]>) {
        let mut text = Text::new(text);
        text.go(At::new(caret.0, caret.1), false);
        let colours = Colours::of(file, text.lines());
        let found = pair(&text, &colours).map(|pair| pair.map(|at| (at.line, at.byte)));
        assert_eq!(found, wanted, "{} at {caret:?}", text.whole());
    }

    #[test]
    fn brackets_belong_together() {
        check("a.sql", "f(a, (b))", (0, 1), Some([(0, 1), (0, 8)]));
        check("a.sql", "f(a, (b))", (0, 9), Some([(0, 8), (0, 1)]));
        check("a.sql", "f(a, (b))", (0, 8), Some([(0, 8), (0, 1)]));
        check("a.sql", "(\n '(' -- (\n)", (0, 0), Some([(0, 0), (2, 0)]));
        check("a.sql", "x ')' (", (0, 3), None);
        check("a.js", "{\n  [1]\n}", (2, 1), Some([(2, 0), (0, 0)]));
        check("a.js", "(]", (0, 0), None);
    }
}
