//! The natural order: what happens where nobody interferes.

use super::{Actor, Cause, Kind, Step};

/// Who goes on: where time is kept, what comes first in it. Of what comes at one moment, whoever has begun something
/// finishes it first, then what is due first begins; where nothing else is left the periodic ones take turns, and after a
/// round of them who waits or is held up wakes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) struct Natural {
    last: Option<Actor>,
    ticked: Option<(Actor, Cause)>,
    /// The tick with which the round began.
    round: Option<(Actor, Cause)>,
}

impl Natural {
    /// The place of the natural step among those that may come next; none where only faults may.
    pub(super) fn choose(self, enabled: &[Step]) -> Option<usize> {
        let first = enabled.iter().filter(|step| step.kind != Kind::Fault).map(|step| step.at).min()?;
        let least = |of: &dyn Fn(&Step) -> bool, ticked: Option<(Actor, Cause)>| {
            let rank = |step: &Step| (ticked >= Some((step.actor, step.cause)), step.due, step.actor, step.cause);
            let of_kind = enabled.iter().enumerate().filter(|(_, step)| step.at == first && of(step));
            of_kind.min_by_key(|(_, step)| rank(step)).map(|(at, _)| at)
        };
        let going = least(&|step| step.kind == Kind::Continue && Some(step.actor) == self.last, None)
            .or_else(|| least(&|step| matches!(step.kind, Kind::Continue | Kind::Begin), None));
        going.or_else(|| {
            let tick = least(&|step| step.kind == Kind::Tick, self.ticked);
            let in_round = tick.filter(|at| !self.is_round((enabled[*at].actor, enabled[*at].cause)));
            in_round.or_else(|| least(&|step| step.kind == Kind::Wake, None)).or(tick)
        })
    }

    /// Whether a tick would come to, or past, where the round began.
    fn is_round(self, tick: (Actor, Cause)) -> bool {
        self.round.zip(self.ticked).is_some_and(|(round, last)| {
            let place = |this: (Actor, Cause)| (this < round, this);
            place(tick) <= place(last)
        })
    }

    /// After a step.
    pub(super) fn after(self, step: &Step) -> Self {
        let this = (step.actor, step.cause);
        match step.kind {
            Kind::Continue | Kind::Begin => Self { last: Some(step.actor), ..self },
            Kind::Tick => Self { last: Some(step.actor), ticked: Some(this), round: self.round.or(Some(this)) },
            Kind::Wake => Self { last: Some(step.actor), round: None, ..self },
            Kind::Fault => Self { round: None, ..self },
        }
    }
}
