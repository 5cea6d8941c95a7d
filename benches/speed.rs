//! How fast the program is from outside, each figure beside a floor or peer of the same run: `cargo bench --bench speed`.
//!
//! The program is driven through a pseudo-terminal as a person would drive it. The floor is this very program started
//! as `--floor`: raw mode, one dense frame of escapes, and for each key as many bytes as the workbook writes. Times are
//! medians of the runs named; nothing here is asserted, the figures are to be read.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

#[path = "speed/pack.rs"]
mod pack;
#[path = "speed/screen.rs"]
mod screen;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, io};

use screen::{Screen, median};

const PROGRAM: &str = env!("CARGO_BIN_EXE_sagabook");
const RUNS: usize = 25;

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = env::args().collect();
    if arguments.get(1).is_some_and(|first| first == "--floor") {
        return Ok(floor(arguments.get(2).and_then(|bytes| bytes.parse().ok()).unwrap_or(400))?);
    }
    let root = tempfile::tempdir()?;
    let home = root.path().join("home");
    let attempts = pack::attempts(&home, 10_000)?;
    let book = pack::long_lesson(&root.path().join("book"), 40_000)?;
    println!("{attempts} attempts in the progress file, {RUNS} runs a figure\n");
    first_frame(&home)?;
    keys(&home, &book)?;
    typing()?;
    search(&home)?;
    frames()?;
    idle(&home)?;
    looking()?;
    memory(&home)?;
    verdicts(&home)?;
    pack_verify()?;
    println!("{:<44} {:>9.2} MB", "release binary", megabytes(fs::metadata(PROGRAM)?.len()));
    Ok(())
}

fn row(what: &str, value: Duration, beside: &str) {
    println!("{what:<44} {:>9.2} ms  {beside}", value.as_secs_f64() * 1e3);
}

#[expect(clippy::cast_precision_loss, reason = "a figure to read")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

fn start(home: &Path, more: &[&str]) -> anyhow::Result<Screen> {
    let home = home.display().to_string();
    let mut arguments = vec!["--home", &home];
    if !more.contains(&"--lang") {
        arguments.extend(["--lang", "en"]);
    }
    arguments.extend(more);
    Screen::start(PROGRAM, &arguments)
}

/// First frame equal to the settled one, beside `--version` and the floor.
fn first_frame(home: &Path) -> anyhow::Result<()> {
    let this = env::current_exe()?.display().to_string();
    let mut version = Vec::new();
    let mut frame = Vec::new();
    let mut raw = Vec::new();
    for _ in 0..RUNS {
        version.push(Screen::start(PROGRAM, &["--version"])?.settled()?);
        let mut screen = start(home, &[])?;
        frame.push(screen.settled()?);
        screen.quit()?;
        let mut screen = Screen::start(&this, &["--floor"])?;
        raw.push(screen.settled()?);
        screen.quit()?;
    }
    let (version, frame, raw) = (median(version), median(frame), median(raw));
    row("`--version` to its line", version, "");
    row("raw escapes to a settled screen (floor)", raw, "");
    let later = frame.saturating_sub(version);
    row("workbook to its first full frame", frame, &format!("{:.2} ms after `--version`", later.as_secs_f64() * 1e3));
    Ok(())
}

/// Key to last byte in a 40 KB lesson, beside the floor writing as many bytes.
fn keys(home: &Path, book: &Path) -> anyhow::Result<()> {
    let book = book.display().to_string();
    let mut screen = start(home, &["--pack", &book])?;
    screen.settled()?;
    screen.key(b"\r")?;
    let mut times = Vec::new();
    let mut bytes = Vec::new();
    for _ in 0..200 {
        let (time, written) = screen.key(b"j")?;
        times.push(time);
        bytes.push(written);
    }
    screen.quit()?;
    bytes.sort_unstable();
    let usual = bytes[bytes.len() / 2];
    times.sort_unstable();
    let p99 = times[times.len() * 99 / 100];
    let this = env::current_exe()?.display().to_string();
    let mut raw = Screen::start(&this, &["--floor", &usual.to_string()])?;
    raw.settled()?;
    let mut floor = Vec::new();
    for _ in 0..200 {
        floor.push(raw.key(b"j")?.0);
    }
    raw.quit()?;
    let note = format!("{usual} bytes, p99 {:.2} ms", p99.as_secs_f64() * 1e3);
    row("key to last byte, 40 KB lesson", median(times), &note);
    row("key to last byte, raw escapes (floor)", median(floor), "the same bytes");
    Ok(())
}

/// Key to last byte in the editor, in a coloured SQL file of 500 lines, and after a megabyte was pasted.
fn typing() -> anyhow::Result<()> {
    let home = tempfile::tempdir()?;
    pack::before_an_exercise(home.path(), "first-query")?;
    let mut screen = start(home.path(), &[])?;
    screen.settled()?;
    screen.key(b"c")?;
    for (what, lines) in [("500 lines", 500), ("1 MB", 20_000)] {
        let line = "SELECT o.id, 'Paid' AS status FROM orders AS o; -- 주문\r";
        screen.key(b"\x01")?;
        screen.key(format!("\x1b[200~{}\x1b[201~", line.repeat(lines)).as_bytes())?;
        screen.quiet(Duration::from_millis(500))?;
        screen.key(b"\x1b[5~")?;
        let mut times = Vec::new();
        for turn in 0..600 {
            // Words, spaces, Korean, and a comment that opens and closes over all lines below.
            let keys = ["a", "b", " ", "\u{d55c}", "/", "*", "\x7f", "\x7f", "'", "\x7f", "\x1b[A", "\r"];
            times.push(screen.key(keys[turn % keys.len()].as_bytes())?.0);
        }
        times.sort_unstable();
        let p99 = times[times.len() * 99 / 100];
        row(
            &format!("key in the editor, {what} of SQL"),
            median(times),
            &format!("p99 {:.2} ms", p99.as_secs_f64() * 1e3),
        );
    }
    screen.quit()
}

/// Key to last byte while words are typed into the search of the whole book, in both languages.
fn search(home: &Path) -> anyhow::Result<()> {
    let mut times = Vec::new();
    for (lang, words) in [("en", "every event of the order"), ("ko", "이벤트 저장소의 주문 하나")] {
        let mut screen = start(home, &["--lang", lang])?;
        screen.settled()?;
        screen.key(b"/")?;
        // The book is read once, before the first letter of a person comes.
        screen.quiet(Duration::from_millis(500))?;
        for _ in 0..5 {
            for c in words.chars() {
                times.push(screen.key(c.encode_utf8(&mut [0; 4]).as_bytes())?.0);
            }
            for _ in words.chars() {
                times.push(screen.key(b"\x7f")?.0);
            }
        }
        screen.key(b"\x1b")?;
        screen.quiet(Duration::from_millis(100))?;
        screen.quit()?;
    }
    times.sort_unstable();
    let p99 = times[times.len() * 99 / 100];
    row("search, a keystroke", median(times), &format!("p99 {:.2} ms", p99.as_secs_f64() * 1e3));
    Ok(())
}

/// Letters that nothing else on the screen has.
const LETTERS: [&str; 4] = ["\u{bf95}", "\u{c4ab}", "\u{bed9}", "\u{b894}"];

/// The frames while an answer is checked. One letter is typed as soon as the other is there, so that whatever holds the screen
/// up (progress, what is put away, the verdict) holds a letter up. The floor is typed to while the same check runs elsewhere.
fn frames() -> anyhow::Result<()> {
    let checking = || -> anyhow::Result<(tempfile::TempDir, Screen)> {
        let home = tempfile::tempdir()?;
        pack::before_a_long_check(home.path())?;
        let mut screen = start(home.path(), &[])?;
        screen.settled()?;
        screen.key(b"c")?;
        screen.quiet(Duration::from_secs(1))?;
        screen.key(b"\x13")?;
        Ok((home, screen))
    };
    let (mut times, mut work, mut bytes) = (Vec::new(), Vec::new(), Vec::new());
    let (mut verdicts, mut verdict_work) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let (_home, mut screen) = checking()?;
        let (begin, mut progress, mut came) = (Instant::now(), false, None);
        for letter in LETTERS.iter().cycle() {
            let before = screen.drawing_time()?;
            let (time, written) = screen.echo(letter)?;
            let worked = screen.drawing_time()?.saturating_sub(before);
            let text = String::from_utf8_lossy(&written);
            progress |= text.contains("Checking:");
            if came.is_none() && text.contains('\u{2718}') {
                came = Some(Instant::now());
                verdicts.push(time);
                verdict_work.push(worked);
            }
            times.push(time);
            work.push(worked);
            bytes.push(written.len());
            if came.is_some_and(|came| came.elapsed() > Duration::from_millis(300)) {
                break;
            }
            anyhow::ensure!(begin.elapsed() < Duration::from_secs(60), "no verdict came");
        }
        anyhow::ensure!(progress, "the check was over before its progress was seen");
        screen.quit()?;
    }
    bytes.sort_unstable();
    let usual = bytes[bytes.len() / 2];
    let this = env::current_exe()?.display().to_string();
    let mut raw = Screen::start(&this, &["--floor", &usual.to_string()])?;
    raw.settled()?;
    let (_home, screen) = checking()?;
    let (begin, mut floor) = (Instant::now(), Vec::new());
    while begin.elapsed() < Duration::from_secs(2) {
        floor.push(raw.key(b"j")?.0);
    }
    screen.quit()?;
    raw.quit()?;
    for (what, times) in [
        ("a frame while a check runs", times),
        ("its processor time", work),
        ("raw escapes while a check runs (floor)", floor),
    ] {
        let mut sorted = times.clone();
        sorted.sort_unstable();
        let ms = |at: usize| sorted.get(at).map_or(0.0, |time| time.as_secs_f64() * 1e3);
        let (p99, longest) = (ms(sorted.len() * 99 / 100), ms(sorted.len() - 1));
        row(what, median(times), &format!("p99 {p99:.2} ms, longest {longest:.2} ms of {}", sorted.len()));
    }
    let work = format!("{:.2} ms of it processor time", median(verdict_work).as_secs_f64() * 1e3);
    row("the frame that brings the verdict", median(verdicts), &work);
    Ok(())
}

/// Ten seconds without a key: bytes written and processor time used.
fn idle(home: &Path) -> anyhow::Result<()> {
    let mut screen = start(home, &[])?;
    screen.settled()?;
    // What follows the first frame (the quick check of the progress file, the judge's children) has its own second.
    screen.quiet(Duration::from_secs(1))?;
    let before = screen.processor_time()?;
    let written = screen.quiet(Duration::from_secs(10))?;
    let used = screen.processor_time()?.saturating_sub(before);
    screen.quit()?;
    row("idle for 10 s: processor time", used, &format!("{written} bytes written"));
    Ok(())
}

/// Ten seconds in which an open answer is looked at, where the system does not tell of changes.
fn looking() -> anyhow::Result<()> {
    let home = tempfile::tempdir()?;
    pack::before_an_exercise(home.path(), "first-query")?;
    let folder = home.path().display().to_string();
    let environment = [("SAGABOOK_WATCH", "poll")];
    let mut screen = Screen::with(PROGRAM, &["--home", &folder, "--lang", "en"], &environment)?;
    screen.settled()?;
    screen.key(b"c")?;
    screen.quiet(Duration::from_secs(1))?;
    let before = screen.processor_time()?;
    let written = screen.quiet(Duration::from_secs(10))?;
    let used = screen.processor_time()?.saturating_sub(before);
    screen.quit()?;
    row("an answer looked at for 10 s: processor time", used, &format!("{written} bytes written"));
    Ok(())
}

/// Resident memory at home, in a lesson and after a check.
fn memory(home: &Path) -> anyhow::Result<()> {
    let mut screen = start(home, &[])?;
    screen.settled()?;
    let at_home = screen.resident()?;
    screen.key(b"\r")?;
    screen.quiet(Duration::from_millis(300))?;
    let in_lesson = screen.resident()?;
    screen.quit()?;
    println!("{:<44} {:>9.2} MB", "resident at home", megabytes(at_home));
    println!("{:<44} {:>9.2} MB", "resident in a lesson", megabytes(in_lesson));
    let other = tempfile::tempdir()?;
    pack::before_an_exercise(other.path(), "first-query")?;
    let mut screen = start(other.path(), &[])?;
    screen.settled()?;
    screen.key(b"c")?;
    screen.key(b"\x13")?;
    screen.quiet(Duration::from_secs(1))?;
    println!("{:<44} {:>9.2} MB", "resident after an SQL check", megabytes(screen.resident()?));
    screen.quit()
}

/// From the start of `sagabook check` to its end, and from a save to the verdict while it watches.
fn verdicts(home: &Path) -> anyhow::Result<()> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let telling = root.join("tests/packs/telling");
    let built_in = exercises(&root)?.into_iter().map(|folder| (folder, None));
    // The built-in pack has no exercise of the kind `code` yet.
    let of_code = exercises(&telling)?.into_iter().filter(|folder| folder.ends_with("merge-tags"));
    for (folder, pack) in built_in.chain(of_code.map(|folder| (folder, Some(&telling)))) {
        let exercise = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        // The starter fails: what fails is looked for until the smallest story is found.
        for answer in ["solution", "starter"] {
            let mut watched = pack::Watched::start(PROGRAM, home, pack, exercise, &folder.join(answer))?;
            let mut times = Vec::new();
            for _ in 0..9 {
                times.push(watched.save()?);
            }
            row(&format!("save to verdict, {exercise}, {answer}"), median(times), &watched.cases);
        }
    }
    Ok(())
}

/// The folders of a pack's exercises, chapter by chapter.
fn exercises(pack: &Path) -> io::Result<Vec<PathBuf>> {
    let mut all = vec![pack.join("exercises")];
    for _ in ["chapters", "exercises"] {
        let inside = all.iter().map(fs::read_dir).collect::<io::Result<Vec<_>>>()?.into_iter().flatten();
        all = inside.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
        all.sort();
    }
    Ok(all)
}

fn pack_verify() -> anyhow::Result<()> {
    let start = Instant::now();
    let done = Command::new(PROGRAM).args(["pack", "verify"]).stdin(Stdio::null()).output()?;
    let text = String::from_utf8_lossy(&done.stdout).trim().replace('\n', " · ");
    row("`pack verify`", start.elapsed(), &text);
    Ok(())
}

/// A program that only writes: a dense frame, then `bytes` bytes a key, until `q`.
fn floor(bytes: usize) -> io::Result<()> {
    use io::{Read, Write};
    let (mut input, mut output) = (io::stdin(), io::stdout());
    let mut modes = rustix::termios::tcgetattr(&input)?;
    modes.make_raw();
    rustix::termios::tcsetattr(&input, rustix::termios::OptionalActions::Now, &modes)?;
    let mut frame = String::from("\x1b[?1049h\x1b[2J");
    for line in 1..=40 {
        frame.push_str(&format!("\x1b[{line};1H\x1b[3{}m{}", line % 7 + 1, "x".repeat(120)));
    }
    output.write_all(frame.as_bytes())?;
    output.flush()?;
    let mut key = [0; 64];
    let mut turn = 0_u8;
    loop {
        let count = input.read(&mut key)?;
        if count == 0 || key[..count].contains(&b'q') {
            return output.write_all(b"\x1b[?1049l");
        }
        turn = (turn + 1) % 26;
        let mut frame = b"\x1b[1;1H".to_vec();
        while frame.len() < bytes {
            frame.push(b'a' + turn);
            if frame.len().is_multiple_of(100) {
                frame.extend_from_slice(b"\x1b[1;1H");
            }
        }
        output.write_all(&frame)?;
        output.flush()?;
    }
}
