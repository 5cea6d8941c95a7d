//! What a key does: to the workbook as a whole, to the screen on top, and what that screen then asks for.

use super::choose::{give, switch_language};
use super::update;
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::model::{Effect, Model, Msg};
use crate::tui::screen::{Go, Help, Map, Palette, Screen, Search, SettingsList, Turn};
use crate::tui::tour::Tour;
use crate::tui::trail::{Stay, Way};

/// Takes a key.
pub(super) fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    model.shared.notice = None;
    let Some(top) = model.stack.last() else { return Vec::new() };
    let action = model.shared.keys.action(key, &top.places());
    on_action(model, action, key)
}

/// Takes an action, or a key that has none.
pub(super) fn on_action(model: &mut Model, action: Option<Action>, key: Key) -> Vec<Effect> {
    let touring = model.shared.tour.is_some();
    let mut effects = act(model, action, key);
    // What opens a screen comes back as a message, which looks after the tour itself.
    if touring {
        effects.extend(toured(model, action));
    }
    effects
}

/// Lets the tour go on.
pub(super) fn toured(model: &mut Model, action: Option<Action>) -> Option<Effect> {
    let tour = model.shared.tour?;
    model.shared.tour = tour.after(action, model.stack.last());
    if model.shared.tour.is_some() {
        return None;
    }
    model.shared.notice = Some(model.shared.words.get("tour-over"));
    model.shared.standing.toured = true;
    Some(Effect::Toured)
}

/// Begins the tour at home, or ends it.
fn tour(model: &mut Model) -> Vec<Effect> {
    let mut effects = Vec::new();
    if model.shared.tour.take().is_some() {
        model.shared.standing.toured = true;
        effects.push(Effect::Toured);
    } else {
        effects.extend(home(model));
        model.shared.tour = Some(Tour::default());
    }
    effects
}

fn act(model: &mut Model, action: Option<Action>, key: Key) -> Vec<Effect> {
    let Some(top) = model.stack.last_mut() else { return Vec::new() };
    match action {
        Some(Action::QuitNow) => return update(model, Msg::End),
        Some(Action::Language | Action::LanguageToo) => return switch_language(model),
        Some(Action::Keys | Action::KeysToo) if !matches!(top, Screen::Help(_)) => {
            let help = Help::of(top);
            model.open(Screen::Help(help));
            return Vec::new();
        }
        // A question of the program is answered first.
        Some(Action::GoBack | Action::GoBackToo | Action::GoForward | Action::GoForwardToo)
            if matches!(top, Screen::Confirm(_)) => {}
        Some(Action::GoBack | Action::GoBackToo) => return walk(model, Way::Back),
        Some(Action::GoForward | Action::GoForwardToo) => return walk(model, Way::Forward),
        Some(Action::GoHome | Action::GoHomeToo) if !matches!(top, Screen::Confirm(_)) => return home(model),
        Some(Action::Palette | Action::PaletteToo) if !matches!(top, Screen::Palette(_) | Screen::Confirm(_)) => {
            let palette = Palette::of(top, &model.shared);
            model.open(Screen::Palette(Box::new(palette)));
            return vec![Effect::Glossary];
        }
        Some(Action::Tour) => return tour(model),
        Some(Action::PutTourAway) => {
            model.shared.standing.toured = true;
            return vec![Effect::Toured];
        }
        Some(Action::Map) => {
            let map = Map::new(&model.shared);
            model.open(Screen::Map(Box::new(map)));
            return Vec::new();
        }
        Some(Action::Glossary | Action::GlossaryToo) => {
            model.open(Screen::Glossary(Box::default()));
            return vec![Effect::Glossary];
        }
        Some(Action::Search) => {
            let mut search = Search::default();
            let effect = search.look(&mut model.shared);
            model.open(Screen::Search(Box::new(search)));
            return effect.into_iter().collect();
        }
        Some(Action::Settings | Action::SettingsToo) if !matches!(top, Screen::Settings(_)) => {
            model.open(Screen::Settings(SettingsList::default()));
            return Vec::new();
        }
        _ => {}
    }
    let mut turn = Turn { shared: &mut model.shared, effects: Vec::new(), go: None };
    top.act(action, key, &mut turn);
    let Turn { effects, go, .. } = turn;
    gone(model, effects, go)
}

/// Goes where a turn of the screen on top leads; what it asks for, and what that brings.
pub(super) fn gone(model: &mut Model, mut effects: Vec<Effect>, go: Option<Go>) -> Vec<Effect> {
    match go {
        None => {}
        Some(Go::Back) => {
            let here = model.here().filter(|_| model.stack.last().is_some_and(|top| !top.is_window()));
            effects.extend(leave(model));
            let there = model.here();
            match here {
                // What takes its place comes after it.
                Some(here) if effects.iter().any(Effect::opens) => model.shared.trail.leave(Some(here)),
                Some(here) => model.shared.trail.close(here, there.as_ref()),
                None => {}
            }
        }
        Some(Go::Over(screen)) => model.open(screen),
        Some(Go::Do(action, key)) => {
            effects.extend(leave(model));
            effects.extend(on_action(model, Some(action), key));
        }
        Some(Go::Away(effect)) => {
            while model.stack.last().is_some_and(Screen::is_window) {
                effects.extend(leave(model));
            }
            effects.push(effect);
        }
        Some(Go::Answered(ask)) => {
            effects.extend(leave(model));
            let Model { shared, stack } = model;
            if let Some(Screen::Workbench(bench)) = stack.last_mut() {
                let mut turn = Turn { shared, effects: Vec::new(), go: None };
                bench.answered(ask, &mut turn);
                effects.extend(turn.effects);
                if let Some(Go::Over(screen)) = turn.go {
                    model.open(screen);
                }
            }
        }
        Some(Go::Took(files, number)) => {
            effects.extend(leave(model));
            let Model { shared, stack } = model;
            if let Some(Screen::Workbench(bench)) = stack.last_mut() {
                effects.extend(bench.take_attempt(&files, number, shared));
            }
        }
        Some(Go::Set(setting, value)) => effects.extend(give(model, setting, &value)),
        Some(Go::Quit) => {
            effects.extend(model.farewell());
            model.stack.clear();
        }
    }
    effects
}

/// Goes along the trail: to the screen that shows the place, if one does, else to a new one.
fn walk(model: &mut Model, way: Way) -> Vec<Effect> {
    let here = model.here();
    let Some(there) = model.shared.trail.step(way, here) else {
        model.shared.notice = Some(model.shared.words.get(match way {
            Way::Back => "trail-no-back",
            Way::Forward => "trail-no-forward",
        }));
        return Vec::new();
    };
    let mut effects = Vec::new();
    while model.stack.last().is_some_and(Screen::is_window) {
        effects.extend(leave(model));
    }
    let shows = |screen: &Screen| match screen {
        Screen::Reader(reader) => reader.slug() == there.slug(),
        Screen::Workbench(bench) => bench.slug() == there.slug(),
        _ => false,
    };
    if let Some(at) = model.stack.iter().rposition(shows) {
        while model.stack.len() > at + 1 {
            effects.extend(leave(model));
        }
        if let (Some(Screen::Reader(reader)), Stay::Lesson(_, reading)) = (model.stack.last_mut(), &there) {
            reader.go_to(reading);
        }
        return effects;
    }
    if way == Way::Back {
        effects.extend(leave(model));
    }
    effects.push(match &there {
        Stay::Lesson(slug, _) => Effect::OpenLesson(slug.clone(), None),
        Stay::Exercise(slug) => Effect::OpenExercise(slug.clone()),
    });
    model.shared.trail.expect(there);
    effects
}

/// Leaves all screens but home; back leads to where one was.
fn home(model: &mut Model) -> Vec<Effect> {
    if let Some(here) = model.here() {
        model.shared.trail.close(here, None);
    }
    let mut effects = Vec::new();
    while model.stack.len() > 1 {
        effects.extend(leave(model));
    }
    effects
}

/// Leaves the screen on top; what it holds is kept.
pub(super) fn leave(model: &mut Model) -> Vec<Effect> {
    if model.stack.len() <= 1 {
        return Vec::new();
    }
    let Some(left) = model.stack.pop() else { return Vec::new() };
    let mut effects = match &left {
        Screen::Reader(reader) => {
            let reading = reader.reading();
            model.shared.standing.lessons.insert(reader.slug().to_string(), reading);
            vec![reader.position()]
        }
        Screen::Workbench(bench) => {
            let mut effects = bench.drafts();
            effects.extend(bench.running().map(Effect::Cancel));
            effects
        }
        Screen::Home(_)
        | Screen::Help(_)
        | Screen::Confirm(_)
        | Screen::Settings(_)
        | Screen::Term(_)
        | Screen::Solution(_)
        | Screen::Card(_)
        | Screen::Attempts(_)
        | Screen::Search(_)
        | Screen::Palette(_)
        | Screen::Map(_)
        | Screen::Trace(_)
        | Screen::Glossary(_)
        | Screen::Review(_)
        | Screen::History(_) => Vec::new(),
    };
    // A day may have passed meanwhile.
    if !left.is_window() && matches!(model.stack.last(), Some(Screen::Home(_))) {
        effects.push(Effect::CountDue);
    }
    model.refit();
    effects
}
