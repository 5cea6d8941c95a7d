//! The generated rows of a whole set of databases.

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::{Broken, Maker, sql};
use crate::base::{Seed, Value};
use crate::course::exercise::Table;

/// Tries for a row that breaks no `unique` of its table.
const TRIES: usize = 16;

/// The rows of one table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Rows {
    /// The database.
    pub database: String,
    /// The table.
    pub table: String,
    /// Its columns that have generators.
    pub columns: Vec<String>,
    /// The values of each row, in the order to insert them.
    pub values: Vec<Vec<Value>>,
}

/// The generated dataset number `case` (from 0), tables in the order of the manifest; past the last of the sizes named,
/// they begin again.
///
/// A row that finds no fresh value for a unique column, or no value to refer to, is left out; so a table that refers to
/// an empty one is empty. Values of other columns and tables do not move when a column or a table is added.
///
/// # Errors
/// A generator that cannot make what it promises.
pub(crate) fn dataset(
    seed: Seed,
    exercise: &str,
    case: usize,
    data: &IndexMap<String, IndexMap<String, Table>>,
) -> Result<Vec<Rows>, Broken> {
    let case_name = case.to_string();
    let mut maker = Maker::new(seed, &[exercise, "data", &case_name]);
    let mut all = Vec::new();
    for (database, tables) in data {
        for (name, table) in tables {
            let of = format!("{database}.{name}");
            for (column, how) in &table.columns {
                maker.open(&of, column, how);
            }
            let wanted = table.rows.get(case % table.rows.len().max(1)).copied().unwrap_or(0);
            let mut rows: Vec<Vec<(String, Json)>> = Vec::new();
            for _ in 0..wanted {
                if let Some(row) = fresh_row(&mut maker, &of, table, &rows)? {
                    for (column, value) in &row {
                        maker.keep(&of, column, value.clone());
                    }
                    rows.push(row);
                }
            }
            all.push(Rows {
                database: database.clone(),
                table: name.clone(),
                columns: table.columns.keys().cloned().collect(),
                values: rows.iter().map(|row| row.iter().map(|(_, value)| sql(value)).collect()).collect(),
            });
        }
    }
    Ok(all)
}

fn fresh_row(
    maker: &mut Maker,
    of: &str,
    table: &Table,
    before: &[Vec<(String, Json)>],
) -> Result<Option<Vec<(String, Json)>>, Broken> {
    for _ in 0..TRIES {
        let mut row = Vec::with_capacity(table.columns.len());
        for (column, how) in &table.columns {
            let Some(value) = maker.value(of, column, how, &row)? else { return Ok(None) };
            row.push((column.clone(), value));
        }
        let clashes = table.unique.iter().any(|set| before.iter().any(|other| same(set, &row, other)));
        if !clashes {
            return Ok(Some(row));
        }
    }
    Ok(None)
}

fn same(set: &[String], a: &[(String, Json)], b: &[(String, Json)]) -> bool {
    let value = |row: &[(String, Json)], name: &str| row.iter().find(|(own, _)| own == name).map(|(_, v)| v.clone());
    set.iter().all(|name| value(a, name).is_some_and(|left| !left.is_null() && Some(left) == value(b, name)))
}

#[cfg(test)]
mod tests {
    use indexmap::IndexMap;
    use proptest::prelude::*;

    use super::{Rows, dataset};
    use crate::base::{Seed, Value};
    use crate::course::exercise::Table;
    use crate::grade::generate::Maker;

    type Data = IndexMap<String, IndexMap<String, Table>>;

    const SHOP: &str = r#"
        [customers.customers]
        rows = [0, 1, 3, 12, 40]
        columns = { id = { serial = 1 }, name = { text = "name", null = 0.2 }, mail = { text = "email", unique = true } }
        [orders.orders]
        rows = [0, 1, 3, 12, 40]
        columns = { id = { uuid = true, unique = true }, customer_id = { from = "customers.customers.id", missing = 0.2 }, total = { real = [0.0, 9.5], digits = 1 }, at = { time = ["2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"], step-s = 3600 } }
        [orders.lines]
        rows = [2, 2, 6, 24, 80]
        columns = { order_id = { from = "orders.id" }, line = { int = [1, 3] }, tags = { list = 2, of = { one-of = ["a", "b"] } } }
        unique = [["order_id", "line"]]
    "#;

    fn data(toml: &str) -> Data {
        toml::from_str(toml).expect("the test's manifest parses")
    }

    fn make(seed: u64, case: usize) -> Vec<Rows> {
        dataset(Seed(seed), "shop", case, &data(SHOP)).expect("the generators are sound")
    }

    #[test]
    fn values_of_a_seed_are_fixed() {
        let made = make(1, 1);
        let shown: Vec<String> = made
            .iter()
            .flat_map(|table| &table.values)
            .map(|row| row.iter().map(Value::to_string).collect::<Vec<_>>().join(" | "))
            .collect();
        insta::assert_debug_snapshot!(shown);
    }

    #[test]
    fn adding_a_column_or_table_moves_no_other() {
        let more = data(&SHOP.replace("tags = {", "note = { text = \"any\" }, tags = {").replace(
            "[orders.orders]",
            "[customers.more]\nrows=[9,9,9,9,9]\ncolumns={ x = { int = [0, 9] } }\n[orders.orders]",
        ));
        let with = dataset(Seed(1), "shop", 3, &more).expect("the generators are sound");
        for table in make(1, 3) {
            let same = with.iter().find(|other| other.table == table.table).expect("the table is still there");
            let kept: Vec<usize> =
                table.columns.iter().filter_map(|name| same.columns.iter().position(|other| other == name)).collect();
            let cut: Vec<Vec<_>> =
                same.values.iter().map(|row| kept.iter().map(|&at| row[at].clone()).collect()).collect();
            assert_eq!(cut, table.values, "{}", table.table);
        }
    }

    #[test]
    fn a_reference_to_a_later_table_is_the_authors_mistake() {
        let bad = data("[a.x]\nrows = [1]\ncolumns = { y = { from = \"z.id\" } }");
        let broken = dataset(Seed(1), "e", 0, &bad).expect_err("nothing was made before");
        assert!(broken.0.contains("z.id"), "{broken}");
    }

    #[test]
    fn objects_refer_to_what_was_made() {
        let toml = "id = { serial = 5 }\nsku = { one-of = [\"A\", \"B\"], null = 0.5 }";
        let placed = toml::from_str(toml).expect("the fields parse");
        let paid = toml::from_str("id = { from = \"Placed.id\", missing = 0.3 }").expect("the fields parse");
        let mut maker = Maker::new(Seed(1), &["e", "c", "0"]);
        let early = maker.object("Paid", &paid).expect("a stranger stands in");
        assert!(early["id"].is_i64());
        let ids: Vec<i64> =
            (0..4).map(|_| maker.object("Placed", &placed).expect("sound")["id"].as_i64().expect("a number")).collect();
        assert_eq!(ids, [5, 6, 7, 8]);
        let refs: Vec<i64> =
            (0..60).map(|_| maker.object("Paid", &paid).expect("sound")["id"].as_i64().expect("a number")).collect();
        assert!(refs.iter().any(|id| ids.contains(id)) && refs.iter().any(|id| !ids.contains(id)), "{refs:?}");
    }

    proptest! {
        #[test]
        fn bounds_references_and_uniqueness_hold(seed: u64, case in 0_usize..5) {
            let made = make(seed, case);
            let [customers, orders, lines] = made.as_slice() else { panic!("three tables") };
            prop_assert_eq!(customers.values.len(), [0, 1, 3, 12, 40][case]);
            let mut mails: Vec<_> = customers.values.iter().map(|row| row[2].to_string()).collect();
            mails.sort();
            mails.dedup();
            prop_assert_eq!(mails.len(), customers.values.len());
            for row in &orders.values {
                let Value::Real(total) = row[2] else { panic!("a number") };
                prop_assert!((0.0..=9.5).contains(&total));
                let Value::Text(at) = &row[3] else { panic!("a text") };
                prop_assert!(at.ends_with(":00:00Z") && at.starts_with("2026-01-0"));
            }
            for (at, row) in lines.values.iter().enumerate() {
                prop_assert!(orders.values.iter().any(|order| order[0] == row[0]));
                prop_assert!(!lines.values[..at].iter().any(|other| other[..2] == row[..2]));
            }
            if case >= 3 {
                prop_assert!(lines.values.len() > 5);
            }
        }
    }
}
