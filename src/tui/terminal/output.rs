//! A frame → the bytes that change the terminal from the frame before, in one write.
//!
//! Cells that changed are written run by run. The cursor is placed absolutely at the beginning of a run and after a symbol
//! on whose width terminals disagree, so that a wrong guess of theirs garbles no more than that cell.

use std::io::{self, Write};

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Position, Rect};
use ratatui::style::{Color, Modifier};

use crate::base::Safe;

/// What the terminal shows, as far as we told it.
pub(crate) struct Output {
    shown: Buffer,
    cursor: Option<Position>,
    bytes: Vec<u8>,
    color: bool,
}

impl Output {
    /// A terminal that was just cleared.
    pub(crate) fn new(area: Rect, color: bool) -> Self {
        Self { shown: Buffer::empty(area), cursor: None, bytes: Vec::with_capacity(16 * 1024), color }
    }

    /// Forgets what is shown: the next frame is drawn whole.
    pub(crate) fn forget(&mut self, area: Rect) {
        self.shown = Buffer::empty(area);
        self.cursor = None;
        self.bytes.extend_from_slice(b"\x1b[0m\x1b[?25l\x1b[2J");
    }

    /// Draws one line of a frame again and asks where the cursor is after it, so that a terminal tells how wide that is;
    /// the cell, where there is such a line. What a line that is too wide has covered is drawn again.
    pub(crate) fn measure(&mut self, to: &mut impl Write) -> io::Result<Option<Position>> {
        let area = self.shown.area;
        let symbol = |x, y| self.shown.cell((x, y)).map(Cell::symbol);
        let free = |x, y| matches!(symbol(x, y).map(str::as_bytes), Some([b' '..=b'~']));
        let lines = |x, y| symbol(x, y) == Some("│") && free(x + 1, y) && x + 3 < area.right();
        let found = area.positions().find(|at| lines(at.x, at.y));
        let Some(at) = found else { return Ok(None) };
        let Position { x, y } = at;
        let mut bytes = Vec::new();
        draw(&mut bytes, &[(x, y, &self.shown[(x, y)])], self.color);
        bytes.extend_from_slice(b"\x1b[6n");
        draw(&mut bytes, &[(x + 1, y, &self.shown[(x + 1, y)])], self.color);
        if let Some(cursor) = self.cursor {
            move_to(&mut bytes, cursor.x, cursor.y);
        }
        to.write_all(&bytes)?;
        Ok(Some(at))
    }

    /// Writes what changed; nothing at all where nothing did.
    pub(crate) fn show(&mut self, frame: Buffer, cursor: Option<Position>, to: &mut impl Write) -> io::Result<()> {
        let changes = self.shown.diff(&frame);
        if !changes.is_empty() {
            if self.cursor.is_some() {
                self.bytes.extend_from_slice(b"\x1b[?25l");
            }
            draw(&mut self.bytes, &changes, self.color);
        }
        match cursor {
            Some(at) if self.cursor != Some(at) || !changes.is_empty() => {
                move_to(&mut self.bytes, at.x, at.y);
                self.bytes.extend_from_slice(b"\x1b[?25h");
            }
            None if self.cursor.is_some() && changes.is_empty() => self.bytes.extend_from_slice(b"\x1b[?25l"),
            Some(_) | None => {}
        }
        self.cursor = cursor;
        self.shown = frame;
        if self.bytes.is_empty() {
            return Ok(());
        }
        to.write_all(&self.bytes)?;
        self.bytes.clear();
        to.flush()
    }
}

fn draw(out: &mut Vec<u8>, changes: &[(u16, u16, &Cell)], color: bool) {
    let mut at = None;
    let mut pen: Option<(Color, Color, Modifier)> = None;
    for &(x, y, cell) in changes {
        if at != Some((x, y)) {
            move_to(out, x, y);
        }
        let (fg, bg) = if color { (cell.fg, cell.bg) } else { (Color::Reset, Color::Reset) };
        if pen != Some((fg, bg, cell.modifier)) {
            style(out, fg, bg, cell.modifier);
            pen = Some((fg, bg, cell.modifier));
        }
        let symbol = cell.symbol();
        at = match symbol.as_bytes() {
            [byte @ b' '..=b'~'] => {
                out.push(*byte);
                Some((x + 1, y))
            }
            _ if symbol.chars().any(|c| Safe::new(c.encode_utf8(&mut [0; 4])).as_str().chars().ne([c])) => {
                out.push(b'?');
                Some((x + 1, y))
            }
            _ => {
                out.extend_from_slice(symbol.as_bytes());
                sure_width(symbol).map(|cells| (x + cells, y))
            }
        };
    }
    out.extend_from_slice(b"\x1b[0m");
}

/// The width of a symbol on which all terminals agree.
fn sure_width(symbol: &str) -> Option<u16> {
    let mut chars = symbol.chars();
    match (chars.next()?, chars.next()) {
        ('\u{2500}'..='\u{257f}', None) => Some(1),
        ('\u{ac00}'..='\u{d7a3}' | '\u{4e00}'..='\u{9fff}', None) => Some(2),
        _ => None,
    }
}

fn move_to(out: &mut Vec<u8>, x: u16, y: u16) {
    put(out, format_args!("\x1b[{};{}H", u32::from(y) + 1, u32::from(x) + 1));
}

fn style(out: &mut Vec<u8>, fg: Color, bg: Color, modifier: Modifier) {
    out.extend_from_slice(b"\x1b[0");
    for (flag, code) in [
        (Modifier::BOLD, 1),
        (Modifier::DIM, 2),
        (Modifier::ITALIC, 3),
        (Modifier::UNDERLINED, 4),
        (Modifier::REVERSED, 7),
        (Modifier::CROSSED_OUT, 9),
    ] {
        if modifier.contains(flag) {
            put(out, format_args!(";{code}"));
        }
    }
    paint(out, fg, 30);
    paint(out, bg, 40);
    out.push(b'm');
}

/// A colour's code; `base` is 30 for the text, 40 for the ground.
fn paint(out: &mut Vec<u8>, color: Color, base: u8) {
    let plain = match color {
        Color::Reset => return,
        Color::Rgb(r, g, b) => return put(out, format_args!(";{};2;{r};{g};{b}", base + 8)),
        Color::Indexed(index) => return put(out, format_args!(";{};5;{index}", base + 8)),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 60,
        Color::LightRed => 61,
        Color::LightGreen => 62,
        Color::LightYellow => 63,
        Color::LightBlue => 64,
        Color::LightMagenta => 65,
        Color::LightCyan => 66,
        Color::White => 67,
    };
    put(out, format_args!(";{}", base + plain));
}

fn put(out: &mut Vec<u8>, what: std::fmt::Arguments<'_>) {
    out.write_fmt(what).expect("a Vec takes all that is written to it");
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::{Position, Rect};
    use ratatui::style::{Color, Style};

    use super::Output;

    const AREA: Rect = Rect { x: 0, y: 0, width: 10, height: 2 };

    fn bytes(output: &mut Output, lines: [&str; 2], cursor: Option<Position>) -> String {
        let mut frame = Buffer::empty(AREA);
        for (y, line) in (0..).zip(lines) {
            frame.set_string(0, y, line, Style::new().fg(Color::Red));
        }
        let mut out = Vec::new();
        output.show(frame, cursor, &mut out).expect("a Vec can be written");
        String::from_utf8(out).expect("we write UTF-8").replace('\x1b', "␛")
    }

    #[test]
    fn only_what_changed_is_written_and_wide_runs_need_no_moves() {
        let mut output = Output::new(AREA, true);
        assert_eq!(bytes(&mut output, ["한글 ab", ""], None), "␛[1;1H␛[0;31m한글 ab␛[0m");
        assert_eq!(bytes(&mut output, ["한글 ab", ""], None), "");
        assert_eq!(bytes(&mut output, ["한글 aB", ""], None), "␛[1;7H␛[0;31mB␛[0m");
        let caret = Some(Position { x: 4, y: 0 });
        assert_eq!(bytes(&mut output, ["한글 aB", ""], caret), "␛[1;5H␛[?25h");
        assert_eq!(bytes(&mut output, ["한글 aB", ""], caret), "");
        assert_eq!(bytes(&mut output, ["한글 aB", ""], None), "␛[?25l");
    }

    #[test]
    fn after_a_symbol_of_doubtful_width_the_place_is_told() {
        let mut output = Output::new(AREA, false);
        assert_eq!(bytes(&mut output, ["①a", ""], None), "␛[1;1H␛[0m①␛[1;2Ha␛[0m");
    }

    #[test]
    fn nothing_that_a_terminal_obeys_goes_out() {
        let mut frame = Buffer::empty(AREA);
        frame[(0, 0)].set_symbol("\u{202e}");
        frame[(1, 0)].set_symbol("a\u{200b}");
        let mut out = Vec::new();
        Output::new(AREA, false).show(frame, None, &mut out).expect("a Vec can be written");
        assert_eq!(String::from_utf8_lossy(&out), "\x1b[1;1H\x1b[0m??\x1b[0m");
    }
}
