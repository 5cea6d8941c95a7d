//! What a message does to the model. No input or output: what the world must do is returned.

mod choose;
mod point;
mod press;

use self::press::{leave, on_key, toured};
use super::model::{Effect, Model, Msg, Shared};
use super::screen::{Explorer, History, Home, Reader, Review, Screen, Term, Turn, Workbench};
use super::trail::Stay;

impl Model {
    /// The workbook as it opens.
    #[must_use]
    pub fn new(shared: Shared) -> Self {
        let home = Home::new(&shared);
        Self { shared, stack: vec![Screen::Home(home)] }
    }

    /// Whether the program is over.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.stack.is_empty()
    }

    /// What must not be lost if the program ends now: unsaved buffers and positions.
    #[must_use]
    pub fn farewell(&self) -> Vec<Effect> {
        self.stack
            .iter()
            .flat_map(|screen| match screen {
                Screen::Reader(reader) => vec![reader.position()],
                Screen::Workbench(bench) => bench.drafts(),
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
            })
            .collect()
    }

    /// Whether an answer is being graded.
    #[must_use]
    pub fn is_checking(&self) -> bool {
        self.stack.iter().any(|screen| matches!(screen, Screen::Workbench(bench) if bench.running().is_some()))
    }

    fn benches(&mut self) -> impl Iterator<Item = &mut Workbench> {
        self.stack.iter_mut().filter_map(|screen| match screen {
            Screen::Workbench(bench) => Some(bench.as_mut()),
            _ => None,
        })
    }

    fn readers(&mut self) -> impl Iterator<Item = &mut Reader> {
        self.stack.iter_mut().filter_map(|screen| match screen {
            Screen::Reader(reader) => Some(reader.as_mut()),
            _ => None,
        })
    }

    /// Closes a search that led to something.
    fn end_search(&mut self) {
        self.stack.retain(|screen| !matches!(screen, Screen::Search(_)));
    }

    /// The lesson or exercise that is looked at, also below a window; none at home.
    fn here(&self) -> Option<Stay> {
        match self.stack.iter().rev().find(|screen| !screen.is_window())? {
            Screen::Reader(reader) => Some(Stay::Lesson(reader.slug().clone(), reader.reading())),
            Screen::Workbench(bench) => Some(Stay::Exercise(bench.slug().clone())),
            _ => None,
        }
    }

    fn refit(&mut self) {
        for screen in &mut self.stack {
            screen.fit(&self.shared);
        }
    }

    fn open(&mut self, mut screen: Screen) {
        screen.fit(&self.shared);
        self.stack.push(screen);
    }
}

/// Lets a search look again.
fn searching(screen: &mut Screen, shared: &mut Shared) -> Option<Effect> {
    match screen {
        Screen::Search(search) => search.look(shared),
        _ => None,
    }
}

/// Takes one message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let opens = matches!(msg, Msg::Lesson { .. } | Msg::Exercise(_));
    let mut effects = take(model, msg);
    if opens {
        effects.extend(toured(model, None));
    }
    effects
}

fn take(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => return on_key(model, key),
        Msg::Ground(ground) => model.shared.ground = Some(ground),
        Msg::WideLines => {
            // What is said already is of more weight.
            let words = model.shared.words.get("wide-lines");
            model.shared.notice.get_or_insert(words);
        }
        Msg::Mouse(mouse) => return point::on_mouse(model, mouse),
        Msg::Paste(text) => {
            model.shared.notice = None;
            let Model { shared, stack } = model;
            match stack.last_mut() {
                Some(Screen::Workbench(bench)) => return bench.paste(&text, shared),
                Some(Screen::Reader(reader)) => reader.paste(&text),
                Some(Screen::Glossary(glossary)) => glossary.paste(&text, shared),
                Some(Screen::Palette(palette)) => palette.paste(&text),
                Some(Screen::Search(search)) => return search.paste(&text, shared).into_iter().collect(),
                _ => {}
            }
        }
        Msg::Resize(columns, rows) => {
            model.shared.size = (columns, rows);
            model.refit();
        }
        Msg::Lesson { lesson, section, kept } => {
            model.shared.standing.last = Some(lesson.slug.to_string());
            model.end_search();
            let coming = model.shared.trail.arrives(&lesson.slug);
            if coming.is_none() {
                let here = model.here();
                model.shared.trail.leave(here);
            }
            // The lesson that is read already moves to the place.
            if let Some(Screen::Reader(reader)) = model.stack.last_mut()
                && *reader.slug() == lesson.slug
            {
                reader.go_to_section_or_top(section.as_deref());
                return vec![reader.position()];
            }
            let mut reader = Reader::new(*lesson);
            reader.fit(&model.shared);
            match (coming, section) {
                (Some(Stay::Lesson(_, reading)), _) => reader.go_to(&reading),
                (_, Some(section)) => reader.go_to_section(&section),
                (_, None) => reader.go_to(&kept),
            }
            let here = reader.position();
            model.stack.push(Screen::Reader(Box::new(reader)));
            return vec![here];
        }
        Msg::LessonAgain(lesson) => {
            let Model { shared, stack } = model;
            for screen in stack {
                match screen {
                    Screen::Reader(reader) if reader.slug() == &lesson.slug => {
                        reader.say_again((*lesson).clone(), shared);
                    }
                    _ => {}
                }
            }
        }
        Msg::Exercise(opened) => {
            model.shared.standing.last = Some(opened.exercise.slug.to_string());
            model.end_search();
            if model.shared.trail.arrives(&opened.exercise.slug).is_none() {
                let here = model.here();
                model.shared.trail.leave(here);
            }
            // One that is open already, below what led here, is gone back to: an answer has one editor.
            let is_it =
                |screen: &Screen| matches!(screen, Screen::Workbench(bench) if *bench.slug() == opened.exercise.slug);
            if let Some(at) = model.stack.iter().position(is_it) {
                let mut effects = Vec::new();
                while model.stack.len() > at + 1 {
                    effects.extend(leave(model));
                }
                return effects;
            }
            let mut bench = Workbench::new(*opened, &model.shared);
            let effect = bench.ask_for_rows(&mut model.shared);
            let question = bench.ask_which();
            model.open(Screen::Workbench(Box::new(bench)));
            if let Some(question) = question {
                model.open(Screen::Confirm(question));
            }
            return effect.into_iter().collect();
        }
        Msg::TextAgain(slug, text, sections) => {
            let Model { shared, stack } = model;
            for screen in stack {
                match screen {
                    Screen::Workbench(bench) if bench.slug() == &slug => {
                        bench.say_again((*text).clone(), sections.clone(), shared);
                    }
                    Screen::Attempts(attempts) if attempts.slug() == &slug => {
                        attempts.say_again((*text).clone(), shared);
                    }
                    Screen::Trace(explorer) if explorer.is_of(&slug) => explorer.name_again(&text, shared),
                    Screen::Solution(solution) if solution.slug() == &slug => {
                        solution.say_again((*text).clone(), shared);
                    }
                    _ => {}
                }
            }
        }
        Msg::Term(term) => model.open(Screen::Term(Term::new(term))),
        Msg::Glossary(terms) => {
            let Model { shared, stack } = model;
            for screen in stack {
                match screen {
                    Screen::Glossary(glossary) => glossary.take(terms.clone(), shared),
                    Screen::Palette(palette) => palette.take(terms.clone(), shared),
                    _ => {}
                }
            }
        }
        Msg::Explored(ticket, progress) => {
            let Model { shared, stack } = model;
            for screen in stack {
                if let Screen::Workbench(bench) = screen {
                    bench.explored(ticket, &progress, shared);
                }
            }
        }
        Msg::Story(ticket, story) => {
            // Who has gone elsewhere meanwhile is not led away.
            let is_wanted = match (ticket, model.stack.last_mut()) {
                (None, _) => true,
                (Some(ticket), Some(Screen::Workbench(bench))) => bench.wants_story(ticket),
                (Some(_), _) => false,
            };
            if !is_wanted {
                return Vec::new();
            }
            let explorer = Explorer::new(*story, &model.shared.words);
            model.open(Screen::Trace(Box::new(explorer)));
        }
        Msg::Trouble(words) => model.shared.notice = Some(words),
        Msg::Standing(standing) => {
            model.shared.standing = *standing;
            model.refit();
        }
        Msg::Ran(ticket, shown) => {
            let Model { shared, stack } = model;
            for screen in stack {
                if let Screen::Reader(reader) = screen {
                    reader.ran(ticket, &shown, shared);
                }
            }
        }
        Msg::Given(ticket, tables) => {
            let Model { shared, stack } = model;
            for screen in stack {
                if let Screen::Workbench(bench) = screen {
                    bench.given(ticket, &tables, shared);
                }
            }
        }
        Msg::Checked(ticket, check) => {
            let Model { shared, stack } = model;
            for screen in stack {
                if let Screen::Workbench(bench) = screen {
                    bench.checked(ticket, &check, shared);
                }
            }
        }
        Msg::Graded(ticket, report) => {
            let Model { shared, stack } = model;
            for screen in stack {
                if let Screen::Workbench(bench) = screen {
                    bench.graded(ticket, &report, shared);
                }
            }
        }
        Msg::Indexed(ticket, index) => {
            let Model { shared, stack } = model;
            // What was asked for before the language changed is of no use.
            if shared.indexing.take_if(|indexing| *indexing == ticket).is_some() {
                shared.index = Some(index);
                return stack.iter_mut().filter_map(|screen| searching(screen, shared)).collect();
            }
        }
        Msg::GaveUp(ticket) => {
            model.shared.indexing.take_if(|indexing| *indexing == ticket);
            model.readers().for_each(|reader| reader.gave_up(ticket));
            model.benches().for_each(|bench| bench.gave_up(ticket));
            model.refit();
        }
        Msg::LookedBack(looked) => {
            let Model { shared, stack } = model;
            match stack
                .iter_mut()
                .find_map(|screen| if let Screen::History(history) = screen { Some(history) } else { None })
            {
                Some(history) => history.say_again(*looked, shared),
                None => model.open(Screen::History(Box::new(History::new(*looked)))),
            }
        }
        Msg::Due(cards) => {
            model.shared.due = cards;
            model.refit();
        }
        Msg::Review(cards) => model.open(Screen::Review(Box::new(Review::new(cards)))),
        Msg::ReviewAgain(cards) => {
            let Model { shared, stack } = model;
            for screen in stack {
                if let Screen::Review(review) = screen {
                    review.say_again(&cards, shared);
                }
            }
        }
        Msg::Attempts(tried) => {
            let bench = model.benches().find(|bench| *bench.slug() == tried.exercise);
            if let Some(attempts) = bench.map(|bench| bench.attempts(*tried)) {
                model.open(Screen::Attempts(Box::new(attempts)));
            }
        }
        Msg::Beat => {
            let Model { shared, stack } = model;
            for screen in stack {
                if let Screen::Workbench(bench) = screen {
                    bench.beat(shared);
                }
            }
        }
        Msg::PutAway => return model.benches().flat_map(Workbench::put_away).collect(),
        Msg::WasReset(slug, files) => {
            let Model { shared, stack } = model;
            for screen in stack {
                match screen {
                    Screen::Workbench(bench) if bench.slug() == &slug => bench.was_reset(&files, shared),
                    _ => {}
                }
            }
        }
        Msg::Files(slug, files) => {
            let Model { shared, stack } = model;
            let mut turn = Turn { shared, effects: Vec::new(), go: None };
            for screen in stack {
                match screen {
                    Screen::Workbench(bench) if bench.slug() == &slug => bench.saved_outside(&files, &mut turn),
                    _ => {}
                }
            }
            return turn.effects;
        }
        Msg::End => {
            let effects = model.farewell();
            model.stack.clear();
            return effects;
        }
    }
    Vec::new()
}
