//! How fast stories are told, beside a floor of the same process: `cargo bench --bench sim`.
//!
//! Times are processor times of this thread, medians of five; nothing is asserted, the figures are to be read.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "sim/floor.rs"]
mod floor;
#[path = "sim/world.rs"]
mod world;

use std::fs;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

use sagabook::base::Seed;
use sagabook::lab::system::{Faults, Theatre};
use sagabook::sim::{Bounds, Explored, Mode, explore};

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
    let sampled = Mode::Sampled { runs: RUNS.into(), depth: 3, seed: Seed(1) };
    let (took, explored) = median(|| explored(2, 3, sampled));
    let sampled_rate = rate(explored.runs, took);
    println!("sampled                {sampled_rate:>9.0} runs/s, {:.2} of the floor", sampled_rate / floor_rate);
    for (orders, at_most) in [(1, 3), (2, 0), (2, 1), (2, 2), (2, 3)] {
        let (took, Explored { complete, runs, states, steps, .. }) =
            median(|| self::explored(orders, at_most, Mode::Memo));
        let states = states.unwrap_or_default();
        println!(
            "{orders} orders, {at_most} faults    {:>9.1} ms, {states} states, {runs} runs, {steps} steps, complete: {complete}",
            1e3 * took.as_secs_f64()
        );
    }
    Ok(())
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
        let begin = now();
        last = Some(work());
        times.push(now().saturating_sub(begin));
    }
    times.sort_unstable();
    (times[2], last.expect("it was done five times"))
}

/// The processor time of this thread; where the system does not tell it, the time since the first call.
fn now() -> Duration {
    thread_local!(static FIRST: Instant = Instant::now());
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|told| told.split(' ').next()?.parse().ok()).map(Duration::from_nanos);
    told.unwrap_or_else(|| FIRST.with(Instant::elapsed))
}

#[expect(clippy::cast_precision_loss, reason = "a figure to read")]
fn rate(runs: u64, took: Duration) -> f64 {
    runs as f64 / took.as_secs_f64()
}
