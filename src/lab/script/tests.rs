//! What scripts may do, and what becomes of those that do harm.

use super::{Arg, Call, Done, Failure, Inputs, Job, Limits, Outcome, Returned, Source, Start, Then, Thread, run};

fn job(text: &str) -> Job {
    Job::new(Source::new("answer.js", text))
}

fn json(text: &str) -> Arg {
    Arg::Json(text.to_owned())
}

/// A failure in short: code, kind, place and message.
fn failure(failure: &Failure) -> String {
    let thrown = |code: &str, thrown: &super::Thrown| {
        let at = thrown.at.as_ref().map_or("-".to_owned(), |at| format!("{}:{}", at.line, at.column));
        format!("{code} {at} {}: {}", thrown.kind, thrown.message)
    };
    match failure {
        Failure::Syntax(error) => thrown("syntax", error),
        Failure::Threw(error) => thrown("threw", error),
        Failure::NoFunction(name) => format!("no function {name}"),
        Failure::NotJson { path, what } => format!("not json {path} {what:?}"),
        Failure::ChangedInput { index, was, is } => format!("changed {index}: {was} {is}"),
        Failure::Pending => "pending".to_owned(),
        Failure::Fuel => "fuel".to_owned(),
        Failure::Memory => "memory".to_owned(),
        Failure::Stack => "stack".to_owned(),
        Failure::Output => "output".to_owned(),
    }
}

fn outcome(outcome: &Outcome) -> String {
    match &outcome.result {
        Ok(Returned::Value(json)) => json.clone(),
        Ok(Returned::Refused(code)) => format!("refused {code}"),
        Err(failed) => failure(failed),
    }
}

/// Loads `text` and calls its export `f` with the number 1.
fn call(text: &str) -> String {
    let mut job = job(text);
    job.threads.push(Thread { start: Start::Nothing, calls: vec![Call::new("f", vec![json("1")])] });
    let done = run(&job).expect("the engine starts");
    match (&done.load, done.threads.first()) {
        (Some(failed), _) => format!("load: {}", failure(failed)),
        (None, Some(outcomes)) => outcomes.last().map(outcome).unwrap_or_default(),
        (None, None) => "nothing".to_owned(),
    }
}

/// Each body of `f(x)` gives the outcome that is written (or begins with what is written, before `…`).
fn check_bodies(cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        let given = call(&format!("export function f(x) {{ {body} }}"));
        let same = match expected.strip_suffix('…') {
            Some(start) => given.starts_with(start),
            None => given == *expected,
        };
        assert!(same, "{body}\n    gives {given}\n not {expected}");
    }
}

#[test]
fn values_cross_as_plain_json() {
    check_bodies(&[
        ("return { b: x, a: [1.5, 'é\\n', null, true] }", r#"{"b":1,"a":[1.5,"é\n",null,true]}"#),
        ("return { gone: undefined, kept: -0, large: 1e21, small: 1e-7 }", r#"{"kept":0,"large":1e21,"small":1e-7}"#),
        ("return Object.assign(Object.create(null), { a: 1 })", r#"{"a":1}"#),
        ("return { toJSON() { return 1 } }", "not json .toJSON Function"),
        ("", "not json  Undefined"),
        ("return [1, undefined]", "not json [1] Undefined"),
        ("return [1, , 2]", "not json [1] Hole"),
        ("return { a: [{ b: NaN }] }", "not json .a[0].b NotANumber"),
        ("return { a: new Map() }", "not json .a Object"),
        ("class Cart {} return new Cart()", "not json  Object"),
        ("return new Error('x')", "not json  Object"),
        ("return { [Symbol('s')]: 1 }", "not json  Symbol"),
        ("return 10n", "not json  BigInt"),
        ("return '\\ud800'", "not json  HalfCharacter"),
        ("return { '\\ud800': 1 }", "not json  HalfCharacter"),
        ("return { 'a\\0b': 1 }", "{\"a\\u0000b\":1}"),
        ("return Promise.resolve(1)", "not json  Promise"),
        ("return async () => 1", "not json  Function"),
        ("return { get a() { return 7 } }", r#"{"a":7}"#),
    ]);
}

#[test]
fn a_thrown_value_has_its_place_and_kind() {
    check_bodies(&[
        ("throw new Refused('TooLate')", "refused TooLate"),
        ("class Mine extends Refused {} throw new Mine('Own')", "refused Own"),
        ("return x.y.z", "threw 1:31 TypeError: cannot read property 'z' of undefined"),
        ("/* 한글 */ throw new TypeError('No')", "threw 1:43 TypeError: No"),
        ("class A extends Error { constructor() { super('q'); this.name = 'A' } } throw new A()", "threw 1:63 A: q"),
        ("throw 'words'", "threw - : \"words\""),
        ("throw { a: 1 }", "threw - : {\"a\":1}"),
        ("throw () => 1", "threw - : function"),
        ("throw undefined", "threw - : undefined"),
        ("throw null", "threw - : null"),
        ("const kept = []; for (let i = 0; i < 1e5; i++) kept.push({}); throw null", "threw - : null"),
        ("let a = null; for (;;) a = { a }", "memory"),
        ("let a = null; try { for (;;) a = { a } } catch (e) { throw e }", "memory"),
        ("const e = new Error('m'); e.stack = 'at answer.js:99:1\\n'; throw e", "threw - Error: m"),
        (
            "const e = new Error(); Object.defineProperty(e, 'message', { get() { throw 1 } }); throw e",
            "threw 1:38 Error: ",
        ),
        ("throw new Error('\\u001b]0;owned\\u0007')", "threw 1:34 Error: \u{1b}]0;owned\u{7}"),
    ]);
}

#[test]
fn a_module_that_does_not_load_says_why() {
    for (text, expected) in [
        ("export function f(x) {\n  return 1 +;\n}", "load: syntax 2:13 SyntaxError: …"),
        ("const 한글 = 1;\n/* 한글 */ const = 2;", "load: syntax 2:16 SyntaxError: …"),
        ("export function f(x) { return 1 }})(function () {", "load: syntax 1:34 SyntaxError: …"),
        ("}); export function f(x) { return 1 } (() => {", "load: syntax 1:1 SyntaxError: …"),
        ("import fs from 'fs'; export const f = 1", "load: threw - ReferenceError: could not load module 'fs'"),
        ("import * as std from 'qjs:std'; export const f = 1", "load: threw - ReferenceError: …"),
        ("missing();", "load: threw 1:1 ReferenceError: missing is not defined"),
        ("await new Promise(() => {});", "load: pending"),
        ("for (;;);", "load: fuel"),
        ("(function f() { f() })()", "load: stack"),
        ("export const f = 3", "no function f"),
        ("export function g() {}", "no function f"),
        ("", "no function f"),
    ] {
        let given = call(text);
        let same = expected.strip_suffix('…').map_or(given == expected, |start| given.starts_with(start));
        assert!(same, "{text}\n    gives {given}");
    }
    for (open, close) in [("(", ")"), ("[", "]"), ("{a:", "}"), ("x=>", ""), ("!", ""), ("(function(){return ", "})()")]
    {
        let text = format!("export function f(x) {{ return {}1{} }}", open.repeat(60_000), close.repeat(60_000));
        let given = call(&text);
        // In which of its steps the parser's stack ends decides what it says of it.
        let known = ["load: stack", "load: memory", "load: syntax 1:"];
        assert!(known.iter().any(|start| given.starts_with(start)), "{open}: {given}");
    }
}

#[test]
fn endless_work_is_counted_out() {
    check_bodies(&[
        ("for (;;);", "fuel"),
        ("do {} while (true)", "fuel"),
        ("for (;;) { try { throw 1 } catch {} finally { continue } }", "fuel"),
        ("try { for (;;); } catch { return 1 } finally { return 2 }", "fuel"),
        ("try { return f(x) } catch { return f(x) }", "fuel"),
        ("return f(x) + 1", "stack"),
        ("return { get a() { for (;;); } }", "fuel"),
        ("throw { get name() { for (;;); } }", "fuel"),
        ("const e = new Error(); Object.defineProperty(e, 'stack', { get() { for (;;); } }); throw e", "fuel"),
        ("return [...(function* () { for (;;) yield 1 })()].length", "fuel"),
        ("for (const y of (function* () { for (;;) yield 1 })());", "fuel"),
        ("const again = () => Promise.resolve().then(again); again(); return 1", "fuel"),
        ("(async () => { for (;;) await 1 })(); return 1", "fuel"),
        ("queueMicrotask(function again() { queueMicrotask(again) }); return 1", "fuel"),
        ("return [3, 1, 2].sort(() => { for (;;); })", "fuel"),
        ("return `${{ toString() { for (;;); } }}`", "fuel"),
        ("return JSON.stringify({ toJSON() { for (;;); } })", "fuel"),
        ("return 'a'.repeat(40).replace(/(a+)+b/, '')", "fuel"),
        ("return /^(?:(?:a|a)*)*$/.test('a'.repeat(60) + '!')", "fuel"),
        ("return Array.prototype.forEach.call({ length: 2 ** 53 - 1 }, () => {})", "fuel"),
        ("return new Set(new Array(4294967295)).size", "fuel"),
    ]);
}

#[test]
fn too_much_is_refused() {
    check_bodies(&[
        ("const a = []; for (;;) a.push('x' + a.length)", "memory"),
        ("const a = []; for (;;) a.push([])", "memory"),
        ("let a = 'x'; for (;;) a += a", "memory"),
        ("const m = new Map(); for (let i = 0; ; i++) m.set(i, { i })", "memory"),
        ("return new Array(4294967295)", "output"),
        ("return 'x'.repeat(300000)", "output"),
        ("let a = 1; for (let i = 0; i < 1e5; i++) a = [a]; return a", "not json  TooDeep"),
        ("let a = 1; for (let i = 0; i < 1e5; i++) a = { a }; return { b: a }", "not json  TooDeep"),
        ("return { get a() { return f() } }", "not json  TooDeep"),
        ("const a = []; a.push(a); return a", "not json [0] Circular"),
        ("const a = { lines: [1, {}] }; a.lines[1].cart = a; a.also = a; return a", "not json .lines[1].cart Circular"),
        ("const a = { x: 1 }; return [a, a, { a }]", r#"[{"x":1},{"x":1},{"a":{"x":1}}]"#),
        ("let a = {}; for (let i = 0; i < 40; i++) a = { a, b: a }; return a", "output"),
        ("const o = {}; for (let i = 0; i < 1e5; i++) o['k' + i] = i; return o", "output"),
        ("return 'x'.repeat(2 ** 30)", "threw 1:34 RangeError: repeat is not available…"),
        ("return 'x'.padStart(2 ** 29)", "threw 1:34 RangeError: padStart is not available…"),
        ("return new Array(4294967295).join('')", "threw 1:52 RangeError: join is not available…"),
        ("return [2 ** 32 - 2].constructor(4294967295).sort()", "threw 1:68 RangeError: sort is not available…"),
        ("return Array.prototype.reverse.call({ length: 2 ** 53 - 1 })", "threw - RangeError: reverse…"),
        ("return Array.from({ length: 2 ** 53 - 1 })", "threw 1:61 RangeError: Array.from is not available…"),
        ("const s = 'a'.repeat(1e6); return s.indexOf(s + 'b')", "threw 1:71 RangeError: indexOf is not available…"),
    ]);
}

#[test]
fn nothing_impure_is_in_reach() {
    check_bodies(&[
        (
            "return ['Date', 'performance', 'WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'eval',
              'setTimeout', 'process', 'require', 'std', 'os', 'Proxy', 'scriptArgs']
              .filter((name) => name in globalThis)",
            "[]",
        ),
        ("return eval('1')", "threw 1:31 ReferenceError: eval is not defined"),
        ("return new Function('return 1')()", "threw 1:35 TypeError: code cannot be made from text here"),
        ("return (() => 0).constructor('return 1')()", "threw 1:40 TypeError: code cannot…"),
        ("return (async () => 0).constructor('return 1')()", "threw 1:46 TypeError: code cannot…"),
        ("return (function* () {}).constructor('return 1')()", "threw 1:48 TypeError: code cannot…"),
        ("return (async function* () {}).constructor('return 1')()", "threw 1:54 TypeError: code cannot…"),
        ("return Reflect.construct(f.constructor, ['return 1'])", "threw - TypeError: code cannot…"),
        ("return (class extends f.constructor {}) && new (class extends f.constructor {})('return 1')", "threw 1:…"),
        ("return f instanceof Function", "true"),
        ("import('fs'); return 1", "1"),
        ("return Math.random()", "threw 1:35 TypeError: Math.random is not available here: the same input…"),
        ("return Math.sin(1)", "threw 1:35 TypeError: Math.sin is not available here: its last digits…"),
        ("return [Math.pow(2, 10), Math.pow(10, -2), Math.sqrt(2) ** 2 > 2, Math.max(1, 2)]", "[1024,0.01,true,2]"),
        ("Error.stackTraceLimit = 100; return 1", "threw 1:…"),
        ("return Error.prepareStackTrace === undefined", "true"),
    ]);
}

#[test]
fn what_is_built_in_cannot_be_poisoned() {
    check_bodies(&[
        ("JSON.parse = () => 1; return 1", "threw 1:…"),
        ("JSON.stringify = () => '1'; return 1", "threw 1:…"),
        ("JSON = 1; return 1", "threw 1:…"),
        ("Object.prototype.toJSON = () => 1; return 1", "threw 1:…"),
        ("Object.prototype.toString = () => 1; return 1", "threw 1:…"),
        ("Array.prototype[Symbol.iterator] = () => 1; return 1", "threw 1:…"),
        ("Array.prototype.map = () => 1; return 1", "threw 1:…"),
        ("Object.getPrototypeOf([][Symbol.iterator]()).next = () => 1; return 1", "threw 1:…"),
        ("Object.getPrototypeOf(async () => 0).x = 1; return 1", "threw 1:…"),
        ("Object.setPrototypeOf(Array.prototype, null); return 1", "threw 1:…"),
        ("Refused = 1; return 1", "threw 1:…"),
        ("Refused.prototype.code = 1; return 1", "threw 1:…"),
        ("globalThis.counter = 1; return 1", "threw 1:…"),
        ("Promise.prototype.then = () => 1; return 1", "threw 1:…"),
        ("RegExp.prototype.exec = () => 1; return 1", "threw 1:…"),
        ("Map.prototype.get = () => 1; return 1", "threw 1:…"),
        ("TypeError.prototype.name = 'x'; return 1", "threw 1:…"),
        // What honest code does with names that stand above it.
        ("const o = {}; o.toString = 1; o.constructor = 2; return o", r#"{"toString":1,"constructor":2}"#),
        ("const o = {}; o['__proto__'] = null; o.a = 1; return o", r#"{"a":1}"#),
        ("return JSON.parse('{\"__proto__\": 1}')", r#"{"__proto__":1}"#),
        ("const e = new RangeError('a'); e.message = 'b'; throw e", "threw 1:38 RangeError: b"),
    ]);
}

/// A thread of calls `name(value, event)`, each keeping what it returns.
fn fold(start: Start, of: &str, events: &[&str], inputs: Inputs) -> Thread {
    let calls = events
        .iter()
        .map(|event| Call::new(of, vec![Arg::Value, json(event)]).then(Then::Keep).inputs(inputs))
        .collect();
    Thread { start, calls }
}

fn outcomes(done: &Done) -> Vec<Vec<String>> {
    assert_eq!(done.load, None);
    done.threads.iter().map(|thread| thread.iter().skip(1).map(outcome).collect()).collect()
}

#[test]
fn a_thread_carries_a_value() {
    let mut job = job("
        export const initial = { balance: 0, log: [] };
        export const fresh = () => ({ balance: 100, log: [] });
        export const evolve = (s, e) => ({ balance: s.balance + e.by, log: [...s.log, e.by] });
        export const decide = (s, c) => {
          if (c.by > s.balance) throw new Refused('TooLittle');
          return [{ by: -c.by }, { by: 0 }];
        };
        export const handler = async (event, send) => { send('mail', event); await null; send(event.by); };
    ");
    let initial = || Start::Export("initial".to_owned());
    job.threads = vec![
        fold(initial(), "evolve", &[r#"{"by":2}"#, r#"{"by":-1}"#], Inputs::Watch),
        fold(Start::Export("fresh".to_owned()), "evolve", &[r#"{"by":2}"#], Inputs::Freeze),
        Thread {
            start: Start::Json(r#"{"balance":5,"log":[]}"#.to_owned()),
            calls: vec![
                Call::new("decide", vec![Arg::Value, json(r#"{"by":9}"#)]),
                Call::new("decide", vec![Arg::Value, json(r#"{"by":4}"#)]).then(Then::Fold("evolve".to_owned())),
                Call::new("decide", vec![Arg::Value, json(r#"{"by":1}"#)]).silent(),
                Call::new("handler", vec![json(r#"{"by":1}"#), Arg::Send]).then(Then::Ignore),
            ],
        },
    ];
    let done = run(&job).expect("the engine starts");
    assert_eq!(
        outcomes(&done),
        [
            vec![r#"{"balance":2,"log":[2]}"#, r#"{"balance":1,"log":[2,-1]}"#],
            vec![r#"{"balance":102,"log":[2]}"#],
            vec!["refused TooLittle", r#"[{"by":-4},{"by":0}]"#, "", ""],
        ]
    );
    let starts: Vec<String> = done.threads.iter().map(|thread| outcome(&thread[0])).collect();
    assert_eq!(starts[..2], [r#"{"balance":0,"log":[]}"#, r#"{"balance":100,"log":[]}"#]);
    assert_eq!(done.threads[2][2].folded, [r#"{"balance":1,"log":[-4]}"#, r#"{"balance":1,"log":[-4,0]}"#]);
    assert_eq!(done.threads[2][4].sent, [r#"["mail",{"by":1}]"#, "[1]"]);
}

#[test]
fn changed_arguments_are_noticed_or_refused() {
    let text = "
        export const initial = { n: 0 };
        export function evolve(state, event) {
          state.n += event.by;
          return state;
        }
        export function spoil(state, event) { event.by = 0; return { ...state } }";
    for (of, inputs, expected) in [
        ("evolve", Inputs::Trust, r#"{"n":1}"#),
        ("evolve", Inputs::Watch, "changed 0: {\"n\":0} {\"n\":1}"),
        ("spoil", Inputs::Watch, "changed 1: {\"by\":1} {\"by\":0}"),
        ("evolve", Inputs::Freeze, "threw 4:22 TypeError: 'n' is read-only"),
    ] {
        let mut job = job(text);
        job.threads = vec![fold(Start::Export("initial".to_owned()), of, &[r#"{"by":1}"#], inputs); 2];
        let done = run(&job).expect("the engine starts");
        // The second thread starts as the first did, although the export itself may have been changed.
        assert_eq!(outcomes(&done), [[expected], [expected]], "{of} {inputs:?}");
    }
}

#[test]
fn a_failure_ends_its_thread_and_a_fatal_one_the_job() {
    let text = "export const f = (n) => { if (n === 1) throw new Error('one'); if (n === 2) for (;;); return n }";
    let mut job = job(text);
    for numbers in [["0", "1", "0"], ["0", "0", "0"], ["0", "2", "0"], ["0", "0", "0"]] {
        let calls = numbers.iter().map(|number| Call::new("f", vec![json(number)])).collect();
        job.threads.push(Thread { start: Start::Nothing, calls });
    }
    let done = run(&job).expect("the engine starts");
    assert_eq!(outcomes(&done), [vec!["0", "threw 1:50 Error: one"], vec!["0", "0", "0"], vec!["0", "fuel"]]);
}

#[test]
fn given_modules_can_be_imported_and_nothing_else() {
    let mut job = job("import { twice } from './given/shop.js'; export const f = (x) => twice(x) + 1;");
    job.given.push(Source::new("given/shop.js", "export const twice = (x) => 2 * x;"));
    job.threads.push(Thread { start: Start::Nothing, calls: vec![Call::new("f", vec![json("20")])] });
    assert_eq!(outcomes(&run(&job).expect("the engine starts")), [["41"]]);
}

#[test]
fn a_block_prints_lines() {
    for (text, lines, failed) in [
        ("print('한글', 1, { a: [1] }); print(undefined)", vec!["한글 1 {\"a\":[1]}", "undefined"], None),
        ("console.log(-0, null, () => 1, new TypeError('x'))", vec!["-0 null [function ] TypeError: x"], None),
        ("print('\\ud800a')", vec!["\u{fffd}a"], None),
        ("print(1);\nmissing()", vec!["1"], Some("threw 2:1 ReferenceError: missing is not defined")),
        ("print(1); const = 2", vec![], Some("syntax 1:17 SyntaxError: …")),
        ("print(await Promise.resolve(3))", vec!["3"], None),
        ("for (;;) print('x'.repeat(1000))", vec![], Some("threw 1:19 RangeError: too much is printed")),
    ] {
        let done = run(&Job::block(text)).expect("the engine starts");
        let given = done.load.as_ref().map(failure);
        match (failed, given) {
            (None, None) => assert_eq!(done.printed, lines, "{text}"),
            (Some(expected), Some(given)) => {
                let same = expected.strip_suffix('…').map_or(given == expected, |start| given.starts_with(start));
                assert!(same, "{text}: {given}");
                assert!(lines.is_empty() || done.printed == lines, "{text}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
    // In an answer they do nothing, and break nothing.
    assert_eq!(call("export function f(x) { print(x); console.log(x); return x }"), "1");
}

#[test]
fn the_same_job_gives_the_same_outcome() {
    let mut job = job("export function f(n) { let s = 0; for (let i = 0; i < n; i++) s += i % 7; return s }");
    // About as much work as the limit allows: which of these fails must not change from run to run.
    for n in [1_000_000, 2_900_000, 2_990_000, 2_999_000, 3_000_000, 3_010_000] {
        let calls = vec![Call::new("f", vec![json(&n.to_string())])];
        job.threads.push(Thread { start: Start::Nothing, calls });
    }
    let first = run(&job).expect("the engine starts");
    assert!(first.threads.len() < job.threads.len() || first.threads.iter().flatten().any(|o| o.result.is_err()));
    for _ in 0..3 {
        assert_eq!(run(&job).expect("the engine starts"), first);
    }
}

#[test]
fn what_a_job_hands_back_is_bounded_in_all() {
    let mut job = job("export const f = (n) => 'x'.repeat(200000)");
    let calls = vec![Call::new("f", vec![json("1")]); 50];
    job.threads = vec![Thread { start: Start::Nothing, calls }; 3];
    let done = run(&job).expect("the engine starts");
    let bytes: usize = outcomes(&done).iter().flatten().map(String::len).sum();
    assert!(bytes < 13 << 20, "{bytes}");
    assert_eq!(outcomes(&done)[1].last().map(String::as_str), Some("output"));
}

#[test]
fn threads_that_each_work_hard_are_counted_together() {
    let mut job = job("export function f(n) { let s = 0; for (let i = 0; i < n; i++) s += i; return s }");
    let calls = vec![Call::new("f", vec![json("1000000")])];
    job.threads = vec![Thread { start: Start::Nothing, calls }; 100];
    let done = outcomes(&run(&job).expect("the engine starts"));
    assert!((10..20).contains(&done.len()), "{done:?}");
    assert_eq!(done.last(), Some(&vec!["fuel".to_owned()]));
}

#[test]
fn limits_are_those_of_the_job() {
    let mut job = job("export function f(n) { let s = 0; for (let i = 0; i < n; i++) s += i; return s }");
    job.limits = Limits { fuel: 1, ..Limits::default() };
    let calls = vec![Call::new("f", vec![json("100000")])];
    job.threads.push(Thread { start: Start::Nothing, calls });
    assert_eq!(outcomes(&run(&job).expect("the engine starts")), [["fuel"]]);
}
