//! Kind `design`: a table of decisions judged by rules, where more than one design may pass.

use indexmap::IndexMap;
use serde::Deserialize;

/// `[task.design]`. The answer is one TOML file with a table per entry of `shape`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct DesignTask {
    /// The answer's tables by name.
    pub shape: IndexMap<String, Shape>,
    /// Named sets of ids.
    pub sets: IndexMap<String, Vec<String>>,
    /// Views of the tables that a policy is about, for `probe`: each column with the `table.column`s that it shows. Who
    /// is granted a view reaches those; a view of one table is written through, one of several is only read.
    #[serde(default)]
    pub views: IndexMap<String, IndexMap<String, Vec<String>>>,
}

/// One table of the answer: `[owner]` with `orders = "orders"`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Shape {
    /// The set of its keys.
    pub keys: String,
    /// The set of its values; free text without it.
    pub values: Option<String>,
    /// Whether each key has a list of values.
    #[serde(default)]
    pub many: bool,
}

/// `[checks.NAME.TYPE]` of kind `design`.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum DesignCheck {
    /// Every member of a set has an entry.
    Every {
        /// The set.
        r#in: String,
        /// The answer's table.
        has: String,
    },
    /// Members of each group have the same value.
    Same {
        /// The answer's table.
        of: String,
        /// Groups of keys.
        groups: Vec<Vec<String>>,
    },
    /// Members of each group have different values, each from each.
    Apart {
        /// The answer's table.
        of: String,
        /// Groups of keys.
        groups: Vec<Vec<String>>,
    },
    /// No value is given to more than `n` keys.
    AtMost {
        /// The answer's table.
        of: String,
        /// The most.
        n: usize,
    },
    /// No value has more than this share of the whole (by `weights`, 1 each without).
    Share {
        /// The answer's table.
        of: String,
        /// The largest share, in percent.
        percent: u32,
        /// Weight by key.
        #[serde(default)]
        weights: IndexMap<String, u32>,
    },
    /// Each key named has one of the values allowed for it.
    OneOf {
        /// The answer's table.
        of: String,
        /// Allowed values by key.
        allowed: IndexMap<String, Vec<String>>,
    },
    /// The reason given fits the choice made.
    Reason {
        /// The answer's table of choices.
        of: String,
        /// The answer's table of reasons, with the same keys.
        why: String,
        /// Fitting reasons by key, or by chosen value as `key=value`.
        fits: IndexMap<String, Vec<String>>,
    },
    /// The written policy decides requests as the solution's does, directly or through a view. The answer's table is
    /// `role = ["op table", "op table.column", …]`; a request is a role, an operation and a column, or a whole table.
    Probe {
        /// The answer's table.
        of: String,
        /// Sets of operations and of `table.column`s that requests are made of.
        operations: String,
        /// The set of columns, `table.column`.
        columns: String,
        /// Only requests that the solution decides so; all without it.
        wanted: Option<Decision>,
        /// How many requests at most, at normal effort.
        requests: usize,
    },
}

/// How a policy decides a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// It is allowed.
    Allow,
    /// It is refused.
    Refuse,
}
