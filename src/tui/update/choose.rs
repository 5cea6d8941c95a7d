//! Settings: given a value, which shows at once.

use super::searching;
use crate::base::{Lang, Strings, languages};
use crate::progress::Setting;
use crate::tui::model::{Effect, Model};
use crate::tui::screen::Screen;

/// The next language.
pub(super) fn switch_language(model: &mut Model) -> Vec<Effect> {
    let all = languages();
    let at = all.iter().position(|lang| lang == model.shared.lang()).unwrap_or(0);
    let Some(next) = all.get((at + 1) % all.len()).cloned() else { return Vec::new() };
    give(model, Setting::Language, next.as_str())
}

/// Gives a setting a value, and lets it show at once.
pub(super) fn give(model: &mut Model, setting: Setting, value: &str) -> Vec<Effect> {
    if !model.shared.settings.set(setting, value) {
        return Vec::new();
    }
    let mut effects = vec![Effect::Keep(setting, value.to_owned())];
    match setting {
        Setting::Language => effects.extend(Lang::new(value).map(|lang| speak(model, &lang)).unwrap_or_default()),
        Setting::Ascii => model.shared.ascii = model.shared.settings.ascii,
        // What asks for these looks at them each time.
        Setting::Theme | Setting::Mouse | Setting::Motion => {}
        Setting::Editor => model.refit(),
    }
    effects
}

/// Puts the workbook into a language.
fn speak(model: &mut Model, lang: &Lang) -> Vec<Effect> {
    model.shared.words = Strings::new(lang);
    (model.shared.index, model.shared.indexing) = (None, None);
    let mut effects = Vec::new();
    if matches!(model.stack.last(), Some(Screen::Term(_))) {
        model.stack.pop();
    }
    for screen in &mut model.stack {
        if let Screen::Trace(explorer) = screen {
            explorer.say_again(&model.shared.words);
        }
    }
    for screen in &model.stack {
        match screen {
            Screen::Reader(reader) => effects.push(Effect::RereadLesson(reader.slug().clone())),
            Screen::Workbench(bench) => effects.push(Effect::RereadExercise(bench.slug().clone())),
            Screen::History(_) => effects.push(Effect::LookBack),
            Screen::Review(review) => effects.push(Effect::SayCardsAgain(review.recalls())),
            Screen::Home(_)
            | Screen::Help(_)
            | Screen::Confirm(_)
            | Screen::Settings(_)
            | Screen::Term(_)
            | Screen::Solution(_)
            | Screen::Card(_)
            | Screen::Attempts(_)
            | Screen::Search(_)
            | Screen::Map(_)
            | Screen::Trace(_) => {}
            Screen::Glossary(_) | Screen::Palette(_) => effects.push(Effect::Glossary),
        }
    }
    let Model { shared, stack } = &mut *model;
    effects.extend(stack.iter_mut().filter_map(|screen| searching(screen, shared)));
    model.refit();
    effects
}
