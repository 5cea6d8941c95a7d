//! Exercises: texts with the same keys in every language, folders that hold exactly the answer's files.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::{Form, particles};
use crate::base::{Lang, Slug};
use crate::course::exercise::{QuizCheck, Rule};
use crate::course::markdown::{self, Kind};
use crate::course::text::{self, RawText};
use crate::course::{Doc, Exercise, ExerciseCard, Problem, load};

impl Form<'_> {
    pub(super) fn exercise(&mut self, chapter: &Slug, card: &ExerciseCard) {
        match load::exercise(self.pack, &card.folder, chapter) {
            Ok(exercise) => {
                self.manifest(&exercise);
                self.answers(&exercise);
                for lang in self.languages().to_vec() {
                    self.texts(card, &exercise, &lang);
                }
            }
            Err(problems) => self.problems.extend(problems.0),
        }
    }

    /// Names in `exercise.toml` that lead out of the folder, and checks that no wrong answer fails.
    fn manifest(&mut self, exercise: &Exercise) {
        let file = format!("{}/exercise.toml", exercise.folder);
        self.with_doc(&file, |form, doc| {
            for (n, id) in exercise.concepts.iter().enumerate() {
                if let Some(problem) = form.names.concept(id) {
                    form.push(doc.at_value(&["concepts", &n.to_string()], problem));
                }
            }
            for (name, check) in &exercise.checks {
                if let Some(problem) = check.explain.as_ref().and_then(|to| form.names.link(to, None)) {
                    form.push(doc.at_value(&["checks", name, "explain"], problem));
                }
                if !exercise.wrong.values().any(|failing| failing.contains(name)) {
                    form.push(doc.at_key(&["checks", name], Problem::new("pack-check-unwatched").with("name", name)));
                }
            }
        });
    }

    /// Starter, solution, wrong answers and alternatives hold exactly the answer's files.
    fn answers(&mut self, exercise: &Exercise) {
        let manifest = format!("{}/exercise.toml", exercise.folder);
        let mut folders = vec!["starter".to_owned(), "solution".to_owned()];
        let there = load::folders(self.pack, &format!("{}/wrong/", exercise.folder));
        for (name, line) in &exercise.lines.wrong {
            if there.contains(name) {
                folders.push(format!("wrong/{name}"));
            } else {
                let path = format!("{}/wrong/{name}/", exercise.folder);
                self.push(Problem::new("pack-missing-file").with("path", path).at(&manifest, *line, 1));
            }
        }
        for name in there.iter().filter(|name| !exercise.wrong.contains_key(*name)) {
            let path = format!("{}/wrong/{name}", exercise.folder);
            self.push(Problem::new("pack-wrong-unlisted").with("name", name).at(&path, 1, 1));
        }
        folders.extend(exercise.alternatives.iter().map(|name| format!("alt/{name}")));
        for folder in folders {
            let under = format!("{}/{folder}/", exercise.folder);
            let found: BTreeSet<&str> = self.pack.under(&under).iter().map(|path| &path[under.len()..]).collect();
            let wanted: BTreeSet<&str> = exercise.files.iter().map(String::as_str).collect();
            for name in wanted.difference(&found) {
                let path = format!("{under}{name}");
                self.problems.push(Problem::new("pack-missing-file").with("path", &path).at(&path, 1, 1));
            }
            for name in found.difference(&wanted) {
                let path = format!("{under}{name}");
                let problem =
                    Problem::new("pack-extra-file").with("path", name).with("allowed", exercise.files.join(", "));
                self.problems.push(problem.at(&path, 1, 1));
            }
        }
    }

    fn texts(&mut self, card: &ExerciseCard, exercise: &Exercise, lang: &Lang) {
        let file = format!("{}/text.{lang}.toml", card.folder);
        let mut complete = true;
        for path in
            [file.clone(), format!("{}/task.{lang}.md", card.folder), format!("{}/after.{lang}.md", card.folder)]
        {
            if !self.pack.has(&path) {
                complete = false;
                self.push(Problem::new("pack-missing-file").with("path", &path).at(&path, 1, 1));
            }
        }
        if complete && let Err(problems) = text::load(self.pack, card, lang) {
            self.problems.extend(problems.0);
        }
        self.with_doc(&file, |form, doc| {
            if let Ok(raw) = doc.read::<RawText>() {
                form.keys(doc, &raw, exercise, lang);
            }
        });
        for name in ["task", "after"] {
            self.prose(&format!("{}/{name}.{lang}.md", card.folder), lang);
        }
    }

    /// Keys are those of the manifest, texts are there and sound.
    fn keys(&mut self, doc: &Doc<'_>, raw: &RawText, exercise: &Exercise, lang: &Lang) {
        self.spoken(doc, &["title"], lang, &raw.title);
        for (n, hint) in raw.hints.iter().enumerate() {
            self.spoken(doc, &["hints", &n.to_string()], lang, hint);
        }
        self.same_keys(doc, &["checks"], exercise.checks.keys(), &raw.checks, lang);
        self.same_keys(doc, &["wrong"], exercise.wrong.keys(), &raw.wrong, lang);
        for (name, text) in &raw.checks {
            self.spoken(doc, &["checks", name], lang, text);
        }
        for (name, text) in &raw.wrong {
            self.spoken(doc, &["wrong", name], lang, text);
        }
        for (id, text) in &raw.labels {
            self.spoken(doc, &["labels", id], lang, text);
        }
        let questions: IndexMap<&String, &Vec<String>> = exercise
            .checks
            .iter()
            .filter_map(|(name, check)| match &check.rule {
                Rule::Quiz(QuizCheck::Choice { options, .. } | QuizCheck::Multi { options, .. }) => {
                    Some((name, options))
                }
                Rule::Quiz(QuizCheck::Order { .. } | QuizCheck::Match { .. } | QuizCheck::Number { .. })
                | Rule::Sql(_)
                | Rule::Events(_)
                | Rule::Code(_)
                | Rule::Sim(_)
                | Rule::Design(_) => None,
            })
            .collect();
        let none = IndexMap::new();
        for (name, options) in &questions {
            let given = raw.options.get(*name).unwrap_or(&none);
            self.same_keys(doc, &["options", name], options.iter(), given, lang);
            for (id, option) in given {
                self.spoken(doc, &["options", name, id, "says"], lang, &option.says);
                self.spoken(doc, &["options", name, id, "why"], lang, &option.why);
            }
        }
        for name in raw.options.keys().filter(|name| !questions.contains_key(name)) {
            let allowed: Vec<&str> = questions.keys().map(|name| name.as_str()).collect();
            let problem = Problem::new("pack-extra-key").with("key", name).with("allowed", allowed.join(", "));
            self.push(doc.at_key(&["options", name], problem));
        }
    }

    fn same_keys<'k, T>(
        &mut self,
        doc: &Doc<'_>,
        at: &[&str],
        wanted: impl Iterator<Item = &'k String>,
        found: &IndexMap<String, T>,
        lang: &Lang,
    ) {
        let wanted: Vec<&String> = wanted.collect();
        for key in wanted.iter().filter(|key| !found.contains_key(**key)) {
            let table = at.join(".");
            let problem = Problem::new("pack-missing-key").with("key", key).with("table", table).with("lang", lang);
            self.push(doc.at_key(at, problem));
        }
        for key in found.keys().filter(|key| !wanted.contains(key)) {
            let allowed: Vec<&str> = wanted.iter().map(|key| key.as_str()).collect();
            let problem = Problem::new("pack-extra-key").with("key", key).with("allowed", allowed.join(", "));
            self.push(doc.at_key(&[at, &[key]].concat(), problem));
        }
    }

    /// Links and terms of a task or of what comes after it.
    fn prose(&mut self, file: &str, lang: &Lang) {
        let Ok(text) = self.pack.text(file) else { return };
        let parsed = markdown::parse(file, &text, 0, Kind::Text);
        self.marks(file, &parsed.marks, None);
        if text.trim().is_empty() {
            self.push(Problem::new("pack-empty-text").with("field", file).at(file, 1, 1));
        }
        if lang.as_str() == "ko" {
            let slips = particles::in_markdown(&text, &self.names.concepts, lang);
            self.problems.extend(slips.into_iter().map(|slip| slip.problem_in(file, &text)));
        }
    }
}
