//! The laws of the store, on generated work, against a model that is a plain list.

use proptest::prelude::*;

use super::{Appended, EventStore, Expected, NewEvent, Recorded, Refusal, Snapshot, Subscription};

fn event(id: &str) -> NewEvent {
    NewEvent::new(id, "Happened", format!("{{\"id\":\"{id}\"}}"))
}

fn events(ids: &[&str]) -> Vec<NewEvent> {
    ids.iter().map(|id| event(id)).collect()
}

fn ids<'a>(recorded: impl Iterator<Item = &'a Recorded>) -> Vec<String> {
    recorded.map(|recorded| recorded.event.id.clone()).collect()
}

#[test]
fn an_append_needs_the_version_it_expects() {
    let mut store = EventStore::default();
    for (expected, id, outcome) in [
        (Expected::Exactly(1), "a", Err(0)),
        (Expected::NoStream, "a", Ok(1)),
        (Expected::NoStream, "b", Err(1)),
        (Expected::Exactly(1), "b", Ok(2)),
        (Expected::Exactly(1), "c", Err(2)),
        (Expected::Exactly(3), "c", Err(2)),
        (Expected::Any, "c", Ok(3)),
    ] {
        let given = store.append("s", expected, events(&[id]));
        let wanted = match outcome {
            Ok(version) => Ok(version),
            Err(actual) => Err(Refusal::Conflict { expected, actual }),
        };
        assert_eq!(given.map(|done| done.version), wanted, "{expected:?} {id}");
    }
    assert_eq!(ids(store.read("s", 0)), ["a", "b", "c"]);
    assert_eq!(ids(store.read("s", 2)), ["c"]);
    assert_eq!(ids(store.read("s", 9)), [""; 0]);
    assert_eq!(ids(store.read("other", 0)), [""; 0]);
    // Each refused append has used up a position.
    let positions: Vec<u64> = store.read_all(0).map(|recorded| recorded.position).collect();
    assert_eq!(positions, [2, 4, 7]);
}

#[test]
fn a_retry_with_the_same_ids_changes_nothing() {
    let mut store = EventStore::default();
    let first = store.append("s", Expected::NoStream, events(&["a", "b"])).expect("a new stream");
    store.append("s", Expected::Exactly(2), events(&["c"])).expect("the version fits");
    assert_eq!(store.append("s", Expected::NoStream, events(&["a", "b"])), Ok(first));
    assert_eq!(first, Appended { version: 2, position: 2 });
    for (stream, ids) in [
        ("s", vec!["b", "a"]),
        ("s", vec!["a", "c"]),
        ("s", vec!["b", "c", "d"]),
        ("s", vec!["d", "a"]),
        ("t", vec!["a", "b"]),
        ("s", vec!["d", "d"]),
    ] {
        let given = store.append(stream, Expected::Any, events(&ids));
        assert!(matches!(given, Err(Refusal::IdTaken(_))), "{stream} {ids:?}: {given:?}");
    }
    let other_data = NewEvent { data: "{}".to_owned(), ..event("a") };
    assert_eq!(store.append("s", Expected::Any, vec![other_data]), Err(Refusal::IdTaken("a".to_owned())));
    assert_eq!(ids(store.read_all(0)), ["a", "b", "c"]);
}

#[test]
fn snapshots_are_of_events_that_are_there_and_never_go_back() {
    let mut store = EventStore::default();
    store.append("s", Expected::Any, events(&["a", "b", "c"])).expect("any version fits");
    let snapshot = |version| Snapshot { version, state: version.to_string() };
    for (version, kept) in [(4, false), (0, false), (2, true), (1, false), (2, false), (3, true)] {
        assert_eq!(store.save_snapshot("s", snapshot(version)), kept, "{version}");
    }
    assert_eq!(store.snapshot("s"), Some(&snapshot(3)));
    assert_eq!(store.snapshot("t"), None);
}

/// One step of generated work.
#[derive(Debug, Clone)]
enum Step {
    /// To stream, expecting (0 any, 1 none, else version − 2), so many events.
    Append(u8, u64, u8),
    /// The append with this number (of those that were made) once more.
    Retry(usize),
    /// The subscriber gets so many, and acknowledges that many of them.
    Deliver(usize, usize),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        4 => (0_u8..3, 0_u64..7, 0_u8..4).prop_map(|(stream, expected, count)| Step::Append(stream, expected, count)),
        1 => (0_usize..20).prop_map(Step::Retry),
        2 => (1_usize..5, 0_usize..5).prop_map(|(most, done)| Step::Deliver(most, done)),
    ];
    prop::collection::vec(step, 0..60)
}

proptest! {
    #[test]
    fn the_store_is_a_list_of_accepted_appends(steps in steps()) {
        let mut store = EventStore::default();
        // The model: (stream, event id) in order, and the appends that were made.
        let mut model: Vec<(String, String)> = Vec::new();
        let mut made: Vec<(String, Vec<NewEvent>, Appended)> = Vec::new();
        let mut subscriber = Subscription::after(0);
        let mut seen: Vec<String> = Vec::new();
        for (at, step) in steps.into_iter().enumerate() {
            match step {
                Step::Append(stream, expected, count) => {
                    let stream = format!("s{stream}");
                    let version = model.iter().filter(|(of, _)| *of == stream).count() as u64;
                    let (expected, fits) = match expected {
                        0 => (Expected::Any, true),
                        1 => (Expected::NoStream, version == 0),
                        n => (Expected::Exactly(n - 2), version == n - 2),
                    };
                    let batch: Vec<NewEvent> = (0..count).map(|nth| event(&format!("{at}-{nth}"))).collect();
                    match store.append(&stream, expected, batch.clone()) {
                        Ok(done) => {
                            prop_assert!(fits);
                            model.extend(batch.iter().map(|event| (stream.clone(), event.id.clone())));
                            prop_assert_eq!(done.version, version + u64::from(count));
                            made.push((stream, batch, done));
                        }
                        Err(refusal) => {
                            prop_assert!(!fits);
                            prop_assert_eq!(refusal, Refusal::Conflict { expected, actual: version });
                        }
                    }
                }
                Step::Retry(which) => {
                    if let Some((stream, batch, done)) = made.get(which).filter(|(_, batch, _)| !batch.is_empty()) {
                        prop_assert_eq!(store.append(stream, Expected::NoStream, batch.clone()), Ok(*done));
                    }
                }
                Step::Deliver(most, done) => {
                    let batch = subscriber.next(&store, most);
                    prop_assert_eq!(&batch, &subscriber.next(&store, most));
                    for recorded in batch.into_iter().take(done) {
                        subscriber.acknowledge(recorded.position);
                        seen.push(recorded.event.id.clone());
                    }
                }
            }
            let all: Vec<(String, String)> =
                store.read_all(0).map(|recorded| (recorded.stream.clone(), recorded.event.id.clone())).collect();
            prop_assert_eq!(&all, &model);
        }
        // One order of all, growing; in each stream without gaps, and the same order.
        let positions: Vec<u64> = store.read_all(0).map(|recorded| recorded.position).collect();
        prop_assert!(positions.windows(2).all(|pair| pair[0] < pair[1]));
        for stream in ["s0", "s1", "s2"] {
            let versions: Vec<u64> = store.read(stream, 0).map(|recorded| recorded.version).collect();
            prop_assert_eq!(&versions, &(1..=store.version(stream)).collect::<Vec<_>>());
            let own = ids(store.read_all(0).filter(|recorded| recorded.stream == stream));
            prop_assert_eq!(ids(store.read(stream, 0)), own);
        }
        // A subscriber that goes on sees everything that it has not yet acknowledged, once, in order.
        seen.extend(ids(subscriber.next(&store, usize::MAX).into_iter()));
        let ids: Vec<String> = model.into_iter().map(|(_, id)| id).collect();
        prop_assert_eq!(seen, ids);
    }

    #[test]
    fn a_snapshot_and_the_tail_are_the_whole(count in 0_usize..20, cut in 0_u64..20) {
        let mut store = EventStore::default();
        let all: Vec<NewEvent> = (0..count).map(|nth| event(&nth.to_string())).collect();
        store.append("s", Expected::NoStream, all).expect("a new stream");
        let fold = |from: &str, events: &mut dyn Iterator<Item = &Recorded>| {
            events.fold(from.to_owned(), |state, recorded| state + &recorded.event.id + ",")
        };
        let prefix = fold("", &mut store.read("s", 0).take_while(|recorded| recorded.version <= cut));
        store.save_snapshot("s", Snapshot { version: cut, state: prefix });
        let (version, state) = store.snapshot("s").map_or((0, ""), |kept| (kept.version, kept.state.as_str()));
        prop_assert_eq!(fold(state, &mut store.read("s", version)), fold("", &mut store.read("s", 0)));
    }
}
