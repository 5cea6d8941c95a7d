//! What is promised: what must be reached, what a handler may take, what clients hear and see.

use super::faults::{ONE, alone, found, is_the_same_in_plain};
use super::*;

pub(super) fn reach(sql: &str) -> Check {
    Check { name: "reach".into(), rule: Rule::Reach { sql: sql.into() } }
}

#[test]
fn doing_nothing_does_not_reach_what_must_be() {
    for (body, reaches) in [
        ("await ctx.db.run('INSERT INTO notes VALUES (?, 1)', ['a']);", true),
        ("", false),
        ("for (;;) { await ctx.sleep(1); if (ctx.never) break; }", false),
    ] {
        let module = format!("export async function note(ctx) {{ {body} }}");
        let checks = vec![reach("SELECT * FROM orders.notes")];
        let theatre = Theatre::new(alone(&module, &[("c", "note", "{}")], ONE, checks)).unwrap();
        let bounds = Bounds { steps: 60, ..BOUNDS };
        let explored = explore(&&theatre, Mode::Memo, bounds, &mut |_| ControlFlow::Continue(()));
        assert_eq!(!broken(&explored).contains(&(0, 0)), reaches, "{body} {explored:?}");
    }
}

#[test]
fn each_budget_is_named_where_it_is_exceeded() {
    let budget = |budget: Budget| {
        let of = Budget { service: "orders".into(), handler: "note".into(), ..budget };
        Check { name: "budget".into(), rule: Rule::Budget(of) }
    };
    let zero = Budget::default();
    let calls = Budget { calls: Some(1), ..zero.clone() };
    let rows = Budget { rows: Some(1), ..zero.clone() };
    let transaction = Budget { transaction: Some(1), ..zero.clone() };
    let once = "await ctx.call('orders', 'price', {});";
    let read = "await ctx.db.all('SELECT 1 UNION SELECT 2');";
    let write = "await tx.run('INSERT INTO notes VALUES (?, 1)', ['a']);";
    for (body, of, expected) in [
        (once.to_owned(), &calls, vec![]),
        (once.repeat(2), &calls, vec![(0, Resource::Calls.code())]),
        (read.to_owned(), &rows, vec![(0, Resource::Rows.code())]),
        (read.to_owned(), &transaction, vec![]),
        (format!("await ctx.db.tx(async tx => {{ {write} }});"), &transaction, vec![]),
        (
            format!("await ctx.db.tx(async tx => {{ {write} {write} }});"),
            &transaction,
            vec![(0, Resource::Transaction.code())],
        ),
    ] {
        let module = format!("export async function note(ctx) {{ {body} }} export async function price() {{}}");
        let mut setup = alone(&module, &[("c", "note", "{}")], Faults::default(), vec![budget(of.clone())]);
        setup.services[0].concurrency = 2;
        let got: Vec<(u16, u16)> = found(setup).into_iter().map(|(check, code, _)| (check, code)).collect();
        assert_eq!(got, expected, "{body}");
    }
}

#[test]
fn a_lease_that_is_renewed_for_ever_lets_the_world_rest_where_it_may() {
    let module = "export async function renew(ctx) { await ctx.db.run('UPDATE notes SET n = n + 1'); }
export async function note(ctx) { await ctx.db.run('INSERT INTO notes VALUES (?, 1)', ['a']); }";
    for (volatile, end) in
        [(vec![], crate::sim::End::Bound), (vec![("orders".to_owned(), "notes".to_owned())], crate::sim::End::Rest)]
    {
        let mut setup = alone(module, &[("c", "note", "{}")], Faults::default(), vec![]);
        setup.services[0].every = vec![Every { handler: "renew".into(), ms: 10 }];
        setup.volatile = volatile;
        let theatre = Theatre::new(setup).unwrap();
        assert_eq!(tell(&&theatre, &Schedule::default(), 100).end, end);
    }
}

#[test]
fn who_waits_for_an_answer_does_not_ask_meanwhile() {
    let module = "export async function note(ctx, { who, n }) { await ctx.db.run('INSERT INTO notes VALUES (?, ?)', [who, n]); }";
    let requests = [
        ("a", "note", "{\"who\": \"a\", \"n\": 1}"),
        ("b", "note", "{\"who\": \"b\", \"n\": 1}"),
        ("a", "note", "{\"who\": \"a\", \"n\": 2}"),
    ];
    // The second of `a` never comes before its first; that of `b` may come before both.
    let checks = vec![
        always(
            "SELECT 1 FROM orders.notes x WHERE x.who = 'a' AND x.n = 2 AND NOT EXISTS (SELECT 1 FROM orders.notes y WHERE y.who = 'a' AND y.n = 1)",
        ),
        always("SELECT 1 WHERE (SELECT group_concat(who) FROM orders.notes) = 'b,a,a'"),
    ];
    let mut setup = alone(module, &requests, Faults::default(), checks);
    setup.services[0].instances = 2;
    is_the_same_in_plain(setup.clone());
    assert_eq!(found(setup.clone()), [(1, 0, vec![])]);
    // What a crash leaves unanswered is asked again, as often as the client likes to.
    for (retries, expected) in [(0, 1), (1, 0)] {
        let mut setup = setup.clone();
        setup.services[0].instances = 1;
        setup.faults = Faults { crash: vec![("orders".into(), 1)], ..ONE };
        setup.services[0].module.text = "export async function note(ctx, { who, n }) {
  await ctx.db.get('SELECT 1');
  await ctx.db.run('INSERT INTO notes VALUES (?, ?)', [who, n]);
}"
        .into();
        setup.workload.iter_mut().for_each(|request| request.retries = retries);
        setup.checks = vec![at_rest("SELECT 1 WHERE (SELECT count(DISTINCT who || n) FROM orders.notes) < 3")];
        let found = found(setup);
        assert_eq!(found.len(), expected, "{found:?}");
    }
}

#[test]
fn what_clients_hear_is_kept() {
    let module = "export async function good() { return { n: 1 }; }
export async function bad() { throw new RangeError('no'); }
export async function worse() { throw 7; }";
    let requests = [("a", "good", "{}"), ("a", "bad", "{}"), ("a", "worse", "{}")];
    let theatre = Theatre::new(alone(module, &requests, Faults::default(), vec![])).unwrap();
    let told = tell(&&theatre, &Schedule::default(), BOUNDS.steps);
    let heard = told.notes.iter().filter_map(|note| match &note.cause {
        Came::Heard { outcome, .. } => Some(outcome.clone()),
        _ => None,
    });
    let failed = |kind: &str, message: &str| Outcome::Failed { kind: kind.into(), message: message.into() };
    assert_eq!(
        heard.collect::<Vec<_>>(),
        [Outcome::Done("{\"n\":1}".into()), failed("RangeError", "no"), failed("", "7")]
    );
    assert_eq!(told.failures, BTreeMap::new());
}

/// A number that is written at one service and read at another, or at the same.
fn register(read: (&str, &str), write: &str, guarantee: Guarantee) -> Setup {
    let owner = format!(
        "export async function set(ctx, {{ k, v }}) {{ {write} }}
export async function get(ctx, {{ k }}) {{ return (await ctx.db.get('SELECT n FROM notes WHERE who = ?', [k])).n; }}"
    );
    let copy = "export async function onSet(ctx, { body }) { await ctx.db.run('UPDATE notes SET n = ? WHERE who = ?', [body.v, body.k]); }
export async function get(ctx, { k }) { return (await ctx.db.get('SELECT n FROM notes WHERE who = ?', [k])).n; }";
    let mut setup = alone(&owner, &[], ONE, vec![]);
    setup.services.push(Service { on: vec![("Set".into(), "onSet".into())], ..service("copy", copy.into(), "") });
    for service in &mut setup.services {
        service.schema =
            "CREATE TABLE notes (who TEXT PRIMARY KEY, n INTEGER); INSERT INTO notes VALUES ('x', 0);".into();
    }
    setup.topics = vec![Topic::new("Set", TopicKind::Log)];
    setup.workload = vec![
        Request::new("a", ("orders", "set"), "{\"k\": \"x\", \"v\": 1}"),
        Request::new("a", read, "{\"k\": \"x\"}"),
        Request::new("b", read, "{\"k\": \"x\"}"),
        Request::new("b", read, "{\"k\": \"x\"}"),
    ];
    let (read, write) = ((read.0.to_owned(), read.1.to_owned()), ("orders".to_owned(), "set".to_owned()));
    let history = History { guarantee, read, write, key: "k".into(), value: "v".into() };
    setup.checks = vec![Check { name: "history".into(), rule: Rule::History(history) }];
    setup
}

#[test]
fn what_clients_see_is_what_they_were_promised() {
    let commits_first =
        "await ctx.db.run('UPDATE notes SET n = ? WHERE who = ?', [v, k]); await ctx.publish('Set', { k, v });";
    for (read, guarantee, expected) in [
        (("orders", "get"), Guarantee::Linearizable, vec![]),
        (("orders", "get"), Guarantee::ReadYourWrites, vec![]),
        (("copy", "get"), Guarantee::Linearizable, vec![(0, 0, vec![])]),
        (("copy", "get"), Guarantee::ReadYourWrites, vec![(0, 0, vec![])]),
        (("copy", "get"), Guarantee::MonotonicReads, vec![]),
    ] {
        let setup = Setup { faults: Faults::default(), ..register(read, commits_first, guarantee) };
        let got = found(setup.clone());
        assert_eq!(got, expected, "{read:?} {guarantee:?}");
        is_the_same_in_plain(setup);
    }
    // A write that is not answered may have been done.
    let faults = Faults { crash: vec![("orders".into(), 1)], ..ONE };
    assert_eq!(found(Setup { faults, ..register(("orders", "get"), commits_first, Guarantee::Linearizable) }), []);
}
