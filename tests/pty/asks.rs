//! What the terminal is asked after the first frame, and what becomes of its answers.

use super::terminal::{CTRL_Q, Terminal};

const ASKED_GROUND: &str = "\x1b]11;?";
const ASKED_WIDTH: &str = "\x1b[6n";

fn opened(environment: &[(&str, &str)]) -> (tempfile::TempDir, Terminal) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let terminal = Terminal::open(home.path(), "en", (80, 24), environment);
    (home, terminal)
}

/// Waits until a text was written, and says how many bytes came before it.
fn wrote(terminal: &mut Terminal, text: &str) -> usize {
    terminal.read_until(text, |written| memchr::memmem::find(written, text.as_bytes()).is_some());
    memchr::memmem::find(&terminal.written, text.as_bytes()).expect("it is there")
}

/// The colours of all letters and lines.
fn colours(screen: &vt100::Screen) -> Vec<vt100::Color> {
    let cells = (0..24).flat_map(|row| (0..80).filter_map(move |column| screen.cell(row, column)));
    cells.filter(|cell| !cell.contents().trim().is_empty()).map(vt100::Cell::fgcolor).collect()
}

/// The colours of home on a ground that is told at the start.
fn colours_on(ground: &str) -> Vec<vt100::Color> {
    let (_home, mut terminal) = opened(&[("COLORFGBG", ground)]);
    terminal.shows("Start").shows("quit");
    let colours = colours(terminal.screen.screen());
    terminal.keys(CTRL_Q);
    terminal.ended();
    colours
}

#[test]
fn a_light_ground_is_asked_for_after_the_first_frame_and_met() {
    let (dark, light) = (colours_on("15;0"), colours_on("0;15"));
    assert_ne!(dark, light);
    let (_home, mut terminal) = opened(&[]);
    let before = wrote(&mut terminal, ASKED_GROUND);
    assert!(String::from_utf8_lossy(&terminal.written[..before]).contains("quit"), "the frame comes first");
    assert_eq!(colours(terminal.screen.screen()), dark);
    // A key in the same breath is not lost, an answer nobody asked for is.
    terminal.keys("\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\?").shows("Esc close").keys("\x1b");
    terminal.until("the light theme", |screen| colours(screen) == light);
    terminal.keys("\x1b]11;rgb:0000/0000/0000\x07?").shows("Esc close").keys("\x1b");
    terminal.until("the light theme still", |screen| colours(screen) == light);
    terminal.keys(CTRL_Q);
    assert!(terminal.ended().success());
    terminal.restored();
}

#[test]
fn who_knows_or_wants_none_does_not_ask() {
    for (environment, ground, width) in [
        (&[("COLORFGBG", "0;15")][..], false, true),
        (&[("NO_COLOR", "1")], false, true),
        (&[("TERM", "linux")], false, false),
        (&[], true, true),
    ] {
        let (_home, mut terminal) = opened(environment);
        terminal.shows("Start").keys("?").shows("Esc close").keys(CTRL_Q);
        terminal.ended();
        let written = String::from_utf8_lossy(&terminal.written);
        assert_eq!(written.contains(ASKED_GROUND), ground, "{environment:?}");
        assert_eq!(written.contains(ASKED_WIDTH), width, "{environment:?}");
    }
}

#[test]
fn lines_two_cells_wide_are_told_of_and_ascii_offered() {
    for (wide, told) in [(1, true), (0, false)] {
        let (_home, mut terminal) = opened(&[("COLORFGBG", "15;0")]);
        let at = wrote(&mut terminal, ASKED_WIDTH);
        // Where the line was drawn: the last place told before.
        let before = String::from_utf8_lossy(&terminal.written[..at]).into_owned();
        let place = before.rsplit("\x1b[").find_map(|sequence| sequence.split_once('H')).expect("a place").0.to_owned();
        let (row, column) = place.split_once(';').expect("row and column");
        let column: u16 = column.parse().expect("a number");
        terminal.keys(&format!("\x1b[{row};{}R", column + 1 + wide));
        if told {
            terminal.shows("draws lines two cells wide").keys(",").shows("ASCII lines");
        } else {
            terminal.keys(",").shows("ASCII lines");
            assert!(!terminal.screen.screen().contents().contains("two cells wide"));
        }
        terminal.keys(CTRL_Q);
        assert!(terminal.ended().success());
    }
}

#[test]
fn terminals_answer_in_order_and_nothing_of_an_answer_is_left_for_the_shell() {
    let dark = colours_on("15;0");
    let (_home, mut terminal) = opened(&[]);
    wrote(&mut terminal, ASKED_GROUND);
    wrote(&mut terminal, ASKED_WIDTH);
    let asked = String::from_utf8_lossy(&terminal.written).into_owned();
    let before = asked.split(ASKED_WIDTH).next().expect("what was written before");
    let place = before.rsplit("\x1b[").find_map(|sequence| sequence.split_once('H')).expect("a place").0;
    let (row, column) = place.split_once(';').expect("row and column");
    let column: u16 = column.parse().expect("a number");
    // The second question is answered, so the first one will not be.
    let ground = "\x1b]11;rgb:fdfd/f6f6/e3e3\x1b\\";
    terminal.keys(&format!("\x1b[{row};{}R{ground}?", column + 1)).shows("Esc close").keys("\x1b");
    terminal.until("the dark theme still", |screen| colours(screen) == dark);
    terminal.keys(CTRL_Q);
    assert!(terminal.ended().success());
    // A key that was pressed ahead of the answer, which comes in the same breath.
    let (_home, mut terminal) = opened(&[]);
    wrote(&mut terminal, ASKED_WIDTH);
    terminal.keys(&format!("{CTRL_Q}{ground}"));
    assert!(terminal.ended().success());
    terminal.restored();
    assert!(!String::from_utf8_lossy(&terminal.written).contains("rgb"), "it is not echoed");
}
