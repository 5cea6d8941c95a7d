//! Colours and marks: what a role looks like.
//!
//! Only the sixteen colours of the terminal's own palette are used, so that the workbook looks at home on dark and light
//! grounds; nothing is said by colour alone.

use ratatui::style::{Color, Modifier, Style};

use super::layout::Role;

/// Parts of the screens themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// The look of a part.
#[expect(clippy::match_same_arms, reason = "one line a part, so that a theme can tell any apart")]
pub(crate) fn part(part: Part) -> Style {
    let plain = Style::new();
    match part {
        Part::Title => plain.add_modifier(Modifier::BOLD),
        // Bright black is the ground itself in some palettes; dimmed is readable in all.
        Part::Quiet | Part::Frame | Part::KeyWords => plain.add_modifier(Modifier::DIM),
        Part::FrameFocus | Part::Begun | Part::Bar => plain.fg(Color::Cyan),
        Part::Selected => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD | Modifier::REVERSED),
        Part::SelectedElsewhere => plain.add_modifier(Modifier::BOLD),
        Part::Key => plain.fg(Color::Cyan),
        Part::Notice => plain.fg(Color::Yellow),
        Part::Good => plain.fg(Color::Green),
        Part::Bad => plain.fg(Color::Red),
        Part::Tab => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
    }
}

/// The look of a span of a text.
#[expect(clippy::match_same_arms, reason = "one line a role, so that a theme can tell any apart")]
pub(crate) fn role(role: Role) -> Style {
    let plain = Style::new();
    match role {
        Role::Text => plain,
        Role::Strong => plain.add_modifier(Modifier::BOLD),
        Role::Emphasis => plain.add_modifier(Modifier::ITALIC),
        Role::Strike => plain.add_modifier(Modifier::CROSSED_OUT),
        Role::Code => plain.fg(Color::Yellow),
        Role::Link => plain.fg(Color::Blue).add_modifier(Modifier::UNDERLINED),
        Role::Term => plain.add_modifier(Modifier::UNDERLINED),
        Role::Heading => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Role::Subheading | Role::TableHead => plain.add_modifier(Modifier::BOLD),
        Role::Muted | Role::Border => plain.add_modifier(Modifier::DIM),
        Role::CodeBlock | Role::Diagram => plain,
        Role::Keyword => plain.fg(Color::Magenta),
        Role::Constant => plain.fg(Color::Cyan),
        Role::Quoted => plain.fg(Color::Green),
        Role::Comment => plain.fg(Color::Blue).add_modifier(Modifier::ITALIC),
        Role::Name => plain.fg(Color::Yellow),
        Role::Note => plain.fg(Color::Blue).add_modifier(Modifier::BOLD),
        Role::Tip | Role::Good => plain.fg(Color::Green),
        Role::Warning => plain.fg(Color::Yellow).add_modifier(Modifier::BOLD),
        Role::Misconception => plain.fg(Color::Magenta).add_modifier(Modifier::BOLD),
        Role::Bad => plain.fg(Color::Red),
        Role::Changed => plain.fg(Color::Red).add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
        Role::Action => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
    }
}

/// The ASCII form of a symbol that some terminals show two cells wide or not at all; none where it needs none.
pub(crate) fn ascii(symbol: &str) -> Option<&'static str> {
    Some(match symbol {
        "–" | "—" | "─" | "━" | "┄" | "┈" | "╌" | "═" => "-",
        "↵" | "│" | "┃" | "▏" | "▌" | "║" | "┆" | "┊" | "▎" => "|",
        "┌" | "┐" | "└" | "┘" | "├" | "┤" | "┬" | "┴" | "┼" | "╭" | "╮" | "╰" | "╯" | "┏" | "┓" | "┗" | "┛" | "╪"
        | "╞" | "╡" => "+",
        "▶" | "▸" | "►" | "→" | "➜" | "❯" | "›" => ">",
        "◀" | "◂" | "←" | "‹" => "<",
        "▲" | "↑" => "^",
        "▼" | "↓" | "✔" | "✓" => "v",
        "●" => "*",
        "○" | "◐" => "o",
        "✘" | "✗" | "✖" | "×" => "x",
        "█" | "■" | "▉" | "▊" | "▋" => "#",
        "☐" | "□" | "░" | "▒" | "·" | "•" => ".",
        "…" => "~",
        "“" | "”" => "\"",
        "‘" | "’" => "'",
        "⇧" => "S",
        "⌫" => "B",
        _ => return None,
    })
}
