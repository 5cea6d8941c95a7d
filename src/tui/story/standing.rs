//! How things stand after a step: what it did, the tables, what is on its way, what must hold.

use super::{cells_of, cut};
use crate::base::{Safe, Strings, Value, pad, truncate};
use crate::grade::story::{self, RowMark, Standing, Story, Table, Telling, Tone, Truth};
use crate::tui::layout::table::literal;
use crate::tui::layout::{Role, Row, Span};
use crate::tui::rows::{gap, wrapped};

/// The widest cell of a table.
const WIDEST: usize = 28;
/// Cells of a long id that is cut, and of a name that is.
const ID: usize = 9;
const NAME: usize = 4;
/// As many rows of a table are shown; those that changed always.
const ROWS: usize = 60;

/// What a step is and does, at length; nothing before the first.
pub(crate) fn step(telling: &Telling, after: usize, words: &Strings, cells: usize) -> Vec<Row> {
    let Some(step) = after.checked_sub(1).and_then(|at| telling.steps.get(at)) else {
        return wrapped("", Role::Muted, &words.get("story-beginning"), Role::Muted, cells);
    };
    let who = step.by.and_then(|by| telling.cast.lifelines.get(by)).map_or("", |lifeline| lifeline.name.as_str());
    let says = if who.is_empty() { step.says.clone() } else { format!("{who}: {}", step.says) };
    let mut out = wrapped("", Role::Strong, &says, Role::Strong, cells);
    for (what, tone) in &step.does {
        out.extend(wrapped("  ", Role::Text, what, said(*tone), cells));
    }
    out
}

fn said(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Text,
        Tone::Quiet => Role::Muted,
        Tone::Fault => Role::Warning,
        Tone::Bad => Role::Bad,
    }
}

/// Rows that should be in sight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sight {
    /// The name above them.
    pub(crate) title: usize,
    /// The first of them.
    pub(crate) first: usize,
    /// The last of them.
    pub(crate) last: usize,
}

/// The tables, those rows marked that changed with the last step; and where these stand.
pub(crate) fn tables(standing: &Standing, words: &Strings, cells: usize) -> (Vec<Row>, Option<Sight>) {
    let mut out = Vec::new();
    let mut changed: Option<Sight> = None;
    for table in &standing.tables {
        let name = Safe::line(&format!("{}.{}", table.service, table.name)).into_string();
        if table.rows.is_empty() {
            let none = Span::new(format!("  {}", words.get("story-no-rows")), Role::Muted);
            out.push(Row { spans: vec![Span::new(name, Role::Subheading), none], block: 0 });
            continue;
        }
        let title = out.len();
        out.push(cut(&name, Role::Subheading, cells));
        out.extend(body(table, words, cells));
        let is_marked = |at: &usize| out[*at].spans.first().is_some_and(|mark| mark.role != Role::Text);
        let mut marked = (title + 1..out.len()).filter(is_marked);
        if let Some(first) = marked.next() {
            let last = marked.next_back().unwrap_or(first);
            changed = Some(changed.map_or(Sight { title, first, last }, |sight| Sight { last, ..sight }));
        }
    }
    (out, changed)
}

/// A cell in words: of one that changed, as it was and as it is.
fn cell(row: &story::Row, at: usize) -> (String, Role) {
    let shown = |value: &Value| Safe::line(&literal(value)).into_string();
    let value = row.cells.get(at).unwrap_or(&Value::Null);
    match &row.mark {
        RowMark::Same => (shown(value), if *value == Value::Null { Role::Muted } else { Role::Text }),
        RowMark::New => (shown(value), Role::Good),
        RowMark::Gone => (shown(value), Role::Strike),
        RowMark::Changed(before) => match before.get(at).filter(|before| *before != value) {
            Some(before) => (format!("{} → {}", shown(before), shown(value)), Role::Changed),
            None => (shown(value), Role::Text),
        },
    }
}

fn body(table: &Table, words: &Strings, cells: usize) -> Vec<Row> {
    let is_kept = |(at, row): &(usize, &story::Row)| *at < ROWS || row.mark != RowMark::Same;
    let kept: Vec<&story::Row> = table.rows.iter().enumerate().filter(is_kept).map(|(_, row)| row).collect();
    let columns = table.columns.len();
    let told: Vec<Vec<(String, Role)>> =
        kept.iter().map(|row| (0..columns).map(|at| cell(row, at)).collect()).collect();
    let heads: Vec<String> = table.columns.iter().map(|name| Safe::line(name).into_string()).collect();
    let content = |at: usize| told.iter().map(|row| cells_of(&row[at].0)).max().unwrap_or(0);
    let mut widths: Vec<usize> = (0..columns).map(|at| content(at).max(cells_of(&heads[at])).min(WIDEST)).collect();
    // Of long ids the first digits tell them apart; of names of columns, mostly.
    let ids =
        |at: usize| kept.iter().all(|row| matches!(row.cells.get(at), Some(Value::Text(id)) if story::is_uuid(id)));
    let least = |at: usize| if ids(at) { ID } else { content(at).max(NAME) };
    let least: Vec<usize> = (0..columns).map(least).collect();
    narrow(&mut widths, &least, cells.saturating_sub(2));
    let number = |at: usize| kept.iter().all(|row| !matches!(row.cells.get(at), Some(Value::Text(_) | Value::Blob(_))));
    let numbers: Vec<bool> = (0..columns).map(number).collect();
    let fitted = |text: &str, at: usize| {
        let text = truncate(text, widths[at]);
        if numbers[at] { format!("{}{text}", " ".repeat(widths[at] - cells_of(&text))) } else { pad(&text, widths[at]) }
    };
    let line = |mark: Span, told: Vec<(String, Role)>| {
        let mut spans = vec![mark];
        for (at, (text, role)) in told.into_iter().enumerate() {
            if at > 0 {
                spans.push(Span::new("  ", Role::Text));
            }
            spans.push(Span::new(fitted(&text, at), role));
        }
        Row { spans, block: 0 }
    };
    let heads = heads.into_iter().map(|name| (name, Role::Muted)).collect();
    let mut out = vec![line(Span::new("  ", Role::Text), heads)];
    for (row, told) in kept.iter().zip(told) {
        let mark = match row.mark {
            RowMark::Same => Span::new("  ", Role::Text),
            RowMark::New => Span::new("+ ", Role::Good),
            RowMark::Changed(_) => Span::new("~ ", Role::Changed),
            RowMark::Gone => Span::new("- ", Role::Bad),
        };
        out.push(line(mark, told));
    }
    if kept.len() < table.rows.len() {
        let more = words.with("verdict-more-parts", &[("n", (table.rows.len() - kept.len()).into())]);
        out.extend(wrapped("  ", Role::Text, &more, Role::Muted, cells));
    }
    out
}

/// Takes from the columns until all fit: down to what each should have, then from the widest.
fn narrow(widths: &mut [usize], least: &[usize], cells: usize) {
    let room = cells.saturating_sub(2 * widths.len().saturating_sub(1));
    for least in [least, &vec![NAME; least.len()]] {
        while widths.iter().sum::<usize>() > room {
            let more = widths.iter_mut().zip(least).filter(|(width, least)| **width > **least);
            let Some((widest, _)) = more.max_by_key(|(width, _)| **width) else { break };
            *widest -= 1;
        }
    }
}

/// What is on its way.
pub(crate) fn flights(story: &Story, after: usize, words: &Strings, cells: usize) -> Vec<Row> {
    let flights = story::flights(&story.trace, after, words);
    if flights.is_empty() {
        return wrapped("  ", Role::Text, &words.get("story-nothing-in-flight"), Role::Muted, cells);
    }
    flights.iter().flat_map(|flight| wrapped("▶ ", Role::Muted, flight, Role::Text, cells)).collect()
}

/// What must hold, and whether it does; and where the first stands that does not.
pub(crate) fn checks(story: &Story, after: usize, words: &Strings, cells: usize) -> (Vec<Row>, Option<Sight>) {
    let mut out = Vec::new();
    let mut broken = None;
    for (number, promise) in story.checks.iter().enumerate() {
        let says = Safe::line(&promise.says).into_string();
        match story.truth(number, after) {
            Truth::Holds => out.extend(wrapped("✔ ", Role::Good, &says, Role::Text, cells)),
            truth @ (Truth::NotYet | Truth::Elsewhere) => {
                let when = if truth == Truth::NotYet { "story-asked-later" } else { "story-asked-elsewhere" };
                let says = words.with(when, &[("check", says.into())]);
                out.extend(wrapped("○ ", Role::Muted, &says, Role::Muted, cells));
            }
            Truth::Broken(columns, rows) => {
                let first = out.len();
                out.extend(wrapped("✘ ", Role::Bad, &says, Role::Strong, cells));
                let told = crate::tui::layout::table::values(&columns, &rows, cells.saturating_sub(4));
                let told = if columns.is_empty() { Vec::new() } else { told };
                let told = told.into_iter().map(|spans| Row { spans, block: 0 }).collect();
                out.extend(crate::tui::rows::indented(told, 4));
                broken = broken.or(Some(Sight { title: first, first, last: out.len().saturating_sub(1) }));
            }
        }
    }
    if out.is_empty() {
        out.push(gap());
    }
    (out, broken)
}
