//! Services with their databases and a broker between them, as a world of the simulator.

mod act;
mod alone;
mod broker;
mod call;
mod client;
mod clock;
mod databases;
mod device;
mod effect;
mod fault;
mod history;
mod host;
mod instance;
mod job;
mod judge;
mod left;
mod link;
mod log;
mod module;
mod note;
mod outside;
mod print;
mod printed;
mod scripts;
mod setup;
mod shared;
mod statement;
#[expect(clippy::module_inception, reason = "the system is what the module is about")]
mod system;
mod tables;
mod theatre;
mod time;
mod touch;
mod trace;
mod usage;

pub use client::{ClientCall, Outcome};
pub use databases::RowChange;
pub use device::Part;
pub use job::{Done, Exploration, Extent, Job, Plan, Progress, Story, Way, What, Wish, run};
pub use note::{Came, Did, Fault, Flight, Misuse, Note, Turn};
pub use outside::WORLD;
pub use scripts::{Stuck, Thrown};
pub use setup::{
    Budget, Check, Every, Faults, Guarantee, History, Isolation, Request, Rule, Service, Setup, Span, Timing, Topic,
    TopicKind,
};
pub use system::System;
pub use theatre::{MISUSE, Theatre, Unplayable};
pub use trace::{Broken, Ending, TableAtStart, Trace};
pub use usage::Resource;

#[cfg(test)]
mod tests;
