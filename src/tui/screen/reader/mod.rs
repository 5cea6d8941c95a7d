//! The reader: a lesson in one column, with what it offers at each place.

mod contents;
mod find;
mod live;
mod point;
mod view;

use std::collections::BTreeSet;

use self::contents::Contents;
use self::find::Find;
use super::home::next_after;
use super::{Explorer, Go, Screen, Turn};
use crate::base::{Safe, Slug, truncate};
use crate::course::Lesson;
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::layout::{self, Card, Live, MEASURE, Page, Role, Row, Span, Spot, SpotKind, Words};
use crate::tui::model::{Effect, Reading, Shared, Ticket};
use crate::tui::place::Place;
use crate::tui::trail::Stay;

/// The state of a lesson on the screen.
#[derive(Debug)]
pub(crate) struct Reader {
    lesson: Lesson,
    page: Page,
    live: Live,
    /// The first row in sight.
    top: usize,
    /// Cells that wide rows are shifted.
    left: u16,
    /// The marked spot.
    spot: Option<usize>,
    /// The mention of a footnote that was followed last, and where one was.
    noted: Option<(usize, Reading)>,
    /// Blocks that run: their number and ticket.
    running: Vec<(usize, Ticket)>,
    /// Run blocks whose guess was passed over.
    unguessed: BTreeSet<usize>,
    /// The words that are looked for.
    find: Option<Find>,
    /// The contents, where they are open.
    contents: Option<Contents>,
    /// Rows of text in sight, columns of text.
    seen: (usize, u16),
    /// The place to keep while a screen that shows the whole end cannot have it at the top.
    wanted: Option<Reading>,
    /// Whether the end was in sight.
    done: bool,
}

/// Rows above and below the text: the head.
const HEAD: u16 = 2;

impl Reader {
    /// A lesson, not laid out yet: see [`super::Screen::fit`].
    #[must_use]
    pub(crate) fn new(lesson: Lesson) -> Self {
        Self {
            lesson,
            page: Page::default(),
            live: Live::default(),
            top: 0,
            left: 0,
            spot: None,
            noted: None,
            running: Vec::new(),
            unguessed: BTreeSet::new(),
            find: None,
            contents: None,
            seen: (1, 8),
            wanted: None,
            done: false,
        }
    }

    /// Which lesson.
    #[must_use]
    pub(crate) fn slug(&self) -> &Slug {
        &self.lesson.slug
    }

    pub(crate) fn places(&self) -> Vec<Place> {
        if self.contents.is_some_and(|contents| contents.focus) {
            return vec![Place::Popup, Place::Everywhere];
        }
        let finding = match &self.find {
            Some(find) if find.typing => return vec![Place::Find, Place::Everywhere],
            Some(_) => Some(Place::Match),
            None => None,
        };
        let question = self.question().map(|_| Place::Question);
        let playing = self.playing().map(|_| Place::Play);
        let always = [Place::Reader, Place::Outside, Place::Everywhere];
        finding.into_iter().chain(question).chain(playing).chain(always).collect()
    }

    pub(crate) fn can(&self, action: Action) -> bool {
        match action {
            Action::Follow => self.spot.is_some(),
            Action::NextSpot | Action::PreviousSpot => !self.page.spots.is_empty(),
            Action::RunHere => self.block_to_run().is_some(),
            Action::NextSection => self.page.sections.iter().any(|section| section.row > self.top),
            Action::ReadLeft => self.left > 0,
            Action::ReadRight => self.widest() > usize::from(self.left) + usize::from(self.seen.1),
            Action::ReadPageDown => !self.at_end(),
            Action::FindKeep | Action::FindNext | Action::FindBefore => self.has_matches(),
            Action::PopupRight => false,
            // Esc ends the finding first.
            Action::Leave => self.find.is_none(),
            _ => true,
        }
    }

    /// Lays the lesson out for the screen; the place in it stays.
    pub(crate) fn fit(&mut self, shared: &Shared) {
        let here = self.wanted.take().or_else(|| (!self.page.rows.is_empty()).then(|| self.here()));
        let spot = self.spot.and_then(|spot| self.page.spots.get(spot)).map(|spot| (spot.kind.clone(), spot.block));
        let (columns, rows) = shared.size;
        let margin = if columns >= 60 { 4 } else { 1 } + self.panel(columns);
        let cells = columns.saturating_sub(margin).clamp(8, MEASURE);
        let below = 1 + u16::from(self.find.is_some());
        self.seen = (usize::from(rows.saturating_sub(HEAD + below)).max(1), cells);
        let card = |slug: &Slug| {
            let (_, card) = shared.catalog.exercise(slug.as_str())?;
            let passed = shared.standing.exercises.get(card.slug.as_str()).is_some_and(|stand| stand.passed);
            let title = card.title.get(shared.lang()).to_owned();
            Some(Card { title, difficulty: card.difficulty, minutes: card.minutes, passed })
        };
        self.page =
            layout::lay_out(&self.lesson.blocks, &self.live, cells, &Words { strings: &shared.words, card: &card });
        self.offer_next(shared);
        self.spot = spot
            .and_then(|(kind, block)| self.page.spots.iter().position(|spot| spot.block == block && spot.kind == kind));
        if let Some(here) = here {
            self.go_to(&here);
            // Anywhere else, rows before the place may have become more or fewer.
            self.wanted = self.at_end().then_some(here);
        }
        self.find_again();
    }

    /// Below the last row: what comes after the lesson, as a spot.
    fn offer_next(&mut self, shared: &Shared) {
        let Some(next) = next_after(&self.lesson.slug, shared) else { return };
        let words = shared.words.with("reader-next", &[("title", next.title.into())]);
        let words = truncate(&format!("▶ {words}"), usize::from(self.seen.1));
        let block = self.lesson.blocks.len();
        let spot = Some(self.page.spots.len());
        self.page.rows.extend([Row { spans: Vec::new(), block }, Row { spans: Vec::new(), block }]);
        let row = self.page.rows.len();
        self.page.spots.push(Spot { kind: SpotKind::Link(next.slug.to_string()), row, block });
        self.page.rows.push(Row { spans: vec![Span { text: words, role: Role::Action, spot }], block });
    }

    /// The lesson in another language: blocks are the same, so is what they showed.
    pub(crate) fn say_again(&mut self, lesson: Lesson, shared: &Shared) {
        let here = self.here();
        self.lesson = lesson;
        // A story is told in the exercise's own words, which are another language's now: it is played anew.
        for live in self.live.0.values_mut() {
            live.shown.take_if(|shown| matches!(shown, layout::Shown::Story(_)));
        }
        self.fit(shared);
        self.go_to(&here);
    }

    fn last_top(&self) -> usize {
        // The last row may come up to the middle, so that a short last section can be reached and read.
        self.page.rows.len().saturating_sub(self.seen.0)
    }

    fn at_end(&self) -> bool {
        self.top >= self.last_top()
    }

    fn scroll_to(&mut self, row: usize) {
        self.wanted = None;
        self.top = row.min(self.last_top());
        if self.at_end() {
            self.done = true;
        }
    }

    /// Goes to a section, or nowhere.
    pub(crate) fn go_to_section(&mut self, id: &str) {
        if let Some(section) = self.page.sections.iter().find(|section| section.id == id) {
            self.scroll_to(section.row);
            self.mark_in_sight();
        }
    }

    /// Goes to a section, or to the beginning.
    pub(crate) fn go_to_section_or_top(&mut self, section: Option<&str>) {
        match section {
            Some(section) => self.go_to_section(section),
            None => self.scroll_to(0),
        }
    }

    /// Goes to where the reader stopped.
    pub(crate) fn go_to(&mut self, reading: &Reading) {
        let base = self.page.sections.iter().find(|section| section.id == reading.section && !section.id.is_empty());
        let block = base.and_then(|section| self.page.rows.get(section.row)).map_or(0, |row| row.block);
        let block = block + reading.offset as usize / 1000;
        let first = self.page.rows.iter().position(|row| row.block >= block).unwrap_or(0);
        self.done |= reading.done;
        self.scroll_to(first + reading.offset as usize % 1000);
    }

    fn here(&self) -> Reading {
        let section = self.page.sections.iter().rev().find(|section| section.row <= self.top && !section.id.is_empty());
        let base = section.and_then(|section| self.page.rows.get(section.row)).map_or(0, |row| row.block);
        let block = self.page.rows.get(self.top).map_or(0, |row| row.block);
        let first = self.page.rows.iter().position(|row| row.block == block).unwrap_or(0);
        let offset = (block.saturating_sub(base)) * 1000 + (self.top - first).min(999);
        Reading {
            section: section.map(|section| section.id.clone()).unwrap_or_default(),
            offset: u32::try_from(offset).unwrap_or(0),
            done: self.done,
        }
    }

    /// Where the reader is.
    #[must_use]
    pub(crate) fn reading(&self) -> Reading {
        self.here()
    }

    /// The effect that keeps where the reader is.
    #[must_use]
    pub(crate) fn position(&self) -> Effect {
        Effect::Read(self.lesson.slug.clone(), self.here())
    }

    fn in_sight(&self, row: usize) -> bool {
        (self.top..self.top + self.seen.0).contains(&row)
    }

    /// Lets the mark follow the text: a marked spot out of sight gives way to the first one in sight that can be used.
    fn mark_in_sight(&mut self) {
        if self.spot.and_then(|spot| self.page.spots.get(spot)).is_some_and(|spot| !self.in_sight(spot.row)) {
            self.spot = None;
        }
    }

    fn widest(&self) -> usize {
        let in_sight = self.page.rows.iter().skip(self.top).take(self.seen.0);
        in_sight.map(layout::Row::width).max().unwrap_or(0)
    }

    pub(crate) fn take(&mut self, action: Option<Action>, key: Key, turn: &mut Turn<'_>) {
        if self.find_takes(action, key, turn.shared) {
            return;
        }
        match action {
            Some(action) if self.contents.is_some_and(|contents| contents.focus) => self.act_on_contents(action, turn),
            Some(action) => self.act(action, key, turn),
            None => {}
        }
    }

    fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
        let page = self.seen.0.saturating_sub(2).max(1);
        let before = self.top;
        match action {
            Action::ReadDown => self.scroll_to(self.top + 1),
            Action::ReadUp => self.scroll_to(self.top.saturating_sub(1)),
            Action::ReadPageDown if self.at_end() => {
                turn.shared.notice = Some(turn.shared.words.get("reader-end"));
                self.spot = self.page.spots.len().checked_sub(1);
            }
            Action::ReadPageDown => self.scroll_to(self.top + page),
            Action::ReadPageUp => self.scroll_to(self.top.saturating_sub(page)),
            Action::ReadTop => self.scroll_to(0),
            Action::ReadBottom => self.scroll_to(usize::MAX),
            Action::NextSection => {
                let next = self.page.sections.iter().map(|section| section.row).find(|row| *row > self.top);
                self.scroll_to(next.unwrap_or(usize::MAX));
            }
            Action::PreviousSection => {
                let rows = self.page.sections.iter().rev().map(|section| section.row);
                self.scroll_to(rows.into_iter().find(|row| *row < self.top).unwrap_or(0));
            }
            Action::ReadLeft => self.left = self.left.saturating_sub(8),
            Action::ReadRight if self.widest() > usize::from(self.left) + usize::from(self.seen.1) => self.left += 8,
            Action::NextSpot => self.step_spot(true),
            Action::PreviousSpot => self.step_spot(false),
            Action::Follow => self.follow(turn),
            Action::RunHere => {
                if let Some(block) = self.block_to_run() {
                    if self.played(block).is_some() {
                        self.play_on(block, true, turn.shared);
                    } else {
                        self.run(block, turn);
                    }
                }
            }
            Action::PlayOn | Action::PlayBack => {
                if let Some(block) = self.playing() {
                    self.play_on(block, action == Action::PlayOn, turn.shared);
                }
            }
            Action::FindHere => self.begin_find(turn.shared),
            Action::Contents => self.open_contents(turn.shared),
            Action::Choose => self.choose(key, turn),
            Action::Leave => turn.go = Some(Go::Back),
            _ => {}
        }
        if self.top != before {
            self.left = 0;
            self.mark_in_sight();
        }
        if self.at_end() && action != Action::Leave {
            let known = turn.shared.standing.lessons.entry(self.lesson.slug.to_string()).or_default();
            if !known.done {
                known.done = true;
                self.done = true;
                turn.ask(self.position());
            }
        }
    }

    fn step_spot(&mut self, forward: bool) {
        let spots = &self.page.spots;
        let usable = |at: &usize| {
            let spot = &spots[*at];
            // An answered question offers nothing any more.
            !matches!(spot.kind, SpotKind::Option(_))
                || self.live.0.get(&spot.block).is_none_or(|live| live.chosen.is_none())
        };
        let next = if forward {
            (0..spots.len()).filter(usable).find(|at| match self.spot {
                Some(now) => *at > now,
                None => spots[*at].row >= self.top,
            })
        } else {
            (0..spots.len()).rev().filter(usable).find(|at| match self.spot {
                Some(now) => *at < now,
                None => spots[*at].row < self.top + self.seen.0,
            })
        };
        if let Some(next) = next {
            self.spot = Some(next);
            self.show(self.page.spots[next].row);
        }
    }

    /// Brings a row into sight, with some of what is around it.
    fn show(&mut self, row: usize) {
        if row < self.top + 1 {
            self.scroll_to(row.saturating_sub(2));
        } else if row + 2 >= self.top + self.seen.0 {
            self.scroll_to((row + 1).saturating_sub(self.seen.0 / 2));
        }
    }

    fn follow(&mut self, turn: &mut Turn<'_>) {
        let Some(spot) = self.spot.and_then(|spot| self.page.spots.get(spot)).cloned() else { return };
        match spot.kind {
            SpotKind::Run if self.played(spot.block).is_some() => self.play_on(spot.block, true, turn.shared),
            SpotKind::Run => self.run(spot.block, turn),
            SpotKind::Story => {
                if let Some(played) = self.played(spot.block) {
                    let explorer = Explorer::at(played.story.clone(), played.at.unwrap_or(0), &turn.shared.words);
                    turn.go = Some(Go::Over(Screen::Trace(Box::new(explorer))));
                }
            }
            SpotKind::Option(number) => self.answer(spot.block, number, turn),
            SpotKind::Exercise(slug) => {
                turn.ask(self.position());
                turn.ask(Effect::OpenExercise(slug));
            }
            SpotKind::Term(concept) => turn.ask(Effect::LookUp(concept)),
            // The offer below the last row: the next thing takes this one's place.
            SpotKind::Link(_) if spot.block == self.lesson.blocks.len() => {
                if let Some(next) = next_after(&self.lesson.slug, turn.shared) {
                    turn.go = Some(Go::Back);
                    turn.ask(next.open);
                }
            }
            SpotKind::Link(to) => self.follow_link(&to, turn),
            SpotKind::Note(label) => {
                self.noted = self.spot.map(|spot| (spot, self.reading()));
                self.go_to_spot(&SpotKind::Mention(label), turn);
            }
            SpotKind::Mention(label) => {
                let mention = SpotKind::Note(label);
                let is_it = |at: &usize| self.page.spots.get(*at).is_some_and(|spot| spot.kind == mention);
                // Of several mentions, the one that led here, and the page as it was there.
                let noted = self.noted.take().filter(|(at, _)| is_it(at));
                self.go_to_spot(&mention, turn);
                if let Some((at, reading)) = noted {
                    self.go_to(&reading);
                    self.spot = Some(at);
                    self.show(self.page.spots[at].row);
                }
            }
        }
    }

    /// Marks the first spot of a kind and brings it into sight; back leads to where one is now.
    fn go_to_spot(&mut self, kind: &SpotKind, turn: &mut Turn<'_>) {
        let Some(at) = self.page.spots.iter().position(|spot| spot.kind == *kind) else { return };
        turn.shared.trail.leave(Some(Stay::Lesson(self.lesson.slug.clone(), self.reading())));
        self.spot = Some(at);
        self.show(self.page.spots[at].row);
    }

    fn follow_link(&mut self, to: &str, turn: &mut Turn<'_>) {
        let (page, section) = to.split_once('#').map_or((to, None), |(page, section)| (page, Some(section)));
        if page.is_empty() || page == self.lesson.slug.as_str() {
            turn.shared.trail.leave(Some(Stay::Lesson(self.lesson.slug.clone(), self.reading())));
            self.go_to_section_or_top(section);
        } else if let Some((_, card)) = turn.shared.catalog.lesson(page) {
            let effect = Effect::OpenLesson(card.slug.clone(), section.map(str::to_owned));
            turn.ask(self.position());
            turn.ask(effect);
        } else if let Some((_, card)) = turn.shared.catalog.exercise(page) {
            let effect = Effect::OpenExercise(card.slug.clone());
            turn.ask(self.position());
            turn.ask(effect);
        } else {
            // An address: shown, so that it can be copied; the workbook itself needs no network.
            turn.shared.notice = Some(Safe::line(to).into_string());
        }
    }
}
