//! What the runtime of a system's scripts is given before any module is loaded, and how its errors are read.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use rquickjs::context::EvalOptions;
use rquickjs::{Ctx, Function, IntoJs as _, Object, Persistent};

use super::clock::{draw, fraction, uuid};
use super::log::{Looks, Sight};
use super::module::{BEFORE, NotHere, factory};
use super::scripts::{Stuck, Thrown};
use crate::lab::script::{Position, Source};

const SYSTEM: &str = include_str!("system.js");

/// What scripts see and say while one of them runs.
#[derive(Default)]
pub(super) struct Scene {
    pub(super) said: RefCell<Vec<Said>>,
    pub(super) sight: Cell<Sight>,
    pub(super) looks: Cell<Looks>,
}

/// What a handler says; by which run of one, as the module's log counts them.
pub(super) enum Said {
    /// It asks for something: operation, subject, the rest as JSON; and where in its module.
    Asks(u32, [String; 3], Option<Position>, Hearer),
    /// It has come to something, and whether what it has gathered is still under way.
    Ends(u32, Result<String, Thrown>, bool),
    /// It has come to something before, and now nothing of what it has gathered is under way.
    Closes(u32),
}

/// Who hears an answer.
#[derive(Clone)]
pub(super) struct Hearer {
    pub(super) resolve: Persistent<Function<'static>>,
    pub(super) reject: Persistent<Function<'static>>,
}

/// Runs `system.js`; the function that starts handlers.
pub(super) fn starter<'js>(ctx: &Ctx<'js>, host: &Object<'js>, scene: &Rc<Scene>) -> rquickjs::Result<Function<'js>> {
    let system: Function<'js> = ctx.eval(SYSTEM)?;
    host.get::<_, Function<'js>>("print")?.call::<_, ()>((0, false))?;
    let asks = Rc::clone(scene);
    let effect = Function::new(
        ctx.clone(),
        move |ctx: Ctx<'js>, by, told: String, subject, value, resolve: Function<'js>, reject: Function<'js>| {
            // The operation, and in the lines after it where it is asked for.
            let (operation, stack) = told.split_once('\n').unwrap_or((told.as_str(), ""));
            let (operation, at) = (operation.to_owned(), place(stack));
            let hearer = Hearer { resolve: Persistent::save(&ctx, resolve), reject: Persistent::save(&ctx, reject) };
            asks.said.borrow_mut().push(Said::Asks(by, [operation, subject, value], at, hearer));
        },
    )?;
    let ends = Rc::clone(scene);
    let done = Function::new(
        ctx.clone(),
        move |by, gathers: bool, returned: bool, first: String, message: String, stack: String| {
            let result = if returned { Ok(first) } else { Err(Thrown { kind: first, message, at: place(&stack) }) };
            ends.said.borrow_mut().push(Said::Ends(by, result, gathers));
        },
    )?;
    let closes = Rc::clone(scene);
    let closed = Function::new(ctx.clone(), move |by| closes.said.borrow_mut().push(Said::Closes(by)))?;
    let looks = Rc::clone(scene);
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of a story are few")]
    let now = Function::new(ctx.clone(), move || {
        looks.looks.set(Looks { now: true, ..looks.looks.get() });
        looks.sight.get().now as f64
    })?;
    let draws = Rc::clone(scene);
    let draw = Function::new(ctx.clone(), move |ctx: Ctx<'js>, as_uuid: bool| {
        let (looks, sight) = (draws.looks.get(), draws.sight.get());
        let looks = Looks { draws: looks.draws + 1, ..looks };
        draws.looks.set(looks);
        let bits = draw(sight.seed, sight.drawn + looks.draws);
        if as_uuid { uuid(bits).into_js(&ctx) } else { fraction(bits).into_js(&ctx) }
    })?;
    system.call((effect, done, closed, now, draw))
}

/// A module made ready to be started.
pub(super) struct Compiled {
    /// A function that starts it anew.
    pub(super) factory: Persistent<Function<'static>>,
    /// What it exports.
    pub(super) names: Vec<String>,
    /// Whether it remembers nothing from one handler to the next.
    pub(super) forgets: bool,
}

pub(super) fn compile<'js>(ctx: &Ctx<'js>, module: &Source) -> Result<Compiled, Stuck> {
    let made = factory(&module.text).map_err(|NotHere { word, at }| Stuck::NotHere(word.to_owned(), at))?;
    let mut options = EvalOptions::default();
    options.filename = Some(module.name.clone());
    let function: Function<'js> =
        ctx.eval_with_options(made.script.as_str(), options).map_err(|error| stuck(ctx, &error))?;
    Ok(Compiled { factory: Persistent::save(ctx, function), names: made.names, forgets: made.forgets })
}

/// What an error of the engine says of the script.
pub(super) fn stuck(ctx: &Ctx<'_>, error: &rquickjs::Error) -> Stuck {
    let thrown = ctx.catch();
    match thrown.as_object() {
        Some(object) if matches!(error, rquickjs::Error::Exception) => {
            let text = |key: &str| object.get::<_, String>(key).unwrap_or_default();
            Stuck::Load(Thrown { kind: text("name"), message: text("message"), at: place(&text("stack")) })
        }
        _ => Stuck::Spent,
    }
}

/// Under which name the engine has what is no module: `system.js`.
const OURS: &str = "eval_script";

/// The first place of a backtrace, as the module's own text has it.
fn place(stack: &str) -> Option<Position> {
    stack.lines().find_map(|frame| {
        let (rest, column) = frame.trim_end_matches(')').rsplit_once(':')?;
        let (name, line) = rest.rsplit_once(':')?;
        let file = name.rsplit(['(', ' ']).next().filter(|file| *file != OURS)?.to_owned();
        let (line, column): (u32, u32) = (line.parse().ok()?, column.parse().ok()?);
        let before = if line == 1 { u32::try_from(BEFORE).unwrap_or(0) } else { 0 };
        Some(Position { file, line, column: column.saturating_sub(before).max(1) })
    })
}
