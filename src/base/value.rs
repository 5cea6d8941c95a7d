//! A value of a database cell.

use std::cmp::Ordering;
use std::fmt;

use serde::{Deserialize, Serialize};

/// SQL's five kinds of values. `Eq` and `Hash` are by kind and bits; graders compare by their declared rules instead.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Value {
    /// NULL.
    Null,
    /// A whole number.
    Int(i64),
    /// A floating-point number.
    Real(f64),
    /// A text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

impl Value {
    /// SQLite's order of values: NULL, numbers, texts by bytes, blobs; NaN does not occur in SQLite.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Int(a), Self::Int(b)) => a.cmp(b),
            (Self::Text(a), Self::Text(b)) => a.as_bytes().cmp(b.as_bytes()),
            (Self::Blob(a), Self::Blob(b)) => a.cmp(b),
            #[expect(
                clippy::cast_precision_loss,
                reason = "an order of numbers of two kinds, as SQLite has it but for the last bits"
            )]
            (Self::Int(a), Self::Real(b)) => (*a as f64).total_cmp(b),
            #[expect(clippy::cast_precision_loss, reason = "as above")]
            (Self::Real(a), Self::Int(b)) => a.total_cmp(&(*b as f64)),
            (Self::Real(a), Self::Real(b)) => a.total_cmp(b),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> u8 {
        match self {
            Self::Null => 0,
            Self::Int(_) | Self::Real(_) => 1,
            Self::Text(_) => 2,
            Self::Blob(_) => 3,
        }
    }
}

/// As a table shows it: `NULL`, numbers plainly (`1.0` keeps its point), texts as they are, blobs as `x'0A'`.
/// Foreign text stays foreign: make it [`super::Safe`] before it is shown.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.pad("NULL"),
            Self::Int(number) => fmt::Display::fmt(number, f),
            Self::Real(number) => f.pad(&format!("{number:?}")),
            Self::Text(text) => f.pad(text),
            Self::Blob(bytes) => {
                f.write_str("x'")?;
                bytes.iter().try_for_each(|byte| write!(f, "{byte:02X}"))?;
                f.write_str("'")
            }
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::Int(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        Self::Real(number)
    }
}

#[cfg(test)]
mod tests {
    use super::Value;

    #[test]
    fn values_print_and_order_as_in_sqlite() {
        let sorted =
            [Value::Null, Value::Int(1), Value::Real(1.5), Value::Int(2), "a".into(), "b".into(), Value::Blob(vec![0])];
        for pair in sorted.windows(2) {
            assert!(pair[0].order(&pair[1]).is_lt(), "{pair:?}");
        }
        for (value, text) in [(Value::Null, "NULL"), (Value::Real(1.0), "1.0"), (Value::Blob(vec![10, 255]), "x'0AFF'")]
        {
            assert_eq!(value.to_string(), text);
        }
    }
}
