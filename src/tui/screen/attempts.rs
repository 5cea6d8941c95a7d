//! The attempts at an exercise: looked back at, compared with one another and with what stands in the editor.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use similar::{ChangeTag, TextDiff};

use super::scrolled::Scrolled;
use super::{Go, Turn};
use crate::base::{Safe, Slug, width};
use crate::course::ExerciseText;
use crate::grade::Outcome;
use crate::progress::Files;
use crate::tui::action::Action;
use crate::tui::layout::{Role, Row, Span};
use crate::tui::model::{Shared, Trial, Tried};
use crate::tui::mouse::{Mouse, MouseKind, Target, WHEEL, Wheel};
use crate::tui::{paint, rows};

/// From this width on the list stands beside the comparison.
const WIDE: u16 = 84;
/// The width of the list there.
const LIST: u16 = 32;
/// Lines around a change that are shown.
const AROUND: usize = 3;
/// Longer answers are not compared line by line.
const LINES: usize = 4000;
/// As many lines of a comparison are shown.
const SHOWN: usize = 600;

/// The state of the window.
#[derive(Debug)]
pub(crate) struct Attempts {
    tried: Tried,
    /// What stands in the editor.
    now: Files,
    text: ExerciseText,
    /// The attempt that is looked at, and the one it is compared with instead of the editor.
    at: usize,
    marked: Option<usize>,
    list: Scrolled,
    page: Scrolled,
}

impl Attempts {
    /// The attempts, the latest of them selected.
    #[must_use]
    pub(crate) fn new(tried: Tried, now: Files, text: ExerciseText) -> Self {
        let at = tried.trials.len().saturating_sub(1);
        Self { tried, now, text, at, marked: None, list: Scrolled::default(), page: Scrolled::default() }
    }

    /// At which exercise.
    #[must_use]
    pub(crate) fn slug(&self) -> &Slug {
        &self.tried.exercise
    }

    /// The texts in another language.
    pub(crate) fn say_again(&mut self, text: ExerciseText, shared: &Shared) {
        self.text = text;
        self.fit(shared);
    }

    pub(crate) fn can(&self, action: Action) -> bool {
        match action {
            Action::AttemptTake => self.tried.trials.get(self.at).is_some_and(|trial| !trial.files.is_empty()),
            Action::AttemptMark => self.tried.trials.len() > 1,
            _ => true,
        }
    }

    pub(crate) fn act(&mut self, action: Action, turn: &mut Turn<'_>) {
        let last = self.tried.trials.len().saturating_sub(1);
        match action {
            // The latest is on top.
            Action::AttemptDown => self.select(self.at.saturating_sub(1)),
            Action::AttemptUp => self.select((self.at + 1).min(last)),
            Action::AttemptMark => self.marked = if self.marked == Some(self.at) { None } else { Some(self.at) },
            Action::AttemptPageDown => self.page.scroll_by(self.page.page()),
            Action::AttemptPageUp => self.page.scroll_by(-self.page.page()),
            Action::AttemptTake if self.can(action) => {
                if let Some(trial) = self.tried.trials.get(self.at) {
                    turn.go = Some(Go::Took(trial.files.clone(), self.at + 1));
                }
                return;
            }
            Action::LeaveAttempts => {
                turn.go = Some(Go::Back);
                return;
            }
            _ => return,
        }
        self.fit(turn.shared);
    }

    fn select(&mut self, at: usize) {
        self.at = at;
        self.page.top = 0;
    }

    pub(crate) fn fit(&mut self, shared: &Shared) {
        let area = Rect { x: 0, y: 0, width: shared.size.0, height: shared.size.1.saturating_sub(1) };
        let (list, page) = panes(inside(area), self.tried.trials.len());
        let list_rows = self.list_rows(usize::from(list.width));
        self.list.fit(list_rows, list);
        let row = self.tried.trials.len().saturating_sub(self.at + 1);
        self.list.show((row, row));
        let page_rows = self.page_rows(shared, usize::from(page.width.max(12)));
        self.page.fit(page_rows, page);
    }

    /// A row for each, the latest first: when, how many points, and which is compared.
    fn list_rows(&self, cells: usize) -> Vec<Row> {
        let row = |(number, trial): (usize, &Trial)| {
            let attempt = &trial.attempt;
            let (mark, role) =
                if attempt.outcome == Outcome::Passed { ("✔", Role::Good) } else { ("✘", Role::Bad) };
            let cursor = if number == self.at { "▸" } else { " " };
            let marked = if self.marked == Some(number) { "◆" } else { " " };
            // The year gives way.
            let when = if cells < usize::from(LIST) { &trial.when[5.min(trial.when.len())..] } else { &trial.when };
            let points = format!(" {}/{}", attempt.points, attempt.max_points);
            let look = if number == self.at { Role::Strong } else { Role::Text };
            let spans = vec![
                Span::new(format!("{cursor}{marked}"), Role::Action),
                Span::new(format!("{:>3} ", number + 1), Role::Muted),
                Span::new(format!("{when} "), look),
                Span::new(mark, role),
                Span::new(points, Role::Muted),
            ];
            Row { spans, block: 0 }
        };
        self.tried.trials.iter().enumerate().map(row).rev().collect()
    }

    fn page_rows(&self, shared: &Shared, cells: usize) -> Vec<Row> {
        let Some(trial) = self.tried.trials.get(self.at) else { return Vec::new() };
        let words = &shared.words;
        let number = |at: usize| i64::try_from(at + 1).unwrap_or(i64::MAX);
        let mut out = Vec::new();
        let head = words.with(
            "attempts-head",
            &[
                ("n", number(self.at).into()),
                ("when", trial.when.as_str().into()),
                ("points", i64::from(trial.attempt.points).into()),
                ("max", i64::from(trial.attempt.max_points).into()),
            ],
        );
        out.extend(rows::wrapped("", Role::Text, &head, Role::Heading, cells));
        if self.tried.solution_at.is_some_and(|at| at <= trial.attempt.at) {
            out.extend(rows::wrapped("", Role::Text, &words.get("attempts-after-solution"), Role::Muted, cells));
        }
        if self.tried.hints > 0 {
            let hints = words.with("attempts-hints", &[("n", i64::from(self.tried.hints).into())]);
            out.extend(rows::wrapped("", Role::Text, &hints, Role::Muted, cells));
        }
        let says = |name: &String| self.text.checks.get(name).map_or(name.as_str(), String::as_str).to_owned();
        let mut told = |mark: &str, role: Role, id: Option<&str>, name: &String| {
            let says = Safe::line(&says(name)).into_string();
            let says = id.map_or_else(|| says.clone(), |id| words.with(id, &[("check", says.as_str().into())]));
            out.extend(rows::wrapped(mark, role, &says, Role::Text, cells));
        };
        let other =
            self.marked.filter(|marked| *marked != self.at).and_then(|at| Some((at, self.tried.trials.get(at)?)));
        match other {
            // Which checks came out otherwise, from the earlier to the later.
            Some((at, other)) => {
                let (old, new) = if at < self.at { (other, trial) } else { (trial, other) };
                let (old, new) = (&old.attempt.failing, &new.attempt.failing);
                old.iter().filter(|name| !new.contains(name)).for_each(|name| {
                    told("✔ ", Role::Good, Some("attempts-passes-now"), name);
                });
                new.iter().filter(|name| !old.contains(name)).for_each(|name| {
                    told("✘ ", Role::Bad, Some("attempts-fails-since"), name);
                });
            }
            None => trial.attempt.failing.iter().for_each(|name| told("✘ ", Role::Bad, None, name)),
        }
        out.push(rows::gap());
        let (title, old, new) = match other {
            Some((at, other)) => {
                let (first, second) = (at.min(self.at), at.max(self.at));
                let args = [("old", number(first).into()), ("new", number(second).into())];
                let title = words.with("attempts-two", &args);
                if at < self.at { (title, &other.files, &trial.files) } else { (title, &trial.files, &other.files) }
            }
            None => (words.with("attempts-editor", &[("old", number(self.at).into())]), &trial.files, &self.now),
        };
        if old.is_empty() || new.is_empty() {
            out.extend(rows::wrapped("", Role::Text, &words.get("attempts-not-kept"), Role::Muted, cells));
            return out;
        }
        out.extend(rows::wrapped("", Role::Text, &title, Role::Muted, cells));
        let changes = changes(old, new);
        if changes.is_empty() {
            out.push(rows::gap());
            out.extend(rows::wrapped("", Role::Text, &words.get("attempts-same"), Role::Muted, cells));
        }
        out.extend(changes);
        out
    }

    /// Takes the mouse: a click looks at an attempt, one on the attempt looked at takes it; the wheel moves what is under it.
    pub(crate) fn point(&mut self, mouse: Mouse, target: Option<Target>, turn: &mut Turn<'_>) {
        let action = match (mouse.kind, target) {
            (MouseKind::Click(_), Some(Target::Row(at))) if at == self.at => Action::AttemptTake,
            (MouseKind::Click(_), Some(Target::Row(at))) => {
                self.select(at);
                return self.fit(turn.shared);
            }
            (MouseKind::Wheel(Wheel::Up), Some(Target::Row(_))) => Action::AttemptUp,
            (MouseKind::Wheel(Wheel::Down), Some(Target::Row(_))) => Action::AttemptDown,
            (MouseKind::Wheel(Wheel::Up), _) => return self.page.scroll_by(-isize::from(WHEEL)),
            (MouseKind::Wheel(Wheel::Down), _) => return self.page.scroll_by(isize::from(WHEEL)),
            _ => return,
        };
        self.act(action, turn);
    }

    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let title = shared.words.with("attempts-title", &[("title", self.text.title.as_str().into())]);
        let inner = paint::window(buf, area, area.width, area.height, &title);
        let (list, page) = panes(inner, self.tried.trials.len());
        paint::rows(buf, list, &self.list.rows, self.list.top, 0, None);
        // The latest is on top.
        for (y, at) in (list.top()..list.bottom()).zip((0..self.tried.trials.len()).rev().skip(self.list.top)) {
            Target::Row(at).mark(Rect { y, height: 1, ..list }, buf);
        }
        self.page.view(page, buf);
    }
}

/// What is within the window, as [`paint::window`] has it.
fn inside(area: Rect) -> Rect {
    if area.width < 4 || area.height < 3 {
        return area;
    }
    paint::inner_margin(Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 })
}

/// The list, and the place of the comparison: beside it, or below.
fn panes(inner: Rect, all: usize) -> (Rect, Rect) {
    if inner.width >= WIDE {
        let list = Rect { width: LIST, ..inner };
        return (list, Rect { x: inner.x + LIST + 2, width: inner.width - LIST - 2, ..inner });
    }
    let high = u16::try_from(all).unwrap_or(u16::MAX).min(inner.height / 3).max(1).min(inner.height);
    let list = Rect { height: high, ..inner };
    let below = (high + 1).min(inner.height);
    (list, Rect { y: inner.y + below, height: inner.height - below, ..inner })
}

/// The lines that differ, file by file, with those around them.
fn changes(old: &Files, new: &Files) -> Vec<Row> {
    let mut out = Vec::new();
    let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
    for name in names {
        let text = |files: &Files| files.get(name).map(|text| text.replace("\r\n", "\n")).unwrap_or_default();
        let (old, new) = (text(old), text(new));
        if old == new || old.lines().count().max(new.lines().count()) > LINES {
            continue;
        }
        out.push(rows::gap());
        out.push(Row { spans: vec![Span::new(Safe::line(name).into_string(), Role::Subheading)], block: 0 });
        let diff = TextDiff::from_lines(&old, &new);
        let digits = width(&old.lines().count().max(new.lines().count()).to_string());
        for (number, group) in diff.grouped_ops(AROUND).iter().enumerate() {
            if number > 0 {
                out.push(Row { spans: vec![Span::new("⋮", Role::Muted)], block: 0 });
            }
            for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
                let (mark, role) = match change.tag() {
                    ChangeTag::Equal => (' ', Role::Text),
                    ChangeTag::Delete => ('-', Role::Bad),
                    ChangeTag::Insert => ('+', Role::Good),
                };
                let line = change.new_index().or(change.old_index()).map_or(0, |at| at + 1);
                let text = Safe::line(change.value().trim_end_matches('\n')).into_string();
                let number = Span::new(format!("{line:>digits$} "), Role::Muted);
                out.push(Row { spans: vec![number, Span::new(format!("{mark} {text}"), role)], block: 0 });
                if out.len() >= SHOWN {
                    return out;
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::changes;
    use crate::progress::Files;

    #[test]
    fn lines_that_differ_are_marked_file_by_file() {
        let files = |a: &str, b: &str| -> Files {
            [("a.sql", a), ("b.sql", b)].map(|(name, text)| (name.to_owned(), text.to_owned())).into_iter().collect()
        };
        let shown = |old: &Files, new: &Files| -> Vec<String> {
            let text = |row: &super::Row| row.spans.iter().map(|span| span.text.as_str()).collect();
            changes(old, new).iter().map(text).collect()
        };
        assert_eq!(shown(&files("one\n", "x"), &files("one\r\n", "x")), Vec::<String>::new());
        assert_eq!(
            shown(&files("one\ntwo\n", "x"), &files("one\n2\u{1b}\n", "x")),
            ["", "a.sql", "1   one", "2 - two", "2 + 2␛"]
        );
    }
}
