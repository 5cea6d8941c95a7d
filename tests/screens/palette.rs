//! The palette: what can be done here, found by name.

use sagabook::tui::Msg;
use sagabook::tui::headless::Headless;

use super::{LANGUAGES, check, open, sound, to_answer, workbook};

#[test]
fn palette() {
    check("palette", |workbook| {
        workbook.keys(":");
    });
}

#[test]
fn palette_over_the_editor() {
    check("palette-found", |workbook| {
        open(workbook, 1);
        to_answer(workbook);
        workbook.keys("ctrl-p").typed("so");
    });
}

fn chosen<'w>(workbook: &'w mut Headless, open: &str, typed: &str) -> &'w mut Headless {
    workbook.keys(open).typed(typed).keys("enter")
}

#[track_caller]
fn says(workbook: &Headless, words: &str) {
    let lines = workbook.lines();
    assert!(lines.iter().any(|line| line.contains(words)), "{words}: {lines:#?}");
}

#[test]
fn what_is_chosen_is_done_as_if_its_key_had_been_pressed() {
    for lang in LANGUAGES {
        for (before, typed, key) in [
            ("", "glossary", "g"),
            ("", "search", "/"),
            ("enter", "next section", "]"),
            ("enter", "nxtsec", "]"),
            ("enter", "contents", "t"),
            ("down right down enter", "solution", "f4"),
            ("", "keys", "?"),
        ] {
            let mut by_key = workbook(lang, (80, 24));
            by_key.keys(before).keys(key);
            let mut by_name = workbook(lang, (80, 24));
            by_name.keys(before);
            chosen(&mut by_name, "ctrl-p", typed);
            assert_eq!(by_name.lines(), by_key.lines(), "{lang}: {typed}");
        }
    }
}

#[test]
fn lessons_exercises_and_terms_are_gone_to() {
    for (lang, typed, wanted) in [
        ("en", "orders and", "Orders and rows"),
        ("en", "rows ord", "Orders and rows"),
        ("ko", "주문과", "주문과 행"),
        ("ko", "과 행", "주문과 행"),
        ("en", "name it", "Name it"),
        ("en", "go exercise name", "Name it"),
        ("en", "name-it", "Name it"),
        ("en", "term order", "Taught in"),
    ] {
        let mut workbook = workbook(lang, (80, 24));
        // From below another window too.
        chosen(workbook.keys("?").keys("f2"), "ctrl-p", typed);
        says(&workbook, wanted);
        assert!(!workbook.lines().iter().any(|line| line.contains("─ Commands")), "{:#?}", workbook.lines());
    }
}

#[test]
fn a_palette_filters_speaks_both_languages_and_fits_any_terminal() {
    let mut workbook = workbook("en", (80, 24));
    workbook.keys(":").take(Msg::Paste("zzzz".into())).keys("enter down");
    says(&workbook, "Nothing here has this name.");
    workbook.keys("f3");
    says(&workbook, "여기에는 그런 이름이 없습니다.");
    for size in [(1, 1), (2, 40), (300, 2), (7, 5), (39, 9), (200, 80), (80, 24)] {
        workbook.resize(size).keys("backspace down pagedown up");
        sound(&workbook.draw().0);
    }
    // It offers nothing that does nothing here, and a question of the program is answered first.
    workbook.keys("esc enter ctrl-p").typed("graded");
    assert!(!workbook.lines().iter().any(|line| line.contains("^S")), "{:#?}", workbook.lines());
    workbook.keys("esc esc");
    open(&mut workbook, 1);
    workbook.keys("f4 ctrl-p");
    assert!(workbook.lines().last().is_some_and(|line| line.contains('y')), "{:#?}", workbook.lines());
}
