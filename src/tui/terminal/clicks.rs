//! Clicks in quick succession, counted.

use std::time::{Duration, Instant};

use crate::tui::mouse::{Mouse, MouseKind};

/// A click that comes so soon after one at the same place is a second one.
const QUICK: Duration = Duration::from_millis(400);

/// The last click, when it came, and the how-manieth it was.
#[derive(Debug, Default)]
pub(super) struct Clicks(Option<(Mouse, Instant, u8)>);

impl Clicks {
    /// What the mouse did, a click with its number.
    pub(super) fn count(&mut self, mouse: Mouse, now: Instant) -> Mouse {
        let MouseKind::Click(_) = mouse.kind else { return mouse };
        let before = self.0.filter(|(before, at, _)| before.at() == mouse.at() && now.duration_since(*at) <= QUICK);
        // After the third, the next is a first one again.
        let number = before.map_or(0, |(_, _, number)| number % 3) + 1;
        self.0 = Some((mouse, now, number));
        Mouse { kind: MouseKind::Click(number), ..mouse }
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::Clicks;
    use crate::tui::mouse::{Mouse, MouseKind};

    #[test]
    fn clicks_count_at_one_place_and_soon() {
        let begin = Instant::now();
        let mut clicks = Clicks::default();
        for (at_ms, column, wanted) in
            [(0, 1, 1), (100, 1, 2), (200, 1, 3), (300, 1, 1), (400, 2, 1), (900, 2, 1), (1000, 2, 2), (1001, 1, 1)]
        {
            let mouse = Mouse { column, row: 0, kind: MouseKind::Click(1) };
            let counted = clicks.count(mouse, begin + Duration::from_millis(at_ms));
            assert_eq!(counted.kind, MouseKind::Click(wanted), "at {at_ms}");
        }
        let wheel = Mouse { column: 1, row: 0, kind: MouseKind::Drag };
        assert_eq!(clicks.count(wheel, begin), wheel);
    }
}
