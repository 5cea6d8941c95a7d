//! What is typed: kept through a kill, undone, and deleted by syllable.

use std::time::{Duration, Instant};

use portable_pty::PtySize;
use rustix::process::Signal;

use super::terminal::{CTRL_Q, CTRL_Z, DOWN, ENTER, Terminal};
use super::{WORDS, open};

fn opened(home: &std::path::Path, lang: usize) -> Terminal {
    let mut terminal = Terminal::open(home, WORDS[lang].lang, (120, 40), &[]);
    terminal.shows(WORDS[lang].start);
    open(&mut terminal, &WORDS[lang], 4);
    terminal
}

/// Lets so long go by while the workbook is read.
fn pass(terminal: &mut Terminal, long: Duration) {
    let end = Instant::now() + long;
    while let Ok(bytes) = terminal.bytes.recv_timeout(end.saturating_duration_since(Instant::now())) {
        terminal.screen.process(&bytes);
        terminal.written.extend(bytes);
    }
}

#[test]
fn a_kill_takes_no_more_than_the_last_moment() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = opened(home.path(), 0);
    terminal.keys("-- first ").shows("-- first");
    // So much a kill may take. On a busy machine the moment may be over before the workbook had its turn: a key is taken
    // only after what is due was put away.
    pass(&mut terminal, Duration::from_millis(300));
    terminal.keys("second ").shows("second");
    terminal.signal(Signal::KILL);
    terminal.ended();
    let mut again = Terminal::open(home.path(), "en", (120, 40), &[]);
    again.shows("Continue").keys(ENTER).shows("-- first");
    again.keys(CTRL_Q);
    again.ended();
}

#[test]
fn fifty_changes_are_taken_back_one_by_one() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = opened(home.path(), 0);
    let starter = |screen: &vt100::Screen| screen.contents().contains("1 -- How many orders");
    terminal.until("the starter", starter);
    for number in 0..50 {
        terminal.keys(&format!("\x1b[200~w{number} \x1b[201~"));
    }
    terminal.shows("w49").keys(&CTRL_Z.repeat(49));
    terminal.until("all but one taken back", |screen| screen.contents().contains("1 w0 --"));
    terminal.keys(CTRL_Z).until("the starter again", starter);
    terminal.keys(CTRL_Q);
    assert!(terminal.ended().success());
}

#[test]
fn korean_is_deleted_by_syllable() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = opened(home.path(), 1);
    // The caret is so many cells behind its place on the empty line.
    terminal.keys("\x01\x7f").until("an empty answer", |screen| !screen.contents().contains("SELECT"));
    terminal.keys("x").until("a letter", |screen| screen.contents().contains("1 x"));
    let begin = terminal.screen.screen().cursor_position().1 - 1;
    terminal.keys("\x7f").until("none", |screen| screen.cursor_position().1 == begin);
    // Whole syllables; then one in three parts, as some input methods send it.
    for (typed, cells) in [("값을", 4), ("\u{1112}\u{1161}\u{11ab}", 6)] {
        terminal.keys(typed).until(typed, |screen| screen.cursor_position().1 == begin + cells);
    }
    for cells in [4, 2, 0] {
        terminal.keys("\x7f").until("a syllable less", |screen| screen.cursor_position().1 == begin + cells);
    }
    assert!(!terminal.screen.screen().contents().contains("1 값"));
    terminal.keys(CTRL_Q);
    assert!(terminal.ended().success());
}

/// The whole of home is there: its bottom line is drawn last.
fn settled(screen: &vt100::Screen) -> bool {
    let (_, columns) = screen.size();
    screen.rows(0, columns).last().is_some_and(|line| line.contains('↵'))
}

#[test]
fn after_a_storm_of_sizes_the_picture_is_that_of_a_fresh_start() {
    let fresh = |size: (u16, u16)| {
        let home = tempfile::tempdir().expect("a temporary folder");
        let mut terminal = Terminal::open(home.path(), "ko", size, &[]);
        terminal.until("home", settled);
        let picture = terminal.screen.screen().contents();
        terminal.keys(CTRL_Q);
        terminal.ended();
        picture
    };
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), "ko", (80, 24), &[]);
    terminal.until("home", settled);
    for (columns, rows) in [(100, 30), (80, 24), (61, 13)] {
        for (columns, rows) in [(1, 1), (200, 60), (3, 2), (40, 12), (7, 50), (columns, rows)].repeat(8) {
            let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
            terminal.master.resize(size).expect("the terminal can be resized");
        }
        terminal.screen.screen_mut().set_size(rows, columns);
        let wanted = fresh((columns, rows));
        // The fresh picture may have been taken in the middle of its bottom line.
        terminal.until("the picture of a fresh start", |screen| screen.contents().starts_with(&wanted));
    }
    // A key lets all of it be drawn anew over it: the picture was right, and stays so.
    terminal.keys(DOWN).keys(CTRL_Q);
    assert!(terminal.ended().success());
}
