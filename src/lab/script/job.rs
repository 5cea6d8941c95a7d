//! What a script runner is asked to do: a module, and threads of calls of its exports.

use serde::{Deserialize, Serialize};

/// Load a module and run threads of calls, one after the other, in one runtime that nothing else has touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// The module whose exports are called.
    pub module: Source,
    /// Modules that it may import, as `./NAME`; nothing else can be imported.
    pub given: Vec<Source>,
    /// What to call.
    pub threads: Vec<Thread>,
    /// What it may use up.
    pub limits: Limits,
    /// Whether `print(value)` and `console.log` add lines to [`super::Done::printed`]; without it they do nothing.
    pub prints: bool,
}

/// A module's text under its name, which is what errors name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The file's name, `cart.js`.
    pub name: String,
    /// JavaScript.
    pub text: String,
}

/// Calls in order, around a value that they may read and replace.
///
/// A thread ends at the first call that fails; a refusal is no failure, and leaves the value as it was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thread {
    /// The value at the start.
    pub start: Start,
    /// The calls.
    pub calls: Vec<Call>,
}

/// The value of a thread at its start, each time as if made anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Start {
    /// `undefined`.
    Nothing,
    /// What this export was right after loading, or what it returns without arguments, if it is a function.
    Export(String),
    /// JSON text.
    Json(String),
}

/// One call of an export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// The export.
    pub of: String,
    /// Its arguments.
    pub with: Vec<Arg>,
    /// What becomes of the result.
    pub then: Then,
    /// Whether the result is handed back as JSON text. It must be plain JSON either way, unless it is ignored.
    pub show: bool,
    /// What is done about functions that change their arguments.
    pub inputs: Inputs,
}

/// An argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arg {
    /// JSON text, parsed by the engine, never by a `JSON` that the module could have replaced.
    Json(String),
    /// The thread's value, the very object.
    Value,
    /// A function that notes its arguments in [`super::Outcome::sent`] and returns nothing.
    Send,
}

/// What becomes of a call's result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Then {
    /// It is handed back, no more.
    Return,
    /// It is the thread's value from now on.
    Keep,
    /// As [`Then::Keep`], but taken through JSON: kept and read again, as a snapshot is.
    KeepAsJson,
    /// It is an array; this export is called with the thread's value and each of its items, and what it returns kept.
    Fold(String),
    /// It is not looked at; a promise is waited for (as far as this runtime's own jobs go).
    Ignore,
}

/// What is done about functions that change their arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Inputs {
    /// Nothing.
    Trust,
    /// Arguments are compared with what they were: a change is a failure.
    Watch,
    /// Arguments are frozen through and through: a change throws where it is made.
    Freeze,
}

/// What a job may use up. Counted, so that any machine gives the same verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Work of loading and of each thread, in ten thousand polls of the engine (a call or a turn of a loop each). All
    /// threads of a job together have ten times as much.
    pub fuel: u32,
    /// Memory of the runtime, in bytes.
    pub memory_bytes: usize,
    /// Depth of calls, in bytes of stack.
    pub stack_bytes: usize,
    /// The largest result as JSON text, and the most that is printed, in bytes.
    pub output_bytes: usize,
    /// The deepest result.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { fuel: 300, memory_bytes: 48 << 20, stack_bytes: 512 << 10, output_bytes: 256 << 10, depth: 64 }
    }
}

impl Job {
    /// A job without calls yet.
    #[must_use]
    pub fn new(module: Source) -> Self {
        Self { module, given: Vec::new(), threads: Vec::new(), limits: Limits::default(), prints: false }
    }

    /// The job of a lesson's `js run` block: the source runs once, and what it prints is handed back.
    #[must_use]
    pub fn block(source: &str) -> Self {
        Self { prints: true, ..Self::new(Source::new("block.js", source)) }
    }
}

impl Source {
    /// A text under a name.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

impl Call {
    /// A call whose result is handed back.
    #[must_use]
    pub fn new(of: &str, with: Vec<Arg>) -> Self {
        Self { of: of.to_owned(), with, then: Then::Return, show: true, inputs: Inputs::Trust }
    }

    /// With this done to the result.
    #[must_use]
    pub fn then(mut self, then: Then) -> Self {
        self.then = then;
        self
    }

    /// Without handing the result back.
    #[must_use]
    pub fn silent(mut self) -> Self {
        self.show = false;
        self
    }

    /// With this done about changed arguments.
    #[must_use]
    pub fn inputs(mut self, inputs: Inputs) -> Self {
        self.inputs = inputs;
        self
    }
}
