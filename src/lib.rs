//! Sagabook: a terminal workbook from which people learn data management in microservices.
//!
//! The layers, bottom to top, each using only those below it (`tests/tidy.rs` holds this):
//!
//! - [`base`]: ids, languages and words, the seed, harmless text and its width;
//! - [`sim`]: every schedule and fault of a world, and the shortest story that fails;
//! - [`lab`]: what an answer touches: databases, event store, script runtime; jobs in, outcomes out;
//! - [`course`]: packs, lessons, exercises, concepts;
//! - [`grade`]: an exercise and a submission make a report;
//! - [`progress`]: answers, attempts and positions on disk;
//! - [`tui`]: the workbook;
//! - [`cli`]: the command line.

pub mod base;
pub mod cli;
pub mod course;
pub mod grade;
pub mod lab;
pub mod progress;
pub mod sim;
pub mod tui;
