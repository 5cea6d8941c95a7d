//! What may go wrong, one fault at a time: who holds against it, and who does not.

use super::promise::reach;
use super::*;

/// What is found, each made as small as it gets; all of it can be told again.
pub(super) fn found(setup: Setup) -> Vec<(u16, u16, Vec<Fault>)> {
    let theatre = Theatre::new(setup).unwrap();
    let explored = explored(&theatre);
    assert!(explored.complete, "{explored:?}");
    let small = |found: &crate::sim::Found| {
        let small = shrink(&&theatre, &found.schedule, found.failure, BOUNDS.steps);
        let told = tell(&&theatre, &small, BOUNDS.steps);
        assert!(told.failures.contains_key(&found.failure), "{found:?}");
        let faults = told.notes.iter().filter_map(|note| match &note.cause {
            Came::Fault(fault) => Some(fault.clone()),
            _ => None,
        });
        faults.collect::<Vec<_>>()
    };
    let broken = broken(&explored);
    broken.into_iter().zip(&explored.found).map(|((check, code), found)| (check, code, small(found))).collect()
}

/// Every schedule and every state come to the same.
pub(super) fn is_the_same_in_plain(setup: Setup) {
    let theatre = Theatre::new(setup).unwrap();
    let of = |mode| explore(&&theatre, mode, BOUNDS, &mut |_| ControlFlow::Continue(()));
    let (plain, memo) = (of(Mode::Plain), of(Mode::Memo));
    assert!(plain.complete && memo.complete, "{plain:?} {memo:?}");
    assert_eq!(broken(&plain), broken(&memo));
    if let (Some(plain), Some(memo)) = (&plain.covered, &memo.covered) {
        assert_eq!(plain, memo);
    }
}

/// One service with one table, and what clients ask of it.
pub(super) fn alone(module: &str, requests: &[(&str, &str, &str)], faults: Faults, checks: Vec<Check>) -> Setup {
    Setup {
        services: vec![service("orders", module.into(), "CREATE TABLE notes (who TEXT, n INTEGER);")],
        topics: vec![],
        workload: requests
            .iter()
            .map(|(client, handler, with)| Request::new(client, ("orders", handler), with))
            .collect(),
        faults,
        checks,
        volatile: vec![],
        limits: Limits::default(),
        time: None,
    }
}

pub(super) const ONE: Faults = Faults {
    at_most: 1,
    crash: vec![],
    pause: vec![],
    pause_ms: 0,
    down: vec![],
    producer_duplicates: 0,
    consumer_duplicates: 0,
    refused_commits: 0,
    unanswered_commits: 0,
    unanswered_publishes: 0,
    lost_requests: 0,
    lost_replies: 0,
    late_calls: 0,
    failed_calls: 0,
    partition: vec![],
    evictions: 0,
    cache_down: 0,
};

const LEASES: &str = "CREATE TABLE leases (name TEXT PRIMARY KEY, owner TEXT, until INTEGER, token INTEGER);
INSERT INTO leases VALUES ('writer', '', 0, 0);
CREATE TABLE store (token INTEGER, n INTEGER);
CREATE TABLE log (seq INTEGER PRIMARY KEY, token INTEGER);";

/// Two that write by turns; each looks whether it still has the lease, or hands its token over.
fn writers(write: &str) -> Setup {
    let module = format!(
        "export async function write(ctx, {{ me }}) {{
  const now = ctx.now();
  let token = 0;
  await ctx.db.tx(async tx => {{
    const lease = await tx.get('SELECT * FROM leases');
    if (lease.until > now) return;
    token = lease.token + 1;
    await tx.run('UPDATE leases SET owner = ?, until = ?, token = ?', [me, now + 30, token]);
  }});
  if (!token) return;
  {write}
}}"
    );
    let mut setup = alone(
        &module,
        &[("a", "write", "{\"me\": \"a\"}"), ("b", "write", "{\"me\": \"b\"}")],
        Faults::default(),
        vec![
            always("SELECT 1 FROM orders.log x JOIN orders.log y ON x.seq < y.seq AND x.token > y.token"),
            reach("SELECT 1 FROM orders.log"),
        ],
    );
    setup.services[0].schema = LEASES.into();
    setup.services[0].instances = 2;
    setup.faults = Faults { pause: vec![("orders".into(), 1)], pause_ms: 60, ..ONE };
    setup
}

#[test]
fn a_zombie_wakes_after_its_lease() {
    let looks = "if (ctx.now() < (await ctx.db.get('SELECT until FROM leases')).until) await ctx.db.run('INSERT INTO log(token) VALUES (?)', [token]);";
    let fenced = "await ctx.db.run('INSERT INTO log(token) SELECT ? WHERE ? >= (SELECT coalesce(max(token), 0) FROM log)', [token, token]);";
    assert_eq!(found(writers(looks)), [(0, 0, vec![Fault::Paused])]);
    assert_eq!(found(writers(fenced)), []);
    is_the_same_in_plain(writers(looks));
}

#[test]
fn a_message_of_a_paused_instance_goes_to_another() {
    let twice = "export async function onOrderPlaced(ctx, { body }) {
  await ctx.db.run('INSERT INTO charges VALUES (?)', [body.id]);
}";
    for (pay, instances, expected) in [
        (twice, 2, vec![(0, 0, vec![Fault::Paused])]),
        (twice, 1, vec![(0, 0, vec![Fault::Paused])]),
        (INBOX, 2, vec![]),
    ] {
        let mut setup = setup(PLACE, RELAY, pay);
        setup.services[1].instances = instances;
        setup.topics[0].kind = TopicKind::Queue;
        setup.workload.pop();
        setup.faults = Faults { pause: vec![("payments".into(), 1)], ..ONE };
        assert_eq!(found(setup), expected, "{pay}");
    }
}

#[test]
fn a_service_that_is_gone_comes_back() {
    let depends = "export async function placeOrder(ctx, { id }) {
  const price = await ctx.call('payments', 'charge', { id });
  await ctx.db.run('INSERT INTO orders VALUES (?, ?)', [id, 'PAID']);
}
";
    let asks_again = "export async function placeOrder(ctx, { id }) {
  for (;;) {
    try { await ctx.call('payments', 'charge', { id }); break; } catch (error) { if (!(error instanceof Unavailable || error instanceof Timeout)) throw error; }
  }
  await ctx.db.run('INSERT INTO orders VALUES (?, ?)', [id, 'PAID']);
}
";
    let keyed = "export async function charge(ctx, { id }) {
  await ctx.db.run('INSERT INTO charges SELECT ?, ? WHERE NOT EXISTS (SELECT 1 FROM charges)', [id, 'k']);
}
";
    let checks = vec![
        at_rest("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM orders.orders)"),
        always("SELECT order_id FROM payments.charges GROUP BY order_id HAVING count(*) > 1"),
    ];
    let down = Faults { down: vec![("payments".into(), 1)], ..ONE };
    let parted = Faults { partition: vec![("orders".into(), "payments".into(), 1)], ..ONE };
    let between = ("orders".to_owned(), "payments".to_owned());
    let fails = Faults { failed_calls: 1, ..ONE };
    for (place, faults, expected) in [
        (depends, &down, vec![(0, 0, vec![Fault::Down])]),
        (asks_again, &down, vec![]),
        (depends, &parted, vec![(0, 0, vec![Fault::Parted { between }])]),
        (asks_again, &parted, vec![]),
        (depends, &fails, vec![(0, 0, vec![Fault::CallFailed { call: 0 }])]),
        (asks_again, &fails, vec![]),
    ] {
        let setup = Setup { checks: checks.clone(), ..paid_by_call(place, keyed, faults.clone()) };
        assert_eq!(found(setup), expected, "{place} {faults:?}");
    }
    is_the_same_in_plain(Setup { checks, ..paid_by_call(asks_again, keyed, parted) });
}

#[test]
fn what_was_done_may_not_be_heard_of() {
    let tries_twice = "export async function note(ctx) {
  const write = () => ctx.db.run('INSERT INTO notes VALUES (?, 1)', ['a']);
  try { await write(); } catch (error) { if (error instanceof Timeout) await write(); else throw error; }
}";
    let looks = "export async function note(ctx) {
  const write = () => ctx.db.tx(async tx => {
    if (!await tx.get('SELECT 1 FROM notes')) await tx.run('INSERT INTO notes VALUES (?, 1)', ['a']);
  });
  try { await write(); } catch (error) { if (error instanceof Timeout) await write(); else throw error; }
}";
    let twice = always("SELECT 1 WHERE (SELECT count(*) FROM orders.notes) > 1");
    for (module, expected) in [(tries_twice, vec![(0, 0, vec![Fault::CommitUnanswered])]), (looks, vec![])] {
        let faults = Faults { unanswered_commits: 1, ..ONE };
        let setup = alone(module, &[("c", "note", "{}")], faults, vec![twice.clone()]);
        assert_eq!(found(setup), expected, "{module}");
    }
    // A relay that publishes again what it does not know to be published.
    let faults = Faults { unanswered_publishes: 1, ..ONE };
    let relay = "export async function relay(ctx) {
  for (const row of await ctx.db.all('SELECT * FROM outbox ORDER BY seq')) {
    try { await ctx.publish('OrderPlaced', JSON.parse(row.body), { id: row.event }); } catch { continue; }
    await ctx.db.run('DELETE FROM outbox WHERE seq = ?', [row.seq]);
  }
}
";
    for (pay, expected) in [(NO_INBOX, vec![(0, 0, vec![Fault::PublishUnanswered])]), (INBOX, vec![])] {
        let mut setup = Setup { faults: faults.clone(), ..setup(PLACE, relay, pay) };
        setup.workload.pop();
        assert_eq!(found(setup), expected, "{pay}");
    }
}

/// Messages that a service sends by itself to another.
fn sent(pay: &str, topic: Topic, faults: Faults) -> Setup {
    let mut setup = setup(PLACE, RELAY, pay);
    setup.services[0].module.text = "export async function send(ctx, body) {
  await ctx.publish('OrderPlaced', { id: 1 }, { key: 'k' });
  await ctx.publish('OrderPlaced', { id: 2 }, { key: 'k' });
}"
    .into();
    setup.services[0].every.clear();
    setup.workload = vec![Request::new("c", ("orders", "send"), "{}")];
    Setup {
        topics: vec![topic],
        faults,
        checks: vec![
            always(
                "SELECT 1 FROM payments.charges x JOIN payments.charges y ON x.rowid < y.rowid AND x.order_id > y.order_id",
            ),
            at_rest("SELECT 1 WHERE (SELECT count(DISTINCT order_id) FROM payments.charges) < 2"),
        ],
        ..setup
    }
}

#[test]
fn what_topics_promise() {
    let log = Topic::new("OrderPlaced", TopicKind::Log);
    let unordered = Topic { unordered: true, ..log.clone() };
    let queue = Topic::new("OrderPlaced", TopicKind::Queue);
    let forgets = Faults { consumer_duplicates: 1, ..ONE };
    // In order, and again in order; the first again after the second, all the same.
    assert_eq!(found(sent(NO_INBOX, log.clone(), Faults::default())), []);
    assert_eq!(found(sent(NO_INBOX, unordered, Faults::default())), [(0, 0, vec![])]);
    assert_eq!(found(sent(NO_INBOX, queue.clone(), Faults::default())), [(0, 0, vec![])]);
    assert_eq!(
        found(sent(NO_INBOX, log.clone(), forgets.clone())),
        [(0, 0, vec![Fault::Forgotten { handler: "onOrderPlaced".into() }])]
    );
    is_the_same_in_plain(sent(NO_INBOX, log.clone(), forgets));
    // One that is never done: put aside after so many attempts, what follows it comes; or it goes round for ever.
    let poison = "export async function onOrderPlaced(ctx, { body }) {
  if (body.id === 1) throw new Error('no');
  await ctx.db.run('INSERT INTO charges VALUES (?)', [body.id]);
}";
    for (topic, charged, livelock) in [
        (log.clone(), 1, false),
        (queue.clone(), 1, false),
        (Topic { attempts: 0, ..log }, 0, true),
        (Topic { attempts: 0, ..queue }, 0, true),
    ] {
        let theatre = Theatre::new(sent(poison, topic.clone(), Faults::default())).unwrap();
        let told = tell(&&theatre, &Schedule::default(), 200);
        let rows = told.notes.iter().flat_map(|note| &note.did).filter(|did| matches!(did, Did::Changed(_))).count();
        assert_eq!((rows >= charged, told.failures.contains_key(&Failure::Livelock)), (true, livelock), "{topic:?}");
        let dead = told
            .notes
            .last()
            .unwrap()
            .in_flight
            .iter()
            .any(|flight| matches!(flight, Flight::Message { dead: true, .. }));
        assert_eq!(dead, !livelock, "{topic:?}");
    }
}

#[test]
fn a_crash_has_its_places() {
    let crash = || Faults { crash: vec![("payments".into(), 1)], ..ONE };
    // Between two effects; between the end and the ack; in a transaction nothing is left of it.
    let two = "export async function onOrderPlaced(ctx, { id, body }) {
  if (await ctx.db.get('SELECT 1 FROM inbox WHERE id = ?', [id])) return;
  await ctx.db.run('INSERT INTO inbox VALUES (?)', [id]);
  await ctx.db.run('INSERT INTO charges VALUES (?)', [body.id]);
}
";
    let queue = || Topic::new("OrderPlaced", TopicKind::Log);
    let sent_once = |pay: &str| {
        let mut setup = sent(pay, queue(), crash());
        setup.checks = vec![
            always("SELECT order_id FROM payments.charges GROUP BY order_id HAVING count(*) > 1"),
            at_rest("SELECT 1 WHERE (SELECT count(DISTINCT order_id) FROM payments.charges) < 2"),
        ];
        setup
    };
    assert_eq!(found(sent_once(two)), [(1, 0, vec![Fault::Crash])]);
    assert_eq!(found(sent_once(NO_INBOX)), [(0, 0, vec![Fault::Crash])]);
    assert_eq!(found(sent_once(INBOX)), []);
    // While it waits for a reply.
    let place = "export async function placeOrder(ctx, { id }) {
  await ctx.call('payments', 'charge', { id });
  await ctx.db.run('INSERT INTO orders VALUES (?, ?)', [id, 'PAID']);
}
";
    let charge =
        "export async function charge(ctx, { id }) { await ctx.db.run('INSERT INTO charges VALUES (?, NULL)', [id]); }";
    let faults = Faults { crash: vec![("orders".into(), 1)], ..ONE };
    let mut setup = paid_by_call(place, charge, faults);
    setup.checks = vec![at_rest("SELECT 1 FROM payments.charges WHERE NOT EXISTS (SELECT 1 FROM orders.orders)")];
    assert_eq!(found(setup), [(0, 0, vec![Fault::Crash])]);
}

#[test]
fn a_crash_between_two_handlers_takes_what_is_remembered() {
    // What is promised lies in memory; between the promise and the sale nothing runs.
    let module = "const promised = [];
export async function promise(ctx) { promised.push(1); }
export async function sell(ctx) {
  await ctx.db.run('INSERT INTO notes VALUES (?, ?)', ['sold', promised.length]);
}";
    let asked = [("c", "promise", "{}"), ("c", "sell", "{}")];
    let checks = vec![always("SELECT 1 FROM orders.notes WHERE n = 0")];
    let crash = Faults { crash: vec![("orders".into(), 1)], ..ONE };
    for (faults, expected) in [(ONE, vec![]), (crash, vec![(0, 0, vec![Fault::Crash])])] {
        assert_eq!(found(alone(module, &asked, faults, checks.clone())), expected);
    }
}

#[test]
fn what_runs_at_the_start_runs_first_and_may_crash_again() {
    let module = "export async function onStart(ctx) {
  await ctx.db.run('INSERT INTO notes VALUES (?, 0)', ['start']);
  await ctx.db.run('UPDATE notes SET n = 1 WHERE who = ?', ['start']);
}
export async function note(ctx) {
  await ctx.db.run('INSERT INTO notes SELECT ?, count(*) FROM notes WHERE n = 0', ['note']);
}";
    let checks = vec![
        always("SELECT 1 FROM orders.notes WHERE who = 'note' AND n > 0"),
        always("SELECT 1 WHERE (SELECT count(*) FROM orders.notes WHERE who = 'start') > 2"),
    ];
    for (crashes, expected) in [(0, vec![]), (1, vec![]), (2, vec![(1, 0, vec![Fault::Crash, Fault::Crash])])] {
        let faults = Faults { at_most: crashes, crash: vec![("orders".into(), crashes)], ..ONE };
        let setup = alone(module, &[("c", "note", "{}")], faults, checks.clone());
        assert_eq!(found(setup), expected);
    }
    let module = "export async function onStart(ctx) { throw new Error('no'); }";
    let theatre = Theatre::new(alone(module, &[], Faults::default(), vec![])).unwrap();
    let told = tell(&&theatre, &Schedule::default(), 100);
    assert_eq!(told.failures.into_keys().collect::<Vec<_>>(), [Failure::Livelock]);
}

#[test]
fn an_instance_may_run_more_than_one_handler() {
    let reads_first = "export async function note(ctx) {
  const n = (await ctx.db.get('SELECT count(*) AS n FROM notes')).n;
  await ctx.db.run('INSERT INTO notes VALUES (?, ?)', ['a', n]);
}";
    let at_once = "export async function note(ctx) {
  await ctx.db.tx(async tx => {
    const n = (await tx.get('SELECT count(*) AS n FROM notes')).n;
    await tx.run('INSERT INTO notes VALUES (?, ?)', ['a', n]);
  });
}";
    let in_memory = "let busy = 0;
export async function note(ctx) {
  busy++;
  await ctx.db.get('SELECT 1');
  await ctx.db.run('INSERT INTO notes SELECT ?, count(*) + ? FROM notes', ['a', busy > 1 ? 1 : 0]);
  busy--;
}";
    let requests = [("a", "note", "{}"), ("b", "note", "{}")];
    let same = always("SELECT n FROM orders.notes GROUP BY n HAVING count(*) > 1");
    let off = always("SELECT 1 FROM orders.notes WHERE n > 1");
    for (module, concurrency, expected) in [
        (reads_first, 1, vec![]),
        (reads_first, 2, vec![(0, 0, vec![])]),
        (at_once, 2, vec![]),
        (in_memory, 1, vec![]),
        (in_memory, 2, vec![(0, 0, vec![]), (1, 0, vec![])]),
    ] {
        let mut setup = alone(module, &requests, Faults::default(), vec![same.clone(), off.clone()]);
        setup.services[0].concurrency = concurrency;
        is_the_same_in_plain(setup.clone());
        assert_eq!(found(setup), expected, "{module} {concurrency}");
    }
}
