//! Colours of SQL, JavaScript and TOML, a line at a time.
//!
//! Three small languages need no parser: a line and what is open at its start (a comment, a text of several lines) are enough
//! to tell words apart. Languages are data ([`Grammar`]); one lexer reads them all, in microseconds a line.

use std::ops::Range;

/// A language that is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Sql,
    JavaScript,
    Toml,
}

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Names, signs and spaces.
    Plain,
    /// A word of the language.
    Keyword,
    /// A number, `NULL`, `true`.
    Constant,
    /// Text between quotes.
    Text,
    /// For people.
    Comment,
    /// What is being named: a key of TOML, a parameter of SQL.
    Name,
}

/// What is open where a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Open {
    /// Nothing.
    #[default]
    Nothing,
    /// A comment of several lines.
    Comment,
    /// A text of several lines: which of the grammar's quotes ends it.
    Text(usize),
}

/// What tells the words of a language apart.
struct Grammar {
    /// Words with spaces between.
    keywords: &'static str,
    constants: &'static str,
    any_case: bool,
    line_comment: &'static str,
    block_comment: Option<(&'static str, &'static str)>,
    /// The longest first.
    quotes: &'static [Quote],
    /// Characters that begin a name of their own: `:name` in SQL.
    names: &'static [char],
    /// Whether `/` may begin a pattern.
    patterns: bool,
    /// Whether what stands before `=`, and `[tables]`, are names.
    keys: bool,
}

struct Quote {
    mark: &'static str,
    kind: Kind,
    /// Whether a backslash takes the next character in.
    escapes: bool,
    /// Whether it may go over lines.
    lines: bool,
}

const fn quote(mark: &'static str, escapes: bool, lines: bool) -> Quote {
    Quote { mark, kind: Kind::Text, escapes, lines }
}

const SQL: Grammar = Grammar {
    keywords: "abort action add after all alter always analyze and as asc autoincrement before begin between by \
        cascade case cast check collate column commit conflict constraint create cross current default \
        deferrable deferred delete desc distinct do drop each else end escape except exclude exclusive \
        exists explain fail filter first following for foreign from full generated glob group groups having \
        if ignore immediate in index indexed initially inner insert instead intersect into is isnull join \
        key last left like limit match materialized natural no not nothing notnull nulls of offset on or \
        order others outer over partition plan pragma preceding primary query raise range recursive \
        references reindex release rename replace restrict returning right rollback row rows savepoint \
        select set strict table temp temporary then ties to transaction trigger unbounded union unique \
        update using vacuum values view virtual when where window with without",
    constants: "current_date current_time current_timestamp false null true",
    any_case: true,
    line_comment: "--",
    block_comment: Some(("/*", "*/")),
    quotes: &[
        quote("'", false, true),
        Quote { mark: "\"", kind: Kind::Plain, escapes: false, lines: true },
        Quote { mark: "`", kind: Kind::Plain, escapes: false, lines: true },
    ],
    names: &[':', '@', '$'],
    patterns: false,
    keys: false,
};

const JAVASCRIPT: Grammar = Grammar {
    keywords: "async await break case catch class const continue debugger default delete do else export extends \
        finally for from function get if import in instanceof let new of return set static super switch this \
        throw try typeof var void while with yield",
    constants: "Infinity NaN false null true undefined",
    any_case: false,
    line_comment: "//",
    block_comment: Some(("/*", "*/")),
    quotes: &[quote("`", true, true), quote("'", true, false), quote("\"", true, false)],
    names: &[],
    patterns: true,
    keys: false,
};

const TOML: Grammar = Grammar {
    keywords: "",
    constants: "false inf nan true",
    any_case: false,
    line_comment: "#",
    block_comment: None,
    quotes: &[
        quote("\"\"\"", true, true),
        quote("'''", false, true),
        quote("\"", true, false),
        quote("'", false, false),
    ],
    names: &[],
    patterns: false,
    keys: true,
};

impl Language {
    /// The language of a file, by its ending.
    pub(crate) fn of_file(name: &str) -> Option<Self> {
        Self::named(name.rsplit_once('.')?.1)
    }

    /// A language by its usual short name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "sql" => Some(Self::Sql),
            "js" | "javascript" | "mjs" => Some(Self::JavaScript),
            "toml" => Some(Self::Toml),
            _ => None,
        }
    }

    /// What begins a comment up to the end of the line.
    pub(crate) fn comment(self) -> &'static str {
        self.grammar().line_comment
    }

    fn grammar(self) -> &'static Grammar {
        match self {
            Self::Sql => &SQL,
            Self::JavaScript => &JAVASCRIPT,
            Self::Toml => &TOML,
        }
    }
}

/// The words of a line, in order and without gaps, and what is open after it.
pub(crate) fn line(language: Language, text: &str, open: Open) -> (Vec<(Range<usize>, Kind)>, Open) {
    let mut lexer = Lexer { grammar: language.grammar(), text, at: 0, words: Vec::new(), open };
    lexer.run();
    (lexer.words, lexer.open)
}

struct Lexer<'t> {
    grammar: &'static Grammar,
    text: &'t str,
    at: usize,
    words: Vec<(Range<usize>, Kind)>,
    open: Open,
}

impl<'t> Lexer<'t> {
    fn run(&mut self) {
        match self.open {
            Open::Nothing => {}
            Open::Comment => self.comment(0),
            Open::Text(which) => self.quoted(which, 0),
        }
        if self.grammar.keys && self.open == Open::Nothing && self.at == 0 {
            self.key();
        }
        while let Some(first) = self.rest().chars().next() {
            let rest = self.rest();
            if rest.starts_with(self.grammar.line_comment) {
                self.take(rest.len(), Kind::Comment);
            } else if let Some((begin, _)) = self.grammar.block_comment.filter(|(begin, _)| rest.starts_with(begin)) {
                self.comment(begin.len());
            } else if let Some(which) = self.grammar.quotes.iter().position(|quote| rest.starts_with(quote.mark)) {
                self.quoted(which, self.grammar.quotes[which].mark.len());
            } else if first.is_ascii_digit() {
                self.take(span(rest, |c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_')), Kind::Constant);
            } else if is_word(first) {
                self.word();
            } else if self.grammar.names.contains(&first) && rest[first.len_utf8()..].starts_with(is_word) {
                let name = span(&rest[first.len_utf8()..], is_word);
                self.take(first.len_utf8() + name, Kind::Name);
            } else if first == '/' && self.grammar.patterns && self.may_be_pattern() {
                self.pattern();
            } else {
                self.take(first.len_utf8(), Kind::Plain);
            }
        }
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The next so many bytes are one word; plain ones run together.
    fn take(&mut self, bytes: usize, kind: Kind) {
        let end = (self.at + bytes).min(self.text.len());
        match self.words.last_mut() {
            Some((range, Kind::Plain)) if kind == Kind::Plain => range.end = end,
            _ if end > self.at => self.words.push((self.at..end, kind)),
            _ => {}
        }
        self.at = end;
    }

    fn word(&mut self) {
        let length = span(self.rest(), is_word);
        let word = &self.rest()[..length];
        let is_one = |all: &str| {
            all.split(' ').any(|one| if self.grammar.any_case { one.eq_ignore_ascii_case(word) } else { one == word })
        };
        // `x.from` is a property, whatever the language says of `from`.
        let is_property = self.grammar.patterns && self.text[..self.at].ends_with('.');
        let kind = if is_property {
            Kind::Plain
        } else if is_one(self.grammar.keywords) {
            Kind::Keyword
        } else if is_one(self.grammar.constants) {
            Kind::Constant
        } else {
            Kind::Plain
        };
        self.take(length, kind);
    }

    fn comment(&mut self, from: usize) {
        let Some((_, end)) = self.grammar.block_comment else {
            self.open = Open::Nothing;
            return;
        };
        if let Some(found) = self.rest()[from..].find(end) {
            self.open = Open::Nothing;
            self.take(from + found + end.len(), Kind::Comment);
        } else {
            self.open = Open::Comment;
            self.take(self.rest().len(), Kind::Comment);
        }
    }

    /// Takes the rest of a quoted text, whose first `from` bytes are its mark.
    fn quoted(&mut self, which: usize, from: usize) {
        let Some(quote) = self.grammar.quotes.get(which) else { return };
        let rest = self.rest();
        let mut at = from;
        let end = loop {
            let Some(next) = rest[at..].chars().next() else { break None };
            if quote.escapes && next == '\\' {
                at += 1 + rest[at + 1..].chars().next().map_or(0, char::len_utf8);
            } else if rest[at..].starts_with(quote.mark) {
                break Some(at + quote.mark.len());
            } else {
                at += next.len_utf8();
            }
        };
        self.open = if end.is_none() && quote.lines { Open::Text(which) } else { Open::Nothing };
        self.take(end.unwrap_or(rest.len()), quote.kind);
    }

    /// A pattern stands where a value may: after nothing, a sign that wants one, or a word of the language.
    fn may_be_pattern(&self) -> bool {
        let before = self.text[..self.at].trim_end();
        let ends_in_keyword = self
            .words
            .iter()
            .rev()
            .find(|(range, kind)| *kind != Kind::Plain || !self.text[range.clone()].trim().is_empty());
        before.is_empty()
            || before.ends_with(['(', ',', '=', ':', '[', '!', '&', '|', '?', '{', '}', ';', '+', '>', '<', '~', '^'])
            || ends_in_keyword.is_some_and(|(_, kind)| *kind == Kind::Keyword)
    }

    fn pattern(&mut self) {
        let rest = self.rest();
        let (mut at, mut in_class) = (1, false);
        while let Some(next) = rest[at..].chars().next() {
            at += next.len_utf8();
            match next {
                '\\' => at += rest[at..].chars().next().map_or(0, char::len_utf8),
                '[' => in_class = true,
                ']' => in_class = false,
                '/' if !in_class => {
                    at += span(&rest[at..], |c| c.is_ascii_lowercase());
                    return self.take(at, Kind::Text);
                }
                _ => {}
            }
        }
        // None: a division.
        self.take(1, Kind::Plain);
    }

    /// What a line of TOML names: `key =`, `[table]`.
    fn key(&mut self) {
        let indent = span(self.text, char::is_whitespace);
        let rest = &self.text[indent..];
        let length = if rest.starts_with('[') {
            rest.rfind(']').map(|end| end + 1)
        } else {
            rest.split_once('=').map(|(key, _)| key.trim_end().len()).filter(|_| !rest.starts_with('#'))
        };
        if let Some(length) = length {
            self.take(indent, Kind::Plain);
            self.take(length, Kind::Name);
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Bytes of the characters at the beginning for which `holds`.
fn span(text: &str, holds: impl Fn(char) -> bool) -> usize {
    text.find(|c| !holds(c)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Kind, Language, Open, line};

    /// A letter a character: `k`eyword, `c`onstant, `t`ext, `-` comment, `n`ame, `.` plain; lines after one another.
    fn kinds(language: Language, text: &str) -> String {
        let mut open = Open::Nothing;
        let mut lines = Vec::new();
        for text in text.split('\n') {
            let (words, after) = line(language, text, open);
            open = after;
            let letter = |kind: Kind| match kind {
                Kind::Plain => ".",
                Kind::Keyword => "k",
                Kind::Constant => "c",
                Kind::Text => "t",
                Kind::Comment => "-",
                Kind::Name => "n",
            };
            lines.push(
                words.iter().map(|(range, kind)| letter(*kind).repeat(text[range.clone()].chars().count())).collect(),
            );
        }
        let lines: Vec<String> = lines;
        lines.join("\n")
    }

    fn check(language: Language, text: &str, wanted: &str) {
        assert_eq!(kinds(language, text), wanted, "{text}");
    }

    #[test]
    fn sql_is_told_apart() {
        check(Language::Sql, "select id, 'it''s' from t", "kkkkkk.....ttttttt.kkkk..");
        check(Language::Sql, "SELECT 1.5 -- 주석", "kkkkkk.ccc.-----");
        check(Language::Sql, "x = :name AND \"from\" IS NULL", "....nnnnn.kkk........kk.cccc");
        check(Language::Sql, "/* a\nb */ SELECT", "----\n----.kkkkkk");
        check(Language::Sql, "'a\nb' UNION", "tt\ntt.kkkkk");
        check(Language::Sql, "selected", "........");
    }

    #[test]
    fn javascript_is_told_apart() {
        check(Language::JavaScript, "const a = 'b\\'c'; // d", "kkkkk.....tttttt..----");
        check(Language::JavaScript, "`a\n${b}` + true", "tt\nttttt...cccc");
        check(Language::JavaScript, "x.from / 2 / y", ".........c....");
        check(Language::JavaScript, "return /[/]\\//g.test(x)", "kkkkkk.tttttttt........");
        check(Language::JavaScript, "'open", "ttttt");
    }

    #[test]
    fn toml_is_told_apart() {
        check(Language::Toml, "a-b = \"c\" # d", "nnn...ttt.---");
        check(Language::Toml, "[checks.\"x\"]", "nnnnnnnnnnnn");
        check(Language::Toml, "a = \"\"\"\nb = 1\n\"\"\"\nc = true", "n...ttt\nttttt\nttt\nn...cccc");
        check(Language::Toml, "# a = 1", "-------");
    }

    proptest! {
        #[test]
        fn words_cover_any_line(text in "\\PC{0,60}", which in 0..3_usize, open in 0..4_usize) {
            let language = [Language::Sql, Language::JavaScript, Language::Toml][which];
            let open = [Open::Nothing, Open::Comment, Open::Text(0), Open::Text(2)][open];
            let (words, _) = line(language, &text, open);
            let mut at = 0;
            for (range, _) in words {
                prop_assert_eq!(range.start, at);
                prop_assert!(range.end > at && text.is_char_boundary(range.end));
                at = range.end;
            }
            prop_assert_eq!(at, text.len());
        }
    }
}
