//! Kind `quiz`: an answer file with one entry per question.

use indexmap::IndexMap;
use serde::Deserialize;

/// `[task.quiz]`. The answer is one TOML file: question = answer.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct QuizTask {
    /// Whether options are shuffled on screen (seeded by the slug; the file and the verdict do not change).
    #[serde(default)]
    pub shuffle: bool,
}

/// `[checks.NAME.TYPE]` of kind `quiz`; the answer's entry has the check's name. Options are ids, explained each in
/// `[options.CHECK]` of the texts.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "kebab-case", rename_all_fields = "kebab-case", deny_unknown_fields)]
pub enum QuizCheck {
    /// One of the options: `past-tense = "OrderPlaced"`.
    Choice {
        /// All options.
        options: Vec<String>,
        /// The right one.
        right: String,
        /// Options that pass as well.
        #[serde(default)]
        also: Vec<String>,
    },
    /// Several of the options: `facts = ["PriceChanged", "StockReserved"]`. Partial credit takes marks away for wrong ones.
    Multi {
        /// All options.
        options: Vec<String>,
        /// The right ones.
        right: Vec<String>,
    },
    /// All items in the right order: `in-order = ["command", …]`.
    Order {
        /// The right order.
        right: Vec<String>,
    },
    /// A value for each key: `fits = { es-event = "fact", … }`; values may repeat, or be decoys.
    Match {
        /// The right value by key.
        right: IndexMap<String, String>,
        /// Values that fit nothing.
        #[serde(default)]
        decoys: Vec<String>,
    },
    /// A number: `replayed = 42`.
    Number {
        /// The right number.
        right: f64,
        /// How far off is still right.
        #[serde(default)]
        within: f64,
    },
}
