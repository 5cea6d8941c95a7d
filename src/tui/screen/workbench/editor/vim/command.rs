//! A command of vim: a count, an operator, and a motion, an object or a command's own letter.

/// A command, read.
pub(super) struct Command<'k> {
    pub(super) count: Option<usize>,
    pub(super) operator: Option<char>,
    /// The motion, object or command.
    pub(super) keys: &'k [char],
}

impl<'k> Command<'k> {
    /// Reads keys; none where more are to come.
    pub(super) fn of(keys: &'k [char], visual: bool) -> Option<Self> {
        let (first, keys) = number(keys);
        let operator = keys.first().copied().filter(|key| matches!(key, 'd' | 'c' | 'y' | '>' | '<') && !visual);
        let (second, keys) = if operator.is_some() { number(&keys[1..]) } else { (None, keys) };
        let count = match (first, second) {
            (Some(first), Some(second)) => Some(first.saturating_mul(second).min(MOST)),
            (first, second) => first.or(second),
        };
        let takes_more = match keys.first()? {
            'f' | 't' | 'F' | 'T' | 'g' => true,
            'r' => operator.is_none(),
            'i' | 'a' => operator.is_some() || visual,
            _ => false,
        };
        (keys.len() > usize::from(takes_more)).then_some(Self { count, operator, keys })
    }

    pub(super) fn times(&self) -> usize {
        self.count.unwrap_or(1)
    }
}

/// The largest count.
const MOST: usize = 9_999;

/// A count at the beginning; `0` alone is a motion.
fn number(keys: &[char]) -> (Option<usize>, &[char]) {
    let digits = keys.iter().take_while(|key| key.is_ascii_digit()).count();
    if digits == 0 || keys[0] == '0' {
        return (None, keys);
    }
    let count: String = keys[..digits].iter().collect();
    (Some(count.parse().unwrap_or(MOST).min(MOST)), &keys[digits..])
}
