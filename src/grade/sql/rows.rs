//! `rows`: a SELECT gives what the solution's gives.

use super::super::{Bench, Code, Finding, Stop};
use super::compare::{Difference, Differs, Rules, compare};
use super::run::{Runs, Side};
use super::{Dataset, Seen, finding};
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
    let mut plays = Vec::new();
    for reversed in [false, true] {
        // With the state, which costs little, the straight play is shared with other checks.
        let play = Play { steps: answer.clone(), state: !reversed, reversed, ..Play::default() };
        plays.push(runs.plays(Side::Answer, datasets, bench, &play)?);
    }
    let seen = datasets.iter().enumerate().map(|(number, set)| {
        let Some(expected) = &expected[number] else { return Ok(Seen::Nothing) };
        let wanted = expected.steps.get(at).and_then(|step| step.table.as_ref());
        let wanted = wanted.ok_or_else(|| Stop::Ours(format!("the solution gives no rows on {}", set.name)))?;
        let look = Look { runs, steps, at, set, wanted, rules };
        let Some(straight) = &plays[0][number] else { return Ok(Seen::Nothing) };
        if let Some(findings) = look.at(straight, false) {
            return Ok(Seen::Bad(findings));
        }
        let Some(reversed) = &plays[1][number] else { return Ok(Seen::Good) };
        Ok(look.at(reversed, true).map_or(Seen::Good, Seen::Bad))
    });
    seen.collect()
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
        Some(finding::with_open(finding::called(found, &self.steps[..=self.at]), &played.steps))
    }
}
