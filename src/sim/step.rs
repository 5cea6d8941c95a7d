//! Steps: what may happen next, and what it touched when it did.

use serde::{Deserialize, Serialize};

/// Who acts: an instance, a client, a queue; a number within its world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Actor(pub u16);

/// What brings a step about, under a name that is the same whatever else happened before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cause(pub u64);

/// What sort of step it is, as far as the natural order asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Goes on with what its actor has begun.
    Continue,
    /// Begins something: a message is delivered, an actor restarts.
    Begin,
    /// Begins something that comes again for ever; where nothing else is left and it changes nothing, the world rests.
    Tick,
    /// Wakes something that waits for a moment or is held up; comes when nothing is left to do but what comes again for
    /// ever, after a round of that.
    Wake,
    /// A fault. It never happens by itself.
    Fault,
}

/// A step that may come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    /// Who takes it; of a fault, whom it hits.
    pub actor: Actor,
    /// What brings it about; no two steps that may come next have the same actor, kind, cause and moment.
    pub cause: Cause,
    /// Its sort.
    pub kind: Kind,
    /// Its place in the natural order among steps that begin something: the least comes first.
    pub due: u64,
    /// The moment at which it comes, where the world keeps time; 0 where it does not.
    pub at: u64,
}

impl Step {
    /// Whether it is the same thing that comes. Its place in the natural order may be another when other things have
    /// come, or are gone.
    pub(super) fn is(&self, other: &Self) -> bool {
        (self.actor, self.cause, self.kind) == (other.actor, other.cause, other.kind)
    }
}

/// What a step touched. Two steps that touch nothing in common may change places and nobody can tell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Footprint {
    /// Names (hashes) of what was read.
    pub reads: Vec<u64>,
    /// Names (hashes) of what was written, or might have let another step come or go.
    pub writes: Vec<u64>,
    /// Whether a check over more than one actor can see it: such steps never change places.
    pub visible: bool,
}

impl Footprint {
    /// With all that another step touched as well.
    pub(super) fn join(&mut self, other: Self) {
        self.reads.extend(other.reads);
        self.writes.extend(other.writes);
        self.visible |= other.visible;
    }

    /// Whether the order of two steps of different actors may matter.
    fn meets(&self, other: &Self) -> bool {
        let shared =
            |writes: &[u64], of: &Self| writes.iter().any(|name| of.reads.contains(name) || of.writes.contains(name));
        (self.visible && other.visible) || shared(&self.writes, other) || shared(&other.writes, self)
    }
}

/// Whether the order of two steps may matter. All faults depend on each other: they share a budget, and with a bound
/// otherwise independent steps do not commute (Coons, Musuvathi & McKinley, "Bounded Partial-Order Reduction", OOPSLA
/// 2013).
pub(super) fn dependent((a, of_a): (&Step, &Footprint), (b, of_b): (&Step, &Footprint)) -> bool {
    a.actor == b.actor || (a.kind == Kind::Fault && b.kind == Kind::Fault) || of_a.meets(of_b)
}
