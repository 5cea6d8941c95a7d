//! A story drawn: lifelines with what passes between them, and how things stand beside. The same rows are on the screen, in
//! the text of `trace` and in its SVG.

mod diagram;
mod played;
mod standing;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

pub use self::played::Played;
pub(crate) use diagram::{Diagram, Focus, head, rows};
pub(crate) use standing::{checks, flights, step, tables};

use super::layout::{Role, Row, Span};
use super::theme::{Ground, Look};
use super::{paint, picture};
use crate::base::{Safe, Strings, width};
use crate::grade::story::Story;
use crate::progress::Theme;

/// The formats in which a story leaves the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A diagram in plain text.
    Text,
    /// A sequence diagram of Mermaid.
    Mermaid,
    /// All of it as data.
    Json,
    /// A picture.
    Svg,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Text, Self::Mermaid, Self::Json, Self::Svg];

    /// How the names of its files end.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Mermaid => "mmd",
            Self::Json => "json",
            Self::Svg => "svg",
        }
    }

    /// A story in this format, ending in a line feed; a text or a picture so many cells wide, with lines and marks of ASCII
    /// where that is asked for.
    #[must_use]
    pub fn of(self, story: &Story, words: &Strings, cells: usize, ascii: bool) -> String {
        match self {
            Self::Text => text(story, words, cells, ascii),
            Self::Mermaid => crate::grade::story::mermaid(story, words),
            Self::Json => crate::grade::story::json(story, words),
            Self::Svg => svg(story, words, cells),
        }
    }
}

/// The title, the diagram, and what is broken in the end.
pub(crate) fn page(story: &Story, words: &Strings, cells: usize) -> Vec<Row> {
    let mut out = super::rows::wrapped("", Role::Strong, &title(story, words), Role::Strong, cells);
    if story.trace.adapted {
        out.extend(super::rows::wrapped("", Role::Warning, &words.get("story-adapted"), Role::Warning, cells));
    }
    out.push(Row::default());
    let telling = story.tell(words);
    let diagram = Diagram::new(&telling.cast, story.len(), cells);
    out.extend(head(&telling, &diagram));
    out.extend(rows(&telling, &diagram, &Focus { at: None, wrap: true }));
    out
}

/// What it is about: the exercise, the schedule.
pub(crate) fn title(story: &Story, words: &Strings) -> String {
    let title = Safe::line(&story.title).into_string();
    match &story.schedule {
        Some(id) => words.with("story-title", &[("title", title.into()), ("id", Safe::line(id).into_string().into())]),
        None => title,
    }
}

fn text(story: &Story, words: &Strings, cells: usize, ascii: bool) -> String {
    let mut out = String::new();
    for row in page(story, words, cells) {
        let line = row.text();
        if ascii {
            line.chars().for_each(|c| {
                let mut bytes = [0; 4];
                let symbol = c.encode_utf8(&mut bytes);
                out.push_str(super::theme::ascii(symbol).unwrap_or(symbol));
            });
        } else {
            out.push_str(&line);
        }
        out.push('\n');
    }
    out
}

fn svg(story: &Story, words: &Strings, cells: usize) -> String {
    let page = page(story, words, cells);
    let wide = page.iter().map(Row::width).max().unwrap_or(1).max(1);
    let area = Rect {
        x: 0,
        y: 0,
        width: u16::try_from(wide).unwrap_or(u16::MAX),
        height: u16::try_from(page.len()).unwrap_or(u16::MAX),
    };
    let mut buf = Buffer::empty(area);
    paint::rows(&mut buf, area, &page, 0, 0, None);
    Look::of(Theme::Dark, Ground::Dark, true).apply(&mut buf);
    picture::svg(&buf, &picture::DARK, None)
}

/// A row of one span, cut to a width.
fn cut(text: &str, role: Role, cells: usize) -> Row {
    Row { spans: vec![Span::new(crate::base::truncate(text, cells), role)], block: 0 }
}

/// Cells of a text.
fn cells_of(text: &str) -> usize {
    width(text)
}
