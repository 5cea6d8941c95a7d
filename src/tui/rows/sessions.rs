//! The steps of two sessions: a column each, time downwards, the step that loses marked.

use super::wrapped;
use crate::base::{Safe, Strings, width};
use crate::tui::layout::{Role, Row, Span};

/// From this width on the sessions have a column each.
const WIDE: usize = 50;
/// As many lines of a statement are shown.
const TALL: usize = 4;

/// A step: session, statement in short, and what came of it.
type Step = (String, String, String);

/// The steps in their order.
pub(super) fn rows(steps: &[Step], words: &Strings, cells: usize) -> Vec<Row> {
    let marked = losing(steps);
    let mut out = Vec::new();
    let columns = cells >= WIDE;
    let room = if columns { (cells - "  00 ".len() - " │ ".len()) / 2 } else { cells.saturating_sub(8) };
    if columns {
        let name = |session: &str| vec![Span::new(session, Role::Strong)];
        out.push(joined("     ", Role::Text, name("A"), name("B"), room));
    }
    for (at, (session, statement, what)) in steps.iter().enumerate() {
        let loses = marked == Some(at);
        let mut lines: Vec<Vec<Span>> = wrapped("", Role::Text, Safe::line(statement).as_str(), Role::Text, room)
            .into_iter()
            .map(|row| row.spans)
            .collect();
        if lines.len() > TALL {
            lines.truncate(TALL);
            lines.extend([vec![Span::new("…", Role::Muted)]]);
        }
        let (saw, bad) = came(what, words);
        let role = if bad || loses { Role::Bad } else { Role::Muted };
        lines.extend(wrapped("→ ", role, &saw, role, room).into_iter().map(|row| row.spans));
        if loses {
            let says = words.get("verdict-step-loses");
            lines.extend(wrapped("✘ ", Role::Bad, &says, Role::Bad, room).into_iter().map(|row| row.spans));
        }
        for (y, line) in lines.into_iter().enumerate() {
            let number = if y == 0 { format!("{:>4} ", at + 1) } else { "     ".to_owned() };
            let role = if loses { Role::Bad } else { Role::Muted };
            if columns {
                let (left, right) = if session == "A" { (line, Vec::new()) } else { (Vec::new(), line) };
                out.push(joined(&number, role, left, right, room));
            } else {
                let name = if y == 0 { format!("{session}  ") } else { "   ".to_owned() };
                let head = [Span::new(number, role), Span::new(name, Role::Strong)];
                out.push(Row { spans: head.into_iter().chain(line).collect(), block: 0 });
            }
        }
    }
    out
}

fn joined(head: &str, role: Role, left: Vec<Span>, right: Vec<Span>, column: usize) -> Row {
    let free = column.saturating_sub(left.iter().map(|span| width(&span.text)).sum());
    let bar = [Span::new(" ".repeat(free), Role::Text), Span::new(" │ ", Role::Border)];
    let mut spans: Vec<Span> = std::iter::once(Span::new(head, role)).chain(left).chain(bar).chain(right).collect();
    spans.retain(|span| !span.text.is_empty());
    Row { spans, block: 0 }
}

/// What a step saw, in words, and whether it failed.
fn came(what: &str, words: &Strings) -> (String, bool) {
    let number = |rest: &str| rest.trim().parse::<i64>().ok();
    let changed = what.strip_prefix('✓').and_then(number);
    let gave = what.strip_prefix('→').and_then(number);
    match (changed, gave) {
        (Some(rows), _) => (words.with("verdict-step-changed", &[("n", rows.into())]), false),
        (_, Some(rows)) => (words.with("verdict-step-gave", &[("n", rows.into())]), false),
        (None, None) if what == "BUSY" => (words.get("verdict-step-busy"), true),
        (None, None) => (Safe::line(what.trim_start_matches(['✗', ' '])).into_string(), true),
    }
}

/// The last step that changes rows on the ground of what its session looked at before the other changed something.
fn losing(steps: &[Step]) -> Option<usize> {
    let changes = |step: &Step| step.2.strip_prefix('✓').is_some_and(|rows| rows.trim() != "0");
    (0..steps.len()).rev().find(|&at| {
        let session = &steps[at].0;
        let before = steps[..at].iter().rposition(|step| step.0 == *session);
        before.is_some_and(|before| changes(&steps[at]) && steps[before + 1..at].iter().any(changes))
    })
}

#[cfg(test)]
mod tests {
    use super::{losing, rows};
    use crate::base::{Lang, Strings, width};

    fn steps(told: &str) -> Vec<super::Step> {
        let step = |step: &str| {
            let (session, what) = step.split_at(1);
            (session.to_owned(), format!("UPDATE seats SET holder = '{session}'"), what.replace('_', " "))
        };
        told.split(' ').map(step).collect()
    }

    #[test]
    fn the_step_that_acts_on_what_is_no_longer_so_is_named() {
        for (told, wanted) in [
            ("A→_1 B→_1 B✓_1 A✓_1", Some(3)),
            ("A✓_1 B→_1 B✓_1 A✓_1", Some(3)),
            ("A→_1 A✓_1 B→_1 B✓_1", None),
            ("A→_1 B✓_0 A✓_1", None),
            ("A→_1 BBUSY", None),
        ] {
            assert_eq!(losing(&steps(told)), wanted, "{told}");
        }
    }

    #[test]
    fn sessions_have_columns_where_there_is_room() {
        let words = Strings::new(&Lang::new("en").expect("a code"));
        for (cells, bar) in [(30, false), (50, true), (76, true)] {
            let rows = rows(&steps("A→_1 B→_1 B✓_1 A✓_1 BBUSY A✗_constraint_failed"), &words, cells);
            let text = |row: &super::Row| row.spans.iter().map(|span| span.text.as_str()).collect::<String>();
            let lines: Vec<String> = rows.iter().map(text).collect();
            assert!(lines.iter().all(|line| width(line) <= cells), "{lines:#?}");
            assert_eq!(lines.iter().any(|line| line.contains('│')), bar, "{lines:#?}");
            for words in ["✘", "1 row changed", "BUSY", "constraint"] {
                assert!(lines.iter().any(|line| line.contains(words)), "{words}: {lines:#?}");
            }
        }
    }
}
