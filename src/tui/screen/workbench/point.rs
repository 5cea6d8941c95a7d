//! The mouse in the workbench.

use super::sheets::OFFER;
use super::walk::Lead;
use super::{Pane, Workbench, view};
use crate::tui::layout::Row;
use crate::tui::model::{Effect, Shared};
use crate::tui::mouse::{Mouse, MouseKind, Target, WHEEL, Wheel};
use crate::tui::screen::Turn;

impl Workbench {
    /// Takes the mouse: a click gives a pane the keys, and does what its place offers; the wheel moves the pane under it.
    pub(crate) fn point(&mut self, mouse: Mouse, target: Option<Target>, turn: &mut Turn<'_>) {
        if mouse.kind != MouseKind::Drag {
            self.held = false;
        }
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
            (MouseKind::Click(presses), target) => {
                let Some(pane) = self.pane_at(mouse, turn.shared) else { return };
                self.pane = pane;
                match pane {
                    Pane::Task => {}
                    Pane::Answer => self.click_answer(mouse, presses, target, turn),
                    Pane::Verdict => self.click_verdict(mouse, target, turn),
                }
            }
            (MouseKind::Drag, _) if self.held => {
                let area = view::editor(turn.shared.size);
                if let Some(editor) = self.editors.get_mut(self.file) {
                    editor.drag(area, mouse.at());
                }
            }
            (MouseKind::Wheel(wheel @ (Wheel::Up | Wheel::Down)), _) if self.is_over_editor(mouse, turn.shared) => {
                if let Some(editor) = self.editors.get_mut(self.file) {
                    editor.scroll(if wheel == Wheel::Down { WHEEL } else { -WHEEL });
                }
            }
            (MouseKind::Wheel(wheel), _) => {
                let Some(pane) = self.pane_at(mouse, turn.shared) else { return };
                let scrolled = match pane {
                    Pane::Task => &mut self.task,
                    Pane::Answer => &mut self.answer,
                    Pane::Verdict => &mut self.verdict,
                };
                match wheel {
                    Wheel::Up => scrolled.scroll_by(-isize::from(WHEEL)),
                    Wheel::Down => scrolled.scroll_by(isize::from(WHEEL)),
                    Wheel::Left | Wheel::Right => scrolled.shift(wheel == Wheel::Right),
                }
            }
            (MouseKind::Drag | MouseKind::Release, _) => {}
        }
    }

    /// In a form, chooses what stands there; in the editor, puts the caret there, or selects.
    fn click_answer(&mut self, mouse: Mouse, presses: u8, target: Option<Target>, turn: &mut Turn<'_>) {
        let area = view::editor(turn.shared.size);
        match (target, &mut self.form) {
            (Some(Target::Spot(place)), Some(form)) => {
                let changed = form.point(place);
                self.form_moved(changed, turn.shared);
                if changed {
                    turn.ask(Effect::PutAwaySoon);
                }
            }
            (_, Some(_)) => {}
            (_, None) => {
                self.held = true;
                if let Some(editor) = self.editors.get_mut(self.file) {
                    editor.press(area, mouse.at(), presses);
                }
            }
        }
    }

    /// Selects the finding there; where it is selected, goes to its place in the answer. A section opens, and below the words
    /// after the last check is what comes next.
    fn click_verdict(&mut self, mouse: Mouse, target: Option<Target>, turn: &mut Turn<'_>) {
        let area = view::inside(view::panes(turn.shared.size).verdict);
        let row = self.verdict.top + usize::from(mouse.row.saturating_sub(area.y));
        let link = self.leads.iter().position(|lead| lead.link.map(Target::Spot) == target && target.is_some());
        if let Some(link) = link {
            self.picked = link;
            self.fit(turn.shared);
            return self.go_to_lead(turn);
        }
        let is_there = |lead: &Lead| !self.passed() && (lead.rows.0..=lead.rows.1).contains(&row);
        let there = self.leads.iter().position(is_there);
        if let Some(lead) = there {
            let was_picked = std::mem::replace(&mut self.picked, lead) == lead;
            self.fit(turn.shared);
            if self.is_on_section() || (was_picked && self.spot().is_some()) {
                self.go_to_lead(turn);
            }
        } else if self.passed() && self.next_row().is_some_and(|next| (next..self.verdict.rows.len()).contains(&row)) {
            self.proceed(turn);
        }
    }

    /// The row from which on the verdict offers what comes next.
    fn next_row(&self) -> Option<usize> {
        let is_offer = |row: &Row| row.spans.first().is_some_and(|span| span.text == OFFER);
        self.verdict.rows.iter().rposition(is_offer)
    }

    fn is_over_editor(&self, mouse: Mouse, shared: &Shared) -> bool {
        self.form.is_none() && self.pane_at(mouse, shared) == Some(Pane::Answer)
    }

    /// The pane under the pointer; of panes that share a place, the one in sight.
    fn pane_at(&self, mouse: Mouse, shared: &Shared) -> Option<Pane> {
        let panes = view::panes(shared.size);
        let under = |pane: &Pane| panes.of(*pane).contains(mouse.at());
        if panes.tabs { Some(self.pane).filter(under) } else { Pane::ALL.into_iter().find(under) }
    }
}
