//! `rows`: a SELECT gives what the solution's gives.

use super::super::{Bench, Code, Finding, Stop};
use super::compare::{Difference, Differs, Rules, compare};
use super::run::{Runs, Side};
use super::{Dataset, Seen, finding, given};
use crate::course::exercise::Step;
use crate::lab::sql::{Play, Played, Table};

/// Compares the rows, also with rows that have no order coming in reverse.
pub(super) fn judge(
    runs: &mut Runs<'_>,
    of: Option<&str>,
    rules: &Rules<'_>,
    own: &[Step],
    datasets: &[&Dataset],
    bench: &mut Bench<'_>,
) -> Result<Vec<Seen>, Stop> {
    let steps = runs.steps(own);
    let at = match of {
        Some(name) => steps.iter().position(|step| step.gives.as_deref() == Some(name)),
        None => steps.len().checked_sub(1),
    };
    let at = at.ok_or_else(|| Stop::Ours(format!("no step gives `{}`", of.unwrap_or_default())))?;
    let solution = runs.lab_steps(Side::Solution, steps)?;
    let wanted = Play { steps: solution, state: true, ..Play::default() };
    let expected = runs.solution(steps, datasets, bench, &wanted)?;
    let answer = runs.lab_steps(Side::Answer, steps)?;
    // With the state, which costs little, the straight play is shared with other checks.
    let straight = Play { steps: answer.clone(), state: true, ..Play::default() };
    let straight = runs.plays(Side::Answer, datasets, bench, &straight)?;
    let look = |runs: &Runs<'_>, number: usize, played: Option<&Played>, reversed: bool| -> Result<Seen, Stop> {
        let set: &Dataset = datasets[number];
        let Some((expected, played)) = expected[number].as_ref().zip(played) else { return Ok(Seen::Nothing) };
        let wanted = expected.steps.get(at).and_then(|step| step.table.as_ref());
        let wanted = wanted.ok_or_else(|| Stop::Ours(format!("the solution gives no rows on {}", set.name)))?;
        let found = Look { runs, steps, at, set, wanted, rules }.at(played, reversed);
        Ok(found.map_or(Seen::Good, Seen::Bad))
    };
    let mut seen = Vec::with_capacity(datasets.len());
    for (number, played) in straight.iter().enumerate() {
        seen.push(look(runs, number, played.as_deref(), false)?);
    }
    // The first dataset that fails is what is told: beyond it there is nothing to be found in another order.
    let told = seen.iter().position(|seen| matches!(seen, Seen::Bad(_))).unwrap_or(seen.len());
    let reversed = Play { steps: answer, reversed: true, ..Play::default() };
    let reversed = runs.plays(Side::Answer, &datasets[..told], bench, &reversed)?;
    for (number, played) in reversed.iter().enumerate().filter(|(_, played)| played.is_some()) {
        if seen[number] == Seen::Good {
            seen[number] = look(runs, number, played.as_deref(), true)?;
        }
    }
    Ok(seen)
}

struct Look<'l> {
    runs: &'l Runs<'l>,
    steps: &'l [Step],
    at: usize,
    set: &'l Dataset,
    wanted: &'l Table,
    rules: &'l Rules<'l>,
}

impl Look<'_> {
    fn at(&self, played: &Played, reversed: bool) -> Option<Vec<Finding>> {
        // What comes after the step that is looked at is for other checks.
        if let Some(failure) = self.runs.unexpected(&self.steps[..=self.at], played) {
            return Some(vec![finding::on(failure, self.set)]);
        }
        let file = self.steps[self.at].file.as_str();
        let Some(given) = played.steps.get(self.at).and_then(|step| step.table.as_ref()) else {
            let finding = Finding::new(Code::NoRows).with("file", file);
            return Some(vec![finding::on(finding, self.set)]);
        };
        let differs = compare(self.wanted, given, self.rules).err()?;
        let Differs { how, expected, actual } = *differs;
        let code = match how {
            Difference::Columns => Code::ColumnsDiffer,
            Difference::Rows | Difference::Order if reversed => Code::OrderOpen,
            Difference::Rows => Code::RowsDiffer,
            Difference::Order => Code::OrderDiffers,
        };
        let found = Finding::new(code)
            .with("file", file)
            .with("expected", self.wanted.columns.join(", "))
            .with("actual", given.columns.join(", "))
            .with("counts", if expected.len() == actual.len() { "same" } else { "other" })
            .with("wanted", expected.len())
            .with("given", actual.len());
        let found = finding::on(found, self.set).showing(finding::tables(
            self.set,
            &self.runs.names([&self.steps[self.at]]),
            "",
            &self.wanted.columns,
            &expected,
            &actual,
        ));
        Some(finding::with_open(given::called(found, self.runs, &self.steps[..=self.at]), &played.steps))
    }
}
