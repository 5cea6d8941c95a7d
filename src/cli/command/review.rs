//! `review`: asks again what was learnt, one card after the other, or lists what is due.

use std::io::{BufRead, IsTerminal};

use serde_json::json;

use crate::base::Safe;
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::out::json::document;
use crate::cli::session::Session;
use crate::course::recall::{Face, Home, Recall};
use crate::progress::{Card, Rating, Store, Zone};
use crate::tui::layout::Role;

/// Ask again what was learnt, as it falls due
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// List what is due as JSON, and ask nothing
    #[arg(long)]
    json: bool,
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    let asks = !args.json && session.out.is_terminal() && std::io::stdin().is_terminal();
    let store = if asks { session.store()? } else { session.look() };
    let today = Zone::System.day(Session::now());
    let deck = store.deck(session.course()?.catalog(), Zone::System);
    let deck = deck.map_err(|fault| Fail::store(&session.strings, &fault))?;
    let lang = session.lang().clone();
    let course = session.course()?;
    // What cannot be read any more is not asked.
    let due: Vec<(Card, Face)> =
        deck.due(today).filter_map(|card| Some((card.clone(), course.face(&card.recall, &lang)?))).collect();
    if args.json {
        let due: Vec<_> = due.iter().map(|(card, face)| card_json(card, face)).collect();
        session.out.raw(&document(&json!({ "format": 1, "due": due })));
        return Ok(Verdict::Fine);
    }
    if due.is_empty() {
        let next = deck.next_after(today).map_or_else(String::new, |day| day.to_string());
        let kind = if next.is_empty() { "none" } else { "later" };
        let said = session.strings.with("cli-review-nothing", &[("kind", kind.into()), ("day", next.into())]);
        session.out.line(Role::Text, &said);
        return Ok(Verdict::Fine);
    }
    let said = session.strings.with("review-due", &[("n", due.len().into())]);
    session.out.line(Role::Strong, &said);
    if asks {
        ask(session, store, &due)?;
    } else {
        for (card, face) in &due {
            session.out.line(Role::Text, "");
            front(session, &card.recall, face);
        }
    }
    Ok(Verdict::Fine)
}

/// Asks one card after the other until all are answered or the reader has enough.
fn ask(session: &mut Session, mut store: Store, due: &[(Card, Face)]) -> Result<(), Fail> {
    let mut answered = 0_usize;
    for (card, face) in due {
        session.out.line(Role::Text, "");
        front(session, &card.recall, face);
        if line(session, "cli-review-turn").is_none() {
            break;
        }
        back(session, face);
        let Some(rating) = rating(session) else { break };
        let kept = store.review(&card.recall, rating, Session::now());
        kept.map_err(|fault| Fail::store(&session.strings, &fault))?;
        answered += 1;
    }
    let left = due.len() - answered;
    let said = session.strings.with("cli-review-end", &[("answered", answered.into()), ("left", left.into())]);
    session.out.line(Role::Text, "");
    session.out.line(Role::Text, &said);
    Ok(())
}

/// How well the reader says that it was known; none where there is enough.
fn rating(session: &mut Session) -> Option<Rating> {
    loop {
        let typed = line(session, "cli-review-rate")?;
        if let Some(rating) = typed.parse().ok().and_then(Rating::of) {
            return Some(rating);
        }
    }
}

/// A line from the keyboard after a prompt; none at its end, or where it is `q`.
fn line(session: &mut Session, prompt: &str) -> Option<String> {
    let words = session.text(prompt);
    session.out.line(Role::Muted, &words);
    session.out.flush();
    let mut typed = String::new();
    let read = std::io::stdin().lock().read_line(&mut typed);
    let typed = typed.trim().to_lowercase();
    // The letter of the same key where the keyboard writes Korean.
    let enough = session.out.is_closed() || !read.is_ok_and(|bytes| bytes > 0) || matches!(typed.as_str(), "q" | "ㅂ");
    (!enough).then_some(typed)
}

fn front(session: &mut Session, recall: &Recall, face: &Face) {
    let kind = session.text(match recall {
        Recall::Concept(_) => "review-ask-concept",
        Recall::Question { .. } => "review-ask-question",
        Recall::Check { .. } => "review-ask-check",
    });
    session.out.line(Role::Muted, &format!("{} · {kind}", face.from));
    wrapped(session, Role::Strong, "", &face.ask);
    for (option, letter) in face.options.iter().zip('a'..) {
        wrapped(session, Role::Text, &format!("  {letter}  "), option);
    }
}

fn back(session: &mut Session, face: &Face) {
    for words in &face.answer {
        wrapped(session, Role::Text, "  ", words);
    }
    let open = open(&face.home);
    session.out.line(Role::Muted, &format!("  {open}"));
}

fn wrapped(session: &mut Session, role: Role, before: &str, words: &str) {
    let after = " ".repeat(before.len());
    let options = textwrap::Options::new(usize::from(session.out.columns().min(100)));
    let options = options.initial_indent(before).subsequent_indent(&after);
    for line in textwrap::wrap(Safe::line(words).as_str(), options) {
        session.out.line(role, &line);
    }
}

/// What shows where it comes from.
fn open(home: &Home) -> String {
    match home {
        Home::Lesson(slug, None) => format!("sagabook read {slug}"),
        Home::Lesson(slug, Some(section)) => format!("sagabook read '{slug}#{section}'"),
        Home::Exercise(slug) => format!("sagabook show {slug}"),
    }
}

fn card_json(card: &Card, face: &Face) -> serde_json::Value {
    let kind = match &card.recall {
        Recall::Concept(_) => "concept",
        Recall::Question { .. } => "question",
        Recall::Check { .. } => "check",
    };
    json!({
        "card": card.recall.to_string(),
        "kind": kind,
        "due": card.due.to_string(),
        "reviews": card.reviews,
        "from": face.from,
        "ask": face.ask,
        "options": face.options,
        "answer": face.answer,
        "open": open(&face.home),
    })
}
