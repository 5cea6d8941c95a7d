//! Events of types that no task knows, as another version of a service would send them.

use super::story::{Item, Story, typed};
use crate::course::exercise::{EventsTask, Exercise};
use crate::grade::generate::Maker;
use crate::grade::{Options, Stop};

/// Names that a shop could have; those that the task uses are left out.
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

/// Puts one unknown event into each story, with the fields of a known one, so that only its type tells it apart.
pub(super) fn scatter(
    stories: &mut [Story],
    exercise: &Exercise,
    task: &EventsTask,
    options: &Options,
    check: &str,
) -> Result<(), Stop> {
    let names: Vec<&str> = NAMES
        .into_iter()
        .filter(|name| !task.events.contains_key(*name) && !task.commands.contains_key(*name))
        .collect();
    let known: Vec<_> = task.events.iter().collect();
    for (case, story) in stories.iter_mut().enumerate() {
        let name = case.to_string();
        let mut chance = options.seed.stream(&[exercise.slug.as_str(), check, &name, "unknown"]);
        let mut maker = Maker::new(options.seed, &[exercise.slug.as_str(), check, &name, "unknown"]);
        let kind = chance.pick(&names).copied().unwrap_or("SomethingUnheardOf");
        let fields = match chance.pick(&known) {
            Some((like, fields)) => maker.object(like, fields)?,
            None => serde_json::Map::new(),
        };
        let at = usize::try_from(chance.below(story.len() as u64 + 1)).unwrap_or(0);
        story.insert(at, Item::Unknown(typed(kind, fields)));
    }
    Ok(())
}
