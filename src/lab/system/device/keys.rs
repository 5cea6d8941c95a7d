//! Keys to encrypt with, and to destroy: toys. Nothing is secret here: the same text under the same key always gives the
//! same cipher, so that every run is the same. What they show is that no text comes back once its key is gone.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value as Json, json};

use super::{Came, Denied};
use crate::lab::system::note::Misuse;
use crate::sim::Printer;

/// Keys, by name.
#[derive(Debug, Clone, Default)]
pub(in crate::lab::system) struct Keys(BTreeMap<String, Key>);

#[derive(Debug, Clone, Default)]
struct Key {
    /// How often a key of this name was made: each opens what itself has closed.
    made: u32,
    is_there: bool,
}

/// What every cipher begins with.
const MARK: &str = "toy:";

impl Keys {
    pub(super) fn work(&mut self, operation: &str, name: &str, given: &Json) -> Result<Came, Denied> {
        if name.is_empty() {
            return Err(Denied::Misused(Misuse::BadUse, "a key has a name".to_owned()));
        }
        let text = given["text"].as_str().unwrap_or_default();
        let there = self.0.get(name).filter(|key| key.is_there).map(|key| key.made);
        let done = match operation {
            "create" => {
                let key = self.0.entry(name.to_owned()).or_default();
                if there.is_none() {
                    *key = Key { made: key.made + 1, is_there: true };
                }
                there.is_none().into()
            }
            "encrypt" => {
                let made = there.ok_or_else(|| {
                    let says = format!("there is no key {name}: create() makes one; one that is destroyed stays so");
                    Denied::Error("Constraint", says)
                })?;
                json!(encrypt(name, made, text))
            }
            "decrypt" => there.and_then(|made| decrypt(name, made, text)).map_or(Json::Null, |text| json!(text)),
            "destroy" => {
                self.0.entry(name.to_owned()).or_default().is_there = false;
                there.is_some().into()
            }
            _ => return Err(Denied::Misused(Misuse::NoPart, format!("keys have no {operation}"))),
        };
        Ok(Came::Done(done))
    }

    pub(super) fn print(&self, printer: &mut Printer) {
        for (name, key) in &self.0 {
            printer.number(7).bytes(name.as_bytes()).number(u64::from(key.made)).number(u64::from(key.is_there));
        }
    }
}

/// A sum over the text, by which its key is known again, and the text, both under the key's stream of bytes.
fn encrypt(name: &str, made: u32, text: &str) -> String {
    let plain: Vec<u8> = [&sum(text)[..], text.as_bytes()].concat();
    let closed = under(name, made, &plain);
    closed.iter().fold(MARK.to_owned(), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("a text takes what is written");
        hex
    })
}

/// The text, if this key has closed it.
fn decrypt(name: &str, made: u32, cipher: &str) -> Option<String> {
    let hex = cipher.strip_prefix(MARK)?;
    let bytes = hex.as_bytes().chunks(2).map(|two| u8::from_str_radix(std::str::from_utf8(two).ok()?, 16).ok());
    let plain = under(name, made, &bytes.collect::<Option<Vec<u8>>>()?);
    let (begins, text) = plain.split_at_checked(SUM)?;
    let text = String::from_utf8(text.to_vec()).ok()?;
    (begins == &sum(&text)[..]).then_some(text)
}

/// Bytes of the sum over a text.
const SUM: usize = 4;

fn sum(text: &str) -> [u8; SUM] {
    let mut sum = [0; SUM];
    sum.copy_from_slice(&blake3::hash(text.as_bytes()).as_bytes()[..SUM]);
    sum
}

fn under(name: &str, made: u32, bytes: &[u8]) -> Vec<u8> {
    let mut stream = vec![0; bytes.len()];
    let mut key = blake3::Hasher::new();
    key.update(&made.to_le_bytes()).update(name.as_bytes()).finalize_xof().fill(&mut stream);
    bytes.iter().zip(stream).map(|(byte, with)| byte ^ with).collect()
}
