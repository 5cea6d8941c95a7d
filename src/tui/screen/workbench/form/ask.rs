//! What an exercise asks, as the entries of its form.

use indexmap::IndexSet;

use super::field::{Field, Kind};
use crate::base::Seed;
use crate::course::exercise::{Check, DesignTask, Exercise, QuizCheck, QuizTask, Rule};

/// The fields of a question. What is right never shows in the order: it is shuffled by the exercise's id.
pub(super) fn questions(exercise: &Exercise, task: &QuizTask, name: &str, check: &Check) -> Vec<Field> {
    let Rule::Quiz(rule) = &check.rule else { return Vec::new() };
    let shuffled = |ids: &[String], always: bool| {
        let mut ids = ids.to_vec();
        if task.shuffle || always {
            Seed::default().stream(&[exercise.slug.as_str(), name]).shuffle(&mut ids);
        }
        ids
    };
    let one = |kind| vec![Field { table: None, key: name.to_owned(), kind }];
    match rule {
        QuizCheck::Choice { options, .. } => one(Kind::One { options: shuffled(options, false), chosen: None }),
        QuizCheck::Multi { options, .. } => {
            one(Kind::Many { options: shuffled(options, false), marked: vec![false; options.len()] })
        }
        QuizCheck::Order { right } => one(Kind::Order { items: shuffled(right, true), placed: Vec::new() }),
        QuizCheck::Number { .. } => one(Kind::Number(String::new())),
        QuizCheck::Match { right, decoys } => {
            let values: IndexSet<&String> = right.values().chain(decoys).collect();
            let values: Vec<String> = values.into_iter().cloned().collect();
            let values = shuffled(&values, true);
            let keys: Vec<String> = right.keys().cloned().collect();
            let pick = |key: String| Field {
                table: Some(name.to_owned()),
                key,
                kind: Kind::Pick { values: values.clone(), chosen: None },
            };
            shuffled(&keys, false).into_iter().map(pick).collect()
        }
    }
}

/// The fields of a design; none where one is a list of free text, which is written as text.
pub(super) fn decisions(task: &DesignTask) -> Option<Vec<Field>> {
    let set = |name: &String| task.sets.get(name).cloned().unwrap_or_default();
    let mut fields = Vec::new();
    for (table, shape) in &task.shape {
        for key in set(&shape.keys) {
            let kind = match &shape.values {
                Some(values) if shape.many => {
                    let options = set(values);
                    Kind::Many { marked: vec![false; options.len()], options }
                }
                Some(values) => Kind::Pick { values: set(values), chosen: None },
                None if shape.many => return None,
                None => Kind::Words(String::new()),
            };
            fields.push(Field { table: Some(table.clone()), key, kind });
        }
    }
    Some(fields)
}
