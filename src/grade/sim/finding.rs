//! What stories that fail are called.

use super::super::{Code, Evidence, Finding, NotLoaded, Place, Stop};
use crate::course::exercise::SimCheck;
use crate::lab::script::Position;
use crate::lab::system::{
    Broken, Came, Did, Ending, Misuse, Note, Resource, Setup, Story, Stuck, Thrown, Trace, Unplayable,
};

/// A check that does not hold, with the rows that show it and the story; `own` says which files are the answer's.
pub(super) fn broken(rule: &SimCheck, story: &Story, setup: &Setup, own: &[String], digest: u32) -> Finding {
    let code = match rule {
        SimCheck::Always { at: None, .. } => Code::InvariantViolated,
        SimCheck::Always { at: Some(_), .. } | SimCheck::Eventually { .. } => Code::NeverHolds,
        SimCheck::Reach { .. } => Code::NotReached,
        SimCheck::Budget { .. } => Code::OverBudget,
        SimCheck::History { .. } => Code::HistoryBroken,
        SimCheck::Shows { .. } => Code::NotShown,
    };
    let finding = Finding::new(code);
    let finding = match rule {
        SimCheck::Reach { .. } => unreached(finding, &story.trace, setup, own),
        SimCheck::Budget { handler, .. } => exceeded(finding.with("handler", handler.as_str()), story),
        SimCheck::Eventually { within_ms: Some(ms), .. } if !at_rest(story) => {
            finding.with("how", "time").with("ms", whole(*ms))
        }
        SimCheck::Always { .. } | SimCheck::Eventually { .. } => finding.with("how", "rest"),
        SimCheck::History { .. } | SimCheck::Shows { .. } => finding,
    };
    told(finding, story, digest)
}

/// Whether the check of a story does not hold where all has come to rest.
fn at_rest(story: &Story) -> bool {
    let Broken::Check(check) = story.broken else { return false };
    story.trace.at_rest.iter().any(|(number, _)| *number == usize::from(check))
}

fn whole(ms: u64) -> i64 {
    i64::try_from(ms).unwrap_or(i64::MAX)
}

/// Why the natural run does not come to what it must reach, as far as it can be seen: an error, of the answer's own files
/// if there is one; that nobody publishes anything, where somebody listens; else how far it came.
fn unreached(finding: Finding, natural: &Trace, setup: &Setup, own: &[String]) -> Finding {
    let thrown = natural.steps.iter().flat_map(|step| step.did.iter().filter_map(thrown).map(move |it| (step, it)));
    let thrown: Vec<(&Note, &Thrown)> = thrown.collect();
    let is_own = |(_, it): &&(&Note, &Thrown)| it.at.as_ref().is_some_and(|at| own.contains(&at.file));
    if let Some((step, it)) = thrown.iter().find(is_own).or(thrown.first()) {
        let begun = natural.steps.iter().rfind(|other| other.handling == step.handling && handler(other).is_some());
        let error = if it.kind.is_empty() { it.message.clone() } else { format!("{}: {}", it.kind, it.message) };
        return finding
            .with("how", "threw")
            .with("service", step.by.0.as_str())
            .with("handler", begun.and_then(handler).unwrap_or_default())
            .with("error", error)
            .at(it.at.as_ref().filter(|at| own.contains(&at.file)).map(place));
    }
    let did = |is: &dyn Fn(&Did) -> bool| natural.steps.iter().rposition(|step| step.did.iter().any(is));
    let listens = setup.services.iter().any(|service| !service.on.is_empty());
    if listens && did(&|did| matches!(did, Did::Published { .. })).is_none() {
        return finding.with("how", "silent");
    }
    let Some(last) = did(&|did| matches!(did, Did::Changed(_))) else { return finding.with("how", "other") };
    let table = natural.steps[last].did.iter().rev().find_map(|did| match did {
        Did::Changed(changes) => changes.last().map(|change| format!("{}.{}", change.service, change.table)),
        Did::Statement { .. }
        | Did::Transaction(_)
        | Did::Published { .. }
        | Did::Called { .. }
        | Did::Used { .. }
        | Did::Ended(_)
        | Did::Threw(_)
        | Did::Exceeded { .. }
        | Did::Misused(_) => None,
    });
    finding.with("how", "wrote").with("table", table.unwrap_or_default()).with("last", last + 1)
}

/// What there is too much of.
fn exceeded(finding: Finding, story: &Story) -> Finding {
    let Broken::Check(number) = story.broken else { return finding };
    let mut did = story.trace.steps.iter().flat_map(|step| &step.did);
    let of_it = did.find_map(|did| match did {
        Did::Exceeded { check, of, most } if *check == usize::from(number) => Some((*of, *most)),
        Did::Exceeded { .. }
        | Did::Statement { .. }
        | Did::Transaction(_)
        | Did::Changed(_)
        | Did::Published { .. }
        | Did::Called { .. }
        | Did::Used { .. }
        | Did::Ended(_)
        | Did::Threw(_)
        | Did::Misused(_) => None,
    });
    let Some((of, most)) = of_it else { return finding };
    let of = match of {
        Resource::Calls => "calls",
        Resource::Messages => "messages",
        Resource::Rows => "rows",
        Resource::Transaction => "transaction",
        Resource::Time => "time",
    };
    finding.with("how", of).with("n", usize::try_from(most).unwrap_or(usize::MAX))
}

/// A story that does not come to rest.
pub(super) fn restless(story: &Story, digest: u32) -> Finding {
    let code = match story.broken {
        Broken::Livelock => Code::Livelock,
        Broken::NotSettled => Code::NotSettled,
        Broken::Misuse(_) | Broken::Check(_) => Code::Deadlock,
    };
    let lasted = story.trace.steps.last().map_or(0, |step| step.at_ms);
    let how = if story.trace.end == Ending::Horizon { "time" } else { "steps" };
    told(Finding::new(code), story, digest).with("how", how).with("ms", whole(lasted))
}

/// A handler that does what none may do.
pub(super) fn misuse(misuse: Misuse, story: &Story, digest: u32) -> Finding {
    let at = story.trace.steps.iter().position(|step| does(step, misuse));
    let step = at.and_then(|at| story.trace.steps.get(at));
    let service = step.map_or("", |step| step.by.0.as_str());
    let before = at.map_or(&[][..], |at| &story.trace.steps[..=at]);
    let handler = before.iter().rev().filter(|other| step.is_some_and(|step| step.by == other.by)).find_map(handler);
    let finding = Finding::new(Code::Misuse)
        .with("how", how(misuse))
        .with("service", service)
        .with("handler", handler.unwrap_or_default())
        .with("detail", step.map(detail).unwrap_or_default());
    let asked_at = step.and_then(|step| step.misused_at.as_ref());
    let place = asked_at
        .or_else(|| step.and_then(|step| step.did.iter().rev().find_map(thrown)).and_then(|it| it.at.as_ref()))
        .map(place);
    told(finding.at(place), story, digest)
}

/// What is common to all stories: the schedule, how many faults it has, the rows that break the check.
fn told(finding: Finding, story: &Story, digest: u32) -> Finding {
    let wishes = story.trace.steps.iter().enumerate();
    let wishes = wishes.filter_map(|(at, step)| Some(format!("before {}: {}", at + 1, step.wish.as_ref()?)));
    let wishes: Vec<String> = wishes.collect();
    let first = story.trace.broken.iter().find(|(broken, _)| *broken == story.broken).map(|(_, at)| *at);
    let rows = match story.broken {
        Broken::Check(number) => story.trace.rows(number),
        Broken::Misuse(_) | Broken::Livelock | Broken::NotSettled => None,
    };
    let evidence = rows.map_or(Evidence::None, |rows| Evidence::Rows {
        dataset: String::new(),
        columns: rows.columns.clone(),
        rows: rows.rows.clone(),
        given: Vec::new(),
        stopped: None,
    });
    let mut finding = finding
        .with("faults", wishes.len())
        .with("what", wishes.join("; "))
        .with("deviations", story.schedule.deviations.len())
        .with("step", first.unwrap_or_default())
        .with("steps", story.trace.steps.len())
        .showing(evidence);
    finding.schedule = Some(story.schedule.id(digest));
    finding
}

fn does(step: &Note, misuse: Misuse) -> bool {
    step.did.iter().any(|did| matches!(did, Did::Misused(other) if *other == misuse))
}

/// The handler that a step begins.
fn handler(step: &Note) -> Option<String> {
    match &step.cause {
        Came::Asked { handler, .. }
        | Came::Delivered { handler, .. }
        | Came::Called { handler, .. }
        | Came::Ticked { handler } => Some(handler.clone()),
        Came::Started => Some("onStart".to_owned()),
        Came::Answered
        | Came::Over
        | Came::Heard { .. }
        | Came::Woke
        | Came::Up
        | Came::Healed { .. }
        | Came::GaveUp { .. }
        | Came::Fault(_) => None,
    }
}

/// What went wrong in a step, in the words of the engine that said so.
fn detail(step: &Note) -> String {
    let told = step.did.iter().rev().find_map(|did| match did {
        Did::Statement { result: Err(why), .. } | Did::Used { result: Err(why), .. } => Some(why.clone()),
        Did::Threw(thrown) => Some(thrown.message.clone()),
        Did::Statement { .. }
        | Did::Transaction(_)
        | Did::Changed(_)
        | Did::Published { .. }
        | Did::Called { .. }
        | Did::Used { .. }
        | Did::Ended(_)
        | Did::Exceeded { .. }
        | Did::Misused(_) => None,
    });
    told.unwrap_or_default()
}

fn thrown(did: &Did) -> Option<&Thrown> {
    match did {
        Did::Threw(thrown) => Some(thrown),
        Did::Statement { .. }
        | Did::Transaction(_)
        | Did::Changed(_)
        | Did::Published { .. }
        | Did::Called { .. }
        | Did::Used { .. }
        | Did::Ended(_)
        | Did::Exceeded { .. }
        | Did::Misused(_) => None,
    }
}

fn place(at: &Position) -> Place {
    Place { file: at.file.clone(), line: at.line, column: at.column }
}

/// The word that chooses the sentence.
fn how(misuse: Misuse) -> &'static str {
    match misuse {
        Misuse::NotAwaited => "not-awaited",
        Misuse::DidNotStop => "did-not-stop",
        Misuse::LeftOpen => "left-open",
        Misuse::Nested => "nested",
        Misuse::NoHandler => "no-handler",
        Misuse::NoTopic => "no-topic",
        Misuse::NoService => "no-service",
        Misuse::Deadlock => "deadlock",
        Misuse::ForeignTable => "foreign-table",
        Misuse::NotAllowed => "not-allowed",
        Misuse::BadStatement => "bad-statement",
        Misuse::WaitsForEver => "waits-for-ever",
        Misuse::DoesNotLoad => "does-not-load",
        Misuse::NoPart => "no-part",
        Misuse::BadUse => "bad-use",
        Misuse::NotDefined => "not-defined",
    }
}

/// What is wrong with a system before any story: the answer's fault where a module is its own, else the pack's.
pub(super) fn unplayable(unplayable: &Unplayable, setup: &Setup, own: &dyn Fn(&str) -> bool) -> NotLoaded {
    let file = |service: &str| {
        let of = setup.services.iter().find(|of| of.name == service);
        of.map(|of| of.module.name.clone()).unwrap_or_default()
    };
    let ours = |why: String| NotLoaded::Stop(Stop::Ours(why));
    match unplayable {
        Unplayable::Schema { service, why } => ours(format!("the schema of `{service}`: {why}")),
        Unplayable::Check { name, why } => ours(format!("the check `{name}`: {why}")),
        Unplayable::Module { service, stuck } if own(service) => {
            let file = file(service);
            NotLoaded::Answer(vec![match stuck {
                Stuck::Load(thrown) => {
                    let code = if thrown.kind == "SyntaxError" { Code::Syntax } else { Code::Load };
                    let message = if code == Code::Syntax {
                        thrown.message.clone()
                    } else {
                        format!("{}: {}", thrown.kind, thrown.message)
                    };
                    Finding::new(code).with("file", file).with("message", message).at(thrown.at.as_ref().map(place))
                }
                Stuck::NotHere(word, at) => {
                    let text = setup.services.iter().find(|of| of.name == *service).map_or("", |of| &of.module.text);
                    Finding::new(Code::NotAllowed).with("what", format!("`{word}`")).at(Some(spot(file, text, *at)))
                }
                Stuck::Spent => Finding::new(Code::Fuel).with("what", format!("`{file}`")),
                Stuck::Machine(why) => return ours(why.clone()),
            }])
        }
        Unplayable::Module { service, stuck } => ours(format!("the handlers of `{service}`: {stuck:?}")),
        Unplayable::NoHandler { service, handler } if own(service) => {
            NotLoaded::Answer(vec![Finding::new(Code::NoFunction).with("function", handler.as_str()).at(Some(Place {
                file: file(service),
                line: 1,
                column: 1,
            }))])
        }
        Unplayable::NoHandler { service, handler } => {
            ours(format!("the handlers of `{service}` have no `{handler}`, which the task names"))
        }
    }
}

/// The place of a byte in a text.
fn spot(file: String, text: &str, at: usize) -> Place {
    let before = text.get(..at).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
    let small = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Place { file, line: small(line), column: small(column) }
}
