//! Simulations from the shell: a pack of one's own, modes and bounds, and stories told again from their ids.

use std::path::Path;

use serde_json::Value as Json;

use super::Shell;

const LOANS: &str = "export async function lend(ctx, { copy, reader }) {
  await ctx.db.tx(async tx => {
    await tx.run('INSERT INTO loans(copy, reader) VALUES (?, ?)', [copy, reader]);
    await tx.run('INSERT INTO outbox(id, copy) VALUES (?, ?)', [ctx.uuid(), copy]);
  });
}
export async function relay(ctx) {
  for (const { seq, id, copy } of await ctx.db.all('SELECT * FROM outbox ORDER BY seq')) {
    await ctx.publish('Lent', { copy }, { key: String(copy), id });
    await ctx.db.run('DELETE FROM outbox WHERE seq = ?', [seq]);
  }
}
";
const FORGETS: &str = "export async function lend(ctx, { copy, reader }) {
  await ctx.db.run('INSERT INTO loans(copy, reader) VALUES (?, ?)', [copy, reader]);
  await ctx.publish('Lent', { copy }, { key: String(copy), id: 'lent-' + copy });
}
export async function relay(ctx) {}
";
const NOTICES: &str = "export async function onLent(ctx, { id, body }) {
  await ctx.db.run('INSERT INTO notices(id, copy) VALUES (?, ?) ON CONFLICT DO NOTHING', [id, body.copy]);
}
";

/// Notices of the answer's own, each of which remembers in another way what it has sent.
const REMEMBERS: [&str; 3] = [
    "let seen = [];
export async function onLent(ctx, { id, body }) {
  if (seen.includes(id)) return;
  seen.push(id);
  await ctx.db.run('INSERT INTO notices(id, copy) VALUES (?, ?)', [ctx.uuid(), body.copy]);
}
",
    "export async function onLent(ctx, { body }) {
  onLent[body.copy] = (onLent[body.copy] ?? 0) + 1;
  if (onLent[body.copy] > 1) return;
  await ctx.db.run('INSERT INTO notices(id, copy) VALUES (?, ?)', [ctx.uuid(), body.copy]);
}
",
    "const made = (() => { const known = new Map(); return id => known.has(id) || !known.set(id, true); })();
export async function onLent(ctx, { id, body }) {
  if (made(id)) return;
  await ctx.db.run('INSERT INTO notices(id, copy) VALUES (?, ?)', [ctx.uuid(), body.copy]);
}
",
];

const MANIFEST: &str = r#"format = 1
slug = "lend-and-tell"
difficulty = 2
minutes = 20
concepts = ["loans.one-change"]
files = ["loans.js", "notices.js"]

[task.sim.services.loans]
module = "loans.js"
schema = "setup/loans.sql"
every-ms = { relay = 100 }

[task.sim.services.notices]
module = "notices.js"
schema = "setup/notices.sql"
on = { Lent = "onLent" }

[[task.sim.workload]]
call = "loans.lend"
with = { copy = 3, reader = "ann" }

[task.sim.faults]
at-most = 2
crash = { loans = 1, notices = 1 }
duplicate = { consumer = 1 }

[checks.lends.reach]
natural = "SELECT * FROM loans.loans WHERE copy = 3"

[checks.tells-once.always]
sql = "SELECT copy FROM notices.notices GROUP BY copy HAVING count(*) > 1"

[checks.tells.eventually]
sql = "SELECT copy FROM loans.loans WHERE copy NOT IN (SELECT copy FROM notices.notices)"

[wrong]
does-nothing = ["lends"]
forgets = ["tells"]
in-memory = ["tells-once"]
"#;

/// A pack with one simulation, on services that are not the shop's.
fn library(shell: &Shell) -> String {
    let pack = shell.path("library");
    shell.exits(0, &["pack", "new", pack.to_str().unwrap()]);
    let folder = pack.join("exercises/01-first-chapter/lend-and-tell");
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    write("exercise.toml", MANIFEST);
    write(
        "setup/loans.sql",
        "CREATE TABLE loans (copy INTEGER PRIMARY KEY, reader TEXT NOT NULL);
CREATE TABLE outbox (seq INTEGER PRIMARY KEY, id TEXT NOT NULL, copy INTEGER NOT NULL);",
    );
    write("setup/notices.sql", "CREATE TABLE notices (id TEXT PRIMARY KEY, copy INTEGER NOT NULL);");
    let nothing = "export async function lend() {}\nexport async function relay() {}\n";
    for (answer, loans, notices) in [
        ("starter", FORGETS, NOTICES),
        ("solution", LOANS, NOTICES),
        ("wrong/does-nothing", nothing, NOTICES),
        ("wrong/forgets", FORGETS, NOTICES),
        ("wrong/in-memory", LOANS, REMEMBERS[0]),
        (
            "alt/by-copy",
            LOANS,
            "export async function onLent(ctx, { body }) {
  const told = await ctx.db.get('SELECT 1 AS told FROM notices WHERE copy = ?', [body.copy]);
  if (!told) await ctx.db.run('INSERT INTO notices(id, copy) VALUES (?, ?)', ['copy ' + body.copy, body.copy]);
}
",
        ),
    ] {
        write(&format!("{answer}/loans.js"), loans);
        write(&format!("{answer}/notices.js"), notices);
    }
    for (lang, hint, task) in
        [("en", "Look at the story.", "Lend and tell."), ("ko", "이야기를 본다.", "빌려주고 알린다.")]
    {
        write(
            &format!("text.{lang}.toml"),
            &format!(
                "format = 1\ntitle = \"{task}\"\nhints = [\"{hint}\", \"{hint} 2\", \"{hint} 3\"]\n[checks]\nlends = \"{task}\"\n\
                 tells-once = \"{task}\"\ntells = \"{task}\"\n[wrong]\ndoes-nothing = \"{hint}\"\nforgets = \"{hint}\"\nin-memory = \"{hint}\"\n"
            ),
        );
        write(&format!("task.{lang}.md"), task);
        write(&format!("after.{lang}.md"), task);
    }
    let chapter = pack.join("lessons/01-first-chapter/chapter.toml");
    let text = std::fs::read_to_string(&chapter).unwrap();
    std::fs::write(&chapter, text.replace("\"give-back\"", "\"give-back\", \"lend-and-tell\"")).unwrap();
    pack.to_str().unwrap().to_owned()
}

fn answer(pack: &str, name: &str) -> String {
    Path::new(pack).join("exercises/01-first-chapter/lend-and-tell").join(name).to_str().unwrap().to_owned()
}

/// The one result of a report.
fn checked(shell: &Shell, code: i32, pack: &str, answer: &str, more: &[&str]) -> Json {
    let args = ["--pack", pack, "check", "lend-and-tell", "--answer", answer, "--format", "json"];
    let out = shell.exits(code, &[&args[..], more].concat()).out;
    serde_json::from_str::<Json>(&out).unwrap()["results"][0].clone()
}

fn failing(result: &Json) -> Vec<&str> {
    let failed = result["checks"].as_array().unwrap().iter().filter(|check| check["outcome"] == "failed");
    failed.map(|check| check["name"].as_str().unwrap()).collect()
}

#[test]
fn a_pack_of_ones_own_is_verified_and_graded() {
    let shell = Shell::new();
    let pack = library(&shell);
    let verified = shell.exits(0, &["pack", "verify", &pack]);
    assert!(verified.out.contains("2 exercises"), "{}", verified.out);
    let passed = checked(&shell, 0, &pack, &answer(&pack, "solution"), &[]);
    let explored = &passed["exploration"];
    assert_eq!((&explored["mode"], &explored["complete"]), (&"exhaustive".into(), &true.into()));
    assert!(explored["states"].as_u64() > Some(50) && explored["runs"].as_u64() > Some(20), "{explored}");
    assert_eq!(failing(&checked(&shell, 1, &pack, &answer(&pack, "wrong/forgets"), &[])), ["tells"]);
}

/// What an author asks for in vain: the manifest's words, others in their place, and what `pack verify` says.
const IN_VAIN: [(&str, &str, &[&str]); 3] = [
    (
        "SELECT copy FROM notices.notices GROUP",
        "SELEC copy FROM notices.notices GROUP",
        &["exercise.toml:30:1", "syntax error"],
    ),
    ("call = \"loans.lend\"", "call = \"loans.borrow\"", &["solution", "no-function"]),
    (
        "[task.sim.services.loans]",
        "[task.sim]\nstates = 20\n[task.sim.services.loans]",
        &["exercise.toml:1:1", "21 states were not enough"],
    ),
];

#[test]
fn what_an_author_asks_in_vain_is_said() {
    for (words, others, says) in IN_VAIN {
        let shell = Shell::new();
        let pack = library(&shell);
        let manifest = Path::new(&pack).join("exercises/01-first-chapter/lend-and-tell/exercise.toml");
        assert!(MANIFEST.contains(words), "{words}");
        std::fs::write(&manifest, MANIFEST.replace(words, others)).unwrap();
        let said = shell.exits(2, &["pack", "verify", &pack]);
        for word in says {
            assert!(said.out.contains(word) || said.err.contains(word), "{others}: {} {}", said.out, said.err);
        }
    }
}

#[test]
fn a_story_is_told_again_from_its_id() {
    let shell = Shell::new();
    let pack = library(&shell);
    let wrong = answer(&pack, "wrong/forgets");
    let result = checked(&shell, 1, &pack, &wrong, &[]);
    let finding = &result["checks"][2]["findings"][0];
    let id = finding["schedule"].as_str().unwrap();
    let last = |shell: &Shell, more: &[&str]| {
        let args = ["--pack", &pack, "trace", "lend-and-tell", "--answer", &wrong, "--schedule", id];
        let out = shell.exits(0, &[&args[..], more].concat()).out;
        out.lines().last().unwrap().to_owned()
    };
    let told = last(&shell, &[]);
    assert!(told.starts_with("trace ") && told.len() == 38, "{told}");
    // Another process with a fresh data folder, one worker or two.
    let other = Shell::new();
    for more in [&["--workers", "1"][..], &["--workers", "2"], &["--lang", "ko"]] {
        assert_eq!(last(&other, more), told);
    }
    let json: Json = serde_json::from_str(
        &shell
            .exits(
                0,
                &["--pack", &pack, "trace", "lend-and-tell", "--answer", &wrong, "--schedule", id, "--format", "json"],
            )
            .out,
    )
    .unwrap();
    assert_eq!(format!("trace {}", json["hash"].as_str().unwrap()), told);
    // Of another answer it is another story, and that is said.
    let solution = answer(&pack, "solution");
    let adapted = shell.exits(0, &["--pack", &pack, "trace", "lend-and-tell", "--answer", &solution, "--schedule", id]);
    assert!(!adapted.out.contains(&told));
    let mistyped = format!("{}{}", &id[..id.len() - 1], if id.ends_with('0') { '1' } else { '0' });
    let refused =
        shell.exits(2, &["--pack", &pack, "trace", "lend-and-tell", "--answer", &wrong, "--schedule", &mistyped]);
    assert!(refused.err.contains("mistyped"), "{}", refused.err);
    shell.exits(2, &["--pack", &pack, "trace", "give-back"]);
}

#[test]
fn the_story_of_a_schedule_is_told_as_far_as_it_comes_true() {
    let shell = Shell::new();
    let trace = |code: i32, lines: &str| {
        let file = shell.write("schedule.txt", lines).display().to_string();
        shell.exits(code, &["trace", "two-writes-one-crash", "--answer", &file])
    };
    let last = |out: &str| out.lines().last().unwrap().to_owned();
    let [natural, crashed] = ["# nothing\n", "before 5: Crash  orders\n"].map(|lines| last(&trace(0, lines).out));
    assert!(natural.starts_with("trace ") && natural != crashed, "{natural}");
    let file = shell.write("schedule.txt", "before 5: crash orders\n").display().to_string();
    let checked = shell.exits(1, &["check", "two-writes-one-crash", "--answer", &file, "--format", "json"]).out;
    let result = serde_json::from_str::<Json>(&checked).unwrap()["results"][0].clone();
    let id = result["checks"][1]["findings"][0]["schedule"].as_str().unwrap().to_owned();
    let again = shell.exits(0, &["trace", "two-writes-one-crash", "--answer", &file, "--schedule", &id]);
    assert_eq!(last(&again.out), crashed);
    // What cannot come is said with its line, and the story is that of the lines before it.
    for (lines, story, place, words) in [
        ("before 5: crash orders\nbefore 8: crash moon\n", &crashed, "schedule.txt:2:1", "crash refunds"),
        ("before 5: crash orders\nbefore 900: crash mail\n", &crashed, "schedule.txt:2:1", "ends with step"),
        ("before 5: crash orders\nbefore 5: crash mail\n", &natural, "schedule.txt:2:1", "is a step itself"),
        ("before 5: forget onOrderPlaced", &natural, "schedule.txt:1:1", "crash orders"),
        (
            "before 5: crash orders\nbefore 8: crash refunds\nbefore 12: crash mail\n",
            &trace(0, "before 5: crash orders\nbefore 8: crash refunds\n").out.lines().last().unwrap().to_owned(),
            "schedule.txt:3:1",
            "No more than 2 things go wrong",
        ),
    ] {
        let told = trace(1, lines);
        assert_eq!(&last(&told.out), story, "{lines}");
        assert!(told.err.contains(place) && told.err.contains(words), "{lines}: {}", told.err);
    }
}

#[test]
fn why_something_is_not_reached_is_said() {
    let shell = Shell::new();
    let pack = library(&shell);
    for (lend, place, words) in [
        (
            "\n  null.copy;",
            "loans.js:2:3",
            "There `loans.lend` throws `TypeError: cannot read property 'copy' of null`.",
        ),
        ("", "", "There nobody publishes a message."),
        (
            "await ctx.db.run('INSERT INTO loans VALUES (4, ?)', ['ann']); await ctx.publish('Lent', { copy: 4 });",
            "",
            "There what is written last is `notices.notices`, at step",
        ),
    ] {
        let loans = format!("export async function lend(ctx) {{{lend}}}\nexport async function relay() {{}}\n");
        shell.write("answer/loans.js", &loans);
        let folder = shell.write("answer/notices.js", NOTICES).parent().unwrap().display().to_string();
        let told = shell.exits(1, &["--pack", &pack, "check", "lend-and-tell", "--answer", &folder]).out;
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(&words.replace('`', "")) && told.contains(place), "{words}: {told}");
        assert!(told.contains(&format!("sagabook trace lend-and-tell --answer {folder} --schedule ")), "{told}");
    }
}

#[test]
fn what_goes_wrong_in_a_story_is_said_as_a_schedule_says_it() {
    let shell = Shell::new();
    let pack = library(&shell);
    let said = |lang: &str, answer: &str| {
        let args = ["--pack", &pack, "--lang", lang, "check", "lend-and-tell", "--answer", answer];
        shell.exits(1, &args).out.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let (forgets, remembers) = (answer(&pack, "wrong/forgets"), answer(&pack, "wrong/in-memory"));
    for (lang, answer, words) in [
        ("en", &forgets, "In a story with one fault (before 4: crash loans), all has come to rest"),
        ("ko", &forgets, "결함이 1개(before 4: crash loans) 있는 이야기에서"),
        ("en", &remembers, "of a story with one fault (before 11: crash notices), rows are there"),
    ] {
        let told = said(lang, answer);
        assert!(told.contains(words), "{words}: {told}");
    }
    let restless = LOANS.replace(
        "ORDER BY seq')) {",
        "ORDER BY seq')) {\n    await ctx.db.run('INSERT INTO outbox(id, copy) VALUES (?, ?)', [id, copy]);",
    );
    shell.write("answer/loans.js", &restless);
    let folder = shell.write("answer/notices.js", NOTICES).parent().unwrap().display().to_string();
    let told = said("en", &folder);
    assert!(told.contains("nothing has come to rest after 400 steps"), "{told}");
}

#[test]
fn memory_is_judged_the_same_in_every_mode() {
    let shell = Shell::new();
    let pack = library(&shell);
    for (number, notices) in REMEMBERS.iter().enumerate() {
        shell.write(&format!("{number}/loans.js"), LOANS);
        let folder = shell.write(&format!("{number}/notices.js"), notices);
        let folder = folder.parent().unwrap().to_str().unwrap();
        for mode in ["auto", "memo", "plain", "reduced"] {
            let result = checked(&shell, 1, &pack, folder, &["--mode", mode, "--effort", "deep"]);
            assert_eq!(failing(&result), ["tells-once"], "{mode} {result}");
        }
        let sampled = checked(&shell, 1, &pack, folder, &["--mode", "sample"]);
        assert_eq!(sampled["exploration"]["mode"], "sampled");
    }
}

#[test]
fn a_bound_is_no_proof() {
    let shell = Shell::new();
    let pack = library(&shell);
    let result = checked(&shell, 1, &pack, &answer(&pack, "solution"), &["--steps", "10", "--mode", "memo"]);
    let explored = &result["exploration"];
    assert_eq!((&explored["mode"], &explored["complete"]), (&"incomplete".into(), &false.into()));
    assert_eq!(explored["covered"], Json::Null);
}
