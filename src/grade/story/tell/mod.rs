//! Steps to lines: who does what to whom, in a few words.

mod cause;
mod effect;

use std::collections::{BTreeMap, BTreeSet};

use self::effect::misused;
use super::cast::{Cast, Who};
use super::short::{brief, safe};
use super::{Arrow, Line, Mark, Step, Story, Telling, Tone, Truth};
use crate::base::{Arg, Strings};
use crate::lab::system::{Broken, Came, Did, Ending, Misuse, Note, Outcome};

/// Whether a step changes rows for good.
pub(super) fn commits(note: &Note) -> bool {
    note.did.iter().any(|did| matches!(did, Did::Changed(_)))
}

/// Whether checks that must always hold are known to be asked after a step.
pub(super) fn asks(note: &Note) -> bool {
    commits(note) || !note.broken.is_empty()
}

/// Tells a story in a language.
pub(super) fn tell(story: &Story, words: &Strings) -> Telling {
    let cast = Cast::of(&story.trace, words);
    let mut teller = Teller {
        story,
        words,
        cast: &cast,
        lines: Vec::new(),
        steps: Vec::new(),
        after: 0,
        gone: BTreeSet::new(),
        held: BTreeSet::new(),
        runs: BTreeMap::new(),
        answered: BTreeMap::new(),
        calls: BTreeMap::new(),
        delivered: BTreeSet::new(),
        started: BTreeSet::new(),
        broken: BTreeSet::new(),
    };
    for note in &story.trace.steps {
        teller.after += 1;
        teller.step(note);
    }
    teller.end();
    let Teller { lines, steps, .. } = teller;
    Telling { cast, lines, steps }
}

struct Teller<'t> {
    story: &'t Story,
    words: &'t Strings,
    cast: &'t Cast,
    lines: Vec<Line>,
    steps: Vec<Step>,
    /// Steps taken.
    after: usize,
    /// Lifelines that are not there.
    gone: BTreeSet<usize>,
    /// Lifelines that are paused.
    held: BTreeSet<usize>,
    /// Handlers under way, by number.
    runs: BTreeMap<u32, Run>,
    /// Handlers that are over, whose clients have not heard yet.
    answered: BTreeMap<u32, Run>,
    /// Calls, by number.
    calls: BTreeMap<u64, Call>,
    /// Messages that were delivered, by subscriber and id.
    delivered: BTreeSet<(String, String)>,
    /// Instances that have started once.
    started: BTreeSet<usize>,
    /// Checks that were broken after the step before.
    broken: BTreeSet<usize>,
}

/// A handler under way.
struct Run {
    handler: String,
    at: usize,
    /// Whoever hears of its end.
    origin: Option<usize>,
    /// The client, where it is one with a name of its own.
    client: String,
    /// What is told of its end, where nothing else is.
    ends: String,
    /// What it did last, in words.
    last: String,
    /// What its transaction has read, while one is open.
    tx: Option<String>,
}

/// A call.
struct Call {
    from: usize,
    to: usize,
    handler: String,
}

impl Teller<'_> {
    fn say(&self, id: &str, args: &[(&str, &str)]) -> String {
        let args: Vec<(&str, Arg)> = args.iter().map(|(name, text)| (*name, safe(text).into())).collect();
        self.words.with(id, &args)
    }

    fn line(&mut self, arrow: Option<Arrow>, mark: Option<(usize, Mark)>, says: &str, tone: Tone) {
        let [gone, held] = [&self.gone, &self.held].map(|some| some.iter().copied().collect());
        self.lines.push(Line { after: self.after, arrow, mark, says: brief(says), tone, gone, held });
    }

    fn arrow(&mut self, from: Option<usize>, to: Option<usize>, says: &str, tone: Tone) {
        let arrow = from.zip(to).map(|(from, to)| Arrow { from, to, arrives: true, answers: false });
        self.line(arrow, None, says, tone);
    }

    fn answer(&mut self, from: usize, to: usize, says: &str, tone: Tone) {
        self.line(Some(Arrow { from, to, arrives: true, answers: true }), None, says, tone);
    }

    fn mark(&mut self, at: Option<usize>, mark: Mark, says: &str, tone: Tone) {
        self.line(None, at.map(|at| (at, mark)), says, tone);
    }

    fn step(&mut self, note: &Note) {
        let at = self.cast.instance(&note.by);
        let says = self.cause(note, at);
        let does = note.did.iter().flat_map(|did| self.at_length(did)).collect();
        self.steps.push(Step { by: at.or_else(|| self.cast.find(&Who::Broker)), says: brief(&says), does });
        let told = self.lines.len();
        self.effects(note, at);
        match &note.cause {
            Came::Over => self.over(note, None),
            Came::Heard { outcome, .. } => self.over(note, Some(outcome)),
            Came::Started
            | Came::Asked { .. }
            | Came::Delivered { .. }
            | Came::Called { .. }
            | Came::Ticked { .. }
            | Came::Answered
            | Came::GaveUp { .. }
            | Came::Woke
            | Came::Up
            | Came::Healed { .. }
            | Came::Fault(_) => {}
        }
        // What only begins stands alone where nothing else is told of it.
        if let (Came::Called { .. } | Came::Ticked { .. }, true) = (&note.cause, told == self.lines.len()) {
            self.mark(at, Mark::Begins, &says, Tone::Plain);
        }
        self.broken(note);
    }

    fn run(&mut self, note: &Note) -> Option<&mut Run> {
        note.handling.and_then(|number| self.runs.get_mut(&number))
    }

    /// The end of a handler, as whoever waits for it hears it.
    fn over(&mut self, note: &Note, heard: Option<&Outcome>) {
        let Some(number) = note.handling else { return };
        let Some(run) = self.runs.remove(&number).or_else(|| self.answered.remove(&number)) else { return };
        let Some(to) = run.origin else { return };
        if heard.is_none() && self.cast.lifelines[to].who == Who::Clients {
            // Its answer is on its way.
            self.answered.insert(number, run);
            return;
        }
        let says = match (heard, &self.cast.lifelines[to].who) {
            (Some(Outcome::Timeout | Outcome::Open), _) => self.say("story-unanswered", &[("what", &run.handler)]),
            (None, Who::Broker) => self.words.get("story-acknowledges"),
            (Some(Outcome::Done(_) | Outcome::Failed { .. }) | None, _) if run.ends.is_empty() => {
                self.words.get("story-done")
            }
            (Some(Outcome::Done(_) | Outcome::Failed { .. }) | None, _) => run.ends,
        };
        self.answer(run.at, to, &format!("{}{says}", run.client), Tone::Quiet);
    }

    /// Checks that a step breaks, and those that hold again.
    fn broken(&mut self, note: &Note) {
        let broken: BTreeSet<usize> =
            if asks(note) { note.broken.iter().map(|(check, _)| *check).collect() } else { self.broken.clone() };
        let new: Vec<usize> = broken.difference(&self.broken).copied().collect();
        let whole: Vec<usize> = self.broken.difference(&broken).copied().collect();
        self.broken = broken;
        for check in new {
            self.breaks(check, true);
        }
        for check in whole {
            self.breaks(check, false);
        }
    }

    fn breaks(&mut self, check: usize, broken: bool) {
        let Some(promise) = self.story.checks.get(check) else { return };
        let id = if broken { "story-broken" } else { "story-holds-again" };
        let says = self.say(id, &[("check", &promise.says.replace('`', ""))]);
        let tone = if broken { Tone::Bad } else { Tone::Plain };
        self.line(None, None, &says, tone);
    }

    /// How it ends, and what is broken then.
    fn end(&mut self) {
        let all = self.story.len();
        let says = match self.story.trace.end {
            Ending::Rest => self.words.get("story-rest"),
            Ending::Loop { from, length } => {
                self.words.with("story-loop", &[("first", (from + 1).into()), ("last", (from + length).into())])
            }
            Ending::Bound => self.words.with("story-bound", &[("n", all.into())]),
            Ending::Horizon => self.words.get("story-horizon"),
        };
        self.line(None, None, &says, Tone::Quiet);
        for (broken, after) in &self.story.trace.broken {
            match broken {
                Broken::Check(number) => {
                    let check = usize::from(*number);
                    let known = self.broken.contains(&check) || *after < all;
                    if !known && matches!(self.story.truth(check, all), Truth::Broken(..)) {
                        self.breaks(check, true);
                    }
                }
                // Told where it is done.
                Broken::Misuse(misuse) if *misuse != Misuse::Deadlock => {}
                Broken::Misuse(misuse) => {
                    let says = self.words.get(misused(*misuse));
                    self.line(None, None, &says, Tone::Bad);
                }
                Broken::Livelock => {
                    let says = self.words.get("story-livelock");
                    self.line(None, None, &says, Tone::Bad);
                }
                Broken::NotSettled => {
                    let says = self.words.get("story-not-settled");
                    self.line(None, None, &says, Tone::Bad);
                }
            }
        }
    }
}
