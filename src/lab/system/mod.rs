//! Services with their databases and a broker between them, as a world of the simulator.

mod act;
mod broker;
mod call;
mod clock;
mod databases;
mod effect;
mod instance;
mod module;
mod note;
mod scripts;
mod setup;
#[expect(clippy::module_inception, reason = "the system is what the module is about")]
mod system;
mod theatre;

pub use databases::RowChange;
pub use note::{Came, Did, Fault, Misuse, Note};
pub use scripts::{Stuck, Thrown};
pub use setup::{Check, Faults, Request, Service, Setup, Topic, TopicKind, When};
pub use system::System;
pub use theatre::{MISUSE, Theatre, Unplayable};

#[cfg(test)]
mod tests;
