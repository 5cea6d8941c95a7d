//! Placeholder of the lane that builds this part.

use super::{Bench, Grader, NotLoaded, Options, Stop, Submission, Verdict};
use crate::course::exercise::{Check, DesignTask, Exercise};

pub(crate) struct DesignGrader {}

impl DesignGrader {
    pub(crate) fn load(
        _exercise: &Exercise,
        _task: &DesignTask,
        _submission: &Submission,
        _options: &Options,
    ) -> Result<Self, NotLoaded> {
        Err(NotLoaded::Stop(Stop::Ours("not built".to_owned())))
    }
}

impl Grader for DesignGrader {
    fn check(&mut self, _name: &str, _check: &Check, _bench: &mut Bench<'_>) -> Result<Verdict, Stop> {
        Ok(Verdict::passed())
    }

    fn cases(&self) -> u64 {
        0
    }
}
