//! The cache.

use super::{at_rest, broken, seen, setup, told};
use crate::lab::system::{Broken, Faults, Misuse, Setup};

#[test]
fn operations_of_the_cache() {
    let module = "export async function go(ctx) {
  const { cache } = ctx;
  const told = [
    await cache.get('a'), await cache.set('a', { n: 1 }), await cache.get('a'), await cache.add('a', 2),
    await cache.cas('a', { n: 2 }, 3), await cache.cas('a', { n: 1 }, 3), await cache.get('a'), await cache.del('a'),
    await cache.del('a'), await cache.cas('a', null, 4), await cache.del('a'), await cache.add('a', 5),
  ];
  const lease = await cache.lease('b');
  const [other, late] = [await cache.lease('b'), await cache.lease('b')];
  told.push(lease !== other, await cache.set('b', 6, { lease }), await cache.set('b', 7, { lease }));
  told.push(await cache.set('b', 8, { lease: other }));
  await cache.del('b');
  told.push(await cache.set('b', 9, { lease: late }), await cache.get('b'));
  await cache.set('c', 1, { ttl: 100 });
  await ctx.sleep(99);
  told.push(await cache.get('c'));
  await ctx.sleep(1);
  told.push(await cache.get('c'));
  for (const [at, one] of told.entries()) await ctx.db.run('INSERT INTO seen VALUES (?, ?)', [at, JSON.stringify(one)]);
}";
    let expected = "null true {\"n\":1} false false true 3 true false true true true \
                    true true false true false null 1 null";
    assert_eq!(seen(&told(&setup(module, &[("go", "{}")]))).join(" "), expected);
}

/// A price that one writes and others read through the cache, in a way to fill and a way to take away.
fn price(fill: &str, write: &str) -> Setup {
    let module = format!(
        "export async function onStart(ctx) {{
  await ctx.db.run(\"INSERT INTO seen VALUES (1, 'old') ON CONFLICT DO NOTHING\");
}}
export async function read(ctx) {{
  if (await ctx.cache.get('price') === null) {{ {fill} }}
}}
export async function write(ctx) {{
  await ctx.db.run(\"UPDATE seen SET value = 'new'\");
  {write}
}}"
    );
    let mut setup = setup(&module, &[("read", "{}"), ("write", "{}")]);
    setup.checks =
        vec![at_rest("SELECT * FROM world.cache JOIN shop.seen ON json_extract(world.cache.value, '$') <> seen.value")];
    setup
}

const FILL: &str = "const { value } = await ctx.db.get('SELECT value FROM seen'); await ctx.cache.set('price', value);";
const LEASED: &str = "const lease = await ctx.cache.lease('price');
    const { value } = await ctx.db.get('SELECT value FROM seen');
    await ctx.cache.set('price', value, { lease });";
const DEL: &str = "await ctx.cache.del('price');";
const STUBBORN: &str = "for (;;) {
    try { await ctx.cache.del('price'); break; } catch (error) { if (!(error instanceof Unavailable)) throw error; }
  }";

#[test]
fn what_is_filled_too_late_is_stale_for_ever() {
    let down = Faults { at_most: 1, cache_down: 1, ..Faults::default() };
    let evicted = Faults { at_most: 1, evictions: 1, ..Faults::default() };
    for (fill, write, faults, fails) in [
        (FILL, DEL, &Faults::default(), true),
        (LEASED, DEL, &Faults::default(), false),
        (LEASED, DEL, &evicted, false),
        (LEASED, DEL, &down, true),
        (LEASED, STUBBORN, &down, false),
    ] {
        let setup = Setup { faults: faults.clone(), ..price(fill, write) };
        let expected = if fails { vec![Broken::Check(0)] } else { vec![] };
        assert_eq!(broken(&setup), expected, "{fill} {write} {faults:?}");
    }
}

#[test]
fn what_is_there_can_be_gone() {
    let module = "export async function go(ctx) {
  await ctx.cache.set('a', 'there');
  await ctx.db.run('INSERT INTO seen VALUES (1, ?)', [await ctx.cache.get('a') ?? 'gone']);
}";
    for (evictions, expected) in [(0, vec![]), (1, vec![Broken::Check(0)])] {
        let mut setup = setup(module, &[("go", "{}")]);
        setup.faults = Faults { at_most: 1, evictions, ..Faults::default() };
        setup.checks = vec![at_rest("SELECT * FROM shop.seen WHERE value = 'gone'")];
        assert_eq!(broken(&setup), expected);
    }
}

#[test]
fn others_come_between_inside_a_transaction_too() {
    // The cache takes no part in the transaction that asks for it.
    let module = "export async function one(ctx) {
  await ctx.db.tx(async tx => {
    await ctx.cache.set('a', 1);
    await tx.run('INSERT INTO seen VALUES (1, ?)', [String(await ctx.cache.get('a'))]);
  });
}
export async function two(ctx) { await ctx.cache.set('a', 2); }";
    let mut setup = setup(module, &[("one", "{}"), ("two", "{}")]);
    setup.checks = vec![at_rest("SELECT * FROM shop.seen WHERE value = '2'")];
    assert_eq!(broken(&setup), [Broken::Check(0)]);
}

#[test]
fn what_a_cache_cannot_do() {
    for (body, misuse) in [
        ("await ctx.cache.set('a', 1, { ttl: 'long' });", Misuse::BadUse),
        ("await ctx.cache.set('a', 1, { ttl: -1 });", Misuse::BadUse),
        ("ctx.cache.set('a', 1);", Misuse::NotAwaited),
    ] {
        let trace = told(&setup(&format!("export async function go(ctx) {{ {body} }}"), &[("go", "{}")]));
        assert!(trace.broken.iter().any(|(broken, _)| *broken == Broken::Misuse(misuse)), "{body}: {:?}", trace.broken);
    }
}
