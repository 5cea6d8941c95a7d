//! Faults that are left of what may go wrong.

use super::setup::{Faults, Service, Setup};

/// A budget of faults, used up as they come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Left {
    all: u16,
    /// By [`Sort`].
    sorts: [u16; Sort::COUNT],
    crash: Vec<u16>,
    pause: Vec<u16>,
    down: Vec<u16>,
    part: Vec<u16>,
}

/// Faults that have no place of their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    SentTwice,
    Forgotten,
    RefusedCommit,
    UnansweredCommit,
    UnansweredPublish,
    LostRequest,
    LostReply,
    Late,
    FailedCall,
    Eviction,
    CacheDown,
}

impl Sort {
    const COUNT: usize = 11;
}

/// Which fault is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Sort(Sort),
    /// Of a service.
    Crash(usize),
    Pause(usize),
    Down(usize),
    /// Of a pair.
    Part(usize),
}

impl Left {
    pub(super) fn new(setup: &Setup) -> Self {
        let Faults {
            at_most,
            crash,
            pause,
            pause_ms: _,
            down,
            producer_duplicates,
            consumer_duplicates,
            refused_commits,
            unanswered_commits,
            unanswered_publishes,
            lost_requests,
            lost_replies,
            late_calls,
            failed_calls,
            partition,
            evictions,
            cache_down,
        } = &setup.faults;
        let by_service = |list: &[(String, u16)]| {
            let times = |service: &Service| {
                list.iter().filter(|(name, _)| *name == service.name).map(|(_, times)| *times).sum()
            };
            setup.services.iter().map(times).collect()
        };
        let sorts = [
            *producer_duplicates,
            *consumer_duplicates,
            *refused_commits,
            *unanswered_commits,
            *unanswered_publishes,
            *lost_requests,
            *lost_replies,
            *late_calls,
            *failed_calls,
            *evictions,
            *cache_down,
        ];
        let [crash, pause, down] = [crash, pause, down].map(|list| by_service(list));
        Self { all: *at_most, sorts, crash, pause, down, part: partition.iter().map(|(_, _, times)| *times).collect() }
    }

    /// Whether anything may still go wrong.
    pub(super) fn any(&self) -> bool {
        self.all > 0
    }

    /// Whether this may still go wrong.
    pub(super) fn may(&self, of: Of) -> bool {
        self.all > 0 && self.count(of) > 0
    }

    /// It goes wrong.
    pub(super) fn take(&mut self, of: Of) {
        self.all -= 1;
        *self.place(of) -= 1;
    }

    fn count(&self, of: Of) -> u16 {
        match of {
            Of::Sort(sort) => self.sorts[sort as usize],
            Of::Crash(at) => self.crash[at],
            Of::Pause(at) => self.pause[at],
            Of::Down(at) => self.down[at],
            Of::Part(at) => self.part[at],
        }
    }

    fn place(&mut self, of: Of) -> &mut u16 {
        match of {
            Of::Sort(sort) => &mut self.sorts[sort as usize],
            Of::Crash(at) => &mut self.crash[at],
            Of::Pause(at) => &mut self.pause[at],
            Of::Down(at) => &mut self.down[at],
            Of::Part(at) => &mut self.part[at],
        }
    }

    /// All that is left.
    pub(super) fn counts(&self) -> impl Iterator<Item = u16> {
        let places = [&self.crash, &self.pause, &self.down, &self.part].into_iter().flatten();
        [self.all].into_iter().chain(self.sorts.iter().chain(places).copied())
    }
}
