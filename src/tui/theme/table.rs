//! The themes: a row for each part and role, a column for each theme.

use ratatui::style::{Color, Modifier, Style};

use super::Part;
use crate::tui::layout::Role;

/// The columns, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// The terminal's own palette, so that the workbook looks at home.
    Dark,
    /// Fixed dark colours: bright ones of a palette cannot be read on white.
    Light,
    /// Fixed bright colours on black.
    HighContrast,
    /// Bold, underlined and reversed alone.
    NoColor,
}

/// Text and ground of the theme `dark`.
pub(super) const DARK: (Color, Color) = (Color::Indexed(252), Color::Indexed(234));
/// Text and ground of the theme `light`.
pub(super) const LIGHT: (Color, Color) = (Color::Indexed(234), Color::Indexed(231));
/// Text and ground of the theme `high-contrast`.
pub(super) const HIGH_CONTRAST: (Color, Color) = (Color::Indexed(231), Color::Indexed(16));

/// One style a column.
type Row = [Style; 4];

const PLAIN: Style = Style::new();
const BOLD: Style = PLAIN.add_modifier(Modifier::BOLD);
const DIM: Style = PLAIN.add_modifier(Modifier::DIM);
const LINE: Style = PLAIN.add_modifier(Modifier::UNDERLINED);
const BOLD_LINE: Style = BOLD.add_modifier(Modifier::UNDERLINED);
const SWAP: Style = BOLD.add_modifier(Modifier::REVERSED);
const ITALIC: Style = PLAIN.add_modifier(Modifier::ITALIC);
const STRUCK: Style = PLAIN.add_modifier(Modifier::CROSSED_OUT);

/// One hue in the three themes that have colours: the palette's name, and numbers of the fixed 256.
#[derive(Clone, Copy)]
struct Hue(Color, u8, u8);

const RED: Hue = Hue(Color::Red, 124, 217);
const GREEN: Hue = Hue(Color::Green, 22, 120);
const YELLOW: Hue = Hue(Color::Yellow, 94, 226);
const BLUE: Hue = Hue(Color::Blue, 25, 117);
const MAGENTA: Hue = Hue(Color::Magenta, 90, 219);
const CYAN: Hue = Hue(Color::Cyan, 24, 51);
/// Quiet words on white: dimmed black is read on few terminals.
const GREY: u8 = 240;

/// The same in every theme.
const fn all(style: Style) -> Row {
    [style; 4]
}

/// Coloured, with `with` in every theme that has colours, and `without` where there are none.
const fn hue(hue: Hue, with: Style, without: Style) -> Row {
    [with.fg(hue.0), with.fg(Color::Indexed(hue.1)), with.fg(Color::Indexed(hue.2)), without]
}

/// Said quietly: dimmed, or grey; with its full strength where contrast is wanted or colours are not.
const QUIET: Row = [DIM, PLAIN.fg(Color::Indexed(GREY)), PLAIN, PLAIN];

/// The looks of a part.
#[expect(clippy::match_same_arms, reason = "one line a part, so that a theme can tell any apart")]
pub(super) const fn part(part: Part) -> Row {
    match part {
        Part::Title => all(BOLD),
        Part::Quiet => QUIET,
        Part::Frame => QUIET,
        Part::FrameFocus => hue(CYAN, PLAIN, BOLD),
        Part::Selected => hue(CYAN, SWAP, SWAP),
        Part::SelectedElsewhere => all(BOLD),
        Part::Key => hue(CYAN, PLAIN, BOLD),
        Part::KeyWords => QUIET,
        Part::Notice => hue(YELLOW, PLAIN, BOLD),
        Part::Good => hue(GREEN, PLAIN, PLAIN),
        Part::Bad => hue(RED, PLAIN, BOLD),
        Part::Begun => hue(CYAN, PLAIN, PLAIN),
        Part::Bar => hue(CYAN, PLAIN, PLAIN),
        Part::Tab => hue(CYAN, BOLD_LINE, BOLD_LINE),
    }
}

/// The looks of a role.
#[expect(clippy::match_same_arms, reason = "one line a role, so that a theme can tell any apart")]
pub(super) const fn role(role: Role) -> Row {
    match role {
        Role::Text => all(PLAIN),
        Role::Strong => all(BOLD),
        Role::Emphasis => [ITALIC, ITALIC, ITALIC, BOLD],
        Role::Strike => all(STRUCK),
        Role::Code => hue(YELLOW, PLAIN, BOLD),
        Role::Link => hue(BLUE, LINE, LINE),
        Role::Term => all(LINE),
        Role::Heading => hue(CYAN, BOLD, BOLD_LINE),
        Role::Subheading => all(BOLD),
        Role::Muted => QUIET,
        Role::CodeBlock => all(PLAIN),
        Role::Keyword => hue(MAGENTA, PLAIN, BOLD),
        Role::Constant => hue(CYAN, PLAIN, PLAIN),
        Role::Quoted => hue(GREEN, PLAIN, PLAIN),
        Role::Comment => hue(BLUE, ITALIC, PLAIN),
        Role::Name => hue(YELLOW, PLAIN, PLAIN),
        Role::Diagram => all(PLAIN),
        Role::Border => QUIET,
        Role::TableHead => all(BOLD),
        Role::Note => hue(BLUE, BOLD, BOLD),
        Role::Tip => hue(GREEN, PLAIN, BOLD),
        Role::Warning => hue(YELLOW, BOLD, BOLD),
        Role::Misconception => hue(MAGENTA, BOLD, BOLD),
        Role::Good => hue(GREEN, PLAIN, PLAIN),
        Role::Bad => hue(RED, PLAIN, BOLD),
        Role::Changed => hue(RED, BOLD_LINE, SWAP),
        Role::Action => hue(CYAN, BOLD, BOLD),
    }
}
