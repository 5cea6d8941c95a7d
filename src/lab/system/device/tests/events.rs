//! The event store.

use super::{always, at_rest, broken, seen, setup, told};
use crate::lab::system::{Broken, Faults, Misuse};

#[test]
fn operations_of_the_event_store() {
    let module = "export async function go(ctx) {
  const { events } = ctx;
  const brief = (all) => all.map(({ stream, version, type, data }) => [stream, version, type, data]);
  const told = [
    await events.append('a', 0, [{ id: 'e1', type: 'Placed', data: { n: 1 } }, { id: 'e2', type: 'Paid' }]),
    await events.append('a', 0, [{ id: 'e1', type: 'Placed', data: { n: 1 } }, { id: 'e2', type: 'Paid' }]),
    await events.append('b', 'any', [{ type: 'Placed' }]),
  ];
  for (const expected of [0, 1, 3]) {
    try { await events.append('a', expected, [{ type: 'Late' }]); }
    catch (error) { told.push([error instanceof Conflict, error.expected, error.actual]); }
  }
  try { await events.append('a', 2, [{ id: 'e1', type: 'Other' }]); } catch (error) { told.push(error.name); }
  const all = await events.readAll();
  told.push(brief(await events.read('a', 1)), brief(await events.read('c')), brief(all), all.length);
  const after = await events.readAll(all[0].position, 1);
  told.push(brief(after), all.every((event, at) => at === 0 || event.position > all[at - 1].position));
  told.push(new Set(all.map(event => event.id)).size);
  told.push(await events.snapshot('a'), await events.snapshot('a', 2, { paid: true }), await events.snapshot('a'));
  told.push(await events.snapshot('a', 9, {}));
  for (const [at, one] of told.entries()) await ctx.db.run('INSERT INTO seen VALUES (?, ?)', [at, JSON.stringify(one)]);
}";
    let expected = [
        r#"{"version":2,"position":2}"#,
        r#"{"version":2,"position":2}"#,
        r#"{"version":1,"position":3}"#,
        "[true,0,2]",
        "[true,1,2]",
        "[true,3,2]",
        "\"Constraint\"",
        r#"[["a",2,"Paid",null]]"#,
        "[]",
        r#"[["a",1,"Placed",{"n":1}],["a",2,"Paid",null],["b",1,"Placed",null]]"#,
        "3",
        r#"[["a",2,"Paid",null]]"#,
        "true",
        "3",
        "null",
        "true",
        r#"{"version":2,"state":{"paid":true}}"#,
        "false",
    ];
    assert_eq!(seen(&told(&setup(module, &[("go", "{}")]))), expected);
}

#[test]
fn two_append_to_one_stream() {
    // Each takes a seat of one.
    let take = |append: &str| {
        format!(
            "export async function take(ctx, {{ who }}) {{
  for (;;) {{
    const taken = await ctx.events.read('seat');
    if (taken.length > 0) return;
    try {{ {append} return; }} catch (error) {{ if (!(error instanceof Conflict)) throw error; }}
  }}
}}"
        )
    };
    let careless = take("await ctx.events.append('seat', 'any', [{ type: 'Taken', data: who }]);");
    let careful = take("await ctx.events.append('seat', taken.length, [{ type: 'Taken', data: who }]);");
    for (module, expected) in [(careless, vec![Broken::Check(0)]), (careful, vec![])] {
        let mut setup = setup(&module, &[("take", r#"{"who": "ann"}"#), ("take", r#"{"who": "bob"}"#)]);
        setup.checks = vec![always("SELECT stream FROM world.events GROUP BY stream HAVING count(*) > 1")];
        assert_eq!(broken(&setup), expected, "{module}");
    }
}

#[test]
fn an_append_without_an_answer_may_have_been_done() {
    let again = |id: &str| {
        format!(
            "export async function go(ctx) {{
  for (;;) {{
    try {{ await ctx.events.append('a', 'any', [{{ {id} type: 'Paid' }}]); return; }}
    catch (error) {{ if (!(error instanceof Timeout)) throw error; }}
  }}
}}"
        )
    };
    for (module, expected) in [(again(""), vec![Broken::Check(0)]), (again("id: 'once',"), vec![])] {
        let mut setup = setup(&module, &[("go", "{}")]);
        setup.faults = Faults { at_most: 1, unanswered_publishes: 1, ..Faults::default() };
        setup.checks = vec![at_rest("SELECT count(*) FROM world.events WHERE type = 'Paid' HAVING count(*) > 1")];
        assert_eq!(broken(&setup), expected, "{module}");
    }
}

#[test]
fn an_append_is_no_part_of_a_transaction() {
    let module = "export async function go(ctx) {
  await ctx.db.tx(async tx => {
    await tx.run('INSERT INTO seen VALUES (1, ?)', ['paid']);
    await ctx.events.append('a', 0, [{ type: 'Paid' }]);
  });
}";
    let mut setup = setup(module, &[("go", "{}")]);
    setup.faults = Faults { at_most: 1, refused_commits: 1, ..Faults::default() };
    setup.checks = vec![at_rest("SELECT id FROM world.events WHERE NOT EXISTS (SELECT 1 FROM shop.seen)")];
    assert_eq!(broken(&setup), [Broken::Check(0)]);
}

#[test]
fn what_an_event_store_cannot_do() {
    for body in [
        "await ctx.events.append('a', null, [{ type: 'Paid' }]);",
        "await ctx.events.append('a', 0, []);",
        "await ctx.events.append('a', 0, [{ data: 1 }]);",
        "await ctx.events.read('a', 'first');",
        "await ctx.events.readAll(0, -1);",
    ] {
        let trace = told(&setup(&format!("export async function go(ctx) {{ {body} }}"), &[("go", "{}")]));
        let bad = Broken::Misuse(Misuse::BadUse);
        assert!(trace.broken.iter().any(|(broken, _)| *broken == bad), "{body}: {:?}", trace.broken);
    }
}
