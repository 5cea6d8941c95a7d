//! No command: the workbook.

use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::session::Session;
use crate::progress::Opened;
use crate::tui;

pub(in crate::cli) fn run(session: &mut Session) -> Done {
    // Looked at first: without a terminal nothing is made.
    tui::possible().map_err(|error| fail(session, error))?;
    let Opened { store, notice } = session.open_store()?;
    let options = tui::Options {
        course: session.take_course()?,
        store,
        answers: session.answers()?,
        lang: session.lang().clone(),
        ascii: session.global.ascii,
        color: session.out.is_colored(),
        notice: notice.map(|notice| notice.message(&session.strings)),
    };
    tui::run(options).map_err(|error| fail(session, error))?;
    Ok(Verdict::Fine)
}

fn fail(session: &Session, error: tui::Error) -> Fail {
    match error {
        tui::Error::NoTerminal | tui::Error::Dumb => Fail::usage(&session.strings, "cli-no-terminal", &[]),
        tui::Error::Terminal(error) => Fail::system(&session.strings, "terminal", &error),
    }
}
