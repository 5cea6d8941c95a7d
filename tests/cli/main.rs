//! The command line from outside: what it prints, what it refuses, and with which exit code.

#![allow(clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

mod check;
mod help;
mod list;
mod plain;
mod progress;
mod review;
mod sim;
mod streams;
mod time;
mod usage;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A data folder of its own, and the program with a clean environment.
struct Shell {
    folder: TempDir,
}

/// What a run came to.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

impl Shell {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn home(&self) -> PathBuf {
        self.path("home")
    }

    /// The program with these arguments, in the shell's own folder.
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sagabook"));
        for name in ["LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command.env("SAGABOOK_HOME", self.home()).current_dir(self.folder.path()).stdin(Stdio::null());
        command.arg("--pack").arg(pack()).args(args);
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        ran(&self.command(args).output().unwrap())
    }

    /// Runs, and expects this exit code.
    #[track_caller]
    fn exits(&self, code: i32, args: &[&str]) -> Ran {
        let ran = self.run(args);
        assert_eq!(ran.code, code, "{args:?}\n{}{}", ran.out, ran.err);
        ran
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }
}

fn ran(output: &Output) -> Ran {
    Ran {
        code: output.status.code().expect("it ended by itself"),
        out: String::from_utf8(output.stdout.clone()).expect("output is UTF-8"),
        err: String::from_utf8(output.stderr.clone()).expect("errors are UTF-8"),
    }
}

/// The pack of these tests: one lesson, and one exercise with two questions.
fn pack() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/pack"))
}

/// A folder of the exercise of these tests: `solution`, `starter`, `wrong/both`, `wrong/second`.
fn answer(name: &str) -> String {
    pack().join("exercises/01-tests/two-questions").join(name).display().to_string()
}
