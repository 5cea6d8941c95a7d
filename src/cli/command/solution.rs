//! `solution`: the solution of an exercise, which is then marked as seen.

use std::io::{BufRead, IsTerminal, Write};

use crate::base::Safe;
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::session::Session;
use crate::tui::layout::Role;

/// Show the solution of an exercise
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// An exercise's id
    #[arg(value_name = "EXERCISE")]
    exercise: String,
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    let slug = session.exercise(&args.exercise)?;
    let exercise = session.course()?.exercise(&slug).map_err(|problems| Fail::content(&session.strings, &problems))?;
    let mut store = session.store()?;
    let mark = store.mark(&slug).map_err(|fault| Fail::store(&session.strings, &fault))?;
    let earned = mark.passed() || mark.honest_tries > 0 || mark.solution_at.is_some();
    if !earned && !confirmed(session) {
        return Ok(Verdict::Fine);
    }
    session.saved(store.see_solution(&slug, Session::now()));
    let several = exercise.solution.len() > 1;
    for (number, (name, text)) in exercise.solution.iter().enumerate() {
        if several {
            if number > 0 {
                session.out.line(Role::Text, "");
            }
            session.out.line(Role::Subheading, &format!("==> {} <==", Safe::line(name)));
        }
        // Into a pipe or a file it goes as it is, so that it can be judged.
        let shown = if session.out.is_terminal() { Safe::new(text).into_string() } else { text.clone() };
        session.out.raw(&shown);
    }
    Ok(Verdict::Fine)
}

/// Asks a person who has not tried yet; a script that runs this command means it.
fn confirmed(session: &Session) -> bool {
    let mut stderr = std::io::stderr();
    if !std::io::stdin().is_terminal() || !stderr.is_terminal() {
        return true;
    }
    let _ = write!(stderr, "{} ", session.text("cli-solution-untried"));
    let _ = stderr.flush();
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    read.is_ok() && session.text("cli-yes").split(' ').any(|yes| answer.trim().eq_ignore_ascii_case(yes))
}
