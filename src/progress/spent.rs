//! Time spent: counted from one sign of life to the next, a pause counting at most some minutes.

use std::collections::BTreeMap;

use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};

use super::store::Store;
use super::{Day, Fault, WallTime, Zone};

/// A longer pause counts as this much: who reads presses no key for a while, and who has left presses none either.
const PAUSE_MS: i64 = 3 * 60_000;
/// As much is gathered before it is kept; a kill loses no more.
const GATHERED_MS: i64 = 60_000;

/// Time that was spent until a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spent {
    /// The moment.
    pub at: WallTime,
    /// How long, in milliseconds.
    pub ms: i64,
}

/// Signs of life, and the time between them that is not kept yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pulse {
    last: Option<WallTime>,
    gathered_ms: i64,
}

impl Pulse {
    /// Takes a sign of life; what is to be kept, once enough is gathered. A clock put back counts nothing.
    pub fn beat(&mut self, at: WallTime) -> Option<Spent> {
        let pause = self.last.map_or(0, |last| at.0.saturating_sub(last.0));
        self.last = Some(at);
        self.gathered_ms += pause.clamp(0, PAUSE_MS);
        if self.gathered_ms >= GATHERED_MS { self.rest() } else { None }
    }

    /// What is gathered and not kept yet.
    pub fn rest(&mut self) -> Option<Spent> {
        let ms = std::mem::take(&mut self.gathered_ms);
        self.last.filter(|_| ms > 0).map(|at| Spent { at, ms })
    }
}

impl Spent {
    pub(super) fn insert(self, db: &Connection) -> rusqlite::Result<()> {
        let mut insert = db.prepare_cached("INSERT OR IGNORE INTO spent VALUES (?1, ?2)")?;
        insert.execute(params![self.at.0, self.ms]).map(drop)
    }
}

impl Store {
    /// Adds time spent.
    ///
    /// # Errors
    /// The store cannot be written.
    pub fn spend(&mut self, spent: Spent) -> Result<(), Fault> {
        self.write(|tx| spent.insert(tx))
    }

    /// All that was added, the oldest first.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn all_spent(&self) -> Result<Vec<Spent>, Fault> {
        self.read(|db| {
            db.prepare_cached("SELECT at, ms FROM spent ORDER BY at, ms")?
                .query_map([], |row| Ok(Spent { at: WallTime(row.get(0)?), ms: row.get(1)? }))?
                .collect()
        })
    }

    /// Milliseconds spent on each day.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn spent(&self, zone: Zone) -> Result<BTreeMap<Day, i64>, Fault> {
        let mut days = BTreeMap::new();
        for Spent { at, ms } in self.all_spent()? {
            *days.entry(zone.day(at)).or_insert(0) += ms;
        }
        Ok(days)
    }
}

#[cfg(test)]
mod tests {
    use super::{Pulse, Spent};
    use crate::progress::{Day, Store, WallTime, Zone};

    /// What is kept of signs of life at these seconds, and what is left at the end.
    fn check(seconds: &[i64], kept: &[(i64, i64)]) {
        let mut pulse = Pulse::default();
        let mut out: Vec<Spent> = seconds.iter().filter_map(|at| pulse.beat(WallTime(at * 1000))).collect();
        out.extend(pulse.rest());
        assert_eq!(pulse.rest(), None);
        let told: Vec<(i64, i64)> = out.iter().map(|spent| (spent.at.0 / 1000, spent.ms / 1000)).collect();
        assert_eq!(told, kept, "{seconds:?}");
    }

    #[test]
    fn pauses_count_some_minutes_at_most() {
        check(&[], &[]);
        check(&[5], &[]);
        check(&[0, 10, 30], &[(30, 30)]);
        check(&[0, 50, 70, 80], &[(70, 70), (80, 10)]);
        check(&[0, 170], &[(170, 170)]);
        check(&[0, 36_000, 36_010], &[(36_000, 180), (36_010, 10)]);
        check(&[100, 40, 50], &[(50, 10)]);
    }

    #[test]
    fn days_add_up_and_nothing_is_taken_away() {
        let mut store = Store::in_memory();
        for (at, ms) in [(1_000, 500), (86_400_000, 300), (86_500_000, 200), (86_500_000, 200)] {
            store.spend(Spent { at: WallTime(at), ms }).expect("the store takes it");
        }
        let days = store.spent(Zone::Utc).expect("the store reads");
        assert_eq!(days.into_iter().collect::<Vec<_>>(), [(Day(0), 500), (Day(1), 500)]);
        for change in ["UPDATE spent SET ms = 1", "DELETE FROM spent"] {
            assert!(store.write(|tx| tx.execute(change, [])).is_err(), "{change}");
        }
    }
}
