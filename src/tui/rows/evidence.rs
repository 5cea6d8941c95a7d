//! The data that shows a finding.

use super::{caption, difference, gap, indented, lines, row, safe, sequence, sessions, wrapped};
use crate::base::{Safe, Strings, Value};
use crate::grade::{Evidence, Finding, Stopped, TableBefore};
use crate::tui::layout::{Role, Row, Span, table};

/// As many rows of a table are shown.
const ROWS: usize = 12;

/// The data that shows a finding.
pub(crate) fn evidence(finding: &Finding, words: &Strings, cells: usize) -> Vec<Row> {
    let mut out = Vec::new();
    match &finding.evidence {
        Evidence::None => {}
        Evidence::Tables { dataset, of: _, columns, expected, actual, given } => {
            before(&mut out, given, words, cells);
            let alike = expected.iter().chain(actual).all(|row| row.len() == columns.len());
            if alike && !(expected.is_empty() && actual.is_empty()) {
                caption(&mut out, &compared_on(dataset, words), cells);
                out.extend(difference::rows(columns, expected, actual, words, cells));
            } else {
                let wanted = titled(&expected_on(dataset, words), columns, expected, words, cells);
                let came = titled(&words.get("verdict-yours"), &as_wide(columns, actual), actual, words, cells);
                out.push(gap());
                out.extend(beside(wanted, came, cells));
            }
        }
        Evidence::Rows { dataset: _, columns, rows, given, stopped } => {
            before(&mut out, given, words, cells);
            if let Some(stopped) = stopped {
                script(&mut out, stopped, words, cells);
            }
            if !columns.is_empty() {
                caption(&mut out, &words.get("verdict-rows"), cells);
                values(&mut out, columns, rows, words, cells);
            }
        }
        Evidence::Texts { expected, actual } => out.extend(sequence::rows(expected, actual, words, cells)),
        Evidence::History { given, when, expected, actual } => {
            caption(&mut out, &words.get("verdict-history"), cells);
            if given.is_empty() {
                lines(&mut out, &words.get("verdict-no-events"), Role::Muted, cells);
            }
            history(&mut out, given, words, cells);
            if let Some(when) = when {
                caption(&mut out, &words.get("verdict-when"), cells);
                lines(&mut out, &sequence::airy(when), Role::Text, cells);
            }
            came(&mut out, expected, actual, words, cells);
        }
        Evidence::Call { with, expected, actual } => {
            caption(&mut out, &words.get("verdict-call"), cells);
            lines(&mut out, &sequence::airy(with), Role::Text, cells);
            came(&mut out, expected, actual, words, cells);
        }
        Evidence::Plan(steps) => {
            caption(&mut out, &words.get("verdict-plan"), cells);
            let table = match finding.args.get("table") {
                Some(Value::Text(table)) => table.rsplit('.').next().unwrap_or(table),
                Some(Value::Null | Value::Int(_) | Value::Real(_) | Value::Blob(_)) | None => "",
            };
            plan(&mut out, steps, table, words, cells);
        }
        Evidence::Interleaving { order, steps, columns, rows, given } => {
            before(&mut out, given, words, cells);
            caption(&mut out, &words.with("verdict-order", &[("order", safe(order))]), cells);
            out.extend(sessions::rows(steps, words, cells));
            if !columns.is_empty() {
                caption(&mut out, &words.get("verdict-rows"), cells);
                values(&mut out, columns, rows, words, cells);
            }
        }
    }
    out
}

/// What came beside what was wanted; where a function only must not fail, nothing is wanted of what it gives.
fn came(out: &mut Vec<Row>, expected: &str, actual: &str, words: &Strings, cells: usize) {
    if expected.is_empty() {
        caption(out, &words.get("verdict-yours"), cells);
        lines(out, &sequence::airy(actual), Role::Bad, cells);
    } else {
        out.extend(sequence::rows(expected, actual, words, cells));
    }
}

/// The events of before; of many, the first few and those that the end comes of.
fn history(out: &mut Vec<Row>, given: &[String], words: &Strings, cells: usize) {
    const MOST: usize = 16;
    const FIRST: usize = 4;
    const LAST: usize = 8;
    let shown = |out: &mut Vec<Row>, events: &[String]| {
        for event in events {
            lines(out, &sequence::airy(event), Role::Text, cells);
        }
    };
    if given.len() <= MOST {
        return shown(out, given);
    }
    let until = given.len() - LAST;
    shown(out, &given[..FIRST]);
    lines(out, &words.with("verdict-more-events", &[("n", (until - FIRST).into())]), Role::Muted, cells);
    shown(out, &given[until..]);
}

/// The statements of a script around the one after which it was stopped: what is kept, what is lost, what was never run.
fn script(out: &mut Vec<Row>, stopped: &Stopped, words: &Strings, cells: usize) {
    const BEFORE: usize = 4;
    const AFTER: usize = 2;
    let Stopped { file, statements, after, kept } = stopped;
    caption(out, &words.with("verdict-script", &[("file", safe(file))]), cells);
    let from = after.saturating_sub(BEFORE);
    if from > 0 {
        out.push(row("    ⋮", Role::Muted));
    }
    let until = statements.len().min(after + AFTER);
    for (at, statement) in statements.iter().enumerate().take(until).skip(from) {
        if at == *after {
            out.extend(wrapped("  ✖ ", Role::Bad, &words.get("verdict-stopped-here"), Role::Bad, cells));
        }
        let (mark, mark_role, role) = match at {
            at if at < *kept => ("  ✔ ", Role::Good, Role::Text),
            at if at < *after => ("  ✘ ", Role::Bad, Role::Muted),
            _ => ("  · ", Role::Muted, Role::Muted),
        };
        let number = format!("{mark}{} ", at + 1);
        out.extend(wrapped(&number, mark_role, Safe::line(statement).as_str(), role, cells));
    }
    if *after >= statements.len() {
        out.extend(wrapped("  ✖ ", Role::Bad, &words.get("verdict-stopped-here"), Role::Bad, cells));
    } else if until < statements.len() {
        out.push(row("    ⋮", Role::Muted));
    }
    if kept < after {
        out.extend(wrapped("    ", Role::Text, &words.get("verdict-lost"), Role::Muted, cells));
    }
}

/// A plan as a tree, the scans that are meant marked: those of the table, or where a plan calls it otherwise, all.
fn plan(out: &mut Vec<Row>, steps: &[String], table: &str, words: &Strings, cells: usize) {
    let scans = |step: &str| {
        let name = step.trim_start().strip_prefix("SCAN ")?.split_whitespace().next()?;
        Some(name.to_owned())
    };
    let named = |step: &str| scans(step).is_some_and(|name| name.eq_ignore_ascii_case(table));
    let any = steps.iter().any(|step| named(step));
    let depth = |step: &str| (step.len() - step.trim_start().len()) / 2;
    for (at, step) in steps.iter().enumerate() {
        let deep = depth(step);
        // A line goes on as long as another step of its depth comes before one that is less deep.
        let goes_on = |level: usize| {
            let after = steps[at + 1..].iter().map(|step| depth(step));
            after.take_while(|other| *other >= level).any(|other| other == level)
        };
        let mut tree: String = (1..deep).map(|level| if goes_on(level) { "│  " } else { "   " }).collect();
        if deep > 0 {
            tree.push_str(if goes_on(deep) { "├─ " } else { "└─ " });
        }
        let bad = if any { named(step) } else { scans(step).is_some_and(|name| name != "CONSTANT") };
        let mark = if bad { "  ✘ " } else { "    " };
        let words =
            if bad { format!("{}  {}", step.trim(), words.get("verdict-scan")) } else { step.trim().to_owned() };
        let role = if bad { Role::Bad } else { Role::Text };
        let first = wrapped(&format!("{mark}{tree}"), Role::Border, Safe::line(&words).as_str(), role, cells);
        out.extend(first);
    }
}

/// The rows of before; of many tables, those without rows in one line.
fn before(out: &mut Vec<Row>, given: &[TableBefore], words: &Strings, cells: usize) {
    let empty: Vec<&str> = given.iter().filter(|it| it.2.is_empty()).map(|it| it.0.as_str()).collect();
    let aside = empty.len() > 1;
    for (name, columns, rows) in given.iter().filter(|it| !aside || !it.2.is_empty()) {
        // What is called as a script holds the parameters that it was run with.
        let is_script = std::path::Path::new(name).extension().is_some_and(|kind| kind.eq_ignore_ascii_case("sql"));
        let title = if is_script {
            words.with("verdict-parameters", &[("file", safe(name))])
        } else {
            words.with("verdict-given", &[("table", safe(name))])
        };
        caption(out, &title, cells);
        values(out, columns, rows, words, cells);
    }
    if aside {
        caption(out, &words.with("verdict-given-none", &[("tables", safe(&empty.join(", ")))]), cells);
    }
}

/// The caption of a comparison, with the dataset: `shown`, `generated 3`, or none.
fn compared_on(dataset: &str, words: &Strings) -> String {
    on(dataset, words, ["verdict-compared", "verdict-compared-shown", "verdict-compared-generated"])
}

/// The same of what was wanted.
fn expected_on(dataset: &str, words: &Strings) -> String {
    on(dataset, words, ["verdict-expected", "verdict-expected-shown", "verdict-expected-generated"])
}

fn on(dataset: &str, words: &Strings, [plain, shown, generated]: [&str; 3]) -> String {
    match (dataset, dataset.strip_prefix("generated ")) {
        ("shown", _) => words.get(shown),
        (_, Some(number)) => words.with(generated, &[("n", safe(number))]),
        (_, None) => words.get(plain),
    }
}

fn values(out: &mut Vec<Row>, columns: &[String], rows: &[Vec<Value>], words: &Strings, cells: usize) {
    if rows.is_empty() {
        return lines(out, &words.get("verdict-no-rows"), Role::Muted, cells);
    }
    let shown = &rows[..rows.len().min(ROWS)];
    let table = table::values(columns, shown, cells.saturating_sub(2));
    out.extend(indented(table.into_iter().map(|spans| Row { spans, block: 0 }).collect(), 2));
    if shown.len() < rows.len() {
        let more = words.with("verdict-more-rows", &[("n", (rows.len() - shown.len()).into())]);
        lines(out, &more, Role::Muted, cells);
    }
}

/// A table below its caption.
fn titled(caption: &str, columns: &[String], rows: &[Vec<Value>], words: &Strings, cells: usize) -> Vec<Row> {
    let mut out = wrapped("", Role::Muted, caption, Role::Muted, cells);
    values(&mut out, columns, rows, words, cells);
    out
}

/// Two blocks side by side where there is room, else one below the other.
fn beside(left: Vec<Row>, right: Vec<Row>, cells: usize) -> Vec<Row> {
    let widest = |rows: &[Row]| rows.iter().map(Row::width).max().unwrap_or(0);
    let column = widest(&left) + 3;
    if column + widest(&right) > cells {
        return left.into_iter().chain([gap()]).chain(right).collect();
    }
    let mut rows = left;
    rows.resize_with(rows.len().max(right.len()), gap);
    for (row, more) in rows.iter_mut().zip(right) {
        row.spans.push(Span::new(" ".repeat(column - row.width()), Role::Text));
        row.spans.extend(more.spans);
    }
    rows
}

/// Column names for rows that may have more cells than the solution's.
fn as_wide(columns: &[String], rows: &[Vec<Value>]) -> Vec<String> {
    let wide = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut columns = columns.to_vec();
    columns.truncate(wide.max(1));
    columns.extend((columns.len()..wide).map(|at| format!("#{}", at + 1)));
    columns
}
