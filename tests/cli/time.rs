//! A simulation that keeps time, in a pack of one's own: a desk that asks two others and must answer soon.

use serde_json::Value as Json;

use super::Shell;

const MANIFEST: &str = r#"format = 1
slug = "cheapest-fare"
difficulty = 2
minutes = 20
concepts = ["loans.one-change"]
files = ["desk.js"]

[task.sim]
time = "timed"
latency-ms = { trains = [5, 15], buses = [10, 20], broker = [5, 20] }
horizon-ms = 2_000

[task.sim.services.desk]
module = "desk.js"
schema = "setup/desk.sql"
every-ms = { relay = 40 }

[task.sim.services.trains]
module = "given/fares.js"

[task.sim.services.buses]
module = "given/fares.js"

[task.sim.services.mail]
module = "given/mail.js"
schema = "setup/mail.sql"
on = { Quoted = "onQuoted" }

[[task.sim.workload]]
call = "desk.quote"
with = { trip = 7 }

[task.sim.faults]
at-most = 1
crash = { desk = 1, mail = 1 }

[checks.quotes.reach]
natural = "SELECT * FROM desk.quotes WHERE fare = 12"

[checks.answers-soon.budget]
handler = "desk.quote"
max-ms = 40

[checks.tells-soon.eventually]
sql = "SELECT trip FROM desk.quotes WHERE trip NOT IN (SELECT trip FROM mail.letters)"
within-ms = 200

[wrong]
does-nothing = ["quotes"]
one-by-one = ["answers-soon"]
tells-late = ["tells-soon"]
"#;

const TOGETHER: &str = "const fares = await Promise.all(['trains', 'buses'].map(by => ctx.call(by, by, { trip })));";
const ONE_BY_ONE: &str =
    "const fares = [await ctx.call('trains', 'trains', { trip }), await ctx.call('buses', 'buses', { trip })];";

fn desk(ask: &str, wait: &str) -> String {
    format!(
        "export async function quote(ctx, {{ trip }}) {{
  {ask}
  await ctx.db.tx(async tx => {{
    await tx.run('INSERT INTO quotes(trip, fare) VALUES (?, ?) ON CONFLICT DO NOTHING', [trip, Math.min(...fares)]);
    await tx.run('INSERT INTO outbox(trip) VALUES (?)', [trip]);
  }});
}}
export async function relay(ctx) {{
  for (const {{ seq, trip }} of await ctx.db.all('SELECT * FROM outbox ORDER BY seq')) {{
    {wait}
    await ctx.publish('Quoted', {{ trip }}, {{ id: 'quoted-' + trip }});
    await ctx.db.run('DELETE FROM outbox WHERE seq = ?', [seq]);
  }}
}}
"
    )
}

/// A pack with one simulation that keeps time.
fn travel(shell: &Shell) -> String {
    let pack = shell.path("travel");
    shell.exits(0, &["pack", "new", pack.to_str().unwrap()]);
    let folder = pack.join("exercises/01-first-chapter/cheapest-fare");
    let write = |path: &str, text: &str| {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let nothing = "export async function quote() {}\nexport async function relay() {}\n";
    for (path, text) in [
        ("exercise.toml", MANIFEST),
        (
            "setup/desk.sql",
            "CREATE TABLE quotes (trip INTEGER PRIMARY KEY, fare INTEGER NOT NULL);
CREATE TABLE outbox (seq INTEGER PRIMARY KEY, trip INTEGER NOT NULL);",
        ),
        ("setup/mail.sql", "CREATE TABLE letters (trip INTEGER PRIMARY KEY);"),
        (
            "given/fares.js",
            "export async function trains() { return 30; }\nexport async function buses() { return 12; }\n",
        ),
        (
            "given/mail.js",
            "export async function onQuoted(ctx, { body }) {
  await ctx.db.run('INSERT INTO letters VALUES (?) ON CONFLICT DO NOTHING', [body.trip]);
}
",
        ),
        ("starter/desk.js", nothing),
        ("wrong/does-nothing/desk.js", nothing),
        ("solution/desk.js", &desk(TOGETHER, "")),
        ("wrong/one-by-one/desk.js", &desk(ONE_BY_ONE, "")),
        ("wrong/tells-late/desk.js", &desk(TOGETHER, "await ctx.sleep(200);")),
        ("alt/waits-a-little/desk.js", &desk(TOGETHER, "await ctx.sleep(10);")),
    ] {
        write(path, text);
    }
    for (lang, words) in [("en", "The cheapest fare."), ("ko", "가장 싼 표를 찾는다.")] {
        write(
            &format!("text.{lang}.toml"),
            &format!(
                "format = 1\ntitle = \"{words}\"\nhints = [\"{words}\", \"{words} 2\", \"{words} 3\"]\n[checks]\nquotes = \"{words}\"\n\
                 answers-soon = \"{words}\"\ntells-soon = \"{words}\"\n[wrong]\ndoes-nothing = \"{words}\"\n\
                 one-by-one = \"{words}\"\ntells-late = \"{words}\"\n"
            ),
        );
        write(&format!("task.{lang}.md"), words);
        write(&format!("after.{lang}.md"), words);
    }
    let chapter = pack.join("lessons/01-first-chapter/chapter.toml");
    let text = std::fs::read_to_string(&chapter).unwrap();
    std::fs::write(&chapter, text.replace("\"give-back\"", "\"give-back\", \"cheapest-fare\"")).unwrap();
    pack.to_str().unwrap().to_owned()
}

#[test]
fn a_pack_may_keep_time() {
    let shell = Shell::new();
    let pack = travel(&shell);
    let verified = shell.exits(0, &["pack", "verify", &pack]);
    assert!(verified.out.contains("2 exercises"), "{}", verified.out);
    let folder = |name: &str| format!("{pack}/exercises/01-first-chapter/cheapest-fare/{name}");
    let check = |code: i32, name: &str| -> Json {
        let args = ["--pack", &pack, "check", "cheapest-fare", "--answer", &folder(name), "--format", "json"];
        serde_json::from_str::<Json>(&shell.exits(code, &args).out).unwrap()["results"][0].clone()
    };
    let passed = check(0, "solution");
    let explored = &passed["exploration"];
    assert_eq!((&explored["mode"], &explored["time"]), (&"exhaustive".into(), &"timed".into()));
    assert!(explored["bounds"].as_str().unwrap().contains("Time was kept"), "{explored}");
    // Said with the time that is too long, and told with the moment of each step.
    for (name, check_at, says, told) in [
        ("wrong/one-by-one", 1, "40 ms", "takes longer than 40 ms"),
        ("wrong/tells-late", 2, "200 ms after", "has come to rest"),
    ] {
        let failed = check(1, name);
        let finding = &failed["checks"][check_at]["findings"][0];
        assert!(finding["message"].as_str().unwrap().contains(says), "{finding}");
        let id = finding["schedule"].as_str().unwrap();
        let args = ["--pack", &pack, "trace", "cheapest-fare", "--answer", &folder(name), "--schedule", id];
        let text = shell.exits(0, &args).out;
        assert!(text.contains(told), "{text}");
        let json = shell.exits(0, &[&args[..], &["--format", "json"]].concat()).out;
        let story: Json = serde_json::from_str(&json).unwrap();
        let moments: Vec<u64> =
            story["steps"].as_array().unwrap().iter().map(|step| step["at_ms"].as_u64().unwrap()).collect();
        assert!(moments.is_sorted() && moments.last() > Some(&40), "{moments:?}");
    }
}

#[test]
fn what_says_nothing_without_time_is_refused_where_it_stands() {
    let shell = Shell::new();
    let pack = travel(&shell);
    let manifest = format!("{pack}/exercises/01-first-chapter/cheapest-fare/exercise.toml");
    std::fs::write(&manifest, MANIFEST.replace("time = \"timed\"\n", "")).unwrap();
    let refused = shell.exits(2, &["pack", "verify", &pack]);
    let all = format!("{}{}", refused.out, refused.err);
    for place in ["exercise.toml:9:1", "exercise.toml:10:1", "exercise.toml:41:1", "exercise.toml:45:1"] {
        assert!(all.contains(place), "{place}: {all}");
    }
    assert!(all.contains("“max-ms” says nothing where no time is kept"), "{all}");
}
