//! What the edge does about cards: counts, asks and keeps; and looking back on what was done.

use std::collections::BTreeMap;

use super::Edge;
use crate::course::recall::{Face, Recall};
use crate::progress::{Day, Deck, Rating};
use crate::tui::model::{Looked, Msg};

/// Cards of one sitting: some minutes. What is left can be asked for again.
const SITTING: usize = 20;

impl Edge {
    fn deck(&self) -> Deck {
        // What cannot be read shows nothing due, and says so at the first save.
        self.store.deck(self.course.catalog(), self.clock.zone()).unwrap_or_default()
    }

    /// How many cards are due.
    ///
    /// Cost: a few milliseconds with 10,000 attempts: not before the first frame.
    pub(super) fn due(&self) -> Msg {
        Msg::Due(self.deck().due(self.clock.today()).count())
    }

    /// The first cards that are due, to be asked.
    pub(super) fn begin_review(&self) -> Msg {
        let deck = self.deck();
        let due = deck.due(self.clock.today()).map(|card| card.recall.clone());
        let faces: Vec<_> = due.filter_map(|recall| self.face(recall)).take(SITTING).collect();
        if faces.is_empty() { Msg::Trouble(self.words().get("review-none")) } else { Msg::Review(faces) }
    }

    /// The same cards in the language in force.
    pub(super) fn say_cards_again(&self, recalls: Vec<Recall>) -> Msg {
        Msg::ReviewAgain(recalls.into_iter().filter_map(|recall| self.face(recall)).collect())
    }

    /// What there is to look back on.
    pub(super) fn look_back(&mut self) -> Msg {
        self.rest();
        let concepts = self.course.concepts().unwrap_or_default();
        let name = |id: &String| {
            let texts = &concepts.0.get(id)?.texts;
            texts.get(&self.lang).or_else(|| texts.values().next()).map(|text| text.name.clone())
        };
        let mut counts: BTreeMap<&String, u32> = BTreeMap::new();
        for ((exercise, _), failed) in self.store.failures().unwrap_or_default() {
            let card = self.course.catalog().exercise(exercise.as_str()).map(|(_, card)| card);
            for concept in card.into_iter().flat_map(|card| &card.concepts) {
                *counts.entry(concept).or_insert(0) += failed;
            }
        }
        let mut weak: Vec<(String, u32)> =
            counts.into_iter().map(|(id, failed)| (name(id).unwrap_or_else(|| id.clone()), failed)).collect();
        weak.sort_by_key(|(_, failed)| std::cmp::Reverse(*failed));
        let days = self.store.days(self.clock.zone()).unwrap_or_default();
        let today = self.clock.today();
        let spent = self.store.spent(self.clock.zone()).unwrap_or_default();
        let since = |first: Day| spent.range(first..).map(|(_, ms)| ms).sum::<i64>();
        let spent = [today, today.after(-today.weekday()), Day(i64::MIN)].map(|first| since(first) / 60_000);
        Msg::LookedBack(Box::new(Looked { today, days, weak, spent }))
    }

    fn face(&self, recall: Recall) -> Option<(Recall, Face)> {
        let face = self.course.face(&recall, &self.lang)?;
        Some((recall, face))
    }

    pub(super) fn rate(&mut self, recall: &Recall, rating: Rating, out: &mut Vec<Msg>) {
        let kept = self.store.review(recall, rating, self.clock.now());
        self.kept(kept, out);
        out.push(self.due());
    }
}
