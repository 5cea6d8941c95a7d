//! The runtime of one job: limits, the counted work, and what was thrown.

use std::cell::Cell;
use std::rc::Rc;

use rquickjs::context::intrinsic;
use rquickjs::{Context, Ctx, Object, Persistent, Runtime, Value};

use super::value::{Keys, Unfit, to_json};
use super::{Failure, Job, Limits, Position, Source, Thrown};
use crate::lab::Gone;

/// Jobs (steps of promises) run after one call, at most: an endless chain of promises counts almost no work.
const JOBS_PER_CALL: u32 = 10_000;
/// Longest message of a thrown error that is handed on, in characters.
const MESSAGE_CHARS: usize = 2_000;

/// The intrinsics that a module sees. What is not here does not exist: no `Date`, `performance`, `Proxy`, `WeakRef`,
/// typed arrays, `Atomics` or `SharedArrayBuffer`. `Eval` is the parser itself; the prelude takes `eval` away.
type Intrinsics = (intrinsic::Eval, intrinsic::RegExp, intrinsic::Json, intrinsic::MapSet, intrinsic::Promise);

const PRELUDE: &str = include_str!("prelude.js");

/// A runtime in which the prelude has run and nothing else, and its fuel gauge.
pub(in crate::lab) struct Engine {
    // What belongs to the runtime is declared before it, so that it is dropped first.
    host: Persistent<Object<'static>>,
    context: Context,
    runtime: Runtime,
    fuel: Fuel,
}

/// Counted work: how often the engine may ask on (once in ten thousand polls) before the answer is no.
#[derive(Debug, Clone)]
pub(in crate::lab) struct Fuel {
    left: Rc<Cell<u32>>,
    /// What is left for the threads that follow.
    tank: Rc<Cell<u32>>,
}

/// The work of a whole job, in that of one thread: hundreds of threads that each stay just below their limit would take
/// minutes.
const TANK: u32 = 10;

impl Fuel {
    /// A gauge for what runs before the first job, which is our own.
    fn unlimited() -> Self {
        Self { left: Rc::new(Cell::new(u32::MAX)), tank: Rc::default() }
    }

    /// Fills the tank for a job.
    pub(in crate::lab) fn fill_tank(&self, limits: &Limits) {
        self.tank.set(limits.fuel.max(1).saturating_mul(TANK));
    }

    /// Fills up for the next thread: as the limits say, or with what is left.
    pub(in crate::lab) fn refill(&self, limits: &Limits) {
        self.left.set(limits.fuel.max(1).min(self.tank.get()));
    }

    fn burn(&self) -> bool {
        self.left.set(self.left.get().saturating_sub(1));
        self.tank.set(self.tank.get().saturating_sub(1));
        self.is_empty()
    }

    pub(in crate::lab) fn is_empty(&self) -> bool {
        self.left.get() == 0
    }
}

/// What a thrown `null` is. Without the memory to make an error the engine throws `null`, and so may a script.
#[derive(Debug, Default)]
pub(super) struct Nulls {
    /// Whether it is known to be the script's.
    pub(super) own: bool,
    /// The fuel left at the first one that was taken for the engine's.
    pub(super) seen: Cell<Option<u32>>,
}

impl Engine {
    /// Makes a runtime ready. Takes about a millisecond, most of it the prelude.
    pub(in crate::lab) fn start() -> Result<Self, Gone> {
        let runtime = Runtime::new().map_err(machine)?;
        let fuel = Fuel::unlimited();
        let gauge = fuel.clone();
        runtime.set_interrupt_handler(Some(Box::new(move || gauge.burn())));
        let context = Context::custom::<Intrinsics>(&runtime).map_err(machine)?;
        let host = context
            .with(|ctx| ctx.eval::<Object<'_>, _>(PRELUDE).map(|host| Persistent::save(&ctx, host)))
            .map_err(machine)?;
        Ok(Self { host, context, runtime, fuel })
    }

    /// Sets the limits and runs `work` inside the runtime, with what the prelude gives the host.
    pub(in crate::lab) fn with<R>(
        &self,
        limits: &Limits,
        work: impl for<'js> FnOnce(&Ctx<'js>, Object<'js>, &Fuel) -> R,
    ) -> Result<R, Gone> {
        self.runtime.set_memory_limit(limits.memory_bytes);
        self.runtime.set_max_stack_size(limits.stack_bytes);
        self.context.with(|ctx| {
            let host = self.host.clone().restore(&ctx).map_err(machine)?;
            Ok(work(&ctx, host, &self.fuel))
        })
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is mapped over results")]
fn machine(error: rquickjs::Error) -> Gone {
    Gone::Machine(format!("the script engine does not start: {error}"))
}

/// What every step needs: the engine, the job it does, and what thrown values are read with.
pub(super) struct Scene<'a, 'js> {
    pub(super) ctx: &'a Ctx<'js>,
    pub(super) fuel: &'a Fuel,
    pub(super) nulls: &'a Nulls,
    pub(super) job: &'a Job,
    pub(super) object_prototype: Object<'js>,
    pub(super) keys: Keys<'js>,
}

impl<'js> Scene<'_, 'js> {
    /// A value as JSON text.
    pub(super) fn json(&self, value: &Value<'js>) -> Result<String, Failure> {
        to_json(value, &self.object_prototype, &self.keys, &self.job.limits).map_err(|unfit| match unfit {
            Unfit::Failed(failure) => failure,
            Unfit::Engine(error) => self.failure(&error),
        })
    }

    /// Runs the steps of promises that wait, within bounds.
    pub(super) fn settle(&self) -> Result<(), Failure> {
        for _ in 0..JOBS_PER_CALL {
            let ran = self.ctx.execute_pending_job();
            if self.fuel.is_empty() {
                return Err(Failure::Fuel);
            }
            if !ran {
                return Ok(());
            }
        }
        Err(Failure::Fuel)
    }

    /// What an error of the engine says of the script.
    pub(super) fn failure(&self, error: &rquickjs::Error) -> Failure {
        let thrown = self.ctx.catch();
        if self.fuel.is_empty() {
            return Failure::Fuel;
        }
        match error {
            rquickjs::Error::Exception => self.thrown(&thrown),
            rquickjs::Error::Allocation => Failure::Memory,
            other => Failure::Threw(Thrown { kind: String::new(), message: clip(&other.to_string()), at: None }),
        }
    }

    /// What a thrown value says.
    pub(super) fn thrown(&self, thrown: &Value<'js>) -> Failure {
        let Some(error) = thrown.as_object().filter(|_| thrown.is_error()) else {
            if thrown.is_null() && !self.nulls.own {
                self.nulls.seen.set(self.nulls.seen.get().or(Some(self.fuel.left.get())));
                return Failure::Memory;
            }
            let message = self.json(thrown).unwrap_or_else(|_| thrown.type_name().to_owned());
            return Failure::Threw(Thrown { kind: String::new(), message: clip(&message), at: None });
        };
        let kind = self.text_of(error, "name").unwrap_or_else(|| "Error".to_owned());
        let message = self.text_of(error, "message").unwrap_or_default();
        let at = self.text_of(error, "stack").and_then(|stack| position(&stack, self.sources()));
        // Getters of the error may have used up what was left.
        if self.fuel.is_empty() {
            return Failure::Fuel;
        }
        match (kind.as_str(), message.as_str()) {
            ("InternalError", "out of memory" | "string too long") => Failure::Memory,
            ("RangeError", "Maximum call stack size exceeded") => Failure::Stack,
            _ => Failure::Threw(Thrown { kind: clip(&kind), message: clip(&message), at }),
        }
    }

    fn text_of(&self, object: &Object<'js>, key: &str) -> Option<String> {
        let value: rquickjs::Result<Value<'js>> = object.get(key);
        let Ok(value) = value else {
            self.ctx.catch();
            return None;
        };
        value.as_string().and_then(|text| text.to_string().ok())
    }

    fn sources(&self) -> impl Iterator<Item = &Source> {
        std::iter::once(&self.job.module).chain(&self.job.given)
    }
}

/// The first place of a backtrace that lies in one of the sources.
///
/// A script may have put any text there: a place outside of the source it names is none.
fn position<'s>(stack: &str, sources: impl Iterator<Item = &'s Source>) -> Option<Position> {
    let sources: Vec<&Source> = sources.collect();
    stack.lines().find_map(|frame| {
        sources.iter().find_map(|source| {
            // `    at name (cart.js:3:5)` or `    at cart.js:3:5`.
            let (before, after) = frame.split_once(&format!("{}:", source.name))?;
            if !before.ends_with(['(', ' ']) {
                return None;
            }
            let (line, column) = after.trim_end_matches(')').split_once(':')?;
            let (line, column) = (line.parse::<u32>().ok()?, column.parse::<u32>().ok()?);
            let text = source.text.lines().nth(usize::try_from(line).ok()?.checked_sub(1)?)?;
            // The engine counts bytes.
            let bytes = usize::try_from(column).ok()?.saturating_sub(1).min(text.len());
            let before = text.char_indices().take_while(|(at, _)| *at < bytes).count();
            Some(Position { file: source.name.clone(), line, column: u32::try_from(before).ok()?.saturating_add(1) })
        })
    })
}

fn clip(text: &str) -> String {
    text.chars().take(MESSAGE_CHARS).collect()
}
