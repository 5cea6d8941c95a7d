//! What the mouse does: a click is the action that stands there, or is for the screen on top.

use super::press::{gone, on_action};
use crate::tui::key::{Code, Key};
use crate::tui::model::{Effect, Model};
use crate::tui::mouse::{Mouse, MouseKind, Target};
use crate::tui::screen::Turn;
use crate::tui::view;

/// Takes what the mouse did. Where the reader wants none of it, a terminal may send it still.
pub(super) fn on_mouse(model: &mut Model, mouse: Mouse) -> Vec<Effect> {
    if !model.shared.settings.mouse {
        return Vec::new();
    }
    let target = view::target(model, mouse.at());
    let Some(top) = model.stack.last_mut() else { return Vec::new() };
    if let MouseKind::Click(_) = mouse.kind {
        model.shared.notice = None;
        let done = match target {
            Some(Target::Do(action)) => Some(action),
            // Beside a window: that closes it.
            None => top.closes(),
            Some(_) => None,
        };
        if done.is_some() {
            // The key that came with it does not matter: what takes a key by its letter is no target.
            return on_action(model, done, Key::plain(Code::Enter));
        }
    }
    let mut turn = Turn { shared: &mut model.shared, effects: Vec::new(), go: None };
    top.point(mouse, target, &mut turn);
    let Turn { effects, go, .. } = turn;
    gone(model, effects, go)
}
