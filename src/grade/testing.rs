//! For tests of graders: exercises from a few lines of TOML, graded in this process.

use super::{Bench, Options, Report, Shelf, Submission, grade};
use crate::base::Slug;
use crate::course::Exercise;
use crate::lab::InProcess;

const HEAD: &str = r#"
format = 1
slug = "test"
difficulty = 1
minutes = 5
concepts = ["intro.acid"]
files = ["answer.toml"]
"#;

/// An exercise from its `[task.…]`, `[checks.…]` and `[points]`, and the text of its solution; its one file is
/// `answer.toml`.
pub(super) fn exercise(manifest: &str, solution: &str) -> Exercise {
    let manifest = format!("{HEAD}{manifest}");
    let slug = Slug::new("test").expect("`test` is a slug");
    let files =
        [("exercise.toml", manifest.as_str()), ("starter/answer.toml", "\n"), ("solution/answer.toml", solution)];
    Exercise::from_files(&slug, files).unwrap_or_else(|problems| panic!("the test's manifest loads: {problems}"))
}

/// The report on an answer of these files.
pub(super) fn graded(exercise: &Exercise, files: &[(&str, &str)]) -> Report {
    let given = files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let submission = Submission::new(&exercise.files, &given);
    let mut bench =
        Bench { answer: &mut InProcess, pack: &mut InProcess, shelf: &mut Shelf::default(), hear: &mut |_| {} };
    grade(exercise, &submission, &Options::default(), &mut bench, &mut |_| {})
}
