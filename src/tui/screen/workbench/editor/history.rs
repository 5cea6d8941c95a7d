//! What was done to a text, in steps that can be taken back.

use super::text::{At, Step};

/// Most bytes that are remembered: what a person pastes many times over.
const MOST: usize = 32 << 20;

/// One replacement.
#[derive(Debug)]
pub(super) struct Change {
    pub(super) at: At,
    pub(super) out: String,
    pub(super) put: String,
}

/// What is taken back together.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) changes: Vec<Change>,
    /// The caret before it.
    pub(super) before: At,
    /// The end of its last change.
    pub(super) after: At,
}

/// The steps done, and those taken back.
#[derive(Debug, Default)]
pub(super) struct History {
    done: Vec<Done>,
    undone: Vec<Done>,
    /// The step that begins with the next change: where the caret was.
    next: Option<At>,
    last: Option<Step>,
    /// Whether no step begins.
    held: bool,
    bytes: usize,
}

impl History {
    /// Begins a step, or goes on with the one before.
    pub(super) fn begin(&mut self, step: Step, caret: At) {
        if self.held {
            return;
        }
        let same = match step {
            Step::Word | Step::Whole => false,
            Step::Typing => matches!(self.last, Some(Step::Word | Step::Typing)),
            Step::Erasing => self.last == Some(step),
        };
        let goes_on = same && self.next.is_none() && self.done.last().is_some_and(|done| done.after == caret);
        if !goes_on {
            self.next = Some(caret);
        }
        self.last = Some(step);
    }

    pub(super) fn hold(&mut self, held: bool) {
        self.held = held;
    }

    pub(super) fn add(&mut self, change: Change, after: At) {
        self.undone.clear();
        let before = match (self.next.take(), self.done.is_empty()) {
            (None, true) => Some(change.at),
            (next, _) => next,
        };
        if let Some(before) = before {
            self.done.push(Done { changes: Vec::new(), before, after });
        }
        self.bytes += change.out.len() + change.put.len();
        if let Some(done) = self.done.last_mut() {
            done.after = after;
            done.changes.push(change);
        }
        while self.bytes > MOST && self.done.len() > 1 {
            let forgotten = self.done.remove(0);
            self.bytes -= forgotten.changes.iter().map(|change| change.out.len() + change.put.len()).sum::<usize>();
        }
    }

    pub(super) fn back(&mut self) -> Option<Done> {
        self.last = None;
        self.done.pop()
    }

    pub(super) fn forth(&mut self) -> Option<Done> {
        self.last = None;
        self.undone.pop()
    }

    pub(super) fn was_undone(&mut self, step: Done) {
        self.undone.push(step);
    }

    pub(super) fn was_redone(&mut self, step: Done) {
        self.done.push(step);
    }
}
