//! Finding things in the book: by searching it.

use sagabook::tui::Msg;
use sagabook::tui::headless::Headless;

use super::{check, open, workbook};

/// The lines that say something.
fn has(workbook: &Headless, words: &str) -> bool {
    workbook.lines().iter().any(|line| line.contains(words))
}

#[test]
fn search() {
    check("search", |workbook| {
        let words = if has(workbook, "Chapters") { "order" } else { "주문" };
        workbook.keys("/").typed(words).settle().keys("down");
    });
}

#[test]
fn a_search_of_nothing_and_one_without_an_answer() {
    check("search-nothing", |workbook| {
        workbook.keys("/").settle().typed("zzz 없음");
    });
    let mut workbook = workbook("en", (80, 24));
    workbook.keys("/");
    assert!(has(&workbook, "Words or parts of words"), "{:#?}", workbook.lines());
    workbook.keys("esc");
    assert!(has(&workbook, "Chapters"), "{:#?}", workbook.lines());
}

#[test]
fn what_is_found_is_opened() {
    for (lang, words, shown) in [
        ("en", "try it", "Try it"),
        ("en", "COUNT the pend", "Count the pending"),
        ("en", "name it", "Name it"),
        ("ko", "해 보", "해 보기"),
    ] {
        let mut workbook = workbook(lang, (80, 24)).with_judge();
        workbook.keys("/").typed(words).settle().keys("enter");
        assert!(workbook.lines()[..5].iter().any(|line| line.contains(shown)), "{words}: {:#?}", workbook.lines());
        // The search is over: back is where it was begun.
        workbook.keys("esc esc");
        assert!(workbook.lines()[0].contains("sagabook"), "{words}: {:#?}", workbook.lines());
    }
}

#[test]
fn a_term_is_shown_over_the_search_and_leads_to_its_lesson() {
    let mut workbook = workbook("en", (80, 24));
    workbook.keys("/").typed("customer asked").keys("enter");
    assert!(has(&workbook, "Taught in: Orders and rows"), "{:#?}", workbook.lines());
    workbook.keys("esc");
    assert!(has(&workbook, "term › order"), "{:#?}", workbook.lines());
    workbook.keys("enter enter");
    assert!(workbook.lines()[0].contains("Orders and rows"), "{:#?}", workbook.lines());
}

#[test]
fn a_place_in_the_lesson_that_is_read_is_gone_to_in_it() {
    let mut workbook = workbook("en", (80, 12));
    workbook.keys("enter / t r y space i t enter");
    assert!(has(&workbook, "Try it"), "{:#?}", workbook.lines());
    workbook.keys("esc");
    assert!(workbook.lines()[0].contains("sagabook"), "{:#?}", workbook.lines());
}

#[test]
fn a_search_speaks_the_other_language_and_takes_a_paste() {
    let mut workbook = workbook("en", (80, 24)).with_judge();
    workbook.keys("/").take(Msg::Paste("SELECT\n".into())).settle();
    assert!(has(&workbook, "› Try it"), "{:#?}", workbook.lines());
    workbook.keys("f3").settle();
    assert!(has(&workbook, "› 해 보기"), "{:#?}", workbook.lines());
}

#[test]
fn a_slash_is_a_letter_where_one_types() {
    let mut workbook = workbook("en", (120, 40));
    open(&mut workbook, 1);
    workbook.keys("/");
    assert!(has(&workbook, "/SELECT"), "{:#?}", workbook.lines());
}
