//! The editor of the workbench, by keys.

use sagabook::tui::Msg;
use sagabook::tui::headless::Headless;

use super::{check, open, to_answer, workbook};

/// An exercise's editor, with another text in it.
fn with_text(workbook: &mut Headless, text: &str) {
    open(workbook, 1);
    to_answer(workbook);
    workbook.keys("ctrl-a backspace").take(Msg::Paste(text.into())).keys("ctrl-home");
}

/// The lines that say something.
fn has(workbook: &Headless, words: &str) -> bool {
    workbook.lines().iter().any(|line| line.contains(words))
}

#[test]
fn words_are_found_and_replaced() {
    check("editor-find", |workbook| {
        with_text(workbook, "SELECT 주문.id, 주문.qty\nFROM orders AS 주문\nWHERE 주문.status = 'PENDING';");
        workbook.keys("ctrl-f").typed("주문").keys("down tab").typed("o").keys("enter");
    });
}

#[test]
fn finding_ends_where_the_words_are_and_the_text_can_be_typed_again() {
    let mut workbook = workbook("en", (80, 24));
    with_text(&mut workbook, "a b\nb b\n");
    workbook.keys("ctrl-f b tab").typed("cc").keys("alt-a");
    assert!(has(&workbook, "Replaced at 3 places."), "{:#?}", workbook.lines());
    workbook.keys("esc x");
    assert!(has(&workbook, "1 a xcc"), "{:#?}", workbook.lines());
    workbook.keys("ctrl-z ctrl-z");
    assert!(has(&workbook, "1 a b") && has(&workbook, "2 b b"), "{:#?}", workbook.lines());
}

#[test]
fn what_the_verdict_is_about_is_marked_until_it_is_edited() {
    check("editor-fault", |workbook| {
        with_text(workbook, "-- 대기 중\nSELECT count(*) AS pending\nFORM orders;");
        workbook.keys("ctrl-s").settle().keys("f6 f6");
    });
    let mut workbook = workbook("en", (120, 40)).with_judge();
    with_text(&mut workbook, "SELECT 1\nFORM x y");
    workbook.keys("ctrl-s").settle();
    assert!(has(&workbook, "│!2 FORM"), "{:#?}", workbook.lines());
    workbook.keys("end x");
    assert!(!has(&workbook, "!2"), "{:#?}", workbook.lines());
}

#[test]
fn keys_of_vim() {
    check("editor-vim", |workbook| {
        workbook.set("editor", "vim");
        with_vim(workbook, "SELECT 주문.id\nFROM orders AS 주문;");
        workbook.typed("jwvee");
    });
}

#[test]
fn who_saves_and_leaves_is_told_that_nothing_was_checked() {
    for (command, told) in [(":wq", true), (":x", true), (":q", false)] {
        let mut workbook = workbook("en", (120, 40)).with_judge();
        workbook.set("editor", "vim");
        with_vim(&mut workbook, "SELECT 1;");
        workbook.typed(command).keys("enter").settle();
        assert!(has(&workbook, "╭─ Chapters"), "{:#?}", workbook.lines());
        assert_eq!(has(&workbook, "Saved, and not checked"), told, "{command}: {:#?}", workbook.lines());
        assert!(workbook.model().shared.standing.exercises.values().all(|stand| stand.attempts == 0), "{command}");
    }
}

/// The editor in vim's keys, with another text.
fn with_vim(workbook: &mut Headless, text: &str) {
    open(workbook, 1);
    to_answer(workbook);
    workbook.typed("ggdGi").take(Msg::Paste(text.into())).keys("esc").typed("gg");
}

#[test]
fn vim_checks_and_leaves_and_esc_goes_back_step_by_step() {
    let mut workbook = workbook("en", (80, 24)).with_judge();
    workbook.set("editor", "vim");
    with_vim(&mut workbook, "SELECT 1;");
    assert!(has(&workbook, "NORMAL"), "{:#?}", workbook.lines());
    workbook.typed("A -- x");
    assert!(has(&workbook, "INSERT") && has(&workbook, "1 SELECT 1; -- x"), "{:#?}", workbook.lines());
    workbook.keys("esc").typed(":w").keys("enter").settle();
    assert!(has(&workbook, "checks pass"), "{:#?}", workbook.lines());
    workbook.keys("esc").typed("u");
    assert!(has(&workbook, "1 SELECT 1;") && !has(&workbook, "-- x"), "{:#?}", workbook.lines());
    workbook.keys("ctrl-r");
    assert!(has(&workbook, "1 SELECT 1; -- x"), "{:#?}", workbook.lines());
    workbook.typed("2").keys("esc");
    assert!(has(&workbook, "NORMAL"), "{:#?}", workbook.lines());
    workbook.keys("esc");
    assert!(has(&workbook, "Chapters"), "{:#?}", workbook.lines());
}
