//! The script side of a system: what handlers do when they are called and answered.
//!
//! A handler runs until nothing of it can go on without an answer. What it does is a function of all that has passed
//! between its module and the world since the module was started ([`Log`]), so it is run once for each log and known
//! from then on: a story that was told before costs no script at all, and a handler under way is plain data. Where a log
//! goes on in a way that is not known, the module is started anew and told what has passed.

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Deref;
use std::rc::Rc;

use rquickjs::{Ctx, Function, Object, Persistent};
use serde::{Deserialize, Serialize};

use super::broker::Message;
use super::host::{Compiled, Hearer, Said, Scene, compile, starter, stuck};
use super::log::{Event, Log, Looks, Sight};
use super::printed::Printed;
use crate::lab::Gone;
use crate::lab::script::engine::Engine;
use crate::lab::script::{Limits, Position, Source};
use crate::sim::{ByPrint, Fingerprint};

/// A handler under way, by number.
pub(super) type Invocation = u32;

/// One runtime in which the modules of a system are started again and again.
pub(super) struct Scripts {
    // What belongs to the runtime is declared before it, so that it is dropped first.
    /// Modules at work, by the log of what they were told.
    live: HashMap<Fingerprint, Live, ByPrint>,
    modules: Vec<Module>,
    starter: Persistent<Function<'static>>,
    scene: Rc<Scene>,
    engine: Engine,
    limits: Limits,
    /// By the log before and the event, what follows; by what was looked at.
    known: HashMap<(Fingerprint, Fingerprint), Vec<Known>, ByPrint>,
}

/// What follows, by what was looked at.
type Known = (Sight, Looks, Rc<Passed>);

struct Module {
    compiled: Compiled,
    /// The log of the module just started, and whether it can be.
    begin: Log,
    loads: Option<Result<(), Stuck>>,
}

/// A module at work.
struct Live {
    exports: Persistent<Object<'static>>,
    /// Who hears the answers to what was asked for, by number.
    hearers: Vec<Hearer>,
}

/// What follows when a script is told something.
#[derive(Debug)]
pub(super) struct Passed {
    /// All that has passed.
    pub(super) log: Log,
    /// What handlers asked for and which ended, in order.
    pub(super) heard: Vec<Heard>,
    /// What was looked at.
    pub(super) looks: Looks,
    /// Whether there is such a handler; or why it cannot go on.
    pub(super) went: Result<bool, Stuck>,
}

/// What scripts did.
#[derive(Debug, Clone)]
pub(super) enum Heard {
    /// A handler asks for something.
    Asked(Asked),
    /// A handler has come to something, and whether what it has gathered is still under way.
    Ended(Invocation, Rc<Result<String, Thrown>>, bool),
    /// Nothing of what such a handler has gathered is under way any more.
    Closed(Invocation),
}

/// What a handler asks for.
#[derive(Debug, Clone)]
pub(super) struct Asked {
    pub(super) by: Invocation,
    pub(super) answer: Answer,
    pub(super) what: Printed<Asking>,
    /// Where in its module.
    pub(super) at: Option<Rc<Position>>,
}

impl Deref for Asked {
    type Target = Printed<Asking>;

    fn deref(&self) -> &Printed<Asking> {
        &self.what
    }
}

/// Where an answer goes.
#[derive(Debug, Clone)]
pub(super) struct To {
    pub(super) by: Invocation,
    pub(super) answer: Answer,
    /// Where in its module it was asked for.
    pub(super) at: Option<Rc<Position>>,
}

impl Asked {
    /// Where its answer goes.
    pub(super) fn to(&self) -> To {
        To { by: self.by, answer: self.answer, at: self.at.clone() }
    }
}

/// What can be asked for.
#[derive(Debug)]
pub(super) struct Asking {
    /// The operation, by the name that `system.js` gives it.
    pub(super) operation: String,
    /// A statement or a topic.
    pub(super) subject: String,
    /// The rest, as JSON.
    pub(super) value: String,
    /// The same, read.
    read: OnceCell<serde_json::Value>,
    /// The message that it is, or the call: the handler and its argument.
    pub(super) message: OnceCell<Message>,
    pub(super) call: OnceCell<(Printed<String>, Printed<String>)>,
}

impl Asking {
    pub(super) fn new(operation: String, subject: String, value: String) -> Printed<Self> {
        let print = |part: &str| Printed::from(part).print();
        let print = print(&operation).and(print(&subject).0).and(print(&value).0);
        let (read, message, call) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Printed::new(print, Self { operation, subject, value, read, message, call })
    }

    /// What is given, beside the subject.
    pub(super) fn given(&self) -> &serde_json::Value {
        self.read.get_or_init(|| serde_json::from_str(&self.value).unwrap_or_default())
    }
}

/// The number of what was asked for, as the log counts.
pub(super) type Answer = u32;

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
        let scene: Rc<Scene> = Rc::default();
        let made = engine.with(&limits, |ctx, host, fuel| {
            fuel.fill_tank(&limits);
            fuel.refill(&limits);
            let starter = starter(ctx, &host, &scene).map_err(|error| (0, Stuck::Machine(error.to_string())))?;
            let module = |(number, source)| {
                let compiled = compile(ctx, source).map_err(|stuck| (number, stuck))?;
                Ok(Module { compiled, begin: Log::begin(number), loads: None })
            };
            let modules = modules.iter().enumerate().map(module).collect::<Result<_, _>>()?;
            Ok((Persistent::save(ctx, starter), modules))
        });
        let (starter, modules) = made.map_err(|gone| machine(&gone))??;
        Ok(Self { live: HashMap::default(), modules, starter, scene, engine, limits, known: HashMap::default() })
    }

    /// Whether a module remembers nothing from one handler to the next.
    pub(super) fn forgets(&self, module: usize) -> bool {
        self.modules[module].compiled.forgets
    }

    /// Whether a module exports something of this name.
    pub(super) fn has(&self, module: usize, name: &str) -> bool {
        self.modules[module].compiled.names.iter().any(|other| other == name)
    }

    /// Starts a module anew: its log.
    pub(super) fn start(&mut self, module: usize) -> Result<Log, Stuck> {
        if self.modules[module].loads.is_none() {
            self.modules[module].loads = Some(self.enliven(module).map(drop));
        }
        let Module { begin, loads, .. } = &self.modules[module];
        loads.clone().unwrap_or(Ok(())).map(|()| begin.clone())
    }

    /// Tells a script something; what follows.
    pub(super) fn tell(&mut self, module: usize, log: &Log, event: Event, sight: Sight) -> Rc<Passed> {
        let key = (log.print(), event.print());
        if let Some(passed) = self.known.get(&key) {
            let alike = |(seen, looks, _): &&Known| looks.alike(*seen, sight);
            if let Some((_, _, passed)) = passed.iter().find(alike) {
                return Rc::clone(passed);
            }
        }
        let passed = Rc::new(self.pass(module, log, event, sight));
        if self.known.len() >= KNOWN {
            self.known.clear();
        }
        self.known.entry(key).or_default().push((sight, passed.looks, Rc::clone(&passed)));
        passed
    }

    /// Runs a script.
    fn pass(&mut self, module: usize, log: &Log, event: Event, sight: Sight) -> Passed {
        let live = self.live.remove(&log.print()).map_or_else(|| self.relive(module, log), Ok);
        let mut live = match live {
            Ok(live) => live,
            Err(stuck) => {
                let looks = Looks::default();
                return Passed { log: log.and(event, sight, looks), heard: Vec::new(), looks, went: Err(stuck) };
            }
        };
        let asked = live.hearers.len();
        let went = self.play(&mut live, &event, sight);
        let looks = self.scene.looks.take();
        let log = log.and(event, sight, looks);
        let heard = self.hear(&mut live, asked);
        if self.live.len() >= LIVE {
            self.live.clear();
        }
        self.live.insert(log.print(), live);
        Passed { log, heard, looks, went }
    }

    /// A module started anew, and told what has passed.
    fn relive(&self, module: usize, log: &Log) -> Result<Live, Stuck> {
        let mut live = self.enliven(module)?;
        for (event, sight) in log.events() {
            // How it went was heard the first time.
            let _ = self.play(&mut live, event, sight);
            self.scene.looks.take();
            self.hear(&mut live, 0);
        }
        Ok(live)
    }

    fn enliven(&self, module: usize) -> Result<Live, Stuck> {
        self.with(|ctx| {
            let starter = self.starter.clone().restore(ctx).map_err(|error| stuck(ctx, &error))?;
            starter.call::<_, ()>((0,)).map_err(|error| stuck(ctx, &error))?;
            let factory =
                self.modules[module].compiled.factory.clone().restore(ctx).map_err(|error| stuck(ctx, &error))?;
            let exports: Object<'_> = factory.call(()).map_err(|error| stuck(ctx, &error))?;
            Ok(Live { exports: Persistent::save(ctx, exports), hearers: Vec::new() })
        })
    }

    /// Tells a module at work something; whether there is such a handler.
    fn play(&self, live: &mut Live, event: &Event, sight: Sight) -> Result<bool, Stuck> {
        self.scene.sight.set(sight);
        self.with(|ctx| {
            let told = match event {
                Event::Call(by, handler, with) => {
                    let exports = live.exports.clone().restore(ctx).map_err(|error| stuck(ctx, &error))?;
                    let Ok(handler) = exports.get::<_, Function<'_>>(handler.as_str()) else {
                        ctx.catch();
                        return Ok(false);
                    };
                    let starter = self.starter.clone().restore(ctx).map_err(|error| stuck(ctx, &error))?;
                    starter.call::<_, ()>((*by, handler, with.as_str()))
                }
                Event::Answer(number, answered) => {
                    let place = usize::try_from(*number).expect("few things are asked for");
                    let Some(hearer) = live.hearers.get(place).cloned() else { return Ok(true) };
                    match &**answered {
                        Ok(json) => {
                            hearer.resolve.restore(ctx).and_then(|resolve| resolve.call::<_, ()>((json.as_str(),)))
                        }
                        Err((kind, words)) => {
                            hearer.reject.restore(ctx).and_then(|reject| reject.call::<_, ()>((*kind, words.as_str())))
                        }
                    }
                }
            };
            told.map(|()| true).map_err(|error| stuck(ctx, &error))
        })
    }

    /// What was said, with numbers from `asked` on for what was asked for.
    fn hear(&self, live: &mut Live, mut asked: usize) -> Vec<Heard> {
        let said = self.scene.said.take().into_iter();
        said.map(|said| match said {
            Said::Ends(by, result, gathers) => Heard::Ended(by, Rc::new(result), gathers),
            Said::Closes(by) => Heard::Closed(by),
            Said::Asks(by, [operation, subject, value], at, hearer) => {
                live.hearers.push(hearer);
                let answer = Answer::try_from(asked).expect("few things are asked for");
                asked += 1;
                let what = Asking::new(operation, subject, value);
                Heard::Asked(Asked { by, answer, what, at: at.map(Rc::new) })
            }
        })
        .collect()
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

fn machine(gone: &Gone) -> (usize, Stuck) {
    (0, Stuck::Machine(gone.to_string()))
}

/// Steps of promises between two effects.
const JOBS: u32 = 10_000;

/// Modules that are kept at work; others are started anew.
const LIVE: usize = 64;

/// Ways to go on that are known; then all is forgotten and learnt again.
const KNOWN: usize = 50_000;
