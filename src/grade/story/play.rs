//! A story of one of an exercise's own answers: what a lesson plays.

use super::Story;
use crate::base::Lang;
use crate::course::{Course, Play, Problems, Which};
use crate::grade::{Cancel, Judge, Options, Submission};
use crate::lab::Gone;
use crate::sim::Schedule;

/// Why a story cannot be played.
#[derive(Debug)]
pub enum Unplayed {
    /// There is no such exercise or answer.
    Content(Problems),
    /// The exercise is no simulation, or its answer does not load.
    NoStory,
    /// The schedule is no id, or something of it finds no place in this answer.
    Schedule,
    /// The check holds.
    Holds,
    /// A runner is gone.
    Gone(Gone),
}

impl From<Gone> for Unplayed {
    fn from(gone: Gone) -> Self {
        Self::Gone(gone)
    }
}

impl Story {
    /// The story that a block of a lesson names.
    ///
    /// # Errors
    /// It cannot be played: `pack verify` says so of the pack.
    pub fn play(
        course: &Course,
        play: &Play,
        lang: &Lang,
        judge: &mut Judge,
        cancel: &Cancel,
    ) -> Result<Self, Unplayed> {
        let exercise = course.exercise(&play.exercise).map_err(Unplayed::Content)?;
        let text = course.text(&play.exercise, lang).map_err(Unplayed::Content)?;
        let files = course.answer(&play.exercise, &play.answer).map_err(Unplayed::Content)?;
        let submission = Submission::from_bytes(&exercise.files, files);
        let digest = Judge::digest(&exercise, &submission);
        let id = match &play.story {
            Which::Natural => None,
            Which::Schedule(id) => Some(id.clone()),
            Which::Fails(check) => {
                let report = judge.grade(&exercise, &submission, &Options::default(), cancel, &mut |_| {});
                let failed = report.checks.into_iter().find(|it| it.name == *check);
                let schedule = failed.and_then(|check| check.findings.into_iter().find_map(|finding| finding.schedule));
                Some(schedule.ok_or(Unplayed::Holds)?)
            }
        };
        let schedule = match &id {
            None => Schedule::default(),
            Some(id) => Schedule::parse(id).map_err(|_| Unplayed::Schedule)?.0,
        };
        let trace = judge.trace(&exercise, &submission, schedule.clone(), cancel)?.ok_or(Unplayed::NoStory)?;
        if trace.adapted {
            return Err(Unplayed::Schedule);
        }
        // Made for what the exercise or the answer was, it has another id now.
        Ok(Self::of(&exercise, &text, id.map(|_| schedule.id(digest)), trace))
    }
}
