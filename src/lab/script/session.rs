//! A loaded module, and its threads of calls.

use std::cell::Cell;
use std::collections::HashMap;

use rquickjs::function::Args;
use rquickjs::promise::PromiseState;
use rquickjs::{Ctx, Function, Module, Object, Promise, Value};

use super::engine::{Fuel, Nulls, Scene};
use super::value::Keys;
use super::{Arg, Call, Done, Failure, Inputs, Job, Outcome, Returned, Start, Then, Thread, Thrown};

/// The most that one job hands back in all, in bytes of JSON text: what a runner's pipe takes, with room to spare.
const JOB_BYTES: usize = 12 << 20;

/// A module in its runtime.
pub(super) struct Session<'a, 'js> {
    scene: Scene<'a, 'js>,
    host: Host<'js>,
    exports: HashMap<String, Value<'js>>,
    starts: HashMap<String, Result<Beginning, Failure>>,
    /// Bytes that may still be handed back.
    room: Cell<usize>,
}

/// The value of an export at loading.
enum Beginning {
    Json(String),
    Function,
}

/// The running value of a thread.
struct Kept<'js> {
    value: Value<'js>,
    /// The same as JSON text, where it is known and of use.
    json: Option<String>,
    /// Whether it is of use.
    watches: bool,
}

impl<'js> Kept<'js> {
    fn keep(&mut self, value: Value<'js>, json: &str) {
        self.value = value;
        self.json = self.watches.then(|| json.to_owned());
    }
}

/// What the prelude gives the host.
struct Host<'js> {
    refused: Object<'js>,
    send: Function<'js>,
    sent: Function<'js>,
    printed: Function<'js>,
    room: Function<'js>,
    freeze: Function<'js>,
}

/// Does the job in a runtime that is ready.
pub(super) fn play<'js>(job: &Job, ctx: &Ctx<'js>, host: &Object<'js>, fuel: &Fuel, nulls: &Nulls) -> Done {
    let mut done = Done { load: None, threads: Vec::new(), printed: Vec::new() };
    let Ok((scene, host)) = prepare(job, ctx, host, fuel, nulls) else {
        // The prelude is ours and has run; only a limit of memory below its own needs stops this.
        done.load = Some(Failure::Memory);
        return done;
    };
    fuel.fill_tank(&job.limits);
    fuel.refill(&job.limits);
    let loaded = load(&scene);
    let exports = match loaded {
        Ok(exports) => exports,
        Err(failure) => {
            if !failure.is_fatal() {
                done.printed = texts(&host.printed);
            }
            done.load = Some(failure);
            return done;
        }
    };
    let mut session = Session { scene, host, exports, starts: HashMap::new(), room: Cell::new(JOB_BYTES) };
    session.note_starts();
    for thread in &job.threads {
        fuel.refill(&job.limits);
        let outcomes = session.thread(thread);
        let fatal = outcomes.last().is_some_and(|last| last.result.as_ref().is_err_and(Failure::is_fatal));
        done.threads.push(outcomes);
        if fatal {
            return done;
        }
    }
    done.printed = texts(&session.host.printed);
    done
}

fn prepare<'a, 'js>(
    job: &'a Job,
    ctx: &'a Ctx<'js>,
    host: &Object<'js>,
    fuel: &'a Fuel,
    nulls: &'a Nulls,
) -> rquickjs::Result<(Scene<'a, 'js>, Host<'js>)> {
    let object_prototype = Object::new(ctx.clone())?.get_prototype().ok_or(rquickjs::Error::Unknown)?;
    let bytes = u32::try_from(job.limits.output_bytes).unwrap_or(u32::MAX);
    host.get::<_, Function<'js>>("print")?.call::<_, ()>((bytes, job.prints))?;
    let host = Host {
        refused: host.get("Refused")?,
        send: host.get("send")?,
        sent: host.get("sent")?,
        printed: host.get("printed")?,
        room: host.get("room")?,
        freeze: host.get("freeze")?,
    };
    Ok((Scene { ctx, fuel, nulls, job, object_prototype, keys: Keys::default() }, host))
}

/// Parses each source alone (so that nothing in it can close a wrapper early: there is none), then runs the module.
fn load<'js>(scene: &Scene<'_, 'js>) -> Result<HashMap<String, Value<'js>>, Failure> {
    let declare = |name: &str, text: &str| {
        Module::declare(scene.ctx.clone(), name, text).map_err(|error| match scene.failure(&error) {
            Failure::Threw(thrown) if thrown.kind == "SyntaxError" => Failure::Syntax(thrown),
            other => {
                // Nothing of the script has run: what was thrown is the engine's.
                scene.nulls.seen.set(None);
                other
            }
        })
    };
    for given in &scene.job.given {
        declare(&given.name, &given.text)?;
    }
    let module = declare(&scene.job.module.name, &scene.job.module.text)?;
    let (module, promise) = module.eval().map_err(|error| scene.failure(&error))?;
    scene.settle()?;
    scene.settled(&promise)?;
    let namespace = module.namespace().map_err(|error| scene.failure(&error))?;
    let mut exports = HashMap::new();
    for export in namespace.props::<String, Value<'js>>() {
        let (name, value) = export.map_err(|error| scene.failure(&error))?;
        exports.insert(name, value);
    }
    Ok(exports)
}

impl<'js> Scene<'_, 'js> {
    /// What came of a promise after all that could run has run.
    fn settled(&self, promise: &Promise<'js>) -> Result<(), Failure> {
        match promise.state() {
            PromiseState::Resolved => Ok(()),
            PromiseState::Pending => Err(Failure::Pending),
            PromiseState::Rejected => match promise.result::<Value<'js>>() {
                Some(Err(error)) => Err(self.failure(&error)),
                Some(Ok(_)) | None => Err(Failure::Pending),
            },
        }
    }
}

/// Texts collected by the prelude, which forgets them.
fn texts(taken: &Function<'_>) -> Vec<String> {
    taken.call(()).unwrap_or_default()
}

impl<'js> Session<'_, 'js> {
    /// Keeps what the exports used as starts are now: calls later cannot change it.
    fn note_starts(&mut self) {
        for thread in &self.scene.job.threads {
            let Start::Export(name) = &thread.start else { continue };
            if self.starts.contains_key(name) {
                continue;
            }
            let start = match self.exports.get(name) {
                None => Err(Failure::NoFunction(name.clone())),
                Some(value) if value.is_function() => Ok(Beginning::Function),
                Some(value) => self.scene.json(value).map(Beginning::Json),
            };
            self.starts.insert(name.clone(), start);
        }
    }

    fn thread(&self, thread: &Thread) -> Vec<Outcome> {
        let mut outcomes = Vec::with_capacity(thread.calls.len() + 1);
        let (value, json) = match self.start(&thread.start) {
            Ok(start) => start,
            Err(failure) => return vec![Outcome { result: Err(failure), folded: Vec::new(), sent: Vec::new() }],
        };
        let watches = thread.calls.iter().any(|call| call.inputs == Inputs::Watch);
        // What the job's author wrote may be written otherwise by the engine.
        let is_ours = watches && !matches!(thread.start, Start::Json(_));
        let mut value = Kept { value, json: is_ours.then(|| json.clone()), watches };
        outcomes.push(Outcome { result: Ok(Returned::Value(json)), folded: Vec::new(), sent: Vec::new() });
        for call in &thread.calls {
            let mut folded = Vec::new();
            let result = self.call(call, &mut value, &mut folded);
            let fatal = result.as_ref().is_err_and(Failure::is_fatal);
            let sends = call.with.iter().any(|arg| matches!(arg, Arg::Send));
            let sent = if sends && !fatal { texts(&self.host.sent) } else { Vec::new() };
            let sent: Result<Vec<String>, Failure> = sent.into_iter().map(|told| self.handed_back(told)).collect();
            let (result, sent) = match sent {
                Ok(sent) => (result, sent),
                Err(failure) => (Err(failure), Vec::new()),
            };
            let failed = result.is_err();
            outcomes.push(Outcome { result, folded, sent });
            if failed {
                break;
            }
        }
        outcomes
    }

    /// The value of a thread at its start, and its JSON text (none for nothing).
    fn start(&self, start: &Start) -> Result<(Value<'js>, String), Failure> {
        match start {
            Start::Nothing => Ok((Value::new_undefined(self.scene.ctx.clone()), String::new())),
            Start::Json(text) => Ok((self.parse(text)?, text.clone())),
            Start::Export(name) => match self.starts.get(name) {
                Some(Ok(Beginning::Json(text))) => Ok((self.parse(text)?, text.clone())),
                Some(Ok(Beginning::Function)) => {
                    let value = self.invoke(name, Args::new(self.scene.ctx.clone(), 0))?;
                    let json = self.scene.json(&value)?;
                    Ok((value, json))
                }
                Some(Err(failure)) => Err(failure.clone()),
                None => Err(Failure::NoFunction(name.clone())),
            },
        }
    }

    /// Counts a text that is handed back; too many of them are too much, however small each is.
    fn handed_back(&self, text: String) -> Result<String, Failure> {
        let left = self.room.get().checked_sub(text.len()).ok_or(Failure::Output)?;
        self.room.set(left);
        Ok(text)
    }

    fn parse(&self, text: &str) -> Result<Value<'js>, Failure> {
        self.scene.ctx.json_parse(text).map_err(|error| self.scene.failure(&error))
    }

    /// Calls an export, and lets what it started come to an end.
    fn invoke(&self, name: &str, args: Args<'js>) -> Result<Value<'js>, Failure> {
        let function =
            self.exports.get(name).and_then(Value::as_function).ok_or_else(|| Failure::NoFunction(name.to_owned()))?;
        let result = function.call_arg::<Value<'js>>(args);
        // The exception is read before jobs run, which may throw others.
        let result = result.map_err(|error| self.refusal_or(&error));
        self.scene.settle()?;
        result
    }

    /// A refusal travels as a thrown value of this kind until [`Session::call`] tells it apart.
    fn refusal_or(&self, error: &rquickjs::Error) -> Failure {
        if !matches!(error, rquickjs::Error::Exception) || self.scene.fuel.is_empty() {
            return self.scene.failure(error);
        }
        let thrown = self.scene.ctx.catch();
        let code = thrown
            .as_object()
            .filter(|object| object.is_instance_of(&self.host.refused))
            .and_then(|object| object.get::<_, String>("code").ok());
        match self.scene.thrown(&thrown) {
            Failure::Threw(told) => match code {
                Some(code) => Failure::Threw(Thrown { kind: REFUSED.to_owned(), message: code, at: told.at }),
                None => Failure::Threw(told),
            },
            other => other,
        }
    }

    fn call(&self, call: &Call, value: &mut Kept<'js>, folded: &mut Vec<String>) -> Result<Returned, Failure> {
        let mut inputs = Vec::with_capacity(call.with.len());
        for arg in &call.with {
            inputs.push(match arg {
                Arg::Json(text) => self.parse(text)?,
                Arg::Value => value.value.clone(),
                Arg::Send => {
                    let bytes = u32::try_from(self.scene.job.limits.output_bytes).unwrap_or(u32::MAX);
                    self.host.room.call::<_, ()>((bytes,)).map_err(|error| self.scene.failure(&error))?;
                    self.host.send.clone().into_value()
                }
            });
        }
        let before = self.guard_inputs(call, &inputs, value)?;
        let result = self.apply(&call.of, &inputs);
        for (index, (input, was)) in inputs.iter().zip(before).enumerate() {
            let Some(was) = was else { continue };
            if matches!(result, Err(ref failure) if failure.is_fatal()) {
                break;
            }
            let is = self.scene.json(input).unwrap_or_default();
            if is == was {
                continue;
            }
            // A text may be written otherwise than it is read.
            let was = match call.with.get(index) {
                Some(Arg::Json(text)) => self.scene.json(&self.parse(text)?)?,
                Some(Arg::Value | Arg::Send) | None => was,
            };
            if is != was {
                let index = u32::try_from(index).unwrap_or(u32::MAX);
                return Err(Failure::ChangedInput { index, was, is });
            }
        }
        if call.inputs != Inputs::Watch {
            value.json = None;
        }
        let result = match result {
            Ok(result) => result,
            Err(Failure::Threw(thrown)) if thrown.kind == REFUSED => return Ok(Returned::Refused(thrown.message)),
            Err(failure) => return Err(failure),
        };
        self.finish(call, result, value, folded)
    }

    /// Does what the call says about changed arguments; for [`Inputs::Watch`], what each of them is now: the text that it
    /// was made from, where there is one.
    fn guard_inputs(
        &self,
        call: &Call,
        values: &[Value<'js>],
        kept: &Kept<'js>,
    ) -> Result<Vec<Option<String>>, Failure> {
        values
            .iter()
            .zip(&call.with)
            .map(|(value, arg)| match call.inputs {
                Inputs::Trust => Ok(None),
                // `send`, or a thread without a value.
                Inputs::Watch | Inputs::Freeze if value.is_function() || value.is_undefined() => Ok(None),
                Inputs::Watch => match (arg, &kept.json) {
                    (Arg::Json(text), _) | (Arg::Value, Some(text)) => Ok(Some(text.clone())),
                    (Arg::Value | Arg::Send, _) => self.scene.json(value).map(Some),
                },
                Inputs::Freeze => self
                    .host
                    .freeze
                    .call::<_, ()>((value.clone(),))
                    .map(|()| None)
                    .map_err(|error| self.scene.failure(&error)),
            })
            .collect()
    }

    fn apply(&self, name: &str, inputs: &[Value<'js>]) -> Result<Value<'js>, Failure> {
        let mut args = Args::new(self.scene.ctx.clone(), inputs.len());
        for input in inputs {
            args.push_arg(input.clone()).map_err(|error| self.scene.failure(&error))?;
        }
        self.invoke(name, args)
    }

    fn finish(
        &self,
        call: &Call,
        result: Value<'js>,
        value: &mut Kept<'js>,
        folded: &mut Vec<String>,
    ) -> Result<Returned, Failure> {
        let shown = |json: String| Ok(Returned::Value(if call.show { self.handed_back(json)? } else { String::new() }));
        match &call.then {
            Then::Ignore => {
                if let Some(promise) = result.as_promise() {
                    self.scene.settled(promise)?;
                }
                Ok(Returned::Value(String::new()))
            }
            Then::Return => shown(self.scene.json(&result)?),
            Then::Keep => {
                let json = self.scene.json(&result)?;
                value.keep(result, &json);
                shown(json)
            }
            Then::KeepAsJson => {
                let json = self.scene.json(&result)?;
                value.keep(self.parse(&json)?, &json);
                shown(json)
            }
            Then::Fold(with) => {
                let json = self.scene.json(&result)?;
                if let Some(items) = result.as_array() {
                    for item in items.iter::<Value<'js>>() {
                        let item = item.map_err(|error| self.scene.failure(&error))?;
                        let next = self.apply(with, &[value.value.clone(), item])?;
                        let json = self.scene.json(&next)?;
                        value.keep(next, &json);
                        folded.push(self.handed_back(json)?);
                    }
                }
                shown(json)
            }
        }
    }
}

/// The kind under which a refusal travels; a script cannot forge it, because `thrown` hands it on for refusals alone.
const REFUSED: &str = "Refused";
