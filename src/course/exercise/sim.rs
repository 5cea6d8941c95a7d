//! Kind `sim`: services at work under every schedule and fault within bounds.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

/// `[task.sim]`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SimTask {
    /// The services by name, each with a database of that name.
    pub services: IndexMap<String, SimService>,
    /// Topics that are more than a log with what is usual; the others are known by who listens to them.
    #[serde(default)]
    pub topics: IndexMap<String, SimTopic>,
    /// What clients ask.
    pub workload: Vec<SimRequest>,
    /// What may go wrong.
    #[serde(default)]
    pub faults: SimFaults,
    /// Whether time is kept.
    #[serde(default)]
    pub time: SimTime,
    /// Where it is: milliseconds on the way. By service, each way between it and whoever asks it; `broker`, from when a
    /// message is published to when it can be delivered.
    #[serde(default)]
    pub latency_ms: IndexMap<String, SimSpan>,
    /// Where it is: the moment by which all must have come to rest.
    pub horizon_ms: Option<u64>,
    /// By service: how far its clock is ahead.
    #[serde(default)]
    pub skew_ms: IndexMap<String, i64>,
    /// Tables (`service.table`) that never come to rest and need not.
    #[serde(default)]
    pub volatile: Vec<String>,
    /// Steps of one run at most.
    #[serde(default = "steps")]
    pub steps: usize,
    /// States that are kept at most, at normal effort.
    #[serde(default = "states")]
    pub states: usize,
    /// Runs by chance, where there are more states than that, at normal effort.
    #[serde(default = "runs")]
    pub runs: u64,
    /// Whether the solution must be explored to the end: `pack verify` says so if it is not.
    #[serde(default = "yes")]
    pub exhaustive: bool,
    /// Where the answer is not a handler but a schedule: the answer's file with it.
    #[serde(default)]
    pub schedule: Option<String>,
}

impl SimTask {
    /// The moment by which all must have come to rest, where nothing is said.
    const HORIZON: u64 = 10_000;

    /// Whether time is kept.
    #[must_use]
    pub fn is_timed(&self) -> bool {
        self.time == SimTime::Timed
    }

    /// The moment by which all must have come to rest, where time is kept.
    #[must_use]
    pub fn horizon(&self) -> u64 {
        self.horizon_ms.unwrap_or(Self::HORIZON)
    }
}

/// Whether time is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SimTime {
    /// Whatever may come may be next; a sleep orders nothing.
    #[default]
    Untimed,
    /// Steps come in time.
    Timed,
}

/// How long something takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "a number of milliseconds, or a list of the least and the most")]
pub enum SimSpan {
    /// So many milliseconds.
    Exactly(u64),
    /// At least and at most so many.
    Between(u64, u64),
}

impl SimSpan {
    /// Milliseconds at least and at most.
    #[must_use]
    pub fn bounds(self) -> (u64, u64) {
        match self {
            Self::Exactly(ms) => (ms, ms),
            Self::Between(least, most) => (least, most),
        }
    }
}

/// A service.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SimService {
    /// The file with its handlers: of the answer, or of `given/`.
    pub module: String,
    /// What makes its tables and first rows, `setup/orders.sql`; none for a service that keeps nothing.
    #[serde(default)]
    pub schema: Option<String>,
    /// Handlers of messages, by topic.
    #[serde(default)]
    pub on: IndexMap<String, String>,
    /// Handlers that run again and again, with the time between two runs.
    #[serde(default)]
    pub every_ms: IndexMap<String, u64>,
    /// How many of it there are.
    #[serde(default = "one")]
    pub instances: u16,
    /// How many handlers one of them runs at a time.
    #[serde(default = "one")]
    pub concurrency: u16,
    /// The isolation of the emulated store that its handlers have as `ctx.store`.
    #[serde(default)]
    pub store: Option<SimIsolation>,
    /// First rows of the emulated store, `setup/roster.json`: `{ table: { key: value } }`.
    #[serde(default)]
    pub store_rows: Option<String>,
    /// Services whose change feed it may read.
    #[serde(default)]
    pub feeds: Vec<String>,
}

impl SimService {
    /// Its files: handlers, tables, first rows.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        [Some(&self.module), self.schema.as_ref(), self.store_rows.as_ref()].into_iter().flatten().map(String::as_str)
    }
}

/// Isolation of the emulated store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SimIsolation {
    /// Each statement sees what is committed when it runs.
    ReadCommitted,
    /// All statements see what was committed when the transaction began.
    Snapshot,
}

/// A topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SimTopic {
    /// How it delivers.
    #[serde(default)]
    pub kind: SimTopicKind,
    /// Of a log: whether messages of a key may overtake each other.
    #[serde(default)]
    pub unordered: bool,
    /// Attempts after which a message is put aside.
    #[serde(default = "attempts")]
    pub attempts: u32,
}

/// How a topic delivers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SimTopicKind {
    /// In order within a key.
    #[default]
    Log,
    /// Each message by itself.
    Queue,
}

/// What a client asks.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SimRequest {
    /// `service.handler`.
    pub call: String,
    /// The handler's argument.
    #[serde(default)]
    pub with: Value,
    /// Who asks; without a name, a client of its own.
    pub client: Option<String>,
    /// How often the client asks again where no answer comes.
    #[serde(default)]
    pub retries: u16,
    /// Where time is kept: how long the client waits before it asks.
    pub after_ms: Option<u64>,
}

/// What may go wrong, and how often.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct SimFaults {
    /// Faults in all.
    pub at_most: u16,
    /// Crashes, by service.
    pub crash: IndexMap<String, u16>,
    /// Pauses, by service.
    pub pause: IndexMap<String, u16>,
    /// How long a pause takes; at least, where no time is kept.
    pub pause_ms: u64,
    /// Where time is kept: how long an outage takes, and a partition.
    pub outage_ms: Option<u64>,
    /// Outages, by service.
    pub down: IndexMap<String, u16>,
    /// Messages that come twice.
    pub duplicate: Duplicates,
    /// Commits that are refused, or done without an answer.
    pub commit: Unsure,
    /// Publishes and appends that are done without an answer.
    pub publish: Unsure,
    /// Calls.
    pub call: Calls,
    /// Times that two services cannot reach each other.
    pub partition: Vec<Partition>,
    /// The cache.
    pub cache: CacheFaults,
}

/// Messages that come twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Duplicates {
    /// Because they were sent twice.
    pub producer: u16,
    /// Because it was forgotten that they were done.
    pub consumer: u16,
}

/// What is refused, or done without an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Unsure {
    /// Refused.
    pub refused: u16,
    /// Done, and the answer is lost.
    pub unanswered: u16,
}

/// Calls that go wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Calls {
    /// They never arrive.
    pub lost: u16,
    /// They are done, and the reply is lost.
    pub unanswered: u16,
    /// They are done after the caller has given up.
    pub late: u16,
    /// They are refused for no reason of their own.
    pub failed: u16,
}

/// Times that two services cannot reach each other.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Partition {
    /// The two.
    pub between: (String, String),
    /// How often.
    #[serde(default = "one")]
    pub times: u16,
}

/// What goes wrong with the cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct CacheFaults {
    /// Entries that it drops.
    pub evict: u16,
    /// Operations that fail.
    pub down: u16,
}

/// `[checks.NAME.TYPE]` of kind `sim`. Queries are over all services' databases, each under its name, and `world`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum SimCheck {
    /// Rows that must never be, after any commit.
    Always {
        /// The query.
        sql: String,
        /// With `"quiet"`, only when all has come to rest.
        at: Option<At>,
    },
    /// Rows that must not be once all has come to rest.
    Eventually {
        /// The query.
        sql: String,
        /// Where time is kept: nor so long after the last request, fault or end of an outage.
        within_ms: Option<u64>,
    },
    /// Rows that must be at the end of the natural run, so that doing nothing never passes.
    Reach {
        /// The query.
        natural: String,
    },
    /// What one run of a handler may take.
    Budget {
        /// `service.handler`.
        handler: String,
        /// Calls of other services.
        max_calls: Option<u32>,
        /// Messages published.
        max_messages: Option<u32>,
        /// Rows read.
        max_rows: Option<u32>,
        /// Effects while a transaction is open.
        max_in_transaction: Option<u32>,
        /// Where time is kept: milliseconds from its beginning to its end.
        max_ms: Option<u64>,
    },
    /// What clients may see.
    History {
        /// The guarantee.
        guarantee: SimGuarantee,
        /// `service.handler` that reads: it returns the value.
        read: String,
        /// `service.handler` that writes: its argument has the value.
        write: String,
        /// The field of both arguments that is the key.
        key: String,
        /// The field of the writer's argument that is the value.
        value: String,
    },
    /// Where the answer is a schedule: rows that must be at the end of its story.
    Shows {
        /// The query.
        sql: String,
    },
}

/// When an `always` is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum At {
    /// When all has come to rest.
    Quiet,
}

/// Guarantees about what clients see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SimGuarantee {
    /// Each operation seems to happen at one moment between its beginning and its end.
    Linearizable,
    /// A client that has written reads that, or what came after.
    ReadYourWrites,
    /// A client never reads what is older than what it has read.
    MonotonicReads,
}

impl SimCheck {
    /// Its query, where it has one.
    #[must_use]
    pub fn sql(&self) -> Option<&String> {
        match self {
            Self::Always { sql, .. } | Self::Eventually { sql, .. } | Self::Shows { sql } => Some(sql),
            Self::Reach { natural } => Some(natural),
            Self::Budget { .. } | Self::History { .. } => None,
        }
    }
}

fn one() -> u16 {
    1
}

fn attempts() -> u32 {
    5
}

fn steps() -> usize {
    400
}

fn states() -> usize {
    30_000
}

fn runs() -> u64 {
    1_000
}

fn yes() -> bool {
    true
}
