//! Kind `sql`: the answer's scripts on every dataset beside the solution's.
//!
//! Both run in the lab as data (`run`); what comes back is compared here by declared rules (`compare`). Each check is a
//! function from datasets to what is seen on each (`judge`); the first that fails, by size, is shrunk by dropping rows
//! while the same is found (`shrink`), and shown.
//!
//! Map: `dataset` makes the datasets; `run` turns steps into jobs and remembers their outcomes; `rows`, `state`,
//! `refuses`, `idempotent`, `crash`, `plan`, `guard` and `interleaving` judge one check type each;
//! `finding` words failures, `given` what was there before.
//!
//! Architecture invariant: nothing of the answer is executed here, and the judge's queries meet the answer's rows as
//! plain data only.

mod compare;
mod crash;
mod dataset;
mod finding;
mod given;
mod guard;
mod idempotent;
mod interleaving;
mod plan;
mod refuses;
mod rows;
mod run;
mod shrink;
mod state;

use super::{Bench, Code, Counterexample, Finding, Grader, NotLoaded, Options, Place, Stop, Submission, Verdict};
use crate::course::exercise::{Check, Exercise, Rule, SqlCheck, SqlTask, Step};
use crate::lab::Gone;
use crate::lab::sql::{Fault, Job, Outcome, Task};
use dataset::Dataset;
use run::Runs;

/// Judges an answer of kind `sql`.
pub(crate) struct SqlGrader<'e> {
    runs: Runs<'e>,
    /// By size.
    datasets: Vec<Dataset>,
    told: Counterexample,
}

/// What a check sees on one dataset.
#[derive(Debug, Clone, PartialEq)]
enum Seen {
    /// It holds.
    Good,
    /// It does not: what was found, and notes on it.
    Bad(Vec<Finding>),
    /// Not judged: the rows do not fit the schema, or an earlier dataset used up the fuel.
    Nothing,
}

impl<'e> SqlGrader<'e> {
    /// Parses the answer's files and makes the datasets.
    ///
    /// # Errors
    /// A file that does not parse is the answer's; generators and setup scripts that fail are ours.
    pub(crate) fn load(
        exercise: &'e Exercise,
        task: &'e SqlTask,
        submission: &'e Submission,
        options: &Options,
        bench: &mut Bench<'_>,
    ) -> Result<Self, NotLoaded> {
        parse(submission, bench)?;
        let mut runs = Runs::new(exercise, task, submission, options);
        let datasets = dataset::all(&mut runs, options, bench)?;
        Ok(Self { runs, datasets, told: options.told })
    }

    /// What a check sees on each of these datasets.
    fn judge(
        runs: &mut Runs<'e>,
        rule: &SqlCheck,
        datasets: &[&Dataset],
        bench: &mut Bench<'_>,
    ) -> Result<Vec<Seen>, Stop> {
        match rule {
            SqlCheck::Rows { of, compare, by, columns, tolerance, affinity, run, .. } => {
                let rules =
                    compare::Rules { compare: *compare, by, columns: *columns, tolerance: *tolerance, affinity };
                rows::judge(runs, of.as_deref(), &rules, run, datasets, bench)
            }
            SqlCheck::State { tables, columns, tolerance, affinity, run, .. } => {
                let asked = state::Asked { tables, columns, tolerance: *tolerance, affinity };
                state::judge(runs, &asked, run, datasets, bench)
            }
            SqlCheck::Refuses { r#in, rows, accepts, run } => {
                refuses::judge(runs, r#in, rows, accepts, run, datasets, bench)
            }
            SqlCheck::Idempotent { tables, cuts, changes, r#in } => {
                let asked =
                    idempotent::Asked { tables, cuts: *cuts, changes: changes.as_deref(), database: r#in.as_deref() };
                idempotent::judge(runs, &asked, datasets, bench)
            }
            SqlCheck::Crash { sql, run, .. } => crash::judge(runs, sql, run, datasets, bench),
            SqlCheck::Plan { query, no_scan, searched } => plan::judge(runs, query, no_scan, searched, datasets, bench),
            SqlCheck::Guard { services } => guard::judge(runs, services, datasets, bench),
            SqlCheck::Interleaving { sessions, sql, retry, run, then } => {
                let asked = interleaving::Asked { sessions, sql, retry: *retry, then };
                interleaving::judge(runs, &asked, run, datasets, bench)
            }
        }
    }
}

impl Grader for SqlGrader<'_> {
    fn check(&mut self, name: &str, check: &Check, bench: &mut Bench<'_>) -> Result<Verdict, Stop> {
        let Rule::Sql(rule) = &check.rule else {
            return Err(Stop::Ours(format!("the check `{name}` is not of kind sql")));
        };
        let picked: Vec<&Dataset> = match rule {
            SqlCheck::Rows { when, .. } | SqlCheck::State { when, .. } | SqlCheck::Crash { when, .. } => {
                let picked: Vec<_> = self.datasets.iter().filter(|set| set.meets(when.as_deref())).collect();
                if picked.is_empty() {
                    return Err(Stop::Ours(format!("no dataset meets the `when` of the check `{name}`")));
                }
                picked
            }
            // Only the schema counts, and what ANALYZE knows of the most rows.
            SqlCheck::Plan { .. } => self.datasets.last().into_iter().collect(),
            SqlCheck::Interleaving { .. } => interleaving::pick(&self.datasets, self.runs.effort()),
            SqlCheck::Refuses { .. } | SqlCheck::Idempotent { .. } | SqlCheck::Guard { .. } => {
                self.datasets.iter().collect()
            }
        };
        let seen = Self::judge(&mut self.runs, rule, &picked, bench)?;
        let is_judged = seen.len() == picked.len() && !seen.contains(&Seen::Nothing);
        let first = picked.iter().zip(seen).find_map(|(set, seen)| match seen {
            Seen::Bad(findings) => Some((*set, findings)),
            Seen::Good | Seen::Nothing => None,
        });
        let Some((set, findings)) = first else {
            // Without a finding there is nothing that would excuse a runner for leaving datasets out.
            let left_out = || Stop::Answer(Gone::Died("datasets were left out".to_owned()));
            return if is_judged { Ok(Verdict::passed()) } else { Err(left_out()) };
        };
        let (set, findings) = if self.told == Counterexample::Smallest && shrink::pays(rule, set, &findings) {
            let runs = &mut self.runs;
            let when = rule_when(rule);
            shrink::shrink(set, findings, |smaller| {
                let sets = dataset::prepared(runs, smaller, when, bench)?;
                let fit: Vec<&Dataset> = sets.iter().flatten().filter(|set| set.meets(when)).collect();
                let mut seen = Self::judge(&mut runs.trying(), rule, &fit, bench)?.into_iter();
                Ok(sets
                    .iter()
                    .map(|set| match set {
                        Some(set) if set.meets(when) => seen.next().unwrap_or(Seen::Nothing),
                        Some(_) | None => Seen::Nothing,
                    })
                    .collect())
            })?
        } else {
            (set.clone(), findings)
        };
        let steps = self.runs.steps(rule_steps(rule));
        let findings = given::as_met(&self.runs, steps, &set, findings, bench)?;
        Ok(Verdict { findings, share: None })
    }

    fn cases(&self) -> u64 {
        self.runs.cases()
    }
}

fn rule_when(rule: &SqlCheck) -> Option<&str> {
    match rule {
        SqlCheck::Rows { when, .. } | SqlCheck::State { when, .. } | SqlCheck::Crash { when, .. } => when.as_deref(),
        SqlCheck::Refuses { .. }
        | SqlCheck::Idempotent { .. }
        | SqlCheck::Plan { .. }
        | SqlCheck::Guard { .. }
        | SqlCheck::Interleaving { .. } => None,
    }
}

/// The steps that a check has of its own.
fn rule_steps(rule: &SqlCheck) -> &[Step] {
    match rule {
        SqlCheck::Rows { run, .. }
        | SqlCheck::State { run, .. }
        | SqlCheck::Refuses { run, .. }
        | SqlCheck::Crash { run, .. }
        | SqlCheck::Interleaving { run, .. } => run,
        SqlCheck::Idempotent { .. } | SqlCheck::Plan { .. } | SqlCheck::Guard { .. } => &[],
    }
}

/// Refuses files that do not parse.
fn parse(submission: &Submission, bench: &mut Bench<'_>) -> Result<(), NotLoaded> {
    let tasks = submission.files.values().map(|text| Task::Parse(text.clone())).collect();
    let outcomes = run::outcomes(bench.answer(&crate::lab::Job::Sql(Job { tasks, ..Job::default() }))?);
    let mut findings = Vec::new();
    for (file, outcome) in submission.files.keys().zip(outcomes) {
        if let Outcome::Parsed(Some(failure)) = outcome {
            let place = Place { file: file.clone(), line: failure.at.line, column: failure.at.column };
            let found = match failure.fault {
                Fault::Syntax => Finding::new(Code::Syntax)
                    .with("file", file.as_str())
                    .with("message", failure.message.as_str())
                    .at(place),
                _ => finding::failed(&failure, Some(file)),
            };
            findings.push(found);
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(NotLoaded::Answer(findings)) }
}

#[cfg(test)]
mod tests;
