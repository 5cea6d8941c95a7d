//! Placeholder of the lane that builds this part.

use serde::{Deserialize, Serialize};

use super::Gone;

/// Work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Done {}

/// Does a job.
///
/// # Errors
/// Where the machine fails.
pub fn run(_job: &Job) -> Result<Done, Gone> {
    Ok(Done {})
}
