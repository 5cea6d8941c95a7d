//! The screens. Each has its state, its keys and its view; a window is a screen that lies over another.

mod attempts;
mod card;
mod confirm;
mod explorer;
mod found;
mod glossary;
mod help;
mod history;
mod home;
mod line;
mod map;
mod palette;
mod reader;
mod review;
mod scrolled;
mod search;
mod seek;
mod settings;
mod solution;
mod term;
pub(crate) mod workbench;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub(crate) use attempts::Attempts;
pub(crate) use card::Card;
pub(crate) use confirm::{Ask, Confirm};
pub(crate) use explorer::Explorer;
pub(crate) use glossary::Glossary;
pub(crate) use help::Help;
pub(crate) use history::History;
pub(crate) use home::Home;
pub(crate) use map::Map;
pub(crate) use palette::Palette;
pub(crate) use reader::Reader;
pub(crate) use review::Review;
pub(crate) use search::Search;
pub(crate) use settings::SettingsList;
pub(crate) use solution::Solution;
pub(crate) use term::Term;
pub(crate) use workbench::Workbench;

use super::action::Action;
use super::key::Key;
use super::model::{Effect, Shared};
use super::mouse::{Mouse, MouseKind, Target, WHEEL, Wheel};
use super::place::Place;
use crate::progress::{Files, Setting};

/// A screen.
#[derive(Debug)]
pub(crate) enum Screen {
    /// The map of the chapters.
    Home(Home),
    /// A lesson.
    Reader(Box<Reader>),
    /// An exercise.
    Workbench(Box<Workbench>),
    /// The keys of the screen below.
    Help(Help),
    /// A question of the program.
    Confirm(Confirm),
    /// The settings.
    Settings(SettingsList),
    /// A glossary entry.
    Term(Term),
    /// An exercise's solution.
    Solution(Box<Solution>),
    /// What handlers have.
    Card(Card),
    /// Attempts of before.
    Attempts(Box<Attempts>),
    /// The search of the book.
    Search(Box<Search>),
    /// Everything that can be done here.
    Palette(Box<Palette>),
    /// Cards that are due.
    Review(Box<Review>),
    /// Looking back.
    History(Box<History>),
    /// What requires what.
    Map(Box<Map>),
    /// A trace.
    Trace(Box<Explorer>),
    /// All terms.
    Glossary(Box<Glossary>),
}

/// One turn of a screen: what it shares, asks for, and where it goes.
pub(crate) struct Turn<'a> {
    pub(crate) shared: &'a mut Shared,
    pub(crate) effects: Vec<Effect>,
    pub(crate) go: Option<Go>,
}

/// Where a turn leads.
#[derive(Debug)]
pub(crate) enum Go {
    /// To the screen below.
    Back,
    /// To a new screen over this one.
    Over(Screen),
    /// To the screen below, with an answer to a question of the program.
    Answered(Ask),
    /// To the screen below, which takes this action as if its key had been pressed.
    Do(Action, Key),
    /// Out of all windows, to what the effect opens.
    Away(Effect),
    /// To the screen below, with the files of an attempt and its number.
    Took(Files, usize),
    /// Nowhere; a setting gets a value.
    Set(Setting, String),
    /// Out of the program.
    Quit,
}

impl Turn<'_> {
    pub(super) fn ask(&mut self, effect: Effect) {
        self.effects.push(effect);
    }
}

impl Screen {
    /// The places whose actions apply, the most particular first.
    #[must_use]
    pub(crate) fn places(&self) -> Vec<Place> {
        match self {
            Self::Home(_) => vec![Place::Home, Place::Outside, Place::Everywhere],
            Self::Reader(reader) => reader.places(),
            Self::Workbench(bench) => bench.places(),
            Self::Help(_) | Self::Term(_) | Self::Solution(_) | Self::Card(_) => vec![Place::Popup, Place::Everywhere],
            Self::Settings(_) => vec![Place::Settings, Place::Outside, Place::Everywhere],
            Self::Confirm(_) => vec![Place::Confirm, Place::Everywhere],
            Self::Attempts(_) => vec![Place::Attempts, Place::Everywhere],
            Self::Search(_) | Self::Glossary(_) | Self::Palette(_) => vec![Place::Search, Place::Everywhere],
            Self::Review(_) => vec![Place::Review, Place::Outside, Place::Everywhere],
            Self::History(_) => vec![Place::History, Place::Outside, Place::Everywhere],
            Self::Map(_) => vec![Place::Map, Place::Outside, Place::Everywhere],
            Self::Trace(explorer) => explorer.places(),
        }
    }

    /// Whether an action would do something now.
    #[must_use]
    pub(crate) fn can(&self, action: Action, shared: &Shared) -> bool {
        match self {
            Self::Home(_) if matches!(action, Action::GoHome | Action::GoHomeToo) => false,
            Self::Home(_) => Home::can(action, shared),
            Self::Reader(reader) => reader.can(action),
            Self::Workbench(bench) => bench.can(action, shared),
            Self::Term(term) => match action {
                Action::PopupOpen => term.is_taught(shared),
                Action::PopupRight => false,
                _ => true,
            },
            Self::Confirm(_) | Self::History(_) => true,
            Self::Settings(_) => !matches!(action, Action::Settings | Action::SettingsToo),
            Self::Help(_) => !matches!(action, Action::PopupOpen | Action::PopupRight | Action::KeysToo),
            Self::Solution(solution) => solution.can(action),
            Self::Card(card) => card.can(action),
            Self::Attempts(attempts) => attempts.can(action),
            Self::Search(search) => search.can(action),
            Self::Palette(palette) => palette.can(action),
            Self::Map(map) => map.can(action),
            Self::Trace(explorer) => explorer.can(action),
            Self::Review(review) => review.can(action),
            Self::Glossary(glossary) => glossary.can(action, shared),
        }
    }

    /// How many options there are to choose from by a letter.
    #[must_use]
    pub(crate) fn choices(&self) -> usize {
        match self {
            Self::Reader(reader) => reader.choices(),
            Self::Home(_)
            | Self::Workbench(_)
            | Self::Help(_)
            | Self::Confirm(_)
            | Self::Settings(_)
            | Self::Term(_)
            | Self::Solution(_)
            | Self::Card(_)
            | Self::Attempts(_)
            | Self::Search(_)
            | Self::Palette(_)
            | Self::Map(_)
            | Self::Trace(_)
            | Self::Glossary(_)
            | Self::Review(_)
            | Self::History(_) => 0,
        }
    }

    /// Whether it lies over the screen below, which stays in sight.
    #[must_use]
    pub(crate) fn is_window(&self) -> bool {
        match self {
            Self::Help(_)
            | Self::Confirm(_)
            | Self::Settings(_)
            | Self::Term(_)
            | Self::Solution(_)
            | Self::Card(_)
            | Self::Attempts(_)
            | Self::Search(_)
            | Self::Palette(_) => true,
            Self::Home(_)
            | Self::Reader(_)
            | Self::Workbench(_)
            | Self::Glossary(_)
            | Self::Map(_)
            | Self::Trace(_)
            | Self::Review(_)
            | Self::History(_) => false,
        }
    }

    pub(super) fn act(&mut self, action: Option<Action>, key: Key, turn: &mut Turn<'_>) {
        match self {
            Self::Home(home) => action.into_iter().for_each(|action| home.act(action, turn)),
            Self::Reader(reader) => reader.take(action, key, turn),
            Self::Workbench(bench) => bench.act(action, key, turn),
            Self::Help(help) => action.into_iter().for_each(|action| help.act(action, turn)),
            Self::Confirm(confirm) => action.into_iter().for_each(|action| confirm.act(action, turn)),
            Self::Settings(list) => action.into_iter().for_each(|action| list.act(action, turn)),
            Self::Term(term) => action.into_iter().for_each(|action| term.act(action, turn)),
            Self::Solution(solution) => action.into_iter().for_each(|action| solution.act(action, turn)),
            Self::Card(card) => action.into_iter().for_each(|action| card.act(action, turn)),
            Self::Attempts(attempts) => action.into_iter().for_each(|action| attempts.act(action, turn)),
            Self::Search(search) => search.act(action, key, turn),
            Self::Palette(palette) => palette.act(action, key, turn),
            Self::Review(review) => action.into_iter().for_each(|action| review.act(action, turn)),
            Self::History(history) => action.into_iter().for_each(|action| history.act(action, turn)),
            Self::Map(map) => action.into_iter().for_each(|action| map.act(action, turn)),
            Self::Trace(explorer) => action.into_iter().for_each(|action| explorer.act(action, turn)),
            Self::Glossary(glossary) => glossary.act(action, key, turn),
        }
    }

    /// The action that closes it, where it is a window.
    #[must_use]
    pub(super) fn closes(&self) -> Option<Action> {
        match self {
            Self::Help(_) | Self::Term(_) | Self::Solution(_) | Self::Card(_) => Some(Action::Close),
            Self::Confirm(_) => Some(Action::No),
            Self::Attempts(_) => Some(Action::LeaveAttempts),
            Self::Settings(_) => Some(Action::LeaveSettings),
            Self::Search(_) | Self::Palette(_) => Some(Action::FoundClose),
            Self::Home(_)
            | Self::Reader(_)
            | Self::Workbench(_)
            | Self::Glossary(_)
            | Self::Map(_)
            | Self::Trace(_)
            | Self::Review(_)
            | Self::History(_) => None,
        }
    }

    /// Takes the mouse, with what is under it.
    pub(super) fn point(&mut self, mouse: Mouse, target: Option<Target>, turn: &mut Turn<'_>) {
        match self {
            Self::Home(home) => home.point(mouse, target, turn),
            Self::Reader(reader) => reader.point(mouse, target, turn),
            Self::Workbench(bench) => bench.point(mouse, target, turn),
            Self::Settings(list) => list.point(mouse, target, turn),
            Self::Search(search) => search.point(mouse, target, turn),
            Self::Palette(palette) => palette.point(mouse, target, turn),
            Self::Map(map) => map.point(mouse, target, turn),
            Self::Trace(explorer) => explorer.point(mouse, target, turn),
            Self::Glossary(glossary) => glossary.point(mouse, target, turn),
            Self::Help(help) => scroll(mouse, POPUP, |action| help.act(action, turn)),
            Self::Term(term) => scroll(mouse, POPUP, |action| term.act(action, turn)),
            Self::Solution(solution) => scroll(mouse, POPUP, |action| solution.act(action, turn)),
            Self::Card(card) => scroll(mouse, POPUP, |action| card.act(action, turn)),
            Self::Attempts(attempts) => attempts.point(mouse, target, turn),
            Self::Review(review) => {
                let [up, down] = [Action::ReviewUp, Action::ReviewDown];
                scroll(mouse, [up, down, up, down], |action| review.act(action, turn));
            }
            Self::History(history) => {
                let [up, down] = [Action::HistoryUp, Action::HistoryDown];
                scroll(mouse, [up, down, up, down], |action| history.act(action, turn));
            }
            Self::Confirm(_) => {}
        }
    }

    /// Lays out anew what depends on the size or the language.
    pub(super) fn fit(&mut self, shared: &Shared) {
        match self {
            Self::Home(home) => home.fit(shared),
            Self::Reader(reader) => reader.fit(shared),
            Self::Workbench(bench) => bench.fit(shared),
            Self::Solution(solution) => solution.fit(shared),
            Self::Card(card) => card.fit(shared),
            Self::Attempts(attempts) => attempts.fit(shared),
            Self::Glossary(glossary) => glossary.fit(shared),
            Self::Help(help) => help.fit(shared),
            Self::Review(review) => review.fit(shared),
            Self::History(history) => history.fit(shared),
            Self::Palette(palette) => palette.fit(shared),
            Self::Map(map) => map.fit(shared),
            Self::Trace(explorer) => explorer.fit(shared),
            Self::Confirm(_) | Self::Settings(_) | Self::Term(_) | Self::Search(_) => {}
        }
    }

    /// Draws it into `area`; the place of the caret, where there is one.
    pub(super) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) -> Option<Position> {
        match self {
            Self::Home(home) => home.view(shared, area, buf),
            Self::Reader(reader) => return reader.view(shared, area, buf),
            Self::Workbench(bench) => return bench.view(shared, area, buf),
            Self::Help(help) => help.view(shared, area, buf),
            Self::Confirm(confirm) => confirm.view(shared, area, buf),
            Self::Settings(list) => list.view(shared, area, buf),
            Self::Term(term) => term.view(shared, area, buf),
            Self::Solution(solution) => solution.view(shared, area, buf),
            Self::Card(card) => card.view(shared, area, buf),
            Self::Attempts(attempts) => attempts.view(shared, area, buf),
            Self::Search(search) => return search.view(shared, area, buf),
            Self::Palette(palette) => return palette.view(shared, area, buf),
            Self::Review(review) => review.view(shared, area, buf),
            Self::History(history) => history.view(shared, area, buf),
            Self::Map(map) => map.view(shared, area, buf),
            Self::Trace(explorer) => explorer.view(shared, area, buf),
            Self::Glossary(glossary) => return glossary.view(shared, area, buf),
        }
        None
    }
}

/// Actions of a window for the wheel: up, down, left, right.
const POPUP: [Action; 4] = [Action::PopupUp, Action::PopupDown, Action::PopupLeft, Action::PopupRight];

/// Lets the wheel do what keys do, so many rows at a step.
fn scroll(mouse: Mouse, [up, down, left, right]: [Action; 4], mut act: impl FnMut(Action)) {
    let MouseKind::Wheel(wheel) = mouse.kind else { return };
    match wheel {
        Wheel::Up => (0..WHEEL).for_each(|_| act(up)),
        Wheel::Down => (0..WHEEL).for_each(|_| act(down)),
        Wheel::Left => act(left),
        Wheel::Right => act(right),
    }
}
