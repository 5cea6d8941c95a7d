//! Whose tables a service may touch.

use super::super::{Fault, Refusal};
use super::single;

#[test]
fn the_guard_names_service_table_owner_and_what_was_done() {
    let refused = |service: &str, database: &str, table: &str, writes: bool| {
        Fault::Foreign(Box::new(Refusal {
            service: service.to_owned(),
            database: database.to_owned(),
            table: table.to_owned(),
            owner: database.to_owned(),
            writes,
        }))
    };
    for (service, script, fault) in [
        ("inventory", "SELECT name FROM customers.people", Some(refused("inventory", "customers", "people", false))),
        ("inventory", "SELECT name FROM people", Some(refused("inventory", "customers", "people", false))),
        ("inventory", "SELECT count(*) FROM people", Some(refused("inventory", "customers", "people", false))),
        ("inventory", "SELECT 1 FROM stock, people", Some(refused("inventory", "customers", "people", false))),
        (
            "inventory",
            "SELECT count(*) FROM customers.people",
            Some(refused("inventory", "customers", "people", false)),
        ),
        ("inventory", "SELECT * FROM names", Some(refused("inventory", "customers", "people", false))),
        (
            "inventory",
            "SELECT name FROM customers.sqlite_schema",
            Some(refused("inventory", "customers", "sqlite_master", false)),
        ),
        ("inventory", "UPDATE customers.people SET name = ''", Some(refused("inventory", "customers", "people", true))),
        ("inventory", "DROP TABLE customers.people", Some(refused("inventory", "customers", "sqlite_master", true))),
        ("inventory", "CREATE TABLE customers.x (y)", Some(refused("inventory", "customers", "sqlite_master", true))),
        (
            "inventory",
            "CREATE TEMP VIEW v AS SELECT name FROM customers.people; SELECT * FROM v",
            Some(refused("inventory", "customers", "people", false)),
        ),
        (
            "inventory",
            "ALTER TABLE customers.people ADD COLUMN x",
            Some(refused("inventory", "customers", "people", true)),
        ),
        ("inventory", "ANALYZE customers", Some(refused("inventory", "customers", "sqlite_master", true))),
        ("inventory", "ANALYZE", None),
        ("inventory", "REINDEX;", None),
        ("customers", "SELECT qty FROM inventory.stock", None),
        ("customers", "SELECT count(*) FROM stock", None),
        ("customers", "UPDATE inventory.stock SET qty = 0", Some(refused("customers", "inventory", "stock", true))),
        ("customers", "SELECT 1; SELECT * FROM people", None),
    ] {
        let stepped = single(service, script);
        let failure = stepped.failure.map(|failure| failure.fault);
        match (&failure, &fault) {
            // Which of the schema's tables is refused first is SQLite's affair.
            (Some(Fault::Foreign(is)), Some(Fault::Foreign(wanted))) if wanted.table == "sqlite_master" => {
                assert_eq!(
                    (&is.service, &is.owner, is.writes),
                    (&wanted.service, &wanted.owner, wanted.writes),
                    "{script}"
                );
            }
            _ => assert_eq!(failure, fault, "{script}"),
        }
    }
}
