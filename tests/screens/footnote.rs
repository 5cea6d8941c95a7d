//! Footnotes of a lesson: gone to from where they are mentioned, and back.

use std::fs;

use sagabook::base::Lang;
use sagabook::course::Course;
use sagabook::tui::headless::Headless;

/// A lesson with a footnote that is mentioned twice, far from its text.
fn lesson(size: (u16, u16)) -> Headless {
    let pack = tempfile::tempdir().expect("a folder");
    let chapter = pack.path().join("lessons/01-notes");
    fs::create_dir_all(chapter.join("01-noted")).expect("a folder");
    let write = |path: &str, text: &str| fs::write(pack.path().join(path), text).expect("it is written");
    write("pack.toml", "format = 1\nid = \"notes\"\nlanguages = [\"en\"]\n\n[title]\nen = \"Notes\"\n");
    let head = "format = 1\nid = \"notes\"\norder = 1\ncomplete = false\nexercises = []\n";
    write("lessons/01-notes/chapter.toml", &format!("{head}\n[title]\nen = \"Notes\"\n\n[summary]\nen = \"Notes.\"\n"));
    let more = "Nothing is said here.\n\n".repeat(30);
    let head = "+++\nformat = 1\nid = \"noted\"\ntitle = \"Noted\"\nminutes = 5\nconcepts = []\n+++\n";
    let text = format!(
        "{head}\n## One {{#one}}\n\nThe first word[^why].\n\n{more}The second word[^why], and one more[^2].\n\n{more}[^why]: \
         Because it is so.\n\n[^2]: And so it is.\n"
    );
    write("lessons/01-notes/01-noted/en.md", &text);
    let course = Course::open_only(pack.path()).expect("the pack reads");
    let mut workbook = Headless::new(course, &Lang::new("en").expect("a code"), size);
    workbook.keys("enter");
    workbook
}

#[track_caller]
fn check(workbook: &Headless, shown: &str, not_shown: &str) {
    let lines = workbook.lines().join("\n");
    assert!(lines.contains(shown) && !lines.contains(not_shown), "{shown} and not {not_shown}:\n{lines}");
}

#[test]
fn a_footnote_leads_back_to_the_mention_that_led_to_it() {
    for size in [(80, 24), (40, 12)] {
        for back in ["enter", "<", "alt-left"] {
            for mention in ["tab", "tab tab"] {
                let mut workbook = lesson(size);
                workbook.keys(mention);
                let before = workbook.lines();
                workbook.keys("enter");
                check(&workbook, "[1] Because it is so.", "word[1]");
                workbook.keys(back);
                let text = 2..usize::from(size.1) - 1;
                assert_eq!(workbook.lines()[text.clone()], before[text], "{mention}, and {back}");
            }
        }
        // A click is as good, and numbers go by the first mention.
        let mut workbook = lesson(size);
        workbook.click("[1]");
        check(&workbook, "[2] And so it is.", "word[1]");
        workbook.click("[2]");
        check(&workbook, "The second word[1], and", "Because");
    }
}
