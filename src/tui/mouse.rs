//! What the mouse does, and what is under it.
//!
//! Screens mark *what a click means* while they draw: [`Target::mark`] leaves a tag in the cells, as [`theme::part`] does for
//! their look. A click draws the frame again and reads the tag under the pointer, so that what is hit is what is seen, and
//! there are no second numbers. Tags travel in the colour of the underline, which nothing draws; the last pass over a frame
//! takes them out.
//!
//! [`theme::part`]: super::theme::part

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Color;

use super::action::{ACTIONS, Action};

/// Something the mouse did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// The column of the pointer, from 0.
    pub column: u16,
    /// Its row, from 0.
    pub row: u16,
    /// What it did.
    pub kind: MouseKind,
}

/// What the mouse did. The other buttons have no meaning here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseKind {
    /// The left button went down: the how-manieth time in quick succession at this place, from 1 to 3.
    Click(u8),
    /// The pointer moved with the left button down.
    Drag,
    /// The left button came up.
    Release,
    /// The wheel turned.
    Wheel(Wheel),
}

/// Where the wheel wants to see more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "directions")]
pub enum Wheel {
    Up,
    Down,
    Left,
    Right,
}

impl Mouse {
    /// The cell of the pointer.
    #[must_use]
    pub fn at(self) -> Position {
        Position { x: self.column, y: self.row }
    }
}

/// Rows that a step of the wheel moves a text.
pub(crate) const WHEEL: i16 = 3;

/// What a click means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// Nothing, but within a window.
    Window,
    /// An action: a key of the bottom line.
    Do(Action),
    /// The card of home.
    Card,
    /// A row of the screen's list.
    Row(usize),
    /// A row of its second list.
    Item(usize),
    /// A place of a text at which something can be done.
    Spot(usize),
    /// A tab or the title of a pane.
    Pane(usize),
    /// The name of a file.
    File(usize),
}

impl Target {
    /// Leaves the tag in the cells of an area.
    pub(crate) fn mark(self, area: Rect, buf: &mut Buffer) {
        let tag = self.tag();
        for y in area.top()..area.bottom().min(buf.area.bottom()) {
            for x in area.left()..area.right().min(buf.area.right()) {
                buf[(x, y)].underline_color = tag;
            }
        }
    }

    /// What a cell of a frame with its tags means.
    pub(crate) fn at(cell: Position, buf: &Buffer) -> Option<Self> {
        let Color::Rgb(kind, high, low) = buf.cell(cell)?.underline_color else { return None };
        let number = usize::from(u16::from_be_bytes([high, low]));
        Some(match kind {
            0 => Self::Window,
            1 => Self::Do(ACTIONS.get(number)?.action),
            2 => Self::Card,
            3 => Self::Row(number),
            4 => Self::Item(number),
            5 => Self::Spot(number),
            6 => Self::Pane(number),
            7 => Self::File(number),
            _ => return None,
        })
    }

    fn tag(self) -> Color {
        let (kind, number) = match self {
            Self::Window => (0, 0),
            Self::Do(action) => (1, ACTIONS.iter().position(|entry| entry.action == action).unwrap_or(ACTIONS.len())),
            Self::Card => (2, 0),
            Self::Row(number) => (3, number),
            Self::Item(number) => (4, number),
            Self::Spot(number) => (5, number),
            Self::Pane(number) => (6, number),
            Self::File(number) => (7, number),
        };
        // More rows than that no screen lists; the last one stands for them.
        let [high, low] = u16::try_from(number).unwrap_or(u16::MAX).to_be_bytes();
        Color::Rgb(kind, high, low)
    }
}

/// Takes the tags out of a frame: those of what lies below a window, or all before it is shown.
pub(crate) fn unmark(buf: &mut Buffer) {
    for cell in &mut buf.content {
        cell.underline_color = Color::Reset;
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::{Position, Rect};

    use super::{Target, unmark};
    use crate::tui::action::Action;

    #[test]
    fn what_is_marked_is_found_and_nothing_beside_it() {
        let all = [
            Target::Window,
            Target::Do(Action::QuitNow),
            Target::Card,
            Target::Row(0),
            Target::Item(65_000),
            Target::Spot(300),
            Target::Pane(2),
            Target::File(1),
        ];
        for target in all {
            let mut buf = Buffer::empty(Rect::new(0, 0, 4, 3));
            // What leaves the screen is cut.
            target.mark(Rect::new(2, 1, 9, 9), &mut buf);
            assert_eq!(Target::at(Position::new(2, 1), &buf), Some(target));
            assert_eq!(Target::at(Position::new(3, 2), &buf), Some(target));
            for beside in [(1, 1), (2, 0), (4, 1), (2, 3), (u16::MAX, u16::MAX)] {
                assert_eq!(Target::at(beside.into(), &buf), None, "{target:?} at {beside:?}");
            }
            unmark(&mut buf);
            assert_eq!(buf, Buffer::empty(Rect::new(0, 0, 4, 3)));
        }
    }
}
