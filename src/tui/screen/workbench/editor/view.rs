//! How the editor looks.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation as _;

use super::text::At;
use super::vim::{Mode, Vim};
use super::window::{Row, margin};
use super::{Editor, bracket, wrap};
use crate::base::Strings;
use crate::tui::layout::Role;
use crate::tui::paint;
use crate::tui::screen::seek::labelled;
use crate::tui::theme::{self, Part};

/// A look that some places have besides their colour.
struct Over {
    range: Range<At>,
    look: Style,
}

impl Editor {
    /// Draws it; the cell of the caret.
    pub(crate) fn view(&self, words: &Strings, area: Rect, buf: &mut Buffer) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        self.view_text(area, buf);
        if self.find.is_some() {
            return self.view_find(words, area, buf);
        }
        if let Some((mark, line)) = self.vim.as_ref().and_then(Vim::line) {
            let last = Rect { x: area.x + 1, y: area.bottom() - 1, width: area.width.saturating_sub(1), height: 1 };
            return labelled(&mark.to_string(), line, last, buf);
        }
        let (x, y) = self.window.position(&self.text, self.text.caret())?;
        let x = area.x.saturating_add(u16::try_from(x).ok()?).min(area.right() - 1);
        let y = area.y.saturating_add(u16::try_from(y).ok()?);
        (y < area.bottom()).then_some(Position { x, y })
    }

    /// Says on the lower edge of its pane which mode vim's keys are in, and what is typed of a command.
    pub(crate) fn view_mode(&self, words: &Strings, pane: Rect, buf: &mut Buffer) {
        let Some(vim) = self.vim.as_ref().filter(|_| pane.width > 12 && pane.height > 2) else { return };
        let mode = match vim.mode() {
            Mode::Normal => "vim-normal",
            Mode::Insert => "vim-insert",
            Mode::Visual => "vim-visual",
            Mode::VisualLine => "vim-visual-line",
        };
        let y = pane.bottom() - 1;
        let told = format!(" {} ", words.get(mode));
        let x = paint::text(buf, pane.x + 2, y, &told, theme::part(Part::Tab), pane.width - 4);
        let typed = vim.typed();
        if !typed.is_empty() {
            let room = (pane.right() - 2).saturating_sub(x);
            paint::text(buf, x, y, &format!(" {typed} "), theme::part(Part::Quiet), room);
        }
    }

    fn view_text(&self, area: Rect, buf: &mut Buffer) {
        let rows = self.window.rows(&self.text);
        let (first, last) = (rows.first().map_or(0, |row| row.line), rows.last().map_or(0, |row| row.line));
        let mut overs = self.overs();
        overs.retain(|over| over.range.start.line <= last && over.range.end.line >= first);
        let mut words = (usize::MAX, Vec::new());
        for (y, row) in (area.top()..area.bottom()).zip(rows) {
            self.view_number(row, area, y, buf);
            if words.0 != row.line {
                words = (row.line, self.colours.words(row.line, self.text.line(row.line)));
            }
            let kinds = words.1.iter().filter_map(|(range, kind)| Some((range, theme::role(Role::of_code(*kind)?))));
            let looks: Vec<(&Range<usize>, Style)> = kinds.collect();
            let look_at = |byte: usize| {
                let colour =
                    looks.iter().find(|(range, _)| range.contains(&byte)).map_or(Style::new(), |(_, look)| *look);
                let at = At::new(row.line, byte);
                overs.iter().filter(|over| over.range.contains(&at)).fold(colour, |look, over| look.patch(over.look))
            };
            let begin = area.x.saturating_add(u16::try_from(margin(&self.text)).unwrap_or(u16::MAX));
            let mut column = 0;
            for (at, grapheme) in self.text.line(row.line)[row.from..row.to].grapheme_indices(true) {
                let (shown, cells) = wrap::shown(grapheme, column);
                let x = begin.saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
                column += cells;
                if x >= area.right() {
                    break;
                }
                buf.set_stringn(x, y, shown, usize::from(area.right() - x), look_at(row.from + at));
            }
            // The end of a line that is selected with the next one.
            let x = begin.saturating_add(u16::try_from(column).unwrap_or(u16::MAX));
            let end = self.text.line(row.line).len();
            let goes_on = self.selected().is_some_and(|range| range.contains(&At::new(row.line, end)));
            if row.to == end && goes_on && x < area.right() {
                buf[(x, y)].set_style(Style::new().add_modifier(Modifier::REVERSED));
            }
        }
    }

    /// What lies over the colours, the uppermost last.
    fn overs(&self) -> Vec<Over> {
        let mut overs = Vec::new();
        let one = |at: At| at..At { byte: at.byte + 1, ..at };
        for at in bracket::pair(&self.text, &self.colours).into_iter().flatten() {
            let look = theme::part(Part::FrameFocus).add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
            overs.push(Over { range: one(at), look });
        }
        for fault in &self.faults {
            let range = At::new(fault.line, fault.bytes.start)..At::new(fault.line, fault.bytes.end);
            overs.push(Over { range, look: theme::part(Part::Bad).add_modifier(Modifier::UNDERLINED) });
        }
        for (found, is_here) in self.find.iter().flat_map(|find| find.seek.all()) {
            let more = if is_here { Modifier::REVERSED } else { Modifier::UNDERLINED };
            overs.push(Over { range: found.clone(), look: theme::part(Part::Notice).add_modifier(more) });
        }
        if let Some(range) = self.selected() {
            overs.push(Over { range, look: Style::new().add_modifier(Modifier::REVERSED) });
        }
        overs
    }

    fn view_number(&self, row: Row, area: Rect, y: u16, buf: &mut Buffer) {
        if row.is_first {
            let is_bad = self.faults.iter().any(|fault| fault.line == row.line);
            let (mark, look) = if is_bad { ('!', Part::Bad) } else { (' ', Part::Quiet) };
            let number = format!("{mark}{:>1$} ", row.line + 1, margin(&self.text) - 2);
            buf.set_stringn(area.x, y, number, usize::from(area.width), theme::part(look));
        }
    }
}
