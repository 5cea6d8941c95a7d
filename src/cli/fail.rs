//! What goes wrong on the command line: kind, message, exit code.

use crate::base::{Arg, Safe, Strings};
use crate::course::{Problem, Problems};
use crate::progress::{Fault, FileFault, FileFaultKind};

/// Why a command ends without its result. Three lines: what, where, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fail {
    /// Fixes the exit code.
    pub kind: FailKind,
    /// The lines, without marks; several blocks of them for several problems.
    pub message: String,
}

/// Kinds of failing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FailKind {
    /// Wrong usage, or no such thing.
    Usage,
    /// A pack is broken.
    Content,
    /// Our fault or the machine's.
    Machine,
}

/// What a command came to.
pub(super) type Done = Result<Verdict, Fail>;

/// How a command ended that did its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// All well.
    Fine,
    /// Some check failed.
    Failed,
    /// Something of several was not there or broken, and was said.
    Broken,
    /// Something could not be graded.
    Ungradable,
}

impl Verdict {
    /// The exit code.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Failed => 1,
            Self::Broken => 2,
            Self::Ungradable => 3,
        }
    }
}

impl FailKind {
    /// The exit code.
    pub(super) fn code(self) -> u8 {
        match self {
            Self::Usage | Self::Content => 2,
            Self::Machine => 3,
        }
    }
}

impl Fail {
    /// With the text of this id.
    pub(super) fn new(kind: FailKind, strings: &Strings, id: &str, args: &[(&str, Arg)]) -> Self {
        Self { kind, message: strings.with(id, args) }
    }

    /// Wrong usage or no such thing.
    pub(super) fn usage(strings: &Strings, id: &str, args: &[(&str, Arg)]) -> Self {
        Self::new(FailKind::Usage, strings, id, args)
    }

    /// The machine's refusal of something, told by the system.
    pub(super) fn system(strings: &Strings, what: &str, error: &dyn std::fmt::Display) -> Self {
        let args = [
            ("detail", Safe::line(&error.to_string()).into_string().into()),
            ("path", Safe::line(what).into_string().into()),
        ];
        Self::new(FailKind::Machine, strings, "progress-file-system", &args)
    }

    /// Problems of a pack, each with its place.
    pub(super) fn content(strings: &Strings, problems: &Problems) -> Self {
        let blocks: Vec<String> = problems.0.iter().map(|problem| told(strings, problem)).collect();
        Self { kind: FailKind::Content, message: blocks.join("\n\n") }
    }

    /// A file that cannot be read or written.
    pub(super) fn file(strings: &Strings, fault: &FileFault) -> Self {
        let kind = match fault.kind {
            FileFaultKind::System(_) => FailKind::Machine,
            FileFaultKind::Missing
            | FileFaultKind::NotAFile
            | FileFaultKind::TooLarge
            | FileFaultKind::NotText
            | FileFaultKind::OneOfSeveral => FailKind::Usage,
        };
        Self { kind, message: fault.message(strings) }
    }

    /// The store refuses.
    pub(super) fn store(strings: &Strings, fault: &Fault) -> Self {
        Self { kind: FailKind::Machine, message: fault.message(strings) }
    }
}

/// A problem of a pack: what, where, what to do.
pub(super) fn told(strings: &Strings, problem: &Problem) -> String {
    let message = problem.told(strings);
    let place = match (problem.file.as_str(), problem.line, problem.column) {
        ("", _, _) => return message,
        (file, 0, _) => file.to_owned(),
        (file, line, 0) => format!("{file}:{line}"),
        (file, line, column) => format!("{file}:{line}:{column}"),
    };
    let place = strings.with("cli-at", &[("path", Safe::line(&place).into_string().into())]);
    match message.split_once('\n') {
        Some((what, to_do)) => format!("{what}\n{place}\n{to_do}"),
        None => format!("{message}\n{place}"),
    }
}
