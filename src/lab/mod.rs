//! What an answer touches: databases with owners, an event store, a script runtime.
//!
//! The lab does jobs: plain data in, plain data out, so that a job can be done in this process (tests) or in a boxed
//! child (always, for answers). A mistake of the answer is data in the outcome; `Err` is our fault or the machine's.
//!
//! Architecture invariant: no terminal, no wall clock, no file outside a temporary folder of the lab's own.

pub mod event_store;
pub mod runner;
pub mod script;
pub mod sql;
pub mod system;

pub use runner::{Ahead, Done, Gone, InProcess, Job, Runner};
