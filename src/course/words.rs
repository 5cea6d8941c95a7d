//! Problems of packs in words.

use super::Problem;
use crate::base::{Arg, Safe, Strings};

impl Problem {
    /// What is wrong and what to do, in words.
    #[must_use]
    pub fn message(&self, strings: &Strings) -> String {
        let args: Vec<(&str, Arg)> =
            self.args.iter().map(|(name, value)| (*name, Arg::Text(Safe::line(value).into_string()))).collect();
        strings.with(self.code, &args)
    }
}
