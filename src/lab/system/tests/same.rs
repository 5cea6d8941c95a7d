//! A world that was forked, told where all is known already, or told anew on new databases is the same world.

use std::collections::BTreeSet;

use super::service;
use crate::base::{Seed, Stream};
use crate::lab::script::Limits;
use crate::lab::system::{
    Check, Done, Every, Faults, Job, Note, Plan, Request, Rule, Setup, Theatre, Topic, TopicKind, Way, What, run,
};
use crate::sim::{Fingerprint, Scenario as _, Step, World as _};

/// All that could leak from one story into another: memory, time, chance, the last row id, counters, triggers, rows
/// without ids, columns made from others, constraints that wait for the commit, transactions that others come between.
fn leaky() -> Setup {
    let ledger = service(
        "ledger",
        "let calls = 0; const seen = {};
export async function pay(ctx, { id, to }) {
  calls += 1;
  const before = ctx.now();
  if (calls > 1) await ctx.sleep(10);
  try {
    await ctx.db.tx(async tx => {
      const { lastId } = await tx.run('INSERT INTO entries(account, amount, ref) VALUES (?, ?, ?)', [to, calls, ctx.uuid()]);
      await tx.run('UPDATE accounts SET balance = balance + ? WHERE id = ?', [calls, to]);
      await ctx.publish('Paid', { id, lastId, calls, waited: ctx.now() - before }, { key: to });
      await tx.run('INSERT INTO dues VALUES (?, ?)', [id, to]);
    });
  } catch (error) {
    if (!(error instanceof Constraint || error instanceof Unavailable)) throw error;
    await ctx.db.run('DELETE FROM entries WHERE amount = (SELECT max(amount) FROM entries)');
  }
  seen[id] = await ctx.db.get('SELECT count(*) AS n, total(twice) AS t FROM entries');
  return [calls, seen, ctx.random() < 0.5];
}
export async function sweep(ctx) {
  const rows = await ctx.db.all('SELECT id FROM log ORDER BY id LIMIT 1');
  for (const { id } of rows) await ctx.db.run('DELETE FROM log WHERE id = ?', [id]);
}"
        .into(),
        "CREATE TABLE accounts (id TEXT PRIMARY KEY, balance INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE entries (seq INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, amount INTEGER NOT NULL,
  twice INTEGER AS (amount * 2) STORED, ref TEXT UNIQUE);
CREATE TABLE dues (id INTEGER NOT NULL, account TEXT NOT NULL REFERENCES accounts DEFERRABLE INITIALLY DEFERRED);
CREATE TABLE log (id INTEGER PRIMARY KEY, words TEXT NOT NULL);
CREATE TRIGGER logged AFTER INSERT ON entries BEGIN INSERT INTO log(words) VALUES (new.ref); END;
INSERT INTO accounts VALUES ('anna', 0), ('ben', 0);",
    );
    let audit = service(
        "audit",
        "export async function onPaid(ctx, { id, body }) {
  await ctx.db.run('INSERT INTO heard VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET times = times + 1', [id, 1]);
  await ctx.call('ledger', 'pay', { id: 10 + body.id, to: 'anna' });
}"
        .into(),
        "CREATE TABLE heard (id TEXT PRIMARY KEY, times INTEGER NOT NULL);",
    );
    let mut services = vec![ledger, audit];
    services[0].every = vec![Every { handler: "sweep".into(), ms: 100 }];
    services[0].instances = 2;
    services[1].on = vec![("Paid".into(), "onPaid".into())];
    let pay = |id: u32, to: &str| {
        Request::new(&format!("c{id}"), ("ledger", "pay"), &format!("{{\"id\": {id}, \"to\": \"{to}\"}}"))
    };
    let always = |sql: &str| Check { name: "always".into(), rule: Rule::Always { sql: sql.into() } };
    Setup {
        services,
        topics: vec![Topic::new("Paid", TopicKind::Queue)],
        workload: vec![pay(1, "anna"), pay(2, "nobody"), pay(3, "ben")],
        faults: Faults {
            at_most: 4,
            crash: vec![("ledger".into(), 2), ("audit".into(), 1)],
            pause: vec![("ledger".into(), 1)],
            refused_commits: 1,
            unanswered_commits: 1,
            consumer_duplicates: 1,
            lost_replies: 1,
            ..Faults::default()
        },
        checks: vec![
            always("SELECT account FROM ledger.entries GROUP BY account HAVING count(*) > 1"),
            always("SELECT id FROM audit.heard WHERE times > (SELECT count(*) FROM ledger.entries)"),
        ],
        volatile: vec![],
        limits: Limits::default(),
        time: None,
    }
}

/// Where a story stands: what may come next, and the state.
type Stand = (Vec<Step>, Fingerprint, Fingerprint);

fn stand(world: &mut super::super::System<'_>) -> Stand {
    (world.enabled(), world.fingerprint(), world.substance())
}

/// A story at random, and where it stands after each step. At each, a fork goes somewhere else.
fn walk(theatre: &Theatre, chance: &mut Stream) -> Vec<(Step, Note, Stand)> {
    let mut world = (&theatre).start(&BTreeSet::new());
    let mut path = Vec::new();
    while let (steps, true) = (world.enabled(), path.len() < 60) {
        let (Some(step), Some(other)) = (chance.pick(&steps).copied(), chance.pick(&steps).copied()) else { break };
        let (mut fork, mut elsewhere) = (world.fork().unwrap(), world.fork().unwrap());
        elsewhere.take(&other);
        let (taken, note) = world.tell(&step);
        assert_eq!(fork.take(&step).violations, taken.violations);
        let now = stand(&mut world);
        assert_eq!(stand(&mut fork), now);
        path.push((step, note, now));
    }
    path
}

#[test]
fn runs_that_are_divided_come_to_the_same() {
    let explored = |workers| {
        let plan = Plan { way: Way::Sample, steps: 200, states: 100, runs: 40, seed: Seed(3), workers };
        let mut setup = super::setup(super::PLACE, super::DELETE_FIRST, super::NO_INBOX);
        setup.faults =
            Faults { at_most: 2, crash: vec![("orders".into(), 2)], consumer_duplicates: 1, ..Faults::default() };
        let mut last = (0, BTreeSet::new());
        let done = run(&Job { setup, what: What::Explore(plan) }, &mut |progress| {
            last.0 = last.0.max(progress.runs);
            last.1.extend(progress.broken);
        });
        (done, last)
    };
    let (one, (runs, broken)) = explored(1);
    let Done::Explored(exploration) = &one else { panic!("{one:?}") };
    assert!(exploration.stories.len() > 1 && runs > 0, "{exploration:?}");
    for workers in [2, 3] {
        let (other, (told, seen)) = explored(workers);
        assert_eq!(other, one);
        assert!(seen == broken && told <= exploration.runs);
    }
}

#[test]
fn a_world_is_the_same_however_it_came_there() {
    let known = Theatre::new(leaky()).unwrap();
    let (mut longest, mut changes) = (0, 0);
    for seed in 0..12 {
        let path = walk(&known, &mut Seed(seed).stream(&["walk"]));
        longest = longest.max(path.len());
        changes += path.iter().filter(|(_, note, _)| !note.broken.is_empty()).count();
        let anew = Theatre::new(leaky()).unwrap();
        let mut world = (&&anew).start(&BTreeSet::new());
        for (number, (step, note, then)) in path.iter().enumerate() {
            let (_, told) = world.tell(step);
            assert_eq!((&told, &stand(&mut world)), (note, then), "walk {seed}, step {number}");
        }
    }
    assert!(longest > 40 && changes > 0, "{longest} {changes}");
}
