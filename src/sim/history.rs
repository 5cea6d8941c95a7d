//! Access clients saw of registers, against what they were promised.
//!
//! Operations overlap in time, so a promise is broken only where no order of them explains what was seen.

use std::collections::HashSet;

/// An operation of a client on one register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operation<V> {
    /// Who.
    pub client: u32,
    /// Access was done.
    pub what: Access<V>,
    /// When it was asked for.
    pub began: u64,
    /// When its answer came; none where it never did. Then it may have been done at any later moment, or not at all.
    pub ended: Option<u64>,
}

/// Access an operation does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access<V> {
    /// Reads, and saw this.
    Read(V),
    /// Writes this.
    Write(V),
}

/// Whether the operations on one register can have happened one after the other, each at a moment between its beginning
/// and its end, every read seeing what was written last (Herlihy & Wing, "Linearizability", 1990). Access was there before
/// all writes is not known, but it is one value. Tries orders depth first (Wing & Gong, "Testing and Verifying
/// Concurrent Objects", 1993) and remembers where it has been (Lowe, "Testing for Linearizability", 2017); quick for few
/// operations, and of more than 64 it is not asked.
pub fn is_linearizable<V: Clone + Eq>(operations: &[Operation<V>]) -> bool {
    /// Access has happened, and the number of the operation that says what the register holds.
    type State = (u64, Option<usize>);
    if operations.len() > 64 {
        return true;
    }
    let holds = |state: &State| state.1.map(|at| operations[at].what.value());
    let must: u64 = operations.iter().enumerate().filter(|(_, one)| one.ended.is_some()).map(|(at, _)| 1 << at).sum();
    let mut been: HashSet<State> = HashSet::new();
    let mut open: Vec<State> = vec![(0, None)];
    while let Some(state) = open.pop() {
        if state.0 & must == must {
            return true;
        }
        if !been.insert(state) {
            continue;
        }
        let left = || operations.iter().enumerate().filter(|(at, _)| state.0 & (1 << at) == 0);
        let first_end = left().filter_map(|(_, one)| one.ended).min().unwrap_or(u64::MAX);
        for (at, one) in left().filter(|(_, one)| one.began < first_end) {
            let next = match &one.what {
                Access::Write(_) => Some(at),
                // A read says what was there, where nobody knows yet.
                Access::Read(seen) => match holds(&state) {
                    None => Some(at),
                    Some(value) if value == seen => state.1,
                    Some(_) => continue,
                },
            };
            open.push((state.0 | 1 << at, next));
        }
    }
    false
}

/// Whether a client that has written reads that afterwards, or what may have come after it.
pub fn reads_its_writes<V: Eq>(operations: &[Operation<V>]) -> bool {
    operations.iter().all(|read| {
        let Access::Read(seen) = &read.what else { return true };
        let own = operations.iter().filter(|write| write.client == read.client && write.is_write());
        let last =
            own.filter(|write| write.ended.is_some_and(|ended| ended < read.began)).max_by_key(|write| write.began);
        last.is_none_or(|last| {
            let mut others = operations.iter().filter(|write| write.is_write() && write.what.value() == seen);
            others.any(|write| write == last || !write.is_before(last))
        })
    })
}

/// Whether a client never reads what is older than what it has read before.
pub fn reads_go_forward<V: Eq>(operations: &[Operation<V>]) -> bool {
    let writes = |seen: &V| -> Vec<&Operation<V>> {
        operations.iter().filter(|write| write.is_write() && write.what.value() == seen).collect()
    };
    operations.iter().all(|later| {
        let Access::Read(now) = &later.what else { return true };
        let before = operations.iter().filter(|read| read.client == later.client && read.is_before(later));
        before.into_iter().all(|read| match &read.what {
            Access::Write(_) => true,
            // Access nobody has written was there before all writes.
            Access::Read(then) => {
                now == then
                    || writes(then).is_empty()
                    || writes(now).iter().any(|new| writes(then).iter().any(|old| !new.is_before(old)))
            }
        })
    })
}

impl<V> Operation<V> {
    fn is_write(&self) -> bool {
        matches!(self.what, Access::Write(_))
    }

    /// Whether it was over before another began.
    fn is_before(&self, other: &Self) -> bool {
        self.ended.is_some_and(|ended| ended < other.began)
    }
}

impl<V> Access<V> {
    fn value(&self) -> &V {
        match self {
            Self::Read(value) | Self::Write(value) => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Access, Operation, is_linearizable, reads_go_forward, reads_its_writes};

    /// `c w|r value began-ended`, by spaces and `;`.
    fn operations(text: &str) -> Vec<Operation<u8>> {
        let one = |text: &str| {
            let parts: Vec<&str> = text.split_whitespace().collect();
            let value = parts[2].parse().unwrap();
            let (began, ended) = parts[3].split_once('-').unwrap();
            let what = if parts[1] == "w" { Access::Write(value) } else { Access::Read(value) };
            Operation {
                client: parts[0].parse().unwrap(),
                what,
                began: began.parse().unwrap(),
                ended: ended.parse().ok(),
            }
        };
        text.split(';').map(one).collect()
    }

    #[test]
    fn promises_are_told_apart() {
        for (text, expected) in [
            ("1 w 1 1-2; 1 r 1 3-4", [true, true, true]),
            // Another still sees what was there before.
            ("1 w 1 1-2; 2 r 0 3-4", [false, true, true]),
            ("1 r 0 1-2; 1 w 1 3-4; 2 r 0 5-6", [false, true, true]),
            ("1 w 1 1-2; 1 r 0 3-4", [false, false, true]),
            // Old, then new, then old again.
            ("1 w 1 1-2; 2 w 2 3-4; 3 r 2 5-6; 3 r 1 7-8", [false, true, false]),
            ("1 w 1 1-2; 2 w 2 3-9; 3 r 2 5-6; 4 r 1 7-8", [false, true, true]),
            ("1 w 1 1-9; 2 w 2 2-9; 3 r 2 3-4; 3 r 1 5-6", [true, true, true]),
            // A write without an answer may come late, or never.
            ("1 w 1 1-2; 2 w 2 3-; 3 r 1 5-6; 3 r 2 7-8", [true, true, true]),
            ("1 w 1 1-2; 2 w 2 3-; 3 r 2 5-6; 3 r 1 7-8", [false, true, false]),
            ("1 w 1 1-2; 2 w 2 3-; 1 r 1 5-6", [true, true, true]),
        ] {
            let of = operations(text);
            assert_eq!([is_linearizable(&of), reads_its_writes(&of), reads_go_forward(&of)], expected, "{text}");
        }
    }

    /// Every order of every choice of the operations that may have happened.
    fn by_force(operations: &[Operation<u8>], order: &mut Vec<usize>) -> bool {
        let is_whole = operations.iter().enumerate().all(|(at, one)| one.ended.is_none() || order.contains(&at));
        let in_time = order.iter().enumerate().all(|(place, one)| {
            order[place + 1..].iter().all(|later| !operations[*later].is_before(&operations[*one]))
        });
        let explains = |first: u8| {
            let mut holds = first;
            order.iter().all(|at| match operations[*at].what {
                Access::Write(value) => {
                    holds = value;
                    true
                }
                Access::Read(seen) => seen == holds,
            })
        };
        if is_whole && in_time && (0..3).any(explains) {
            return true;
        }
        (0..operations.len()).any(|at| {
            if order.contains(&at) {
                return false;
            }
            order.push(at);
            let found = by_force(operations, order);
            order.pop();
            found
        })
    }

    fn any_operation() -> impl Strategy<Value = Operation<u8>> {
        (0..3_u32, 0..3_u8, any::<bool>(), 0..20_u64, 1..8_u64, 0..6_u8).prop_map(
            |(client, value, writes, at, length, lost)| {
                let what = if writes { Access::Write(value) } else { Access::Read(value) };
                let ended = (lost > 0 || !writes).then_some(2 * (at + length) + 1);
                Operation { client, what, began: 2 * at, ended }
            },
        )
    }

    proptest! {
        #[test]
        fn it_is_what_every_order_says(operations in prop::collection::vec(any_operation(), 0..6)) {
            prop_assert_eq!(is_linearizable(&operations), by_force(&operations, &mut Vec::new()));
        }

        #[test]
        fn who_is_linearizable_keeps_what_is_weaker(operations in prop::collection::vec(any_operation(), 0..8)) {
            // Each value is written once, so that it is known who has read what.
            let mut operations = operations;
            for (at, one) in operations.iter_mut().enumerate() {
                if let Access::Write(value) = &mut one.what {
                    *value = 10 + u8::try_from(at).unwrap();
                }
            }
            if is_linearizable(&operations) {
                prop_assert!(reads_its_writes(&operations) && reads_go_forward(&operations), "{:?}", operations);
            }
        }
    }
}
