//! How the workbench looks.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::{Grading, Pane, Scrolled, WIDE, Workbench};
use crate::base::Strings;
use crate::grade::Outcome;
use crate::tui::model::Shared;
use crate::tui::mouse::Target;
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

impl Panes {
    /// Where one of them is.
    pub(super) fn of(&self, pane: Pane) -> Rect {
        match pane {
            Pane::Task => self.task,
            Pane::Answer => self.answer,
            Pane::Verdict => self.verdict,
        }
    }
}

/// The panes of a terminal of this size: below the head, above the bottom line.
pub(super) fn panes((columns, rows): (u16, u16)) -> Panes {
    let head = if columns >= WIDE { 1 } else { 2 };
    let all = Rect { x: 0, y: head.min(rows), width: columns, height: rows.saturating_sub(head + 1) };
    if columns < WIDE {
        return Panes { task: all, answer: all, verdict: all, tabs: true };
    }
    let task = columns * 33 / 100;
    let answer = columns * 36 / 100;
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
    if paint::inside(pane) == pane { pane } else { paint::inner_margin(paint::inside(pane)) }
}

/// Where the text of the editor is drawn.
pub(super) fn editor(size: (u16, u16)) -> Rect {
    paint::inside(panes(size).answer)
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
                Pane::Answer => self.view_answer(&shared.words, panes.answer, true, buf),
                Pane::Verdict => {
                    view_rows(&self.verdict, panes.verdict, "", true, self.link_in_hand(), buf);
                    None
                }
            };
        }
        view_rows(&self.task, panes.task, &shared.words.get("workbench-task"), self.pane == Pane::Task, None, buf);
        let verdict = shared.words.get("workbench-verdict");
        view_rows(&self.verdict, panes.verdict, &verdict, self.pane == Pane::Verdict, self.link_in_hand(), buf);
        let caret = self.view_answer(&shared.words, panes.answer, self.pane == Pane::Answer, buf);
        let at = Rect { x: panes.answer.x + 2, width: panes.answer.width.saturating_sub(4), ..panes.answer };
        self.view_files(at, self.pane == Pane::Answer, " ", buf);
        caret
    }

    /// The names of the files, the one in sight marked: alone where there is no room for all. A dot after one that is not
    /// saved, `!` after one that another program saved meanwhile. The column after them.
    fn view_files(&self, at: Rect, focused: bool, air: &str, buf: &mut Buffer) -> u16 {
        let names: Vec<String> = self
            .editors
            .iter()
            .map(|editor| match editor.outside {
                Some(_) => format!("{} !", editor.name),
                None if editor.is_changed() => format!("{} •", editor.name),
                None => editor.name.clone(),
            })
            .collect();
        let here = theme::part(if focused { Part::Tab } else { Part::SelectedElsewhere });
        let quiet = theme::part(Part::Quiet);
        let between = " │ ";
        let all = names.iter().map(|name| paint::cells(name) + 3).sum::<u16>() + 2 * paint::cells(air);
        // Words, their look, and the file that they lead to.
        let parts: Vec<(String, Style, Option<usize>)> = if all <= at.width + 3 {
            let name = |(number, name)| (name, if number == self.file { here } else { quiet }, Some(number));
            let mut parts: Vec<(String, Style, Option<usize>)> = Vec::new();
            for part in names.into_iter().enumerate().map(name) {
                if !parts.is_empty() {
                    parts.push((between.to_owned(), quiet, None));
                }
                parts.push(part);
            }
            parts
        } else {
            let of = format!(" {}/{}", self.file + 1, names.len());
            let next = Some((self.file + 1) % names.len());
            let name = names.into_iter().nth(self.file);
            name.map(|name| vec![(name, here, Some(self.file)), (of, quiet, next)]).unwrap_or_default()
        };
        let mut x = paint::text(buf, at.x, at.y, air, quiet, at.width);
        for (words, look, leads_to) in parts {
            let begin = x;
            x = paint::text(buf, x, at.y, &words, look, at.right().saturating_sub(x));
            let place = Rect { x: begin, y: at.y, width: x - begin, height: 1 };
            if let Some(file) = leads_to {
                Target::File(file).mark(place, buf);
            }
        }
        paint::text(buf, x, at.y, air, quiet, at.right().saturating_sub(x))
    }

    fn view_answer(&self, words: &Strings, pane: Rect, focused: bool, buf: &mut Buffer) -> Option<Position> {
        if let Some(form) = &self.form {
            view_rows(&self.answer, pane, "", focused, focused.then(|| form.focus()), buf);
            return None;
        }
        let inner = paint::frame(buf, pane, "", focused);
        let editor = self.editors.get(self.file)?;
        editor.view_mode(words, pane, buf);
        let caret = editor.view(words, inner, buf);
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
        let head = chapter.map(|chapter| format!("{} {}  ›  ", chapter.order, chapter.title.get(shared.lang())));
        // The chapter gives way to the title.
        let dots = format!("  {}", "●".repeat(usize::from(self.exercise.difficulty.min(3))));
        let fits = |head: &String| paint::cells(head) + paint::cells(&self.text.title) + paint::cells(&dots) < room;
        let head = head.filter(fits).unwrap_or_default();
        let x = paint::text(buf, area.x, area.y, &head, theme::part(Part::Quiet), room);
        let left = room.saturating_sub(x.saturating_sub(area.x));
        let title = paint::text(buf, x, area.y, &self.text.title, theme::part(Part::Title), left);
        if title + paint::cells(&dots) < right {
            paint::text(buf, title, area.y, &dots, theme::part(Part::Quiet), right - title);
        }
    }

    fn view_tabs(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let mut x = area.x + 1;
        let look = |pane| theme::part(if pane == self.pane { Part::Tab } else { Part::Quiet });
        let verdict = shared.words.get("workbench-verdict");
        let room = |x: u16| area.right().saturating_sub(x);
        let tab = |pane: Pane, x: u16, after: u16, buf: &mut Buffer| {
            let place = Rect { x, y: area.y + 1, width: after - x, height: 1 };
            Target::Pane(pane as usize).mark(place, buf);
        };
        let begin = x;
        x = paint::text(buf, x, area.y + 1, &shared.words.get("workbench-task"), look(Pane::Task), room(x));
        tab(Pane::Task, begin, x, buf);
        x += 3;
        let files = Rect { x, y: area.y + 1, width: room(x).saturating_sub(paint::cells(&verdict) + 4), height: 1 };
        x = self.view_files(files, self.pane == Pane::Answer, "", buf) + 3;
        let begin = x;
        x = paint::text(buf, x, area.y + 1, &verdict, look(Pane::Verdict), room(x));
        tab(Pane::Verdict, begin, x, buf);
        x += 3;
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
            Grading::Running(_, checks) | Grading::Stopped(checks) => checks,
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
