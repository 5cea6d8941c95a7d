//! Files that all services see, as on a shared disk: what is written can be read while it is being written, and a crash
//! leaves what there is by then; only to rename is to do it in one piece.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Value as Json, json};

use super::{Came, Denied, cell};
use crate::base::Value;
use crate::lab::system::note::Misuse;
use crate::sim::Printer;

/// Files, by path.
#[derive(Debug, Clone, Default)]
pub(in crate::lab::system) struct Files(Rc<BTreeMap<String, String>>);

/// Pieces that are written one after the other, at most.
const PIECES: usize = 4;

impl Files {
    pub(super) fn work(&mut self, operation: &str, path: &str, given: &Json) -> Result<Came, Denied> {
        let text = given["text"].as_str().unwrap_or_default();
        let done = match operation {
            "list" => {
                let names = self.0.keys().filter(|name| name.starts_with(path));
                Json::Array(names.map(|name| json!(name)).collect())
            }
            _ if path.is_empty() => return Err(Denied::Misused(Misuse::BadUse, "a file has a path".to_owned())),
            "read" => self.0.get(path).map_or(Json::Null, |text| json!(text)),
            "write" | "append" => {
                let mut pieces = match given["pieces"].as_array() {
                    Some(left) => left.iter().filter_map(Json::as_str).collect(),
                    None => pieces(text),
                };
                let files = Rc::make_mut(&mut self.0);
                let file = files.entry(path.to_owned()).or_default();
                if operation == "write" {
                    file.clear();
                }
                let piece = pieces.remove(0);
                file.push_str(piece);
                let (wrote, left) = (json!({ "text": piece }), json!({ "pieces": pieces }));
                return Ok(Came::Wrote(wrote, (!pieces.is_empty()).then_some(("fs.append", left))));
            }
            "rename" => self.rename(path, given["to"].as_str().unwrap_or_default())?,
            "remove" => Rc::make_mut(&mut self.0).remove(path).is_some().into(),
            _ => return Err(Denied::Misused(Misuse::NoPart, format!("files have no {operation}"))),
        };
        Ok(Came::Done(done))
    }

    /// Renames a file, or a folder with all that is in it. A file that has the name is replaced.
    fn rename(&mut self, from: &str, to: &str) -> Result<Json, Denied> {
        let refuse = |why: String| Err(Denied::Error("Constraint", why));
        let inside = |folder: &str| format!("{folder}/");
        let is_folder = |path: &str| self.0.keys().any(|name| name.starts_with(&inside(path)));
        if to.is_empty() || to.starts_with(&inside(from)) {
            return Err(Denied::Misused(Misuse::BadUse, format!("{from} cannot be renamed to `{to}`")));
        }
        if is_folder(to) {
            return refuse(format!("{to} is a folder that is not empty: choose another name"));
        }
        if from == to {
            return Ok(Json::Null);
        }
        let moved: Vec<String> = if self.0.contains_key(from) {
            vec![from.to_owned()]
        } else if self.0.contains_key(to) {
            return refuse(format!("{to} is a file: a folder does not replace it"));
        } else {
            self.0.keys().filter(|name| name.starts_with(&inside(from))).cloned().collect()
        };
        if moved.is_empty() {
            return refuse(format!("there is no {from}: list() tells what there is"));
        }
        let files = Rc::make_mut(&mut self.0);
        for name in moved {
            if let Some(text) = files.remove(&name) {
                files.insert(format!("{to}{}", &name[from.len()..]), text);
            }
        }
        Ok(Json::Null)
    }

    /// The files as the judge sees them: the path and what is in it.
    pub(in crate::lab::system) fn rows(&self) -> Vec<Vec<Value>> {
        self.0.iter().map(|(path, text)| vec![cell(path), cell(text)]).collect()
    }

    pub(super) fn print(&self, printer: &mut Printer) {
        for (path, text) in &*self.0 {
            printer.number(5).bytes(path.as_bytes()).bytes(text.as_bytes());
        }
    }
}

/// What is written one after the other, one piece at least: whole lines where there are several, else halves.
fn pieces(text: &str) -> Vec<&str> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    if lines.len() > 1 {
        let (mut pieces, mut rest) = (Vec::new(), text);
        for group in lines.chunks(lines.len().div_ceil(PIECES)) {
            let (piece, after) = rest.split_at(group.iter().map(|line| line.len()).sum());
            pieces.push(piece);
            rest = after;
        }
        return pieces;
    }
    let half = text.char_indices().nth(text.chars().count() / 2).map_or(0, |(at, _)| at);
    if half == 0 { vec![text] } else { vec![&text[..half], &text[half..]] }
}
