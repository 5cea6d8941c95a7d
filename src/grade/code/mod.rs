//! Kind `code`: pure functions of a module, judged on given cases, on generated arguments and by laws.

mod input;
mod law;
#[cfg(test)]
mod tests;

use super::module::{Module, Probed, Search, Told, smallest, trouble};
use super::{Bench, Code, Evidence, Finding, Grader, NotLoaded, Options, Stop, Submission, Verdict};
use crate::course::exercise::{Check, CodeCase, CodeCheck, CodeTask, Exercise, Fields, Law, Rule};
use crate::lab::script::{Arg, Call, Outcome, Start, Thread};
use input::{Arguments, arguments, call, generators, simpler};
use law::evidence;

/// Findings shown of one check's cases.
const MOST: usize = 3;

/// A loaded answer of kind `code`.
pub(crate) struct CodeGrader<'e> {
    exercise: &'e Exercise,
    task: &'e CodeTask,
    options: &'e Options,
    module: Module,
    cases: u64,
}

impl<'e> CodeGrader<'e> {
    pub(crate) fn load(
        exercise: &'e Exercise,
        task: &'e CodeTask,
        submission: &'e Submission,
        options: &'e Options,
        bench: &mut Bench<'_>,
    ) -> Result<Self, NotLoaded> {
        let module = Module::load(exercise, &task.module, submission, bench)?;
        Ok(Self { exercise, task, options, module, cases: 0 })
    }

    fn given_cases(&mut self, of: &str, cases: &[CodeCase], bench: &mut Bench<'_>) -> Result<Verdict, Stop> {
        self.cases += cases.len() as u64;
        let threads = cases.iter().map(|case| {
            let args = case.args.iter().map(|arg| Arg::Json(arg.to_string())).collect();
            Thread { start: Start::Nothing, calls: vec![Call::new(of, args)] }
        });
        let outcomes = self.module.answer(bench, &threads.collect::<Vec<_>>())?;
        let judged = cases.iter().zip(&outcomes).enumerate();
        let findings = judged.filter_map(|(at, (case, outcomes))| judge_case(of, at, cases.len(), case, outcomes));
        Ok(Verdict { findings: findings.take(MOST).collect(), share: None })
    }

    /// The same results as the solution's, function by function.
    fn agrees(&mut self, check: &str, with: &[String], count: usize, bench: &mut Bench<'_>) -> Result<Verdict, Stop> {
        for function in with {
            let generators = generators(self.task, function)?;
            let like: Vec<usize> = (0..generators.len()).collect();
            let all = arguments(self.exercise, self.options, &[check, function], generators, &like, count)?;
            let module = self.module.clone();
            let finding = self.search(&all, generators, &mut |all| {
                let threads: Vec<Thread> = all
                    .iter()
                    .map(|arguments| Thread { start: Start::Nothing, calls: vec![call(function, arguments)] })
                    .collect();
                let wanted = module.solution(bench, threads.clone())?;
                let given = module.answer(bench, &threads)?;
                let findings = all.iter().enumerate();
                Ok(findings.map(|(at, own)| disagreement(function, own, wanted.get(at)?, given.get(at)?)).collect())
            })?;
            if let Some(finding) = finding {
                return Ok(Verdict::failed(finding));
            }
        }
        Ok(Verdict::passed())
    }

    fn law(&mut self, check: &str, law: &Law, bench: &mut Bench<'_>) -> Result<Verdict, Stop> {
        let function = law.of.as_deref().ok_or_else(|| Stop::Ours("a law on code needs `of`".to_owned()))?;
        let generators = generators(self.task, function)?;
        let like = law::likes(law.law, generators.len())?;
        let all = arguments(self.exercise, self.options, &[check], generators, &like, law.histories)?;
        let module = self.module.clone();
        let judge = law::Judge { module: &module, law, function };
        let finding = self.search(&all, generators, &mut |all| judge.probe(all, generators.len(), bench))?;
        Ok(finding.map_or_else(Verdict::passed, Verdict::failed))
    }

    /// Judges arguments, and looks for the simplest that fail.
    fn search(
        &mut self,
        all: &[Arguments],
        generators: &[Fields],
        probe: &mut dyn FnMut(&[Arguments]) -> Probed,
    ) -> Result<Option<Finding>, Stop> {
        self.cases += all.len() as u64;
        smallest(
            all,
            Search {
                probe,
                simpler: &|argument| simpler(argument, generators),
                removable: false,
                told: self.options.told,
            },
        )
    }
}

impl Grader for CodeGrader<'_> {
    fn check(&mut self, name: &str, check: &Check, bench: &mut Bench<'_>) -> Result<Verdict, Stop> {
        let Rule::Code(rule) = &check.rule else {
            return Err(Stop::Ours(format!("the check `{name}` is of another kind")));
        };
        match rule {
            CodeCheck::Cases { of, cases } => self.given_cases(of, cases, bench),
            CodeCheck::Agrees { with, inputs } => self.agrees(name, with, *inputs, bench),
            CodeCheck::Law(law) => self.law(name, law, bench),
        }
    }

    fn cases(&self) -> u64 {
        self.cases
    }
}

fn judge_case(of: &str, at: usize, all: usize, case: &CodeCase, outcomes: &[Outcome]) -> Option<Finding> {
    let wanted = Told::Value(case.gives.to_string());
    let show = |finding: Finding, actual: String| {
        let given = case.args.iter().map(ToString::to_string).collect();
        finding.showing(Evidence::History { given, when: None, expected: wanted.text(), actual })
    };
    if let Some(trouble) = trouble(outcomes, |_| (of, true)) {
        return Some(show(trouble.finding, trouble.actual));
    }
    let told = Told::of(outcomes.last()?);
    let finding = Finding::new(Code::CaseFails).with("case", at + 1).with("cases", all).with("alone", "wrong");
    (!wanted.agrees(&told)).then(|| show(finding, told.text()))
}

fn disagreement(function: &str, own: &Arguments, wanted: &[Outcome], given: &[Outcome]) -> Option<Finding> {
    let wanted = Told::of(wanted.last()?);
    if let Some(trouble) = trouble(given, |_| (function, true)) {
        return Some(trouble.finding.showing(evidence(own, wanted.text(), trouble.actual)));
    }
    let told = Told::of(given.last()?);
    let finding = Finding::new(Code::Disagrees).with("over", "call").with("function", function);
    (!told.agrees(&wanted)).then(|| finding.showing(evidence(own, wanted.text(), told.text())))
}
