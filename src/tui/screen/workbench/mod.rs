//! The workbench: an exercise's task, its answer, and the verdict.
//!
//! Three panes side by side where there is room, else one at a time behind tabs. Saving checks; checks appear as they
//! are done.

mod aids;
mod check;
mod editor;
mod filled;
pub(super) mod form;
mod outside;
mod point;
mod sheets;
mod story;
mod tried;
mod view;
mod walk;

use std::sync::Arc;

use indexmap::IndexMap;

use self::editor::{Editor, Mode, Wish};
use self::form::Form;
use self::story::Search;
use self::walk::Lead;
use super::scrolled::Scrolled;
use super::{Ask, Card, Confirm, Go, Screen, Turn};
use crate::base::Slug;
use crate::course::{Exercise, ExerciseText};
use crate::grade::{CheckReport, Report};
use crate::progress::Keys;
use crate::tui::action::{ACTIONS, Action};
use crate::tui::key::Key;
use crate::tui::layout::SpotKind;
use crate::tui::model::{Caret, Effect, Given, Opened, Sections, Shared, Stand, Ticket};
use crate::tui::place::Place;
use crate::tui::run_block;

/// The state of an exercise on the screen.
#[derive(Debug)]
pub(crate) struct Workbench {
    exercise: Arc<Exercise>,
    text: ExerciseText,
    /// Titles of the sections that explain its checks.
    sections: Sections,
    editors: Vec<Editor>,
    /// The file in sight.
    file: usize,
    /// The form over the only file, where its answer is made of choices.
    form: Option<Form>,
    answer: Scrolled,
    pane: Pane,
    /// Hints shown in this sitting or before.
    hints: usize,
    task: Scrolled,
    verdict: Scrolled,
    grading: Grading,
    /// What can be selected in the verdict, and which of it is.
    leads: Vec<Lead>,
    picked: usize,
    /// Where the links of the verdict lead.
    links: Vec<SpotKind>,
    /// So many beats the grading under way has taken.
    beats: u32,
    /// How far it is, where it looks for stories.
    search: Search,
    /// The story that was asked for.
    telling: Option<Ticket>,
    /// Whether the mouse was pressed in the editor and is down yet.
    held: bool,
    /// The rows shown with the task: asked for, or there.
    given: (Option<Ticket>, Vec<Given>),
}

/// The panes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pane {
    Task,
    Answer,
    Verdict,
}

impl Pane {
    /// All of them, from left to right.
    pub(crate) const ALL: [Self; 3] = [Self::Task, Self::Answer, Self::Verdict];
}

/// What is known of the answer.
#[derive(Debug)]
enum Grading {
    /// Nothing yet.
    None,
    /// It is being graded; the checks done so far.
    Running(Ticket, Vec<CheckReport>),
    /// It was stopped; the checks done until then.
    Stopped(Vec<CheckReport>),
    /// The verdict.
    Done(Box<Report>),
}

/// From this width on the panes stand side by side.
const WIDE: u16 = 100;
/// Hints there are.
const HINTS: usize = 3;

impl Workbench {
    /// An exercise, opened.
    #[must_use]
    pub(crate) fn new(opened: Opened, shared: &Shared) -> Self {
        let stand = shared.standing.exercises.get(opened.exercise.slug.as_str()).copied().unwrap_or_default();
        let editors: Vec<Editor> = opened.files.into_iter().map(Editor::new).collect();
        let form = editors.first().and_then(|editor| Form::of(&opened.exercise, &editor.text()));
        let pane = if shared.size.0 >= WIDE { Pane::Answer } else { Pane::Task };
        Self {
            exercise: opened.exercise,
            text: opened.text,
            sections: opened.sections,
            editors,
            file: 0,
            form,
            answer: Scrolled::default(),
            pane,
            hints: stand.hints.min(HINTS),
            task: Scrolled::default(),
            verdict: Scrolled::default(),
            grading: opened.report.map_or(Grading::None, |report| Grading::Done(Box::new(report))),
            leads: Vec::new(),
            picked: 0,
            links: Vec::new(),
            beats: 0,
            search: Search::default(),
            telling: None,
            held: false,
            given: (None, Vec::new()),
        }
    }

    /// Asks for the rows that the task shows, where it has some.
    pub(crate) fn ask_for_rows(&mut self, shared: &mut Shared) -> Option<Effect> {
        run_block::given_job(&self.exercise)?;
        let ticket = shared.ticket();
        self.given.0 = Some(ticket);
        Some(Effect::Give(ticket, Arc::clone(&self.exercise)))
    }

    /// The rows that the task shows.
    pub(crate) fn given(&mut self, ticket: Ticket, tables: &[Given], shared: &Shared) {
        if self.given.0 == Some(ticket) {
            self.given.1 = tables.to_vec();
            self.fit(shared);
        }
    }

    /// Which exercise.
    #[must_use]
    pub(crate) fn slug(&self) -> &Slug {
        &self.exercise.slug
    }

    /// The ticket of the grading that is under way.
    #[must_use]
    pub(crate) fn running(&self) -> Option<Ticket> {
        match &self.grading {
            Grading::Running(ticket, _) => Some(*ticket),
            Grading::None | Grading::Stopped(_) | Grading::Done(_) => None,
        }
    }

    pub(crate) fn places(&self) -> Vec<Place> {
        let mut places = self.places_of_pane();
        if self.running().is_some() {
            places.insert(0, Place::Checking);
        }
        places
    }

    fn places_of_pane(&self) -> Vec<Place> {
        match self.pane {
            Pane::Verdict if self.can_walk() => {
                vec![Place::Verdict, Place::Pane, Place::Workbench, Place::Outside, Place::Everywhere]
            }
            Pane::Answer => match &self.form {
                Some(form) if form.is_typing() => vec![Place::Workbench, Place::Everywhere],
                Some(_) => vec![Place::Workbench, Place::Form, Place::Outside, Place::Everywhere],
                None => match self.editors.get(self.file).and_then(Editor::finding) {
                    Some(true) => vec![Place::Replace, Place::Workbench, Place::Everywhere],
                    Some(false) => vec![Place::Seek, Place::Workbench, Place::Everywhere],
                    None => {
                        let vim = self.editors.get(self.file).filter(|editor| editor.mode().is_some());
                        let vim = vim.map(|editor| if editor.is_busy() { Place::VimBusy } else { Place::Vim });
                        vim.into_iter().chain([Place::Workbench, Place::Editor, Place::Everywhere]).collect()
                    }
                },
            },
            Pane::Task | Pane::Verdict => vec![Place::Pane, Place::Workbench, Place::Outside, Place::Everywhere],
        }
    }

    pub(crate) fn can(&self, action: Action, shared: &Shared) -> bool {
        match action {
            // What takes no time is not worth a word.
            Action::Attempts => self.stand(shared).attempts > 0,
            Action::Stop => self.beats > 0,
            Action::ToLine => self.spot().is_some() && !self.leads_to_story() || self.link().is_some(),
            Action::ToStory => self.schedule().is_some(),
            Action::Card => self.exercise.kind() == "sim",
            Action::ToSection => self.section(shared).is_some(),
            Action::NextFinding => self.leads.len() > 1,
            Action::Proceed if self.can_walk() => {
                self.spot().is_none() && self.link().is_none() && !self.is_on_section() && !self.leads_to_story()
            }
            Action::LeaveWorkbench => !self.holds_esc(),
            Action::NextFile => self.editors.len() > 1,
            Action::Hint => self.hints < HINTS,
            Action::PaneRight => self.scrolled().is_some_and(Scrolled::goes_on),
            Action::Proceed => self.pane == Pane::Task || !matches!(self.grading, Grading::Running(..)),
            _ => true,
        }
    }

    fn passed(&self) -> bool {
        matches!(&self.grading, Grading::Done(report) if report.passed())
    }

    fn stand(&self, shared: &Shared) -> Stand {
        shared.standing.exercises.get(self.exercise.slug.as_str()).copied().unwrap_or_default()
    }

    fn files(&self) -> IndexMap<String, String> {
        self.editors.iter().map(|editor| (editor.name.clone(), editor.text())).collect()
    }

    /// What is typed and not saved.
    pub(crate) fn drafts(&self) -> Vec<Effect> {
        let slug = &self.exercise.slug;
        let drafts = self.editors.iter().filter(|editor| editor.is_changed()).map(|editor| editor.draft(slug));
        let carets = self.editors.iter().map(|editor| Effect::Caret(slug.clone(), editor.name.clone(), editor.caret()));
        drafts.chain(carets).collect()
    }

    /// Puts away what was typed since the last time.
    pub(crate) fn put_away(&mut self) -> Vec<Effect> {
        let slug = &self.exercise.slug;
        let fresh = |editor: &mut Editor| std::mem::take(&mut editor.fresh).then(|| editor.draft(slug));
        self.editors.iter_mut().filter_map(fresh).collect()
    }

    /// The texts in another language.
    pub(crate) fn say_again(&mut self, text: ExerciseText, sections: Sections, shared: &Shared) {
        self.text = text;
        self.sections = sections;
        self.fit(shared);
    }

    /// The files are the starter again.
    pub(crate) fn was_reset(&mut self, files: &IndexMap<String, String>, shared: &Shared) {
        for editor in &mut self.editors {
            if let Some(text) = files.get(&editor.name) {
                editor.take(text);
            }
        }
        self.grading = Grading::None;
        self.pane = Pane::Answer;
        self.read_form();
        self.fit(shared);
    }

    /// Takes a paste.
    pub(crate) fn paste(&mut self, text: &str, shared: &mut Shared) -> Vec<Effect> {
        if self.pane != Pane::Answer {
            return Vec::new();
        }
        if self.form.is_some() {
            self.form_paste(text, shared);
        } else if let Some(editor) = self.editors.get_mut(self.file) {
            editor.paste(text);
        }
        vec![Effect::PutAwaySoon]
    }

    pub(crate) fn act(&mut self, action: Option<Action>, key: Key, turn: &mut Turn<'_>) {
        let is_find = action.map_or_else(|| self.is_finding(), is_find);
        match (action, &mut self.form) {
            (_, None) if is_find => self.find(action, key, turn),
            (Some(Action::FormUp | Action::FormDown | Action::FormChoose | Action::FormBefore), Some(form)) => {
                let changed = action.is_some_and(|action| form.act(action));
                self.form_moved(changed, turn.shared);
            }
            (Some(action), _) => self.do_action(action, turn),
            (None, Some(_)) if self.pane == Pane::Answer => self.form_key(key, turn),
            (None, None) if self.pane == Pane::Answer => {
                let editor = self.editors.get_mut(self.file);
                let wish = editor.map(|editor| editor.key(key)).unwrap_or_default();
                self.grant(wish, turn);
            }
            (None, _) => {}
        }
        if self.editors.iter().any(|editor| editor.fresh) {
            turn.ask(Effect::PutAwaySoon);
        }
    }

    /// Does what is asked for by typed keys. What is left is saved and not checked: nobody would see the verdict.
    fn grant(&mut self, wish: Wish, turn: &mut Turn<'_>) {
        match (wish.check, wish.leave) {
            (true, false) => self.check(turn),
            (true, true) => {
                self.save(turn);
                turn.shared.notice =
                    Some(turn.shared.words.with("workbench-not-checked", &[turn.shared.keys.told(Action::Check)]));
                turn.go = Some(Go::Back);
            }
            (false, true) => turn.go = Some(Go::Back),
            (false, false) => {}
        }
    }

    /// How the caret looks.
    pub(crate) fn caret(&self) -> Caret {
        let editor = self.editors.get(self.file).filter(|_| self.pane == Pane::Answer && self.form.is_none());
        match editor.and_then(|editor| editor.mode().filter(|_| editor.finding().is_none())) {
            None => Caret::Usual,
            Some(Mode::Insert) => Caret::Bar,
            Some(Mode::Normal | Mode::Visual | Mode::VisualLine) => Caret::Block,
        }
    }

    /// Whether Esc ends something in the editor first.
    fn holds_esc(&self) -> bool {
        let editor = self.editors.get(self.file).filter(|_| self.pane == Pane::Answer && self.form.is_none());
        editor.is_some_and(|editor| editor.finding().is_some() || editor.is_busy())
    }

    /// Whether the keys go to words that are looked for in a file.
    fn is_finding(&self) -> bool {
        self.pane == Pane::Answer && self.editors.get(self.file).is_some_and(|editor| editor.finding().is_some())
    }

    fn find(&mut self, action: Option<Action>, key: Key, turn: &mut Turn<'_>) {
        let Some(editor) = self.editors.get_mut(self.file) else { return };
        if let Some(places) = editor.find(action, key) {
            let n = i64::try_from(places).unwrap_or(i64::MAX);
            turn.shared.notice = Some(turn.shared.words.with("find-replaced", &[("n", n.into())]));
        }
    }

    fn do_action(&mut self, action: Action, turn: &mut Turn<'_>) {
        let page = self.scrolled().map_or(1, Scrolled::page);
        match action {
            Action::Check => self.check(turn),
            Action::Attempts => turn.ask(Effect::LookAtAttempts(self.exercise.slug.clone())),
            Action::Stop => self.stop(turn),
            Action::EditOutside => self.edit_outside(turn),
            Action::ToLine => self.go_to_lead(turn),
            Action::ToStory => self.tell(turn),
            Action::ToSection => self.go_to_section(turn),
            Action::NextFinding => self.walk(true, turn.shared),
            Action::PreviousFinding => self.walk(false, turn.shared),
            Action::Hint => self.hint(turn),
            Action::Solution => self.solution(turn),
            Action::Card => turn.go = Some(Go::Over(Screen::Card(Card::default()))),
            Action::Reset => turn.go = Some(Go::Over(Screen::Confirm(Confirm::new(Ask::Reset)))),
            Action::NextPane | Action::PaneTab => {
                self.pane = match self.pane {
                    Pane::Task => Pane::Answer,
                    Pane::Answer => Pane::Verdict,
                    Pane::Verdict => Pane::Task,
                };
                self.fit(turn.shared);
            }
            Action::PreviousPane => {
                self.pane = match self.pane {
                    Pane::Task => Pane::Verdict,
                    Pane::Answer => Pane::Task,
                    Pane::Verdict => Pane::Answer,
                };
                self.fit(turn.shared);
            }
            Action::NextFile if !self.editors.is_empty() => {
                self.file = (self.file + 1) % self.editors.len();
                self.pane = Pane::Answer;
            }
            // In one column the verdict lies over the answer: back to it first.
            Action::LeaveWorkbench if self.pane == Pane::Verdict && turn.shared.size.0 < WIDE && !self.passed() => {
                self.pane = Pane::Answer;
            }
            Action::LeaveWorkbench => turn.go = Some(Go::Back),
            Action::Proceed => self.proceed(turn),
            Action::PaneDown => self.scroll(1),
            Action::PaneUp => self.scroll(-1),
            Action::PanePageDown => self.scroll(page),
            Action::PanePageUp => self.scroll(-page),
            Action::PaneTop => self.scroll(isize::MIN),
            Action::PaneBottom => self.scroll(isize::MAX),
            Action::PaneLeft | Action::PaneRight => {
                if let Some(scrolled) = self.scrolled_mut() {
                    scrolled.shift(action == Action::PaneRight);
                }
            }
            Action::Undo
            | Action::Redo
            | Action::SelectAll
            | Action::Copy
            | Action::Cut
            | Action::Paste
            | Action::Comment
            | Action::VimNormal
            | Action::VimRedo => {
                if let Some(editor) = self.editors.get_mut(self.file) {
                    editor.act(action);
                }
            }
            Action::FormUndo | Action::FormRedo => self.form_back(action == Action::FormRedo, turn.shared),
            _ => {}
        }
    }

    fn scrolled(&self) -> Option<&Scrolled> {
        match self.pane {
            Pane::Task => Some(&self.task),
            Pane::Answer => None,
            Pane::Verdict => Some(&self.verdict),
        }
    }

    fn scrolled_mut(&mut self) -> Option<&mut Scrolled> {
        match self.pane {
            Pane::Task => Some(&mut self.task),
            Pane::Answer => None,
            Pane::Verdict => Some(&mut self.verdict),
        }
    }

    fn scroll(&mut self, by: isize) {
        if let Some(scrolled) = self.scrolled_mut() {
            scrolled.scroll_by(by);
        }
    }

    /// The reader said yes.
    pub(crate) fn answered(&mut self, ask: Ask, turn: &mut Turn<'_>) {
        match ask {
            Ask::Solution => self.show_solution(turn),
            Ask::Reset => {
                turn.effects.extend(self.running().map(Effect::Cancel));
                turn.ask(Effect::Reset(self.exercise.slug.clone()));
            }
            Ask::TakeFile => self.take_files(turn),
        }
    }

    /// Lays out anew what depends on the size, the language or the verdict.
    pub(crate) fn fit(&mut self, shared: &Shared) {
        let panes = view::panes(shared.size);
        let (task, verdict) = (view::inside(panes.task), view::inside(panes.verdict));
        for editor in &mut self.editors {
            editor.set_vim(shared.settings.editor == Keys::Vim);
            editor.fit(view::editor(shared.size));
        }
        let task_rows = self.task_rows(shared, task.width);
        self.task.fit(task_rows, task);
        if let Some(form) = &self.form {
            let answer = view::inside(panes.answer);
            let room = (usize::from(answer.width.max(8)), usize::from(answer.height));
            let (rows, hand) = form.rows(&self.exercise, &self.text, &shared.words, room);
            self.answer.fit(rows, answer);
            self.answer.show(hand);
        }
        let (verdict_rows, leads, links) = self.verdict_rows(shared, usize::from(verdict.width.max(8)));
        (self.leads, self.links) = (leads, links);
        self.verdict.fit(verdict_rows, verdict);
    }
}

/// Whether an action is of the words that are looked for in a file.
fn is_find(action: Action) -> bool {
    let place = ACTIONS.iter().find(|entry| entry.action == action).map(|entry| entry.place);
    action == Action::FindInFile || matches!(place, Some(Place::Seek | Place::Replace))
}
