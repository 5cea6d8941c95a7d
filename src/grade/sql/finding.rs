//! Findings from what the lab says.

use super::super::{Code, Evidence, Finding, Place, Severity};
use super::Dataset;
use super::given::tables as given;
use super::run::Names;
use crate::base::Value;
use crate::lab::sql::{Failure, Fault, Spot, Stepped};

/// Rows that are shown of one table.
const SHOWN: usize = 100;

/// A failure as a finding; `file` is the answer's file, or none where the script is the author's.
pub(super) fn failed(failure: &Failure, file: Option<&str>) -> Finding {
    let what = || file.unwrap_or("SQL").to_owned();
    let finding = match &failure.fault {
        Fault::Syntax => Finding::new(Code::Syntax).with("file", what()).with("message", failure.message.as_str()),
        Fault::Refused | Fault::Busy | Fault::Other => {
            Finding::new(Code::StatementFailed).with("message", failure.message.as_str()).with("script", "none")
        }
        Fault::Foreign(refusal) => Finding::new(Code::ForeignTable)
            .with("service", refusal.service.as_str())
            .with("table", format!("{}.{}", refusal.database, refusal.table).trim_end_matches('.'))
            .with("how", if refusal.writes { "write" } else { "read" })
            .with("owner", refusal.owner.as_str()),
        Fault::NotAllowed(what) => Finding::new(Code::NotAllowed).with("what", what.as_str()),
        Fault::Fuel => Finding::new(Code::Fuel).with("what", what()),
        Fault::Output => {
            Finding::new(Code::Output).with("what", what()).with("limit", "20,000 rows, 4 MB, 256 KB a value")
        }
        Fault::Memory => Finding::new(Code::Memory).with("what", what()),
    };
    finding.at(file.map(|file| place(file, failure.at)))
}

/// The same of a script that may be the author's: where it is, the finding has no place in the answer and names it.
pub(super) fn failed_in(failure: &Failure, script: &str, own: Option<&str>) -> Finding {
    let finding = failed(failure, own);
    if own.is_none() && finding.code == Code::StatementFailed { finding.with("script", script) } else { finding }
}

pub(super) fn place(file: &str, at: Spot) -> Place {
    Place { file: file.to_owned(), line: at.line, column: at.column }
}

/// A finding on a dataset: says which.
pub(super) fn on(finding: Finding, dataset: &Dataset) -> Finding {
    let (kind, number) = dataset.kind();
    finding.with("dataset", dataset.name.as_str()).with("kind", kind).with("number", number)
}

/// Two tables side by side.
pub(super) fn tables(
    dataset: &Dataset,
    names: &Names<'_>,
    of: &str,
    columns: &[String],
    expected: &[Vec<Value>],
    actual: &[Vec<Value>],
) -> Evidence {
    Evidence::Tables {
        dataset: dataset.name.clone(),
        of: of.to_owned(),
        columns: columns.to_vec(),
        expected: few(expected),
        actual: few(actual),
        given: given(dataset, names),
    }
}

/// Rows that must not be.
pub(super) fn rows(dataset: &Dataset, names: &Names<'_>, columns: &[String], rows: &[Vec<Value>]) -> Evidence {
    Evidence::Rows {
        dataset: dataset.name.clone(),
        columns: columns.to_vec(),
        rows: few(rows),
        given: given(dataset, names),
        stopped: None,
    }
}

fn few(rows: &[Vec<Value>]) -> Vec<Vec<Value>> {
    rows.iter().take(SHOWN).cloned().collect()
}

/// A finding about rows, and a note where a script left a transaction open, which was lost.
pub(super) fn with_open(finding: Finding, steps: &[Stepped]) -> Vec<Finding> {
    let mut findings = vec![finding];
    if steps.iter().any(|step| step.left_open && step.failure.is_none()) {
        findings.push(Finding::new(Code::OpenTransaction).graded(Severity::Note));
    }
    findings
}
