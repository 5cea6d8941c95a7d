//! Words that are looked for, and the places that have them: a line to type them into, and the way round the places.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::line::Line;
use crate::base::Strings;
use crate::tui::paint;
use crate::tui::theme::{self, Part};

/// The words, the places `M`, and the one that one is at.
#[derive(Debug)]
pub(super) struct Seek<M> {
    pub(super) line: Line,
    all: Vec<M>,
    at: usize,
}

impl<M> Default for Seek<M> {
    fn default() -> Self {
        Self { line: Line::default(), all: Vec::new(), at: 0 }
    }
}

impl<M> Seek<M> {
    /// Takes the places that have the words now; the one that one is at keeps its number.
    pub(super) fn found(&mut self, all: Vec<M>) {
        self.all = all;
        self.at = self.at.min(self.all.len().saturating_sub(1));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The place that one is at.
    pub(super) fn here(&self) -> Option<&M> {
        self.all.get(self.at)
    }

    /// All places, and whether one is there.
    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = (&M, bool)> {
        self.all.iter().enumerate().map(|(number, found)| (found, number == self.at))
    }

    /// To the next place, or the one before, round and round.
    pub(super) fn step(&mut self, forward: bool) {
        let all = self.all.len().max(1);
        self.at = (self.at + if forward { 1 } else { all - 1 }) % all;
    }

    /// To the first place of which `is_after` holds, else to the first.
    pub(super) fn start(&mut self, is_after: impl Fn(&M) -> bool) {
        self.at = self.all.iter().position(is_after).unwrap_or(0);
    }

    /// Draws the line after a label, and how many places have its words; the place of the caret.
    pub(super) fn view(
        &self,
        label: &str,
        nothing: &str,
        words: &Strings,
        area: Rect,
        buf: &mut Buffer,
    ) -> Option<Position> {
        let told = match () {
            () if self.line.text().trim().is_empty() => String::new(),
            () if self.all.is_empty() => words.get(nothing),
            () => format!("{}/{}", self.at + 1, self.all.len()),
        };
        let told_cells = paint::cells(&told).min(area.width.saturating_sub(paint::cells(label) + 11));
        paint::text(buf, area.right() - told_cells, area.y, &told, theme::part(Part::Quiet), told_cells);
        labelled(label, &self.line, Rect { width: area.width.saturating_sub(told_cells + 1), ..area }, buf)
    }
}

/// Draws a line after its label; the place of the caret.
pub(super) fn labelled(label: &str, line: &Line, area: Rect, buf: &mut Buffer) -> Option<Position> {
    let x = paint::text(buf, area.x, area.y, label, theme::part(Part::Key), area.width);
    let room = area.right().saturating_sub(x + 1);
    line.view(Rect { x: x + 1, width: room, height: 1, ..area }, buf)
}
