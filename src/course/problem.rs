//! What is wrong in a pack: where, and what to do.
//!
//! Also compiled into `build.rs`, so it stands alone; the words are put to it in `words.rs`.

use std::fmt;

/// One mistake of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Path in the pack, `exercises/01-introduction/first-query/exercise.toml`; empty where it is about none.
    pub file: String,
    /// From 1; 0 where there is none.
    pub line: u32,
    /// From 1, in characters; 0 where there is none.
    pub column: u32,
    /// Id of its text, `pack-…`.
    pub code: &'static str,
    /// Values in the text, as they stand in the pack; [`Problem::message`] makes them harmless.
    pub args: Vec<(&'static str, String)>,
}

impl Problem {
    /// A problem without a place yet.
    #[must_use]
    pub fn new(code: &'static str) -> Self {
        Self { file: String::new(), line: 0, column: 0, code, args: Vec::new() }
    }

    /// With a value for its text.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// In a file, at a line and column from 1 (0 where unknown).
    #[must_use]
    pub fn at(mut self, file: &str, line: u32, column: u32) -> Self {
        file.clone_into(&mut self.file);
        (self.line, self.column) = (line, column);
        self
    }
}

/// One or more problems.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Just this one.
    #[must_use]
    pub fn one(problem: Problem) -> Self {
        Self(vec![problem])
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self::one(problem)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for problem in &self.0 {
            writeln!(f, "{}:{}:{}: {} {:?}", problem.file, problem.line, problem.column, problem.code, problem.args)?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}
