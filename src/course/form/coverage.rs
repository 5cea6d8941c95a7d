//! Concepts: named in every language, taught where they are at home, practised in complete chapters.

use super::Form;
use crate::course::front::Front;
use crate::course::{Problem, concept};

impl Form<'_> {
    /// The list itself.
    pub(super) fn concepts(&mut self) {
        let concepts = match self.pack.concepts() {
            Ok(concepts) => concepts,
            Err(problem) => return self.push(problem),
        };
        self.with_doc(concept::FILE, |form, doc| {
            for (id, concept) in &concepts.0 {
                for lang in form.languages().to_vec() {
                    let at = ["concepts", id.as_str(), lang.as_str()];
                    let Some(text) = concept.texts.get(&lang) else {
                        let problem = Problem::new("pack-no-text").with("field", id).with("lang", &lang);
                        form.push(doc.at_key(&at, problem));
                        continue;
                    };
                    for (field, text) in [("name", &text.name), ("is", &text.is)] {
                        form.spoken(doc, &[at[0], at[1], at[2], field], &lang, text);
                        if text.contains('\n') {
                            let problem = Problem::new("pack-one-line").with("field", field);
                            form.push(doc.at_value(&[at[0], at[1], at[2], field], problem));
                        }
                    }
                }
            }
        });
    }

    /// A concept whose home lesson is there is taught by a heading of it in every language; in a complete chapter, one
    /// that is to be practised is.
    pub(super) fn coverage(&mut self) {
        let Ok(concepts) = self.pack.concepts() else { return };
        let cards = self.lesson_cards();
        for (id, concept) in &concepts.0 {
            let Some((chapter, card)) = cards.iter().find(|(_, card)| card.slug == concept.home) else { continue };
            for lang in self.languages().to_vec() {
                let file = format!("{}/{lang}.md", card.folder);
                if !self.lists(&file, id) {
                    let problem = Problem::new("pack-home-does-not-teach").with("id", id).with("lesson", &card.slug);
                    self.at_front(&file, &["concepts"], problem);
                }
            }
            let practised = || self.exercise_cards().iter().any(|(_, card)| card.concepts.contains(id));
            if chapter.complete && concept.practise && !practised() {
                let problem = Problem::new("pack-not-practised").with("id", id).with("chapter", &chapter.id);
                self.with_doc(concept::FILE, |form, doc| form.push(doc.at_key(&["concepts", id], problem)));
            }
        }
    }

    /// Whether a lesson's front matter lists a concept, so that a heading of it must teach it; a file that cannot be read
    /// is named elsewhere.
    fn lists(&self, file: &str, id: &str) -> bool {
        let Ok(text) = self.pack.text(file) else { return true };
        Front::parse(file, &text).map_or(true, |front| front.concepts.iter().any(|it| it == id))
    }
}
