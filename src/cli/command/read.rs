//! `read`: a lesson, or a Markdown file of an author's, as text.

use std::path::Path;

use crate::base::{Safe, Slug};
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::names::nearest;
use crate::cli::session::{Session, lessons};
use crate::course::Block;
use crate::grade::story::Story;
use crate::grade::{Cancel, Judge};
use crate::progress::{FileFault, FileFaultKind, Store};
use crate::tui::layout::{Card, Live, LiveBlock, MEASURE, Page, Role, Span, Words, lay_out};
use crate::tui::run_block;
use crate::tui::story::Played;

/// Print a lesson: styled on a terminal, plain in a pipe
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// A lesson's id, perhaps with a section (`transactions#acid`), or the path of a Markdown file
    #[arg(value_name = "LESSON|FILE.md")]
    what: String,
    /// Columns to lay out for; else the terminal's, at most 96, or 80 in a pipe
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(8..=1000))]
    width: Option<u16>,
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    let width = args.width.unwrap_or_else(|| session.out.columns().min(MEASURE));
    let course = session.course()?;
    let (name, section) = args.what.split_once('#').unwrap_or((&args.what, ""));
    if let Some((_, card)) = course.catalog().lesson(name) {
        let slug = card.slug.clone();
        let lesson =
            course.lesson(&slug, session.lang()).map_err(|problems| Fail::content(&session.strings, &problems))?;
        if lesson.lang != *session.lang() {
            let (wished, lang) = (session.lang().as_str().into(), lesson.lang.as_str().into());
            session.warn(&session.strings.with("cli-other-language", &[("wished", wished), ("lang", lang)]));
        }
        if !section.is_empty() {
            return print_section(session, &lesson.blocks, width, section);
        }
        let minutes = session.strings.with("unit-minutes", &[("n", i64::from(lesson.minutes).into())]);
        let title = Safe::line(&lesson.title).into_string();
        session.out.row(&[Span::new(title, Role::Heading), Span::new(format!("  {minutes}"), Role::Muted)]);
        session.out.line(Role::Text, "");
        print_blocks(session, &lesson.blocks, width)?;
        // Before a person's eyes it is read; what a pipe does with it is not known.
        if session.out.is_terminal() {
            read(session, &slug)?;
        }
        return Ok(Verdict::Fine);
    }
    let path = Path::new(&args.what);
    let is_file = path.extension().is_some_and(|ext| ext.eq_ignore_ascii_case("md")) || path.components().count() > 1;
    if !is_file {
        let there: Vec<&str> = lessons(course.catalog()).collect();
        let exercise = course.catalog().exercise(&args.what).is_some();
        if exercise && nearest(&args.what, there.iter().copied()).is_none() {
            let args = [("name", args.what.as_str().into())];
            return Err(Fail::usage(&session.strings, "cli-is-an-exercise", &args));
        }
        return Err(session.no_such("lesson", &args.what, there));
    }
    if std::fs::symlink_metadata(path).is_err() {
        let fault = FileFault { path: path.to_owned(), kind: FileFaultKind::Missing };
        return Err(Fail::file(&session.strings, &fault));
    }
    let blocks = crate::course::read_markdown(path).map_err(|problems| Fail::content(&session.strings, &problems))?;
    print_blocks(session, &blocks, width)?;
    Ok(Verdict::Fine)
}

/// Prints one section, to the next of its level.
fn print_section(session: &mut Session, blocks: &[Block], width: u16, id: &str) -> Done {
    let page = laid_out(session, blocks, width)?;
    let Some(at) = page.sections.iter().position(|section| section.id == id) else {
        return Err(session.no_such("section", id, page.sections.iter().map(|section| section.id.as_str())));
    };
    let level = page.sections[at].level;
    let end =
        page.sections[at + 1..].iter().find(|section| section.level <= level).map_or(page.rows.len(), |end| end.row);
    let rows = &page.rows[page.sections[at].row..end];
    let last = rows.iter().rposition(|row| !row.spans.is_empty()).map_or(0, |last| last + 1);
    rows[..last].iter().for_each(|row| session.out.row(&row.spans));
    Ok(Verdict::Fine)
}

/// Prints blocks laid out for a width.
pub(in crate::cli) fn print_blocks(session: &mut Session, blocks: &[Block], width: u16) -> Result<(), Fail> {
    let page = laid_out(session, blocks, width)?;
    for row in &page.rows {
        session.out.row(&row.spans);
    }
    Ok(())
}

fn laid_out(session: &Session, blocks: &[Block], width: u16) -> Result<Page, Fail> {
    let catalog = session.course()?.catalog();
    let card = |slug: &Slug| {
        catalog.exercise(slug.as_str()).map(|(_, card)| Card {
            title: card.title.get(session.lang()).to_owned(),
            difficulty: card.difficulty,
            minutes: card.minutes,
            passed: false,
        })
    };
    let live = stories(session, blocks)?;
    Ok(lay_out(blocks, &live, width, &Words { strings: &session.strings, card: &card }))
}

/// The stories that blocks play, each told whole: on paper nothing is played.
fn stories(session: &Session, blocks: &[Block]) -> Result<Live, Fail> {
    let mut live = Live::default();
    let plays = blocks.iter().enumerate().filter_map(|(at, block)| match block {
        Block::SimPlay(play) => Some((at, play)),
        _ => None,
    });
    let mut judge = None;
    for (at, play) in plays {
        let judge = match &mut judge {
            Some(judge) => judge,
            None => judge.insert(Judge::new().map_err(|error| Fail::system(&session.strings, "sagabook", &error))?),
        };
        let story = Story::play(session.course()?, play, session.lang(), judge, &Cancel::new());
        let shown = run_block::told(story.map(Played::whole), &session.strings);
        live.0.insert(at, LiveBlock { shown: Some(shown), ..LiveBlock::default() });
    }
    Ok(live)
}

fn read(session: &Session, lesson: &Slug) -> Result<(), Fail> {
    let mut store: Store = session.store()?;
    session.saved(store.mark_read(lesson, Session::now()));
    Ok(())
}
