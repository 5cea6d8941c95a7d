//! Traces told: what a reader sees of them, in both languages and every format, and how things stand after each step.

#[path = "stories/shop.rs"]
mod shop;

use std::collections::BTreeSet;

use proptest::prelude::*;
use sagabook::base::{Lang, Strings};
use sagabook::grade::story::{Standing, Story};
use sagabook::lab::system::{Check, Did, Faults, Rule, Setup, Theatre, Trace};
use sagabook::sim::{Scenario, Schedule, World};
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

/// A story in which whatever may come next does, as the numbers say.
fn at_random(setup: &Setup, choices: &[u8]) -> Trace {
    let theatre = Theatre::new(setup.clone()).expect("the shop can be played");
    let mut trace = Trace { steps: Vec::new(), broken: Vec::new(), ..Trace::tell(&theatre, &Schedule::default(), 0) };
    let mut world = (&&theatre).start(&BTreeSet::new());
    for choice in choices {
        let steps = world.enabled();
        let Some(step) = steps.get(usize::from(*choice) % steps.len().max(1)) else { break };
        trace.steps.push(world.tell(step).1);
    }
    trace
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Checks that are broken by any row tell what is in a table after each commit: the fold must say the same.
    #[test]
    fn tables_after_a_step_are_the_fold_of_the_changes(choices in prop::collection::vec(any::<u8>(), 1..80), at in any::<prop::sample::Index>()) {
        const TABLES: [(&str, &str); 4] =
            [("orders", "orders"), ("orders", "outbox"), ("payments", "charges"), ("payments", "inbox")];
        let mut setup = shop::outbox(true);
        setup.faults = Faults {
            at_most: 6,
            pause: vec![("payments".into(), 1)],
            down: vec![("payments".into(), 1)],
            partition: vec![("orders".into(), "broker".into(), 1)],
            producer_duplicates: 1,
            unanswered_commits: 1,
            unanswered_publishes: 1,
            ..setup.faults
        };
        setup.services[1].instances = 2;
        let look = |(service, table): (&str, &str)| Rule::Always { sql: format!("SELECT * FROM {service}.{table}") };
        setup.checks = TABLES.map(|table| Check { name: table.1.to_owned(), rule: look(table) }).to_vec();
        let trace = at_random(&setup, &choices);
        let mut known = vec![Vec::new(); TABLES.len()];
        for (after, step) in (1..).zip(&trace.steps) {
            if step.did.iter().any(|did| matches!(did, Did::Changed(_))) {
                known = vec![Vec::new(); TABLES.len()];
                for (check, rows) in &step.broken {
                    known[*check].clone_from(&rows.rows);
                }
            }
            let standing = Standing::after(&trace, after);
            for ((service, table), rows) in TABLES.into_iter().zip(&known) {
                let sorted = |mut rows: Vec<String>| { rows.sort(); rows };
                let fold = standing.rows(service, table).iter().map(|row| format!("{row:?}")).collect();
                let wanted = rows.iter().map(|row| format!("{:?}", row.as_slice())).collect();
                prop_assert_eq!(sorted(fold), sorted(wanted), "{}.{} after {}", service, table, after);
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
