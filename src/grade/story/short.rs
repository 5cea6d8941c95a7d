//! Statements, values and rows in a few words: what a line of a diagram has room for.

use serde_json::Value as Json;

use crate::base::{Safe, Value};
use crate::lab::system::{RowChange, TableAtStart};

/// The most characters of a text that came from a script.
const MOST: usize = 400;

/// A text of an answer on one line, harmless and not endless.
pub(super) fn safe(text: &str) -> String {
    let bounded: String = text.chars().take(MOST).collect();
    Safe::line(&bounded).into_string()
}

/// The same with the long ids that `ctx.uuid()` makes cut to their first digits, which tell them apart.
pub(super) fn brief(text: &str) -> String {
    let text = safe(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((at, before)) =
        rest.char_indices().map(|(at, _)| (at, &rest[..at])).find(|(at, _)| is_uuid(&rest[*at..]))
    {
        out.push_str(before);
        out.push_str(&rest[at..at + 8]);
        out.push('…');
        rest = &rest[at + UUID..];
    }
    out + rest
}

/// Bytes of a UUID.
const UUID: usize = 36;

/// Whether a text begins with an id that `ctx.uuid()` made.
pub(crate) fn is_uuid(text: &str) -> bool {
    let Some(id) = text.as_bytes().get(..UUID) else { return false };
    let fits = |(at, byte): (usize, &u8)| match at {
        8 | 13 | 18 | 23 => *byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    id.iter().enumerate().all(fits)
}

/// JSON as one would say it: `{"id": 7, "sku": "BK-7"}` is `id 7, sku BK-7`, `null` is nothing; events are their types with
/// their data.
pub(super) fn json(text: &str) -> String {
    let Ok(value) = serde_json::from_str::<Json>(text) else { return text.to_owned() };
    said(&value)
}

fn said(value: &Json) -> String {
    match value {
        Json::Object(fields) => {
            let field = |(name, value): (&String, &Json)| format!("{name} {}", plain(value));
            fields.iter().map(field).collect::<Vec<_>>().join(", ")
        }
        Json::Null => String::new(),
        other => plain(other),
    }
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Array(items) => match items.iter().map(event).collect::<Option<Vec<_>>>() {
            Some(events) if !events.is_empty() => events.join(" · "),
            Some(_) | None => value.to_string(),
        },
        other => other.to_string(),
    }
}

/// `ItemAdded sku MUG-1, qty 2`
fn event(value: &Json) -> Option<String> {
    let of_type = value.get("type")?.as_str()?;
    Some(joined(&[of_type, &value.get("data").map(said).unwrap_or_default()]))
}

/// Words joined by spaces, without those that are empty.
pub(super) fn joined(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// A statement on one line.
pub(super) fn sql(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a statement reads only.
pub(super) fn is_read(sql: &str) -> bool {
    let first = sql.split_whitespace().next().unwrap_or_default();
    // What a `WITH` leads to is seen by the first verb of its own.
    if first.eq_ignore_ascii_case("with") {
        return !["insert", "update", "delete", "replace"]
            .iter()
            .any(|verb| sql.split_whitespace().any(|word| word.eq_ignore_ascii_case(verb)));
    }
    first.eq_ignore_ascii_case("select") || first.eq_ignore_ascii_case("values")
}

/// What a statement is about: its verb and its first table, `DELETE outbox`; the table alone where it reads.
pub(super) fn subject(sql: &str) -> String {
    let words: Vec<&str> = sql.split(|c: char| c.is_whitespace() || c == '(').filter(|word| !word.is_empty()).collect();
    let verb = words.first().copied().unwrap_or_default().to_ascii_uppercase();
    let after = |keyword: &str| {
        let at = words.iter().position(|word| word.eq_ignore_ascii_case(keyword))?;
        let name = words.get(at + 1)?.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
        Some(name).filter(|name| !name.is_empty())
    };
    let table = match verb.as_str() {
        "INSERT" | "REPLACE" => after("into"),
        "UPDATE" => words.iter().skip(1).find(|word| is_name(word)).copied(),
        _ => after("from"),
    };
    match (is_read(sql), table) {
        (true, Some(table)) => table.to_owned(),
        (false, Some(table)) => format!("{verb} {table}"),
        (_, None) => sql.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// A table's name, and not `OR ROLLBACK` or the like before it.
fn is_name(word: &str) -> bool {
    !["or", "rollback", "abort", "replace", "fail", "ignore"].iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// Rows that came back, as JSON: the values where it is one row, else how many they are.
pub(super) fn rows(result: &str) -> Result<String, usize> {
    let one = |row: &serde_json::Map<String, Json>| row.values().map(plain).collect::<Vec<_>>().join(", ");
    match serde_json::from_str(result) {
        Ok(Json::Object(row)) => Ok(one(&row)),
        Ok(Json::Array(rows)) => match rows.as_slice() {
            [Json::Object(row)] => Ok(one(row)),
            rows => Err(rows.len()),
        },
        Ok(_) | Err(_) => Err(0),
    }
}

/// What became of rows: `+ charges 7`, `- outbox 1, placed-7`, `~ stock BK-7: qty 1 → 0`; `+3 lines` where they are many.
pub(super) fn changes(changes: &[RowChange], tables: &[TableAtStart]) -> String {
    let mut parts = Vec::new();
    for group in changes.chunk_by(|a, b| (&a.service, &a.table, sign(a)) == (&b.service, &b.table, sign(b))) {
        let RowChange { table, before, after, .. } = &group[0];
        let sign = sign(&group[0]);
        if group.len() > 2 {
            parts.push(format!("{sign}{} {table}", group.len()));
            continue;
        }
        for change in group {
            let told = match (&change.before, &change.after) {
                (Some(before), Some(after)) => {
                    let is_it = |one: &&TableAtStart| one.service == change.service && one.name == change.table;
                    let columns = tables.iter().find(is_it).map(|one| one.columns.as_slice()).unwrap_or_default();
                    differs(columns, before, after)
                }
                (Some(row), None) | (None, Some(row)) => cells(row, if changes.len() > 1 { FEW } else { SOME }),
                (None, None) => String::new(),
            };
            parts.push(joined(&[sign, table, &told]));
        }
        debug_assert!(before.is_some() || after.is_some(), "a change has a row on one side");
    }
    parts.join(" · ")
}

fn sign(change: &RowChange) -> &'static str {
    match (&change.before, &change.after) {
        (Some(_), Some(_)) => "~",
        (Some(_), None) => "-",
        (None, _) => "+",
    }
}

/// Cells of a row that are told: of one that changed alone, and of one of several.
const SOME: usize = 4;
const FEW: usize = 2;

fn cells(row: &[Value], most: usize) -> String {
    let told = row.iter().take(most).map(Value::to_string).collect::<Vec<_>>().join(", ");
    if row.len() > most { format!("{told}, …") } else { told }
}

/// The first cell, which names most rows, and the cells that differ.
fn differs(columns: &[String], before: &[Value], after: &[Value]) -> String {
    let name = |at: usize| columns.get(at).map_or("", String::as_str);
    let cell = |(at, (old, new)): (usize, (&Value, &Value))| {
        (old != new).then(|| joined(&[name(at), &format!("{old} → {new}")]))
    };
    let told: Vec<String> = before.iter().zip(after).enumerate().filter_map(cell).collect();
    match (before.first(), after.first()) {
        (Some(old), Some(new)) if old == new => format!("{old}: {}", told.join(", ")),
        _ => told.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::{brief, changes, json, rows, subject};
    use crate::lab::system::{RowChange, TableAtStart};

    #[test]
    fn json_is_said_plainly() {
        for (text, wanted) in [
            (r#"{"id": 7, "sku": "BK-7"}"#, "id 7, sku BK-7"),
            ("null", ""),
            ("\"ok\"", "ok"),
            (r#"{"lines": [{"sku": 1}]}"#, r#"lines [{"sku":1}]"#),
            (
                r#"{"events": [{"type": "Added", "data": {"sku": "BK-7", "qty": 2}}, {"type": "Paid"}]}"#,
                "events Added sku BK-7, qty 2 · Paid",
            ),
            ("[]", "[]"),
            ("no json", "no json"),
        ] {
            assert_eq!(json(text), wanted);
        }
    }

    #[test]
    fn statements_are_named_by_verb_and_table() {
        for (sql, wanted) in [
            ("SELECT * FROM outbox ORDER BY seq", "outbox"),
            ("INSERT INTO charges(order_id) VALUES (?)", "INSERT charges"),
            ("INSERT OR IGNORE INTO inbox VALUES (?)", "INSERT inbox"),
            ("UPDATE stock SET qty = 1", "UPDATE stock"),
            ("UPDATE OR IGNORE stock SET qty = 1", "UPDATE stock"),
            ("delete\nfrom outbox where 1", "DELETE outbox"),
            ("WITH a AS (SELECT 1 FROM b) SELECT * FROM a", "b"),
            ("SELECT 1", "SELECT 1"),
        ] {
            assert_eq!(subject(sql), wanted);
        }
    }

    #[test]
    fn long_ids_are_cut() {
        for (text, wanted) in [
            ("- outbox 1, fd493a7b-b679-4539-86a0-0123456789ab, x", "- outbox 1, fd493a7b…, x"),
            ("주문 fd493a7b-b679-4539-86a0-0123456789ab", "주문 fd493a7b…"),
            ("fd493a7b-b679", "fd493a7b-b679"),
        ] {
            assert_eq!(brief(text), wanted);
        }
    }

    #[test]
    fn one_row_is_told_and_many_are_counted() {
        for (result, wanted) in [
            (r#"{"qty":1}"#, Ok("1".to_owned())),
            (r#"[{"sku":"BK-7","qty":1}]"#, Ok("BK-7, 1".to_owned())),
            ("[]", Err(0)),
            ("null", Err(0)),
            (r#"[{"a":1},{"a":2}]"#, Err(2)),
        ] {
            assert_eq!(rows(result), wanted);
        }
    }

    #[test]
    fn changes_are_told_by_table() {
        let tables = [TableAtStart {
            service: "s".into(),
            name: "stock".into(),
            columns: vec!["sku".into(), "qty".into()],
            rows: vec![],
        }];
        let change = |before: Option<i64>, after: Option<i64>| {
            let row = |qty: i64| vec!["BK-7".into(), qty.into()];
            RowChange { service: "s".into(), table: "stock".into(), before: before.map(row), after: after.map(row) }
        };
        for (all, wanted) in [
            (vec![change(Some(1), Some(0))], "~ stock BK-7: qty 1 → 0"),
            (vec![change(None, Some(0)), change(Some(2), None)], "+ stock BK-7, 0 · - stock BK-7, 2"),
            (vec![change(None, Some(0)); 3], "+3 stock"),
        ] {
            assert_eq!(changes(&all, &tables), wanted);
        }
    }
}
