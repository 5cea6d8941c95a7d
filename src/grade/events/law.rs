//! `law`: what holds of every history, whatever the module is about.

use serde_json::Value as Json;

use super::story::{EVOLVE, INITIAL, Item, Played, Story, folding, only_the_end, play};
use crate::course::exercise::{Law, LawKind};
use crate::grade::module::{Module, Probed, Told, broken, costly, failed, fault, law_name, trouble};
use crate::grade::{Bench, Evidence, Finding, Stop};
use crate::lab::script::{Arg, Call, Failure, Inputs, Outcome, Start, Then, Thread};

/// Cuts tried of one history: every one of a short history, evenly spread ones of a long one; none at its ends.
const CUTS: usize = 16;
/// Single upcasts on the way from the oldest version to the newest, at most.
const VERSIONS: usize = 8;
/// The field of an event that names its stream, for the law of reordering.
const STREAM: &str = "stream";

/// A law about one function, over stories.
pub(super) struct Judge<'a> {
    pub(super) module: &'a Module,
    pub(super) law: &'a Law,
}

/// A history's events, with what the unknown ones among them are.
struct History {
    events: Vec<String>,
    unknown: Vec<bool>,
}

impl Judge<'_> {
    /// Judges stories: for each, the finding if it breaks the law.
    pub(super) fn probe(&self, stories: &[Story], bench: &mut Bench<'_>) -> Probed {
        let histories: Vec<History> = play(self.module, bench, stories)?.iter().map(history).collect();
        match self.law.law {
            LawKind::ReplayDeterministic => self.replay(&histories, bench),
            LawKind::IgnoresUnknown => self.unknown(&histories, bench),
            LawKind::SnapshotTail => self.snapshot(&histories, bench),
            LawKind::Duplicates => self.duplicates(&histories, bench),
            LawKind::Reordering => self.reordering(&histories, bench),
            LawKind::Rebuild => self.rebuild(&histories, bench),
            LawKind::UpcastChain => self.upcast(&histories, bench, true),
            LawKind::UpcastFixed => self.upcast(&histories, bench, false),
            LawKind::Commutative
            | LawKind::Associative
            | LawKind::Idempotent
            | LawKind::Deterministic
            | LawKind::OrderFree
            | LawKind::Holds => Err(Stop::Ours(format!("the law `{}` is for the kind `code`", law_name(self.law.law)))),
        }
    }

    /// The function that the law is about.
    fn function(&self) -> &str {
        let of_upcast = matches!(self.law.law, LawKind::UpcastChain | LawKind::UpcastFixed);
        self.law.of.as_deref().unwrap_or(if of_upcast { "upcast" } else { EVOLVE })
    }

    fn broken(&self) -> Finding {
        broken(self.law.law, self.function())
    }

    /// What a fold went wrong with, shown with the events up to there.
    fn trouble(&self, events: &[String], outcomes: &[Outcome]) -> Option<Finding> {
        let trouble = trouble(outcomes, |at| (if at == 0 { INITIAL } else { self.function() }, false))?;
        let given = events.iter().take(trouble.at).cloned().collect();
        let evidence = Evidence::History { given, when: None, expected: String::new(), actual: trouble.actual };
        Some(trouble.finding.showing(evidence))
    }

    /// Twice the same fold, the first with its arguments watched.
    fn replay(&self, histories: &[History], bench: &mut Bench<'_>) -> Probed {
        let threads: Vec<Thread> = histories
            .iter()
            .flat_map(|history| {
                [self.folding(&history.events, Inputs::Watch), self.folding(&history.events, Inputs::Trust)]
            })
            .collect();
        let outcomes = self.module.answer(bench, &threads)?;
        let findings = histories.iter().zip(outcomes.chunks(2)).map(|(history, pair)| {
            let first = pair.first()?;
            if let Some(Err(Failure::ChangedInput { index, was, is })) = first.last().map(|outcome| &outcome.result) {
                let given = history.events.iter().take(first.len() - 1).cloned().collect();
                let how = if *index == 0 { "changes-state" } else { "changes-event" };
                let evidence = Evidence::History { given, when: None, expected: was.clone(), actual: is.clone() };
                return Some(self.broken().with("how", how).showing(evidence));
            }
            let second = pair.get(1).map_or(&[][..], Vec::as_slice);
            self.trouble(&history.events, first).or_else(|| self.differs(&history.events, first, second))
        });
        Ok(findings.collect())
    }

    /// A finding about a changed argument with the place where it is written to: with arguments frozen, that throws.
    pub(super) fn with_place(&self, finding: Finding, bench: &mut Bench<'_>) -> Result<Finding, Stop> {
        let Evidence::History { given, .. } = &finding.evidence else { return Ok(finding) };
        if self.law.law != LawKind::ReplayDeterministic || finding.at.is_some() {
            return Ok(finding);
        }
        let outcomes = self.module.answer(bench, &[self.folding(given, Inputs::Freeze)])?;
        let failure = outcomes.first().and_then(|outcomes| failed(outcomes.last()));
        let at = failure.and_then(|failure| fault(failure, self.function()).at);
        Ok(finding.at(at))
    }

    fn folding(&self, events: &[String], inputs: Inputs) -> Thread {
        let mut thread = folding(self.function(), events);
        thread.calls.iter_mut().for_each(|call| call.inputs = inputs);
        only_the_end(thread)
    }

    /// The first state of two folds of the same events that differs.
    fn differs(&self, events: &[String], first: &[Outcome], second: &[Outcome]) -> Option<Finding> {
        if let Some(finding) = self.trouble(events, second) {
            return Some(finding);
        }
        first.iter().zip(second).enumerate().find_map(|(at, (first, second))| {
            let (first, second) = (Told::of(first), Told::of(second));
            let given = events.iter().take(at).cloned().collect();
            (!first.agrees(&second)).then(|| self.apart(given, &first, &second))
        })
    }

    /// Two values that should be the same.
    fn apart(&self, given: Vec<String>, expected: &Told, actual: &Told) -> Finding {
        let evidence = Evidence::History { given, when: None, expected: expected.text(), actual: actual.text() };
        self.broken().showing(evidence)
    }

    /// Before and after an unknown event the state is the same, and nothing is thrown there.
    fn unknown(&self, histories: &[History], bench: &mut Bench<'_>) -> Probed {
        let threads: Vec<Thread> = histories.iter().map(|history| folding(self.function(), &history.events)).collect();
        let outcomes = self.module.answer(bench, &threads)?;
        Ok(histories.iter().zip(&outcomes).map(|(history, outcomes)| self.ignored(history, outcomes)).collect())
    }

    fn ignored(&self, history: &History, outcomes: &[Outcome]) -> Option<Finding> {
        outcomes.iter().enumerate().skip(1).find_map(|(at, outcome)| {
            let (before, after) = (Told::of(&outcomes[at - 1]), Told::of(outcome));
            let unknown = history.unknown.get(at - 1).copied().unwrap_or(false);
            if unknown && !after.agrees(&before) {
                let mut finding = self.broken();
                if let Told::Failed(failure) = &after {
                    let fault = fault(failure, self.function());
                    if costly(fault.code) {
                        finding = fault;
                    } else {
                        finding.at = fault.at;
                    }
                }
                let given = history.events.iter().take(at - 1).cloned().collect();
                let when = history.events.get(at - 1).cloned();
                let evidence = Evidence::History { given, when, expected: before.text(), actual: after.text() };
                return Some(finding.showing(evidence));
            }
            // What fails on a known event is found there, with its own finding.
            matches!(after, Told::Failed(_) | Told::Refused(_)).then(|| self.trouble(&history.events, outcomes))?
        })
    }

    /// The state after a cut goes through JSON into a module that has seen nothing, which is given the rest.
    fn snapshot(&self, histories: &[History], bench: &mut Bench<'_>) -> Probed {
        let threads: Vec<Thread> = histories.iter().map(|history| folding(self.function(), &history.events)).collect();
        let full = self.module.answer(bench, &threads)?;
        let mut tails = Vec::new();
        let mut from = Vec::new();
        for (index, (history, outcomes)) in histories.iter().zip(&full).enumerate() {
            for cut in cuts(history.events.len()) {
                let Some(Told::Value(state)) = outcomes.get(cut).map(Told::of) else { continue };
                let mut thread = folding(self.function(), &history.events[cut..]);
                thread.start = Start::Json(state);
                tails.push(only_the_end(thread));
                from.push((index, cut));
            }
        }
        let tails = self.module.answer(bench, &tails)?;
        let mut findings: Vec<Option<Finding>> =
            histories.iter().zip(&full).map(|(history, outcomes)| self.trouble(&history.events, outcomes)).collect();
        for ((index, cut), outcomes) in from.into_iter().zip(&tails) {
            let (Some(finding), Some(history)) = (findings.get_mut(index), histories.get(index)) else { continue };
            let (Some(whole), Some(tail)) = (full.get(index).and_then(|all| all.last()), outcomes.last()) else {
                continue;
            };
            let (whole, tail) = (Told::of(whole), Told::of(tail));
            if finding.is_none() && !tail.agrees(&whole) {
                *finding = Some(self.apart(history.events.clone(), &whole, &tail).with("cut", cut));
            }
        }
        Ok(findings)
    }

    /// Every event twice in a row gives the state of every event once.
    fn duplicates(&self, histories: &[History], bench: &mut Bench<'_>) -> Probed {
        let doubled: Vec<Vec<String>> = histories
            .iter()
            .map(|history| history.events.iter().flat_map(|event| [event.clone(), event.clone()]).collect())
            .collect();
        let variants = doubled.into_iter().map(|events| vec![events]).collect();
        self.same_end(histories, variants, bench)
    }

    /// Neighbours of different streams change places, one pair at a time.
    fn reordering(&self, histories: &[History], bench: &mut Bench<'_>) -> Probed {
        let stream = |event: &String| serde_json::from_str::<Json>(event).ok()?.get(STREAM).cloned();
        if histories.iter().flat_map(|history| &history.events).any(|event| stream(event).is_none()) {
            return Err(Stop::Ours(format!("the law `reordering` needs events with a field `{STREAM}`")));
        }
        let variants = histories
            .iter()
            .map(|history| {
                let events = &history.events;
                let apart = (1..events.len()).filter(|&at| stream(&events[at - 1]) != stream(&events[at]));
                apart
                    .map(|at| {
                        let mut swapped = events.clone();
                        swapped.swap(at - 1, at);
                        swapped
                    })
                    .collect()
            })
            .collect();
        self.same_end(histories, variants, bench)
    }

    /// Folding any of the variants of a history ends in the state that folding the history ends in.
    fn same_end(&self, histories: &[History], variants: Vec<Vec<Vec<String>>>, bench: &mut Bench<'_>) -> Probed {
        let all = histories.iter().zip(&variants).flat_map(|(history, variants)| {
            std::iter::once(&history.events)
                .chain(variants)
                .map(|events| only_the_end(folding(self.function(), events)))
        });
        let outcomes = self.module.answer(bench, &all.collect::<Vec<_>>())?;
        let mut outcomes = outcomes.iter();
        let mut findings = Vec::with_capacity(histories.len());
        for (history, variants) in histories.iter().zip(variants) {
            let Some(once) = outcomes.next() else { break };
            let mut finding = self.trouble(&history.events, once);
            for events in variants {
                let Some(other) = outcomes.next() else { break };
                if finding.is_none() {
                    finding = self.trouble(&events, other);
                }
                if let (None, Some(once), Some(other)) = (&finding, once.last(), other.last()) {
                    let (once, other) = (Told::of(once), Told::of(other));
                    finding = (!other.agrees(&once)).then(|| self.apart(events, &once, &other));
                }
            }
            findings.push(finding);
        }
        Ok(findings)
    }

    /// A view kept up event by event, through JSON each time as a table keeps it, and then one built from nothing.
    fn rebuild(&self, histories: &[History], bench: &mut Bench<'_>) -> Probed {
        let kept = |events: &[String]| {
            let mut thread = folding(self.function(), events);
            thread.calls.iter_mut().for_each(|call| call.then = Then::KeepAsJson);
            only_the_end(thread)
        };
        let threads: Vec<Thread> = histories
            .iter()
            .flat_map(|history| [kept(&history.events), only_the_end(folding(self.function(), &history.events))])
            .collect();
        let outcomes = self.module.answer(bench, &threads)?;
        Ok(histories
            .iter()
            .zip(outcomes.chunks(2))
            .map(|(history, pair)| {
                let (kept, rebuilt) = (pair.first()?, pair.get(1).map_or(&[][..], Vec::as_slice));
                self.trouble(&history.events, kept).or_else(|| self.differs(&history.events, kept, rebuilt))
            })
            .collect())
    }

    /// Upcasting is done once it was done; and, in a chain, single steps (`upcastOnce`) lead to the same event.
    fn upcast(&self, histories: &[History], bench: &mut Bench<'_>, chain: bool) -> Probed {
        let direct = self.function();
        let once = format!("{direct}Once");
        let event_of = |history: &History| history.events.last().cloned().unwrap_or_else(|| "null".to_owned());
        let step = |name: &str| Call::new(name, vec![Arg::Value]).then(Then::KeepAsJson);
        let thread = |event: String, calls: Vec<Call>| Thread { start: Start::Json(event), calls };
        let threads: Vec<Thread> = histories
            .iter()
            .filter(|history| !history.events.is_empty())
            .flat_map(|history| {
                let event = event_of(history);
                let second = if chain { vec![step(&once); VERSIONS] } else { vec![step(direct); 2] };
                [thread(event.clone(), vec![step(direct)]), thread(event, second)]
            })
            .collect();
        let outcomes = self.module.answer(bench, &threads)?;
        let mut pairs = outcomes.chunks(2);
        Ok(histories
            .iter()
            .map(|history| {
                if history.events.is_empty() {
                    return None;
                }
                let pair = pairs.next()?;
                let name = if chain { once.as_str() } else { direct };
                for (outcomes, name) in pair.iter().zip([direct, name]) {
                    if let Some(trouble) = trouble(outcomes, |_| (name, false)) {
                        let evidence = Evidence::History {
                            given: vec![event_of(history)],
                            when: None,
                            expected: String::new(),
                            actual: trouble.actual,
                        };
                        return Some(trouble.finding.showing(evidence));
                    }
                }
                let (first, second) = (Told::of(pair.first()?.last()?), Told::of(pair.get(1)?.last()?));
                (!second.agrees(&first)).then(|| self.apart(vec![event_of(history)], &first, &second))
            })
            .collect())
    }
}

fn history(played: &Played<'_>) -> History {
    let mut history = History { events: Vec::new(), unknown: Vec::new() };
    for step in &played.steps {
        match step.item {
            Item::Unknown(event) => {
                history.events.push(super::story::text(event));
                history.unknown.push(true);
            }
            Item::Command(_) | Item::Event(_) => {
                history.events.extend(step.events.iter().cloned());
                history.unknown.extend(step.events.iter().map(|_| false));
            }
        }
    }
    history
}

fn cuts(events: usize) -> impl Iterator<Item = usize> {
    (1..events).step_by(events.div_ceil(CUTS).max(1))
}
