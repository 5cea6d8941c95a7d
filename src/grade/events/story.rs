//! Generated histories: what is fed to a module in order, and what the solution makes of it.

use std::ops::RangeInclusive;

use serde_json::{Map, Value as Json};

use crate::course::exercise::{EventsTask, Exercise, Given};
use crate::grade::generate::Maker;
use crate::grade::module::{Module, Told, simpler_fields};
use crate::grade::{Bench, Options, Stop};
use crate::lab::script::{Arg, Call, Start, Then, Thread};

/// The export that a history starts from.
pub(super) const INITIAL: &str = "initial";
pub(super) const EVOLVE: &str = "evolve";
pub(super) const DECIDE: &str = "decide";

/// One thing fed to a module.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item {
    /// A command, which the solution's `decide` turns into events.
    Command(Given),
    /// An event of the task.
    Event(Given),
    /// An event of a type that no task knows; the solution does not see it.
    Unknown(Given),
}

/// Things fed to a module, in order.
pub(super) type Story = Vec<Item>;

/// What the solution made of a story.
#[derive(Debug, Clone)]
pub(super) struct Played<'s> {
    /// The state before the first item.
    pub(super) initial: String,
    /// One per item.
    pub(super) steps: Vec<Step<'s>>,
}

/// What the solution made of one item.
#[derive(Debug, Clone)]
pub(super) struct Step<'s> {
    /// The item.
    pub(super) item: &'s Item,
    /// What `decide` told, for a command.
    pub(super) decided: Option<Told>,
    /// The events that the item adds to the history, as JSON text.
    pub(super) events: Vec<String>,
    /// The state after each of them.
    pub(super) states: Vec<String>,
}

impl Played<'_> {
    /// The events of the whole story, as JSON text.
    pub(super) fn events(&self) -> Vec<String> {
        self.steps.iter().flat_map(|step| step.events.iter().cloned()).collect()
    }
}

/// The stories of one check: `count` generated ones, with so many items, after the given ones.
///
/// A given history is a story of its own; with commands in the task, it is also the beginning of one more.
pub(super) fn stories(
    exercise: &Exercise,
    task: &EventsTask,
    options: &Options,
    check: &str,
    count: usize,
    items: RangeInclusive<usize>,
) -> Result<Vec<Story>, Stop> {
    let given = given(exercise, task)?;
    let mut all = given.clone();
    let types: Vec<_> = if task.commands.is_empty() { &task.events } else { &task.commands }.iter().collect();
    if types.is_empty() {
        return if given.is_empty() {
            Err(Stop::Ours("the task has no events to make histories of".into()))
        } else {
            Ok(all)
        };
    }
    for case in 0..options.effort.scale(count) {
        let name = case.to_string();
        let mut chance = options.seed.stream(&[exercise.slug.as_str(), check, &name, "types"]);
        let mut maker = Maker::new(options.seed, &[exercise.slug.as_str(), check, &name]);
        // Every length in turn; with commands, the first of them begin with the given histories.
        let mut story = if task.commands.is_empty() { None } else { given.get(case) }.cloned().unwrap_or_default();
        for _ in 0..items.start() + case % (items.end() - items.start() + 1) {
            let Some((kind, fields)) = chance.pick(&types) else { continue };
            let object = typed(kind, maker.object(kind, fields)?);
            story.push(if task.commands.is_empty() { Item::Event(object) } else { Item::Command(object) });
        }
        all.push(story);
    }
    Ok(all)
}

/// Histories of `setup/`.
fn given(exercise: &Exercise, task: &EventsTask) -> Result<Vec<Story>, Stop> {
    let mut all = Vec::new();
    for file in &task.histories {
        let text = exercise.support.get(file).ok_or_else(|| Stop::Ours(format!("there is no `{file}`")))?;
        let events: Vec<Given> =
            serde_json::from_str(text).map_err(|error| Stop::Ours(format!("`{file}`: {error}")))?;
        all.push(events.into_iter().map(Item::Event).collect());
    }
    Ok(all)
}

/// Fields with the type before them.
pub(super) fn typed(kind: &str, fields: Map<String, Json>) -> Given {
    let mut object = Map::new();
    object.insert("type".to_owned(), Json::from(kind));
    object.extend(fields);
    object
}

/// An item with one field simpler.
pub(super) fn simpler(item: &Item, task: &EventsTask) -> Story {
    let fields = |object: &Given| {
        let kind = object.get("type").and_then(Json::as_str)?;
        task.commands.get(kind).or_else(|| task.events.get(kind))
    };
    let all = |object: &Given, make: fn(Given) -> Item| {
        fields(object).map(|fields| simpler_fields(object, fields).into_iter().map(make).collect()).unwrap_or_default()
    };
    match item {
        Item::Command(object) => all(object, Item::Command),
        Item::Event(object) => all(object, Item::Event),
        Item::Unknown(_) => Vec::new(),
    }
}

/// Has the solution live through the stories.
pub(super) fn play<'s>(module: &Module, bench: &mut Bench<'_>, stories: &'s [Story]) -> Result<Vec<Played<'s>>, Stop> {
    let threads: Vec<Thread> = stories
        .iter()
        .map(|story| Thread {
            start: Start::Export(INITIAL.to_owned()),
            calls: story
                .iter()
                .filter_map(|item| match item {
                    Item::Command(command) => Some(decide(command).then(Then::Fold(EVOLVE.to_owned()))),
                    Item::Event(event) => Some(evolve(&text(event))),
                    Item::Unknown(_) => None,
                })
                .collect(),
        })
        .collect();
    let threads = module.solution(bench, threads)?;
    stories.iter().zip(threads).map(|(story, outcomes)| told(story, &outcomes)).collect()
}

fn told<'s>(story: &'s Story, outcomes: &[crate::lab::script::Outcome]) -> Result<Played<'s>, Stop> {
    let mut outcomes = outcomes.iter();
    let mut next = || outcomes.next().ok_or_else(|| Stop::Ours("the solution was not run to its end".to_owned()));
    let initial = Told::of(next()?).text();
    let mut steps = Vec::with_capacity(story.len());
    for item in story {
        let mut step = Step { item, decided: None, events: Vec::new(), states: Vec::new() };
        match item {
            Item::Unknown(_) => {}
            Item::Event(event) => {
                step.events.push(text(event));
                step.states.push(match Told::of(next()?) {
                    Told::Value(state) => state,
                    other => return Err(Stop::Ours(format!("the solution's `evolve` gives {}", other.text()))),
                });
            }
            Item::Command(_) => {
                let outcome = next()?;
                let decided = Told::of(outcome);
                if let Told::Value(events) = &decided {
                    let events: Vec<Json> = serde_json::from_str(events).map_err(|_| {
                        Stop::Ours(format!("the solution's `decide` gives {events}, no array of events"))
                    })?;
                    step.events = events.iter().map(Json::to_string).collect();
                    step.states.clone_from(&outcome.folded);
                }
                step.decided = Some(decided);
            }
        }
        steps.push(step);
    }
    Ok(Played { initial, steps })
}

/// `decide(state, command)`, shown.
pub(super) fn decide(command: &Given) -> Call {
    Call::new(DECIDE, vec![Arg::Value, Arg::Json(text(command))])
}

/// `evolve(state, event)`, whose result is the state from then on.
pub(super) fn evolve(event: &str) -> Call {
    fold(EVOLVE, event)
}

/// `function(value, event)`, whose result is the value from then on.
pub(super) fn fold(function: &str, event: &str) -> Call {
    Call::new(function, vec![Arg::Value, Arg::Json(event.to_owned())]).then(Then::Keep)
}

/// A thread that folds all events.
pub(super) fn folding(function: &str, events: &[String]) -> Thread {
    let calls = events.iter().map(|event| fold(function, event)).collect();
    Thread { start: Start::Export(INITIAL.to_owned()), calls }
}

/// The thread with only what its last call gives handed back.
pub(super) fn only_the_end(mut thread: Thread) -> Thread {
    let last = thread.calls.len().saturating_sub(1);
    thread.calls.iter_mut().take(last).for_each(|call| call.show = false);
    thread
}

/// A command or event as JSON text.
pub(super) fn text(object: &Given) -> String {
    serde_json::to_string(object).expect("an object is JSON")
}
