//! No command: the workbook.

use crate::base::{Lang, languages};
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::session::Session;
use crate::course::Problem;
use crate::progress::{self, Notice, Opened, Setting, Settings, Store};
use crate::tui;

pub(in crate::cli) fn run(session: &mut Session) -> Done {
    // Looked at first: without a terminal nothing is made.
    tui::possible().map_err(|error| fail(session, error))?;
    let Opened { mut store, notice } = session.open_store()?;
    let mut settings = session.settings().clone();
    let lang = former_language(session, &mut store, &mut settings).unwrap_or_else(|| session.lang().clone());
    let (keys, faults) = tui::Keymap::read(session.home()?);
    let options = tui::Options {
        course: session.take_course()?,
        store,
        answers: session.answers()?,
        lang,
        ascii: session.global.ascii || session.settings().ascii,
        color: session.out.is_colored(),
        ground: tui::Ground::of(std::env::var("COLORFGBG").ok().as_deref()),
        home: session.home()?.clone(),
        settings,
        keys,
        notice: notices(session, notice, &faults),
    };
    tui::run(options).map_err(|error| fail(session, error))?;
    Ok(Verdict::Fine)
}

/// Takes over the language that a version before kept in the store, where none is chosen since.
fn former_language(session: &Session, store: &mut Store, settings: &mut Settings) -> Option<Lang> {
    if session.lang_given || settings.language.is_some() {
        return None;
    }
    // A store that cannot be read says so elsewhere; a file that cannot be written is tried again the next time.
    let lang = store.former_language().ok().flatten().filter(|lang| languages().contains(lang))?;
    settings.set(Setting::Language, lang.as_str());
    if Settings::keep(session.home().ok()?, Setting::Language, lang.as_str()).is_ok() {
        let _ = store.forget_former_language();
    }
    Some(lang)
}

/// What there is to say at once: of the store, and of files of settings.
fn notices(session: &Session, notice: Option<Notice>, keys: &[Problem]) -> Option<String> {
    let store = notice.map(|notice| notice.message(&session.strings));
    let faults =
        Some(progress::told(&[session.faults(), keys].concat(), &session.strings)).filter(|told| !told.is_empty());
    let all: Vec<String> = store.into_iter().chain(faults).collect();
    (!all.is_empty()).then(|| all.join("\n"))
}

fn fail(session: &Session, error: tui::Error) -> Fail {
    match error {
        tui::Error::NoTerminal | tui::Error::Dumb => Fail::usage(&session.strings, "cli-no-terminal", &[]),
        tui::Error::Terminal(error) => Fail::system(&session.strings, "terminal", &error),
    }
}
