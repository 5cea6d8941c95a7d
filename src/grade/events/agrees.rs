//! `agrees`: the same as the solution on generated histories.
//!
//! A history is lived through by the solution's own `decide`; the answer then sees what the solution saw. What is
//! compared: for `decide`, at every command, the code of the refusal or else the list of events, on the state that the
//! answer's own `evolve` made of the events before; for `evolve`, the state at the start and after every event; for any
//! other function, its running value after every event. Values are the same if they are the same JSON, where 1 is 1.0
//! and the order of keys does not count. The events that follow are always the solution's, so one difference is not
//! told as many.
//!
//! Where nothing differs, each `decide` and `evolve` compared is called once more, in a module that has seen no event, on
//! the state before it as JSON: what it gives must be the same, or it remembers something outside of the state. There it
//! is also seen whether `decide` changes what it is given (of `evolve` a law of its own tells).
//!
//! Functions of an event alone (`each`) are called on every event by itself, and must leave it as it is.

use std::collections::HashMap;

use super::story::{DECIDE, EVOLVE, INITIAL, Item, Played, Story, decide, evolve, folding, play, text};
use crate::course::exercise::Given;
use crate::grade::module::{Module, Probed, Told, trouble};
use crate::grade::{Bench, Code, Evidence, Finding, Stop};
use crate::lab::script::{Arg, Call, Failure, Inputs, Outcome, Returned, Start, Thread};

/// Judges stories: for each, the finding if the answer does something else than the solution.
pub(super) fn probe(module: &Module, with: &[String], stories: &[Story], bench: &mut Bench<'_>) -> Probed {
    let played = play(module, bench, stories)?;
    let mut findings = vec![None; stories.len()];
    let main: Vec<&str> = with.iter().map(String::as_str).filter(|name| [DECIDE, EVOLVE].contains(name)).collect();
    if !main.is_empty() {
        let threads: Vec<Thread> = played.iter().map(main_thread).collect();
        let outcomes = module.answer(bench, &threads)?;
        for ((finding, played), outcomes) in findings.iter_mut().zip(&played).zip(&outcomes) {
            *finding = judge_main(played, outcomes, &main);
        }
        alone(module, &main, &played, &outcomes, &mut findings, bench)?;
    }
    for function in with.iter().filter(|name| !main.contains(&name.as_str())) {
        let events: Vec<Vec<String>> = played.iter().map(Played::events).collect();
        let threads: Vec<Thread> = events.iter().map(|events| folding(function, events)).collect();
        let wanted = module.solution(bench, threads.clone())?;
        let given = module.answer(bench, &threads)?;
        for (((finding, events), wanted), given) in findings.iter_mut().zip(&events).zip(&wanted).zip(&given) {
            if finding.is_none() {
                *finding = judge_fold(function, events, wanted, given);
            }
        }
    }
    Ok(findings)
}

/// The answer's side of a story: `decide` at each command, then `evolve` with the solution's events.
fn main_thread(played: &Played<'_>) -> Thread {
    let mut calls = Vec::new();
    for step in &played.steps {
        if let Item::Command(command) = step.item {
            calls.push(decide(command));
        }
        calls.extend(step.events.iter().map(|event| evolve(event)));
    }
    Thread { start: Start::Export(INITIAL.to_owned()), calls }
}

/// What one outcome of [`main_thread`] is compared with.
struct Wanted<'p> {
    function: &'static str,
    told: Told,
    /// Events before it.
    given: usize,
    when: Option<&'p Item>,
}

fn judge_main(played: &Played<'_>, outcomes: &[Outcome], with: &[&str]) -> Option<Finding> {
    let mut wanted =
        vec![Wanted { function: INITIAL, told: Told::Value(played.initial.clone()), given: 0, when: None }];
    let mut given = 0;
    for step in &played.steps {
        if let Some(told) = &step.decided {
            wanted.push(Wanted { function: DECIDE, told: told.clone(), given, when: Some(step.item) });
        }
        for state in &step.states {
            given += 1;
            wanted.push(Wanted { function: EVOLVE, told: Told::Value(state.clone()), given, when: None });
        }
    }
    let show = |finding: Finding, at: usize, actual: String| {
        let wanted = &wanted[at.min(wanted.len() - 1)];
        let when = wanted.when.and_then(|item| match item {
            Item::Command(command) => Some(text(command)),
            Item::Event(_) | Item::Unknown(_) => None,
        });
        let given = played.events().into_iter().take(wanted.given).collect();
        // States that are not compared have a form of their own.
        let expected = if compared(wanted.function, with) { wanted.told.text() } else { String::new() };
        finding.showing(Evidence::History { given, when, expected, actual })
    };
    let function =
        |at: usize| wanted.get(at).map_or((EVOLVE, false), |wanted| (wanted.function, wanted.function == DECIDE));
    let trouble = trouble(outcomes, function);
    let until = trouble.as_ref().map_or(outcomes.len(), |trouble| trouble.at);
    let differs = outcomes.iter().zip(&wanted).take(until).enumerate().find_map(|(at, (outcome, wanted))| {
        let told = compared(wanted.function, with).then(|| Told::of(outcome))?;
        (!told.agrees(&wanted.told)).then(|| {
            let finding = Finding::new(Code::Disagrees)
                .with("over", "history")
                .with("function", wanted.function)
                .with("events", wanted.given);
            show(finding, at, told.text())
        })
    });
    differs.or_else(|| trouble.map(|trouble| show(trouble.finding, trouble.at, trouble.actual)))
}

/// Whether what the function gives is compared; the state at the start is, if those after it are.
fn compared(function: &str, with: &[&str]) -> bool {
    with.contains(&function) || (function == INITIAL && with.contains(&EVOLVE))
}

/// A call that is asked again on the state alone: of which story, after how many events, and what it told before. Histories
/// meet in the same states: one thread answers for all calls that are the same.
struct Asked<'p> {
    thread: usize,
    index: usize,
    function: &'static str,
    given: usize,
    when: When<'p>,
    told: &'p Outcome,
}

/// What it is asked about.
enum When<'p> {
    Command(&'p Given),
    Event(&'p str),
}

/// Calls each function compared once more, on nothing but the state, in a module that has seen no event.
fn alone(
    module: &Module,
    with: &[&str],
    played: &[Played<'_>],
    outcomes: &[Vec<Outcome>],
    findings: &mut [Option<Finding>],
    bench: &mut Bench<'_>,
) -> Result<(), Stop> {
    let mut threads = Vec::new();
    let mut asked = Vec::new();
    let mut same: HashMap<(&str, &str, String), usize> = HashMap::new();
    for (index, (played, outcomes)) in played.iter().zip(outcomes).enumerate() {
        if findings.get(index).is_none_or(Option::is_some) {
            continue;
        }
        let mut outcomes = outcomes.iter();
        let Some(Ok(Returned::Value(first))) = outcomes.next().map(|first| &first.result) else { continue };
        let mut state = first;
        let mut given = 0;
        for step in &played.steps {
            if let Item::Command(command) = step.item {
                let Some(told) = outcomes.next() else { break };
                if with.contains(&DECIDE) {
                    let thread = *same.entry((DECIDE, state, text(command))).or_insert_with(|| {
                        let mut call = decide(command);
                        call.inputs = Inputs::Watch;
                        threads.push(Thread { start: Start::Json(state.clone()), calls: vec![call] });
                        threads.len() - 1
                    });
                    asked.push(Asked { thread, index, function: DECIDE, given, when: When::Command(command), told });
                }
            }
            for event in &step.events {
                let Some(told) = outcomes.next() else { break };
                let Ok(Returned::Value(next)) = &told.result else { break };
                if with.contains(&EVOLVE) {
                    let thread = *same.entry((EVOLVE, state, event.clone())).or_insert_with(|| {
                        threads.push(Thread { start: Start::Json(state.clone()), calls: vec![evolve(event)] });
                        threads.len() - 1
                    });
                    asked.push(Asked { thread, index, function: EVOLVE, given, when: When::Event(event), told });
                }
                state = next;
                given += 1;
            }
        }
    }
    let again = module.answer(bench, &threads)?;
    for asked in asked {
        let last = again.get(asked.thread).and_then(|outcomes| outcomes.last());
        let (Some(slot @ None), Some(last)) = (findings.get_mut(asked.index), last) else { continue };
        let show = |finding: Finding, expected: String, actual: String| {
            let given = played[asked.index].events().into_iter().take(asked.given).collect();
            let when = match asked.when {
                When::Command(command) => text(command),
                When::Event(event) => event.to_owned(),
            };
            finding.showing(Evidence::History { given, when: Some(when), expected, actual })
        };
        *slot = match &last.result {
            Err(Failure::ChangedInput { index, was, is }) => {
                let how = if *index == 0 { "touches-state" } else { "changes-command" };
                let finding = Finding::new(Code::LawBroken).with("how", how).with("function", asked.function);
                Some(show(finding, was.clone(), is.clone()))
            }
            again if again.is_ok() && *again == asked.told.result => None,
            _ => {
                let (told, again) = (Told::of(asked.told), Told::of(last));
                let finding = Finding::new(Code::Disagrees).with("over", "alone").with("function", asked.function);
                (!told.agrees(&again)).then(|| show(finding, told.text(), again.text()))
            }
        };
    }
    Ok(())
}

fn judge_fold(function: &str, events: &[String], wanted: &[Outcome], given: &[Outcome]) -> Option<Finding> {
    let show = |finding: Finding, at: usize, actual: String| {
        let expected = wanted.get(at).map(|outcome| Told::of(outcome).text()).unwrap_or_default();
        let given = events.iter().take(at).cloned().collect();
        finding.showing(Evidence::History { given, when: None, expected, actual })
    };
    if let Some(trouble) = trouble(given, |at| (if at == 0 { INITIAL } else { function }, false)) {
        return Some(show(trouble.finding, trouble.at, trouble.actual));
    }
    given.iter().zip(wanted).enumerate().find_map(|(at, (given, wanted))| {
        let (told, wanted) = (Told::of(given), Told::of(wanted));
        (!told.agrees(&wanted)).then(|| {
            let finding =
                Finding::new(Code::Disagrees).with("over", "history").with("function", function).with("events", at);
            show(finding, at, told.text())
        })
    })
}

/// Judges functions of an event alone: for each story, the finding if one of them gives something else for an event than
/// the solution's, or changes it.
pub(super) fn probe_each(module: &Module, with: &[String], stories: &[Story], bench: &mut Bench<'_>) -> Probed {
    let histories: Vec<Vec<String>> = play(module, bench, stories)?.iter().map(Played::events).collect();
    let mut findings = vec![None; stories.len()];
    for function in with {
        let threads: Vec<Thread> = histories.iter().map(|events| each(function, events)).collect();
        let wanted = module.solution(bench, threads.clone())?;
        let given = module.answer(bench, &threads)?;
        for (((finding, events), wanted), given) in findings.iter_mut().zip(&histories).zip(&wanted).zip(&given) {
            if finding.is_none() {
                *finding = judge_each(function, events, wanted, given);
            }
        }
    }
    Ok(findings)
}

fn each(function: &str, events: &[String]) -> Thread {
    let call = |event: &String| {
        let mut call = Call::new(function, vec![Arg::Json(event.clone())]);
        call.inputs = Inputs::Watch;
        call
    };
    Thread { start: Start::Nothing, calls: events.iter().map(call).collect() }
}

fn judge_each(function: &str, events: &[String], wanted: &[Outcome], given: &[Outcome]) -> Option<Finding> {
    // The first outcome is the start's, which is nothing.
    let show = |finding: Finding, at: usize, actual: String| {
        let expected = wanted.get(at).map(|outcome| Told::of(outcome).text()).unwrap_or_default();
        let with = at.checked_sub(1).and_then(|at| events.get(at).cloned()).unwrap_or_default();
        finding.showing(Evidence::Call { with, expected, actual })
    };
    let trouble = trouble(given, |_| (function, false));
    let until = trouble.as_ref().map_or(given.len(), |trouble| trouble.at);
    let differs = given.iter().zip(wanted).enumerate().take(until).skip(1).find_map(|(at, (given, wanted))| {
        let told = Told::of(given);
        (!told.agrees(&Told::of(wanted))).then(|| {
            let finding = Finding::new(Code::Disagrees).with("over", "call").with("function", function);
            show(finding, at, told.text())
        })
    });
    differs.or_else(|| trouble.map(|trouble| show(trouble.finding, trouble.at, trouble.actual)))
}

#[cfg(test)]
mod tests;
