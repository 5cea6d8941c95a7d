//! The command line: arguments → a call → output.
//!
//! One file per subcommand in `command`, one per format in `out`. Everything that reaches standard output goes through
//! [`out::Out`], which knows colours, widths and closed pipes; what goes wrong is a [`fail::Fail`], whose kind fixes the
//! exit code. The wall clock is read in [`session`] and nowhere else.
//!
//! Architecture invariant: no logic of lessons, grading or progress is here.

mod args;
mod command;
mod fail;
mod interrupt;
mod names;
mod out;
mod plain;
mod session;
mod usage;

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use crate::grade::worker;
use args::Args;
use session::Session;

/// What `--version` prints.
const VERSION: &str = concat!("sagabook ", env!("CARGO_PKG_VERSION"));

/// Runs the program with the arguments of the process.
///
/// Exit codes: 0 all well, 1 some check failed, 2 wrong usage, no such thing or broken content, 3 our fault or the
/// machine's. A closed pipe is no error.
#[must_use]
pub fn main() -> ExitCode {
    if worker::asked_for(std::env::args_os()) {
        return worker::serve();
    }
    let given: Vec<OsString> = std::env::args_os().collect();
    // The commonest question of scripts is answered before anything else is set up.
    if let [_, only] = given.as_slice()
        && (only == "--version" || only == "-V")
    {
        let _ = writeln!(std::io::stdout(), "{VERSION}");
        return ExitCode::SUCCESS;
    }
    match Args::try_parse_from(&given) {
        Ok(args) => {
            let mut session = Session::new(&args.global);
            let done = session.run(args.command);
            session.end(done)
        }
        Err(error) => {
            let session = Session::new(&usage::guessed(&given));
            let Some(fail) = usage::fail(&error, &given, &session.strings) else {
                // Help and version come this way as well, as no error.
                let _ = error.print();
                return ExitCode::SUCCESS;
            };
            session.end(Err(fail))
        }
    }
}
