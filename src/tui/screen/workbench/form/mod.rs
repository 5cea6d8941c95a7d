//! A form for answers that are choices: options, orders, pairs and numbers instead of TOML typed by hand.
//!
//! The form is a view of the answer's file: it is made from its text and writes it, so that saving, drafts, grading and
//! other editors see one file as everywhere else.

mod ask;
mod field;
mod file;
mod view;

use toml::Table;

use self::field::{Field, Kind, quoted};
use crate::course::exercise::{Exercise, Task};
use crate::tui::action::Action;
use crate::tui::key::{Code, Key};

/// The form of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    fields: Vec<Field>,
    /// Which of all places that can be chosen.
    at: usize,
}

impl Form {
    /// The form of an exercise whose answer is made of choices, filled from the answer's text; none for other kinds, where
    /// entries are lists of free text, such as a policy's grants, or where the text is no TOML.
    pub(crate) fn of(exercise: &Exercise, text: &str) -> Option<Self> {
        let answer: Table = toml::from_str(text).ok()?;
        let mut fields = match &exercise.task {
            Task::Quiz(task) => {
                exercise.checks.iter().flat_map(|(name, check)| ask::questions(exercise, task, name, check)).collect()
            }
            Task::Design(task) => ask::decisions(task)?,
            Task::Sql(_) | Task::Events(_) | Task::Code(_) | Task::Sim(_) => return None,
        };
        for field in &mut fields {
            field.fill(&answer);
        }
        Some(Self { fields, at: 0 })
    }

    /// Whether something is answered.
    pub(crate) fn is_begun(&self) -> bool {
        self.fields.iter().any(|field| field.emptied() != *field)
    }

    /// Puts a place in hand.
    pub(crate) fn hold(&mut self, place: usize) {
        self.at = place;
    }

    /// The answer as a text of its own.
    fn text(&self) -> String {
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

    /// Goes to the entry on a line of the answer's text, from 0; at the head of a table to its first.
    pub(crate) fn go_to(&mut self, text: &str, line: u32) {
        let head = |line: &str| Some(line.trim().strip_prefix('[')?.split(']').next()?.trim_matches('"').to_owned());
        let lines: Vec<&str> = text.lines().take(line as usize + 1).collect();
        let table = lines.iter().rev().find_map(|line| head(line));
        // A list goes on over lines; the entry begins at the last key above.
        let entry = lines.iter().rev().take_while(|line| head(line).is_none()).find_map(|line| line.split_once('='));
        let key = entry.map(|(key, _)| key.trim().trim_matches(['"', '\'']));
        let is_meant = |field: &Field| field.table == table && key.is_none_or(|key| field.key == key);
        if let Some(found) = self.fields.iter().position(is_meant) {
            self.at = self.fields[..found].iter().map(Field::places).sum();
        }
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

    /// Goes to a place and chooses it; whether the answer changed.
    pub(crate) fn point(&mut self, place: usize) -> bool {
        let places: usize = self.fields.iter().map(Field::places).sum();
        self.at = place.min(places.saturating_sub(1));
        self.act(Action::FormChoose)
    }

    /// Takes a key that is typed; whether the answer changed.
    pub(crate) fn key(&mut self, key: Key) -> bool {
        match key.code {
            Code::Up => self.step(false),
            Code::Tab if key.shift => self.step(false),
            Code::Down | Code::Enter | Code::Tab => self.step(true),
            _ => {
                let Some((field, _)) = self.here() else { return false };
                return self.fields[field].typed(key);
            }
        }
        false
    }
}

/// A key: bare where TOML allows it.
fn key(name: &str) -> String {
    let bare = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    if bare { name.to_owned() } else { quoted(name) }
}

#[cfg(test)]
mod tests {
    use super::{Field, Form, Kind};
    use crate::base::{Strings, languages};
    use crate::course::Course;
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

    /// Everything that is answered, in no order: what is marked has none.
    fn leaves(value: &toml::Value) -> Vec<String> {
        let mut all: Vec<String> = match value {
            toml::Value::Table(entries) => entries.values().flat_map(leaves).collect(),
            toml::Value::Array(items) => items.iter().flat_map(leaves).collect(),
            toml::Value::String(text) => vec![text.clone()],
            // A number that is not given yet is 0 in a starter.
            toml::Value::Integer(0) => vec![String::new()],
            other => vec![other.to_string()],
        };
        all.retain(|leaf| !leaf.is_empty());
        all.sort();
        all
    }

    /// What a form does not show it would lose with the first key.
    #[test]
    fn the_form_of_an_exercise_holds_all_of_its_answers() {
        let course = Course::built_in().expect("the pack opens");
        let cards = course.catalog().chapters.iter().flat_map(|chapter| &chapter.exercises);
        let mut forms = 0;
        for card in cards {
            let exercise = course.exercise(&card.slug).expect("it reads");
            for text in [&exercise.starter, &exercise.solution].into_iter().flat_map(|files| files.values()) {
                let Some(form) = Form::of(&exercise, text) else { continue };
                let answer = |text: &str| leaves(&toml::from_str(text).expect("TOML"));
                assert_eq!(answer(&form.text()), answer(text), "{}", card.slug);
                // A number that is not given yet is no answer.
                assert_eq!(form.written(text), text.replace(" = 0\n", " = \"\"\n"), "{}", card.slug);
                forms += 1;
            }
        }
        assert!(forms >= 8, "{forms}");
    }

    /// What has no row could not be chosen with the mouse; what is in hand, with its question, is in sight.
    #[test]
    fn every_place_of_a_form_has_rows_and_can_be_chosen() {
        let course = Course::built_in().expect("the pack opens");
        for lang in languages() {
            let words = Strings::new(&lang);
            for card in course.catalog().chapters.iter().flat_map(|chapter| &chapter.exercises) {
                let exercise = course.exercise(&card.slug).expect("it reads");
                let text = course.text(&card.slug, &lang).expect("it reads");
                let Some(mut form) = exercise.starter.values().find_map(|starter| Form::of(&exercise, starter)) else {
                    continue;
                };
                let places: usize = form.fields.iter().map(Field::places).sum();
                for place in 0..places {
                    assert_eq!(form.here().map(|_| form.focus()), Some(place), "{}", card.slug);
                    let (rows, (first, last)) = form.rows(&exercise, &text, &words, (38, 18));
                    assert!(first <= last && last < first + 18, "{}: {place}", card.slug);
                    for at in 0..places {
                        let is_there = rows.iter().any(|row| row.spans.iter().any(|span| span.spot == Some(at)));
                        assert!(is_there, "{}: {at}", card.slug);
                    }
                    assert!(form.is_typing() || form.clone().point(place), "{}: {place}", card.slug);
                    form.act(Action::FormDown);
                }
            }
        }
    }

    #[test]
    fn a_line_of_the_answer_is_found_in_it() {
        let mut form = form("");
        let text = form.text();
        for (line, key) in [(0, "one"), (3, "number"), (4, "number"), (5, "a.b"), (6, "a.b"), (1, "many")] {
            form.go_to(&text, line);
            assert_eq!(form.here().map(|(field, place)| (form.fields[field].key.as_str(), place)), Some((key, 0)));
        }
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
        form.key(Key::parse("tab").expect("a key"));
        assert!(!form.is_typing());
        form.key(Key::parse("shift-tab").expect("a key"));
        assert!(form.is_typing());
        form.key(Key::parse("tab").expect("a key"));
        assert!(form.act(Action::FormBefore));
        assert_eq!(
            form.text(),
            "one = \"x\"\nmany = []\norder = [\"y\", \"x\"]\nnumber = 41\n\n[pairs]\n\"a.b\" = \"y\"\n"
        );
    }
}
