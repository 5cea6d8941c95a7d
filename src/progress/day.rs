//! Days, as reviews and calendars count them.

use std::fmt;

use chrono::{Local, TimeZone};

use super::WallTime;

const DAY: i64 = 86_400_000;

/// A day of the calendar: days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

/// Whose midnight parts the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Zone {
    /// The reader's: the system's time zone, with its summer time.
    #[default]
    System,
    /// UTC, for tests.
    Utc,
}

impl Zone {
    /// The day on which a moment lies.
    #[must_use]
    pub fn day(self, at: WallTime) -> Day {
        Day(self.here(at).0.div_euclid(DAY))
    }

    /// A moment as `2026-11-21 09:30`.
    #[must_use]
    pub fn minute(self, at: WallTime) -> String {
        let told = self.here(at).to_string().replace('T', " ");
        told.rsplit_once(':').map_or(told.clone(), |(minute, _)| minute.to_owned())
    }

    /// The moment at which clocks in UTC show what clocks here show.
    fn here(self, at: WallTime) -> WallTime {
        let ahead = match self {
            Self::System => Local.timestamp_millis_opt(at.0).single().map_or(0, |at| at.offset().local_minus_utc()),
            Self::Utc => 0,
        };
        WallTime(at.0.saturating_add(i64::from(ahead) * 1000))
    }
}

impl Day {
    /// So many days later.
    #[must_use]
    pub fn after(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days since Monday.
    #[must_use]
    pub fn weekday(self) -> i64 {
        // 1970-01-01 was a Thursday.
        (self.0 + 3).rem_euclid(7)
    }
}

/// As `2026-11-21`.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let moment = WallTime(self.0.saturating_mul(DAY)).to_string();
        f.pad(moment.split('T').next().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Zone};
    use crate::progress::WallTime;

    #[test]
    fn days_begin_at_midnight_and_weeks_on_monday() {
        for (ms, day, weekday, shown) in [
            (0, 0, 3, "1970-01-01"),
            (86_399_999, 0, 3, "1970-01-01"),
            (1_795_219_200_000, 20778, 5, "2026-11-21"),
            (-1, -1, 2, "1969-12-31"),
        ] {
            let there = Zone::Utc.day(WallTime(ms));
            assert_eq!((there, there.weekday(), there.to_string().as_str()), (Day(day), weekday, shown));
        }
        let moment = WallTime(1_795_219_200_000);
        assert!((Zone::System.day(moment).0 - Zone::Utc.day(moment).0).abs() <= 1);
    }
}
