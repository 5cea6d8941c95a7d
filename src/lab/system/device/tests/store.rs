//! The emulated store.

use super::{always, at_rest, broken, seen, setup, told, unplayable};
use crate::lab::system::{Broken, Did, Faults, Isolation, Misuse, Setup};

/// Two at once take one from the same shelf.
fn shelf(isolation: Isolation, body: &str) -> Setup {
    let module = format!("export async function take(ctx) {{ {body} }}");
    let mut setup = setup(&module, &[("take", "{}"), ("take", "{}")]);
    setup.services[0].store = Some(isolation);
    setup.services[0].store_rows = r#"{"stock": {"BK-7": 5}}"#.into();
    setup.checks = vec![at_rest("SELECT value FROM world.store WHERE \"table\" = 'stock' AND value <> '3'")];
    setup
}

const PLAIN: &str = "await ctx.store.tx(async tx => {
  const left = await tx.get('stock', 'BK-7');
  await tx.put('stock', 'BK-7', left - 1);
});";
const LOCKED: &str = "await ctx.store.tx(async tx => {
  const left = await tx.lock('stock', 'BK-7');
  await tx.put('stock', 'BK-7', left - 1);
});";
const AGAIN: &str = "for (;;) {
  try {
    await ctx.store.tx(async tx => {
      const left = await tx.get('stock', 'BK-7');
      await tx.put('stock', 'BK-7', left - 1);
    });
    return;
  } catch (error) { if (!(error instanceof Conflict)) throw error; }
}";
const OUTSIDE: &str = "const left = await ctx.store.get('stock', 'BK-7');
  await ctx.store.put('stock', 'BK-7', left - 1);";

#[test]
fn an_update_is_lost_or_is_not() {
    let lost = vec![Broken::Check(0)];
    for (isolation, body, expected) in [
        (Isolation::ReadCommitted, PLAIN, &lost),
        (Isolation::ReadCommitted, OUTSIDE, &lost),
        (Isolation::ReadCommitted, LOCKED, &vec![]),
        // The second to commit fails, and does not begin again.
        (Isolation::Snapshot, PLAIN, &lost),
        (Isolation::Snapshot, OUTSIDE, &lost),
        (Isolation::Snapshot, AGAIN, &vec![]),
    ] {
        assert_eq!(&broken(&shelf(isolation, body)), expected, "{isolation:?} {body}");
    }
}

#[test]
fn two_that_write_different_rows_can_each_miss_the_other() {
    let leave = |read: &str| {
        format!(
            "export async function leave(ctx, {{ who, other }}) {{
  try {{
    await ctx.store.tx(async tx => {{
      {read}
      if (another) await tx.put('duty', who, false);
    }});
  }} catch (error) {{ if (!(error instanceof Conflict || error instanceof Busy)) throw error; }}
}}"
        )
    };
    let plain = leave("const another = await tx.get('duty', other);");
    let locking = leave(
        "let another;
      for (const one of [who, other].sort()) { const is = await tx.lock('duty', one); if (one === other) another = is; }",
    );
    // Who was taken back begins again at once, and does not come before the one that waits.
    let tireless = crossing_again();
    let crossing = leave("await tx.lock('duty', who); const another = await tx.lock('duty', other);");
    for (isolation, module, expected) in [
        (Isolation::Snapshot, &plain, vec![Broken::Check(0)]),
        (Isolation::ReadCommitted, &plain, vec![Broken::Check(0)]),
        (Isolation::ReadCommitted, &locking, vec![]),
        // Who locks both ways round may wait for whom waits for it: one of them hears so.
        (Isolation::ReadCommitted, &crossing, vec![]),
        (Isolation::Snapshot, &crossing, vec![]),
        (Isolation::ReadCommitted, &tireless, vec![]),
        (Isolation::Snapshot, &tireless, vec![]),
    ] {
        let asks = [("leave", r#"{"who": "ann", "other": "bob"}"#), ("leave", r#"{"who": "bob", "other": "ann"}"#)];
        let mut setup = setup(module, &asks);
        setup.services[0].store = Some(isolation);
        setup.services[0].store_rows = r#"{"duty": {"ann": true, "bob": true}}"#.into();
        setup.checks = vec![always("SELECT count(*) FROM world.store WHERE value = 'true' HAVING count(*) = 0")];
        assert_eq!(broken(&setup), expected, "{isolation:?} {module}");
    }
}

fn crossing_again() -> String {
    "export async function leave(ctx, { who, other }) {
  for (;;) {
    try {
      return await ctx.store.tx(async tx => {
        await tx.lock('duty', who);
        const another = await tx.lock('duty', other);
        if (another) await tx.put('duty', who, false);
      });
    } catch (error) { if (!(error instanceof Conflict || error instanceof Busy)) throw error; }
  }
}"
    .to_owned()
}

#[test]
fn what_is_seen_of_a_transaction_and_after_it() {
    let module = "export async function go(ctx) {
  const told = [];
  const { store } = ctx;
  await store.put('t', 'a', { n: 1 });
  await store.tx(async tx => {
    await tx.put('t', 'b', 2);
    await tx.del('t', 'a');
    told.push(await tx.get('t', 'a'), await tx.all('t'), await store.get('t', 'a'), await store.all('t'));
  });
  told.push(await store.get('t', 'a'), await store.all('t'), await store.all('u'));
  try { await store.tx(async tx => { await tx.put('t', 'b', 3); throw new Error('no'); }); }
  catch (error) { told.push(error.message); }
  told.push(await store.get('t', 'b'));
  for (const [at, one] of told.entries()) {
    await ctx.db.run('INSERT INTO seen VALUES (?, ?)', [at, JSON.stringify(one)]);
  }
}";
    let expected = [
        "null",
        r#"[{"key":"b","value":2}]"#,
        r#"{"n":1}"#,
        r#"[{"key":"a","value":{"n":1}}]"#,
        "null",
        r#"[{"key":"b","value":2}]"#,
        "[]",
        "\"no\"",
        "2",
    ];
    for isolation in [Isolation::ReadCommitted, Isolation::Snapshot] {
        let mut setup = setup(module, &[("go", "{}")]);
        setup.services[0].store = Some(isolation);
        let trace = told(&setup);
        assert_eq!(seen(&trace), expected, "{isolation:?}");
        // What the store holds is shown as a table of the world.
        let table = trace.tables.iter().find(|table| table.service == "world").unwrap();
        assert_eq!((table.name.as_str(), table.rows.len(), table.columns.len()), ("store", 0, 4));
        let changes = trace.steps.iter().flat_map(|note| &note.did).filter_map(|did| match did {
            Did::Changed(changes) => Some(changes.iter().filter(|change| change.service == "world").count()),
            _ => None,
        });
        assert_eq!(changes.sum::<usize>(), 3);
    }
}

#[test]
fn the_second_hears_what_it_expected_and_what_is() {
    let module = "export async function go(ctx) {
  try {
    await ctx.store.tx(async tx => {
      await tx.get('t', 'a');
      await ctx.store.put('t', 'a', 2);
      await tx.put('t', 'a', 3);
    });
  } catch (error) {
    const told = [error.name, error instanceof Conflict, error.expected, error.actual];
    await ctx.db.run('INSERT INTO seen VALUES (1, ?)', [told.join(' ')]);
  }
}";
    let mut setup = setup(module, &[("go", "{}")]);
    setup.services[0].store = Some(Isolation::Snapshot);
    setup.services[0].store_rows = r#"{"t": {"a": 1}}"#.into();
    assert_eq!(seen(&told(&setup)), ["Conflict true 1 2"]);
}

#[test]
fn a_crash_takes_back_what_is_open() {
    let body = "await ctx.store.tx(async tx => {
  await tx.put('stock', 'BK-7', 1);
  await tx.put('stock', 'BK-7', 3);
});";
    let mut crashed = shelf(Isolation::ReadCommitted, body);
    crashed.faults = Faults { at_most: 1, crash: vec![("shop".into(), 1)], ..Faults::default() };
    crashed.checks = vec![always("SELECT value FROM world.store WHERE value = '1'")];
    assert_eq!(broken(&crashed), []);
    let mut refused = shelf(
        Isolation::ReadCommitted,
        "try { await ctx.store.get('stock', 'BK-7'); await ctx.store.put('stock', 'BK-7', 9); } catch (error) { if (!(error instanceof Unavailable)) throw error; }",
    );
    refused.faults = Faults { at_most: 1, refused_commits: 1, ..Faults::default() };
    refused.workload.truncate(1);
    refused.checks = vec![at_rest("SELECT value FROM world.store WHERE value <> '9'")];
    assert_eq!(broken(&refused), [Broken::Check(0)]);
}

#[test]
fn what_no_handler_may_do_with_a_store() {
    for (isolation, body, misuse) in [
        (None, "await ctx.store.get('t', 'a');", Misuse::NoPart),
        (Some(Isolation::Snapshot), "await ctx.store.tx(() => ctx.store.tx(() => {}));", Misuse::Nested),
        (Some(Isolation::Snapshot), "ctx.store.put('t', 'a', 1);", Misuse::NotAwaited),
        (Some(Isolation::Snapshot), "ctx.store.tx(async tx => { await tx.put('t', 'a', 1); });", Misuse::LeftOpen),
        // What waits for the lock of its own transaction waits for ever.
        (
            Some(Isolation::ReadCommitted),
            "await ctx.store.tx(async tx => { await tx.put('t', 'a', 1); await ctx.store.put('t', 'a', 2); });",
            Misuse::Deadlock,
        ),
    ] {
        let mut setup = setup(&format!("export async function go(ctx) {{ {body} }}"), &[("go", "{}")]);
        setup.services[0].store = isolation;
        let trace = told(&setup);
        let found: Vec<Broken> = trace.broken.iter().map(|(broken, _)| *broken).collect();
        assert!(found.contains(&Broken::Misuse(misuse)), "{body}: {found:?} {:#?}", trace.steps);
    }
}

#[test]
fn first_rows_that_cannot_be_read_are_told() {
    for (rows, wanted) in
        [("", None), ("{}", None), ("[]", Some("shop: the first rows of the store")), ("{", Some("shop"))]
    {
        let mut setup = setup("export function go() {}", &[]);
        setup.services[0].store = Some(Isolation::Snapshot);
        setup.services[0].store_rows = rows.into();
        let why = unplayable(setup);
        assert!(why.is_some() == wanted.is_some(), "{rows}: {why:?}");
        assert!(why.unwrap_or_default().contains(wanted.unwrap_or_default()), "{rows}");
    }
}
