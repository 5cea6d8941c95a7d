//! Lists that get shorter as one types: what keys and the mouse mean in them.

use crate::tui::action::Action;
use crate::tui::mouse::{Mouse, MouseKind, Target, Wheel};

/// Where an action leads from an entry, of so many with `page` in sight; none where it leads nowhere in the list.
pub(super) fn moved(action: Option<Action>, at: usize, all: usize, page: usize) -> Option<usize> {
    let last = all.saturating_sub(1);
    match action? {
        Action::FoundUp => Some(at.saturating_sub(1)),
        Action::FoundDown => Some((at + 1).min(last)),
        Action::FoundPageUp => Some(at.saturating_sub(page)),
        Action::FoundPageDown => Some((at + page).min(last)),
        _ => None,
    }
}

/// What the mouse means: the entry that is clicked, and what is done.
pub(super) fn pointed(mouse: Mouse, target: Option<Target>) -> Option<(Option<usize>, Action)> {
    match (mouse.kind, target) {
        (MouseKind::Click(_), Some(Target::Row(entry))) => Some((Some(entry), Action::FoundOpen)),
        (MouseKind::Wheel(Wheel::Up), _) => Some((None, Action::FoundUp)),
        (MouseKind::Wheel(Wheel::Down), _) => Some((None, Action::FoundDown)),
        _ => None,
    }
}
