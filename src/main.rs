//! The binary: hands its arguments to [`sagabook::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    sagabook::cli::main()
}
