//! Several steps, and what cuts and trials see of them.

use super::super::{Fault, Play, Step, Trial, Trials};
use super::{cells, play, step};
use crate::base::Value;

#[test]
fn rows_are_handed_on_and_parameters_bound() {
    let played = play(Play {
        steps: vec![
            Step { gives: Some("wanted".to_owned()), ..step("customers", "SELECT id, name, name FROM people") },
            Step {
                takes: vec!["wanted".to_owned()],
                with: vec![("least".to_owned(), Value::Int(2))],
                ..step(
                    "inventory",
                    "SELECT w.name, \"name:1\", sku FROM wanted w, stock WHERE qty > :least AND $least = @least",
                )
            },
        ],
        ..Play::default()
    });
    assert_eq!(cells(&played.steps[1]), "Ada Ada BK-7", "{played:?}");
}

#[test]
fn a_play_ends_with_the_first_failure_and_an_open_transaction_is_lost() {
    let bad = "BEGIN; UPDATE stock SET qty = 9 WHERE sku = 'BK-7'; UPDATE stock SET qty = -1;";
    let look = "SELECT qty FROM stock WHERE sku = 'BK-7'";
    for (steps, ran, rows, open) in [
        (vec![step("inventory", bad), step("inventory", look)], 1, "none", true),
        (vec![Step { goes_on: true, ..step("inventory", bad) }, step("inventory", look)], 2, "5", false),
        (vec![step("inventory", "BEGIN; UPDATE stock SET qty = 9"), step("inventory", look)], 2, "5", false),
        (
            vec![
                Step { stop_after: Some(1), ..step("inventory", "UPDATE stock SET qty = 7; UPDATE stock SET qty = 8") },
                step("inventory", look),
            ],
            2,
            "7",
            false,
        ),
        (
            vec![
                Step { stop_after: Some(2), ..step("inventory", "BEGIN; UPDATE stock SET qty = 7; COMMIT") },
                step("inventory", look),
            ],
            2,
            "5",
            false,
        ),
    ] {
        let played = play(Play { steps, ..Play::default() });
        assert_eq!(played.steps.len(), ran);
        let last = played.steps.last().expect("a step was run");
        assert_eq!((cells(last).as_str(), last.left_open), (rows, open));
    }
}

#[test]
fn cuts_see_what_is_committed() {
    let sum = |script: &str| {
        let played = play(Play { steps: vec![step("inventory", script)], cuts: true, state: true, ..Play::default() });
        let cut = |state: usize| -> i64 {
            let stock = played.states[state].table("inventory", "stock").expect("the table is there");
            stock.rows.iter().map(|row| if let Value::Int(qty) = row[1] { qty } else { 0 }).sum()
        };
        played.cuts.iter().map(|at| (at.statements, cut(at.state))).collect::<Vec<_>>()
    };
    let (take, add) =
        ("UPDATE stock SET qty = qty - 3 WHERE sku = 'BK-7';", "UPDATE stock SET qty = qty + 3 WHERE sku = 'MUG-1';");
    assert_eq!(sum(&format!("{take}{add}")), [(0, 7), (1, 4), (2, 7)]);
    assert_eq!(sum(&format!("BEGIN;{take}{add}COMMIT;")), [(0, 7), (4, 7)]);
    assert_eq!(sum(&format!("SAVEPOINT s;{take}{add}RELEASE s; {add}")), [(0, 7), (4, 7), (5, 10)]);
    assert_eq!(sum(&format!("{take} {take}")), [(0, 7), (1, 4), (1, 4)]);
}

#[test]
fn trials_run_on_copies() {
    let played = play(Play {
        steps: vec![step("inventory", "CREATE UNIQUE INDEX one ON stock (qty)")],
        trials: Some(Trials {
            database: "inventory".to_owned(),
            statements: [
                "INSERT INTO stock VALUES ('N', 5, 0)",
                "INSERT INTO stock VALUES ('N', 6, 0)",
                "INSERT INTO stock VALUES ('N', 6, 0)",
                "INSERT INTO child VALUES (1)",
                "INSERT INTO nowhere VALUES (1)",
            ]
            .map(str::to_owned)
            .to_vec(),
        }),
        ..Play::default()
    });
    let ends: Vec<Option<Fault>> = played
        .trials
        .into_iter()
        .map(|trial| match trial {
            Trial::Accepted => None,
            Trial::Failed(failure) => Some(failure.fault),
        })
        .collect();
    assert_eq!(ends, [Some(Fault::Refused), None, None, Some(Fault::Refused), Some(Fault::Other)]);
}
