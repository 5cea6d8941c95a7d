use crate::grade::events::tests::{cart, check_wrong, mutant, shown};
use crate::grade::module::testing::{exercise, graded, told};

#[test]
fn a_decision_changes_nothing_that_it_is_given() {
    for (to, words) in [
        (
            "state.items[command.sku] ??= 0; return [{ type: 'ItemAdded'",
            r#"`decide` changes the state that it is given; it must leave it as it was. |  + {"type":"AddItem","sku":"BK-7","qty":1} => {"items":{},"open":true} != {"items":{"BK-7":0},"open":true}"#,
        ),
        ("command.seen = 1; return [{ type: 'ItemAdded'", "`decide` changes the command that it is given"),
    ] {
        check_wrong(&cart(), &mutant("return [{ type: 'ItemAdded'", to), &["same-decisions"], &[words]);
    }
}

#[test]
fn a_case_is_shown_whole_and_no_state_of_the_solution_is_shown() {
    // Fails at the first of two events; what is expected is expected after both.
    let manifest = r#"
[task.events]
module = "answer.js"
[task.events.events]
Paid = { by = { int = [1, 9] } }
[checks.sum.cases]
cases = [{ given = [{ type = "Paid", by = 4 }, { type = "Paid", by = 5 }], state = 9 }]
"#;
    let right = "export const initial = 0; export const evolve = (s, e) => s + (e.by ?? 0);";
    let exercise = exercise(manifest, right, &[]);
    let report = check_wrong(&exercise, &right.replace("s +", "lost +"), &["sum"], &["ReferenceError: lost"]);
    assert_eq!(shown(&report).0.len(), 2);
    let nan = mutant("?? 0) + event.qty", "?? NaN) + event.qty");
    let report = graded(&cart(), &nan);
    let short = told(&report);
    assert!(short.contains("same-decisions: not-json"), "{short}");
    assert!(short.contains("=>  != .items."), "{short}");
}

#[test]
fn a_case_that_is_right_alone_says_so() {
    let manifest = r#"
[task.events]
module = "answer.js"
[task.events.events]
Paid = { by = { int = [1, 9] } }
[checks.sum.cases]
cases = [{ given = [{ type = "Paid", by = 4 }], state = 4 }, { given = [{ type = "Paid", by = 5 }], state = 5 }]
"#;
    let right = "export const initial = 0; export const evolve = (s, e) => s + (e.by ?? 0);";
    let exercise = exercise(manifest, right, &[]);
    let kept = "let sum = 0; export const initial = 0; export const evolve = (s, e) => (sum += e.by ?? 0);";
    check_wrong(&exercise, kept, &["sum"], &["Case 2 of 2 comes out differently, but alone it comes out right"]);
    check_wrong(&exercise, &right.replace('+', "-"), &["sum"], &["Case 2 of 2 comes out differently. |"]);
}

#[test]
fn functions_of_an_event_alone_are_compared_event_by_event() {
    let manifest = r#"
[task.events]
module = "answer.js"
[task.events.events]
Paid = { won = { int = [1, 9] } }
PaidV2 = { amount = { int = [1, 9] }, currency = { one-of = ["KRW", "EUR"] } }
[checks.newest.agrees]
with = ["upcast"]
each = true
"#;
    let right = "export const initial = 0;
        export const evolve = (sum, event) => sum + upcast(event).amount;
        export const upcast = (e) => e.type === 'Paid' ? { type: 'PaidV2', amount: e.won, currency: 'KRW' } : e;";
    let exercise = exercise(manifest, right, &[]);
    let ordered = "export function upcast(e) {
        const { won, ...rest } = e;
        return won === undefined ? rest : { currency: 'KRW', amount: won, type: 'PaidV2' };
    }";
    assert_eq!(told(&graded(&exercise, ordered)), "passed");
    for (from, to, words) in [
        (
            "currency: 'KRW'",
            "currency: 'EUR'",
            &["`upcast` gives something else than the solution for these arguments", r#"+ {"type":"Paid","won":"#][..],
        ),
        ("? {", "? delete e.won && {", &["`upcast` changes an argument that it is given"]),
        (": e;", ": undefined;", &["it is undefined; look for a missing `return`", r#"+ {"type":"PaidV2""#]),
        ("? {", "? oops && {", &["ReferenceError: oops", "at 3:"]),
        ("export const upcast", "const upcast", &["`upcast` is not exported"]),
    ] {
        check_wrong(&exercise, &right.replace(from, to), &["newest"], words);
    }
}
