//! An outbox, right and wrong in several ways.

mod faults;
mod misuse;
mod pairs;
mod promise;
mod same;
mod time;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::{
    Budget, Came, Check, Did, Every, Fault, Faults, Flight, Guarantee, History, MISUSE, Misuse, Outcome, Request,
    Resource, RowChange, Rule, Service, Setup, Theatre, Topic, TopicKind, Unplayable,
};
use crate::lab::script::{Limits, Source};
use crate::sim::{Bounds, Explored, Failure, Mode, Schedule, Violation, explore, shrink, tell};

const ORDERS: &str = "CREATE TABLE orders (id INTEGER PRIMARY KEY, sku TEXT NOT NULL);
CREATE TABLE outbox (seq INTEGER PRIMARY KEY, event TEXT NOT NULL, body TEXT NOT NULL);";
const PAYMENTS: &str = "CREATE TABLE charges (order_id INTEGER NOT NULL);
CREATE TABLE inbox (id TEXT PRIMARY KEY);";

const PLACE: &str = "export async function placeOrder(ctx, { id, sku }) {
  await ctx.db.tx(async tx => {
    await tx.run('INSERT INTO orders VALUES (?1, ?2)', [id, sku]);
    await tx.run('INSERT INTO outbox(event, body) VALUES (?, ?)', ['placed-' + id, JSON.stringify({ id })]);
  });
}
";
const RELAY: &str = "export async function relay(ctx) {
  for (const row of await ctx.db.all('SELECT * FROM outbox ORDER BY seq')) {
    await ctx.publish('OrderPlaced', JSON.parse(row.body), { id: row.event });
    await ctx.db.run('DELETE FROM outbox WHERE seq = ?', [row.seq]);
  }
}
";
const DELETE_FIRST: &str = "export async function relay(ctx) {
  for (const row of await ctx.db.all('SELECT * FROM outbox ORDER BY seq')) {
    await ctx.db.run('DELETE FROM outbox WHERE seq = ?', [row.seq]);
    await ctx.publish('OrderPlaced', JSON.parse(row.body), { id: row.event });
  }
}
";
const INBOX: &str = "export async function onOrderPlaced(ctx, { id, body }) {
  await ctx.db.tx(async tx => {
    if (await tx.get('SELECT 1 FROM inbox WHERE id = ?', [id])) return;
    await tx.run('INSERT INTO inbox VALUES (?1)', [id]);
    await tx.run('INSERT INTO charges VALUES (?)', [body.id]);
  });
}
";
const NO_INBOX: &str = "export async function onOrderPlaced(ctx, { id, body }) {
  await ctx.db.run('INSERT INTO charges VALUES (?)', [body.id]);
}
";
const IN_MEMORY: &str = "const seen = new Set();
export async function onOrderPlaced(ctx, { id, body }) {
  if (seen.has(id)) return;
  seen.add(id);
  await ctx.db.run('INSERT INTO charges VALUES (?)', [body.id]);
}
";

fn service(name: &str, text: String, schema: &str) -> Service {
    Service::new(name, Source::new(format!("{name}.js"), text), schema)
}

fn always(sql: &str) -> Check {
    Check { name: "always".into(), rule: Rule::Always { sql: sql.into() } }
}

fn at_rest(sql: &str) -> Check {
    Check { name: "at-rest".into(), rule: Rule::AtRest { sql: sql.into(), within_ms: None } }
}

fn outbox(place: &str, relay: &str, pay: &str) -> Theatre {
    Theatre::new(setup(place, relay, pay)).unwrap()
}

fn setup(place: &str, relay: &str, pay: &str) -> Setup {
    let orders = Service {
        every: vec![Every { handler: "relay".into(), ms: 200 }],
        ..service("orders", format!("{place}{relay}"), ORDERS)
    };
    let on = vec![("OrderPlaced".into(), "onOrderPlaced".into())];
    let payments = Service { on, ..service("payments", pay.into(), PAYMENTS) };
    let request = |id: u32| {
        Request::new(&format!("c{id}"), ("orders", "placeOrder"), &format!("{{\"id\": {id}, \"sku\": \"BK-7\"}}"))
    };
    Setup {
        services: vec![orders, payments],
        topics: vec![Topic::new("OrderPlaced", TopicKind::Log)],
        workload: vec![request(7), request(8)],
        faults: Faults {
            at_most: 2,
            crash: vec![("orders".into(), 1), ("payments".into(), 1)],
            producer_duplicates: 0,
            consumer_duplicates: 1,
            ..Faults::default()
        },
        checks: vec![
            always("SELECT order_id FROM payments.charges GROUP BY order_id HAVING count(*) > 1"),
            at_rest("SELECT id FROM orders.orders WHERE id NOT IN (SELECT order_id FROM payments.charges)"),
        ],
        volatile: vec![],
        limits: Limits::default(),
        time: None,
    }
}

const BOUNDS: Bounds = Bounds { steps: 400, states: 1_000_000, runs: 1_000_000, faults: 2 };

fn explored(theatre: &Theatre) -> Explored {
    explore(&theatre, Mode::Memo, BOUNDS, &mut |_| ControlFlow::Continue(()))
}

fn broken(explored: &Explored) -> Vec<(u16, u16)> {
    let violation = |found: &crate::sim::Found| match found.failure {
        Failure::Broken(Violation { check, code }) => (check, code),
        Failure::Livelock => (MISUSE, 1000),
        Failure::NotSettled => (MISUSE, 1001),
    };
    explored.found.iter().map(violation).collect()
}

#[test]
fn the_natural_run_of_a_topic_without_order_takes_messages_as_they_were_published() {
    let publish = "export async function placeOrder(ctx, { id }) {
  for (let n = 1; n <= 9; n++) await ctx.publish('OrderPlaced', { id: n }, { key: 'k' + n, id: 'm' + n });
}
";
    let hear = "export async function onOrderPlaced(ctx, { body }) {
  await ctx.db.run('INSERT INTO charges VALUES (?)', [body.id]);
}
";
    for (kind, unordered) in [(TopicKind::Log, true), (TopicKind::Queue, false)] {
        let mut setup = setup(publish, "export async function relay(ctx) {}", hear);
        setup.topics[0] = Topic { unordered, ..Topic::new("OrderPlaced", kind) };
        setup.workload.truncate(1);
        let theatre = Theatre::new(setup).unwrap();
        let told = tell(&&theatre, &Schedule::default(), BOUNDS.steps);
        let ids = told.notes.iter().filter_map(|note| match &note.cause {
            Came::Delivered { id, .. } => Some(id.as_str()),
            _ => None,
        });
        assert_eq!(ids.collect::<Vec<_>>(), ["m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"]);
    }
}

#[test]
fn the_natural_run_does_it_all_once() {
    let theatre = outbox(PLACE, RELAY, INBOX);
    let told = tell(&&theatre, &Schedule::default(), BOUNDS.steps);
    assert_eq!(told.failures, BTreeMap::new());
    let handlers = told.notes.iter().filter_map(|note| match &note.cause {
        Came::Asked { handler, .. } | Came::Delivered { handler, .. } | Came::Ticked { handler } => {
            Some(handler.as_str())
        }
        Came::Started
        | Came::Called { .. }
        | Came::Answered
        | Came::Over
        | Came::Heard { .. }
        | Came::Woke
        | Came::Up
        | Came::Healed { .. }
        | Came::GaveUp { .. }
        | Came::Fault(_) => None,
    });
    let expected = ["placeOrder", "placeOrder", "relay", "onOrderPlaced", "onOrderPlaced", "relay"];
    assert_eq!(handlers.collect::<Vec<_>>(), expected);
}

#[test]
fn answers_are_told_apart() {
    for (name, place, relay, pay, expected) in [
        ("solution", PLACE, RELAY, INBOX, vec![]),
        ("deletes first", PLACE, DELETE_FIRST, INBOX, vec![(1, 0)]),
        ("no inbox", PLACE, RELAY, NO_INBOX, vec![(0, 0)]),
        ("inbox in memory", PLACE, RELAY, IN_MEMORY, vec![(0, 0)]),
    ] {
        let mut setup = setup(place, relay, pay);
        // One fault is enough for each that is wrong.
        setup.faults.at_most = if expected.is_empty() { 2 } else { 1 };
        let theatre = Theatre::new(setup).unwrap();
        let explored = explored(&theatre);
        assert_eq!(broken(&explored), expected, "{name}: {explored:?}");
        assert!(explored.complete, "{name}: {explored:?}");
        for found in explored.found {
            let small = shrink(&&theatre, &found.schedule, found.failure, BOUNDS.steps);
            assert_eq!(small.deviations.len(), 1, "{name}: {small:?}");
            // Told again from its id, on databases and scripts made anew, it is the same story.
            let (again, _) = Schedule::parse(&small.id(0)).unwrap();
            let one = tell(&&theatre, &small, BOUNDS.steps);
            let anew = Theatre::new(theatre.setup.clone()).unwrap();
            let other = tell(&&anew, &again, BOUNDS.steps);
            assert!(one.failures.contains_key(&found.failure));
            assert_eq!((one.notes, one.failures), (other.notes, other.failures));
        }
    }
}

#[test]
fn who_goes_alone_misses_nothing() {
    let faults = Faults {
        at_most: 2,
        crash: vec![("orders".into(), 1), ("payments".into(), 1)],
        consumer_duplicates: 1,
        refused_commits: 1,
        ..Faults::default()
    };
    for (relay, pay) in [(RELAY, INBOX), (DELETE_FIRST, INBOX), (RELAY, NO_INBOX), (RELAY, IN_MEMORY)] {
        let mut setup = setup(PLACE, relay, pay);
        setup.workload.truncate(1);
        setup.faults = faults.clone();
        let alone = Theatre::new(setup.clone()).unwrap();
        let mut beside = Theatre::new(setup).unwrap();
        beside.private.fill(false);
        beside.lets_go = false;
        let (alone, beside) = (explored(&alone), explored(&beside));
        assert_eq!(broken(&alone), broken(&beside));
        assert!(alone.complete && beside.complete && alone.states < beside.states, "{alone:?} {beside:?}");
    }
}

#[test]
fn who_ends_beside_another_does_not_let_it_go_alone() {
    // Two handlers at a time: what is done a step after another, somebody comes between.
    let module = "export async function change(ctx) {
  await ctx.db.run('INSERT INTO notes VALUES (?, 0)', ['owed']);
  await ctx.db.run('INSERT INTO notes VALUES (?, 1)', ['changed']);
}
export async function sweep(ctx) {
  await ctx.db.run('UPDATE notes SET n = 1 WHERE who = ?', ['owed']);
}
export async function look(ctx) {
  await ctx.db.run(`INSERT INTO notes SELECT 'seen', 1 FROM notes GROUP BY TRUE
    HAVING total(who = 'changed') = 0 AND total(who = 'owed' AND n = 1) = 1`);
}";
    let requests = [("one", "change", "{}"), ("two", "look", "{}")];
    let seen = always("SELECT 1 FROM orders.notes WHERE who = 'seen'");
    let mut setup = faults::alone(module, &requests, Faults::default(), vec![seen]);
    setup.services[0].concurrency = 2;
    setup.services[0].every = vec![Every { handler: "sweep".into(), ms: 100 }];
    assert_eq!(broken(&explored(&Theatre::new(setup).unwrap())), [(0, 0)]);
}

#[test]
fn what_a_trigger_changes_is_no_row_of_the_statement() {
    let module = "export async function note(ctx) {
  const made = await ctx.db.run('INSERT INTO notes VALUES (?, 1)', ['a']);
  const none = await ctx.db.run('UPDATE notes SET n = 2 WHERE who = ?', ['b']);
  return [made.changes, none.changes, (await ctx.db.run('DELETE FROM notes')).changes];
}";
    let mut setup = faults::alone(module, &[("c", "note", "{}")], Faults::default(), vec![]);
    let trigger = "CREATE TABLE log (who TEXT); CREATE TRIGGER logged AFTER INSERT ON notes BEGIN
      INSERT INTO log VALUES (new.who); INSERT INTO notes VALUES ('t', 2); END;";
    setup.services[0].schema.push_str(trigger);
    let theatre = Theatre::new(setup).unwrap();
    let told = tell(&&theatre, &Schedule::default(), BOUNDS.steps);
    let ended = told.notes.iter().flat_map(|note| &note.did).find_map(|did| match did {
        Did::Ended(value) => Some(value.as_str()),
        _ => None,
    });
    assert_eq!(ended, Some("[1,0,2]"));
}

#[test]
fn errors_that_a_handler_can_live_with() {
    let place = "export async function placeOrder(ctx, { id, sku }) {
  try {
    await ctx.db.tx(async tx => {
      await tx.run('INSERT INTO orders VALUES (?, ?)', [7, sku]);
      await tx.run('INSERT INTO outbox(event, body) VALUES (?, ?)', ['placed-' + id, JSON.stringify({ id })]);
    });
  } catch (error) {
    if (!(error instanceof Constraint)) throw error;
  }
}
";
    let theatre = outbox(place, RELAY, INBOX);
    let told = tell(&&theatre, &Schedule::default(), BOUNDS.steps);
    let changed: Vec<&RowChange> = told
        .notes
        .iter()
        .flat_map(|note| &note.did)
        .filter_map(|did| match did {
            Did::Changed(changes) => Some(changes),
            _ => None,
        })
        .flatten()
        .filter(|change| change.table == "outbox" && change.after.is_some())
        .collect();
    assert_eq!((changed.len(), told.failures.len()), (1, 0), "{:?}", told.failures);
}

#[test]
fn who_writes_waits_for_who_writes() {
    // Two instances, each publishing inside its transaction.
    let pay = "export async function onOrderPlaced(ctx, { id, body }) {
  await ctx.db.tx(async tx => {
    await tx.run('INSERT INTO charges VALUES (?)', [body.id]);
    await ctx.publish('Charged', body);
  });
}
";
    let mut setup = setup(PLACE, RELAY, pay);
    setup.services[1].instances = 2;
    setup.topics.push(Topic::new("Charged", TopicKind::Queue));
    setup.topics[0].kind = TopicKind::Queue;
    setup.faults = Faults::default();
    setup.services[0].every.clear();
    setup.services[0].on = vec![];
    setup.workload = vec![];
    let send = |id: u32| Request::new(&format!("c{id}"), ("orders", "send"), &format!("{{\"id\": {id}}}"));
    setup.workload.extend([send(7), send(8)]);
    setup.services[0].module.text =
        "export async function send(ctx, body) { await ctx.publish('OrderPlaced', body); }".into();
    let theatre = Theatre::new(setup).unwrap();
    let explored = explored(&theatre);
    assert!(explored.complete && explored.found.is_empty(), "{explored:?}");
    assert!(explored.covered.is_some());
}

#[test]
fn what_cannot_be_played_is_said() {
    for (module, schema, wanted) in [
        ("export async function placeOrder(ctx {}", ORDERS, "module"),
        ("import x from 'y';", ORDERS, "module"),
        ("throw new Error('no'); export function placeOrder() {} export function relay() {}", ORDERS, "start"),
        (PLACE, "CREATE TABEL orders (id)", "sql"),
        (PLACE, "CREATE TABLE other (id)", "sql"),
    ] {
        let mut setup = setup(PLACE, RELAY, INBOX);
        setup.services[0].module.text = module.into();
        setup.services[0].schema = schema.into();
        let got = match Theatre::new(setup) {
            Err(Unplayable::Module { .. }) => "module",
            Err(Unplayable::Schema { .. } | Unplayable::Check { .. }) => "sql",
            Err(Unplayable::NoHandler { .. }) => "handler",
            Ok(theatre) => {
                let told = tell(&&theatre, &Schedule::default(), 20);
                let failure = Failure::Broken(Violation { check: MISUSE, code: Misuse::DoesNotLoad as u16 });
                if told.failures.contains_key(&failure) { "start" } else { "played" }
            }
        };
        assert_eq!(got, wanted, "{module} {schema}");
    }
}

const SHOP: &str = "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT NOT NULL);";
const BANK: &str = "CREATE TABLE charges (order_id INTEGER NOT NULL, key TEXT UNIQUE);";

/// An order that is paid by a call, with a charge that knows its key or does not.
fn paid_by_call(place: &str, charge: &str, faults: Faults) -> Setup {
    Setup {
        services: vec![service("orders", place.into(), SHOP), service("payments", charge.into(), BANK)],
        topics: vec![],
        workload: vec![Request::new("c", ("orders", "placeOrder"), "{\"id\": 7}")],
        faults,
        checks: vec![
            always("SELECT order_id FROM payments.charges GROUP BY order_id HAVING count(*) > 1"),
            at_rest(
                "SELECT id FROM orders.orders WHERE status = 'CANCELLED' AND id IN (SELECT order_id FROM payments.charges)",
            ),
        ],
        volatile: vec![],
        limits: Limits::default(),
        time: None,
    }
}

#[test]
fn a_transaction_keeps_nobody_from_another_database() {
    // The first that is open stays so while others write and are judged.
    let module = "export async function go(ctx) {
  await ctx.db.tx(async tx => {
    await tx.run('INSERT INTO notes VALUES (1)');
    await ctx.sleep(1);
    await tx.run('INSERT INTO notes VALUES (2)');
  });
}";
    let services = ["orders", "stock"].map(|name| service(name, module.into(), "CREATE TABLE notes (n INTEGER);"));
    let setup = Setup {
        services: services.into(),
        topics: vec![],
        workload: ["orders", "stock"].map(|name| Request::new(name, (name, "go"), "null")).into(),
        faults: Faults::default(),
        checks: vec![
            always("SELECT 1 FROM orders.notes, stock.notes WHERE orders.notes.n + stock.notes.n < 2"),
            at_rest("SELECT 1 WHERE (SELECT count(*) FROM orders.notes) + (SELECT count(*) FROM stock.notes) < 4"),
        ],
        volatile: vec![],
        limits: Limits::default(),
        time: None,
    };
    let explored = explored(&Theatre::new(setup).unwrap());
    assert!(explored.complete && explored.states > Some(10), "{explored:?}");
    assert_eq!(broken(&explored), []);
}

#[test]
fn a_call_may_have_been_done() {
    let gives_up = "export async function placeOrder(ctx, { id }) {
  let status = 'PAID';
  try { await ctx.call('payments', 'charge', { id, key: 'k' + id }); }
  catch (error) { if (!(error instanceof Timeout)) throw error; status = 'CANCELLED'; }
  await ctx.db.run('INSERT INTO orders VALUES (?, ?)', [id, status]);
}
";
    let asks_again = "export async function placeOrder(ctx, { id }) {
  for (;;) {
    try { await ctx.call('payments', 'charge', { id, key: 'k' + id }); break; }
    catch (error) { if (!(error instanceof Timeout)) throw error; }
  }
  await ctx.db.run('INSERT INTO orders VALUES (?, ?)', [id, 'PAID']);
}
";
    let keyed = "export async function charge(ctx, { id, key }) {
  await ctx.db.run('INSERT INTO charges VALUES (?, ?) ON CONFLICT DO NOTHING', [id, key]);
}
";
    let keyless = "export async function charge(ctx, { id }) {
  await ctx.db.run('INSERT INTO charges VALUES (?, NULL)', [id]);
}
";
    let lost_request = Faults { at_most: 1, lost_requests: 1, ..Faults::default() };
    let lost_reply = Faults { at_most: 1, lost_replies: 1, ..Faults::default() };
    let late = Faults { at_most: 1, late_calls: 1, ..Faults::default() };
    let crash = Faults { at_most: 1, crash: vec![("payments".into(), 1)], ..Faults::default() };
    for (place, charge, faults, expected) in [
        (gives_up, keyed, &lost_request, vec![]),
        (gives_up, keyed, &lost_reply, vec![(1, 0)]),
        (gives_up, keyed, &late, vec![(1, 0)]),
        (gives_up, keyed, &crash, vec![(1, 0)]),
        (asks_again, keyless, &lost_request, vec![]),
        (asks_again, keyless, &lost_reply, vec![(0, 0)]),
        (asks_again, keyless, &late, vec![(0, 0)]),
        (asks_again, keyed, &lost_reply, vec![]),
        (asks_again, keyed, &late, vec![]),
        (asks_again, keyed, &crash, vec![]),
    ] {
        let theatre = Theatre::new(paid_by_call(place, charge, faults.clone())).unwrap();
        let explored = explored(&theatre);
        assert!(explored.complete, "{explored:?}");
        assert_eq!(broken(&explored), expected, "{faults:?} {place} {charge}");
        for found in explored.found {
            assert_eq!(found.schedule.deviations.len(), 1, "{found:?}");
        }
    }
}

#[test]
fn who_call_each_other_wait_for_ever() {
    let place = "export async function placeOrder(ctx, { id }) { await ctx.call('payments', 'charge', { id }); }
export async function price(ctx, { id }) { return 10; }
";
    let charge = "export async function charge(ctx, { id }) { await ctx.call('orders', 'price', { id }); }";
    let theatre = Theatre::new(paid_by_call(place, charge, Faults::default())).unwrap();
    let told = tell(&&theatre, &Schedule::default(), BOUNDS.steps);
    let deadlock = Failure::Broken(Violation { check: MISUSE, code: Misuse::Deadlock as u16 });
    assert_eq!(told.failures.into_keys().collect::<Vec<_>>(), [deadlock]);
}

#[test]
fn time_passes_in_sleep_alone_and_chance_is_known() {
    let place = "export async function placeOrder(ctx, { id }) {
  const before = ctx.now();
  await ctx.sleep(250);
  const status = [ctx.now() - before, ctx.uuid(), ctx.uuid() !== ctx.uuid(), ctx.random() < 1].join(' ');
  await ctx.db.run('INSERT INTO orders VALUES (?, ?)', [id, status]);
}
";
    let charge = "export async function charge() {}";
    let status = |faults: Faults, schedule: &Schedule| {
        let theatre = Theatre::new(paid_by_call(place, charge, faults)).unwrap();
        let told = tell(&&theatre, schedule, BOUNDS.steps);
        assert_eq!(told.failures, BTreeMap::new());
        let changes = told.notes.into_iter().flat_map(|note| note.did).filter_map(|did| match did {
            Did::Changed(changes) => changes.into_iter().next()?.after,
            _ => None,
        });
        changes.map(|row| row[1].to_string()).next().unwrap()
    };
    let one = status(Faults::default(), &Schedule::default());
    assert!(one.starts_with("250 ") && one.ends_with(" true true"), "{one}");
    assert_eq!(one, status(Faults::default(), &Schedule::default()));
}
