//! How fast stories are told: `cargo bench --bench sim`. Nothing here is asserted, the figures are to be read.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "sim/world.rs"]
mod world;

use std::ops::ControlFlow;
use std::time::Instant;

use sagabook::base::Seed;
use sagabook::lab::system::{Faults, Theatre};
use sagabook::sim::{Bounds, Explored, Mode, explore};

const BOUNDS: Bounds = Bounds { steps: 1_000, states: 1_000_000, runs: u64::MAX, faults: 3 };

fn main() {
    for (orders, at_most) in [(1, 0), (1, 1), (1, 2), (1, 3), (2, 0)] {
        explored(orders, Faults { at_most, ..world::faults() }, Mode::Memo);
    }
    explored(2, world::faults(), Mode::Sampled { runs: 1000, depth: 3, seed: Seed(1) });
}

/// Explores the world and prints what it took.
fn explored(orders: u32, faults: Faults, mode: Mode) {
    let at_most = faults.at_most;
    let theatre = Theatre::new(world::setup(orders, faults)).expect("the world can be played");
    let begin = Instant::now();
    let explored = explore(&&theatre, mode, BOUNDS, &mut |_| ControlFlow::Continue(()));
    let took = begin.elapsed().as_secs_f64();
    let Explored { complete, runs, states, steps, found, .. } = explored;
    assert!(found.is_empty(), "the world is right: {found:?}");
    println!("{orders} orders, {at_most} faults, {mode:?}");
    println!("    {:>9.1} ms  {runs} runs, {states:?} states, {steps} steps, complete: {complete}", 1e3 * took);
}
