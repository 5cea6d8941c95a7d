//! What moves by itself, and stops where the reader wants less of it.

use sagabook::tui::Msg;

use super::{open, workbook};

#[test]
fn with_reduced_motion_a_check_that_takes_long_says_so_once() {
    for (setting, counts) in [("full", true), ("reduced", false)] {
        let mut workbook = workbook("en", (120, 40)).with_judge();
        workbook.keys(",").click("Motion");
        if setting == "reduced" {
            workbook.keys("right");
        }
        workbook.keys("esc");
        open(&mut workbook, 1);
        workbook.typed("SELECT 1; -- ").keys("ctrl-s").take(Msg::Beat);
        let first = workbook.lines();
        assert!(first.iter().any(|line| line.contains("Checking: 0 of 2")), "{first:#?}");
        for _ in 0..9 {
            workbook.take(Msg::Beat);
        }
        assert_eq!(workbook.lines() != first, counts, "{setting}");
        workbook.settle();
    }
}
