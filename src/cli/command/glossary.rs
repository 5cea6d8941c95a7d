//! `glossary`: what the terms mean.

use crate::base::{Safe, width};
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::session::Session;
use crate::course::{Concept, ConceptText};
use crate::tui::layout::{Role, Span};

/// Look up a term
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// A term, or a part of one; all terms without it
    #[arg(value_name = "TERM")]
    term: Option<String>,
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    let course = session.course()?;
    let catalog = course.catalog().clone();
    let concepts = course.concepts().map_err(|problems| Fail::content(&session.strings, &problems))?;
    let lang = session.lang().clone();
    let text = |concept: &Concept| -> Option<ConceptText> {
        concept.texts.get(&lang).or_else(|| concept.texts.values().next()).cloned()
    };
    let all: Vec<(String, String, ConceptText)> = concepts
        .0
        .iter()
        .filter_map(|(id, concept)| Some((id.clone(), concept.home.to_string(), text(concept)?)))
        .collect();
    let Some(term) = &args.term else {
        let wide = all.iter().map(|(_, _, text)| width(&text.name)).max().unwrap_or(0);
        for (_, _, text) in &all {
            let gap = " ".repeat(wide - width(&text.name) + 2);
            session.out.row(&[
                Span::new(Safe::line(&text.name).into_string(), Role::Term),
                Span::new(gap, Role::Text),
                Span::new(Safe::line(&text.is).into_string(), Role::Text),
            ]);
        }
        return Ok(Verdict::Fine);
    };
    let wanted = term.to_lowercase();
    let exactly: Vec<&(String, String, ConceptText)> =
        all.iter().filter(|(id, _, text)| *id == wanted || text.name.to_lowercase() == wanted).collect();
    let found: Vec<&(String, String, ConceptText)> = if exactly.is_empty() && !wanted.is_empty() {
        all.iter().filter(|(id, _, text)| id.contains(&wanted) || text.name.to_lowercase().contains(&wanted)).collect()
    } else {
        exactly
    };
    if found.is_empty() {
        return Err(session.no_such(
            "term",
            term,
            all.iter().flat_map(|(id, _, text)| [id.as_str(), text.name.as_str()]),
        ));
    }
    for (id, home, text) in found {
        session.out.row(&[
            Span::new(Safe::line(&text.name).into_string(), Role::Term),
            Span::new(format!("  {}", Safe::line(id)), Role::Muted),
        ]);
        session.out.row(&[Span::new(format!("  {}", Safe::line(&text.is)), Role::Text)]);
        // A term may be known before the lesson that teaches it is there.
        if catalog.lesson(home).is_some() {
            session.out.row(&[Span::new(format!("  sagabook read {home}"), Role::Muted)]);
        }
    }
    Ok(Verdict::Fine)
}
