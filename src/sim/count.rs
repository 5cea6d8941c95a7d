//! Numbers of schedules, which soon are larger than any machine number.

use std::fmt;

/// Digits of one place.
const PLACE: u64 = 1_000_000_000_000_000_000;

/// A natural number; the lowest place first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Count(Vec<u64>);

impl Count {
    pub(super) fn of(number: u64) -> Self {
        let mut count = Self::default();
        count.add(&Self(vec![number % PLACE, number / PLACE]));
        count
    }

    pub(super) fn add(&mut self, other: &Self) {
        let mut carry = 0;
        for at in 0..self.0.len().max(other.0.len()) {
            if at == self.0.len() {
                self.0.push(0);
            }
            let sum = self.0[at] + other.0.get(at).copied().unwrap_or(0) + carry;
            (self.0[at], carry) = (sum % PLACE, sum / PLACE);
        }
        if carry > 0 {
            self.0.push(carry);
        }
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut places = self.0.iter().rev();
        write!(f, "{}", places.next().unwrap_or(&0))?;
        places.try_for_each(|place| write!(f, "{place:018}"))
    }
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn doubling_goes_beyond_any_machine_number() {
        let mut count = Count::of(1);
        for _ in 0..200 {
            let same = count.clone();
            count.add(&same);
        }
        assert_eq!(count.to_string(), "1606938044258990275541962092341162602522202993782792835301376");
        assert_eq!(Count::of(0).to_string(), "0");
        assert_eq!(Count::of(u64::MAX).to_string(), u64::MAX.to_string());
    }
}
