//! Packs: lessons, exercises, concepts and chapters, from files that authors write.
//!
//! Everything is read through a [`Source`] (embedded, a folder, memory). Opening a course reads its table of contents
//! only; a lesson or exercise is read when it is asked for.
//!
//! Architecture invariant: no grading and no user interface; a pack's mistake is a [`Problem`] with file, line, column and
//! what to do.

#[cfg(any(embedded_pack, test))]
mod blob;
mod block;
mod card;
mod catalog;
mod concept;
mod contents;
mod doc;
pub mod exercise;
mod folder;
mod form;
mod front;
mod lesson;
mod load;
mod markdown;
mod pack;
mod problem;
pub mod recall;
pub mod search;
mod source;
mod terms;
#[cfg(test)]
mod tests;
mod text;
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use indexmap::IndexMap;

pub use block::{Align, Block, Callout, Choice, Expect, Inline, Inlines, Item, Play, Question, Which};
pub use card::handlers_card;
pub use catalog::{Catalog, Chapter, ExerciseCard, LessonCard};
pub use concept::{Concept, ConceptText, Concepts};
pub use exercise::Exercise;
pub use folder::Folder;
pub use lesson::Lesson;
pub use problem::{Problem, Problems};
pub use source::{MAX_FILE_BYTES, Memory, Source, Unread};
pub use text::{ExerciseText, OptionText};

use crate::base::{Lang, Slug};
use doc::Doc;
pub use doc::{place, toml_fault};
use pack::Pack;

/// Goes up when a grader's verdicts change; part of every exercise's digest.
pub const GRADER_VERSION: u32 = 1;

/// The built-in pack's id.
const BUILT_IN: &str = "sagabook";

/// The open course: the built-in pack and those added with `--pack`, later ones replacing whole folders by id.
#[derive(Debug)]
pub struct Course {
    /// The built-in pack first.
    packs: Vec<Pack>,
    /// Of lessons and exercises, which pack has them; the first where it says nothing.
    owners: BTreeMap<Slug, usize>,
    catalog: Catalog,
}

impl Course {
    /// Opens the built-in pack and the packs in these folders.
    ///
    /// Cost: with no folders, one decoding of the index made at build time; folders are read. What an author's slip keeps
    /// from being listed is in [`Course::problems`].
    ///
    /// # Errors
    /// [`Problems`] of a pack whose table of contents cannot be made.
    pub fn open(folders: &[PathBuf]) -> Result<Self, Problems> {
        let mut packs = vec![built_in()?];
        for folder in folders {
            packs.push(Pack::open(Box::new(Folder::new(folder))).map_err(|problem| in_folder(problem, folder))?);
        }
        Ok(Self::of(packs))
    }

    /// The built-in pack alone.
    ///
    /// # Errors
    /// As [`Course::open`].
    pub fn built_in() -> Result<Self, Problems> {
        Self::open(&[])
    }

    /// The pack in a folder alone: what `pack verify DIR` looks at.
    ///
    /// # Errors
    /// As [`Course::open`].
    pub fn open_only(folder: &Path) -> Result<Self, Problems> {
        Self::from_source(Box::new(Folder::new(folder)))
    }

    /// One pack from any source.
    ///
    /// # Errors
    /// As [`Course::open`].
    pub fn from_source(source: Box<dyn Source>) -> Result<Self, Problems> {
        Ok(Self::of(vec![Pack::open(source)?]))
    }

    fn of(packs: Vec<Pack>) -> Self {
        let mut catalog = packs.first().map(|pack| pack.catalog.clone()).unwrap_or_default();
        let mut owners = BTreeMap::new();
        for (n, pack) in packs.iter().enumerate().skip(1) {
            catalog.lay_over(&pack.catalog);
            for chapter in &pack.catalog.chapters {
                owners.extend(chapter.lessons.iter().map(|card| (card.slug.clone(), n)));
                owners.extend(chapter.exercises.iter().map(|card| (card.slug.clone(), n)));
            }
        }
        Self { packs, owners, catalog }
    }

    /// The table of contents.
    #[must_use]
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// What could not be listed, of all packs.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.packs.iter().flat_map(|pack| &pack.problems)
    }

    /// A lesson in a language (or, in a pack of others, in the pack's first language: see [`Lesson::lang`]).
    ///
    /// # Errors
    /// No such lesson, or it is broken.
    pub fn lesson(&self, slug: &Slug, lang: &Lang) -> Result<Lesson, Problems> {
        let Some((_, card)) = self.catalog.lesson(slug.as_str()) else {
            return Err(self.not_listed(slug, "pack-no-such-lesson"));
        };
        let mut lesson = lesson::load(self.pack_of(&card.slug), card, lang_of(&card.languages, lang))?;
        let Lesson { blocks, lang, .. } = &mut lesson;
        terms::name([blocks], lang, || self.concepts_or_none());
        Ok(lesson)
    }

    /// An exercise, resolved.
    ///
    /// # Errors
    /// No such exercise, or it is broken.
    pub fn exercise(&self, slug: &Slug) -> Result<Exercise, Problems> {
        let Some((chapter, card)) = self.catalog.exercise(slug.as_str()) else {
            return Err(self.not_listed(slug, "pack-no-such-exercise"));
        };
        load::exercise(self.pack_of(&card.slug), &card.folder, &chapter.id)
    }

    /// An exercise's texts in a language (or, in a pack of others, its first: see [`ExerciseText::lang`]).
    ///
    /// # Errors
    /// No such exercise, or they are broken.
    pub fn text(&self, slug: &Slug, lang: &Lang) -> Result<ExerciseText, Problems> {
        let Some((_, card)) = self.catalog.exercise(slug.as_str()) else {
            return Err(self.not_listed(slug, "pack-no-such-exercise"));
        };
        let pack = self.pack_of(&card.slug);
        let lang = if card.languages.is_empty() { &pack.head.languages[0] } else { lang_of(&card.languages, lang) };
        let mut text = text::load(pack, card, lang)?;
        terms::name([&mut text.task, &mut text.after], lang, || self.concepts_or_none());
        Ok(text)
    }

    /// The files of a folder of an exercise, `wrong/moves-two`, by path in it, as bytes.
    ///
    /// # Errors
    /// No such exercise or folder, or a file that cannot be read.
    pub fn answer(&self, slug: &Slug, folder: &str) -> Result<IndexMap<String, Vec<u8>>, Problems> {
        let Some((_, card)) = self.catalog.exercise(slug.as_str()) else {
            return Err(self.not_listed(slug, "pack-no-such-exercise"));
        };
        let pack = self.pack_of(&card.slug);
        let under = format!("{}/{folder}/", card.folder);
        let mut files = IndexMap::new();
        for path in pack.under(&under) {
            let bytes = pack.read(path).map_err(|unread| unread.problem(path))?;
            files.insert(path[under.len()..].to_owned(), bytes.into_owned());
        }
        if files.is_empty() {
            return Err(Problem::new("pack-missing-file").with("path", &under).at(&under, 0, 0).into());
        }
        Ok(files)
    }

    /// The files of the pack that has a lesson or exercise.
    #[must_use]
    pub fn source_of(&self, slug: &Slug) -> &dyn Source {
        self.pack_of(slug).source()
    }

    /// The concepts of all packs; a later pack's replace those of the same id.
    ///
    /// Cost: each pack's list is read once.
    ///
    /// # Errors
    /// A broken `concepts.toml`.
    pub fn concepts(&self) -> Result<Concepts, Problems> {
        let mut all = Concepts::default();
        for pack in &self.packs {
            all.0.extend(pack.concepts()?.0.clone());
        }
        Ok(all)
    }

    /// A broken list of concepts is its own problem; ids serve meanwhile.
    fn concepts_or_none(&self) -> Concepts {
        self.concepts().unwrap_or_default()
    }

    fn pack_of(&self, slug: &Slug) -> &Pack {
        &self.packs[self.owners.get(slug.as_str()).copied().unwrap_or(0)]
    }

    /// Why there is no such thing: what kept it from being listed, else that there is none.
    fn not_listed(&self, slug: &Slug, code: &'static str) -> Problems {
        let in_its_folder = |problem: &&Problem| {
            let folder = problem.file.split('/').nth(2).unwrap_or_default();
            folder == slug.as_str() || contents::number_off(folder) == slug.as_str()
        };
        let known: Vec<Problem> = self.problems().filter(in_its_folder).cloned().collect();
        if known.is_empty() { Problem::new(code).with("id", slug).into() } else { Problems(known) }
    }
}

/// The blocks of a Markdown file on disk, with or without front matter: what an author looks at while writing.
///
/// # Errors
/// It cannot be read, or breaks the rules of a lesson's text.
pub fn read_markdown(path: &Path) -> Result<Vec<Block>, Problems> {
    let shown = path.display().to_string();
    let (folder, name) = match (path.parent(), path.file_name().and_then(|name| name.to_str())) {
        (Some(folder), Some(name)) if !folder.as_os_str().is_empty() => (folder, name),
        (_, Some(name)) => (Path::new("."), name),
        (_, None) => return Err(Problem::new("pack-missing-file").with("path", &shown).at(&shown, 0, 0).into()),
    };
    let folder = Folder::new(folder);
    let text = (&folder as &dyn Source).text(name).map_err(|unread| unread.problem(name))?;
    let start = if text.starts_with("+++") { front::split(&shown, &text)?.1 } else { 0 };
    let parsed = markdown::parse(&shown, &text, start, markdown::Kind::Lesson);
    if parsed.problems.is_empty() { Ok(parsed.blocks) } else { Err(Problems(parsed.problems)) }
}

/// The language to read in: the one wished for, else the first there is.
fn lang_of<'a>(there: &'a [Lang], wished: &'a Lang) -> &'a Lang {
    if there.contains(wished) { wished } else { there.first().unwrap_or(wished) }
}

/// A problem of a pack's root, told with the folder that was named.
fn in_folder(problem: Problem, folder: &Path) -> Problem {
    let file = folder.join(&problem.file).display().to_string();
    Problem { file, ..problem }
}

/// The built-in pack: embedded in release builds, the project's folder in debug builds, so that authors see what they write.
fn built_in() -> Result<Pack, Problem> {
    #[cfg(embedded_pack)]
    {
        Ok(Pack::embedded(include_bytes!(concat!(env!("OUT_DIR"), "/pack.bin"))))
    }
    #[cfg(not(embedded_pack))]
    Pack::open(Box::new(Folder::new(env!("CARGO_MANIFEST_DIR"))))
}
