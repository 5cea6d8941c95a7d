//! A pack's table of contents, made from its files. Also compiled into `build.rs`, which makes the built-in pack's.
//!
//! A lesson or exercise that cannot be listed is left out and its problem kept, so that one slip of an author does not
//! close the book.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::front::Front;
use super::{Catalog, Chapter, Doc, ExerciseCard, LessonCard, Problem, Source};
use crate::base::{Lang, Slug, Translated};

/// `pack.toml`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Head {
    /// 1.
    pub format: u32,
    /// The pack's id.
    pub id: Slug,
    /// Its languages, the fallback first.
    pub languages: Vec<Lang>,
    /// Titles.
    pub title: Translated,
}

/// What a pack holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Contents {
    /// `pack.toml`.
    pub head: Head,
    /// Its chapters.
    pub catalog: Catalog,
}

/// `chapter.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChapter {
    format: u32,
    id: Slug,
    order: u32,
    complete: bool,
    title: Translated,
    summary: Translated,
    exercises: Vec<Slug>,
}

/// As much of `exercise.toml` as a list shows. What is missing or misspelt is named, better, when the exercise is loaded.
#[derive(Default, Deserialize)]
#[serde(default)]
struct RawExercise {
    slug: Option<Slug>,
    difficulty: u8,
    minutes: u16,
    concepts: Vec<String>,
    requires: Vec<Slug>,
    was: Vec<Slug>,
    files: Vec<String>,
    task: IndexMap<String, IgnoredAny>,
    checks: IndexMap<String, IgnoredAny>,
    points: IndexMap<String, u32>,
}

#[derive(Deserialize)]
struct RawText {
    title: String,
}

impl Contents {
    /// Makes the table of contents, and names what could not be listed.
    ///
    /// Cost: every lesson's front matter and every exercise's manifest and titles are read.
    ///
    /// # Errors
    /// `pack.toml` is missing or broken.
    pub(super) fn of(source: &dyn Source) -> Result<(Self, Vec<Problem>), Problem> {
        let head = head(source)?;
        let mut maker =
            Maker { source, head: &head, paths: source.paths(), problems: Vec::new(), ids: BTreeMap::new() };
        let mut chapters = maker.chapters();
        chapters.sort_by_key(|chapter| chapter.order);
        let problems = maker.problems;
        let catalog = Catalog { chapters, languages: head.languages.clone() };
        Ok((Self { head, catalog }, problems))
    }
}

fn head(source: &dyn Source) -> Result<Head, Problem> {
    const FILE: &str = "pack.toml";
    let text = source.text_or_problem(FILE)?;
    let doc = Doc::parse(FILE, &text, 0)?;
    let head: Head = doc.read()?;
    format_is_known(&doc, head.format)?;
    if head.languages.is_empty() {
        return Err(doc.at_value(&["languages"], Problem::new("pack-no-language")));
    }
    Ok(head)
}

/// Refuses a format of the future.
pub(super) fn format_is_known(doc: &Doc<'_>, format: u32) -> Result<(), Problem> {
    if format == 1 {
        return Ok(());
    }
    Err(doc.at_value(&["format"], Problem::new("pack-format").with("found", format)))
}

struct Maker<'a> {
    source: &'a dyn Source,
    head: &'a Head,
    paths: Vec<String>,
    problems: Vec<Problem>,
    /// Ids of lessons and exercises, one namespace, each with the file that has it.
    ids: BTreeMap<Slug, String>,
}

impl Maker<'_> {
    fn chapters(&mut self) -> Vec<Chapter> {
        let mut chapters: Vec<Chapter> = Vec::new();
        for folder in self.folders("lessons/") {
            // `lessons/setup/` holds scripts that lessons share.
            if folder == "setup" {
                continue;
            }
            match self.chapter(&folder) {
                Ok(chapter) => match chapters.iter().find(|other| other.id == chapter.id) {
                    Some(other) => self.problems.push(
                        Problem::new("pack-duplicate-id")
                            .with("id", &chapter.id)
                            .with("other", format!("lessons/{}/chapter.toml", other.folder))
                            .at(&format!("lessons/{folder}/chapter.toml"), 1, 1),
                    ),
                    None => chapters.push(chapter),
                },
                Err(problem) => self.problems.push(problem),
            }
        }
        for folder in self.folders("exercises/") {
            if !chapters.iter().any(|chapter| chapter.folder == folder) {
                let wanted = format!("lessons/{folder}/chapter.toml");
                let problem = Problem::new("pack-no-chapter").with("path", &wanted);
                self.problems.push(problem.at(&format!("exercises/{folder}"), 1, 1));
            }
        }
        chapters
    }

    fn chapter(&mut self, folder: &str) -> Result<Chapter, Problem> {
        let file = format!("lessons/{folder}/chapter.toml");
        let text = self.source.text_or_problem(&file)?;
        let doc = Doc::parse(&file, &text, 0)?;
        let raw: RawChapter = doc.read()?;
        format_is_known(&doc, raw.format)?;
        if number_off(folder) != raw.id.as_str() {
            let problem = Problem::new("pack-id-differs").with("id", &raw.id).with("folder", folder);
            self.problems.push(doc.at_value(&["id"], problem));
        }
        let lessons = self.lessons(folder);
        let exercises = self.exercises(folder, &raw.exercises, &doc);
        Ok(Chapter {
            id: raw.id,
            folder: folder.to_owned(),
            order: raw.order,
            title: raw.title,
            summary: raw.summary,
            complete: raw.complete,
            lessons,
            exercises,
        })
    }

    fn lessons(&mut self, chapter: &str) -> Vec<LessonCard> {
        let mut cards = Vec::new();
        for name in self.folders(&format!("lessons/{chapter}/")) {
            match self.lesson(&format!("lessons/{chapter}/{name}"), &name) {
                Ok(card) => cards.push(card),
                Err(problem) => self.problems.push(problem),
            }
        }
        cards
    }

    fn lesson(&mut self, folder: &str, name: &str) -> Result<LessonCard, Problem> {
        let mut made: Option<LessonCard> = None;
        for lang in &self.head.languages {
            let file = format!("{folder}/{lang}.md");
            if !self.has(&file) {
                continue;
            }
            let parsed = self.source.text_or_problem(&file).and_then(|text| {
                let front = Front::parse(&file, &text)?;
                if front.format != 1 {
                    return Err(Problem::new("pack-format").with("found", front.format).at(&file, 2, 1));
                }
                Ok(front)
            });
            let front = match parsed {
                Ok(front) => front,
                Err(problem) => {
                    self.problems.push(problem);
                    continue;
                }
            };
            let card = made.get_or_insert_with(|| LessonCard {
                slug: front.id.clone(),
                folder: folder.to_owned(),
                title: Translated::default(),
                minutes: front.minutes,
                languages: Vec::new(),
                concepts: front.concepts,
                requires: front.requires,
                was: front.was,
            });
            if card.slug == front.id {
                card.title.0.insert(lang.clone(), front.title);
                card.languages.push(lang.clone());
            } else {
                let problem = Problem::new("pack-id-differs").with("id", &front.id).with("folder", name);
                self.problems.push(problem.at(&file, 2, 1));
            }
        }
        let card = made.ok_or_else(|| {
            let wanted = format!("{folder}/{}.md", self.head.languages[0]);
            Problem::new("pack-missing-file").with("path", &wanted).at(&wanted, 1, 1)
        })?;
        let file = format!("{folder}/{}.md", card.languages[0]);
        if number_off(name) != card.slug.as_str() {
            let problem = Problem::new("pack-id-differs").with("id", &card.slug).with("folder", name);
            self.problems.push(problem.at(&file, 2, 1));
        }
        self.claim(&card.slug, &file, |problem| problem.at(&file, 1, 1))?;
        Ok(card)
    }

    /// The exercises that the chapter lists, in its order, then those that it should list.
    fn exercises(&mut self, chapter: &str, listed: &[Slug], doc: &Doc<'_>) -> Vec<ExerciseCard> {
        let mut cards = Vec::new();
        let there = self.folders(&format!("exercises/{chapter}/"));
        let mut seen = BTreeSet::new();
        for (at, slug) in listed.iter().enumerate() {
            let at = at.to_string();
            if !seen.insert(slug.as_str()) {
                let problem = Problem::new("pack-listed-twice").with("id", slug);
                self.problems.push(doc.at_value(&["exercises", &at], problem));
            } else if there.iter().any(|name| name == slug.as_str()) {
                self.add_exercise(&mut cards, chapter, slug.as_str());
            } else {
                let path = format!("exercises/{chapter}/{slug}/exercise.toml");
                let problem = Problem::new("pack-missing-file").with("path", path);
                self.problems.push(doc.at_value(&["exercises", &at], problem));
            }
        }
        for name in there.iter().filter(|name| !seen.contains(name.as_str())) {
            let problem = Problem::new("pack-not-listed").with("id", name);
            self.problems.push(doc.at_value(&["exercises"], problem));
            self.add_exercise(&mut cards, chapter, name);
        }
        cards
    }

    fn add_exercise(&mut self, cards: &mut Vec<ExerciseCard>, chapter: &str, name: &str) {
        match self.exercise(&format!("exercises/{chapter}/{name}"), name) {
            Ok(card) => cards.push(card),
            Err(problem) => self.problems.push(problem),
        }
    }

    fn exercise(&mut self, folder: &str, name: &str) -> Result<ExerciseCard, Problem> {
        let file = format!("{folder}/exercise.toml");
        let text = self.source.text_or_problem(&file)?;
        let doc = Doc::parse(&file, &text, 0)?;
        let raw: RawExercise = doc.read()?;
        let Some(slug) = raw.slug else {
            return Err(doc.at_value(&["slug"], Problem::new("pack-missing-field").with("field", "slug")));
        };
        if slug.as_str() != name {
            let problem = Problem::new("pack-id-differs").with("id", &slug).with("folder", name);
            return Err(doc.at_value(&["slug"], problem));
        }
        let mut title = Translated::default();
        let mut languages = Vec::new();
        for lang in &self.head.languages {
            let file = format!("{folder}/text.{lang}.toml");
            if !self.has(&file) || !self.has(&format!("{folder}/task.{lang}.md")) {
                continue;
            }
            let text = self.source.text_or_problem(&file);
            match text.and_then(|text| Doc::parse(&file, &text, 0)?.read::<RawText>()) {
                Ok(text) => {
                    title.0.insert(lang.clone(), text.title);
                    languages.push(lang.clone());
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        let points = |check: &String| raw.points.get(check).copied().unwrap_or(1);
        let card = ExerciseCard {
            folder: folder.to_owned(),
            title,
            kind: raw.task.keys().next().cloned().unwrap_or_default(),
            difficulty: raw.difficulty,
            minutes: raw.minutes,
            points: raw.checks.keys().map(points).sum(),
            languages,
            concepts: raw.concepts,
            checks: raw.checks.keys().cloned().collect(),
            files: raw.files,
            requires: raw.requires,
            was: raw.was,
            slug,
        };
        self.claim(&card.slug, &file, |problem| doc.at_value(&["slug"], problem))?;
        Ok(card)
    }

    /// Takes an id, which no other lesson or exercise may have.
    fn claim(&mut self, slug: &Slug, file: &str, place: impl FnOnce(Problem) -> Problem) -> Result<(), Problem> {
        if let Some(other) = self.ids.get(slug.as_str()) {
            return Err(place(Problem::new("pack-duplicate-id").with("id", slug).with("other", other)));
        }
        self.ids.insert(slug.clone(), file.to_owned());
        Ok(())
    }

    fn has(&self, path: &str) -> bool {
        self.paths.binary_search_by(|there| there.as_str().cmp(path)).is_ok()
    }

    /// Names of the folders right under a path that ends in `/`, sorted.
    fn folders(&self, under: &str) -> Vec<String> {
        let start = self.paths.partition_point(|path| path.as_str() < under);
        let mut names: Vec<String> = Vec::new();
        for path in self.paths[start..].iter().take_while(|path| path.starts_with(under)) {
            if let Some((name, _)) = path[under.len()..].split_once('/')
                && names.last().is_none_or(|last| last != name)
            {
                names.push(name.to_owned());
            }
        }
        names
    }
}

/// A folder's name without the number that orders it: `ownership` of `01-ownership`.
#[must_use]
pub(super) fn number_off(folder: &str) -> &str {
    match folder.split_once('-') {
        Some((number, rest)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => rest,
        _ => folder,
    }
}
