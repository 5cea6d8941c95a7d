//! Where time is kept: what may come next, what it is measured by, and what it leaves to be chosen.

use super::faults::{ONE, found, is_the_same_in_plain};
use super::promise::reach;
use super::*;
use crate::lab::system::{Span, Timing, Trace};

pub(super) fn span(least: u64, most: u64) -> Span {
    Span { least, most }
}

pub(super) fn timing(latency: &[(&str, u64, u64)], broker: (u64, u64)) -> Timing {
    let latency = latency.iter().map(|(name, least, most)| ((*name).to_owned(), span(*least, *most)));
    let broker = span(broker.0, broker.1);
    Timing { latency: latency.collect(), broker, horizon_ms: 10_000, outage_ms: 1_000 }
}

const NOTES: &str = "CREATE TABLE notes (who TEXT, n INTEGER);";

/// A gateway that asks others, each of which answers at once.
pub(super) fn gateway(body: &str, latency: &[(&str, u64, u64)], checks: Vec<Check>) -> Setup {
    let go = format!("export async function go(ctx) {{ {body} }}");
    let note = "export async function note(ctx, { who }) { await ctx.db.run('INSERT INTO notes VALUES (?, 1)', [who]); return who; }";
    let services = ["payments", "stock"].map(|name| service(name, note.into(), NOTES));
    Setup {
        services: std::iter::once(service("gate", go, NOTES)).chain(services).collect(),
        topics: vec![],
        workload: vec![Request::new("c", ("gate", "go"), "null")],
        faults: Faults::default(),
        checks,
        volatile: vec![],
        limits: Limits::default(),
        time: Some(timing(latency, (0, 0))),
    }
}

/// The rows of `gate.notes` at the end, one text for each way it can end.
fn outcomes(setup: &Setup) -> Vec<String> {
    let mut ends = Vec::new();
    // Of each end that is known, whether there is another.
    loop {
        let known = ends.iter().fold(String::new(), |known, end| format!("{known} AND ends <> '{end}'"));
        let sql = format!(
            "SELECT ends FROM (SELECT coalesce(group_concat(who, ' '), '') AS ends FROM gate.notes) WHERE true{known}"
        );
        let theatre = Theatre::new(Setup { checks: vec![at_rest(&sql)], ..setup.clone() }).unwrap();
        let explored = explored(&theatre);
        assert!(explored.complete, "{explored:?}");
        let Some(found) = explored.found.first() else { break };
        let trace = Trace::tell(&theatre, &found.schedule, BOUNDS.steps);
        ends.push(trace.at_rest[0].1.rows[0][0].to_string());
    }
    ends.sort();
    ends
}

const ASKS: &str = "let who = 'paid';
  try { await ctx.call('payments', 'note', { who: 'p' }, { timeout: 100 }); }
  catch (error) { if (!(error instanceof Timeout)) throw error; who = 'unknown'; }
  await ctx.db.run('INSERT INTO notes VALUES (?, 1)', [who]);";

#[test]
fn a_timeout_races_a_reply_only_where_the_latency_allows_both() {
    for (least, most, expected) in [
        (1, 40, vec!["paid"]),
        (10, 50, vec!["paid", "unknown"]),
        (40, 60, vec!["paid", "unknown"]),
        (51, 60, vec!["unknown"]),
        (200, 200, vec!["unknown"]),
    ] {
        let setup = gateway(ASKS, &[("payments", least, most)], vec![]);
        assert_eq!(outcomes(&setup), expected, "{least} {most}");
        is_the_same_in_plain(setup);
    }
}

#[test]
fn exact_times_leave_no_choice_but_between_what_comes_at_one_moment() {
    let both = "await Promise.all(['payments', 'stock'].map(async to => {
    await ctx.call(to, 'note', { who: to });
    await ctx.db.run('INSERT INTO notes VALUES (?, 1)', [to]);
  }));";
    let after = |ms: u64| {
        format!(
            "await Promise.all([ctx.sleep({ms}), ctx.call('stock', 'note', {{ who: 's' }})].map(async (done, n) => {{
    await done;
    await ctx.db.run('INSERT INTO notes VALUES (?, 1)', [n ? 'stock' : 'slept']);
  }}));"
        )
    };
    let (first, last) = ("payments stock", "stock payments");
    for (body, latency, expected) in [
        (both.to_owned(), vec![("payments", 5, 5), ("stock", 7, 7)], vec![first]),
        (both.to_owned(), vec![("payments", 7, 7), ("stock", 5, 5)], vec![last]),
        (both.to_owned(), vec![("payments", 7, 7), ("stock", 7, 7)], vec![first, last]),
        (both.to_owned(), vec![("payments", 5, 20), ("stock", 7, 7)], vec![first, last]),
        (both.to_owned(), vec![("payments", 20, 40), ("stock", 7, 10)], vec![last]),
        (after(15), vec![("stock", 7, 7)], vec!["stock slept"]),
        (after(13), vec![("stock", 7, 7)], vec!["slept stock"]),
        (after(14), vec![("stock", 7, 7)], vec!["slept stock", "stock slept"]),
    ] {
        let setup = gateway(&body, &latency, vec![]);
        assert_eq!(outcomes(&setup), expected, "{latency:?} {body}");
        is_the_same_in_plain(setup);
    }
}

#[test]
fn a_sleep_orders_where_time_is_kept_and_nowhere_else() {
    let module = "export async function note(ctx, { who, ms }) {
  await ctx.sleep(ms);
  await ctx.db.run('INSERT INTO notes VALUES (?, 1)', [who]);
}";
    let requests = [("a", "note", "{\"who\": \"a\", \"ms\": 200}"), ("b", "note", "{\"who\": \"b\", \"ms\": 100}")];
    let swapped = "SELECT 1 WHERE (SELECT group_concat(who) FROM orders.notes) = 'a,b'";
    for (time, after_ms, expected) in [
        (None, 0, vec![(0, 0, vec![])]),
        (Some(timing(&[], (0, 0))), 0, vec![]),
        // Who asks later sleeps longer.
        (Some(timing(&[], (0, 0))), 99, vec![]),
        (Some(timing(&[], (0, 0))), 101, vec![(0, 0, vec![])]),
        (Some(timing(&[("orders", 0, 200)], (0, 0))), 0, vec![(0, 0, vec![])]),
    ] {
        let mut setup = super::faults::alone(module, &requests, Faults::default(), vec![always(swapped)]);
        setup.services[0].instances = 2;
        setup.workload[1].after_ms = after_ms;
        setup.time = time;
        assert_eq!(found(setup.clone()), expected, "{after_ms} {:?}", setup.time);
        is_the_same_in_plain(setup);
    }
}

#[test]
fn clients_hear_once_the_answer_has_come() {
    let module = "export async function note(ctx, { who }) { await ctx.db.run('INSERT INTO notes VALUES (?, ?)', [who, ctx.now()]); }";
    let requests = [("a", "note", "{\"who\": \"first\"}"), ("a", "note", "{\"who\": \"second\"}")];
    let mut setup = super::faults::alone(module, &requests, Faults::default(), vec![]);
    setup.time = Some(timing(&[("orders", 5, 5)], (0, 0)));
    setup.workload[1].after_ms = 20;
    // There at 5, back at 10, 20 later asked again.
    setup.checks = vec![at_rest("SELECT 1 WHERE (SELECT group_concat(n) FROM orders.notes) <> '5,35'")];
    assert_eq!(found(setup.clone()), []);
    // Who hears nothing waits for a second.
    setup.faults = Faults { crash: vec![("orders".into(), 1)], ..ONE };
    setup.workload[0].retries = 1;
    setup.checks = vec![at_rest("SELECT 1 WHERE (SELECT group_concat(n) FROM orders.notes) = '5,1005,1035'")];
    assert_eq!(found(setup), [(0, 0, vec![Fault::Crash])]);
}

/// What is published is heard of by another.
fn mailed(hear: &str, kind: TopicKind, broker: (u64, u64)) -> Setup {
    let send =
        "export async function send(ctx, { n }) { await ctx.publish('Sent', { n }, { id: 'm' + n, key: 'k' }); }";
    let mut setup = super::faults::alone(
        send,
        &[("a", "send", "{\"n\": 1}"), ("a", "send", "{\"n\": 2}")],
        Faults::default(),
        vec![],
    );
    let on = vec![("Sent".into(), "hear".into())];
    setup.services.push(Service { on, ..service("post", hear.into(), NOTES) });
    setup.topics = vec![Topic::new("Sent", kind)];
    setup.time = Some(timing(&[], broker));
    setup.workload[1].after_ms = 30;
    setup
}

#[test]
fn a_message_is_on_its_way_and_comes_again_after_that_time() {
    let hear = "export async function hear(ctx, { body, attempt }) {
  await ctx.db.run('INSERT INTO notes VALUES (?, ?)', [body.n + '@' + ctx.now(), attempt]);
  if (attempt < 2 && body.n === 1) throw new Error('again');
}";
    let ends = |sql: &str| at_rest(&format!("SELECT 1 WHERE (SELECT group_concat(who) FROM post.notes) {sql}"));
    // Published at 0 and 30; a log keeps their order, a queue does not.
    for (kind, broker, sql, expected) in [
        (TopicKind::Log, (10, 10), "<> '1@10,1@20,2@40'", vec![]),
        (TopicKind::Log, (20, 20), "<> '1@20,1@40,2@50'", vec![]),
        (TopicKind::Log, (50, 50), "<> '1@50,1@100,2@100'", vec![]),
        (TopicKind::Queue, (50, 50), "<> '1@50,2@80,1@100'", vec![]),
        (TopicKind::Queue, (10, 50), "LIKE '2@%'", vec![(0, 0, vec![])]),
        (TopicKind::Queue, (10, 39), "LIKE '2@%'", vec![]),
        (TopicKind::Log, (10, 50), "LIKE '2@%'", vec![]),
    ] {
        let mut setup = mailed(hear, kind, broker);
        setup.checks = vec![ends(sql)];
        assert_eq!(found(setup.clone()), expected, "{kind:?} {broker:?} {sql}");
        is_the_same_in_plain(setup);
    }
}

#[test]
fn faults_make_sense_in_time() {
    let now = "await ctx.db.run('INSERT INTO notes VALUES (?, ?)', [who, ctx.now()]);";
    let asks = format!(
        "let who = 'paid';
  try {{ await ctx.call('payments', 'note', {{ who: 'p' }}, {{ timeout: 100 }}); }}
  catch (error) {{ who = error.name; }}
  {now}"
    );
    let ends = "SELECT 1 FROM gate.notes WHERE ";
    for (faults, sql) in [
        // Who hears nothing hears so when its time is up; what is late is done after that.
        (
            Faults { lost_requests: 1, ..ONE },
            "who = 'Timeout' AND n = 100 AND NOT EXISTS (SELECT 1 FROM payments.notes)",
        ),
        (Faults { lost_replies: 1, ..ONE }, "who = 'Timeout' AND n = 100 AND EXISTS (SELECT 1 FROM payments.notes)"),
        (Faults { late_calls: 1, ..ONE }, "who = 'Timeout' AND n = 100 AND EXISTS (SELECT 1 FROM payments.notes)"),
        (Faults { crash: vec![("payments".into(), 1)], ..ONE }, "who = 'Timeout' AND n = 100"),
        // Who refuses says so.
        (Faults { failed_calls: 1, ..ONE }, "who = 'Unavailable' AND n = 20"),
        (Faults { down: vec![("payments".into(), 1)], ..ONE }, "who = 'Unavailable' AND n = 20"),
        (Faults { partition: vec![("gate".into(), "payments".into(), 1)], ..ONE }, "who = 'Timeout' AND n = 100"),
        // Who sleeps meanwhile hears late.
        (Faults { pause: vec![("payments".into(), 1)], pause_ms: 30, ..ONE }, "who = 'paid' AND n = 50"),
        (Faults { pause: vec![("payments".into(), 1)], pause_ms: 300, ..ONE }, "who = 'Timeout' AND n = 100"),
    ] {
        let mut setup = gateway(&asks, &[("payments", 10, 10)], vec![at_rest(&format!("{ends}{sql}"))]);
        setup.faults = faults.clone();
        let broken: Vec<(u16, usize)> =
            found(setup.clone()).iter().map(|(check, _, faults)| (*check, faults.len())).collect();
        assert_eq!(broken, [(0, 1)], "{faults:?} {sql}");
        // Nothing else can come of it.
        setup.checks = vec![at_rest("SELECT 1 FROM gate.notes WHERE who <> 'paid' AND n NOT IN (20, 100)")];
        assert_eq!(found(setup.clone()), [], "{faults:?}");
        is_the_same_in_plain(setup);
    }
}

#[test]
fn who_is_gone_for_a_while_is_there_again() {
    let asks = "for (let n = 0; ; n++) {
    try { await ctx.call('payments', 'note', { who: 'p' }); break; }
    catch (error) { if (!(error instanceof Unavailable)) throw error; await ctx.sleep(100); }
    await ctx.db.run('INSERT INTO notes VALUES (?, ?)', ['again', n]);
  }";
    for (outage_ms, tries) in [(50, 1), (250, 3), (1_000, 9)] {
        let mut setup = gateway(asks, &[("payments", 10, 10)], vec![]);
        setup.time.as_mut().unwrap().outage_ms = outage_ms;
        setup.faults = Faults { down: vec![("payments".into(), 1)], ..ONE };
        for (most, expected) in [(tries, vec![]), (tries - 1, vec![(0, 0, vec![Fault::Down])])] {
            setup.checks = vec![always(&format!("SELECT 1 WHERE (SELECT count(*) FROM gate.notes) > {most}"))];
            assert_eq!(found(setup.clone()), expected, "{outage_ms} {most}");
        }
    }
}

#[test]
fn what_comes_again_and_again_comes_so_long_after_its_end() {
    let module = "export async function look(ctx) {
  if ((await ctx.db.all('SELECT 1 FROM notes')).length < 3) await ctx.db.run('INSERT INTO notes VALUES (?, ?)', ['l', ctx.now()]);
  await ctx.sleep(5);
}
export async function note(ctx) {}";
    let mut setup = super::faults::alone(module, &[("c", "note", "{}")], Faults::default(), vec![]);
    setup.services[0].every = vec![Every { handler: "look".into(), ms: 10 }];
    setup.checks = vec![at_rest("SELECT 1 WHERE (SELECT group_concat(n) FROM orders.notes) <> '10,25,40'")];
    setup.time = Some(timing(&[], (0, 0)));
    setup.time.as_mut().unwrap().horizon_ms = 200;
    assert_eq!(found(setup), []);
}

#[test]
fn rest_waits_for_what_is_still_to_come() {
    let look = |when: &str| {
        format!("export async function look(ctx) {{ {when} await ctx.db.run('INSERT INTO notes SELECT ?, 1 WHERE NOT EXISTS (SELECT 1 FROM notes)', ['late']); }}
export async function slow(ctx) {{ await ctx.db.run('DELETE FROM notes WHERE n > 9'); }}
export async function note(ctx, {{ ms }}) {{ await ctx.sleep(ms); }}
export async function keep(ctx) {{ await ctx.cache.set('held', 1, {{ ttl: 500 }}); }}")
    };
    for (when, handler, ms, horizon_ms, end) in [
        // Ticks that change nothing are no rest while a client waits, or another is still to tick.
        ("return;", "note", 900, 2_000, Some(905)),
        ("return;", "note", 0, 2_000, Some(400)),
        // What looks at the time may do something later.
        ("if (ctx.now() < 1_000) return;", "note", 0, 2_000, None),
        (
            "if (await ctx.cache.get('held') || (await ctx.db.all('SELECT 1 FROM notes')).length) return;",
            "keep",
            0,
            2_000,
            None,
        ),
        // Nobody waits past the horizon.
        ("return;", "note", 2_500, 2_000, None),
    ] {
        let with = format!("{{\"ms\": {ms}}}");
        let mut setup = super::faults::alone(&look(when), &[("c", handler, &with)], Faults::default(), vec![]);
        setup.services[0].every =
            vec![Every { handler: "look".into(), ms: 90 }, Every { handler: "slow".into(), ms: 400 }];
        setup.services[0].concurrency = 3;
        setup.time = Some(timing(&[("orders", 5, 5)], (0, 0)));
        setup.time.as_mut().unwrap().horizon_ms = horizon_ms;
        let theatre = Theatre::new(setup).unwrap();
        let told = tell(&&theatre, &Schedule::default(), BOUNDS.steps);
        let last = told.notes.last().map_or(0, |note| note.at_ms);
        assert!(end.is_none_or(|end| (end..end + 1_000).contains(&last)), "{when} {last}");
        let (rests, is_late) = (ms <= horizon_ms, when.contains("ctx."));
        assert_eq!(told.failures.contains_key(&Failure::NotSettled), !rests, "{when} {:?}", told.failures);
        let changed = told
            .notes
            .iter()
            .flat_map(|note| &note.did)
            .filter(|did| matches!(did, Did::Changed(rows) if rows[0].table == "notes"));
        assert_eq!(changed.count(), usize::from(is_late), "{when}");
        assert!(explored(&theatre).complete);
    }
}

#[test]
fn what_has_come_early_is_nothing_that_is_still_to_come() {
    for kind in [TopicKind::Log, TopicKind::Queue] {
        let hear = "export async function hear(ctx) { await ctx.call('orders', 'look', null); }
export async function sweep(ctx) { await ctx.db.all('SELECT 1'); }";
        let mut setup = mailed(hear, kind, (1, 45));
        setup.services[0].module.text += "export async function look(ctx) { await ctx.db.all('SELECT 1'); }";
        setup.services[1].every = vec![Every { handler: "sweep".into(), ms: 50 }];
        let theatre = Theatre::new(setup).unwrap();
        assert_eq!(tell(&&theatre, &Schedule::default(), BOUNDS.steps).end, crate::sim::End::Rest, "{kind:?}");
        let explored = explored(&theatre);
        assert!(explored.complete && explored.found.is_empty(), "{explored:?}");
    }
}

#[test]
fn what_goes_on_past_the_horizon_does_not_settle() {
    for (look, expected) in [("", Failure::Livelock), ("ctx.now();", Failure::NotSettled)] {
        let hear = format!("export async function hear(ctx, {{ body }}) {{ {look} throw new Error('no'); }}");
        let mut setup = mailed(&hear, TopicKind::Queue, (100, 100));
        setup.topics[0].attempts = 0;
        setup.workload.truncate(1);
        let theatre = Theatre::new(setup.clone()).unwrap();
        let told = tell(&&theatre, &Schedule::default(), BOUNDS.steps);
        assert_eq!(told.failures.into_keys().collect::<Vec<_>>(), [expected]);
        let explored = explored(&theatre);
        assert_eq!(explored.found.iter().map(|found| found.failure).collect::<Vec<_>>(), [expected], "{look}");
        assert!(explored.complete, "{explored:?}");
    }
}

#[test]
fn every_service_has_its_own_clock() {
    for (skew_ms, time, expected) in
        [(0, None, 0), (300, None, 300), (-300, None, -300), (40, Some(timing(&[("gate", 5, 5)], (0, 0))), 45)]
    {
        let body = "await ctx.db.run('INSERT INTO notes VALUES (?, ?)', ['at', ctx.now()]);";
        let check = at_rest(&format!("SELECT n FROM gate.notes WHERE n <> {expected}"));
        let mut setup = gateway(body, &[], vec![check, reach("SELECT 1 FROM gate.notes")]);
        setup.time = time;
        setup.services[0].skew_ms = skew_ms;
        assert_eq!(found(setup), [], "{skew_ms}");
    }
}

#[test]
fn what_the_cache_holds_is_gone_in_time() {
    let body = "await ctx.cache.set('k', 1, { ttl: 50 });
  await ctx.call('payments', 'note', { who: 'p' });
  await ctx.db.run('INSERT INTO notes VALUES (?, 1)', [await ctx.cache.get('k') ? 'there' : 'gone']);";
    for (least, most, expected) in [(10, 20, vec!["there"]), (10, 30, vec!["gone", "there"]), (25, 30, vec!["gone"])] {
        assert_eq!(outcomes(&gateway(body, &[("payments", least, most)], vec![])), expected, "{least} {most}");
    }
}

#[test]
fn a_story_is_the_same_wherever_it_is_told() {
    let setup = gateway(ASKS, &[("payments", 10, 90)], vec![at_rest("SELECT 1 FROM gate.notes WHERE who = 'unknown'")]);
    let theatre = Theatre::new(setup.clone()).unwrap();
    let explored = explored(&theatre);
    let small = shrink(&&theatre, &explored.found[0].schedule, explored.found[0].failure, BOUNDS.steps);
    // One reply that is as late as it can be.
    assert_eq!(small.deviations.len(), 1, "{small:?}");
    let (again, _) = Schedule::parse(&small.id(7)).unwrap();
    let anew = Theatre::new(setup).unwrap();
    let [one, other] =
        [(&theatre, &small), (&anew, &again)].map(|(theatre, told)| Trace::tell(theatre, told, BOUNDS.steps));
    assert_eq!((one.hash(), one.adapted), (other.hash(), false));
    assert!(one.steps.windows(2).all(|pair| pair[0].at_ms <= pair[1].at_ms), "{one:?}");
}

#[test]
fn who_goes_alone_misses_nothing_in_time() {
    let timed = |relay: &str, pay: &str| {
        let mut setup = super::setup(PLACE, relay, pay);
        setup.workload.truncate(1);
        setup.time = Some(timing(&[("orders", 1, 9)], (5, 300)));
        setup
    };
    for (relay, pay) in [(RELAY, INBOX), (DELETE_FIRST, INBOX), (RELAY, NO_INBOX)] {
        let alone = Theatre::new(timed(relay, pay)).unwrap();
        let mut beside = Theatre::new(timed(relay, pay)).unwrap();
        beside.private.fill(false);
        beside.lets_go = false;
        let (alone, beside) = (explored(&alone), explored(&beside));
        assert_eq!(broken(&alone), broken(&beside));
        assert!(alone.complete && beside.complete && alone.states < beside.states, "{alone:?} {beside:?}");
    }
}

#[test]
fn a_handler_ends_in_its_time() {
    let one_by_one = "await ctx.call('payments', 'note', { who: 'p' }); await ctx.call('stock', 'note', { who: 's' });";
    let together = "await Promise.all(['payments', 'stock'].map(to => ctx.call(to, 'note', { who: to })));";
    for (body, payments, most, expected) in [
        (one_by_one, (20, 20), 60, vec![]),
        (one_by_one, (20, 20), 59, vec![(0, Resource::Time.code())]),
        (together, (20, 20), 40, vec![]),
        (together, (20, 20), 39, vec![(0, Resource::Time.code())]),
        // Only a reply that is as late as it can be breaks it.
        (together, (20, 30), 59, vec![(0, Resource::Time.code())]),
        (together, (20, 30), 60, vec![]),
    ] {
        let budget = Budget { service: "gate".into(), handler: "go".into(), ms: Some(most), ..Budget::default() };
        let check = Check { name: "in-time".into(), rule: Rule::Budget(budget) };
        let setup = gateway(body, &[("payments", payments.0, payments.1), ("stock", 10, 10)], vec![check]);
        is_the_same_in_plain(setup.clone());
        let got: Vec<(u16, u16)> = found(setup).into_iter().map(|(check, code, _)| (check, code)).collect();
        assert_eq!(got, expected, "{body} {payments:?} {most}");
    }
}

#[test]
fn what_must_come_in_time_does() {
    let place = "export async function place(ctx, { n }) { await ctx.db.run('INSERT INTO notes VALUES (?, 0)', [n]); }
export async function settle(ctx) { await ctx.db.run('UPDATE notes SET n = 1'); }";
    let open = |within_ms| Check {
        name: "settled".into(),
        rule: Rule::AtRest { sql: "SELECT who FROM orders.notes WHERE n = 0".into(), within_ms },
    };
    let crash = Faults { crash: vec![("orders".into(), 1)], ..ONE };
    let pause = Faults { pause: vec![("orders".into(), 1)], pause_ms: 700, ..ONE };
    // What is asked at 10 is settled at 200; what comes after that, 200 later.
    for (after_ms, within, faults, expected) in [
        (0, Some(190), Faults::default(), vec![]),
        (0, Some(189), Faults::default(), vec![(0, 1)]),
        (300, Some(90), Faults::default(), vec![(0, 1)]),
        // The last request gives time anew, and so does a fault.
        (180, Some(10), Faults::default(), vec![(0, 1)]),
        (189, Some(189), Faults::default(), vec![]),
        (0, Some(200), crash.clone(), vec![]),
        (0, Some(199), crash, vec![(0, 1)]),
        // While somebody sleeps no time is counted.
        (0, Some(200), pause, vec![]),
        (0, None, Faults::default(), vec![]),
    ] {
        let requests = [("a", "place", "{\"n\": 1}"), ("b", "place", "{\"n\": 2}")];
        let mut setup = super::faults::alone(place, &requests, faults, vec![open(within)]);
        setup.services[0].every = vec![Every { handler: "settle".into(), ms: 200 }];
        setup.workload[1].after_ms = after_ms;
        setup.time = Some(timing(&[("orders", 10, 10)], (0, 0)));
        let got: Vec<(u16, u16)> = found(setup.clone()).into_iter().map(|(check, code, _)| (check, code)).collect();
        assert_eq!(got, expected, "{after_ms} {within:?}");
        let theatre = Theatre::new(setup).unwrap();
        assert!(explored(&theatre).complete);
    }
}
