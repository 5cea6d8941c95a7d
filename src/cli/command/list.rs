//! `list`: chapters, lessons and exercises.

use serde_json::{Value as Json, json};

use crate::base::{Lang, Safe, width};
use crate::cli::fail::{Done, Fail, Verdict};
use crate::cli::out::json::document;
use crate::cli::session::Session;
use crate::course::{Chapter, Concepts, Course, ExerciseCard, LessonCard};
use crate::progress::{Mark, Overview};
use crate::tui::layout::{Role, Span};

/// List chapters, lessons and exercises, with progress
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Args {
    /// Only this chapter: its id, its folder or its number
    chapter: Option<String>,
    /// As JSON, without progress
    #[arg(long)]
    json: bool,
}

pub(in crate::cli) fn run(session: &mut Session, args: &Args) -> Done {
    if args.json {
        session.speak_to_machines();
    }
    let course = session.course()?;
    let broken: Vec<String> =
        course.problems().map(|problem| Fail::content(&session.strings, &problem.clone().into()).message).collect();
    let chapters: Vec<Chapter> = match &args.chapter {
        None => course.catalog().chapters.clone(),
        Some(name) => vec![find(session, course, name)?.clone()],
    };
    if args.json {
        let concepts = course.concepts().map_err(|problems| Fail::content(&session.strings, &problems))?;
        let json = listing(&chapters, &concepts, session.lang());
        session.out.raw(&document(&json));
    } else {
        let overview = session.look().overview().map_err(|fault| Fail::store(&session.strings, &fault))?;
        for (number, chapter) in chapters.iter().enumerate() {
            if number > 0 {
                session.out.line(Role::Text, "");
            }
            print(session, chapter, &overview);
        }
    }
    for message in &broken {
        session.warn(message);
    }
    Ok(if broken.is_empty() { Verdict::Fine } else { Verdict::Broken })
}

fn find<'c>(session: &Session, course: &'c Course, name: &str) -> Result<&'c Chapter, Fail> {
    let chapters = &course.catalog().chapters;
    let is_it =
        |chapter: &&Chapter| chapter.id.as_str() == name || chapter.folder == name || name.parse() == Ok(chapter.order);
    chapters
        .iter()
        .find(is_it)
        .ok_or_else(|| session.no_such("chapter", name, chapters.iter().map(|chapter| chapter.id.as_str())))
}

fn print(session: &mut Session, chapter: &Chapter, overview: &Overview) {
    let lang = session.lang().clone();
    let title = Safe::line(chapter.title.get(&lang)).into_string();
    let passed = chapter.exercises.iter().filter(|card| mark_of(overview, card).is_some_and(Mark::passed)).count();
    let count =
        session.strings.with("cli-passed-of", &[("passed", passed.into()), ("all", chapter.exercises.len().into())]);
    session.out.row(&[
        Span::new(format!("{} · {title}", chapter.order), Role::Heading),
        Span::new(format!("  {}", chapter.id), Role::Muted),
        Span::new(format!("  {count}"), Role::Muted),
    ]);
    let lesson_rows: Vec<Entry> =
        chapter.lessons.iter().map(|card| lesson_entry(session, card, overview, &lang)).collect();
    let exercise_rows: Vec<Entry> =
        chapter.exercises.iter().map(|card| exercise_entry(session, card, overview, &lang)).collect();
    let all = || lesson_rows.iter().chain(&exercise_rows);
    let slugs = all().map(|entry| width(&entry.slug)).max().unwrap_or(0);
    let titles = all().map(|entry| width(&entry.title)).max().unwrap_or(0);
    for (id, rows) in [("cli-lessons", &lesson_rows), ("cli-exercises", &exercise_rows)] {
        if rows.is_empty() {
            continue;
        }
        let heading = session.text(id);
        session.out.row(&[Span::new(format!("  {heading}"), Role::Subheading)]);
        for entry in rows {
            let gap = |used: usize, wide: usize| " ".repeat(wide - used + 2);
            session.out.row(&[
                Span::new(format!("    {} ", entry.mark), entry.role),
                Span::new(entry.slug.as_str(), Role::Code),
                Span::new(gap(width(&entry.slug), slugs), Role::Text),
                Span::new(entry.title.as_str(), Role::Text),
                Span::new(gap(width(&entry.title), titles), Role::Text),
                Span::new(entry.rest.as_str(), Role::Muted),
            ]);
        }
    }
}

/// A line of the list.
struct Entry {
    mark: &'static str,
    role: Role,
    slug: String,
    title: String,
    rest: String,
}

fn lesson_entry(session: &Session, card: &LessonCard, overview: &Overview, lang: &Lang) -> Entry {
    let (mark, role) = if overview.read.contains(&card.slug) {
        ("✔", Role::Good)
    } else if overview.begun.contains_key(&card.slug) {
        ("◐", Role::Action)
    } else {
        ("○", Role::Muted)
    };
    Entry {
        mark,
        role,
        slug: card.slug.to_string(),
        title: Safe::line(card.title.get(lang)).into_string(),
        rest: session.strings.with("unit-minutes", &[("n", i64::from(card.minutes).into())]),
    }
}

fn exercise_entry(session: &Session, card: &ExerciseCard, overview: &Overview, lang: &Lang) -> Entry {
    let mark = mark_of(overview, card);
    let (sign, role) = match mark {
        Some(mark) if mark.passed() => ("✔", Role::Good),
        Some(mark) if mark.attempts > 0 => ("◐", Role::Action),
        Some(_) | None => ("○", Role::Muted),
    };
    let mut rest = format!(
        "{:<6}  {:<3}  {}",
        card.kind,
        "●".repeat(usize::from(card.difficulty)),
        session.strings.with("unit-minutes", &[("n", i64::from(card.minutes).into())])
    );
    let points = i64::from(card.points);
    rest.push_str("  ");
    rest.push_str(&match mark.filter(|mark| mark.attempts > 0) {
        Some(mark) => session.strings.with(
            "cli-points-of",
            &[("points", i64::from(mark.points).into()), ("all", i64::from(mark.max_points).into())],
        ),
        None => session.strings.with("cli-points", &[("n", points.into())]),
    });
    Entry { mark: sign, role, slug: card.slug.to_string(), title: Safe::line(card.title.get(lang)).into_string(), rest }
}

pub(in crate::cli) fn mark_of<'o>(overview: &'o Overview, card: &ExerciseCard) -> Option<&'o Mark> {
    overview.marks.of(&card.slug, &card.was)
}

/// `list --json`, in the order of cli.md.
fn listing(chapters: &[Chapter], concepts: &Concepts, lang: &Lang) -> Json {
    let lessons = |chapter: &Chapter| -> Vec<Json> {
        let lesson = |card: &LessonCard| {
            json!({
                "slug": card.slug, "title": card.title.get(lang), "minutes": card.minutes,
                "languages": card.languages, "concepts": card.concepts,
            })
        };
        chapter.lessons.iter().map(lesson).collect()
    };
    let exercises = |chapter: &Chapter| -> Vec<Json> {
        let exercise = |card: &ExerciseCard| {
            json!({
                "slug": card.slug, "title": card.title.get(lang), "kind": card.kind, "difficulty": card.difficulty,
                "points": card.points, "languages": card.languages, "concepts": card.concepts,
                "checks": card.checks, "folder": card.folder,
            })
        };
        chapter.exercises.iter().map(exercise).collect()
    };
    let listed: Vec<Json> = chapters
        .iter()
        .map(|chapter| {
            json!({
                "id": chapter.id, "folder": chapter.folder, "title": chapter.title.get(lang),
                "lessons": lessons(chapter), "exercises": exercises(chapter),
            })
        })
        .collect();
    let about = |id: &str| -> (Vec<&str>, Vec<&str>) {
        let lessons = chapters.iter().flat_map(|chapter| &chapter.lessons);
        let exercises = chapters.iter().flat_map(|chapter| &chapter.exercises);
        (
            lessons.filter(|card| card.concepts.iter().any(|of| of == id)).map(|card| card.slug.as_str()).collect(),
            exercises.filter(|card| card.concepts.iter().any(|of| of == id)).map(|card| card.slug.as_str()).collect(),
        )
    };
    let concepts: Vec<Json> = concepts
        .0
        .iter()
        .map(|(id, concept)| {
            let (lessons, exercises) = about(id);
            json!({ "id": id, "practised": concept.practise, "lessons": lessons, "exercises": exercises })
        })
        .collect();
    json!({ "format": 1, "chapters": listed, "concepts": concepts })
}
