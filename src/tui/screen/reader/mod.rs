//! The reader: a lesson in one column, with what it offers at each place.

mod view;

use std::collections::BTreeSet;

use super::home::next_after;
use super::{Go, Turn};
use crate::base::{Safe, Slug, truncate};
use crate::course::{self, Lesson};
use crate::tui::action::{Action, Place};
use crate::tui::key::{Code, Key};
use crate::tui::layout::{self, Card, Live, MEASURE, Page, Role, Row, Shown, Span, Spot, SpotKind, Words};
use crate::tui::model::{Block, Effect, Reading, Shared, Ticket};

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
    /// Blocks that run: their number and ticket.
    running: Vec<(usize, Ticket)>,
    /// Run blocks whose guess was passed over.
    unguessed: BTreeSet<usize>,
    /// Rows of text in sight, columns of text.
    seen: (usize, u16),
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
            running: Vec::new(),
            unguessed: BTreeSet::new(),
            seen: (1, 8),
            done: false,
        }
    }

    /// Which lesson.
    #[must_use]
    pub(crate) fn slug(&self) -> &Slug {
        &self.lesson.slug
    }

    pub(crate) fn places(&self) -> Vec<Place> {
        let mut places = vec![Place::Reader, Place::Outside, Place::Everywhere];
        if self.question().is_some() {
            places.insert(0, Place::Question);
        }
        places
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
            _ => true,
        }
    }

    /// Lays the lesson out for the screen; the place in it stays.
    pub(crate) fn fit(&mut self, shared: &Shared) {
        let here = (!self.page.rows.is_empty()).then(|| self.here());
        let spot = self.spot.and_then(|spot| self.page.spots.get(spot)).map(|spot| (spot.kind.clone(), spot.block));
        let (columns, rows) = shared.size;
        let cells = columns.saturating_sub(if columns >= 60 { 4 } else { 1 }).clamp(8, MEASURE);
        self.seen = (usize::from(rows.saturating_sub(HEAD + 1)).max(1), cells);
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
        }
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

    /// How many options that question has; 0 without one.
    pub(crate) fn choices(&self) -> usize {
        self.question().map_or(0, |(_, question)| question.options.len())
    }

    /// The question to which a letter is the answer: the marked one, else the first unanswered one in sight.
    fn question(&self) -> Option<(usize, &course::Question)> {
        let of = |block: usize| match self.lesson.blocks.get(block)? {
            course::Block::Quiz(question) | course::Block::Predict(question) => Some((block, question)),
            _ => None,
        };
        let open = |block: &usize| self.live.0.get(block).is_none_or(|live| live.chosen.is_none());
        let marked = self.spot.and_then(|spot| self.page.spots.get(spot)).map(|spot| spot.block);
        marked.filter(open).and_then(of).or_else(|| {
            self.page
                .spots
                .iter()
                .filter(|spot| matches!(spot.kind, SpotKind::Option(_)) && self.in_sight(spot.row))
                .map(|spot| spot.block)
                .filter(open)
                .find_map(of)
        })
    }

    /// The block that `r` runs: the marked one, else the first whose head is in sight, else the first of which anything is.
    fn block_to_run(&self) -> Option<usize> {
        let runs = |spot: &&layout::Spot| matches!(spot.kind, SpotKind::Run);
        let marked = self.spot.and_then(|spot| self.page.spots.get(spot)).filter(runs);
        let in_part = |spot: &&layout::Spot| {
            self.page.rows.iter().skip(self.top).take(self.seen.0).any(|row| row.block == spot.block)
        };
        marked
            .or_else(|| self.page.spots.iter().filter(runs).find(|spot| self.in_sight(spot.row)))
            .or_else(|| self.page.spots.iter().filter(runs).find(in_part))
            .map(|spot| spot.block)
    }

    fn widest(&self) -> usize {
        let in_sight = self.page.rows.iter().skip(self.top).take(self.seen.0);
        in_sight.map(layout::Row::width).max().unwrap_or(0)
    }

    pub(crate) fn act(&mut self, action: Action, key: Key, turn: &mut Turn<'_>) {
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
                    self.run(block, turn);
                }
            }
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
            SpotKind::Run => self.run(spot.block, turn),
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
        }
    }

    fn follow_link(&mut self, to: &str, turn: &mut Turn<'_>) {
        let (page, section) = to.split_once('#').map_or((to, None), |(page, section)| (page, Some(section)));
        if page.is_empty() || page == self.lesson.slug.as_str() {
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

    /// An option by its letter or number.
    fn choose(&mut self, key: Key, turn: &mut Turn<'_>) {
        let Some((block, question)) = self.question() else { return };
        let number = match key.code {
            Code::Char(c @ 'a'..='f') => usize::from(c as u8 - b'a'),
            Code::Char(c @ '1'..='6') => usize::from(c as u8 - b'1'),
            _ => return,
        };
        if number < question.options.len() {
            self.answer(block, number, turn);
        }
    }

    fn answer(&mut self, block: usize, number: usize, turn: &mut Turn<'_>) {
        let live = self.live.0.entry(block).or_default();
        if live.chosen.is_some() {
            return;
        }
        live.chosen = Some(number);
        let predicts = matches!(self.lesson.blocks.get(block), Some(course::Block::Predict(_)));
        self.spot = None;
        if predicts && self.is_run(block + 1) {
            self.run(block + 1, turn);
        }
        self.fit(turn.shared);
        // Why stands below the options: all of it, but for what is longer than the screen.
        let first = self.page.rows.iter().position(|row| row.block == block).unwrap_or(0);
        let last = self.page.rows.iter().rposition(|row| row.block == block).unwrap_or(0);
        if last >= self.top + self.seen.0 {
            self.scroll_to((last + 2).saturating_sub(self.seen.0).min(first + 1));
        }
    }

    fn is_run(&self, block: usize) -> bool {
        matches!(self.lesson.blocks.get(block), Some(course::Block::SqlRun { .. } | course::Block::JsRun { .. }))
    }

    /// Runs a block; where a guess is asked first, asks once.
    fn run(&mut self, block: usize, turn: &mut Turn<'_>) {
        if self.running.iter().any(|(running, _)| *running == block) {
            return;
        }
        let guess = block.checked_sub(1).filter(|before| {
            matches!(self.lesson.blocks.get(*before), Some(course::Block::Predict(_)))
                && self.live.0.get(before).is_none_or(|live| live.chosen.is_none())
        });
        if let Some(guess) = guess.filter(|_| self.unguessed.insert(block)) {
            turn.shared.notice = Some(turn.shared.words.get("reader-guess-first"));
            if let Some(row) = self.page.spots.iter().find(|spot| spot.block == guess).map(|spot| spot.row) {
                self.show(row);
            }
            return;
        }
        let what = match self.lesson.blocks.get(block) {
            Some(course::Block::SqlRun { databases, sql, .. }) => Block::Sql {
                databases: databases
                    .iter()
                    .map(|name| (name.clone(), self.lesson.setup.get(name).cloned().unwrap_or_default()))
                    .collect(),
                sql: sql.clone(),
            },
            Some(course::Block::JsRun { source, .. }) => Block::Js(source.clone()),
            _ => return,
        };
        let ticket = turn.shared.ticket();
        self.running.push((block, ticket));
        self.live.0.entry(block).or_default().running = true;
        turn.ask(Effect::Run(ticket, what));
        self.fit(turn.shared);
    }

    /// A block has run.
    pub(crate) fn ran(&mut self, ticket: Ticket, shown: &Shown, shared: &Shared) {
        let Some(at) = self.running.iter().position(|(_, running)| *running == ticket) else { return };
        let (block, _) = self.running.swap_remove(at);
        let live = self.live.0.entry(block).or_default();
        live.running = false;
        live.shown = Some(shown.clone());
        self.fit(shared);
        // What came is what one wants to see, from its first row on.
        let last = self.page.rows.iter().rposition(|row| row.block == block).unwrap_or(0);
        let run = self.page.spots.iter().find(|spot| spot.block == block).map_or(0, |spot| spot.row);
        let came = match self.lesson.blocks.get(block) {
            Some(course::Block::SqlRun { sql: text, .. } | course::Block::JsRun { source: text, .. }) => {
                run + text.trim_end_matches('\n').split('\n').count()
            }
            _ => run,
        };
        if last >= self.top + self.seen.0 {
            self.scroll_to((last + 2).saturating_sub(self.seen.0).min(came));
        }
    }

    /// The worker gave up.
    pub(crate) fn gave_up(&mut self, ticket: Ticket) {
        if let Some(at) = self.running.iter().position(|(_, running)| *running == ticket) {
            let (block, _) = self.running.swap_remove(at);
            self.live.0.entry(block).or_default().running = false;
        }
    }
}
