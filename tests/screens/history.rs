//! Looking back: chapters, days and weak spots.

use sagabook::progress::WallTime;
use sagabook::tui::headless::Headless;

use super::{check, sound, to_answer, workbook};

/// Noon of a day, UTC.
fn noon(day: i64) -> WallTime {
    WallTime(day * 86_400_000 + 43_200_000)
}

/// A lesson read, and weeks later an answer that fails a check.
fn some_weeks(workbook: &mut Headless) {
    workbook.at(noon(19_960)).keys("enter G esc").at(noon(19_990)).keys("enter");
    to_answer(workbook);
    workbook.keys("ctrl-a").typed("SELECT count(*) FROM orders;").keys("ctrl-s").settle();
    workbook.keys("esc esc").at(noon(20_000)).keys("p");
}

#[test]
fn history() {
    check("history", some_weeks);
}

#[test]
fn history_of_nothing() {
    check("history-empty", |workbook| {
        workbook.at(noon(20_000)).keys("p");
    });
}

#[test]
fn history_in_the_other_language_and_on_any_terminal() {
    let mut workbook = workbook("en", (120, 40)).with_judge();
    some_weeks(&mut workbook);
    workbook.keys("L");
    assert!(workbook.lines().iter().any(|line| line.contains("약한 곳")), "{:#?}", workbook.lines());
    for size in [(1, 1), (2, 40), (300, 2), (7, 5), (39, 9), (200, 80), (80, 24)] {
        workbook.resize(size).keys("down pagedown up");
        sound(&workbook.draw().0);
    }
    workbook.keys("esc");
    assert!(!workbook.lines().iter().any(|line| line.contains("약한 곳")));
}
