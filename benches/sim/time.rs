//! Processor time, and what is in the middle.

use std::fs;
use std::time::{Duration, Instant};

/// The processor time of this thread; where the system does not tell it, the time since the first call.
pub(crate) fn now() -> Duration {
    thread_local!(static FIRST: Instant = Instant::now());
    let told = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let told = told.and_then(|told| told.split(' ').next()?.parse().ok()).map(Duration::from_nanos);
    told.unwrap_or_else(|| FIRST.with(Instant::elapsed))
}

/// The median of times; of none, none.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// A time in milliseconds.
pub(crate) fn ms(time: Duration) -> f64 {
    1e3 * time.as_secs_f64()
}
