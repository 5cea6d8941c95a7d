//! The form over an answer's file: what is chosen goes into the file's text, and steps are taken back there.

use super::Workbench;
use super::form::Form;
use crate::tui::action::Action;
use crate::tui::key::{Code, Key};
use crate::tui::model::Shared;
use crate::tui::place::Place;
use crate::tui::screen::Turn;

impl Workbench {
    /// The form was used: its answer goes into the file's text, and what is in hand comes into sight.
    pub(super) fn form_moved(&mut self, changed: bool, shared: &Shared) {
        if let (true, Some(form), Some(editor)) = (changed, &self.form, self.editors.first_mut()) {
            editor.restore(&form.written(&editor.text()));
        }
        self.fit(shared);
    }

    /// Takes a key that is typed; a step is taken back while a number is typed, too.
    pub(super) fn form_key(&mut self, key: Key, turn: &mut Turn<'_>) {
        let action = turn.shared.keys.action(key, &[Place::Form]).filter(|_| key.ctrl);
        if let Some(action @ (Action::FormUndo | Action::FormRedo)) = action {
            return self.form_back(action == Action::FormRedo, turn.shared);
        }
        let changed = self.form.as_mut().is_some_and(|form| form.key(key));
        self.form_moved(changed, turn.shared);
    }

    /// Takes a paste: a line where something is typed, else the text of a whole answer.
    pub(super) fn form_paste(&mut self, text: &str, shared: &mut Shared) {
        let Some(form) = self.form.as_mut() else { return };
        if form.is_typing() && !text.trim_end().contains(['\n', '\r']) {
            let mut changed = false;
            for c in text.chars().filter(|c| !c.is_control()) {
                changed |= form.key(Key::plain(Code::Char(c)));
            }
            return self.form_moved(changed, shared);
        }
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let is_answer = Form::of(&self.exercise, &text).is_some_and(|form| form.is_begun());
        if let (true, Some(editor)) = (is_answer, self.editors.first_mut()) {
            editor.restore(&text);
            self.read_form();
            self.fit(shared);
        } else {
            shared.notice = Some(shared.words.get("form-paste"));
        }
    }

    /// Makes the form anew from the file's text.
    pub(super) fn read_form(&mut self) {
        self.form = self.editors.first().and_then(|editor| Form::of(&self.exercise, &editor.text()));
    }

    /// Takes back what was last chosen, or does it again.
    pub(super) fn form_back(&mut self, again: bool, shared: &Shared) {
        let (Some(form), Some(editor)) = (&self.form, self.editors.first_mut()) else { return };
        let place = form.focus();
        editor.act(if again { Action::Redo } else { Action::Undo });
        self.read_form();
        if let Some(form) = &mut self.form {
            form.hold(place);
        }
        self.fit(shared);
    }
}
