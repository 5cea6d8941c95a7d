//! The tour: one minute through the real keys, on the real book.
//!
//! It says one thing to do above the bottom line, and goes on when that was done, by whichever key. It is in nobody's way: all
//! keys do what they always do, and one of them ends it.

use super::action::{ACTIONS, Action, letters};
use super::model::Shared;
use super::screen::Screen;

/// How far ahead of what was asked for one may go; more is something else that is done.
const AHEAD: usize = 2;

/// Where the tour stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tour {
    step: usize,
}

/// One thing to do.
struct Step {
    /// Id of its words, which name the key.
    words: &'static str,
    /// The action whose key is named.
    key: Action,
    goal: Goal,
}

/// What has been done when it is done.
enum Goal {
    /// One of these actions was taken.
    Did(&'static [Action]),
    /// A lesson is on top.
    Lesson,
    /// An exercise is on top.
    Exercise,
    /// Home is on top.
    Home,
}

const STEPS: &[Step] = &[
    Step {
        words: "tour-move",
        key: Action::HomeDown,
        goal: Goal::Did(&[Action::HomeDown, Action::HomeUp, Action::HomeLeft, Action::HomeRight]),
    },
    Step { words: "tour-open", key: Action::Open, goal: Goal::Lesson },
    Step { words: "tour-run", key: Action::RunHere, goal: Goal::Did(&[Action::RunHere, Action::Follow]) },
    Step { words: "tour-answer", key: Action::Choose, goal: Goal::Did(&[Action::Choose]) },
    Step { words: "tour-back", key: Action::Leave, goal: Goal::Home },
    Step { words: "tour-exercise", key: Action::Open, goal: Goal::Exercise },
    Step { words: "tour-check", key: Action::Check, goal: Goal::Did(&[Action::Check]) },
    Step { words: "tour-keys", key: Action::KeysToo, goal: Goal::Did(&[Action::Keys, Action::KeysToo]) },
];

impl Tour {
    /// The tour after an action, with the screen that is on top then; none where it is over.
    pub(super) fn after(self, action: Option<Action>, top: Option<&Screen>) -> Option<Self> {
        let done = |step: &Step| match step.goal {
            Goal::Did(actions) => action.is_some_and(|action| actions.contains(&action)),
            Goal::Lesson => matches!(top, Some(Screen::Reader(_))),
            Goal::Exercise => matches!(top, Some(Screen::Workbench(_))),
            Goal::Home => matches!(top, Some(Screen::Home(_))),
        };
        let ahead = STEPS.iter().skip(self.step).take(AHEAD + 1).position(done);
        let step = ahead.map_or(self.step, |ahead| self.step + ahead + 1);
        (step < STEPS.len()).then_some(Self { step })
    }

    /// What to do now, and how the tour is ended.
    pub(super) fn words(self, shared: &Shared) -> (String, String) {
        let Some(step) = STEPS.get(self.step) else { return Default::default() };
        let words = shared.words.with(step.words, &[("key", key(step.key, shared).into())]);
        let end = shared.words.with("tour-end", &[("key", key(Action::Tour, shared).into())]);
        (format!("{}/{}  {words}", self.step + 1, STEPS.len()), end)
    }
}

/// The first key of an action, as it is printed.
fn key(action: Action, shared: &Shared) -> String {
    if action == Action::Choose {
        return letters(2);
    }
    let entry = ACTIONS.iter().find(|entry| entry.action == action);
    let shown = entry.and_then(|entry| shared.keys.of(entry).first().map(ToString::to_string)).unwrap_or_default();
    if shared.ascii && shown == "↵" { "Enter".to_owned() } else { shown }
}
