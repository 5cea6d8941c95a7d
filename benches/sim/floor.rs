//! The floor: what a run of the world asks of SQLite and of the script engine, asked with nothing in between.
//!
//! The statements of the natural run on prepared statements, each heard by an `await` of one function, the other awaits
//! (publishing, the end of a transaction) as well; databases as they were by a transaction that is taken back.

use std::cell::RefCell;
use std::rc::Rc;

use rquickjs::{Context, Ctx, Function, Persistent, Promise, Runtime};
use rusqlite::{Connection, params_from_iter};

use crate::world::SCHEMAS;

/// What is asked for: a statement of a service with its parameters, or something else than a database is.
type Asks = Vec<Option<(usize, &'static str, Vec<String>)>>;

/// Everything that a run of the world asks for, `orders` times where it is for an order.
pub(crate) fn asks(orders: u32) -> Asks {
    let (place, pay, ship) = (0, 1, 2);
    let sql = |service: usize, sql: &'static str, params: &[&str]| {
        Some((service, sql, params.iter().map(|param| (*param).to_owned()).collect()))
    };
    let each = |of: &dyn Fn(&str) -> Asks| (1..=orders).flat_map(|id| of(&id.to_string())).collect::<Asks>();
    let relayed = |service: usize| {
        let mut asks = vec![sql(service, "SELECT * FROM outbox ORDER BY seq", &[])];
        asks.extend(each(&|id| vec![None, sql(service, "DELETE FROM outbox WHERE seq = ?", &[id])]));
        asks
    };
    let mut all = each(&|id| {
        vec![
            sql(place, "SAVEPOINT tx", &[]),
            sql(place, "INSERT INTO orders VALUES (?, ?)", &[id, "BK-7"]),
            sql(place, "INSERT INTO outbox(event, body) VALUES (?, ?)", &["placed-1", "{\"id\":1}"]),
            sql(place, "RELEASE tx", &[]),
        ]
    });
    all.extend(relayed(place));
    all.extend(each(&|id| {
        vec![
            sql(pay, "SAVEPOINT tx", &[]),
            sql(pay, "SELECT 1 FROM inbox WHERE id = ?", &[id]),
            sql(pay, "INSERT INTO inbox VALUES (?)", &[id]),
            sql(pay, "INSERT INTO charges VALUES (?, ?)", &[id, "100"]),
            sql(pay, "INSERT INTO outbox(event, body) VALUES (?, ?)", &["paid-1", "{\"id\":1}"]),
            sql(pay, "RELEASE tx", &[]),
        ]
    }));
    all.extend(relayed(pay));
    all.extend(each(&|id| {
        vec![
            sql(ship, "SAVEPOINT tx", &[]),
            sql(ship, "SELECT 1 FROM inbox WHERE id = ?", &[id]),
            sql(ship, "INSERT INTO inbox VALUES (?)", &[id]),
            sql(ship, "INSERT INTO shipments VALUES (?)", &[id]),
            sql(ship, "RELEASE tx", &[]),
        ]
    }));
    all
}

const MODULE: &str = "(ask, count) => { (async () => { for (let n = 0; n < count; n++) await ask(n); })(); }";

/// Who waits for an answer, and the answer.
type Waiting = (Persistent<Function<'static>>, String);

/// Databases and a script engine that are used for run after run.
pub(crate) struct Floor {
    // What belongs to the runtime is declared before it, so that it is dropped first.
    run: Persistent<Function<'static>>,
    ask: Persistent<Function<'static>>,
    waiting: Rc<RefCell<Vec<Waiting>>>,
    context: Context,
    _runtime: Runtime,
    databases: Rc<Vec<Connection>>,
    count: usize,
}

impl Floor {
    pub(crate) fn new(orders: u32) -> anyhow::Result<Self> {
        let open = |(_, schema): &(&str, &str)| {
            let conn = Connection::open_in_memory()?;
            conn.execute_batch(schema)?;
            conn.set_prepared_statement_cache_capacity(256);
            Ok(conn)
        };
        let databases: Rc<Vec<Connection>> = Rc::new(SCHEMAS.iter().map(open).collect::<anyhow::Result<_>>()?);
        let runtime = Runtime::new()?;
        let context = Context::full(&runtime)?;
        let waiting: Rc<RefCell<Vec<_>>> = Rc::default();
        let asks = asks(orders);
        let count = asks.len();
        let (on, hears) = (Rc::clone(&databases), Rc::clone(&waiting));
        let answer = move |number: usize| {
            asks[number].as_ref().map_or_else(String::new, |(service, sql, params)| {
                query(&on[*service], sql, params).expect("the statements of the world are right")
            })
        };
        let (run, ask) = context.with(|ctx| -> rquickjs::Result<_> {
            let run: Function<'_> = ctx.eval(MODULE)?;
            let ask = asking(&ctx, answer, hears)?;
            Ok((Persistent::save(&ctx, run), Persistent::save(&ctx, ask)))
        })?;
        Ok(Self { run, ask, waiting, context, _runtime: runtime, databases, count })
    }

    /// How much is asked for in a run.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// One run.
    pub(crate) fn run(&self) -> anyhow::Result<()> {
        for conn in &*self.databases {
            conn.prepare_cached("BEGIN")?.raw_execute()?;
        }
        self.context.with(|ctx| -> rquickjs::Result<()> {
            let (run, ask) = (self.run.clone().restore(&ctx)?, self.ask.clone().restore(&ctx)?);
            run.call::<_, ()>((ask, self.count))?;
            loop {
                while ctx.execute_pending_job() {}
                let Some((resolve, answer)) = self.waiting.borrow_mut().pop() else { return Ok(()) };
                resolve.restore(&ctx)?.call::<_, ()>((answer,))?;
            }
        })?;
        for conn in &*self.databases {
            conn.prepare_cached("ROLLBACK")?.raw_execute()?;
        }
        Ok(())
    }
}

/// What the script asks by: a promise, and who hears what comes of it.
fn asking<'js>(
    ctx: &Ctx<'js>,
    answer: impl Fn(usize) -> String + 'static,
    waiting: Rc<RefCell<Vec<Waiting>>>,
) -> rquickjs::Result<Function<'js>> {
    Function::new(ctx.clone(), move |ctx: Ctx<'js>, number: usize| -> rquickjs::Result<Promise<'js>> {
        let (promise, resolve, _) = ctx.promise()?;
        waiting.borrow_mut().push((Persistent::save(&ctx, resolve), answer(number)));
        Ok(promise)
    })
}

/// Runs a statement; its first row's last column.
fn query(conn: &Connection, sql: &str, params: &[String]) -> rusqlite::Result<String> {
    let mut statement = conn.prepare_cached(sql)?;
    let mut answer = String::new();
    let columns = statement.column_count();
    let mut rows = statement.query(params_from_iter(params))?;
    while let Some(row) = rows.next()? {
        row.get_ref(columns - 1)?.as_str().unwrap_or_default().clone_into(&mut answer);
    }
    Ok(answer)
}
