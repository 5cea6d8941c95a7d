//! What a connection may touch: SQLite's authorizer, asked while a statement is prepared.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::hooks::{AuthAction, AuthContext, Authorization};

use super::Refusal;

/// What may be done with a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::lab) enum Right {
    None,
    Read,
    Write,
}

/// A connection's rights: which service it is, and what it may do with the databases attached to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lab) struct Rights {
    /// The service.
    pub(in crate::lab) service: String,
    /// The database that is `main`; none for the judge, whose `main` is empty.
    pub(in crate::lab) main: Option<String>,
    /// Rights and owner by name of the database.
    pub(in crate::lab) others: BTreeMap<String, (Right, String)>,
    /// Whether it may read and change rows and nothing else: no tables made, no transactions of its own, no time.
    pub(in crate::lab) rows_only: bool,
}

/// Why the last statement was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::lab) enum Note {
    /// A table of another service.
    Foreign(Refusal),
    /// Something that nobody may do here.
    NotAllowed(String),
    /// A function of ours used up the fuel.
    Fuel,
    /// A table without a database, of which only the compiled statement says where it is.
    Unsure(String),
}

/// What the guard of a connection knows beside its rights.
#[derive(Debug, Clone, Default)]
pub(in crate::lab) struct Notes(Arc<Mutex<Noted>>);

#[derive(Debug, Default)]
struct Noted {
    /// The first note since the last statement.
    first: Option<Note>,
    /// Whether what is asked about is the lab's own.
    aside: bool,
}

impl Notes {
    pub(in crate::lab) fn leave(&self, note: Note) {
        let mut held = self.held();
        if matches!(held.first, None | Some(Note::Unsure(_))) {
            held.first = Some(note);
        }
    }

    /// Sets the guard aside for what the lab itself asks, or back.
    pub(in crate::lab) fn set_aside(&self, aside: bool) {
        self.held().aside = aside;
    }

    fn held(&self) -> MutexGuard<'_, Noted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(in crate::lab) fn take(&self) -> Option<Note> {
        self.held().first.take()
    }
}

impl Rights {
    /// The authorizer of a connection with these rights.
    pub(in crate::lab) fn authorizer(
        self,
        notes: Notes,
    ) -> impl for<'r> FnMut(AuthContext<'r>) -> Authorization + Send {
        move |context| match self.refuses(&context) {
            _ if notes.held().aside => Authorization::Allow,
            None => Authorization::Allow,
            Some(note @ Note::Unsure(_)) => {
                notes.leave(note);
                Authorization::Allow
            }
            Some(note) => {
                notes.leave(note);
                Authorization::Deny
            }
        }
    }

    /// The refusal of a table in a database by name, where it is refused.
    pub(in crate::lab) fn refusal(&self, database: &str, table: &str, wanted: Right) -> Option<Refusal> {
        let (right, owner) = self.others.get(&database.to_ascii_lowercase())?;
        (*right < wanted).then(|| Refusal {
            service: self.service.clone(),
            database: database.to_owned(),
            table: table.to_owned(),
            owner: owner.clone(),
            writes: wanted == Right::Write,
        })
    }

    fn refuses(&self, context: &AuthContext<'_>) -> Option<Note> {
        let database = context.database_name;
        let reach = |database: Option<&str>, table: &str, wanted: Right| {
            database.and_then(|name| self.refusal(name, table, wanted)).map(Note::Foreign)
        };
        if self.rows_only
            && let Some(what) = beyond_rows(&context.action)
        {
            return Some(Note::NotAllowed(what.to_owned()));
        }
        match context.action {
            AuthAction::Select
            | AuthAction::Recursive
            | AuthAction::Transaction { .. }
            | AuthAction::Savepoint { .. } => None,
            AuthAction::Function { function_name } => {
                (!is_allowed(function_name)).then(|| Note::NotAllowed(format!("{function_name}()")))
            }
            AuthAction::Read { table_name, .. } if is_machine_table(table_name) => {
                Some(Note::NotAllowed(table_name.to_owned()))
            }
            AuthAction::Read { table_name, column_name: "" } if database.is_none() => {
                Some(Note::Unsure(table_name.to_owned()))
            }
            AuthAction::Read { table_name, .. } => reach(database, table_name, Right::Read),
            AuthAction::Insert { table_name }
            | AuthAction::Delete { table_name }
            | AuthAction::Update { table_name, .. }
            | AuthAction::CreateTable { table_name }
            | AuthAction::CreateTempTable { table_name }
            | AuthAction::CreateIndex { table_name, .. }
            | AuthAction::CreateTempIndex { table_name, .. }
            | AuthAction::CreateTrigger { table_name, .. }
            | AuthAction::CreateTempTrigger { table_name, .. }
            | AuthAction::DropTable { table_name }
            | AuthAction::DropTempTable { table_name }
            | AuthAction::DropIndex { table_name, .. }
            | AuthAction::DropTempIndex { table_name, .. }
            | AuthAction::DropTrigger { table_name, .. }
            | AuthAction::DropTempTrigger { table_name, .. }
            | AuthAction::DropVtable { table_name, .. }
            | AuthAction::Analyze { table_name } => reach(database, table_name, Right::Write),
            AuthAction::CreateView { view_name }
            | AuthAction::CreateTempView { view_name }
            | AuthAction::DropView { view_name }
            | AuthAction::DropTempView { view_name } => reach(database, view_name, Right::Write),
            AuthAction::Reindex { index_name } => reach(database, index_name, Right::Write),
            AuthAction::AlterTable { database_name, table_name } => {
                reach(Some(database_name), table_name, Right::Write)
            }
            AuthAction::CreateVtable { table_name, module_name } => {
                if MODULES.contains(&module_name.to_ascii_lowercase().as_str()) {
                    reach(database, table_name, Right::Write)
                } else {
                    Some(Note::NotAllowed(format!("VIRTUAL TABLE USING {module_name}")))
                }
            }
            // ALTER TABLE and FTS5 ask these themselves; they tell nothing that a SELECT does not.
            AuthAction::Pragma { pragma_name, .. }
                if matches!(pragma_name.to_ascii_lowercase().as_str(), "quick_check" | "data_version") =>
            {
                None
            }
            AuthAction::Pragma { pragma_name, .. } => Some(Note::NotAllowed(format!("PRAGMA {pragma_name}"))),
            // VACUUM attaches a database with an empty name to itself.
            AuthAction::Attach { filename: "" } => Some(Note::NotAllowed("VACUUM, ATTACH".to_owned())),
            AuthAction::Attach { .. } => Some(Note::NotAllowed("ATTACH".to_owned())),
            AuthAction::Detach { .. } => Some(Note::NotAllowed("DETACH".to_owned())),
            _ => Some(Note::NotAllowed("unknown".to_owned())),
        }
    }
}

/// What does more than read and change rows.
fn beyond_rows(action: &AuthAction<'_>) -> Option<&'static str> {
    const TOLD_ELSEWHERE: [&str; 4] = ["changes", "last_insert_rowid", "total_changes", "subtype"];
    const TIMES: [&str; 7] = ["date", "datetime", "julianday", "strftime", "time", "timediff", "unixepoch"];
    match action {
        AuthAction::Select
        | AuthAction::Recursive
        | AuthAction::Read { .. }
        | AuthAction::Insert { .. }
        | AuthAction::Delete { .. }
        | AuthAction::Update { .. } => None,
        AuthAction::Function { function_name } => {
            let name = function_name.to_ascii_lowercase();
            if TIMES.contains(&name.as_str()) {
                Some("time in SQL")
            } else {
                TOLD_ELSEWHERE.contains(&name.as_str()).then_some("what run() tells")
            }
        }
        AuthAction::Transaction { .. } | AuthAction::Savepoint { .. } => Some("a transaction in SQL"),
        AuthAction::Pragma { .. } => Some("PRAGMA"),
        AuthAction::Attach { .. } | AuthAction::Detach { .. } => Some("ATTACH"),
        _ => Some("a change of the schema"),
    }
}

/// Modules of virtual tables that may be made.
const MODULES: [&str; 2] = ["fts5", "fts5vocab"];

/// Tables that tell of the machine, not of the data.
fn is_machine_table(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    (name.starts_with("pragma_") && name != "pragma_quick_check")
        || matches!(
            name.as_str(),
            "dbstat" | "sqlite_dbpage" | "sqlite_stmt" | "bytecode" | "tables_used" | "sqlite_dbdata"
        )
}

fn is_allowed(function: &str) -> bool {
    let name = function.to_ascii_lowercase();
    FUNCTIONS.binary_search(&name.as_str()).is_ok() || name.starts_with("json") || is_of_alter(&name)
}

/// Functions that ALTER TABLE calls and nobody else can.
fn is_of_alter(name: &str) -> bool {
    name.starts_with("sqlite_rename_")
        || matches!(
            name,
            "sqlite_drop_column"
                | "sqlite_drop_constraint"
                | "sqlite_add_constraint"
                | "sqlite_fail"
                | "sqlite_find_constraint"
        )
}

/// Functions that give the same on any machine and in any run, in order.
const FUNCTIONS: [&str; 78] = [
    "->",
    "->>",
    "abs",
    "avg",
    "bm25",
    "changes",
    "char",
    "coalesce",
    "concat",
    "concat_ws",
    "count",
    "cume_dist",
    "date",
    "datetime",
    "dense_rank",
    "first_value",
    "format",
    "glob",
    "group_concat",
    "hex",
    "highlight",
    "if",
    "ifnull",
    "iif",
    "instr",
    "julianday",
    "lag",
    "last_insert_rowid",
    "last_value",
    "lead",
    "length",
    "like",
    "likelihood",
    "likely",
    "lower",
    "ltrim",
    "match",
    "max",
    "median",
    "min",
    "nth_value",
    "ntile",
    "nullif",
    "octet_length",
    "percent_rank",
    "percentile",
    "percentile_cont",
    "percentile_disc",
    "printf",
    "quote",
    "rank",
    "replace",
    "round",
    "row_number",
    "rtrim",
    "sign",
    "snippet",
    "soundex",
    "strftime",
    "string_agg",
    "substr",
    "substring",
    "subtype",
    "sum",
    "time",
    "timediff",
    "total",
    "total_changes",
    "trim",
    "typeof",
    "unhex",
    "unicode",
    "unistr",
    "unistr_quote",
    "unixepoch",
    "unlikely",
    "upper",
    "zeroblob",
];
