//! Kind `quiz`: an answer file with an entry per question.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use super::answer::{self, Answer, Entry};
use super::{Bench, Code, Finding, Grader, NotLoaded, Severity, Stop, Submission, Verdict};
use crate::course::exercise::{Check, Exercise, QuizCheck, QuizTask, Rule};

/// A quiz with its answers.
pub(crate) struct QuizGrader<'e> {
    exercise: &'e Exercise,
    answers: IndexMap<String, Entry>,
}

impl<'e> QuizGrader<'e> {
    pub(crate) fn load(
        exercise: &'e Exercise,
        // Shuffling is for screens.
        QuizTask { shuffle: _ }: &QuizTask,
        submission: &Submission,
    ) -> Result<Self, NotLoaded> {
        Ok(Self { exercise, answers: answer::read(submission)? })
    }
}

impl Grader for QuizGrader<'_> {
    fn check(&mut self, name: &str, check: &Check, _bench: &mut Bench<'_>) -> Result<Verdict, Stop> {
        let Rule::Quiz(rule) = &check.rule else {
            return Err(Stop::Ours(format!("the check `{name}` is of another kind")));
        };
        let Some(entry) = self.answers.get(name).filter(|entry| !entry.value.is_blank()) else {
            let at = self.answers.get(name).map(|entry| entry.at.clone());
            return Ok(Verdict::failed(Finding::new(Code::Blank).with("entry", name).at(at)));
        };
        Ok(match rule {
            QuizCheck::Choice { options, right, also } => choice(entry, options, right, also),
            QuizCheck::Multi { options, right } => multi(entry, options, right),
            QuizCheck::Order { right } => order(entry, right),
            QuizCheck::Match { right, decoys } => pairs(entry, right, decoys),
            QuizCheck::Number { right, within } => number(entry, *right, *within),
        })
    }

    fn findings(&self) -> Vec<Finding> {
        answer::unknown(&self.answers, self.exercise.checks.keys())
    }

    fn cases(&self) -> u64 {
        0
    }
}

/// `entry` names something that is no option.
fn no_option(entry: &Entry, options: &[String]) -> Finding {
    of_form("no-option", entry, options)
}

/// `entry` is no list, table or text, which was wanted.
fn of_form(form: &str, entry: &Entry, options: &[String]) -> Finding {
    Finding::new(Code::UnknownOption)
        .with("form", form)
        .with("option", entry.value.shown())
        .with("options", options.join(", "))
        .at(entry.at.clone())
}

fn choice(entry: &Entry, options: &[String], right: &String, also: &[String]) -> Verdict {
    match &entry.value {
        Answer::Text(text) if text == right || also.contains(text) => Verdict::passed(),
        Answer::Text(text) if options.contains(text) => {
            Verdict::failed(Finding::new(Code::WrongOption).with("option", text.as_str()).at(entry.at.clone()))
        }
        Answer::List(_) | Answer::Table(_) => Verdict::failed(of_form("text-wanted", entry, options)),
        Answer::Text(_) | Answer::Number(_) | Answer::Other(_) => Verdict::failed(no_option(entry, options)),
    }
}

/// The ids in a list, each once, or what is wrong with them.
fn ids(entry: &Entry, options: &[String]) -> Result<Vec<(String, Entry)>, Box<Finding>> {
    let Answer::List(items) = &entry.value else { return Err(Box::new(of_form("list-wanted", entry, options))) };
    let mut seen = BTreeSet::new();
    let mut ids = Vec::new();
    for item in items {
        match &item.value {
            Answer::Text(id) if options.contains(id) => {
                if seen.insert(id.clone()) {
                    ids.push((id.clone(), item.clone()));
                }
            }
            _ => return Err(Box::new(no_option(item, options))),
        }
    }
    Ok(ids)
}

/// Marking everything is no way to points: each wrong mark takes a right one away.
fn multi(entry: &Entry, options: &[String], right: &[String]) -> Verdict {
    let marked = match ids(entry, options) {
        Ok(marked) => marked,
        Err(finding) => return Verdict::failed(*finding),
    };
    let (hits, misses): (Vec<_>, Vec<_>) = marked.into_iter().partition(|(id, _)| right.contains(id));
    if misses.is_empty() && hits.len() == right.len() {
        return Verdict::passed();
    }
    let finding = Finding::new(Code::WrongSet)
        .with("wrong", misses.len())
        .with("missing", right.len() - hits.len())
        .at(entry.at.clone());
    let whys = misses.iter().map(|(id, item)| {
        Finding::new(Code::WrongOption).with("option", id.as_str()).graded(Severity::Note).at(item.at.clone())
    });
    Verdict {
        findings: std::iter::once(finding).chain(whys).collect(),
        share: Some(share(hits.len().saturating_sub(misses.len()), right.len())),
    }
}

fn order(entry: &Entry, right: &[String]) -> Verdict {
    let Answer::List(items) = &entry.value else { return Verdict::failed(of_form("list-wanted", entry, right)) };
    if let Some(item) = items.iter().find(|item| !matches!(&item.value, Answer::Text(id) if right.contains(id))) {
        return Verdict::failed(no_option(item, right));
    }
    let in_place =
        |at: usize, item: &Entry| matches!(&item.value, Answer::Text(id) if right.get(at).is_some_and(|r| r == id));
    let hits = items.iter().enumerate().filter(|(at, item)| in_place(*at, item)).count();
    if hits == right.len() && items.len() == right.len() {
        return Verdict::passed();
    }
    // What stands there twice is told first: where there are too many items, one of them does.
    let mut before = items.iter().enumerate();
    let twice = before.find_map(|(at, item)| items[..at].iter().any(|it| it.value == item.value).then_some(item));
    let first = items.iter().enumerate().find_map(|(at, item)| (!in_place(at, item)).then_some(item));
    let (found, named) = match (twice, first) {
        (Some(item), _) => ("twice", Some(item)),
        (None, Some(item)) => ("out-of-place", Some(item)),
        (None, None) => ("too-few", None),
    };
    let finding = Finding::new(Code::WrongOrder)
        .with("right", hits)
        .with("all", right.len())
        .with("first", named.map_or_else(String::new, |item| item.value.shown()))
        .with("found", found)
        .at(named.map_or(&entry.at, |item| &item.at).clone());
    // Items too many are wrong ones, too.
    let surplus = items.len().saturating_sub(right.len());
    Verdict { findings: vec![finding], share: Some(share(hits.saturating_sub(surplus), right.len())) }
}

fn pairs(entry: &Entry, right: &IndexMap<String, String>, decoys: &[String]) -> Verdict {
    let values: Vec<String> =
        right.values().chain(decoys).cloned().collect::<indexmap::IndexSet<_>>().into_iter().collect();
    let keys: Vec<String> = right.keys().cloned().collect();
    let Answer::Table(given) = &entry.value else { return Verdict::failed(of_form("table-wanted", entry, &keys)) };
    let mut hits = 0;
    let mut notes = Vec::new();
    for (key, item) in given {
        let Some(wanted) = right.get(key) else {
            let named = Entry { at: item.at.clone(), value: Answer::Text(key.clone()) };
            return Verdict::failed(no_option(&named, &keys));
        };
        match &item.value {
            Answer::Text(value) if value == wanted => hits += 1,
            Answer::Text(value) if values.contains(value) => notes.push(
                Finding::new(Code::WrongPair)
                    .with("key", key.as_str())
                    .with("value", value.as_str())
                    .graded(Severity::Note)
                    .at(item.at.clone()),
            ),
            value if value.is_blank() => {}
            Answer::List(_) | Answer::Table(_) => return Verdict::failed(of_form("text-wanted", item, &values)),
            _ => return Verdict::failed(no_option(item, &values)),
        }
    }
    if hits == right.len() {
        return Verdict::passed();
    }
    let finding = Finding::new(Code::WrongPairs)
        .with("right", hits)
        .with("all", right.len())
        .at(notes.first().and_then(|note| note.at.clone()).unwrap_or_else(|| entry.at.clone()));
    Verdict { findings: std::iter::once(finding).chain(notes).collect(), share: Some(share(hits, right.len())) }
}

fn number(entry: &Entry, right: f64, within: f64) -> Verdict {
    // A number in quotation marks is one, too.
    let given = match &entry.value {
        Answer::Number(given) => Some(*given),
        Answer::Text(text) => text.trim().parse().ok(),
        Answer::List(_) | Answer::Table(_) | Answer::Other(_) => None,
    };
    let side = match given {
        Some(given) if (given - right).abs() <= within => return Verdict::passed(),
        Some(given) if given > right => "above",
        Some(given) if given < right => "below",
        Some(_) | None => "none",
    };
    let finding =
        Finding::new(Code::WrongNumber).with("given", entry.value.shown()).with("side", side).at(entry.at.clone());
    Verdict::failed(finding)
}

fn share(right: usize, all: usize) -> (u32, u32) {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    (count(right), count(all))
}

#[cfg(test)]
mod tests;
