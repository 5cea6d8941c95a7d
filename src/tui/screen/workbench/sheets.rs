//! What stands in the task and the verdict: rows of the exercise's texts, hints, checks and findings.

use super::story::leads_to_story;
use super::walk::Lead;
use super::{Grading, Pane, Workbench};
use crate::base::{Arg, Safe};
use crate::course::Block;
use crate::grade::{CheckReport, Evidence, Finding, Outcome, Report};
use crate::progress::Motion;
use crate::tui::action::Action;
use crate::tui::layout::{self, Live, Page, Role, Row, Span, SpotKind, Words};
use crate::tui::model::{BEAT, Shared};
use crate::tui::rows;
use crate::tui::screen::home::next_after;

/// The mark of what comes next.
pub(super) const OFFER: &str = "▶ ";

impl Workbench {
    pub(super) fn task_rows(&self, shared: &Shared, cells: u16) -> Vec<Row> {
        let mut rows = Self::page(&self.text.task, shared, cells).rows;
        rows.extend(rows::given(&self.given.1, usize::from(cells)));
        let files = self.text.file_blocks(&self.exercise);
        if !files.is_empty() {
            rows.push(rows::gap());
            rows.extend(Self::page(&files, shared, cells).rows);
        }
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

    /// The verdict, what can be selected in it, and where its links lead.
    pub(super) fn verdict_rows(&self, shared: &Shared, cells: usize) -> (Vec<Row>, Vec<Lead>, Vec<SpotKind>) {
        let words = &shared.words;
        let show = rows::Show { text: &self.text, words, places: self.form.is_none(), offered: false, cells };
        let picked = matches!(&self.grading, Grading::Done(report) if !report.passed()).then_some(self.picked);
        let mut out = Sheet {
            rows: Vec::new(),
            leads: Vec::new(),
            links: Vec::new(),
            show,
            picked,
            focused: self.pane == Pane::Verdict,
            story_key: match shared.keys.told(Action::ToStory).1 {
                Arg::Text(key) => key,
                Arg::Number(number) => number.to_string(),
            },
        };
        match &self.grading {
            Grading::None => {
                out.rows.extend(rows::wrapped(
                    "",
                    Role::Text,
                    &words.with("verdict-none", &[shared.keys.told(Action::Check)]),
                    Role::Muted,
                    cells,
                ));
                out.rows.push(rows::gap());
                self.waiting(0, &mut out);
            }
            Grading::Running(_, checks) => {
                // What is done before the first beat needs no words.
                let says = match (self.beats, self.search.done) {
                    (0, _) => " ".to_owned(),
                    (_, Some(done)) => Self::searched(done, shared),
                    (_, None) => self.progress(checks.len(), shared),
                };
                out.rows.extend(rows::wrapped("", Role::Text, &says, Role::Muted, cells));
                out.rows.push(rows::gap());
                self.seen(checks, &mut out);
            }
            Grading::Stopped(checks) => {
                out.rows.extend(rows::wrapped(
                    "! ",
                    Role::Warning,
                    &words.with("verdict-stopped", &[shared.keys.told(Action::Check)]),
                    Role::Warning,
                    cells,
                ));
                out.rows.push(rows::gap());
                self.seen(checks, &mut out);
            }
            Grading::Done(report) => self.report_rows(report, shared, &mut out),
        }
        (out.rows, out.leads, out.links)
    }

    /// How far a grading is that takes long.
    fn progress(&self, done: usize, shared: &Shared) -> String {
        let seconds = (BEAT * self.beats).as_secs();
        let args = [
            ("done", done.into()),
            ("all", self.exercise.checks.len().into()),
            ("seconds", i64::try_from(seconds).unwrap_or(i64::MAX).into()),
        ];
        // Seconds that count move by themselves.
        let counts = seconds > 0 && shared.settings.motion == Motion::Full;
        shared.words.with(if counts { "verdict-running-for" } else { "verdict-running" }, &args)
    }

    /// How far the search for stories is.
    fn searched((runs, states): (u64, usize), shared: &Shared) -> String {
        let runs_told = crate::grade::words::grouped(&runs.to_string());
        let states_told = crate::grade::words::grouped(&states.to_string());
        let args = [
            ("runs", i64::try_from(runs).unwrap_or(i64::MAX).into()),
            ("runs-told", runs_told.into()),
            ("states", states.into()),
            ("states-told", states_told.into()),
        ];
        shared.words.with("verdict-search", &args)
    }

    /// Checks that are done, then those that are not.
    fn seen(&self, checks: &[CheckReport], out: &mut Sheet<'_>) {
        for check in checks {
            out.check(None, check);
        }
        self.waiting(checks.len(), out);
    }

    /// The checks from this one on, not done yet.
    fn waiting(&self, from: usize, out: &mut Sheet<'_>) {
        for (number, name) in self.exercise.checks.keys().enumerate().skip(from) {
            let says = self.text.checks.get(name).map_or(name.as_str(), String::as_str);
            // What was seen to fail is said at once; its story is made smaller meanwhile.
            let failed = self.running().is_some() && self.search.failed.contains(&number);
            let (mark, mark_role, role) =
                if failed { ("✘ ", Role::Bad, Role::Strong) } else { ("○ ", Role::Muted, Role::Muted) };
            out.rows.extend(rows::wrapped(mark, mark_role, Safe::line(says).as_str(), role, out.show.cells));
        }
    }

    fn report_rows(&self, report: &Report, shared: &Shared, out: &mut Sheet<'_>) {
        let words = &shared.words;
        let cells = out.show.cells;
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
        out.rows.extend(rows::wrapped(mark, role, &words.with(id, &args), role, cells));
        let explored = report.exploration.as_ref().map(|it| crate::grade::words::explored(report, it, words));
        if let Some(explored) = explored.as_ref().filter(|_| report.passed()) {
            out.rows.extend(rows::wrapped("  ", Role::Text, explored, Role::Muted, cells));
        } else if report.cases > 0 && explored.is_none() {
            out.rows.extend(rows::wrapped("  ", Role::Text, &words.with("verdict-cases", &args), Role::Muted, cells));
        }
        for (number, finding) in report.findings.iter().enumerate() {
            out.rows.push(rows::gap());
            out.finding(None, number, finding, None);
        }
        out.rows.push(rows::gap());
        for (number, check) in report.checks.iter().enumerate() {
            let picked = out.check(Some(number), check);
            let fails = check.outcome == Outcome::Failed;
            if let Some(section) = check.explain.as_deref().filter(|_| fails).and_then(|to| self.sections.get(to)) {
                let words = words.with("verdict-explained", &[("title", Safe::line(section).into_string().into())]);
                out.section(number, picked, &words);
            }
            if fails {
                out.rows.push(rows::gap());
            }
        }
        if let Some(explored) = explored.as_ref().filter(|_| !report.passed()) {
            out.rows.push(rows::gap());
            out.rows.extend(rows::wrapped("", Role::Text, explored, Role::Muted, cells));
        }
        if report.passed() {
            out.rows.push(rows::gap());
            let narrow = u16::try_from(cells).unwrap_or(u16::MAX);
            let first = out.rows.len();
            let after = Self::page(&self.text.after, shared, narrow);
            out.rows.extend(after.rows);
            out.rows.push(rows::gap());
            let offer = out.rows.len();
            let words = match next_after(&self.exercise.slug, shared) {
                Some(next) => words.with("verdict-next", &[("title", next.title.into())]),
                None => words.get("home-all-done"),
            };
            out.rows.extend(rows::wrapped(OFFER, Role::Action, &words, Role::Action, cells));
            // What comes next is selected until one goes to a link.
            let lead = |link, row| Lead { check: None, finding: None, link, rows: (row, row) };
            let links = after.spots.iter().enumerate().map(|(at, spot)| lead(Some(at), first + spot.row));
            out.leads.extend((!after.spots.is_empty()).then(|| lead(None, offer)).into_iter().chain(links));
            out.links = after.spots.into_iter().map(|spot| spot.kind).collect();
        }
    }
}

/// A verdict while it is laid out.
struct Sheet<'a> {
    rows: Vec<Row>,
    leads: Vec<Lead>,
    links: Vec<SpotKind>,
    show: rows::Show<'a>,
    /// The number of the lead that is selected, where there is something to select.
    picked: Option<usize>,
    /// Whether keys go to it.
    focused: bool,
    /// The key that leads to a finding's story from anywhere.
    story_key: String,
}

impl Sheet<'_> {
    /// A check with what was found; whether a finding of it is selected and has the keys. Without a number nothing of it
    /// can be selected.
    fn check(&mut self, number: Option<usize>, check: &CheckReport) -> bool {
        self.rows.extend(rows::check(check, self.show));
        let before = self.leads.len();
        for (at, finding) in check.findings.iter().take(rows::FINDINGS).enumerate() {
            // Those with data are blocks of their own.
            if at > 0 && finding.evidence != Evidence::None {
                self.rows.push(rows::gap());
            }
            self.finding(number, at, finding, Some(&check.name));
        }
        self.rows.extend(rows::more_findings(check, self.show));
        self.focused && self.picked.is_some_and(|picked| (before..self.leads.len()).contains(&picked))
    }

    /// A finding, marked where it is selected.
    fn finding(&mut self, check: Option<usize>, number: usize, finding: &Finding, name: Option<&str>) {
        let picked = self.picked == Some(self.leads.len());
        let show =
            rows::Show { offered: picked && self.focused, cells: self.show.cells.saturating_sub(2), ..self.show };
        let mut found = rows::finding(finding, name, show);
        if finding.schedule.is_some() && picked {
            let key = if show.offered && leads_to_story(finding) { "↵".to_owned() } else { self.story_key.clone() };
            let words = show.words.get("verdict-story");
            found.extend(rows::wrapped(&format!("{key} "), Role::Action, &words, Role::Link, show.cells));
        }
        let mut found = rows::indented(found, 2);
        if let Some(mark) = found.first_mut().and_then(|row| row.spans.first_mut()).filter(|_| picked) {
            *mark = Span::new("▸ ", if self.focused { Role::Action } else { Role::Muted });
        }
        let first = self.rows.len();
        self.rows.extend(found);
        if self.picked.is_some() {
            let rows = (first, self.rows.len().saturating_sub(1));
            self.leads.push(Lead { check, finding: Some(number), link: None, rows });
        }
    }

    /// The section that explains a check, with its key where a finding of the check is selected.
    fn section(&mut self, check: usize, keyed: bool, words: &str) {
        let picked = self.picked == Some(self.leads.len());
        let (mark, role) = match (picked, self.focused) {
            (true, true) => ("▸ ↵ ", Role::Action),
            (true, false) => ("▸ ", Role::Muted),
            (false, _) => (if keyed { "  s " } else { "  " }, Role::Action),
        };
        let first = self.rows.len();
        self.rows.extend(rows::wrapped(mark, role, words, Role::Link, self.show.cells));
        if self.picked.is_some() {
            self.leads.push(Lead { check: Some(check), finding: None, link: None, rows: (first, self.rows.len() - 1) });
        }
    }
}
