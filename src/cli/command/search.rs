//! `search`: where words are in the book.

use crate::base::Safe;
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::session::Session;
use crate::course::search::{Hit, Index, Target};
use crate::tui::layout::{Role, Span};

/// Find words in lessons, exercises and the glossary
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Words or parts of words; a place must have all of them
    #[arg(value_name = "WORDS", required = true)]
    words: Vec<String>,
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    let query = args.words.join(" ");
    let lang = session.lang().clone();
    let index = Index::of(session.course()?, &lang);
    let hits = index.find(&query);
    if hits.is_empty() {
        let args = [("words", Safe::line(&query).into_string().into())];
        return Err(Fail::usage(&session.strings, "cli-nothing-found", &args));
    }
    for hit in &hits {
        for row in rows(hit) {
            session.out.row(&row);
        }
    }
    Ok(Verdict::Fine)
}

fn rows(hit: &Hit<'_>) -> [Vec<Span>; 3] {
    let place = hit.place;
    let said = |text: &str| Safe::line(text).into_string();
    let within = if place.within.is_empty() { String::new() } else { format!("{} › ", said(&place.within)) };
    let open = match &place.target {
        Target::Lesson(slug, None) => format!("  sagabook read {slug}"),
        Target::Lesson(slug, Some(section)) => format!("  sagabook read '{slug}#{}'", said(section)),
        Target::Exercise(slug) => format!("  sagabook show {slug}"),
        Target::Concept(id) => format!("  sagabook glossary {}", said(id)),
    };
    let mut excerpt = vec![Span::new("  ", Role::Text)];
    let mut at = 0;
    for mark in &hit.marks {
        excerpt.push(Span::new(said(&hit.excerpt[at..mark.start]), Role::Text));
        excerpt.push(Span::new(said(&hit.excerpt[mark.clone()]), Role::Strong));
        at = mark.end;
    }
    excerpt.push(Span::new(said(&hit.excerpt[at..]), Role::Text));
    [
        vec![Span::new(within, Role::Muted), Span::new(said(&place.title), Role::Term)],
        excerpt,
        vec![Span::new(open, Role::Muted)],
    ]
}
