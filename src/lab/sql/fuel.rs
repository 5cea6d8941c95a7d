//! Counted work and counted output.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::base::Value;

/// Operations of SQLite's virtual machine in one tick.
pub(in crate::lab) const OPS_A_TICK: i32 = 1000;
/// Ticks of one task; a few tenths of a second.
const TICKS: u64 = 20_000;
/// Rows of one task.
const ROWS: usize = 20_000;
/// Bytes of values of one task.
const BYTES: usize = 4 << 20;

/// The work that one task may still do, shared by its connections. Deterministic: operations, not time.
#[derive(Debug, Clone)]
pub(in crate::lab) struct Fuel(Arc<AtomicU64>);

impl Fuel {
    pub(in crate::lab) fn new() -> Self {
        Self(Arc::new(AtomicU64::new(TICKS)))
    }

    /// Fills up for the next task.
    pub(in crate::lab) fn refill(&self) {
        self.0.store(TICKS, Ordering::Relaxed);
    }

    /// Burns so many ticks; whether there were so many.
    pub(in crate::lab) fn burn(&self, ticks: u64) -> bool {
        let left = self.0.load(Ordering::Relaxed);
        self.0.store(left.saturating_sub(ticks), Ordering::Relaxed);
        left > ticks
    }
}

/// The rows and bytes that one task may still give.
#[derive(Debug)]
pub(in crate::lab) struct Room {
    rows: usize,
    bytes: usize,
}

impl Room {
    pub(in crate::lab) fn new() -> Self {
        Self { rows: ROWS, bytes: BYTES }
    }

    /// Room for the rows of many states.
    pub(in crate::lab) fn large() -> Self {
        Self { rows: 10 * ROWS, bytes: 4 * BYTES }
    }

    /// Takes room for a row; whether there was.
    pub(in crate::lab) fn take(&mut self, row: &[Value]) -> bool {
        let size: usize = row
            .iter()
            .map(|value| match value {
                Value::Null | Value::Int(_) | Value::Real(_) => 9,
                Value::Text(text) => text.len() + 5,
                Value::Blob(bytes) => bytes.len() + 5,
            })
            .sum();
        let fits = self.rows > 0 && self.bytes >= size;
        self.rows = self.rows.saturating_sub(1);
        self.bytes = self.bytes.saturating_sub(size);
        fits
    }
}
