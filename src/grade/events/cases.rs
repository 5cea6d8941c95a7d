//! `cases`: given these events, when this command comes, then these events, this refusal, or this state.

use serde_json::Value as Json;

use super::story::{DECIDE, EVOLVE, INITIAL, decide, evolve, text};
use crate::course::exercise::Case;
use crate::grade::module::{Module, Told, trouble};
use crate::grade::{Bench, Code, Evidence, Finding, Stop, Verdict};
use crate::lab::script::{Outcome, Start, Thread};

/// Findings shown of one check.
const MOST: usize = 3;

/// Looks at every case; each has a history of its own.
pub(super) fn check(module: &Module, cases: &[Case], bench: &mut Bench<'_>) -> Result<Verdict, Stop> {
    let threads: Vec<Thread> = cases
        .iter()
        .map(|case| Thread {
            start: Start::Export(INITIAL.to_owned()),
            calls: case.given.iter().map(|event| evolve(&text(event))).chain(case.when.as_ref().map(decide)).collect(),
        })
        .collect();
    let played = module.answer(bench, &threads)?;
    let mut findings: Vec<Finding> = Vec::new();
    for (at, (case, outcomes)) in cases.iter().zip(&played).enumerate() {
        if findings.len() == MOST {
            break;
        }
        let Some(mut finding) = judge(at, cases.len(), case, outcomes) else { continue };
        if finding.code == Code::CaseFails && at > 0 {
            // Alone, in a module that has seen no other case: what is right there is spoilt by something that was kept.
            let alone = module.answer(bench, &threads[at..=at])?;
            if alone.first().is_some_and(|outcomes| judge(at, cases.len(), case, outcomes).is_none()) {
                finding = finding.with("alone", "right");
            }
        }
        // The same trouble in the same place says nothing new in another case.
        let is_told = |told: &Finding| (told.code, &told.args, &told.at) == (finding.code, &finding.args, &finding.at);
        if !findings.iter().any(is_told) {
            findings.push(finding);
        }
    }
    Ok(Verdict { findings, share: None })
}

fn judge(at: usize, all: usize, case: &Case, outcomes: &[Outcome]) -> Option<Finding> {
    let wanted = wanted(case);
    let last = outcomes.last()?;
    let told = Told::of(last);
    // The whole case, also where an event before its end went wrong: what is expected is expected of all of it.
    let evidence = |actual: String| Evidence::History {
        given: case.given.iter().map(text).collect(),
        when: case.when.as_ref().map(text),
        expected: wanted.text(),
        actual,
    };
    // The outcomes are the start's, one per given event, and the command's.
    let events = case.given.len();
    let function = |at: usize| match at {
        0 => (INITIAL, false),
        at if at <= events => (EVOLVE, false),
        _ => (DECIDE, true),
    };
    if let Some(trouble) = trouble(outcomes, function) {
        return Some(trouble.finding.showing(evidence(trouble.actual)));
    }
    (!wanted.agrees(&told)).then(|| {
        Finding::new(Code::CaseFails)
            .with("case", at + 1)
            .with("cases", all)
            .with("alone", "wrong")
            .showing(evidence(told.text()))
    })
}

fn wanted(case: &Case) -> Told {
    match (&case.refused, &case.then, &case.state) {
        (Some(code), _, _) => Told::Refused(code.clone()),
        (None, Some(events), _) => {
            Told::Value(Json::Array(events.iter().cloned().map(Json::Object).collect()).to_string())
        }
        (None, None, state) => Told::Value(state.clone().unwrap_or_default().to_string()),
    }
}
