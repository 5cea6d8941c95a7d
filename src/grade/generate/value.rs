//! One value after the other from a generator.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{Broken, text, time};
use crate::base::{Seed, Stream, Value};
use crate::course::exercise::{Column, Fields, Make, Scalar};

/// How often an end of a range comes instead of something between, in a million.
const END_PPM: u64 = 240_000;
/// How often a value that was there before comes again.
const TIE_PPM: u64 = 150_000;
/// Tries for a value that is not there yet.
const TRIES: usize = 64;

/// Makes objects of fields one after the other and remembers what it made, for `from`, `serial`, `unique` and ties.
///
/// Deterministic in seed, path, and the order of calls; each (object, field) has its own stream.
#[derive(Debug, Clone)]
pub(crate) struct Maker {
    seed: Seed,
    path: Vec<String>,
    made: BTreeMap<(String, String), Made>,
}

/// What was made for one field so far.
#[derive(Debug, Clone)]
pub(super) struct Made {
    stream: Stream,
    column: Column,
    pub(super) values: Vec<Json>,
    next: i64,
}

impl Maker {
    /// A maker whose streams are named by `path` (exercise, check or place, case).
    pub(crate) fn new(seed: Seed, path: &[&str]) -> Self {
        Self { seed, path: path.iter().map(|&part| part.to_owned()).collect(), made: BTreeMap::new() }
    }

    /// The fields of one command, event or argument; `of` is its type, by which `from = "Type.field"` finds what was
    /// made before. A field that is NULL is absent; a reference to nothing made yet is a value that is not there.
    ///
    /// # Errors
    /// A generator that cannot make what it promises.
    pub(crate) fn object(&mut self, of: &str, fields: &Fields) -> Result<Map<String, Json>, Broken> {
        let mut object = Map::new();
        for (name, column) in fields {
            let value = match self.value(of, name, column, &[])? {
                Some(value) => value,
                None => self.stranger(of, name, column)?,
            };
            if !value.is_null() {
                object.insert(name.clone(), value.clone());
                self.keep(of, name, value);
            }
        }
        Ok(object)
    }

    /// A value for a field; none where a reference or a unique field finds none. `row` holds the fields of the same row
    /// made before. The value is remembered only by [`Maker::keep`].
    pub(super) fn value(
        &mut self,
        of: &str,
        name: &str,
        column: &Column,
        row: &[(String, Json)],
    ) -> Result<Option<Json>, Broken> {
        self.open(of, name, column);
        let key = (of.to_owned(), name.to_owned());
        let pool = match &column.make {
            Make::From(path, _) => Some(self.pool(of, path, row)?),
            _ => None,
        };
        let made = self.made.get_mut(&key).expect("the field was opened above");
        if made.stream.chance(column.null_ppm) {
            return Ok(Some(Json::Null));
        }
        let missing = matches!(&column.make, Make::From(_, ppm) if made.stream.chance(*ppm));
        if missing {
            return self.stranger(of, name, column).map(Some);
        }
        for _ in 0..TRIES {
            let value = match &pool {
                Some(pool) => match made.stream.pick(pool) {
                    Some(value) => value.clone(),
                    None => return Ok(None),
                },
                None => made.make(column)?,
            };
            if !column.unique || !made.values.contains(&value) {
                return Ok(Some(value));
            }
        }
        Ok(None)
    }

    /// Remembers a value as made.
    pub(super) fn keep(&mut self, of: &str, name: &str, value: Json) {
        if let Some(made) = self.made.get_mut(&(of.to_owned(), name.to_owned())) {
            made.values.push(value);
        }
    }

    /// Makes a field known, so that references to it find it even before its first value.
    pub(super) fn open(&mut self, of: &str, name: &str, column: &Column) {
        let key = (of.to_owned(), name.to_owned());
        if !self.made.contains_key(&key) {
            let mut path: Vec<&str> = self.path.iter().map(String::as_str).collect();
            path.extend([of, name]);
            let next = if let Make::Serial(start) = column.make { start } else { 1 };
            let made = Made { stream: self.seed.stream(&path), column: column.clone(), values: Vec::new(), next };
            self.made.insert(key, made);
        }
    }

    fn pool(&self, of: &str, path: &[String], row: &[(String, Json)]) -> Result<Vec<Json>, Broken> {
        let (owner, field) = source(of, path);
        let made = self.made.get(&(owner.clone(), field.clone()));
        let own = row.iter().filter(|(name, value)| owner == of && *name == field && !value.is_null());
        match made {
            Some(made) => Ok(made
                .values
                .iter()
                .filter(|value| !value.is_null())
                .cloned()
                .chain(own.map(|(_, value)| value.clone()))
                .collect()),
            // In events a reference may be to a type that comes later or never.
            None if !of.contains('.') => Ok(Vec::new()),
            None => {
                Err(Broken(format!("`from = \"{}\"` in `{of}`: no such column was made before it", path.join("."))))
            }
        }
    }

    /// A value of the kind referred to that is not there.
    fn stranger(&mut self, of: &str, name: &str, column: &Column) -> Result<Json, Broken> {
        let Make::From(path, _) = &column.make else {
            return Err(Broken(format!("`{of}.{name}`: there are too few different values for a unique field")));
        };
        let key = source(of, path);
        let (there, make) = match self.made.get(&key) {
            Some(source) => (source.values.clone(), source.column.clone()),
            None => (Vec::new(), Column { make: Make::Int(1, 9), null_ppm: 0, unique: false }),
        };
        let own = self.made.get_mut(&(of.to_owned(), name.to_owned())).expect("the field was opened before");
        for _ in 0..TRIES {
            let value = match make.make {
                Make::From(..) | Make::Serial(_) => break,
                _ => own.make(&make)?,
            };
            if !there.contains(&value) {
                return Ok(value);
            }
        }
        let largest = there.iter().filter_map(Json::as_i64).max();
        let texts = there.iter().any(Json::is_string);
        let step = i64::try_from(own.stream.below(9)).unwrap_or(0) + 1;
        Ok(match largest {
            _ if texts => Json::String(format!("none-{step}")),
            Some(largest) => Json::from(largest.saturating_add(step)),
            None => Json::from(step),
        })
    }
}

impl Made {
    fn make(&mut self, column: &Column) -> Result<Json, Broken> {
        let ranged = matches!(column.make, Make::Int(..) | Make::Real(..) | Make::Time(..) | Make::Text(_));
        if ranged
            && !column.unique
            && self.stream.chance(TIE_PPM)
            && let Some(again) = self.stream.pick(&self.values)
            && !again.is_null()
        {
            return Ok(again.clone());
        }
        Ok(match &column.make {
            Make::OneOf(items) => self.stream.pick(items).map_or(Json::Null, scalar),
            Make::Int(low, high) => Json::from(self.number(*low, *high)),
            Make::Real(low, high, digits) => {
                let scale = 10_f64.powi(i32::from(*digits));
                #[expect(clippy::cast_possible_truncation, reason = "a manifest's bounds are far below 2^63")]
                let (low, high) = ((low * scale).round() as i64, (high * scale).round() as i64);
                #[expect(clippy::cast_precision_loss, reason = "a whole number divided once is the nearest number")]
                let number = self.number(low, high) as f64 / scale;
                Json::from(number)
            }
            Make::Text(kind) => Json::String(text::text(*kind, &mut self.stream)),
            Make::Serial(_) => {
                self.next = self.next.saturating_add(1);
                Json::from(self.next - 1)
            }
            Make::Time(first, last, step) => {
                let (Some(low), Some(high)) = (time::seconds(first), time::seconds(last)) else {
                    return Err(Broken(format!(
                        "`time = [\"{first}\", \"{last}\"]`: write both as YYYY-MM-DDTHH:MM:SSZ"
                    )));
                };
                let step = i64::from(*step);
                Json::String(time::text(low + step * self.number(0, (high - low) / step)))
            }
            Make::Uuid => {
                let (a, b) = (self.stream.between(i64::MIN, i64::MAX), self.stream.between(i64::MIN, i64::MAX));
                let (a, b) = (a.cast_unsigned(), b.cast_unsigned());
                Json::String(format!(
                    "{:08x}-{:04x}-4{:03x}-{:x}{:03x}-{:012x}",
                    a >> 32,
                    a >> 16 & 0xffff,
                    a & 0xfff,
                    8 + (b >> 60 & 3),
                    b >> 48 & 0xfff,
                    b & 0xffff_ffff_ffff
                ))
            }
            Make::List(most, of) => {
                let count = self.number(0, i64::from(*most));
                (0..count).map(|_| self.make(of)).collect::<Result<Vec<_>, _>>()?.into()
            }
            Make::From(path, _) => {
                return Err(Broken(format!("`from = \"{}\"`: a list cannot refer to other columns", path.join("."))));
            }
        })
    }

    fn number(&mut self, low: i64, high: i64) -> i64 {
        if self.stream.chance(END_PPM) {
            if self.stream.chance(500_000) { low } else { high.max(low) }
        } else {
            self.stream.between(low, high)
        }
    }
}

fn source(of: &str, path: &[String]) -> (String, String) {
    match path {
        [table, column] => match of.split_once('.') {
            Some((database, _)) => (format!("{database}.{table}"), column.clone()),
            None => (table.clone(), column.clone()),
        },
        [database, table, column] => (format!("{database}.{table}"), column.clone()),
        _ => (of.to_owned(), path.join(".")),
    }
}

fn scalar(item: &Scalar) -> Json {
    match item {
        Scalar::Bool(truth) => Json::from(*truth),
        Scalar::Int(number) => Json::from(*number),
        Scalar::Real(number) => Json::from(*number),
        Scalar::Text(text) => Json::from(text.as_str()),
    }
}

/// A JSON value as SQL has it: truths as 0 and 1, lists and objects as JSON text.
pub(crate) fn sql(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(truth) => Value::Int(i64::from(*truth)),
        Json::Number(number) => match number.as_i64() {
            Some(whole) => Value::Int(whole),
            None => Value::Real(number.as_f64().unwrap_or(0.0)),
        },
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(_) | Json::Object(_) => Value::Text(json.to_string()),
    }
}
