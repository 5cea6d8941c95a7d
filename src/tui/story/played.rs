//! A story played in a lesson: told as far as the reader has gone, with the tables that the last step changed.

use super::{Diagram, Focus, head, rows, tables};
use crate::base::Strings;
use crate::grade::story::{RowMark, Standing, Story};
use crate::tui::layout::{Role, Span};

/// A story, and how far it is played.
#[derive(Debug, Clone, PartialEq)]
pub struct Played {
    /// The story.
    pub story: Story,
    /// So many steps have been told.
    pub at: usize,
    /// Numbers of the steps that tell something.
    stops: Vec<usize>,
}

impl Played {
    /// A story at its first step that tells something.
    #[must_use]
    pub fn new(story: Story, words: &Strings) -> Self {
        let mut stops: Vec<usize> = story.tell(words).lines.iter().map(|line| line.after).collect();
        stops.dedup();
        Self { at: stops.first().copied().unwrap_or(0), story, stops }
    }

    /// A step on, from the end to the beginning; or back.
    pub fn play(&mut self, on: bool) {
        let first = self.stops.first().copied().unwrap_or(0);
        let next = if on {
            self.stops.iter().copied().find(|stop| *stop > self.at)
        } else {
            self.stops.iter().rev().copied().find(|stop| *stop < self.at)
        };
        self.at = next.unwrap_or(first);
    }

    /// The diagram up to the step, and below it the tables that it changed.
    pub(crate) fn rows(&self, words: &Strings, cells: usize) -> Vec<Vec<Span>> {
        let telling = self.story.tell(words);
        let diagram = Diagram::new(&telling.cast, self.story.len(), cells);
        let mut out: Vec<Vec<Span>> = head(&telling, &diagram).into_iter().map(|row| row.spans).collect();
        let told = rows(&telling, &diagram, &Focus { at: Some(self.at), wrap: false });
        // What is to come is not told yet.
        out.extend(told.into_iter().filter(|row| row.block <= self.at).map(|row| row.spans));
        let mut standing = Standing::after(&self.story.trace, self.at);
        standing.tables.retain(|table| table.rows.iter().any(|row| row.mark != RowMark::Same));
        let changed = tables(&standing, words, cells.saturating_sub(2)).0;
        if !changed.is_empty() {
            out.push(Vec::new());
        }
        out.extend(
            changed.into_iter().map(|row| std::iter::once(Span::new("  ", Role::Text)).chain(row.spans).collect()),
        );
        let step = words.with("trace-step", &[("n", self.at.into()), ("all", self.story.len().into())]);
        out.push(Vec::new());
        out.push(vec![Span::new(format!("  {step}"), Role::Muted)]);
        out
    }
}
