//! Names that texts and manifests use: links, terms, prerequisites, former ids.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::Form;
use crate::base::Slug;
use crate::course::markdown::{Mark, Target};
use crate::course::pack::Pack;
use crate::course::{Chapter, Concepts, ExerciseCard, LessonCard, Problem, front, lesson};

/// What can be named.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Sections of lessons, by id of the lesson.
    lessons: BTreeMap<String, BTreeSet<String>>,
    exercises: BTreeSet<String>,
    pub concepts: Concepts,
    /// The list of concepts is broken, so that nothing can be said of one.
    blind: bool,
    /// Where the pack is another, the names of the built-in pack, asked when a name is none of its own.
    built_in: Option<OnceLock<Box<Names>>>,
}

impl Names {
    /// The names of a pack, and those of the built-in pack where it is another.
    pub(super) fn of(pack: &Pack) -> Self {
        let another = pack.head.id.as_str() != crate::course::BUILT_IN;
        Self { built_in: another.then(OnceLock::new), ..Self::of_its_own(pack) }
    }

    fn of_its_own(pack: &Pack) -> Self {
        let mut names = Self::default();
        for chapter in &pack.catalog.chapters {
            for card in &chapter.lessons {
                names.lessons.insert(card.slug.to_string(), sections(pack, card));
            }
            names.exercises.extend(chapter.exercises.iter().map(|card| card.slug.to_string()));
        }
        match pack.concepts() {
            Ok(concepts) => names.concepts = concepts.clone(),
            Err(_) => names.blind = true,
        }
        names
    }

    fn built_in(&self) -> Option<&Self> {
        let open =
            || crate::course::built_in().map_or_else(|_| Box::default(), |pack| Box::new(Self::of_its_own(&pack)));
        self.built_in.as_ref().map(|names| &**names.get_or_init(open))
    }

    fn lesson(&self, id: &str) -> Option<&BTreeSet<String>> {
        self.lessons.get(id).or_else(|| self.built_in()?.lesson(id))
    }

    fn has_exercise(&self, id: &str) -> bool {
        self.exercises.contains(id) || self.built_in().is_some_and(|names| names.has_exercise(id))
    }

    fn has_concept(&self, id: &str) -> bool {
        self.blind || self.concepts.0.contains_key(id) || self.built_in().is_some_and(|names| names.has_concept(id))
    }

    pub(super) fn concept(&self, id: &str) -> Option<Problem> {
        (!self.has_concept(id)).then(|| Problem::new("pack-no-such-concept").with("id", id))
    }

    /// What is wrong with a link's address; `here` is the lesson that it stands in.
    pub(super) fn link(&self, to: &str, here: Option<&str>) -> Option<Problem> {
        if to.starts_with("https://") {
            return None;
        }
        let (page, section) = to.split_once('#').map_or((to, None), |(page, section)| (page, Some(section)));
        let page = if page.is_empty() { here.unwrap_or_default() } else { page };
        match (self.lesson(page), section) {
            (Some(_), None) => None,
            (Some(sections), Some(section)) if sections.contains(section) => None,
            (Some(sections), Some(_)) => {
                let known: Vec<&str> = sections.iter().map(String::as_str).collect();
                Some(Problem::new("pack-dead-section").with("to", to).with("allowed", known.join(", ")))
            }
            (None, None) if self.has_exercise(page) => None,
            (None, _) => Some(Problem::new("pack-dead-link").with("to", to)),
        }
    }
}

/// Ids of a lesson's sections, in any language.
fn sections(pack: &Pack, card: &LessonCard) -> BTreeSet<String> {
    let mut sections = BTreeSet::new();
    for lang in &card.languages {
        let file = format!("{}/{lang}.md", card.folder);
        let Some(parsed) = pack.text(&file).ok().and_then(|text| lesson::parse(&file, &text).ok()) else { continue };
        sections.extend(parsed.marks.into_iter().filter_map(|mark| match mark.what {
            Target::Section { id, .. } if !id.is_empty() => Some(id),
            _ => None,
        }));
    }
    sections
}

impl Form<'_> {
    pub(super) fn lesson_cards(&self) -> Vec<(Chapter, LessonCard)> {
        let chapters = self.pack.catalog.chapters.iter();
        chapters.flat_map(|chapter| chapter.lessons.iter().map(|card| (chapter.clone(), card.clone()))).collect()
    }

    pub(super) fn exercise_cards(&self) -> Vec<(Slug, ExerciseCard)> {
        let chapters = self.pack.catalog.chapters.iter();
        chapters.flat_map(|chapter| chapter.exercises.iter().map(|card| (chapter.id.clone(), card.clone()))).collect()
    }

    /// Looks up what a text refers to.
    pub(super) fn marks(&mut self, file: &str, marks: &[Mark], here: Option<&str>) {
        for mark in marks {
            let problem = match &mark.what {
                Target::Link(to) => self.names.link(to, here),
                Target::Term(id) => self.names.concept(id),
                Target::Exercise(slug) if self.names.has_exercise(slug.as_str()) => None,
                Target::Exercise(slug) => Some(Problem::new("pack-no-such-exercise").with("id", slug)),
                Target::Section { teach, .. } => teach.iter().find_map(|id| self.names.concept(id)),
                Target::Live(_) => None,
            };
            if let Some(problem) = problem {
                self.push(problem.at(file, mark.line, mark.column));
            }
        }
    }

    /// Prerequisites exist and lead nowhere in a circle.
    pub(super) fn requirements(&mut self) {
        let mut requires: BTreeMap<String, Vec<Slug>> = BTreeMap::new();
        let mut files: BTreeMap<String, String> = BTreeMap::new();
        for (_, card) in self.lesson_cards() {
            files.insert(card.slug.to_string(), format!("{}/{}.md", card.folder, card.languages[0]));
            requires.insert(card.slug.to_string(), card.requires);
        }
        for (_, card) in self.exercise_cards() {
            files.insert(card.slug.to_string(), format!("{}/exercise.toml", card.folder));
            requires.insert(card.slug.to_string(), card.requires);
        }
        for (id, needed) in &requires {
            for (n, need) in needed.iter().enumerate() {
                let problem = if circle(&requires, need.as_str(), id) {
                    Problem::new("pack-cycle").with("id", id).with("other", need)
                } else if !requires.contains_key(need.as_str())
                    && self.names.lesson(need.as_str()).is_none()
                    && !self.names.has_exercise(need.as_str())
                {
                    Problem::new("pack-no-such-requirement").with("id", need)
                } else {
                    continue;
                };
                self.at_front(&files[id], &["requires", &n.to_string()], problem);
            }
        }
    }

    /// Former ids are nobody's ids.
    pub(super) fn former_ids(&mut self) {
        let mut taken: BTreeMap<String, String> = BTreeMap::new();
        let mut former: Vec<(String, Vec<Slug>)> = Vec::new();
        for (_, card) in self.lesson_cards() {
            let file = format!("{}/{}.md", card.folder, card.languages[0]);
            taken.insert(card.slug.to_string(), file.clone());
            former.push((file, card.was));
        }
        for (_, card) in self.exercise_cards() {
            let file = format!("{}/exercise.toml", card.folder);
            taken.insert(card.slug.to_string(), file.clone());
            former.push((file, card.was));
        }
        for (file, was) in former {
            for (n, was) in was.iter().enumerate() {
                if let Some(other) = taken.insert(was.to_string(), file.clone()) {
                    let problem = Problem::new("pack-was-taken").with("id", was).with("other", other);
                    self.at_front(&file, &["was", &n.to_string()], problem);
                }
            }
        }
    }

    /// A problem at a value of a manifest or of a front matter.
    pub(super) fn at_front(&mut self, file: &str, path: &[&str], problem: Problem) {
        let Ok(text) = self.pack.text(file) else { return };
        let (toml, before) = match front::split(file, &text) {
            Ok((toml, _)) => (toml, 1),
            Err(_) => (text.as_str(), 0),
        };
        if let Ok(doc) = crate::course::Doc::parse(file, toml, before) {
            self.push(doc.at_value(path, problem));
        }
    }
}

/// Whether prerequisites lead from `start` to `goal`.
fn circle(requires: &BTreeMap<String, Vec<Slug>>, start: &str, goal: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![start];
    while let Some(id) = open.pop() {
        if id == goal {
            return true;
        }
        if seen.insert(id) {
            open.extend(requires.get(id).into_iter().flatten().map(Slug::as_str));
        }
    }
    false
}
