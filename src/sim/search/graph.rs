//! The states that were met and how they follow each other: how many schedules there are is the number of ways through.

use super::super::count::Count;

/// A state by the order in which it was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Node(pub(super) usize);

/// States and the steps between them.
#[derive(Debug, Default)]
pub(super) struct Graph {
    next: Vec<Vec<Node>>,
    /// Whether a schedule may end in a state.
    ends: Vec<bool>,
}

impl Graph {
    pub(super) fn add(&mut self) -> Node {
        self.next.push(Vec::new());
        self.ends.push(false);
        Node(self.next.len() - 1)
    }

    pub(super) fn connect(&mut self, from: Node, to: Node) {
        self.next[from.0].push(to);
    }

    pub(super) fn end(&mut self, at: Node) {
        self.ends[at.0] = true;
    }

    /// How many ways lead from the first state to an end; none where one can go round.
    pub(super) fn ways(&self) -> Option<Count> {
        /// A state on the way down, and the next of its followers to look at.
        struct Visit {
            node: usize,
            follower: usize,
        }
        let mut ways: Vec<Option<Count>> = vec![None; self.next.len()];
        let mut open = vec![false; self.next.len()];
        let mut stack = vec![Visit { node: 0, follower: 0 }];
        while let Some(visit) = stack.last_mut() {
            let node = visit.node;
            open[node] = true;
            if let Some(Node(follower)) = self.next[node].get(visit.follower) {
                visit.follower += 1;
                if open[*follower] {
                    return None;
                }
                if ways[*follower].is_none() {
                    stack.push(Visit { node: *follower, follower: 0 });
                }
                continue;
            }
            let mut sum = Count::of(u64::from(self.ends[node]));
            for Node(follower) in &self.next[node] {
                sum.add(ways[*follower].as_ref().expect("followers are counted before"));
            }
            ways[node] = Some(sum);
            open[node] = false;
            stack.pop();
        }
        ways.into_iter().next().flatten()
    }
}
