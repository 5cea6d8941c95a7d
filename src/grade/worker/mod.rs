//! Jobs done by a boxed child of the same binary, which can be killed.
//!
//! [`Remote`] starts the child with the hidden argument [`ARGUMENT`] and talks to it over two pipes in frames: a length
//! and a postcard value. The child ([`serve`]) boxes itself before it reads its first job. The parent believes nothing
//! that the child says: answers are capped, must parse to the last byte, must be of the job's variant, and a child
//! that does not keep to this is ended.
//!
//! The wall clock is read here and nowhere else in grading: it decides `did-not-stop` and nothing more.

mod confine;
mod folder;
mod frame;
mod memo;
mod remote;
mod serve;

use std::ffi::OsString;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub use confine::{Confinement, Force, enter as confine};
pub use memo::Memo;
pub use remote::Remote;
pub use serve::serve;

/// The hidden argument that makes the binary a worker.
pub const ARGUMENT: &str = "__worker";

/// Whether the arguments of this process ask it to be a worker; looked at before any other parsing.
#[must_use]
pub fn asked_for(mut args: impl Iterator<Item = OsString>) -> bool {
    args.nth(1).is_some_and(|first| first == ARGUMENT)
}

/// Asks work to stop, from another thread: the work ends within some hundredths of a second.
#[derive(Debug, Clone, Default)]
pub struct Cancel(Arc<AtomicBool>);

impl Cancel {
    /// Not yet asked for.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether it was asked.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}
