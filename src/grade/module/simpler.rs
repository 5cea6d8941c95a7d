//! Simpler values in place of a generated one, within what its generator can make.

use serde_json::{Map, Value as Json};

use crate::course::exercise::{Column, Fields, Make, Scalar};

/// An object with one field simpler, in the order of the fields; the other fields and those without generator stay.
pub(crate) fn simpler_fields(object: &Map<String, Json>, fields: &Fields) -> Vec<Map<String, Json>> {
    let mut all = Vec::new();
    for (name, column) in fields {
        let Some(value) = object.get(name) else { continue };
        for other in simpler_value(value, column) {
            let mut next = object.clone();
            next.insert(name.clone(), other);
            all.push(next);
        }
    }
    all
}

/// Simpler values, the simplest first: an earlier choice, a whole number nearer to zero, a shorter list.
///
/// Ids, times, texts and references stay as they are: another one is not simpler.
pub(crate) fn simpler_value(value: &Json, column: &Column) -> Vec<Json> {
    match &column.make {
        Make::OneOf(choices) => {
            let choices: Vec<Json> = choices.iter().map(choice).collect();
            let at = choices.iter().position(|choice| choice == value).unwrap_or(0);
            choices[..at].to_vec()
        }
        Make::Int(low, high) => {
            value.as_i64().map(|now| nearer(now, *low, *high)).unwrap_or_default().into_iter().map(Json::from).collect()
        }
        Make::List(_, of) => {
            let Some(items) = value.as_array() else { return Vec::new() };
            let shorter = (0..items.len()).map(|gone| {
                items.iter().enumerate().filter(|(at, _)| *at != gone).map(|(_, item)| item.clone()).collect()
            });
            let simpler = items.iter().enumerate().flat_map(|(at, item)| {
                simpler_value(item, of).into_iter().map(move |other| {
                    let mut next = items.clone();
                    next[at] = other;
                    Json::Array(next)
                })
            });
            shorter.chain(simpler).collect()
        }
        Make::Real(..) | Make::Text(_) | Make::Serial(_) | Make::From(..) | Make::Time(..) | Make::Uuid => Vec::new(),
    }
}

/// Whole numbers of the range that are nearer to zero (positive before negative), the nearest first.
fn nearer(now: i64, low: i64, high: i64) -> Vec<i64> {
    let rank = |n: i64| (n.unsigned_abs(), n < 0);
    let mut all: Vec<i64> = [0, 1, -1, now / 2, now - now.signum()]
        .into_iter()
        .map(|n| n.clamp(low, high))
        .filter(|n| rank(*n) < rank(now))
        .collect();
    all.sort_by_key(|n| rank(*n));
    all.dedup();
    all
}

fn choice(scalar: &Scalar) -> Json {
    match scalar {
        Scalar::Bool(truth) => Json::from(*truth),
        Scalar::Int(number) => Json::from(*number),
        Scalar::Real(number) => Json::from(*number),
        Scalar::Text(text) => Json::from(text.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::{simpler_fields, simpler_value};
    use crate::course::exercise::{Column, Fields};
    use serde_json::{Value as Json, json};

    #[test]
    fn simpler_values_stay_in_their_range() {
        for (generator, value, simpler) in [
            ("one-of = [\"a\", \"b\", \"c\"]", json!("c"), json!(["a", "b"])),
            ("one-of = [\"a\", \"b\"]", json!("a"), json!([])),
            ("int = [0, 9]", json!(9), json!([0, 1, 4, 8])),
            ("int = [3, 9]", json!(5), json!([3, 4])),
            ("int = [-5, 9]", json!(-1), json!([0, 1])),
            ("int = [-5, 9]", json!(0), json!([])),
            ("list = 3, of = { int = [0, 1] }", json!([1, 0]), json!([[0], [1], [0, 0]])),
            ("uuid = true", json!("x"), json!([])),
        ] {
            let fields: Fields = toml::from_str(&format!("x = {{ {generator} }}")).expect("a generator");
            let column: &Column = &fields["x"];
            assert_eq!(Json::from(simpler_value(&value, column)), simpler, "{generator} {value}");
        }
        let fields: Fields = toml::from_str("q = { int = [0, 1] }\ns = { one-of = [1, 2] }").expect("generators");
        let object = json!({ "type": "T", "q": 1, "s": 2 });
        let all = simpler_fields(object.as_object().expect("an object"), &fields);
        assert_eq!(json!(all), json!([{ "type": "T", "q": 0, "s": 2 }, { "type": "T", "q": 1, "s": 1 }]));
    }
}
