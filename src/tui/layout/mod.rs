//! A text laid out for a width: blocks in, rows of spans out.
//!
//! The same rows are drawn by the reader and the workbench, printed by `sagabook read`, and turned into pictures. Prose
//! wraps at spaces (a Korean word is kept whole unless it alone is wider than the line); code and diagrams never wrap.
//! What can be acted on (a block to run, an option, a link, a term) is a [`Spot`], named by the spans that show it.
//!
//! Deterministic; cost is linear in the text.

mod live;
mod prose;
pub mod table;

use std::collections::BTreeMap;
use std::ops::Range;

pub use live::{Card, Live, LiveBlock, Shown};
pub(crate) use prose::rewrap;

use crate::base::{Slug, Strings, width};
use crate::course::{Block, Callout, Item, Question};
use crate::tui::syntax::{self, Kind, Language, Open};

/// Widest column of prose, in cells.
pub const MEASURE: u16 = 96;

/// What a span is, for themes to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Running text.
    Text,
    /// Strong.
    Strong,
    /// Emphasised.
    Emphasis,
    /// Struck through.
    Strike,
    /// Code within text.
    Code,
    /// A link.
    Link,
    /// A glossary term.
    Term,
    /// A heading of the second level.
    Heading,
    /// A heading of a lower level.
    Subheading,
    /// Said quietly: markers, captions, units.
    Muted,
    /// Code that is only read.
    CodeBlock,
    /// In code: a word of the language.
    Keyword,
    /// In code: a number, `NULL`, `true`.
    Constant,
    /// In code: text between quotes.
    Quoted,
    /// In code: for people.
    Comment,
    /// In code: what is being named.
    Name,
    /// A diagram.
    Diagram,
    /// Lines and frames.
    Border,
    /// Heads of a table.
    TableHead,
    /// Title of a note.
    Note,
    /// Title of a tip.
    Tip,
    /// Title of a warning.
    Warning,
    /// Title of a misconception.
    Misconception,
    /// Right, passed, added.
    Good,
    /// Wrong, failed, missing.
    Bad,
    /// A cell that differs.
    Changed,
    /// Something that can be done here.
    Action,
}

impl Role {
    /// All of them, in their order.
    pub(crate) const ALL: [Self; 27] = [
        Self::Text,
        Self::Strong,
        Self::Emphasis,
        Self::Strike,
        Self::Code,
        Self::Link,
        Self::Term,
        Self::Heading,
        Self::Subheading,
        Self::Muted,
        Self::CodeBlock,
        Self::Keyword,
        Self::Constant,
        Self::Quoted,
        Self::Comment,
        Self::Name,
        Self::Diagram,
        Self::Border,
        Self::TableHead,
        Self::Note,
        Self::Tip,
        Self::Warning,
        Self::Misconception,
        Self::Good,
        Self::Bad,
        Self::Changed,
        Self::Action,
    ];

    /// The role of a word of code; none where it is plain.
    pub(crate) fn of_code(kind: Kind) -> Option<Self> {
        match kind {
            Kind::Plain => None,
            Kind::Keyword => Some(Self::Keyword),
            Kind::Constant => Some(Self::Constant),
            Kind::Text => Some(Self::Quoted),
            Kind::Comment => Some(Self::Comment),
            Kind::Name => Some(Self::Name),
        }
    }
}

/// A run of text of one role on one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The words; no line feeds.
    pub text: String,
    /// What they are.
    pub role: Role,
    /// The spot that they belong to, by its number in [`Page::spots`].
    pub spot: Option<usize>,
}

impl Span {
    /// A span that belongs to no spot.
    pub fn new(text: impl Into<String>, role: Role) -> Self {
        Self { text: text.into(), role, spot: None }
    }

    fn of(mut self, spot: Option<usize>) -> Self {
        self.spot = spot;
        self
    }
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// From left to right.
    pub spans: Vec<Span>,
    /// Number of the top-level block that it shows.
    pub block: usize,
}

impl Row {
    /// Width in cells; code and diagrams may be wider than asked for.
    #[must_use]
    pub fn width(&self) -> usize {
        self.spans.iter().map(|span| width(&span.text)).sum()
    }

    /// The words without marks, trailing spaces cut.
    #[must_use]
    pub fn text(&self) -> String {
        let text: String = self.spans.iter().map(|span| span.text.as_str()).collect();
        text.trim_end().to_owned()
    }
}

/// A section, for jumping and the contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its id; may be empty.
    pub id: String,
    /// 2 to 4.
    pub level: u8,
    /// Its words.
    pub title: String,
    /// Its first row.
    pub row: usize,
}

/// What can be done at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SpotKind {
    /// Run the block.
    Run,
    /// Open the block's story.
    Story,
    /// Choose this option of the block's question.
    Option(usize),
    /// Open this exercise.
    Exercise(Slug),
    /// Follow this link.
    Link(String),
    /// Show this concept.
    Term(String),
    /// Go to the footnote of this label.
    Note(String),
    /// In that footnote: go back to where it is mentioned.
    Mention(String),
}

/// A place where something can be done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// What.
    pub kind: SpotKind,
    /// Its first row.
    pub row: usize,
    /// Its top-level block.
    pub block: usize,
}

/// A text laid out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// Headings in order.
    pub sections: Vec<Section>,
    /// Spots in order.
    pub spots: Vec<Spot>,
}

/// What laying out needs to know beside the blocks.
pub struct Words<'a> {
    /// The program's words.
    pub strings: &'a Strings,
    /// What an exercise's card says; none where there is no such exercise.
    pub card: &'a dyn Fn(&Slug) -> Option<Card>,
}

/// Lays blocks out for `cells` (at least 8 are assumed).
#[must_use]
pub fn lay_out<'a>(blocks: &'a [Block], live: &'a Live, cells: u16, words: &'a Words<'a>) -> Page {
    let mut layout = Layout { page: Page::default(), live, words, block: 0, guess: None, notes: BTreeMap::new() };
    let cells = usize::from(cells.max(8));
    for (number, block) in blocks.iter().enumerate() {
        layout.block = number;
        layout.guess = match number.checked_sub(1).and_then(|before| blocks.get(before)) {
            Some(Block::Predict(question)) => Some(question),
            _ => None,
        };
        let rows = layout.rows_of(block, cells, true);
        if rows.is_empty() {
            continue;
        }
        let gap = match block {
            _ if layout.page.rows.is_empty() => 0,
            Block::Heading { level, .. } if *level <= 2 => 2,
            _ => 1,
        };
        layout.page.rows.extend(std::iter::repeat_n(Row { spans: Vec::new(), block: number }, gap));
        layout.place(rows);
    }
    layout.page
}

/// A row before it has a place.
type Line = Vec<Span>;

struct Layout<'a> {
    page: Page,
    live: &'a Live,
    words: &'a Words<'a>,
    block: usize,
    /// The guess asked for right before the block.
    guess: Option<&'a Question>,
    /// Numbers of footnotes by label, in order of first mention.
    notes: BTreeMap<String, usize>,
}

/// The row of spots and sections of the block being laid out, until it has its place.
const UNPLACED: usize = usize::MAX;

impl Layout<'_> {
    fn spot(&mut self, kind: SpotKind) -> usize {
        self.page.spots.push(Spot { kind, row: UNPLACED, block: self.block });
        self.page.spots.len() - 1
    }

    /// Adds a block's rows to the page, and gives its spots and sections their place.
    fn place(&mut self, rows: Vec<Line>) {
        let first = self.page.rows.len();
        for section in self.page.sections.iter_mut().filter(|section| section.row == UNPLACED) {
            section.row = first;
        }
        for (offset, row) in rows.iter().enumerate() {
            for spot in row.iter().filter_map(|span| span.spot) {
                let spot = &mut self.page.spots[spot];
                spot.row = spot.row.min(first + offset);
            }
        }
        let block = self.block;
        self.page.rows.extend(rows.into_iter().map(|spans| Row { spans, block }));
    }

    fn rows_of(&mut self, block: &Block, cells: usize, top: bool) -> Vec<Line> {
        match block {
            Block::Heading { level, id, text, .. } => {
                let role = if *level <= 2 { Role::Heading } else { Role::Subheading };
                let rows = self.prose(text, role, cells);
                let title = rows.iter().map(|row| plain(row)).collect::<Vec<_>>().join(" ");
                if top {
                    self.page.sections.push(Section { id: id.clone(), level: *level, title, row: UNPLACED });
                }
                rows
            }
            Block::Paragraph(text) => self.prose(text, Role::Text, cells),
            Block::List { start, items } => self.list(*start, items, cells),
            Block::Table { align, head, rows } => self.table(align, head, rows, cells),
            Block::Code { lang, text } => code(text, Language::named(lang)),
            Block::Diagram(text) => {
                text.trim_end_matches('\n').split('\n').map(|line| vec![Span::new(line, Role::Diagram)]).collect()
            }
            Block::Callout { kind, blocks } => self.callout(*kind, blocks, cells),
            Block::Quote(blocks) => {
                let rows = self.nested(blocks, cells.saturating_sub(2));
                prefixed(rows, &Span::new("▏ ", Role::Border))
            }
            Block::Rule => vec![vec![Span::new("─".repeat(cells.min(24)), Role::Border)]],
            Block::Footnote { label, blocks } => {
                let number = self.note(label);
                let spot = self.spot(SpotKind::Mention(label.clone()));
                let mark = Span::new(format!("[{number}] "), Role::Link).of(Some(spot));
                let rows = self.nested(blocks, cells.saturating_sub(mark.text.len()));
                hanging(rows, mark)
            }
            Block::SqlRun { databases, sql, .. } => self.run_block("sql", &databases.join(", "), sql, cells),
            Block::JsRun { source, .. } => self.run_block("js", "", source, cells),
            Block::SimPlay(play) => self.play(play, cells),
            Block::Predict(question) => self.question(question, true, cells),
            Block::Quiz(question) => self.question(question, false, cells),
            Block::Exercise(slug) => self.card(slug, cells),
            Block::Notes(_) => Vec::new(),
        }
    }

    fn nested(&mut self, blocks: &[Block], cells: usize) -> Vec<Line> {
        let mut out: Vec<Line> = Vec::new();
        for block in blocks {
            let rows = self.rows_of(block, cells.max(8), false);
            if !out.is_empty() && !rows.is_empty() && !matches!(block, Block::List { .. }) {
                out.push(Vec::new());
            }
            out.extend(rows);
        }
        out
    }

    fn list(&mut self, start: Option<u64>, items: &[Item], cells: usize) -> Vec<Line> {
        let last = start.unwrap_or(0) + items.len() as u64;
        let digits = last.to_string().len();
        let loose = items.iter().any(|item| item.blocks.len() > 1 && !matches!(item.blocks[1], Block::List { .. }));
        let mut out = Vec::new();
        for (number, item) in items.iter().enumerate() {
            let mark = match (item.checked, start) {
                (Some(true), _) => "✔ ".to_owned(),
                (Some(false), _) => "☐ ".to_owned(),
                (None, Some(start)) => format!("{:>digits$}. ", start + number as u64),
                (None, None) => "• ".to_owned(),
            };
            if loose && number > 0 {
                out.push(Vec::new());
            }
            let rows = self.nested(&item.blocks, cells.saturating_sub(width(&mark)));
            out.extend(hanging(rows, Span::new(mark, Role::Muted)));
        }
        out
    }

    fn callout(&mut self, kind: Callout, blocks: &[Block], cells: usize) -> Vec<Line> {
        let (id, role) = match kind {
            Callout::Note => ("layout-note", Role::Note),
            Callout::Tip => ("layout-tip", Role::Tip),
            Callout::Warning => ("layout-warning", Role::Warning),
            Callout::Misconception => ("layout-misconception", Role::Misconception),
        };
        let mut rows = vec![vec![Span::new(self.words.strings.get(id), role)]];
        rows.extend(self.nested(blocks, cells.saturating_sub(2)));
        prefixed(rows, &Span::new("▌ ", role))
    }

    fn note(&mut self, label: &str) -> usize {
        let next = self.notes.len() + 1;
        *self.notes.entry(label.to_owned()).or_insert(next)
    }
}

fn plain(row: &[Span]) -> String {
    row.iter().map(|span| span.text.as_str()).collect()
}

/// Code behind a bar.
fn code(text: &str, language: Option<Language>) -> Vec<Line> {
    prefixed(coloured(text, language), &Span::new("│ ", Role::Border))
}

/// The lines of code as they are, in the colours of their language.
pub(crate) fn coloured(text: &str, language: Option<Language>) -> Vec<Line> {
    let mut open = Open::default();
    text.trim_end_matches('\n')
        .split('\n')
        .map(|line| {
            let line = line.replace('\t', "    ");
            let Some(language) = language else { return vec![Span::new(line, Role::CodeBlock)] };
            let (words, after) = syntax::line(language, &line, open);
            open = after;
            let word = |(range, kind): (Range<usize>, Kind)| {
                Span::new(&line[range], Role::of_code(kind).unwrap_or(Role::CodeBlock))
            };
            words.into_iter().map(word).collect()
        })
        .collect()
}

/// Every row behind the same prefix.
fn prefixed(rows: Vec<Line>, prefix: &Span) -> Vec<Line> {
    rows.into_iter().map(|row| std::iter::once(prefix.clone()).chain(row).collect()).collect()
}

/// The first row behind a mark, the others behind as many spaces.
fn hanging(rows: Vec<Line>, mark: Span) -> Vec<Line> {
    let indent = Span::new(" ".repeat(width(&mark.text)), Role::Text);
    let mut mark = Some(mark);
    let mut out: Vec<Line> = rows
        .into_iter()
        .map(|row| {
            if row.is_empty() && mark.is_none() {
                return row;
            }
            std::iter::once(mark.take().unwrap_or_else(|| indent.clone())).chain(row).collect()
        })
        .collect();
    if let Some(mark) = mark {
        out.push(vec![mark]);
    }
    out
}
