//! Every verdict of the built-in pack from outside: that it verifies (starters, solutions, alternatives, wrong answers),
//! solutions laid out anew, constants instead of queries; and the pack whose wrong answers fail in one moment, order or
//! history only.

mod common;

use std::fs;
use std::path::Path;

use common::{check, checks, exercises, findings, folders, root};

#[test]
fn a_solution_laid_out_anew_passes() {
    let home = tempfile::tempdir().expect("a folder");
    for (name, folder) in exercises(&root()) {
        let answer = tempfile::tempdir().expect("a folder");
        for file in fs::read_dir(folder.join("solution")).expect("a solution") {
            let path = file.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("text");
            let comment = match path.extension().and_then(|ext| ext.to_str()) {
                Some("sql") => "-- another hand wrote this\r\n\r\n",
                Some("js") => "// another hand wrote this\r\n\r\n",
                _ => "# another hand wrote this\r\n\r\n",
            };
            let anew = format!("{comment}{}\r\n\r\n", text.replace('\n', "   \r\n\r\n"));
            fs::write(answer.path().join(path.file_name().expect("a name")), anew).expect("written");
        }
        let (code, result) = check(home.path(), &name, answer.path(), &[]);
        assert_eq!(code, 0, "{name}: {result}");
    }
}

/// Solutions in another hand: names, layout and the order of clauses where the task leaves them free.
const ANEW: [(&str, &str, &str); 8] = [
    ("first-query", "count.sql", "select COUNT(1) as \"Pending\" from orders as o\n  where 'PENDING' = o.status"),
    (
        "atomic-transfer",
        "transfer.sql",
        "begin exclusive; update stock as s set qty = s.qty - 3 where exists (select 1 from stock as b where b.sku = 'BK-7'
           and b.warehouse = 'Busan') and s.qty > 2 and s.sku = 'BK-7' and s.warehouse = 'Seoul';
         update stock set qty = 3 + qty where changes() > 0 and sku = 'BK-7' and warehouse = 'Busan'; end transaction;",
    ),
    (
        "keep-out",
        "page.sql",
        "with pending as (select * from orders where 'PENDING' = status) select p.id, p.total_cents, c.name, c.tier
           from answer as c right join pending as p on p.customer_id = c.id order by p.id desc",
    ),
    (
        "keep-out",
        "ask.sql",
        "select customer_id from orders where customer_id is not null group by customer_id, status having status = 'PENDING'",
    ),
    (
        "store-in-sql",
        "read.sql",
        "SELECT e.version, e.type, e.data FROM events AS e WHERE :after < e.version AND :stream = e.stream ORDER BY 1 ASC",
    ),
    (
        "fold-the-balance",
        "credit.js",
        "const start = { frozen: false, cents: 0 };
         export const initial = () => start;
         const worth = (text) => Math.round(Number(text) * 100);
         const steps = {
           CreditSpent: (s, e) => ({ ...s, cents: s.cents - worth(e.amount) }),
           CreditRevoked: (s, e) => ({ ...s, cents: s.cents - worth(e.amount) }),
           CreditGranted: (s, e) => ({ ...s, cents: s.cents + worth(e.amount) }),
           CreditReturned: (s, e) => ({ ...s, cents: s.cents + worth(e.amount) }),
           AccountFrozen: (s) => ({ ...s, frozen: true }),
           AccountReleased: (s) => ({ ...s, frozen: false }),
         };
         export const evolve = (s, e) => (Object.hasOwn(steps, e.type) ? steps[e.type](s, e) : s);",
    ),
    (
        "is-it-an-event",
        "answer.toml",
        "balance = 1500\nwhat-it-carries = 'values-then'\nwrong-amount = \"append-correction\"
         in-order = ['command', 'decide', 'append', 'evolve']
         facts = ['PaymentDeclined', 'StockReserved', 'PriceChanged']\npast-tense = 'OrderPlaced'
         [fits]\nOrderStatus = 'state'\nOpenOrders = 'view'\nOrderPlaced = 'event'\nPlaceOrder = 'command'",
    ),
    (
        "who-owns-what",
        "design.toml",
        "why = { reviews = 'rated-with-product', addresses = 'customer-edits' }
         [owner]\nshipments = 'shipping'\nrefunds = 'payments'\npayments = 'payments'\nreservations = 'inventory'
         stock = 'inventory'\norder_lines = 'orders'\norders = 'orders'\ncart_lines = 'cart'\ncarts = 'cart'
         reviews = 'catalog'\nprices = 'catalog'\nproducts = 'catalog'\naddresses = 'customers'\ncustomers = 'customers'",
    ),
];

#[test]
fn a_solution_in_another_hand_passes() {
    let home = tempfile::tempdir().expect("a folder");
    for (name, file, text) in ANEW {
        let (_, folder) = exercises(&root()).into_iter().find(|(slug, _)| slug == name).expect("an exercise");
        let answer = tempfile::tempdir().expect("a folder");
        common::copy(&folder.join("solution"), answer.path()).expect("copied");
        fs::write(answer.path().join(file), text).expect("written");
        let (code, result) = check(home.path(), name, answer.path(), &[]);
        assert_eq!(code, 0, "{name}: {result:#}");
    }
}

#[test]
fn the_book_is_listed_in_both_languages() {
    let home = tempfile::tempdir().expect("a folder");
    let lessons = folders(&root().join("lessons")).into_iter().filter(|folder| folder.join("chapter.toml").exists());
    let lessons: Vec<usize> = lessons.map(|chapter| folders(&chapter).len()).collect();
    let written = (lessons.len(), lessons.iter().sum(), exercises(&root()).len());
    for lang in ["en", "ko"] {
        let mut list = std::process::Command::new(env!("CARGO_BIN_EXE_sagabook"));
        list.arg("--home").arg(home.path()).args(["--lang", lang, "list", "--json"]);
        let document = common::json(&list.output().expect("the program starts"));
        let chapters = document["chapters"].as_array().expect("chapters");
        let all = |what: &str| -> Vec<&serde_json::Value> {
            chapters.iter().flat_map(|chapter| chapter[what].as_array().expect("a list")).collect()
        };
        let (lessons, exercises) = (all("lessons"), all("exercises"));
        assert_eq!((chapters.len(), lessons.len(), exercises.len()), written);
        for entry in lessons.into_iter().chain(exercises) {
            assert_eq!(entry["languages"], serde_json::json!(["en", "ko"]), "{entry}");
            let is_korean = entry["title"].as_str().expect("a title").chars().any(|c| ('가'..='힣').contains(&c));
            assert_eq!(is_korean, lang == "ko", "{entry}");
        }
    }
}

/// What the rows shown on screen come to, printed instead of asked for.
#[test]
fn rows_printed_as_constants_fail_and_the_dataset_is_named() {
    let home = tempfile::tempdir().expect("a folder");
    let folder = |name: &str| exercises(&root()).into_iter().find(|(slug, _)| slug == name).expect("there").1;
    let shown = rusqlite::Connection::open_in_memory().expect("memory");
    for file in ["orders.sql", "shown.sql"] {
        let script = fs::read_to_string(folder("first-query").join("setup").join(file)).expect("a setup");
        shown.execute_batch(&script).expect("it runs");
    }
    let solution = fs::read_to_string(folder("first-query").join("solution/count.sql")).expect("a solution");
    let pending: i64 = shown.query_row(&solution, [], |row| row.get(0)).expect("a row");
    let answer = tempfile::tempdir().expect("a folder");
    fs::write(answer.path().join("count.sql"), format!("SELECT {pending} AS pending;\n")).expect("written");
    let (code, result) = check(home.path(), "first-query", answer.path(), &[]);
    assert_eq!(code, 1, "{result}");
    assert!(result["cases"].as_u64() >= Some(6), "{result}");
    let finding = findings(&result)[0].clone();
    let dataset = finding["evidence"]["dataset"].as_str().expect("a dataset");
    let number = dataset.strip_prefix("generated ").expect("the rows shown do not tell");
    let message = finding["message"].as_str().expect("a message");
    assert!(message.contains(&format!("generated dataset {number}")), "{message}");
}

fn telling() -> String {
    root().join("tests/packs/telling").display().to_string()
}

fn wrong(exercise: &str, name: &str) -> serde_json::Value {
    let home = tempfile::tempdir().expect("a folder");
    let folder = Path::new(&telling()).join("exercises/01-moments").join(exercise).join("wrong").join(name);
    let (code, result) = check(home.path(), exercise, &folder, &["--pack", &telling()]);
    assert_eq!(code, 1, "{exercise}/{name}: {result}");
    result
}

#[test]
fn a_moment_is_named() {
    for (name, statement) in [("debits-first", "1"), ("logs-first", "2")] {
        let result = wrong("move-three", name);
        assert_eq!(checks(&result, "failed"), ["never-torn"]);
        let finding = findings(&result)[0].clone();
        assert!(finding["message"].to_string().contains(&format!("after statement {statement} ")), "{finding}");
        assert_eq!(finding["at"]["line"].to_string(), statement, "{finding}");
    }
}

#[test]
fn an_order_is_named() {
    let result = wrong("hold-a-seat", "frees-what-expired");
    assert_eq!(checks(&result, "failed"), ["paid-stays-sold"]);
    let evidence = findings(&result)[0]["evidence"].clone();
    assert_eq!((&evidence["order"], &evidence["rows"]), (&"ABAB".into(), &serde_json::json!([[1, "FREE"]])));
    // And this order alone breaks the rule.
    let exercise = Path::new(&telling()).join("exercises/01-moments/hold-a-seat");
    let script = |name: &str| fs::read_to_string(exercise.join(name)).expect("a script");
    let scripts = ["buy.sql", "expire.sql"].map(|file| script(&format!("wrong/frees-what-expired/{file}")));
    let mut breaking = Vec::new();
    for order in ["AABB", "ABAB", "ABBA", "BAAB", "BABA", "BBAA"] {
        let seats = rusqlite::Connection::open_in_memory().expect("memory");
        for file in ["setup/seats.sql", "setup/shown.sql"] {
            seats.execute_batch(&script(file)).expect("it runs");
        }
        let mut sessions = scripts.each_ref().map(|text| text.lines());
        for turn in order.chars() {
            let statement = sessions[usize::from(turn == 'B')].next().expect("two statements each");
            seats.execute_batch(statement).expect("it runs");
        }
        let rule = "SELECT count(*) FROM seats WHERE paid = 1 AND state <> 'SOLD'";
        let broken: i64 = seats.query_row(rule, [], |row| row.get(0)).expect("a row");
        breaking.extend((broken > 0).then_some(order));
    }
    assert_eq!(breaking, ["ABAB"]);
}

#[test]
fn a_history_is_shrunk() {
    let result = wrong("three-events", "captures-what-is-free");
    assert_eq!(checks(&result, "failed"), ["same-states"]);
    let finding = findings(&result)[0].to_string();
    let at = |word: &str| finding.find(word).unwrap_or_else(|| panic!("{word} in {finding}"));
    assert!(at("Held") < at("Released") && at("Released") < at("Captured"), "{finding}");
    for word in ["Held", "Released"] {
        assert_eq!(finding.matches(&format!("\\\"{word}\\\"")).count(), 1, "{finding}");
    }
}

/// A pack as an author begins it, with an exercise about two services that are not the shop's put into it.
#[test]
fn a_new_pack_is_filled_and_graded() {
    let home = tempfile::tempdir().expect("a folder");
    let pack = home.path().join("rides");
    let path = pack.display().to_string();
    assert!(common::run(home.path(), &["pack", "new", &path]).status.success());
    common::copy(&root().join("tests/packs/rides"), &pack).expect("copied");
    let chapter = pack.join("lessons/01-first-chapter/chapter.toml");
    let text = fs::read_to_string(&chapter).expect("a chapter");
    fs::write(&chapter, text.replace("[\"give-back\"]", "[\"give-back\", \"whose-car\"]")).expect("written");
    let output = common::run(home.path(), &["pack", "verify", &path, "--json"]);
    let document = common::json(&output);
    assert_eq!((output.status.code(), &document["problems"]), (Some(0), &serde_json::json!([])));
    assert_eq!((document["exercises"].as_u64(), document["wrong"].as_u64()), (Some(2), Some(6)), "{document}");
    let folder = pack.join("exercises/01-first-chapter/whose-car");
    for (answer, code, failing) in [
        ("solution", 0, None),
        ("alt/subquery", 0, None),
        ("starter", 1, Some("asks")),
        ("wrong/reads-next-door", 1, Some("border")),
        ("wrong/inner-join", 1, Some("page")),
        ("wrong/asks-twice", 1, Some("asks")),
    ] {
        let (is, result) = check(home.path(), "whose-car", &folder.join(answer), &["--pack", &path]);
        assert_eq!(is, code, "{answer}: {result:#}");
        assert_eq!(checks(&result, "failed").first().map(String::as_str), failing, "{answer}");
    }
}

#[test]
fn the_built_in_pack_verifies() {
    let home = tempfile::tempdir().expect("a folder");
    let output = common::run(home.path(), &["pack", "verify", "--json"]);
    let document = common::json(&output);
    assert_eq!(output.status.code(), Some(0), "{document:#}");
    let count = |name: &str| document[name].as_u64().unwrap_or(0);
    assert!(count("lessons") >= 8 && count("exercises") >= 10, "{document}");
    assert!(count("wrong") >= 5 * count("exercises"), "{document}");
    assert!(count("gradings") >= 4 * count("wrong"), "every answer with three seeds and once again: {document}");
}
