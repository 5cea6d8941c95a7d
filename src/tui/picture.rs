//! A screen as a picture: a terminal buffer to SVG, cell by cell.
//!
//! ASCII runs become one text element each; every other glyph stands at its own cell, so that a font with other widths
//! cannot shift what follows; lines of frames and bars are paths. Text is escaped for XML. Deterministic.

use std::fmt::Write as _;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::base::width;

/// Width of a cell, in pixels.
const WIDE: u32 = 8;
/// Height of a cell, in pixels.
const HIGH: u32 = 20;
/// Space around the screen, in pixels.
const EDGE: u32 = 12;

/// The colours that a terminal would choose: the sixteen named ones, and what "reset" stands for.
#[derive(Debug, Clone, Copy)]
pub struct Palette {
    /// Background where none is set.
    pub ground: &'static str,
    /// Foreground where none is set.
    pub ink: &'static str,
    /// Black, red, green, yellow, blue, magenta, cyan, white, and their bright kin.
    pub named: [&'static str; 16],
}

/// Light letters on a dark ground.
pub const DARK: Palette = Palette {
    ground: "#16191f",
    ink: "#d5d9e0",
    named: [
        "#16191f", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#abb2bf", "#5c6370", "#f0868e",
        "#b1d695", "#f0d197", "#82c4ff", "#d99bea", "#7fd0da", "#ffffff",
    ],
};

/// The buffer as an SVG document; `caret` marks the cell of the cursor.
#[must_use]
pub fn svg(buffer: &Buffer, palette: &Palette, caret: Option<(u16, u16)>) -> String {
    let area = buffer.area;
    // One sheet for the whole picture: a sheet a row would show its seams.
    let sheet = buffer.content.first().map_or_else(|| palette.ground.to_owned(), |cell| colours(cell, palette).1);
    let (wide, high) = (u32::from(area.width) * WIDE + 2 * EDGE, u32::from(area.height) * HIGH + 2 * EDGE);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" height=\"{high}\" viewBox=\"0 0 {wide} {high}\" \
         font-family=\"'Noto Sans Mono CJK KR','D2Coding','DejaVu Sans Mono',monospace\" font-size=\"16\">\n\
         <rect width=\"{wide}\" height=\"{high}\" rx=\"8\" fill=\"{sheet}\"/>\n",
    );
    for y in area.top()..area.bottom() {
        let mut glyph_row = String::new();
        let mut cells: Vec<(u16, &Cell)> = (area.left()..area.right()).map(|x| (x, &buffer[(x, y)])).collect();
        glyphs(&cells, y, palette, &mut glyph_row);
        // The shadow cell of a wide character has the ground of the character.
        let mut at = 1;
        while at < cells.len() {
            let is_wide = width(cells[at - 1].1.symbol()) == 2;
            if is_wide {
                cells[at].1 = cells[at - 1].1;
            }
            at += 1 + usize::from(is_wide);
        }
        grounds(&cells, y, palette, &sheet, &mut out);
        out.push_str(&glyph_row);
    }
    if let Some((x, y)) = caret {
        let _ = writeln!(
            out,
            "<rect x=\"{}\" y=\"{}\" width=\"2\" height=\"{}\" fill=\"{}\"/>",
            left(x),
            top(y) + 2,
            HIGH - 4,
            palette.ink
        );
    }
    out.push_str("</svg>\n");
    out
}

fn left(x: u16) -> u32 {
    EDGE + u32::from(x) * WIDE
}

fn top(y: u16) -> u32 {
    EDGE + u32::from(y) * HIGH
}

fn grounds(cells: &[(u16, &Cell)], y: u16, palette: &Palette, sheet: &str, out: &mut String) {
    for run in cells.chunk_by(|a, b| colours(a.1, palette).1 == colours(b.1, palette).1) {
        let ground = colours(run[0].1, palette).1;
        if ground != sheet {
            let wide = u32::try_from(run.len()).unwrap_or(0) * WIDE;
            let _ = writeln!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{wide}\" height=\"{HIGH}\" fill=\"{ground}\"/>",
                left(run[0].0),
                top(y)
            );
        }
    }
}

fn glyphs(cells: &[(u16, &Cell)], y: u16, palette: &Palette, out: &mut String) {
    let mut at = 0;
    while at < cells.len() {
        let (x, cell) = cells[at];
        let look = |cell: &Cell| (colours(cell, palette).0, cell.modifier);
        let symbol = cell.symbol();
        let mut taken = 1;
        if symbol == " " && !cell.modifier.intersects(Modifier::UNDERLINED | Modifier::CROSSED_OUT) {
            at += 1;
            continue;
        }
        if is_plain(symbol) {
            taken =
                cells[at..].iter().take_while(|(_, next)| is_plain(next.symbol()) && look(next) == look(cell)).count();
            let text: String = cells[at..at + taken].iter().map(|(_, cell)| cell.symbol()).collect();
            element(&text, text.len(), x, y, cell, palette, out);
        } else if let Some(path) = line(symbol, x, y) {
            let ink = colours(cell, palette).0;
            let dashes = if matches!(symbol, "╌" | "┊") { " stroke-dasharray=\"2.5 1.5\"" } else { "" };
            let _ = writeln!(out, "<path d=\"{path}\" stroke=\"{ink}\"{dashes} fill=\"none\"/>");
        } else if let Some((dx, dy, w, h)) = bar(symbol) {
            let ink = colours(cell, palette).0;
            let _ = writeln!(
                out,
                "<rect x=\"{}\" y=\"{}\" width=\"{w}\" height=\"{h}\" fill=\"{ink}\"/>",
                left(x) + dx,
                top(y) + dy
            );
        } else {
            element(symbol, width(symbol), x, y, cell, palette, out);
            taken = width(symbol).max(1);
        }
        at += taken;
    }
}

fn is_plain(symbol: &str) -> bool {
    symbol.len() == 1 && symbol.bytes().all(|byte| (0x20..0x7f).contains(&byte))
}

fn element(text: &str, cells: usize, x: u16, y: u16, cell: &Cell, palette: &Palette, out: &mut String) {
    let mut style = String::new();
    if cell.modifier.contains(Modifier::BOLD) {
        style.push_str(" font-weight=\"bold\"");
    }
    if cell.modifier.contains(Modifier::ITALIC) {
        style.push_str(" font-style=\"italic\"");
    }
    if cell.modifier.contains(Modifier::UNDERLINED) {
        style.push_str(" text-decoration=\"underline\"");
    } else if cell.modifier.contains(Modifier::CROSSED_OUT) {
        style.push_str(" text-decoration=\"line-through\"");
    }
    // In fonts for Korean many symbols are two cells wide; here each has the one that a terminal gives it.
    if cells == 1 && !is_plain(text) && text.len() > 1 {
        style.push_str(" font-family=\"'DejaVu Sans Mono',monospace\" font-size=\"13\"");
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        out,
        "<text x=\"{}\" y=\"{}\" fill=\"{}\" textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\"{style}>{text}</text>",
        left(x),
        top(y) + 16,
        colours(cell, palette).0,
        u32::try_from(cells).unwrap_or(0) * WIDE,
    );
}

fn colours(cell: &Cell, palette: &Palette) -> (String, String) {
    let ink = hex(cell.fg, palette.ink, palette);
    let ground = hex(cell.bg, palette.ground, palette);
    let ink = if cell.modifier.contains(Modifier::DIM) { between(&ground, &ink) } else { ink };
    if cell.modifier.contains(Modifier::REVERSED) { (ground, ink) } else { (ink, ground) }
}

/// A dimmed ink: half way from the ground.
fn between(ground: &str, ink: &str) -> String {
    let part = |colour: &str, at: usize| {
        colour.get(at..at + 2).and_then(|digits| u16::from_str_radix(digits, 16).ok()).unwrap_or_default()
    };
    let mixed = [1, 3, 5].map(|at| u16::midpoint(part(ground, at), part(ink, at)));
    format!("#{:02x}{:02x}{:02x}", mixed[0], mixed[1], mixed[2])
}

fn hex(colour: Color, reset: &str, palette: &Palette) -> String {
    let named = |at: usize| palette.named[at].to_owned();
    match colour {
        Color::Reset => reset.to_owned(),
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => named(8),
        Color::LightRed => named(9),
        Color::LightGreen => named(10),
        Color::LightYellow => named(11),
        Color::LightBlue => named(12),
        Color::LightMagenta => named(13),
        Color::LightCyan => named(14),
        Color::White => named(15),
        Color::Rgb(r, g, b) => format!("#{r:02x}{g:02x}{b:02x}"),
        Color::Indexed(at) => indexed(at, palette),
    }
}

/// The xterm palette: 16 named colours, a 6×6×6 cube, 24 greys.
fn indexed(at: u8, palette: &Palette) -> String {
    match at {
        0..=15 => palette.named[usize::from(at)].to_owned(),
        16..=231 => {
            let level = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
            let cube = at - 16;
            format!("#{:02x}{:02x}{:02x}", level(cube / 36), level(cube / 6 % 6), level(cube % 6))
        }
        232..=255 => {
            let grey = 8 + 10 * (at - 232);
            format!("#{grey:02x}{grey:02x}{grey:02x}")
        }
    }
}

/// Path of a line-drawing character through the middle of its cell: arms to the left, right, top and bottom.
fn line(symbol: &str, x: u16, y: u16) -> Option<String> {
    // Two sheets, one upon the other: few fonts have it.
    if symbol == "⧉" {
        let (l, t) = (left(x), top(y));
        return Some(format!("M{} {}h4v6h-4zM{} {}h4v6h-4z", l + 1, t + 5, l + 3, t + 8));
    }
    // A watch, with its hand and its button: likewise.
    if symbol == "⏱" {
        let (l, t) = (left(x), top(y));
        let y = t + 11;
        return Some(format!("M{} {y}a3 3 0 1 1 6 0a3 3 0 1 1 -6 0M{} {y}v-2M{} {}h2", l + 1, l + 4, l + 3, t + 6));
    }
    let arms = match symbol {
        "─" | "━" | "╌" => "lr",
        "│" | "┃" | "┊" => "ud",
        "┌" | "╭" => "rd",
        "┐" | "╮" => "ld",
        "└" | "╰" => "ru",
        "┘" | "╯" => "lu",
        "├" => "udr",
        "┤" => "udl",
        "┬" => "lrd",
        "┴" => "lru",
        "┼" => "lrud",
        _ => return None,
    };
    let (l, t) = (left(x), top(y));
    let (cx, cy) = (f64::from(l) + f64::from(WIDE) / 2.0, t + HIGH / 2);
    let mut path = String::new();
    for arm in arms.chars() {
        let (to_x, to_y) = match arm {
            'l' => (f64::from(l), cy),
            'r' => (f64::from(l + WIDE), cy),
            'u' => (cx, t),
            _ => (cx, t + HIGH),
        };
        let _ = write!(path, "M{cx} {cy}L{to_x} {to_y}");
    }
    Some(path)
}

/// Offset and size of a block element within its cell.
fn bar(symbol: &str) -> Option<(u32, u32, u32, u32)> {
    Some(match symbol {
        "█" => (0, 4, WIDE, HIGH - 8),
        "▌" => (0, 0, WIDE / 2, HIGH),
        "▏" => (0, 0, 1, HIGH),
        "▎" => (0, 0, 2, HIGH),
        "▋" => (0, 4, 6, HIGH - 8),
        "▐" => (WIDE - WIDE / 2, 0, WIDE / 2, HIGH),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::{Color, Style};

    use super::{DARK, svg};

    #[test]
    fn cells_become_elements_at_their_place() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 10, 2));
        buffer.set_string(0, 0, "a<b 한x", Style::new().fg(Color::Green));
        buffer.set_string(0, 1, "╭─", Style::new().bold());
        let picture = svg(&buffer, &DARK, Some((2, 1)));
        for wanted in [
            "textLength=\"32\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">a&lt;b </text>",
            "<text x=\"44\" y=\"28\" fill=\"#98c379\" textLength=\"16\"",
            "<text x=\"60\"",
            "<path d=\"M16 42L20 42M16 42L16 52\"",
            "<rect x=\"28\" y=\"34\" width=\"2\"",
        ] {
            assert!(picture.contains(wanted), "{wanted} in\n{picture}");
        }
    }

    #[test]
    fn colours_of_all_kinds_have_a_value() {
        for (colour, value) in [
            (Color::Rgb(1, 2, 3), "#010203"),
            (Color::Indexed(16), "#000000"),
            (Color::Indexed(231), "#ffffff"),
            (Color::Indexed(255), "#eeeeee"),
        ] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 2, 1));
            buffer.set_string(0, 0, "x", Style::new().fg(colour));
            assert!(svg(&buffer, &DARK, None).contains(value), "{colour:?}");
        }
    }
}
