//! The workbook on a real terminal: journeys from the first key to the last, and what the terminal is left like.
//!
//! Nothing sleeps: every step waits until the screen shows what it should.
#![cfg(unix)]

#[path = "pty/asks.rs"]
mod asks;
#[path = "pty/mouse.rs"]
mod mouse;
#[path = "pty/outside.rs"]
mod outside;
#[path = "pty/story.rs"]
mod story;
#[path = "pty/terminal.rs"]
mod terminal;
#[path = "pty/typing.rs"]
mod typing;

use std::time::{Duration, Instant};

use portable_pty::PtySize;

use terminal::{CTRL_Q, CTRL_S, DOWN, ENTER, ESC, F6, RIGHT, Terminal};

/// Words of the screens by language.
struct Words {
    lang: &'static str,
    start: &'static str,
    lesson: &'static str,
    end: &'static str,
    rows: &'static str,
    task: &'static str,
    exercise: &'static str,
    passed: &'static str,
    go_on: &'static str,
}

const WORDS: [Words; 2] = [
    Words {
        lang: "en",
        start: "Start",
        lesson: "One database, many services",
        end: "100 %",
        rows: "2 rows",
        task: "Monday, nine",
        exercise: "Count the pending orders",
        passed: "✔ Passed",
        go_on: "Continue",
    },
    Words {
        lang: "ko",
        start: "시작",
        lesson: "하나의 데이터베이스, 여러 서비스",
        end: "100 %",
        rows: "2행",
        task: "월요일",
        exercise: "결제 대기 주문 세기",
        passed: "✔ 통과",
        go_on: "이어서",
    },
];

#[test]
fn a_first_sitting_and_the_next() {
    for words in &WORDS {
        for size in [(80, 24), (120, 40)] {
            journey(words, size);
        }
    }
}

fn journey(words: &Words, size: (u16, u16)) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), words.lang, size, &[]);
    terminal.shows(words.start).shows(words.lesson);
    // The lesson, its first block, its end.
    terminal.keys(ENTER).shows("0 %").keys("r").keys("r").shows(words.rows);
    for _ in 0..40 {
        terminal.keys(" ");
    }
    terminal.shows(words.end);
    // The lesson offers to go on as well, so home is known by its first row and by its last, which is drawn last: a key
    // sent before all of it is there would be one too many in the list.
    terminal.keys(ESC).until("home", |screen| {
        let rows: Vec<String> = screen.rows(0, size.0).collect();
        let (first, last) = (rows.first().map(|row| row.trim_start()), rows.last());
        first.is_some_and(|row| row.starts_with("sagabook")) && last.is_some_and(|row| !row.contains("Esc"))
    });
    terminal.shows(words.go_on);
    // The first exercise, reached through the list, is solved by typing.
    open(&mut terminal, words, 3);
    if size.0 < 100 {
        terminal.keys(F6);
    }
    terminal.shows("FROM orders;");
    // Korean first, with the caret on the right cell, and away with it again.
    terminal.keys("-- 대기 ");
    terminal.until("the caret behind the Korean", |screen| {
        let (row, column) = screen.cursor_position();
        let line = screen.rows(0, size.0).nth(usize::from(row)).unwrap_or_default();
        let before: String = screen.contents_between(row, 0, row, column);
        line.contains("-- 대기 ") && before.ends_with("-- 대기 ")
    });
    for _ in 0.."-- 대기 ".chars().count() {
        terminal.keys("\x7f");
    }
    terminal.keys(&DOWN.repeat(6)).keys("\x1b[F").keys("\x7f").keys("\rWHERE status = 'PENDING';");
    terminal.shows("WHERE status = 'PENDING';").keys(CTRL_S).shows(words.passed);
    // An unfinished thought in the answer outlives the program.
    terminal.keys(CTRL_Q);
    assert!(terminal.ended().success());
    terminal.restored();

    let mut again = Terminal::open(home.path(), words.lang, size, &[]);
    again.shows(words.go_on);
    again.keys(DOWN).keys(RIGHT).until("the exercise marked as passed", |screen| {
        screen.contents().lines().any(|line| line.contains('✔') && line.contains(words.exercise))
    });
    again.keys(CTRL_Q);
    again.ended();
}

/// Opens the first exercise: so far below the lesson to read next, where the list begins. Keys are taken in the order in
/// which they come, so that nothing between them need be waited for.
fn open(terminal: &mut Terminal, words: &Words, below: usize) {
    terminal.keys(DOWN).keys(RIGHT).keys(&DOWN.repeat(below)).keys(ENTER).shows(words.task);
}

#[test]
fn an_exercise_is_passed_line_by_line() {
    for (lang, home_asks, exercise_asks, next) in [
        ("en", "A number, or Enter for the next thing:", "Enter checks; write,", "Enter opens it, q the list:"),
        ("ko", "번호, 또는 다음 것으로 가려면 Enter:", "Enter는 채점.", "Enter는 열기, q는 목록:"),
    ] {
        let home = tempfile::tempdir().expect("a temporary folder");
        let mut terminal = Terminal::with(home.path(), lang, (80, 24), &[], &["--plain"]);
        terminal.shows(home_asks).keys("5\r").shows(exercise_asks);
        terminal.keys("write\rSELECT count(*) FROM orders WHERE status = 'PENDING';\r.\r").shows("count.sql");
        terminal.keys("\r").shows(next).keys("q\r").keys("q\r");
        assert!(terminal.ended().success());
        let written = String::from_utf8_lossy(&terminal.written);
        assert!(!written.contains("\x1b[?"), "no mode of the terminal is touched");
        assert!(!written.contains("\x1b[2J") && !written.contains("\x1b[H"), "nothing is drawn by place");
    }
}

#[test]
fn one_is_where_one_was() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), "en", (80, 24), &[]);
    terminal.shows("Start").keys(ENTER).shows("0 %").keys("]").keys("j").keys("j");
    terminal.until("a place below the top", |screen| !screen.contents().contains("  0 %"));
    let place = |screen: &vt100::Screen| screen.contents().lines().skip(2).take(20).collect::<Vec<_>>().join("\n");
    terminal.keys("j").keys("k").keys("?").shows("Esc close").keys(ESC);
    terminal.until("the lesson without the window", |screen| {
        // The bottom line is drawn last.
        screen.rows(0, 80).last().is_some_and(|line| line.contains("Esc back"))
    });
    let before = place(terminal.screen.screen());
    terminal.keys(CTRL_Q);
    terminal.ended();
    let mut again = Terminal::open(home.path(), "en", (80, 24), &[]);
    again.shows("Continue").keys(ENTER);
    again.until("the same place", |screen| place(screen) == before);
    again.keys(CTRL_Q);
    again.ended();
}

#[test]
fn the_terminal_is_restored_whatever_ends_the_program() {
    use rustix::process::Signal;
    for signal in [Signal::TERM, Signal::INT, Signal::HUP] {
        let home = tempfile::tempdir().expect("a temporary folder");
        let temporary = tempfile::tempdir().expect("a temporary folder");
        let folder = temporary.path().display().to_string();
        let mut terminal = Terminal::open(home.path(), "en", (80, 24), &[("TMPDIR", &folder)]);
        terminal.shows("Start").keys(ENTER).shows("0 %").keys("r").keys("r").shows("2 rows");
        assert!(terminal.screen.screen().alternate_screen());
        terminal.signal(signal);
        assert!(!terminal.ended().success(), "{signal:?} ends the program as a signal does");
        terminal.restored();
        let left = std::fs::read_dir(temporary.path()).expect("a folder").count();
        assert_eq!(left, 0, "nothing is left of the children");
    }
}

#[test]
fn what_is_typed_outlives_a_signal() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), "en", (120, 40), &[]);
    terminal.shows("Start");
    open(&mut terminal, &WORDS[0], 4);
    terminal.keys("-- half a thought ").shows("-- half a thought");
    terminal.signal(rustix::process::Signal::TERM);
    terminal.ended();
    let mut again = Terminal::open(home.path(), "en", (120, 40), &[]);
    again.shows("Continue").keys(ENTER).shows("-- half a thought");
    again.keys(CTRL_Q);
    again.ended();
}

#[test]
fn a_storm_of_sizes_and_keys_is_weathered() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), "ko", (80, 24), &[]);
    terminal.shows("시작").keys(ENTER).shows("0 %");
    for step in 0..60_u16 {
        let (columns, rows) = [(1, 1), (200, 60), (3, 2), (80, 24), (40, 12)][usize::from(step % 5)];
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        terminal.master.resize(size).expect("the terminal can be resized");
        terminal.keys("jk");
    }
    let size = PtySize { rows: 30, cols: 100, pixel_width: 0, pixel_height: 0 };
    terminal.master.resize(size).expect("the terminal can be resized");
    terminal.screen.screen_mut().set_size(30, 100);
    // A key that comes before the new size moves by the lines of the old one.
    terminal.until("the whole width in use", |screen| {
        let first = screen.rows(0, 100).next().unwrap_or_default();
        first.trim_end().ends_with(" %") && first.trim_end().chars().count() > 70
    });
    terminal.keys(&"j".repeat(1000)).shows("100 %");
    terminal.keys(CTRL_Q);
    assert!(terminal.ended().success());
}

#[test]
fn one_cell_is_enough_to_open_and_leave() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), "ko", (1, 1), &[]);
    terminal.until("the other screen", vt100::Screen::alternate_screen);
    terminal.keys(ENTER).keys("jr?").keys(ESC).keys(CTRL_Q);
    assert!(terminal.ended().success());
    terminal.restored();
}

#[test]
fn pastes_arrive_whole() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), "en", (120, 40), &[]);
    terminal.shows("Start");
    open(&mut terminal, &WORDS[0], 4);
    let line = "-- a line of a paste that is long enough to be worth pasting\r";
    let paste = format!("\x1b[200~{}\x1b[201~", line.repeat(500));
    terminal.keys(&paste).shows("501 ");
    terminal.keys("\x1a").until("the paste taken back in one step", |screen| !screen.contents().contains("501 "));
    terminal.keys(CTRL_Q);
    assert!(terminal.ended().success());
}

#[test]
fn an_idle_workbook_writes_nothing() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), "en", (80, 24), &[]);
    terminal.shows("Start").shows("quit");
    // An answer that is open is watched; that costs nothing either.
    open(&mut terminal, &WORDS[0], 4);
    while let Ok(bytes) = terminal.bytes.recv_timeout(Duration::from_millis(300)) {
        terminal.screen.process(&bytes);
    }
    let idle = terminal.bytes.recv_timeout(Duration::from_millis(500));
    assert!(idle.is_err(), "{idle:?}");
    terminal.keys(CTRL_Q);
    terminal.ended();
}

#[test]
fn another_program_saves_and_the_verdict_is_there() {
    // Told by the system, and seen by looking.
    for environment in [&[][..], &[("SAGABOOK_WATCH", "poll")]] {
        saved_outside(environment);
    }
}

fn saved_outside(environment: &[(&str, &str)]) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), "en", (80, 24), environment);
    terminal.shows("Start");
    open(&mut terminal, &WORDS[0], 4);
    let file = home.path().join("answers/first-query/count.sql");
    let answer = "SELECT count(*) AS pending FROM orders WHERE status = 'PENDING';\n";
    // As many editors save: a new file takes the old one's place.
    let beside = home.path().join("answers/first-query/.count.sql.swp");
    std::fs::write(&beside, answer).expect("a file is written");
    std::fs::rename(&beside, &file).expect("a file is replaced");
    terminal.shows(WORDS[0].passed).keys(CTRL_Q);
    assert!(terminal.ended().success());
}

#[test]
fn a_hung_up_terminal_ends_the_program() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), "en", (80, 24), &[]);
    terminal.shows("Start");
    let Terminal { master, mut child, mut keys, bytes, .. } = terminal;
    // The thread that reads ends with the next bytes, and the last hold on the terminal with it.
    drop(bytes);
    keys.write_all(b"?").expect("the workbook listens");
    drop((master, keys));
    let end = Instant::now() + Duration::from_secs(10);
    while child.try_wait().expect("the program can be asked for").is_none() {
        assert!(Instant::now() < end, "the program ends when its terminal is gone");
        std::thread::yield_now();
    }
}

#[test]
fn no_color_means_none() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), "en", (80, 24), &[("NO_COLOR", "1")]);
    terminal.shows("Start").keys(ENTER).shows("0 %").keys(CTRL_Q);
    terminal.ended();
    let written = String::from_utf8_lossy(&terminal.written);
    let colored = written.split("\x1b[").skip(1).find(|sequence| {
        sequence.split_once('m').is_some_and(|(codes, _)| {
            codes.split(';').all(|code| code.bytes().all(|b| b.is_ascii_digit()))
                && codes.split(';').any(|code| matches!(code.parse(), Ok(30..=49 | 90..=107)))
        })
    });
    assert_eq!(colored, None);
}

#[test]
fn a_dumb_terminal_is_told_what_to_use_instead() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), "en", (80, 24), &[("TERM", "dumb")]);
    assert_eq!(terminal.ended().exit_code(), 2);
    let written = String::from_utf8_lossy(&terminal.written);
    assert!(written.contains("sagabook --plain") && !written.contains("\x1b[?1049h"), "{written}");
}

#[test]
fn without_a_terminal_one_line_says_so() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_sagabook"))
        .args(["--lang", "en", "--home"])
        .arg(home.path())
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the program runs");
    assert_eq!(out.status.code(), Some(2));
    assert!(out.stdout.is_empty());
    assert!(String::from_utf8_lossy(&out.stderr).contains("sagabook --plain"));
}

#[test]
fn a_megabyte_pasted_is_weathered() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut terminal = Terminal::open(home.path(), "en", (120, 40), &[]);
    terminal.shows("Start");
    open(&mut terminal, &WORDS[0], 4);
    let line = "-- a line of a paste that is long enough to be worth pasting\r";
    let paste = format!("\x1b[200~{}\x1b[201~", line.repeat((1 << 20) / line.len()));
    terminal.keys(&paste).shows("17189 ").keys("zzz").shows("zzz");
    terminal.keys(CTRL_Q);
    assert!(terminal.ended().success());
}

#[test]
fn the_language_of_a_version_before_is_taken_over() {
    let home = tempfile::tempdir().expect("a temporary folder");
    let open = || Terminal::open(home.path(), "", (80, 24), &[("LANG", "en_US.UTF-8")]);
    let mut first = open();
    first.shows("Start").keys(CTRL_Q);
    first.ended();
    let store = rusqlite::Connection::open(home.path().join("progress.db")).expect("the store is there");
    store.execute("INSERT INTO setting VALUES ('language', 'ko')", []).expect("it takes a row");
    drop(store);
    let mut second = open();
    second.shows("시작").keys(CTRL_Q);
    second.ended();
    let settings = home.path().join("settings.toml");
    let kept = std::fs::read_to_string(&settings).expect("it was kept");
    assert_eq!(kept, "language = \"ko\"\n");
    // Who takes it out again has the system's.
    std::fs::write(&settings, "").expect("it is ours");
    let mut third = open();
    third.shows("Start").keys(CTRL_Q);
    third.ended();
}
