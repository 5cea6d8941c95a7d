//! Where the caret can go from a place: by grapheme, by word, by line.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::text::{At, Text};

/// What a letter is to someone who goes by words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Space,
    Word,
    Sign,
}

impl Kind {
    pub(super) fn of(grapheme: &str) -> Self {
        match grapheme.chars().next() {
            None => Self::Space,
            Some(c) if c.is_whitespace() => Self::Space,
            Some(c) if c.is_alphanumeric() || c == '_' => Self::Word,
            Some(_) => Self::Sign,
        }
    }
}

impl Text {
    /// The grapheme after a place; none at the end of a line.
    pub(super) fn grapheme(&self, at: At) -> Option<&str> {
        self.line(at.line)[at.byte..].graphemes(true).next()
    }

    /// One grapheme to the left within the line.
    pub(super) fn left(&self, at: At) -> Option<At> {
        let before = self.line(at.line)[..at.byte].graphemes(true).next_back()?;
        Some(At { byte: at.byte - before.len(), ..at })
    }

    /// One grapheme to the right within the line.
    pub(super) fn right(&self, at: At) -> Option<At> {
        Some(At { byte: at.byte + self.grapheme(at)?.len(), ..at })
    }

    /// One grapheme or line end back; the same place at the beginning.
    pub(super) fn back(&self, at: At) -> At {
        match (self.left(at), at.line.checked_sub(1)) {
            (Some(left), _) => left,
            (None, Some(above)) => self.line_end(above),
            (None, None) => at,
        }
    }

    /// One grapheme or line end forth; the same place at the end.
    pub(super) fn forth(&self, at: At) -> At {
        match self.right(at) {
            Some(right) => right,
            None if at.line + 1 < self.lines().len() => At::new(at.line + 1, 0),
            None => at,
        }
    }

    pub(super) fn line_end(&self, line: usize) -> At {
        At::new(line, self.line(line).len())
    }

    /// Bytes of the spaces that a line begins with.
    pub(super) fn indent(&self, line: usize) -> usize {
        let line = self.line(line);
        line.len() - line.trim_start_matches([' ', '\t']).len()
    }

    /// What stands after a place; a line's end is a space.
    pub(super) fn kind(&self, at: At) -> Kind {
        self.grapheme(at).map_or(Kind::Space, Kind::of)
    }

    /// The beginning of the next word or sign, or the end of the line where there is none in it.
    pub(super) fn next_word(&self, at: At) -> At {
        let mut to = self.forth(at);
        if to.line != at.line {
            return At::new(to.line, self.indent(to.line));
        }
        let kind = self.kind(at);
        while to.byte < self.line(to.line).len() && kind != Kind::Space && self.kind(to) == kind {
            to = self.forth(to);
        }
        while to.byte < self.line(to.line).len() && self.kind(to) == Kind::Space {
            to = self.forth(to);
        }
        to
    }

    /// The beginning of the word or sign before.
    pub(super) fn last_word(&self, at: At) -> At {
        let mut to = self.back(at);
        if to.line != at.line {
            return to;
        }
        while to.byte > 0 && self.kind(to) == Kind::Space {
            to = self.back(to);
        }
        let kind = self.kind(to);
        while let Some(before) = self.left(to).filter(|before| self.kind(*before) == kind) {
            to = before;
        }
        to
    }

    /// The graphemes around a place that are of one kind: a word, signs, spaces. In bytes of the line.
    pub(super) fn word_at(&self, at: At) -> Range<usize> {
        let line = self.line(at.line);
        let at = if at.byte >= line.len() { self.left(at).unwrap_or(at) } else { at };
        let kind = self.kind(at);
        let (mut from, mut to) = (at, at);
        while let Some(before) = self.left(from).filter(|before| self.kind(*before) == kind) {
            from = before;
        }
        while let Some(after) = self.right(to).filter(|_| self.kind(to) == kind) {
            to = after;
        }
        from.byte..to.byte
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::{At, Text};

    #[test]
    fn words_are_gone_by() {
        let text = Text::new("ab_1  한글(x)\n  y\n");
        let go = |step: fn(&Text, At) -> At, mut at: At| {
            let mut seen = Vec::new();
            loop {
                let next = step(&text, at);
                if next == at {
                    return seen;
                }
                at = next;
                seen.push((at.line, at.byte));
            }
        };
        assert_eq!(go(Text::next_word, At::default()), [(0, 6), (0, 12), (0, 13), (0, 14), (0, 15), (1, 2), (1, 3)]);
        assert_eq!(
            go(Text::last_word, At::new(1, 3)),
            [(1, 2), (1, 0), (0, 15), (0, 14), (0, 13), (0, 12), (0, 6), (0, 0)]
        );
        assert_eq!(
            [text.word_at(At::new(0, 9)), text.word_at(At::new(0, 15)), text.word_at(At::new(0, 4))],
            [6..12, 14..15, 4..6]
        );
    }
}
