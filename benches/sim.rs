//! How fast stories are told, beside a floor of the same process: `cargo bench --bench sim`.
//!
//! Times are processor times of this thread, medians of five; nothing is asserted, the figures are to be read.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "sim/floor.rs"]
mod floor;
#[path = "sim/time.rs"]
mod time;
#[path = "sim/world.rs"]
mod world;

use std::fs;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use sagabook::base::Seed;
use sagabook::lab::system::{Done, Faults, Job, Plan, Theatre, Way, What, run};
use sagabook::sim::{Bounds, Explored, Mode, Share, explore};

const BOUNDS: Bounds = Bounds { steps: 1_000, states: 1_000_000, runs: u64::MAX, faults: 3 };
const RUNS: u32 = 2_000;

fn main() -> anyhow::Result<()> {
    let floor = floor::Floor::new(2)?;
    let asked = floor::asks(2);
    let statements = asked.iter().flatten().count();
    let (took, done) = median(|| (0..RUNS).try_for_each(|_| floor.run()));
    done?;
    let floor_rate = rate(RUNS.into(), took);
    println!("a run: {statements} statements, {} awaits", floor.count());
    println!("floor                  {floor_rate:>9.0} runs/s");
    let sampled = Mode::Sampled { runs: RUNS.into(), depth: 3, seed: Seed(1), share: Share::ALL };
    let (took, explored) = median(|| explored(2, 3, sampled));
    let sampled_rate = rate(explored.runs, took);
    println!("sampled                {sampled_rate:>9.0} runs/s, {:.2} of the floor", sampled_rate / floor_rate);
    for runs in [1_000, 20_000] {
        self::explored(2, 3, Mode::Sampled { runs, depth: 3, seed: Seed(1), share: Share::ALL });
        println!("resident after {runs:>6} runs {:>8} kB", resident());
    }
    for (orders, at_most) in [(1, 3), (2, 0), (2, 1), (2, 2), (2, 3)] {
        let (took, Explored { complete, runs, states, steps, .. }) =
            median(|| self::explored(orders, at_most, Mode::Memo));
        let states = states.unwrap_or_default();
        println!(
            "{orders} orders, {at_most} faults    {:>9.1} ms, {states} states, {runs} runs, {steps} steps, complete: {complete}",
            time::ms(took)
        );
    }
    for workers in [1, 2] {
        let fastest = (0..3).map(|_| divided(workers)).fold(0.0, f64::max);
        println!("sampled by {workers} threads {fastest:>12.0} runs/s by the clock");
    }
    Ok(())
}

/// How many runs by chance are told in a second of the clock where so many threads tell them.
fn divided(workers: u16) -> f64 {
    let setup = world::setup(2, Faults { at_most: 3, ..world::faults() });
    let plan = Plan { way: Way::Sample, steps: BOUNDS.steps, states: 0, runs: 20_000, seed: Seed(1), workers };
    let begin = Instant::now();
    match run(&Job { setup, what: What::Explore(plan) }, &mut |_| ()) {
        Done::Explored(explored) => rate(explored.runs, begin.elapsed()),
        other => panic!("the world can be played: {other:?}"),
    }
}

/// What this process has in memory, in kilobytes; 0 where the system does not tell.
fn resident() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}

/// Explores the world, made anew.
fn explored(orders: u32, at_most: u16, mode: Mode) -> Explored {
    let theatre = Theatre::new(world::setup(orders, Faults { at_most, ..world::faults() }));
    let theatre = theatre.expect("the world can be played");
    let explored = explore(&&theatre, mode, BOUNDS, &mut |_| ControlFlow::Continue(()));
    assert!(explored.found.is_empty(), "the world is right: {:?}", explored.found);
    explored
}

/// What work takes, the median of five times, and what it came to the last time.
fn median<T>(work: impl Fn() -> T) -> (Duration, T) {
    let mut times = Vec::new();
    let mut last = None;
    for _ in 0..5 {
        let begin = time::now();
        last = Some(work());
        times.push(time::now().saturating_sub(begin));
    }
    (time::median(times), last.expect("it was done five times"))
}

#[expect(clippy::cast_precision_loss, reason = "a figure to read")]
fn rate(runs: u64, took: Duration) -> f64 {
    runs as f64 / took.as_secs_f64()
}
