//! What no handler may do: each named, with the line where it can be known; nothing hangs.

use super::faults::{ONE, alone};
use super::*;
use crate::lab::system::{Broken, Trace};

#[test]
fn what_no_handler_may_do_is_named_with_its_line() {
    for (body, misuse, line) in [
        ("while (true) {}", Misuse::DidNotStop, None),
        ("await new Promise(() => {});", Misuse::WaitsForEver, None),
        ("await ctx.db.get('SELECT 1');\nctx.db.run('DELETE FROM notes');", Misuse::NotAwaited, Some(3)),
        ("ctx.db.get('SELECT 1').then(() => ctx.db.get('SELECT 2'));", Misuse::NotAwaited, Some(2)),
        ("(async () => { await null; await null; await ctx.db.get('SELECT 1'); })();", Misuse::NotAwaited, Some(2)),
        ("(async () => { await ctx.db.get('SELECT 1'); throw new Error('late'); })();", Misuse::NotAwaited, Some(2)),
        ("Promise.all([ctx.sleep(1)]).then(() => ctx.db.get('SELECT 1'));", Misuse::NotAwaited, Some(2)),
        ("Promise.all([ctx.sleep(1)]);\nctx.sleep(2);", Misuse::NotAwaited, Some(3)),
        ("\nctx.db.tx(async tx => { await tx.get('SELECT 1'); });", Misuse::LeftOpen, Some(3)),
        ("await ctx.db.tx(async () => {\n  await ctx.db.tx(async () => {});\n});", Misuse::Nested, Some(3)),
        ("await ctx.db.run('CREATE TABLE t (n)');", Misuse::NotAllowed, Some(2)),
        ("\n\nawait ctx.db.run('PRAGMA foreign_keys = OFF');", Misuse::NotAllowed, Some(4)),
        ("await ctx.db.run('BEGIN');", Misuse::NotAllowed, Some(2)),
        ("await ctx.db.run('ATTACH ? AS x', ['x']);", Misuse::NotAllowed, Some(2)),
        ("await ctx.db.get(\"SELECT datetime('now')\");", Misuse::NotAllowed, Some(2)),
        ("await ctx.db.all('SELECT * FROM payments.charges');", Misuse::ForeignTable, Some(2)),
        ("await ctx.db.all('SELEC');", Misuse::BadStatement, Some(2)),
        ("await ctx.db.run('INSERT INTO notes VALUES (?, ?)', [1]);", Misuse::BadStatement, Some(2)),
        ("await ctx.publish('Nowhere', {});", Misuse::NoTopic, Some(2)),
        ("await ctx.call('nobody', 'pay', {});", Misuse::NoService, Some(2)),
        ("\nawait ctx.call('payments', 'nothing', {});", Misuse::NoHandler, Some(3)),
        ("await ctx.call('orders', 'other', {});", Misuse::Deadlock, None),
        ("await ctx.db.tx(async tx => { for (;;) await tx.get('SELECT 1'); });", Misuse::DidNotStop, Some(2)),
        ("for (;;) await ctx.db.tx(async tx => { await tx.get('SELECT 1'); });", Misuse::DidNotStop, Some(2)),
        ("for (;;) await ctx.publish('Done', {});", Misuse::DidNotStop, Some(2)),
        ("\nconst now = Date.now();", Misuse::NotDefined, Some(3)),
        ("setTimeout(() => {}, 1);", Misuse::NotDefined, Some(2)),
        ("await import('fs');", Misuse::NotDefined, None),
    ] {
        let module =
            format!("export async function note(ctx, given) {{\n{body}\n}}\nexport async function other() {{}}\n");
        let mut setup = alone(&module, &[("c", "note", "{}")], ONE, vec![]);
        setup.topics = vec![Topic::new("Done", TopicKind::Queue)];
        setup.services.push(service("payments", "export async function pay() {}".into(), PAYMENTS));
        let theatre = Theatre::new(setup).unwrap();
        let told = Trace::tell(&theatre, &Schedule::default(), 2_000);
        assert!(told.broken.iter().any(|(broken, _)| *broken == Broken::Misuse(misuse)), "{body}: {told:?}");
        let at = told.steps.iter().find_map(|step| step.misused_at.clone());
        assert_eq!(at.map(|at| (at.file, at.line)), line.map(|line| ("orders.js".to_owned(), line)), "{body}");
    }
}

#[test]
fn what_is_gathered_is_awaited_also_where_the_first_of_it_decides() {
    let twice = "ctx.db.run('INSERT INTO keyed VALUES (1)'), ctx.db.run('INSERT INTO keyed VALUES (1)')";
    let later = "(async () => { await ctx.sleep(1); await ctx.sleep(1); await ctx.publish('Done', {}); })()";
    let never = "new Promise(() => {})";
    for (body, ends) in [
        (format!("await Promise.all([{twice}, {later}]);"), false),
        (format!("await Promise.all([{later}, Promise.reject(new Error('no'))]);"), false),
        (format!("await Promise.all([Promise.reject(new Error('no')), Promise.all([{later}])]);"), false),
        (format!("await Promise.race([ctx.db.get('SELECT 1'), {later}]);"), true),
        (format!("await Promise.any([{later}, ctx.db.get('SELECT 1')]);"), true),
        (format!("await Promise.race([{later}, {never}, null]);"), true),
        (format!("await Promise.allSettled([{twice}, {later}]);"), true),
        (format!("await Promise.all((function* () {{ yield 1; yield {later}; }})());"), true),
        (format!("Promise.all([{later}]);"), true),
        (format!("await Promise.all([{later}, 1]).then(() => ctx.sleep(1));"), true),
        (format!("try {{ await Promise.all(7); }} catch {{ await {later}; }}"), true),
    ] {
        for memory in ["", "let n = Promise.all([Promise.all([])]);"] {
            let module = format!("{memory}\nexport async function note(ctx, given) {{\n{body}\n}}");
            let mut setup = alone(&module, &[("c", "note", "{}"), ("c", "note", "{}")], ONE, vec![]);
            setup.services[0].schema = "CREATE TABLE keyed (n INTEGER PRIMARY KEY);".into();
            setup.topics = vec![Topic::new("Done", TopicKind::Queue)];
            setup.faults = Faults { crash: vec![("orders".into(), 1)], ..ONE };
            let theatre = Theatre::new(setup).unwrap();
            let told = Trace::tell(&theatre, &Schedule::default(), 200);
            assert_eq!(told.broken, [], "{body}");
            let end = |did: &Did| matches!(did, Did::Ended(_)) == ends && matches!(did, Did::Ended(_) | Did::Threw(_));
            let did: Vec<&Did> = told.steps.iter().flat_map(|step| &step.did).collect();
            assert_eq!(did.iter().filter(|did| end(did)).count(), 2, "{body}");
            // The second of a client's requests comes when all that the first has gathered is done.
            let places = |of: &dyn Fn(&Did) -> bool| (0..did.len()).filter(|at| of(did[*at])).collect::<Vec<_>>();
            let (published, ended) = (places(&|did| matches!(did, Did::Published { .. })), places(&end));
            assert!(published.len() == 2 && published[0] < ended[1], "{body} {published:?} {ended:?}");
            let of = |mode| explore(&&theatre, mode, BOUNDS, &mut |_| ControlFlow::Continue(()));
            let (plain, memo) = (of(Mode::Plain), of(Mode::Memo));
            assert!(memo.complete && plain.complete, "{body}");
            assert_eq!((broken(&plain), broken(&memo)), (vec![], vec![]), "{body}");
        }
    }
}

#[test]
fn a_handler_may_throw() {
    for (body, kind, line) in [
        ("throw new RangeError('no');", "RangeError", Some(2)),
        ("throw 'no';", "", None),
        ("throw null;", "", None),
        (
            "\nawait ctx.db.run('INSERT INTO keyed VALUES (1)');\nawait ctx.db.run('INSERT INTO keyed VALUES (1)');",
            "Constraint",
            Some(4),
        ),
    ] {
        let module = format!("export async function note(ctx, given) {{\n{body}\n}}");
        let mut setup = alone(&module, &[("c", "note", "{}")], ONE, vec![]);
        setup.services[0].schema = "CREATE TABLE keyed (n INTEGER PRIMARY KEY);".into();
        let theatre = Theatre::new(setup).unwrap();
        let told = Trace::tell(&theatre, &Schedule::default(), 200);
        assert_eq!(told.broken, [], "{body}");
        let thrown = told.steps.iter().flat_map(|step| &step.did).find_map(|did| match did {
            Did::Threw(thrown) => Some((thrown.kind.as_str(), thrown.at.as_ref().map(|at| at.line))),
            _ => None,
        });
        assert_eq!(thrown, Some((kind, line)), "{body}");
    }
}

#[test]
fn two_that_give_back_for_ever_never_rest() {
    let nack = "export async function onOrderPlaced() { throw new Error('not me'); }";
    for (kind, attempts, rests) in
        [(TopicKind::Queue, 0, false), (TopicKind::Log, 0, false), (TopicKind::Queue, 3, true)]
    {
        let mut setup = setup(PLACE, RELAY, nack);
        setup.services[1].instances = 2;
        setup.topics = vec![Topic { attempts, ..Topic::new("OrderPlaced", kind) }];
        let theatre = Theatre::new(setup).unwrap();
        let told = Trace::tell(&theatre, &Schedule::default(), 2_000);
        let livelock = told.broken.iter().any(|(broken, _)| *broken == Broken::Livelock);
        assert_eq!(livelock, !rests, "{:?}", told.end);
    }
}

#[test]
fn what_is_kept_in_memory_is_found_by_every_search() {
    let insert = "await ctx.db.run('INSERT INTO charges VALUES (?)', [body.id]);";
    let seen = |declared: &str, has: &str, add: &str| {
        format!(
            "{declared}\nexport async function onOrderPlaced(ctx, {{ id, body }}) {{\n  if ({has}) return;\n  {add};\n  {insert}\n}}\n"
        )
    };
    for module in [
        seen("let seen = '';", "seen.includes(id)", "seen += id"),
        seen("", "(onOrderPlaced.seen ??= new Set()).has(id)", "onOrderPlaced.seen.add(id)"),
        seen(
            "const has = (() => { const seen = new Map(); return id => seen.has(id) || !seen.set(id, 1); })();",
            "has(id)",
            "",
        ),
        seen("function f() {}", "f[id]", "f[id] = 1"),
    ] {
        let mut setup = setup(PLACE, RELAY, &module);
        let send = "export async function send(ctx) { await ctx.publish('OrderPlaced', { id: 7 }, { id: 'm' }); }";
        setup.services[0].module.text = send.into();
        setup.services[0].every.clear();
        setup.workload = vec![Request::new("c", ("orders", "send"), "{}")];
        setup.faults = Faults { crash: vec![("payments".into(), 1)], ..ONE };
        let theatre = Theatre::new(setup).unwrap();
        let of = |mode| explore(&&theatre, mode, BOUNDS, &mut |_| ControlFlow::Continue(()));
        let (plain, memo) = (of(Mode::Plain), of(Mode::Memo));
        assert!(plain.complete && memo.complete, "{module}");
        assert_eq!((broken(&plain), broken(&memo)), (vec![(0, 0)], vec![(0, 0)]), "{module}");
    }
}
