//! A lesson in one language.

use indexmap::IndexMap;

use super::front::{self, Front};
use super::markdown::{self, Kind, Markdown};
use super::pack::Pack;
use super::{Block, Inline, LessonCard, Problem, Problems};
use crate::base::{Lang, Slug};

/// A lesson, parsed.
#[derive(Debug, Clone, PartialEq)]
pub struct Lesson {
    /// Permanent id.
    pub slug: Slug,
    /// The language of this text.
    pub lang: Lang,
    /// The title.
    pub title: String,
    /// Minutes to read.
    pub minutes: u16,
    /// Concepts taught.
    pub concepts: Vec<String>,
    /// The text.
    pub blocks: Vec<Block>,
    /// The line of each block in its file.
    pub lines: Vec<u32>,
    /// The file, `lessons/01-introduction/02-transactions/en.md`.
    pub file: String,
    /// Scripts that make the databases of its `sql run` blocks, by database name.
    pub setup: IndexMap<String, String>,
}

impl Lesson {
    /// The words of a section's heading.
    #[must_use]
    pub fn section(&self, wanted: &str) -> Option<String> {
        self.blocks.iter().find_map(|block| {
            let Block::Heading { id, text, .. } = block else { return None };
            (id == wanted).then(|| Inline::plain(text))
        })
    }

    /// The section that teaches a concept.
    #[must_use]
    pub fn teaches(&self, concept: &str) -> Option<&str> {
        self.blocks.iter().find_map(|block| {
            let Block::Heading { id, teach, .. } = block else { return None };
            teach.iter().any(|it| it == concept).then_some(id.as_str())
        })
    }
}

/// Parses a lesson in a language in which it is there.
pub(super) fn load(pack: &Pack, card: &LessonCard, lang: &Lang) -> Result<Lesson, Problems> {
    let file = format!("{}/{lang}.md", card.folder);
    let text = pack.text(&file)?;
    let front = Front::parse(&file, &text)?;
    let Markdown { blocks, lines, mut problems, .. } = parse(&file, &text)?;
    let mut setup = IndexMap::new();
    for (block, line) in blocks.iter().zip(&lines) {
        let Block::SqlRun { databases, .. } = block else { continue };
        for name in databases.iter().filter(|name| !setup.contains_key(*name)).cloned().collect::<Vec<_>>() {
            match script(pack, card, &name) {
                Ok(script) => {
                    setup.insert(name, script);
                }
                Err(problem) if problem.file.is_empty() => problems.push(problem.at(&file, *line, 1)),
                Err(problem) => problems.push(problem),
            }
        }
    }
    if !problems.is_empty() {
        return Err(Problems(problems));
    }
    Ok(Lesson {
        slug: card.slug.clone(),
        lang: lang.clone(),
        title: front.title,
        minutes: front.minutes,
        concepts: front.concepts,
        blocks,
        lines,
        file,
        setup,
    })
}

/// The text after the front matter.
pub(super) fn parse(file: &str, text: &str) -> Result<Markdown, Problem> {
    let (_, start) = front::split(file, text)?;
    Ok(markdown::parse(file, text, start, Kind::Lesson))
}

/// The script that makes a database: the lesson's own, else the one that lessons share.
fn script(pack: &Pack, card: &LessonCard, name: &str) -> Result<String, Problem> {
    let own = format!("{}/setup/{name}.sql", card.folder);
    let shared = format!("lessons/setup/{name}.sql");
    match [&own, &shared].into_iter().find(|path| pack.has(path)) {
        Some(path) => pack.text(path),
        None => Err(Problem::new("pack-no-database").with("name", name).with("path", &own).with("shared", &shared)),
    }
}
