//! The mouse in the workbench.

use super::{Pane, Workbench, view};
use crate::tui::model::Effect;
use crate::tui::mouse::{Mouse, MouseKind, Target, WHEEL, Wheel};
use crate::tui::screen::Turn;

impl Workbench {
    /// Takes the mouse: a click gives a pane the keys, and does what its place offers; the wheel moves the pane under it.
    pub(crate) fn point(&mut self, mouse: Mouse, target: Option<Target>, turn: &mut Turn<'_>) {
        match (mouse.kind, target) {
            (MouseKind::Click(_), Some(Target::Pane(pane))) => {
                self.pane = Pane::ALL.get(pane).copied().unwrap_or(self.pane);
                self.fit(turn.shared);
            }
            (MouseKind::Click(_), Some(Target::File(file))) => {
                self.file = file.min(self.editors.len().saturating_sub(1));
                self.pane = Pane::Answer;
                self.fit(turn.shared);
            }
            (MouseKind::Click(_), target) => {
                let Some(pane) = self.pane_at(mouse, turn) else { return };
                self.pane = pane;
                if let (Some(Target::Spot(place)), Pane::Answer, Some(form)) = (target, pane, &mut self.form) {
                    let changed = form.point(place);
                    self.form_moved(changed, turn.shared);
                    if changed {
                        turn.ask(Effect::PutAwaySoon);
                    }
                }
            }
            (MouseKind::Wheel(wheel), _) => {
                let Some(pane) = self.pane_at(mouse, turn) else { return };
                let scrolled = match pane {
                    Pane::Task => &mut self.task,
                    Pane::Answer => &mut self.answer,
                    Pane::Verdict => &mut self.verdict,
                };
                match wheel {
                    Wheel::Up => scrolled.scroll_by(-WHEEL),
                    Wheel::Down => scrolled.scroll_by(WHEEL),
                    Wheel::Left | Wheel::Right => scrolled.shift(wheel == Wheel::Right),
                }
            }
            (MouseKind::Drag | MouseKind::Release, _) => {}
        }
    }

    /// The pane under the pointer; of panes that share a place, the one in sight.
    fn pane_at(&self, mouse: Mouse, turn: &Turn<'_>) -> Option<Pane> {
        let panes = view::panes(turn.shared.size);
        let under = |pane: &Pane| panes.of(*pane).contains(mouse.at());
        if panes.tabs { Some(self.pane).filter(under) } else { Pane::ALL.into_iter().find(under) }
    }
}
