//! Laws of pure functions.

use super::input::{Argument, Arguments, call};
use crate::course::exercise::{Law, LawKind};
use crate::grade::module::{Module, Probed, Told, broken, law_name, trouble};
use crate::grade::{Bench, Evidence, Finding, Stop};
use crate::lab::script::{Arg, Call, Failure, Inputs, Outcome, Start, Then, Thread};

/// One law about one function.
pub(super) struct Judge<'a> {
    pub(super) module: &'a Module,
    pub(super) law: &'a Law,
    pub(super) function: &'a str,
}

/// Which generators make the arguments of a call that the law is tried on, for a function of `arity` arguments.
pub(super) fn likes(law: LawKind, arity: usize) -> Result<Vec<usize>, Stop> {
    let needs = |right: bool, likes: Vec<usize>, words: &str| {
        if right {
            Ok(likes)
        } else {
            Err(Stop::Ours(format!("the law `{}` needs a function of {words}", law_name(law))))
        }
    };
    match law {
        LawKind::Commutative => needs(arity == 2, vec![0, 1], "two arguments"),
        LawKind::Associative => needs(arity == 2, vec![0, 1, 0], "two arguments"),
        LawKind::Idempotent => needs(arity == 1 || arity == 2, vec![0], "one or two arguments"),
        LawKind::Deterministic | LawKind::OrderFree | LawKind::Holds => Ok((0..arity).collect()),
        LawKind::ReplayDeterministic
        | LawKind::IgnoresUnknown
        | LawKind::SnapshotTail
        | LawKind::Duplicates
        | LawKind::Reordering
        | LawKind::Rebuild
        | LawKind::UpcastChain
        | LawKind::UpcastFixed => Err(Stop::Ours(format!("the law `{}` is for the kind `events`", law_name(law)))),
    }
}

impl Judge<'_> {
    /// Judges arguments: for each, the finding if they break the law. `arity` is the function's.
    pub(super) fn probe(&self, all: &[Arguments], arity: usize, bench: &mut Bench<'_>) -> Probed {
        match self.law.law {
            LawKind::Deterministic => self.deterministic(all, bench),
            LawKind::Holds => self.holds(all, bench),
            LawKind::OrderFree => self.pairs(all, bench, |arguments| {
                let direct = thread(vec![call(self.function, arguments)]);
                orders(arguments)
                    .into_iter()
                    .map(|other| (direct.clone(), thread(vec![call(self.function, &other)])))
                    .collect()
            }),
            LawKind::Commutative => self.pairs(all, bench, |arguments| {
                let other: Arguments = arguments.iter().rev().cloned().collect();
                vec![(thread(vec![call(self.function, arguments)]), thread(vec![call(self.function, &other)]))]
            }),
            LawKind::Associative => self.pairs(all, bench, |arguments| {
                let [a, b, c] = arguments else { return Vec::new() };
                let json = |argument: &Argument| Arg::Json(argument.text());
                let inner =
                    |x: &Argument, y: &Argument| Call::new(self.function, vec![json(x), json(y)]).then(Then::Keep);
                vec![(
                    thread(vec![inner(a, b), Call::new(self.function, vec![Arg::Value, json(c)])]),
                    thread(vec![inner(b, c), Call::new(self.function, vec![json(a), Arg::Value])]),
                )]
            }),
            LawKind::Idempotent => self.pairs(all, bench, |arguments| {
                let [a] = arguments else { return Vec::new() };
                let start = |start| Thread { start, calls: Vec::new() };
                if arity == 2 {
                    let twice = call(self.function, &[a.clone(), a.clone()]);
                    vec![(start(Start::Json(a.text())), thread(vec![twice]))]
                } else {
                    let once = call(self.function, arguments).then(Then::Keep);
                    let again = Call::new(self.function, vec![Arg::Value]);
                    vec![(thread(vec![once.clone()]), thread(vec![once, again]))]
                }
            }),
            LawKind::ReplayDeterministic
            | LawKind::IgnoresUnknown
            | LawKind::SnapshotTail
            | LawKind::Duplicates
            | LawKind::Reordering
            | LawKind::Rebuild
            | LawKind::UpcastChain
            | LawKind::UpcastFixed => likes(self.law.law, arity).map(|_| vec![None; all.len()]),
        }
    }

    fn broken(&self) -> Finding {
        broken(self.law.law, self.function)
    }

    fn trouble(&self, arguments: &[Argument], outcomes: &[Outcome]) -> Option<Finding> {
        let trouble = trouble(outcomes, |_| (self.function, true))?;
        Some(trouble.finding.showing(evidence(arguments, String::new(), trouble.actual)))
    }

    /// What two threads end with must be the same; a refusal on the way is the end of it.
    fn pairs(
        &self,
        all: &[Arguments],
        bench: &mut Bench<'_>,
        threads: impl Fn(&[Argument]) -> Vec<(Thread, Thread)>,
    ) -> Probed {
        let pairs: Vec<Vec<(Thread, Thread)>> = all.iter().map(|arguments| threads(arguments)).collect();
        let counts: Vec<usize> = pairs.iter().map(Vec::len).collect();
        let threads: Vec<Thread> = pairs.into_iter().flatten().flat_map(|(one, other)| [one, other]).collect();
        let outcomes = self.module.answer(bench, &threads)?;
        let mut outcomes = outcomes.chunks(2);
        let mut findings = Vec::with_capacity(all.len());
        for (arguments, count) in all.iter().zip(counts) {
            let mut finding = None;
            for pair in outcomes.by_ref().take(count) {
                finding = finding.or_else(|| self.unlike(arguments, pair));
            }
            findings.push(finding);
        }
        Ok(findings)
    }

    fn unlike(&self, arguments: &[Argument], pair: &[Vec<Outcome>]) -> Option<Finding> {
        if let Some(finding) = pair.iter().find_map(|outcomes| self.trouble(arguments, outcomes)) {
            return Some(finding);
        }
        let (one, other) = (end(pair.first()?)?, end(pair.get(1)?)?);
        (!other.agrees(&one)).then(|| self.broken().showing(evidence(arguments, one.text(), other.text())))
    }

    /// Every call once with its arguments watched, and then all once more, the last first.
    fn deterministic(&self, all: &[Arguments], bench: &mut Bench<'_>) -> Probed {
        let first = all.iter().map(|arguments| thread(vec![call(self.function, arguments).inputs(Inputs::Watch)]));
        let again = all.iter().rev().map(|arguments| thread(vec![call(self.function, arguments)]));
        let outcomes = self.module.answer(bench, &first.chain(again).collect::<Vec<_>>())?;
        let findings = all.iter().enumerate().map(|(at, arguments)| {
            let first = outcomes.get(at)?;
            if let Some(Err(Failure::ChangedInput { was, is, .. })) = first.last().map(|outcome| &outcome.result) {
                let finding = self.broken().with("how", "changes-input");
                return Some(finding.showing(evidence(arguments, was.clone(), is.clone())));
            }
            let trouble = self.trouble(arguments, first);
            trouble.or_else(|| self.unlike(arguments, &[first.clone(), outcomes.get(2 * all.len() - 1 - at)?.clone()]))
        });
        Ok(findings.collect())
    }

    /// A predicate of given code is asked about the result and the arguments; a refusal is `{ refused: code }` to it.
    fn holds(&self, all: &[Arguments], bench: &mut Bench<'_>) -> Probed {
        let named = self.law.given.as_deref().and_then(|given| given.split_once('#'));
        let (file, predicate) =
            named.ok_or_else(|| Stop::Ours("the law `holds` needs `given = \"file.js#name\"`".to_owned()))?;
        let threads: Vec<Thread> = all.iter().map(|arguments| thread(vec![call(self.function, arguments)])).collect();
        let outcomes = self.module.answer(bench, &threads)?;
        let mut findings: Vec<Option<Finding>> = vec![None; all.len()];
        let mut asked = Vec::new();
        let mut threads = Vec::new();
        for ((at, arguments), outcomes) in all.iter().enumerate().zip(&outcomes) {
            findings[at] = self.trouble(arguments, outcomes);
            let Some(told) = end(outcomes).filter(|_| findings[at].is_none()) else { continue };
            let result = match &told {
                Told::Refused(code) => serde_json::json!({ "refused": code }).to_string(),
                Told::Value(_) | Told::Failed(_) => told.text(),
            };
            let with = std::iter::once(Arg::Json(result)).chain(arguments.iter().map(|own| Arg::Json(own.text())));
            threads.push(thread(vec![Call::new(predicate, with.collect())]));
            asked.push((at, told));
        }
        let answers = self.module.given(bench, file, threads)?;
        for ((at, told), answer) in asked.into_iter().zip(&answers) {
            if end(answer) != Some(Told::Value("true".to_owned())) {
                let expected = format!("{predicate}(…) === true");
                findings[at] = Some(self.broken().showing(evidence(&all[at], expected, told.text())));
            }
        }
        Ok(findings)
    }
}

fn thread(calls: Vec<Call>) -> Thread {
    Thread { start: Start::Nothing, calls }
}

/// What a thread ends with: its first refusal, or what its last call told.
fn end(outcomes: &[Outcome]) -> Option<Told> {
    let refused = outcomes.iter().map(Told::of).find(|told| matches!(told, Told::Refused(_)));
    refused.or_else(|| outcomes.last().map(Told::of))
}

/// The same arguments with the items of one list in another order: backwards, and the first one last.
fn orders(arguments: &[Argument]) -> Vec<Arguments> {
    let mut all = Vec::new();
    for (at, argument) in arguments.iter().enumerate() {
        let Some(items) = argument.value.as_array().filter(|items| items.len() > 1) else { continue };
        let mut backwards = items.clone();
        backwards.reverse();
        let mut rotated = items.clone();
        rotated.rotate_left(1);
        for order in [backwards, rotated] {
            let mut other = arguments.to_vec();
            other[at].value = order.into();
            all.push(other);
        }
    }
    all
}

pub(super) fn evidence(arguments: &[Argument], expected: String, actual: String) -> Evidence {
    Evidence::History { given: arguments.iter().map(Argument::text).collect(), when: None, expected, actual }
}
