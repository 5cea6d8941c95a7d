//! Right and wrong answers of kind `events`, with the findings they must give.

mod laws;

use crate::course::Exercise;
use crate::grade::module::testing::{exercise, graded, told};
use crate::grade::{Code, Evidence, Report};

const CART: &str = r#"
[task.events]
module = "answer.js"
[task.events.commands]
AddItem = { sku = { one-of = ["BK-7", "MUG-1"] }, qty = { int = [-1, 9] } }
RemoveItem = { sku = { one-of = ["BK-7", "MUG-1"] } }
CheckOut = {}
[task.events.events]
ItemAdded = { sku = { one-of = ["BK-7", "MUG-1"] }, qty = { int = [1, 9] } }
ItemRemoved = { sku = { one-of = ["BK-7", "MUG-1"] } }
CheckedOut = {}
[checks.adds-items.cases]
cases = [
  { given = [], when = { type = "AddItem", sku = "BK-7", qty = 2 }, then = [{ type = "ItemAdded", sku = "BK-7", qty = 2 }] },
  { given = [], when = { type = "AddItem", sku = "BK-7", qty = 0 }, refused = "QuantityNotPositive" },
  { given = [{ type = "ItemAdded", sku = "BK-7", qty = 12 }], when = { type = "RemoveItem", sku = "BK-7" }, then = [{ type = "ItemRemoved", sku = "BK-7" }] },
]
[checks.same-decisions.agrees]
with = ["decide"]
[checks.replay-is-pure.law]
law = "replay-deterministic"
[checks.unknown-is-ignored.law]
law = "ignores-unknown"
[checks.snapshots-hold.law]
law = "snapshot-tail"
"#;

const CART_SOLUTION: &str = "
export const initial = { items: {}, open: true };
export function evolve(state, event) {
  switch (event.type) {
    case 'ItemAdded': return { ...state, items: { ...state.items, [event.sku]: (state.items[event.sku] ?? 0) + event.qty } };
    case 'ItemRemoved': { const { [event.sku]: _, ...items } = state.items; return { ...state, items }; }
    case 'CheckedOut': return { ...state, open: false };
    default: return state;
  }
}
export function decide(state, command) {
  if (!state.open) throw new Refused('CartClosed');
  switch (command.type) {
    case 'AddItem':
      if (command.qty <= 0) throw new Refused('QuantityNotPositive');
      return [{ type: 'ItemAdded', sku: command.sku, qty: command.qty }];
    case 'RemoveItem':
      if (!state.items[command.sku]) throw new Refused('NotInCart');
      return [{ type: 'ItemRemoved', sku: command.sku }];
    case 'CheckOut':
      if (Object.keys(state.items).length === 0) throw new Refused('CartEmpty');
      return [{ type: 'CheckedOut' }];
  }
}
";

pub(super) fn cart() -> Exercise {
    exercise(CART, CART_SOLUTION, &[])
}

/// The solution with one piece of text replaced.
pub(super) fn mutant(from: &str, to: &str) -> String {
    assert!(CART_SOLUTION.contains(from), "{from}");
    CART_SOLUTION.replacen(from, to, 1)
}

/// `checks` fail, no other does, and the report in short has all of `words`.
pub(super) fn check_wrong(exercise: &Exercise, answer: &str, checks: &[&str], words: &[&str]) -> Report {
    let report = graded(exercise, answer);
    let short = told(&report);
    assert_eq!(report.failing(), checks, "{answer}\n{short}");
    for word in words {
        assert!(short.contains(word), "`{word}` is not in\n{short}");
    }
    report
}

#[test]
fn the_solution_and_its_likes_pass() {
    for answer in [
        CART_SOLUTION,
        // A class of state is made plain, `initial` is a function, keys come in another order, 1.0 for 1.
        &mutant("export const initial = { items: {}, open: true };", "export const initial = () => ({ open: true, items: {} });"),
        &mutant(
            "return [{ type: 'ItemAdded', sku: command.sku, qty: command.qty }]",
            "return [{ qty: command.qty * 1.0, note: undefined, sku: command.sku, type: 'ItemAdded' }]",
        ),
        // Another shape of state: a list of events is a state as well.
        "export const initial = [];
         export const evolve = (state, event) => ['ItemAdded', 'ItemRemoved', 'CheckedOut'].includes(event.type) ? [...state, event] : state;
         export function decide(state, command) {
           const has = (sku) => state.reduce((has, e) => e.sku !== sku ? has : e.type === 'ItemAdded', false);
           if (state.some((e) => e.type === 'CheckedOut')) throw new Refused('CartClosed');
           if (command.type === 'AddItem') {
             if (command.qty < 1) throw new Refused('QuantityNotPositive');
             return [{ type: 'ItemAdded', sku: command.sku, qty: command.qty }];
           }
           if (command.type === 'RemoveItem') {
             if (!has(command.sku)) throw new Refused('NotInCart');
             return [{ type: 'ItemRemoved', sku: command.sku }];
           }
           if (!['BK-7', 'MUG-1'].some(has)) throw new Refused('CartEmpty');
           return [{ type: 'CheckedOut' }];
         }",
    ] {
        let report = graded(&cart(), answer);
        assert_eq!(told(&report), "passed");
        assert!(report.cases >= 4 * 200, "{}", report.cases);
    }
}

#[test]
fn wrong_carts_fail_for_their_reason() {
    let cart = cart();
    for (from, to, checks, words) in [
        (
            "command.qty <= 0",
            "command.qty < 0",
            &["adds-items", "same-decisions"][..],
            &[
                "adds-items: case-fails Case 2 of 3 comes out differently. | ",
                "same-decisions: disagrees At the start, `decide` gives something else than the solution.",
                r#" + {"type":"AddItem","sku":"BK-7","qty":0} => Refused("QuantityNotPositive") != [{"type":"ItemAdded","sku":"BK-7","qty":0}]"#,
            ][..],
        ),
        (
            "case 'CheckedOut': return { ...state, open: false };",
            "case 'CheckedOut': state.open = false; return state;",
            &["replay-is-pure"],
            &[
                "law-broken `evolve` changes the state that it is given",
                "at 7:24",
                r#"{"type":"CheckedOut"} => {"items":{"BK-7":1},"open":true} != {"items":{"BK-7":1},"open":false}"#,
            ],
        ),
        (
            "default: return state;",
            "default: throw new Error('what is ' + event.type);",
            &["unknown-is-ignored"],
            &["law-broken `evolve` does not ignore", " at 8:43 |  + {\"type\":\"", "!= Error: what is "],
        ),
        ("default: return state;", "", &["unknown-is-ignored"], &["does not ignore", "!= undefined"]),
        // A plain object of handlers has a `toString`, too.
        (
            "default: return state;",
            "default: return ({}[event.type] ?? (() => state))();",
            &["unknown-is-ignored"],
            &["does not ignore", "{\"type\":\"constructor\""],
        ),
        // Nearly a known type is not that type.
        (
            "switch (event.type) {",
            "switch (event.type.replace(/Twice$/, '')) {",
            &["unknown-is-ignored"],
            &["does not ignore", "Twice\""],
        ),
        (
            "switch (event.type) {",
            "switch (Object.keys({ ItemAdded: 0, ItemRemoved: 0, CheckedOut: 0 }).find((type) => type.toLowerCase() === event.type.toLowerCase())) {",
            &["unknown-is-ignored"],
            &["does not ignore"],
        ),
        (
            "export function evolve(state, event) {",
            "export function evolve(state, event) { if (event.qty > 9) throw new Refused('TooMany');",
            &["adds-items"],
            &[
                "adds-items: threw `evolve` throws Refused(\"TooMany\"), but has nothing to refuse",
                "{\"type\":\"ItemAdded\",\"sku\":\"BK-7\",\"qty\":12} + {\"type\":\"RemoveItem\",\"sku\":\"BK-7\"} => [{\"type\":\"ItemRemoved\"",
            ],
        ),
        (
            "if (!state.open) throw new Refused('CartClosed');",
            "",
            &["same-decisions"],
            &["After 2 events, `decide` gives", "Refused(\"CartClosed\") != "],
        ),
        (
            "if (!state.open) throw new Refused('CartClosed');",
            "if (Math.random() < 0.5) return [];",
            &["adds-items", "same-decisions"],
            &[
                "threw `decide` throws something that is no refusal: TypeError: Math.random is not available here",
                " at 12:12",
            ],
        ),
        (
            "if (!state.open) throw new Refused('CartClosed');",
            "if (Date.now() < 5) return [];",
            &["adds-items", "same-decisions"],
            &["ReferenceError: Date is not defined at 12:7"],
        ),
        (
            "return [{ type: 'CheckedOut' }];",
            "return { type: 'CheckedOut' };",
            &["same-decisions"],
            &["=> [{\"type\":\"CheckedOut\"}] != {\"type\":\"CheckedOut\"}"],
        ),
        (
            "return [{ type: 'CheckedOut' }];",
            "",
            &["same-decisions"],
            &["not-json What `decide` gives is not plain JSON: it is undefined; look for a missing `return`."],
        ),
        (
            "export function decide",
            "export async function decide",
            &["adds-items", "same-decisions"],
            &["it is a promise; the function must not be `async`."],
        ),
        (
            "export function decide",
            "function decide",
            &["adds-items", "same-decisions"],
            &["no-function `decide` is not exported, or is no function."],
        ),
    ] {
        check_wrong(&cart, &mutant(from, to), checks, words);
    }
}

#[test]
fn memory_outside_of_the_state_is_found() {
    // Works as long as one history is played once, in one life of the module.
    let answer = "
        let items = new Map(), open = true;
        export const initial = () => { items = new Map(); open = true; return {}; };
        export function evolve(state, event) {
          if (event.type === 'ItemAdded') items.set(event.sku, true);
          if (event.type === 'ItemRemoved') items.delete(event.sku);
          if (event.type === 'CheckedOut') open = false;
          return {};
        }
        export function decide(state, command) {
          if (!open) throw new Refused('CartClosed');
          if (command.type === 'AddItem') {
            if (command.qty < 1) throw new Refused('QuantityNotPositive');
            return [{ type: 'ItemAdded', sku: command.sku, qty: command.qty }];
          }
          if (command.type === 'RemoveItem') {
            if (!items.has(command.sku)) throw new Refused('NotInCart');
            return [{ type: 'ItemRemoved', sku: command.sku }];
          }
          if (items.size === 0) throw new Refused('CartEmpty');
          return [{ type: 'CheckedOut' }];
        }";
    // The state itself is always {}, so no law on states sees it; only alone does `decide` not know what was.
    check_wrong(
        &cart(),
        answer,
        &["same-decisions"],
        &["`decide` gives something else when it is given only the state, in a module that has seen no event"],
    );
    let counting = "
        let sum = 0;
        export const initial = 0;
        export const evolve = (state, event) => { if (event.type !== 'Paid') return state; sum += event.by; return sum; };";
    let report = check_wrong(&ledger("law = \"replay-deterministic\""), counting, &["it"], &["when they are replayed"]);
    assert_eq!(shown(&report).0.len(), 1, "one payment is enough");
    let kept = "
        let sum = 0;
        export const initial = () => { sum = 0; return 0 };
        export const evolve = (state, event) => { if (event.type !== 'Paid') return state; sum += event.by; return sum; };";
    assert_eq!(told(&graded(&ledger("law = \"replay-deterministic\""), kept)), "passed");
    check_wrong(
        &ledger("law = \"snapshot-tail\""),
        kept,
        &["it"],
        &["A snapshot after one event and the events after it"],
    );
}

/// Payments of several streams, and one law.
fn ledger(law: &str) -> Exercise {
    let manifest = format!(
        r#"
[task.events]
module = "answer.js"
[task.events.events]
Paid = {{ id = {{ uuid = true }}, stream = {{ one-of = ["a", "b"] }}, by = {{ int = [1, 9] }}, v = {{ one-of = [1, 2, 3] }} }}
Cancelled = {{ id = {{ uuid = true }}, stream = {{ one-of = ["a", "b"] }}, v = {{ one-of = [3] }} }}
[checks.it.law]
{law}
"#
    );
    exercise(
        &manifest,
        "export const initial = 0; export const evolve = (state, event) => state + (event.by ?? 0);",
        &[],
    )
}

/// The evidence of the only finding.
pub(super) fn shown(report: &Report) -> (Vec<String>, String, String) {
    let finding = report.checks.iter().flat_map(|check| &check.findings).next().expect("a finding");
    match &finding.evidence {
        Evidence::History { given, expected, actual, .. } => (given.clone(), expected.clone(), actual.clone()),
        other => panic!("a history is shown, not {other:?}"),
    }
}

#[test]
fn given_histories_and_other_functions_are_judged_too() {
    let manifest = r#"
[task.events]
module = "answer.js"
histories = ["setup/history.json"]
[task.events.events]
Paid = { by = { int = [1, 9] } }
[checks.same.agrees]
with = ["project"]
"#;
    let history = r#"[{ "type": "Paid", "by": 4 }, { "type": "Refunded", "by": 4 }]"#;
    let solution = "export const initial = { n: 0 };
        export const project = (view, e) => ({ n: view.n + (e.type === 'Paid' ? 1 : e.type === 'Refunded' ? -1 : 0) });
        export const evolve = (s) => s;";
    let exercise = exercise(manifest, solution, &[("setup/history.json", history)]);
    assert_eq!(told(&graded(&exercise, solution)), "passed");
    let wrong = solution.replace(": e.type === 'Refunded' ? -1", "");
    // Only the given history has a refund; alone it tells the two apart.
    let report = check_wrong(&exercise, &wrong, &["same"], &["After one event, `project` gives something else"]);
    assert_eq!(shown(&report).0, [r#"{"type":"Refunded","by":4}"#]);
}

#[test]
fn effects_on_replay_are_counted() {
    let manifest = r#"
[task.events]
module = "answer.js"
[task.events.events]
Paid = { by = { int = [1, 9] } }
Failed = {}
[checks.quiet.effects]
handler = "onEvent"
live-agrees = true
"#;
    let right = "export const initial = 0;
        export const evolve = (s) => s;
        export async function onEvent(event, send, replaying) {
          await null;
          if (event.type === 'Paid' && !replaying) send('mail', { by: event.by });
        }";
    let exercise = exercise(manifest, right, &[]);
    assert_eq!(told(&graded(&exercise, right)), "passed");
    for (from, to, words) in [
        (
            " && !replaying",
            "",
            "On a replay, `onEvent` sends one message; none is allowed. | {\"type\":\"Paid\",\"by\":1} => [] != [[\"mail\",{\"by\":1}]]",
        ),
        (
            "event.type === 'Paid' && ",
            "",
            "Live, `onEvent` sends something else than the solution. |  + {\"type\":\"Failed\"} => [] != [[\"mail\",{}]]",
        ),
        (
            "send('mail', { by: event.by })",
            "throw new Error('mail is down')",
            "throws something that is no refusal: Error: mail is down at 5:",
        ),
        (
            "await null",
            "await new Promise(() => {})",
            "throws something that is no refusal: a promise that nothing settles",
        ),
        (
            "await null",
            "for (let i = 0; i < 1e5; i++) send(i)",
            "throws something that is no refusal: RangeError: too much is sent",
        ),
    ] {
        check_wrong(&exercise, &right.replace(from, to), &["quiet"], &[words]);
    }
}

#[test]
fn harm_is_a_finding() {
    for (body, code, words) in [
        ("for (;;);", Code::Fuel, "`evolve` was stopped because it did more work"),
        ("const a = []; for (;;) a.push([])", Code::Memory, "`evolve` was stopped because it used more memory"),
        ("return evolve(state, event)", Code::Stack, "`evolve` was stopped because its calls were nested too deep"),
        ("return 'x'.repeat(300000)", Code::Output, "`evolve` was stopped because it produced more than 256 KB"),
        ("return new Map()", Code::NotJson, "it is an object of a class"),
        (
            "const cart = {}; cart.self = cart; return cart",
            Code::NotJson,
            "`.self` is not plain JSON: it is something that refers to itself.",
        ),
        (
            "let a = 1; for (let i = 0; i < 99; i++) a = [a]; return a",
            Code::NotJson,
            "it is nested deeper than 64 levels.",
        ),
        ("throw null", Code::Threw, "throws something that is no refusal: null"),
        ("return { a: [NaN] }", Code::NotJson, "In what `evolve` gives, `.a[0]` is not plain JSON: it is NaN"),
        ("throw 'just words'", Code::Threw, "throws something that is no refusal: \"just words\""),
        ("throw new Error('\\u001b[2J')", Code::Threw, "no refusal: Error: ␛[2J"),
        ("Object.prototype.toJSON = () => 5; return 5", Code::Threw, "TypeError: object is not extensible"),
    ] {
        let answer = format!("export const initial = 0; export function evolve(state, event) {{ {body} }}");
        let report = check_wrong(&ledger("law = \"replay-deterministic\""), &answer, &["it"], &[words]);
        assert_eq!(report.checks[0].findings[0].code, code, "{body}");
    }
    for (answer, code) in [
        ("export const initial = 0; export function evolve(state {", Code::Syntax),
        ("}); export const initial = 0; (() => {", Code::Syntax),
        ("import 'fs';", Code::Load),
        ("throw new Error('at the top')", Code::Load),
        ("await new Promise(() => {})", Code::Load),
        ("for (;;);", Code::Fuel),
    ] {
        let report = graded(&ledger("law = \"replay-deterministic\""), answer);
        assert_eq!(report.findings.iter().map(|finding| finding.code).collect::<Vec<_>>(), [code], "{answer}");
        told(&report);
    }
    let report = graded(&ledger("law = \"replay-deterministic\""), "");
    assert!(told(&report).contains("no-function `initial` is not exported"), "{}", told(&report));
}

#[test]
fn the_same_answer_gives_the_same_report() {
    let answer = mutant("command.qty <= 0", "command.qty < 0");
    let first = graded(&cart(), &answer);
    assert_eq!(graded(&cart(), &answer), first);
}

#[test]
fn the_same_trouble_is_told_once_for_all_cases() {
    let report = graded(&cart(), &mutant("if (!state.open)", "oops; if (!state.open)"));
    let cases = &report.checks[0];
    assert_eq!((cases.name.as_str(), cases.findings.len()), ("adds-items", 1), "{:#?}", cases.findings);
    // What differs is told for each case.
    let report = graded(&cart(), &mutant("if (command.qty <= 0)", "if (command.qty > 0)"));
    assert_eq!(report.checks[0].findings.len(), 2, "{:#?}", report.checks[0].findings);
}
