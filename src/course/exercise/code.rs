//! Kind `code`: pure functions of a JavaScript module under generated inputs.

use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::Value;

use super::{Fields, Law, events};

/// `[task.code]`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CodeTask {
    /// The answer's file with the module.
    pub module: String,
    /// The arguments of each exported function that is judged, by function name, each argument an object of fields or,
    /// with a single field named `value`, the value itself.
    pub inputs: IndexMap<String, Vec<Input>>,
}

/// One argument: fields and their generators.
pub type Input = Fields;

/// `[checks.NAME.TYPE]` of kind `code`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum CodeCheck {
    /// Given arguments, this result.
    Cases {
        /// The exported function.
        of: String,
        /// `{ args = […], gives = … }`, in order.
        cases: Vec<CodeCase>,
    },
    /// The same results as the solution's on generated arguments.
    Agrees {
        /// Exported functions to compare.
        with: Vec<String>,
        /// How many inputs, at normal effort; at least 200.
        #[serde(default = "events::histories")]
        inputs: usize,
    },
    /// A law that holds on generated arguments; `of` names the function.
    Law(Law),
}

/// Arguments and the result wanted.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CodeCase {
    /// The arguments.
    pub args: Vec<Value>,
    /// The result.
    pub gives: Value,
}
