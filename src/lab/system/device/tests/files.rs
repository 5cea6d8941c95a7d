//! Files, objects and keys.

use super::{always, broken, seen, setup, told};
use crate::lab::system::{Broken, Did, Faults, Misuse};

/// What a handler that pushes onto `told` comes to.
fn come_to(body: &str) -> Vec<String> {
    let module = format!(
        "export async function go(ctx) {{
  const told = [];
  const {{ fs, objects, keys }} = ctx;
  const refused = async (work) => {{ try {{ await work(); }} catch (error) {{ return error.name; }} }};
  {body}
  for (const [at, one] of told.entries()) await ctx.db.run('INSERT INTO seen VALUES (?, ?)', [at, JSON.stringify(one)]);
}}"
    );
    seen(&told(&setup(&module, &[("go", "{}")])))
}

#[test]
fn operations_of_files() {
    let body = "await fs.write('a.csv', '1\\n2\\n3\\n4\\n5\\n6\\n');
  await fs.append('a.csv', '7');
  told.push(await fs.read('a.csv'), await fs.read('b.csv'), await fs.list());
  await fs.write('a.csv', '한국');
  await fs.rename('a.csv', 'out/b.csv');
  await fs.write('out/c.csv', '');
  told.push(await fs.list('out/'), await fs.read('out/b.csv'), await fs.read('out/c.csv'), await fs.list('a'));
  await fs.rename('out', 'done');
  told.push(await fs.list(), await fs.remove('done/c.csv'), await fs.remove('done/c.csv'));
  await fs.write('x', 'new');
  await fs.rename('x', 'done/b.csv');
  told.push(await fs.read('done/b.csv'), await refused(() => fs.rename('nothing', 'y')));
  await fs.write('y', 'file');
  told.push(await refused(() => fs.rename('y', 'done')), await refused(() => fs.rename('done', 'y')));";
    let expected = [
        r#""1\n2\n3\n4\n5\n6\n7""#,
        "null",
        r#"["a.csv"]"#,
        r#"["out/b.csv","out/c.csv"]"#,
        "\"한국\"",
        "\"\"",
        "[]",
        r#"["done/b.csv","done/c.csv"]"#,
        "true",
        "false",
        "\"new\"",
        "\"Constraint\"",
        "\"Constraint\"",
        "\"Constraint\"",
    ];
    assert_eq!(come_to(body), expected);
}

#[test]
fn a_file_is_written_piece_by_piece() {
    for (text, pieces) in [
        ("", vec![""]),
        ("x", vec!["x"]),
        ("abc", vec!["a", "bc"]),
        ("1\n2\n", vec!["1\n", "2\n"]),
        ("1\n2\n3\n4\n5", vec!["1\n2\n", "3\n4\n", "5"]),
    ] {
        let module = format!("export async function go(ctx) {{ await ctx.fs.write('f', {text:?}); }}");
        let trace = told(&setup(&module, &[("go", "{}")]));
        assert_eq!(trace.broken, []);
        let did = trace.steps.iter().flat_map(|note| &note.did);
        let wrote = did.filter_map(|did| if let Did::Used { given, .. } = did { Some(given.clone()) } else { None });
        let expected = pieces.iter().map(|piece| format!("{{\"text\":{}}}", serde_json::json!(piece)));
        assert_eq!(wrote.collect::<Vec<_>>(), expected.collect::<Vec<_>>(), "{text:?}");
    }
}

#[test]
fn half_a_file_is_read_unless_it_is_renamed_into_place() {
    let read = "export async function read(ctx) {
  const text = await ctx.fs.read('in/night.csv');
  if (text !== null) await ctx.db.run('INSERT INTO seen VALUES (1, ?)', [text]);
}
";
    let plain = "export async function drop(ctx) { await ctx.fs.write('in/night.csv', 'a,1\\nb,2\\n'); }";
    let renamed = "export async function drop(ctx) {
  await ctx.fs.write('tmp/night.csv', 'a,1\\nb,2\\n');
  await ctx.fs.rename('tmp/night.csv', 'in/night.csv');
}";
    let half = Broken::Check(0);
    let crash = Faults { at_most: 1, crash: vec![("shop".into(), 1)], ..Faults::default() };
    for (write, asks, faults, expected) in [
        (plain, &[("drop", "{}"), ("read", "{}")][..], Faults::default(), vec![half]),
        (renamed, &[("drop", "{}"), ("read", "{}")], Faults::default(), vec![]),
        // What a crash has left is there when nobody writes any more.
        (plain, &[("drop", "{}")], crash.clone(), vec![Broken::Check(1)]),
        (renamed, &[("drop", "{}")], crash, vec![]),
    ] {
        let mut setup = setup(&format!("{read}{write}"), asks);
        setup.faults = faults;
        let in_place = "SELECT path FROM world.files WHERE path LIKE 'in/%' AND content = 'a,1' || char(10)";
        setup.checks = vec![always("SELECT n FROM shop.seen WHERE value NOT LIKE '%b,2%'"), super::at_rest(in_place)];
        assert_eq!(broken(&setup), expected, "{write} {asks:?}");
    }
}

#[test]
fn operations_of_objects() {
    let body = "const etag = await objects.put('a/1', 'one');
  told.push(await objects.get('a/1'), await objects.get('b'), etag === await objects.etag('a/1'));
  told.push(await refused(() => objects.putIfAbsent('a/1', 'two')), typeof await objects.putIfAbsent('a/2', { n: 2 }));
  told.push(await refused(() => objects.putIfMatch('a/1', 'other', 'two')));
  const next = await objects.putIfMatch('a/1', etag, 'two');
  try { await objects.putIfMatch('a/1', etag, 'three'); }
  catch (error) { told.push([error instanceof Conflict, error.expected === etag, error.actual === next]); }
  told.push(await refused(() => objects.putIfMatch('none', null, 'x')));
  told.push(await objects.list('a/'), await objects.del('a/1'), await objects.del('a/1'), await objects.list());
  told.push((await objects.get('a/2')).content, await objects.etag('a/1'));";
    let got = come_to(body);
    assert!(got[0].starts_with(r#"{"content":"one","etag":""#), "{}", got[0]);
    let expected = [
        "null",
        "true",
        "\"Conflict\"",
        "\"string\"",
        "\"Conflict\"",
        "[true,true,true]",
        "\"Conflict\"",
        r#"["a/1","a/2"]"#,
        "true",
        "false",
        r#"["a/2"]"#,
        r#""{\"n\":2}""#,
        "null",
    ];
    assert_eq!(got[1..], expected);
}

#[test]
fn of_two_that_put_what_they_have_read_one_is_lost_or_told() {
    let add = |put: &str| {
        format!(
            "export async function add(ctx) {{
  for (;;) {{
    const {{ content, etag }} = await ctx.objects.get('n') ?? {{ content: '0', etag: null }};
    const next = Number(content) + 1;
    try {{ {put} return; }} catch (error) {{ if (!(error instanceof Conflict)) throw error; }}
  }}
}}"
        )
    };
    let blind = add("await ctx.objects.put('n', String(next));");
    let matched = add("if (etag === null) await ctx.objects.putIfAbsent('n', String(next));
      else await ctx.objects.putIfMatch('n', etag, String(next));");
    for (module, expected) in [(blind, vec![Broken::Check(0)]), (matched, vec![])] {
        let mut setup = setup(&module, &[("add", "{}"), ("add", "{}")]);
        setup.checks = vec![super::at_rest("SELECT content FROM world.objects WHERE key = 'n' AND content <> '2'")];
        assert_eq!(broken(&setup), expected, "{module}");
    }
}

#[test]
fn what_a_destroyed_key_has_closed_stays_closed() {
    let body =
        "told.push(await refused(() => keys.encrypt('ann', 'x')), await keys.create('ann'), await keys.create('ann'));
  const cipher = await keys.encrypt('ann', '서울 1');
  told.push(cipher.startsWith('toy:'), cipher.includes('서울'), await keys.decrypt('ann', cipher));
  await keys.create('bob');
  told.push(await keys.decrypt('bob', cipher), await keys.decrypt('ann', 'toy:zz'), await keys.decrypt('ann', 'x'));
  told.push(await keys.destroy('ann'), await keys.destroy('ann'), await keys.decrypt('ann', cipher));
  told.push(await refused(() => keys.encrypt('ann', 'x')), await keys.create('ann'), await keys.decrypt('ann', cipher));
  told.push(await keys.decrypt('ann', await keys.encrypt('ann', '')));";
    let expected =
        "\"Constraint\" true false true false \"서울 1\" null null null true false null \"Constraint\" true null \"\"";
    assert_eq!(come_to(body).join(" "), expected);
}

#[test]
fn what_files_objects_and_keys_cannot_do() {
    for body in [
        "await ctx.fs.write('', 'x');",
        "await ctx.fs.rename('a', '');",
        "await ctx.fs.rename('a', 'a/b');",
        "await ctx.objects.put('', 'x');",
        "await ctx.keys.create('');",
    ] {
        let trace = told(&setup(&format!("export async function go(ctx) {{ {body} }}"), &[("go", "{}")]));
        let bad = Broken::Misuse(Misuse::BadUse);
        assert!(trace.broken.iter().any(|(broken, _)| *broken == bad), "{body}: {:?}", trace.broken);
    }
}
