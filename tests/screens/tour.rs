//! The tour of the keys: offered once, led through by the keys themselves, left at any time.

use sagabook::tui::headless::Headless;

use super::{LANGUAGES, check, sound, workbook};

#[track_caller]
fn says(workbook: &Headless, words: &str, wanted: bool) {
    let lines = workbook.lines();
    assert_eq!(lines.iter().any(|line| line.contains(words)), wanted, "{words}: {lines:#?}");
}

#[test]
fn tour() {
    check("tour", |workbook| {
        workbook.keys("right enter");
    });
}

#[test]
fn tour_in_a_lesson() {
    check("tour-lesson", |workbook| {
        workbook.keys("right enter down up enter");
    });
}

#[test]
fn the_tour_goes_on_with_what_is_done_and_is_not_offered_again() {
    for lang in LANGUAGES {
        let mut workbook = workbook(lang, (80, 24)).with_judge();
        workbook.keys("right enter");
        for (keys, step) in [
            ("", "1/8"),
            ("z", "1/8"),
            ("down", "2/8"),
            ("up enter", "3/8"),
            ("] ]", "3/8"),
            // Another key than the one named does it too.
            ("tab tab enter", "4/8"),
            ("esc", "6/8"),
            ("down right down down enter", "7/8"),
            ("ctrl-s", "8/8"),
        ] {
            workbook.keys(keys).settle();
            says(&workbook, &format!(" {step}  "), true);
        }
        workbook.keys("f2");
        says(&workbook, "/8  ", false);
        says(&workbook, "Esc", true);
        // What was done stays done, and the tour can be taken again.
        workbook.keys("esc esc");
        says(&workbook, " Del ", false);
        workbook.keys("f12");
        says(&workbook, " 1/8  ", true);
        says(&workbook, "sagabook", true);
    }
}

#[test]
fn enter_once_more_opens_what_is_selected_and_leaves_the_tour_alone() {
    let mut workbook = workbook("en", (80, 24)).with_judge();
    workbook.keys("right enter enter").settle();
    says(&workbook, " 3/8  ", true);
    says(&workbook, "min left", true);
}

#[test]
fn the_tour_can_be_left_and_put_away() {
    for keys in ["delete", "right enter f12", "f12 down enter f12 esc"] {
        let mut workbook = workbook("en", (80, 24));
        says(&workbook, "▶ A minute for the keys", true);
        workbook.keys(keys);
        says(&workbook, "▶ A minute for the keys", false);
        says(&workbook, "/8  ", false);
        // It is found again by its name.
        workbook.keys("ctrl-p").typed("tour").keys("enter");
        says(&workbook, " 1/8  ", true);
    }
    // In the middle of a lesson too: it begins at home.
    let mut workbook = workbook("en", (40, 12));
    workbook.keys("enter f12");
    says(&workbook, "1/8", true);
    workbook.keys("f3");
    says(&workbook, "화살표", true);
    for size in [(1, 1), (2, 40), (300, 2), (7, 5), (39, 9), (200, 80), (80, 24)] {
        sound(&workbook.resize(size).draw().0);
    }
}
