//! Placeholder of the lane that builds this part.

use super::{Bench, Grader, NotLoaded, Stop, Submission, Verdict};
use crate::course::exercise::{Check, Exercise, QuizTask};

pub(crate) struct QuizGrader {}

impl QuizGrader {
    pub(crate) fn load(_exercise: &Exercise, _task: &QuizTask, _submission: &Submission) -> Result<Self, NotLoaded> {
        Err(NotLoaded::Stop(Stop::Ours("not built".to_owned())))
    }
}

impl Grader for QuizGrader {
    fn check(&mut self, _name: &str, _check: &Check, _bench: &mut Bench<'_>) -> Result<Verdict, Stop> {
        Ok(Verdict::passed())
    }

    fn cases(&self) -> u64 {
        0
    }
}
