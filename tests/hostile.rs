//! Answers that mean harm, in every kind of exercise and judged by real children: each fails with its code, none is
//! ungradable, and none garbles what is said of it.

mod common;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use common::root;
use sagabook::base::{Lang, Slug, Strings};
use sagabook::course::{Course, Exercise};
use sagabook::grade::worker::{ARGUMENT, Remote};
use sagabook::grade::{Cancel, Code, Finding, Judge, Options, Outcome, Submission, words};

/// Long enough for the work that is counted out, on a machine with other things to do.
const AGES: Duration = Duration::from_secs(60);

fn judge(wall: Duration) -> Judge {
    let child = || Remote::of(PathBuf::from(env!("CARGO_BIN_EXE_sagabook")), vec![ARGUMENT.into()], wall);
    Judge::of(child(), child(), wall)
}

fn exercise(course: &Course, name: &str) -> Exercise {
    course.exercise(&Slug::new(name).expect("a slug")).unwrap_or_else(|problems| panic!("{problems}"))
}

/// Puts each text in the place of one file of the solution, and expects the code that is written first of all findings.
fn check(exercise: &Exercise, file: &str, wall: Duration, cases: &[(String, Code)]) {
    let mut judge = judge(wall);
    let speaks = ["en", "ko"].map(|lang| Strings::new(&Lang::new(lang).expect("a code")));
    for (text, wanted) in cases {
        let shown: String = text.chars().take(200).collect();
        let mut files = exercise.solution.clone();
        assert!(files.insert(file.to_owned(), text.clone()).is_some(), "{file} is a file of the answer");
        let submission = Submission::new(&exercise.files, &files);
        let start = Instant::now();
        let report = judge.grade(exercise, &submission, &Options::default(), &Cancel::new(), &mut |_| {});
        assert_eq!(report.outcome, Outcome::Failed, "{shown}\n{report:#?}");
        let of_checks = report.checks.iter().flat_map(|check| &check.findings);
        let findings: Vec<&Finding> = report.findings.iter().chain(of_checks).collect();
        let codes: Vec<Code> = findings.iter().map(|finding| finding.code).collect();
        assert_eq!(codes.first(), Some(wanted), "{shown}\n{codes:?}");
        assert!(start.elapsed() < wall + AGES, "{shown} takes {:?}", start.elapsed());
        for strings in &speaks {
            let obeyed = |c: char| c != '\n' && c.is_control() || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}');
            let said = findings.iter().find(|finding| words::finding(finding, strings).contains(obeyed));
            assert!(said.is_none(), "{shown}: {said:?}");
        }
    }
}

#[test]
fn functions() {
    let pack = Course::open_only(&root().join("tests/packs/telling")).expect("the pack loads");
    let bodies = [
        // Work without end.
        ("for (;;);", Code::Fuel),
        ("const again = () => Promise.resolve().then(again); again(); return 1", Code::Fuel),
        ("return [...(function* () { for (;;) yield 1 })()].length", Code::Fuel),
        ("return { get tags() { for (;;); } }", Code::Fuel),
        ("return `${{ toString() { for (;;); } }}`", Code::Fuel),
        ("try { return merge(left, right) } catch { return merge(left, right) }", Code::Fuel),
        ("return merge(left, right)", Code::Stack),
        ("return /^(a+)+$/.test('a'.repeat(1e5) + 'b')", Code::Fuel),
        ("return [3, 1, 2].sort(() => { for (;;); })", Code::Fuel),
        ("const all = Array.from({ length: 1e5 }, (_, at) => at); for (;;) all.sort(() => 1)", Code::Fuel),
        ("for (;;) { try { for (const all = []; ; ) all.push(all.length + 'x') } catch {} }", Code::Fuel),
        // More than there is room for.
        ("let text = 'x'; for (;;) text += text", Code::Memory),
        ("const all = []; for (;;) all.push([])", Code::Memory),
        ("const all = {}; for (let at = 0; ; at++) all['k' + at] = { at }", Code::Memory),
        ("const all = []; for (;;) { const at = all.length; all.push(() => at + all.length) }", Code::Memory),
        ("let f = () => 1; for (let at = 0; at < 1e6; at++) f = f.bind(null); return f()", Code::Memory),
        ("return new Array(4294967295)", Code::Output),
        ("return new Array(4294967295).join('')", Code::Threw),
        ("return new Array(4294967294).sort()", Code::Threw),
        ("return 2n ** (2n ** 40n)", Code::Threw),
        // Depth.
        ("return JSON.parse('['.repeat(5e5) + ']'.repeat(5e5))", Code::Stack),
        ("let all = []; for (let at = 0; at < 1e5; at++) all = [all]; return all", Code::NotJson),
        ("let all = 1; for (let at = 0; at < 1e5; at++) all = { all }; return all", Code::NotJson),
        ("const all = []; all.push(all); return all", Code::NotJson),
        // Each call within its limits, all of them not.
        ("for (let at = 0; at < 1e6; at++) void at; return [...new Set([...left, ...right])].sort()", Code::Fuel),
        // What the judge might trust.
        ("JSON.stringify = () => '[]'; return []", Code::Threw),
        ("Object.prototype.toJSON = () => []; return []", Code::Threw),
        ("Array.prototype[Symbol.iterator] = function* () {}; return []", Code::Threw),
        ("Array.prototype.map = () => []; return []", Code::Threw),
        ("Object.getPrototypeOf([][Symbol.iterator]()).next = () => 1; return []", Code::Threw),
        ("const all = ['a']; all.toJSON = () => left; return all", Code::CaseFails),
        ("return { [Symbol.toStringTag]: 'Array', length: 0 }", Code::NotJson),
        ("return { then(done) { done(left) } }", Code::NotJson),
        ("return new (class { get [Symbol.toStringTag]() { return 'Array' } })()", Code::NotJson),
        ("return new Proxy([], {})", Code::Threw),
        ("return (async () => 1).constructor('return 1')()", Code::Threw),
        // What a terminal would obey.
        ("throw new Error('\\u001b]0;owned\\u0007\\u202e')", Code::Threw),
        ("throw '\\u001b[2J'", Code::Threw),
        ("return ['\\u001b[31m', '\\u009b2J']", Code::CaseFails),
        ("return { '\\u001b[31m': 1 }", Code::CaseFails),
    ];
    let cases = bodies.map(|(body, code)| (format!("export function merge(left, right) {{ {body} }}"), code));
    check(&exercise(&pack, "merge-tags"), "merge.js", AGES, &cases);
    let deep = |open: &str, close: &str| {
        format!("export function merge() {{ return {}1{} }}", open.repeat(60_000), close.repeat(60_000))
    };
    let modules = [
        ("}); export function merge() { return [] } (() => {".to_owned(), Code::Syntax),
        ("export function merge() { return [] }})(function () {".to_owned(), Code::Syntax),
        ("Object.prototype.passed = true; export const merge = () => []".to_owned(), Code::Load),
        ("import 'fs'; export const merge = () => []".to_owned(), Code::Load),
        ("throw new Error('\\u001b[2J')".to_owned(), Code::Load),
        ("for (;;);".to_owned(), Code::Fuel),
        (deep("(", ")"), Code::Stack),
        (deep("[", "]"), Code::Stack),
        (String::new(), Code::NoFunction),
    ];
    check(&exercise(&pack, "merge-tags"), "merge.js", AGES, &modules);
}

#[test]
fn events() {
    let pack = Course::built_in().expect("the pack loads");
    let bodies = [
        ("for (;;);", Code::Fuel),
        ("return evolve(state, event)", Code::Stack),
        ("const all = []; for (;;) all.push([])", Code::Memory),
        ("return { cents: 'x'.repeat(300000), frozen: false }", Code::Output),
        ("state.toJSON = () => 1; return state", Code::NotJson),
        ("throw new Error('\\u001b[31m')", Code::Threw),
    ];
    let cases = bodies.map(|(body, code)| {
        let initial = "export function initial() { return { cents: 0, frozen: false }; }";
        (format!("{initial} export function evolve(state, event) {{ {body} }}"), code)
    });
    check(&exercise(&pack, "fold-the-balance"), "credit.js", AGES, &cases);
}

#[test]
fn queries() {
    let pack = Course::built_in().expect("the pack loads");
    let endless = "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t)";
    let thousand = "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t LIMIT 1000)";
    let cases = [
        (format!("{endless} SELECT count(*) AS pending FROM t"), Code::Fuel),
        (format!("{endless} SELECT x AS pending FROM t"), Code::Output),
        (format!("{thousand} SELECT count(*) AS pending FROM t a, t b, t c"), Code::Fuel),
        (format!("{thousand} SELECT sum(instr(hex(zeroblob(110000)), hex(zeroblob(60000)) || x)) FROM t"), Code::Fuel),
        ("WITH RECURSIVE t(x) AS (SELECT 'x' UNION ALL SELECT x || x FROM t) SELECT 1 FROM t".into(), Code::Output),
        ("SELECT zeroblob(1000000000)".into(), Code::Output),
        ("SELECT printf('%999999999d', 1)".into(), Code::Output),
        (format!("SELECT {}1{}", "(".repeat(5000), ")".repeat(5000)), Code::StatementFailed),
        (format!("SELECT json('{}')", "[".repeat(100_000)), Code::StatementFailed),
        ("SAVEPOINT s;".repeat(30_000), Code::Fuel),
        ("ATTACH '/etc/passwd' AS x".into(), Code::NotAllowed),
        ("PRAGMA writable_schema = 1".into(), Code::NotAllowed),
        ("VACUUM INTO '/tmp/sagabook-was-here'".into(), Code::NotAllowed),
        ("SELECT load_extension('x')".into(), Code::NotAllowed),
        ("SELECT random() AS pending".into(), Code::NotAllowed),
        ("SELECT readfile('/etc/passwd')".into(), Code::StatementFailed),
        ("SELECT '\u{1b}]52;c;x\u{7}\u{202e}' AS pending".into(), Code::RowsDiffer),
        ("SELECT -1 AS \"\u{1b}[2J\u{9b}31m\"".into(), Code::RowsDiffer),
        ("SELECT \u{1b}[31m".into(), Code::Syntax),
        (String::new(), Code::NoRows),
    ];
    check(&exercise(&pack, "first-query"), "count.sql", AGES, &cases);
    let cases = [
        ("SELECT id, name, tier FROM customers.customers".to_owned(), Code::ForeignTable),
        ("SELECT count(*) FROM customers.sqlite_schema".to_owned(), Code::ForeignTable),
        ("DROP TABLE customers.customers".to_owned(), Code::ForeignTable),
        ("CREATE TEMP VIEW v AS SELECT * FROM customers.customers; SELECT * FROM v".to_owned(), Code::ForeignTable),
    ];
    check(&exercise(&pack, "keep-out"), "page.sql", AGES, &cases);
    assert!(!PathBuf::from("/tmp/sagabook-was-here").exists());
}

#[test]
fn filled_in_files() {
    let pack = Course::built_in().expect("the pack loads");
    for (name, file) in [("name-the-trade", "answer.toml"), ("who-owns-what", "design.toml")] {
        let exercise = exercise(&pack, name);
        let cases = [
            (format!("x = {}", "[".repeat(100_000)), Code::Syntax),
            (format!("{} = 1", vec!["a"; 50_000].join(".")), Code::Syntax),
            ("\u{1b}[2J = 1".to_owned(), Code::Syntax),
        ];
        check(&exercise, file, AGES, &cases);
    }
    let values = [("calls = \"\\u001b[2J\"".to_owned(), Code::Blank), (String::new(), Code::Blank)];
    check(&exercise(&pack, "name-the-trade"), "answer.toml", AGES, &values);
}

/// Work within one built-in step of the engines is not counted: the wall stop ends it.
#[test]
fn native_loops() {
    let pack = Course::open_only(&root().join("tests/packs/telling")).expect("the pack loads");
    let wall = Duration::from_secs(4);
    let scripts = ["let x = 3n ** 60000n; for (;;) x * x", "const x = 'x'.repeat(1e6) + 'a'; for (;;) x < x + 'b'"]
        .map(|body| (format!("export function merge(left, right) {{ {body} }}"), Code::DidNotStop));
    check(&exercise(&pack, "merge-tags"), "merge.js", wall, &scripts);
    let upper = "WITH RECURSIVE t(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM t)
        SELECT sum(length(upper(hex(zeroblob(120000)) || x))) AS pending FROM t";
    let pack = Course::built_in().expect("the pack loads");
    check(&exercise(&pack, "first-query"), "count.sql", wall, &[(upper.to_owned(), Code::DidNotStop)]);
}
