//! Running text: inlines to pieces, pieces to words, words to rows.

use unicode_segmentation::UnicodeSegmentation;

use super::{Layout, Line, Role, Span, SpotKind};
use crate::base::width;
use crate::course::{Inline, Inlines};

/// What stands between two breaks.
enum Token {
    /// Spans without a space between them: a word, `code` with its particle, a link's word with its comma.
    Word(Vec<Span>),
    /// A space, where a row may end; of a role, so that underlines of links go on.
    Space(Span),
    /// A row ends here.
    Break,
}

impl Layout<'_> {
    /// Prose in rows of at most `cells`, a longer word being broken between graphemes.
    pub(super) fn prose(&mut self, text: &Inlines, role: Role, cells: usize) -> Vec<Line> {
        let mut pieces = Vec::new();
        self.pieces(text, role, None, &mut pieces);
        wrap(tokens(pieces), cells)
    }

    fn pieces(&mut self, text: &Inlines, role: Role, spot: Option<usize>, out: &mut Vec<Option<Span>>) {
        for inline in text {
            match inline {
                Inline::Text(text) => out.push(Some(Span::new(text.as_str(), role).of(spot))),
                Inline::Code(text) => out.push(Some(Span::new(text.as_str(), Role::Code).of(spot))),
                Inline::Strong(inner) => self.pieces(inner, marked(role, Role::Strong), spot, out),
                Inline::Emphasis(inner) => self.pieces(inner, marked(role, Role::Emphasis), spot, out),
                Inline::Strike(inner) => self.pieces(inner, marked(role, Role::Strike), spot, out),
                Inline::Link { to, text } => {
                    let spot = self.spot(SpotKind::Link(to.clone()));
                    self.pieces(text, Role::Link, Some(spot), out);
                }
                Inline::Term { concept, text } => {
                    let spot = self.spot(SpotKind::Term(concept.clone()));
                    out.push(Some(Span::new(text.as_str(), Role::Term).of(Some(spot))));
                }
                Inline::Footnote(label) => {
                    let number = self.note(label);
                    let spot = self.spot(SpotKind::Note(label.clone()));
                    out.push(Some(Span::new(format!("[{number}]"), Role::Link).of(Some(spot))));
                }
                Inline::Break => out.push(None),
            }
        }
    }
}

/// A link, term or heading stays what it is whatever is emphasised in it.
fn marked(role: Role, mark: Role) -> Role {
    if role == Role::Text { mark } else { role }
}

/// Spans wrapped anew for a width.
pub(crate) fn rewrap(spans: &[Span], cells: usize) -> Vec<Line> {
    wrap(tokens(spans.iter().cloned().map(Some).collect()), cells)
}

fn tokens(pieces: Vec<Option<Span>>) -> Vec<Token> {
    let mut out = Vec::new();
    let mut word: Vec<Span> = Vec::new();
    for piece in pieces {
        let Some(piece) = piece else {
            flush(&mut word, &mut out);
            out.push(Token::Break);
            continue;
        };
        let mut rest = piece.text.as_str();
        while let Some(at) = rest.find([' ', '\n']) {
            if at > 0 {
                word.push(Span { text: rest[..at].to_owned(), ..piece.clone() });
            }
            flush(&mut word, &mut out);
            out.push(Token::Space(Span { text: " ".to_owned(), ..piece.clone() }));
            rest = &rest[at + 1..];
        }
        if !rest.is_empty() {
            word.push(Span { text: rest.to_owned(), ..piece.clone() });
        }
    }
    flush(&mut word, &mut out);
    out
}

fn flush(word: &mut Vec<Span>, out: &mut Vec<Token>) {
    if !word.is_empty() {
        out.push(Token::Word(std::mem::take(word)));
    }
}

fn wrap(tokens: Vec<Token>, cells: usize) -> Vec<Line> {
    let cells = cells.max(2);
    let mut rows: Vec<Line> = vec![Vec::new()];
    let mut used = 0;
    let mut space: Option<Span> = None;
    for token in tokens {
        match token {
            Token::Space(span) => space = space.or(Some(span)).filter(|_| used > 0),
            Token::Break => {
                rows.push(Vec::new());
                (used, space) = (0, None);
            }
            Token::Word(word) => {
                let wide: usize = word.iter().map(|span| width(&span.text)).sum();
                let gap = usize::from(space.is_some());
                if used > 0 && used + gap + wide > cells {
                    rows.push(Vec::new());
                    (used, space) = (0, None);
                }
                if let Some(space) = space.take() {
                    push(&mut rows, space);
                    used += 1;
                }
                if used + wide <= cells {
                    for span in word {
                        push(&mut rows, span);
                    }
                    used += wide;
                } else {
                    used = broken(&word, cells, used, &mut rows);
                }
            }
        }
    }
    rows
}

/// A word wider than the row, grapheme by grapheme; gives the cells used on the last row.
///
/// No row begins with a closing mark or with the particle of a foreign word, where one letter more can go with it.
fn broken(word: &[Span], cells: usize, mut used: usize, rows: &mut Vec<Line>) -> usize {
    let letters: Vec<(&Span, &str)> =
        word.iter().flat_map(|span| span.text.graphemes(true).map(move |letter| (span, letter))).collect();
    let mut first = 0;
    while first < letters.len() {
        let mut wide = 0;
        let fits = |(_, letter): &&(&Span, &str)| {
            wide += width(letter);
            used + wide <= cells
        };
        let fitting = letters[first..].iter().take_while(fits).count();
        let mut end = first + fitting.max(usize::from(used == 0));
        while end < letters.len() && end > first + 1 && is_bound(letters[end - 1].1, letters[end].1) {
            end -= 1;
        }
        for (span, letter) in &letters[first..end] {
            push(rows, Span { text: (*letter).to_owned(), ..(*span).clone() });
            used += width(letter);
        }
        first = end;
        if first < letters.len() {
            rows.push(Vec::new());
            used = 0;
        }
    }
    used
}

/// Whether a letter should stay with the one before: a closing mark, and the first syllable after what is not Korean.
fn is_bound(before: &str, letter: &str) -> bool {
    let first = |text: &str| text.chars().next().unwrap_or(' ');
    let korean = |c: char| ('가'..='힣').contains(&c);
    CLOSING.contains(first(letter)) || (korean(first(letter)) && !korean(first(before)))
}

/// Marks that close what stands before them.
const CLOSING: &str = ".,:;!?)]}’”»›…、。，．：；！？）］｝」』》〉";

/// Adds a span to the last row, joined to the one before where nothing but the words differs.
fn push(rows: &mut [Line], span: Span) {
    let row = rows.last_mut().expect("wrapping begins with one row");
    match row.last_mut() {
        Some(last) if last.role == span.role && last.spot == span.spot => last.text.push_str(&span.text),
        _ => row.push(span),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Role, Span, tokens, wrap};
    use crate::base::width;

    fn rows(text: &str, cells: usize) -> Vec<String> {
        wrap(tokens(vec![Some(Span::new(text, Role::Text))]), cells)
            .iter()
            .map(|row| row.iter().map(|span| span.text.as_str()).collect())
            .collect()
    }

    #[test]
    fn words_stay_whole() {
        for (text, cells, wanted) in [
            ("one two three", 7, vec!["one two", "three"]),
            ("데이터베이스는 서비스의 것이다", 16, vec!["데이터베이스는", "서비스의 것이다"]),
            ("abcdefgh", 3, vec!["abc", "def", "gh"]),
            ("한글날", 3, vec!["한", "글", "날"]),
            ("a  b", 9, vec!["a b"]),
            ("", 9, vec![""]),
            // A closing mark or a particle takes a letter with it.
            ("abcdef.", 6, vec!["abcde", "f."]),
            ("abcdef를", 6, vec!["abcde", "f를"]),
            ("(abcdef)를", 7, vec!["(abcde", "f)를"]),
            ("가나다라마.", 10, vec!["가나다라", "마."]),
        ] {
            assert_eq!(rows(text, cells), wanted, "{text}");
        }
    }

    #[test]
    fn a_particle_stays_with_its_code() {
        let pieces = vec![
            Some(Span::new("이제 ", Role::Text)),
            Some(Span::new("orders", Role::Code)),
            Some(Span::new("를 읽는다", Role::Text)),
        ];
        let rows: Vec<String> =
            wrap(tokens(pieces), 10).iter().map(|row| row.iter().map(|s| s.text.as_str()).collect()).collect();
        assert_eq!(rows, ["이제", "orders를", "읽는다"]);
    }

    proptest! {
        /// A word is broken only where it alone is wider than the row, and then no row begins with what closes the one before.
        #[test]
        fn words_are_whole_and_marks_close_their_row(
            words in prop::collection::vec("[a-z가-힣]{1,12}[.,)”]?[를은]?", 1..12), cells in 6_usize..40,
        ) {
            let rows = rows(&words.join(" "), cells);
            let whole: Vec<&str> = rows.iter().flat_map(|row| row.split(' ')).collect();
            for word in words.iter().filter(|word| width(word) <= cells) {
                prop_assert!(whole.contains(&word.as_str()), "{}: {:?}", word, rows);
            }
            for row in &rows {
                prop_assert!(!row.starts_with(|c| super::CLOSING.contains(c)), "{:?}", rows);
            }
        }

        #[test]
        fn no_row_is_too_wide_and_no_letter_is_lost(text in "[a-z가-힣 ]{0,80}", cells in 2_usize..30) {
            let rows = rows(&text, cells);
            for row in &rows {
                prop_assert!(width(row) <= cells, "{:?}", row);
            }
            let letters = |text: &str| text.chars().filter(|c| *c != ' ').collect::<String>();
            prop_assert_eq!(letters(&rows.concat()), letters(&text));
        }
    }
}
