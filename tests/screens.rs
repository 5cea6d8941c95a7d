//! What the screens look like: driven by keys, at three sizes, in both languages, with colours and without, and
//! without a terminal.
//!
//! The pack in `tests/screens/pack` is theirs alone, so that lessons can change without these.

#[path = "screens/attempts.rs"]
mod attempts;
#[path = "screens/editor.rs"]
mod editor;
#[path = "screens/finding.rs"]
mod finding;
#[path = "screens/footnote.rs"]
mod footnote;
#[path = "screens/history.rs"]
mod history;
#[path = "screens/map.rs"]
mod map;
#[path = "screens/motion.rs"]
mod motion;
#[path = "screens/mouse.rs"]
mod mouse;
#[path = "screens/palette.rs"]
mod palette;
#[path = "screens/review.rs"]
mod review;
#[path = "screens/tour.rs"]
mod tour;
#[path = "screens/trace.rs"]
mod trace;

use std::path::Path;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::style::{Color, Modifier};
use sagabook::base::{Lang, width};
use sagabook::course::Course;
use sagabook::progress::Theme;
use sagabook::tui::headless::{Headless, lines};
use sagabook::tui::key::{Code, Key};
use sagabook::tui::{Keymap, Msg};

const SIZES: [(u16, u16); 3] = [(80, 24), (120, 40), (40, 12)];
const LANGUAGES: [&str; 2] = ["en", "ko"];

fn workbook(lang: &str, size: (u16, u16)) -> Headless {
    let pack = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens/pack");
    let course = Course::open_only(&pack).expect("the pack of the tests reads");
    Headless::new(course, &Lang::new(lang).expect("a code"), size)
}

/// Every wide symbol has its shadow, which is blank, and lies within the screen.
fn sound(buf: &Buffer) {
    for y in buf.area.top()..buf.area.bottom() {
        let mut x = 0;
        while x < buf.area.width {
            let symbol = buf[(x, y)].symbol();
            let wide = u16::try_from(width(symbol)).expect("a symbol is narrow");
            assert!(wide <= 2, "{symbol:?} at {x},{y}");
            assert!(x + wide.max(1) <= buf.area.width, "{symbol:?} at {x},{y} leaves the screen");
            if wide == 2 {
                assert!(matches!(buf[(x + 1, y)].symbol(), " " | ""), "{symbol:?} at {x},{y} has no shadow");
            }
            x += wide.max(1);
        }
    }
}

/// What is drawn in reverse, which without colours is what is selected: a row each, with its column.
fn reversed(buf: &Buffer) -> String {
    let mut out = String::new();
    for y in buf.area.top()..buf.area.bottom() {
        let is = |x: &u16| buf[(*x, y)].modifier.contains(Modifier::REVERSED);
        let columns: Vec<u16> = (buf.area.left()..buf.area.right()).filter(is).collect();
        if let Some(first) = columns.first() {
            out.push_str(&format!("-- reverse at {first},{y}, {} cells\n", columns.len()));
        }
    }
    out
}

/// One snapshot of a screen: all sizes and languages, one below the other; the caret is told by its place.
fn check(name: &str, drive: impl Fn(&mut Headless)) {
    let mut out = String::new();
    for size in SIZES {
        for lang in LANGUAGES {
            let mut workbook = workbook(lang, size).with_judge();
            drive(&mut workbook);
            let (buf, caret) = workbook.draw();
            sound(&buf);
            let caret = caret.map(|at| format!(", caret at {},{}", at.x, at.y)).unwrap_or_default();
            out.push_str(&format!("== {lang} {}x{}{caret}\n{}\n", size.0, size.1, lines(&buf).join("\n")));
            let (plain, _) = workbook.theme(Theme::NoColor, false).draw();
            sound(&plain);
            // The settings say which theme it is.
            assert!(name == "settings" || lines(&plain) == lines(&buf), "{name}: {lang} {size:?}");
            let coloured = plain.content.iter().find(|cell| (cell.fg, cell.bg) != (Color::Reset, Color::Reset));
            assert_eq!(coloured, None, "{name}: {lang} {size:?}");
            out.push_str(&reversed(&plain));
        }
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, out);
    });
}

#[test]
fn home() {
    check("home", |_| {});
}

#[test]
fn home_with_something_done() {
    check("home-begun", |workbook| {
        workbook.keys("enter G esc down right down");
    });
}

#[test]
fn lesson() {
    check("lesson", |workbook| {
        workbook.keys("enter");
    });
}

#[test]
fn lesson_with_a_question_answered_and_a_block_run() {
    check("lesson-run", |workbook| {
        workbook.keys("enter ] ] b").settle();
    });
}

#[test]
fn lesson_at_its_end() {
    check("lesson-end", |workbook| {
        workbook.keys("enter G space");
    });
}

#[test]
fn glossary() {
    check("glossary", |workbook| {
        workbook.keys("enter tab enter");
    });
}

#[test]
fn task_with_the_rows_shown() {
    check("task", |workbook| {
        open(workbook, 1);
        workbook.settle().keys("f1");
    });
}

#[test]
fn answer_with_korean_typed() {
    check("answer", |workbook| {
        open(workbook, 1);
        to_answer(workbook);
        workbook.keys("end enter").typed("-- 대기 중").keys("backspace");
    });
}

#[test]
fn form() {
    check("form", |workbook| {
        open(workbook, 2);
        to_answer(workbook);
        workbook.keys("space down down space");
    });
}

#[test]
fn the_names_of_files_are_whole_or_counted() {
    let names = ["expand.sql", "migrate.sql", "contract.sql"];
    let course = Course::built_in().expect("the built-in pack reads");
    let mut workbook = Headless::new(course, &Lang::new("en").expect("a code"), (80, 24));
    workbook.keys(":").typed("deploy-without-asking").keys("enter");
    for columns in 60..=160 {
        workbook.resize((columns, 24));
        let row = workbook.lines()[1].clone();
        let whole = names.iter().all(|name| row.contains(name));
        assert!(whole || row.contains("expand.sql 1/3"), "{columns}: {row}");
    }
}

#[test]
fn what_is_chosen_in_a_form_is_taken_back() {
    let mut workbook = workbook("en", (120, 40));
    open(&mut workbook, 2);
    let rows = |workbook: &Headless| workbook.lines()[2..38].to_vec();
    let steps = ["", "space", "down down down space", "down down down down down down down 4", "1"];
    let mut seen = Vec::new();
    for keys in steps {
        workbook.keys(keys);
        seen.push(rows(&workbook));
    }
    for before in seen.iter().rev().skip(1).take(2) {
        workbook.keys("ctrl-z");
        assert_eq!(rows(&workbook), *before);
    }
    workbook.keys("ctrl-y ctrl-y");
    assert_eq!(rows(&workbook), seen[4]);
    workbook.keys("ctrl-z ctrl-z ctrl-z ctrl-z up up up up up up up up up up up up up up");
    assert_eq!(rows(&workbook), seen[0]);
    assert!(!workbook.lines()[1].contains("answer.toml •"), "as it is on disk: {}", workbook.lines()[1]);
}

#[test]
fn a_whole_answer_is_pasted_into_a_form() {
    let mut workbook = workbook("en", (120, 40));
    open(&mut workbook, 2);
    let shows = |workbook: &Headless, words: &str| workbook.lines().iter().any(|line| line.contains(words));
    let before = workbook.lines()[2..38].to_vec();
    for no_answer in ["SELECT 1;", "other = 1", "name = "] {
        workbook.take(Msg::Paste(no_answer.into()));
        assert!(shows(&workbook, "this is none") && workbook.lines()[2..38] == before, "{:#?}", workbook.lines());
    }
    let solution = include_str!("screens/pack/exercises/01-the-shop/name-it/solution/answer.toml");
    workbook.take(Msg::Paste(solution.replace('\n', "\r")));
    assert!(shows(&workbook, "● OrderPlaced"), "{:#?}", workbook.lines());
    workbook.keys("ctrl-z");
    assert_eq!(workbook.lines()[2..38], before);
}

#[test]
fn verdict_on_a_wrong_answer() {
    check("verdict-failed", |workbook| {
        open(workbook, 2);
        to_answer(workbook);
        workbook.keys("space ctrl-s").settle();
    });
}

#[test]
fn verdict_with_tables() {
    check("verdict-tables", |workbook| {
        open(workbook, 1);
        to_answer(workbook);
        workbook.keys("ctrl-s").settle();
    });
}

#[test]
fn help() {
    check("help", |workbook| {
        open(workbook, 1);
        to_answer(workbook);
        workbook.keys("f2");
    });
}

#[test]
fn a_question_before_the_solution() {
    check("confirm", |workbook| {
        open(workbook, 1);
        workbook.keys("f4");
    });
}

#[test]
fn solution_in_words() {
    check("solution-form", |workbook| {
        open(workbook, 2);
        workbook.keys("f4 y");
    });
}

#[test]
fn a_guess_is_explained_below_the_run() {
    check("lesson-guess", |workbook| {
        workbook.keys("enter ] ] a").settle();
    });
}

#[test]
fn a_window_and_a_pane_scroll_by_pages_and_to_their_ends() {
    let mut workbook = workbook("en", (40, 12));
    open(&mut workbook, 1);
    for keys in ["", "?"] {
        workbook.keys(keys);
        let first = workbook.lines();
        let last = workbook.keys("end").lines();
        assert_ne!(first, last, "{keys}");
        assert_eq!(workbook.keys("j ctrl-f").lines(), last, "{keys}");
        assert_ne!(workbook.keys("pageup").lines(), last, "{keys}");
        assert_eq!(workbook.keys("g").lines(), first, "{keys}");
        assert_eq!(workbook.keys("G").lines(), last, "{keys}");
        assert_eq!(workbook.keys("home").lines(), first, "{keys}");
    }
    // The window speaks the other language at once.
    workbook.keys("f3");
    assert!(workbook.lines().iter().any(|line| line.contains("─ 키 ─")), "{:#?}", workbook.lines());
}

#[test]
fn what_an_answer_opens_comes_into_sight() {
    let mut workbook = workbook("en", (80, 12));
    workbook.keys("enter tab");
    let asked = |lines: &[String]| lines.iter().any(|line| line.contains("c BEGIN"));
    for _ in 0..60 {
        if !asked(&workbook.lines()) {
            workbook.keys("down");
        }
    }
    assert!(asked(&workbook.lines()), "{:#?}", workbook.lines());
    workbook.keys("c");
    let lines = workbook.lines();
    let last = lines.iter().rposition(|line| line.contains('┃') && line.trim() != "┃").expect("the question is there");
    assert!(last < 10 && lines.iter().any(|line| line.contains("✘ c BEGIN")), "{lines:#?}");
}

#[test]
fn a_notice_is_read_whole() {
    for (lang, end) in [("en", "archive."), ("ko", "보관함에 있습니다.")] {
        let mut workbook = workbook(lang, (30, 10));
        open(&mut workbook, 1);
        workbook.keys("ctrl-r y");
        let lines = workbook.lines();
        assert!(lines.iter().any(|line| line.ends_with(end)), "{lines:#?}");
        // It gives way to the next key.
        let lines = workbook.keys("end").lines();
        assert!(lines.last().is_some_and(|line| line.contains("^S")), "{lines:#?}");
    }
}

#[test]
fn the_first_of_a_list_is_where_up_stops() {
    let mut workbook = workbook("en", (80, 24));
    workbook.keys("down right");
    let first = workbook.draw();
    assert_eq!(workbook.keys("down up up up").draw(), first);
}

#[test]
fn plain_characters_only() {
    let mut workbook = workbook("en", (80, 24));
    workbook.ascii();
    for keys in ["", "enter", "?", "esc G"] {
        workbook.keys(keys);
        let lines = workbook.lines();
        // What the pack itself writes in Korean stays.
        let strange = lines.iter().flat_map(|line| line.chars()).find(|c| !c.is_ascii() && !('가'..='힣').contains(c));
        assert_eq!(strange, None, "{keys}: {lines:#?}");
    }
}

#[test]
fn the_language_changes_in_place() {
    let mut workbook = workbook("en", (80, 24));
    workbook.keys("enter ]");
    let english = workbook.lines();
    workbook.keys("L");
    let korean = workbook.lines();
    assert!(english.iter().any(|line| line.contains("An order is a row")), "{english:#?}");
    assert!(korean.iter().any(|line| line.contains("주문은 행이다")), "{korean:#?}");
    workbook.keys("L");
    assert_eq!(workbook.lines(), english);
}

#[test]
fn a_place_in_a_lesson_is_kept() {
    let mut workbook = workbook("en", (80, 24));
    workbook.keys("enter ] down down");
    let before = workbook.lines();
    workbook.keys("esc c");
    assert_eq!(workbook.lines(), before);
    // And at another width the same block is on top.
    workbook.resize((50, 24)).resize((80, 24));
    assert_eq!(workbook.lines(), before);
}

#[test]
fn what_is_typed_is_kept_and_reset_archives_it() {
    let mut workbook = workbook("en", (120, 40)).with_judge();
    open(&mut workbook, 1);
    workbook.typed("-- mine ").keys("esc enter");
    assert!(workbook.lines().iter().any(|line| line.contains("-- mine SELECT")), "{:#?}", workbook.lines());
    workbook.keys("ctrl-s ctrl-r y");
    assert!(!workbook.lines().iter().any(|line| line.contains("-- mine")));
    let archived = workbook.folder().join("archive/count-orders/1/count.sql");
    assert!(std::fs::read_to_string(archived).expect("the answer is archived").starts_with("-- mine "));
}

#[test]
fn a_passed_answer_says_what_was_shown_and_goes_on() {
    let mut workbook = workbook("en", (120, 40)).with_judge();
    open(&mut workbook, 2);
    let solution =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/screens/pack/exercises/01-the-shop/name-it/solution");
    let answer = std::fs::read_to_string(solution.join("answer.toml")).expect("the solution is there");
    std::fs::write(workbook.folder().join("answers/name-it/answer.toml"), answer).expect("the answer can be written");
    workbook.keys("esc enter ctrl-s").settle();
    let lines = workbook.lines();
    assert!(lines.iter().any(|line| line.contains("✔ Passed: 5 of 5 points")), "{lines:#?}");
    assert!(lines.iter().any(|line| line.contains("Names tell what has")), "{lines:#?}");
    assert!(lines.iter().any(|line| line.contains("▶ Next: Orders and rows")), "{lines:#?}");
    workbook.keys("enter");
    assert!(workbook.lines()[0].contains("Orders and rows"), "{:#?}", workbook.lines());
    workbook.keys("esc");
    assert!(workbook.lines().iter().any(|line| line.contains("✔ Name it") || line.contains("✔  Name it")));
}

#[test]
fn findings_are_walked_and_lead_to_their_places() {
    let mut workbook = workbook("en", (120, 40)).with_judge();
    open(&mut workbook, 1);
    workbook.keys("ctrl-a").typed("\n\nSELEC 1;").keys("home up ctrl-s").settle().keys("f6");
    let caret = |workbook: &Headless| workbook.draw().1;
    assert_eq!(caret(&workbook), None);
    let lines = workbook.lines();
    assert!(lines.iter().any(|line| line.contains("▸ ")), "{lines:#?}");
    assert!(lines.iter().any(|line| line.contains("↵ count.sql, line 3, column 1")), "{lines:#?}");
    workbook.keys("enter");
    assert_eq!(caret(&workbook).map(|at| at.y), Some(4), "{:#?}", workbook.lines());
}

#[test]
fn a_check_that_takes_long_says_so_and_can_be_stopped() {
    let mut workbook = workbook("en", (120, 40)).with_judge();
    open(&mut workbook, 1);
    let has = |workbook: &Headless, words: &str| workbook.lines().iter().any(|line| line.contains(words));
    workbook.typed("SELECT 1; -- ").keys("ctrl-s");
    assert!(!has(&workbook, "Checking") && !has(&workbook, "stop"), "{:#?}", workbook.lines());
    workbook.take(Msg::Beat);
    assert!(has(&workbook, "Checking: 0 of 2") && has(&workbook, "Esc stop"), "{:#?}", workbook.lines());
    for _ in 0..9 {
        workbook.take(Msg::Beat);
    }
    assert!(has(&workbook, "done, 2 s"), "{:#?}", workbook.lines());
    workbook.keys("esc").settle();
    assert!(has(&workbook, "Stopped. It counts for") && !has(&workbook, "attempt"), "{:#?}", workbook.lines());
    workbook.keys("ctrl-s").settle();
    assert!(has(&workbook, "1 attempt") && has(&workbook, "checks pass"), "{:#?}", workbook.lines());
}

#[test]
fn the_section_that_explains_a_failed_check_is_named_and_opened() {
    for (lang, section) in [("en", "Try it"), ("ko", "해 보기")] {
        let mut workbook = workbook(lang, (80, 24)).with_judge();
        open(&mut workbook, 1);
        to_answer(&mut workbook);
        workbook.typed("SELECT 1 AS n WHERE 0; -- ").keys("ctrl-s").settle();
        workbook.keys("end").keys(&"pagedown ".repeat(9));
        let offer = format!("s § {section}");
        assert!(workbook.lines().iter().any(|line| line.contains(&offer)), "{:#?}", workbook.lines());
        workbook.keys("s");
        assert!(workbook.lines()[2..5].iter().any(|line| line.trim().starts_with(section)), "{:#?}", workbook.lines());
        workbook.keys("esc");
        assert!(workbook.lines().iter().any(|line| line.contains(&offer)), "{:#?}", workbook.lines());
    }
}

/// A file of an answer, saved as another program saves it.
fn save(workbook: &Headless, text: &str) {
    std::fs::write(workbook.folder().join("answers/count-orders/count.sql"), text).expect("the answer can be written");
}

const RIGHT: &str = "SELECT count(*) AS n FROM orders WHERE status = 'PENDING';\n";

#[test]
fn what_another_program_saves_is_taken_in_and_judged() {
    let mut workbook = workbook("en", (120, 40)).with_judge().with_watcher();
    let has = |text: &'static str| move |lines: &[String]| lines.iter().any(|line| line.contains(text));
    open(&mut workbook, 1);
    save(&workbook, RIGHT);
    assert!(workbook.wait(has("✔ Passed")), "{:#?}", workbook.lines());
    assert!(workbook.lines().iter().any(|line| line.contains("AS n FROM orders")), "{:#?}", workbook.lines());
    // The folder that a reset puts in the old one's place is watched too; the starter itself is no attempt.
    workbook.keys("ctrl-r y").settle();
    assert!(workbook.lines()[0].ends_with("1 attempt"), "{:#?}", workbook.lines());
    save(&workbook, "SELECT 1 AS n;\n");
    assert!(workbook.wait(has("2 attempts")), "{:#?}", workbook.lines());
}

#[test]
fn of_two_texts_the_reader_chooses_one() {
    for (answer, kept) in [("y", RIGHT), ("n ctrl-s", "-- mine SELECT")] {
        let mut workbook = workbook("en", (120, 40)).with_judge().with_watcher();
        open(&mut workbook, 1);
        workbook.typed("-- mine ");
        save(&workbook, RIGHT);
        let told = |lines: &[String]| lines.iter().any(|line| line.contains("count.sql was saved by another program"));
        assert!(workbook.wait(told), "{:#?}", workbook.lines());
        assert!(workbook.lines().iter().any(|line| line.contains("count.sql !") && line.contains("Verdict")));
        workbook.keys("ctrl-s");
        assert!(workbook.lines().iter().any(|line| line.contains("Two versions")), "{:#?}", workbook.lines());
        workbook.keys("enter").keys(answer).settle();
        assert!(!workbook.lines().iter().any(|line| line.contains("Two versions")), "{:#?}", workbook.lines());
        let file = std::fs::read_to_string(workbook.folder().join("answers/count-orders/count.sql"));
        assert!(file.expect("the answer reads").starts_with(kept), "{answer}");
        let first = kept.split(' ').take(3).collect::<Vec<_>>().join(" ");
        assert!(workbook.lines().iter().any(|line| line.contains(&first)), "{answer}: {:#?}", workbook.lines());
    }
}

/// Opens the n-th thing of the only chapter, from home.
fn open(workbook: &mut Headless, number: usize) {
    workbook.keys("down right").keys(&"down ".repeat(number)).keys("enter");
}

/// From the task to the answer, where they are behind tabs.
fn to_answer(workbook: &mut Headless) {
    if workbook.model().shared.size.0 < 100 {
        workbook.keys("enter");
    }
}

/// Ways from home to every screen.
const SCREENS: &[&str] = &[
    "",
    "enter",
    "enter t",
    "enter ctrl-f o r d",
    "enter tab enter",
    "enter ] ] a",
    "down right down enter",
    "down right down enter enter ctrl-s",
    "down right down down enter enter",
    "down right down enter f4",
    "down right down enter f4 y",
    "?",
    ",",
    "/ o r d",
    ": s o",
    "g",
    "m",
    "p",
    "f12",
];

#[test]
fn every_screen_is_sound_at_any_size_and_right_again_after() {
    for lang in LANGUAGES {
        for keys in SCREENS {
            let mut workbook = workbook(lang, (80, 24)).with_judge();
            workbook.keys(keys).settle();
            let before = workbook.lines();
            for columns in [1, 2, 3, 5, 9, 17, 39, 40, 63, 64, 79, 95, 99, 120, 240] {
                for rows in [1, 2, 3, 6, 11, 12, 24, 70] {
                    sound(&workbook.resize((columns, rows)).draw().0);
                }
            }
            assert_eq!(workbook.resize((80, 24)).lines(), before, "{lang}: {keys}");
        }
    }
}

const KEYS: &[&str] = &[
    "enter",
    "esc",
    "tab",
    "shift-tab",
    "up",
    "down",
    "left",
    "right",
    "space",
    "pageup",
    "pagedown",
    "home",
    "end",
    "a",
    "b",
    "c",
    "1",
    "r",
    "]",
    "[",
    "?",
    "f1",
    "f2",
    "f3",
    "f4",
    "f6",
    "f7",
    "ctrl-r",
    "ctrl-s",
    "ctrl-z",
    "y",
    "n",
    "backspace",
    "delete",
    "L",
    "g",
    "G",
    "한",
    "/",
    "ctrl-f",
    "t",
    "N",
    "ctrl-g",
    "alt-left",
    "H",
    "alt-home",
    "alt-right",
    ":",
    "ctrl-p",
    "m",
    "f12",
    "x",
    "e",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    /// No key at any size breaks a screen, and drawing changes nothing.
    #[test]
    fn nothing_breaks_a_screen(
        korean in any::<bool>(),
        steps in prop::collection::vec((0..KEYS.len(), prop::option::weighted(0.2, (0_u16..130, 0_u16..45))), 1..60),
    ) {
        let mut workbook = workbook(LANGUAGES[usize::from(korean)], (80, 24));
        for (key, size) in steps {
            workbook.keys(KEYS[key]);
            if let Some(size) = size {
                workbook.resize(size);
            }
            let (first, _) = workbook.draw();
            sound(&first);
            prop_assert_eq!(first, workbook.draw().0);
        }
    }

    /// Foreign text in a paste stays text.
    #[test]
    fn nothing_pasted_breaks_the_editor(text in "\\PC{0,80}|[\\x00-\\x1f가-힣a-z\\u{200b}\\u{202e}\\u{1f468}\\u{200d}]{0,80}") {
        let mut workbook = workbook("en", (80, 24));
        open(&mut workbook, 1);
        workbook.keys("enter").take(Msg::Paste(text));
        let _ = workbook.draw();
        workbook.keys("backspace left delete ctrl-z");
        let (_, caret) = workbook.draw();
        prop_assert!(caret.is_some_and(|at| at.x < 80 && at.y < 24));
    }
}

#[test]
fn a_thousand_keys_are_all_taken() {
    let mut workbook = workbook("en", (80, 24));
    open(&mut workbook, 1);
    workbook.keys("enter");
    for _ in 0..1000 {
        workbook.take(Msg::Key(Key::plain(Code::Char('x'))));
    }
    let effects = workbook.model().farewell();
    let typed = effects.iter().find_map(|effect| match effect {
        sagabook::tui::Effect::Draft { text, .. } => Some(text.matches('x').count()),
        _ => None,
    });
    assert_eq!(typed, Some(1000));
}

#[test]
fn settings_list() {
    check("settings", |workbook| {
        workbook.keys(", down");
    });
}

#[test]
fn settings_show_at_once_and_are_kept() {
    let mut workbook = workbook("en", (80, 24));
    let kept = |workbook: &Headless| {
        std::fs::read_to_string(workbook.folder().join("settings.toml")).expect("a setting was changed")
    };
    workbook.keys(", right");
    assert_eq!(kept(&workbook), "language = \"ko\"\n");
    assert!(workbook.lines().iter().any(|line| line.contains("테마")), "{:#?}", workbook.lines());
    workbook.keys("down left left");
    assert_eq!(kept(&workbook), "language = \"ko\"\ntheme = \"high-contrast\"\n");
    let white_on_black = |buf: &Buffer| buf.content.iter().all(|cell| cell.bg == Color::Indexed(16));
    assert!(white_on_black(&workbook.draw().0));
    workbook.keys("down enter");
    assert!(kept(&workbook).ends_with("ascii = true\n"));
    assert!(workbook.lines().iter().all(|line| !line.contains('─')));
    workbook.keys("space esc L");
    assert_eq!(kept(&workbook), "language = \"en\"\ntheme = \"high-contrast\"\nascii = false\n");
    assert!(workbook.lines()[0].contains("sagabook"));
}

#[test]
fn without_colours_every_screen_has_none_in_any_theme() {
    for theme in Theme::ALL {
        for keys in ["", "enter", "?", ",", "enter ] ] b", "right down enter"] {
            let mut workbook = workbook("en", (80, 24));
            workbook.theme(theme, false).keys(keys);
            let (buf, _) = workbook.draw();
            assert!(buf.content.iter().all(|cell| (cell.fg, cell.bg) == (Color::Reset, Color::Reset)), "{keys}");
        }
    }
}

#[test]
fn other_keys_act_and_are_shown() {
    let (keys, problems) = Keymap::parse("[home]\nopen = [\"o\"]\n[outside]\nkeys = [\"f12\"]\n");
    assert_eq!(problems, []);
    let mut workbook = workbook("en", (80, 24));
    workbook.bind(keys);
    let bottom = |workbook: &Headless| workbook.lines().last().cloned().unwrap_or_default();
    assert!(bottom(&workbook).contains("o open") && bottom(&workbook).contains("F12 keys"), "{}", bottom(&workbook));
    let home = workbook.lines();
    workbook.keys("enter ?");
    assert_eq!(workbook.lines(), home, "the keys as they came do nothing any more");
    workbook.keys("f12");
    assert!(workbook.lines().iter().any(|line| line.contains(" o  ")), "{:#?}", workbook.lines());
    workbook.keys("esc o");
    assert_ne!(workbook.lines(), home);
    // Sentences name them, too.
    let (keys, _) = Keymap::parse("[workbench]\ncheck = [\"f5\"]\nattempts = [\"f8\"]\nedit-outside = [\"ctrl-e\"]\n");
    let mut workbook = self::workbook("en", (120, 40));
    open(workbook.bind(keys), 1);
    assert!(workbook.lines().iter().any(|line| line.contains("F5 saves")), "{:#?}", workbook.lines());
}
