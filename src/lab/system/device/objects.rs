//! Objects, as cloud stores keep them: each is put in one piece and seen by all at once, a list has all that is there, and
//! nothing is ever done to two of them together.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Value as Json, json};

use super::{Came, Denied, cell};
use crate::base::Value;
use crate::lab::system::note::Misuse;
use crate::sim::Printer;

/// Objects, by key.
#[derive(Debug, Clone, Default)]
pub(in crate::lab::system) struct Objects(Rc<BTreeMap<String, String>>);

impl Objects {
    pub(super) fn work(&mut self, operation: &str, key: &str, given: &Json) -> Result<Came, Denied> {
        let etag_of = |key: &str| self.0.get(key).map_or(Json::Null, |content| json!(etag(content)));
        let done = match operation {
            "list" => {
                let keys = self.0.keys().filter(|name| name.starts_with(key));
                Json::Array(keys.map(|name| json!(name)).collect())
            }
            _ if key.is_empty() => return Err(Denied::Misused(Misuse::BadUse, "an object has a key".to_owned())),
            "get" => self.0.get(key).map_or(Json::Null, |content| json!({ "content": content, "etag": etag(content) })),
            "etag" => etag_of(key),
            "put" | "putIfAbsent" | "putIfMatch" => {
                let (now, expected) = (etag_of(key), given["etag"].clone());
                let may = match operation {
                    "putIfAbsent" => now.is_null(),
                    "putIfMatch" => !now.is_null() && now == expected,
                    _ => true,
                };
                if !may {
                    let says = format!("the object {key} is another than expected: get it again, decide again");
                    return Err(Denied::Conflict { says, between: Box::new((expected, now)) });
                }
                let content = given["content"].as_str().unwrap_or_default();
                Rc::make_mut(&mut self.0).insert(key.to_owned(), content.to_owned());
                json!(etag(content))
            }
            "del" => Rc::make_mut(&mut self.0).remove(key).is_some().into(),
            _ => return Err(Denied::Misused(Misuse::NoPart, format!("objects have no {operation}"))),
        };
        Ok(Came::Done(done))
    }

    /// The objects as the judge sees them: the key, what is in it, and its tag.
    pub(in crate::lab::system) fn rows(&self) -> Vec<Vec<Value>> {
        self.0.iter().map(|(key, content)| vec![cell(key), cell(content), cell(&etag(content))]).collect()
    }

    pub(super) fn print(&self, printer: &mut Printer) {
        for (key, content) in &*self.0 {
            printer.number(6).bytes(key.as_bytes()).bytes(content.as_bytes());
        }
    }
}

/// What tells one content from another.
fn etag(content: &str) -> String {
    blake3::hash(content.as_bytes()).to_hex()[..8].to_owned()
}
