//! A text as blocks: what Markdown becomes, and what reader, slides, pipes and pictures are laid out from.

use crate::base::{Slug, Value};

/// A run of text with its marks.
pub type Inlines = Vec<Inline>;

/// One block.
#[derive(Debug, Clone, PartialEq)]
pub enum Block {
    /// `## Heading {#id teach=concept.id}`; `teach` may name several, separated by commas.
    Heading {
        /// 1 to 4.
        level: u8,
        /// Id of the section, unique in the text; empty where none is given.
        id: String,
        /// Concepts taught here.
        teach: Vec<String>,
        /// The words.
        text: Inlines,
    },
    /// A paragraph.
    Paragraph(Inlines),
    /// A list; numbered where it has a start.
    List {
        /// The first number.
        start: Option<u64>,
        /// The items.
        items: Vec<Item>,
    },
    /// A table.
    Table {
        /// Alignment by column.
        align: Vec<Align>,
        /// Heads by column.
        head: Vec<Inlines>,
        /// Rows of cells.
        rows: Vec<Vec<Inlines>>,
    },
    /// Code that is only read; the first word of the info string names the language.
    Code {
        /// The language, or empty.
        lang: String,
        /// The text, ending in a line feed.
        text: String,
    },
    /// Drawn with characters; kept as it is.
    Diagram(String),
    /// `> [!NOTE]` and its kin.
    Callout {
        /// Which.
        kind: Callout,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// A line across.
    Rule,
    /// The text of a footnote.
    Footnote {
        /// Its label.
        label: String,
        /// What it holds.
        blocks: Vec<Block>,
    },
    /// ```` ```sql run db=orders,inventory````: runs in place on fresh databases; the first is `main`.
    SqlRun {
        /// Database names, each a `setup/NAME.sql` of the lesson or of `lessons/setup/`.
        databases: Vec<String>,
        /// The script.
        sql: String,
        /// What `pack verify` compares with: a ```` ```expect```` block right after.
        expect: Option<Expect>,
    },
    /// ```` ```js run````: runs in place; `print(value)` writes a line.
    JsRun {
        /// The script.
        source: String,
        /// The lines that it prints: a ```` ```expect```` block right after.
        expect: Option<Vec<String>>,
    },
    /// ```` ```sim play exercise=outbox wrong=deletes-first fails=every-order-is-paid````: a story of one of an exercise's
    /// own answers, played step by step.
    SimPlay(Play),
    /// ```` ```predict````: a guess asked before the block that follows runs.
    Predict(Question),
    /// ```` ```quiz````: a question in the text.
    Quiz(Question),
    /// ```` ```exercise````: a card that opens an exercise.
    Exercise(Slug),
    /// ```` ```notes````: for the presenter; not shown to readers.
    Notes(String),
}

/// A story of one of an exercise's own answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Play {
    /// The exercise, of kind `sim`.
    pub exercise: Slug,
    /// The folder of the answer: `solution`, `starter`, `wrong/NAME`, `alt/NAME`.
    pub answer: String,
    /// Which story.
    pub story: Which,
}

/// Which story of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// The one in which nothing goes wrong.
    Natural,
    /// The one with this id.
    Schedule(String),
    /// The shortest in which this check fails.
    Fails(String),
}

impl Play {
    /// What stands after `sim play`; `solution` and the natural run where nothing else is said.
    pub(super) fn parse(options: &[&str]) -> Option<Self> {
        let (mut exercise, mut answer, mut story) = (None, None, None);
        for option in options {
            let (name, value) = option.split_once('=').unwrap_or((option, ""));
            let is_free = match (name, value) {
                ("exercise", value) => exercise.replace(Slug::new(value).ok()?).is_none(),
                ("solution" | "starter", "") => answer.replace(name.to_owned()).is_none(),
                ("wrong" | "alt", value) => answer.replace(format!("{name}/{}", Slug::new(value).ok()?)).is_none(),
                ("natural", "") => story.replace(Which::Natural).is_none(),
                ("schedule", value) if !value.is_empty() => story.replace(Which::Schedule(value.to_owned())).is_none(),
                ("fails", value) => story.replace(Which::Fails(Slug::new(value).ok()?.to_string())).is_none(),
                _ => return None,
            };
            if !is_free {
                return None;
            }
        }
        Some(Self {
            exercise: exercise?,
            answer: answer.unwrap_or_else(|| "solution".to_owned()),
            story: story.unwrap_or(Which::Natural),
        })
    }

    /// The same as it is written.
    #[must_use]
    pub fn says(&self) -> String {
        let answer = self.answer.replace('/', "=");
        match &self.story {
            Which::Natural => format!("{} {answer} natural", self.exercise),
            Which::Schedule(id) => format!("{} {answer} schedule={id}", self.exercise),
            Which::Fails(check) => format!("{} {answer} fails={check}", self.exercise),
        }
    }
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// For task lists.
    pub checked: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// Alignment of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// To the left.
    #[default]
    Left,
    /// Centred.
    Center,
    /// To the right.
    Right,
}

/// Kinds of callouts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Callout {
    /// `[!NOTE]`
    Note,
    /// `[!TIP]`
    Tip,
    /// `[!WARNING]`
    Warning,
    /// `[!MISCONCEPTION]`
    Misconception,
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// `code`
    Code(String),
    /// **strong**
    Strong(Inlines),
    /// *emphasis*
    Emphasis(Inlines),
    /// ~~struck~~
    Strike(Inlines),
    /// A link: a lesson (`transactions`), a section (`transactions#acid`, `#acid`), an exercise, or an address.
    Link {
        /// Where to.
        to: String,
        /// The words.
        text: Inlines,
    },
    /// `[[concept.id]]` or `[[concept.id|words]]`: a term of the glossary.
    Term {
        /// The concept's id.
        concept: String,
        /// The words shown; the concept's name where none are given.
        text: String,
    },
    /// A reference to a footnote.
    Footnote(String),
    /// A line break asked for.
    Break,
}

impl Inline {
    /// The words alone.
    #[must_use]
    pub fn plain(inlines: &[Self]) -> String {
        let mut words = String::new();
        for inline in inlines {
            match inline {
                Self::Text(text) | Self::Code(text) | Self::Term { text, .. } => words.push_str(text),
                Self::Strong(inner) | Self::Emphasis(inner) | Self::Strike(inner) => {
                    words.push_str(&Self::plain(inner));
                }
                Self::Link { text, .. } => words.push_str(&Self::plain(text)),
                Self::Footnote(_) => {}
                Self::Break => words.push(' '),
            }
        }
        words
    }
}

/// Rows that a block is expected to return, in order.
#[derive(Debug, Clone, PartialEq)]
pub struct Expect {
    /// Column names.
    pub columns: Vec<String>,
    /// Cells as printed (`NULL` for NULL).
    pub rows: Vec<Vec<String>>,
}

impl Expect {
    /// Whether a result prints as these rows.
    #[must_use]
    pub fn agrees(&self, columns: &[String], rows: &[Vec<Value>]) -> bool {
        self.columns == columns
            && self.rows.len() == rows.len()
            && self.rows.iter().zip(rows).all(|(wanted, row)| {
                wanted.len() == row.len() && wanted.iter().zip(row).all(|(cell, value)| *cell == value.to_string())
            })
    }
}

/// A question with options, in TOML: `ask`, `options = [{ says, right = true, why }, …]`.
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The question, one line.
    pub ask: String,
    /// Two to six options; at least one is right.
    pub options: Vec<Choice>,
}

/// An option of a [`Question`].
#[derive(Debug, Clone, PartialEq, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The words.
    pub says: String,
    /// Whether it is right.
    #[serde(default)]
    pub right: bool,
    /// Why it is right or wrong, shown once answered.
    pub why: String,
}
