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
    /// So many steps have been told; none where all is told at once, as on paper.
    pub at: Option<usize>,
    /// Numbers of the steps that tell something.
    stops: Vec<usize>,
}

impl Played {
    /// A story at its first step that tells something.
    #[must_use]
    pub fn new(story: Story, words: &Strings) -> Self {
        let mut stops: Vec<usize> = story.tell(words).lines.iter().map(|line| line.after).collect();
        stops.dedup();
        Self { at: Some(stops.first().copied().unwrap_or(0)), story, stops }
    }

    /// A story told from its beginning to its end, for those who cannot play it.
    #[must_use]
    pub fn whole(story: Story) -> Self {
        Self { story, at: None, stops: Vec::new() }
    }

    /// A step on, from the end to the beginning; or back.
    pub fn play(&mut self, on: bool) {
        let Some(at) = self.at else { return };
        let first = self.stops.first().copied().unwrap_or(0);
        let next = if on {
            self.stops.iter().copied().find(|stop| *stop > at)
        } else {
            self.stops.iter().rev().copied().find(|stop| *stop < at)
        };
        self.at = Some(next.unwrap_or(first));
    }

    /// The diagram up to the step, and below it the tables that it changed.
    pub(crate) fn rows(&self, words: &Strings, cells: usize) -> Vec<Vec<Span>> {
        let telling = self.story.tell(words);
        let diagram = Diagram::new(&telling.cast, self.story.len(), cells);
        let mut out = vec![Vec::new()];
        out.extend(head(&telling, &diagram).into_iter().map(|row| row.spans));
        let told = rows(&telling, &diagram, &Focus { at: self.at, wrap: self.at.is_none() });
        let Some(at) = self.at else {
            out.extend(told.into_iter().map(|row| row.spans));
            return out;
        };
        // What is to come is not told yet.
        out.extend(told.into_iter().filter(|row| row.block <= at).map(|row| row.spans));
        let mut standing = Standing::after(&self.story.trace, at);
        standing.tables.retain(|table| table.rows.iter().any(|row| row.mark != RowMark::Same));
        let changed = tables(&standing, words, cells.saturating_sub(2)).0;
        if !changed.is_empty() {
            out.push(Vec::new());
        }
        out.extend(
            changed.into_iter().map(|row| std::iter::once(Span::new("  ", Role::Text)).chain(row.spans).collect()),
        );
        let step = words.with("trace-step", &[("n", at.into()), ("all", self.story.len().into())]);
        out.push(Vec::new());
        out.push(vec![Span::new(format!("  {step}"), Role::Muted)]);
        out
    }
}
