//! Which of the answer's rows stands for which of the solution's, so that a difference is shown where it is.

use crate::base::Value;

/// A row of a comparison; rows are named by their numbers on either side, cells by their column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pair {
    /// The same row on both sides.
    Same(usize, usize),
    /// The same thing with other values in these cells.
    Differs(usize, usize, Vec<usize>),
    /// Wanted, and not there.
    Missing(usize),
    /// There, and not wanted.
    Extra(usize),
}

/// Rows of a comparison, in the order of the solution's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairs {
    /// The rows.
    pub rows: Vec<Pair>,
    /// Whether both sides have the same rows, in another order.
    pub reordered: bool,
}

/// Pairs the rows of two tables: equal ones wherever they stand, then those that are most alike, if they have the value of
/// a key in common or half of their cells. A lone row on either side is a pair in any case.
///
/// Cost: the product of both numbers of rows, which evidence bounds.
#[must_use]
pub fn pairs(expected: &[Vec<Value>], actual: &[Vec<Value>]) -> Pairs {
    let mut taken = vec![false; actual.len()];
    let mut of: Vec<Option<(usize, Vec<usize>)>> = vec![None; expected.len()];
    for (at, row) in expected.iter().enumerate() {
        if actual.get(at).is_some_and(|other| same_row(row, other)) {
            (of[at], taken[at]) = (Some((at, Vec::new())), true);
        }
    }
    for (at, row) in
        expected.iter().enumerate().filter(|(at, _)| actual.get(*at).is_none_or(|it| !same_row(&expected[*at], it)))
    {
        if let Some(there) = (0..actual.len()).find(|there| !taken[*there] && same_row(row, &actual[*there])) {
            (of[at], taken[there]) = (Some((there, Vec::new())), true);
        }
    }
    pair_the_alike(expected, actual, &mut of, &mut taken);
    let pair = |(at, found): (usize, &Option<(usize, Vec<usize>)>)| match found {
        None => Pair::Missing(at),
        Some((there, cells)) if cells.is_empty() => Pair::Same(at, *there),
        Some((there, cells)) => Pair::Differs(at, *there, cells.clone()),
    };
    let mut rows: Vec<Pair> = of.iter().enumerate().map(pair).collect();
    for extra in (0..actual.len()).filter(|at| !taken[*at]) {
        let before = |pair: &Pair| match pair {
            Pair::Same(_, there) | Pair::Differs(_, there, _) | Pair::Extra(there) => *there < extra,
            Pair::Missing(_) => false,
        };
        let place = rows.iter().rposition(before).map_or(0, |at| at + 1);
        // What is missing there comes first.
        let missing = rows[place..].iter().take_while(|pair| matches!(pair, Pair::Missing(_))).count();
        rows.insert(place + missing, Pair::Extra(extra));
    }
    let moved = |pair: &Pair| matches!(pair, Pair::Same(at, there) if at != there);
    let reordered = rows.iter().all(|pair| matches!(pair, Pair::Same(..))) && rows.iter().any(moved);
    Pairs { rows, reordered }
}

/// Of the rows that have no equal, those that are most alike become pairs.
fn pair_the_alike(
    expected: &[Vec<Value>],
    actual: &[Vec<Value>],
    of: &mut [Option<(usize, Vec<usize>)>],
    taken: &mut [bool],
) {
    let lonely: Vec<usize> = (0..expected.len()).filter(|at| of[*at].is_none()).collect();
    let strangers: Vec<usize> = (0..actual.len()).filter(|at| !taken[*at]).collect();
    let alone = lonely.len() == 1 && strangers.len() == 1 && expected.len() == 1 && actual.len() == 1;
    let key = key(expected, actual);
    let mut found = Vec::new();
    for &at in &lonely {
        for &there in &strangers {
            let (a, b) = (&expected[at], &actual[there]);
            let equal = a.iter().zip(b).filter(|(a, b)| same(a, b)).count();
            let keyed = key.is_some_and(|key| a.get(key).zip(b.get(key)).is_some_and(|(a, b)| same(a, b)));
            if alone || (equal > 0 && (keyed || 2 * equal >= a.len().max(b.len()))) {
                let first = a.first().zip(b.first()).is_some_and(|(a, b)| same(a, b));
                found.push((keyed, equal, first, at, there));
            }
        }
    }
    found
        .sort_by_key(|(keyed, equal, first, at, there)| (!keyed, usize::MAX - equal, !first, at.abs_diff(*there), *at));
    for (_, _, _, at, there) in found {
        if of[at].is_none() && !taken[there] {
            let (a, b) = (&expected[at], &actual[there]);
            let differs = |cell: &usize| a.get(*cell).zip(b.get(*cell)).is_none_or(|(a, b)| !same(a, b));
            (of[at], taken[there]) = (Some((there, (0..a.len().max(b.len())).filter(differs).collect())), true);
        }
    }
}

/// The first column whose values tell the rows of either side apart; a single row says nothing of that.
fn key(expected: &[Vec<Value>], actual: &[Vec<Value>]) -> Option<usize> {
    let tells = |rows: &[Vec<Value>], column: usize| {
        let values: Vec<&Value> = rows.iter().filter_map(|row| row.get(column)).collect();
        let apart = |(at, value): (usize, &&Value)| !values[..at].iter().any(|other| same(other, value));
        values.len() == rows.len() && values.iter().enumerate().all(apart)
    };
    let columns = expected.first().filter(|_| expected.len() > 1)?.len();
    (0..columns).find(|column| tells(expected, *column) && tells(actual, *column))
}

fn same_row(a: &[Value], b: &[Value]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
}

/// Whole numbers and others are compared by value, as the judge does.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Int(_) | Value::Real(_), Value::Int(_) | Value::Real(_)) => a.order(b).is_eq(),
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::{Pair, pairs};
    use crate::base::Value;

    /// Cells are numbers or words; pairs in short: `=01` the first is the second, `~00:2` but for the third cell, `-1`, `+0`.
    fn check(expected: &[&str], actual: &[&str], wanted: &str) {
        let cell = |text: &str| text.parse().map_or_else(|_| Value::from(text), Value::Int);
        let rows =
            |rows: &[&str]| -> Vec<Vec<Value>> { rows.iter().map(|row| row.split(' ').map(cell).collect()).collect() };
        let found = pairs(&rows(expected), &rows(actual));
        let short = |pair: &Pair| match pair {
            Pair::Same(a, b) => format!("={a}{b}"),
            Pair::Differs(a, b, cells) => {
                format!("~{a}{b}:{}", cells.iter().map(ToString::to_string).collect::<String>())
            }
            Pair::Missing(a) => format!("-{a}"),
            Pair::Extra(b) => format!("+{b}"),
        };
        let order = if found.reordered { " reordered" } else { "" };
        let told = found.rows.iter().map(short).collect::<Vec<_>>().join(" ") + order;
        assert_eq!(told, wanted, "{expected:?} {actual:?}");
    }

    #[test]
    fn rows_are_paired_with_what_they_are() {
        check(&["Busan BK-7 3", "Seoul MUG-1 9"], &["Busan BK-7 3", "Seoul MUG-1 6"], "=00 ~11:2");
        // By a key, also where most cells differ.
        check(&["1 a b c", "2 d e f"], &["1 x y z"], "~00:123 -1");
        // The most alike, not the first.
        check(&["2 7 3"], &["1 7 3", "2 7 0"], "+0 ~01:2");
        check(&["3 PENDING", "5 PAID"], &["4 PENDING", "5 PAID"], "~00:0 =11");
        // What has little in common is no pair.
        check(&["Seoul BK-7 2"], &["Seoul MUG-1 6", "Busan BK-7 2"], "+0 ~01:0");
        check(&["1", "2"], &["1", "3"], "=00 -1 +1");
        // A lone value is held against a lone value.
        check(&["4"], &["3"], "~00:0");
    }

    #[test]
    fn what_is_missing_and_what_is_too_much_stand_where_they_belong() {
        check(&["1", "2", "3"], &["1", "3"], "=00 -1 =21");
        check(&["1", "3"], &["1", "2", "3"], "=00 +1 =12");
        check(&[], &["1"], "+0");
        check(&["1", "1"], &["1"], "=00 -1");
        check(&["1"], &["1", "1"], "=00 +1");
    }

    #[test]
    fn another_order_is_no_other_row() {
        check(&["1", "2", "3"], &["2", "1", "3"], "=01 =10 =22 reordered");
        check(&["1", "2"], &["1", "2"], "=00 =11");
        check(&[], &[], "");
    }
}
