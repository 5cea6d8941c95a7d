//! Attempts of before: shown beside what stands here, and taken back into the editor.

use super::{Pane, Workbench};
use crate::progress::Files;
use crate::tui::action::Action;
use crate::tui::model::{Effect, Shared, Tried};
use crate::tui::screen::Attempts;

impl Workbench {
    /// The attempts of before, beside what stands here now.
    pub(crate) fn attempts(&self, tried: Tried) -> Attempts {
        Attempts::new(tried, self.files(), self.text.clone())
    }

    /// Takes the files of an attempt in place of what is typed, each in one step that can be taken back.
    pub(crate) fn take_attempt(&mut self, files: &Files, number: usize, shared: &mut Shared) -> Vec<Effect> {
        for editor in &mut self.editors {
            if let Some(text) = files.get(&editor.name).filter(|text| **text != editor.text()) {
                editor.restore(text);
            }
        }
        self.read_form();
        self.pane = Pane::Answer;
        shared.notice =
            Some(shared.words.with("attempts-took", &[("n", number.into()), shared.keys.told(Action::Undo)]));
        self.fit(shared);
        self.put_away()
    }
}
