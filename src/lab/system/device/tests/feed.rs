//! Change feeds.

use super::{always, at_rest, broken, seen, setup, told};
use crate::lab::script::Source;
use crate::lab::system::{Broken, Every, Faults, Misuse, Service, Setup};

/// A catalog, and `shop` that may read its feed.
fn catalog(shop: &str, asks: &[(&str, &str)]) -> Setup {
    let mut setup = setup(shop, &[]);
    setup.services[0].instances = 1;
    setup.services[0].feeds = vec!["catalog".into()];
    let module = "export async function price(ctx, { sku, price }) {
  await ctx.db.run('INSERT INTO prices VALUES (?, ?) ON CONFLICT (sku) DO UPDATE SET price = excluded.price', [sku, price]);
}
export async function both(ctx, { price }) {
  await ctx.db.tx(async tx => {
    await tx.run('UPDATE prices SET price = ?', [price]);
    await tx.run(\"DELETE FROM prices WHERE sku = 'b'\");
  });
}";
    let schema = "CREATE TABLE prices (sku TEXT PRIMARY KEY, price INTEGER); INSERT INTO prices VALUES ('a', 1);";
    setup.services.push(Service::new("catalog", Source::new("catalog.js", module), schema));
    let request = |(handler, with): &(&str, &str)| {
        let service = if handler.starts_with("go") { "shop" } else { "catalog" };
        crate::lab::system::Request::new(service, (service, handler), with)
    };
    setup.workload = asks.iter().map(request).collect();
    setup
}

#[test]
fn a_feed_has_what_commits_have_changed() {
    let shop = "export async function go(ctx) {
  const { feed } = ctx;
  const all = await feed.read(0);
  const told = [
    ...all, await feed.read('catalog', 1, { limit: 1 }), await feed.read(4), await feed.snapshot(), await feed.snapshot('catalog'),
  ];
  for (const [at, one] of told.entries()) await ctx.db.run('INSERT INTO seen VALUES (?, ?)', [at, JSON.stringify(one)]);
}";
    let asks = [("price", r#"{"sku": "b", "price": 2}"#), ("both", r#"{"price": 3}"#), ("go", "{}")];
    let changes = [
        r#"{"position":1,"tx":1,"table":"prices","op":"insert","before":null,"after":{"sku":"b","price":2}}"#,
        r#"{"position":2,"tx":2,"table":"prices","op":"update","before":{"sku":"a","price":1},"after":{"sku":"a","price":3}}"#,
        r#"{"position":3,"tx":2,"table":"prices","op":"delete","before":{"sku":"b","price":2},"after":null}"#,
    ];
    let snapshot = r#"{"position":3,"tables":{"prices":[{"sku":"a","price":3}]}}"#;
    let second = format!("[{}]", changes[1]);
    let expected = [changes[0], changes[1], changes[2], &second, "[]", snapshot, snapshot];
    assert_eq!(seen(&told(&catalog(shop, &asks))), expected);
}

#[test]
fn a_replica_that_follows_becomes_equal_and_one_that_skips_does_not() {
    // Each keeps its position with its rows, in one transaction or before it.
    let follow = |keep: &str| {
        format!(
            "export async function follow(ctx) {{
  const row = await ctx.db.get(\"SELECT value FROM seen WHERE n = 0\");
  const changes = await ctx.feed.read(row ? Number(row.value) : 0);
  if (changes.length === 0) return;
  const at = String(changes.at(-1).position);
  {keep}
}}"
        )
    };
    let position = "INSERT INTO seen VALUES (0, ?) ON CONFLICT (n) DO UPDATE SET value = excluded.value";
    let rows = "for (const {{ after }} of changes) {{
      await tx.run(\"INSERT INTO seen VALUES (1, ?) ON CONFLICT (n) DO UPDATE SET value = excluded.value\", [String(after.price)]);
    }}"
    .replace("{{", "{")
    .replace("}}", "}");
    let together = follow(&format!("await ctx.db.tx(async tx => {{ {rows} await tx.run(\"{position}\", [at]); }});"));
    let before = follow(&format!("await ctx.db.run(\"{position}\", [at]); await ctx.db.tx(async tx => {{ {rows} }});"));
    for (module, expected) in [(together, vec![]), (before, vec![Broken::Check(0)])] {
        let mut setup = catalog(&module, &[("price", r#"{"sku": "a", "price": 2}"#)]);
        setup.services[0].every = vec![Every { handler: "follow".into(), ms: 100 }];
        setup.faults = Faults { at_most: 1, crash: vec![("shop".into(), 1)], ..Faults::default() };
        setup.checks = vec![at_rest(
            "SELECT sku FROM catalog.prices WHERE CAST(price AS TEXT) NOT IN (SELECT value FROM shop.seen WHERE n = 1)",
        )];
        assert_eq!(broken(&setup), expected, "{module}");
    }
}

#[test]
fn a_snapshot_and_its_position_are_of_one_moment() {
    let shop = "export async function go(ctx) {
  const { position, tables } = await ctx.feed.snapshot();
  await ctx.db.run('INSERT INTO seen VALUES (?, ?)', [position, String(tables.prices[0].price)]);
}";
    let mut setup = catalog(
        shop,
        &[("price", r#"{"sku": "a", "price": 2}"#), ("price", r#"{"sku": "a", "price": 3}"#), ("go", "{}")],
    );
    setup.checks = vec![always("SELECT n FROM shop.seen WHERE CAST(value AS INTEGER) <> n + 1")];
    assert_eq!(broken(&setup), []);
}

#[test]
fn whose_feed_may_be_read_is_said() {
    for (body, feeds, misuse) in [
        ("await ctx.feed.read('catalog', 0);", &[][..], Misuse::NoPart),
        ("await ctx.feed.read(0);", &["catalog", "shop"], Misuse::NoPart),
        ("await ctx.feed.read('nobody', 0);", &["catalog"], Misuse::NoPart),
        ("await ctx.feed.read('catalog', 'first');", &["catalog"], Misuse::BadUse),
    ] {
        let mut setup = catalog(&format!("export async function go(ctx) {{ {body} }}"), &[("go", "{}")]);
        setup.services[0].feeds = feeds.iter().map(|name| (*name).into()).collect();
        let trace = told(&setup);
        assert!(trace.broken.iter().any(|(broken, _)| *broken == Broken::Misuse(misuse)), "{body}: {:?}", trace.broken);
    }
}
