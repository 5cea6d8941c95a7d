//! Stories that happened: a shop with an outbox and one that pays by a call, played by the lab.

use sagabook::grade::story::{Promise, Story};
use sagabook::lab::script::{Limits, Source};
use sagabook::lab::system::{
    Check, Every, Exploration, Faults, Plan, Request, Rule, Service, Setup, Topic, TopicKind, Way,
};
use sagabook::lab::system::{Done, Job, What, run};

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
                },
            ),
        ],
        volatile: vec![],
        limits: Limits::default(),
    }
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
            },
        }],
        volatile: vec![],
        limits: Limits::default(),
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
        always: matches!(check.rule, Rule::Always { .. }),
    };
    setup.checks.iter().map(promise).collect()
}

/// All that was found.
pub(crate) fn explored(setup: &Setup) -> Exploration {
    let plan = Plan { way: Way::Memo, steps: 400, states: 100_000, runs: 1_000, seed: sagabook::base::Seed::default() };
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
