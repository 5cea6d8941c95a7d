//! The reader's own editor, started from the workbench.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use rustix::process::Signal;

use super::terminal::{CTRL_E, CTRL_Q, Terminal};
use super::{WORDS, open};

/// An editor in a folder with a space in its name: shows its arguments and the file, waits for a key, writes the answer
/// and the key, and ends with a code.
fn editor(folder: &Path, answer: &str, code: u8) -> PathBuf {
    let path = folder.join("my editor");
    let script = format!(
        "#!/bin/sh\nfor file; do :; done\nprintf 'READY %s|' \"$@\"\ncat \"$file\"\nprintf 'WAITS'\n\
         stty -icanon -echo min 1\nkey=$(dd bs=1 count=1 2>/dev/null)\n\
         printf '%s\\n-- %s\\n' \"{answer}\" \"$key\" >\"$file\"\nexit {code}\n"
    );
    fs::write(&path, script).expect("a file is written");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it is ours");
    path
}

fn opened(home: &Path, environment: &[(&str, &str)]) -> Terminal {
    let mut terminal = Terminal::open(home, "en", (120, 40), environment);
    terminal.shows("Start");
    open(&mut terminal, &WORDS[0], 4);
    terminal
}

const PATH: (&str, &str) = ("PATH", "/usr/bin:/bin");
const ANSWER: &str = "SELECT count(*) AS pending FROM orders WHERE status = 'PENDING';";

#[test]
fn an_editor_has_the_terminal_and_what_it_saves_is_graded() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let command = format!("'{}' --wait 'two words'", editor(home.path(), ANSWER, 0).display());
    let mut terminal = opened(home.path(), &[PATH, ("VISUAL", &command), ("EDITOR", "/nowhere")]);
    // What is typed is on disk before the editor looks.
    terminal.keys("-- mine ").shows("-- mine").keys(CTRL_E).shows("WAITS");
    let screen = terminal.screen.screen();
    assert!(screen.contents().contains("READY --wait|READY two words|READY "), "{}", screen.contents());
    assert!(screen.contents().contains("-- mine --"), "{}", screen.contents());
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    // The key is the editor's, Ctrl-C does not end the workbook.
    terminal.signal(Signal::INT);
    terminal.keys("k").shows(WORDS[0].passed).shows("-- k");
    assert!(terminal.screen.screen().alternate_screen());
    assert_eq!(terminal.screen.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::ButtonMotion);
    terminal.keys(CTRL_Q);
    assert!(terminal.ended().success());
    terminal.restored();
}

#[test]
fn what_goes_wrong_with_an_editor_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let failing = format!("'{}'", editor(folder.path(), "SELECT 1;", 3).display());
    for (value, words) in [
        ("", "No editor is named"),
        ("'open", "VISUAL has a quotation mark that is not closed"),
        ("/nowhere/at-all", "/nowhere/at-all does not start"),
        (failing.as_str(), "ended with code 3"),
    ] {
        let home = tempfile::tempdir().expect("a temporary folder");
        let mut terminal = opened(home.path(), &[PATH, ("VISUAL", value)]);
        terminal.keys(CTRL_E);
        if value == failing {
            terminal.shows("WAITS").keys("k");
        }
        terminal.shows(words);
        if value == failing {
            // The file is taken as it is, and judged.
            terminal.shows("-- k");
        }
        terminal.keys(CTRL_Q);
        assert!(terminal.ended().success(), "{value}");
        terminal.restored();
    }
}

#[test]
fn a_signal_ends_the_editor_and_the_program() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let command = format!("'{}'", editor(home.path(), ANSWER, 0).display());
    let mut terminal = opened(home.path(), &[PATH, ("EDITOR", &command)]);
    terminal.keys("-- mine ").shows("-- mine").keys(CTRL_E).shows("WAITS");
    terminal.signal(Signal::TERM);
    assert!(!terminal.ended().success());
    let kept = fs::read_to_string(home.path().join("answers/first-query/count.sql")).expect("the answer is on disk");
    assert!(kept.starts_with("-- mine "), "{kept}");
}
