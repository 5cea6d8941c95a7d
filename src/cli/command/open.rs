//! No command: the workbook.

use std::io::IsTerminal;

use crate::cli::fail::{Done, Fail};
use crate::cli::session::Session;

pub(in crate::cli) fn run(session: &mut Session) -> Done {
    let terminal = std::io::stdin().is_terminal() && session.out.is_terminal();
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let _ = (terminal, dumb);
    Err(Fail::usage(&session.strings, "cli-no-terminal", &[]))
}
