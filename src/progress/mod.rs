//! What is kept between two sittings: answers as files, and a store of attempts, marks, places and drafts.
//!
//! - [`Home`]: the data folder;
//! - [`Answers`]: answer files, in the data folder or in a workspace;
//! - [`Store`]: one SQLite file, `progress.db`, opened before the first frame;
//! - [`Settings`]: a file in TOML, for people to write as well;
//! - [`Export`]: all of it as one JSON document, for another machine.
//!
//! Attempts, reviews and time spent are append-only. Every save that returned `Ok` survives `kill -9` and a power cut: the file is in WAL mode
//! and each transaction waits for the disk (`synchronous = FULL`).
//!
//! Architecture invariant: no course text, no user interface, and no clock: callers pass [`WallTime`]s in.

mod answered;
mod answers;
mod attempt;
mod day;
mod draft;
mod fault;
mod files;
mod history;
mod home;
mod mark;
mod place;
mod review;
mod salvage;
mod schedule;
mod settings;
mod spent;
mod store;
mod transfer;
mod wall_time;
mod watch;

pub use answered::Files;
pub use answers::{Answers, FileFault, FileFaultKind, differs, digest, submission_at, submission_in};
pub use attempt::{Attempt, Recorded};
pub use day::{Day, Zone};
pub use draft::{Draft, Standing, TextHash};
pub use fault::{Fault, FaultKind, Notice};
pub use home::Home;
pub use mark::{Mark, Marks};
pub use place::{Cursor, Last, LessonPlace, Overview};
pub use review::{Card, Deck, Review};
pub use schedule::{Memory, Rating};
pub use settings::{Keys, Motion, Setting, Settings, Theme, keys_text, no_toml, told};
pub use spent::{Pulse, Spent};
pub use store::{Opened, Store};
pub use transfer::{DraftOf, Export, Help, ImportFault, Imported, NotAnExport, Reading, read_export, write_export};
pub use wall_time::WallTime;
pub use watch::{Changes, Means, Unwatched, Watch};
