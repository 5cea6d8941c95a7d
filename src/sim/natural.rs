//! The natural order: what happens where nobody interferes.

use super::{Actor, Cause, Kind, Step};

/// Who goes on: whoever has begun something finishes it first, then what is due first begins, and where nothing else is
/// left the periodic ones take turns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Natural {
    last: Option<Actor>,
    ticked: Option<(Actor, Cause)>,
}

impl Natural {
    /// The place of the natural step among those that may come next; none where only faults may.
    pub(super) fn choose(self, enabled: &[Step]) -> Option<usize> {
        let least = |of: &dyn Fn(&Step) -> bool, ticked: Option<(Actor, Cause)>| {
            let rank = |step: &Step| (ticked >= Some((step.actor, step.cause)), step.due, step.actor, step.cause);
            let of_kind = enabled.iter().enumerate().filter(|(_, step)| of(step));
            of_kind.min_by_key(|(_, step)| rank(step)).map(|(at, _)| at)
        };
        least(&|step| step.kind == Kind::Continue && Some(step.actor) == self.last, None)
            .or_else(|| least(&|step| matches!(step.kind, Kind::Continue | Kind::Begin), None))
            .or_else(|| least(&|step| step.kind == Kind::Tick, self.ticked))
    }

    /// After a step.
    pub(super) fn after(self, step: &Step) -> Self {
        match step.kind {
            Kind::Continue | Kind::Begin => Self { last: Some(step.actor), ..self },
            Kind::Tick => Self { last: Some(step.actor), ticked: Some((step.actor, step.cause)) },
            Kind::Fault => self,
        }
    }
}
