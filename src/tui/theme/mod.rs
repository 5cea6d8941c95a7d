//! Themes: how the parts of screens and the roles of texts look.
//!
//! Screens draw *what* a cell is: [`part`] and [`role`] leave a tag in it. The last pass over a frame, [`Look::apply`],
//! puts the theme's style in the tag's place. So no screen knows of themes, and a theme is a column of one table
//! (`table.rs`). Nothing is said by colour alone: the last column has none.

mod table;

use ratatui::buffer::Buffer;
use ratatui::style::{Color, Style};

use super::layout::Role;
use crate::progress::Theme;

/// Parts of the screens themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The name of the program and of screens.
    Title,
    /// Quiet words.
    Quiet,
    /// A frame.
    Frame,
    /// The frame of what has the focus.
    FrameFocus,
    /// The selected row of a list that has the focus.
    Selected,
    /// The selected row of one that has not.
    SelectedElsewhere,
    /// A key in the bottom line.
    Key,
    /// What the key does.
    KeyWords,
    /// A message in the bottom line.
    Notice,
    /// Done, passed.
    Good,
    /// Failed.
    Bad,
    /// Begun.
    Begun,
    /// The filled part of a bar.
    Bar,
    /// The tab that is shown.
    Tab,
}

impl Part {
    /// All of them, in their order.
    pub(crate) const ALL: [Self; 14] = [
        Self::Title,
        Self::Quiet,
        Self::Frame,
        Self::FrameFocus,
        Self::Selected,
        Self::SelectedElsewhere,
        Self::Key,
        Self::KeyWords,
        Self::Notice,
        Self::Good,
        Self::Bad,
        Self::Begun,
        Self::Bar,
        Self::Tab,
    ];
}

/// The tag of a part.
pub(crate) fn part(part: Part) -> Style {
    tag(part as usize)
}

/// The tag of a span of a text. Running text, code and diagrams have the colour of the ground's ink in every theme, and
/// keep what a cell has.
pub(crate) fn role(role: Role) -> Style {
    match role {
        Role::Text | Role::CodeBlock | Role::Diagram => Style::new(),
        _ => tag(Part::ALL.len() + role as usize),
    }
}

fn tag(number: usize) -> Style {
    debug_assert!(number < TAGS, "every part and role is in its `ALL`");
    Style::new().fg(Color::Indexed(u8::try_from(number).unwrap_or(u8::MAX)))
}

/// Tags that there are.
const TAGS: usize = Part::ALL.len() + Role::ALL.len();

/// What the terminal has behind its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Ground {
    /// Something dark, or not known.
    #[default]
    Dark,
    /// Something light.
    Light,
}

impl Ground {
    /// What `COLORFGBG` says, if anything: colours of text and ground by number, `15;0` or `0;default;15`.
    #[must_use]
    pub fn of(colorfgbg: Option<&str>) -> Option<Self> {
        let number = colorfgbg.and_then(|value| value.rsplit(';').next()?.trim().parse::<u8>().ok())?;
        Some(match number {
            7 | 9..=15 => Self::Light,
            _ => Self::Dark,
        })
    }

    /// What a colour is: light where it is nearer to white, as the eye weighs red, green and blue.
    #[must_use]
    pub fn of_color(red: u8, green: u8, blue: u8) -> Self {
        let weight = u32::from(red) * 299 + u32::from(green) * 587 + u32::from(blue) * 114;
        if weight > 127_500 { Self::Light } else { Self::Dark }
    }
}

/// A theme as it is put onto a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Look {
    styles: [Style; TAGS],
    /// Colours of text and ground where nothing else is said; none leaves the terminal's.
    ground: Option<(Color, Color)>,
}

impl Look {
    /// The look of a theme on a ground; without colours where there are to be none, whatever the theme.
    ///
    /// A theme that was asked for by name brings its own ground, so that it can be read on any terminal.
    pub(crate) fn of(theme: Theme, ground: Ground, color: bool) -> Self {
        let (column, ground) = match (color, theme, ground) {
            (false, _, _) | (true, Theme::NoColor, _) => (table::Column::NoColor, None),
            (true, Theme::Auto, Ground::Dark) => (table::Column::Dark, None),
            (true, Theme::Auto, Ground::Light) => (table::Column::Light, None),
            (true, Theme::Dark, _) => (table::Column::Dark, Some(table::DARK)),
            (true, Theme::Light, _) => (table::Column::Light, Some(table::LIGHT)),
            (true, Theme::HighContrast, _) => (table::Column::HighContrast, Some(table::HIGH_CONTRAST)),
        };
        let mut styles = [Style::new(); TAGS];
        let parts = Part::ALL.into_iter().map(table::part);
        let roles = Role::ALL.into_iter().map(table::role);
        for (style, row) in styles.iter_mut().zip(parts.chain(roles)) {
            *style = row[column as usize];
        }
        Self { styles, ground }
    }

    /// Puts the theme's styles in the place of the tags of a frame, and takes out those of the mouse. Cost: one look at each cell.
    pub(crate) fn apply(&self, buf: &mut Buffer) {
        for cell in &mut buf.content {
            cell.underline_color = Color::Reset;
            if let Color::Indexed(tag) = cell.fg {
                cell.fg = Color::Reset;
                cell.set_style(self.styles.get(usize::from(tag)).copied().unwrap_or_default());
            }
            if let Some((ink, ground)) = self.ground {
                if cell.fg == Color::Reset {
                    cell.fg = ink;
                }
                if cell.bg == Color::Reset {
                    cell.bg = ground;
                }
            }
        }
    }
}

/// The ASCII form of a symbol that some terminals show two cells wide or not at all; none where it needs none.
#[must_use]
pub fn ascii(symbol: &str) -> Option<&'static str> {
    Some(match symbol {
        "–" | "—" | "─" | "━" | "┄" | "┈" | "╌" | "═" => "-",
        "↵" | "│" | "┃" | "▏" | "▌" | "║" | "‖" | "┆" | "┊" | "▎" => "|",
        "┌" | "┐" | "└" | "┘" | "├" | "┤" | "┬" | "┴" | "┼" | "╭" | "╮" | "╰" | "╯" | "┏" | "┓" | "┗" | "┛" | "╪"
        | "╞" | "╡" => "+",
        "▶" | "▸" | "►" | "→" | "➜" | "❯" | "›" => ">",
        "◀" | "◂" | "←" | "‹" => "<",
        "▲" | "↑" => "^",
        "▼" | "↓" | "✔" | "✓" => "v",
        "●" => "*",
        "○" | "◐" => "o",
        "✘" | "✗" | "✖" | "×" => "x",
        "█" | "■" | "▉" | "▊" | "▋" | "▣" => "#",
        "↻" => "@",
        "⧉" => "=",
        "⇄" => "%",
        "⏱" => "t",
        "☐" | "□" | "░" | "▒" | "·" | "•" => ".",
        "…" => "~",
        "“" | "”" => "\"",
        "‘" | "’" => "'",
        "⇧" => "S",
        "⌫" => "B",
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
