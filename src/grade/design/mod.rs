//! Kind `design`: a table of decisions judged by rules, where more than one design may pass.
//!
//! The answer is read once into [`Tables`]; each rule is a function of them. Values that are none of a table's set are
//! said once, about the whole answer, and count as no entry.

mod policy;
mod rules;
mod tables;

use super::{Bench, Finding, Grader, NotLoaded, Options, Stop, Submission, Verdict, answer};
use crate::course::exercise::{Check, DesignCheck, DesignTask, Exercise, Rule};
use tables::Tables;

/// A design with its answer.
pub(crate) struct DesignGrader<'e> {
    exercise: &'e Exercise,
    task: &'e DesignTask,
    options: &'e Options,
    answer: Tables,
    /// What the author chose: what a policy is compared with, and what a passing design is told it traded.
    solution: Tables,
    findings: Vec<Finding>,
    requests: u64,
}

impl<'e> DesignGrader<'e> {
    pub(crate) fn load(
        exercise: &'e Exercise,
        task: &'e DesignTask,
        submission: &Submission,
        options: &'e Options,
    ) -> Result<Self, NotLoaded> {
        let mut findings = Vec::new();
        let answer = Tables::read(task, &answer::read(submission)?, &mut findings);
        let solution = match exercise.solution.first() {
            Some((file, text)) => answer::parse(file, text)
                .map(|entries| Tables::read(task, &entries, &mut Vec::new()))
                .map_err(|_| NotLoaded::Stop(Stop::Ours(format!("the solution's `{file}` does not parse"))))?,
            None => Tables::default(),
        };
        Ok(Self { exercise, task, options, answer, solution, findings, requests: 0 })
    }

    fn set(&self, name: &str) -> Result<&'e [String], Stop> {
        let missing = || Stop::Ours(format!("there is no set `{name}`"));
        self.task.sets.get(name).map(Vec::as_slice).ok_or_else(missing)
    }

    /// The operations that any probe asks for: one of them can be granted, whichever check looks at it.
    fn operations(&self) -> Result<Vec<&'e str>, Stop> {
        let mut all = Vec::new();
        for check in self.exercise.checks.values() {
            if let Rule::Design(DesignCheck::Probe { operations, .. }) = &check.rule {
                all.extend(self.set(operations)?.iter().map(String::as_str));
            }
        }
        Ok(all)
    }

    /// The set of a table's keys.
    fn keys(&self, table: &str) -> Result<&'e [String], Stop> {
        let missing = || Stop::Ours(format!("there is no table `{table}`"));
        self.set(&self.task.shape.get(table).ok_or_else(missing)?.keys)
    }
}

impl Grader for DesignGrader<'_> {
    fn check(&mut self, name: &str, check: &Check, _bench: &mut Bench<'_>) -> Result<Verdict, Stop> {
        let Rule::Design(rule) = &check.rule else {
            return Err(Stop::Ours(format!("the check `{name}` is of another kind")));
        };
        let found = match rule {
            DesignCheck::Every { r#in, has } => rules::every(&self.answer.table(has), self.set(r#in)?),
            DesignCheck::Same { of, groups } => rules::same(&self.answer.table(of), groups),
            DesignCheck::Apart { of, groups } => rules::apart(&self.answer.table(of), groups),
            DesignCheck::AtMost { of, n } => rules::at_most(&self.answer.table(of), *n),
            DesignCheck::Share { of, percent, weights } => {
                rules::share(&self.answer.table(of), self.keys(of)?, weights, *percent)
            }
            DesignCheck::OneOf { of, allowed } => {
                rules::one_of(&self.answer.table(of), &self.solution.table(of), allowed)
            }
            DesignCheck::Reason { of, why, fits } => {
                rules::reason(&self.answer.table(of), &self.answer.table(why), self.keys(of)?, fits)
            }
            DesignCheck::Probe { of, operations, columns, wanted, requests } => {
                let probe = policy::Probe {
                    roles: self.keys(of)?,
                    operations: self.set(operations)?,
                    columns: self.set(columns)?,
                    views: &self.task.views,
                    known: self.operations()?,
                    wanted: *wanted,
                    requests: self.options.effort.scale(*requests),
                };
                let mut stream = self.options.seed.stream(&[self.exercise.slug.as_str(), name, "requests"]);
                let (found, done) = probe.run(&self.answer.table(of), &self.solution.table(of), &mut stream);
                self.requests += done;
                found
            }
        };
        Ok(Verdict { findings: found, share: None })
    }

    fn findings(&self) -> Vec<Finding> {
        self.findings.clone()
    }

    fn cases(&self) -> u64 {
        self.requests
    }
}

#[cfg(test)]
mod tests;
