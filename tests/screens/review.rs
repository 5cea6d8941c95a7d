//! Reviews: what was read, missed and failed is asked the next day, and comes back later.

use sagabook::progress::WallTime;
use sagabook::tui::headless::Headless;

use super::{check, open, sound, to_answer, workbook};

/// Noon of a day, UTC.
fn noon(day: i64) -> WallTime {
    WallTime(day * 86_400_000 + 43_200_000)
}

/// On day 20000 the lesson is read to its end, its first question answered wrongly; then a night passes.
fn after_a_night(workbook: &mut Headless) -> &mut Headless {
    workbook.at(noon(20_000)).keys("enter ] ] a").settle().keys("G esc").at(noon(20_001))
}

#[test]
fn home_offers_what_is_due() {
    check("home-due", |workbook| {
        after_a_night(workbook);
    });
}

#[test]
fn a_card_is_asked() {
    check("review-asked", |workbook| {
        after_a_night(workbook).keys("r enter 3");
    });
}

#[test]
fn a_card_is_answered() {
    check("review-answered", |workbook| {
        after_a_night(workbook).keys("r enter 3 enter");
    });
}

#[test]
fn a_review_ends() {
    check("review-end", |workbook| {
        after_a_night(workbook).keys("r enter 3 enter 1");
    });
}

#[track_caller]
fn says(workbook: &Headless, words: &str, wanted: bool) {
    let lines = workbook.lines();
    assert_eq!(lines.iter().any(|line| line.contains(words)), wanted, "{words}: {lines:#?}");
}

#[test]
fn a_failed_check_is_due_the_next_day_answered_and_due_later() {
    let mut workbook = workbook("en", (80, 24)).with_judge();
    workbook.at(noon(20_000));
    open(&mut workbook, 1);
    to_answer(&mut workbook);
    workbook.keys("ctrl-a").typed("SELECT count(*) FROM orders;").keys("ctrl-s").settle().keys("esc esc");
    says(&workbook, "to review today", false);
    // Nothing is due: the key says so and opens nothing.
    workbook.keys("r");
    says(&workbook, "Nothing to review today.", true);
    workbook.keys("left").at(noon(20_001));
    says(&workbook, "to review today", true);
    workbook.keys("r");
    says(&workbook, "this failed once", true);
    // A rating before the answer is in sight is none.
    workbook.keys("3");
    says(&workbook, "How well did you know it?", false);
    workbook.keys("enter");
    says(&workbook, "How well did you know it?", true);
    workbook.keys("3");
    says(&workbook, "nothing is left for today", true);
    workbook.keys("enter");
    for (day, due) in [(20_001, false), (20_003, false), (20_004, true)] {
        workbook.at(noon(day));
        says(&workbook, "to review today", due);
    }
}

#[test]
fn a_review_goes_on_in_the_other_language_and_from_what_it_comes_from() {
    let mut workbook = workbook("en", (80, 24)).with_judge();
    after_a_night(&mut workbook).keys("r enter L");
    says(&workbook, "얼마나 잘 떠올렸습니까?", true);
    workbook.keys("o");
    says(&workbook, "복습", false);
    workbook.keys("esc");
    says(&workbook, "얼마나 잘 떠올렸습니까?", true);
    workbook.keys("1 esc");
    says(&workbook, "오늘 복습할 카드 1장", true);
}

#[test]
fn a_review_fits_any_terminal() {
    let mut workbook = workbook("ko", (80, 24)).with_judge();
    after_a_night(&mut workbook).keys("r");
    for size in [(1, 1), (2, 40), (300, 2), (7, 5), (39, 9), (200, 80), (80, 24)] {
        workbook.resize(size);
        sound(&workbook.draw().0);
        workbook.keys("enter");
        sound(&workbook.draw().0);
    }
    says(&workbook, "얼마나 잘 떠올렸습니까?", true);
}
