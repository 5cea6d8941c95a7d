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
fn time_spent_is_measured_and_pauses_count_little() {
    let mut workbook = workbook("en", (80, 24));
    let minute = |day: i64, minute: i64| WallTime(noon(day).0 + minute * 60_000);
    // Sunday: two minutes; then an hour's pause, which counts three; then a night.
    workbook.at(minute(19_999, 0)).keys("enter").at(minute(19_999, 2)).keys("down");
    workbook.at(minute(19_999, 62)).keys("down");
    // Monday of the next week, an hour and a minute with a key every two minutes.
    for now in 0..=30 {
        workbook.at(minute(20_003, now * 2)).keys("down");
    }
    workbook.keys("esc").at(minute(20_003, 61)).keys("p end pagedown pagedown");
    let lines = workbook.lines().join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
    for wanted in ["Today 1 h 4 min", "This week 1 h 4 min", "In all 1 h 9 min"] {
        assert!(lines.contains(wanted), "{wanted}: {lines}");
    }
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
