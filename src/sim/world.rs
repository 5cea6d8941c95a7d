//! What the simulator asks of a world.

use std::collections::BTreeSet;

use super::{Fingerprint, Footprint, Step};

/// Something that must hold and does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Violation {
    /// Number of the check.
    pub check: u16,
    /// Which of the check's ways to fail; a story is made smaller only as long as this stays.
    pub code: u16,
}

/// How a story fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Failure {
    /// A check does not hold.
    Broken(Violation),
    /// Left alone, the world comes back to a state again and again and never rests.
    Livelock,
    /// Left alone, the world does not rest within the bound of steps, or of time.
    NotSettled,
}

/// What a step did.
#[derive(Debug)]
pub struct Taken {
    /// What it touched.
    pub footprint: Footprint,
    /// What no longer holds.
    pub violations: Vec<Violation>,
}

/// Something that goes on by steps, the same way for the same steps.
pub trait World: Sized {
    /// What the trace keeps of a step.
    type Note;

    /// The steps that may come next, in any order that is the same each time. With none but faults, the world rests.
    fn enabled(&mut self) -> Vec<Step>;

    /// Takes one of the steps that may come next, and says what a trace keeps of it.
    fn tell(&mut self, step: &Step) -> (Taken, Self::Note);

    /// Takes one of the steps that may come next, with nobody listening.
    fn take(&mut self, step: &Step) -> Taken {
        self.tell(step).0
    }

    /// Whether a search need not stop here: whatever could come before the next natural step, a fault included, comes to
    /// the same as before the last step, or to no more than without it; and no check sees this state.
    fn passes(&self) -> bool {
        false
    }

    /// From here on the steps that are taken say what they touch: they are asked for it in [`Mode::Reduced`] alone.
    ///
    /// [`Mode::Reduced`]: super::Mode::Reduced
    fn mind_footprints(&mut self) {}

    /// A second world in the same state, where that is cheaper than to tell its story again: what is done in either is
    /// not seen in the other.
    fn fork(&self) -> Option<Self> {
        None
    }

    /// The state: everything on which the future depends, the budget of faults that is left with it. What decides only
    /// about the natural order (who acted last) is not of it.
    fn fingerprint(&mut self) -> Fingerprint;

    /// The state without what time alone changes (timers of periodic work): a full round of ticks that leaves it as it
    /// was is rest.
    fn substance(&mut self) -> Fingerprint {
        self.fingerprint()
    }

    /// What is bound to come sooner or later, that too for which it is not time yet.
    fn pending(&mut self) -> Vec<Step> {
        self.enabled()
    }

    /// Whether what ticks looks at the time, and may do later what it does not do now: then a round of ticks that changes
    /// nothing is no rest yet.
    fn watches_time(&mut self) -> bool {
        false
    }

    /// Whether there is no step because the time is up in which it should have come to rest, and it has not.
    fn is_out_of_time(&mut self) -> bool {
        false
    }

    /// What does not hold where the natural run ends, however it ends: what must have happened in it.
    fn at_natural_end(&mut self) -> Vec<Violation> {
        Vec::new()
    }

    /// What does not hold, now that the world is where it has been before and goes round for ever, or its time is up; and
    /// what the trace keeps of that.
    fn in_loop(&mut self) -> Option<(Vec<Violation>, Self::Note)> {
        None
    }

    /// What does not hold, now that the world rests, and what the trace keeps of that.
    fn at_rest(&mut self) -> (Vec<Violation>, Self::Note);
}

/// Where worlds begin.
pub trait Scenario {
    /// The world.
    type World: World;

    /// How many parts of the workload can be left out to make a story shorter.
    fn parts(&self) -> u16 {
        0
    }

    /// A world at its beginning, without the named parts of the workload.
    fn start(&self, without: &BTreeSet<u16>) -> Self::World;
}
