//! `[checks.NAME.TYPE]`, with `explain` and `after` beside the type.

use indexmap::IndexMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::Slug;
use crate::course::exercise::{Check, Rule, Task};
use crate::course::{Doc, Problem};

/// Reads all checks in file order; a broken one is left out and its problem kept.
pub(super) fn read(doc: &Doc<'_>, task: &Task, problems: &mut Vec<Problem>) -> IndexMap<String, Check> {
    let mut checks: IndexMap<String, Check> = IndexMap::new();
    let Some(DeValue::Table(tables)) = doc.get(&["checks"]).map(Spanned::get_ref) else {
        let problem =
            Problem::new("pack-wrong-type").with("found", "a value").with("wanted", "tables [checks.NAME.TYPE]");
        problems.push(doc.at_value(&["checks"], problem));
        return checks;
    };
    if tables.is_empty() {
        problems.push(doc.at_key(&["checks"], Problem::new("pack-no-checks")));
    }
    for name in tables.keys().map(|key| key.get_ref().as_ref()) {
        if Slug::new(name).is_err() {
            problems.push(doc.at_key(&["checks", name], Problem::new("pack-name").with("name", name)));
        }
        match check(doc, task, name) {
            Ok(check) => {
                if let Some(after) = check.after.as_ref().filter(|after| !checks.contains_key(*after)) {
                    let problem = Problem::new("pack-after").with("name", after);
                    problems.push(doc.at_value(&["checks", name, "after"], problem));
                }
                checks.insert(name.to_owned(), check);
            }
            Err(problem) => problems.push(problem),
        }
    }
    checks
}

fn check(doc: &Doc<'_>, task: &Task, name: &str) -> Result<Check, Problem> {
    let at = ["checks", name];
    let types = task.check_types();
    let Some(DeValue::Table(table)) = doc.get(&at).map(Spanned::get_ref) else {
        let problem = Problem::new("pack-check-without-type").with("name", name).with("allowed", types.join(", "));
        return Err(doc.at_key(&at, problem));
    };
    let side = |key: &str| match table.get(key).map(Spanned::get_ref) {
        None => Ok(None),
        Some(DeValue::String(text)) => Ok(Some(text.to_string())),
        Some(_) => {
            let problem = Problem::new("pack-wrong-type").with("found", "another value").with("wanted", "a string");
            Err(doc.at_value(&["checks", name, key], problem))
        }
    };
    let (explain, after) = (side("explain")?, side("after")?);
    let rest: Vec<_> = table.iter().filter(|(key, _)| !matches!(key.get_ref().as_ref(), "explain" | "after")).collect();
    if let Some((key, _)) = rest.iter().find(|(key, _)| !types.contains(&key.get_ref().as_ref())) {
        let key = key.get_ref().as_ref();
        let problem = match Task::kind_of_check(key) {
            Some(kind) => Problem::new("pack-check-of-other-kind").with("kind", kind),
            None => Problem::new("pack-unknown-field"),
        };
        let problem = problem.with("field", key).with("allowed", format!("{}; explain, after", types.join(", ")));
        return Err(doc.at_key(&["checks", name, key], problem));
    }
    let [(key, value)] = rest[..] else {
        let code = if rest.is_empty() { "pack-check-without-type" } else { "pack-check-types" };
        return Err(doc.at_key(&at, Problem::new(code).with("name", name).with("allowed", types.join(", "))));
    };
    let mut only = DeTable::new();
    only.insert(key.clone(), value.clone());
    let span = value.span();
    let rule = match task {
        Task::Sql(_) => Rule::Sql(doc.read_table(only, span)?),
        Task::Events(_) => Rule::Events(doc.read_table(only, span)?),
        Task::Code(_) => Rule::Code(doc.read_table(only, span)?),
        Task::Sim(_) => Rule::Sim(doc.read_table(only, span)?),
        Task::Quiz(_) => Rule::Quiz(doc.read_table(only, span)?),
        Task::Design(_) => Rule::Design(doc.read_table(only, span)?),
    };
    Ok(Check { points: 1, explain, after, rule })
}

impl Doc<'_> {
    /// The type of a check, where it has one.
    pub(super) fn check_type(&self, name: &str) -> Option<String> {
        let DeValue::Table(table) = self.get(&["checks", name])?.get_ref() else { return None };
        table
            .keys()
            .map(|key| key.get_ref().as_ref())
            .find(|key| !matches!(*key, "explain" | "after"))
            .map(str::to_owned)
    }
}
