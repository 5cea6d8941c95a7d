//! Values leave the engine as JSON text, written here key by key.
//!
//! Never by `JSON.stringify`, which asks `toJSON`, turns a `Map` into `{}` and `NaN` into `null`: what is judged is what
//! the function returned.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::Write as _;
use std::rc::Rc;

use rquickjs::{Array, Atom, Filter, Object, Type, Value};

use super::{Failure, Limits, NotJson};

/// Why a value cannot be written.
#[derive(Debug)]
pub(super) enum Unfit {
    /// It is data of the script that fails it.
    Failed(Failure),
    /// A getter threw; the exception is pending in the engine.
    Engine(rquickjs::Error),
}

impl From<rquickjs::Error> for Unfit {
    fn from(error: rquickjs::Error) -> Self {
        match error {
            // The engine hands out a lone surrogate as bytes that are no UTF-8.
            rquickjs::Error::Utf8(_) => not_json(NotJson::HalfCharacter),
            other => Self::Engine(other),
        }
    }
}

/// Keys that are remembered as text; objects of one module have few different ones.
const KEYS: usize = 200;

/// Keys as texts, and as they are written: most objects have those of another.
#[derive(Default)]
pub(super) struct Keys<'js>(RefCell<HashMap<Atom<'js>, Rc<Key>>>);

struct Key {
    text: String,
    written: Vec<u8>,
}

/// Writes a plain value as JSON text: keys in their order, properties that are `undefined` left out, `-0` as `0`.
pub(super) fn to_json<'js>(
    value: &Value<'js>,
    object_prototype: &Object<'js>,
    keys: &Keys<'js>,
    limits: &Limits,
) -> Result<String, Unfit> {
    let mut writer = Writer { out: Vec::with_capacity(128), around: Vec::new(), object_prototype, keys, limits };
    writer.value(value)?;
    Ok(String::from_utf8(writer.out).expect("only whole texts are written"))
}

struct Writer<'a, 'js> {
    out: Vec<u8>,
    /// The objects and arrays within which the value stands, the outermost first.
    around: Vec<Value<'js>>,
    object_prototype: &'a Object<'js>,
    keys: &'a Keys<'js>,
    limits: &'a Limits,
}

impl<'js> Writer<'_, 'js> {
    fn value(&mut self, value: &Value<'js>) -> Result<(), Unfit> {
        if self.out.len() > self.limits.output_bytes {
            return Err(Unfit::Failed(Failure::Output));
        }
        match value.type_of() {
            Type::Null => self.out.extend(b"null"),
            Type::Bool => self.out.extend(if value.as_bool() == Some(true) { &b"true"[..] } else { b"false" }),
            Type::Int | Type::Float => self.number(value.as_number().unwrap_or(f64::NAN))?,
            Type::String => {
                let text = value.as_string().map(rquickjs::String::to_string).transpose()?.unwrap_or_default();
                self.text(&text)?;
            }
            Type::Array => match value.as_array() {
                Some(array) => self.nested(value, |writer| writer.array(array))?,
                None => return Err(not_json(NotJson::Object)),
            },
            Type::Object => match value.as_object() {
                Some(object) => self.nested(value, |writer| writer.object(object))?,
                None => return Err(not_json(NotJson::Object)),
            },
            Type::Undefined | Type::Uninitialized => return Err(not_json(NotJson::Undefined)),
            Type::Function | Type::Constructor => return Err(not_json(NotJson::Function)),
            Type::Promise => return Err(not_json(NotJson::Promise)),
            Type::BigInt => return Err(not_json(NotJson::BigInt)),
            Type::Symbol => return Err(not_json(NotJson::Symbol)),
            Type::Proxy => return Err(not_json(NotJson::Proxy)),
            Type::Exception | Type::Module | Type::Unknown => return Err(not_json(NotJson::Object)),
        }
        Ok(())
    }

    /// Writes an object or array, unless it is a part of itself or too deep: both are found before anything is repeated.
    fn nested(&mut self, value: &Value<'js>, write: impl FnOnce(&mut Self) -> Result<(), Unfit>) -> Result<(), Unfit> {
        if self.around.contains(value) {
            return Err(not_json(NotJson::Circular));
        }
        if self.around.len() > self.limits.depth {
            return Err(not_json(NotJson::TooDeep));
        }
        self.around.push(value.clone());
        write(self)?;
        self.around.pop();
        Ok(())
    }

    fn number(&mut self, number: f64) -> Result<(), Unfit> {
        if !number.is_finite() {
            return Err(not_json(NotJson::NotANumber));
        }
        if number.fract() == 0.0 && number.abs() < 9_007_199_254_740_992.0 {
            #[expect(clippy::cast_possible_truncation, reason = "a whole number below 2^53")]
            let whole = number as i64;
            serde_json::to_writer(&mut self.out, &whole).expect(TAKES_ALL);
        } else {
            write!(self.out, "{number:?}").expect(TAKES_ALL);
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), Unfit> {
        if text.len() > self.limits.output_bytes {
            return Err(Unfit::Failed(Failure::Output));
        }
        write_text(&mut self.out, text);
        Ok(())
    }

    fn array(&mut self, array: &Array<'js>) -> Result<(), Unfit> {
        // An item is two bytes at least; an array of holes is refused before it is walked.
        // Its length is read as a number: `Array::len` takes no more than 2^31.
        let length: f64 = array.as_object().get("length")?;
        #[expect(clippy::cast_precision_loss, reason = "a bound far below 2^53")]
        let most = (self.limits.output_bytes / 2) as f64;
        if length > most {
            return Err(Unfit::Failed(Failure::Output));
        }
        self.out.push(b'[');
        for index in 0..array.len() {
            if index > 0 {
                self.out.push(b',');
            }
            let item: Value<'js> = array.get(index)?;
            let written = if item.is_undefined() {
                let there = array.as_object().contains_key(index.to_string())?;
                Err(not_json(if there { NotJson::Undefined } else { NotJson::Hole }))
            } else {
                self.value(&item)
            };
            written.map_err(|unfit| within(unfit, &format!("[{index}]")))?;
        }
        self.out.push(b']');
        Ok(())
    }

    fn object(&mut self, object: &Object<'js>) -> Result<(), Unfit> {
        let plain = object.get_prototype().is_none_or(|prototype| prototype == *self.object_prototype);
        if !plain {
            return Err(not_json(NotJson::Object));
        }
        if object.own_keys::<Value<'js>>(Filter::new().symbol()).next().is_some() {
            return Err(not_json(NotJson::Symbol));
        }
        self.out.push(b'{');
        let mut first = true;
        for property in object.own_props::<Atom<'js>, Value<'js>>(Filter::default()) {
            let (atom, value) = property?;
            if value.is_undefined() {
                continue;
            }
            if !first {
                self.out.push(b',');
            }
            first = false;
            let key = self.keys.get(atom)?;
            if key.text.len() > self.limits.output_bytes {
                return Err(Unfit::Failed(Failure::Output));
            }
            self.out.extend_from_slice(&key.written);
            self.value(&value).map_err(|unfit| within(unfit, &format!(".{}", key.text)))?;
        }
        self.out.push(b'}');
        Ok(())
    }
}

impl<'js> Keys<'js> {
    fn get(&self, atom: Atom<'js>) -> Result<Rc<Key>, Unfit> {
        if let Some(key) = self.0.borrow().get(&atom) {
            return Ok(Rc::clone(key));
        }
        // By way of the engine's own text, which is read whole (a NUL in it) and checked (half a character).
        let text = atom.to_js_string()?.to_string()?;
        let mut written = Vec::with_capacity(text.len() + 3);
        write_text(&mut written, &text);
        written.push(b':');
        let key = Rc::new(Key { text, written });
        let mut kept = self.0.borrow_mut();
        if kept.len() < KEYS {
            kept.insert(atom, Rc::clone(&key));
        }
        Ok(key)
    }
}

fn write_text(out: &mut Vec<u8>, text: &str) {
    if text.bytes().any(|byte| byte < b' ' || byte == b'"' || byte == b'\\') {
        serde_json::to_writer(out, text).expect(TAKES_ALL);
    } else {
        out.push(b'"');
        out.extend_from_slice(text.as_bytes());
        out.push(b'"');
    }
}

/// Why writing to a `Vec` does not fail.
const TAKES_ALL: &str = "memory takes what is written";

fn not_json(what: NotJson) -> Unfit {
    Unfit::Failed(Failure::NotJson { path: String::new(), what })
}

/// The same failure, seen from one step further out.
fn within(unfit: Unfit, step: &str) -> Unfit {
    match unfit {
        // Where in something endless it becomes too deep says nothing.
        Unfit::Failed(Failure::NotJson { path, what }) if path.len() < 200 && what != NotJson::TooDeep => {
            let step: String = step.chars().take(60).collect();
            Unfit::Failed(Failure::NotJson { path: step + &path, what })
        }
        other => other,
    }
}
