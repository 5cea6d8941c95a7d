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
    /// Tables, as (service, table), that never come to rest and need not: leases that are renewed for ever.
    pub volatile: Vec<(String, String)>,
    /// What scripts may use up between two effects.
    pub limits: Limits,
    /// How time is kept; where it is not, whatever may come may be next, and a sleep orders nothing.
    pub time: Option<Timing>,
}

/// How time is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timing {
    /// How long each way takes between a service and whoever asks it, clients and other services: what is asked, and
    /// what is answered. No time where a service is not named.
    pub latency: Vec<(String, Span)>,
    /// How long a message takes from when it is published, or given back, to when it can be delivered.
    pub broker: Span,
    /// The moment by which all must have come to rest, in milliseconds.
    pub horizon_ms: u64,
    /// How long a service is gone, or two cannot reach each other, in milliseconds.
    pub outage_ms: u64,
}

/// How long something takes, in milliseconds of virtual time: any time in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Span {
    /// At least.
    pub least: u64,
    /// At most.
    pub most: u64,
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
    pub every: Vec<Every>,
    /// How many of it there are.
    pub instances: u16,
    /// How many handlers an instance runs at a time.
    pub concurrency: u16,
    /// The emulated store that its handlers have as `ctx.store`, if any.
    pub store: Option<Isolation>,
    /// The first rows of the store: JSON, `{ table: { key: value } }`; empty where there are none.
    pub store_rows: String,
    /// The services whose change feed it may read.
    pub feeds: Vec<String>,
    /// How far its clock is ahead, in milliseconds.
    pub skew_ms: i64,
}

impl Service {
    /// A service with one instance that runs one handler at a time, and nothing else yet.
    #[must_use]
    pub fn new(name: &str, module: Source, schema: &str) -> Self {
        Self {
            name: name.to_owned(),
            module,
            schema: schema.to_owned(),
            on: Vec::new(),
            every: Vec::new(),
            instances: 1,
            concurrency: 1,
            store: None,
            store_rows: String::new(),
            feeds: Vec::new(),
            skew_ms: 0,
        }
    }
}

/// A handler that runs again and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Every {
    /// The handler.
    pub handler: String,
    /// From the end of one run to the next, in milliseconds of virtual time.
    pub ms: u64,
}

/// What transactions of the emulated store see of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Isolation {
    /// Each statement sees what is committed when it runs.
    ReadCommitted,
    /// All statements see what was committed when the transaction began; of two that change one row, the second to commit
    /// fails.
    Snapshot,
}

/// A topic.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Its name.
    pub name: String,
    /// How it delivers.
    pub kind: TopicKind,
    /// Of a log: whether messages of a key may overtake each other.
    pub unordered: bool,
    /// After so many attempts a message is put aside: a dead letter. Never, where it is 0.
    pub attempts: u32,
}

impl Topic {
    /// After so many attempts a message is put aside, where nothing else is said.
    pub const ATTEMPTS: u32 = 5;

    /// A topic that keeps the order within a key where it is a log.
    #[must_use]
    pub fn new(name: &str, kind: TopicKind) -> Self {
        Self { name: name.to_owned(), kind, unordered: false, attempts: Self::ATTEMPTS }
    }
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
    /// Who asks: what one client asks comes one after the other, each when the one before is answered or given up.
    pub client: String,
    /// The service.
    pub service: String,
    /// The handler.
    pub handler: String,
    /// Its argument, as JSON.
    pub with: String,
    /// How often the client asks again where no answer comes.
    pub retries: u16,
    /// Where time is kept: how long the client waits before it asks, in milliseconds from the beginning or from what it
    /// heard last.
    pub after_ms: u64,
}

impl Request {
    /// What a client of its own asks once.
    #[must_use]
    pub fn new(client: &str, (service, handler): (&str, &str), with: &str) -> Self {
        let [client, service, handler, with] = [client, service, handler, with].map(str::to_owned);
        Self { client, service, handler, with, retries: 0, after_ms: 0 }
    }
}

/// What may go wrong, and how often.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Faults {
    /// Faults in all.
    pub at_most: u16,
    /// Crashes, by service.
    pub crash: Vec<(String, u16)>,
    /// Pauses of an instance that wakes when all the others have done what they could, by service.
    pub pause: Vec<(String, u16)>,
    /// How long a pause takes, in milliseconds of virtual time: at least, where no time is kept.
    pub pause_ms: u64,
    /// Outages, by service: it is gone, refuses calls, and comes back when all the others have done what they could.
    pub down: Vec<(String, u16)>,
    /// Messages that arrive twice because they were sent twice.
    pub producer_duplicates: u16,
    /// Messages that arrive twice because it was forgotten that they were done.
    pub consumer_duplicates: u16,
    /// Commits that are refused.
    pub refused_commits: u16,
    /// Commits that are done and whose answer is lost.
    pub unanswered_commits: u16,
    /// Publishes and appends that are done and whose answer is lost.
    pub unanswered_publishes: u16,
    /// Calls that never arrive.
    pub lost_requests: u16,
    /// Calls that are done and whose reply never arrives.
    pub lost_replies: u16,
    /// Calls that are done after the caller has given up.
    pub late_calls: u16,
    /// Calls that are refused by whoever is called, for no reason of its own.
    pub failed_calls: u16,
    /// Times that two services cannot reach each other, by pair.
    pub partition: Vec<(String, String, u16)>,
    /// Entries that the cache drops.
    pub evictions: u16,
    /// Operations of the cache that fail.
    pub cache_down: u16,
}

/// Something that must hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// Its name, as the exercise has it.
    pub name: String,
    /// What.
    pub rule: Rule,
}

/// What must hold. Queries are over all services, each under its name, and over `world`: what is outside of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rule {
    /// Rows that must never be; asked after every commit.
    Always {
        /// The query.
        sql: String,
    },
    /// Rows that must not be when all has come to rest.
    AtRest {
        /// The query.
        sql: String,
        /// Where time is kept: nor so many milliseconds after the last fault, request or end of an outage.
        within_ms: Option<u64>,
    },
    /// Rows that must be when the natural run has come to rest.
    Reach {
        /// The query.
        sql: String,
    },
    /// What one run of a handler may take.
    Budget(Budget),
    /// What clients may see.
    History(History),
}

impl Rule {
    /// Its query, where it has one.
    #[must_use]
    pub fn sql(&self) -> Option<&str> {
        match self {
            Self::Always { sql } | Self::AtRest { sql, .. } | Self::Reach { sql } => Some(sql),
            Self::Budget(_) | Self::History(_) => None,
        }
    }
}

/// What one run of a handler may take.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Budget {
    /// The service.
    pub service: String,
    /// The handler.
    pub handler: String,
    /// Calls of other services.
    pub calls: Option<u32>,
    /// Messages published.
    pub messages: Option<u32>,
    /// Rows read.
    pub rows: Option<u32>,
    /// Effects while a transaction is open.
    pub transaction: Option<u32>,
    /// Where time is kept: milliseconds from its beginning to its end.
    pub ms: Option<u64>,
}

/// What clients may see of one service's operations, each on the key in its argument.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    /// The guarantee.
    pub guarantee: Guarantee,
    /// The handler that reads, as (service, handler): it returns the value.
    pub read: (String, String),
    /// The handler that writes: its argument has the value.
    pub write: (String, String),
    /// The field of the argument that is the key.
    pub key: String,
    /// The field of the argument that is the value.
    pub value: String,
}

/// Guarantees about histories.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Guarantee {
    /// Each operation seems to happen at one moment between its beginning and its end (Herlihy & Wing, 1990).
    Linearizable,
    /// A client that has written reads that, or what came after.
    ReadYourWrites,
    /// A client never reads what is older than what it has read.
    MonotonicReads,
}
