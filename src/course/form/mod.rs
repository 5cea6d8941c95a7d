//! Checks of form: what `pack verify` finds in a pack without grading anything.
//!
//! Every problem is collected. Names that a pack does not define itself are looked up in the built-in pack too, so that a
//! pack which only adds exercises may use the book's concepts and link to its lessons.

mod coverage;
mod exercises;
mod files;
mod lessons;
mod names;
mod particles;

use super::pack::Pack;
use super::{Course, Doc, Problem};
use crate::base::Lang;
use names::Names;

impl Course {
    /// Checks the form of the last pack that was opened: the only one, after [`Course::open_only`].
    ///
    /// Cost: every file of the pack is read; no script runs.
    #[must_use]
    pub fn check_form(&self) -> Vec<Problem> {
        let Some(pack) = self.packs.last() else { return Vec::new() };
        let mut form = Form { pack, names: Names::default(), problems: pack.problems.clone() };
        form.check();
        form.problems.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
        form.problems.dedup();
        form.problems
    }
}

struct Form<'a> {
    pack: &'a Pack,
    names: Names,
    problems: Vec<Problem>,
}

impl Form<'_> {
    fn check(&mut self) {
        // What is missing may be what made the table of contents incomplete, so names come first.
        self.names = Names::of(self.pack);
        self.files();
        self.titles();
        self.concepts();
        for (_, card) in self.lesson_cards() {
            self.lesson(&card);
        }
        for (chapter, card) in self.exercise_cards() {
            self.exercise(&chapter, &card);
        }
        self.coverage();
        self.requirements();
        self.former_ids();
    }

    fn languages(&self) -> &[Lang] {
        &self.pack.head.languages
    }

    fn push(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Every title and summary in every language.
    fn titles(&mut self) {
        let chapters = self.pack.catalog.chapters.iter();
        let files = chapters.map(|chapter| {
            let file = format!("lessons/{}/chapter.toml", chapter.folder);
            (file, vec![("title", chapter.title.clone()), ("summary", chapter.summary.clone())])
        });
        let own = ("pack.toml".to_owned(), vec![("title", self.pack.head.title.clone())]);
        for (file, texts) in std::iter::once(own).chain(files).collect::<Vec<_>>() {
            self.with_doc(&file, |form, doc| {
                for (field, text) in &texts {
                    for lang in form.languages().to_vec() {
                        if text.has(&lang) {
                            form.spoken(doc, &[field, lang.as_str()], &lang, text.get(&lang));
                        } else {
                            let problem = Problem::new("pack-no-text").with("field", field).with("lang", &lang);
                            form.push(doc.at_key(&[field], problem));
                        }
                    }
                }
            });
        }
    }

    /// Looks at a TOML file with its places; one that cannot be read or parsed is named elsewhere.
    fn with_doc(&mut self, file: &str, look: impl FnOnce(&mut Self, &Doc<'_>)) {
        let Ok(text) = self.pack.text(file) else { return };
        if let Ok(doc) = Doc::parse(file, &text, 0) {
            look(self, &doc);
        }
    }

    /// A text for people in a TOML file: not blank, and sound in its language.
    fn spoken(&mut self, doc: &Doc<'_>, path: &[&str], lang: &Lang, text: &str) {
        if text.trim().is_empty() {
            let field = path.join(".");
            self.push(doc.at_value(path, Problem::new("pack-empty-text").with("field", field)));
        }
        if lang.as_str() == "ko" {
            for slip in particles::in_plain(text) {
                self.push(doc.at_value(path, slip.problem()));
            }
        }
    }
}
