//! The laws, each kept and broken.

use super::{check_wrong, exercise, ledger, shown};
use crate::grade::Code;
use crate::grade::module::testing::{graded, told};

#[test]
fn every_law_has_an_answer_that_keeps_and_one_that_breaks_it() {
    let seen = "export const initial = { seen: {}, sum: 0 };
        export function evolve(state, event) {
          if (event.type !== 'Paid' || state.seen[event.id]) return state;
          return { seen: { ...state.seen, [event.id]: true }, sum: state.sum + event.by };
        }";
    let sums = "export const initial = 0; export const evolve = (state, event) => event.type === 'Paid' ? state + event.by : state;";
    let last = "export const initial = null; export const evolve = (state, event) => event.id;";
    let upcasts = "export const initial = 0;
        export const evolve = (state) => state;
        export const upcastOnce = (e) => e.v === 1 ? { ...e, v: 2, won: 0 } : e.v === 2 ? { ...e, v: 3, kept: true } : e;
        export const upcast = (e) => e.v === 1 ? { ...e, won: 0, kept: true, v: 3 } : e.v === 2 ? { ...e, kept: true, v: 3 } : e;";
    let forgets = upcasts.replace("{ ...e, won: 0, kept: true, v: 3 }", "{ ...e, kept: true, v: 3 }");
    let again = upcasts.replace(": e;\n        export const upcast = ", ": e; export const upcast = ").replace(
        "{ ...e, kept: true, v: 3 } : e;",
        "{ ...e, kept: true, v: 3 } : { ...e, times: (e.times ?? 0) + 1 };",
    );
    let keyed = "export const initial = {}; export const evolve = (state, event) => ({ ...state, [event.stream]: event.by ?? 0 });";
    // Kept as JSON, a view loses what JSON does not hold.
    let lossy = "const bonus = new WeakMap();
        export const initial = { sum: 0 };
        export function evolve(state, event) {
          const next = { sum: state.sum + (event.by ?? 0) + (bonus.get(state) ?? 0) };
          bonus.set(next, 1);
          return next;
        }";
    for (law, keeps, breaks, words, events) in [
        ("law = \"duplicates\"", seen, sums, "counts twice", 2),
        ("law = \"reordering\"", keyed, last, "when they change places", 2),
        ("law = \"rebuild\"", sums, lossy, "The view rebuilt from nothing differs", 2),
        ("law = \"snapshot-tail\"", sums, lossy, "A snapshot after one event", 2),
        (
            "law = \"replay-deterministic\"",
            sums,
            "export const initial = []; export const evolve = (s, e) => { s.push(e.v); return s };",
            "changes the state",
            1,
        ),
        ("law = \"upcast-chain\"", upcasts, &forgets, "version by version", 1),
        ("law = \"upcast-fixed\"", upcasts, &again, "of the newest version", 1),
        (
            "law = \"ignores-unknown\"",
            sums,
            "export const initial = 0; export const evolve = (s, e) => s + (e.by ?? 0)",
            "does not ignore",
            0,
        ),
    ] {
        let exercise = ledger(law);
        assert_eq!(told(&graded(&exercise, keeps)), "passed", "{law}");
        let report = check_wrong(&exercise, breaks, &["it"], &[words]);
        assert_eq!(shown(&report).0.len(), events, "{law}: {}", told(&report));
        assert_eq!(report.checks[0].findings[0].code, Code::LawBroken, "{law}");
    }
}

#[test]
fn a_mistake_in_one_order_of_three_events_is_shown_with_these_three() {
    let manifest = r#"
[task.events]
module = "answer.js"
[task.events.events]
Opened = { by = { int = [0, 9] } }
Moved = { by = { int = [0, 9] } }
Held = { by = { int = [0, 9] } }
Closed = {}
[checks.same.agrees]
with = ["evolve"]
length = 12
"#;
    let solution = "export const initial = { sum: 0 };
        export const evolve = (s, e) => ({ sum: s.sum + (e.by ?? 0), last: e.type, before: s.last });";
    // Wrong only when Held comes right after Moved, which came right after Opened.
    let wrong = "export const initial = { sum: 0 };
        export const evolve = (s, e) => ({
          sum: s.sum + (e.by ?? 0) + (e.type === 'Held' && s.last === 'Moved' && s.before === 'Opened' ? 1 : 0),
          last: e.type, before: s.last });";
    let report = check_wrong(&exercise(manifest, solution, &[]), wrong, &["same"], &["After 3 events, `evolve` gives"]);
    let (given, expected, actual) = shown(&report);
    assert_eq!(given, [r#"{"type":"Opened","by":0}"#, r#"{"type":"Moved","by":0}"#, r#"{"type":"Held","by":0}"#]);
    assert_eq!(expected, r#"{"sum":0,"last":"Held","before":"Moved"}"#);
    assert_eq!(actual, r#"{"sum":1,"last":"Held","before":"Moved"}"#);
}
