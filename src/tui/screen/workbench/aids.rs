//! Hints and the solution.

use super::{HINTS, Pane, WIDE, Workbench};
use crate::tui::action::Action;
use crate::tui::model::Effect;
use crate::tui::screen::{Ask, Confirm, Go, Screen, Solution, Turn};

impl Workbench {
    pub(super) fn hint(&mut self, turn: &mut Turn<'_>) {
        if self.hints >= HINTS.min(self.text.hints.len()) {
            turn.shared.notice =
                Some(turn.shared.words.with("workbench-no-more-hints", &[turn.shared.keys.told(Action::Solution)]));
        } else {
            self.hints += 1;
            turn.ask(Effect::HintSeen(self.exercise.slug.clone(), self.hints));
        }
        if turn.shared.size.0 < WIDE {
            self.pane = Pane::Task;
        }
        self.fit(turn.shared);
        self.task.scroll_to(usize::MAX);
    }

    pub(super) fn solution(&mut self, turn: &mut Turn<'_>) {
        let stand = self.stand(turn.shared);
        if stand.tried || stand.passed || stand.solution_seen || self.passed() {
            self.show_solution(turn);
        } else {
            turn.go = Some(Go::Over(Screen::Confirm(Confirm::new(Ask::Solution))));
        }
    }

    pub(super) fn show_solution(&self, turn: &mut Turn<'_>) {
        turn.ask(Effect::SolutionSeen(self.exercise.slug.clone()));
        turn.go = Some(Go::Over(Screen::Solution(Box::new(Solution::of(&self.exercise, &self.text)))));
    }
}
