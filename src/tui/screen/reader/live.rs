//! What a lesson does: questions that are answered, blocks that run.

use super::Reader;
use super::Turn;
use crate::course;
use crate::tui::key::{Code, Key};
use crate::tui::layout::{self, Shown, SpotKind};
use crate::tui::model::{Block, Effect, Shared, Ticket};
use crate::tui::story::Played;

impl Reader {
    /// How many options that question has; 0 without one.
    pub(crate) fn choices(&self) -> usize {
        self.question().map_or(0, |(_, question)| question.options.len())
    }

    /// The question to which a letter is the answer: the marked one, else the first unanswered one in sight.
    pub(super) fn question(&self) -> Option<(usize, &course::Question)> {
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
    pub(super) fn block_to_run(&self) -> Option<usize> {
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

    /// An option by its letter or number.
    pub(super) fn choose(&mut self, key: Key, turn: &mut Turn<'_>) {
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

    pub(super) fn answer(&mut self, block: usize, number: usize, turn: &mut Turn<'_>) {
        let live = self.live.0.entry(block).or_default();
        if live.chosen.is_some() {
            return;
        }
        live.chosen = Some(number);
        if let Some(course::Block::Predict(question) | course::Block::Quiz(question)) = self.lesson.blocks.get(block)
            && question.options.get(number).is_some_and(|option| !option.right)
        {
            turn.effects.extend(self.lesson.recall(block).map(Effect::Missed));
        }
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
        matches!(
            self.lesson.blocks.get(block),
            Some(course::Block::SqlRun { .. } | course::Block::JsRun { .. } | course::Block::SimPlay(_))
        )
    }

    /// Runs a block; where a guess is asked first, asks once.
    pub(super) fn run(&mut self, block: usize, turn: &mut Turn<'_>) {
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
            Some(course::Block::SimPlay(play)) => Block::Play(play.clone()),
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

    /// The story that a block plays, once it is there.
    pub(super) fn played(&self, block: usize) -> Option<&Played> {
        match self.live.0.get(&block)?.shown.as_ref()? {
            Shown::Story(played) => Some(played),
            Shown::Rows { .. } | Shown::Lines(_) | Shown::Nothing | Shown::Error { .. } => None,
        }
    }

    /// The block whose story the arrows play: the marked one, else the first in sight.
    pub(super) fn playing(&self) -> Option<usize> {
        let marked = self.spot.and_then(|spot| self.page.spots.get(spot)).map(|spot| spot.block);
        let in_sight = self.page.rows.iter().skip(self.top).take(self.seen.0).map(|row| row.block);
        marked.into_iter().chain(in_sight).find(|block| self.played(*block).is_some())
    }

    /// Plays a story a step on or back; from its end, anew.
    pub(super) fn play_on(&mut self, block: usize, on: bool, shared: &Shared) {
        let Some(Shown::Story(played)) = self.live.0.get_mut(&block).and_then(|live| live.shown.as_mut()) else {
            return;
        };
        played.play(on);
        self.fit(shared);
        self.see(block);
    }

    /// Brings a block's last row into sight, from its first on where both have room.
    fn see(&mut self, block: usize) {
        let first = self.page.rows.iter().position(|row| row.block == block).unwrap_or(0);
        let last = self.page.rows.iter().rposition(|row| row.block == block).unwrap_or(0);
        if last >= self.top + self.seen.0 {
            self.scroll_to((last + 1).saturating_sub(self.seen.0));
        }
        if last < self.top {
            self.scroll_to(first);
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
