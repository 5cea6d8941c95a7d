//! The trace explorer, over stories that happened.

#[path = "../stories/shop.rs"]
mod shop;

use std::sync::LazyLock;

use proptest::prelude::*;
use sagabook::base::Lang;
use sagabook::course::Course;
use sagabook::grade::story::{Asked, Promise, Story};
use sagabook::lab::system::Broken;
use sagabook::tui::Msg;
use sagabook::tui::headless::Headless;

use super::{check, sound, workbook};

static OUTBOX: LazyLock<Story> = LazyLock::new(|| shop::failing(&shop::outbox(false)));
static CALL: LazyLock<Story> = LazyLock::new(|| shop::failing(&shop::call()));

fn open<'w>(workbook: &'w mut Headless, story: &Story) -> &'w mut Headless {
    workbook.take(Msg::Story(None, Box::new(story.clone())))
}

#[test]
fn a_trace_opens_at_its_violation() {
    check("trace", |workbook| {
        open(workbook, &OUTBOX);
    });
}

#[test]
fn a_trace_goes_to_its_fault() {
    check("trace-fault", |workbook| {
        open(workbook, &OUTBOX).keys("home ] tab");
    });
}

#[test]
fn a_trace_of_a_call_at_its_end() {
    check("trace-end", |workbook| {
        open(workbook, &CALL).keys("end tab tab tab tab");
    });
}

#[test]
fn a_trace_is_exported() {
    check("trace-export", |workbook| {
        open(workbook, &OUTBOX).keys("x");
    });
}

#[test]
fn what_is_exported_is_a_file_and_nothing_is_overwritten() {
    let mut workbook = workbook("en", (120, 40));
    let folder = workbook.folder().to_owned();
    open(&mut workbook, &OUTBOX).keys("x esc x m");
    let name = format!("outbox-{}", OUTBOX.schedule.as_deref().expect("it fails"));
    let read = |name: String| std::fs::read_to_string(folder.join(name)).expect("it was written");
    assert!(read(format!("{name}.mmd")).starts_with("sequenceDiagram\n"));
    let last = workbook.lines().last().cloned().unwrap_or_default();
    assert!(last.contains(&format!("{name}.mmd")), "{last}");
    workbook.keys("x m x j x s x t");
    assert!(read(format!("{name}.json")).starts_with('{') && read(format!("{name}.svg")).starts_with("<svg"));
    assert!(read(format!("{name}.txt")).contains('▶'));
    std::fs::write(folder.join(format!("{name}.txt")), "mine").expect("the folder can be written");
    workbook.keys("x t");
    assert_eq!(read(format!("{name}.txt")), "mine");
    assert!(read(format!("{name}-2.txt")).contains('▶'));
    assert!(std::fs::read_dir(&folder).expect("a folder").all(|file| {
        let file = file.expect("an entry").file_name();
        !file.to_string_lossy().ends_with("-2.mmd")
    }));
}

#[test]
fn a_click_goes_to_a_step_and_the_mouse_reads_the_tabs() {
    let mut workbook = workbook("en", (80, 44));
    open(&mut workbook, &OUTBOX).keys("home");
    workbook.click("crashes");
    assert!(workbook.lines()[0].contains("step 11 of 29"), "{}", workbook.lines()[0]);
    workbook.click("Checks");
    assert!(
        workbook.lines().iter().any(|line| line.contains("✔ No order is charged twice")),
        "{:#?}",
        workbook.lines()
    );
    workbook.keys("L");
    assert!(workbook.lines()[0].contains("11/29단계"), "the other language keeps the place");
    workbook.keys("esc");
    assert!(workbook.lines()[0].contains("sagabook"));
}

/// A story that happened at random, with a first violation somewhere.
fn happened(choices: &[u8], violation: usize) -> Story {
    let mut trace = shop::at_random(choices);
    let violation = violation % (trace.steps.len() + 1);
    trace.broken.push((Broken::Check(0), violation));
    let promise = Promise { name: "orders".into(), says: "There is no order.".into(), asked: Asked::Always };
    Story { name: "shop".into(), title: "Shop".into(), schedule: None, trace, checks: vec![promise] }
}

/// After how many steps the explorer stands, and of how many.
fn place(lines: &[String]) -> (usize, usize) {
    let head = &lines[0];
    let english = head.split_once("step ").and_then(|(_, rest)| rest.split_once(" of "));
    let korean = head.split_once("단계").and_then(|(rest, _)| rest.rsplit(' ').next()?.split_once('/'));
    let (at, all) = english.or(korean).unwrap_or_else(|| panic!("{head}"));
    let number = |text: &str| text.split(' ').next().and_then(|text| text.parse().ok());
    number(at).zip(number(all)).unwrap_or_else(|| panic!("{head}"))
}

/// The rows of a table as the state beside the story shows them: without those that have just gone, and of those that
/// changed what they are now.
fn shown(lines: &[String], service: &str, table: &str) -> Vec<Vec<String>> {
    let name = format!("{service}.{table}");
    let beside = |line: &String| {
        // Where there is more than the pane holds, its edge is a scroll bar.
        let line = line.replace('┃', "│");
        Some(line.split_once("││ ")?.1.trim_end_matches('│').trim_end().to_owned())
    };
    let lines: Vec<String> = lines.iter().filter_map(beside).collect();
    let title = lines.iter().position(|line| line.starts_with(&name)).unwrap_or_else(|| panic!("{name} in {lines:#?}"));
    if lines[title] != name {
        return Vec::new();
    }
    let is_row = |line: &&String| ["  ", "+ ", "~ ", "- "].iter().any(|mark| line.starts_with(mark));
    let rows = lines[title + 2..].iter().take_while(is_row).filter(|line| !line.starts_with("- "));
    let now = |cell: &str| cell.rsplit("→ ").next().unwrap_or(cell).to_owned();
    rows.map(|row| row[2..].split("  ").map(str::trim).filter(|cell| !cell.is_empty()).map(now).collect()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    /// Whatever happened, and wherever keys lead, in whatever size: the tables shown are those that the checks found
    /// there.
    #[test]
    fn keys_lead_to_steps_and_tables_are_those_of_the_step(
        choices in prop::collection::vec(any::<u8>(), 1..120),
        violation in any::<usize>(),
        keys in prop::collection::vec(prop::sample::select(vec![
            "right", "left", "shift-right", "shift-left", "home", "end", "]", "[", "i", "space", "tab", "pagedown",
            "x", "esc", "L", "?",
        ]), 1..24),
        columns in 20_u16..140,
        rows in 6_u16..60,
    ) {
        let story = happened(&choices, violation);
        let found = shop::found(&story.trace);
        let mut workbook = workbook("en", (columns, rows));
        open(&mut workbook, &story);
        let mut before = story.violation().expect("there is one");
        for key in keys {
            workbook.keys(key);
            if key == "x" || key == "?" {
                // What lies above the story goes away again.
                sound(&workbook.draw().0);
                workbook.keys("esc");
            } else if key == "esc" {
                open(&mut workbook, &story);
            }
            sound(&workbook.draw().0);
            workbook.resize((130, 80));
            let lines = workbook.lines();
            let (at, all) = place(&lines);
            prop_assert_eq!(all, story.len());
            match key {
                "home" => prop_assert_eq!(at, 0),
                "end" => prop_assert_eq!(at, all),
                "i" | "esc" => prop_assert_eq!(Some(at), story.violation()),
                "shift-right" => prop_assert_eq!(at, (before + 1).min(all)),
                "shift-left" => prop_assert_eq!(at, before.saturating_sub(1)),
                "]" => prop_assert_eq!(at, story.faults().into_iter().find(|fault| *fault > before).unwrap_or(before)),
                "[" => prop_assert_eq!(at, story.faults().into_iter().rfind(|fault| *fault < before).unwrap_or(before)),
                "right" | "space" => prop_assert!(at >= before),
                "left" => prop_assert!(at <= before),
                _ => prop_assert_eq!(at, before),
            }
            before = at;
            for ((service, table), rows) in shop::TABLES.into_iter().zip(&found[at]) {
                let mut wanted: Vec<Vec<String>> =
                    rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
                let mut shown = shown(&lines, service, table);
                wanted.sort();
                shown.sort();
                prop_assert_eq!(shown, wanted, "{}.{} at {}: {:#?}", service, table, at, lines);
            }
            workbook.resize((columns, rows));
        }
    }
}

/// A pack with a lesson that plays a story, beside the book.
fn with_a_story_to_play(lang: &str, size: (u16, u16), fence: &str) -> (tempfile::TempDir, Headless) {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("it is in a folder")).expect("folders can be made");
        std::fs::write(path, text).expect("files can be written");
    };
    write(
        "pack.toml",
        "format = 1\nid = \"plays\"\nlanguages = [\"en\", \"ko\"]\n[title]\nen = \"Plays\"\nko = \"재생\"\n",
    );
    write(
        "lessons/08-plays/chapter.toml",
        "format = 1\nid = \"plays\"\norder = 8\ncomplete = false\nexercises = []\n[title]\nen = \"Plays\"\nko = \"재생\"\n[summary]\nen = \"A story.\"\nko = \"이야기.\"\n",
    );
    for (lang, title) in [("en", "Charged twice"), ("ko", "두 번의 결제")] {
        write(
            &format!("lessons/08-plays/01-charged-twice/{lang}.md"),
            &format!(
                "+++\nformat = 1\nid = \"charged-twice\"\ntitle = \"{title}\"\nminutes = 5\nconcepts = []\n+++\n\nABOVE\n\n## A {{#a}}\n\n```{fence}\n```\n\nBELOW\n"
            ),
        );
    }
    let course = Course::open(&[folder.path().to_owned()]).expect("the pack reads");
    let mut workbook = Headless::new(course, &Lang::new(lang).expect("a code"), size).with_judge();
    workbook.keys(":").typed(if lang == "en" { "Charged twice" } else { "두 번의 결제" }).keys("enter");
    (folder, workbook)
}

#[test]
fn a_lesson_plays_a_story_step_by_step() {
    let fence = "sim play exercise=outbox wrong=new-id-each-time fails=never-paid-twice";
    let (_folder, mut workbook) = with_a_story_to_play("en", (80, 40), fence);
    assert!(workbook.lines().iter().any(|line| line.contains("▶ Play")), "{:#?}", workbook.lines());
    workbook.keys("r").settle();
    let has = |workbook: &Headless, words: &str| workbook.lines().iter().any(|line| line.contains(words));
    // What is to come is not told yet, and what stands below is still there.
    assert!(has(&workbook, "step 3 of") && !has(&workbook, "acknowledged") && has(&workbook, "BELOW"));
    let mut steps = 0;
    while !has(&workbook, "✘ No order is charged twice") {
        workbook.keys("right");
        sound(&workbook.draw().0);
        steps += 1;
        assert!(steps < 60, "{:#?}", workbook.lines());
    }
    // The row that makes it two, in the table that the step changed.
    assert!(has(&workbook, "payments.charges") && has(&workbook, "+  2"), "{:#?}", workbook.lines());
    let step = |workbook: &Headless| {
        let line = workbook.lines().into_iter().find(|line| line.contains(" of ")).unwrap_or_default();
        line.split("step ").nth(1).and_then(|rest| rest.split(' ').next().map(str::to_owned)).unwrap_or_default()
    };
    let violation = step(&workbook);
    workbook.keys("left");
    assert!(!has(&workbook, "✘ No order"));
    workbook.keys("r").click("▸ all of it");
    assert!(workbook.lines()[0].contains(&format!("step {violation} of")), "{}", workbook.lines()[0]);
    workbook.keys("esc");
    assert_eq!(step(&workbook), violation);
    workbook.keys("L");
    assert!(has(&workbook, "▶ 재생"), "{:#?}", workbook.lines());
}
