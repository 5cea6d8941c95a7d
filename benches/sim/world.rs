//! The world that is measured: three services, each step handed on by outbox, broker and inbox.

use sagabook::lab::script::{Limits, Source};
use sagabook::lab::system::{Check, Every, Faults, Request, Rule, Service, Setup, Topic, TopicKind};

/// What makes the tables of each service.
pub(crate) const SCHEMAS: [(&str, &str); 3] = [
    (
        "orders",
        "CREATE TABLE orders (id INTEGER PRIMARY KEY, sku TEXT NOT NULL);
         CREATE TABLE outbox (seq INTEGER PRIMARY KEY, event TEXT NOT NULL, body TEXT NOT NULL);",
    ),
    (
        "payments",
        "CREATE TABLE charges (order_id INTEGER NOT NULL, amount INTEGER NOT NULL);
         CREATE TABLE inbox (id TEXT PRIMARY KEY);
         CREATE TABLE outbox (seq INTEGER PRIMARY KEY, event TEXT NOT NULL, body TEXT NOT NULL);",
    ),
    (
        "shipping",
        "CREATE TABLE shipments (order_id INTEGER NOT NULL);
         CREATE TABLE inbox (id TEXT PRIMARY KEY);",
    ),
];

const ORDERS: &str = "export async function placeOrder(ctx, { id, sku, customer }) {
  await ctx.db.tx(async tx => {
    await tx.run('INSERT INTO orders VALUES (?, ?)', [id, sku]);
    await tx.run('INSERT INTO outbox(event, body) VALUES (?, ?)', ['placed-' + id, JSON.stringify({ id, customer })]);
  });
}
export async function relay(ctx) {
  for (const row of await ctx.db.all('SELECT * FROM outbox ORDER BY seq')) {
    const body = JSON.parse(row.body);
    await ctx.publish('OrderPlaced', body, { key: body.customer, id: row.event });
    await ctx.db.run('DELETE FROM outbox WHERE seq = ?', [row.seq]);
  }
}
";
const PAYMENTS: &str = "export async function onOrderPlaced(ctx, { id, body }) {
  await ctx.db.tx(async tx => {
    if (await tx.get('SELECT 1 FROM inbox WHERE id = ?', [id])) return;
    await tx.run('INSERT INTO inbox VALUES (?)', [id]);
    await tx.run('INSERT INTO charges VALUES (?, ?)', [body.id, 100]);
    await tx.run('INSERT INTO outbox(event, body) VALUES (?, ?)', ['paid-' + body.id, JSON.stringify(body)]);
  });
}
export async function relay(ctx) {
  for (const row of await ctx.db.all('SELECT * FROM outbox ORDER BY seq')) {
    const body = JSON.parse(row.body);
    await ctx.publish('OrderPaid', body, { key: body.customer, id: row.event });
    await ctx.db.run('DELETE FROM outbox WHERE seq = ?', [row.seq]);
  }
}
";
const SHIPPING: &str = "export async function onOrderPaid(ctx, { id, body }) {
  await ctx.db.tx(async tx => {
    if (await tx.get('SELECT 1 FROM inbox WHERE id = ?', [id])) return;
    await tx.run('INSERT INTO inbox VALUES (?)', [id]);
    await tx.run('INSERT INTO shipments VALUES (?)', [body.id]);
  });
}
";

/// So many orders of one customer, placed, paid and shipped.
pub(crate) fn setup(orders: u32, faults: Faults) -> Setup {
    let modules = [("orders", ORDERS), ("payments", PAYMENTS), ("shipping", SHIPPING)];
    let mut services: Vec<Service> = modules
        .iter()
        .zip(SCHEMAS)
        .map(|((name, text), (_, schema))| {
            Service::new(name, Source::new(format!("{name}.js"), (*text).to_owned()), schema)
        })
        .collect();
    services[0].every = vec![Every { handler: "relay".into(), ms: 200 }];
    services[1].every = vec![Every { handler: "relay".into(), ms: 200 }];
    services[1].on = vec![("OrderPlaced".into(), "onOrderPlaced".into())];
    services[2].on = vec![("OrderPaid".into(), "onOrderPaid".into())];
    let request = |id: u32| {
        let with = format!("{{\"id\": {id}, \"sku\": \"BK-7\", \"customer\": \"ada\"}}");
        Request::new("ada", ("orders", "placeOrder"), &with)
    };
    let check = |name: &str, rule: Rule| Check { name: name.to_owned(), rule };
    let always = |sql: &str| Rule::Always { sql: sql.to_owned() };
    let at_rest = |sql: &str| Rule::AtRest { sql: sql.to_owned(), within_ms: None };
    Setup {
        services,
        topics: vec![Topic::new("OrderPlaced", TopicKind::Log), Topic::new("OrderPaid", TopicKind::Log)],
        workload: (1..=orders).map(request).collect(),
        faults,
        checks: vec![
            check("charged-once", always("SELECT order_id FROM payments.charges GROUP BY 1 HAVING count(*) > 1")),
            check("shipped-once", always("SELECT order_id FROM shipping.shipments GROUP BY 1 HAVING count(*) > 1")),
            check(
                "shipped-is-paid",
                always(
                    "SELECT order_id FROM shipping.shipments WHERE order_id NOT IN (SELECT order_id FROM payments.charges)",
                ),
            ),
            check(
                "all-shipped",
                at_rest("SELECT id FROM orders.orders WHERE id NOT IN (SELECT order_id FROM shipping.shipments)"),
            ),
        ],
        volatile: vec![],
        limits: Limits::default(),
        time: None,
    }
}

/// Two crashes and a duplicate.
pub(crate) fn faults() -> Faults {
    Faults {
        at_most: 3,
        crash: vec![("orders".into(), 1), ("payments".into(), 1)],
        consumer_duplicates: 1,
        ..Faults::default()
    }
}
