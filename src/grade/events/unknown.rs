//! Events of types that no task knows, as another version of a service would send them.

use super::story::{Item, Story, typed};
use crate::course::exercise::{EventsTask, Exercise};
use crate::grade::generate::Maker;
use crate::grade::{Options, Stop};

/// Names that a shop could have.
const NAMES: [&str; 8] = [
    "GiftWrapChosen",
    "NewsletterSent",
    "CourierRated",
    "VoucherPrinted",
    "ReminderScheduled",
    "PhotoAttached",
    "QuestionAnswered",
    "WindowShopped",
];

/// What every JavaScript object answers to without having been given it: a plain object of handlers has these as well.
const INHERITED: [&str; 5] = ["toString", "constructor", "__proto__", "valueOf", "hasOwnProperty"];

/// Puts one unknown event into each story, with the fields of a known one, so that only its type tells it apart. Every
/// fourth type is one that all objects inherit, every fourth is nearly a known one; those that the task uses are left out.
pub(super) fn scatter(
    stories: &mut [Story],
    exercise: &Exercise,
    task: &EventsTask,
    options: &Options,
    check: &str,
) -> Result<(), Stop> {
    let known: Vec<_> = task.events.iter().collect();
    for (case, story) in stories.iter_mut().enumerate() {
        let name = case.to_string();
        let mut chance = options.seed.stream(&[exercise.slug.as_str(), check, &name, "unknown"]);
        let mut maker = Maker::new(options.seed, &[exercise.slug.as_str(), check, &name, "unknown"]);
        let like = chance.pick(&known).copied();
        let mut names: Vec<String> = match (case % 4, like) {
            (1, _) => INHERITED.map(str::to_owned).into(),
            (3, Some((like, _))) => vec![format!("{like}Twice"), format!("No{like}"), like.to_lowercase()],
            _ => NAMES.map(str::to_owned).into(),
        };
        names.retain(|name| !task.events.contains_key(name) && !task.commands.contains_key(name));
        let kind = chance.pick(&names).map_or("SomethingUnheardOf", String::as_str);
        let fields = match like {
            Some((like, fields)) => maker.object(like, fields)?,
            None => serde_json::Map::new(),
        };
        let at = usize::try_from(chance.below(story.len() as u64 + 1)).unwrap_or(0);
        story.insert(at, Item::Unknown(typed(kind, fields)));
    }
    Ok(())
}
