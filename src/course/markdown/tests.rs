//! Texts and the blocks that they become, written short.

use super::{Kind, parse};
use crate::course::{Align, Block, Inline};

fn words(inlines: &[Inline]) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Text(text) => text.clone(),
        Inline::Code(code) => format!("`{code}`"),
        Inline::Strong(inner) => format!("**{}**", words(inner)),
        Inline::Emphasis(inner) => format!("*{}*", words(inner)),
        Inline::Strike(inner) => format!("~{}~", words(inner)),
        Inline::Link { to, text } => format!("<{}→{to}>", words(text)),
        Inline::Term { concept, text } => format!("<{text}⇒{concept}>"),
        Inline::Footnote(label) => format!("[^{label}]"),
        Inline::Break => "⏎".to_owned(),
    };
    inlines.iter().map(one).collect()
}

fn show(blocks: &[Block]) -> String {
    let one = |block: &Block| match block {
        Block::Heading { level, id, teach, text } => format!("h{level}#{id}[{}] {}", teach.join(","), words(text)),
        Block::Paragraph(text) => words(text),
        Block::List { start, items } => {
            let mark = |checked: Option<bool>| checked.map_or("", |done| if done { "x " } else { "_ " });
            let items = items.iter().map(|item| format!("({}{})", mark(item.checked), show(&item.blocks)));
            format!("list{start:?}{}", items.collect::<String>())
        }
        Block::Table { align, head, rows } => {
            let align: String = align
                .iter()
                .map(|a| match a {
                    Align::Left => 'l',
                    Align::Center => 'c',
                    Align::Right => 'r',
                })
                .collect();
            let row = |row: &Vec<Vec<Inline>>| row.iter().map(|cell| words(cell)).collect::<Vec<_>>().join("|");
            format!("table {align} {} / {}", row(head), rows.iter().map(row).collect::<Vec<_>>().join(" / "))
        }
        Block::Code { lang, text } => format!("code {lang} {text:?}"),
        Block::Diagram(text) => format!("diagram {text:?}"),
        Block::Callout { kind, blocks } => format!("{kind:?}({})", show(blocks)),
        Block::Quote(blocks) => format!("quote({})", show(blocks)),
        Block::Rule => "rule".to_owned(),
        Block::Footnote { label, blocks } => format!("note {label}({})", show(blocks)),
        Block::SqlRun { databases, sql, expect } => {
            format!("sql {databases:?} {sql:?} {:?}", expect.as_ref().map(|e| (&e.columns, &e.rows)))
        }
        Block::JsRun { source, expect } => format!("js {source:?} {expect:?}"),
        Block::SimPlay(play) => format!("play {}", play.says()),
        Block::Predict(question) => format!("predict {} {}", question.ask, question.options.len()),
        Block::Quiz(question) => format!("quiz {} {}", question.ask, question.options.len()),
        Block::Exercise(slug) => format!("exercise {slug}"),
        Block::Notes(text) => format!("notes {text:?}"),
    };
    blocks.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn check(text: &str, blocks: &str, problems: &[&str]) {
    let parsed = parse("x.md", text, 0, Kind::Lesson);
    assert_eq!(show(&parsed.blocks), blocks, "{text}");
    assert_eq!(parsed.lines.len(), parsed.blocks.len());
    let said: Vec<String> = parsed.problems.iter().map(|p| format!("{}:{} {}", p.line, p.column, p.code)).collect();
    assert_eq!(said, problems, "{text}");
}

#[test]
fn running_text() {
    check("One\ntwo  \nthree **bold *both*** ~~no~~ `a b`.", "One two⏎three **bold *both*** ~no~ `a b`.", &[]);
    check("See [it](a#b) and <https://a.example>.", "See <it→a#b> and <https://a.example→https://a.example>.", &[]);
    check("[[es.fold]], [[es.fold|a *fold*]]를", "<⇒es.fold>, <a fold⇒es.fold>를", &[]);
    check("A note[^1].\n\n[^1]: Its text.\n", "A note[^1].; note 1(Its text.)", &[]);
    check("a < b && c > d & \"e\"", "a < b && c > d & \"e\"", &[]);
}

#[test]
fn blocks() {
    check("## A `b` {#a-b teach=x.y,z}\n\n### C\n", "h2#a-b[x.y,z] A `b`; h3#[] C", &[]);
    check("1. a\n2. b\n   - [ ] c\n   - [x] d\n", "listSome(1)(a)(b; listNone(_ c)(x d))", &[]);
    check("- a\n\n  more\n- b\n", "listNone(a; more)(b)", &[]);
    check(
        "| a | b | c |\n|---|:-:|--:|\n| 1 | x | `p\\|q` |\n| [[x\\|y]] |  | 2 |\n",
        "table lcr a|b|c / 1|x|`p|q` / <y⇒x>||2",
        &[],
    );
    check("| a | b |\n|---|---|\n| [[x|y]] |\n", "table ll a|b / [[x|y]]", &["3:3 pack-term", "3:7 pack-term"]);
    check("```json\n{}\n```\n\n    indented\n\n---\n", "code json \"{}\\n\"; code  \"indented\\n\"; rule", &[]);
    check("```diagram\n┌─┐\n```\n", "diagram \"┌─┐\\n\"", &[]);
}

#[test]
fn callouts() {
    check("> [!NOTE]\n> Words.\n>\n> - more\n", "Note(Words.; listNone(more))", &[]);
    check("> [!MISCONCEPTION] At once.\n", "Misconception(At once.)", &[]);
    check("> [!TIP]\n>\n> Below.\n", "Tip(Below.)", &[]);
    check("> Said by **one**.\n", "quote(Said by **one**.)", &[]);
    check("> [!DANGER]\n> x\n", "quote([!DANGER] x)", &["1:1 pack-callout"]);
}

#[test]
fn live_blocks() {
    check(
        "```sql run db=a,b\nSELECT 1;\n```\n\n```expect\nn | m\n1 | NULL\n | x\n```\n",
        "sql [\"a\", \"b\"] \"SELECT 1;\\n\" Some(([\"n\", \"m\"], [[\"1\", \"NULL\"], [\"\", \"x\"]]))",
        &[],
    );
    check("```js run\nprint(1)\n```\n```expect\n1\n```\n", "js \"print(1)\\n\" Some([\"1\"])", &[]);
    check("```sql\nSELECT 1\n```\n", "code sql \"SELECT 1\\n\"", &[]);
    check("```notes\nSay it.\n```\n", "notes \"Say it.\\n\"", &[]);
    check("```sim play scenario=x\n```\n", "", &["1:1 pack-fence"]);
    for (fence, wanted) in [
        ("exercise=outbox", "play outbox solution natural"),
        ("natural starter exercise=outbox", "play outbox starter natural"),
        ("exercise=outbox wrong=deletes-first fails=paid", "play outbox wrong=deletes-first fails=paid"),
        ("exercise=outbox alt=b schedule=10ab", "play outbox alt=b schedule=10ab"),
    ] {
        check(&format!("```sim play {fence}\n```\n"), wanted, &[]);
    }
    for fence in [
        "",
        "wrong=a",
        "exercise=A",
        "exercise=a wrong=../b",
        "exercise=a solution starter",
        "exercise=a fails=",
        "exercise=a x",
    ] {
        check(&format!("```sim play {fence}\n```\n"), "", &["1:1 pack-fence"]);
    }
    check("```sim play exercise=a\ntext\n```\n", "", &["1:1 pack-fence"]);
    check("```sql run table=x\nSELECT 1\n```\n", "sql [] \"SELECT 1\\n\" None", &["1:1 pack-fence"]);
    check("```expect\nn\n```\n", "", &["1:1 pack-expect-alone"]);
    check("- ```js run\n  print(1)\n  ```\n", "listNone()", &["1:3 pack-live-nested"]);
    check("```quiz\nask = \"x\"\noptions = []\n```\n", "", &["3:1 pack-question-options"]);
    check("```quiz\nask = x\n```\n", "", &["2:7 pack-toml"]);
}

#[test]
fn what_is_no_part_of_the_book() {
    check("# Title\n", "h1#[] Title", &["1:1 pack-heading-level"]);
    check("## A {.class #a}\n", "h2#a[] A", &["1:1 pack-heading-attributes"]);
    check("## A {#A}\n", "h2#A[] A", &["1:1 pack-section-id"]);
    check("## A {#a}\n\n### B {#a}\n", "h2#a[] A; h3#a[] B", &["3:1 pack-duplicate-section"]);
    check("한글 <br> x\n\n<div>\ny\n</div>\n", "한글  x", &["1:4 pack-html", "3:1 pack-html"]);
    check("<!-- c -->\n\n![a](b)\n", "", &["1:1 pack-html", "3:1 pack-picture"]);
}

#[test]
fn nesting_ends_somewhere() {
    for text in
        [">".repeat(100_000), "1. ".repeat(2_000) + "x", format!("{}a{}", "*a ".repeat(20_000), " a*".repeat(20_000))]
    {
        let parsed = parse("x.md", &text, 0, Kind::Lesson);
        assert!(parsed.problems.iter().all(|problem| problem.code == "pack-too-deep"), "{:?}", parsed.problems.first());
        assert!(!parsed.problems.is_empty(), "{:?}", text.get(..20));
    }
}
