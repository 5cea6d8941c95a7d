//! Attempts: looked back at, compared, taken back into the editor.

use sagabook::progress::WallTime;
use sagabook::tui::headless::Headless;

use super::{check, open, to_answer, workbook};

fn has(workbook: &Headless, words: &str) -> bool {
    workbook.lines().iter().any(|line| line.contains(words))
}

/// Three attempts at the exercise with the query; the last passes.
fn try_it(workbook: &mut Headless) {
    workbook.at(WallTime(1_795_253_399_999));
    open(workbook, 1);
    to_answer(workbook);
    for answer in [
        "SELECT 1 AS n;",
        "SELECT count(*) AS n FROM orders;",
        "SELECT count(*) AS n FROM orders WHERE status = 'PENDING';",
    ] {
        if workbook.model().shared.size.0 < 100 {
            workbook.keys("f6 f6 f6");
        }
        workbook.keys("ctrl-a").typed(answer).keys("ctrl-s").settle();
        to_editor(workbook);
    }
}

/// To the pane with the caret.
fn to_editor(workbook: &mut Headless) {
    for _ in 0..3 {
        if workbook.draw().1.is_none() {
            workbook.keys("f6");
        }
    }
}

#[test]
fn attempts_are_looked_back_at() {
    check("attempts", |workbook| {
        try_it(workbook);
        workbook.keys("f5 down");
    });
}

#[test]
fn two_attempts_are_compared() {
    check("attempts-two", |workbook| {
        try_it(workbook);
        workbook.keys("f5 space down down");
    });
}

#[test]
fn an_attempt_comes_back_in_one_step_and_goes_again_in_one() {
    let mut workbook = workbook("en", (120, 40)).with_judge();
    try_it(&mut workbook);
    workbook.keys("f5 down down enter");
    assert!(
        has(&workbook, "SELECT 1 AS n;") && has(&workbook, "Attempt 1 is in the editor"),
        "{:#?}",
        workbook.lines()
    );
    workbook.keys("ctrl-z");
    assert!(has(&workbook, "SELECT count(*)") && !has(&workbook, "SELECT 1 AS n;"), "{:#?}", workbook.lines());
    // What was taken back and not saved is what the editor is compared with.
    workbook.keys("f5 f3");
    assert!(has(&workbook, "내용이 같습니다"), "{:#?}", workbook.lines());
    workbook.keys("esc");
    assert!(has(&workbook, "답안") || has(&workbook, "과제"), "{:#?}", workbook.lines());
}

#[test]
fn without_an_attempt_there_is_nothing_to_look_back_at() {
    let mut workbook = workbook("en", (120, 40));
    open(&mut workbook, 1);
    workbook.keys("f5");
    assert!(has(&workbook, "There is no attempt yet"), "{:#?}", workbook.lines());
}
