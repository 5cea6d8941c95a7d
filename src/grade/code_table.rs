//! The one table of finding codes.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What a check can find. Each has a text `finding-CODE` in every language and an example in a test.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $($(#[$doc])* #[serde(rename = $text)] $name,)* }

        impl Code {
            /// All codes, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// The code as printed.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

codes! {
    // The answer as files.
    /// A file of the exercise is not there.
    MissingFile = "missing-file",
    /// A file that the exercise does not name.
    UnknownFile = "unknown-file",
    /// Not UTF-8, or with a NUL.
    NotText = "not-text",
    /// Over the size of an answer's file.
    TooLarge = "too-large",
    /// No regular file: a link, a pipe, a folder.
    NotAFile = "not-a-file",
    /// An entry of an answer file that nothing asks for.
    UnknownEntry = "unknown-entry",
    /// There is no answer for an exercise that was asked for.
    NoAnswer = "no-answer",
    // Loading and running.
    /// It does not parse.
    Syntax = "syntax",
    /// It parses but cannot be loaded (a missing export, an import, a throw at the top level).
    Load = "load",
    /// It used up the counted work.
    Fuel = "fuel",
    /// It used up the memory.
    Memory = "memory",
    /// It recursed too deep.
    Stack = "stack",
    /// It produced too much: rows, bytes, or a database over its pages.
    Output = "output",
    /// It did not stop and was ended.
    DidNotStop = "did-not-stop",
    /// The process that ran it ended.
    Crashed = "crashed",
    /// Something is not allowed here (a pragma, ATTACH, a function).
    NotAllowed = "not-allowed",
    // The machine.
    /// The machine or this program failed; costs nobody anything.
    Machine = "machine",
    // sql
    /// A statement failed.
    StatementFailed = "statement-failed",
    /// A statement that must be refused was accepted.
    NotRefused = "not-refused",
    /// A statement that must be accepted was refused.
    WronglyRefused = "wrongly-refused",
    /// There is no SELECT whose rows could be compared.
    NoRows = "no-rows",
    /// Rows differ.
    RowsDiffer = "rows-differ",
    /// The same rows in another order.
    OrderDiffers = "order-differs",
    /// The order is left to chance.
    OrderOpen = "order-open",
    /// Another number of columns, or other names.
    ColumnsDiffer = "columns-differ",
    /// A table's rows after the script differ.
    StateDiffers = "state-differs",
    /// A table that must be there is not.
    NoTable = "no-table",
    /// Stopped after a statement, the rows break the rule.
    TornState = "torn-state",
    /// Running it again gives another state.
    NotIdempotent = "not-idempotent",
    /// A table is read from end to end.
    TableScan = "table-scan",
    /// A table of another service was touched.
    ForeignTable = "foreign-table",
    /// An order of two sessions breaks the rule.
    BadInterleaving = "bad-interleaving",
    /// Two sessions never finish: the loser lost every try.
    NeverFinishes = "never-finishes",
    /// A transaction that was begun and never ended is lost (a note).
    OpenTransaction = "open-transaction",
    // events and code
    /// Other events (or another refusal) than the case says.
    CaseFails = "case-fails",
    /// The solution does something else on a history.
    Disagrees = "disagrees",
    /// A law is broken.
    LawBroken = "law-broken",
    /// A function threw something that is no refusal.
    Threw = "threw",
    /// A value that is not plain JSON.
    NotJson = "not-json",
    /// Effects were sent on replay, or others than wanted.
    EffectsDiffer = "effects-differ",
    /// A function is missing.
    NoFunction = "no-function",
    // sim
    /// Rows that must never be are there after a commit.
    InvariantViolated = "invariant-violated",
    /// All has come to rest, and rows are there that must not be.
    NeverHolds = "never-holds",
    /// Rows that must be at the end of the natural run are not.
    NotReached = "not-reached",
    /// A run of a handler takes more than it may.
    OverBudget = "over-budget",
    /// A client sees what it must not.
    HistoryBroken = "history-broken",
    /// The schedule's story does not show what it must.
    NotShown = "not-shown",
    /// A line of a schedule that cannot be read.
    BadLine = "bad-line",
    /// A fault of a schedule that cannot come where it is wished.
    NoSuchFault = "no-such-fault",
    /// It goes round for ever.
    Livelock = "livelock",
    /// It does not come to rest within the bound.
    NotSettled = "not-settled",
    /// Handlers wait for each other.
    Deadlock = "deadlock",
    /// A handler does what none may do.
    Misuse = "misuse",
    // quiz
    /// No answer to a question.
    Blank = "blank",
    /// An option that is none.
    UnknownOption = "unknown-option",
    /// The wrong option.
    WrongOption = "wrong-option",
    /// Some options wrong or missing.
    WrongSet = "wrong-set",
    /// The wrong order.
    WrongOrder = "wrong-order",
    /// Some pairs wrong.
    WrongPairs = "wrong-pairs",
    /// One of them.
    WrongPair = "wrong-pair",
    /// The wrong number.
    WrongNumber = "wrong-number",
    // design
    /// Members without an entry.
    LeftOver = "left-over",
    /// Members apart that belong together.
    TornApart = "torn-apart",
    /// Members together that must be apart.
    LumpedTogether = "lumped-together",
    /// One value has too many.
    TooMany = "too-many",
    /// One value has too large a share.
    TooMuch = "too-much",
    /// A value that is not allowed there.
    NotOneOf = "not-one-of",
    /// A reason that does not fit the choice.
    WrongReason = "wrong-reason",
    /// The policy allows what it must not, or refuses what it must allow.
    PolicyDiffers = "policy-differs",
    /// What was traded (a note on a passing design).
    Traded = "traded",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
