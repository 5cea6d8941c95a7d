//! Texts for the ear: a paragraph a line, tables and rows cell by cell with their heads, drawings announced.

use crate::base::Strings;
use crate::course::{Block, Callout, Inline, Inlines, Item};
use crate::tui::layout::Shown;

/// Blocks that are only read, as lines. Live blocks are the dialogue's own matter.
pub(super) fn blocks(blocks: &[Block], strings: &Strings) -> Vec<String> {
    let mut lines = Vec::new();
    for block in blocks {
        say(block, strings, &mut lines);
    }
    lines
}

fn say(block: &Block, strings: &Strings, lines: &mut Vec<String>) {
    let with = |id: &str, text: String| strings.with(id, &[("text", text.into())]);
    match block {
        Block::Heading { text, .. } => lines.push(with("plain-heading", heard(text, strings))),
        Block::Paragraph(text) => lines.push(heard(text, strings)),
        Block::List { start, items } => list(*start, items, strings, lines),
        Block::Table { head, rows, .. } => {
            lines.push(strings.with("plain-table", &[("n", rows.len().into())]));
            let head: Vec<String> = head.iter().map(|cell| heard(cell, strings)).collect();
            lines.extend(rows.iter().map(|row| table_row(&head, row, strings)));
        }
        Block::Code { lang, text } => code(lang, text, strings, lines),
        Block::Diagram(text) => {
            lines.push(strings.get("plain-diagram"));
            lines.extend(text.trim_end_matches('\n').split('\n').map(str::to_owned));
            lines.push(strings.get("plain-diagram-end"));
        }
        Block::Callout { kind, blocks: inner } => {
            lines.push(strings.get(match kind {
                Callout::Note => "layout-note",
                Callout::Tip => "layout-tip",
                Callout::Warning => "layout-warning",
                Callout::Misconception => "layout-misconception",
            }));
            lines.extend(blocks(inner, strings));
        }
        Block::Quote(inner) => lines.extend(blocks(inner, strings).iter().map(|line| format!("> {line}"))),
        Block::Footnote { label, blocks: inner } => {
            lines.push(with("plain-footnote", label.clone()));
            lines.extend(blocks(inner, strings));
        }
        Block::SqlRun { sql, .. } => code("sql", sql, strings, lines),
        Block::JsRun { source, .. } => code("js", source, strings, lines),
        Block::Predict(question) | Block::Quiz(question) => lines.push(question.ask.clone()),
        Block::SimPlay(play) => lines.push(with("plain-play", play.exercise.to_string())),
        Block::Rule | Block::Exercise(_) | Block::Notes(_) => {}
    }
}

fn list(start: Option<u64>, items: &[Item], strings: &Strings, lines: &mut Vec<String>) {
    for (number, item) in (start.unwrap_or(0)..).zip(items) {
        let mark = match (start, item.checked) {
            (_, Some(true)) => "[x] ".to_owned(),
            (_, Some(false)) => "[ ] ".to_owned(),
            (Some(_), None) => format!("{number}. "),
            (None, None) => "- ".to_owned(),
        };
        for (at, line) in blocks(&item.blocks, strings).into_iter().enumerate() {
            lines.push(if at == 0 { format!("{mark}{line}") } else { format!("  {line}") });
        }
    }
}

fn table_row(head: &[String], row: &[Inlines], strings: &Strings) -> String {
    let cells = row.iter().enumerate().map(|(at, cell)| match head.get(at).filter(|head| !head.is_empty()) {
        Some(head) => format!("{head}: {}", heard(cell, strings)),
        None => heard(cell, strings),
    });
    cells.collect::<Vec<_>>().join("; ")
}

/// The words, and where a footnote belongs.
fn heard(inlines: &[Inline], strings: &Strings) -> String {
    let one = |inline: &Inline| match inline {
        Inline::Footnote(label) => strings.with("plain-footnote-here", &[("text", label.as_str().into())]),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) | Inline::Link { text: inner, .. } => {
            heard(inner, strings)
        }
        Inline::Text(_) | Inline::Code(_) | Inline::Term { .. } | Inline::Break => {
            Inline::plain(std::slice::from_ref(inline))
        }
    };
    inlines.iter().map(one).collect()
}

fn code(lang: &str, text: &str, strings: &Strings, lines: &mut Vec<String>) {
    lines.push(strings.with("plain-code", &[("lang", if lang.is_empty() { "none" } else { lang }.into())]));
    lines.extend(text.trim_end_matches('\n').split('\n').map(str::to_owned));
    lines.push(strings.get("plain-code-end"));
}

/// What a block gave when it ran.
pub(super) fn shown(shown: &Shown, strings: &Strings) -> Vec<String> {
    match shown {
        Shown::Rows { columns, rows } => {
            let mut lines = vec![strings.with("plain-rows", &[("n", rows.len().into())])];
            lines.extend(rows.iter().map(|row| {
                let cells = columns.iter().zip(row).map(|(column, value)| format!("{column}: {value}"));
                cells.collect::<Vec<_>>().join("; ")
            }));
            lines
        }
        Shown::Lines(printed) => printed.clone(),
        Shown::Story(played) => {
            let telling = played.story.tell(strings);
            telling.lines.iter().map(|line| telling.sentence(line)).collect()
        }
        Shown::Nothing => vec![strings.get("layout-nothing")],
        Shown::Error { message, line: 0 } => vec![message.clone()],
        Shown::Error { message, line } => {
            vec![format!("{}: {message}", strings.with("layout-line", &[("n", i64::from(*line).into())]))]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{blocks, shown};
    use crate::base::{Lang, Strings, Value};
    use crate::course::{Align, Block, Callout, Inline, Item};
    use crate::tui::layout::Shown;

    fn words(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.to_owned())]
    }

    #[test]
    fn everything_is_said_in_lines() {
        let strings = Strings::new(&Lang::new("en").expect("a code"));
        let item = |text: &str, checked| Item { checked, blocks: vec![Block::Paragraph(words(text))] };
        let text = [
            Block::Heading { level: 2, id: "a".into(), teach: Vec::new(), text: words("Head") },
            Block::List { start: Some(3), items: vec![item("three", None), item("four", None)] },
            Block::List { start: None, items: vec![item("done", Some(true)), item("open", Some(false))] },
            Block::Table {
                align: vec![Align::Left; 2],
                head: vec![words("id"), words("")],
                rows: vec![vec![words("1"), words("x")]],
            },
            Block::Code { lang: "sql".into(), text: "SELECT 1;\n".into() },
            Block::Diagram("a → b\n".into()),
            Block::Callout { kind: Callout::Tip, blocks: vec![Block::Paragraph(words("so"))] },
            Block::Paragraph(vec![
                Inline::Strong(vec![Inline::Text("It holds".into()), Inline::Footnote("1".into())]),
                Inline::Text(".".into()),
            ]),
            Block::Footnote { label: "1".into(), blocks: vec![Block::Paragraph(words("Mostly."))] },
        ];
        let said = blocks(&text, &strings).join("\n");
        assert_eq!(
            said,
            "Section: Head\n3. three\n4. four\n[x] done\n[ ] open\nTable of 1 row:\nid: 1; x\nCode, sql:\nSELECT 1;\n\
             End of the code.\nDiagram, drawn with characters:\na → b\nEnd of the diagram.\nTip\nso\n\
             It holds (footnote 1).\nFootnote 1:\nMostly."
        );
        let rows = Shown::Rows {
            columns: vec!["id".into(), "name".into()],
            rows: vec![vec![Value::Int(1), Value::Null], vec![Value::Int(2), Value::Text("Ada".into())]],
        };
        assert_eq!(shown(&rows, &strings), ["2 rows:", "id: 1; name: NULL", "id: 2; name: Ada"]);
        let error = Shown::Error { message: "no such table".into(), line: 2 };
        assert_eq!(shown(&error, &strings), ["line 2: no such table"]);
    }
}
