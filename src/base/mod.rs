//! What every layer stands on: ids, languages and words, the seed, harmless text and its width.
//!
//! Architecture invariant: nothing here reads a file, a clock or the environment, or starts a thread.

mod lang;
pub(crate) mod particle;
mod safe;
mod seed;
mod slug;
mod strings;
mod value;

pub use lang::{Lang, Translated};
pub use safe::{Safe, pad, truncate, width};
pub use seed::{Seed, Stream};
pub use slug::{NotASlug, Slug};
pub use strings::{Arg, Strings, languages};
pub use value::Value;
