//! A script as statements with their places.

use super::Spot;

/// One statement of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'s> {
    /// Where it begins, in bytes: after white space and comments.
    pub at: usize,
    /// Its text, with the semicolon.
    pub text: &'s str,
}

/// The statements of a script, by the rule of `sqlite3_complete`: a semicolon ends one, but for those in strings,
/// names and comments and those in the body of a trigger. Empty statements and comments alone are left out.
///
/// Only places depend on this: a piece that SQLite takes for more than one statement is run whole.
#[must_use]
pub fn split(script: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut begin: Option<usize> = None;
    let mut state = Trigger::Start;
    let mut at = 0;
    while at < script.len() {
        let (token, length) = token(&script[at..]);
        let end = at + length;
        match token {
            Token::Space => {}
            Token::Semicolon if begin.is_none() => {}
            Token::Semicolon => {
                state = state.next(&Token::Semicolon);
                if state == Trigger::Start {
                    let from = begin.take().unwrap_or(at);
                    pieces.push(Piece { at: from, text: &script[from..end] });
                }
            }
            other => {
                begin.get_or_insert(at);
                state = state.next(&other);
            }
        }
        at = end;
    }
    if let Some(from) = begin {
        pieces.push(Piece { at: from, text: &script[from..] });
    }
    pieces
}

/// The place of a byte in a script; columns count characters.
#[must_use]
pub fn spot(script: &str, at: usize) -> Spot {
    let mut at = at.min(script.len());
    while !script.is_char_boundary(at) {
        at -= 1;
    }
    let before = &script[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Spot { line: small(line), column: small(column) }
}

enum Token<'s> {
    Space,
    Semicolon,
    Word(&'s str),
    Other,
}

/// Where in a statement we are, as far as triggers matter (`sqlite3_complete`'s machine).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Trigger {
    Start,
    Explain,
    Create,
    Normal,
    Body,
    Semicolon,
    End,
}

impl Trigger {
    fn next(self, token: &Token<'_>) -> Self {
        let word = if let Token::Word(word) = token { *word } else { "" };
        let is = |wanted: &str| word.eq_ignore_ascii_case(wanted);
        if matches!(token, Token::Semicolon) {
            return match self {
                Self::Start | Self::Explain | Self::Create | Self::Normal | Self::End => Self::Start,
                Self::Body | Self::Semicolon => Self::Semicolon,
            };
        }
        match self {
            Self::Start if is("explain") => Self::Explain,
            Self::Explain if is("query") || is("plan") => Self::Explain,
            Self::Start | Self::Explain if is("create") => Self::Create,
            Self::Create if is("temp") || is("temporary") => Self::Create,
            Self::Create if is("trigger") => Self::Body,
            Self::Start | Self::Explain | Self::Create | Self::Normal => Self::Normal,
            Self::Semicolon if is("end") => Self::End,
            Self::Body | Self::Semicolon | Self::End => Self::Body,
        }
    }
}

/// The first token and its length in bytes, at least 1.
fn token(rest: &str) -> (Token<'_>, usize) {
    let bytes = rest.as_bytes();
    let until = |close: &str, from: usize| rest[from..].find(close).map_or(rest.len(), |n| from + n + close.len());
    match bytes[0] {
        b' ' | b'\t' | b'\n' | b'\r' | 0x0c => (Token::Space, 1),
        b';' => (Token::Semicolon, 1),
        b'-' if bytes.get(1) == Some(&b'-') => (Token::Space, until("\n", 2)),
        b'/' if bytes.get(1) == Some(&b'*') => (Token::Space, until("*/", 2)),
        b'[' => (Token::Other, until("]", 1)),
        quote @ (b'\'' | b'"' | b'`') => {
            let end = memchr::memchr(quote, &bytes[1..]).map_or(bytes.len(), |n| n + 2);
            (Token::Other, end)
        }
        first if first == b'_' || first >= 0x80 || first.is_ascii_alphanumeric() => {
            let word = |b: &u8| *b == b'_' || *b == b'$' || *b >= 0x80 || b.is_ascii_alphanumeric();
            let length = bytes.iter().take_while(|b| word(b)).count();
            (Token::Word(&rest[..length]), length)
        }
        _ => (Token::Other, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::{split, spot};

    #[test]
    fn statements_end_where_sqlite_ends_them() {
        for (script, wanted) in [
            ("", vec![]),
            (" -- only a comment; really\n /* and; another */ ;; ", vec![]),
            ("SELECT 1", vec!["SELECT 1"]),
            ("SELECT 1; SELECT ';';;SELECT 2", vec!["SELECT 1;", "SELECT ';';", "SELECT 2"]),
            (
                "SELECT 'it''s;'; -- a;b\nSELECT \"a;b\", [c;d], `e;f`;",
                vec!["SELECT 'it''s;';", "SELECT \"a;b\", [c;d], `e;f`;"],
            ),
            (
                "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET x = CASE WHEN 1 THEN 2 END; DELETE FROM c; END; SELECT 1",
                vec![
                    "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET x = CASE WHEN 1 THEN 2 END; DELETE FROM c; END;",
                    "SELECT 1",
                ],
            ),
            (
                "create temp trigger t after insert on a begin select 1; end; BEGIN; COMMIT; END;",
                vec!["create temp trigger t after insert on a begin select 1; end;", "BEGIN;", "COMMIT;", "END;"],
            ),
            ("SELECT 'never closed; x", vec!["SELECT 'never closed; x"]),
            ("SELECT 1 /* never closed; x", vec!["SELECT 1 /* never closed; x"]),
            ("한글;SELECT 1", vec!["한글;", "SELECT 1"]),
        ] {
            let texts: Vec<&str> = split(script).iter().map(|piece| piece.text).collect();
            assert_eq!(texts, wanted, "{script}");
        }
    }

    #[test]
    fn places_count_lines_and_characters() {
        let script = "SELECT 1;\n  -- 한글\n  '한' x";
        for (at, line, column) in [(0, 1, 1), (10, 2, 1), (script.find('x').expect("there"), 3, 7), (999, 3, 8)] {
            let place = spot(script, at);
            assert_eq!((place.line, place.column), (line, column), "{at}");
        }
    }
}
