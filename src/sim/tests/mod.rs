//! The laws of the simulator, on toys.

mod machine;
mod tickers;
mod two_phase;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use proptest::prelude::*;

use self::machine::{Machine, Op, Planted};
use self::tickers::Tickers;
use self::two_phase::TwoPhase;
use super::{
    Actor, Bounds, Cause, Deviation, End, Explored, Failure, Kind, Mode, News, Schedule, Share, Step, Tag, Violation,
    explore, shrink, tell,
};
use crate::base::Seed;

const BOUNDS: Bounds = Bounds { steps: 200, states: 1_000_000, runs: 10_000_000, faults: 4 };

fn explored<S: super::Scenario>(scenario: &S, mode: Mode) -> Explored {
    explore(scenario, mode, BOUNDS, &mut |_| ControlFlow::Continue(()))
}

/// What a mode finds and what can be seen in it.
fn sight(machine: &Machine, mode: Mode) -> (Explored, BTreeSet<Failure>, BTreeSet<(u64, u64)>) {
    machine.seen.borrow_mut().clear();
    let explored = explored(&machine, mode);
    let failures = explored.found.iter().map(|found| found.failure).collect();
    (explored, failures, machine.seen.take())
}

fn machine(number: u64) -> Machine {
    Machine::draw(&mut Seed(number).stream(&["machine"]))
}

/// Whether the modes do not agree on a machine: what they find and what can be seen in them.
fn disagrees(number: u64, planted: Planted) -> Option<String> {
    let machine = Machine { planted, ..machine(number) };
    let (plain, failures, seen) = sight(&machine, Mode::Plain);
    assert!(plain.complete, "machine {number}");
    [Mode::Memo, Mode::Reduced].into_iter().find_map(|mode| {
        let (other, found, met) = sight(&machine, mode);
        let agrees = other.complete && (&found, &met) == (&failures, &seen);
        (!agrees).then(|| format!("{mode:?}: {found:?}, {met:?} for {failures:?}, {seen:?} of {machine:?}"))
    })
}

#[test]
fn every_search_finds_the_same_failures_and_sees_the_same_states() {
    for number in 0..150 {
        assert_eq!(disagrees(number, Planted::Nothing), None, "machine {number}");
    }
}

#[test]
fn a_forked_world_goes_on_like_one_told_anew() {
    for number in 0..60 {
        let forks = machine(number);
        let anew = Machine { forks: false, ..machine(number) };
        for mode in [Mode::Plain, Mode::Memo, Mode::Reduced] {
            let (one, other) = (explored(&&forks, mode), explored(&&anew, mode));
            assert!(one.steps <= other.steps);
            assert_eq!(Explored { steps: 0, ..one }, Explored { steps: 0, ..other }, "machine {number}, {mode:?}");
        }
    }
}

#[test]
fn what_a_world_hides_would_show() {
    for planted in [Planted::Unseen, Planted::NoPayload] {
        assert!((0..150).any(|number| disagrees(number, planted).is_some()), "{planted:?}");
    }
}

#[test]
fn states_stand_for_as_many_schedules_as_there_are() {
    let mut counted = 0;
    for number in 0..100 {
        let machine = machine(number);
        let plain = explored(&&machine, Mode::Plain);
        let memo = explored(&&machine, Mode::Memo);
        assert_eq!(plain.covered, memo.covered, "machine {number}");
        counted += usize::from(plain.covered.is_some());
        assert!(memo.runs <= plain.runs);
    }
    assert!(counted > 20);
}

#[test]
fn numbers_known_on_paper() {
    let write = |number| vec![Op::Write(0, 1); number];
    for (lengths, orders) in [(vec![3, 2], "10"), (vec![3, 2, 1], "60"), (vec![1, 1, 1, 1], "24")] {
        let programs: Vec<Vec<Op>> = lengths.into_iter().map(write).collect();
        let machine = Machine::of(&programs.iter().map(Vec::as_slice).collect::<Vec<_>>());
        for mode in [Mode::Plain, Mode::Memo] {
            let explored = explored(&&machine, mode);
            assert_eq!((explored.covered.as_deref(), explored.complete), (Some(orders), true), "{mode:?}");
        }
    }
    // The count of the model checker stateright for the same model.
    let two_phase = explored(&TwoPhase(3), Mode::Memo);
    assert_eq!((two_phase.states, two_phase.complete, two_phase.found), (Some(288), true, vec![]));
}

#[test]
fn every_story_found_is_told_again_by_its_id() {
    let mut told_again = 0;
    for number in 0..100 {
        let machine = &machine(number);
        for found in explored(&machine, Mode::Memo).found {
            let id = found.schedule.id(77);
            let (schedule, digest) = Schedule::parse(&id).unwrap();
            assert_eq!((&schedule, digest), (&found.schedule, 77));
            let told = tell(&machine, &schedule, BOUNDS.steps);
            assert!(told.failures.contains_key(&found.failure), "machine {number}: {found:?} {told:?}");
            assert!(told.passed_over.is_empty());
            let small = shrink(&machine, &schedule, found.failure, BOUNDS.steps);
            assert!(small.deviations.len() <= schedule.deviations.len());
            let again = tell(&machine, &small, BOUNDS.steps);
            assert!(again.failures.contains_key(&found.failure) && again.passed_over.is_empty());
            told_again += 1;
        }
    }
    assert!(told_again > 20);
}

#[test]
fn the_first_story_has_the_fewest_faults() {
    let count_up: &[Op] = &[Op::Read(0), Op::Write(0, 1), Op::Read(1)];
    for (crashes, most, faults) in [(2, 0, 0), (2, 1, 1), (2, 2, 2)] {
        let machine = Machine { crashes, most, ..Machine::of(&[count_up]) };
        let found = explored(&&machine, Mode::Memo).found;
        let sum = found.iter().find(|found| found.failure == SUM).expect("counting up again and again is found");
        assert_eq!(sum.faults, faults, "more than {most}");
    }
}

const SUM: Failure = Failure::Broken(Violation { check: 0, code: 0 });

#[test]
fn what_does_not_matter_is_left_out() {
    // One crash is needed; the natural order alone holds.
    let count_up: &[Op] = &[Op::Read(0), Op::Write(0, 1), Op::Read(0)];
    let other: &[Op] = &[Op::Read(2), Op::Read(2), Op::Read(2)];
    let machine = &Machine { crashes: 3, most: 1, ..Machine::of(&[count_up, other, other]) };
    // Deviations at random; those that find a place are kept.
    let mut chance = Seed(1).stream(&["deviations"]);
    let mut draw = || {
        let kind = if chance.chance(100_000) { Kind::Fault } else { Kind::Continue };
        let cause = Cause(if kind == Kind::Fault { 100 } else { chance.below(3) });
        let actor = Actor(u16::try_from(chance.below(3)).unwrap());
        let tag = Tag::of(&[Step { actor, cause, kind, due: 0, at: 0 }])[0];
        let waits = Actor(u16::try_from(chance.below(3)).unwrap());
        Deviation { actor: Some(waits), nth: u32::try_from(chance.below(4)).unwrap(), tag }
    };
    let fails = |schedule: &Schedule| {
        let told = tell(&machine, schedule, BOUNDS.steps);
        told.failures.contains_key(&SUM) && schedule.deviations.len() - told.passed_over.len() >= 7
    };
    let schedules = std::iter::repeat_with(|| (0..40).map(|_| draw()).collect());
    let schedule = schedules.map(|deviations| Schedule { deviations, ..Schedule::default() }).take(5000).find(fails);
    let schedule = schedule.expect("some of so many have the crash");
    let small = shrink(&machine, &schedule, SUM, BOUNDS.steps);
    assert!(small.deviations.len() == 1 && !small.without.is_empty(), "{small:?}");
}

#[test]
fn a_sampled_run_depends_on_its_seed_and_number_alone() {
    let program: &[Op] = &[Op::Write(2, 0), Op::Write(2, 0), Op::Read(0), Op::Write(0, 1)];
    let machine = &Machine { most: 1, ..Machine::of(&[program, program]) };
    let other: &[Op] = &[Op::Write(0, 1), Op::Read(0), Op::Write(0, 1)];
    let late = &Machine { most: 1, ..Machine::of(&[other, &[Op::Write(1, 0)]]) };
    let mode = |seed| Mode::Sampled { runs: 40, depth: 2, seed: Seed(seed), share: Share::ALL };
    for machine in [machine, late] {
        let one = explored(&machine, mode(1));
        assert_eq!(one, explored(&machine, mode(1)));
        assert!(!one.complete && one.covered.is_none() && one.runs == 41);
        assert!(one.found.iter().any(|found| found.failure == SUM), "{one:?}");
        // Divided, it comes to the same, whoever is ready first.
        for of in [2, 3] {
            let mut shares: Vec<Explored> = (0..of)
                .map(|number| match mode(1) {
                    Mode::Sampled { runs, depth, seed, .. } => {
                        Mode::Sampled { runs, depth, seed, share: Share { number, of } }
                    }
                    other => other,
                })
                .map(|mode| explored(&machine, mode))
                .collect();
            shares.rotate_left(1);
            assert_eq!(shares.into_iter().reduce(Explored::with), Some(one.clone()));
        }
    }
}

#[test]
fn what_a_bound_cuts_off_is_incomplete() {
    let program: &[Op] = &[Op::Read(2), Op::Read(2), Op::Read(2)];
    let machine = &Machine::of(&[program, program]);
    assert!(explored(&machine, Mode::Memo).complete);
    let cuts = [Bounds { steps: 5, ..BOUNDS }, Bounds { states: 3, ..BOUNDS }, Bounds { runs: 2, ..BOUNDS }];
    for bounds in cuts {
        for mode in [Mode::Memo, Mode::Plain, Mode::Reduced] {
            if mode != Mode::Memo && bounds.states == 3 {
                continue;
            }
            let explored = explore(&machine, mode, bounds, &mut |_| ControlFlow::Continue(()));
            assert!(!explored.complete && explored.covered.is_none(), "{bounds:?} {mode:?}");
        }
    }
}

#[test]
fn who_hears_the_news_may_end_it() {
    let count_up: &[Op] = &[Op::Read(0), Op::Write(0, 1)];
    let machine = &Machine { most: 0, ..Machine::of(&[count_up, count_up]) };
    let mut told = Vec::new();
    let explored = explore(&machine, Mode::Memo, BOUNDS, &mut |news| match news {
        News::Found(found) => {
            told.push(found.failure);
            ControlFlow::Break(())
        }
        News::Ran { .. } => ControlFlow::Continue(()),
    });
    assert_eq!((told, explored.complete, explored.runs), (vec![SUM], false, 0));
}

#[test]
fn who_undo_each_other_for_ever_never_rest() {
    for (settles, end) in [(true, None), (false, Some(Failure::Livelock))] {
        for mode in [Mode::Memo, Mode::Plain, Mode::Reduced] {
            let explored = explored(&Tickers { settles, counts: false }, mode);
            assert_eq!(explored.found.iter().map(|found| found.failure).next(), end, "{mode:?}");
        }
        let told = tell(&Tickers { settles, counts: false }, &Schedule::default(), BOUNDS.steps);
        let expected = if settles { End::Rest } else { End::Loop { from: 1, length: 2 } };
        assert_eq!(told.end, expected);
    }
}

#[test]
fn who_was_made_to_go_on_for_long_may_rest_when_left_alone() {
    let bounds = Bounds { steps: 12, ..BOUNDS };
    for mode in [Mode::Memo, Mode::Plain] {
        let counts = Tickers { settles: true, counts: true };
        let explored = explore(&counts, mode, bounds, &mut |_| ControlFlow::Continue(()));
        assert!(!explored.complete && explored.runs > 20 && explored.found.is_empty(), "{explored:?}");
    }
    // To leave out what is equal is of no use where there is no end.
    let ticking = &Tickers { settles: true, counts: true };
    let reduced = explore(ticking, Mode::Reduced, bounds, &mut |_| ControlFlow::Continue(()));
    assert!(!reduced.complete && reduced.runs < 5 && reduced.found.is_empty(), "{reduced:?}");
    // Who has no rest is found out all the same, and not over and over.
    let restless = Tickers { settles: false, counts: true };
    let explored = explore(&restless, Mode::Memo, bounds, &mut |_| ControlFlow::Continue(()));
    let found: Vec<Failure> = explored.found.iter().map(|found| found.failure).collect();
    assert_eq!(found, [Failure::NotSettled]);
    assert!(!explored.complete && explored.runs < 40, "{explored:?}");
}

proptest! {
    #[test]
    fn ids_carry_schedules_whole(
        without in prop::collection::btree_set(0u16..40, 0..3),
        deviations in prop::collection::vec((prop::option::of(0u16..300), 0u32..100_000, 0u64..5000), 0..6),
        digest in 0u32..1 << 20,
    ) {
        let deviation = |(actor, nth, cause): (Option<u16>, u32, u64)| {
            let step = Step { actor: Actor(0), cause: Cause(cause), kind: Kind::Begin, due: 0, at: 0 };
            Deviation { actor: actor.map(Actor), nth, tag: Tag::of(&[step])[0] }
        };
        let schedule = Schedule { without, deviations: deviations.into_iter().map(deviation).collect() };
        let id = schedule.id(digest);
        prop_assert_eq!(Schedule::parse(&id), Ok((schedule.clone(), digest)));
        prop_assert_eq!(Schedule::parse(&id.to_uppercase()), Ok((schedule, digest)));
        // A slip of the hand is told: another digit, two that changed places.
        for at in 0..id.len() {
            let mut slip = id.clone().into_bytes();
            slip[at] = if slip[at] == b'7' { b'8' } else { b'7' };
            prop_assert!(Schedule::parse(std::str::from_utf8(&slip).unwrap()).is_err());
            let mut swap = id.clone().into_bytes();
            swap.swap(at, at.saturating_sub(1));
            let swap = String::from_utf8(swap).unwrap();
            prop_assert!(swap == id || Schedule::parse(&swap).is_err());
        }
    }

    #[test]
    fn nothing_typed_as_an_id_does_harm(text in "[0-9a-z]{0,40}|\\PC{0,10}") {
        if let Ok((schedule, digest)) = Schedule::parse(&text) {
            let told = tell(&&machine(3), &schedule, BOUNDS.steps);
            prop_assert!(told.notes.len() <= 2 * BOUNDS.steps && digest < 1 << 20);
        }
    }
}
