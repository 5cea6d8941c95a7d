//! A reader of all events who keeps its own position.

use super::{EventStore, Recorded};

/// A catch-up subscription: it first gets what is there, then what comes.
///
/// Delivery is at least once: what was not acknowledged is delivered again, and a subscriber that keeps its position
/// beside its own data and loses that data begins again where it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Subscription {
    position: u64,
}

impl Subscription {
    /// From after a position: 0 for everything.
    #[must_use]
    pub fn after(position: u64) -> Self {
        Self { position }
    }

    /// The position of the last event acknowledged.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.position
    }

    /// The next events, at most `most`; the same ones again until they are acknowledged.
    #[must_use]
    pub fn next<'s>(&self, store: &'s EventStore, most: usize) -> Vec<&'s Recorded> {
        store.read_all(self.position).take(most).collect()
    }

    /// Everything up to this position is done. Going back is not possible this way; make a new subscription for that.
    pub fn acknowledge(&mut self, position: u64) {
        self.position = self.position.max(position);
    }
}
