//! How fast stories are told, each figure beside a floor of the same process: `cargo bench --bench sim`.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "sim/world.rs"]
mod world;

use std::ops::ControlFlow;
use std::time::Instant;

use sagabook::base::Seed;
use sagabook::lab::system::{Faults, Theatre};
use sagabook::sim::{Bounds, Mode, explore};

const BOUNDS: Bounds = Bounds { steps: 1_000, states: 10_000_000, runs: u64::MAX, faults: 3 };

fn main() {
    for (orders, most) in [(1, 0), (1, 1), (1, 2), (1,3), (2, 0), (2, 1), (2,2), (2,3)] {
        let theatre = Theatre::new(world::setup(orders, Faults { at_most: most, ..world::faults() })).unwrap();
        let begin = Instant::now();
        let explored = explore(&&theatre, Mode::Memo, Bounds { faults: most.into(), states: 20_000, ..BOUNDS }, &mut |_| ControlFlow::Continue(()));
        println!("{orders} orders, {most} faults: {:?} {:?}", begin.elapsed(), explored);
    }
    let theatre = Theatre::new(world::setup(2, world::faults())).unwrap();
    let begin = Instant::now();
    let explored = explore(
        &&theatre,
        Mode::Sampled { runs: 1000, depth: 3, seed: Seed(1) },
        BOUNDS,
        &mut |_| ControlFlow::Continue(()),
    );
    println!("sampled {:?} {:?}", begin.elapsed(), explored);
}
