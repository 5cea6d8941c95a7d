//! The mouse in a lesson.

use super::{Reader, Turn};
use crate::tui::action::Action;
use crate::tui::key::{Code, Key};
use crate::tui::mouse::{Mouse, MouseKind, Target};
use crate::tui::screen::scroll;

/// Actions of the text for the wheel: up, down, left, right.
const WHEEL: [Action; 4] = [Action::ReadUp, Action::ReadDown, Action::ReadLeft, Action::ReadRight];
/// And of the contents.
const CONTENTS: [Action; 4] = [Action::PopupUp, Action::PopupDown, Action::PopupLeft, Action::PopupRight];

impl Reader {
    /// Takes the mouse: a click does what its place offers, or goes to a section of the contents.
    pub(crate) fn point(&mut self, mouse: Mouse, target: Option<Target>, turn: &mut Turn<'_>) {
        let key = Key::plain(Code::Enter);
        match (mouse.kind, target) {
            (MouseKind::Click(_), Some(Target::Row(section))) => self.go_to_line(section, turn),
            (MouseKind::Click(_), target) if self.contents_are_over(turn.shared) => {
                if target != Some(Target::Window) {
                    self.act_on_contents(Action::Close, turn);
                }
            }
            (MouseKind::Click(_), Some(Target::Spot(spot))) => {
                self.release_contents();
                self.spot = Some(spot);
                self.act(Action::Follow, key, turn);
            }
            (MouseKind::Click(_), _) => self.release_contents(),
            (MouseKind::Wheel(_), Some(Target::Row(_))) => {
                scroll(mouse, CONTENTS, |action| self.act_on_contents(action, turn));
            }
            (MouseKind::Wheel(_), _) => scroll(mouse, WHEEL, |action| self.act(action, key, turn)),
            (MouseKind::Drag | MouseKind::Release, _) => {}
        }
    }
}
