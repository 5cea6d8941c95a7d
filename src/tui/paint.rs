//! Drawing into a buffer: text cut at its edge, frames, rows of a page, bars.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

use super::layout::Row;
use super::mouse::Target;
use super::theme::{self, Part};
use crate::base::{truncate, width};

/// Writes a text, cut with `…` to `cells`; the column after it.
pub(crate) fn text(buf: &mut Buffer, x: u16, y: u16, text: &str, style: Style, cells: u16) -> u16 {
    if !buf.area.contains((x, y).into()) {
        return x;
    }
    let cells = cells.min(buf.area.right().saturating_sub(x));
    let cut = truncate(text, usize::from(cells));
    buf.set_stringn(x, y, cut, usize::from(cells), style).0
}

/// Writes a text that ends at the right edge of `area`'s row `y`; the column where it begins.
pub(crate) fn text_right(buf: &mut Buffer, area: Rect, y: u16, words: &str, style: Style) -> u16 {
    let cells = cells(words).min(area.width);
    let x = area.right() - cells;
    text(buf, x, y, words, style, cells);
    x
}

/// The width of a text as a terminal counts.
pub(crate) fn cells(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

/// Draws a frame with a title; what is inside it. Too small an area is all inside.
pub(crate) fn frame(buf: &mut Buffer, area: Rect, title: &str, focused: bool) -> Rect {
    let inner = inside(area);
    if inner == area {
        return area;
    }
    let look = theme::part(if focused { Part::FrameFocus } else { Part::Frame });
    let (left, right, top, bottom) = (area.left(), area.right() - 1, area.top(), area.bottom() - 1);
    for x in left + 1..right {
        buf[(x, top)].set_symbol("─").set_style(look);
        buf[(x, bottom)].set_symbol("─").set_style(look);
    }
    for y in top + 1..bottom {
        buf[(left, y)].set_symbol("│").set_style(look);
        buf[(right, y)].set_symbol("│").set_style(look);
    }
    for (x, y, corner) in [(left, top, "╭"), (right, top, "╮"), (left, bottom, "╰"), (right, bottom, "╯")] {
        buf[(x, y)].set_symbol(corner).set_style(look);
    }
    if !title.is_empty() && area.width > 6 {
        let style = if focused { look.add_modifier(Modifier::BOLD) } else { theme::part(Part::Quiet) };
        text(buf, left + 2, top, &format!(" {} ", truncate(title, usize::from(area.width - 6))), style, area.width - 4);
    }
    inner
}

/// What is inside a frame.
pub(crate) fn inside(area: Rect) -> Rect {
    if area.width < 4 || area.height < 3 {
        return area;
    }
    Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - 2 }
}

/// A window over what is there: cleared and framed, in the middle; what is inside it.
pub(crate) fn window(buf: &mut Buffer, area: Rect, columns: u16, rows: u16, title: &str) -> Rect {
    let (columns, rows) = (columns.min(area.width), rows.min(area.height));
    let at = Rect {
        x: area.x + (area.width - columns) / 2,
        y: area.y + (area.height - rows) / 2,
        width: columns,
        height: rows,
    };
    for y in at.top()..at.bottom() {
        // A wide character cut by the edge would spill into the window.
        if at.left() > buf.area.left() && width(buf[(at.left() - 1, y)].symbol()) > 1 {
            buf[(at.left() - 1, y)].set_symbol(" ");
        }
        for x in at.left()..at.right() {
            buf[(x, y)].reset();
        }
    }
    Target::Window.mark(at, buf);
    let inner = frame(buf, at, title, true);
    inner_margin(inner)
}

/// One cell of air at the sides, where there is room.
pub(crate) fn inner_margin(area: Rect) -> Rect {
    if area.width < 12 { area } else { Rect { x: area.x + 1, width: area.width - 2, ..area } }
}

/// Draws rows of a page from row `top`, shifted `left` cells; spot `focus` is marked. A row wider than the area ends in
/// `›`.
pub(crate) fn rows(buf: &mut Buffer, area: Rect, page: &[Row], top: usize, left: u16, focus: Option<usize>) {
    for (y, row) in (area.top()..area.bottom()).zip(page.iter().skip(top)) {
        // Prose fits its width; only what was kept as drawn moves sideways.
        let wide = row.width() > usize::from(area.width);
        let mut skip = if wide { usize::from(left) } else { 0 };
        let mut x = area.left();
        for span in &row.spans {
            let mut style = theme::role(span.role);
            if span.spot.is_some() && span.spot == focus {
                style = style.add_modifier(Modifier::REVERSED);
            }
            let shown = cut_left(&span.text, &mut skip);
            let room = area.right().saturating_sub(x);
            if room == 0 {
                break;
            }
            let begin = x;
            x = buf.set_stringn(x, y, &shown, usize::from(room), style).0;
            if let Some(spot) = span.spot {
                Target::Spot(spot).mark(Rect { x: begin, y, width: x - begin, height: 1 }, buf);
            }
        }
        if wide && row.width() > usize::from(left) + usize::from(area.width) && area.width > 1 {
            let edge = area.right() - 1;
            if width(buf[(edge - 1, y)].symbol()) > 1 {
                buf[(edge - 1, y)].set_symbol(" ");
            }
            buf[(edge, y)].set_symbol("›").set_style(theme::part(Part::Quiet));
        }
    }
}

/// `text` without its first `skip` cells; a wide character cut in two becomes a space.
fn cut_left(text: &str, skip: &mut usize) -> String {
    if *skip == 0 {
        return text.to_owned();
    }
    let mut out = String::new();
    for grapheme in text.graphemes(true) {
        let wide = width(grapheme);
        if *skip == 0 {
            out.push_str(grapheme);
        } else if wide <= *skip {
            *skip -= wide;
        } else {
            out.extend(std::iter::repeat_n(' ', wide - *skip));
            *skip = 0;
        }
    }
    out
}

/// A thumb on the right frame of `area` that shows which part of `all` rows is in sight.
pub(crate) fn scrollbar(buf: &mut Buffer, area: Rect, top: usize, seen: usize, all: usize) {
    if all <= seen || area.height == 0 || area.right() >= buf.area.right() {
        return;
    }
    let height = usize::from(area.height);
    let size = (seen * height / all).clamp(1, height);
    let at = (top * (height - size)).div_ceil((all - seen).max(1)).min(height - size);
    for y in at..at + size {
        let y = area.y + u16::try_from(y).unwrap_or(0);
        buf[(area.right(), y)].set_symbol("┃").set_style(theme::part(Part::Bar));
    }
}

/// A bar of `cells` for `done` of `all`.
pub(crate) fn bar(buf: &mut Buffer, x: u16, y: u16, cells: u16, done: usize, all: usize) -> u16 {
    let halves = (usize::from(cells) * 2 * done.min(all)).checked_div(all).unwrap_or(0);
    // Something done is something seen.
    let halves = if done > 0 { halves.max(1) } else { 0 };
    let mut filled = "█".repeat(halves / 2);
    if halves % 2 == 1 {
        filled.push('▌');
    }
    let after = text(buf, x, y, &filled, theme::part(Part::Bar), cells);
    let rest = "·".repeat(usize::from((x + cells).saturating_sub(after)));
    text(buf, after, y, &rest, theme::part(Part::Quiet), cells)
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;

    use super::{bar, cut_left, frame, rows};
    use crate::tui::layout::{Role, Row, Span};

    #[test]
    fn rows_cut_between_wide_characters() {
        for (text, skip, wanted) in [("한글", 0, "한글"), ("한글", 1, " 글"), ("한글", 2, "글"), ("ab", 3, "")]
        {
            assert_eq!(cut_left(text, &mut { skip }), wanted, "{text} {skip}");
        }
        let area = Rect::new(0, 0, 5, 1);
        let mut buf = Buffer::empty(area);
        let row = Row { spans: vec![Span::new("한글한글", Role::Code)], block: 0 };
        rows(&mut buf, area, &[row], 0, 0, None);
        assert_eq!(buf[(0, 0)].symbol(), "한");
        assert_eq!(buf[(4, 0)].symbol(), "›");
    }

    #[test]
    fn a_frame_of_any_size_stays_inside() {
        for (columns, lines) in [(0, 0), (1, 1), (3, 3), (4, 3), (7, 3), (80, 24)] {
            let area = Rect::new(0, 0, columns, lines);
            let mut buf = Buffer::empty(area);
            let inner = frame(&mut buf, area, "제목", true);
            assert!(inner.right() <= area.right() && inner.bottom() <= area.bottom());
        }
    }

    #[test]
    fn a_bar_has_halves() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 6, 1));
        bar(&mut buf, 0, 0, 6, 3, 4);
        let shown: String = (0..6).map(|x| buf[(x, 0)].symbol()).collect();
        assert_eq!(shown, "████▌·");
    }
}
