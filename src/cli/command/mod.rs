//! The commands, one per file: its arguments and what it does with them.

pub(super) mod card;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod doctor;
pub(super) mod glossary;
pub(super) mod hint;
pub(super) mod init;
pub(super) mod list;
pub(super) mod man;
pub(super) mod open;
pub(super) mod pack;
pub(super) mod progress;
pub(super) mod read;
pub(super) mod reset;
pub(super) mod review;
pub(super) mod search;
pub(super) mod show;
pub(super) mod solution;
pub(super) mod trace;
