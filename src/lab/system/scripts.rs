//! The script side of a system: modules started anew, handlers under way, and what they ask for.
//!
//! A handler runs until nothing of it can go on without an answer. What it asked for meanwhile is handed over in order;
//! an answer is given when the simulator says so.

use std::cell::RefCell;
use std::rc::Rc;

use rquickjs::context::EvalOptions;
use rquickjs::{Ctx, Function, IntoJs as _, Object, Persistent};
use serde::{Deserialize, Serialize};

use super::clock::{Clock, fraction, uuid};
use super::module::{BEFORE, NotHere, factory};
use crate::lab::Gone;
use crate::lab::script::engine::Engine;
use crate::lab::script::{Limits, Position, Source};

const SYSTEM: &str = include_str!("system.js");

/// A handler under way, by number.
pub(super) type Invocation = u32;

/// One runtime in which the modules of a system are started again and again.
pub(super) struct Scripts {
    // What belongs to the runtime is declared before it, so that it is dropped first.
    factories: Vec<Compiled>,
    starter: Persistent<Function<'static>>,
    heard: Rc<RefCell<Vec<Heard>>>,
    clock: Rc<Clock>,
    engine: Engine,
    limits: Limits,
}

/// A module made ready to be started.
struct Compiled {
    factory: Persistent<Function<'static>>,
    /// What it exports.
    names: Vec<String>,
    /// Whether it remembers nothing from one handler to the next.
    forgets: bool,
}

/// A started module: the memory of an instance.
#[derive(Clone)]
pub(super) struct Started(Persistent<Object<'static>>);

/// What scripts did.
pub(super) enum Heard {
    /// A handler asks for something.
    Asked(Asked),
    /// A handler has ended.
    Ended(Invocation, Result<String, Thrown>),
}

/// What a handler asks for.
pub(super) struct Asked {
    pub(super) by: Invocation,
    /// The operation, by the name that `system.js` gives it.
    pub(super) operation: String,
    /// A statement or a topic.
    pub(super) subject: String,
    /// The rest, as JSON.
    pub(super) value: String,
    pub(super) answer: Answer,
}

/// Where an answer goes.
#[derive(Clone)]
pub(super) struct Answer {
    resolve: Persistent<Function<'static>>,
    reject: Persistent<Function<'static>>,
}

/// What is answered: JSON, or the kind and the words of an error.
pub(super) type Answered = Result<String, (&'static str, String)>;

/// What a handler threw.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thrown {
    /// The name of the error; empty where it is no error.
    pub kind: String,
    /// What it says.
    pub message: String,
    /// Where it was made.
    pub at: Option<Position>,
}

/// Why a module cannot be started, or scripts cannot go on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stuck {
    /// It does not parse, or throws where it is loaded.
    Load(Thrown),
    /// It has, at this byte, what no module of handlers has: an import, an export without a name.
    NotHere(String, usize),
    /// It uses up its work or its memory.
    Spent,
    /// The machine fails.
    Machine(String),
}

impl Scripts {
    /// Makes modules ready; which of them is wrong, and why.
    pub(super) fn new(modules: &[Source], limits: Limits) -> Result<Self, (usize, Stuck)> {
        let engine = Engine::start().map_err(|gone| machine(&gone))?;
        let (heard, clock): (Rc<RefCell<Vec<Heard>>>, Rc<Clock>) = (Rc::default(), Rc::default());
        let made = engine.with(&limits, |ctx, host, fuel| {
            fuel.fill_tank(&limits);
            fuel.refill(&limits);
            let starter =
                starter(ctx, &host, &heard, &clock).map_err(|error| (0, Stuck::Machine(error.to_string())))?;
            let modules = modules.iter().enumerate();
            let factories = modules.map(|(at, module)| compile(ctx, module).map_err(|stuck| (at, stuck)));
            let factories = factories.collect::<Result<_, _>>()?;
            Ok((Persistent::save(ctx, starter), factories))
        });
        let (starter, factories) = made.map_err(|gone| machine(&gone))??;
        Ok(Self { factories, starter, heard, clock, engine, limits })
    }

    /// Whether a module remembers nothing from one handler to the next.
    pub(super) fn forgets(&self, module: usize) -> bool {
        self.factories[module].forgets
    }

    /// Whether a module exports something of this name.
    pub(super) fn has(&self, module: usize, name: &str) -> bool {
        self.factories[module].names.iter().any(|other| other == name)
    }

    /// Starts a module anew.
    pub(super) fn start(&self, module: usize) -> Result<Started, Stuck> {
        self.with(|ctx| {
            let factory = self.factories[module].factory.clone().restore(ctx).map_err(|error| stuck(ctx, &error))?;
            let exports: Object<'_> = factory.call(()).map_err(|error| stuck(ctx, &error))?;
            Ok(Started(Persistent::save(ctx, exports)))
        })
    }

    /// Calls a handler; false where the module has none of that name.
    pub(super) fn call(
        &self,
        of: &Started,
        handler: &str,
        (by, who): (Invocation, u32),
        with: &str,
    ) -> Result<bool, Stuck> {
        self.with(|ctx| {
            let exports = of.0.clone().restore(ctx).map_err(|error| stuck(ctx, &error))?;
            let Ok(handler) = exports.get::<_, Function<'_>>(handler) else {
                ctx.catch();
                return Ok(false);
            };
            let starter = self.starter.clone().restore(ctx).map_err(|error| stuck(ctx, &error))?;
            starter.call::<_, ()>((by, who, handler, with)).map_err(|error| stuck(ctx, &error))?;
            Ok(true)
        })
    }

    /// Gives an answer.
    pub(super) fn answer(&self, to: Answer, with: &Answered) -> Result<(), Stuck> {
        self.with(|ctx| {
            let given = match with {
                Ok(json) => to.resolve.restore(ctx).and_then(|resolve| resolve.call::<_, ()>((json.as_str(),))),
                Err((kind, words)) => {
                    to.reject.restore(ctx).and_then(|reject| reject.call::<_, ()>((*kind, words.as_str())))
                }
            };
            given.map_err(|error| stuck(ctx, &error))
        })
    }

    /// Time and chance.
    pub(super) fn clock(&self) -> &Clock {
        &self.clock
    }

    /// What was asked for and ended since the last time, in order.
    pub(super) fn heard(&self) -> Vec<Heard> {
        self.heard.take()
    }

    /// Runs something, and then all that can go on.
    fn with<R>(&self, work: impl for<'js> FnOnce(&Ctx<'js>) -> Result<R, Stuck>) -> Result<R, Stuck> {
        let done = self.engine.with(&self.limits, |ctx, _, fuel| {
            fuel.fill_tank(&self.limits);
            fuel.refill(&self.limits);
            let value = work(ctx);
            for _ in 0..JOBS {
                let ran = ctx.execute_pending_job();
                if fuel.is_empty() {
                    return Err(Stuck::Spent);
                }
                if !ran {
                    return value;
                }
            }
            Err(Stuck::Spent)
        });
        done.map_err(|gone| Stuck::Machine(gone.to_string()))?
    }
}

/// Steps of promises between two effects.
const JOBS: u32 = 10_000;

/// Runs `system.js` and freezes the globals; the function that starts handlers.
fn starter<'js>(
    ctx: &Ctx<'js>,
    host: &Object<'js>,
    heard: &Rc<RefCell<Vec<Heard>>>,
    clock: &Rc<Clock>,
) -> rquickjs::Result<Function<'js>> {
    let system: Function<'js> = ctx.eval(SYSTEM)?;
    host.get::<_, Function<'js>>("print")?.call::<_, ()>((0, false))?;
    let asks = Rc::clone(heard);
    let effect = Function::new(
        ctx.clone(),
        move |ctx: Ctx<'js>, by, operation, subject, value, resolve: Function<'js>, reject: Function<'js>| {
            let answer = Answer { resolve: Persistent::save(&ctx, resolve), reject: Persistent::save(&ctx, reject) };
            asks.borrow_mut().push(Heard::Asked(Asked { by, operation, subject, value, answer }));
        },
    )?;
    let ends = Rc::clone(heard);
    let done = Function::new(ctx.clone(), move |by, returned: bool, first: String, message: String, stack: String| {
        let result = if returned { Ok(first) } else { Err(Thrown { kind: first, message, at: place(&stack) }) };
        ends.borrow_mut().push(Heard::Ended(by, result));
    })?;
    let looks = Rc::clone(clock);
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a story are few")]
    let now = Function::new(ctx.clone(), move |by: Invocation| looks.look(by) as f64)?;
    let draws = Rc::clone(clock);
    let draw = Function::new(ctx.clone(), move |ctx: Ctx<'js>, by: Invocation, who: u32, as_uuid: bool| {
        let bits = draws.draw(by, who);
        if as_uuid { uuid(bits).into_js(&ctx) } else { fraction(bits).into_js(&ctx) }
    })?;
    system.call((effect, done, now, draw))
}

fn compile<'js>(ctx: &Ctx<'js>, module: &Source) -> Result<Compiled, Stuck> {
    let made = factory(&module.text).map_err(|NotHere { word, at }| Stuck::NotHere(word.to_owned(), at))?;
    let mut options = EvalOptions::default();
    options.filename = Some(module.name.clone());
    let function: Function<'js> =
        ctx.eval_with_options(made.script.as_str(), options).map_err(|error| stuck(ctx, &error))?;
    Ok(Compiled { factory: Persistent::save(ctx, function), names: made.names, forgets: made.forgets })
}

fn machine(gone: &Gone) -> (usize, Stuck) {
    (0, Stuck::Machine(gone.to_string()))
}

/// What an error of the engine says of the script.
fn stuck(ctx: &Ctx<'_>, error: &rquickjs::Error) -> Stuck {
    let thrown = ctx.catch();
    match thrown.as_object() {
        Some(object) if matches!(error, rquickjs::Error::Exception) => {
            let text = |key: &str| object.get::<_, String>(key).unwrap_or_default();
            Stuck::Load(Thrown { kind: text("name"), message: text("message"), at: place(&text("stack")) })
        }
        _ => Stuck::Spent,
    }
}

/// The first place of a backtrace, as the module's own text has it.
fn place(stack: &str) -> Option<Position> {
    stack.lines().find_map(|frame| {
        let (rest, column) = frame.trim_end_matches(')').rsplit_once(':')?;
        let (name, line) = rest.rsplit_once(':')?;
        let file = name.rsplit(['(', ' ']).next()?.to_owned();
        let (line, column): (u32, u32) = (line.parse().ok()?, column.parse().ok()?);
        let before = if line == 1 { u32::try_from(BEFORE).unwrap_or(0) } else { 0 };
        Some(Position { file, line, column: column.saturating_sub(before).max(1) })
    })
}
