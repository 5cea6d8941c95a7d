//! Right and wrong answers of kind `code`, with the findings they must give.

use crate::course::Exercise;
use crate::grade::module::testing::{exercise, graded, told};

const RING: &str = r#"
[task.code]
module = "answer.js"
[task.code.inputs]
route = [
  { value = { list = 5, of = { one-of = ["n1", "n2", "n3", "n4", "n5"] } } },
  { key = { one-of = ["a", "b", "c", "d", "e", "f", "g", "h"] } },
]
normal = [{ value = { int = [-9, 9] } }]
[checks.routes.cases]
of = "route"
cases = [{ args = [[], { key = "a" }], gives = "" }, { args = [["n1"], { key = "a" }], gives = "n1" }]
[checks.same.agrees]
with = ["normal"]
[checks.any-order.law]
law = "order-free"
of = "route"
[checks.again.law]
law = "deterministic"
of = "route"
[checks.is-a-node.law]
law = "holds"
of = "route"
given = "rules.js#isNode"
[checks.settled.law]
law = "idempotent"
of = "normal"
"#;

const RULES: &str = "export const isNode = (node, nodes) => nodes.length === 0 ? node === '' : nodes.includes(node);";

const RING_SOLUTION: &str = "
const hash = (text) => { let h = 2166136261; for (const c of text) h = Math.imul(h ^ c.codePointAt(0), 16777619); return h >>> 0 };
export function route(nodes, { key }) {
  let best = '', most = -1;
  for (const node of [...nodes].sort()) {
    const weight = hash(node + key);
    if (weight > most) { best = node; most = weight; }
  }
  return best;
}
export const normal = (n) => Math.abs(n);
";

fn ring() -> Exercise {
    exercise(RING, RING_SOLUTION, &[("given/rules.js", RULES)])
}

fn check(exercise: &Exercise, answer: &str, failing: &[&str], words: &[&str]) {
    let report = graded(exercise, answer);
    let short = told(&report);
    assert_eq!(report.failing(), failing, "{answer}\n{short}");
    for word in words {
        assert!(short.contains(word), "`{word}` is not in\n{short}");
    }
}

#[test]
fn a_ring_is_judged_by_cases_agreement_and_laws() {
    let ring = ring();
    let report = graded(&ring, RING_SOLUTION);
    assert_eq!(told(&report), "passed");
    assert!(report.cases >= 5 * 200, "{}", report.cases);
    for (from, to, failing, words) in [
        (
            "for (const node of [...nodes].sort()) {",
            "if (nodes.length > 0) return nodes[0]; for (const node of nodes) {",
            &["any-order"][..],
            &[
                "another result when the items come in another order. | [\"n1\",\"n2\"] {\"key\":\"a\"} => \"n1\" != \"n2\"",
            ][..],
        ),
        (
            "[...nodes].sort()",
            "nodes.sort()",
            &["again"],
            &["changes an argument that it is given; it must leave it as it was. | [\"n2\",\"n1\"]"],
        ),
        (
            "let best = ''",
            "let best = null",
            &["routes", "is-a-node"],
            &["Case 1 of 2", "[] {\"key\":\"a\"} => isNode(…) === true != null"],
        ),
        (
            "return best;",
            "if (key === 'h') return 'n9'; return best;",
            &["is-a-node"],
            &["{\"key\":\"h\"} => isNode(…) === true != \"n9\""],
        ),
        (
            "Math.abs(n)",
            "n > 3 ? n - 1 : Math.abs(n)",
            &["same", "settled"],
            &[
                "same: disagrees `normal` gives something else than the solution for these arguments. | 4 => 4 != 3",
                "settled: law-broken `normal` changes a result",
            ],
        ),
        (
            "export const normal = (n) => ",
            "let calls = 0; export const normal = (n) => n > 8 && calls++ > 3 ? 0 : ",
            &["same", "settled"],
            &["9 => 9 != 0"],
        ),
        (
            "return best;",
            "if (nodes.length > 3) throw new Refused('TooMany'); return best;",
            &["is-a-node"],
            &["!= Refused(\"TooMany\")"],
        ),
        (
            "return best;",
            "return nodes.missing.name;",
            &["routes", "any-order", "again", "is-a-node"],
            &[
                "threw `route` throws something that is no refusal: TypeError: cannot read property 'name' of undefined at 9:",
            ],
        ),
        (
            "export function route",
            "function route",
            &["routes", "any-order", "again", "is-a-node"],
            &["`route` is not exported"],
        ),
    ] {
        assert!(RING_SOLUTION.contains(from), "{from}");
        check(&ring, &RING_SOLUTION.replacen(from, to, 1), failing, words);
    }
}

const MERGE: &str = r#"
[task.code]
module = "answer.js"
[task.code.inputs]
merge = [
  { value = { list = 3, of = { one-of = ["a", "b", "c"] } } },
  { value = { list = 3, of = { one-of = ["a", "b", "c"] } } },
]
[checks.either-way.law]
law = "commutative"
of = "merge"
[checks.in-any-pairs.law]
law = "associative"
of = "merge"
[checks.with-itself.law]
law = "idempotent"
of = "merge"
"#;

#[test]
fn a_merge_is_judged_by_its_laws() {
    let union =
        "const plain = (cart) => [...new Set(cart)].sort(); export const merge = (a, b) => plain([...a, ...b]);";
    // Generated carts are no sets: the law of a merge with itself holds of what a merge gives.
    let exercise = exercise(MERGE, union, &[]);
    check(&exercise, union, &["with-itself"], &["[\"a\",\"a\"] => [\"a\",\"a\"] != [\"a\"]"]);
    let longer = "export const merge = (a, b) => a.length > b.length ? a : a.length < b.length ? b : a < b ? a : b;";
    check(&exercise, longer, &[], &["passed"]);
    let first = "export const merge = (a, b) => a.length > 0 ? a : b;";
    check(
        &exercise,
        first,
        &["either-way"],
        &["`merge(a, b)` and `merge(b, a)` differ. | [\"a\"] [\"a\",\"a\"] => [\"a\"] != [\"a\",\"a\"]"],
    );
    let count = "export const merge = (a, b) => a.length === b.length ? a.join() < b.join() ? a : b : a.length + b.length > 3 ? [] : a.length > b.length ? a : b;";
    check(&exercise, count, &["in-any-pairs"], &["((a, b), c) and (a, (b, c))"]);
}

#[test]
fn what_the_author_forgot_is_not_the_answers_fault() {
    for (manifest, words) in [
        ("[checks.it.law]\nlaw = \"commutative\"\nof = \"normal\"", "needs a function of two arguments"),
        ("[checks.it.law]\nlaw = \"snapshot-tail\"\nof = \"normal\"", "is for the kind `events`"),
        ("[checks.it.law]\nlaw = \"holds\"\nof = \"normal\"\ngiven = \"rules.js#missing\"", "missing is not exported"),
        ("[checks.it.agrees]\nwith = [\"other\"]", "there are no `inputs` for `other`"),
    ] {
        let head = RING.split("[checks.routes.cases]").next().unwrap_or_default();
        let made = Exercise::from_files(
            &crate::base::Slug::new("test").expect("a slug"),
            [
                ("exercise.toml", format!("format = 1\nslug = \"test\"\ndifficulty = 1\nminutes = 5\nconcepts = [\"es.fold\"]\nfiles = [\"answer.js\"]\n{head}{manifest}\n").as_str()),
                ("starter/answer.js", "\n"),
                ("solution/answer.js", RING_SOLUTION),
                ("given/rules.js", RULES),
            ],
        );
        // Either the manifest is refused when it is loaded, or the grading says that it is no fault of the answer.
        let Ok(exercise) = made else { continue };
        let short = told(&graded(&exercise, RING_SOLUTION));
        assert!(short.starts_with("ungradable ") && short.contains(words), "{manifest}\n{short}");
    }
}
