//! A form for answers that are choices: options, orders, pairs and numbers instead of TOML typed by hand.
//!
//! The form is a view of the answer's file: it is made from its text and writes it, so that saving, drafts, grading and
//! other editors see one file as everywhere else.

use indexmap::IndexSet;
use toml::{Table, Value};

use crate::base::{Safe, Seed, Strings, pad, width};
use crate::course::ExerciseText;
use crate::course::exercise::{Check, DesignTask, Exercise, QuizCheck, QuizTask, Rule, Task};
use crate::tui::action::Action;
use crate::tui::key::{Code, Key};
use crate::tui::layout::{Role, Row};
use crate::tui::rows;

/// The form of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    fields: Vec<Field>,
    /// Which of all places that can be chosen.
    at: usize,
}

/// One entry of the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Field {
    /// The table of the entry; none at the top.
    table: Option<String>,
    key: String,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// One of the options.
    One { options: Vec<String>, chosen: Option<usize> },
    /// Any of the options.
    Many { options: Vec<String>, marked: Vec<bool> },
    /// All items, in an order; those placed so far.
    Order { items: Vec<String>, placed: Vec<usize> },
    /// A value out of many, on one row.
    Pick { values: Vec<String>, chosen: Option<usize> },
    /// A number, as typed.
    Number(String),
    /// Words, as typed.
    Words(String),
}

impl Form {
    /// The form of an exercise whose answer is made of choices, filled from the answer's text; none for other kinds, or
    /// where the text is no TOML.
    pub(crate) fn of(exercise: &Exercise, text: &str) -> Option<Self> {
        let answer: Table = toml::from_str(text).ok()?;
        let mut fields = match &exercise.task {
            Task::Quiz(task) => {
                exercise.checks.iter().flat_map(|(name, check)| questions(exercise, task, name, check)).collect()
            }
            Task::Design(task) => decisions(task),
            Task::Sql(_) | Task::Events(_) | Task::Code(_) => return None,
        };
        for field in &mut fields {
            field.fill(&answer);
        }
        Some(Self { fields, at: 0 })
    }

    /// The answer's text.
    pub(crate) fn text(&self) -> String {
        let mut out = String::new();
        let mut tables: Vec<&str> = Vec::new();
        for field in self.fields.iter().filter(|field| field.table.is_none()) {
            out.push_str(&format!("{} = {}\n", key(&field.key), field.value()));
        }
        for table in self.fields.iter().filter_map(|field| field.table.as_deref()) {
            if !tables.contains(&table) {
                tables.push(table);
            }
        }
        for table in tables {
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&format!("[{}]\n", key(table)));
            for field in self.fields.iter().filter(|field| field.table.as_deref() == Some(table)) {
                out.push_str(&format!("{} = {}\n", key(&field.key), field.value()));
            }
        }
        out
    }

    /// Whether letters are typed at the place in hand.
    pub(crate) fn is_typing(&self) -> bool {
        self.here().is_some_and(|(field, _)| matches!(self.fields[field].kind, Kind::Number(_) | Kind::Words(_)))
    }

    /// The field and the place in it.
    fn here(&self) -> Option<(usize, usize)> {
        let mut left = self.at;
        for (number, field) in self.fields.iter().enumerate() {
            let places = field.places();
            if left < places {
                return Some((number, left));
            }
            left -= places;
        }
        None
    }

    fn step(&mut self, forward: bool) {
        let places: usize = self.fields.iter().map(Field::places).sum();
        self.at = if forward { (self.at + 1).min(places.saturating_sub(1)) } else { self.at.saturating_sub(1) };
    }

    /// Takes an action; whether the answer changed.
    pub(crate) fn act(&mut self, action: Action) -> bool {
        match action {
            Action::FormUp => self.step(false),
            Action::FormDown => self.step(true),
            Action::FormChoose | Action::FormBefore => {
                if let Some((field, place)) = self.here() {
                    return self.fields[field].choose(place, action == Action::FormChoose);
                }
            }
            _ => {}
        }
        false
    }

    /// Takes a key that is typed; whether the answer changed.
    pub(crate) fn key(&mut self, key: Key) -> bool {
        match key.code {
            Code::Up => self.step(false),
            Code::Down | Code::Enter | Code::Tab => self.step(true),
            _ => {
                let Some((field, _)) = self.here() else { return false };
                return self.fields[field].typed(key);
            }
        }
        false
    }

    /// Rows for a width, and which of them are in hand: first and last.
    pub(crate) fn rows(
        &self,
        exercise: &Exercise,
        text: &ExerciseText,
        words: &Strings,
        cells: usize,
    ) -> (Vec<Row>, (usize, usize)) {
        let mut out: Vec<Row> = Vec::new();
        let mut place = 0;
        let mut heading: Option<&str> = None;
        for field in &self.fields {
            let name = field.table.as_deref().unwrap_or(&field.key);
            if heading != Some(name) {
                heading = Some(name);
                if !out.is_empty() {
                    out.push(rows::gap());
                }
                let ask = text.checks.get(name).filter(|_| exercise.checks.contains_key(name));
                let ask = ask.or_else(|| text.labels.get(name)).map_or(name, String::as_str);
                out.extend(rows::wrapped("", Role::Text, Safe::line(ask).as_str(), Role::Strong, cells));
                let how = words.get(field.kind.how());
                out.extend(rows::wrapped("", Role::Text, &how, Role::Muted, cells));
            }
            let label_cells = self.label_cells(field, text, cells);
            field.rows(&mut out, &mut place, self.at, text, label_cells, cells);
        }
        let of = |row: &Row| row.spans.iter().any(|span| span.spot == Some(self.at));
        let first = out.iter().position(of).unwrap_or(0);
        let last = out.iter().rposition(of).unwrap_or(0);
        (out, (first, last))
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
    fn places(&self) -> usize {
        match &self.kind {
            Kind::One { options, .. } | Kind::Many { options, .. } => options.len(),
            Kind::Order { items, .. } => items.len(),
            Kind::Pick { .. } | Kind::Number(_) | Kind::Words(_) => 1,
        }
    }

    /// Takes what an answer says of it.
    fn fill(&mut self, answer: &Table) {
        let entry = match &self.table {
            Some(table) => answer.get(table).and_then(|table| table.get(&self.key)),
            None => answer.get(&self.key),
        };
        let Some(entry) = entry else { return };
        let ids: Vec<&str> = match entry {
            Value::Array(items) => items.iter().filter_map(Value::as_str).collect(),
            _ => entry.as_str().into_iter().collect(),
        };
        match &mut self.kind {
            Kind::One { options, chosen } | Kind::Pick { values: options, chosen } => {
                *chosen = ids.first().and_then(|id| options.iter().position(|option| option == id));
            }
            Kind::Many { options, marked } => {
                *marked = options.iter().map(|option| ids.contains(&option.as_str())).collect();
            }
            Kind::Order { items, placed } => {
                *placed = ids.iter().filter_map(|id| items.iter().position(|item| item == id)).collect();
            }
            Kind::Number(typed) => {
                *typed = match entry {
                    // The starter's 0 stands for "nothing yet".
                    Value::Integer(0) => String::new(),
                    Value::Integer(number) => number.to_string(),
                    Value::Float(number) => number.to_string(),
                    _ => String::new(),
                };
            }
            Kind::Words(typed) => entry.as_str().unwrap_or_default().clone_into(typed),
        }
    }

    /// The entry as TOML.
    fn value(&self) -> String {
        let list = |ids: Vec<&str>| format!("[{}]", ids.into_iter().map(quoted).collect::<Vec<_>>().join(", "));
        match &self.kind {
            Kind::One { options, chosen } | Kind::Pick { values: options, chosen } => {
                quoted(chosen.and_then(|at| options.get(at)).map_or("", String::as_str))
            }
            Kind::Many { options, marked } => {
                list(options.iter().zip(marked).filter(|(_, marked)| **marked).map(|(id, _)| id.as_str()).collect())
            }
            Kind::Order { items, placed } => list(placed.iter().map(|at| items[*at].as_str()).collect()),
            Kind::Number(typed) => match (typed.parse::<i64>(), typed.parse::<f64>()) {
                (Ok(number), _) => number.to_string(),
                (Err(_), Ok(number)) if number.is_finite() => format!("{number:?}"),
                (Err(_), _) => quoted(""),
            },
            Kind::Words(typed) => quoted(typed),
        }
    }

    fn choose(&mut self, place: usize, forward: bool) -> bool {
        match &mut self.kind {
            Kind::One { chosen, .. } => *chosen = Some(place),
            Kind::Many { marked, .. } => marked[place] = !marked[place],
            Kind::Order { placed, .. } => match placed.iter().position(|at| *at == place) {
                Some(at) => {
                    placed.remove(at);
                }
                None => placed.push(place),
            },
            Kind::Pick { values, chosen } => {
                let all = values.len();
                *chosen = match *chosen {
                    _ if all == 0 => None,
                    None => Some(if forward { 0 } else { all - 1 }),
                    Some(at) => Some(if forward { (at + 1) % all } else { (at + all - 1) % all }),
                };
            }
            Kind::Number(_) | Kind::Words(_) => return false,
        }
        true
    }

    fn typed(&mut self, key: Key) -> bool {
        if key.ctrl || key.alt {
            return false;
        }
        match (&mut self.kind, key.code) {
            (Kind::Number(typed) | Kind::Words(typed), Code::Backspace) => typed.pop().is_some(),
            (Kind::Number(typed), Code::Char(c @ ('0'..='9' | '-' | '.'))) if typed.len() < 18 => {
                typed.push(c);
                true
            }
            (Kind::Words(typed), Code::Char(c)) => {
                typed.push(c);
                true
            }
            _ => false,
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

fn label(id: &str, check: Option<&str>, text: &ExerciseText) -> String {
    let option = check.and_then(|check| text.options.get(check)).and_then(|options| options.get(id));
    let says = option.map(|option| option.says.as_str()).or_else(|| text.labels.get(id).map(String::as_str));
    Safe::line(says.unwrap_or(id)).into_string()
}

fn quoted(text: &str) -> String {
    Value::String(text.to_owned()).to_string()
}

/// A key: bare where TOML allows it.
fn key(name: &str) -> String {
    let bare = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if bare { name.to_owned() } else { quoted(name) }
}

/// The fields of a question. What is right never shows in the order: it is shuffled by the exercise's id.
fn questions(exercise: &Exercise, task: &QuizTask, name: &str, check: &Check) -> Vec<Field> {
    let Rule::Quiz(rule) = &check.rule else { return Vec::new() };
    let shuffled = |ids: &[String], always: bool| {
        let mut ids = ids.to_vec();
        if task.shuffle || always {
            Seed::default().stream(&[exercise.slug.as_str(), name]).shuffle(&mut ids);
        }
        ids
    };
    let one = |kind| vec![Field { table: None, key: name.to_owned(), kind }];
    match rule {
        QuizCheck::Choice { options, .. } => one(Kind::One { options: shuffled(options, false), chosen: None }),
        QuizCheck::Multi { options, .. } => {
            one(Kind::Many { options: shuffled(options, false), marked: vec![false; options.len()] })
        }
        QuizCheck::Order { right } => one(Kind::Order { items: shuffled(right, true), placed: Vec::new() }),
        QuizCheck::Number { .. } => one(Kind::Number(String::new())),
        QuizCheck::Match { right, decoys } => {
            let values: IndexSet<&String> = right.values().chain(decoys).collect();
            let values: Vec<String> = values.into_iter().cloned().collect();
            let values = shuffled(&values, true);
            let keys: Vec<String> = right.keys().cloned().collect();
            let pick = |key: String| Field {
                table: Some(name.to_owned()),
                key,
                kind: Kind::Pick { values: values.clone(), chosen: None },
            };
            shuffled(&keys, false).into_iter().map(pick).collect()
        }
    }
}

fn decisions(task: &DesignTask) -> Vec<Field> {
    let set = |name: &String| task.sets.get(name).cloned().unwrap_or_default();
    let mut fields = Vec::new();
    for (table, shape) in &task.shape {
        for key in set(&shape.keys) {
            let kind = match &shape.values {
                Some(values) if shape.many => {
                    let options = set(values);
                    Kind::Many { marked: vec![false; options.len()], options }
                }
                Some(values) => Kind::Pick { values: set(values), chosen: None },
                None => Kind::Words(String::new()),
            };
            fields.push(Field { table: Some(table.clone()), key, kind });
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::{Field, Form, Kind};
    use crate::tui::action::Action;
    use crate::tui::key::Key;

    fn ids(ids: &[&str]) -> Vec<String> {
        ids.iter().map(|id| (*id).to_owned()).collect()
    }

    fn form(answer: &str) -> Form {
        let field =
            |table: Option<&str>, key: &str, kind| Field { table: table.map(str::to_owned), key: key.into(), kind };
        let options = ids(&["x", "y"]);
        let mut fields = vec![
            field(None, "one", Kind::One { options: options.clone(), chosen: None }),
            field(None, "many", Kind::Many { options: options.clone(), marked: vec![false, false] }),
            field(None, "order", Kind::Order { items: options.clone(), placed: vec![] }),
            field(None, "number", Kind::Number(String::new())),
            field(Some("pairs"), "a.b", Kind::Pick { values: options, chosen: None }),
        ];
        let answer = toml::from_str(answer).expect("TOML");
        for field in &mut fields {
            field.fill(&answer);
        }
        Form { fields, at: 0 }
    }

    #[test]
    fn a_form_reads_what_it_writes() {
        let text =
            "one = \"y\"\nmany = [\"x\", \"y\"]\norder = [\"y\", \"x\"]\nnumber = 41\n\n[pairs]\n\"a.b\" = \"y\"\n";
        assert_eq!(form(text).text(), text);
        assert_eq!(form("").text(), "one = \"\"\nmany = []\norder = []\nnumber = \"\"\n\n[pairs]\n\"a.b\" = \"\"\n");
    }

    #[test]
    fn keys_fill_it() {
        let mut form = form("");
        let down = |form: &mut Form| assert!(!form.act(Action::FormDown));
        assert!(form.act(Action::FormChoose));
        for _ in 0..2 {
            down(&mut form);
        }
        assert!(form.act(Action::FormChoose) && form.act(Action::FormChoose));
        for _ in 0..3 {
            down(&mut form);
        }
        // The second item first, then the first.
        assert!(form.act(Action::FormChoose));
        form.act(Action::FormUp);
        assert!(form.act(Action::FormChoose));
        for _ in 0..2 {
            down(&mut form);
        }
        assert!(form.is_typing());
        for key in ["4", "x", "2", "backspace", "1"] {
            form.key(Key::parse(key).expect("a key"));
        }
        form.key(Key::parse("down").expect("a key"));
        assert!(form.act(Action::FormBefore));
        assert_eq!(
            form.text(),
            "one = \"x\"\nmany = []\norder = [\"y\", \"x\"]\nnumber = 41\n\n[pairs]\n\"a.b\" = \"y\"\n"
        );
    }
}
