//! The workbook on a terminal.
//!
//! [`Model`] is what is on the screen; [`update`] takes a [`Msg`] and says what the world must do ([`Effect`]); [`view`]
//! draws. Both are plain functions, so that a test, a picture and the terminal drive the same workbook. [`run`] is the
//! edge: terminal, files, store and worker.
//!
//! Architecture invariant: `update` and `view` do no input or output; `view` changes nothing.

pub mod action;
mod clock;
mod edge;
mod effect;
pub mod headless;
pub mod key;
mod keymap;
pub mod layout;
mod model;
mod mouse;
mod paint;
pub mod picture;
mod place;
pub(crate) mod rows;
pub(crate) mod run_block;
mod screen;
pub mod story;
mod syntax;
mod terminal;
mod theme;
mod tour;
mod trail;
mod update;
mod view;
mod watcher;
mod worker;

pub use edge::Options;
pub use keymap::Keymap;
pub use model::{
    AnswerFile, Block, Effect, Given, Looked, Model, Msg, Opened, Reading, Sections, Shared, Stand, Standing, Step,
    Ticket,
};
pub use mouse::{Mouse, MouseKind, Wheel};
pub use terminal::{Error, possible, run};
pub use theme::{Ground, ascii};
pub use trail::{Stay, Trail};
pub use update::update;
pub use view::view;
