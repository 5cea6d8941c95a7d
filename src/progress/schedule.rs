//! When to ask again: FSRS-5, by the crate `rs-fsrs`, in whole days and without chance.

use chrono::{DateTime, Utc};
use rs_fsrs::{Card, FSRS, Parameters, Seed};
use serde::{Deserialize, Serialize};

use super::Day;

/// The published weights of FSRS-5, written here so that a later version of the crate moves no card.
const WEIGHTS: [f64; 19] = [
    0.4072, 1.1829, 3.1262, 15.4722, 7.2102, 0.5316, 1.0651, 0.0234, 1.616, 0.1544, 1.0824, 1.9813, 0.0953, 0.2975,
    2.2042, 0.2407, 2.9466, 0.5034, 0.6567,
];
/// The share of cards that shall be known when they come.
const RETENTION: f64 = 0.9;
/// Ten years: nothing is put away for longer.
const LONGEST: i32 = 3650;

/// How well a card was known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rating {
    /// Not.
    Again,
    /// With pains.
    Hard,
    /// Well.
    Good,
    /// At once.
    Easy,
}

impl Rating {
    /// All, the worst first.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// 1 to 4: the key that gives it.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Again => 1,
            Self::Hard => 2,
            Self::Good => 3,
            Self::Easy => 4,
        }
    }

    /// The rating with this number.
    #[must_use]
    pub fn of(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|rating| rating.number() == number)
    }
}

/// What reviews have come to: how well a card sits, and when it is due.
#[derive(Debug, Clone)]
pub struct Memory {
    card: Card,
    last: Day,
    /// The day from which it is due.
    pub due: Day,
    /// Reviews that counted.
    pub reviews: u32,
}

/// The state after one more review; the first rating of a day counts, as do days in order.
///
/// Cost: a few microseconds.
#[must_use]
pub(super) fn after(memory: Option<Memory>, rating: Rating, day: Day) -> Memory {
    after_with(WEIGHTS, memory, rating, day)
}

fn after_with(w: [f64; 19], memory: Option<Memory>, rating: Rating, day: Day) -> Memory {
    let (card, reviews) = match memory {
        Some(memory) if day <= memory.last => return memory,
        Some(memory) => (memory.card, memory.reviews),
        // No clock is read: a new card has no times.
        None => (Card::default(), 0),
    };
    let parameters = Parameters {
        request_retention: RETENTION,
        maximum_interval: LONGEST,
        w,
        decay: Parameters::DECAY,
        factor: Parameters::FACTOR,
        // Steps within a day are not for a workbook, and two readers with the same days get the same cards.
        enable_short_term: false,
        enable_fuzz: false,
        seed: Seed::Empty,
    };
    let rated = match rating {
        Rating::Again => rs_fsrs::Rating::Again,
        Rating::Hard => rs_fsrs::Rating::Hard,
        Rating::Good => rs_fsrs::Rating::Good,
        Rating::Easy => rs_fsrs::Rating::Easy,
    };
    let card = FSRS::new(parameters).next(card, midnight(day), rated).card;
    Memory { due: day.after(card.scheduled_days.max(1)), card, last: day, reviews: reviews + 1 }
}

/// The midnight with which a day begins, as the crate wants it: it counts elapsed days in whole 24 hours.
fn midnight(day: Day) -> DateTime<Utc> {
    DateTime::from_timestamp(day.0.saturating_mul(86_400), 0).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Day, LONGEST, Memory, RETENTION, Rating, WEIGHTS, after_with};
    use Rating::{Again, Easy, Good, Hard};

    /// What the crate's authors publish for their long-term scheduler, each card answered on the day it is due.
    #[test]
    fn the_schedule_is_the_published_one() {
        let weights = [
            0.4197, 1.1869, 3.0412, 15.2441, 7.1434, 0.6477, 1.0007, 0.0674, 1.6597, 0.1712, 1.1178, 2.0225, 0.0904,
            0.3025, 2.1214, 0.2498, 2.9466, 0.4891, 0.6468,
        ];
        let ratings = [Good, Good, Good, Good, Good, Good, Again, Again, Good, Good, Good, Good, Good];
        let published = [3, 13, 48, 155, 445, 1158, 17, 3, 9, 27, 74, 190, 457];
        let (mut memory, mut day) = (None::<Memory>, Day(19_325));
        for (rating, days) in ratings.into_iter().zip(published) {
            let next = after_with(weights, memory, rating, day);
            assert_eq!(next.due, day.after(days));
            day = next.due;
            memory = Some(next);
        }
    }

    /// FSRS-5 from its published formulas, apart from the crate: stability, difficulty and days until the next review.
    struct Reference {
        stability: f64,
        difficulty: f64,
    }

    impl Reference {
        fn first_difficulty(grade: f64) -> f64 {
            (WEIGHTS[4] - (WEIGHTS[5] * (grade - 1.0)).exp() + 1.0).clamp(1.0, 10.0)
        }

        fn new(rating: Rating) -> Self {
            let stability = WEIGHTS[usize::from(rating.number()) - 1].max(0.1);
            Self { stability, difficulty: Self::first_difficulty(f64::from(rating.number())) }
        }

        fn next(&self, rating: Rating, elapsed: i64) -> Self {
            let w = WEIGHTS;
            let (s, d) = (self.stability, self.difficulty);
            #[expect(clippy::cast_precision_loss, reason = "days are few")]
            let r = (1.0 + 19.0 / 81.0 * elapsed as f64 / s).powf(-0.5);
            let stability = if rating == Again {
                w[11] * d.powf(-w[12]) * ((s + 1.0).powf(w[13]) - 1.0) * (w[14] * (1.0 - r)).exp()
            } else {
                let bonus = match rating {
                    Hard => w[15],
                    Easy => w[16],
                    Again | Good => 1.0,
                };
                s * (1.0 + w[8].exp() * (11.0 - d) * s.powf(-w[9]) * ((w[10] * (1.0 - r)).exp() - 1.0) * bonus)
            };
            let moved = d - w[6] * (f64::from(rating.number()) - 3.0);
            let difficulty = (w[7] * Self::first_difficulty(4.0) + (1.0 - w[7]) * moved).clamp(1.0, 10.0);
            Self { stability, difficulty }
        }

        fn days(&self) -> f64 {
            (self.stability / (19.0 / 81.0) * (RETENTION.powf(-2.0) - 1.0)).round().clamp(1.0, f64::from(LONGEST))
        }
    }

    /// Days until the next review by the published formulas: a better rating never comes earlier than a worse one.
    fn interval(rating: Rating, of: impl Fn(Rating) -> Reference) -> f64 {
        let hard = of(Hard).days();
        let again = of(Again).days().min(hard);
        let hard = hard.max(again + 1.0);
        let good = of(Good).days().max(hard + 1.0);
        let easy = of(Easy).days().max(good + 1.0);
        match rating {
            Again => again,
            Hard => hard,
            Good => good,
            Easy => easy,
        }
    }

    #[test]
    fn a_recorded_sequence_of_ratings_and_days_comes_out_as_by_the_formulas() {
        for recorded in [
            // Ratings, each with the days since the one before: in time, early and late.
            &[(Good, 0), (Good, 3), (Hard, 12), (Again, 30), (Good, 2), (Good, 5), (Easy, 21), (Good, 200)][..],
            &[(Again, 0), (Again, 1), (Again, 1), (Hard, 4), (Good, 1), (Good, 9), (Again, 90), (Easy, 1)],
            &[(Easy, 0), (Easy, 15), (Easy, 150), (Easy, 1500), (Easy, 3650), (Again, 3650), (Good, 10)],
            &[(Hard, 0), (Hard, 1), (Hard, 1), (Hard, 2), (Hard, 3), (Hard, 5), (Hard, 8), (Hard, 13)],
        ] {
            let (mut memory, mut reference, mut day) = (None::<Memory>, None::<Reference>, Day(20_000));
            for (rating, elapsed) in recorded {
                day = day.after(*elapsed);
                let of = |rating| match &reference {
                    None => Reference::new(rating),
                    Some(before) => before.next(rating, *elapsed),
                };
                #[expect(clippy::cast_possible_truncation, reason = "an interval is at most ten years")]
                let wanted = interval(*rating, of) as i64;
                reference = Some(of(*rating));
                let next = after_with(WEIGHTS, memory, *rating, day);
                assert_eq!(next.due, day.after(wanted), "{rating:?} after {elapsed} days of {recorded:?}");
                memory = Some(next);
            }
        }
    }

    #[test]
    fn a_day_counts_once_and_days_go_on() {
        let first = super::after(None, Good, Day(10));
        let again = super::after(Some(first.clone()), Again, Day(10));
        let before = super::after(Some(first.clone()), Easy, Day(4));
        assert_eq!((again.due, again.reviews, before.due), (first.due, 1, first.due));
    }
}
