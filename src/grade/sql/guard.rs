//! `guard`: each service touches only what it may.

use super::super::{Bench, Code, Finding, Stop};
use super::run::{Runs, Side};
use super::{Dataset, Seen, finding};
use crate::lab::sql::{Fault, Play};

/// Finds the first step that the guard refused, or that was to hand on rows and did not: who does nothing has not kept to
/// anything. Other failures are for other checks.
pub(super) fn judge(
    runs: &mut Runs<'_>,
    services: &[String],
    datasets: &[&Dataset],
    bench: &mut Bench<'_>,
) -> Result<Vec<Seen>, Stop> {
    let steps = runs.steps(&[]);
    let answer = runs.lab_steps(Side::Answer, steps)?;
    let play = Play { steps: answer, state: true, ..Play::default() };
    let plays = runs.plays(Side::Answer, datasets, bench, &play)?;
    let seen = datasets.iter().zip(plays.iter()).map(|(set, played)| {
        let Some(played) = played else { return Seen::Nothing };
        let mut counted =
            steps.iter().zip(&played.steps).filter(|(step, _)| services.is_empty() || services.contains(&step.service));
        let found = counted.find_map(|(step, stepped)| match &stepped.failure {
            Some(failure) => {
                matches!(failure.fault, Fault::Foreign(_)).then(|| finding::failed(failure, runs.own(&step.file)))
            }
            None => (step.gives.is_some() && stepped.table.is_none())
                .then(|| Finding::new(Code::NoRows).with("file", step.file.as_str())),
        });
        found.map_or(Seen::Good, |found| Seen::Bad(vec![finding::on(found, set)]))
    });
    Ok(seen.collect())
}
