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

#[test]
fn words_found_in_the_lesson() {
    check("find", |workbook| {
        let words = if has(workbook, "Chapters") { "order" } else { "주문" };
        workbook.keys("enter ctrl-f").typed(words).keys("down");
    });
}

#[test]
fn found_places_are_walked_and_let_go() {
    let mut workbook = workbook("en", (80, 12));
    let told = |workbook: &Headless| workbook.lines().iter().any(|line| line.trim_start().starts_with("Find: order"));
    workbook.keys("enter ctrl-f").typed("order").keys("enter");
    let all = workbook.lines()[10].rsplit('/').next().and_then(|all| all.parse::<usize>().ok()).expect("a count");
    assert!(all > 3, "{:#?}", workbook.lines());
    for at in (2..=all).chain([1]) {
        workbook.keys("n");
        assert!(workbook.lines()[10].ends_with(&format!(" {at}/{all}")), "{:#?}", workbook.lines());
        let (buf, caret) = workbook.draw();
        let marked = |cell: &&ratatui::buffer::Cell| cell.modifier.contains(ratatui::style::Modifier::REVERSED);
        let word: String = buf.content.iter().filter(marked).map(ratatui::buffer::Cell::symbol).collect();
        assert_eq!((word.to_lowercase().as_str(), caret), ("order", None), "{:#?}", workbook.lines());
    }
    workbook.keys("N");
    assert!(workbook.lines()[10].ends_with(&format!(" {all}/{all}")), "{:#?}", workbook.lines());
    // The words can be changed; what is not there says so; Esc ends it, and the lesson is still read.
    workbook.keys("ctrl-f x x");
    assert!(has(&workbook, "not in this lesson"), "{:#?}", workbook.lines());
    workbook.keys("esc");
    assert!(!told(&workbook) && workbook.lines()[0].contains("Orders and rows"), "{:#?}", workbook.lines());
}

#[test]
fn contents() {
    check("contents", |workbook| {
        workbook.keys("enter t down");
    });
}

#[test]
fn contents_lead_to_a_section() {
    for (size, stays) in [((80, 12), false), ((120, 14), true)] {
        let mut workbook = workbook("en", size);
        workbook.keys("enter t end enter");
        assert!(workbook.lines()[2].contains("Try it"), "{:#?}", workbook.lines());
        assert_eq!(has(&workbook, "Contents"), stays, "{:#?}", workbook.lines());
        // Back is where one was, and forward again.
        workbook.keys("alt-left");
        assert!(has(&workbook, "Ada asks where her order is"), "{:#?}", workbook.lines());
        workbook.keys(">");
        assert!(workbook.lines()[2].contains("Try it"), "{:#?}", workbook.lines());
        workbook.keys("t esc");
        assert!(!has(&workbook, "Contents"), "{:#?}", workbook.lines());
    }
}

#[test]
fn back_and_forward_go_through_lessons_and_exercises() {
    let mut workbook = workbook("en", (120, 20));
    let at = |workbook: &Headless| workbook.lines()[0].clone();
    workbook.keys("alt-left");
    assert!(has(&workbook, "There is nothing to go back to."), "{:#?}", workbook.lines());
    workbook.keys("enter down down down / n a m e space i t enter");
    assert!(at(&workbook).contains("Name it"), "{:#?}", workbook.lines());
    workbook.keys("/").typed("count the").keys("enter");
    assert!(at(&workbook).contains("Count the pending"), "{:#?}", workbook.lines());
    let place = workbook.keys("alt-left alt-left").lines();
    assert!(place[0].contains("Orders and rows") && !has(&workbook, "Ada asks"), "{place:#?}");
    workbook.keys("alt-right alt-right");
    assert!(at(&workbook).contains("Count the pending"), "{:#?}", workbook.lines());
    workbook.keys("alt-right");
    assert!(has(&workbook, "There is nothing to go forward to."), "{:#?}", workbook.lines());
    // Esc is a step back too.
    workbook.keys("alt-left alt-left");
    assert_eq!(workbook.lines(), place);
    workbook.keys("esc");
    assert!(at(&workbook).contains("sagabook"), "{:#?}", workbook.lines());
    workbook.keys("alt-left");
    assert_eq!(workbook.lines(), place);
    // One key leads home, and back leads to where one was.
    for (home, back) in [("H", "<"), ("alt-home", "alt-left")] {
        workbook.keys(home);
        assert!(at(&workbook).contains("sagabook"), "{:#?}", workbook.lines());
        workbook.keys(back);
        assert_eq!(workbook.lines(), place);
    }
    // A question of the program is not walked away from.
    workbook.keys("alt-right f4 alt-left");
    assert!(has(&workbook, "y yes"), "{:#?}", workbook.lines());
}

#[test]
fn all_terms() {
    check("glossary-all", |workbook| {
        workbook.keys("g");
    });
}

#[test]
fn terms_are_filtered_and_lead_to_their_lesson() {
    for (lang, words, name) in [("en", "ORD", "order"), ("en", "customer asked", "order"), ("ko", "주문", "주문")] {
        let mut workbook = workbook(lang, (80, 24));
        workbook.keys("g").typed(words);
        assert!(workbook.lines()[2].trim_start().starts_with(name), "{words}: {:#?}", workbook.lines());
        workbook.keys("enter");
        assert!(workbook.lines()[0].contains(if lang == "en" { "Orders and rows" } else { "주문과 행" }));
        workbook.keys("esc f3");
        let other = if lang == "en" { "용어집" } else { "Glossary" };
        assert!(workbook.lines()[0].contains(other), "{:#?}", workbook.lines());
        workbook.keys("esc");
        assert!(workbook.lines()[0].contains("sagabook"), "{:#?}", workbook.lines());
    }
    let mut workbook = workbook("en", (80, 24));
    workbook.keys("enter ctrl-g").take(Msg::Paste("zzz".into())).keys("enter down");
    assert!(has(&workbook, "no such term"), "{:#?}", workbook.lines());
}
