//! Generators of values: the columns of a dataset, the fields of commands and events.

use serde::{Deserialize, Serialize};

/// A constant in a manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Scalar {
    /// `true` (1 in SQL).
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number.
    Real(f64),
    /// A text.
    Text(String),
}

/// How values of one column or field are made.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(try_from = "RawColumn")]
pub struct Column {
    /// The generator.
    pub make: Make,
    /// How many in a million are NULL (absent, in events).
    pub null_ppm: u64,
    /// No value twice (NULLs aside); a row for which no fresh value is found is dropped.
    pub unique: bool,
}

/// A generator of values.
#[derive(Debug, Clone, PartialEq)]
pub enum Make {
    /// One of these, uniformly: `one-of = ["NEW", "PAID"]`.
    OneOf(Vec<Scalar>),
    /// A whole number, both ends included: `int = [0, 6]`.
    Int(i64, i64),
    /// A number rounded to `digits` decimals: `real = [0.0, 9.5], digits = 2`.
    Real(f64, f64, u8),
    /// Text of a kind: `text = "name"`.
    Text(TextKind),
    /// 1, 2, 3 … from the given start: `serial = 1`.
    Serial(i64),
    /// A value of another column made before, `from = "orders.id"` (`db.table.column` for another database), and how
    /// many in a million are instead a value that is not there: `missing = 0.1`.
    From(Vec<String>, u64),
    /// `YYYY-MM-DDTHH:MM:SSZ` between two such texts, in steps of `step-s` seconds: `time = ["…", "…"], step-s = 3600`.
    Time(String, String, u32),
    /// A version-4-shaped id from the seed: `uuid = true`.
    Uuid,
    /// A JSON array of 0 to `list` objects or values made by the given generator: `list = 3, of = { … }`.
    List(u32, Box<Column>),
}

/// Kinds of generated text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextKind {
    /// Names of people: Latin and Korean, composed and decomposed, with apostrophes and spaces.
    Name,
    /// Words of a product title.
    Title,
    /// A mail address.
    Email,
    /// Anything: empty, spaces, quotes, wide and decomposed characters, percent and underscore.
    Any,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawColumn {
    one_of: Option<Vec<Scalar>>,
    int: Option<(i64, i64)>,
    real: Option<(f64, f64)>,
    digits: Option<u8>,
    text: Option<TextKind>,
    serial: Option<i64>,
    from: Option<String>,
    missing: Option<f64>,
    time: Option<(String, String)>,
    step_s: Option<u32>,
    uuid: Option<bool>,
    list: Option<u32>,
    of: Option<Box<Column>>,
    null: Option<f64>,
    #[serde(default)]
    unique: bool,
}

impl TryFrom<RawColumn> for Column {
    type Error = String;

    fn try_from(raw: RawColumn) -> Result<Self, String> {
        let mut made = Vec::new();
        if let Some(items) = raw.one_of {
            if items.is_empty() {
                return Err("`one-of` needs at least one value".to_owned());
            }
            made.push(Make::OneOf(items));
        }
        if let Some((low, high)) = raw.int {
            if low > high {
                return Err(format!("`int = [{low}, {high}]`: put the smaller number first"));
            }
            made.push(Make::Int(low, high));
        }
        if let Some((low, high)) = raw.real {
            made.push(Make::Real(low, high, raw.digits.unwrap_or(2)));
        } else if raw.digits.is_some() {
            return Err("`digits` goes with `real`".to_owned());
        }
        if let Some(kind) = raw.text {
            made.push(Make::Text(kind));
        }
        if let Some(start) = raw.serial {
            made.push(Make::Serial(start));
        }
        if let Some(from) = raw.from {
            let path: Vec<String> = from.split('.').map(str::to_owned).collect();
            if !(2..=3).contains(&path.len()) || path.iter().any(String::is_empty) {
                return Err(format!("`from = \"{from}\"`: write \"table.column\" or \"database.table.column\""));
            }
            made.push(Make::From(path, ppm("missing", raw.missing)?));
        } else if raw.missing.is_some() {
            return Err("`missing` goes with `from`".to_owned());
        }
        if let Some((first, last)) = raw.time {
            made.push(Make::Time(first, last, raw.step_s.unwrap_or(1).max(1)));
        } else if raw.step_s.is_some() {
            return Err("`step-s` goes with `time`".to_owned());
        }
        if raw.uuid == Some(true) {
            made.push(Make::Uuid);
        }
        match (raw.list, raw.of) {
            (Some(most), Some(of)) => made.push(Make::List(most, of)),
            (None, None) => {}
            _ => return Err("`list` and `of` go together".to_owned()),
        }
        let mut made = made.into_iter();
        match (made.next(), made.next()) {
            (Some(make), None) => Ok(Self { make, null_ppm: ppm("null", raw.null)?, unique: raw.unique }),
            _ => Err("name exactly one of `one-of`, `int`, `real`, `text`, `serial`, `from`, `time`, `uuid`, `list`"
                .to_owned()),
        }
    }
}

fn ppm(name: &str, share: Option<f64>) -> Result<u64, String> {
    let share = share.unwrap_or(0.0);
    if !(0.0..=1.0).contains(&share) {
        return Err(format!("`{name} = {share}`: a share from 0.0 to 1.0 is wanted"));
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of a million fits")]
    Ok((share * 1_000_000.0).round() as u64)
}
