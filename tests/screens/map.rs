//! The map: what requires what, walked by the arrows.

use ratatui::style::Modifier;
use sagabook::base::Lang;
use sagabook::course::Course;
use sagabook::progress::Theme;
use sagabook::tui::headless::Headless;

use super::{LANGUAGES, check, sound, workbook};

#[test]
fn map() {
    check("map", |workbook| {
        workbook.keys("enter G esc m down");
    });
}

/// The book itself.
fn book(lang: &str, size: (u16, u16)) -> Headless {
    let course = Course::built_in().expect("the built-in pack reads");
    Headless::new(course, &Lang::new(lang).expect("a code"), size)
}

/// The thing that is selected: what is drawn in reverse.
fn selected(book: &Headless) -> String {
    let (buf, _) = book.draw();
    let reversed = |cell: &&ratatui::buffer::Cell| cell.modifier.contains(Modifier::REVERSED);
    buf.content.iter().filter(reversed).map(ratatui::buffer::Cell::symbol).collect::<String>().trim().to_owned()
}

#[test]
fn arrows_walk_along_the_edges_of_the_book() {
    let mut book = book("en", (80, 24));
    book.theme(Theme::NoColor, false).keys("m");
    for (keys, wanted) in [
        ("", "One database, many services"),
        ("left up", "One database, many services"),
        ("right", "Count the pending orders"),
        ("right", "Move stock, all of it or none"),
        ("left left", "One database, many services"),
        ("end left left left left left left left left left", "One database, many services"),
    ] {
        assert_eq!(selected(book.keys(keys)), wanted, "{keys}");
    }
    // To the right and back is where one was, wherever an edge hangs within a chapter.
    book.keys("home");
    let mut walked = 0;
    for _ in 0..60 {
        let here = selected(&book);
        let there = selected(book.keys("right"));
        if there != here {
            walked += 1;
            assert_eq!(selected(book.keys("left")), here, "by way of {there}");
        }
        book.keys("down");
    }
    assert!(walked > 10, "{walked}");
}

#[test]
fn a_thing_is_opened_and_the_map_is_come_back_to() {
    for lang in LANGUAGES {
        let mut workbook = workbook(lang, (80, 24));
        let map = workbook.keys("m").lines();
        workbook.keys("enter");
        assert!(workbook.lines()[0].contains('›'), "{:#?}", workbook.lines());
        workbook.keys("G esc");
        // It is done now, and what requires it is ready.
        assert_ne!(workbook.lines(), map);
        assert!(workbook.lines()[2].contains('✔'), "{:#?}", workbook.lines());
        let next = workbook.keys("n").lines();
        assert!(next.iter().any(|line| line.contains('○')), "{next:#?}");
        workbook.keys("q");
        assert!(workbook.lines()[0].contains("sagabook"), "{:#?}", workbook.lines());
    }
}

#[test]
fn the_map_of_the_book_fits_any_terminal() {
    let mut book = book("ko", (80, 24));
    book.keys("m");
    for size in [(1, 1), (2, 40), (300, 2), (7, 5), (39, 9), (40, 12), (76, 14), (200, 80), (80, 24)] {
        book.resize(size);
        for keys in ["end", "left left", "right", "pageup", "n", "home", "L"] {
            sound(&book.keys(keys).draw().0);
        }
    }
}
