//! How a lesson looks: its head, its rows, and how far one is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{HEAD, Reader};
use crate::base::Safe;
use crate::tui::model::Shared;
use crate::tui::paint;
use crate::tui::theme::{self, Part};

impl Reader {
    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let whole = area;
        let lang = shared.lang();
        let chapter = shared.catalog.lesson(self.lesson.slug.as_str()).map(|(chapter, _)| chapter);
        let percent = match self.last_top() {
            0 => 100,
            last => self.top * 100 / last,
        };
        let mut facts = format!("{percent:>3} %");
        if let Some(left) = self.minutes_left().filter(|_| area.width >= 60) {
            facts = format!("{}  ·  {facts}", shared.words.with("reader-left", &[("n", left.into())]));
        }
        if self.lesson.lang != *lang {
            facts = format!("[{}]  {facts}", self.lesson.lang);
        }
        let area =
            Rect { x: area.x + u16::from(area.width > 60), width: area.width - 2 * u16::from(area.width > 60), ..area };
        let right = paint::text_right(buf, area, area.y, &facts, theme::part(Part::Quiet));
        let room = right.saturating_sub(area.x + 1);
        let title = Safe::line(&self.lesson.title).into_string();
        let head = match chapter {
            Some(chapter) if area.width >= 60 => format!("{} {}  ›  ", chapter.order, chapter.title.get(lang)),
            _ => String::new(),
        };
        let x = paint::text(buf, area.x, area.y, &head, theme::part(Part::Quiet), room);
        paint::text(buf, x, area.y, &title, theme::part(Part::Title), room.saturating_sub(x - area.x));
        let (rows, cells) = self.seen;
        let panel = self.panel(whole.width);
        let area = Rect { x: area.x + panel, width: area.width.saturating_sub(panel), ..area };
        let body = Rect {
            x: area.x + area.width.saturating_sub(cells) / 2,
            y: area.y + HEAD,
            width: cells.min(area.width),
            height: u16::try_from(rows).unwrap_or(u16::MAX).min(area.height.saturating_sub(HEAD)),
        };
        paint::rows(buf, body, &self.page.rows, self.top, self.left, self.spot);
        let side = Rect { x: area.x, width: area.width, ..body };
        paint::scrollbar(buf, side, self.top, rows, self.page.rows.len());
        self.mark_matches(body, buf);
        let below = Rect { y: whole.bottom().saturating_sub(1), height: 1, ..body };
        let caret = self.view_find(shared, below, buf);
        let beside = Rect { y: whole.y + 1, height: whole.height.saturating_sub(1), ..whole };
        self.view_contents(shared, if panel > 0 { beside } else { whole }, buf);
        caret
    }

    /// Minutes of reading that are left, for those who read as fast as the lesson was measured; none at its end.
    fn minutes_left(&self) -> Option<usize> {
        let rows = self.page.rows.len();
        let unread = rows.saturating_sub(self.top + if self.top == 0 { 0 } else { self.seen.0 });
        let left = (usize::from(self.lesson.minutes) * unread).div_ceil(rows.max(1));
        (left > 0 && !self.at_end()).then_some(left)
    }
}
