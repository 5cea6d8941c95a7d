//! What a manifest's form alone cannot refuse: names that stand for nothing, paths that leave the folder, numbers out of
//! their range. All problems are found, not the first only.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::files::Found;
use super::{answers, scripts, sim, sql};
use crate::base::Slug;
use crate::course::exercise::{Check, Rule, Task};
use crate::course::{Doc, Problem};

/// What a part of a manifest may refer to, and where its problems go.
pub(super) struct Resolver<'a> {
    doc: &'a Doc<'a>,
    /// Where in the document `bad` begins: `["task", "sql"]`, `["checks", NAME, TYPE]`.
    base: Vec<String>,
    /// The answer's files.
    pub files: &'a [String],
    pub found: &'a Found,
    problems: &'a mut Vec<Problem>,
}

/// Looks at task and checks.
pub(super) fn task(
    doc: &Doc<'_>,
    files: &[String],
    found: &Found,
    task: &Task,
    checks: &IndexMap<String, Check>,
    problems: &mut Vec<Problem>,
) {
    let mut resolver = Resolver { doc, base: Vec::new(), files, found, problems };
    resolver.base = vec!["task".to_owned(), task.kind().to_owned()];
    match task {
        Task::Sql(task) => sql::task(&mut resolver, task),
        Task::Events(task) => scripts::events_task(&mut resolver, task),
        Task::Code(task) => scripts::code_task(&mut resolver, task),
        Task::Sim(task) => sim::task(&mut resolver, task),
        Task::Quiz(_) => resolver.one_file(),
        Task::Design(task) => {
            resolver.one_file();
            answers::design_task(&mut resolver, task);
        }
    }
    for (name, check) in checks {
        resolver.base = vec!["checks".to_owned(), name.clone()];
        resolver.base.extend(doc.check_type(name));
        match (task, &check.rule) {
            (Task::Sql(task), Rule::Sql(rule)) => sql::check(&mut resolver, task, rule),
            (Task::Events(task), Rule::Events(rule)) => scripts::events_check(&mut resolver, task, rule),
            (Task::Code(task), Rule::Code(rule)) => scripts::code_check(&mut resolver, task, rule),
            (Task::Sim(task), Rule::Sim(rule)) => sim::check(&mut resolver, task, rule),
            (Task::Quiz(_), Rule::Quiz(rule)) => answers::quiz_check(&mut resolver, rule),
            (Task::Design(task), Rule::Design(rule)) => answers::design_check(&mut resolver, task, rule),
            (Task::Sql(_) | Task::Events(_) | Task::Code(_) | Task::Sim(_) | Task::Quiz(_) | Task::Design(_), _) => {
                unreachable!("a check is read as the kind of its task")
            }
        }
    }
}

/// Looks at what all kinds share.
pub(super) fn common(raw: &super::Raw, doc: &Doc<'_>, checks: &IndexMap<String, Check>, problems: &mut Vec<Problem>) {
    let mut bad = |path: &[&str], problem| problems.push(doc.at_value(path, problem));
    if !(1..=3).contains(&raw.difficulty) {
        bad(&["difficulty"], Problem::new("pack-range").with("field", "difficulty").with("from", 1).with("to", 3));
    }
    if !(1..=240).contains(&raw.minutes) {
        bad(&["minutes"], Problem::new("pack-range").with("field", "minutes").with("from", 1).with("to", 240));
    }
    if raw.files.is_empty() {
        bad(&["files"], Problem::new("pack-empty-list").with("field", "files"));
    }
    for (n, name) in raw.files.iter().enumerate() {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        if name.is_empty() || name.starts_with('.') || !name.chars().all(plain) {
            bad(&["files", &n.to_string()], Problem::new("pack-path").with("path", name));
        } else if raw.files[..n].contains(name) {
            bad(&["files", &n.to_string()], Problem::new("pack-listed-twice").with("id", name));
        }
    }
    for (name, points) in &raw.points {
        if *points > 100 {
            let problem = Problem::new("pack-range").with("field", name).with("from", 0).with("to", 100);
            bad(&["points", name], problem);
        }
    }
    for (name, failing) in &raw.wrong {
        if Slug::new(name.as_str()).is_err() {
            problems.push(doc.at_key(&["wrong", name], Problem::new("pack-name").with("name", name)));
        }
        let mut bad = |path: &[&str], problem| problems.push(doc.at_value(path, problem));
        if failing.is_empty() {
            bad(&["wrong", name], Problem::new("pack-empty-list").with("field", name));
        }
        for (n, check) in failing.iter().enumerate() {
            if !checks.contains_key(check) {
                bad(&["wrong", name, &n.to_string()], super::no_such_check(check, checks.keys()));
            } else if failing[..n].contains(check) {
                bad(&["wrong", name, &n.to_string()], Problem::new("pack-listed-twice").with("id", check));
            }
        }
    }
}

impl Resolver<'_> {
    /// A problem at a value below the base.
    pub(super) fn bad(&mut self, path: &[&str], problem: Problem) {
        let full: Vec<&str> = self.base.iter().map(String::as_str).chain(path.iter().copied()).collect();
        self.problems.push(self.doc.at_value(&full, problem));
    }

    /// A problem at a key below the base.
    pub(super) fn bad_key(&mut self, path: &[&str], problem: Problem) {
        let full: Vec<&str> = self.base.iter().map(String::as_str).chain(path.iter().copied()).collect();
        self.problems.push(self.doc.at_key(&full, problem));
    }

    /// A name that must be one of these.
    pub(super) fn known<'n>(
        &mut self,
        path: &[&str],
        name: &str,
        allowed: impl IntoIterator<Item = &'n str>,
        code: &'static str,
    ) -> bool {
        let allowed: Vec<&str> = allowed.into_iter().collect();
        let known = allowed.contains(&name);
        if !known {
            let mut seen = BTreeSet::new();
            let names: Vec<&str> = allowed.into_iter().filter(|name| seen.insert(*name)).collect();
            self.bad(path, Problem::new(code).with("name", name).with("allowed", names.join(", ")));
        }
        known
    }

    /// A path that must be a file of `setup/` or `given/`.
    pub(super) fn support(&mut self, path: &[&str], file: &str) {
        if leaves(file) {
            self.bad(path, Problem::new("pack-path").with("path", file));
        } else if !self.found.support.contains_key(file) {
            self.bad(path, Problem::new("pack-missing-file").with("path", file));
        }
    }

    /// A file of the answer, or of `setup/` or `given/`.
    pub(super) fn script(&mut self, path: &[&str], file: &str) {
        if file.contains('/') || leaves(file) {
            self.support(path, file);
        } else {
            self.answer_file(path, file);
        }
    }

    /// A file of the answer.
    pub(super) fn answer_file(&mut self, path: &[&str], file: &str) {
        let files: Vec<&str> = self.files.iter().map(String::as_str).collect();
        self.known(path, file, files, "pack-no-such-answer-file");
    }

    /// A list that must not be empty.
    pub(super) fn some<T>(&mut self, field: &str, list: &[T]) {
        if list.is_empty() {
            self.bad(&[field], Problem::new("pack-empty-list").with("field", field));
        }
    }

    /// Entries that must differ.
    pub(super) fn distinct(&mut self, field: &str, list: &[String]) {
        for (n, item) in list.iter().enumerate() {
            if list[..n].contains(item) {
                self.bad(&[field, &n.to_string()], Problem::new("pack-listed-twice").with("id", item));
            }
        }
    }

    /// Quiz and design are answered in one TOML file.
    fn one_file(&mut self) {
        let toml = |name: &String| std::path::Path::new(name).extension().is_some_and(|ext| ext == "toml");
        if self.files.len() != 1 || !self.files.iter().all(toml) {
            self.problems.push(self.doc.at_value(&["files"], Problem::new("pack-one-toml")));
        }
    }
}

/// Whether a path is absolute or goes up, by the rules of any system.
fn leaves(path: &str) -> bool {
    path.is_empty() || path.contains(['\\', ':', '\0']) || path.split('/').any(|part| matches!(part, "" | "." | ".."))
}

#[cfg(test)]
mod tests {
    #[test]
    fn paths_stay_inside() {
        for good in ["setup/a.sql", "a", "given/deep/x.js"] {
            assert!(!super::leaves(good), "{good}");
        }
        for bad in ["", "/etc/passwd", "..", "setup/../../x", "a//b", "./a", "C:\\x", "a\\b", "setup/"] {
            assert!(super::leaves(bad), "{bad}");
        }
    }
}
