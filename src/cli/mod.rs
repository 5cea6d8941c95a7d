//! Placeholder of the lane that builds this part.

use std::process::ExitCode;

use crate::grade::worker;

/// Runs the program with the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    if worker::asked_for(std::env::args_os()) {
        return worker::serve();
    }
    ExitCode::SUCCESS
}
