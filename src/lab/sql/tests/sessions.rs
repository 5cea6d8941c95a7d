//! Two sessions, in every order.

use super::super::{Fault, Interleave, Interleaved, Order, Outcome, Session, Step, Task, TurnEnd};
use super::{done, job};

fn interleave(a: &str, b: &str, retry: bool) -> Interleaved {
    followed(a, b, retry, &[])
}

fn followed(a: &str, b: &str, retry: bool, then: &[&str]) -> Interleaved {
    let step =
        |script: &&str| Step { service: "inventory".to_owned(), script: (*script).to_owned(), ..Step::default() };
    let session =
        |script: &str| Session { service: "inventory".to_owned(), script: script.to_owned(), with: Vec::new() };
    let task = Task::Interleave(Interleave {
        dataset: 0,
        before: Vec::new(),
        sessions: [session(a), session(b)],
        then: then.iter().map(step).collect(),
        retry,
        orders: 100,
    });
    match done(&job(vec![task])) {
        Outcome::Interleaved(done) => done,
        other => panic!("{other:?}"),
    }
}

#[test]
fn sessions_meet_in_every_order() {
    let read = "SELECT qty FROM stock WHERE sku = 'BK-7';";
    let buy = "UPDATE stock SET qty = qty - 1 WHERE sku = 'BK-7';";
    let transaction = format!("BEGIN; {read} {buy} COMMIT;");
    let immediate = format!("BEGIN IMMEDIATE; {read} {buy} COMMIT;");
    let qty = |done: &Interleaved| {
        let mut all: Vec<String> = done
            .orders
            .iter()
            .map(|order| {
                let stock = done.states[order.state].table("inventory", "stock").expect("the table is there");
                format!("{}{}", stock.rows[0][1], if order.starved { "!" } else { "" })
            })
            .collect();
        all.sort();
        all.dedup();
        all.join(" ")
    };
    for (a, b, retry, orders, ends) in [
        (format!("{read}{buy}"), format!("{read}{buy}"), true, 6, "3"),
        // An absolute value that was read before is a lost update without a transaction.
        (buy.to_owned(), "CREATE TEMP TABLE t AS SELECT qty - 1 AS q FROM stock WHERE sku = 'BK-7'; UPDATE stock SET qty = (SELECT q FROM t) WHERE sku = 'BK-7';".to_owned(), true, 3, "3 4"),
        (transaction.clone(), transaction.clone(), true, 70, "3"),
        (transaction.clone(), transaction, false, 70, "3 4"),
        (immediate.clone(), immediate, true, 70, "3"),
        // A constraint ends a session; the other goes on.
        ("INSERT INTO stock VALUES ('A', 1, NULL); UPDATE stock SET qty = 4 WHERE sku = 'BK-7'".to_owned(), "INSERT INTO stock VALUES ('A', 2, NULL); UPDATE stock SET qty = 1 WHERE sku = 'BK-7'".to_owned(), true, 6, "1 4"),
        (String::new(), buy.to_owned(), true, 1, "4"),
        // Who keeps a transaction open at the end loses it.
        (format!("BEGIN; {buy}"), buy.to_owned(), true, 3, "4"),
    ] {
        let done = interleave(&a, &b, retry);
        assert_eq!(done.failure, None, "{a} / {b}");
        assert_eq!((done.orders.len(), done.of), (orders, orders as u64), "{a} / {b}");
        assert_eq!(qty(&done), ends, "{a} / {b}");
    }
    let done = interleave(&format!("BEGIN; {read}{buy} COMMIT"), &format!("BEGIN; {read}{buy} COMMIT"), true);
    assert!(done.orders.iter().any(|order| order.turns.iter().any(|turn| turn.end == TurnEnd::Busy)));
    let broken = interleave("SELECT 1", "SELECT 1; SELEC", true);
    assert!(matches!(broken.failure, Some((1, failure)) if failure.fault == Fault::Syntax));
    let long = interleave(&buy.repeat(20), &buy.repeat(20), true);
    assert_eq!((long.orders.len(), long.of), (100, 137_846_528_820));
}

#[test]
fn what_follows_runs_on_what_each_order_leaves() {
    let qty = |done: &Interleaved| -> Vec<String> {
        let stock = |order: &Order| done.states[order.state].table("inventory", "stock").cloned();
        done.orders.iter().map(|order| stock(order).map_or_else(String::new, |it| it.rows[0][1].to_string())).collect()
    };
    let (set, double) = ("UPDATE stock SET qty = 1;", "UPDATE stock SET qty = qty * 2;");
    for (then, ends, failed) in [
        (&[][..], ["2", "1"], [None, None]),
        (&[double, double], ["8", "4"], [None, None]),
        // Each step is a connection of its own, and the first that fails is the last.
        (&["BEGIN; UPDATE stock SET qty = 9;", "UPDATE stock SET qty = 7 WHERE qty = 1"], ["2", "7"], [None, None]),
        (&[double, "SELECT * FROM nowhere", double], ["4", "2"], [Some(1), Some(1)]),
    ] {
        let done = followed(set, double, true, then);
        assert_eq!(qty(&done), ends, "{then:?}");
        let at: Vec<Option<usize>> = done.orders.iter().map(|order| Some(order.then.as_ref()?.0)).collect();
        assert_eq!(at, failed, "{then:?}");
    }
}
