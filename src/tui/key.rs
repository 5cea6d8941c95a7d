//! A key press, as the workbook names it, and its notation: `ctrl-s`, `enter`, `?`, `f1`.

use std::fmt;

/// A key with the modifiers that were held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// Which.
    pub code: Code,
    /// Whether Ctrl was held.
    pub ctrl: bool,
    /// Whether Alt was held.
    pub alt: bool,
    /// Whether Shift was held; letters carry it in their case instead.
    pub shift: bool,
}

/// The keys that a terminal can tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "keys are named by what is printed on them")]
pub enum Code {
    Char(char),
    F(u8),
    Enter,
    Esc,
    Tab,
    Backspace,
    Delete,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    PageUp,
    PageDown,
}

/// Named keys: the notation, what a footer prints, the code.
const NAMES: &[(&str, &str, Code)] = &[
    ("enter", "↵", Code::Enter),
    ("esc", "Esc", Code::Esc),
    ("tab", "Tab", Code::Tab),
    ("backspace", "⌫", Code::Backspace),
    ("delete", "Del", Code::Delete),
    ("left", "←", Code::Left),
    ("right", "→", Code::Right),
    ("up", "↑", Code::Up),
    ("down", "↓", Code::Down),
    ("home", "Home", Code::Home),
    ("end", "End", Code::End),
    ("pageup", "PgUp", Code::PageUp),
    ("pagedown", "PgDn", Code::PageDown),
    ("space", "Space", Code::Char(' ')),
];

impl Key {
    /// A key with nothing held.
    #[must_use]
    pub const fn plain(code: Code) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// Reads the notation; none where it names no key.
    #[must_use]
    pub fn parse(notation: &str) -> Option<Self> {
        let mut key = Self::plain(Code::Esc);
        let mut rest = notation;
        loop {
            if let Some(after) = rest.strip_prefix("ctrl-") {
                key.ctrl = true;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("alt-") {
                key.alt = true;
                rest = after;
            } else if let Some(after) = rest.strip_prefix("shift-") {
                key.shift = true;
                rest = after;
            } else {
                break;
            }
        }
        key.code = if let Some((_, _, code)) = NAMES.iter().find(|(name, _, _)| *name == rest) {
            *code
        } else if let Some(number) = rest.strip_prefix('f').and_then(|number| number.parse().ok()) {
            Code::F(number)
        } else {
            let mut chars = rest.chars();
            let only = chars.next().filter(|_| chars.next().is_none())?;
            Code::Char(only)
        };
        Some(key)
    }
}

/// As a footer prints it: `^S`, `↵`, `F1`, `⇧Tab`.
impl Key {
    /// How it is written in a sentence: `Ctrl-S`, where a row of keys has `^S`.
    #[must_use]
    pub fn spelt(self) -> String {
        let shown = self.to_string();
        if self.ctrl { shown.replacen('^', "Ctrl-", 1) } else { shown }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.alt {
            f.write_str("Alt-")?;
        }
        if self.shift {
            f.write_str("⇧")?;
        }
        match (self.code, NAMES.iter().find(|(_, _, code)| *code == self.code)) {
            (_, Some((_, shown, _))) if self.ctrl => write!(f, "^{shown}"),
            (_, Some((_, shown, _))) => f.write_str(shown),
            (Code::Char(c), None) if self.ctrl => write!(f, "^{}", c.to_ascii_uppercase()),
            (Code::Char(c), None) => write!(f, "{c}"),
            (Code::F(number), None) => write!(f, "F{number}"),
            (other, None) => write!(f, "{other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn notation_is_read_and_shown() {
        for (notation, shown) in [
            ("ctrl-s", "^S"),
            ("enter", "↵"),
            ("f1", "F1"),
            ("f12", "F12"),
            ("f", "f"),
            ("?", "?"),
            ("shift-tab", "⇧Tab"),
            ("alt-x", "Alt-x"),
            ("G", "G"),
            ("-", "-"),
        ] {
            assert_eq!(Key::parse(notation).map(|key| key.to_string()).as_deref(), Some(shown), "{notation}");
        }
        assert_eq!(Key::parse("nothing"), None);
    }
}
