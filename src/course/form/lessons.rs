//! Lessons: complete in every language, the same in structure, their links alive.

use super::{Form, particles};
use crate::course::front::Front;
use crate::course::markdown::{Mark, Target};
use crate::course::{Block, Lesson, LessonCard, Problem, lesson};

/// One language's part of a lesson.
struct Version {
    file: String,
    front: Front,
    marks: Vec<Mark>,
}

impl Form<'_> {
    pub(super) fn lesson(&mut self, card: &LessonCard) {
        let mut first: Option<Version> = None;
        for lang in self.languages().to_vec() {
            let file = format!("{}/{lang}.md", card.folder);
            if !self.pack.has(&file) {
                self.push(Problem::new("pack-missing-file").with("path", &file).at(&file, 1, 1));
                continue;
            }
            let Ok(text) = self.pack.text(&file) else { continue };
            let Ok(front) = Front::parse(&file, &text) else { continue };
            let Ok(parsed) = lesson::parse(&file, &text) else { continue };
            match lesson::load(self.pack, card, &lang) {
                Ok(lesson) if lang.as_str() == "ko" => self.questions(&lesson),
                Ok(_) => {}
                Err(problems) => self.problems.extend(problems.0),
            }
            if front.title.trim().is_empty() {
                let problem = Problem::new("pack-empty-text").with("field", "title");
                self.at_front(&file, &["title"], problem);
            }
            self.marks(&file, &parsed.marks, Some(card.slug.as_str()));
            self.taught(&file, &front, &parsed.marks);
            if lang.as_str() == "ko" {
                let slips = particles::in_markdown(&text, &self.names.concepts, &lang);
                self.problems.extend(slips.into_iter().map(|slip| slip.problem_in(&file, &text)));
            }
            let version = Version { file, front, marks: parsed.marks };
            match &first {
                Some(first) => self.same(first, &version),
                None => first = Some(version),
            }
        }
    }

    /// Particles in the questions of a Korean lesson, which stand in fences; each is named at its block.
    fn questions(&mut self, lesson: &Lesson) {
        for (block, line) in lesson.blocks.iter().zip(&lesson.lines) {
            let (Block::Predict(question) | Block::Quiz(question)) = block else { continue };
            let options = question.options.iter().flat_map(|option| [&option.says, &option.why]);
            for slip in std::iter::once(&question.ask).chain(options).flat_map(|text| particles::in_plain(text)) {
                self.push(slip.problem().at(&lesson.file, *line, 1));
            }
        }
    }

    /// Concepts of the front matter exist and are taught by a heading, and the other way round.
    fn taught(&mut self, file: &str, front: &Front, marks: &[Mark]) {
        let taught =
            |id: &String| marks.iter().any(|m| matches!(&m.what, Target::Section { teach, .. } if teach.contains(id)));
        for (n, id) in front.concepts.iter().enumerate() {
            let problem = match self.names.concept(id) {
                Some(unknown) => unknown,
                None if taught(id) => continue,
                None => Problem::new("pack-not-taught").with("id", id),
            };
            self.at_front(file, &["concepts", &n.to_string()], problem);
        }
        for mark in marks {
            let Target::Section { teach, .. } = &mark.what else { continue };
            for id in teach.iter().filter(|id| !front.concepts.contains(id)) {
                let problem = Problem::new("pack-teach-unlisted").with("id", id);
                self.push(problem.at(file, mark.line, mark.column));
            }
        }
    }

    /// Two languages of a lesson agree in what is no language.
    fn same(&mut self, first: &Version, other: &Version) {
        let (a, b) = (&first.front, &other.front);
        let fields = [
            ("minutes", a.minutes == b.minutes),
            ("concepts", a.concepts == b.concepts),
            ("requires", a.requires == b.requires),
            ("was", a.was == b.was),
        ];
        for (field, same) in fields {
            if !same {
                let problem = Problem::new("pack-front-differs").with("field", field).with("other", &first.file);
                self.at_front(&other.file, &[field], problem);
            }
        }
        self.same_list(first, other, "pack-headings-differ", |what| match what {
            Target::Section { level, id, teach } => {
                let teach = if teach.is_empty() { String::new() } else { format!(" teach={}", teach.join(",")) };
                Some(format!("{} {{#{id}{teach}}}", "#".repeat(usize::from(*level))))
            }
            _ => None,
        });
        self.same_list(first, other, "pack-live-differs", |what| match what {
            Target::Live(live) => Some(live.clone()),
            _ => None,
        });
    }

    /// The first of a kind of marks in which two languages differ.
    fn same_list(
        &mut self,
        first: &Version,
        other: &Version,
        code: &'static str,
        pick: impl Fn(&Target) -> Option<String>,
    ) {
        let list = |version: &Version| -> Vec<(String, u32, u32)> {
            version.marks.iter().filter_map(|m| pick(&m.what).map(|text| (text, m.line, m.column))).collect()
        };
        let (wanted, found) = (list(first), list(other));
        for at in 0..wanted.len().max(found.len()) {
            let (w, f) = (wanted.get(at), found.get(at));
            if w.map(|it| &it.0) == f.map(|it| &it.0) {
                continue;
            }
            let (line, column) = f.map_or_else(|| found.last().map_or((1, 1), |it| (it.1, it.2)), |it| (it.1, it.2));
            let problem = Problem::new(code)
                .with("wanted", w.map_or("–", |it| it.0.as_str()))
                .with("found", f.map_or("–", |it| it.0.as_str()))
                .with("other", format!("{}:{}", first.file, w.map_or(1, |it| it.1)));
            self.push(problem.at(&other.file, line, column));
            return;
        }
    }
}
