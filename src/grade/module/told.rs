//! What a call told, and when two of them are the same.

use serde_json::Value as Json;

use super::fault;
use crate::lab::script::{Failure, Outcome, Returned};

/// What came of a call, ready to be compared and shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Told {
    /// A value, as JSON text.
    Value(String),
    /// A refusal with its code.
    Refused(String),
    /// Neither.
    Failed(Failure),
}

impl Told {
    /// What an outcome told.
    pub(crate) fn of(outcome: &Outcome) -> Self {
        match &outcome.result {
            Ok(Returned::Value(json)) => Self::Value(json.clone()),
            Ok(Returned::Refused(code)) => Self::Refused(code.clone()),
            Err(failure) => Self::Failed(failure.clone()),
        }
    }

    /// The same value (see [`same`]) or a refusal with the same code; a failure is like nothing.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Value(a), Self::Value(b)) => a == b || same(&json(a), &json(b)),
            (Self::Refused(a), Self::Refused(b)) => a == b,
            (Self::Value(_) | Self::Refused(_) | Self::Failed(_), _) => false,
        }
    }

    /// As evidence shows it: JSON, `Refused("Code")`, or the error.
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Value(json) => json.clone(),
            Self::Refused(code) => format!("Refused({})", Json::from(code.as_str())),
            Self::Failed(failure) => fault::plain(failure),
        }
    }
}

/// JSON text as a value; what is no JSON is taken as a text (an answer's runner may say anything).
pub(crate) fn json(text: &str) -> Json {
    serde_json::from_str(text).unwrap_or_else(|_| Json::from(text))
}

/// Whether two values are the same: 1 is 1.0, and the order of keys does not count.
pub(crate) fn same(a: &Json, b: &Json) -> bool {
    match (a, b) {
        (Json::Number(a), Json::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Json::Array(a), Json::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Json::Object(a), Json::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        (Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_) | Json::Object(_), _) => {
            a == b
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Told, same};
    use serde_json::json;

    #[test]
    fn numbers_are_numbers_and_keys_have_no_order() {
        for (a, b, equal) in [
            (json!(1), json!(1.0), true),
            (json!({ "a": 1, "b": [1, 2] }), json!({ "b": [1.0, 2], "a": 1 }), true),
            (json!([1, 2]), json!([2, 1]), false),
            (json!({ "a": 1 }), json!({ "a": 1, "b": 1 }), false),
            (json!({ "a": null }), json!({}), false),
            (json!(1), json!("1"), false),
            (json!(0), json!(false), false),
        ] {
            assert_eq!(same(&a, &b), equal, "{a} {b}");
            assert_eq!(Told::Value(a.to_string()).agrees(&Told::Value(b.to_string())), equal, "{a} {b}");
        }
        assert!(Told::Refused("A".into()).agrees(&Told::Refused("A".into())));
        assert!(!Told::Refused("A".into()).agrees(&Told::Refused("B".into())));
        assert!(!Told::Refused("A".into()).agrees(&Told::Value("\"A\"".into())));
    }
}
