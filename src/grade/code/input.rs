//! Generated arguments.

use serde_json::Value as Json;

use crate::course::exercise::{CodeTask, Exercise, Fields};
use crate::grade::generate::Maker;
use crate::grade::module::{simpler_fields, simpler_value};
use crate::grade::{Options, Stop};
use crate::lab::script::{Arg, Call};

/// The one field of an argument that is no object but this value itself.
const BARE: &str = "value";

/// One generated argument, and which of the function's arguments it is made like.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Argument {
    pub(super) like: usize,
    pub(super) value: Json,
}

impl Argument {
    pub(super) fn text(&self) -> String {
        self.value.to_string()
    }
}

/// The arguments of one call.
pub(super) type Arguments = Vec<Argument>;

/// The generators of a function's arguments.
pub(super) fn generators<'e>(task: &'e CodeTask, function: &str) -> Result<&'e [Fields], Stop> {
    let inputs = task.inputs.get(function);
    inputs.map(Vec::as_slice).ok_or_else(|| Stop::Ours(format!("there are no `inputs` for `{function}`")))
}

/// Generated arguments for `count` calls; `like` lists which generator makes each argument.
pub(super) fn arguments(
    exercise: &Exercise,
    options: &Options,
    place: &[&str],
    generators: &[Fields],
    like: &[usize],
    count: usize,
) -> Result<Vec<Arguments>, Stop> {
    (0..options.effort.scale(count))
        .map(|case| {
            let case = case.to_string();
            let path: Vec<&str> =
                [exercise.slug.as_str()].iter().chain(place).copied().chain([case.as_str()]).collect();
            let mut maker = Maker::new(options.seed, &path);
            like.iter()
                .enumerate()
                .map(|(at, &like)| {
                    let fields = &generators[like];
                    let mut object = maker.object(&format!("argument {at}"), fields)?;
                    let value =
                        if is_bare(fields) { object.remove(BARE).unwrap_or_default() } else { Json::Object(object) };
                    Ok(Argument { like, value })
                })
                .collect()
        })
        .collect()
}

/// Simpler arguments in place of one.
pub(super) fn simpler(argument: &Argument, generators: &[Fields]) -> Arguments {
    let Some(fields) = generators.get(argument.like) else { return Vec::new() };
    let values = match (&argument.value, fields.get(BARE)) {
        (value, Some(column)) if is_bare(fields) => simpler_value(value, column),
        (Json::Object(object), _) => simpler_fields(object, fields).into_iter().map(Json::Object).collect(),
        (Json::Null | Json::Bool(_) | Json::Number(_) | Json::String(_) | Json::Array(_), _) => Vec::new(),
    };
    values.into_iter().map(|value| Argument { like: argument.like, value }).collect()
}

/// `function(arguments…)`.
pub(super) fn call(function: &str, arguments: &[Argument]) -> Call {
    Call::new(function, arguments.iter().map(|argument| Arg::Json(argument.text())).collect())
}

fn is_bare(fields: &Fields) -> bool {
    fields.len() == 1 && fields.contains_key(BARE)
}
