//! A handler module as a factory: a module can be loaded once and never again, a service starts in every story.
//!
//! `export` is taken away where it stands at the top level, blanks in its place, so that every error keeps its line
//! and column; the names come back as the properties of one object.

use std::iter::Peekable;
use std::str::CharIndices;

/// A module made ready to be started many times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Factory {
    /// A script whose value is a function that starts the module anew and gives its exports.
    pub(super) script: String,
    /// The exports, by the names that others see.
    pub(super) names: Vec<String>,
    /// Whether nothing at its top level can remember anything from one handler to the next.
    pub(super) forgets: bool,
}

/// What stands on the first line before the module's own text, in characters.
pub(super) const BEFORE: usize = BEGIN.len();
const BEGIN: &str = "(function () { \"use strict\"; ";

/// Something at the top level that no handler module has, and where it stands (bytes).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NotHere {
    /// The word.
    pub(super) word: &'static str,
    /// Its place.
    pub(super) at: usize,
}

/// Makes a factory of a module.
///
/// # Errors
/// It imports, or exports in a way that has no name (`export default`, `export *`).
pub(super) fn factory(source: &str) -> Result<Factory, NotHere> {
    let tokens = top_level(source);
    let mut text = source.as_bytes().to_vec();
    let mut exports: Vec<(String, String)> = Vec::new();
    for (number, token) in tokens.iter().enumerate() {
        let begins = number == 0 || matches!(tokens[number - 1].text, ";" | "}" | ")") || after_line(source, token.at);
        let next = |at: usize| tokens.get(number + at).map(|token| token.text);
        match token.text {
            "import" if begins && next(1) != Some("(") => return Err(NotHere { word: "import", at: token.at }),
            "export" if begins => {}
            _ => continue,
        }
        let mut end = token.at + "export".len();
        match next(1) {
            Some("default") => return Err(NotHere { word: "export default", at: token.at }),
            Some("*") => return Err(NotHere { word: "export *", at: token.at }),
            Some("{") => {
                let list = &tokens[number + 2..];
                let close = list.iter().position(|token| token.text == "}").unwrap_or(list.len());
                for item in list[..close].split(|token| token.text == ",") {
                    match item {
                        [name] => exports.push((name.text.to_owned(), name.text.to_owned())),
                        [local, word, name] if word.text == "as" => {
                            exports.push((name.text.to_owned(), local.text.to_owned()));
                        }
                        _ => {}
                    }
                }
                end = list.get(close).map_or(source.len(), |token| token.at + 1);
            }
            Some(word) => {
                let skipped = match word {
                    "async" => 3,
                    "function" | "class" | "const" | "let" | "var" => 2,
                    _ => continue,
                };
                let name = if next(skipped) == Some("*") { next(skipped + 1) } else { next(skipped) };
                exports.extend(name.map(|name| (name.to_owned(), name.to_owned())));
            }
            None => continue,
        }
        for byte in &mut text[token.at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
    }
    let text = String::from_utf8(text).expect("blanks take the place of whole words");
    let object: Vec<String> = exports.iter().map(|(name, local)| format!("{name}: {local}")).collect();
    // On a line of its own: the last may be a comment.
    let script = format!("{BEGIN}{text}\nreturn {{ {} }}; }})", object.join(", "));
    let names = exports.into_iter().map(|(name, _)| name).collect();
    Ok(Factory { script, names, forgets: forgets(source, &tokens) })
}

/// Whether a module is functions and plain constants alone, and no function is used but by calling it: one could keep
/// something in a property of another. Doubt is memory.
fn forgets(source: &str, top: &[Token<'_>]) -> bool {
    let mut functions: Vec<&str> = Vec::new();
    let mut at = 0;
    let word = |at: usize| top.get(at).map_or("", |token| token.text);
    while at < top.len() {
        if word(at) == "export" {
            at += 1;
        }
        match (word(at), word(at + 1)) {
            ("async", "function") | ("function", _) => {
                at += usize::from(word(at) == "async");
                functions.push(word(at + 1));
                // `function name ( ) { }`
                if (word(at + 2), word(at + 3), word(at + 4), word(at + 5)) != ("(", ")", "{", "}") {
                    return false;
                }
                at += 6;
            }
            ("const", _) if word(at + 2) == "=" && word(at + 4) == ";" && is_plain(word(at + 3)) => at += 5,
            ("const", _) if word(at + 2) == "=" && word(at + 3) == ";" && is_text(source, top[at + 2].at) => at += 4,
            ("const", name) if word(at + 2) == "=" => {
                functions.push(name);
                let Some(end) = after_arrow(top, at + 3) else { return false };
                at = end;
            }
            (";", _) => at += 1,
            _ => return false,
        }
    }
    let mut lexer = Lexer { source, chars: source.char_indices().peekable(), value: false };
    let (mut declares, mut before) = (false, "");
    while let Some((_, text)) = lexer.next() {
        if functions.contains(&before) && text != "(" && !(declares && text == "=") {
            return false;
        }
        declares = before == "const";
        before = text;
    }
    !functions.contains(&before)
}

/// What no expression has outside of all brackets: another thing has begun.
const ANOTHER: [&str; 8] = [",", "export", "import", "const", "let", "var", "class", "function"];

/// Where the arrow function that begins here is over; none where it is something else, or in doubt.
fn after_arrow(top: &[Token<'_>], mut at: usize) -> Option<usize> {
    let word = |at: usize| top.get(at).map_or("", |token| token.text);
    at += usize::from(word(at) == "async");
    at += if (word(at), word(at + 1)) == ("(", ")") { 2 } else { 1 };
    if (word(at), word(at + 1)) != ("=", ">") {
        return None;
    }
    at += 2;
    if (word(at), word(at + 1)) == ("{", "}") {
        return Some(at + 2);
    }
    // An expression; one that ends without a semicolon may be followed by anything.
    let length = top[at..].iter().position(|token| token.text == ";").unwrap_or(top.len() - at);
    top[at..at + length].iter().all(|token| !ANOTHER.contains(&token.text)).then_some(at + length)
}

/// Whether a text in quotes stands right behind a place.
fn is_text(source: &str, at: usize) -> bool {
    source.get(at + 1..).is_some_and(|rest| rest.trim_start().starts_with(['"', '\'']))
}

/// Whether a handler has nothing in its body: running it changes nothing, what its module remembers included.
pub(super) fn does_nothing(source: &str, handler: &str) -> bool {
    let top = top_level(source);
    let names = |at: &usize| top[*at].text == "function" && top.get(at + 1).is_some_and(|token| token.text == handler);
    let Some(at) = (0..top.len()).find(names) else { return false };
    let Some([open, close, begin, end]) = top.get(at + 2..at + 6) else { return false };
    if [open, close, begin, end].map(|token| token.text) != ["(", ")", "{", "}"] {
        return false;
    }
    let (given, body) = (&source[open.at + 1..close.at], &source[begin.at + 1..end.at]);
    let mut lexer = Lexer { source: body, chars: body.char_indices().peekable(), value: false };
    given.chars().all(|c| is_word(c) || c == ',' || c.is_whitespace()) && !body.contains('`') && lexer.next().is_none()
}

/// A number; texts are no tokens.
fn is_plain(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether only blanks stand between the line's begin and a place.
fn after_line(source: &str, at: usize) -> bool {
    source[..at].rsplit('\n').next().is_none_or(|line| line.trim().is_empty())
}

/// A word or mark that stands outside of all brackets, or is one of the brackets; those of `export { … }` too.
struct Token<'s> {
    at: usize,
    text: &'s str,
}

/// The tokens at the top level. What stands in texts, comments, patterns and bodies is passed over.
fn top_level(source: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer { source, chars: source.char_indices().peekable(), value: false };
    let mut tokens: Vec<Token<'_>> = Vec::new();
    let mut depth = 0_usize;
    // Braces of an export list count as top level.
    let mut list = false;
    while let Some((at, text)) = lexer.next() {
        match text {
            "{" if depth == 0 && tokens.last().is_some_and(|token| token.text == "export") => {
                list = true;
                tokens.push(Token { at, text });
            }
            "}" if list => {
                list = false;
                tokens.push(Token { at, text });
            }
            "{" | "(" | "[" => {
                if depth == 0 {
                    tokens.push(Token { at, text });
                }
                depth += 1;
            }
            "}" | ")" | "]" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    tokens.push(Token { at, text });
                }
            }
            _ if depth == 0 => tokens.push(Token { at, text }),
            _ => {}
        }
    }
    tokens
}

/// Reads words and marks.
struct Lexer<'s> {
    source: &'s str,
    chars: Peekable<CharIndices<'s>>,
    /// Whether a value has just ended, after which `/` divides.
    value: bool,
}

/// Words after which a value begins, not ends.
const BEFORE_VALUES: [&str; 14] = [
    "return",
    "typeof",
    "case",
    "in",
    "of",
    "delete",
    "void",
    "throw",
    "new",
    "else",
    "do",
    "instanceof",
    "yield",
    "await",
];

impl<'s> Lexer<'s> {
    fn next(&mut self) -> Option<(usize, &'s str)> {
        loop {
            let (at, c) = self.chars.next()?;
            let follows = self.chars.peek().map(|(_, next)| *next);
            match (c, follows) {
                ('/', Some('/')) => while self.chars.next_if(|(_, c)| *c != '\n').is_some() {},
                ('/', Some('*')) => self.skip_to("*/"),
                ('/', _) if !self.value => {
                    self.pattern();
                    self.value = true;
                }
                ('"' | '\'', _) => {
                    self.text(c);
                    self.value = true;
                }
                ('`', _) => {
                    self.template();
                    self.value = true;
                }
                _ if c.is_whitespace() => {}
                _ if is_word(c) => {
                    let mut end = at + c.len_utf8();
                    while let Some((at, c)) = self.chars.next_if(|(_, c)| is_word(*c)) {
                        end = at + c.len_utf8();
                    }
                    let word = &self.source[at..end];
                    self.value = !BEFORE_VALUES.contains(&word);
                    return Some((at, word));
                }
                _ => {
                    self.value = matches!(c, ')' | ']' | '}');
                    return Some((at, &self.source[at..at + c.len_utf8()]));
                }
            }
        }
    }

    fn skip_to(&mut self, end: &str) {
        let Some((from, _)) = self.chars.peek().copied() else { return };
        // The mark that opens may not be taken for half of the one that closes.
        let from = from + 1;
        let to = self
            .source
            .get(from..)
            .and_then(|rest| rest.find(end))
            .map_or(self.source.len(), |at| from + at + end.len());
        while self.chars.next_if(|(at, _)| *at < to).is_some() {}
    }

    fn text(&mut self, quote: char) {
        while let Some((_, c)) = self.chars.next() {
            match c {
                '\\' => _ = self.chars.next(),
                '\n' => return,
                _ if c == quote => return,
                _ => {}
            }
        }
    }

    fn pattern(&mut self) {
        let mut class = false;
        while let Some((_, c)) = self.chars.next() {
            match c {
                '\\' => _ = self.chars.next(),
                '[' => class = true,
                ']' => class = false,
                '\n' => return,
                '/' if !class => return,
                _ => {}
            }
        }
    }

    fn template(&mut self) {
        while let Some((_, c)) = self.chars.next() {
            match c {
                '\\' => _ = self.chars.next(),
                '`' => return,
                '$' if self.chars.next_if(|(_, c)| *c == '{').is_some() => {
                    let mut depth = 1;
                    self.value = false;
                    while depth > 0 {
                        match self.next() {
                            Some((_, "{")) => depth += 1,
                            Some((_, "}")) => depth -= 1,
                            Some(_) => {}
                            None => return,
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::{BEGIN, NotHere, does_nothing, factory};

    #[test]
    fn exports_come_back_as_properties_and_nothing_moves() {
        for (source, body, names) in [
            ("export function a() {}", "       function a() {}", vec!["a"]),
            (
                "export async function a(ctx) {\n  return `x${\"}\"}y`;\n}\nexport const b = 1;",
                "       async function a(ctx) {\n  return `x${\"}\"}y`;\n}\n       const b = 1;",
                vec!["a", "b"],
            ),
            (
                "const a = 1, b = 2;\nexport { a,\n b as c };",
                "const a = 1, b = 2;\n           \n         ;",
                vec!["a", "c"],
            ),
            (
                "// export function no() {}\n/* export */ export class A {}",
                "// export function no() {}\n/* export */        class A {}",
                vec!["A"],
            ),
            (
                "const t = \"\\\" export function x\";\nconst r = /[/\"]export/;\nexport function y() { const export_ = 1; }",
                "const t = \"\\\" export function x\";\nconst r = /[/\"]export/;\n       function y() { const export_ = 1; }",
                vec!["y"],
            ),
            (
                "let a = 4 / 2; let b = a / 1;\nexport let c = 한글 / 2;",
                "let a = 4 / 2; let b = a / 1;\n       let c = 한글 / 2;",
                vec!["c"],
            ),
            ("/**/export function a() {}", "/**/       function a() {}", vec!["a"]),
        ] {
            let made = factory(source).unwrap();
            let expected = names.iter().map(|name| {
                if *name == "c" && source.contains(" as c") { "c: b".to_owned() } else { format!("{name}: {name}") }
            });
            let expected = expected.collect::<Vec<_>>().join(", ");
            assert_eq!(made.script, format!("{BEGIN}{body}\nreturn {{ {expected} }}; }})"));
            assert_eq!(made.names, names);
        }
    }

    #[test]
    fn what_has_no_place_in_a_handler_is_named() {
        for (source, word, at) in [
            ("import { a } from \"b\";", "import", 0),
            ("const a = 1;\nexport default a;", "export default", 13),
            ("export * from \"b\"", "export *", 0),
        ] {
            assert_eq!(factory(source), Err(NotHere { word, at }));
        }
    }

    #[test]
    fn what_may_remember_is_told_from_what_cannot() {
        for (source, forgets) in [
            ("export async function a(ctx) { b(1); }\nfunction b(n) { return n; }\nconst MOST = 3;", true),
            ("let n = 0; export function a() {}", false),
            ("const seen = new Set(); export function a() {}", false),
            ("export function a() { a.n = 1; }", false),
            ("export function a() { const f = a; }", false),
            ("export const a = () => 1;", true),
            ("const T = 'a';\nconst b = async ({ n }) => { f(n); }\nconst f = n => [n, T].map(m => (m, 1));", true),
            ("const seen = (() => new Set())(); export function a() {}", false),
            ("const f = () => 1, seen = new Set();", false),
            ("const f = () => 1\nlet n = 0;", false),
            ("const f = () => { f.n = 1; };", false),
            ("const p = /a/g; export function a() { p.test(\"a\"); }", false),
        ] {
            assert_eq!(factory(source).unwrap().forgets, forgets, "{source}");
        }
    }

    #[test]
    fn a_handler_that_does_nothing_is_told_from_one_that_may() {
        for (source, nothing) in [
            ("export async function a(ctx) {\n  // nothing to do\n}", true),
            ("export function b(ctx) { n(); }\nfunction a(ctx, given) {}", true),
            ("export function a(ctx) { n += 1; }", false),
            ("export function a(ctx = n()) {}", false),
            ("export function a(ctx) { `${n()}` }", false),
            ("export function b(ctx) {}", false),
        ] {
            assert_eq!(does_nothing(source, "a"), nothing, "{source}");
        }
    }
}
