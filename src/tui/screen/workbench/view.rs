//! How the workbench looks.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Grading, Pane, Scrolled, WIDE, Workbench};
use crate::grade::Outcome;
use crate::tui::model::Shared;
use crate::tui::paint;
use crate::tui::theme::{self, Part};

/// Where the panes are; in one column all are at the same place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Panes {
    pub(super) task: Rect,
    pub(super) answer: Rect,
    pub(super) verdict: Rect,
    pub(super) tabs: bool,
}

/// The panes of a terminal of this size: below the head, above the bottom line.
pub(super) fn panes((columns, rows): (u16, u16)) -> Panes {
    let head = if columns >= WIDE { 1 } else { 2 };
    let all = Rect { x: 0, y: head.min(rows), width: columns, height: rows.saturating_sub(head + 1) };
    if columns < WIDE {
        return Panes { task: all, answer: all, verdict: all, tabs: true };
    }
    let task = columns * 36 / 100;
    let answer = columns * 33 / 100;
    let at = |x: u16, width: u16| Rect { x, width, ..all };
    Panes {
        task: at(0, task),
        answer: at(task, answer),
        verdict: at(task + answer, columns - task - answer),
        tabs: false,
    }
}

/// The place for rows within a pane.
pub(super) fn inside(pane: Rect) -> Rect {
    if pane.width < 4 || pane.height < 3 {
        return pane;
    }
    paint::inner_margin(Rect { x: pane.x + 1, y: pane.y + 1, width: pane.width - 2, height: pane.height - 2 })
}

impl Workbench {
    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let panes = panes((area.width, area.height + 1));
        self.view_head(shared, area, buf);
        if panes.tabs {
            self.view_tabs(shared, area, buf);
            return match self.pane {
                Pane::Task => {
                    view_rows(&self.task, panes.task, "", true, None, buf);
                    None
                }
                Pane::Answer => self.view_answer(panes.answer, true, "", buf),
                Pane::Verdict => {
                    view_rows(&self.verdict, panes.verdict, "", true, None, buf);
                    None
                }
            };
        }
        view_rows(&self.task, panes.task, &shared.words.get("workbench-task"), self.pane == Pane::Task, None, buf);
        let verdict = shared.words.get("workbench-verdict");
        view_rows(&self.verdict, panes.verdict, &verdict, self.pane == Pane::Verdict, None, buf);
        let files = self.file_names();
        self.view_answer(panes.answer, self.pane == Pane::Answer, &files, buf)
    }

    /// The names of the files, the one in sight first; a dot after one that is not saved, `!` after one that another
    /// program saved meanwhile.
    fn file_names(&self) -> String {
        let name = |at: usize| {
            let editor = &self.editors[at];
            let mark = match editor.outside {
                Some(_) => " !",
                None if editor.is_changed() => " •",
                None => "",
            };
            format!("{}{mark}", editor.name)
        };
        let Some(first) = (!self.editors.is_empty()).then(|| name(self.file)) else { return String::new() };
        let others = (1..self.editors.len()).map(|by| name((self.file + by) % self.editors.len()));
        std::iter::once(first).chain(others).collect::<Vec<_>>().join(" │ ")
    }

    fn view_answer(&self, pane: Rect, focused: bool, title: &str, buf: &mut Buffer) -> Option<Position> {
        if let Some(form) = &self.form {
            view_rows(&self.answer, pane, title, focused, focused.then(|| form.focus()), buf);
            return None;
        }
        let inner = paint::frame(buf, pane, title, focused);
        let editor = self.editors.get(self.file)?;
        let caret = editor.view(inner, buf);
        caret.filter(|_| focused)
    }

    fn view_head(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let area = if area.width > 60 { paint::inner_margin(area) } else { area };
        let stand = self.stand(shared);
        let mut facts: Vec<String> = Vec::new();
        if stand.attempts > 0 {
            facts.push(shared.words.with("workbench-attempts", &[("n", stand.attempts.into())]));
        }
        if self.hints > 0 {
            facts.push(shared.words.with("workbench-hints", &[("n", self.hints.into())]));
        }
        if stand.solution_seen {
            facts.push(shared.words.get("workbench-solution-seen"));
        }
        let facts = if area.width >= 60 { facts.join(" · ") } else { String::new() };
        let right = paint::text_right(buf, area, area.y, &facts, theme::part(Part::Quiet));
        let room = right.saturating_sub(area.x + 1);
        let chapter = shared.catalog.exercise(self.exercise.slug.as_str()).map(|(chapter, _)| chapter);
        let head = match chapter {
            Some(chapter) if area.width >= 72 => format!("{} {}  ›  ", chapter.order, chapter.title.get(shared.lang())),
            _ => String::new(),
        };
        let x = paint::text(buf, area.x, area.y, &head, theme::part(Part::Quiet), room);
        let left = room.saturating_sub(x.saturating_sub(area.x));
        let title = paint::text(buf, x, area.y, &self.text.title, theme::part(Part::Title), left);
        let dots = format!("  {}", "●".repeat(usize::from(self.exercise.difficulty.min(3))));
        paint::text(buf, title, area.y, &dots, theme::part(Part::Quiet), right.saturating_sub(title + 1));
    }

    fn view_tabs(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let mut x = area.x + 1;
        let tabs = [
            (Pane::Task, shared.words.get("workbench-task")),
            (Pane::Answer, self.file_names()),
            (Pane::Verdict, shared.words.get("workbench-verdict")),
        ];
        for (pane, name) in tabs {
            let look = theme::part(if pane == self.pane { Part::Tab } else { Part::Quiet });
            let room = area.right().saturating_sub(x);
            x = paint::text(buf, x, area.y + 1, &name, look, room) + 3;
        }
        let (good, bad) = self.marks();
        for (mark, number, part) in [("✔", good, Part::Good), ("✘", bad, Part::Bad)] {
            if number > 0 {
                let words = format!("{mark} {number} ");
                x = paint::text(buf, x, area.y + 1, &words, theme::part(part), area.right().saturating_sub(x));
            }
        }
    }

    /// Checks that passed and that failed.
    fn marks(&self) -> (usize, usize) {
        let checks = match &self.grading {
            Grading::None => return (0, 0),
            Grading::Running(_, checks) => checks,
            Grading::Done(report) => &report.checks,
        };
        let count = |outcome| checks.iter().filter(|check| check.outcome == outcome).count();
        (count(Outcome::Passed), count(Outcome::Failed))
    }
}

fn view_rows(scrolled: &Scrolled, pane: Rect, title: &str, focused: bool, spot: Option<usize>, buf: &mut Buffer) {
    let inner = paint::inner_margin(paint::frame(buf, pane, title, focused));
    paint::rows(buf, inner, &scrolled.rows, scrolled.top, scrolled.left, spot);
    let side = Rect { width: pane.right().saturating_sub(inner.x + 1), ..inner };
    paint::scrollbar(buf, side, scrolled.top, scrolled.seen.0, scrolled.rows.len());
}
