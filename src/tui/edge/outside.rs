//! The reader's own editor: what it is asked for, and what is made of what it leaves.

use std::path::PathBuf;

use indexmap::IndexMap;

use super::Edge;
use crate::base::{Safe, Slug};
use crate::tui::model::Msg;

/// A file of an answer that the reader wants to edit in an editor of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct AskedOutside {
    exercise: Slug,
    files: Vec<String>,
    /// Where it is.
    pub(crate) path: PathBuf,
}

/// How an editor ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Outside {
    /// Well.
    Done,
    /// No variable names one.
    NotNamed,
    /// The variable of this name has an open quotation mark.
    Garbled(&'static str),
    /// This program does not start; what the system says.
    NotStarted(String, String),
    /// This program ended with a code, or with none by a signal.
    Failed(String, Option<i32>),
}

impl Edge {
    /// Saves an answer and asks for the reader's editor on one of its files.
    pub(super) fn edit_outside(
        &mut self,
        slug: &Slug,
        name: &str,
        files: &IndexMap<String, String>,
        out: &mut Vec<Msg>,
    ) {
        // What could not be saved is not what the editor would show.
        if self.save(slug, files, out) {
            let path = self.answers.folder(slug).join(name);
            self.outside = Some(AskedOutside { exercise: slug.clone(), files: files.keys().cloned().collect(), path });
        }
    }

    /// The editor has ended: what it saved, and what there is to say of it.
    pub(crate) fn came_back(&mut self, asked: &AskedOutside, ended: Outside) -> Vec<Msg> {
        let text = |name: &String| Some((name.clone(), self.answers.file(&asked.exercise, name).ok().flatten()?));
        let files = Msg::Files(asked.exercise.clone(), asked.files.iter().filter_map(text).collect());
        let safe = |text: &str| Safe::line(text).into_string();
        let said = match ended {
            Outside::Done => None,
            Outside::NotNamed => Some(self.words().get("outside-not-named")),
            Outside::Garbled(name) => Some(self.words().with("outside-garbled", &[("name", name.into())])),
            Outside::NotStarted(program, why) => {
                let why = [("program", safe(&program).into()), ("detail", safe(&why).into())];
                Some(self.words().with("outside-not-started", &why))
            }
            Outside::Failed(program, code) => {
                let code = code.map_or_else(|| "signal".to_owned(), |code| code.to_string());
                let how = [("program", safe(&program).into()), ("code", code.into())];
                Some(self.words().with("outside-failed", &how))
            }
        };
        std::iter::once(files).chain(said.map(Msg::Trouble)).collect()
    }
}
