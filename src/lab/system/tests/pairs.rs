//! Pairs of handlers made by chance: what every schedule shows is what every state shows, and what is left when orders
//! that nobody can tell apart are told once.

use std::collections::BTreeSet;

use super::*;
use crate::base::{Seed, Stream};
use crate::lab::system::touch::Thing;
use crate::lab::system::{Done, Extent, Job, Note, Plan, System, Way, What, run};
use crate::sim::{Fingerprint, Scenario, Step, Taken, World};

/// One thing that a handler does; `n` is the number of its service.
fn op(chance: &mut Stream, other: &str) -> String {
    let key = *chance.pick(&["k", "l"]).unwrap();
    let by = chance.between(1, 3);
    let ops = [
        format!("await ctx.db.run('UPDATE t SET n = n + {by}');"),
        "await ctx.db.run('UPDATE t SET n = n * 2');".into(),
        format!(
            "const {{ n }} = await ctx.db.get('SELECT n FROM t'); await ctx.db.run('UPDATE t SET n = ?', [n + {by}]);"
        ),
        "await ctx.db.run('UPDATE u SET n = n + 1');".into(),
        format!("await ctx.publish('Told', {{ by: {by} }}, {{ key: '{key}' }});"),
        format!("await ctx.publish('Told', {{ by: {by} }}, {{ key: '{key}' }});"),
        format!(
            "await ctx.db.tx(async tx => {{ await tx.run('UPDATE t SET n = n + 1'); await ctx.publish('Told', {{ by: {by} }}, {{ key: '{key}' }}); }});"
        ),
        format!("await ctx.call('{other}', 'poke', {{ by: {by} }});"),
        format!("await ctx.db.run('UPDATE u SET n = ?', [await ctx.cache.get('{key}') ?? 7]);"),
        format!("await ctx.cache.set('{key}', {by});"),
        format!("await ctx.cache.set('{key}', {by});"),
        format!("await ctx.objects.put('{key}', 'o{by}');"),
        "await ctx.db.run('UPDATE u SET n = ?', [ctx.now()]);".into(),
        format!("await ctx.sleep({by});"),
    ];
    format!("{{ {} }}", chance.pick(&ops).unwrap())
}

/// Two services with a handler each that clients ask for, and what they set off.
fn pair(chance: &mut Stream) -> Setup {
    let lengths = *chance.pick(&[[1, 2], [2, 2], [1, 3], [2, 1]]).unwrap();
    let schema = "CREATE TABLE t (n INTEGER NOT NULL); INSERT INTO t VALUES (1);
CREATE TABLE u (n INTEGER NOT NULL); INSERT INTO u VALUES (1);";
    let hears = chance.below(3);
    let mut services = Vec::new();
    for (at, (name, other)) in [("a", "b"), ("b", "a")].into_iter().enumerate() {
        let ops: Vec<String> = (0..lengths[at]).map(|_| op(chance, other)).collect();
        let module = format!(
            "export async function go(ctx) {{ {} }}
export async function poke(ctx, {{ by }}) {{ await ctx.db.run('UPDATE t SET n = n * 3 + ?', [by]); }}
export async function sweep(ctx) {{
  const {{ n }} = await ctx.db.get('SELECT n FROM t');
  const all = await ctx.db.all('SELECT n FROM u WHERE n > ? AND n < 90', [n]);
  for (const row of all) await ctx.db.run('UPDATE u SET n = n + 100');
}}
export async function onTold(ctx, {{ body }}) {{ await ctx.db.run('UPDATE u SET n = n * 2 + ?', [body.by]); }}",
            ops.join("\n")
        );
        let mut service = service(name, module, schema);
        if chance.chance(250_000) {
            service.every = vec![Every { handler: "sweep".into(), ms: 100 }];
        }
        if hears == at as u64 {
            service.on = vec![("Told".into(), "onTold".into())];
        }
        services.push(service);
    }
    let mut faults = Faults { at_most: u16::try_from(chance.below(2)).unwrap(), ..Faults::default() };
    match chance.below(4) {
        0 => faults.crash = vec![("a".into(), 1)],
        1 => faults.consumer_duplicates = 1,
        2 => faults.unanswered_commits = 1,
        _ => faults.producer_duplicates = 1,
    }
    let most = chance.between(2, 9);
    let named = |name: &str, rule: Rule| Check { name: name.into(), rule };
    let both = format!("SELECT 1 FROM a.t AS x, b.t AS y WHERE x.n + y.n > {most}");
    let one = "SELECT 1 FROM a.u WHERE n > 2".to_owned();
    let rest = "SELECT 1 FROM a.t AS x, b.t AS y, a.u AS v, b.u AS w WHERE x.n * v.n > y.n * w.n".to_owned();
    let mut checks = vec![
        named("both", Rule::Always { sql: both }),
        named("one", Rule::Always { sql: one }),
        named("rest", Rule::AtRest { sql: rest, within_ms: None }),
    ];
    match chance.below(4) {
        0 => checks.push(always("SELECT 1 FROM b.u AS w, world.messages AS m WHERE m.seq = 2 AND w.n = 1")),
        1 => checks.push(always("SELECT 1 FROM world.cache AS c, a.t AS x WHERE c.value = '2' AND x.n > 1")),
        2 => checks.push(always("SELECT 1 FROM world.calls WHERE ended IS NULL AND handler = 'go' AND started = 2")),
        _ => {}
    }
    Setup {
        services,
        topics: vec![Topic::new("Told", if chance.chance(500_000) { TopicKind::Log } else { TopicKind::Queue })],
        workload: ["a", "b"].map(|name| Request::new(name, (name, "go"), "null")).into(),
        faults,
        checks,
        volatile: vec![],
        limits: Limits::default(),
        time: None,
    }
}

/// What a search finds, and by check all that it could see.
type Sight = (Vec<(u16, u16)>, BTreeSet<(usize, Fingerprint)>);

/// What a search comes to, and in how many runs; none where those are too many.
fn sight<S: Scenario>(theatre: &Theatre, scenario: &S, mode: Mode) -> Option<(Sight, u64)> {
    let bounds = Bounds { runs: if mode == Mode::Plain { 250 } else { 5_000 }, ..BOUNDS };
    let explored = explore(scenario, mode, bounds, &mut |_| ControlFlow::Continue(()));
    let mut found = broken(&explored);
    found.sort_unstable();
    let seen = theatre.props.borrow_mut().databases.judged();
    explored.complete.then_some(((found, seen), explored.runs))
}

/// A pair.
fn drawn(number: u64) -> Theatre {
    Theatre::new(pair(&mut Seed(number).stream(&["pair"]))).unwrap()
}

/// The same, where others may come between any two steps of a handler.
fn beside(number: u64) -> Theatre {
    let mut theatre = drawn(number);
    theatre.private.fill(false);
    theatre.lets_go = false;
    theatre
}

#[test]
fn every_search_finds_the_same_in_pairs_of_handlers_and_sees_the_same() {
    let (mut pairs, mut plainly, mut reduced, mut broken) = (0, 0, 0, 0);
    for number in 0.. {
        let alone = drawn(number);
        // Few enough that every schedule can be told.
        let Some((plain, runs)) = sight(&alone, &&alone, Mode::Plain) else { continue };
        pairs += 1;
        plainly += runs;
        broken += plain.0.len();
        for (how, theatre, mode) in
            [("alone", &alone, Mode::Memo), ("alone", &alone, Mode::Reduced), ("beside", &beside(number), Mode::Memo)]
        {
            let (other, runs) = sight(theatre, &theatre, mode).expect("these are few");
            reduced += if mode == Mode::Reduced { runs } else { 0 };
            assert_eq!(other, plain, "pair {number}, {how}, {mode:?}: {:?}", theatre.setup);
        }
        if pairs == 200 {
            break;
        }
    }
    assert!(reduced * 3 < plainly && broken > 100, "{reduced} of {plainly}, {broken}");
}

/// Two who have nothing to do with each other, each with so many commits that a check looks at.
fn strangers(commits: usize) -> Setup {
    let module = format!(
        "export async function go(ctx) {{ {} }}",
        "await ctx.db.run('UPDATE t SET n = n + 1');".repeat(commits)
    );
    let schema = "CREATE TABLE t (n INTEGER NOT NULL); INSERT INTO t VALUES (0);";
    let sql = |name: &str| format!("SELECT 1 FROM {name}.t WHERE n > {commits}");
    Setup {
        services: ["a", "b", "c"].map(|name| service(name, module.clone(), schema)).into(),
        topics: vec![],
        workload: ["a", "b", "c"].map(|name| Request::new(name, (name, "go"), "null")).into(),
        faults: Faults::default(),
        checks: ["a", "b", "c"].map(|name| always(&sql(name))).into(),
        volatile: vec![],
        limits: Limits::default(),
        time: None,
    }
}

#[test]
fn where_states_are_too_many_schedules_may_not_be() {
    let plan = |way, states| Plan { way, steps: 200, states, runs: 10, seed: Seed(1), workers: 1 };
    let explored = |plan: Plan| match run(&Job { setup: strangers(5), what: What::Explore(plan) }, &mut |_| ()) {
        Done::Explored(explored) => explored,
        other => panic!("{other:?}"),
    };
    for (way, states, extent) in [
        (Way::Auto, 10_000, Extent::Exhaustive),
        (Way::Auto, 100, Extent::Reduced),
        (Way::Auto, 0, Extent::Sampled),
        (Way::Memo, 100, Extent::Incomplete),
        (Way::Reduced, 100, Extent::Reduced),
    ] {
        let explored = explored(plan(way, states));
        assert_eq!(explored.extent, extent, "{way:?} {states}");
        assert_eq!(explored.covered.is_some(), extent == Extent::Exhaustive, "{explored:?}");
    }
}

/// A world that names what is its own service's, and nothing else that it touches.
struct Blind<'t>(System<'t>);

impl World for Blind<'_> {
    type Note = Note;

    fn enabled(&mut self) -> Vec<Step> {
        self.0.enabled()
    }

    fn tell(&mut self, step: &Step) -> (Taken, Note) {
        let (mut taken, note) = self.0.tell(step);
        let own = [Thing::All, Thing::Service(0), Thing::Service(1)].map(Thing::name);
        taken.footprint.writes.retain(|name| own.contains(name));
        (taken, note)
    }

    fn mind_footprints(&mut self) {
        self.0.mind_footprints();
    }

    fn fingerprint(&mut self) -> Fingerprint {
        self.0.fingerprint()
    }

    fn at_rest(&mut self) -> (Vec<Violation>, Note) {
        self.0.at_rest()
    }
}

/// Where such worlds begin.
struct Blindly<'t>(&'t Theatre);

impl<'t> Scenario for Blindly<'t> {
    type World = Blind<'t>;

    fn start(&self, without: &BTreeSet<u16>) -> Blind<'t> {
        Blind((&self.0).start(without))
    }
}

#[test]
fn what_is_touched_and_not_named_would_show() {
    let differs = |number| {
        let (theatre, blind) = (drawn(number), drawn(number));
        let [memo, reduced] = [(&theatre, Mode::Memo), (&blind, Mode::Reduced)]
            .map(|(theatre, mode)| sight(theatre, &Blindly(theatre), mode).map(|(sight, _)| sight));
        memo.zip(reduced).is_some_and(|(memo, reduced)| memo != reduced)
    };
    assert!((0..200).any(differs));
}
