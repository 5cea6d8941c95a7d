//! Kind `events`: a JavaScript module of pure functions over commands, events and state.
//!
//! The module exports `initial` (a value or a function without arguments), `evolve(state, event)` and, where the task
//! has commands, `decide(state, command)`, which returns an array of events or throws `new Refused("Code")`. Commands and
//! events are plain objects with a `type`. Other exports (`project`, `upcast`, handlers) are named by the checks.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use super::Column;

/// Fields of a command or event by name.
pub type Fields = IndexMap<String, Column>;

/// `[task.events]`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct EventsTask {
    /// The answer's file with the module.
    pub module: String,
    /// Commands by type, with generators of their fields.
    #[serde(default)]
    pub commands: IndexMap<String, Fields>,
    /// Events by type, with generators of their fields.
    #[serde(default)]
    pub events: IndexMap<String, Fields>,
    /// Given histories (`setup/history.json`, an array of events), shown to the reader and judged as well.
    #[serde(default)]
    pub histories: Vec<String>,
}

/// `[checks.NAME.TYPE]` of kind `events`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum EventsCheck {
    /// Given events, when a command, then these events, this refusal or this state.
    Cases {
        /// The cases, in order.
        cases: Vec<Case>,
    },
    /// The same as the solution on generated histories made by the solution's own `decide` (or, without commands, of
    /// generated events).
    Agrees {
        /// Exported functions to compare: `"decide"` (events and refusals, by state of the history before), `"evolve"`
        /// (the state after each event), or another function of (state or view, event).
        with: Vec<String>,
        /// How many histories, at normal effort; at least 200.
        #[serde(default = "histories")]
        histories: usize,
        /// Commands (or events) in the longest history.
        #[serde(default = "length")]
        length: usize,
        /// The functions are of an event alone, such as `upcast(event)`: each is called on single events, and must leave
        /// them as they are.
        #[serde(default)]
        each: bool,
    },
    /// A law that holds on generated histories.
    Law(Law),
    /// What handlers would send on replay: counts calls of the host function `send`.
    Effects {
        /// The exported handler, `handler(event, send, replaying)`.
        handler: String,
        /// How many effects a replay of a history may send; 0 usually.
        #[serde(default)]
        on_replay: usize,
        /// Whether the live run must send what the solution sends.
        #[serde(default)]
        live_agrees: bool,
    },
}

/// One given/when/then. Exactly one of `then`, `refused` and `state` is there; `when` is absent with `state`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Case {
    /// Events before.
    #[serde(default)]
    pub given: Vec<Given>,
    /// The command.
    pub when: Option<Given>,
    /// The events that follow.
    pub then: Option<Vec<Given>>,
    /// The code of the refusal that follows.
    pub refused: Option<String>,
    /// The state after `given`.
    pub state: Option<Value>,
}

/// A command or event as plain JSON with a `type`.
pub type Given = serde_json::Map<String, Value>;

/// A law and its bounds.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Law {
    /// Which law.
    pub law: LawKind,
    /// The function it is about, where the law does not fix it: `"evolve"` without it.
    pub of: Option<String>,
    /// For `holds`: a predicate exported by `given/…`, `file.js#name`, which is given the result and the arguments.
    pub given: Option<String>,
    /// How many histories or inputs, at normal effort; at least 200.
    #[serde(default = "histories")]
    pub histories: usize,
    /// Events in the longest history.
    #[serde(default = "length")]
    pub length: usize,
}

/// The laws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LawKind {
    /// Evolving twice from the same start gives the same state, and leaves the start and the events as they were.
    ReplayDeterministic,
    /// An event of an unknown type changes nothing and throws nothing.
    IgnoresUnknown,
    /// A snapshot taken anywhere, kept as JSON, and the tail give the state of the full replay.
    SnapshotTail,
    /// An event that comes twice in a row counts once.
    Duplicates,
    /// Events of different streams may swap places: events need a field `stream`.
    Reordering,
    /// A projection rebuilt from nothing equals the one kept up.
    Rebuild,
    /// Upcasting step by step equals upcasting directly: the module exports `upcast(event)`, which gives the newest
    /// version, and `upcastOnce(event)`, which goes up one version and gives the newest back as it is. Another name in
    /// `of` stands in both.
    UpcastChain,
    /// Upcasting an event of the newest version gives it back.
    UpcastFixed,
    /// f(a, b) = f(b, a).
    Commutative,
    /// f(f(a, b), c) = f(a, f(b, c)).
    Associative,
    /// f(a, a) = a, or f(f(a)) = f(a) for one argument.
    Idempotent,
    /// The same arguments give the same result.
    Deterministic,
    /// The order of an array argument does not count.
    OrderFree,
    /// A predicate in given code holds of arguments and result.
    Holds,
}

pub(super) fn histories() -> usize {
    200
}

pub(super) fn length() -> usize {
    12
}
