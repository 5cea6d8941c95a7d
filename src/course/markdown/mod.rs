//! Markdown → blocks: CommonMark with tables, footnotes, strikethrough and task lists, plus what content.md adds: headings
//! with ids, callouts, glossary terms and live blocks. Raw HTML and pictures are refused.

mod inline;
mod lines;
mod live;
#[cfg(test)]
mod tests;

use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag};

use super::{Align, Block, Callout, Inline, Inlines, Item, Problem};
use crate::base::Slug;
use lines::Lines;

/// Deeper nesting than this is no text for people, and no way to exhaust the stack.
const MAX_DEPTH: usize = 24;

/// Which rules a text follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A lesson: second-level headings have ids, live blocks are allowed.
    Lesson,
    /// A text of an exercise: no live blocks.
    Text,
}

/// A parsed text.
#[derive(Debug, Default)]
pub(super) struct Markdown {
    /// The blocks.
    pub blocks: Vec<Block>,
    /// The line of each block, from 1.
    pub lines: Vec<u32>,
    /// What the text refers to or offers, with its place.
    pub marks: Vec<Mark>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// Something in a text that other files have to do with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mark {
    pub line: u32,
    pub column: u32,
    pub what: Target,
}

/// See [`Mark`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// A link's address.
    Link(String),
    /// A glossary term.
    Term(String),
    /// An exercise's card.
    Exercise(Slug),
    /// A heading.
    Section { level: u8, id: String, teach: Vec<String> },
    /// A live block: `sql run`, `predict`, …, with what must be the same in all languages.
    Live(String),
}

/// What is Markdown here.
pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_WIKILINKS
}

/// Parses `text` from byte `start` on; `file` and the lines before `start` count for places.
pub(super) fn parse(file: &str, text: &str, start: usize, kind: Kind) -> Markdown {
    let mut reader = Reader {
        file,
        kind,
        start,
        places: Lines::new(text),
        events: Parser::new_ext(&text[start..], options()).into_offset_iter().peekable(),
        body_bytes: text.len() - start,
        depth: 0,
        checked: None,
        out: Markdown::default(),
    };
    let blocks = reader.blocks(true);
    reader.finish(blocks)
}

struct Reader<'a> {
    file: &'a str,
    kind: Kind,
    start: usize,
    places: Lines<'a>,
    events: Peekable<OffsetIter<'a>>,
    /// Bytes of the text.
    body_bytes: usize,
    /// How many lists, quotations and runs of text lie around what is being read.
    depth: usize,
    /// The mark of the task list item being read.
    checked: Option<bool>,
    out: Markdown,
}

/// A block and the byte of the body at which it begins.
type Placed = (Block, usize);

impl Reader<'_> {
    /// Blocks up to the end of what contains them.
    fn blocks(&mut self, top: bool) -> Vec<Placed> {
        if !self.enter() {
            return Vec::new();
        }
        let blocks = self.blocks_within(top);
        self.depth -= 1;
        blocks
    }

    /// Goes one level down, or over what lies too deep.
    fn enter(&mut self) -> bool {
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            return true;
        }
        let at = self.events.peek().map_or(self.body_bytes, |(_, range)| range.start);
        self.push(Problem::new("pack-too-deep"), at);
        let mut open = 1;
        while open > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
        false
    }

    fn blocks_within(&mut self, top: bool) -> Vec<Placed> {
        let mut blocks: Vec<Placed> = Vec::new();
        // Items of tight lists hold running text without a paragraph.
        let mut loose: Inlines = Vec::new();
        let mut loose_at = 0;
        while let Some((event, range)) = self.events.next() {
            let block = match event {
                Event::End(_) => break,
                Event::Start(Tag::Paragraph) => Some(Block::Paragraph(self.inlines())),
                Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                    let plain = classes.is_empty();
                    let teach =
                        attrs.iter().find(|(name, _)| &**name == "teach").and_then(|(_, value)| value.as_deref());
                    let known = plain && attrs.iter().all(|(name, value)| &**name == "teach" && value.is_some());
                    Some(self.heading(level, id.as_deref(), teach, known, range.start))
                }
                Event::Start(Tag::BlockQuote(_)) => {
                    let inner = self.blocks(false).into_iter().map(|(block, _)| block).collect();
                    Some(self.quote(inner, range.start))
                }
                Event::Start(Tag::CodeBlock(fence)) => {
                    let info = match fence {
                        CodeBlockKind::Fenced(info) => info.into_string(),
                        CodeBlockKind::Indented => String::new(),
                    };
                    let code = self.raw();
                    self.code(&info, code, range.start, top, blocks.last_mut().map(|(block, _)| block))
                }
                Event::Start(Tag::List(start)) => Some(Block::List { start, items: self.items() }),
                Event::Start(Tag::FootnoteDefinition(label)) => {
                    let inner = self.blocks(false).into_iter().map(|(block, _)| block).collect();
                    Some(Block::Footnote { label: label.into_string(), blocks: inner })
                }
                Event::Start(Tag::Table(align)) => Some(self.table(&align)),
                Event::Rule => Some(Block::Rule),
                Event::Start(Tag::HtmlBlock) => {
                    self.problem("pack-html", &range);
                    self.raw();
                    None
                }
                Event::TaskListMarker(checked) => {
                    self.checked = Some(checked);
                    None
                }
                inline => {
                    if loose.is_empty() {
                        loose_at = range.start;
                    }
                    self.inline(inline, &range, &mut loose);
                    continue;
                }
            };
            if !loose.is_empty() {
                blocks.push((Block::Paragraph(std::mem::take(&mut loose)), loose_at));
            }
            blocks.extend(block.map(|block| (block, range.start)));
        }
        if !loose.is_empty() {
            blocks.push((Block::Paragraph(loose), loose_at));
        }
        blocks
    }

    fn heading(&mut self, level: HeadingLevel, id: Option<&str>, teach: Option<&str>, known: bool, at: usize) -> Block {
        let text = self.inlines();
        let level = level as u8;
        let id = id.unwrap_or_default().to_owned();
        let teach: Vec<String> = teach.map_or(Vec::new(), |list| list.split(',').map(str::to_owned).collect());
        if level == 1 || level > 4 {
            self.problem("pack-heading-level", &(at..at));
        }
        if !known {
            self.problem("pack-heading-attributes", &(at..at));
        }
        if id.is_empty() {
            if level == 2 && self.kind == Kind::Lesson {
                self.problem("pack-heading-without-id", &(at..at));
            }
        } else if Slug::new(id.as_str()).is_err() {
            let problem = Problem::new("pack-section-id").with("id", &id);
            self.push(problem, at);
        } else if self
            .out
            .marks
            .iter()
            .any(|mark| matches!(&mark.what, Target::Section { id: other, .. } if *other == id))
        {
            let problem = Problem::new("pack-duplicate-section").with("id", &id);
            self.push(problem, at);
        }
        self.mark(Target::Section { level, id: id.clone(), teach: teach.clone() }, at);
        Block::Heading { level, id, teach, text }
    }

    /// A quotation, or a callout where it begins with `[!KIND]`.
    fn quote(&mut self, mut blocks: Vec<Block>, at: usize) -> Block {
        let marker = match blocks.first() {
            Some(Block::Paragraph(words)) => match words.first() {
                Some(Inline::Text(text)) => text
                    .strip_prefix("[!")
                    .and_then(|rest| rest.split_once(']'))
                    .map(|(kind, rest)| (kind.to_owned(), rest.trim_start().to_owned())),
                _ => None,
            },
            _ => None,
        };
        let Some((name, rest)) = marker else { return Block::Quote(blocks) };
        let kind = match name.as_str() {
            "NOTE" => Callout::Note,
            "TIP" => Callout::Tip,
            "WARNING" => Callout::Warning,
            "MISCONCEPTION" => Callout::Misconception,
            other => {
                let problem = Problem::new("pack-callout").with("kind", other);
                self.push(problem, at);
                return Block::Quote(blocks);
            }
        };
        if let Some(Block::Paragraph(words)) = blocks.first_mut() {
            if rest.is_empty() {
                words.remove(0);
            } else {
                words[0] = Inline::Text(rest);
            }
            if words.is_empty() {
                blocks.remove(0);
            }
        }
        Block::Callout { kind, blocks }
    }

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((Event::Start(Tag::Item), _)) = self.events.next() {
            let outer = self.checked.take();
            let blocks = self.blocks(false).into_iter().map(|(block, _)| block).collect();
            items.push(Item { checked: std::mem::replace(&mut self.checked, outer), blocks });
        }
        items
    }

    fn table(&mut self, align: &[pulldown_cmark::Alignment]) -> Block {
        let align = align
            .iter()
            .map(|align| match align {
                pulldown_cmark::Alignment::None | pulldown_cmark::Alignment::Left => Align::Left,
                pulldown_cmark::Alignment::Center => Align::Center,
                pulldown_cmark::Alignment::Right => Align::Right,
            })
            .collect();
        let mut rows: Vec<Vec<Inlines>> = Vec::new();
        // The head is a row that comes first.
        while let Some((Event::Start(Tag::TableHead | Tag::TableRow), _)) = self.events.next() {
            let mut row = Vec::new();
            while let Some((Event::Start(Tag::TableCell), _)) = self.events.next() {
                row.push(self.inlines());
            }
            rows.push(row);
        }
        let head = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
        Block::Table { align, head, rows }
    }

    /// The text of a code or HTML block up to its end.
    fn raw(&mut self) -> String {
        let mut raw = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(text) | Event::Html(text) => raw.push_str(&text),
                Event::End(_) => break,
                _ => {}
            }
        }
        raw
    }

    fn mark(&mut self, what: Target, at: usize) {
        let (line, column) = self.place(at);
        self.out.marks.push(Mark { line, column, what });
    }

    fn place(&self, at: usize) -> (u32, u32) {
        self.places.place(self.start + at)
    }

    fn problem(&mut self, code: &'static str, range: &Range<usize>) {
        self.push(Problem::new(code), range.start);
    }

    fn push(&mut self, problem: Problem, at: usize) {
        let (line, column) = self.place(at);
        self.out.problems.push(problem.at(self.file, line, column));
    }

    fn finish(mut self, blocks: Vec<Placed>) -> Markdown {
        for (at, (block, offset)) in blocks.iter().enumerate() {
            let next = blocks.get(at + 1).map(|(block, _)| block);
            if matches!(block, Block::Predict(_))
                && !matches!(next, Some(Block::SqlRun { .. } | Block::JsRun { .. } | Block::SimPlay(_)))
            {
                self.problem("pack-predict-alone", &(*offset..*offset));
            }
        }
        self.out.lines = blocks.iter().map(|(_, offset)| self.place(*offset).0).collect();
        self.out.blocks = blocks.into_iter().map(|(block, _)| block).collect();
        self.out.problems.sort_by_key(|problem| (problem.line, problem.column));
        self.out
    }
}
