//! Fenced blocks: code to read, and blocks that live.

use super::{Kind, Reader, Target};
use crate::base::Slug;
use crate::course::{Block, Doc, Expect, Play, Problem, Question};

/// What a fence may say, as told to who mistypes it.
const FENCES: &str = "sql run [db=NAME,…], js run, sim play exercise=ID [solution|starter|wrong=NAME|alt=NAME] \
                      [natural|schedule=ID|fails=CHECK], expect, predict, quiz, exercise, diagram, notes";

impl Reader<'_> {
    /// The block of a fence; an `expect` becomes part of the block before it.
    pub(super) fn code(
        &mut self,
        info: &str,
        text: String,
        at: usize,
        top: bool,
        before: Option<&mut Block>,
    ) -> Option<Block> {
        let words: Vec<&str> = info.split_whitespace().collect();
        let live = match words[..] {
            ["diagram"] => return Some(Block::Diagram(text)),
            ["sql", "run", ..]
            | ["js", "run"]
            | ["sim", "play", ..]
            | ["expect" | "predict" | "quiz" | "exercise" | "notes"] => words[0],
            [] | [_] => {
                let lang = words.first().map_or(String::new(), |lang| (*lang).to_owned());
                return Some(Block::Code { lang, text });
            }
            _ => {
                let problem = Problem::new("pack-fence").with("info", info).with("allowed", FENCES);
                self.push(problem, at);
                return None;
            }
        };
        if self.kind == Kind::Text {
            self.push(Problem::new("pack-live-in-text").with("info", info), at);
            return None;
        }
        if !top {
            self.push(Problem::new("pack-live-nested").with("info", info), at);
            return None;
        }
        match live {
            "sql" => {
                let databases = self.databases(&words[2..], at);
                self.mark(Target::Live(format!("sql run {}", databases.join(","))), at);
                Some(Block::SqlRun { databases, sql: text, expect: None })
            }
            "js" => {
                self.mark(Target::Live("js run".to_owned()), at);
                Some(Block::JsRun { source: text, expect: None })
            }
            "sim" => {
                let Some(play) = Play::parse(&words[2..]).filter(|_| text.trim().is_empty()) else {
                    self.push(Problem::new("pack-fence").with("info", info).with("allowed", FENCES), at);
                    return None;
                };
                self.mark(Target::Live(format!("sim play {}", play.says())), at);
                self.mark(Target::Exercise(play.exercise.clone()), at);
                Some(Block::SimPlay(play))
            }
            "expect" => {
                if matches!(before, Some(Block::SqlRun { .. })) && !is_even(&text) {
                    self.push(Problem::new("pack-expect-uneven"), at);
                }
                if before.is_none_or(|before| !take_expected(before, &text)) {
                    self.push(Problem::new("pack-expect-alone"), at);
                }
                None
            }
            "notes" => Some(Block::Notes(text)),
            "exercise" => {
                let Ok(slug) = Slug::new(text.trim()) else {
                    self.push(Problem::new("pack-no-such-exercise").with("id", text.trim()), at);
                    return None;
                };
                self.mark(Target::Live(format!("exercise {slug}")), at);
                self.mark(Target::Exercise(slug.clone()), at);
                Some(Block::Exercise(slug))
            }
            name => {
                let question = self.question(&text, at)?;
                let right: Vec<&str> = question.options.iter().map(|o| if o.right { "+" } else { "-" }).collect();
                self.mark(Target::Live(format!("{name} {}", right.concat())), at);
                Some(if name == "predict" { Block::Predict(question) } else { Block::Quiz(question) })
            }
        }
    }

    /// Databases of `db=a,b`.
    fn databases(&mut self, options: &[&str], at: usize) -> Vec<String> {
        let mut databases = Vec::new();
        for option in options {
            match option.strip_prefix("db=") {
                Some(names) if names.split(',').all(|name| Slug::new(name).is_ok()) => {
                    databases.extend(names.split(',').map(str::to_owned));
                }
                _ => {
                    let info = format!("sql run {}", options.join(" "));
                    self.push(Problem::new("pack-fence").with("info", info).with("allowed", FENCES), at);
                }
            }
        }
        databases
    }

    fn question(&mut self, text: &str, at: usize) -> Option<Question> {
        // The TOML begins on the line after the fence.
        let (line, _) = self.place(at);
        let read = || -> Result<Question, Problem> {
            let doc = Doc::parse(self.file, text, line)?;
            let question: Question = doc.read()?;
            let count = question.options.len();
            if !(2..=6).contains(&count) {
                return Err(doc.at_key(&["options"], Problem::new("pack-question-options").with("count", count)));
            }
            if !question.options.iter().any(|option| option.right) {
                return Err(doc.at_key(&["options"], Problem::new("pack-question-without-right")));
            }
            if question.ask.trim().is_empty() || question.ask.contains('\n') {
                return Err(doc.at_value(&["ask"], Problem::new("pack-one-line").with("field", "ask")));
            }
            for (n, option) in question.options.iter().enumerate() {
                for (field, value) in [("says", &option.says), ("why", &option.why)] {
                    if value.trim().is_empty() {
                        let problem = Problem::new("pack-empty-text").with("field", field);
                        return Err(doc.at_value(&["options", &n.to_string(), field], problem));
                    }
                }
            }
            Ok(question)
        };
        match read() {
            Ok(question) => Some(question),
            Err(problem) => {
                self.out.problems.push(problem);
                None
            }
        }
    }
}

/// Gives what is expected to the block that it stands under, if it wants it.
fn take_expected(block: &mut Block, text: &str) -> bool {
    match block {
        Block::SqlRun { expect: slot @ None, .. } => {
            let cells = |line: &str| line.split(" | ").map(|cell| cell.trim().to_owned()).collect::<Vec<_>>();
            let mut lines = text.lines();
            let columns = lines.next().map(cells).unwrap_or_default();
            *slot = Some(Expect { columns, rows: lines.map(cells).collect() });
            true
        }
        Block::JsRun { expect: slot @ None, .. } => {
            *slot = Some(text.lines().map(str::to_owned).collect());
            true
        }
        _ => false,
    }
}

/// Whether every row has as many cells as there are columns.
fn is_even(text: &str) -> bool {
    let mut cells = text.lines().map(|line| line.split(" | ").count());
    cells.next().is_some_and(|columns| cells.all(|count| count == columns))
}
