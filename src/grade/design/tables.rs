//! The answer's tables: key → values, each with its place.

use indexmap::IndexMap;

use crate::course::exercise::{DesignTask, Shape};
use crate::grade::answer::{self, Answer, Entry};
use crate::grade::{Code, Finding, Place};

/// All tables of an answer by name.
#[derive(Debug, Clone, Default)]
pub(super) struct Tables(IndexMap<String, Table>);

/// One table.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    /// Where it stands; where nothing is given, nowhere.
    pub at: Option<Place>,
    /// What is given, keys in the order of the answer; none is empty.
    pub entries: IndexMap<String, Given>,
    /// Where keys stand that are given nothing yet.
    pub blank: IndexMap<String, Place>,
}

impl Table {
    /// Where a key is to be answered: where it stands, else the table.
    pub(super) fn near(&self, key: &str) -> Option<Place> {
        let given = || self.entries.get(key).map(|given| &given.at);
        self.blank.get(key).or_else(given).or(self.at.as_ref()).cloned()
    }
}

/// What is given to one key.
#[derive(Debug, Clone)]
pub(super) struct Given {
    pub at: Place,
    /// One value, or several where the shape has many.
    pub values: Vec<(String, Place)>,
}

impl Given {
    /// The first value: the only one, where the shape has one.
    pub(super) fn value(&self) -> &str {
        self.values.first().map_or("", |(value, _)| value)
    }
}

impl Tables {
    /// Takes an answer apart; what fits no shape is a finding.
    pub(super) fn read(task: &DesignTask, entries: &IndexMap<String, Entry>, findings: &mut Vec<Finding>) -> Self {
        findings.extend(answer::unknown(entries, task.shape.keys()));
        let mut tables = IndexMap::new();
        for (name, shape) in &task.shape {
            let Some(entry) = entries.get(name) else { continue };
            tables.insert(name.clone(), read_table(task, name, shape, entry, findings));
        }
        Self(tables)
    }

    /// A table; an empty one where the answer has none.
    pub(super) fn table(&self, name: &str) -> Table {
        self.0.get(name).cloned().unwrap_or_default()
    }
}

fn read_table(task: &DesignTask, name: &str, shape: &Shape, entry: &Entry, findings: &mut Vec<Finding>) -> Table {
    let mut table = Table { at: Some(entry.at.clone()), ..Table::default() };
    let Answer::Table(entries) = &entry.value else {
        if !entry.value.is_blank() {
            findings.push(not_one_of(name, &entry.value.shown(), &entry.at));
        }
        return table;
    };
    let keys = task.sets.get(&shape.keys).map(Vec::as_slice).unwrap_or_default();
    findings.extend(answer::unknown(entries, keys.iter()));
    let values = shape.values.as_ref().map(|set| task.sets.get(set).map(Vec::as_slice).unwrap_or_default());
    for (key, entry) in entries.iter().filter(|(key, _)| keys.contains(key)) {
        let one = std::slice::from_ref(entry);
        let items = match (&entry.value, shape.many) {
            (Answer::List(items), true) => items,
            _ => one,
        };
        let mut given = Vec::new();
        for item in items.iter().filter(|item| !item.value.is_blank()) {
            match &item.value {
                Answer::Text(text) if values.is_none_or(|values| values.contains(text)) => {
                    given.push((text.clone(), item.at.clone()));
                }
                other => {
                    let found = not_one_of(key, &other.shown(), &item.at);
                    findings.push(match values {
                        Some(values) => found.with("how", "unknown").with("choices", values.join(", ")),
                        None => found,
                    });
                }
            }
        }
        if given.is_empty() {
            table.blank.insert(key.clone(), entry.at.clone());
        } else {
            table.entries.insert(key.clone(), Given { at: entry.at.clone(), values: given });
        }
    }
    table
}

fn not_one_of(key: &str, value: &str, at: &Place) -> Finding {
    Finding::new(Code::NotOneOf).with("how", "unfit").with("key", key).with("value", value).at(at.clone())
}
