//! One table of what was wanted and what came, with a mark for each row and the cells that differ in brackets.

use super::{gap, wrapped};
use crate::base::{Safe, Strings, Value, pad, truncate, width};
use crate::grade::{Pair, pairs};
use crate::tui::layout::{Role, Row, Span, rewrap, table};

/// As many rows are shown; of more, those that differ and their neighbours.
const ROWS: usize = 12;
/// Between two columns.
const GAP: usize = 2;
/// The mark of a row and the space after it.
const MARK: usize = 2;
/// A column without a difference is narrowed to this before others give way.
const LEAST: usize = 4;
/// A column with a difference is not narrowed below this, if it can be helped.
const LEAST_CHANGED: usize = 12;
/// As many lines a cell takes at most.
const TALL: usize = 4;

/// A cell of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Cell {
    /// A value that both have, or a whole row has.
    One(String, Role),
    /// The value wanted and the one that came.
    Two(String, String),
}

/// A line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Line {
    /// A row: its mark and its cells.
    Row(char, Vec<Cell>),
    /// So many rows that agree are left out.
    Agree(usize),
}

/// What is chosen to be shown.
enum Place {
    /// The row of this number.
    Row(usize),
    /// So many rows that agree are left out.
    Agree(usize),
}

/// The comparison of two tables of the same columns.
pub(super) fn rows(
    columns: &[String],
    expected: &[Vec<Value>],
    actual: &[Vec<Value>],
    words: &Strings,
    cells: usize,
) -> Vec<Row> {
    let found = pairs(expected, actual);
    let mut columns: Vec<String> = columns.iter().map(|name| Safe::line(name).into_string()).collect();
    if found.reordered {
        columns.insert(0, "#".to_owned());
    }
    let mark = |pair: &Pair| match pair {
        Pair::Same(at, there) if found.reordered && at != there => '~',
        Pair::Same(..) => ' ',
        Pair::Missing(_) => '-',
        Pair::Extra(_) => '+',
        Pair::Differs(..) => '~',
    };
    let marks: Vec<char> = found.rows.iter().map(mark).collect();
    // Words are made for what is shown alone: tables may be long, and a frame is not.
    let (places, more) = chosen(&marks);
    let lines: Vec<Line> = places
        .into_iter()
        .map(|place| match place {
            Place::Row(at) => Line::Row(marks[at], line(&found.rows[at], found.reordered, expected, actual)),
            Place::Agree(count) => Line::Agree(count),
        })
        .collect();
    let marks: String = marks.into_iter().collect();
    let mut out = legend(&marks, found.reordered, words, cells);
    out.extend(grid(&columns, &lines, words, cells));
    if more > 0 {
        let more = words.with("verdict-more-rows", &[("n", more.into())]);
        out.extend(wrapped("    ", Role::Text, &more, Role::Muted, cells));
    }
    out
}

fn line(pair: &Pair, numbered: bool, expected: &[Vec<Value>], actual: &[Vec<Value>]) -> Vec<Cell> {
    let text = |value: &Value| Safe::line(&table::literal(value)).into_string();
    let whole = |row: &[Value], role: Role| row.iter().map(|value| Cell::One(text(value), role)).collect();
    match pair {
        Pair::Same(at, there) => {
            let place = (at + 1).to_string();
            let number =
                if at == there { Cell::One(place, Role::Muted) } else { Cell::Two(place, (there + 1).to_string()) };
            let quiet =
                |value: &Value| Cell::One(text(value), if *value == Value::Null { Role::Muted } else { Role::Text });
            numbered.then_some(number).into_iter().chain(expected[*at].iter().map(quiet)).collect()
        }
        Pair::Missing(at) => whole(&expected[*at], Role::Good),
        Pair::Extra(there) => whole(&actual[*there], Role::Bad),
        Pair::Differs(at, there, cells) => {
            let both = expected[*at].iter().zip(&actual[*there]).enumerate();
            let cell = |(number, (a, b)): (usize, (&Value, &Value))| {
                if cells.contains(&number) { Cell::Two(text(a), text(b)) } else { Cell::One(text(a), Role::Text) }
            };
            both.map(cell).collect()
        }
    }
}

/// What the marks in the table mean.
fn legend(marks: &str, reordered: bool, words: &Strings, cells: usize) -> Vec<Row> {
    let differs = if reordered { "verdict-mark-moved" } else { "verdict-mark-differs" };
    let all = [('-', "verdict-mark-missing"), ('+', "verdict-mark-extra"), ('~', differs)];
    let told = all.iter().filter(|(mark, _)| marks.contains(*mark));
    let told: Vec<String> = told.map(|(mark, id)| format!("{mark} {}", words.get(id))).collect();
    wrapped("  ", Role::Text, &told.join("  "), Role::Muted, cells)
}

/// Which of the rows with these marks to show, and how many that differ are left out: all where they are few, else those
/// that differ and what is next to them.
fn chosen(marks: &[char]) -> (Vec<Place>, usize) {
    if marks.len() <= ROWS {
        return ((0..marks.len()).map(Place::Row).collect(), 0);
    }
    let differing: Vec<usize> = (0..marks.len()).filter(|at| marks[*at] != ' ').take(ROWS).collect();
    let last = differing.last().copied().unwrap_or(ROWS);
    let mut room = ROWS.saturating_sub(differing.len());
    let mut keep = vec![false; marks.len()];
    for at in &differing {
        keep[*at] = true;
    }
    for at in 0..marks.len() {
        let near = differing.iter().any(|other| other.abs_diff(at) == 1) || differing.is_empty();
        if near && !keep[at] && room > 0 && marks[at] == ' ' {
            (keep[at], room) = (true, room - 1);
        }
    }
    let left_out = marks.iter().enumerate().filter(|(at, mark)| *at > last && **mark != ' ' && !keep[*at]).count();
    let mut out = Vec::new();
    for (at, (mark, keep)) in marks.iter().zip(keep).enumerate() {
        match out.last_mut() {
            _ if keep => out.push(Place::Row(at)),
            Some(Place::Agree(count)) if *mark == ' ' => *count += 1,
            _ if *mark == ' ' => out.push(Place::Agree(1)),
            _ => {}
        }
    }
    (out, left_out)
}

/// The lines in columns that fit: columns without a difference are narrowed first, then left out, the first of them last.
fn grid(columns: &[String], lines: &[Line], words: &Strings, cells: usize) -> Vec<Row> {
    let room = cells.saturating_sub(2 + MARK).max(LEAST_CHANGED);
    let in_column = |at: usize| {
        lines.iter().filter_map(move |line| match line {
            Line::Row(_, cells) => cells.get(at),
            Line::Agree(_) => None,
        })
    };
    let changed: Vec<bool> =
        (0..columns.len()).map(|at| in_column(at).any(|cell| matches!(cell, Cell::Two(..)))).collect();
    let any = changed.contains(&true);
    let natural: Vec<usize> = (0..columns.len())
        .map(|at| in_column(at).map(natural).chain([width(&columns[at])]).max().unwrap_or(1).max(1))
        .collect();
    let numeric: Vec<bool> = (0..columns.len()).map(|at| in_column(at).all(is_number)).collect();
    // Where only whole rows differ, all columns matter alike.
    let matters: Vec<bool> = changed.iter().map(|changed| *changed || !any).collect();
    let mut shown: Vec<usize> = (0..columns.len()).collect();
    let mut widths = natural.clone();
    loop {
        let total =
            |widths: &[usize]| shown.iter().map(|at| widths[*at]).sum::<usize>() + GAP * shown.len().saturating_sub(1);
        let narrowed = |widths: &[usize], which: &dyn Fn(usize) -> bool, least: usize| {
            let able = shown.iter().copied().filter(|at| which(*at) && widths[*at] > least);
            able.max_by_key(|at| (widths[*at], usize::MAX - *at))
        };
        while total(&widths) > room {
            let next = narrowed(&widths, &|at| !matters[at], LEAST)
                .or_else(|| narrowed(&widths, &|at| matters[at], LEAST_CHANGED));
            let Some(at) = next else { break };
            widths[at] -= 1;
        }
        if total(&widths) <= room {
            break;
        }
        let aside = shown.iter().copied().rfind(|at| !matters[*at]);
        let Some(aside) = aside.or_else(|| if shown.len() > 1 { shown.last().copied() } else { None }) else { break };
        shown.retain(|at| *at != aside);
        widths.clone_from(&natural);
    }
    let mut out = Vec::new();
    let mut head = vec![Span::new(" ".repeat(2 + MARK), Role::Text)];
    let mut rule = head.clone();
    for (number, &at) in shown.iter().enumerate() {
        let gap = " ".repeat(if number + 1 < shown.len() { GAP } else { 0 });
        let name = truncate(&columns[at], widths[at]);
        let name = if numeric[at] { right(&name, widths[at]) } else { pad(&name, widths[at]) };
        head.push(Span::new(name + &gap, Role::TableHead));
        rule.push(Span::new("─".repeat(widths[at]), Role::Border));
        rule.push(Span::new(gap, Role::Text));
    }
    out.push(Row { spans: head, block: 0 });
    out.push(Row { spans: rule, block: 0 });
    for line in lines {
        match line {
            Line::Agree(count) => {
                let agree = words.with("verdict-rows-agree", &[("n", (*count).into())]);
                out.extend(wrapped("  ⋮ ", Role::Muted, &agree, Role::Muted, cells));
            }
            Line::Row(mark, row) => {
                let fitted: Vec<Vec<Vec<Span>>> = shown
                    .iter()
                    .map(|at| row.get(*at).map_or_else(Vec::new, |cell| fitted(cell, *mark, widths[*at])))
                    .collect();
                let tall = fitted.iter().map(Vec::len).max().unwrap_or(1).max(1);
                for y in 0..tall {
                    let first = if y == 0 { *mark } else { ' ' };
                    let mut spans =
                        vec![Span::new(format!("  {first} "), if first == '-' { Role::Good } else { Role::Bad })];
                    for (number, &at) in shown.iter().enumerate() {
                        let cell = fitted[number].get(y).cloned().unwrap_or_default();
                        let free = widths[at].saturating_sub(cell.iter().map(|span| width(&span.text)).sum());
                        let gap = if number + 1 < shown.len() { GAP } else { 0 };
                        let (before, after) = if numeric[at] { (free, gap) } else { (0, free + gap) };
                        spans.push(Span::new(" ".repeat(before), Role::Text));
                        spans.extend(cell);
                        spans.push(Span::new(" ".repeat(after), Role::Text));
                    }
                    spans.retain(|span| !span.text.is_empty());
                    out.push(Row { spans, block: 0 });
                }
            }
        }
    }
    if shown.len() < columns.len() {
        let aside = (0..columns.len()).filter(|at| !shown.contains(at)).map(|at| columns[at].as_str());
        let aside = aside.collect::<Vec<_>>().join(", ");
        let told = words.with("verdict-columns-aside", &[("columns", aside.into())]);
        out.push(gap());
        out.extend(wrapped("    ", Role::Text, &told, Role::Muted, cells));
    }
    out
}

fn natural(cell: &Cell) -> usize {
    match cell {
        Cell::One(text, _) => width(text),
        Cell::Two(from, to) => width(from) + width(to) + "[ → ]".chars().count(),
    }
}

fn is_number(cell: &Cell) -> bool {
    let number = |text: &str| text == "NULL" || text.parse::<f64>().is_ok();
    match cell {
        Cell::One(text, _) => number(text),
        Cell::Two(from, to) => number(from) && number(to),
    }
}

fn right(text: &str, cells: usize) -> String {
    " ".repeat(cells.saturating_sub(width(text))) + text
}

/// A cell within a width: one line where a row agrees, a few where it matters; two values cut around what differs.
fn fitted(cell: &Cell, mark: char, cells: usize) -> Vec<Vec<Span>> {
    match cell {
        Cell::One(text, role) if mark == ' ' || mark == '~' || width(text) <= cells => {
            vec![vec![Span::new(truncate(text, cells), *role)]]
        }
        Cell::One(text, role) => {
            let mut lines = rewrap(&[Span::new(text.as_str(), *role)], cells.max(1));
            if lines.len() > TALL {
                lines.truncate(TALL);
                if let Some(span) = lines.last_mut().and_then(|line| line.last_mut()) {
                    span.text = truncate(&format!("{}…", truncate(&span.text, cells.saturating_sub(1))), cells);
                }
            }
            lines
        }
        Cell::Two(from, to) => {
            let open = Span::new("[", Role::Muted);
            let close = Span::new("]", Role::Muted);
            let arrow = Span::new(" → ", Role::Muted);
            let wanted = |text: String| Span::new(text, Role::Good);
            let came = |text: String| Span::new(text, Role::Changed);
            if natural(cell) <= cells {
                return vec![vec![open, wanted(from.clone()), arrow, came(to.clone()), close]];
            }
            let (short_from, short_to) = around(from, to, cells.saturating_sub(5) / 2);
            if cells >= 5 + 2 * 6 && width(&short_from) + width(&short_to) + 5 <= cells {
                return vec![vec![open, wanted(short_from), arrow, came(short_to), close]];
            }
            let (from, to) = around(from, to, cells.saturating_sub(3));
            let arrow = Span::new(" →", Role::Muted);
            vec![vec![open, wanted(from), arrow], vec![Span::new(" ", Role::Text), came(to), close]]
        }
    }
}

/// Two texts cut to `cells` each so that the first difference stays in sight, in the same surroundings.
fn around(a: &str, b: &str, cells: usize) -> (String, String) {
    if width(a) <= cells && width(b) <= cells {
        return (a.to_owned(), b.to_owned());
    }
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let shared: String = a.chars().take(common).collect();
    // A third of the room is for what comes before the difference.
    let before = cells / 3;
    if width(&shared) <= before {
        return (truncate(a, cells), truncate(b, cells));
    }
    let mut from = common;
    let mut wide = 0;
    for c in shared.chars().rev() {
        wide += width(c.encode_utf8(&mut [0; 4]));
        if wide + 1 > before {
            break;
        }
        from -= 1;
    }
    let cut = |text: &str| {
        let rest: String = text.chars().skip(from).collect();
        truncate(&format!("…{rest}"), cells)
    };
    (cut(a), cut(b))
}

#[cfg(test)]
mod tests {
    use super::{around, rows};
    use crate::base::{Lang, Strings, Value, width};

    fn shown(columns: &str, expected: &[&str], actual: &[&str], cells: usize) -> Vec<String> {
        let cell = |text: &str| match text {
            "NULL" => Value::Null,
            _ => text.parse().map_or_else(|_| Value::from(text.replace('_', " ")), Value::Int),
        };
        let table =
            |rows: &[&str]| -> Vec<Vec<Value>> { rows.iter().map(|row| row.split(' ').map(cell).collect()).collect() };
        let columns: Vec<String> = columns.split(' ').map(str::to_owned).collect();
        let words = Strings::new(&Lang::new("en").expect("a code"));
        let rows = rows(&columns, &table(expected), &table(actual), &words, cells);
        let text = |row: &super::Row| row.spans.iter().map(|span| span.text.as_str()).collect::<String>();
        let lines: Vec<String> = rows.iter().map(|row| text(row).trim_end().to_owned()).collect();
        assert!(lines.iter().all(|line| width(line) <= cells), "{lines:#?}");
        lines
    }

    #[test]
    fn a_row_that_differs_in_a_cell_is_one_row() {
        let expected = ["Busan BK-7 3", "Daegu MUG-1 4", "Seoul MUG-1 9"];
        assert_eq!(
            shown("warehouse sku qty", &expected, &["Busan BK-7 3", "Seoul MUG-1 6", "Jeju PEN 1"], 80)[1..],
            [
                "    warehouse  sku        qty",
                "    ─────────  ─────  ───────",
                "    Busan      BK-7         3",
                "  - Daegu      MUG-1        4",
                "  ~ Seoul      MUG-1  [9 → 6]",
                "  + Jeju       PEN          1",
            ]
        );
    }

    #[test]
    fn another_order_tells_both_places() {
        assert_eq!(
            shown("id", &["7", "8", "9"], &["8", "7", "9"], 60)[1..],
            ["          #  id", "    ───────  ──", "  ~ [1 → 2]   7", "  ~ [2 → 1]   8", "          3   9"]
        );
    }

    #[test]
    fn columns_that_agree_give_way_first() {
        let expected = ["1 a_long_address_in_Seoul another_long_text 5"];
        let actual = ["1 a_long_address_in_Seoul another_long_text 6"];
        for (cells, told) in [(80, "another long text"), (48, "another"), (24, "Without")] {
            let lines = shown("id address note qty", &expected, &actual, cells);
            assert!(lines.iter().any(|line| line.contains("[5 → 6]")), "{lines:#?}");
            assert!(lines.iter().any(|line| line.contains(told)), "{cells} {lines:#?}");
        }
    }

    #[test]
    fn of_many_rows_those_that_differ_are_shown() {
        let all: Vec<String> = (0..60).map(|n| format!("{n} x")).collect();
        let expected: Vec<&str> = all.iter().map(String::as_str).collect();
        let mut actual = expected.clone();
        actual[40] = "40 y";
        let lines = shown("id v", &expected, &actual, 60);
        assert!(lines.len() < 12 && lines.iter().any(|line| line.contains("40  [x → y]")), "{lines:#?}");
        assert!(lines.iter().any(|line| line.contains("39 rows agree")), "{lines:#?}");
        let lines = shown("id v", &expected, &[], 60);
        assert!(lines.len() < 18 && lines.last().is_some_and(|line| line.contains("48 more rows")), "{lines:#?}");
    }

    #[test]
    fn long_values_are_cut_around_the_difference() {
        for (a, b, cells, cut) in [
            ("short", "shirt", 20, ("short", "shirt")),
            (r#"{"sku":"BK-7","qty":2}"#, r#"{"sku":"BK-7","qty":4}"#, 12, (r#"…y":2}"#, r#"…y":4}"#)),
            ("0123456789", "x123456789", 6, ("01234…", "x1234…")),
        ] {
            assert_eq!(around(a, b, cells), (cut.0.to_owned(), cut.1.to_owned()));
        }
    }
}
