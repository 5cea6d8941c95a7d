//! What a system is made of: plain data.

use serde::{Deserialize, Serialize};

use crate::lab::script::{Limits, Source};

/// Services, topics between them, what clients ask, what may go wrong and what must hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Setup {
    /// The services, each with a database of its name.
    pub services: Vec<Service>,
    /// The topics.
    pub topics: Vec<Topic>,
    /// What clients ask, each of them once.
    pub workload: Vec<Request>,
    /// What may go wrong.
    pub faults: Faults,
    /// What must hold.
    pub checks: Vec<Check>,
    /// What scripts may use up between two effects.
    pub limits: Limits,
}

/// A service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Service {
    /// Its name.
    pub name: String,
    /// Its handlers.
    pub module: Source,
    /// What makes its tables and their first rows.
    pub schema: String,
    /// Topics and the handlers of their messages.
    pub on: Vec<(String, String)>,
    /// Handlers that run again and again.
    pub every: Vec<String>,
    /// How many of it there are.
    pub instances: u16,
}

/// A topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// How it delivers.
    pub kind: TopicKind,
}

/// How a topic delivers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TopicKind {
    /// In order within a key; a place is kept once the handler has returned, a crash replays from there.
    Log,
    /// Each message by itself, in any order; one that is not done comes again.
    Queue,
}

/// What a client asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The service.
    pub service: String,
    /// The handler.
    pub handler: String,
    /// Its argument, as JSON.
    pub with: String,
}

/// What may go wrong, and how often.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Faults {
    /// Faults in all.
    pub at_most: u16,
    /// Crashes, by service.
    pub crash: Vec<(String, u16)>,
    /// Messages that arrive twice because they were sent twice.
    pub producer_duplicates: u16,
    /// Messages that arrive twice because it was forgotten that they were done.
    pub consumer_duplicates: u16,
    /// Commits that are refused.
    pub refused_commits: u16,
    /// Calls that never arrive.
    pub lost_requests: u16,
    /// Calls that are done and whose reply never arrives.
    pub lost_replies: u16,
    /// Calls that are done after the caller has given up.
    pub late_calls: u16,
}

/// Something that must hold: rows that must not be, over all services, each under its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// The query.
    pub sql: String,
    /// When it is asked.
    pub when: When,
}

/// When a check is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum When {
    /// After every commit.
    Always,
    /// When all has come to rest.
    AtRest,
}
