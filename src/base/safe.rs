//! Foreign text made harmless for a terminal, and its width in cells.

use std::fmt;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Text from an answer, a pack or a file that a terminal can show without obeying it.
///
/// Control characters (C0 but for line feed and tab, DEL, C1), bidirectional overrides, zero-width characters, tags
/// and private-use characters are replaced by visible forms: `␛` for escape, `<U+202E>` for an override. Every way from
/// foreign bytes to a screen or to standard output goes through this type.
///
/// ```
/// use sagabook::base::Safe;
/// assert_eq!(Safe::new("a\u{1b}[31m").as_str(), "a␛[31m");
/// ```
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Safe(String);

impl Safe {
    /// Makes `text` harmless; line feeds stay, carriage returns before them go, tabs become four spaces.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        let mut rest = text.chars().peekable();
        while let Some(c) = rest.next() {
            match c {
                '\r' if rest.peek() == Some(&'\n') => {}
                '\n' => out.push('\n'),
                '\t' => out.push_str("    "),
                '\u{0}'..='\u{1f}' => out.push(control_picture(c)),
                '\u{7f}' => out.push('␡'),
                _ if is_hidden(c) => {
                    out.push_str(&format!("<U+{:04X}>", u32::from(c)));
                }
                _ => out.push(c),
            }
        }
        Self(out)
    }

    /// As [`Safe::new`], on one line: line feeds become `⏎`.
    #[must_use]
    pub fn line(text: &str) -> Self {
        Self(Self::new(text).0.replace('\n', "⏎"))
    }

    /// The harmless text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The harmless text, owned.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Safe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Safe {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

fn control_picture(c: char) -> char {
    char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')
}

fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{80}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Width of one line of `text` in terminal cells (East Asian wide characters are two).
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// The longest beginning of `text` that fits into `cells`, cut between graphemes, with `…` in the last cell where it was cut.
#[must_use]
pub fn truncate(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if used + wide + 1 > cells {
            break;
        }
        out.push_str(grapheme);
        used += wide;
    }
    if cells > 0 {
        out.push('…');
    }
    out
}

/// `text` followed by spaces up to `cells`, or cut as by [`truncate`].
#[must_use]
pub fn pad(text: &str, cells: usize) -> String {
    let mut out = truncate(text, cells);
    let used = width(&out);
    out.extend(std::iter::repeat_n(' ', cells.saturating_sub(used)));
    out
}

#[cfg(test)]
mod tests {
    use super::{Safe, pad, truncate, width};
    use proptest::prelude::*;

    #[test]
    fn escapes_become_visible() {
        for (from, to) in [
            ("a\u{1b}]52;c;x\u{7}", "a␛]52;c;x␇"),
            ("\u{9b}31m", "<U+009B>31m"),
            ("\u{202e}abc", "<U+202E>abc"),
            ("a\r\nb", "a\nb"),
            ("a\rb", "a␍b"),
            ("한글", "한글"),
            ("\u{1112}\u{1161}\u{11ab}", "\u{1112}\u{1161}\u{11ab}"),
        ] {
            assert_eq!(Safe::new(from).as_str(), to);
        }
        assert_eq!(Safe::line("a\nb").as_str(), "a⏎b");
    }

    #[test]
    fn width_is_counted_in_cells() {
        for (text, cells) in [("abc", 3), ("한글", 4), ("a가", 3), ("✔", 1)] {
            assert_eq!(width(text), cells, "{text}");
        }
        assert_eq!(truncate("한글날", 5), "한글…");
        assert_eq!(truncate("한글날", 4), "한…");
        assert_eq!(pad("한", 4), "한  ");
    }

    proptest! {
        #[test]
        fn nothing_that_a_terminal_obeys_is_left(text in "\\PC*|.*") {
            let safe = Safe::new(&text);
            prop_assert!(safe.as_str().chars().all(|c| c == '\n' || !c.is_control()));
            prop_assert_eq!(Safe::new(safe.as_str()), safe.clone());
        }

        #[test]
        fn a_padded_text_has_its_width(text in "[a-z가-힣 ]{0,30}", cells in 0_usize..40) {
            prop_assert_eq!(width(&pad(&text, cells)), cells);
        }
    }
}
