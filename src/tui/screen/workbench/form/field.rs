//! One entry of an answer that is made of choices.

use toml::{Table, Value};

use crate::tui::key::{Code, Key};

/// One entry of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// The table of the entry; none at the top.
    pub(super) table: Option<String>,
    pub(super) key: String,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    /// One of the options.
    One { options: Vec<String>, chosen: Option<usize> },
    /// Any of the options.
    Many { options: Vec<String>, marked: Vec<bool> },
    /// All items, in an order; those placed so far.
    Order { items: Vec<String>, placed: Vec<usize> },
    /// A value out of many, on one row.
    Pick { values: Vec<String>, chosen: Option<usize> },
    /// A number, as typed.
    Number(String),
    /// Words, as typed.
    Words(String),
}

impl Field {
    pub(super) fn places(&self) -> usize {
        match &self.kind {
            Kind::One { options, .. } | Kind::Many { options, .. } => options.len(),
            Kind::Order { items, .. } => items.len(),
            Kind::Pick { .. } | Kind::Number(_) | Kind::Words(_) => 1,
        }
    }

    /// The entry with nothing answered.
    pub(super) fn emptied(&self) -> Self {
        let mut field = self.clone();
        match &mut field.kind {
            Kind::One { chosen, .. } | Kind::Pick { chosen, .. } => *chosen = None,
            Kind::Many { marked, .. } => marked.fill(false),
            Kind::Order { placed, .. } => placed.clear(),
            Kind::Number(typed) | Kind::Words(typed) => typed.clear(),
        }
        field
    }

    /// What an answer says of it.
    pub(super) fn entry<'a>(&self, answer: &'a Table) -> Option<&'a Value> {
        match &self.table {
            Some(table) => answer.get(table)?.get(&self.key),
            None => answer.get(&self.key),
        }
    }

    /// Takes what an answer says of it.
    pub(super) fn fill(&mut self, answer: &Table) {
        let Some(entry) = self.entry(answer) else { return };
        let ids: Vec<&str> = match entry {
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
            _ => entry.as_str().into_iter().collect(),
        };
        match &mut self.kind {
            Kind::One { options, chosen } | Kind::Pick { values: options, chosen } => {
                *chosen = ids.first().and_then(|id| options.iter().position(|option| option == id));
            }
            Kind::Many { options, marked } => {
                *marked = options.iter().map(|option| ids.contains(&option.as_str())).collect();
            }
            Kind::Order { items, placed } => {
                *placed = ids.iter().filter_map(|id| items.iter().position(|item| item == id)).collect();
            }
            Kind::Number(typed) => {
                *typed = match entry {
                    Value::Integer(number) => number.to_string(),
                    Value::Float(number) => number.to_string(),
                    _ => String::new(),
                };
            }
            Kind::Words(typed) => entry.as_str().unwrap_or_default().clone_into(typed),
        }
    }

    /// The entry as TOML.
    pub(super) fn value(&self) -> String {
        let list = |ids: Vec<&str>| format!("[{}]", ids.into_iter().map(quoted).collect::<Vec<_>>().join(", "));
        match &self.kind {
            Kind::One { options, chosen } | Kind::Pick { values: options, chosen } => {
                quoted(chosen.and_then(|at| options.get(at)).map_or("", String::as_str))
            }
            Kind::Many { options, marked } => {
                list(options.iter().zip(marked).filter(|(_, marked)| **marked).map(|(id, _)| id.as_str()).collect())
            }
            Kind::Order { items, placed } => list(placed.iter().map(|at| items[*at].as_str()).collect()),
            Kind::Number(typed) => match (typed.parse::<i64>(), typed.parse::<f64>()) {
                (Ok(number), _) => number.to_string(),
                (Err(_), Ok(number)) if number.is_finite() => format!("{number:?}"),
                (Err(_), _) => quoted(""),
            },
            Kind::Words(typed) => quoted(typed),
        }
    }

    pub(super) fn choose(&mut self, place: usize, forward: bool) -> bool {
        match &mut self.kind {
            Kind::One { chosen, .. } => *chosen = Some(place),
            Kind::Many { marked, .. } => marked[place] = !marked[place],
            Kind::Order { placed, .. } => match placed.iter().position(|at| *at == place) {
                Some(at) => {
                    placed.remove(at);
                }
                None => placed.push(place),
            },
            Kind::Pick { values, chosen } => {
                let all = values.len();
                *chosen = match *chosen {
                    _ if all == 0 => None,
                    None => Some(if forward { 0 } else { all - 1 }),
                    Some(at) => Some(if forward { (at + 1) % all } else { (at + all - 1) % all }),
                };
            }
            Kind::Number(_) | Kind::Words(_) => return false,
        }
        true
    }

    pub(super) fn typed(&mut self, key: Key) -> bool {
        if key.ctrl || key.alt {
            return false;
        }
        match (&mut self.kind, key.code) {
            (Kind::Number(typed) | Kind::Words(typed), Code::Backspace) => typed.pop().is_some(),
            (Kind::Number(typed), Code::Char(c @ ('0'..='9' | '-' | '.'))) if typed.len() < 18 => {
                typed.push(c);
                true
            }
            (Kind::Words(typed), Code::Char(c)) => {
                typed.push(c);
                true
            }
            _ => false,
        }
    }
}

pub(super) fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}
