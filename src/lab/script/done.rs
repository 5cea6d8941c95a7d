//! What came of a script job, as plain data.

use serde::{Deserialize, Serialize};

/// What came of a [`super::Job`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Why the module could not be loaded; then there are no threads.
    pub load: Option<Failure>,
    /// One per thread: the outcome of its start (the value it starts with), then one per call, up to and including the
    /// first that failed. After a failure that ends the job (see [`Failure::is_fatal`]) no further thread is run.
    pub threads: Vec<Vec<Outcome>>,
    /// Lines of `print`, up to the limit.
    pub printed: Vec<String>,
}

/// What came of one call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// How it ended.
    pub result: Result<Returned, Failure>,
    /// The value after each item of a [`super::Then::Fold`], as JSON text.
    pub folded: Vec<String>,
    /// Arguments of each call of [`super::Arg::Send`], as JSON text of an array.
    pub sent: Vec<String>,
}

/// How a call ended that did not fail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Returned {
    /// The result as JSON text; empty where it was not to be shown.
    Value(String),
    /// It threw `new Refused(code)`.
    Refused(String),
}

/// Why a module did not load, or a call failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The source does not parse.
    Syntax(Thrown),
    /// Something was thrown that is no refusal.
    Threw(Thrown),
    /// There is no export with this name, or it is no function.
    NoFunction(String),
    /// A value that is not plain JSON: where in it (`.items[2]`), and what it is instead (`a function`).
    NotJson {
        /// The path, empty for the value itself.
        path: String,
        /// What it is: one of a fixed set of words in English, to be put into the reader's language by its users.
        what: NotJson,
    },
    /// An argument was changed.
    ChangedInput {
        /// Its index.
        index: u32,
        /// What it was, as JSON text.
        was: String,
        /// What it is now; empty where it is no plain JSON any more.
        is: String,
    },
    /// Something waits that nobody will ever wake.
    Pending,
    /// The counted work was used up.
    Fuel,
    /// The memory was used up.
    Memory,
    /// Calls too deep.
    Stack,
    /// A result too large.
    Output,
}

/// A thrown value that is no refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thrown {
    /// `TypeError`; empty for a thrown value that is no error.
    pub kind: String,
    /// What it says; foreign text.
    pub message: String,
    /// Where it was made, in a file of the job.
    pub at: Option<Position>,
}

/// A place in a source; line and column count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// The source's name.
    pub file: String,
    /// The line.
    pub line: u32,
    /// The column, in characters.
    pub column: u32,
}

/// What a value is that is not plain JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotJson {
    /// `undefined`, which a function without `return` gives.
    Undefined,
    /// A function or class.
    Function,
    /// A promise, which an `async` function gives.
    Promise,
    /// `NaN` or an infinity.
    NotANumber,
    /// A `BigInt`.
    BigInt,
    /// A symbol, or an object with symbols for keys.
    Symbol,
    /// An object of a class: `Map`, `Set`, an error, one's own.
    Object,
    /// A `Proxy`.
    Proxy,
    /// An array with holes.
    Hole,
    /// A text with half a character (a lone surrogate).
    HalfCharacter,
    /// An object or array that is a part of itself.
    Circular,
    /// Nested deeper than [`super::Limits::depth`].
    TooDeep,
}

impl Failure {
    /// Whether the job ends with it: the runtime is of no further use, or what filled it would be made again and again.
    #[must_use]
    pub fn is_fatal(&self) -> bool {
        match self {
            Self::Fuel | Self::Memory | Self::Stack | Self::Output | Self::NotJson { what: NotJson::TooDeep, .. } => {
                true
            }
            Self::Syntax(_)
            | Self::Threw(_)
            | Self::NoFunction(_)
            | Self::NotJson { .. }
            | Self::ChangedInput { .. }
            | Self::Pending => false,
        }
    }
}
