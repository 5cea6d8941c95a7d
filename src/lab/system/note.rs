//! What a trace keeps of a step.

use serde::{Deserialize, Serialize};

use super::client::Outcome;
use super::databases::RowChange;
use super::device::Part;
use super::scripts::Thrown;
use super::usage::Resource;
use crate::lab::script::Position;
use crate::lab::sql::Table;

/// What a step did.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Note {
    /// Virtual time, in milliseconds from the beginning.
    pub at_ms: u64,
    /// Who: an instance, by service and number.
    pub by: (String, u16),
    /// Which run of a handler it belongs to, if any; they are counted from the beginning.
    pub handling: Option<u32>,
    /// Why the step came.
    pub cause: Came,
    /// What goes wrong in it, if anything, as answers that are schedules name it.
    pub wish: Option<String>,
    /// What the handler did in it, in order.
    pub did: Vec<Did>,
    /// Checks that are broken after it, with the rows that show it.
    pub broken: Vec<(usize, Table)>,
    /// Where in a module what nobody may do was asked for, where that is known.
    pub misused_at: Option<Position>,
    /// What is on its way after it.
    pub in_flight: Vec<Flight>,
}

/// Takes down what a step does. With nobody listening it keeps what is wrong, and no words.
#[derive(Debug, Default)]
pub(super) struct Pen {
    /// Somebody listens: the note so far.
    note: Option<Note>,
    /// What no handler may do.
    pub(super) misused: Vec<Misuse>,
    /// What went beyond a budget, by check.
    pub(super) exceeded: Vec<(usize, Resource)>,
    /// Whether rows were changed.
    pub(super) changed: bool,
}

impl Pen {
    /// For somebody who listens.
    pub(super) fn listening(by: (String, u16)) -> Self {
        Self { note: Some(Note { by, ..Note::default() }), ..Self::default() }
    }

    /// Whether somebody listens.
    pub(super) fn listens(&self) -> bool {
        self.note.is_some()
    }

    /// The note, where somebody has listened.
    pub(super) fn note(self) -> Option<Note> {
        self.note
    }

    /// Adds to the note.
    pub(super) fn write(&mut self, write: impl FnOnce(&mut Note)) {
        self.note.as_mut().map(write);
    }

    /// Why the step came.
    pub(super) fn cause(&mut self, came: impl FnOnce() -> Came) {
        self.write(|note| note.cause = came());
    }

    /// Which run of a handler it belongs to.
    pub(super) fn of(&mut self, handling: u32) {
        self.write(|note| note.handling = Some(handling));
    }

    /// What a handler did.
    pub(super) fn did(&mut self, did: impl FnOnce() -> Did) {
        self.write(|note| note.did.push(did()));
    }

    /// A handler does what nobody may do; `at` in its module, where that is known.
    pub(super) fn misused(&mut self, misuse: Misuse, at: Option<&Position>) {
        self.misused.push(misuse);
        self.write(|note| {
            note.did.push(Did::Misused(misuse));
            note.misused_at = note.misused_at.take().or_else(|| at.cloned());
        });
    }

    /// A handler takes more than a budget allows.
    pub(super) fn exceeded(&mut self, check: usize, of: Resource, most: u64) {
        self.exceeded.push((check, of));
        self.did(|| Did::Exceeded { check, of, most });
    }

    /// Rows were changed.
    pub(super) fn changed(&mut self, changes: &[RowChange]) {
        self.changed = true;
        self.did(|| Did::Changed(changes.to_vec()));
    }
}

/// Something on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Flight {
    /// A message that a subscriber has not done with.
    Message {
        /// The topic.
        topic: String,
        /// The subscriber: a service.
        to: String,
        /// The message's id.
        id: String,
        /// Its key.
        key: String,
        /// How often it was delivered.
        attempts: u32,
        /// Put aside after too many attempts.
        dead: bool,
    },
    /// A call whose handler has not begun.
    Call {
        /// The service.
        to: String,
        /// The handler.
        handler: String,
        /// Whether its caller has given up.
        late: bool,
    },
}

/// Why a step came.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub enum Came {
    /// The instance starts.
    #[default]
    Started,
    /// A client asks.
    Asked {
        /// Who asks.
        client: String,
        /// The handler.
        handler: String,
        /// Its argument, as JSON.
        with: String,
    },
    /// A message arrives.
    Delivered {
        /// The topic.
        topic: String,
        /// The handler.
        handler: String,
        /// The message's id.
        id: String,
        /// The message, as JSON.
        body: String,
        /// Which time it is.
        attempt: u32,
    },
    /// Another service calls.
    Called {
        /// Which call: the number that [`Did::Called`] has.
        call: u64,
        /// The handler.
        handler: String,
        /// Its argument, as JSON.
        with: String,
    },
    /// It is time again.
    Ticked {
        /// The handler.
        handler: String,
    },
    /// A handler hears what came of something.
    Answered,
    /// A handler is over, and whoever waits for it hears so.
    Over,
    /// A handler is over, and the client hears what came of it.
    Heard {
        /// Who.
        client: String,
        /// What came of it.
        outcome: Outcome,
    },
    /// The instance wakes and goes on where it was paused.
    Woke,
    /// The service is there again.
    Up,
    /// Two can reach each other again.
    Healed {
        /// The two.
        between: (String, String),
    },
    /// A fault.
    Fault(Fault),
    /// A handler has waited for a reply as long as it wanted to.
    GaveUp {
        /// For the reply to which call.
        call: u64,
    },
}

/// Faults.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// The instance crashes: what it has in memory and what it has not committed is gone.
    Crash,
    /// The last message of a topic and key was sent twice.
    SentTwice {
        /// The topic.
        topic: String,
        /// The key.
        key: String,
    },
    /// It is forgotten that a message was done.
    Forgotten {
        /// The handler.
        handler: String,
    },
    /// The cache has dropped an entry.
    Evicted {
        /// Its key.
        key: String,
    },
    /// The next operation of the cache that the instance asks for fails.
    CacheDown,
    /// The next commit of the instance is refused.
    CommitRefused,
    /// A commit is done and its answer lost: the handler hears `Timeout`.
    CommitUnanswered,
    /// A message is published and the answer lost: the handler hears `Timeout`.
    PublishUnanswered,
    /// The instance stops before what it is about to do, and knows nothing of it.
    Paused,
    /// All instances of the service are gone.
    Down,
    /// Two cannot reach each other.
    Parted {
        /// The two.
        between: (String, String),
    },
    /// A call is refused and not done.
    CallFailed {
        /// Which call.
        call: u64,
    },
    /// A call never arrives; its caller hears `Timeout`.
    RequestLost {
        /// Which call.
        call: u64,
    },
    /// A reply never arrives; the caller hears `Timeout`.
    ReplyLost {
        /// Which call.
        call: u64,
    },
    /// The caller hears `Timeout`, and the call is done later.
    CallLate {
        /// Which call.
        call: u64,
    },
}

/// What became of a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Turn {
    /// It began.
    Begin,
    /// It is committed.
    Commit,
    /// It was taken back.
    Rollback,
    /// Its commit was refused.
    Refused,
}

/// What a handler did.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Did {
    /// Ran a statement.
    Statement {
        /// The statement.
        sql: String,
        /// What came back, as JSON, or why not.
        result: Result<String, String>,
    },
    /// Began, committed or took back a transaction.
    Transaction(Turn),
    /// A commit changed rows.
    Changed(Vec<RowChange>),
    /// Published a message.
    Published {
        /// The topic.
        topic: String,
        /// The message's id.
        id: String,
        /// The message, as JSON.
        body: String,
    },
    /// Called another service.
    Called {
        /// Which call, counted from the beginning.
        call: u64,
        /// The service.
        service: String,
        /// The handler.
        handler: String,
        /// Its argument, as JSON.
        with: String,
    },
    /// Worked with a part beside databases and broker.
    Used {
        /// The part.
        part: Part,
        /// The operation, by the name that handlers have for it.
        operation: String,
        /// What it was done on: a key, a table, a path, a stream.
        on: String,
        /// The rest of what was given, as JSON.
        given: String,
        /// What came back, as JSON, or why not.
        result: Result<String, String>,
    },
    /// Ended, with this.
    Ended(String),
    /// Threw.
    Threw(Thrown),
    /// Took more than a check allows.
    Exceeded {
        /// The check.
        check: usize,
        /// What of.
        of: Resource,
        /// How much it allows.
        most: u64,
    },
    /// Did what nobody may do.
    Misused(Misuse),
}

/// What no handler may do; each is a finding by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Misuse {
    /// Asked for something and did not wait for it.
    NotAwaited,
    /// Uses up its work.
    DidNotStop,
    /// Ended with a transaction open.
    LeftOpen,
    /// Began a transaction in a transaction.
    Nested,
    /// There is no such handler.
    NoHandler,
    /// There is no such topic.
    NoTopic,
    /// There is no such service.
    NoService,
    /// Handlers wait for each other in a circle.
    Deadlock,
    /// A table of another service.
    ForeignTable,
    /// A statement that does more than read and change rows.
    NotAllowed,
    /// A statement that is wrong, not refused.
    BadStatement,
    /// Waits for something that never comes.
    WaitsForEver,
    /// The module does not load.
    DoesNotLoad,
    /// A part, or an operation of one, that the service does not have.
    NoPart,
    /// An operation of a part that is given what it can do nothing with.
    BadUse,
    /// Uses a name that nothing has here: `Date`, `setTimeout`, `fetch`.
    NotDefined,
}

impl Misuse {
    const ALL: [Self; 16] = [
        Self::NotAwaited,
        Self::DidNotStop,
        Self::LeftOpen,
        Self::Nested,
        Self::NoHandler,
        Self::NoTopic,
        Self::NoService,
        Self::Deadlock,
        Self::ForeignTable,
        Self::NotAllowed,
        Self::BadStatement,
        Self::WaitsForEver,
        Self::DoesNotLoad,
        Self::NoPart,
        Self::BadUse,
        Self::NotDefined,
    ];

    /// By the code of its violation.
    pub(super) fn of(code: u16) -> Self {
        Self::ALL.into_iter().find(|misuse| *misuse as u16 == code).expect("codes are made from these")
    }
}
