//! The judge's `world`.

use super::{always, at_rest, broken, setup, told, unplayable};
use crate::lab::system::{Broken, Check, Faults, Rule, Setup, TopicKind};

const SENDS: &str = "export async function send(ctx, { id }) {
  await ctx.publish('Done', { id }, { id, key: 'k' });
}
export async function onDone(ctx, { body }) {
  if (body.id === 'bad') throw new Error('no');
}
";

fn sends(kind: TopicKind, ids: &[&str]) -> Setup {
    let asks: Vec<String> = ids.iter().map(|id| format!("{{\"id\": \"{id}\"}}")).collect();
    let asks: Vec<(&str, &str)> = asks.iter().map(|with| ("send", with.as_str())).collect();
    let mut setup = setup(SENDS, &asks);
    setup.services[0].instances = 1;
    setup.services[0].on = vec![("Done".into(), "onDone".into())];
    setup.topics[0].kind = kind;
    setup.topics[0].attempts = 2;
    setup
}

/// The rows of a query when the natural run has come to rest, each as one text.
fn rows(mut setup: Setup, sql: &str) -> Vec<String> {
    setup.checks = vec![always(sql)];
    let trace = told(&setup);
    let last = trace.steps.iter().rev().find_map(|note| note.broken.first());
    let rows = last.map(|(_, table)| table.rows.clone()).unwrap_or_default();
    rows.iter().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn messages_and_what_became_of_them() {
    for kind in [TopicKind::Log, TopicKind::Queue] {
        for (sql, expected) in [
            (
                "SELECT topic, key, id, body, seq FROM world.messages",
                vec!["Done k bad {\"id\":\"bad\"} 1", "Done k good {\"id\":\"good\"} 2"],
            ),
            ("SELECT topic, subscriber, key, id, body FROM world.dead", vec!["Done shop k bad {\"id\":\"bad\"}"]),
            (
                "SELECT topic, subscriber, key, id, attempts, done FROM world.deliveries",
                vec!["Done shop k bad 2 0", "Done shop k good 1 1"],
            ),
            ("SELECT count(*) FROM world.messages", vec!["2"]),
            ("SELECT id FROM dead", vec!["bad"]),
        ] {
            assert_eq!(rows(sends(kind, &["bad", "good"]), sql), expected, "{kind:?} {sql}");
        }
    }
}

#[test]
fn the_order_of_messages_is_state_where_a_check_asks_for_it() {
    let duplicates = Faults { at_most: 1, consumer_duplicates: 1, producer_duplicates: 1, ..Faults::default() };
    for (sql, ids, fails) in [
        (
            "SELECT 1 FROM world.messages a JOIN world.messages b ON a.id = 'two' AND b.id = 'one' AND a.seq < b.seq",
            &["one", "two"][..],
            true,
        ),
        ("SELECT id FROM world.messages GROUP BY id HAVING count(*) > 1", &["one"], false),
        ("SELECT id FROM world.deliveries WHERE attempts > 1", &["one"], true),
        ("SELECT id FROM world.deliveries WHERE attempts > 2", &["one"], false),
    ] {
        let mut setup = sends(TopicKind::Log, ids);
        if ids.len() > 1 {
            setup.services[0].instances = 2;
            setup.services[0].on.clear();
        } else {
            setup.faults = duplicates.clone();
        }
        setup.checks = vec![always(sql)];
        assert_eq!(!broken(&setup).is_empty(), fails, "{sql}");
    }
}

#[test]
fn all_tables_are_there_before_anything_happens() {
    let named = |name: &str| {
        let mut setup = setup("export function go() {}", &[]);
        setup.services[0].name = name.into();
        unplayable(setup).unwrap_or_default()
    };
    assert!(named("World").contains("no service"), "{}", named("world"));
    for (sql, is_right) in [
        ("SELECT topic, key, id, body, seq FROM world.messages", true),
        ("SELECT topic, subscriber, key, id, body FROM world.dead", true),
        ("SELECT topic, subscriber, key, id, attempts, done FROM world.deliveries", true),
        ("SELECT client, service, handler, given, started, ended, outcome, result FROM world.calls", true),
        ("SELECT service, \"table\", key, value FROM world.store", true),
        ("SELECT key, value, expires_ms FROM world.cache", true),
        ("SELECT path, content FROM world.files", true),
        ("SELECT key, content, etag FROM world.objects", true),
        ("SELECT stream, version, position, id, type, data FROM world.events", true),
        ("SELECT nothing FROM world.store", false),
        ("SELECT 1 FROM world.nothing", false),
        ("DELETE FROM world.store", false),
    ] {
        for rule in [Rule::Always { sql: sql.into() }, Rule::Reach { sql: sql.into() }] {
            let mut setup = setup("export function go() {}", &[]);
            setup.checks = vec![Check { name: "check".into(), rule }];
            assert_eq!(unplayable(setup).is_none(), is_right, "{sql}");
        }
    }
}

#[test]
fn one_story_leaves_nothing_for_the_next() {
    let mut setup = sends(TopicKind::Queue, &["one"]);
    setup.checks = vec![at_rest("SELECT id FROM world.messages WHERE seq > 1"), always("SELECT 1 FROM world.dead")];
    setup.faults = Faults { at_most: 1, crash: vec![("shop".into(), 1)], ..Faults::default() };
    // A crash after the message is out sends it once more: two, and never more than two.
    assert_eq!(broken(&setup), []);
    setup.checks = vec![at_rest("SELECT count(*) FROM world.messages HAVING count(*) = 1")];
    assert_eq!(broken(&setup), [Broken::Check(0)]);
}
