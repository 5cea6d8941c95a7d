//! `plan`: the answer's query reaches its tables by a key.

use super::super::{Bench, Code, Evidence, Finding, Stop};
use super::run::{Runs, Side, values};
use super::{Dataset, Seen, finding};
use crate::course::exercise::Step;
use crate::lab::sql::{Plan, PlanNode, Play, Query, Reach};

/// Runs the steps but the query's own, and plans the query.
pub(super) fn judge(
    runs: &mut Runs<'_>,
    query: &str,
    no_scan: &[String],
    searched: &[String],
    datasets: &[&Dataset],
    bench: &mut Bench<'_>,
) -> Result<Vec<Seen>, Stop> {
    let all = runs.steps(&[]);
    let steps: Vec<Step> = all.iter().filter(|step| step.file != query).cloned().collect();
    let own = all.iter().find(|step| step.file == query).or(all.first());
    let Some(own) = own else { return Err(Stop::Ours("the task has no steps".to_owned())) };
    let services = runs.services();
    let main = services.iter().find(|service| service.name == own.service).and_then(|it| it.owns.first().cloned());
    let names = runs.names([own]);
    let planned = Query {
        service: own.service.clone(),
        script: runs.text(Side::Answer, query)?.to_owned(),
        with: values(own.with.iter()),
    };
    let answer = runs.lab_steps(Side::Answer, &steps)?;
    let play = Play { steps: answer, plan: Some(planned), ..Play::default() };
    let plays = runs.plays(Side::Answer, datasets, bench, &play)?;
    let seen = datasets.iter().zip(plays.iter()).map(|(set, played)| {
        let Some(played) = played else { return Seen::Nothing };
        if let Some(failure) = runs.unexpected(&steps, played) {
            return Seen::Bad(vec![finding::on(failure, set)]);
        }
        match &played.plan {
            Some(Ok(plan)) => match scanned(plan, no_scan, searched, main.as_deref()) {
                Some(table) => {
                    let found = Finding::new(Code::TableScan).with("table", names.full(&table)).with("file", query);
                    Seen::Bad(vec![found.showing(Evidence::Plan(plan.lines.clone()))])
                }
                None => Seen::Good,
            },
            Some(Err(failure)) if failure.message == "no SELECT" => {
                Seen::Bad(vec![Finding::new(Code::NoRows).with("file", query)])
            }
            Some(Err(failure)) => Seen::Bad(vec![finding::failed(failure, runs.own(query))]),
            None => Seen::Nothing,
        }
    });
    Ok(seen.collect())
}

/// The first table that is read from end to end though it must not be, or never reached by a key though it must.
fn scanned(plan: &Plan, no_scan: &[String], searched: &[String], main: Option<&str>) -> Option<String> {
    let find = |name: &str, reach: Reach| {
        let (database, table) = name.split_once('.').unwrap_or(("main", name));
        let own = main.is_some_and(|main| main.eq_ignore_ascii_case(database)) || database == "main";
        let is = |node: &&PlanNode| {
            let here = if node.database == "main" { own } else { node.database.eq_ignore_ascii_case(database) };
            let called = table == "*" || node.table.eq_ignore_ascii_case(table);
            node.reach == reach && called && (here || !name.contains('.'))
        };
        plan.nodes.iter().find(is)
    };
    // Of all tables of a database, the one that was read is told.
    let told = |name: &str, node: &PlanNode| name.replace('*', &node.table);
    let scan = no_scan.iter().find_map(|name| find(name, Reach::Scan).map(|node| told(name, node)));
    scan.or_else(|| searched.iter().find(|name| find(name, Reach::Search).is_none()).cloned())
}
