//! How a form looks: its questions, with what can be chosen.

use super::Form;
use super::field::{Field, Kind};
use crate::base::{Safe, Strings, pad, width};
use crate::course::ExerciseText;
use crate::course::exercise::Exercise;
use crate::tui::layout::{Role, Row};
use crate::tui::rows;

impl Form {
    /// Rows for so many columns, and which of them are in hand: first and last, with the question where so many rows have
    /// room for it.
    pub(crate) fn rows(
        &self,
        exercise: &Exercise,
        text: &ExerciseText,
        words: &Strings,
        (cells, height): (usize, usize),
    ) -> (Vec<Row>, (usize, usize)) {
        let mut out: Vec<Row> = Vec::new();
        let mut place = 0;
        let mut heading: Option<&str> = None;
        let mut begins = None;
        for field in &self.fields {
            let name = field.heading();
            let mut begin = out.len();
            if heading != Some(name) {
                heading = Some(name);
                if !out.is_empty() {
                    out.push(rows::gap());
                    begin += 1;
                }
                out.extend(rows::wrapped("", Role::Text, &asked(name, exercise, text), Role::Strong, cells));
                let how = words.get(field.kind.how());
                out.extend(rows::wrapped("", Role::Text, &how, Role::Muted, cells));
            }
            let label_cells = self.label_cells(field, text, cells);
            if place == self.at {
                begins = Some(begin);
            }
            field.rows(&mut out, &mut place, self.at, text, label_cells, cells);
        }
        let of = |row: &Row| row.spans.iter().any(|span| span.spot == Some(self.at));
        let last = out.iter().rposition(of).unwrap_or(0);
        // There are rows around what is in hand, too.
        let begins = begins.filter(|begin| last + 4 <= begin + height);
        let first = begins.or_else(|| out.iter().position(of)).unwrap_or(0);
        (out, (first, last))
    }

    /// The answer in words, without what was not chosen: for a solution that is read.
    pub(crate) fn said(&self, exercise: &Exercise, text: &ExerciseText, cells: usize) -> Vec<Row> {
        let mut out: Vec<Row> = Vec::new();
        let mut heading: Option<&str> = None;
        for field in &self.fields {
            let name = field.heading();
            if heading != Some(name) {
                heading = Some(name);
                if !out.is_empty() {
                    out.push(rows::gap());
                }
                out.extend(rows::wrapped("", Role::Text, &asked(name, exercise, text), Role::Strong, cells));
            }
            field.said(&mut out, text, self.label_cells(field, text, cells), cells);
        }
        out
    }

    /// The place in hand, as a spot of the rows.
    pub(crate) fn focus(&self) -> usize {
        self.at
    }

    /// How wide the labels of a field's table are, where they and the values stand on one row; 0 where they do not.
    fn label_cells(&self, field: &Field, text: &ExerciseText, cells: usize) -> usize {
        let kin = self.fields.iter().filter(|other| other.table.is_some() && other.table == field.table);
        let widest = kin.map(|other| width(&label(&other.key, None, text))).max().unwrap_or(0);
        if widest * 5 <= cells * 2 { widest } else { 0 }
    }
}

impl Kind {
    /// Id of the words that say how it is answered.
    fn how(&self) -> &'static str {
        match self {
            Self::One { .. } => "form-one",
            Self::Many { .. } => "form-many",
            Self::Order { .. } => "form-order",
            Self::Pick { .. } => "form-pick",
            Self::Number(_) => "form-number",
            Self::Words(_) => "form-words",
        }
    }
}

impl Field {
    /// Name of the question that it belongs to.
    fn heading(&self) -> &str {
        self.table.as_deref().unwrap_or(&self.key)
    }

    fn said(&self, out: &mut Vec<Row>, text: &ExerciseText, label_cells: usize, cells: usize) {
        let check = self.table.is_none().then_some(self.key.as_str());
        let says = |id: &String| label(id, check, text);
        let values: Vec<String> = match &self.kind {
            Kind::One { options, chosen } | Kind::Pick { values: options, chosen } => {
                chosen.and_then(|at| options.get(at)).map(says).into_iter().collect()
            }
            Kind::Many { options, marked } => {
                options.iter().zip(marked).filter(|(_, marked)| **marked).map(|(id, _)| says(id)).collect()
            }
            Kind::Order { items, placed } => placed.iter().filter_map(|at| items.get(*at)).map(says).collect(),
            Kind::Number(typed) | Kind::Words(typed) => vec![Safe::line(typed).into_string()],
        };
        let numbered = matches!(self.kind, Kind::Order { .. });
        let mut mark = if self.table.is_none() {
            String::new()
        } else {
            let name = label(&self.key, None, text);
            if label_cells > 0 {
                format!("{}  ", pad(&name, label_cells))
            } else {
                out.extend(rows::wrapped("", Role::Text, &name, Role::Text, cells));
                "  ".to_owned()
            }
        };
        for (number, value) in values.iter().enumerate() {
            let point = if numbered { format!("{:>2}. ", number + 1) } else { "● ".to_owned() };
            let all = rows::wrapped(&format!("{mark}{point}"), Role::Text, value, Role::Action, cells);
            out.extend(all);
            mark = " ".repeat(width(&mark));
        }
    }

    fn rows(
        &self,
        out: &mut Vec<Row>,
        place: &mut usize,
        at: usize,
        text: &ExerciseText,
        label_cells: usize,
        cells: usize,
    ) {
        let check = self.table.is_none().then_some(self.key.as_str());
        let name = label(&self.key, None, text);
        let mut option = |mark: &str, chosen: bool, id: &str, out: &mut Vec<Row>| {
            let (mark_role, role) = if chosen { (Role::Action, Role::Action) } else { (Role::Muted, Role::Text) };
            spotted(out, place, 0, rows::wrapped(mark, mark_role, &label(id, check, text), role, cells));
        };
        match &self.kind {
            Kind::One { options, chosen } => {
                for (number, id) in options.iter().enumerate() {
                    let chosen = *chosen == Some(number);
                    option(if chosen { "● " } else { "○ " }, chosen, id, out);
                }
            }
            Kind::Many { options, marked } => {
                if self.table.is_some() {
                    out.extend(rows::wrapped("", Role::Text, &name, Role::Text, cells));
                }
                for (id, marked) in options.iter().zip(marked) {
                    option(if *marked { "[✓] " } else { "[ ] " }, *marked, id, out);
                }
            }
            Kind::Order { items, placed } => {
                for (number, id) in items.iter().enumerate() {
                    let at = placed.iter().position(|at| *at == number);
                    let mark = at.map_or_else(|| " ·  ".to_owned(), |at| format!("{:>2}. ", at + 1));
                    option(&mark, at.is_some(), id, out);
                }
            }
            Kind::Pick { values, chosen } => {
                let here = *place == at;
                let says = |value: &String| label(value, None, text);
                let shown = chosen.and_then(|at| values.get(at)).map_or_else(|| "…".to_owned(), says);
                let role = if chosen.is_some() { Role::Action } else { Role::Muted };
                let mark = if label_cells > 0 {
                    format!("{}  ", pad(&name, label_cells))
                } else {
                    // Long labels stand on their own, with air between them.
                    if out.last().is_some_and(|row| row.spans.iter().any(|span| span.role != Role::Muted)) {
                        out.push(rows::gap());
                    }
                    out.extend(rows::wrapped("", Role::Text, &name, Role::Text, cells));
                    "  ".to_owned()
                };
                spotted(out, place, 1, rows::wrapped(&mark, Role::Text, &format!("‹ {shown} ›"), role, cells));
                if here {
                    let all = values.iter().map(says).collect::<Vec<_>>().join(" · ");
                    out.extend(rows::wrapped("    ", Role::Muted, &all, Role::Muted, cells));
                }
            }
            Kind::Number(typed) | Kind::Words(typed) => {
                let mark = if self.table.is_some() { format!("{name}  › ") } else { "› ".to_owned() };
                let shown = Safe::line(&format!("{typed}▏")).into_string();
                spotted(out, place, 0, rows::wrapped(&mark, Role::Muted, &shown, Role::Action, cells));
            }
        }
    }
}

/// Adds rows that are one place of the form; their first `skip` spans are only its label.
fn spotted(out: &mut Vec<Row>, place: &mut usize, skip: usize, mut rows: Vec<Row>) {
    for row in &mut rows {
        row.spans.iter_mut().skip(skip).for_each(|span| span.spot = Some(*place));
    }
    *place += 1;
    out.extend(rows);
}

/// What a question asks.
fn asked(name: &str, exercise: &Exercise, text: &ExerciseText) -> String {
    let ask = text.checks.get(name).filter(|_| exercise.checks.contains_key(name));
    Safe::line(ask.or_else(|| text.labels.get(name)).map_or(name, String::as_str)).into_string()
}

fn label(id: &str, check: Option<&str>, text: &ExerciseText) -> String {
    let option = check.and_then(|check| text.options.get(check)).and_then(|options| options.get(id));
    let says = option.map(|option| option.says.as_str()).or_else(|| text.labels.get(id).map(String::as_str));
    Safe::line(says.unwrap_or(id)).into_string()
}
