//! `guard`: each service touches only what it may.

use super::super::{Bench, Stop};
use super::run::{Runs, Side};
use super::{Dataset, Seen, finding};
use crate::lab::sql::{Fault, Play};

/// Finds the tables that the guard refused. Other failures are for other checks.
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
        let refused = steps.iter().zip(&played.steps).find_map(|(step, stepped)| {
            let failure = stepped.failure.as_ref()?;
            let counts = services.is_empty() || services.contains(&step.service);
            (counts && matches!(failure.fault, Fault::Foreign(_)))
                .then(|| finding::failed(failure, runs.own(&step.file)))
        });
        refused.map_or(Seen::Good, |found| Seen::Bad(vec![finding::on(found, set)]))
    });
    Ok(seen.collect())
}
