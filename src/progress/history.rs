//! What was done on which day, and what failed how often: for looking back.

use std::collections::BTreeMap;

use super::store::Store;
use super::{Day, Fault, WallTime, Zone, review};
use crate::base::Slug;

impl Store {
    /// How much was done on each day: attempts made, lessons read to their end, cards answered.
    ///
    /// Cost: a few milliseconds for 10,000 attempts.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn days(&self, zone: Zone) -> Result<BTreeMap<Day, u32>, Fault> {
        let moments: Vec<i64> = self.read(|db| {
            db.prepare_cached(
                "SELECT at FROM attempt UNION ALL SELECT at FROM review \
                 UNION ALL SELECT read_at FROM lesson WHERE read_at IS NOT NULL",
            )?
            .query_map([], |row| row.get(0))?
            .collect()
        })?;
        let mut days = BTreeMap::new();
        for at in moments {
            *days.entry(zone.day(WallTime(at))).or_insert(0) += 1;
        }
        Ok(days)
    }

    /// How often honest tries failed each check.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn failures(&self) -> Result<BTreeMap<(Slug, String), u32>, Fault> {
        let mut counts = BTreeMap::new();
        for (exercise, check, _) in self.read(review::failed)? {
            *counts.entry((exercise, check)).or_insert(0) += 1;
        }
        Ok(counts)
    }
}
