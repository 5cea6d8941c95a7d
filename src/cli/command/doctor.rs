//! `doctor`: whether everything works here.

use std::io::IsTerminal;
use std::path::Path;

use crate::base::{Safe, width};
use crate::cli::fail::{Done, Verdict};
use crate::cli::session::Session;
use crate::course::Problem;
use crate::grade::Judge;
use crate::grade::worker::Force;
use crate::progress::{self, Opened};
use crate::tui::Keymap;
use crate::tui::layout::{Role, Span};

/// Look whether everything works here
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {}

/// One thing looked at.
struct Line {
    id: &'static str,
    state: State,
    says: String,
}

/// How it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Good,
    Weak,
    Bad(Verdict),
}

#[expect(clippy::unnecessary_wraps, reason = "as every command")]
pub(in crate::cli) fn run(session: &mut Session, _args: &Args) -> Done {
    let mut lines = vec![
        good(
            "doctor-version",
            format!("{} ({} {})", super::super::VERSION, std::env::consts::OS, std::env::consts::ARCH),
        ),
        good("doctor-language", session.lang().to_string()),
        terminal(session),
    ];
    lines.extend(settings(session));
    lines.extend([course(session), answers(session)]);
    lines.extend(store(session));
    lines.extend(worker(session));
    let labels: Vec<String> = lines.iter().map(|line| session.text(line.id)).collect();
    let wide = labels.iter().map(|label| width(label)).max().unwrap_or(0);
    let mut verdict = Verdict::Fine;
    for (line, label) in lines.iter().zip(&labels) {
        let (mark, role) = match line.state {
            State::Good => ("✔", Role::Good),
            State::Weak => ("–", Role::Warning),
            State::Bad(_) => ("✘", Role::Bad),
        };
        if let State::Bad(bad) = line.state {
            verdict = verdict.max(bad);
        }
        let mut says = line.says.lines();
        let gap = " ".repeat(wide - width(label) + 2);
        session.out.row(&[
            Span::new(format!("{mark} "), role),
            Span::new(format!("{label}{gap}"), Role::Strong),
            Span::new(says.next().unwrap_or_default(), Role::Text),
        ]);
        for more in says {
            session.out.row(&[Span::new(format!("{}{more}", " ".repeat(wide + 4)), Role::Muted)]);
        }
    }
    Ok(verdict)
}

fn good(id: &'static str, says: String) -> Line {
    Line { id, state: State::Good, says }
}

fn shown(path: &Path) -> String {
    Safe::line(&path.display().to_string()).into_string()
}

fn terminal(session: &Session) -> Line {
    let id = "doctor-terminal";
    if !session.out.is_terminal() || !std::io::stdin().is_terminal() {
        return Line { id, state: State::Weak, says: session.text("doctor-no-terminal") };
    }
    let (columns, rows) = crossterm::terminal::size().unwrap_or((0, 0));
    let term = std::env::var("TERM").unwrap_or_default();
    let says = format!("{columns}×{rows}, TERM={}", Safe::line(&term));
    let enough = columns >= 80 && rows >= 24 && term != "dumb";
    Line { id, state: if enough { State::Good } else { State::Weak }, says }
}

/// The files that a person may write, and what is wrong in them.
fn settings(session: &Session) -> Vec<Line> {
    let home = match session.home() {
        Ok(home) => home,
        Err(fail) => {
            return vec![Line { id: "doctor-settings", state: State::Bad(Verdict::Broken), says: fail.message }];
        }
    };
    let file = |id, path: &Path, none: &str, faults: &[Problem]| {
        let path_shown = shown(path);
        if !faults.is_empty() {
            let told = progress::told(faults, &session.strings);
            return Line { id, state: State::Bad(Verdict::Broken), says: format!("{path_shown}\n{told}") };
        }
        let none = session.strings.with(none, &[("path", path_shown.clone().into())]);
        good(id, if path.exists() { path_shown } else { none })
    };
    let (_, keys) = Keymap::read(home);
    vec![
        file("doctor-settings", &home.settings(), "doctor-settings-none", session.faults()),
        file("doctor-keys", &home.keys(), "doctor-keys-none", &keys),
    ]
}

fn course(session: &Session) -> Line {
    let id = "doctor-course";
    let course = match session.course() {
        Ok(course) => course,
        Err(fail) => return Line { id, state: State::Bad(Verdict::Broken), says: fail.message },
    };
    let chapters = &course.catalog().chapters;
    let says = session.strings.with(
        "doctor-course-holds",
        &[
            ("chapters", chapters.len().into()),
            ("lessons", chapters.iter().map(|chapter| chapter.lessons.len()).sum::<usize>().into()),
            ("exercises", chapters.iter().map(|chapter| chapter.exercises.len()).sum::<usize>().into()),
        ],
    );
    let broken = course.problems().count();
    if broken == 0 {
        return good(id, says);
    }
    let more = session.strings.with("doctor-course-broken", &[("n", broken.into())]);
    Line { id, state: State::Bad(Verdict::Broken), says: format!("{says}\n{more}") }
}

fn answers(session: &Session) -> Line {
    let id = "doctor-answers";
    match session.answers() {
        Ok(answers) => good(id, shown(answers.root())),
        Err(fail) => Line { id, state: State::Bad(Verdict::Broken), says: fail.message },
    }
}

fn store(session: &Session) -> Vec<Line> {
    let id = "doctor-progress";
    let home = match session.home() {
        Ok(home) => home,
        Err(fail) => return vec![Line { id, state: State::Bad(Verdict::Broken), says: fail.message }],
    };
    if !home.store().exists() {
        return vec![good(id, session.strings.with("doctor-progress-none", &[("path", shown(&home.store()).into())]))];
    }
    let Opened { mut store, mut notice } = session.peek();
    notice = notice.or_else(|| store.check());
    let mut lines = Vec::new();
    if let Some(notice) = notice {
        let state = if store.is_kept() { State::Weak } else { State::Bad(Verdict::Ungradable) };
        lines.push(Line { id, state, says: notice.message(&session.strings) });
    }
    if store.is_kept() {
        let attempts = store.all_attempts().map_or(0, |attempts| attempts.len());
        let says = session
            .strings
            .with("doctor-progress-holds", &[("path", shown(store.path()).into()), ("attempts", attempts.into())]);
        lines.push(good(id, says));
    }
    lines
}

/// Whether the worker starts, and what of its box is in force.
fn worker(session: &Session) -> Vec<Line> {
    let bad = |error: String| {
        let says = session.strings.with("doctor-worker-fails", &[("detail", Safe::line(&error).into_string().into())]);
        vec![Line { id: "doctor-worker", state: State::Bad(Verdict::Ungradable), says }]
    };
    let mut judge = match Judge::new() {
        Ok(judge) => judge,
        Err(error) => return bad(error.to_string()),
    };
    let confinement = match judge.confinement() {
        Ok(Some(confinement)) => confinement,
        Ok(None) => return Vec::new(),
        Err(gone) => return bad(gone.to_string()),
    };
    let mut lines = vec![good("doctor-worker", session.text("doctor-worker-starts"))];
    for (id, force) in [
        ("doctor-limits", confinement.limits),
        ("doctor-privileges", confinement.no_new_privileges),
        ("doctor-files", confinement.files),
        ("doctor-calls", confinement.calls),
    ] {
        let (state, says) = match force {
            Force::Full => (State::Good, "doctor-force-full"),
            Force::Partly => (State::Weak, "doctor-force-partly"),
            Force::Absent => (State::Weak, "doctor-force-absent"),
        };
        lines.push(Line { id, state, says: session.text(says) });
    }
    lines
}
