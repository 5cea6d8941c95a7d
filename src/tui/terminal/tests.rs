use std::cell::Cell;
use std::io::{self, Read};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;

use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::termios::{LocalModes, tcgetattr};

use super::super::edge::{Edge, Options};
use super::super::key::{Code, Key};
use super::super::model::{Effect, Msg};
use super::super::theme::Ground;
use super::output::Output;
use super::{area, guarded, hold, view};
use crate::base::{Lang, Slug};
use crate::course::Course;
use crate::progress::{Answers, Home, Settings, Store};

fn options(folder: &Path) -> Options {
    let home = Home::at(folder);
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens/pack");
    Options {
        course: Course::open_only(&pack).expect("the pack of the tests reads"),
        store: Store::open(&home).store,
        answers: Answers::find(&home, folder),
        lang: Lang::new("en").expect("a code"),
        ascii: false,
        color: true,
        ground: Some(Ground::Dark),
        settings: Settings::default(),
        keys: crate::tui::Keymap::default(),
        home,
        notice: None,
    }
}

#[test]
fn what_is_typed_outlives_a_panic_and_the_terminal_is_left_first() {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let home = Home::at(folder.path());
    let options = options(folder.path());
    let (mut edge, mut model) = Edge::open(options, (120, 40));
    let slug = Slug::new("count-orders").expect("a slug");
    let mut opened = Vec::new();
    edge.perform(Effect::OpenExercise(slug.clone()), &mut opened);
    for msg in opened {
        edge.turn(&mut model, msg);
    }
    let left = Cell::new(false);
    let panic = panic::catch_unwind(AssertUnwindSafe(|| {
        guarded(
            &mut edge,
            &mut model,
            || left.set(true),
            |edge, model| {
                for c in "-- mine ".chars() {
                    edge.turn(model, Msg::Key(Key::plain(Code::Char(c))));
                }
                panic!("a fault of ours");
            },
        )
    }));
    assert_eq!(panic.expect_err("the panic goes on").downcast_ref(), Some(&"a fault of ours"));
    assert!(left.get());
    drop(edge);
    let draft = Store::open(&home).store.draft(&slug, "count.sql").expect("the store reads");
    assert!(draft.expect("the draft is kept").text.starts_with("-- mine SELECT"));
}

/// Set in the child of the test below, which is this test again: it holds the terminal and panics.
const HELD: &str = "SAGABOOK_TEST_HOLDS_A_TERMINAL";

/// The real hook on a real terminal: only a process of its own has both, and a test's own binary is one that can be made
/// to panic without a way to do so in the program.
#[test]
fn a_panic_gives_the_terminal_back_and_tells_its_message_there() {
    if let Some(folder) = std::env::var_os(HELD) {
        let held = hold(options(Path::new(&folder)), |_, model, _, _, color| {
            let (frame, caret) = view(model, model.shared.size);
            Output::new(area(model), color).show(frame, caret, &mut io::stdout())?;
            panic!("a fault of ours");
        });
        panic!("the panic goes on, and no {held:?} comes");
    }
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a pseudo-terminal opens");
    let before = modes(&*pair.master);
    let mut command = CommandBuilder::new(std::env::current_exe().expect("a test has a program"));
    let name = "tui::terminal::tests::a_panic_gives_the_terminal_back_and_tells_its_message_there";
    command.args(["--exact", name, "--nocapture", "--test-threads=1"]);
    command.env("TERM", "xterm-256color");
    command.env("RUST_BACKTRACE", "0");
    command.env(HELD, folder.path());
    let mut child = pair.slave.spawn_command(command).expect("the test starts");
    let mut reader = pair.master.try_clone_reader().expect("the terminal can be read");
    drop(pair.slave);
    let mut written = Vec::new();
    // Where the last one leaves a terminal, Linux reports an error instead of an end.
    let _ = reader.read_to_end(&mut written);
    assert!(!child.wait().expect("the test ends").success());

    let mut parser = vt100::Parser::new(24, 80, 0);
    let message = memchr::memmem::find(&written, b"a fault of ours").expect("the message is written");
    parser.process(&written[..message]);
    assert!(!parser.screen().alternate_screen(), "the terminal is left before the message");
    parser.process(&written[message..]);
    let screen = parser.screen();
    assert!(memchr::memmem::find(&written, b"\x1b[?1049h").is_some(), "it was entered");
    assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste());
    assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    assert!(screen.contents().contains("a fault of ours"), "{}", screen.contents());
    assert!(before.contains(LocalModes::ICANON | LocalModes::ECHO));
    assert_eq!(modes(&*pair.master), before, "lines are edited and echoed again");
}

/// The local modes of a pseudo-terminal.
fn modes(master: &dyn MasterPty) -> LocalModes {
    let name = master.tty_name().expect("the terminal has a name");
    let slave = std::fs::OpenOptions::new().read(true).write(true).open(name).expect("the terminal opens");
    tcgetattr(slave).expect("a terminal has modes").local_modes
}
