//! The simulator: every schedule and every fault within bounds, and the shortest story that fails.
//!
//! It knows nothing of SQL or scripts. A [`World`] says which steps may come next, takes one, and says what no longer
//! holds; everything else is here: the order in which stories are tried ([`explore`]), the natural run and the
//! deviations from it ([`Schedule`]), the printed id that replays a story, and the smallest story that still fails
//! ([`shrink`]).
//!
//! Worlds are not cloned: a story is told again from its beginning (stateless search: Godefroid, "Model Checking for
//! Programming Languages using VeriSoft", POPL 1997). So a world must do the same for the same steps, always.
//!
//! Architecture invariant: no clock, no thread, no I/O; elapsed time decides nothing.

mod count;
mod fingerprint;
mod history;
mod natural;
mod run;
mod schedule;
mod search;
mod shrink;
mod step;
mod world;

pub use fingerprint::{ByPrint, Fingerprint, Printer};
pub use history::{Access, Operation, is_linearizable, reads_go_forward, reads_its_writes};
pub use run::{End, Told, follow, tell};
pub use schedule::{Deviation, Malformed, Schedule, Tag};
pub use search::{Bounds, Explored, Found, Mode, News, Share, explore};
pub use shrink::shrink;
pub use step::{Actor, Cause, Footprint, Kind, Step};
pub use world::{Failure, Scenario, Taken, Violation, World};

#[cfg(test)]
mod tests;
