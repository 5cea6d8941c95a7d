//! Home: the chapters, what is in the one selected, and one card that says what to do now.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Go, Turn};
use crate::base::{Lang, Slug, pad, truncate, width};
use crate::course::{Chapter, ExerciseCard, LessonCard};
use crate::tui::action::{ACTIONS, Action};
use crate::tui::key::{Code, Key};
use crate::tui::model::{Effect, Shared, Step};
use crate::tui::mouse::{Mouse, MouseKind, Target, Wheel};
use crate::tui::paint;
use crate::tui::theme::{self, Part};

/// The state of the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Home {
    focus: Focus,
    chapter: usize,
    item: usize,
}

/// Which part has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Focus {
    Card,
    Tour,
    Chapters,
    Items,
}

/// Something of a chapter that can be opened.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Thing<'a> {
    Lesson(&'a LessonCard),
    Exercise(&'a ExerciseCard),
}

/// What the card offers.
struct Offer<'a> {
    chapter: &'a Chapter,
    thing: Thing<'a>,
    begun: bool,
}

impl Home {
    /// The map as it opens: the card has the keys, its chapter is selected.
    #[must_use]
    pub(crate) fn new(shared: &Shared) -> Self {
        let mut home = Self { focus: Focus::Card, chapter: 0, item: 0 };
        home.select_offer(shared);
        home
    }

    fn select_offer(&mut self, shared: &Shared) {
        if let Some(offer) = offer(shared) {
            let at = |chapter: &Chapter| chapter.id == offer.chapter.id;
            self.chapter = shared.catalog.chapters.iter().position(at).unwrap_or(0);
            self.item = things(offer.chapter).iter().position(|thing| *thing == offer.thing).unwrap_or(0);
        }
    }

    /// Keeps the selection within what there is; the card follows what was done.
    pub(crate) fn fit(&mut self, shared: &Shared) {
        if self.focus == Focus::Tour && !offers_tour(shared) {
            self.focus = Focus::Card;
        }
        if self.focus == Focus::Card {
            self.select_offer(shared);
        }
        self.chapter = self.chapter.min(shared.catalog.chapters.len().saturating_sub(1));
        let items = self.selected(shared).map_or(0, |chapter| things(chapter).len());
        self.item = self.item.min(items.saturating_sub(1));
    }

    fn selected<'a>(&self, shared: &'a Shared) -> Option<&'a Chapter> {
        shared.catalog.chapters.get(self.chapter)
    }

    pub(crate) fn can(action: Action, shared: &Shared) -> bool {
        match action {
            Action::Open | Action::Continue => !shared.catalog.chapters.is_empty(),
            Action::Review => shared.due > 0,
            Action::PutTourAway => offers_tour(shared),
            _ => true,
        }
    }

    pub(crate) fn act(&mut self, action: Action, turn: &mut Turn<'_>) {
        let chapters = turn.shared.catalog.chapters.len();
        let items = self.selected(turn.shared).map_or(0, |chapter| things(chapter).len());
        match (action, self.focus) {
            (Action::Open, Focus::Card) | (Action::Continue, _) => {
                if let Some(offer) = offer(turn.shared) {
                    turn.effects.push(offer.thing.open());
                }
            }
            (Action::Open | Action::HomeRight, Focus::Chapters) if items > 0 => self.focus = Focus::Items,
            (Action::Open, Focus::Items) => {
                let chapter = self.selected(turn.shared);
                let effect = chapter.and_then(|chapter| things(chapter).get(self.item).map(Thing::open));
                turn.effects.extend(effect);
            }
            (Action::HomeRight, Focus::Card) if offers_tour(turn.shared) => self.focus = Focus::Tour,
            (Action::Open, Focus::Tour) => {
                // The offer goes, and with it what was selected: Enter must not mean the tour once more.
                self.focus = Focus::Card;
                turn.go = Some(Go::Do(Action::Tour, Key::plain(Code::Enter)));
            }
            (Action::HomeDown | Action::HomeRight, Focus::Card | Focus::Tour) | (Action::HomeLeft, Focus::Items) => {
                self.focus = Focus::Chapters;
            }
            (Action::HomeDown, Focus::Chapters) if self.chapter + 1 < chapters => {
                self.chapter += 1;
                self.item = 0;
            }
            (Action::HomeDown, Focus::Items) if self.item + 1 < items => self.item += 1,
            (Action::HomeUp, Focus::Chapters) if self.chapter > 0 => {
                self.chapter -= 1;
                self.item = 0;
            }
            (Action::HomeUp, Focus::Items) => self.item = self.item.saturating_sub(1),
            (Action::HomeUp | Action::HomeLeft, Focus::Chapters | Focus::Tour) => self.focus = Focus::Card,
            (Action::Review, _) => turn.effects.push(Effect::BeginReview),
            (Action::LookBack, _) => turn.effects.push(Effect::LookBack),
            (Action::Quit, _) => turn.go = Some(Go::Quit),
            _ => {}
        }
    }

    /// Takes the mouse: a click selects a row, one on the selected row opens it; the wheel goes through the list under it.
    pub(crate) fn point(&mut self, mouse: Mouse, target: Option<Target>, turn: &mut Turn<'_>) {
        let before = (self.focus, self.chapter, self.item);
        match target {
            Some(Target::Card) => self.focus = Focus::Card,
            Some(Target::Row(_)) => self.focus = Focus::Chapters,
            Some(Target::Item(_)) => self.focus = Focus::Items,
            _ => {}
        }
        match (mouse.kind, target) {
            (MouseKind::Click(_), Some(Target::Row(chapter))) if chapter != self.chapter => {
                (self.chapter, self.item) = (chapter, 0);
            }
            (MouseKind::Click(_), Some(Target::Item(item))) => self.item = item,
            (MouseKind::Wheel(Wheel::Up), _) => self.act(Action::HomeUp, turn),
            (MouseKind::Wheel(Wheel::Down), _) => self.act(Action::HomeDown, turn),
            _ => {}
        }
        let opens = matches!(target, Some(Target::Card)) || before == (self.focus, self.chapter, self.item);
        if matches!((mouse.kind, target), (MouseKind::Click(_), Some(_))) && opens {
            self.act(Action::Open, turn);
        }
    }

    pub(crate) fn view(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        if shared.catalog.chapters.is_empty() {
            paint::text(buf, area.x, area.y, &shared.words.get("home-nothing"), Style::new(), area.width);
            return;
        }
        let card = if area.height >= 12 { 3 } else { 1 };
        let top = Rect { height: card.min(area.height), ..area };
        // Beside the first card, or below it where there is no room.
        let (top, card) = if card == 3 {
            (self.view_tour(shared, top, buf), card)
        } else if offers_tour(shared) && area.height >= 6 {
            self.view_tour(shared, Rect { y: top.bottom(), ..top }, buf);
            (top, card + 1)
        } else {
            (top, card)
        };
        Target::Card.mark(top, buf);
        self.view_card(shared, top, buf);
        view_due(shared, top, buf);
        let rest = Rect { y: area.y + card.min(area.height), height: area.height.saturating_sub(card), ..area };
        if rest.width >= 64 {
            // As wide as the longest title asks for, where the other half can spare it.
            let asked = (widest(&shared.catalog.chapters, shared) + 8).min(rest.width * 9 / 20);
            let left = (rest.width * 3 / 8).clamp(30, 46).max(asked);
            self.view_chapters(shared, Rect { width: left, ..rest }, buf);
            self.view_items(shared, Rect { x: rest.x + left, width: rest.width - left, ..rest }, buf);
        } else if self.focus == Focus::Items {
            self.view_items(shared, rest, buf);
            // The title leads back to the chapters.
            Target::Do(Action::HomeLeft).mark(Rect { height: 1, ..rest }, buf);
        } else {
            self.view_chapters(shared, rest, buf);
        }
    }

    /// The offer of the tour, at the right of an area or on a row of its own; what is left of the area.
    fn view_tour(&self, shared: &Shared, area: Rect, buf: &mut Buffer) -> Rect {
        if !offers_tour(shared) {
            return area;
        }
        let focused = self.focus == Focus::Tour;
        let words = format!(" ▶ {} ", shared.words.get("home-tour-take"));
        let cells = if area.height < 3 { area.width } else { (paint::cells(&words) + 4).min(area.width / 2) };
        let card = Rect { x: area.right() - cells, width: cells, ..area };
        let inner = paint::inner_margin(paint::frame(buf, card, &shared.words.get("home-tour"), focused));
        let look = if focused { theme::part(Part::Selected) } else { Style::new() };
        paint::text(buf, inner.x, inner.y, &words, look, inner.width);
        Target::Do(Action::Tour).mark(card, buf);
        // On its lower edge, how it is put away.
        let away = ACTIONS.iter().find(|entry| entry.action == Action::PutTourAway);
        if let Some(key) = away.and_then(|entry| shared.keys.of(entry).first()).filter(|_| card.height == 3) {
            let words = format!(" {key} {} ", shared.words.get("key-tour-away"));
            let edge = Rect { x: card.x + 2, y: card.bottom() - 1, width: card.width.saturating_sub(4), height: 1 };
            let x = paint::text_right(buf, edge, edge.y, &words, theme::part(Part::Quiet));
            Target::Do(Action::PutTourAway).mark(Rect { x, width: edge.right() - x, ..edge }, buf);
        }
        Rect { width: area.width - cells, ..area }
    }

    fn view_card(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let Some(offer) = offer(shared) else {
            let inner = paint::inner_margin(paint::frame(buf, area, "", self.focus == Focus::Card));
            paint::text(
                buf,
                inner.x,
                inner.y,
                &shared.words.get("home-all-done"),
                theme::part(Part::Good),
                inner.width,
            );
            return;
        };
        let lang = shared.lang();
        let focused = self.focus == Focus::Card;
        let title = shared.words.get(if offer.begun { "home-continue" } else { "home-start" });
        let inner = paint::inner_margin(paint::frame(buf, area, &title, focused));
        let kind = shared.words.get(match offer.thing {
            Thing::Lesson(_) => "home-lesson",
            Thing::Exercise(_) => "home-exercise",
        });
        let minutes = shared.words.with("unit-minutes", &[("n", i64::from(offer.thing.minutes()).into())]);
        let facts = if inner.width >= 72 {
            format!("{} {} · {kind} · {minutes}", offer.chapter.order, offer.chapter.title.get(lang))
        } else {
            minutes
        };
        let look = if focused { theme::part(Part::Selected) } else { theme::part(Part::SelectedElsewhere) };
        let room = inner.width.saturating_sub(paint::cells(&facts) + 2);
        let name = format!(" ▶ {} ", offer.thing.title(lang));
        paint::text(buf, inner.x, inner.y, &name, look, room);
        if room > 8 {
            paint::text_right(buf, inner, inner.y, &facts, theme::part(Part::Quiet));
        }
    }

    fn view_chapters(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let focused = self.focus == Focus::Chapters;
        let inner = paint::frame(buf, area, &shared.words.get("home-chapters"), focused);
        let chapters = &shared.catalog.chapters;
        let top = self.chapter.saturating_sub(usize::from(inner.height.saturating_sub(1)));
        let titles = widest(chapters, shared);
        // The bar gives way to a title.
        let bar = match inner.width {
            40.. if titles + 12 <= inner.width => 6,
            30.. if titles + 10 <= inner.width => 4,
            _ => 0,
        };
        for (y, (number, chapter)) in (inner.top()..inner.bottom()).zip(chapters.iter().enumerate().skip(top)) {
            let here = number == self.chapter;
            let (done, all) = counts(chapter, shared);
            let count = format!("{done}/{all}");
            let right = bar + 6;
            let room = inner.width.saturating_sub(right);
            let name = format!("{} {}", chapter.order, chapter.title.get(shared.lang()));
            row(buf, inner.x, y, room, &name, here, focused);
            let x = inner.right().saturating_sub(right);
            if bar > 0 {
                paint::bar(buf, x, y, bar, done, all);
            }
            let style = theme::part(if done == all && all > 0 { Part::Good } else { Part::Quiet });
            paint::text(buf, x + bar + 1, y, &format!("{count:>4}"), style, 6);
            Target::Row(number).mark(Rect { y, height: 1, ..inner }, buf);
        }
        paint::scrollbar(buf, inner, top, usize::from(inner.height), chapters.len());
    }

    fn view_items(&self, shared: &Shared, area: Rect, buf: &mut Buffer) {
        let Some(chapter) = self.selected(shared) else { return };
        let lang = shared.lang();
        let focused = self.focus == Focus::Items;
        let title = format!("{} · {}", chapter.order, chapter.title.get(lang));
        let inner = paint::inner_margin(paint::frame(buf, area, &title, focused));
        let rows = Self::item_rows(chapter, shared, inner.width);
        let here =
            rows.iter().position(|row| matches!(row, ItemRow::Thing(item, _) if *item == self.item)).unwrap_or(0);
        let seen = usize::from(inner.height);
        let top = (here + 2).saturating_sub(seen).min(rows.len().saturating_sub(seen));
        for (y, row) in (inner.top()..inner.bottom()).zip(rows.iter().skip(top)) {
            match row {
                ItemRow::Words(words, part) => {
                    paint::text(buf, inner.x, y, words, theme::part(*part), inner.width);
                }
                ItemRow::Thing(item, thing) => {
                    self.view_thing(*item, *thing, shared, Rect { y, height: 1, ..inner }, focused, buf);
                }
            }
        }
        paint::scrollbar(buf, Rect { width: inner.width + 1, ..inner }, top, seen, rows.len());
    }

    fn item_rows<'a>(chapter: &'a Chapter, shared: &Shared, cells: u16) -> Vec<ItemRow<'a>> {
        let mut out: Vec<ItemRow<'a>> = textwrap::wrap(chapter.summary.get(shared.lang()), usize::from(cells.max(8)))
            .into_iter()
            .map(|line| ItemRow::Words(line.into_owned(), Part::Quiet))
            .collect();
        let all = things(chapter);
        for (heading, begin, end) in
            [("home-lessons", 0, chapter.lessons.len()), ("home-exercises", chapter.lessons.len(), all.len())]
        {
            if begin < end {
                out.push(ItemRow::Words(String::new(), Part::Quiet));
                out.push(ItemRow::Words(shared.words.get(heading), Part::Title));
                out.extend((begin..end).map(|at| ItemRow::Thing(at, all[at])));
            }
        }
        out
    }

    fn view_thing(&self, item: usize, thing: Thing<'_>, shared: &Shared, area: Rect, focused: bool, buf: &mut Buffer) {
        let (mark, part) = match thing.state(shared) {
            Step::Fresh => ("○", Part::Quiet),
            Step::Begun => ("◐", Part::Begun),
            Step::Done => ("✔", Part::Good),
        };
        let minutes = shared.words.with("unit-minutes", &[("n", i64::from(thing.minutes()).into())]);
        let facts = match thing {
            Thing::Lesson(_) => pad_left(&minutes, 6),
            Thing::Exercise(card) => {
                let checks = shared.standing.exercises.get(card.slug.as_str()).map_or(0, |stand| stand.checks);
                let begun = thing.state(shared) == Step::Begun && checks > 0;
                let progress = if begun { format!("  {checks}/{}", card.checks.len()) } else { String::new() };
                format!(
                    "{progress} {} {}",
                    pad(&"●".repeat(usize::from(card.difficulty.min(3))), 3),
                    pad_left(&minutes, 6)
                )
            }
        };
        let facts = if area.width >= 40 { facts } else { String::new() };
        paint::text(buf, area.x, area.y, mark, theme::part(part), 2);
        let room = area.width.saturating_sub(paint::cells(&facts) + 3);
        row(buf, area.x + 1, area.y, room, thing.title(shared.lang()), item == self.item, focused);
        paint::text_right(buf, area, area.y, &facts, theme::part(Part::Quiet));
        Target::Item(item).mark(area, buf);
    }
}

/// Whether the tour is offered: to who has done nothing yet, and is not on it.
fn offers_tour(shared: &Shared) -> bool {
    shared.standing.is_new() && shared.tour.is_none()
}

/// On the card's lower edge, that cards are due: offered, and in nobody's way.
fn view_due(shared: &Shared, area: Rect, buf: &mut Buffer) {
    if shared.due == 0 || area.height < 3 || area.width < 12 {
        return;
    }
    let words = format!(" {} ", shared.words.with("review-due", &[("n", shared.due.into())]));
    let edge = Rect { x: area.x + 2, width: area.width - 4, ..area };
    let y = area.bottom() - 1;
    let x = paint::text_right(buf, edge, y, &words, theme::part(Part::Begun));
    Target::Do(Action::Review).mark(Rect { x, y, width: edge.right() - x, height: 1 }, buf);
}

/// A row of the list of a chapter.
enum ItemRow<'a> {
    Words(String, Part),
    Thing(usize, Thing<'a>),
}

/// A row of a list: its name, marked where it is selected.
/// Cells of the longest chapter's row, with its number and a margin on both sides.
fn widest(chapters: &[Chapter], shared: &Shared) -> u16 {
    chapters.iter().map(|chapter| paint::cells(chapter.title.get(shared.lang())) + 4).max().unwrap_or(0)
}

fn row(buf: &mut Buffer, x: u16, y: u16, cells: u16, name: &str, here: bool, focused: bool) {
    let look = match (here, focused) {
        (true, true) => theme::part(Part::Selected),
        (true, false) => theme::part(Part::SelectedElsewhere),
        (false, _) => Style::new(),
    };
    let shown = format!(" {} ", truncate(name, usize::from(cells.saturating_sub(2))));
    paint::text(buf, x, y, &shown, look, cells);
}

fn pad_left(text: &str, cells: usize) -> String {
    format!("{}{text}", " ".repeat(cells.saturating_sub(width(text))))
}

impl Thing<'_> {
    fn title(&self, lang: &Lang) -> &str {
        match self {
            Self::Lesson(card) => card.title.get(lang),
            Self::Exercise(card) => card.title.get(lang),
        }
    }

    fn minutes(&self) -> u16 {
        match self {
            Self::Lesson(card) => card.minutes,
            Self::Exercise(card) => card.minutes,
        }
    }

    fn slug(&self) -> &Slug {
        match self {
            Self::Lesson(card) => &card.slug,
            Self::Exercise(card) => &card.slug,
        }
    }

    fn open(&self) -> Effect {
        match self {
            Self::Lesson(card) => Effect::OpenLesson(card.slug.clone(), None),
            Self::Exercise(card) => Effect::OpenExercise(card.slug.clone()),
        }
    }

    fn state(&self, shared: &Shared) -> Step {
        match self {
            Self::Lesson(card) => shared.standing.lesson(&card.slug),
            Self::Exercise(card) => shared.standing.exercise(&card.slug),
        }
    }
}

fn things(chapter: &Chapter) -> Vec<Thing<'_>> {
    let lessons = chapter.lessons.iter().map(Thing::Lesson);
    lessons.chain(chapter.exercises.iter().map(Thing::Exercise)).collect()
}

fn counts(chapter: &Chapter, shared: &Shared) -> (usize, usize) {
    let all = things(chapter);
    (all.iter().filter(|thing| thing.state(shared) == Step::Done).count(), all.len())
}

/// What to do now: what was open last if it is not done, else the first thing not done, in the order of the book.
fn offer(shared: &Shared) -> Option<Offer<'_>> {
    let all = || {
        shared
            .catalog
            .chapters
            .iter()
            .flat_map(|chapter| things(chapter).into_iter().map(move |thing| (chapter, thing)))
            .filter(|(_, thing)| thing.state(shared) != Step::Done)
    };
    let last = shared.standing.last.as_deref();
    let (chapter, thing) = all().find(|(_, thing)| Some(thing.slug().as_str()) == last).or_else(|| all().next())?;
    let begun = thing.state(shared) == Step::Begun || last.is_some();
    Some(Offer { chapter, thing, begun })
}

/// What comes after something.
pub(crate) struct Next {
    /// Its title.
    pub(crate) title: String,
    /// Its id.
    pub(crate) slug: Slug,
    /// What opens it.
    pub(crate) open: Effect,
}

/// What comes after a lesson or an exercise: after a lesson an exercise that asks for it, else the first thing of the
/// chapter that is not done, else the first of a later chapter, else the first there is.
pub(crate) fn next_after(slug: &Slug, shared: &Shared) -> Option<Next> {
    let chapters = &shared.catalog.chapters;
    let at = chapters.iter().position(|chapter| things(chapter).iter().any(|thing| thing.slug() == slug))?;
    let (before, rest) = chapters.split_at(at);
    let open = |thing: &Thing<'_>| thing.slug() != slug && thing.state(shared) != Step::Done;
    let asks = |card: &&ExerciseCard| card.requires.contains(slug) && open(&Thing::Exercise(card));
    let thing = chapters[at].exercises.iter().find(asks).map(Thing::Exercise);
    let thing = thing.or_else(|| rest.iter().chain(before).flat_map(things).find(open))?;
    Some(Next { title: thing.title(shared.lang()).to_owned(), slug: thing.slug().clone(), open: thing.open() })
}
