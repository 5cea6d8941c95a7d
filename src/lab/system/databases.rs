//! The databases of a system: one for each service, statements of handlers, and what each commit changed.
//!
//! What a statement does is a function of the rows that are committed and of the statements of the transaction that it
//! stands in, so it is run once for each of these and known from then on, and so is a check's result. A story holds the
//! state that its databases are in as plain data ([`Held`]); SQLite is brought there only when something is asked that is
//! not known.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Error;
use rusqlite::config::DbConfig;
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use serde::{Deserialize, Serialize};

use super::outside::{self, Outside, Reads, Rows, Shown, WORLD};
use super::printed::Printed;
use super::scripts::{Answered, Asking};
use super::setup::Setup;
use super::statement::{self, Answer, Failed, Wanted};
use super::tables::{State, Tables};
use super::theatre::Unplayable;
use super::trace::TableAtStart;
use crate::base::Value;
use crate::lab::sql::fuel::Fuel;
use crate::lab::sql::function::Plain;
use crate::lab::sql::guard::{Right, Rights};
use crate::lab::sql::session::{Kit, Session, from_sql};
use crate::lab::sql::world::World;
use crate::lab::sql::{Fault, Table};
use crate::sim::{ByPrint, Fingerprint};

/// The databases, a connection for each service, and the judge's.
pub(super) struct Databases {
    services: Vec<Place>,
    judge: Session,
    /// What the judge's tables of `world` hold now.
    shown: Shown,
    /// What of `world` each check reads.
    pub(super) outside: Reads,
    world: World,
    fuel: Fuel,
    first: Vec<Rc<State>>,
    /// By state and statement, what comes of it.
    known: HashMap<(Fingerprint, Fingerprint), Rc<Ran>, ByPrint>,
    /// By check: the tables that it reads, as (service, table).
    reads: Vec<Vec<(usize, usize)>>,
    /// By check and what these tables hold: the rows that it finds.
    judged: HashMap<(usize, Fingerprint), Option<Rc<Table>>, ByPrint>,
}

/// A service's database, and where SQLite stands in it.
struct Place {
    name: String,
    session: Session,
    tables: Tables,
    here: Rc<State>,
    /// The transaction that is open, as far as it has come.
    within: Option<Fingerprint>,
}

/// The state of a service's database in a story.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) committed: Rc<State>,
    /// On which connection a transaction is open, and what was done in it.
    pub(super) open: Option<(usize, Rc<Within>)>,
}

/// The statements of a transaction, the last first.
#[derive(Debug)]
pub(super) struct Within {
    print: Fingerprint,
    last: Option<(Rc<Within>, Wanted, Printed<Asking>)>,
}

/// What comes of a statement.
#[derive(Debug)]
pub(super) struct Ran {
    /// What the handler hears.
    pub(super) answered: Printed<Answered>,
    /// Rows that it gave.
    pub(super) rows: u32,
    /// Whether it changed something.
    pub(super) changed: bool,
    /// Why nobody may do this, where that is so.
    pub(super) misused: Option<Fault>,
    /// What is committed by it, where it changes something.
    pub(super) commit: Option<(Rc<State>, Vec<RowChange>)>,
}

/// A row that a commit changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RowChange {
    /// The service.
    pub service: String,
    /// The table.
    pub table: String,
    /// The row before; none where there was none.
    pub before: Option<Vec<Value>>,
    /// The row after; none where there is none any more.
    pub after: Option<Vec<Value>>,
}

/// What is known at most; then it is forgotten and learnt again.
const KNOWN: usize = 100_000;

/// Rows of a broken check that are shown.
const SHOWN: usize = 20;

impl Held {
    /// What is committed, but for tables that need not come to rest, and what is not yet.
    pub(super) fn print(&self) -> Fingerprint {
        let open = self.open.as_ref().map_or(0, |(by, within)| within.print.and(*by as u128).0);
        self.committed.substance.and(open)
    }
}

impl Within {
    /// A transaction that has just begun.
    pub(super) fn begin(from: &State) -> Rc<Self> {
        Rc::new(Self { print: from.print.and(1), last: None })
    }

    /// After another statement.
    pub(super) fn and(self: &Rc<Self>, wanted: Wanted, asking: &Printed<Asking>) -> Rc<Self> {
        let last = Some((Rc::clone(self), wanted, asking.clone()));
        Rc::new(Self { print: self.print.and(asking.print().0), last })
    }

    /// Its statements, the first first.
    fn statements(&self) -> Vec<(Wanted, &Asking)> {
        let all = std::iter::successors(Some(self), |within| within.last.as_ref().map(|(before, _, _)| &**before));
        let mut all: Vec<_> =
            all.filter_map(|within| within.last.as_ref().map(|(_, wanted, asking)| (*wanted, &**asking))).collect();
        all.reverse();
        all
    }
}

impl Databases {
    /// Makes the databases with their first rows.
    pub(super) fn new(setup: &Setup) -> Result<Self, Unplayable> {
        let names: Vec<String> = setup.services.iter().map(|service| service.name.clone()).collect();
        let machine = |error: Error| Unplayable::Schema { service: String::new(), why: error.to_string() };
        if let Some(service) = names.iter().find(|name| name.eq_ignore_ascii_case(WORLD)) {
            let why = "checks call all that is outside of services so: no service can have the name".to_owned();
            return Err(Unplayable::Schema { service: service.clone(), why });
        }
        let plain = Plain::open().map_err(machine)?;
        let fuel = Fuel::new();
        let kit = Kit { plain: &plain, fuel: fuel.clone() };
        let world = World::in_memory(&names).map_err(machine)?;
        for service in &setup.services {
            let mut own = Session::open(&world, rights(&names, &service.name, false), &kit).map_err(machine)?;
            let wrong = |why: String| Unplayable::Schema { service: service.name.clone(), why };
            for piece in crate::lab::sql::split(&service.schema) {
                let mut room = crate::lab::sql::fuel::Room::new();
                own.run(&service.schema, piece, &[], &mut room).map_err(|failure| wrong(failure.message))?;
            }
        }
        let keeper = world.keeper();
        keeper.set_prepared_statement_cache_capacity(256);
        // Rows are put back as they were; what follows from them was in the rows that were read.
        for flag in [DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER] {
            keeper.set_db_config(flag, false).map_err(machine)?;
        }
        let place = |name: &String| {
            let rests = |table: &str| setup.volatile.iter().any(|(service, of)| service == name && of == table);
            let wrong = |error: Error| Unplayable::Schema { service: name.clone(), why: error.to_string() };
            let tables = Tables::of(keeper, name, rests).map_err(wrong)?;
            let here = Rc::new(tables.read(keeper, None).map_err(wrong)?);
            let session = Session::open(&world, rights(&names, name, true), &kit).map_err(machine)?;
            statement::prepare(&session).map_err(machine)?;
            Ok(Place { name: name.clone(), session, tables, here, within: None })
        };
        let services = names.iter().map(place).collect::<Result<Vec<Place>, Unplayable>>()?;
        let judge = Session::open(&world, everything(&names), &kit).map_err(machine)?;
        judge.connection().set_prepared_statement_cache_capacity(256);
        let shown = Shown::open(&judge).map_err(machine)?;
        let first: Vec<Rc<State>> = services.iter().map(|place| Rc::clone(&place.here)).collect();
        let (known, judged) = (HashMap::default(), HashMap::default());
        let (reads, outside) = (Vec::new(), Reads::default());
        let mut databases = Self { services, judge, shown, outside, world, fuel, first, known, reads, judged };
        let looking = Looking::open(&databases.world, &names, &kit).map_err(machine)?;
        for check in &setup.checks {
            let sql = check.rule.sql().unwrap_or("SELECT 1 WHERE 0");
            databases.rows(sql).map_err(|why| Unplayable::Check { name: check.name.clone(), why })?;
            let seen = looking.at(sql);
            databases.reads.push(reads_of(&seen, &databases.services));
            databases.outside.learn(&seen);
        }
        Ok(databases)
    }

    /// The databases with their first rows.
    pub(super) fn begin(&self) -> Vec<Held> {
        self.first.iter().map(|state| Held { committed: Rc::clone(state), open: None }).collect()
    }

    /// The tables with their first rows.
    pub(super) fn first(&self) -> Vec<TableAtStart> {
        let places = self.services.iter().zip(&self.first);
        places.flat_map(|(place, first)| place.tables.shown(&place.name, first)).collect()
    }

    /// The tables of a service as a story holds them.
    pub(super) fn shown(&self, service: usize, held: &Held) -> Vec<TableAtStart> {
        let place = &self.services[service];
        place.tables.shown(&place.name, &held.committed).collect()
    }

    /// Runs a statement of a handler.
    pub(super) fn ask(&mut self, service: usize, held: &Held, wanted: Wanted, asking: &Printed<Asking>) -> Rc<Ran> {
        let stands = held.open.as_ref().map_or(held.committed.print, |(_, within)| within.print);
        self.know((stands, asking.print()), |databases| {
            databases.go_to(service, held)?;
            databases.fuel.refill();
            let place = &mut databases.services[service];
            let ran = statement::run(&place.session, wanted, &asking.subject, &asking.value);
            match (&held.open, ran) {
                (None, Ok(answer)) if answer.changed => {
                    let commit = databases.look(service, &held.committed)?;
                    Ok((answer, Some(commit)))
                }
                (None, Ok(answer)) => Ok((answer, None)),
                (Some((_, within)), Ok(answer)) => {
                    place.within = Some(within.and(wanted, asking).print);
                    Ok((answer, None))
                }
                (_, Err(failed)) => {
                    place.leave();
                    Err(failed)
                }
            }
        })
    }

    /// Commits the transaction that is open.
    pub(super) fn commit(&mut self, service: usize, held: &Held) -> Rc<Ran> {
        let within = held.open.as_ref().map(|(_, within)| within.print).unwrap_or_default();
        self.know((within, COMMIT), |databases| {
            databases.go_to(service, held)?;
            let place = &mut databases.services[service];
            let committed = place.session.freely("COMMIT").map_err(busy);
            place.leave();
            committed?;
            let (state, changes) = databases.look(service, &held.committed)?;
            let answer = Answer { json: "null".to_owned(), rows: 0, changed: !changes.is_empty() };
            Ok((answer, (!changes.is_empty()).then_some((state, changes))))
        })
    }

    /// What is known, or is found out now.
    fn know(
        &mut self,
        key: (Fingerprint, Fingerprint),
        find: impl FnOnce(&mut Self) -> Result<(Answer, Option<(Rc<State>, Vec<RowChange>)>), Failed>,
    ) -> Rc<Ran> {
        if let Some(ran) = self.known.get(&key) {
            return Rc::clone(ran);
        }
        let found = find(self);
        let ran = Rc::new(match found {
            Ok((Answer { json, rows, changed }, commit)) => {
                Ran { answered: Answered::Ok(json).into(), rows, changed, misused: None, commit }
            }
            Err(Failed { kind, fault, message }) => {
                let misused = (kind == "Misuse").then_some(fault);
                let answered = Answered::Err((kind, message)).into();
                Ran { answered, rows: 0, changed: false, misused, commit: None }
            }
        });
        if self.known.len() >= KNOWN {
            self.known.clear();
        }
        self.known.insert(key, Rc::clone(&ran));
        ran
    }

    /// Reads what was committed just now, and what is different in it.
    fn look(&mut self, service: usize, before: &State) -> Result<(Rc<State>, Vec<RowChange>), Failed> {
        let place = &mut self.services[service];
        let state = Rc::new(place.tables.read(self.world.keeper(), Some(before)).map_err(busy)?);
        let changes = place.tables.changes(&place.name, before, &state);
        place.here = Rc::clone(&state);
        Ok((state, changes))
    }

    /// Brings a database to where a story holds it.
    fn go_to(&mut self, service: usize, held: &Held) -> Result<(), Failed> {
        self.fuel.refill();
        let place = &mut self.services[service];
        let within = held.open.as_ref().map(|(_, within)| within);
        if place.here.print == held.committed.print && place.within == within.map(|within| within.print) {
            return Ok(());
        }
        place.settle(&self.world, &held.committed).map_err(busy)?;
        if let Some(within) = within {
            // Not IMMEDIATE, which would lock what belongs to others as well; who waits for whom is not SQLite's to say.
            place.session.freely("BEGIN").map_err(busy)?;
            for (wanted, asking) in within.statements() {
                self.fuel.refill();
                statement::run(&place.session, wanted, &asking.subject, &asking.value)?;
            }
            place.within = Some(within.print);
        }
        Ok(())
    }

    /// The tables that a check reads, as (service, table).
    pub(super) fn looks_at(&self, check: usize) -> Vec<(String, String)> {
        let named = |(service, table): &(usize, usize)| {
            let place = &self.services[*service];
            (place.name.clone(), place.tables.name(*table).to_owned())
        };
        self.reads[check].iter().map(named).collect()
    }

    /// The rows that a check finds broken, if any.
    pub(super) fn broken(
        &mut self,
        (check, sql): (usize, &str),
        held: &[Held],
        outside: &[(Outside, Rows)],
    ) -> Option<Rc<Table>> {
        let reads = self.reads[check].iter();
        let print = reads.fold(Fingerprint::default(), |print, (service, table)| {
            print.and(held[*service].committed.print_of(*table).0)
        });
        let print = outside::print(outside, print);
        if let Some(rows) = self.judged.get(&(check, print)) {
            return rows.clone();
        }
        self.fuel.refill();
        for (place, held) in self.services.iter_mut().zip(held) {
            place.settle(&self.world, &held.committed).expect("rows that were there can be put back");
        }
        self.shown.fill(&self.judge, outside).expect("a table that was made can be filled");
        let rows = self.rows(sql).expect("a check that ran once runs again").map(Rc::new);
        if self.judged.len() >= KNOWN {
            self.judged.clear();
        }
        self.judged.insert((check, print), rows.clone());
        rows
    }

    /// By check, all that it was asked of since the last time.
    #[cfg(test)]
    pub(super) fn judged(&mut self) -> BTreeSet<(usize, Fingerprint)> {
        std::mem::take(&mut self.judged).into_keys().collect()
    }

    /// The rows that the judge finds.
    fn rows(&self, sql: &str) -> Result<Option<Table>, String> {
        self.fuel.refill();
        let mut statement = self.judge.connection().prepare_cached(sql).map_err(text)?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(text)? {
            let cells = (0..columns.len()).map(|at| row.get_ref(at).map(from_sql)).collect::<Result<_, _>>();
            found.push(cells.map_err(text)?);
            if found.len() >= SHOWN {
                break;
            }
        }
        Ok((!found.is_empty()).then_some(Table { columns, rows: found }))
    }
}

impl Place {
    /// Takes back what is open.
    fn leave(&mut self) {
        self.within = None;
        if !self.session.is_at_rest() {
            // Where SQLite has rolled back by itself there is nothing left to do.
            let _ = self.session.freely("ROLLBACK");
        }
    }

    /// Makes the rows what they are in a state, with no transaction open.
    fn settle(&mut self, world: &World, state: &Rc<State>) -> Result<(), Error> {
        self.leave();
        if self.here.print != state.print {
            self.tables.put(world.keeper(), &self.here, state)?;
            self.here = Rc::clone(state);
        }
        Ok(())
    }
}

/// In place of a statement's fingerprint.
const COMMIT: Fingerprint = Fingerprint(1);

#[expect(clippy::needless_pass_by_value, reason = "it is mapped over results")]
fn busy(error: Error) -> Failed {
    Failed { kind: "Busy", fault: Fault::Busy, message: error.to_string() }
}

/// A connection that tells which tables a query reads.
struct Looking {
    session: Session,
    seen: Arc<Mutex<Seen>>,
}

/// Columns that a query reads: the database where that is known, the table, and the column, empty for none.
pub(super) type Seen = BTreeSet<(Option<String>, String, String)>;

impl Looking {
    fn open(world: &World, names: &[String], kit: &Kit<'_>) -> Result<Self, Error> {
        let mut session = Session::open(world, everything(names), kit)?;
        Shown::open(&session)?;
        let seen = Arc::<Mutex<Seen>>::default();
        let sees = Arc::clone(&seen);
        session.overhear(move |context: AuthContext<'_>| {
            if let AuthAction::Read { table_name, column_name } = context.action {
                let database = context.database_name.map(str::to_owned);
                let read = (database, table_name.to_owned(), column_name.to_owned());
                sees.lock().unwrap_or_else(PoisonError::into_inner).insert(read);
            }
            Authorization::Allow
        })?;
        Ok(Self { session, seen })
    }

    /// What a query reads.
    fn at(&self, sql: &str) -> Seen {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clear();
        // It ran before.
        let _ = self.session.connection().prepare(sql);
        std::mem::take(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The tables that a query reads, as (service, table): all of that name where SQLite does not say which, and all of a
/// service where it reads what is no table.
fn reads_of(seen: &Seen, services: &[Place]) -> Vec<(usize, usize)> {
    let mut reads = BTreeSet::new();
    for (database, name, _) in seen {
        for (at, service) in services.iter().enumerate() {
            if database.as_ref().is_some_and(|database| !service.name.eq_ignore_ascii_case(database)) {
                continue;
            }
            match service.tables.place(name) {
                Some(table) => _ = reads.insert((at, table)),
                None => reads.extend((0..service.tables.count()).map(|table| (at, table))),
            }
        }
    }
    reads.into_iter().collect()
}

/// What a service may do: its own database whole, the others not at all.
fn rights(names: &[String], service: &str, rows_only: bool) -> Rights {
    let others = names.iter().filter(|name| *name != service);
    let others = others.map(|name| (name.to_ascii_lowercase(), (Right::None, name.clone()))).collect();
    Rights { service: service.to_owned(), main: Some(service.to_owned()), others, rows_only }
}

/// What the judge may do: read everything.
fn everything(names: &[String]) -> Rights {
    let names = names.iter().map(String::as_str).chain([WORLD]);
    let others = names.map(|name| (name.to_ascii_lowercase(), (Right::Read, name.to_owned()))).collect();
    Rights { service: String::new(), main: None, others, rows_only: true }
}

#[expect(clippy::needless_pass_by_value, reason = "it is mapped over results")]
fn text(error: Error) -> String {
    error.to_string()
}
