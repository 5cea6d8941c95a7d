//! The whole screen: the screens of the stack, and the bottom line with the keys that are useful now.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{ACTIONS, Action, letters};
use super::model::{Model, Shared};
use super::mouse::{self, Target};
use super::paint;
use super::screen::Screen;
use super::theme::{self, Look, Part};
use crate::base::width;

/// Draws the model into a buffer of the terminal's size; the place of the caret, where there is one.
///
/// Changes nothing: the same model gives the same buffer.
#[must_use]
pub fn view(model: &Model, size: (u16, u16)) -> (Buffer, Option<Position>) {
    let (mut buf, caret) = tagged(model, size);
    mend(&mut buf);
    if model.shared.ascii {
        plain(&mut buf);
    }
    let Shared { settings, ground, color, .. } = &model.shared;
    Look::of(settings.theme, ground.unwrap_or_default(), *color).apply(&mut buf);
    (buf, caret)
}

/// What a click at a cell means.
pub(super) fn target(model: &Model, cell: Position) -> Option<Target> {
    Target::at(cell, &tagged(model, model.shared.size).0)
}

/// A frame with the tags of looks and targets.
fn tagged(model: &Model, size: (u16, u16)) -> (Buffer, Option<Position>) {
    let area = Rect { x: 0, y: 0, width: size.0, height: size.1 };
    let mut buf = Buffer::empty(area);
    let mut caret = None;
    let body = Rect { height: area.height.saturating_sub(1), ..area };
    // The lowest screen that can be seen: the last one that is no window.
    let from = model.stack.iter().rposition(|screen| !screen.is_window()).unwrap_or(0);
    for screen in model.stack.iter().skip(from) {
        if screen.is_window() {
            mouse::unmark(&mut buf);
        }
        let body = head(screen, &model.shared, body, &mut buf);
        if !body.is_empty() {
            caret = screen.view(&model.shared, body, &mut buf);
        }
    }
    if let Some(top) = model.stack.last() {
        bottom(top, &model.shared, area, &mut buf);
    }
    (buf, caret)
}

/// The head of home; the other screens have their own. What is left for the screen.
fn head(screen: &Screen, shared: &Shared, area: Rect, buf: &mut Buffer) -> Rect {
    let Screen::Home(_) = screen else { return area };
    if area.height < 10 {
        return area;
    }
    paint::text(buf, area.x + 1, area.y, "sagabook", theme::part(Part::Title), area.width);
    let language = shared.words.get("home-language");
    let at = Rect { width: area.width.saturating_sub(1), height: 1, ..area };
    let x = paint::text_right(buf, at, area.y, &language, theme::part(Part::Quiet));
    Target::Do(Action::Language).mark(Rect { x, width: at.right() - x, ..at }, buf);
    Rect { y: area.y + 1, height: area.height - 1, ..area }
}

/// The bottom line: a notice, over as many lines as it needs, else as many keys as fit, the most useful first.
fn bottom(top: &Screen, shared: &Shared, area: Rect, buf: &mut Buffer) {
    if area.height == 0 {
        return;
    }
    let y = area.bottom() - 1;
    let begin = area.x + u16::from(area.width > 20);
    if let Some(notice) = &shared.notice {
        let cells = usize::from(area.right().saturating_sub(begin + 1).max(1));
        let wrapped = notice.lines().flat_map(|line| textwrap::wrap(line.trim(), cells));
        let lines: Vec<_> = wrapped.take(usize::from((area.height / 2).max(1))).collect();
        let first = area.bottom().saturating_sub(u16::try_from(lines.len()).unwrap_or(1));
        for (y, line) in (first..area.bottom()).zip(&lines) {
            (area.left()..area.right()).for_each(|x| buf[(x, y)].reset());
            paint::text(buf, begin, y, line, theme::part(Part::Notice), area.width.saturating_sub(1));
        }
        return;
    }
    if let Some(tour) = shared.tour.filter(|_| area.height > 4) {
        let (words, end) = tour.words(shared);
        let words = format!("{words}  {end}");
        let lines = textwrap::wrap(&words, usize::from(area.right().saturating_sub(begin + 1).max(1)));
        let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height / 2);
        let first = y - rows;
        for (y, line) in (first..y).zip(&lines) {
            (area.left()..area.right()).for_each(|x| buf[(x, y)].reset());
            let after = paint::text(buf, begin, y, line, theme::part(Part::Notice), area.width.saturating_sub(1));
            // The words at the end of the last line that say how it is ended do that.
            if usize::from(y + 1 - first) == lines.len() {
                let ends = end.char_indices().map(|(at, _)| &end[at..]).find(|rest| line.ends_with(rest));
                let cells = paint::cells(ends.unwrap_or_default());
                Target::Do(Action::Tour).mark(Rect { x: after.saturating_sub(cells), y, width: cells, height: 1 }, buf);
            }
        }
    }
    let places = top.places();
    let mut entries: Vec<_> = ACTIONS
        .iter()
        .filter(|entry| entry.weight > 0 && places.contains(&entry.place) && top.can(entry.action, shared))
        // A key means what it means in the first place that knows it.
        .filter(|entry| {
            let key = shared.keys.of(entry).first();
            key.is_none_or(|key| shared.keys.action(*key, &places) == Some(entry.action))
        })
        .collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.weight));
    let mut x = begin;
    let mut shown: Vec<&str> = Vec::new();
    for entry in entries {
        // Two keys for the same thing: the weightier one is enough.
        if shown.contains(&entry.id) {
            continue;
        }
        let key = if entry.action == Action::Choose {
            letters(top.choices())
        } else {
            shared.keys.of(entry).first().map(ToString::to_string).unwrap_or_default()
        };
        let key = if shared.ascii && key == "↵" { "Enter".to_owned() } else { key };
        let words = shared.words.get(entry.id);
        let wide = paint::cells(&key) + 1 + paint::cells(&words);
        if x + wide > area.right() {
            continue;
        }
        shown.push(entry.id);
        let begin = x;
        x = paint::text(buf, x, y, &key, theme::part(Part::Key), wide);
        x = paint::text(buf, x + 1, y, &words, theme::part(Part::KeyWords), wide) + 3;
        if entry.action != Action::Choose {
            Target::Do(entry.action).mark(Rect { x: begin, y, width: wide, height: 1 }, buf);
        }
    }
}

/// Blanks wide symbols whose second half was drawn over or is cut by the edge, as a terminal would: in panes of a cell or
/// two nothing else fits.
fn mend(buf: &mut Buffer) {
    for y in buf.area.top()..buf.area.bottom() {
        for x in buf.area.left()..buf.area.right() {
            let symbol = buf[(x, y)].symbol();
            if symbol.len() > 1 && width(symbol) > 1 {
                let whole = x + 1 < buf.area.right() && matches!(buf[(x + 1, y)].symbol(), " " | "");
                if !whole {
                    buf[(x, y)].set_symbol(" ");
                }
            }
        }
    }
}

/// Puts ASCII in place of lines and marks that some terminals show too wide.
fn plain(buf: &mut Buffer) {
    for cell in &mut buf.content {
        if let Some(ascii) = theme::ascii(cell.symbol()) {
            cell.set_symbol(ascii);
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::mend;

    #[test]
    fn half_symbols_are_blanked() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 5, 1));
        buf.set_string(0, 0, "한글", Style::new());
        buf[(3, 0)].set_symbol("│");
        buf[(4, 0)].set_symbol("날");
        mend(&mut buf);
        let symbols: Vec<&str> = buf.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!(symbols, ["한", " ", " ", "│", " "]);
    }
}
