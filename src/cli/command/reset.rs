//! `reset`: back to the starter, with the answer archived first.

use crate::base::Safe;
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::session::Session;
use crate::tui::layout::Role;

/// Archive one's answer and start an exercise again
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// An exercise's id
    #[arg(value_name = "EXERCISE")]
    exercise: String,
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    let slug = session.exercise(&args.exercise)?;
    let exercise = session.course()?.exercise(&slug).map_err(|problems| Fail::content(&session.strings, &problems))?;
    let answers = session.answers()?;
    let archived = answers.reset(&slug, &exercise.starter).map_err(|fault| Fail::file(&session.strings, &fault))?;
    let mut store = session.store()?;
    session.saved(store.drop_drafts(&slug));
    let folder = |path: &std::path::Path| Safe::line(&path.display().to_string()).into_string();
    let said = match &archived {
        Some(place) => session.strings.with("cli-reset", &[("archive", folder(place).into())]),
        None => session.text("cli-reset-nothing"),
    };
    session.out.line(Role::Text, &said);
    session.out.line(Role::Muted, &folder(&answers.folder(&slug)));
    Ok(Verdict::Fine)
}
