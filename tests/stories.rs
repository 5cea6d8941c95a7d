//! Traces told: what a reader sees of them, in both languages and every format, and how things stand after each step.

#[path = "stories/shop.rs"]
mod shop;
#[path = "../benches/sim/world.rs"]
mod world;

use std::ops::ControlFlow;

use proptest::prelude::*;
use sagabook::base::{Lang, Strings, Value};
use sagabook::grade::story::{RowMark, Standing, Story};
use sagabook::lab::system::{Faults, Setup, Theatre, Trace};
use sagabook::sim::{Bounds, Mode, Schedule, explore};
use sagabook::tui::story::Format;

fn words(lang: &str) -> Strings {
    Strings::new(&Lang::new(lang).expect("a code"))
}

/// The story in which nothing goes wrong.
fn natural(setup: &Setup) -> Story {
    let trace = Trace::tell(&Theatre::new(setup.clone()).expect("the shop can be played"), &Schedule::default(), 400);
    Story { name: "outbox".into(), title: "Outbox".into(), schedule: None, trace, checks: shop::promises(setup) }
}

/// Names, messages and words that mean something to terminals, browsers or Mermaid.
fn hostile() -> Story {
    const DIRT: &str = "end; <b>\u{1b}[31m%% \u{202e}#35;\nwrap:\"&'```한글";
    let mut setup = shop::call();
    setup.services[0].module.text = format!("export async function placeOrder() {{ throw new Error({DIRT:?}); }}");
    setup.workload[0].with = serde_json::json!({ DIRT: DIRT }).to_string();
    DIRT.clone_into(&mut setup.workload[0].client);
    let mut story = natural(&setup);
    DIRT.clone_into(&mut story.title);
    DIRT.clone_into(&mut story.checks[0].says);
    story.trace.broken.push((sagabook::lab::system::Broken::Check(0), story.trace.steps.len()));
    story
}

#[test]
fn a_story_is_told_in_every_format() {
    // A picture is the text in other clothes, and data are the same in every language: once is enough.
    const ALL: &[Format] = &Format::ALL;
    const READ: &[Format] = &[Format::Text, Format::Mermaid];
    for (name, lang, story, formats) in [
        ("outbox", "en", shop::failing(&shop::outbox(false)), ALL),
        ("outbox", "ko", shop::failing(&shop::outbox(false)), READ),
        ("natural", "ko", natural(&shop::outbox(true)), READ),
        ("call", "en", shop::failing(&shop::call()), READ),
        ("hostile", "en", hostile(), ALL),
        ("hostile", "ko", hostile(), READ),
    ] {
        for format in formats {
            let mut told = format.of(&story, &words(lang), 88, false);
            if *format == Format::Json {
                // It follows whatever a trace comes to hold.
                told = told.replace(&story.trace.hash(), "");
            }
            let file = format!("{}/tests/stories/{name}.{lang}.{}", env!("CARGO_MANIFEST_DIR"), format.ending());
            if std::env::var_os("INSTA_UPDATE").is_some_and(|how| how == "always") {
                std::fs::write(&file, &told).expect("the folder can be written");
            }
            let kept = std::fs::read_to_string(&file).unwrap_or_default();
            assert!(told == kept, "{file} differs from what is told now:\n{told}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Tables are shown by folding the changes of rows; the checks have looked into the databases.
    #[test]
    fn tables_after_a_step_are_the_fold_of_the_changes(choices in prop::collection::vec(any::<u8>(), 1..120), at in any::<prop::sample::Index>()) {
        let trace = shop::at_random(&choices);
        let sorted = |rows: Vec<&[Value]>| {
            let mut rows: Vec<String> = rows.into_iter().map(|row| format!("{row:?}")).collect();
            rows.sort();
            rows
        };
        let found = shop::found(&trace);
        for after in 0..found.len() {
            let standing = Standing::after(&trace, after);
            for (number, (service, table)) in shop::TABLES.into_iter().enumerate() {
                let wanted = |after: usize| sorted(found[after][number].iter().map(Vec::as_slice).collect());
                let now = sorted(standing.rows(service, table));
                prop_assert_eq!(now, wanted(after), "{}.{} after {}", service, table, after);
                // What the marks say of before is how it was.
                let shown = standing.tables.iter().find(|one| one.service == service && one.name == table);
                let before = shown.into_iter().flat_map(|table| &table.rows).filter_map(|row| match &row.mark {
                    RowMark::Same | RowMark::Gone => Some(row.cells.as_slice()),
                    RowMark::Changed(before) => Some(before.as_slice()),
                    RowMark::New => None,
                });
                let before = sorted(before.collect());
                prop_assert_eq!(before, wanted(after.saturating_sub(1)), "{}.{} before {}", service, table, after);
            }
        }
        // Every line belongs to a step, in order, and to lifelines that there are.
        let story = Story { name: "outbox".into(), title: "outbox".into(), schedule: None, trace, checks: Vec::new() };
        let telling = story.tell(&words("ko"));
        prop_assert!(telling.lines.windows(2).all(|pair| pair[0].after <= pair[1].after));
        prop_assert_eq!(telling.steps.len(), story.len());
        let width = 20 + at.index(120);
        for line in Format::Text.of(&story, &words("ko"), width, false).lines() {
            prop_assert!(sagabook::base::width(line) <= width, "{}: {}", width, line);
        }
    }
}

/// What the benches measure is what it was.
#[test]
fn the_measured_world_has_as_many_states_as_ever() {
    for (orders, at_most, expected) in [(1, 3, 2_394), (2, 0, 377), (2, 3, 38_814)] {
        let theatre =
            Theatre::new(world::setup(orders, Faults { at_most, ..world::faults() })).expect("it can be played");
        let bounds = Bounds { steps: 1_000, states: 1_000_000, runs: u64::MAX, faults: 3 };
        let explored = explore(&&theatre, Mode::Memo, bounds, &mut |_| ControlFlow::Continue(()));
        assert!(explored.complete && explored.found.is_empty(), "{explored:?}");
        assert_eq!(explored.states, Some(expected), "{orders} orders, {at_most} faults");
    }
}
