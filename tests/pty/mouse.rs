//! A sitting without a key but those of the answer.

use super::terminal::{CTRL_Q, Terminal};
use super::{WORDS, Words};

/// The bottom line of a screen, which is drawn last, has a text.
fn settled(terminal: &mut Terminal, text: &str) {
    terminal.until(text, |screen| {
        let (_, columns) = screen.size();
        screen.rows(0, columns).last().is_some_and(|line| line.contains(text))
    });
}

#[test]
fn a_lesson_and_an_exercise_by_mouse() {
    for (words, (leave, check)) in WORDS.iter().zip([("Esc back", "^S check"), ("Esc 뒤로", "^S 채점")]) {
        for size in [(80, 24), (120, 40)] {
            by_mouse(words, size, leave, check);
        }
    }
}

fn by_mouse(words: &Words, size: (u16, u16), leave: &str, check: &str) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), words.lang, size, &[]);
    terminal.shows(words.start).until("the mouse listened to", |screen| {
        screen.mouse_protocol_mode() == vt100::MouseProtocolMode::ButtonMotion
            && screen.mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Sgr
    });
    terminal.click(words.lesson).shows("0 %");
    settled(&mut terminal, leave);
    // The wheel to the end; back by the key of the bottom line.
    terminal.keys(&"\x1b[<65;20;10M".repeat(100)).shows(words.end);
    // There is no page below any more, and the bottom line, which is drawn last, says so.
    terminal.until("the end", |screen| {
        screen.rows(0, size.0).last().is_some_and(|line| line.contains(leave) && !line.contains("Space"))
    });
    terminal.click(leave).shows(words.go_on);
    // The exercise is selected, then opened.
    terminal.shows(words.exercise);
    let row = |terminal: &mut Terminal| {
        terminal.click(&format!("○ {}", words.exercise));
    };
    row(&mut terminal);
    row(&mut terminal);
    terminal.shows(words.task);
    terminal.click("count.sql").shows("FROM orders");
    terminal.keys("\x01\x7fSELECT count(*) AS pending FROM orders WHERE status = 'PENDING';").shows("PENDING';");
    settled(&mut terminal, check);
    terminal.click(check).shows(words.passed);
    terminal.keys(CTRL_Q);
    assert!(terminal.ended().success());
    terminal.restored();
}
