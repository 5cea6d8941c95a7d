//! `effects`: what a handler would send, live and on a replay.

use super::story::{Played, Story, play};
use crate::grade::module::{Module, Probed, json, same, trouble};
use crate::grade::{Bench, Code, Evidence, Finding};
use crate::lab::script::{Arg, Call, Outcome, Start, Then, Thread};

/// What is asked of a handler `handler(event, send, replaying)`.
pub(super) struct Judge<'a> {
    pub(super) module: &'a Module,
    pub(super) handler: &'a str,
    /// How many effects a replay of a whole history may send.
    pub(super) on_replay: usize,
    /// Whether a live run must send what the solution sends, event by event.
    pub(super) live_agrees: bool,
}

impl Judge<'_> {
    /// Judges stories: for each, the finding if it sends what it must not, or not what it must.
    pub(super) fn probe(&self, stories: &[Story], bench: &mut Bench<'_>) -> Probed {
        let histories: Vec<Vec<String>> = play(self.module, bench, stories)?.iter().map(Played::events).collect();
        let threads =
            |replaying: bool| histories.iter().map(|events| self.thread(events, replaying)).collect::<Vec<_>>();
        let replayed = self.module.answer(bench, &threads(true))?;
        let (live, wanted) = if self.live_agrees {
            (self.module.answer(bench, &threads(false))?, self.module.solution(bench, threads(false))?)
        } else {
            (Vec::new(), Vec::new())
        };
        let findings = histories.iter().enumerate().map(|(at, events)| {
            self.on_replay(events, replayed.get(at)?).or_else(|| self.live(events, live.get(at)?, wanted.get(at)?))
        });
        Ok(findings.collect())
    }

    fn thread(&self, events: &[String], replaying: bool) -> Thread {
        let call = |event: &String| {
            let with = vec![Arg::Json(event.clone()), Arg::Send, Arg::Json(replaying.to_string())];
            Call::new(self.handler, with).then(Then::Ignore)
        };
        Thread { start: Start::Nothing, calls: events.iter().map(call).collect() }
    }

    fn on_replay(&self, events: &[String], outcomes: &[Outcome]) -> Option<Finding> {
        if let Some(finding) = self.trouble(events, outcomes) {
            return Some(finding);
        }
        let sent: Vec<&String> = outcomes.iter().flat_map(|outcome| &outcome.sent).collect();
        (sent.len() > self.on_replay).then(|| {
            // Up to the event that was one too many.
            let mut count = 0;
            let until = outcomes.iter().position(|outcome| {
                count += outcome.sent.len();
                count > self.on_replay
            });
            let given = events.iter().take(until.unwrap_or(events.len())).cloned().collect();
            let evidence = Evidence::History { given, when: None, expected: "[]".to_owned(), actual: list(&sent) };
            self.finding("replay").with("sent", sent.len()).with("most", self.on_replay).showing(evidence)
        })
    }

    fn live(&self, events: &[String], outcomes: &[Outcome], wanted: &[Outcome]) -> Option<Finding> {
        if let Some(finding) = self.trouble(events, outcomes) {
            return Some(finding);
        }
        outcomes.iter().zip(wanted).enumerate().find_map(|(at, (given, wanted))| {
            let alike = given.sent.len() == wanted.sent.len()
                && given.sent.iter().zip(&wanted.sent).all(|(a, b)| a == b || same(&json(a), &json(b)));
            (!alike).then(|| {
                let evidence = Evidence::History {
                    given: events.iter().take(at - 1).cloned().collect(),
                    when: events.get(at - 1).cloned(),
                    expected: list(&wanted.sent.iter().collect::<Vec<_>>()),
                    actual: list(&given.sent.iter().collect::<Vec<_>>()),
                };
                self.finding("live").with("sent", given.sent.len()).with("most", wanted.sent.len()).showing(evidence)
            })
        })
    }

    fn finding(&self, run: &str) -> Finding {
        Finding::new(Code::EffectsDiffer).with("function", self.handler).with("run", run)
    }

    fn trouble(&self, events: &[String], outcomes: &[Outcome]) -> Option<Finding> {
        let trouble = trouble(outcomes, |_| (self.handler, true))?;
        let evidence = Evidence::History {
            given: events.iter().take(trouble.at.saturating_sub(1)).cloned().collect(),
            when: trouble.at.checked_sub(1).and_then(|at| events.get(at).cloned()),
            expected: String::new(),
            actual: trouble.actual,
        };
        Some(trouble.finding.showing(evidence))
    }
}

fn list(sent: &[&String]) -> String {
    let items: Vec<&str> = sent.iter().map(|text| text.as_str()).collect();
    format!("[{}]", items.join(","))
}
