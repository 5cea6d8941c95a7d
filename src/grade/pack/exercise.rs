//! One exercise: its starter fails, its solution passes, each wrong answer fails for its named reason.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Verified;
use crate::base::{Seed, Slug, Value};
use crate::course::exercise::{Exercise, Rule, Task};
use crate::course::{Course, Problem};
use crate::grade::{
    Cancel, Code, Counterexample, Evidence, Finding, Judge, Options, Outcome, Place, Report, Submission,
};
use crate::lab::{Done, Job, sql};
use crate::sim::Schedule;

/// The seeds with which every answer is graded.
const SEEDS: [u64; 3] = [1, 2, 3];

/// What a starter must not fail by: the reader begins with something that loads.
const NOT_BY: [Code; 9] = [
    Code::Syntax,
    Code::Load,
    Code::MissingFile,
    Code::UnknownFile,
    Code::NotText,
    Code::TooLarge,
    Code::Fuel,
    Code::Memory,
    Code::DidNotStop,
];

/// Verifies an exercise.
pub(super) fn verify(course: &Course, slug: &Slug, judge: &mut Judge, cancel: &Cancel) -> Verified {
    let exercise = match course.exercise(slug) {
        Ok(exercise) => exercise,
        Err(problems) => return Verified { exercises: 1, problems: problems.0, ..Verified::default() },
    };
    let mut bench =
        Bench { course, exercise: &exercise, judge, cancel, found: Verified::default(), graded: Vec::new() };
    bench.found.exercises = 1;
    bench.scripts();
    bench.starter();
    bench.must_pass("solution", "verify-solution-fails");
    bench.explores_to_the_end();
    for name in &exercise.alternatives {
        bench.found.alternatives += 1;
        bench.must_pass(&format!("alt/{name}"), "verify-alternative-fails");
    }
    bench.wrong_answers();
    bench.once_more();
    bench.found
}

/// An exercise being verified.
struct Bench<'a> {
    course: &'a Course,
    exercise: &'a Exercise,
    judge: &'a mut Judge,
    cancel: &'a Cancel,
    found: Verified,
    /// What has been graded: answer, its files, and the report with the first seed.
    graded: Vec<(String, Submission, Report)>,
}

/// What tells one failing of an answer from another: check, code, arguments, evidence, and what is different in its story.
type Failing = Vec<(String, Code, BTreeMap<String, Value>, Evidence, Option<Schedule>)>;

impl Bench<'_> {
    /// The author's SQL parses: that of files, and that of checks, which is said of the check's line.
    fn scripts(&mut self) {
        let is_sql = |path: &str| Path::new(path).extension().is_some_and(|end| end == "sql");
        let files = self.exercise.support.iter().filter(|(path, _)| is_sql(path));
        let files = files.map(|(path, script)| (path.as_str(), None, script));
        let checks = self.exercise.checks.iter().flat_map(|(name, check)| {
            let scripts = match &check.rule {
                Rule::Sql(rule) => rule.scripts(),
                Rule::Sim(rule) => rule.sql().into_iter().collect(),
                Rule::Events(_) | Rule::Code(_) | Rule::Quiz(_) | Rule::Design(_) => Vec::new(),
            };
            let line = self.exercise.lines.checks.get(name).copied().unwrap_or(1);
            scripts.into_iter().map(move |script| ("exercise.toml", Some(line), script))
        });
        let scripts: Vec<_> = files.chain(checks).collect();
        let tasks = scripts.iter().map(|(_, _, script)| sql::Task::Parse((*script).clone())).collect();
        let job = Job::Sql(sql::Job { tasks, ..sql::Job::default() });
        let Ok(Done::Sql(done)) = self.judge.run(&job, self.cancel) else { return };
        for ((file, check, _), outcome) in scripts.iter().zip(done.outcomes) {
            if let sql::Outcome::Parsed(Some(failure)) = outcome {
                let file = format!("{}/{file}", self.exercise.folder);
                let (line, column) = check.map_or((failure.at.line, failure.at.column), |line| (line, 1));
                let problem = Problem::new("verify-script").with("why", failure.message);
                self.found.problems.push(problem.at(&file, line, column));
            }
        }
    }

    fn starter(&mut self) {
        let answer = "starter";
        for report in self.grade(answer) {
            let by_a_check = report.checks.iter().any(|check| check.outcome == Outcome::Failed);
            let code = findings(&report).map(|finding| finding.code).find(|code| NOT_BY.contains(code));
            let problem = match code {
                Some(code) => Problem::new("verify-starter-code").with("code", code),
                None if report.passed() => Problem::new("verify-starter-passes"),
                None if by_a_check => continue,
                None => Problem::new("verify-starter-no-check").with("found", failed(&report)),
            };
            return self.problem(answer, Some(&report), problem);
        }
    }

    fn must_pass(&mut self, answer: &str, code: &'static str) {
        let reports = self.grade(answer);
        if let Some(report) = reports.iter().find(|report| !report.passed()) {
            let problem = Problem::new(code).with("seed", report.seed).with("failed", failed(report));
            self.problem(answer, Some(report), problem);
        }
    }

    /// What a simulation proves is proven of the solution, unless the author says that it cannot be.
    fn explores_to_the_end(&mut self) {
        let Task::Sim(task) = &self.exercise.task else { return };
        let explored = self.graded.iter().find(|(answer, _, _)| answer == "solution");
        let explored = explored.and_then(|(_, _, report)| report.exploration.as_ref());
        if let Some(explored) = explored.filter(|explored| task.exhaustive && !explored.complete) {
            let states = explored.states.unwrap_or_default();
            self.in_manifest(1, Problem::new("verify-not-exhaustive").with("states", states));
        }
    }

    fn wrong_answers(&mut self) {
        let mut seen: Vec<(&String, Failing)> = Vec::new();
        for (name, declared) in &self.exercise.wrong {
            self.found.wrong += 1;
            let mut declared: Vec<&str> = declared.iter().map(String::as_str).collect();
            declared.sort_unstable();
            let reports = self.grade(&format!("wrong/{name}"));
            let differs = reports.iter().find(|report| {
                let mut failing = report.failing();
                failing.sort_unstable();
                report.passed() || failing != declared
            });
            let problem = match (differs, reports.first().map(failing)) {
                (Some(report), _) if report.passed() => Problem::new("verify-wrong-passes").with("seed", report.seed),
                (Some(report), _) => Problem::new("verify-wrong-set")
                    .with("declared", declared.join(", "))
                    .with("failed", failed(report))
                    .with("seed", report.seed),
                (None, Some(failing)) => {
                    let twin = seen.iter().find(|(_, other)| *other == failing).map(|(other, _)| *other);
                    seen.push((name, failing));
                    let Some(twin) = twin else { continue };
                    Problem::new("verify-wrong-twice").with("other", twin)
                }
                // It could not be graded, which has been said.
                (None, None) => continue,
            };
            let line = self.exercise.lines.wrong.get(name).copied().unwrap_or(0);
            self.in_manifest(line, problem.with("name", name));
        }
    }

    /// The reports on the answer in a folder, one a seed; none where that is a problem in itself.
    fn grade(&mut self, answer: &str) -> Vec<Report> {
        let files = match self.course.answer(&self.exercise.slug, answer) {
            Ok(files) => files,
            Err(problems) => {
                self.found.problems.extend(problems.0);
                return Vec::new();
            }
        };
        let submission = Submission::from_bytes(&self.exercise.files, files);
        let mut reports = Vec::with_capacity(SEEDS.len());
        for seed in SEEDS {
            // What an answer fails by is compared for the first seed; of the others it counts which checks fail.
            let told = if seed == SEEDS[0] { Counterexample::Smallest } else { Counterexample::First };
            let options = Options { seed: Seed(seed), told, ..Options::default() };
            let Some(report) = self.grade_once(answer, &submission, &options) else { return Vec::new() };
            // Where every schedule was told, there was nothing to be drawn.
            let same_for_all = report.exploration.as_ref().is_some_and(|explored| explored.complete);
            reports.push(report);
            if same_for_all {
                break;
            }
        }
        self.graded.push((answer.to_owned(), submission, reports[0].clone()));
        reports
    }

    /// Grades every answer once more, with nothing remembered of the first time; of a simulation, whose stories take their
    /// time and are all looked for in the same way, the starter and the solution.
    fn once_more(&mut self) {
        self.judge.forget();
        let long = matches!(self.exercise.task, Task::Sim(_));
        for (answer, submission, first) in std::mem::take(&mut self.graded) {
            if long && !["starter", "solution"].contains(&answer.as_str()) {
                continue;
            }
            let options = Options { seed: Seed(SEEDS[0]), ..Options::default() };
            let again = self.grade_once(&answer, &submission, &options);
            if again.is_some_and(|again| again != first) {
                self.problem(&answer, None, Problem::new("verify-not-deterministic").with("seed", SEEDS[0]));
            }
        }
    }

    fn grade_once(&mut self, answer: &str, submission: &Submission, options: &Options) -> Option<Report> {
        let report = self.judge.grade(self.exercise, submission, options, self.cancel, &mut |_| {});
        self.found.gradings += 1;
        if report.outcome != Outcome::Ungradable {
            return Some(report);
        }
        if !self.cancel.is_cancelled() {
            let why = report.findings.iter().find_map(|finding| finding.args.get("why"));
            let why = why.map_or_else(String::new, ToString::to_string);
            self.problem(answer, None, Problem::new("verify-ungradable").with("why", why).with("seed", report.seed));
        }
        None
    }

    /// A problem of an answer: at the place of the first finding that has one, else where its first file begins.
    fn problem(&mut self, answer: &str, report: Option<&Report>, problem: Problem) {
        let place = report.into_iter().flat_map(findings).find_map(|finding| finding.at.clone());
        let file = self.exercise.files.first().cloned().unwrap_or_default();
        let Place { file, line, column } = place.unwrap_or(Place { file, line: 1, column: 1 });
        let file = format!("{}/{answer}/{file}", self.exercise.folder);
        self.found.problems.push(problem.with("answer", answer).at(&file, line, column));
    }

    /// A problem of a line of the manifest.
    fn in_manifest(&mut self, line: u32, problem: Problem) {
        let file = format!("{}/exercise.toml", self.exercise.folder);
        self.found.problems.push(problem.at(&file, line, u32::from(line > 0)));
    }
}

fn findings(report: &Report) -> impl Iterator<Item = &Finding> {
    report.findings.iter().chain(report.checks.iter().flat_map(|check| &check.findings))
}

/// What failed and by which codes: `moves-the-stock (state-differs), never-half-a-move (torn-state)`.
fn failed(report: &Report) -> String {
    let list = |findings: &[Finding]| {
        let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code.as_str()).collect();
        codes.into_iter().collect::<Vec<_>>().join(", ")
    };
    let of_checks = report
        .checks
        .iter()
        .filter(|check| check.outcome == Outcome::Failed)
        .map(|check| format!("{} ({})", check.name, list(&check.findings)));
    let all: Vec<String> =
        (!report.findings.is_empty()).then(|| list(&report.findings)).into_iter().chain(of_checks).collect();
    if all.is_empty() { "–".to_owned() } else { all.join(", ") }
}

fn failing(report: &Report) -> Failing {
    let failed = report.checks.iter().filter(|check| check.outcome == Outcome::Failed);
    failed
        .flat_map(|check| check.findings.iter().map(|finding| (check.name.clone(), finding)))
        .map(|(check, finding)| {
            // The id also says whose story it is, which is another for every answer.
            let schedule = finding.schedule.as_ref().and_then(|id| Schedule::parse(id).ok()).map(|(story, _)| story);
            (check, finding.code, finding.args.clone(), finding.evidence.clone(), schedule)
        })
        .collect()
}
