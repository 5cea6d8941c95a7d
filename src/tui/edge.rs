//! The edge: does what [`update`](super::update()) asks for, with the course, the store, the answers and the worker.

mod cards;
mod exercises;
mod outside;
mod stories;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::os::fd::BorrowedFd;
use std::sync::Arc;

use indexmap::IndexMap;

pub(crate) use self::outside::{AskedOutside, Outside};
use super::clock::Clock;
use super::keymap::Keymap;
use super::model::{Block, Effect, Model, Msg, Reading, Shared, Ticket, standing, term, terms};
use super::story::Played;
use super::theme::Ground;
use super::trail::Trail;
use super::watcher::Watcher;
use super::worker::{Came, Worker};
use super::{run_block, update};
use crate::base::{Lang, Safe, Slug, Strings};
use crate::course::search::Index;
use crate::course::{Concepts, Course, Exercise, Problems};
use crate::grade::Report;
use crate::progress::{
    Answers, Cursor, Draft, Home, LessonPlace, Pulse, Setting, Settings, Spent, Store, TextHash, told,
};

/// What the workbook is opened with.
#[derive(Debug)]
pub struct Options {
    /// Lessons and exercises.
    pub course: Course,
    /// Attempts, places, drafts.
    pub store: Store,
    /// Answer files.
    pub answers: Answers,
    /// The language to begin in.
    pub lang: Lang,
    /// Whether only ASCII is drawn for lines and marks.
    pub ascii: bool,
    /// Whether colours are used.
    pub color: bool,
    /// What the terminal has behind its letters, where that is known.
    pub ground: Option<Ground>,
    /// The data folder, where settings are kept.
    pub home: Home,
    /// What the reader has chosen.
    pub settings: Settings,
    /// Which keys do what.
    pub keys: Keymap,
    /// Something to say at once.
    pub notice: Option<String>,
}

/// An answer and its verdict.
struct Judged {
    exercise: Arc<Exercise>,
    files: IndexMap<String, String>,
    report: Report,
}

/// The world of one workbook.
pub(crate) struct Edge {
    course: Arc<Course>,
    store: Store,
    answers: Answers,
    home: Home,
    lang: Lang,
    /// The time.
    pub(crate) clock: Clock,
    /// The program's words, made when they are first needed: not before the first frame.
    words: OnceCell<Strings>,
    concepts: Option<Concepts>,
    /// The book ready to be searched, by language.
    indexes: BTreeMap<Lang, Arc<Index>>,
    worker: Option<Worker>,
    watcher: Option<Watcher>,
    /// What is being graded.
    grading: BTreeMap<Ticket, (Arc<Exercise>, IndexMap<String, String>)>,
    /// Tickets of rows shown with an exercise.
    giving: BTreeMap<Ticket, Arc<Exercise>>,
    /// The last verdict on each exercise, with the answer it is about.
    reports: BTreeMap<Slug, Judged>,
    /// Stories that are being told: of which exercise, by which schedule.
    telling: BTreeMap<Ticket, (Slug, String)>,
    /// Signs of life, for the time spent.
    pulse: Pulse,
    /// Whether [`Msg::PutAway`] was asked for.
    pub(crate) put_away: bool,
    /// A file that is to be edited in the reader's own editor.
    pub(crate) outside: Option<AskedOutside>,
}

impl Edge {
    /// The world and the workbook in it, as they open: one quick read of the store, no lesson parsed.
    pub(crate) fn open(options: Options, size: (u16, u16)) -> (Self, Model) {
        let Options { course, store, answers, lang, ascii, color, ground, home, settings, keys, notice } = options;
        // A store that cannot be read shows nothing done, and says so at the first save.
        let standing = standing(&store.overview().unwrap_or_default());
        let words = Strings::new(&lang);
        let lang = words.lang().clone();
        let shared = Shared {
            size,
            words,
            catalog: Arc::new(course.catalog().clone()),
            standing,
            notice,
            ascii,
            trail: Trail::default(),
            tour: None,
            due: 0,
            index: None,
            indexing: None,
            settings,
            keys,
            ground,
            color,
            tickets: 0,
        };
        let edge = Self {
            course: Arc::new(course),
            store,
            answers,
            home,
            lang,
            clock: Clock::System,
            words: OnceCell::new(),
            concepts: None,
            indexes: BTreeMap::new(),
            worker: None,
            watcher: None,
            grading: BTreeMap::new(),
            giving: BTreeMap::new(),
            reports: BTreeMap::new(),
            telling: BTreeMap::new(),
            pulse: Pulse::default(),
            put_away: false,
            outside: None,
        };
        (edge, Model::new(shared))
    }

    fn words(&self) -> &Strings {
        self.words.get_or_init(|| Strings::new(&self.lang))
    }

    /// Gives the world its worker.
    pub(crate) fn employ(&mut self, worker: Worker) {
        self.worker = Some(worker);
    }

    /// Gives the world eyes for what other programs save.
    pub(crate) fn attend(&mut self, watcher: Watcher) {
        self.watcher = Some(watcher);
    }

    /// What becomes readable when there are [`Edge::news`].
    pub(crate) fn wakes(&self) -> impl Iterator<Item = BorrowedFd<'_>> {
        self.worker.as_ref().map(Worker::wake).into_iter().chain(self.watcher.as_ref().map(Watcher::wake))
    }

    /// The worker.
    pub(crate) fn worker(&self) -> Option<&Worker> {
        self.worker.as_ref()
    }

    /// What there is to say once the first frame is there: of a damaged store, and of cards that are due.
    pub(crate) fn look_over(&mut self) -> Vec<Msg> {
        let damage = self.store.check().map(|notice| Msg::Trouble(notice.message(self.words())));
        damage.into_iter().chain([self.due()]).collect()
    }

    /// Takes a message, and does what it asks for, and what that asks for.
    pub(crate) fn turn(&mut self, model: &mut Model, msg: Msg) {
        let alive = matches!(msg, Msg::Key(_) | Msg::Paste(_) | Msg::Mouse(_));
        let spent = if alive { self.pulse.beat(self.clock.now()) } else { None };
        let mut waiting = vec![msg];
        self.spend(spent);
        while !waiting.is_empty() {
            for msg in std::mem::take(&mut waiting) {
                for effect in update(model, msg) {
                    self.perform(effect, &mut waiting);
                }
            }
        }
        if model.is_over() {
            self.rest();
        }
    }

    /// Keeps the time that is gathered and not kept yet.
    fn rest(&mut self) {
        let spent = self.pulse.rest();
        self.spend(spent);
    }

    fn spend(&mut self, spent: Option<Spent>) {
        if let Some(spent) = spent {
            // What cannot be kept says so at the next save of something that somebody misses.
            drop(self.store.spend(spent));
        }
    }

    /// Does one thing.
    pub(crate) fn perform(&mut self, effect: Effect, out: &mut Vec<Msg>) {
        match effect {
            Effect::OpenLesson(slug, section) => match self.course.lesson(&slug, &self.lang) {
                Ok(lesson) => {
                    let kept = self.reading(&slug);
                    out.push(Msg::Lesson { lesson: Box::new(lesson), section, kept });
                }
                Err(problems) => out.push(self.broken(&problems)),
            },
            Effect::RereadLesson(slug) => match self.course.lesson(&slug, &self.lang) {
                Ok(lesson) => out.push(Msg::LessonAgain(Box::new(lesson))),
                Err(problems) => out.push(self.broken(&problems)),
            },
            Effect::OpenExercise(slug) => match self.open_exercise(&slug, out) {
                Ok(opened) => out.push(Msg::Exercise(Box::new(opened))),
                Err(problems) => out.push(self.broken(&problems)),
            },
            Effect::RereadExercise(slug) => match self.course.text(&slug, &self.lang) {
                Ok(text) => {
                    let sections = self.course.exercise(&slug).map(|it| self.sections(&it)).unwrap_or_default();
                    out.push(Msg::TextAgain(slug, Box::new(text), sections));
                }
                Err(problems) => out.push(self.broken(&problems)),
            },
            Effect::LookUp(concept) => {
                let concepts = self.concepts.get_or_insert_with(|| self.course.concepts().unwrap_or_default());
                out.extend(term(concepts, &concept, &self.lang));
            }
            Effect::Glossary => {
                let concepts = self.concepts.get_or_insert_with(|| self.course.concepts().unwrap_or_default());
                out.push(terms(concepts, &self.lang));
            }
            Effect::OpenConcept(id) => self.open_concept(&id, out),
            Effect::Index(ticket) => self.index(ticket, out),
            Effect::Keep(setting, value) => {
                if let Some(lang) = Lang::new(&value).filter(|_| setting == Setting::Language) {
                    self.words = OnceCell::new();
                    self.lang = lang;
                }
                let refused = Settings::keep(&self.home, setting, &value).err();
                out.extend(refused.map(|problem| Msg::Trouble(told(&[problem], self.words()))));
            }
            Effect::Read(slug, reading) => {
                let place = LessonPlace { section: reading.section, offset: reading.offset };
                let mut kept = self.store.save_lesson_place(&slug, &place);
                if reading.done && kept.is_ok() {
                    kept = self.store.mark_read(&slug, self.clock.now());
                }
                self.kept(kept, out);
            }
            Effect::Run(ticket, block) => self.run(ticket, &block, out),
            Effect::Give(ticket, exercise) => {
                if let (Some(worker), Some(job)) = (&mut self.worker, run_block::given_job(&exercise)) {
                    worker.run(ticket, job);
                    self.giving.insert(ticket, exercise);
                }
            }
            Effect::Grade(ticket, slug, files) => self.grade(ticket, &slug, files, out),
            Effect::Tell(ticket, slug, schedule) => self.tell(ticket, slug, schedule, out),
            Effect::Export(name, text) => out.push(Msg::Trouble(match self.answers.export(&name, &text) {
                Ok(path) => {
                    let path = Safe::line(&path.display().to_string()).into_string();
                    self.words().with("trace-exported", &[("path", path.into())])
                }
                Err(fault) => fault.message(self.words()),
            })),
            Effect::Cancel(ticket) => {
                self.grading.remove(&ticket);
                if let Some(worker) = &mut self.worker {
                    worker.cancel(ticket);
                }
            }
            Effect::Save(slug, files) => {
                self.save(&slug, &files, out);
            }
            Effect::EditOutside(slug, name, files) => self.edit_outside(&slug, &name, &files, out),
            Effect::Draft { exercise, file, text, base } => {
                let kept = if text == base {
                    self.store.drop_draft(&exercise, &file)
                } else {
                    let draft = Draft { text, base: TextHash::of(&base), at: self.clock.now() };
                    self.store.save_draft(&exercise, &file, &draft)
                };
                self.kept(kept, out);
            }
            Effect::Caret(slug, file, (line, column)) => {
                let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
                let cursor = Cursor { line: number(line), column: number(column), top: 0 };
                let kept = self.store.save_cursor(&slug, &file, cursor);
                self.kept(kept, out);
            }
            Effect::PutAwaySoon => self.put_away = true,
            Effect::LookAtAttempts(slug) => out.push(self.tried(&slug)),
            Effect::HintSeen(slug, number) => {
                let kept = self.store.see_hints(&slug, u8::try_from(number).unwrap_or(u8::MAX));
                self.kept(kept, out);
                out.push(self.look());
            }
            Effect::SolutionSeen(slug) => {
                let kept = self.store.see_solution(&slug, self.clock.now());
                self.kept(kept, out);
                out.push(self.look());
            }
            Effect::Reset(slug) => self.reset(slug, out),
            Effect::Missed(question) => {
                let kept = self.store.miss(&question, self.clock.now());
                self.kept(kept, out);
            }
            Effect::Toured => {
                let kept = self.store.set_toured();
                self.kept(kept, out);
            }
            Effect::LookBack => out.push(self.look_back()),
            Effect::CountDue => out.push(self.due()),
            Effect::BeginReview => out.push(self.begin_review()),
            Effect::SayCardsAgain(recalls) => out.push(self.say_cards_again(recalls)),
            Effect::Rate(recall, rating) => self.rate(&recall, rating, out),
        }
    }

    /// What came from the worker, and from other programs.
    pub(crate) fn news(&mut self) -> Vec<Msg> {
        let mut out = Vec::new();
        for (exercise, files) in self.watcher.as_ref().map_or(&[][..], Watcher::news) {
            // Half-way through a save a file may be missing; what is there a moment later is told again.
            let text = |name: &String| Some((name.clone(), self.answers.file(exercise, name).ok().flatten()?));
            out.push(Msg::Files(exercise.clone(), files.iter().filter_map(text).collect()));
        }
        let news = self.worker.as_mut().map(Worker::news).unwrap_or_default();
        for (ticket, came) in news {
            match came {
                Came::Checked(check) => out.push(Msg::Checked(ticket, Box::new(check))),
                Came::Played(story) => {
                    let words = self.words();
                    let played = story.map(|story| Played::new(story, words));
                    out.push(Msg::Ran(ticket, run_block::told(played, words)));
                }
                Came::Explored(progress) => out.push(Msg::Explored(ticket, progress)),
                Came::Traced(traced) => self.traced(ticket, traced, &mut out),
                Came::Graded(report) => self.graded(ticket, report, &mut out),
                Came::Indexed(lang, index) => {
                    let index = Arc::new(index);
                    self.indexes.insert(lang, Arc::clone(&index));
                    out.push(Msg::Indexed(ticket, index));
                }
                Came::Ran(done) if self.giving.contains_key(&ticket) => {
                    // A pack whose rows cannot be made is found by `pack verify`; the task is read without them.
                    let asked = self.giving.remove(&ticket).zip(done.ok());
                    out.extend(asked.map(|(exercise, done)| Msg::Given(ticket, run_block::given(&done, &exercise))));
                }
                Came::Ran(Ok(done)) => out.push(Msg::Ran(ticket, run_block::shown(&done, self.words()))),
                Came::Ran(Err(gone)) => {
                    if self.grading.remove(&ticket).is_some() {
                        out.push(Msg::GaveUp(ticket));
                    }
                    out.push(Msg::Ran(ticket, run_block::gone(&gone, self.words())));
                }
            }
        }
        self.replace_worker(&mut out);
        out
    }

    /// Replaces a worker that is lost; what it had in hand is given up, and can be asked for again.
    fn replace_worker(&mut self, out: &mut Vec<Msg>) {
        let Some(lost) = self.worker.take_if(|worker| worker.is_lost()) else { return };
        let (again, tickets) = lost.again();
        self.worker = again.ok();
        out.extend(tickets.into_iter().map(Msg::GaveUp));
        out.push(Msg::Trouble(self.words().get("worker-lost")));
    }

    /// Makes the book ready to be searched, once a language and on the worker where there is one: every lesson is parsed.
    fn index(&mut self, ticket: Ticket, out: &mut Vec<Msg>) {
        match (self.indexes.get(&self.lang), &mut self.worker) {
            (Some(index), _) => out.push(Msg::Indexed(ticket, Arc::clone(index))),
            (None, Some(worker)) => worker.index(ticket, Arc::clone(&self.course), self.lang.clone()),
            (None, None) => {
                let index = Arc::new(Index::of(&self.course, &self.lang));
                self.indexes.insert(self.lang.clone(), Arc::clone(&index));
                out.push(Msg::Indexed(ticket, index));
            }
        }
    }

    /// Opens the lesson that teaches a concept, at the section that does, or at its beginning.
    fn open_concept(&mut self, id: &str, out: &mut Vec<Msg>) {
        let concepts = self.concepts.get_or_insert_with(|| self.course.concepts().unwrap_or_default());
        let Some(home) = concepts.0.get(id).map(|concept| concept.home.clone()) else { return };
        let section = self.course.lesson(&home, &self.lang).ok();
        let section = section.and_then(|lesson| lesson.teaches(id).map(str::to_owned));
        self.perform(Effect::OpenLesson(home, section), out);
    }

    fn run(&mut self, ticket: Ticket, block: &Block, out: &mut Vec<Msg>) {
        match (&mut self.worker, run_block::job(block), block) {
            (Some(worker), Some(job), _) => worker.run(ticket, job),
            (Some(worker), None, Block::Play(play)) => {
                worker.play(ticket, Arc::clone(&self.course), self.lang.clone(), play.clone());
            }
            (_, _, Block::Sql { .. } | Block::Js(_) | Block::Play(_)) => out.push(Msg::GaveUp(ticket)),
        }
    }

    fn reading(&self, slug: &Slug) -> Reading {
        let place = self.store.lesson_place(slug).ok().flatten().unwrap_or_default();
        let done = self.store.overview().is_ok_and(|all| all.read.contains(slug));
        Reading { section: place.section, offset: place.offset, done }
    }

    /// What the reader has done, read anew.
    fn look(&self) -> Msg {
        Msg::Standing(Box::new(standing(&self.store.overview().unwrap_or_default())))
    }

    fn kept(&self, kept: Result<(), crate::progress::Fault>, out: &mut Vec<Msg>) {
        if let Err(fault) = kept {
            out.push(Msg::Trouble(fault.message(self.words())));
        }
    }

    fn broken(&self, problems: &Problems) -> Msg {
        Msg::Trouble(problems.0.first().map(|problem| problem.message(self.words())).unwrap_or_default())
    }
}
