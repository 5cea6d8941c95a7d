//! What stands in the task and the verdict: rows of the exercise's texts, hints, checks and findings.

use super::{Grading, Pane, Workbench};
use crate::base::{Safe, Strings};
use crate::course::Block;
use crate::grade::{Outcome, Report};
use crate::tui::layout::{self, Live, Page, Role, Row, Span, Words};
use crate::tui::model::Shared;
use crate::tui::rows;
use crate::tui::screen::home::next_after;

impl Workbench {
    pub(super) fn task_rows(&self, shared: &Shared, cells: u16) -> Vec<Row> {
        let mut rows = Self::page(&self.text.task, shared, cells).rows;
        rows.extend(rows::given(&self.given.1, usize::from(cells)));
        for (number, hint) in self.text.hints.iter().take(self.hints).enumerate() {
            let title = shared
                .words
                .with("workbench-hint", &[("n", (number + 1).into()), ("all", self.text.hints.len().into())]);
            rows.push(rows::gap());
            rows.push(Row { spans: vec![Span::new("▌ ", Role::Tip), Span::new(title, Role::Tip)], block: 0 });
            let words = rows::wrapped(
                "",
                Role::Text,
                Safe::line(hint).as_str(),
                Role::Text,
                usize::from(cells.saturating_sub(2).max(8)),
            );
            rows.extend(words.into_iter().map(|mut row| {
                row.spans.insert(0, Span::new("▌ ", Role::Tip));
                row
            }));
        }
        rows
    }

    fn page(blocks: &[Block], shared: &Shared, cells: u16) -> Page {
        layout::lay_out(blocks, &Live::default(), cells, &Words { strings: &shared.words, card: &|_| None })
    }

    pub(super) fn verdict_rows(&self, shared: &Shared, cells: usize) -> Vec<Row> {
        let words = &shared.words;
        let mut out = Vec::new();
        match &self.grading {
            Grading::None => {
                out.extend(rows::wrapped("", Role::Text, &words.get("verdict-none"), Role::Muted, cells));
                out.push(rows::gap());
                for name in self.exercise.checks.keys() {
                    let says = self.text.checks.get(name).map_or(name.as_str(), String::as_str);
                    out.extend(rows::wrapped("○ ", Role::Muted, Safe::line(says).as_str(), Role::Muted, cells));
                }
            }
            Grading::Running(_, checks) => {
                out.extend(rows::wrapped("", Role::Text, &words.get("verdict-running"), Role::Muted, cells));
                out.push(rows::gap());
                for check in checks {
                    out.extend(rows::check(check, self.show(words, cells)));
                }
                for name in self.exercise.checks.keys().skip(checks.len()) {
                    let says = self.text.checks.get(name).map_or(name.as_str(), String::as_str);
                    out.extend(rows::wrapped("○ ", Role::Muted, Safe::line(says).as_str(), Role::Muted, cells));
                }
            }
            Grading::Done(report) => self.report_rows(report, shared, cells, &mut out),
        }
        out
    }

    fn show<'a>(&'a self, words: &'a Strings, cells: usize) -> rows::Show<'a> {
        rows::Show { text: &self.text, words, places: self.form.is_none(), cells }
    }

    fn report_rows(&self, report: &Report, shared: &Shared, cells: usize, out: &mut Vec<Row>) {
        let words = &shared.words;
        let done = report.checks.iter().filter(|check| check.outcome == Outcome::Passed).count();
        let args = [
            ("done", done.into()),
            ("all", report.checks.len().into()),
            ("points", i64::from(report.points).into()),
            ("max", i64::from(report.max_points).into()),
            ("cases", i64::try_from(report.cases).unwrap_or(i64::MAX).into()),
        ];
        let (mark, role, id) = match report.outcome {
            Outcome::Passed => ("✔ ", Role::Good, "verdict-passed"),
            Outcome::Failed | Outcome::Skipped => ("✘ ", Role::Bad, "verdict-failed"),
            Outcome::Ungradable => ("! ", Role::Warning, "verdict-ungradable"),
        };
        out.extend(rows::wrapped(mark, role, &words.with(id, &args), role, cells));
        if report.cases > 0 {
            out.extend(rows::wrapped("  ", Role::Text, &words.with("verdict-cases", &args), Role::Muted, cells));
        }
        for finding in &report.findings {
            out.push(rows::gap());
            out.extend(rows::finding(finding, None, self.show(words, cells)));
        }
        out.push(rows::gap());
        // Enter opens the first of them, where the verdict has the focus.
        let mut mark = if self.pane == Pane::Verdict { "  ↵ " } else { "  " };
        for check in &report.checks {
            out.extend(rows::check(check, self.show(words, cells)));
            let fails = check.outcome == Outcome::Failed;
            if let Some(section) = check.explain.as_deref().filter(|_| fails).and_then(|to| self.sections.get(to)) {
                let words = words.with("verdict-explained", &[("title", Safe::line(section).into_string().into())]);
                out.extend(rows::wrapped(mark, Role::Action, &words, Role::Muted, cells));
                mark = "  ";
            }
            if fails {
                out.push(rows::gap());
            }
        }
        if report.passed() {
            out.push(rows::gap());
            let cells = u16::try_from(cells).unwrap_or(u16::MAX);
            out.extend(Self::page(&self.text.after, shared, cells).rows);
            out.push(rows::gap());
            let words = match next_after(&self.exercise.slug, shared) {
                Some(next) => words.with("verdict-next", &[("title", next.title.into())]),
                None => words.get("home-all-done"),
            };
            out.extend(rows::wrapped("▶ ", Role::Action, &words, Role::Action, usize::from(cells)));
        }
    }
}
