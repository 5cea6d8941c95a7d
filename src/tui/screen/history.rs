//! Looking back: what is learnt by chapter, the days of the last weeks, and the concepts whose checks failed most.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::scrolled::Scrolled;
use super::{Go, Turn};
use crate::base::{Safe, pad, truncate, width};
use crate::course::Chapter;
use crate::progress::Day;
use crate::tui::action::Action;
use crate::tui::layout::{Role, Row, Span};
use crate::tui::model::{Looked, Shared, Step};
use crate::tui::paint;
use crate::tui::rows;
use crate::tui::theme::{self, Part};

/// Weeks in the calendar.
const WEEKS: i64 = 12;
/// Concepts among the weak spots.
const SPOTS: usize = 8;
/// From so many columns on, chapters and days stand side by side.
const WIDE: u16 = 96;

/// The state of the screen.
#[derive(Debug)]
pub(crate) struct History {
    looked: Looked,
    left: Scrolled,
    right: Scrolled,
}

impl History {
    /// What was looked up.
    #[must_use]
    pub(crate) fn new(looked: Looked) -> Self {
        Self { looked, left: Scrolled::default(), right: Scrolled::default() }
    }

    /// The same in another language.
    pub(crate) fn say_again(&mut self, looked: Looked, shared: &Shared) {
        self.looked = looked;
        self.fit(shared);
    }

    pub(crate) fn act(&mut self, action: Action, turn: &mut Turn<'_>) {
        let page = self.left.page();
        let by = match action {
            Action::LeaveHistory => {
                turn.go = Some(Go::Back);
                return;
            }
            Action::HistoryDown => 1,
            Action::HistoryUp => -1,
            Action::HistoryPageDown => page,
            Action::HistoryPageUp => -page,
            _ => return,
        };
        self.left.scroll_by(by);
        self.right.scroll_by(by);
    }

    pub(crate) fn fit(&mut self, shared: &Shared) {
        let area = Rect { x: 0, y: 0, width: shared.size.0, height: shared.size.1.saturating_sub(1) };
        let (left, right) = panes(area);
        let cells = |area: Rect| usize::from(area.width.max(8));
        let mut beside = self.spent(shared, cells(right.unwrap_or(left)));
        beside.push(rows::gap());
        beside.extend(self.calendar(shared, cells(right.unwrap_or(left))));
        beside.push(rows::gap());
        beside.extend(self.spots(shared, cells(right.unwrap_or(left))));
        let mut chapters = chapters(shared, cells(left));
        if let Some(right) = right {
            self.right.fit(beside, right);
        } else {
            self.right = Scrolled::default();
            chapters.push(rows::gap());
            chapters.extend(beside);
        }
        self.left.fit(chapters, left);
    }

    fn spent(&self, shared: &Shared, cells: usize) -> Vec<Row> {
        let mut out = vec![heading(shared.words.get("history-time"))];
        for (id, minutes) in
            ["history-time-today", "history-time-week", "history-time-all"].iter().zip(self.looked.spent)
        {
            let time = [("h", (minutes / 60).into()), ("m", (minutes % 60).into())];
            let time = shared.words.with("history-time-spent", &time);
            out.push(spread(&shared.words.get(id), Role::Text, vec![Span::new(time, Role::Strong)], cells.min(32)));
        }
        out
    }

    /// A row a weekday, a column a week; the last column is this week.
    fn calendar(&self, shared: &Shared, cells: usize) -> Vec<Row> {
        let today = self.looked.today;
        let monday = today.after(-today.weekday() - 7 * (WEEKS - 1));
        let done = |day: Day| self.looked.days.get(&day).copied().unwrap_or(0);
        let active = (0..7 * WEEKS).filter(|n| done(monday.after(*n)) > 0).count();
        let weeks = Span::new(format!("  {monday} – {today}"), Role::Muted);
        let mut out = vec![line(vec![Span::new(shared.words.get("history-days"), Role::Heading), weeks])];
        let said = shared.words.with("history-days-active", &[("n", active.into()), ("weeks", WEEKS.into())]);
        out.extend(rows::wrapped("", Role::Text, &said, Role::Muted, cells));
        let names = shared.words.get("history-weekdays");
        for (weekday, name) in (0..7).zip(names.split(' ')) {
            let mut spans = vec![Span::new(pad(name, 4), Role::Muted)];
            for week in 0..WEEKS {
                let day = monday.after(7 * week + weekday);
                if day > today {
                    break;
                }
                let (mark, role) = mark(done(day));
                let role = if day == today { Role::Action } else { role };
                spans.push(Span::new(format!("{mark} "), role));
            }
            out.push(line(spans));
        }
        out.push(line(vec![Span::new("· 0  ○ 1–4  ● 5–14  █ 15+", Role::Muted)]));
        out
    }

    fn spots(&self, shared: &Shared, cells: usize) -> Vec<Row> {
        let mut out = vec![heading(shared.words.get("history-weak"))];
        if self.looked.weak.is_empty() {
            out.extend(rows::wrapped("", Role::Text, &shared.words.get("history-weak-none"), Role::Muted, cells));
        }
        for (name, failed) in self.looked.weak.iter().take(SPOTS) {
            let said = shared.words.with("history-failed", &[("n", i64::from(*failed).into())]);
            out.push(spread(Safe::line(name).as_str(), Role::Text, vec![Span::new(said, Role::Muted)], cells));
        }
        out
    }

    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let title = format!(" {}", shared.words.get("history-title"));
        paint::text(buf, area.x, area.y, &title, theme::part(Part::Title), area.width);
        let (left, right) = panes(area);
        self.left.view(left, buf);
        if let Some(right) = right {
            self.right.view(right, buf);
        }
    }
}

/// How much a day holds.
fn mark(done: u32) -> (&'static str, Role) {
    match done {
        0 => ("·", Role::Muted),
        1..5 => ("○", Role::Good),
        5..15 => ("●", Role::Good),
        _ => ("█", Role::Good),
    }
}

/// A chapter's title with how much is done, then a mark for each lesson and exercise.
fn chapters(shared: &Shared, cells: usize) -> Vec<Row> {
    let mut out = vec![heading(shared.words.get("history-chapters"))];
    for chapter in &shared.catalog.chapters {
        let lessons = chapter.lessons.iter().map(|card| shared.standing.lesson(&card.slug));
        let exercises = chapter.exercises.iter().map(|card| shared.standing.exercise(&card.slug));
        let (lessons, exercises): (Vec<_>, Vec<_>) = (lessons.collect(), exercises.collect());
        let done = lessons.iter().chain(&exercises).filter(|step| **step == Step::Done).count();
        let all = lessons.len() + exercises.len();
        let role = if done == all && all > 0 { Role::Good } else { Role::Muted };
        let title = format!("{} {}", chapter.order, Safe::line(chapter.title.get(shared.lang())));
        out.push(spread(&title, Role::Strong, vec![Span::new(format!("{done}/{all}"), role)], cells));
        let concepts = concepts(chapter, shared);
        for (id, steps) in [("home-lessons", lessons), ("home-exercises", exercises), ("history-concepts", concepts)] {
            let label = format!("  {} ", pad(&shared.words.get(id), 10));
            let room = (cells.saturating_sub(width(&label)) / 2).max(1);
            for (n, some) in steps.chunks(room).enumerate() {
                let label = if n == 0 { label.clone() } else { " ".repeat(width(&label)) };
                let mut spans = vec![Span::new(label, Role::Muted)];
                spans.extend(some.iter().map(|step| {
                    let (mark, role) = match step {
                        Step::Fresh => ("○", Role::Muted),
                        Step::Begun => ("◐", Role::Action),
                        Step::Done => ("✔", Role::Good),
                    };
                    Span::new(format!("{mark} "), role)
                }));
                out.push(line(spans));
            }
        }
    }
    out
}

/// How far each concept of a chapter is: learnt where its lesson was read and, if exercises practise it, one was passed.
fn concepts(chapter: &Chapter, shared: &Shared) -> Vec<Step> {
    let exercises = || shared.catalog.chapters.iter().flat_map(|chapter| &chapter.exercises);
    let mut out = Vec::new();
    for card in &chapter.lessons {
        let read = shared.standing.lesson(&card.slug);
        for concept in &card.concepts {
            let practise = || exercises().filter(|card| card.concepts.contains(concept));
            let passed = practise().any(|card| shared.standing.exercise(&card.slug) == Step::Done);
            out.push(match read {
                Step::Done if passed || practise().next().is_none() => Step::Done,
                Step::Fresh if !passed => Step::Fresh,
                Step::Fresh | Step::Begun | Step::Done => Step::Begun,
            });
        }
    }
    out
}

/// Words at the left, others at the right edge.
fn spread(left: &str, role: Role, right: Vec<Span>, cells: usize) -> Row {
    let taken: usize = right.iter().map(|span| width(&span.text)).sum();
    let room = cells.saturating_sub(taken + 1);
    let mut spans = vec![Span::new(pad(&truncate(left, room), room + 1), role)];
    spans.extend(right);
    line(spans)
}

fn heading(words: String) -> Row {
    line(vec![Span::new(words, Role::Heading)])
}

fn line(spans: Vec<Span>) -> Row {
    Row { spans, block: 0 }
}

/// The place of the chapters, and that of the days where it has its own.
fn panes(area: Rect) -> (Rect, Option<Rect>) {
    let head = if area.height > 8 { 2 } else { 1 };
    let margin = u16::from(area.width > 20);
    let inner = Rect {
        x: area.x + margin,
        y: area.y + head.min(area.height),
        width: area.width.saturating_sub(2 * margin).max(1).min(area.width),
        height: area.height.saturating_sub(head),
    };
    if inner.width < WIDE {
        return (inner, None);
    }
    let left = (inner.width / 2).min(64);
    let right = Rect { x: inner.x + left + 4, width: (inner.width - left - 4).min(56), ..inner };
    (Rect { width: left - 2, ..inner }, Some(right))
}
