//! The store and the answer files: what is saved stays, whatever happens to the file.

#![allow(clippy::unwrap_used, reason = "helpers of tests may, as tests may")]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use indexmap::IndexMap;
use sagabook::base::{Seed, Slug, Strings};
use sagabook::course::exercise::Effort;
use sagabook::grade::{Code, Outcome, Submission};
use sagabook::progress::{
    Answers, Attempt, Cursor, Draft, FaultKind, Home, Last, LessonPlace, Notice, Rating, Recorded, Store, TextHash,
    WallTime, differs, digest, submission_at,
};

fn slug(text: &str) -> Slug {
    Slug::new(text).unwrap()
}

fn attempt(exercise: &str, n: u64, outcome: Outcome) -> Attempt {
    let passed = outcome == Outcome::Passed;
    Attempt {
        exercise: slug(exercise),
        content: "c0".to_owned(),
        answer: format!("{n:064x}"),
        seed: Seed(u64::MAX),
        effort: Effort::Normal,
        outcome,
        points: if passed { 3 } else { 1 },
        max_points: 3,
        checks: 3,
        failing: if passed { vec![] } else { vec!["second".to_owned(), "third".to_owned()] },
        differs: true,
        at: WallTime(i64::try_from(n).unwrap()),
    }
}

fn home() -> (tempfile::TempDir, Home) {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("data"));
    (folder, home)
}

#[track_caller]
fn opened(home: &Home) -> Store {
    let opened = Store::open(home);
    assert_eq!(opened.notice, None);
    assert!(opened.store.is_kept());
    opened.store
}

#[test]
fn everything_saved_is_there_again() {
    let (_folder, home) = home();
    let mut store = opened(&home);
    let (lesson, exercise) = (slug("transactions"), slug("first-query"));
    let failed = attempt("first-query", 1, Outcome::Failed);
    let passed = attempt("first-query", 2, Outcome::Passed);
    assert_eq!(store.record(&failed).unwrap(), Recorded::New);
    assert_eq!(store.record(&passed).unwrap(), Recorded::New);
    assert_eq!(store.record(&failed).unwrap(), Recorded::Again);
    assert_eq!(store.record(&attempt("x", 3, Outcome::Ungradable)).unwrap(), Recorded::NotGraded);
    store.mark_read(&lesson, WallTime(5)).unwrap();
    store.mark_read(&lesson, WallTime(9)).unwrap();
    let place = LessonPlace { section: "acid".to_owned(), offset: 12 };
    store.save_lesson_place(&lesson, &place).unwrap();
    let cursor = Cursor { line: 3, column: 4, top: 1 };
    store.save_cursor(&exercise, "a.sql", cursor).unwrap();
    let draft = Draft { text: "SELECT 한글".to_owned(), base: TextHash::of(""), at: WallTime(7) };
    store.save_draft(&exercise, "a.sql", &draft).unwrap();
    store.save_draft(&exercise, "b.sql", &draft).unwrap();
    store.drop_draft(&exercise, "b.sql").unwrap();
    store.see_hints(&exercise, 2).unwrap();
    store.see_hints(&exercise, 1).unwrap();
    store.see_solution(&exercise, WallTime(8)).unwrap();
    drop(store);

    let store = opened(&home);
    assert_eq!(store.attempts(&exercise).unwrap(), [failed, passed]);
    let mark = store.mark(&exercise).unwrap();
    assert_eq!((mark.attempts, mark.honest_tries, mark.passed_at), (2, 1, Some(WallTime(2))));
    assert_eq!((mark.points, mark.checks_passed, mark.latest_passed), (3, 3, false));
    assert_eq!((mark.hints, mark.solution_at), (2, Some(WallTime(8))));
    assert_eq!(store.read_lessons().unwrap().get(&lesson), Some(&WallTime(5)));
    assert_eq!(store.lesson_place(&lesson).unwrap(), Some(place));
    assert_eq!(store.cursor(&exercise, "a.sql").unwrap(), Some(cursor));
    assert_eq!(store.draft(&exercise, "a.sql").unwrap(), Some(draft));
    assert_eq!(store.draft(&exercise, "b.sql").unwrap(), None);
    let overview = store.overview().unwrap();
    assert_eq!(overview.last, Some(Last::Exercise(exercise.clone())));
    assert!(overview.read.contains(&lesson));
    assert_eq!(overview.marks.of(&slug("renamed"), &[exercise]), Some(&mark));
}

#[test]
fn attempts_and_reviews_are_only_added() {
    let (_folder, home) = home();
    opened(&home).record(&attempt("x", 1, Outcome::Failed)).unwrap();
    opened(&home).review(&"concept intro.acid".parse().unwrap(), Rating::Good, WallTime(1)).unwrap();
    let db = rusqlite::Connection::open(home.store()).unwrap();
    for sql in
        ["UPDATE attempt SET points = 9", "DELETE FROM attempt", "UPDATE review SET at = 2", "DELETE FROM review"]
    {
        assert!(db.execute(sql, []).is_err(), "{sql}");
    }
}

#[test]
fn looking_makes_no_file() {
    let (_folder, home) = home();
    let peeked = Store::peek(&home);
    assert!(peeked.notice.is_none() && !peeked.store.is_kept() && !home.path().exists());
}

#[test]
fn two_workbooks_save_at_once() {
    let (_folder, home) = home();
    std::thread::scope(|scope| {
        for writer in 0..4_u64 {
            let home = &home;
            scope.spawn(move || {
                let mut store = opened(home);
                for n in 0..25 {
                    store.record(&attempt("x", writer * 100 + n, Outcome::Failed)).unwrap();
                }
            });
        }
    });
    let store = opened(&home);
    assert_eq!(store.attempts(&slug("x")).unwrap().len(), 100);
    assert_eq!(store.mark(&slug("x")).unwrap().attempts, 100);
}

/// Damages a store with 2,000 attempts by `harm`, and expects at least `least` of them to be saved.
#[track_caller]
fn check_salvage(harm: impl Fn(&Path), at_open: bool, least: usize) {
    let (_folder, home) = home();
    let mut store = opened(&home);
    for n in 0..2000 {
        store.record(&attempt("x", n, Outcome::Failed)).unwrap();
    }
    store.mark_read(&slug("transactions"), WallTime(1)).unwrap();
    store.review(&"concept intro.acid".parse().unwrap(), Rating::Good, WallTime(1)).unwrap();
    drop(store);
    harm(&home.store());
    let mut reopened = Store::open(&home);
    let notice = if at_open { reopened.notice.take() } else { reopened.store.check() };
    let Some(Notice::Salvaged { aside, attempts }) = notice else { panic!("{notice:?}") };
    assert!(aside.exists() && attempts >= least, "{attempts} attempts at {}", aside.display());
    let mut store = reopened.store;
    assert!(store.is_kept());
    assert_eq!(store.attempts(&slug("x")).unwrap().len(), attempts);
    assert_eq!(store.mark(&slug("x")).unwrap().attempts as usize, attempts);
    assert_eq!(store.record(&attempt("x", 99_999, Outcome::Passed)).unwrap(), Recorded::New);
    assert_eq!(store.check(), None);
    drop(store);
    assert_eq!(opened(&home).attempts(&slug("x")).unwrap().len(), attempts + 1);
}

fn overwrite(path: &Path, from: usize, bytes: usize) {
    let mut all = fs::read(path).unwrap();
    let end = (from + bytes).min(all.len());
    all[from..end].fill(0xa5);
    fs::write(path, all).unwrap();
}

#[test]
fn a_file_without_head_is_moved_aside() {
    check_salvage(|path| overwrite(path, 0, 100), true, 0);
}

#[test]
fn a_file_with_a_damaged_schema_is_moved_aside() {
    check_salvage(|path| overwrite(path, 100, 3000), true, 0);
}

#[test]
fn a_file_damaged_inside_keeps_what_can_be_read() {
    check_salvage(|path| overwrite(path, 200 * 1024, 8192), false, 1000);
}

#[test]
fn a_file_cut_short_keeps_what_can_be_read() {
    let cut = |path: &Path| {
        let all = fs::read(path).unwrap();
        fs::write(path, &all[..all.len() / 2 / 4096 * 4096]).unwrap();
    };
    check_salvage(cut, true, 100);
}

#[test]
fn a_file_of_another_program_is_moved_aside() {
    let (_folder, home) = home();
    fs::create_dir_all(home.path()).unwrap();
    rusqlite::Connection::open(home.store()).unwrap().execute_batch("CREATE TABLE theirs(x)").unwrap();
    let opened = Store::open(&home);
    assert!(matches!(opened.notice, Some(Notice::Salvaged { attempts: 0, .. })), "{:?}", opened.notice);
    assert!(opened.store.is_kept());
}

#[test]
fn a_newer_file_is_left_alone() {
    let (_folder, home) = home();
    opened(&home).record(&attempt("x", 1, Outcome::Failed)).unwrap();
    rusqlite::Connection::open(home.store()).unwrap().pragma_update(None, "user_version", 7).unwrap();
    let before = fs::read(home.store()).unwrap();
    let mut opened = Store::open(&home);
    assert_eq!(opened.notice, Some(Notice::Newer { path: home.store(), found: 7, known: 4 }));
    opened.store.record(&attempt("x", 2, Outcome::Failed)).unwrap();
    assert_eq!(fs::read(home.store()).unwrap(), before);
}

/// What the first version of the program wrote: its tables and a row in them.
#[test]
fn an_older_file_is_brought_up_and_keeps_what_it_holds() {
    let (_folder, home) = home();
    fs::create_dir_all(home.path()).unwrap();
    let old = rusqlite::Connection::open(home.store()).unwrap();
    old.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(())).unwrap();
    old.execute_batch(include_str!("../src/progress/schema.sql")).unwrap();
    old.execute_batch("PRAGMA application_id = 0x53616761; PRAGMA user_version = 1;").unwrap();
    old.execute("INSERT INTO lesson VALUES ('transactions', 5, 'acid', 3)", []).unwrap();
    drop(old);
    let question = "question transactions#acid/1".parse().unwrap();
    std::thread::scope(|scope| {
        for n in 0..4 {
            let (home, question) = (&home, &question);
            scope.spawn(move || opened(home).review(question, Rating::Good, WallTime(n)).unwrap());
        }
    });
    let store = opened(&home);
    assert_eq!(store.read_lessons().unwrap().get(&slug("transactions")), Some(&WallTime(5)));
    assert_eq!(store.reviews().unwrap().len(), 4);
}

#[test]
fn notices_say_what_where_and_what_to_do() {
    for lang in sagabook::base::languages() {
        let strings = Strings::new(&lang);
        let path = std::path::PathBuf::from("/data/\u{1b}[31mprogress.db");
        for notice in [
            Notice::Newer { path: path.clone(), found: 2, known: 1 },
            Notice::Salvaged { aside: path.clone(), attempts: 0 },
            Notice::Salvaged { aside: path, attempts: 3 },
        ] {
            let message = notice.message(&strings);
            assert_eq!(message.lines().count(), 3, "{message}");
            assert!(message.contains("␛[31mprogress.db"), "{message}");
        }
    }
}

/// A folder that refuses to be written, also to root: its place is taken by a file.
#[test]
fn a_home_that_cannot_be_made_goes_on_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("file"), "x").unwrap();
    let mut opened = Store::open(&Home::at(folder.path().join("file/data")));
    let Some(Notice::NotKept(fault)) = &opened.notice else { panic!("{:?}", opened.notice) };
    assert_eq!(fault.kind, FaultKind::ReadOnly);
    assert_eq!(opened.store.record(&attempt("x", 1, Outcome::Failed)).unwrap(), Recorded::New);
    assert_eq!(opened.store.check(), None);
}

/// A folder in the place of the log refuses to be written, also to root.
#[test]
fn a_file_that_can_only_be_read_is_shown_and_not_touched() {
    let (_folder, home) = home();
    opened(&home).record(&attempt("x", 1, Outcome::Failed)).unwrap();
    let before = fs::read(home.store()).unwrap();
    fs::create_dir(home.path().join("progress.db-wal")).unwrap();
    let mut opened = Store::open(&home);
    assert!(matches!(opened.notice, Some(Notice::NotKept(_))), "{:?}", opened.notice);
    assert!(!opened.store.is_kept());
    assert_eq!(opened.store.attempts(&slug("x")).unwrap().len(), 1);
    assert_eq!(opened.store.record(&attempt("x", 2, Outcome::Passed)).unwrap(), Recorded::New);
    assert!(opened.store.mark(&slug("x")).unwrap().passed());
    assert_eq!(fs::read(home.store()).unwrap(), before);
}

#[test]
fn a_full_disk_refuses_the_save_and_the_next_one_works() {
    let (_folder, home) = home();
    let mut store = opened(&home);
    let text = "x".repeat(400_000);
    let draft = Draft { text, base: TextHash::of(""), at: WallTime(1) };
    store.limit_pages(20);
    let fault = store.save_draft(&slug("x"), "a.sql", &draft).unwrap_err();
    assert_eq!(fault.kind, FaultKind::Full);
    store.limit_pages(10_000);
    store.save_draft(&slug("x"), "a.sql", &draft).unwrap();
}

/// The save with number `n` of the scripted run: what is written, and how to see whether it is there.
fn scripted(store: &mut Store, n: u64) {
    let x = slug("scripted");
    match n % 4 {
        0 => assert_eq!(store.record(&attempt("scripted", n, Outcome::Failed)).unwrap(), Recorded::New),
        1 => {
            let draft = Draft { text: format!("draft {n}"), base: TextHash::of(""), at: WallTime(1) };
            store.save_draft(&x, &format!("file{}", n / 4), &draft).unwrap();
        }
        2 => store.mark_read(&slug(&format!("lesson-{n}")), WallTime(1)).unwrap(),
        _ => store.save_cursor(&x, &format!("file{}", n / 4), Cursor { line: 7, column: 0, top: 0 }).unwrap(),
    }
}

fn scripted_is_there(store: &Store, n: u64) -> bool {
    let x = slug("scripted");
    match n % 4 {
        0 => store.attempts(&x).unwrap().iter().any(|found| found.answer == format!("{n:064x}")),
        1 => {
            let found = store.draft(&x, &format!("file{}", n / 4)).unwrap();
            found.is_some_and(|draft| draft.text == format!("draft {n}"))
        }
        2 => store.read_lessons().unwrap().contains_key(&slug(&format!("lesson-{n}"))),
        _ => store.cursor(&x, &format!("file{}", n / 4)).unwrap().is_some(),
    }
}

const WRITER_HOME: &str = "SAGABOOK_TEST_WRITER_HOME";
const WRITER_FROM: &str = "SAGABOOK_TEST_WRITER_FROM";

/// The child of the test below: saves without end and says the number of each save that returned.
#[test]
fn writer() {
    let Some(folder) = std::env::var_os(WRITER_HOME) else { return };
    let mut store = opened(&Home::at(folder));
    let from: u64 = std::env::var(WRITER_FROM).unwrap().parse().unwrap();
    let mut out = std::io::stdout();
    for n in from.. {
        scripted(&mut store, n);
        // One write, so that a number is said wholly or not at all.
        out.write_all(format!("saved {n}\n").as_bytes()).unwrap();
    }
}

#[test]
fn every_acknowledged_save_survives_a_kill() {
    let (_folder, home) = home();
    let mut moments = Seed(1).stream(&["kill"]);
    let mut from = 0;
    for kill in 0..200 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writer", "--nocapture", "--test-threads", "1"])
            .env(WRITER_HOME, home.path())
            .env(WRITER_FROM, from.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let out = child.stdout.take().unwrap();
        // The moment is so many saves after the first, and then some microseconds into the next.
        let (saves, micros) = (moments.below(12), moments.below(1500));
        let mut lines = BufReader::new(out).lines().map_while(Result::ok);
        let mut acknowledged: Vec<u64> = Vec::new();
        let number = |line: &String| line.strip_prefix("saved ").and_then(|n| n.parse::<u64>().ok());
        while (acknowledged.len() as u64) < saves {
            let line = lines.next().expect("the writer saves without end");
            acknowledged.extend(number(&line));
        }
        let begin = Instant::now();
        while begin.elapsed() < Duration::from_micros(micros) {
            std::hint::spin_loop();
        }
        child.kill().unwrap();
        child.wait().unwrap();
        acknowledged.extend(lines.filter_map(|line| number(&line)));
        let mut store = opened(&home);
        for n in &acknowledged {
            assert!(scripted_is_there(&store, *n), "kill {kill}: save {n} is gone");
        }
        assert_eq!(store.check(), None, "kill {kill}");
        let marked = store.mark(&slug("scripted")).unwrap().attempts as usize;
        assert_eq!(marked, store.attempts(&slug("scripted")).unwrap().len(), "kill {kill}");
        // The save after the last one that was said may have happened or not: the next run begins behind it.
        from = acknowledged.last().map_or(from, |last| last + 2).max(from) + 1;
    }
    assert!(from > 200, "only {from} saves");
}

fn files(pairs: &[(&str, &str)]) -> IndexMap<String, String> {
    pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

#[test]
fn answers_live_in_the_workspace_or_in_the_data_folder() {
    let (folder, home) = home();
    let outside = Answers::find(&home, folder.path());
    assert_eq!((outside.root(), outside.in_workspace()), (home.answers().as_path(), false));
    let workspace = folder.path().join("ws");
    Answers::init(&home, &workspace).unwrap();
    let deep = workspace.join("first-query/deeper");
    fs::create_dir_all(&deep).unwrap();
    let inside = Answers::find(&home, &deep);
    assert_eq!((inside.root(), inside.in_workspace()), (workspace.as_path(), true));
}

#[test]
fn an_answer_is_begun_written_read_and_reset() {
    let (folder, home) = home();
    let answers = Answers::find(&home, folder.path());
    let x = slug("x");
    let starter = files(&[("a.sql", "-- a"), ("b.sql", "-- b")]);
    let wanted: Vec<String> = starter.keys().cloned().collect();
    assert_eq!(answers.read(&x, &wanted).unwrap(), None);
    assert_eq!(answers.reset(&x, &starter).unwrap(), None);
    answers.write(&x, "a.sql", "SELECT 1").unwrap();
    assert_eq!(answers.begin(&x, &starter).unwrap(), 0);
    answers.write_task(&x, "# Task").unwrap();
    fs::write(answers.folder(&x).join(".a.sql.swp"), "editor").unwrap();
    let read = answers.read(&x, &wanted).unwrap().unwrap();
    assert_eq!((read.files.get("a.sql").map(String::as_str), read.problems.len()), (Some("SELECT 1"), 0));
    for n in 1..=2 {
        let archived = answers.reset(&x, &starter).unwrap().unwrap();
        assert_eq!(archived, home.archive().join(format!("x/{n}")));
    }
    assert_eq!(fs::read_to_string(home.archive().join("x/1/a.sql")).unwrap(), "SELECT 1");
    assert_eq!(answers.file(&x, "a.sql").unwrap().as_deref(), Some("-- a"));
}

#[test]
fn a_link_is_neither_read_nor_written_through() {
    let (folder, home) = home();
    let answers = Answers::find(&home, folder.path());
    let x = slug("x");
    let secret = folder.path().join("secret");
    fs::write(&secret, "secret").unwrap();
    fs::create_dir_all(answers.folder(&x)).unwrap();
    std::os::unix::fs::symlink(&secret, answers.folder(&x).join("a.sql")).unwrap();
    assert!(answers.file(&x, "a.sql").is_err());
    assert!(answers.write(&x, "a.sql", "overwritten").is_err());
    assert!(answers.reset(&x, &files(&[("a.sql", "")])).is_err());
    assert_eq!(fs::read_to_string(&secret).unwrap(), "secret");
}

/// What is wrong with the answer at `path`, for an exercise with these files.
#[track_caller]
fn check_problems(path: &Path, wanted: &[&str], problems: &[(Code, &str)]) {
    let wanted: Vec<String> = wanted.iter().map(|name| (*name).to_owned()).collect();
    let Submission { problems: found, .. } = submission_at(path, &wanted).unwrap();
    let found: Vec<_> = found.iter().map(|finding| (finding.code, finding.args["file"].to_string())).collect();
    let wanted: Vec<_> = problems.iter().map(|(code, file)| (*code, (*file).to_owned())).collect();
    assert_eq!(found, wanted, "{}", path.display());
}

#[test]
fn hostile_answer_files_are_findings() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("fine.sql"), "SELECT 1").unwrap();
    fs::write(at("latin"), b"caf\xe9").unwrap();
    fs::write(at("nul"), b"a\0b").unwrap();
    fs::write(at("huge"), vec![b'x'; 12 << 20]).unwrap();
    fs::write(at("empty"), "").unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, at("pipe"), rustix::fs::Mode::from_raw_mode(0o600)).unwrap();
    std::os::unix::fs::symlink(at("fine.sql"), at("link")).unwrap();
    let one = ["a.sql"];
    check_problems(&at("fine.sql"), &one, &[]);
    check_problems(&at("empty"), &one, &[]);
    check_problems(&at("latin"), &one, &[(Code::NotText, "a.sql")]);
    check_problems(&at("nul"), &one, &[(Code::NotText, "a.sql")]);
    check_problems(&at("huge"), &one, &[(Code::TooLarge, "a.sql")]);
    check_problems(&at("pipe"), &one, &[(Code::NotAFile, "a.sql")]);
    check_problems(&at("link"), &one, &[(Code::NotAFile, "a.sql")]);
    let many = at("answer");
    fs::create_dir(&many).unwrap();
    fs::create_dir(many.join("folder.sql")).unwrap();
    fs::write(many.join("extra.sql"), "").unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, many.join("pipe.sql"), rustix::fs::Mode::from_raw_mode(0o600)).unwrap();
    std::os::unix::fs::symlink(at("fine.sql"), many.join("link.sql")).unwrap();
    check_problems(
        &many,
        &["folder.sql", "pipe.sql", "link.sql", "none.sql"],
        &[
            (Code::NotAFile, "folder.sql"),
            (Code::NotAFile, "pipe.sql"),
            (Code::NotAFile, "link.sql"),
            (Code::MissingFile, "none.sql"),
            (Code::UnknownFile, "extra.sql"),
        ],
    );
    assert!(submission_at(&at("nowhere"), &["a.sql".to_owned()]).is_err());
    assert!(submission_at(&at("fine.sql"), &["a.sql".to_owned(), "b.sql".to_owned()]).is_err());
}

#[test]
fn digests_and_differences() {
    let a = files(&[("a", "1"), ("b", "2")]);
    assert_eq!(digest(&a), digest(&files(&[("b", "2"), ("a", "1")])));
    for other in [files(&[("a", "1"), ("b", "3")]), files(&[("a", "1b"), ("", "2")]), files(&[("a", "1")])] {
        assert_ne!(digest(&a), digest(&other));
    }
    assert!(!differs(&a, &files(&[("a", " 1\n"), ("b", "2")])));
    assert!(differs(&a, &files(&[("a", "1"), ("b", "3")])));
}
