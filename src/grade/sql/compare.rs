//! When two tables count as the same.

use std::cmp::Ordering;

use indexmap::IndexMap;

use crate::base::Value;
use crate::course::exercise::{Affinity, ColumnsBy, Compare};
use crate::lab::sql::Table;

/// Up to so many rows, rows are paired one by one; sorted and compared in step beyond.
const PAIRED: usize = 1000;
/// Sums of floating-point numbers in another order differ by so much of themselves.
const ROUNDING: f64 = 1e-12;

/// The rules of a comparison, as the author declares them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rules<'r> {
    pub(super) compare: Compare,
    pub(super) by: &'r [String],
    pub(super) columns: ColumnsBy,
    pub(super) tolerance: f64,
    pub(super) affinity: &'r IndexMap<String, Affinity>,
}

/// How two tables differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    /// In number or names of columns.
    Columns,
    /// In rows.
    Rows,
    /// In the order of rows only.
    Order,
}

/// A difference, and both tables' rows as they were compared, arranged alike.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Differs {
    pub(super) how: Difference,
    pub(super) expected: Vec<Vec<Value>>,
    pub(super) actual: Vec<Vec<Value>>,
}

/// Compares the answer's table with the solution's.
pub(super) fn compare(expected: &Table, actual: &Table, rules: &Rules<'_>) -> Result<(), Box<Differs>> {
    let differs = |how, expected: &[Vec<Value>], actual: &[Vec<Value>]| {
        Err(Box::new(Differs { how, expected: expected.to_vec(), actual: actual.to_vec() }))
    };
    let Some(places) = places(&expected.columns, &actual.columns, rules.columns) else {
        return differs(Difference::Columns, &expected.rows, &actual.rows);
    };
    let cast = |row: &[Value], places: Option<&[usize]>| -> Vec<Value> {
        let value = |at: usize| row.get(places.map_or(at, |places| places[at])).unwrap_or(&Value::Null);
        let cells = expected.columns.iter().enumerate();
        cells.map(|(at, name)| as_declared(value(at), affinity(rules.affinity, name))).collect()
    };
    let mut wanted: Vec<Vec<Value>> = expected.rows.iter().map(|row| cast(row, None)).collect();
    let mut given: Vec<Vec<Value>> = actual.rows.iter().map(|row| cast(row, Some(&places))).collect();
    let same = |a: &Vec<Value>, b: &Vec<Value>| same_row(a, b, rules.tolerance);
    let in_step = |a: &[Vec<Value>], b: &[Vec<Value>]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b));
    match rules.compare {
        Compare::Sequence if in_step(&wanted, &given) => Ok(()),
        Compare::Ordered => {
            let keys: Vec<usize> =
                rules.by.iter().filter_map(|name| position(&expected.columns, name.trim_start_matches('-'))).collect();
            let key = |row: &Vec<Value>| keys.iter().map(|&at| row[at].clone()).collect::<Vec<_>>();
            let (a, b): (Vec<_>, Vec<_>) = (wanted.iter().map(key).collect(), given.iter().map(key).collect());
            if !is_bag(&wanted, &given, rules.tolerance) {
                differs(Difference::Rows, &wanted, &given)
            } else if in_step(&a, &b) {
                Ok(())
            } else {
                differs(Difference::Order, &wanted, &given)
            }
        }
        Compare::Sequence if is_bag(&wanted, &given, rules.tolerance) => differs(Difference::Order, &wanted, &given),
        Compare::Sequence => differs(Difference::Rows, &wanted, &given),
        Compare::Bag | Compare::Set | Compare::Subset => {
            wanted.sort_by(|a, b| order(a, b));
            given.sort_by(|a, b| order(a, b));
            let within =
                |a: &[Vec<Value>], b: &[Vec<Value>]| a.iter().all(|row| b.iter().any(|other| same(row, other)));
            let holds = match rules.compare {
                Compare::Set => within(&wanted, &given) && within(&given, &wanted),
                Compare::Subset => within(&given, &wanted),
                Compare::Bag | Compare::Sequence | Compare::Ordered => is_bag(&wanted, &given, rules.tolerance),
            };
            if holds { Ok(()) } else { differs(Difference::Rows, &wanted, &given) }
        }
    }
}

/// Where each of the solution's columns stands in the answer's table.
fn places(expected: &[String], actual: &[String], by: ColumnsBy) -> Option<Vec<usize>> {
    if expected.len() != actual.len() {
        return None;
    }
    match by {
        ColumnsBy::Position => Some((0..expected.len()).collect()),
        ColumnsBy::Name => expected.iter().map(|name| position(actual, name)).collect(),
    }
}

/// Where a column stands by name, case aside.
pub(super) fn position(columns: &[String], name: &str) -> Option<usize> {
    columns.iter().position(|other| other.to_lowercase() == name.to_lowercase())
}

fn affinity(by_name: &IndexMap<String, Affinity>, column: &str) -> Option<Affinity> {
    by_name.iter().find(|(name, _)| name.to_lowercase() == column.to_lowercase()).map(|(_, affinity)| *affinity)
}

fn is_bag(a: &[Vec<Value>], b: &[Vec<Value>], tolerance: f64) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut sorted = [a.to_vec(), b.to_vec()];
    for rows in &mut sorted {
        rows.sort_by(|a, b| order(a, b));
    }
    let [a, mut b] = sorted;
    if a.iter().zip(&b).all(|(a, b)| same_row(a, b, tolerance)) {
        return true;
    }
    // Numbers that differ by less than the tolerance may sort otherwise.
    a.len() <= PAIRED
        && a.iter().all(|row| match b.iter().position(|other| same_row(row, other, tolerance)) {
            Some(at) => {
                b.swap_remove(at);
                true
            }
            None => false,
        })
}

fn order(a: &[Value], b: &[Value]) -> Ordering {
    a.iter().zip(b).map(|(a, b)| a.order(b)).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn same_row(a: &[Value], b: &[Value], tolerance: f64) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b, tolerance))
}

/// NULL equals NULL; numbers by value, whole or not; a number is no text.
fn same(a: &Value, b: &Value, tolerance: f64) -> bool {
    match (a, b) {
        (Value::Null, Value::Null) => true,
        (Value::Int(a), Value::Int(b)) => a == b || near(float(*a), float(*b), tolerance),
        (Value::Int(a), Value::Real(b)) | (Value::Real(b), Value::Int(a)) => close(float(*a), *b, tolerance),
        (Value::Real(a), Value::Real(b)) => close(*a, *b, tolerance),
        (Value::Text(a), Value::Text(b)) => a == b,
        (Value::Blob(a), Value::Blob(b)) => a == b,
        _ => false,
    }
}

fn near(a: f64, b: f64, tolerance: f64) -> bool {
    tolerance > 0.0 && (a - b).abs() <= tolerance
}

fn close(a: f64, b: f64, tolerance: f64) -> bool {
    a.total_cmp(&b).is_eq() || near(a, b, tolerance) || (a - b).abs() <= ROUNDING * a.abs().max(b.abs())
}

#[expect(clippy::cast_precision_loss, reason = "compared within a tolerance that is far larger")]
fn float(number: i64) -> f64 {
    number as f64
}

/// A value as SQLite would store it in a column of this affinity; whole and other numbers are compared by value anyway.
fn as_declared(value: &Value, affinity: Option<Affinity>) -> Value {
    match (affinity, value) {
        (Some(Affinity::Text), Value::Int(_) | Value::Real(_)) => Value::Text(value.to_string()),
        (Some(Affinity::Integer | Affinity::Numeric | Affinity::Real), Value::Text(text)) => {
            let text = text.trim();
            match (text.parse::<i64>(), text.parse::<f64>()) {
                (Ok(number), _) => Value::Int(number),
                (Err(_), Ok(number)) if number.is_finite() => Value::Real(number),
                (Err(_), _) => value.clone(),
            }
        }
        (None | Some(Affinity::Text | Affinity::Integer | Affinity::Numeric | Affinity::Real), _) => value.clone(),
    }
}

#[cfg(test)]
mod tests {
    use indexmap::IndexMap;

    use super::{Difference, Rules, compare};
    use crate::base::Value;
    use crate::course::exercise::{Affinity, ColumnsBy, Compare};
    use crate::lab::sql::Table;

    fn table(columns: &str, rows: &[&[Value]]) -> Table {
        Table {
            columns: columns.split(' ').map(str::to_owned).collect(),
            rows: rows.iter().map(|row| row.to_vec()).collect(),
        }
    }

    fn check(expected: &Table, actual: &Table, change: impl Fn(&mut Rules<'_>), wanted: Option<Difference>) {
        let none = IndexMap::new();
        let mut rules =
            Rules { compare: Compare::Bag, by: &[], columns: ColumnsBy::Position, tolerance: 0.0, affinity: &none };
        change(&mut rules);
        let how = compare(expected, actual, &rules).err().map(|differs| differs.how);
        assert_eq!(how, wanted, "{expected:?} {actual:?}");
    }

    #[test]
    fn rules_are_kept() {
        let (one, two): (&[Value], &[Value]) = (&[Value::Int(1), Value::Null], &[Value::Int(2), Value::Null]);
        let ab = table("n x", &[one, two]);
        let ba = table("n x", &[two, one]);
        let aab = table("n x", &[one, one, two]);
        let a = table("n x", &[one]);
        for (expected, actual, how, wanted) in [
            (&ab, &ba, Compare::Bag, None),
            (&ab, &aab, Compare::Bag, Some(Difference::Rows)),
            (&ab, &aab, Compare::Set, None),
            (&ab, &a, Compare::Set, Some(Difference::Rows)),
            (&ab, &ba, Compare::Sequence, Some(Difference::Order)),
            (&ab, &a, Compare::Sequence, Some(Difference::Rows)),
            (&ab, &ab, Compare::Sequence, None),
            (&ab, &a, Compare::Subset, None),
            (&a, &ab, Compare::Subset, Some(Difference::Rows)),
        ] {
            check(expected, actual, |rules| rules.compare = how, wanted);
        }
    }

    #[test]
    fn ties_are_free_and_keys_are_not() {
        let row = |key: i64, rest: &str| vec![Value::Int(key), Value::from(rest)];
        let rows = |rows: &[Vec<Value>]| Table { columns: vec!["k".into(), "r".into()], rows: rows.to_vec() };
        let expected = rows(&[row(2, "a"), row(2, "b"), row(1, "c")]);
        for (actual, wanted) in [
            (rows(&[row(2, "b"), row(2, "a"), row(1, "c")]), None),
            (rows(&[row(1, "c"), row(2, "b"), row(2, "a")]), Some(Difference::Order)),
            (rows(&[row(2, "b"), row(2, "x"), row(1, "c")]), Some(Difference::Rows)),
        ] {
            let by = ["-K".to_owned()];
            let none = IndexMap::new();
            let rules = Rules {
                compare: Compare::Ordered,
                by: &by,
                columns: ColumnsBy::Position,
                tolerance: 0.0,
                affinity: &none,
            };
            assert_eq!(compare(&expected, &actual, &rules).err().map(|differs| differs.how), wanted);
        }
    }

    #[test]
    fn columns_by_name_or_position() {
        let ab = table("a b", &[&[Value::Int(1), Value::Int(2)]]);
        let ba = table("B A", &[&[Value::Int(2), Value::Int(1)]]);
        let ac = table("a c", &[&[Value::Int(1), Value::Int(2)]]);
        let abc = table("a b c", &[&[Value::Int(1), Value::Int(2), Value::Int(3)]]);
        for (actual, by, wanted) in [
            (&ba, ColumnsBy::Name, None),
            (&ba, ColumnsBy::Position, Some(Difference::Rows)),
            (&ac, ColumnsBy::Name, Some(Difference::Columns)),
            (&ac, ColumnsBy::Position, None),
            (&abc, ColumnsBy::Position, Some(Difference::Columns)),
        ] {
            check(&ab, actual, |rules| rules.columns = by, wanted);
        }
    }

    #[test]
    fn values_are_alike_by_declared_rules() {
        let cell = |value: Value| table("v", &[&[value]]);
        let empty = table("v", &[]);
        for (a, b, wanted) in [
            (Value::Null, Value::Null, true),
            (Value::Int(1), Value::Real(1.0), true),
            (Value::Int(1), "1".into(), false),
            (Value::Real(0.1 + 0.2), Value::Real(0.3), true),
            (Value::Real(0.3), Value::Real(0.3001), false),
            ("".into(), Value::Null, false),
            (Value::Blob(vec![97]), "a".into(), false),
        ] {
            check(&cell(a), &cell(b), |_| {}, (!wanted).then_some(Difference::Rows));
        }
        check(&empty, &cell(Value::Null), |_| {}, Some(Difference::Rows));
        check(&cell(Value::Int(10)), &cell(Value::Real(10.4)), |rules| rules.tolerance = 0.5, None);
        check(&cell(Value::Int(10)), &cell(Value::Int(11)), |rules| rules.tolerance = 0.5, Some(Difference::Rows));
        for (affinity, a, b, wanted) in [
            (Affinity::Integer, Value::Int(1), "1".into(), true),
            (Affinity::Numeric, Value::Real(1.5), " 1.5".into(), true),
            (Affinity::Text, Value::Int(1), "1".into(), true),
            (Affinity::Integer, Value::Int(1), "one".into(), false),
            (Affinity::Integer, Value::Int(1), Value::Null, false),
        ] {
            let by = IndexMap::from([("V".to_owned(), affinity)]);
            let none = [];
            let rules =
                Rules { compare: Compare::Bag, by: &none, columns: ColumnsBy::Position, tolerance: 0.0, affinity: &by };
            assert_eq!(compare(&cell(a), &cell(b), &rules).is_ok(), wanted);
        }
    }
}
