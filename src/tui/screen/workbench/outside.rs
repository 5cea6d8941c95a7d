//! An answer that another program saves while it is open here.

use indexmap::IndexMap;

use super::{Editor, Workbench};
use crate::progress::differs;
use crate::tui::action::Action;
use crate::tui::model::Effect;
use crate::tui::screen::{Ask, Confirm, Go, Screen, Turn};

impl Workbench {
    /// Puts what is typed onto disk and asks for the reader's own editor.
    pub(super) fn edit_outside(&mut self, turn: &mut Turn<'_>) {
        if let Some(question) = self.ask_which() {
            turn.go = Some(Go::Over(Screen::Confirm(question)));
            return;
        }
        let Some(name) = self.editors.get(self.file).map(|editor| editor.name.clone()) else { return };
        self.editors.iter_mut().for_each(Editor::was_saved);
        turn.ask(Effect::EditOutside(self.exercise.slug.clone(), name, self.files()));
    }

    /// Meets the files as they are now. What is new is taken in and graded, as if it had been saved here; where something
    /// else is typed and not saved, the reader is told, and asked at the next check.
    pub(crate) fn saved_outside(&mut self, files: &IndexMap<String, String>, turn: &mut Turn<'_>) {
        let mut taken = false;
        for editor in &mut self.editors {
            let Some(text) = files.get(&editor.name) else { continue };
            let known = editor.outside.clone();
            if editor.meet(text) {
                taken = true;
                turn.effects.push(editor.draft(&self.exercise.slug));
            } else if editor.outside.is_some() && editor.outside != known {
                let name = editor.name.as_str();
                turn.shared.notice =
                    Some(turn.shared.words.with(
                        "workbench-saved-outside",
                        &[("file", name.into()), turn.shared.keys.told(Action::Check)],
                    ));
            }
        }
        if !taken {
            return;
        }
        self.read_form();
        // A starter that is put back is no attempt.
        let whole = self.editors.iter().all(|editor| editor.outside.is_none() && !editor.is_changed());
        if whole && differs(&self.exercise.starter, &self.files()) {
            self.grade(turn);
        }
        self.fit(turn.shared);
    }

    /// The question which of two texts to keep, where there are two; asked once for each that comes.
    pub(crate) fn ask_which(&mut self) -> Option<Confirm> {
        let mut torn = self.editors.iter_mut().filter(|editor| editor.outside.is_some() && !editor.asked).peekable();
        torn.peek()?;
        torn.for_each(|editor| editor.asked = true);
        Some(Confirm::new(Ask::TakeFile))
    }

    /// Takes what another program saved in place of what was typed.
    pub(super) fn take_files(&mut self, turn: &mut Turn<'_>) {
        for editor in &mut self.editors {
            if let Some(text) = editor.outside.take() {
                // What was typed stays one undo away.
                editor.take(&text);
                let draft: Effect = editor.draft(&self.exercise.slug);
                turn.effects.push(draft);
            }
        }
        self.read_form();
        self.fit(turn.shared);
    }
}
