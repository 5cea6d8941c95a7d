//! Tables: columns fitted to a width, cells wrapped, and a list of records where even that is too narrow.

use super::prose::rewrap;
use super::{Layout, Line, Role, Span};
use crate::base::{Safe, Value, width};
use crate::course::{Align, Inlines};

/// Between two columns.
const GAP: usize = 2;

/// A cell: its rows for a width are asked for when the width is known.
#[derive(Clone)]
struct Cell {
    /// As one row, however wide.
    whole: Vec<Span>,
}

impl Cell {
    /// Its rows; spaces in a row that fits stay as they are, since they may be what a value differs by.
    fn rows(&self, cells: usize) -> Vec<Line> {
        if spans_width(&self.whole) <= cells { vec![self.whole.clone()] } else { rewrap(&self.whole, cells) }
    }
}

impl Layout<'_> {
    /// A table in prose.
    pub(super) fn table(
        &mut self,
        align: &[Align],
        head: &[Inlines],
        rows: &[Vec<Inlines>],
        cells: usize,
    ) -> Vec<Line> {
        let columns = head.len();
        let heads: Vec<Cell> = head.iter().map(|cell| self.cell(cell, Role::TableHead)).collect();
        let body: Vec<Vec<Cell>> =
            rows.iter().map(|row| row.iter().take(columns).map(|cell| self.cell(cell, Role::Text)).collect()).collect();
        fit(align, &heads, &body, cells)
    }

    fn cell(&mut self, text: &Inlines, role: Role) -> Cell {
        // A row wide enough for any cell: prose without breaks.
        Cell { whole: self.prose(text, role, usize::MAX / 4).into_iter().flatten().collect() }
    }
}

/// A table of values, as a query gives it: numbers to the right, foreign text made harmless.
#[must_use]
pub fn values(columns: &[String], rows: &[Vec<Value>], cells: usize) -> Vec<Vec<Span>> {
    let numeric = |at: usize| {
        let mut values = rows.iter().filter_map(|row| row.get(at)).filter(|value| **value != Value::Null).peekable();
        values.peek().is_some() && values.all(|value| matches!(value, Value::Int(_) | Value::Real(_)))
    };
    let align: Vec<Align> = (0..columns.len()).map(|at| if numeric(at) { Align::Right } else { Align::Left }).collect();
    let head: Vec<Cell> = columns.iter().map(|name| plain(&Safe::line(name).into_string(), Role::TableHead)).collect();
    let body: Vec<Vec<Cell>> = rows
        .iter()
        .map(|row| {
            row.iter()
                .map(|value| {
                    let role = match value {
                        Value::Null => Role::Muted,
                        Value::Int(_) | Value::Real(_) | Value::Text(_) | Value::Blob(_) => Role::Text,
                    };
                    plain(&Safe::line(&literal(value)).into_string(), role)
                })
                .collect()
        })
        .collect();
    fit(&align, &head, &body, cells)
}

/// A value as it is shown; a text that would look like a number, like NULL or like nothing, in quotes.
pub(crate) fn literal(value: &Value) -> String {
    match value {
        Value::Text(text)
            if text.trim().is_empty() || text.eq_ignore_ascii_case("null") || text.trim().parse::<f64>().is_ok() =>
        {
            format!("'{text}'")
        }
        Value::Null | Value::Int(_) | Value::Real(_) | Value::Text(_) | Value::Blob(_) => value.to_string(),
    }
}

fn plain(text: &str, role: Role) -> Cell {
    Cell { whole: vec![Span::new(text, role)] }
}

fn fit(align: &[Align], head: &[Cell], body: &[Vec<Cell>], cells: usize) -> Vec<Line> {
    if head.is_empty() {
        return Vec::new();
    }
    let natural: Vec<usize> = column_sizes(head, body, |cell| spans_width(&cell.whole));
    let least: Vec<usize> =
        column_sizes(head, body, |cell| longest_word(&cell.whole).min(16)).into_iter().map(|n| n.max(1)).collect();
    let Some(widths) = widths(&natural, &least, cells) else {
        return records(head, body, cells);
    };
    let mut out = grid_row(head, &widths, align);
    out.push(
        widths
            .iter()
            .enumerate()
            .flat_map(|(at, wide)| {
                let gap = if at + 1 < widths.len() { GAP } else { 0 };
                [Span::new("─".repeat(*wide), Role::Border), Span::new(" ".repeat(gap), Role::Text)]
            })
            .collect(),
    );
    let blocks: Vec<Vec<Line>> = body.iter().map(|row| grid_row(row, &widths, align)).collect();
    let airy = blocks.iter().any(|rows| rows.len() > 1);
    for (number, rows) in blocks.into_iter().enumerate() {
        if airy && number > 0 {
            out.push(Vec::new());
        }
        out.extend(rows);
    }
    out
}

fn column_sizes(head: &[Cell], body: &[Vec<Cell>], size: impl Fn(&Cell) -> usize) -> Vec<usize> {
    (0..head.len())
        .map(|at| {
            let cells = body.iter().filter_map(|row| row.get(at));
            std::iter::once(&head[at]).chain(cells).map(&size).max().unwrap_or(0)
        })
        .collect()
}

fn spans_width(spans: &[Span]) -> usize {
    spans.iter().map(|span| width(&span.text)).sum()
}

fn longest_word(spans: &[Span]) -> usize {
    let text: String = spans.iter().map(|span| span.text.as_str()).collect();
    text.split(' ').map(width).max().unwrap_or(0)
}

/// Column widths that fit: the widest columns give way first, none below its longest word; none where even that is too wide.
fn widths(natural: &[usize], least: &[usize], cells: usize) -> Option<Vec<usize>> {
    let gaps = GAP * natural.len().saturating_sub(1);
    let room = cells.checked_sub(gaps)?;
    if least.iter().sum::<usize>() > room {
        return None;
    }
    let mut widths = natural.to_vec();
    while widths.iter().sum::<usize>() > room {
        let widest =
            (0..widths.len()).filter(|at| widths[*at] > least[*at]).max_by_key(|at| (widths[*at], usize::MAX - *at))?;
        widths[widest] -= 1;
    }
    Some(widths)
}

fn grid_row(row: &[Cell], widths: &[usize], align: &[Align]) -> Vec<Line> {
    let wrapped: Vec<Vec<Line>> = row.iter().zip(widths).map(|(cell, wide)| cell.rows(*wide)).collect();
    let tall = wrapped.iter().map(Vec::len).max().unwrap_or(0);
    (0..tall)
        .map(|y| {
            let mut line = Vec::new();
            for (x, wide) in widths.iter().enumerate() {
                let spans = wrapped.get(x).and_then(|rows| rows.get(y)).cloned().unwrap_or_default();
                let free = wide.saturating_sub(spans_width(&spans));
                let before = match align.get(x).copied().unwrap_or_default() {
                    Align::Left => 0,
                    Align::Center => free / 2,
                    Align::Right => free,
                };
                let after = free - before + if x + 1 < widths.len() { GAP } else { 0 };
                line.push(Span::new(" ".repeat(before), Role::Text));
                line.extend(spans);
                line.push(Span::new(" ".repeat(after), Role::Text));
            }
            line.retain(|span| !span.text.is_empty());
            line
        })
        .collect()
}

/// A record a row: `head  cell`, a blank row between records.
fn records(head: &[Cell], body: &[Vec<Cell>], cells: usize) -> Vec<Line> {
    let widest = |size: fn(&[Span]) -> usize| head.iter().map(|cell| size(&cell.whole)).max().unwrap_or(0);
    // Heads are wrapped; their words, where half the place has room for them, are not.
    let label = widest(spans_width).min(cells / 3).max(widest(longest_word).min(cells / 2)).max(1);
    let mut out: Vec<Line> = Vec::new();
    for row in body {
        if !out.is_empty() {
            out.push(Vec::new());
        }
        for (name, cell) in head.iter().zip(row) {
            // A long head goes on below, as its value does.
            let rest = cells.saturating_sub(label + GAP).max(2);
            out.extend(grid_row(&[name.clone(), cell.clone()], &[label, rest], &[]));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::values;
    use crate::base::Value;

    fn shown(columns: &[&str], rows: &[Vec<Value>], cells: usize) -> Vec<String> {
        let columns: Vec<String> = columns.iter().map(|name| (*name).to_owned()).collect();
        values(&columns, rows, cells)
            .iter()
            .map(|row| row.iter().map(|span| span.text.as_str()).collect::<String>().trim_end().to_owned())
            .collect()
    }

    #[test]
    fn wide_characters_keep_their_columns() {
        let rows =
            [vec![Value::Int(7), "한글".into()], vec![Value::Int(12), "BK-7".into()], vec![Value::Null, "".into()]];
        assert_eq!(
            shown(&["id", "name"], &rows, 40),
            ["  id  name", "────  ────", "   7  한글", "  12  BK-7", "NULL  ''"]
        );
    }

    #[test]
    fn a_text_that_looks_like_another_value_is_quoted() {
        let rows = [vec!["1".into()], vec!["null".into()], vec![" ".into()], vec!["1a".into()]];
        assert_eq!(shown(&["v"], &rows, 40), ["v", "──────", "'1'", "'null'", "' '", "1a"]);
    }

    #[test]
    fn too_narrow_a_place_gets_records() {
        let rows = [vec!["one two three".into(), "four five six".into(), "seven eight".into()]];
        assert_eq!(
            shown(&["first", "second", "third"], &rows, 30),
            [
                "first     second     third",
                "────────  ─────────  ─────────",
                "one two   four five  seven",
                "three     six        eight"
            ]
        );
        assert_eq!(
            shown(&["first", "second", "third"], &rows, 14),
            [
                "first   one",
                "        two",
                "        three",
                "second  four",
                "        five",
                "        six",
                "third   seven",
                "        eight"
            ]
        );
        assert_eq!(
            shown(&["writes a minute", "추천 서비스", "unbreakable"], &[vec!["two".into(); 3]], 14),
            ["writes   two", "a", "minute", "추천     two", "서비스", "unbreak  two", "able"]
        );
    }

    #[test]
    fn escapes_in_cells_and_names_are_visible() {
        let rows = [vec![Value::Text("a\u{1b}[2J\nb".into())]];
        assert_eq!(shown(&["x\u{1b}c"], &rows, 40)[2], "a␛[2J⏎b");
    }
}
