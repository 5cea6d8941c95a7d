//! The mouse: what is clicked is what is seen.

use proptest::prelude::*;
use ratatui::style::Modifier;
use sagabook::base::Lang;
use sagabook::course::Course;
use sagabook::progress::{Theme, WallTime};
use sagabook::tui::headless::Headless;
use sagabook::tui::{Mouse, MouseKind, Msg, Wheel};

use super::{open, sound, to_answer, workbook};

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// The screen shows a text.
fn shows(workbook: &Headless, text: &str) {
    let lines = workbook.lines();
    assert!(lines.iter().any(|line| line.contains(text)), "{text} is shown:\n{}", lines.join("\n"));
}

fn wheel(workbook: &mut Headless, (column, row): (u16, u16), wheel: Wheel) {
    workbook.mouse(column, row, MouseKind::Wheel(wheel));
}

#[test]
fn at_home_a_click_selects_and_one_more_opens() {
    for size in SIZES {
        let mut workbook = workbook("en", size);
        workbook.click("○ Name it");
        shows(&workbook, "╭─ Chapters");
        workbook.click("○ Name it");
        shows(&workbook, "1 The shop  ›  Name it");
        // The bottom line, the card, a chapter.
        workbook.click("Esc back");
        shows(&workbook, "╭─ Chapters");
        workbook.click("1 The shop   ").click("▶ ");
        shows(&workbook, "1 The shop  ›  Name it");
        workbook.keys("esc").click("English ·");
        shows(&workbook, "이어서");
    }
}

#[test]
fn in_a_lesson_a_click_does_what_its_place_offers() {
    for size in SIZES {
        let mut workbook = workbook("en", size).with_judge();
        workbook.click("▶ Orders and rows");
        let before = workbook.lines();
        wheel(&mut workbook, (10, 10), Wheel::Down);
        assert_ne!(workbook.lines(), before, "the wheel moves the text");
        wheel(&mut workbook, (10, 10), Wheel::Up);
        assert_eq!(workbook.lines(), before);
        // A term, whose window a click beside it closes, and one within does not.
        workbook.click("order is. The");
        shows(&workbook, "What a customer asked for");
        workbook.click("What a customer asked for");
        shows(&workbook, "What a customer asked for");
        workbook.mouse(0, size.1 - 3, MouseKind::Click(1));
        // What was clicked stays selected, which the bottom line tells.
        let above = usize::from(size.1) - 1;
        assert_eq!(workbook.lines()[..above], before[..above]);
        // A link to a section, a question, the block that it is about.
        workbook.click("what to");
        shows(&workbook, "First a guess");
        workbook.click("b Two").settle();
        shows(&workbook, "2 rows");
    }
}

#[test]
fn a_line_of_the_contents_leads_there() {
    for size in SIZES {
        let mut workbook = workbook("en", size);
        workbook.keys("enter t").click("  Try it");
        shows(&workbook, "First a guess");
        // Over the text they are closed by then; beside it they stay, and the text has the keys.
        workbook.keys("t").mouse(size.0 - 8, size.1 - 3, MouseKind::Click(1));
        workbook.keys("g");
        shows(&workbook, "Ada asks where");
    }
}

#[test]
fn panes_and_tabs_get_the_keys_and_the_wheel_moves_what_is_under_it() {
    let mut wide = workbook("en", (120, 40));
    wide.keys("down right down enter");
    let (_, caret) = wide.draw();
    assert!(caret.is_some(), "the editor has the keys");
    wide.mouse(5, 5, MouseKind::Click(1));
    assert_eq!(wide.draw().1, None, "the task has them");
    wide.mouse(60, 20, MouseKind::Click(1));
    assert!(wide.draw().1.is_some());
    let mut narrow = workbook("en", (80, 24));
    narrow.keys("down right down enter").click("count.sql");
    assert!(narrow.draw().1.is_some());
    narrow.click("Task");
    assert_eq!(narrow.draw().1, None);
    let mut low = workbook("en", (40, 12));
    low.keys("down right down enter");
    let before = low.lines();
    wheel(&mut low, (10, 5), Wheel::Down);
    assert_ne!(low.lines(), before);
}

#[test]
fn in_the_editor_a_click_puts_the_caret_and_a_drag_selects() {
    let mut workbook = workbook("en", (120, 40));
    workbook.keys("down right down enter").click("AS pending").typed("/* 주문 */ ");
    shows(&workbook, "count(*) /* 주문 */ AS pending");
    // The second press takes a word.
    workbook.click("AS pending").click("pending").mouse(0, 0, MouseKind::Release);
    let lines = workbook.lines();
    let row = lines.iter().position(|line| line.contains("AS pending")).expect("it is shown");
    let column = sagabook::base::width(lines[row].split("pending").next().expect("what is before it"));
    let at = |n: usize| u16::try_from(n).expect("a small screen");
    workbook.mouse(at(column), at(row), MouseKind::Click(2)).typed("n");
    shows(&workbook, "AS n FROM");
    let column = at(column);
    workbook.mouse(column, at(row), MouseKind::Click(1)).mouse(column + 1, at(row), MouseKind::Drag).typed("rows");
    shows(&workbook, "AS rows ");
    // A drag that began elsewhere selects nothing.
    workbook.mouse(2, 5, MouseKind::Click(1)).mouse(column, at(row), MouseKind::Drag);
    workbook.mouse(column, at(row), MouseKind::Release);
    assert_eq!(workbook.draw().1, None, "the task has the keys");
}

#[test]
fn a_form_is_filled_by_clicks() {
    for size in SIZES {
        let mut workbook = workbook("en", size).with_judge();
        workbook.click("○ Name it").click("○ Name it");
        if size.0 < 100 {
            workbook.click("answer.toml");
        }
        workbook.click("○ OrderPlaced").click("[ ] SELECT");
        shows(&workbook, "● OrderPlaced");
        shows(&workbook, "[✓] SELECT");
        workbook.click("^S check").settle();
        shows(&workbook, "✔ Which of these is a fact?");
    }
}

#[test]
fn lists_of_windows_work_by_clicks() {
    let mut workbook = workbook("en", (80, 24));
    // Settings: select, then the next value; beside it closes.
    workbook.keys(",").click("Theme").click("Theme");
    shows(&workbook, "‹ dark ›");
    workbook.mouse(0, 0, MouseKind::Click(1));
    shows(&workbook, "╭─ Chapters");
    // Search: a click opens.
    workbook.keys("/").typed("capitals").click("An order is a row");
    shows(&workbook, "1 The shop  ›  Orders and rows");
    // The glossary: what is selected opens at the section that teaches it.
    workbook.keys("esc g").click("What a customer");
    shows(&workbook, "1 The shop  ›  Orders and rows");
    assert!(workbook.lines()[2].contains("An order is a row"), "{:#?}", workbook.lines());
}

/// Where what is selected stands: behind a mark, or in reverse.
fn selected(workbook: &mut Headless, marked: bool) -> (u16, u16) {
    let (buf, _) = workbook.theme(Theme::NoColor, false).draw();
    let body = buf.area.height - 1;
    let places = || (0..body).flat_map(|y| (0..buf.area.width).map(move |x| (x, y)));
    let is_it = |at: &(u16, u16)| {
        if marked { buf[*at].symbol() == "▸" } else { buf[*at].modifier.contains(Modifier::REVERSED) }
    };
    places().find(is_it).unwrap_or_else(|| panic!("something is selected:\n{}", workbook.lines().join("\n")))
}

/// To the pane in which something holds.
fn to_pane(workbook: &mut Headless, holds: impl Fn(&Headless) -> bool) {
    for _ in 0..3 {
        if !holds(workbook) {
            workbook.keys("f6");
        }
    }
    assert!(holds(workbook), "{:#?}", workbook.lines());
}

/// What Enter opens at each of the first rows of a list, one or two clicks on the row open as well.
fn check_list(size: (u16, u16), marked: bool, rows: usize, (down, open): (&str, &str), there: impl Fn() -> Headless) {
    let text = |workbook: &Headless| workbook.lines()[..usize::from(size.1) - 1].to_vec();
    for row in 0..rows {
        let mut keyed = there();
        keyed.keys(&format!("{down} ").repeat(row)).settle();
        let (x, y) = selected(&mut keyed, marked);
        keyed.keys(open).settle();
        let mut clicked = there();
        clicked.theme(Theme::NoColor, false).mouse(x, y, MouseKind::Click(1)).settle();
        if text(&clicked) != text(&keyed) {
            clicked.mouse(x, y, MouseKind::Click(1)).settle();
        }
        assert_eq!(text(&clicked), text(&keyed), "{size:?}, row {row} at {x},{y} of:\n{}", there().lines().join("\n"));
    }
}

#[test]
fn what_enter_opens_in_a_list_a_click_opens() {
    for size in SIZES {
        for (keys, rows, down, open) in [
            ("down", 1, "down", "enter"),
            ("down right", 4, "down", "enter"),
            ("enter t", 3, "down", "enter"),
            ("enter tab", 2, "tab", "enter"),
            (",", 5, "down", "right"),
            ("/ o r d", 3, "down", "enter"),
            (":", 6, "down", "enter"),
            ("enter :", 6, "down", "enter"),
            ("g", 2, "down", "enter"),
            ("m", 4, "down", "enter"),
        ] {
            check_list(size, keys.starts_with([',', '/']) || keys.ends_with(':'), rows, (down, open), || {
                let mut there = workbook("en", size).with_judge();
                there.keys(keys).settle();
                there
            });
        }
    }
}

#[test]
fn attempts_findings_and_cards_work_by_clicks() {
    for size in SIZES {
        let tried = || {
            let mut there = workbook("en", size).with_judge();
            there.at(WallTime(1_795_253_399_999));
            open(&mut there, 1);
            to_answer(&mut there);
            there.keys("ctrl-a").typed("SELECT 1 AS n;").keys("ctrl-s").settle();
            there
        };
        check_list(size, true, 1, ("down", "enter"), || {
            let mut there = tried();
            there.keys("f5");
            there
        });
        // The finding, then the section that explains its check.
        let verdict = || {
            let mut there = tried();
            to_pane(&mut there, |there| there.lines().last().is_some_and(|line| line.contains("s section")));
            there
        };
        check_list(size, true, 2, ("n", "enter"), verdict);
        let mut section = verdict();
        section.keys("n enter");
        shows(&section, "Orders and rows");
        // What is passed offers what comes next.
        let mut passed = tried();
        to_pane(&mut passed, |passed| passed.draw().1.is_some());
        passed
            .keys("ctrl-a")
            .typed("SELECT count(*) AS n FROM orders WHERE status = 'PENDING';")
            .keys("ctrl-s")
            .settle();
        passed.keys("G").click("▶ ");
        assert!(!passed.lines()[0].contains("Count the pending"), "{:#?}", passed.lines());
        // A card is turned over, and leads to where it comes from.
        let mut cards = tried();
        cards.keys("alt-home").at(WallTime(1_795_253_399_999 + 86_400_000)).keys("r");
        shows(&cards, "Review");
        let before = cards.lines();
        cards.mouse(60, 4, MouseKind::Click(1));
        assert_ne!(cards.lines(), before);
        shows(&cards, "How well did you know it?");
        cards.click("Count the pending orders ·");
        shows(&cards, "1 The shop  ›  Count");
    }
}

#[test]
fn the_tour_is_ended_and_the_map_walked_by_clicks() {
    for size in SIZES {
        let mut touring = workbook("en", size);
        touring.keys("f12").click("ends it");
        assert!(!touring.lines().iter().any(|line| line.contains("1/8")), "{:#?}", touring.lines());
    }
    let mut map = workbook("en", (120, 40));
    map.keys("m");
    let opened = map.lines();
    let opens = opened.iter().position(|line| line.contains("Opens")).expect("what it opens is listed");
    let next = opened[opens + 1].rsplit('│').nth(1).expect("a row within a frame").trim().to_owned();
    let next = next.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let column = sagabook::base::width(opened[opens + 1].rsplit_once(&next).expect("it is there").0);
    let number = |n: usize| u16::try_from(n).expect("a small screen");
    map.mouse(number(column), number(opens + 1), MouseKind::Click(1));
    let (_, y) = selected(&mut map, false);
    assert!(map.lines()[usize::from(y)].contains(&next), "{next}: {:#?}", map.lines());
    // In a narrow terminal what it opens stands below the map, on one row.
    let mut map = workbook("en", (60, 24));
    map.keys("m");
    map.click("Name it");
    let opens = map.lines().iter().position(|line| line.contains("Requires ")).expect("what it requires is shown");
    let line = map.lines()[opens].clone();
    let at = line.find("Orders and rows").expect("it requires the lesson");
    map.mouse(number(line[..at].chars().count()), number(opens), MouseKind::Click(1));
    let (_, y) = selected(&mut map, false);
    assert!(map.lines()[usize::from(y)].contains("Orders and rows"), "{:#?}", map.lines());
}

#[test]
fn a_link_in_the_words_after_a_pass_is_followed() {
    for (size, by_mouse) in [((80, 24), false), ((80, 24), true), ((200, 50), false), ((200, 50), true)] {
        let course = Course::built_in().expect("the built-in pack reads");
        let mut workbook = Headless::new(course, &Lang::new("en").expect("a code"), size).with_judge();
        workbook.keys(":").typed("snapshot-law").keys("enter");
        to_answer(&mut workbook);
        let solution = include_str!("../../exercises/05-event-sourcing/snapshot-law/solution/account.js");
        workbook.keys("ctrl-a").take(Msg::Paste(solution.into())).keys("ctrl-s").settle();
        shows(&workbook, "✔ Passed");
        // What comes next is selected first; a step leads to the link.
        workbook.keys("n");
        shows(&workbook, "years later");
        if by_mouse {
            workbook.click("years later");
        } else {
            workbook.keys("enter");
        }
        shows(&workbook, "Event Sourcing  ›  Years later");
        workbook.keys("esc");
        shows(&workbook, "The law of snapshots");
        workbook.keys("N enter");
        shows(&workbook, "›");
        assert!(!workbook.lines()[0].contains("The law of snapshots"), "{}", workbook.lines()[0]);
    }
}

#[test]
fn who_wants_no_mouse_has_none() {
    let mut workbook = workbook("en", (80, 24));
    workbook.keys(",").click("Mouse").click("Mouse");
    shows(&workbook, "‹ off ›");
    workbook.click("Theme");
    shows(&workbook, "‹ off ›");
    assert!(
        std::fs::read_to_string(workbook.folder().join("settings.toml"))
            .expect("a setting was changed")
            .contains("mouse = false")
    );
}

fn kinds() -> impl Strategy<Value = MouseKind> {
    prop_oneof![
        (1..4_u8).prop_map(MouseKind::Click),
        Just(MouseKind::Drag),
        Just(MouseKind::Release),
        prop_oneof![Just(Wheel::Up), Just(Wheel::Down), Just(Wheel::Left), Just(Wheel::Right)]
            .prop_map(MouseKind::Wheel),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
    #[test]
    fn no_click_anywhere_does_harm(
        screen in 0..6_usize,
        size in prop_oneof![Just((1, 1)), Just((40, 12)), Just((80, 24)), Just((120, 40))],
        clicks in proptest::collection::vec((0..140_u16, 0..50_u16, kinds()), 1..40),
    ) {
        let mut workbook = workbook("ko", size);
        workbook.keys(["?", "enter t", "down right down enter", "down right down down enter", "/ a", "g"][screen]);
        for (column, row, kind) in clicks {
            workbook.take(Msg::Mouse(Mouse { column, row, kind }));
            if workbook.model().is_over() {
                break;
            }
            sound(&workbook.draw().0);
        }
        workbook.take(Msg::Mouse(Mouse { column: u16::MAX, row: u16::MAX, kind: MouseKind::Click(1) }));
    }
}
