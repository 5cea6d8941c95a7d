//! Stories that happened: a shop with an outbox and one that pays by a call, played by the lab.

use std::collections::BTreeSet;

use sagabook::base::Value;
use sagabook::grade::story::{Asked, Promise, Story};
use sagabook::lab::script::{Limits, Source};
use sagabook::lab::system::{
    Check, Every, Exploration, Faults, Plan, Request, Rule, Service, Setup, Topic, TopicKind, Way,
};
use sagabook::lab::system::{Did, Done, Job, Theatre, Trace, What, run};
use sagabook::sim::{Kind, Scenario, Schedule, Step, World};

const ORDERS: &str = "CREATE TABLE orders (id INTEGER PRIMARY KEY, sku TEXT NOT NULL);
CREATE TABLE outbox (seq INTEGER PRIMARY KEY, event TEXT NOT NULL, body TEXT NOT NULL);";
const PAYMENTS: &str = "CREATE TABLE charges (order_id INTEGER NOT NULL, amount INTEGER NOT NULL);
CREATE TABLE inbox (id TEXT PRIMARY KEY);";

const PLACE: &str = "export async function placeOrder(ctx, { id, sku }) {
  await ctx.db.tx(async tx => {
    await tx.run('INSERT INTO orders VALUES (?, ?)', [id, sku]);
    await tx.run('INSERT INTO outbox(event, body) VALUES (?, ?)', ['placed-' + id, JSON.stringify({ id })]);
  });
}
export async function relay(ctx) {
  for (const row of await ctx.db.all('SELECT * FROM outbox ORDER BY seq')) {
    await ctx.publish('OrderPlaced', JSON.parse(row.body), { id: row.event });
    await ctx.db.run('DELETE FROM outbox WHERE seq = ?', [row.seq]);
  }
}
";
const INBOX: &str = "export async function onOrderPlaced(ctx, { id, body }) {
  await ctx.db.tx(async tx => {
    if (await tx.get('SELECT 1 FROM inbox WHERE id = ?', [id])) return;
    await tx.run('INSERT INTO inbox VALUES (?)', [id]);
    await tx.run('INSERT INTO charges VALUES (?, 12)', [body.id]);
  });
}
";
const NO_INBOX: &str = "export async function onOrderPlaced(ctx, { id, body }) {
  await ctx.db.run('INSERT INTO charges VALUES (?, 12)', [body.id]);
}
";
/// Rows are added, changed, given another key and removed, many at a time.
const CHANGES: &str = "export async function onOrderPlaced(ctx, { id, body }) {
  await ctx.db.tx(async tx => {
    const first = await tx.run('INSERT INTO inbox VALUES (?) ON CONFLICT DO NOTHING', [id]);
    if (first.changes === 0) return;
    await tx.run('INSERT INTO charges SELECT ?, n FROM (SELECT 12 AS n UNION ALL SELECT 12)', [body.id]);
    await tx.run('UPDATE charges SET amount = amount + 1 WHERE order_id <> ?', [body.id]);
    await tx.run('INSERT INTO totals(name, owed) VALUES (?, 12) ON CONFLICT(name) DO UPDATE SET owed = owed + 12', ['all']);
    await tx.run('UPDATE totals SET place = place + 10, last = ?', [id]);
    await tx.run('DELETE FROM charges WHERE amount > 12 AND order_id > 8', []);
  });
}
";

fn service(name: &str, text: &str, schema: &str) -> Service {
    Service::new(name, Source::new(format!("{name}.js"), text.to_owned()), schema)
}

/// Orders go into an outbox, from there to the broker, and are charged: once, where payments has an inbox.
pub(crate) fn outbox(inbox: bool) -> Setup {
    let orders =
        Service { every: vec![Every { handler: "relay".into(), ms: 200 }], ..service("orders", PLACE, ORDERS) };
    let on = vec![("OrderPlaced".into(), "onOrderPlaced".into())];
    let payments = Service { on, ..service("payments", if inbox { INBOX } else { NO_INBOX }, PAYMENTS) };
    let request = |id: u32| {
        Request::new(&format!("c{id}"), ("orders", "placeOrder"), &format!("{{\"id\": {id}, \"sku\": \"BK-{id}\"}}"))
    };
    let check = |name: &str, rule: Rule| Check { name: name.to_owned(), rule };
    Setup {
        services: vec![orders, payments],
        topics: vec![Topic::new("OrderPlaced", TopicKind::Log)],
        workload: vec![request(7), request(8)],
        faults: Faults {
            at_most: 1,
            crash: vec![("orders".into(), 1), ("payments".into(), 1)],
            consumer_duplicates: 1,
            ..Faults::default()
        },
        checks: vec![
            check(
                "never-paid-twice",
                Rule::Always { sql: "SELECT order_id, count(*) AS charges FROM payments.charges GROUP BY order_id HAVING count(*) > 1".into() },
            ),
            check(
                "every-order-paid",
                Rule::AtRest {
                    sql: "SELECT id FROM orders.orders WHERE id NOT IN (SELECT order_id FROM payments.charges)".into(),
                    within_ms: None,
                },
            ),
        ],
        volatile: vec![],
        limits: Limits::default(),
        time: None,
    }
}

/// The tables of [`watched`], each by its service.
pub(crate) const TABLES: [(&str, &str); 5] = [
    ("orders", "orders"),
    ("orders", "outbox"),
    ("payments", "charges"),
    ("payments", "inbox"),
    ("payments", "totals"),
];

/// Faults of every kind over tables that change in every way. Each table has a check that any row breaks, and so tells
/// what is in it after each commit.
pub(crate) fn watched() -> Setup {
    let mut setup = outbox(true);
    setup.faults = Faults {
        at_most: 6,
        pause: vec![("payments".into(), 1)],
        down: vec![("payments".into(), 1)],
        partition: vec![("orders".into(), "broker".into(), 1)],
        producer_duplicates: 1,
        unanswered_commits: 1,
        unanswered_publishes: 1,
        ..setup.faults
    };
    let totals = "CREATE TABLE totals (place INTEGER PRIMARY KEY, name TEXT UNIQUE, owed INTEGER NOT NULL, last TEXT);";
    let on = setup.services[1].on.clone();
    setup.services[1] = Service { on, instances: 2, ..service("payments", CHANGES, &format!("{PAYMENTS}\n{totals}")) };
    setup.workload.push(Request::new("c9", ("orders", "placeOrder"), "{\"id\": 9, \"sku\": \"BK-9\"}"));
    let look = |(service, table): (&str, &str)| Rule::Always { sql: format!("SELECT * FROM {service}.{table}") };
    setup.checks = TABLES.map(|table| Check { name: table.1.to_owned(), rule: look(table) }).to_vec();
    setup
}

/// A story of [`watched`] in which whatever may come next does, as the numbers say.
pub(crate) fn at_random(choices: &[u8]) -> Trace {
    let theatre = Theatre::new(watched()).expect("the shop can be played");
    let mut trace = Trace { steps: Vec::new(), broken: Vec::new(), ..Trace::tell(&theatre, &Schedule::default(), 0) };
    let mut world = (&&theatre).start(&BTreeSet::new());
    for choice in choices {
        let steps = world.enabled();
        // What was begun mostly goes on, or hardly any story would come to its second charge.
        let goes_on = |step: &&Step| choice % 4 > 0 && matches!(step.kind, Kind::Continue | Kind::Begin);
        let ahead: Vec<&Step> = steps.iter().filter(goes_on).collect();
        let from = if ahead.is_empty() { steps.iter().collect() } else { ahead };
        let Some(step) = from.get(usize::from(*choice / 4) % from.len().max(1)) else { break };
        trace.steps.push(world.tell(step).1);
    }
    trace
}

/// What was in the tables after each number of steps, as the checks found it.
pub(crate) fn found(trace: &Trace) -> Vec<[Vec<Vec<Value>>; TABLES.len()]> {
    let mut all = vec![[const { Vec::new() }; TABLES.len()]];
    for step in &trace.steps {
        let mut now = all.last().cloned().expect("the beginning is there");
        if step.did.iter().any(|did| matches!(did, Did::Changed(_))) {
            now = [const { Vec::new() }; TABLES.len()];
            for (check, rows) in &step.broken {
                now[*check].clone_from(&rows.rows);
            }
        }
        all.push(now);
    }
    all
}

/// An order that is paid by a call, and cancelled where no answer comes in time.
pub(crate) fn call() -> Setup {
    let place = "export async function placeOrder(ctx, { id }) {
  let status = 'PAID';
  try { await ctx.call('payments', 'charge', { id }); }
  catch (error) { if (!(error instanceof Timeout)) throw error; status = 'CANCELLED'; }
  await ctx.db.run('INSERT INTO orders VALUES (?, ?)', [id, status]);
}
";
    let charge = "export async function charge(ctx, { id }) {
  await ctx.db.run('INSERT INTO charges VALUES (?, 12)', [id]);
}
";
    let orders = "CREATE TABLE orders (id INTEGER PRIMARY KEY, status TEXT NOT NULL);";
    Setup {
        services: vec![service("orders", place, orders), service("payments", charge, PAYMENTS)],
        topics: vec![],
        workload: vec![Request::new("anna", ("orders", "placeOrder"), "{\"id\": 7}")],
        faults: Faults { at_most: 1, lost_replies: 1, ..Faults::default() },
        checks: vec![Check {
            name: "cancelled-is-free".into(),
            rule: Rule::AtRest {
                sql: "SELECT id FROM orders.orders WHERE status = 'CANCELLED' AND id IN (SELECT order_id FROM payments.charges)".into(),
                within_ms: None,
            },
        }],
        volatile: vec![],
        limits: Limits::default(),
        time: None,
    }
}

/// What must hold, in words.
pub(crate) fn promises(setup: &Setup) -> Vec<Promise> {
    let says = |name: &str| match name {
        "never-paid-twice" => "No order is charged twice.",
        "every-order-paid" => "Every order is charged in the end.",
        "cancelled-is-free" => "What is cancelled is not charged.",
        other => panic!("{other} has words"),
    };
    let promise = |check: &Check| Promise {
        name: check.name.clone(),
        says: says(&check.name).to_owned(),
        asked: if matches!(check.rule, Rule::Always { .. }) { Asked::Always } else { Asked::AtRest },
    };
    setup.checks.iter().map(promise).collect()
}

/// All that was found.
pub(crate) fn explored(setup: &Setup) -> Exploration {
    let seed = sagabook::base::Seed::default();
    let plan = Plan { way: Way::Memo, steps: 400, states: 100_000, runs: 1_000, seed, workers: 1 };
    match run(&Job { setup: setup.clone(), what: What::Explore(plan) }, &mut |_| {}) {
        Done::Explored(explored) => explored,
        other => panic!("{other:?}"),
    }
}

/// The story of the first thing that fails.
pub(crate) fn failing(setup: &Setup) -> Story {
    let found = explored(setup).stories.into_iter().next().expect("something fails");
    let schedule = Some(found.schedule.id(0));
    Story {
        name: "outbox".to_owned(),
        title: "Outbox".to_owned(),
        schedule,
        trace: found.trace,
        checks: promises(setup),
    }
}
