//! Time where it is kept: when what is on its way may come.
//!
//! All that is pending has a window, from the moment before which it cannot come to the moment after which it has come. A
//! step may be next if nothing else must come before it: its window begins before the first of all windows ends. It comes
//! as early as it can, or as late as it can, just before what must come next; moments in between are not tried. So exact
//! times leave no choice but between what comes at one moment, and of a reply and the timeout that races it either may be
//! first only where the latency allows both. What a handler does by itself takes no time.
//!
//! Where no time is kept every window is [`Window::NOW`], and so anything that may come may be next.

use std::rc::Rc;

use super::act::{Act, Acts};
use super::instance::Origin;
use super::link::End;
use super::scripts::Invocation;
use super::setup::{Rule, Span};
use super::system::System;
use crate::lab::sql::Table;
use crate::sim::{Fingerprint, Kind, Step};

/// How long somebody waits for an answer who does not say how long, in milliseconds: clients, `ctx.call` without a
/// `timeout`, and whoever commits or publishes and hears nothing.
pub(super) const TIMEOUT: u64 = 1_000;

/// When something may come, in milliseconds from the beginning. What is past comes at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Window {
    pub(super) from: u64,
    pub(super) to: u64,
}

impl Window {
    pub(super) const NOW: Self = Self { from: 0, to: 0 };

    /// At this moment and no other.
    pub(super) fn exactly(moment: u64) -> Self {
        Self { from: moment, to: moment }
    }

    /// So much later.
    pub(super) fn later(self, span: Span) -> Self {
        Self { from: self.from.saturating_add(span.least), to: self.to.saturating_add(span.most) }
    }

    /// When both have come.
    pub(super) fn and(self, other: Self) -> Self {
        Self { from: self.from.max(other.from), to: self.to.max(other.to) }
    }

    /// Whether it has come, and nothing can come before it.
    pub(super) fn is_due(self, now: u64) -> bool {
        self.to <= now
    }

    /// Adds to a fingerprint how far off it is; nothing where it has come.
    pub(super) fn print(self, now: u64, before: Fingerprint) -> Fingerprint {
        let (from, to) = (self.from.saturating_sub(now), self.to.saturating_sub(now));
        if (from, to) == (0, 0) { before } else { before.and(1 << 127 | u128::from(from) << 63 | u128::from(to)) }
    }
}

/// What ran again and again since something changed: where that is all, the world is at rest.
#[derive(Debug, Clone, Default)]
pub(super) struct Settled {
    kept: Fingerprint,
    /// Instances, and which of their handlers.
    pub(super) ticked: Vec<(usize, usize)>,
}

impl Act {
    /// Whether what must hold after so much time is given time anew.
    pub(super) fn disturbs(&self) -> bool {
        match self {
            Self::Request(_) | Self::Strike(_) | Self::Wake | Self::Up(_) | Self::Heal(_) => true,
            Self::Start
            | Self::Message(_)
            | Self::Tick(_)
            | Self::Call(_)
            | Self::Hear(..)
            | Self::GiveUp(..)
            | Self::Finish(_)
            | Self::Reply(_) => false,
        }
    }
}

impl Acts {
    /// Leaves out what cannot come next, because something else comes before it; what can come late is there twice.
    pub(super) fn in_time(&mut self) {
        let until = self.until;
        self.all.retain(|(step, _)| step.kind == Kind::Fault || step.at <= until);
        let may_wait = |(step, _): &&(Step, Act)| step.kind != Kind::Fault && step.at < until;
        let late = |(step, act): &(Step, Act)| (Step { at: until, ..*step }, act.clone());
        let late: Vec<(Step, Act)> = self.all.iter().filter(may_wait).map(late).collect();
        self.all.extend(late);
    }

    /// The moment of what comes first by itself.
    fn first(&self) -> Option<u64> {
        self.all.iter().filter(|(step, _)| step.kind != Kind::Fault).map(|(step, _)| step.at).min()
    }
}

impl System<'_> {
    /// Whether time is kept.
    pub(super) fn is_timed(&self) -> bool {
        self.setup().time.is_some()
    }

    /// The moment by which windows are measured.
    pub(super) fn moment(&self) -> u64 {
        if self.is_timed() { self.clock.now() } else { 0 }
    }

    /// From now on, so much later.
    pub(super) fn after(&self, span: Span) -> Window {
        Window::exactly(self.moment()).later(span)
    }

    /// So many milliseconds from now.
    pub(super) fn in_ms(&self, ms: u64) -> Window {
        if self.is_timed() { self.after(Span { least: ms, most: ms }) } else { Window::NOW }
    }

    /// How long one way takes to whoever is at its end.
    pub(super) fn way(&self, to: End) -> Span {
        match to {
            End::Service(service) => self.theatre.latency.get(service).copied().unwrap_or_default(),
            End::Broker => self.setup().time.as_ref().map_or_else(Span::default, |time| time.broker),
        }
    }

    /// The moment until which a service is gone from now on, or a pair cannot reach each other.
    pub(super) fn outage(&self) -> u64 {
        self.in_ms(self.setup().time.as_ref().map_or(0, |time| time.outage_ms)).from
    }

    /// Time passes up to a moment; the checks whose time is up before it, and which do not hold then.
    pub(super) fn pass(&mut self, until: u64) -> Vec<(usize, Rc<Table>)> {
        let now = self.clock.now();
        let mut late = Vec::new();
        // While somebody is held up no time is counted.
        if self.is_timed() && until > now && !self.is_held_up() {
            let is_up = |ms: u64| (now..until).contains(&self.disturbed_at.saturating_add(ms));
            for (number, check) in self.setup().checks.iter().enumerate() {
                if let Rule::AtRest { sql, within_ms: Some(ms) } = &check.rule
                    && is_up(*ms)
                {
                    late.extend(self.asked(number, sql).map(|rows| (number, rows)));
                }
            }
        }
        self.clock.pass(until);
        late
    }

    /// Whether a service is gone, an instance paused, or two cannot reach each other.
    fn is_held_up(&self) -> bool {
        self.links.marks().any(|is| is) || self.instances.iter().any(|instance| instance.paused)
    }

    /// What checks measure of time, as far as it matters still.
    pub(super) fn print_measures(&self, print: Fingerprint) -> Fingerprint {
        let (now, setup) = (self.clock.now(), self.setup());
        let limit = |rule: &Rule| match rule {
            Rule::AtRest { within_ms, .. } => within_ms.map(|ms| self.disturbed_at.saturating_add(ms)),
            Rule::Budget(_) | Rule::Always { .. } | Rule::Reach { .. } | Rule::History(_) => None,
        };
        let limits = setup.checks.iter().filter_map(|check| limit(&check.rule));
        let print = limits.fold(print, |print, limit| print.and((limit + 1).saturating_sub(now).into()));
        let budgets = setup.checks.iter().filter_map(|check| match &check.rule {
            Rule::Budget(budget) => budget.ms.map(|ms| (budget, ms)),
            Rule::AtRest { .. } | Rule::Always { .. } | Rule::Reach { .. } | Rule::History(_) => None,
        });
        let mut print = print;
        for (budget, ms) in budgets {
            for instance in self.instances.iter().filter(|one| setup.services[one.service].name == budget.service) {
                for handling in instance.open.iter().filter(|handling| *handling.handler == budget.handler) {
                    print = print.and((now - handling.began).min(ms + 1).into());
                }
            }
        }
        print
    }

    /// Whether all that comes by itself comes after the horizon.
    pub(super) fn is_past_horizon(&self, acts: &Acts) -> bool {
        let horizon = self.setup().time.as_ref().map(|time| time.horizon_ms);
        horizon.zip(acts.first()).is_some_and(|(horizon, first)| first > horizon)
    }

    /// An instance has started, or one of the handlers that it runs again and again has ended.
    pub(super) fn wind_up(&mut self, at: usize, which: Option<&str>) {
        if !self.is_timed() {
            return;
        }
        let now = self.clock.now();
        let every = &self.setup().services[self.instances[at].service].every;
        let instance = &mut self.instances[at];
        instance.timers.resize(every.len(), 0);
        for (timer, every) in instance.timers.iter_mut().zip(every) {
            if which.is_none_or(|handler| every.handler == handler) {
                *timer = now + every.ms.max(1);
            }
        }
    }

    /// Takes down that a handler that runs again and again has ended, if this is what it was.
    pub(super) fn has_ticked(&mut self, at: usize, by: Invocation) {
        let Some(handling) = self.handling(at, by) else { return };
        if !matches!(handling.origin, Origin::Tick) {
            return;
        }
        let handler = handling.handler.clone();
        self.wind_up(at, Some(&handler));
        self.ticked = self.theatre.ticks[self.instances[at].service].iter().position(|tick| *tick == handler);
    }

    /// After a step: what has run to its end in it without changing anything.
    pub(super) fn settle(&mut self, at: usize) {
        let Some(ticked) = self.ticked.take().filter(|_| self.is_timed()) else { return };
        let kept = self.print_kept();
        if self.settled.kept != kept {
            self.settled = Settled { kept, ticked: Vec::new() }.into();
        }
        if !self.settled.ticked.contains(&(at, ticked)) {
            self.settled.ticked.push((at, ticked));
        }
    }

    /// Whether nothing has changed since all that runs again and again has run, and nothing else is to come.
    pub(super) fn is_settled(&self, acts: &Acts) -> bool {
        let others = acts.all.iter().any(|(step, act)| {
            let of = match act {
                Act::Tick(_) | Act::Call(_) | Act::Strike(_) => return false,
                Act::Hear(number, _) | Act::GiveUp(number, _) | Act::Finish(number) => *number,
                Act::Start
                | Act::Request(_)
                | Act::Message(_)
                | Act::Reply(_)
                | Act::Wake
                | Act::Up(_)
                | Act::Heal(_) => {
                    return true;
                }
            };
            let handling = &self.instances[usize::from(step.actor.0)].open[of];
            !matches!(handling.origin, Origin::Tick | Origin::Call(_))
        });
        !others && self.has_run_through()
    }

    /// Whether all that runs again and again has run since something changed.
    pub(super) fn has_run_through(&self) -> bool {
        let ticks = |(at, (service, _)): (usize, &(usize, u16))| {
            (0..self.theatre.ticks[*service].len()).map(move |tick| (at, tick)).collect::<Vec<_>>()
        };
        let mut all = self.theatre.instances.iter().enumerate().flat_map(ticks);
        self.settled.kept == self.print_kept() && all.all(|tick| self.settled.ticked.contains(&tick))
    }
}
