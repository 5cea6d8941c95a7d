//! What can be asked again: concepts, questions of lessons, checks of exercises; and how each is asked and answered.

use std::fmt;
use std::str::FromStr;

use super::{Block, Catalog, Choice, Course, Inline, Item, Lesson};
use crate::base::{Lang, Slug};

/// Names something that can be asked again, the same in every language.
///
/// Written as `concept intro.acid`, `question transactions#acid/1` or `check first-query every-order`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Recall {
    /// What a concept is.
    Concept(String),
    /// A question of a lesson.
    Question {
        /// The lesson.
        lesson: Slug,
        /// The section; empty before the first.
        section: String,
        /// Its number among the section's questions, from 1.
        number: u32,
    },
    /// What a check asks of an answer.
    Check {
        /// The exercise.
        exercise: Slug,
        /// The check's name.
        check: String,
    },
}

/// A text that names nothing that can be asked again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a card is named `concept ID`, `question LESSON#SECTION/N` or `check EXERCISE NAME`")]
pub struct NoRecall;

/// One side and the other of a card, in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Face {
    /// Where it comes from: the title of a lesson or exercise.
    pub from: String,
    /// What is asked.
    pub ask: String,
    /// The options of a question, in order.
    pub options: Vec<String>,
    /// The answer, by paragraph.
    pub answer: Vec<String>,
    /// The section's title that explains it, where there is one.
    pub section: Option<String>,
    /// What to read or do again.
    pub home: Home,
}

/// What to read or do again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// A lesson, and a section of it.
    Lesson(Slug, Option<String>),
    /// An exercise.
    Exercise(Slug),
}

impl fmt::Display for Recall {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Concept(id) => write!(f, "concept {id}"),
            Self::Question { lesson, section, number } => write!(f, "question {lesson}#{section}/{number}"),
            Self::Check { exercise, check } => write!(f, "check {exercise} {check}"),
        }
    }
}

impl FromStr for Recall {
    type Err = NoRecall;

    fn from_str(text: &str) -> Result<Self, NoRecall> {
        let word = |text: &str| {
            let fine = (1..=200).contains(&text.len()) && !text.chars().any(|c| c.is_whitespace() || c.is_control());
            fine.then(|| text.to_owned()).ok_or(NoRecall)
        };
        let slug = |text: &str| Slug::new(text).map_err(|_| NoRecall);
        match text.split_once(' ').ok_or(NoRecall)? {
            ("concept", id) => Ok(Self::Concept(word(id)?)),
            ("question", place) => {
                let (lesson, rest) = place.split_once('#').ok_or(NoRecall)?;
                let (section, number) = rest.rsplit_once('/').ok_or(NoRecall)?;
                let section = if section.is_empty() { String::new() } else { word(section)? };
                let number: u32 = number.parse().ok().filter(|number| *number > 0).ok_or(NoRecall)?;
                Ok(Self::Question { lesson: slug(lesson)?, section, number })
            }
            ("check", place) => {
                let (exercise, check) = place.split_once(' ').ok_or(NoRecall)?;
                Ok(Self::Check { exercise: slug(exercise)?, check: word(check)? })
            }
            _ => Err(NoRecall),
        }
    }
}

impl Recall {
    /// The name in force, where lessons and exercises may have been renamed; none where what is asked is gone from the
    /// table of contents.
    #[must_use]
    pub fn known(&self, catalog: &Catalog) -> Option<Self> {
        match self {
            Self::Concept(id) => {
                let mut lessons = catalog.chapters.iter().flat_map(|chapter| &chapter.lessons);
                lessons.any(|card| card.concepts.contains(id)).then(|| self.clone())
            }
            Self::Question { lesson, section, number } => catalog.lesson(lesson.as_str()).map(|(_, card)| {
                Self::Question { lesson: card.slug.clone(), section: section.clone(), number: *number }
            }),
            Self::Check { exercise, check } => {
                let (_, card) = catalog.exercise(exercise.as_str())?;
                let there = card.checks.contains(check);
                there.then(|| Self::Check { exercise: card.slug.clone(), check: check.clone() })
            }
        }
    }
}

impl Lesson {
    /// The name of the question in a block.
    #[must_use]
    pub fn recall(&self, block: usize) -> Option<Recall> {
        let (mut section, mut number) = (String::new(), 0);
        for (at, here) in self.blocks.iter().enumerate().take(block + 1) {
            match here {
                Block::Heading { id, .. } if !id.is_empty() => {
                    section.clone_from(id);
                    number = 0;
                }
                Block::Predict(_) | Block::Quiz(_) => {
                    number += 1;
                    if at == block {
                        return Some(Recall::Question { lesson: self.slug.clone(), section, number });
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// How a section begins.
    fn opening(&self, wanted: &str) -> Option<Vec<String>> {
        let at = self.blocks.iter().position(|block| matches!(block, Block::Heading { id, .. } if id == wanted))?;
        Some(opening(&self.blocks[at + 1..])).filter(|words| !words.is_empty())
    }
}

impl Course {
    /// How something is asked and answered in a language; none where it is gone or cannot be read.
    ///
    /// Cost: the lesson or exercise that it comes from is read.
    #[must_use]
    pub fn face(&self, recall: &Recall, lang: &Lang) -> Option<Face> {
        match recall {
            Recall::Concept(id) => {
                let concepts = self.concepts().ok()?;
                let concept = concepts.0.get(id)?;
                let text = concept.texts.get(lang).or_else(|| concept.texts.values().next())?;
                let (_, card) = self.catalog.lesson(concept.home.as_str())?;
                Some(Face {
                    from: card.title.get(lang).to_owned(),
                    ask: text.name.clone(),
                    options: Vec::new(),
                    answer: vec![text.is.clone()],
                    section: None,
                    home: Home::Lesson(card.slug.clone(), None),
                })
            }
            Recall::Question { lesson, section, .. } => {
                let lesson = self.lesson(lesson, lang).ok()?;
                let at = (0..lesson.blocks.len()).find(|at| lesson.recall(*at).as_ref() == Some(recall))?;
                let (Block::Predict(question) | Block::Quiz(question)) = &lesson.blocks[at] else { return None };
                let right = |choice: &&Choice| choice.right;
                let said = |choice: &Choice| [choice.says.clone(), choice.why.clone()];
                Some(Face {
                    from: lesson.title.clone(),
                    ask: question.ask.clone(),
                    options: question.options.iter().map(|choice| choice.says.clone()).collect(),
                    answer: question.options.iter().filter(right).flat_map(said).collect(),
                    section: lesson.section(section),
                    home: Home::Lesson(lesson.slug.clone(), Some(section.clone()).filter(|id| !id.is_empty())),
                })
            }
            Recall::Check { exercise, check } => {
                let text = self.text(exercise, lang).ok()?;
                let ask = text.checks.get(check)?.clone();
                let exercise = self.exercise(exercise).ok()?;
                let explain = exercise.checks.get(check)?.explain.as_deref().and_then(|to| to.split_once('#'));
                let explained = explain.and_then(|(lesson, section)| {
                    let lesson = self.lesson(&Slug::new(lesson).ok()?, lang).ok()?;
                    let (title, words) = (lesson.section(section)?, lesson.opening(section)?);
                    Some((title, words, Home::Lesson(lesson.slug.clone(), Some(section.to_owned()))))
                });
                let (section, answer, home) = if let Some((title, words, home)) = explained {
                    (Some(title), words, home)
                } else {
                    // What nothing explains is answered by what the exercise says once it is passed.
                    (None, opening(&text.after), Home::Exercise(exercise.slug.clone()))
                };
                Some(Face { from: text.title, ask, options: Vec::new(), answer, section, home })
            }
        }
    }
}

/// The first paragraph, and the list that it announces where one follows at once.
fn opening(blocks: &[Block]) -> Vec<String> {
    let section = || blocks.iter().take_while(|block| !matches!(block, Block::Heading { level: ..=2, .. }));
    let plain = |block: &Block| {
        let Block::Paragraph(words) = block else { return None };
        Some(Inline::plain(words)).filter(|words| !words.is_empty())
    };
    let Some((at, first)) = section().enumerate().find_map(|(at, block)| Some((at, plain(block)?))) else {
        return Vec::new();
    };
    let mut out = vec![first];
    if let Some(Block::List { items, .. }) = section().nth(at + 1) {
        let item = |item: &Item| item.blocks.iter().filter_map(plain).collect::<Vec<_>>().join(" ");
        out.extend(items.iter().map(item).filter(|words| !words.is_empty()).map(|words| format!("• {words}")));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Course, NoRecall, Recall};
    use crate::base::{Lang, languages};
    use crate::course::Block;

    #[test]
    fn names_are_read_as_they_are_written() {
        for text in ["concept intro.acid", "question transactions#acid/1", "question transactions#/12", "check a-b c-d"]
        {
            assert_eq!(text.parse::<Recall>().map(|recall| recall.to_string()).as_deref(), Ok(text));
        }
        for text in ["", "concept", "concept ", "concept a b", "question a/1", "question a#b/0", "check a", "other a"] {
            assert_eq!(text.parse::<Recall>(), Err(NoRecall), "{text}");
        }
    }

    #[test]
    fn everything_of_the_book_can_be_asked_and_answered_in_every_language() {
        let course = Course::built_in().expect("the built-in pack reads");
        let mut asked = 0;
        for lang in languages() {
            for recall in everything(&course, &lang) {
                assert_eq!(recall.known(course.catalog()).as_ref(), Some(&recall));
                let face = course.face(&recall, &lang).unwrap_or_else(|| panic!("{recall} in {lang}"));
                let told = !face.ask.is_empty() && !face.answer.is_empty() && !face.answer.iter().any(String::is_empty);
                assert!(told, "{recall} in {lang}: {face:?}");
                asked += 1;
            }
        }
        assert!(asked > 100, "{asked}");
        for gone in ["concept no.such", "check no-such check", "question no-such#a/1"] {
            let gone: Recall = gone.parse().expect("a name");
            assert_eq!(gone.known(course.catalog()), None);
            assert_eq!(course.face(&gone, &Lang::new("en").expect("a code")), None);
        }
    }

    #[test]
    fn a_list_that_is_announced_belongs_to_the_answer() {
        let course = Course::built_in().expect("the built-in pack reads");
        for lang in languages() {
            let recall: Recall = "check is-it-an-event facts".parse().expect("a name");
            let face = course.face(&recall, &lang).expect("a card");
            assert_eq!(face.answer.len(), 4, "three marks of an event: {:?}", face.answer);
            assert!(face.answer[1..].iter().all(|words| words.starts_with("• ")), "{:?}", face.answer);
        }
    }

    fn everything(course: &Course, lang: &Lang) -> Vec<Recall> {
        let mut all = Vec::new();
        for chapter in &course.catalog().chapters {
            for card in &chapter.lessons {
                all.extend(card.concepts.iter().cloned().map(Recall::Concept));
                let lesson = course.lesson(&card.slug, lang).expect("the lesson reads");
                for (at, block) in lesson.blocks.iter().enumerate() {
                    if matches!(block, Block::Predict(_) | Block::Quiz(_)) {
                        all.push(lesson.recall(at).expect("a question"));
                    }
                }
            }
            for card in &chapter.exercises {
                let check = |check: &String| Recall::Check { exercise: card.slug.clone(), check: check.clone() };
                all.extend(card.checks.iter().map(check));
            }
        }
        all
    }
}
