//! `hint`: the hints of an exercise, one at a time.

use crate::base::Safe;
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::session::Session;
use crate::tui::layout::{Role, Span};

/// Show the hints of an exercise seen so far
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// An exercise's id
    #[arg(value_name = "EXERCISE")]
    exercise: String,
    /// Show one more
    #[arg(long)]
    next: bool,
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    let slug = session.exercise(&args.exercise)?;
    let text =
        session.course()?.text(&slug, session.lang()).map_err(|problems| Fail::content(&session.strings, &problems))?;
    let mut store = session.store()?;
    let seen = usize::from(store.mark(&slug).map_err(|fault| Fail::store(&session.strings, &fault))?.hints);
    let all = text.hints.len();
    let now = (seen + usize::from(args.next)).clamp(1, all);
    if now > seen {
        session.saved(store.see_hints(&slug, u8::try_from(now).unwrap_or(u8::MAX)));
    }
    for (number, hint) in text.hints.iter().enumerate().take(now) {
        session.out.row(&[
            Span::new(format!("{}/{all}  ", number + 1), Role::Muted),
            Span::new(Safe::line(hint).into_string(), Role::Text),
        ]);
    }
    let more = if now < all { "cli-hint-more" } else { "cli-hint-last" };
    Session::note(&session.strings.with(more, &[("exercise", slug.as_str().into())]));
    Ok(Verdict::Fine)
}
