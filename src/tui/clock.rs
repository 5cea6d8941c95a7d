//! The workbook's clock: the system's, or one that stands still, for tests and pictures.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::progress::{Day, WallTime, Zone};

/// Where the workbook's time comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Clock {
    /// The system.
    #[default]
    System,
    /// Always this moment, in UTC.
    Still(WallTime),
}

impl Clock {
    #[expect(clippy::disallowed_methods, reason = "the one clock of the workbook")]
    pub(crate) fn now(self) -> WallTime {
        match self {
            Self::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                WallTime(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
            }
            Self::Still(at) => at,
        }
    }

    pub(crate) fn zone(self) -> Zone {
        match self {
            Self::System => Zone::System,
            Self::Still(_) => Zone::Utc,
        }
    }

    pub(crate) fn today(self) -> Day {
        self.zone().day(self.now())
    }
}
