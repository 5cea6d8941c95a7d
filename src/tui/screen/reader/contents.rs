//! The contents of a lesson: beside its text where there is room, else over it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Reader, Turn};
use crate::base::{Safe, truncate};
use crate::tui::action::Action;
use crate::tui::model::Shared;
use crate::tui::mouse::Target;
use crate::tui::paint;
use crate::tui::theme::{self, Part};
use crate::tui::trail::Stay;

/// From so many columns on the contents stand beside the text.
const BESIDE: u16 = 110;
/// Cells of the contents there, with their frame.
const PANEL: u16 = 30;
/// Widest window elsewhere.
const WIDEST: u16 = 60;

/// The open contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Contents {
    /// The selected line: 0 is the lesson's beginning.
    at: usize,
    /// Whether the keys are for it.
    pub(super) focus: bool,
}

impl Reader {
    /// Opens the contents, or gives them the keys, with the section that is read selected.
    pub(super) fn open_contents(&mut self, shared: &Shared) {
        self.contents = Some(Contents { at: self.section_here(), focus: true });
        self.fit(shared);
    }

    /// Cells that the contents take from the text.
    pub(super) fn panel(&self, columns: u16) -> u16 {
        if self.contents.is_some() && columns >= BESIDE { PANEL } else { 0 }
    }

    /// The line of the section that is read.
    fn section_here(&self) -> usize {
        // A section whose heading has come into the upper rows is what one reads; the last one cannot come higher.
        let sight = if self.at_end() { self.seen.0 } else { 3 };
        let last = self.page.sections.iter().rposition(|section| section.row < self.top + sight);
        last.map_or(0, |last| last + 1)
    }

    /// Takes an action while the contents have the keys.
    pub(super) fn act_on_contents(&mut self, action: Action, turn: &mut Turn<'_>) {
        let Some(contents) = &mut self.contents else { return };
        let last = self.page.sections.len();
        match action {
            Action::PopupUp => contents.at = contents.at.saturating_sub(1),
            Action::PopupDown => contents.at = (contents.at + 1).min(last),
            Action::PopupPageUp | Action::PopupTop => contents.at = 0,
            Action::PopupPageDown | Action::PopupBottom => contents.at = last,
            Action::PopupOpen => {
                let row = contents.at.checked_sub(1).and_then(|at| self.page.sections.get(at)).map_or(0, |it| it.row);
                contents.focus = false;
                if turn.shared.size.0 < BESIDE {
                    self.contents = None;
                }
                turn.shared.trail.leave(Some(Stay::Lesson(self.lesson.slug.clone(), self.reading())));
                self.scroll_to(row);
                self.mark_in_sight();
            }
            Action::Close => {
                self.contents = None;
                self.fit(turn.shared);
            }
            _ => {}
        }
    }

    /// Goes to a line of the contents.
    pub(super) fn go_to_line(&mut self, line: usize, turn: &mut Turn<'_>) {
        if let Some(contents) = &mut self.contents {
            contents.at = line.min(self.page.sections.len());
            self.act_on_contents(Action::PopupOpen, turn);
        }
    }

    /// Whether they lie over the text.
    pub(super) fn contents_are_over(&self, shared: &Shared) -> bool {
        self.contents.is_some() && shared.size.0 < BESIDE
    }

    /// Gives the keys back to the text.
    pub(super) fn release_contents(&mut self) {
        if let Some(contents) = &mut self.contents {
            contents.focus = false;
        }
    }

    pub(super) fn view_contents(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let Some(contents) = self.contents else { return };
        let lines = self.page.sections.len() + 1;
        let title = shared.words.get("contents-title");
        let inner = if self.panel(area.width) > 0 {
            paint::inner_margin(paint::frame(buf, Rect { width: PANEL, ..area }, &title, contents.focus))
        } else {
            let columns = area.width.saturating_sub(2).clamp(8, WIDEST);
            paint::window(buf, area, columns, u16::try_from(lines + 2).unwrap_or(u16::MAX), &title)
        };
        let here = self.section_here();
        let selected = if contents.focus { contents.at } else { here };
        let seen = usize::from(inner.height.max(1));
        let top = (selected + 1).saturating_sub(seen);
        let title = Safe::line(&self.lesson.title).into_string();
        let sections = self.page.sections.iter().map(|section| (section.level, section.title.as_str()));
        let all = std::iter::once((2, title.as_str())).chain(sections).enumerate();
        for (y, (number, (level, title))) in (inner.top()..inner.bottom()).zip(all.skip(top)) {
            let mark = if number == here { "▸ " } else { "  " };
            let x = paint::text(buf, inner.x, y, mark, theme::part(Part::Key), inner.width);
            let x = x + 2 * u16::from(level.saturating_sub(2));
            let room = inner.right().saturating_sub(x);
            let look = match (contents.focus && number == selected, number == here) {
                (true, _) => theme::part(Part::Selected),
                (false, true) => theme::part(Part::SelectedElsewhere),
                (false, false) => Style::new(),
            };
            paint::text(buf, x, y, &truncate(title, usize::from(room)), look, room);
            Target::Row(number).mark(Rect { y, height: 1, ..inner }, buf);
        }
        let side = Rect { width: inner.width + u16::from(inner.width >= 10), ..inner };
        paint::scrollbar(buf, side, top, seen, lines);
    }
}
