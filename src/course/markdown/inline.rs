//! Running text.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::{Reader, Target};
use crate::course::{Inline, Inlines, Problem};

impl Reader<'_> {
    /// Running text up to the end of what contains it.
    pub(super) fn inlines(&mut self) -> Inlines {
        if !self.enter() {
            return Vec::new();
        }
        let mut out = Vec::new();
        let mut start = None;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) => break,
                event => {
                    start.get_or_insert(range.start);
                    self.inline(event, &range, &mut out);
                }
            }
        }
        self.depth -= 1;
        // A term that Markdown does not take for one would be read as brackets.
        if out.iter().any(|inline| matches!(inline, Inline::Text(text) if text.contains("[[") || text.contains("]]"))) {
            self.push(Problem::new("pack-term"), start.unwrap_or_default());
        }
        out
    }

    /// One piece of running text, with what it contains.
    pub(super) fn inline(&mut self, event: Event<'_>, range: &Range<usize>, out: &mut Inlines) {
        match event {
            Event::Text(text) => push_text(out, &text),
            Event::SoftBreak => push_text(out, " "),
            Event::HardBreak => out.push(Inline::Break),
            Event::Code(code) => out.push(Inline::Code(code.into_string())),
            Event::FootnoteReference(label) => out.push(Inline::Footnote(label.into_string())),
            Event::TaskListMarker(checked) => self.checked = Some(checked),
            Event::Start(Tag::Strong) => {
                let inner = self.inlines();
                out.push(Inline::Strong(inner));
            }
            Event::Start(Tag::Emphasis) => {
                let inner = self.inlines();
                out.push(Inline::Emphasis(inner));
            }
            Event::Start(Tag::Strikethrough) => {
                let inner = self.inlines();
                out.push(Inline::Strike(inner));
            }
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole }, dest_url, .. }) => {
                let inner = self.inlines();
                // In a table the bar is written `\|`, so that it does not end the cell.
                let concept = dest_url.trim_end_matches('\\').to_owned();
                self.mark(Target::Term(concept.clone()), range.start);
                let text = if has_pothole { Inline::plain(&inner) } else { String::new() };
                out.push(Inline::Term { concept, text });
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let text = self.inlines();
                let to = dest_url.into_string();
                self.mark(Target::Link(to.clone()), range.start);
                out.push(Inline::Link { to, text });
            }
            Event::Start(Tag::Image { .. }) => {
                self.problem("pack-picture", range);
                self.inlines();
            }
            Event::Html(_) | Event::InlineHtml(_) => self.problem("pack-html", range),
            // The rest are blocks, which running text does not contain, and extensions that are off.
            Event::Start(_) => {
                self.inlines();
            }
            Event::End(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::Rule => {}
        }
    }
}

/// Appends text; neighbouring texts become one.
fn push_text(out: &mut Inlines, text: &str) {
    match out.last_mut() {
        Some(Inline::Text(before)) => before.push_str(text),
        _ => out.push(Inline::Text(text.to_owned())),
    }
}
