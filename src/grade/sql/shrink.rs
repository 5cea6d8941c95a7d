//! The smallest dataset that still shows what was found.

use super::super::module::costly;
use super::super::{Finding, Stop};
use super::{Dataset, Seen};
use crate::course::exercise::SqlCheck;
use crate::lab::sql::Fill;

/// Rounds of dropping rows.
const ROUNDS: usize = 6;
/// Datasets tried in a round.
const TRIED: usize = 16;

/// Whether shrinking is of use: the rows are generated, and the finding is about them. Where all the work allowed was
/// done, each smaller dataset could ask for as much.
pub(super) fn pays(rule: &SqlCheck, set: &Dataset, found: &[Finding]) -> bool {
    if found.first().is_some_and(|finding| costly(finding.code)) {
        return false;
    }
    match rule {
        SqlCheck::Rows { .. } | SqlCheck::State { .. } | SqlCheck::Crash { .. } | SqlCheck::Idempotent { .. } => {
            set.fills.iter().any(|fill| matches!(fill, Fill::Rows { rows, .. } if !rows.is_empty()))
        }
        SqlCheck::Refuses { .. } | SqlCheck::Plan { .. } | SqlCheck::Guard { .. } | SqlCheck::Interleaving { .. } => {
            false
        }
    }
}

/// Drops rows, many at once and then fewer, as long as the same is found; what is left, and what is found there.
/// Deterministic; bounded by rounds.
pub(super) fn shrink(
    set: &Dataset,
    found: Vec<Finding>,
    mut judge: impl FnMut(Vec<Dataset>) -> Result<Vec<Seen>, Stop>,
) -> Result<(Dataset, Vec<Finding>), Stop> {
    let code = found.first().map(|finding| finding.code);
    let mut best = (set.clone(), found);
    'rounds: for _ in 0..ROUNDS {
        // The most rows dropped first; what comes later is not judged where one of these will do.
        for smaller in candidates(&best.0) {
            let seen = judge(smaller.clone())?;
            let next = smaller.into_iter().zip(seen).find_map(|(set, seen)| match seen {
                Seen::Bad(findings) if findings.first().map(|finding| finding.code) == code => Some((set, findings)),
                Seen::Bad(_) | Seen::Good | Seen::Nothing => None,
            });
            if let Some(next) = next {
                best = next;
                continue 'rounds;
            }
        }
        break;
    }
    Ok(best)
}

/// The datasets without one half of the rows, those without a quarter, … those without a single row.
fn candidates(set: &Dataset) -> Vec<Vec<Dataset>> {
    let count = rows(&set.fills);
    let mut all = Vec::new();
    let mut left = TRIED;
    let mut size = count.div_ceil(2);
    while size > 0 && left > 0 {
        let parts: Vec<Dataset> =
            (0..count).step_by(size).take(left).map(|from| set.with(without(&set.fills, from, from + size))).collect();
        left -= parts.len();
        all.push(parts);
        size = if size == 1 { 0 } else { size.div_ceil(2) };
    }
    all
}

fn rows(fills: &[Fill]) -> usize {
    fills
        .iter()
        .map(|fill| match fill {
            Fill::Rows { rows, .. } => rows.len(),
            Fill::Script { .. } => 0,
        })
        .sum()
}

fn without(fills: &[Fill], from: usize, to: usize) -> Vec<Fill> {
    let mut at = 0;
    fills
        .iter()
        .map(|fill| match fill {
            Fill::Script { .. } => fill.clone(),
            Fill::Rows { database, table, columns, rows } => {
                let kept = rows.iter().filter(|_| {
                    at += 1;
                    !(from..to).contains(&(at - 1))
                });
                let kept = kept.cloned().collect();
                Fill::Rows { database: database.clone(), table: table.clone(), columns: columns.clone(), rows: kept }
            }
        })
        .collect()
}
