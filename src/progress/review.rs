//! Cards: what is asked again, when it is due, and how it was answered.
//!
//! A card is nothing that is kept: what was read, failed and answered wrongly makes it, and its reviews say when it is due.

use std::collections::BTreeMap;

use rusqlite::{Connection, Transaction, params};
use serde::{Deserialize, Serialize};

use super::schedule::{self, Memory, Rating};
use super::store::Store;
use super::{Day, Fault, WallTime, Zone};
use crate::base::Slug;
use crate::course::Catalog;
use crate::course::recall::Recall;

/// A card asked, and how well it was known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Review {
    /// The card.
    pub card: String,
    /// When.
    pub at: WallTime,
    /// How well.
    pub rating: Rating,
}

/// A card.
#[derive(Debug, Clone)]
pub struct Card {
    /// What is asked.
    pub recall: Recall,
    /// The day from which it is due.
    pub due: Day,
    /// Times it was asked.
    pub reviews: u32,
}

/// All cards of a reader.
#[derive(Debug, Clone, Default)]
pub struct Deck {
    /// The cards, those due first before others.
    pub cards: Vec<Card>,
}

impl Deck {
    /// The cards due on a day, always in the same order.
    pub fn due(&self, today: Day) -> impl Iterator<Item = &Card> {
        self.cards.iter().take_while(move |card| card.due <= today)
    }

    /// The first day after `today` on which a card is due that is not due yet.
    #[must_use]
    pub fn next_after(&self, today: Day) -> Option<Day> {
        self.cards.iter().map(|card| card.due).find(|due| *due > today)
    }
}

impl Store {
    /// Notes that a question was answered wrongly; the first time makes its card.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn miss(&mut self, question: &Recall, at: WallTime) -> Result<(), Fault> {
        self.write(|tx| insert_missed(tx, &question.to_string(), at))
    }

    /// Notes how well a card was known.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn review(&mut self, card: &Recall, rating: Rating, at: WallTime) -> Result<(), Fault> {
        let review = Review { card: card.to_string(), at, rating };
        self.write(|tx| insert(tx, &review).map(drop))
    }

    /// The cards of what is in the book: of the concepts of lessons read, of questions answered wrongly, of checks that
    /// an honest try failed. Each is due from the day after; what is gone from the book is left out.
    ///
    /// Cost: all attempts and reviews are looked through (a few milliseconds for 10,000 attempts): for after the first
    /// frame.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn deck(&self, catalog: &Catalog, zone: Zone) -> Result<Deck, Fault> {
        let (read, since, reviews) = (self.read_lessons()?, self.read(since)?, self.reviews()?);
        let mut born: BTreeMap<Recall, Day> = BTreeMap::new();
        let mut bear = |recall: Recall, at: WallTime| {
            if let Some(recall) = recall.known(catalog) {
                let day = zone.day(at).after(1);
                born.entry(recall).and_modify(|due| *due = day.min(*due)).or_insert(day);
            }
        };
        for (lesson, at) in read {
            let concepts = catalog.lesson(lesson.as_str()).map(|(_, card)| card.concepts.clone()).unwrap_or_default();
            for concept in concepts {
                bear(Recall::Concept(concept), at);
            }
        }
        for (recall, at) in since {
            bear(recall, at);
        }
        let mut memories: BTreeMap<Recall, Memory> = BTreeMap::new();
        for review in reviews {
            let card = review.card.parse().ok().and_then(|recall: Recall| recall.known(catalog));
            if let Some(recall) = card.filter(|recall| born.contains_key(recall)) {
                let memory = schedule::after(memories.remove(&recall), review.rating, zone.day(review.at));
                memories.insert(recall, memory);
            }
        }
        let card = |(recall, since): (Recall, Day)| match memories.get(&recall) {
            Some(memory) => Card { due: memory.due, reviews: memory.reviews, recall },
            None => Card { due: since, reviews: 0, recall },
        };
        let mut cards: Vec<Card> = born.into_iter().map(card).collect();
        cards.sort_by(|a, b| (a.due, &a.recall).cmp(&(b.due, &b.recall)));
        Ok(Deck { cards })
    }

    /// All reviews, the oldest first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn reviews(&self) -> Result<Vec<Review>, Fault> {
        self.read(|db| {
            let mut query = db.prepare_cached("SELECT card, at, rating FROM review ORDER BY at, card")?;
            let mut rows = query.query([])?;
            let mut all = Vec::new();
            while let Some(row) = rows.next()? {
                let rating = Rating::of(row.get(2)?).ok_or_else(|| super::attempt::bad("rating"))?;
                all.push(Review { card: row.get(0)?, at: WallTime(row.get(1)?), rating });
            }
            Ok(all)
        })
    }

    /// Questions answered wrongly, and when first.
    pub(super) fn missed(&self) -> Result<BTreeMap<String, WallTime>, Fault> {
        self.read(|db| {
            db.prepare_cached("SELECT card, at FROM missed")?
                .query_map([], |row| Ok((row.get(0)?, WallTime(row.get(1)?))))?
                .collect()
        })
    }
}

/// What made cards, and when: questions answered wrongly, and checks that an honest try failed.
fn since(db: &Connection) -> rusqlite::Result<Vec<(Recall, WallTime)>> {
    let mut all = Vec::new();
    let mut query = db.prepare_cached("SELECT card, at FROM missed")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let at = WallTime(row.get(1)?);
        // A kind of card of a later version is left for it.
        all.extend(row.get::<_, String>(0)?.parse().ok().map(|recall: Recall| (recall, at)));
    }
    for (exercise, check, at) in failed(db)? {
        all.push((Recall::Check { exercise, check }, at));
    }
    Ok(all)
}

/// The checks that honest tries failed, with each moment. Where all of several fail, the answer mostly did not load: that
/// says nothing about any of them.
pub(super) fn failed(db: &Connection) -> rusqlite::Result<Vec<(Slug, String, WallTime)>> {
    let mut query =
        db.prepare_cached("SELECT exercise, failing, checks, at FROM attempt WHERE outcome = 'failed' AND differs")?;
    let mut rows = query.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let failing: String = row.get(1)?;
        let names: Vec<&str> = failing.split(' ').filter(|name| !name.is_empty()).collect();
        let checks: u32 = row.get(2)?;
        if names.len() < checks as usize || checks == 1 {
            let (exercise, at) = (super::attempt::parsed(row, "exercise")?, WallTime(row.get(3)?));
            all.extend(names.into_iter().map(|name| (exercise.clone(), name.to_owned(), at)));
        }
    }
    Ok(all)
}

/// Adds a review; false where it was there.
pub(super) fn insert(tx: &Transaction<'_>, review: &Review) -> rusqlite::Result<bool> {
    let mut insert = tx.prepare_cached("INSERT OR IGNORE INTO review VALUES (?1, ?2, ?3)")?;
    Ok(insert.execute(params![review.card, review.at.0, review.rating.number()])? == 1)
}

/// Notes a wrong answer; the earliest moment stays.
pub(super) fn insert_missed(tx: &Transaction<'_>, card: &str, at: WallTime) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO missed VALUES (?1, ?2) ON CONFLICT(card) DO UPDATE SET at = min(at, excluded.at)")?
        .execute(params![card, at.0])
        .map(drop)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Catalog, Day, Rating, Recall, Review, Store, WallTime, Zone};
    use crate::base::{Seed, Slug};
    use crate::course::exercise::Effort;
    use crate::course::{Course, LessonCard};
    use crate::grade::Outcome;
    use crate::progress::{Answers, Attempt, Export, Home};

    fn at(day: i64) -> WallTime {
        WallTime(day * 86_400_000 + 43_200_000)
    }

    fn catalog() -> Catalog {
        Course::built_in().expect("the built-in pack reads").catalog().clone()
    }

    /// A failed attempt at the first exercise of the book: its first `failing` checks of all.
    fn failed(catalog: &Catalog, n: u64, failing: usize, differs: bool, day: i64) -> Attempt {
        let card = &catalog.chapters[0].exercises[0];
        Attempt {
            exercise: card.slug.clone(),
            content: "c0".to_owned(),
            answer: format!("{n:064x}"),
            seed: Seed(1),
            effort: Effort::Normal,
            outcome: Outcome::Failed,
            points: 0,
            max_points: card.points,
            checks: u32::try_from(card.checks.len()).expect("few"),
            failing: card.checks.iter().take(failing).cloned().collect(),
            differs,
            at: at(day),
        }
    }

    #[track_caller]
    fn due(store: &Store, catalog: &Catalog, day: i64) -> Vec<String> {
        let deck = store.deck(catalog, Zone::Utc).expect("the store reads");
        deck.due(Day(day)).map(|card| card.recall.to_string()).collect()
    }

    #[test]
    fn a_failed_check_is_due_the_next_day_answered_and_due_later() {
        let (catalog, mut store) = (catalog(), Store::in_memory());
        store.record(&failed(&catalog, 1, 1, true, 100)).expect("it is kept");
        let name =
            format!("check {} {}", catalog.chapters[0].exercises[0].slug, catalog.chapters[0].exercises[0].checks[0]);
        assert_eq!(due(&store, &catalog, 100), Vec::<String>::new());
        assert_eq!(due(&store, &catalog, 101), [name.as_str()]);
        // Forgotten for a week, it is still there, once.
        store.record(&failed(&catalog, 2, 1, true, 103)).expect("it is kept");
        assert_eq!(due(&store, &catalog, 108), [name.as_str()]);
        let recall: Recall = name.parse().expect("a name");
        store.review(&recall, Rating::Good, at(108)).expect("it is kept");
        for (day, there) in [(108, 0), (110, 0), (111, 1)] {
            assert_eq!(due(&store, &catalog, day).len(), there, "day {day}");
        }
        store.review(&recall, Rating::Again, at(111)).expect("it is kept");
        assert_eq!((due(&store, &catalog, 111).len(), due(&store, &catalog, 112).len()), (0, 1));
        assert_eq!(store.deck(&catalog, Zone::Utc).expect("it reads").next_after(Day(111)), Some(Day(112)));
    }

    #[test]
    fn cards_come_from_what_was_read_missed_and_honestly_tried() {
        type Act<'a> = Box<dyn Fn(&mut Store) + 'a>;
        let catalog = catalog();
        let lesson = catalog.chapters[0].lessons.iter().find(|card| !card.concepts.is_empty()).expect("one teaches");
        let LessonCard { slug, concepts, .. } = lesson;
        let checks = catalog.chapters[0].exercises[0].checks.len();
        assert!(checks > 1, "the test needs an exercise of several checks");
        let question: Recall = format!("question {slug}#a/1").parse().expect("a name");
        let cases: [(&str, Act<'_>, usize); 8] = [
            ("nothing", Box::new(|_| {}), 0),
            ("a lesson read", Box::new(|store| store.mark_read(slug, at(1)).expect("kept")), concepts.len()),
            (
                "a question missed twice",
                Box::new(|store| {
                    store.miss(&question, at(1)).expect("kept");
                    store.miss(&question, at(2)).expect("kept");
                }),
                1,
            ),
            ("an honest try", Box::new(|store| drop(store.record(&failed(&catalog, 1, 1, true, 1)))), 1),
            ("the starter", Box::new(|store| drop(store.record(&failed(&catalog, 1, 1, false, 1)))), 0),
            ("what did not load", Box::new(|store| drop(store.record(&failed(&catalog, 1, checks, true, 1)))), 0),
            (
                "a lesson that is gone",
                Box::new(|store| {
                    store.mark_read(&Slug::new("gone").expect("a slug"), at(1)).expect("kept");
                }),
                0,
            ),
            (
                "a review of what is gone",
                Box::new(|store| {
                    store.review(&"concept gone".parse().expect("a name"), Rating::Good, at(1)).expect("kept");
                }),
                0,
            ),
        ];
        for (what, act, cards) in cases {
            let mut store = Store::in_memory();
            act(&mut store);
            let there = due(&store, &catalog, 2);
            assert_eq!(there.len(), cards, "{what}: {there:?}");
            assert_eq!(there, due(&store, &catalog, 2), "{what}: always in the same order");
            assert_eq!(there.iter().collect::<BTreeSet<_>>().len(), cards, "{what}");
        }
    }

    #[test]
    fn an_export_carries_what_was_missed_and_reviewed_and_the_same_day_counts_once() {
        let (catalog, mut here, mut there) = (catalog(), Store::in_memory(), Store::in_memory());
        let slug = &catalog.chapters[0].lessons[0].slug;
        let question: Recall = format!("question {slug}#a/1").parse().expect("a name");
        for (store, rating, hour) in [(&mut here, Rating::Easy, 0), (&mut there, Rating::Again, 1)] {
            store.miss(&question, at(1)).expect("kept");
            store.review(&question, rating, WallTime(at(5).0 + hour)).expect("kept");
        }
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        let answers = Answers::find(&Home::at(folder.path()), folder.path());
        let export = Export::of(&here, &answers).expect("the store reads");
        for _ in 0..2 {
            there.import(&export, &answers).expect("it is taken over");
        }
        let ratings: Vec<Rating> =
            there.reviews().expect("it reads").into_iter().map(|Review { rating, .. }| rating).collect();
        assert_eq!(ratings, [Rating::Easy, Rating::Again]);
        let days = |store: &Store| store.deck(&catalog, Zone::Utc).expect("it reads").cards[0].due;
        assert_eq!(days(&there), days(&here));
    }
}
