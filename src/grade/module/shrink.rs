//! From a failing story to the smallest that still fails: fewest items first, then the simplest ones.
//!
//! Chunks are taken out until no single item can be (delta debugging: Zeller & Hildebrandt, "Simplifying and Isolating
//! Failure-Inducing Input", 2002); then the subsets of the story that are smaller still are tried, as far as they are few; then
//! single values are made simpler. All candidates of a round are judged in one job, and a candidate counts only if it
//! fails with the same code. Deterministic; at most [`RERUNS`] candidates.

use super::costly;
use crate::grade::{Counterexample, Finding, Stop};

/// Candidates tried for one finding.
const RERUNS: usize = 400;
/// Stories that are judged before the others where any counterexample will do.
const FEW: usize = 40;

/// Of each story, the finding if it fails.
pub(crate) type Probed = Result<Vec<Option<Finding>>, Stop>;

/// How stories of a check are judged and made smaller.
pub(crate) struct Search<'a, T> {
    /// Judges stories.
    pub(crate) probe: &'a mut dyn FnMut(&[Vec<T>]) -> Probed,
    /// Simpler things in place of one item, the simplest first; each must be simpler by some measure that ends.
    pub(crate) simpler: &'a dyn Fn(&T) -> Vec<T>,
    /// Whether items may be left out.
    pub(crate) removable: bool,
    /// Whether the smallest is looked for at all.
    pub(crate) told: Counterexample,
}

/// The finding of the smallest failing story that is found, or none where no story fails.
pub(crate) fn smallest<T: Clone>(stories: &[Vec<T>], mut search: Search<'_, T>) -> Result<Option<Finding>, Stop> {
    if search.told == Counterexample::First {
        return first(stories, &mut search);
    }
    let findings = (search.probe)(stories)?;
    let failing = findings.iter().enumerate().filter_map(|(at, finding)| Some((stories.get(at)?, finding.as_ref()?)));
    let Some((story, finding)) = failing.min_by_key(|(story, _)| story.len()) else { return Ok(None) };
    if costly(finding.code) {
        return Ok(Some(finding.clone()));
    }
    let mut found = Found { story: story.clone(), finding: finding.clone(), left: RERUNS };
    if search.removable {
        found.remove_chunks(&mut search)?;
        found.try_subsets(&mut search, story)?;
    }
    found.simplify(&mut search)?;
    Ok(Some(found.finding))
}

/// The finding of a failing story. Most that is wrong shows in few stories; the others are judged where these hold.
fn first<T>(stories: &[Vec<T>], search: &mut Search<'_, T>) -> Result<Option<Finding>, Stop> {
    let (few, others) = stories.split_at(stories.len().min(FEW));
    for stories in [few, others] {
        if !stories.is_empty()
            && let Some(finding) = (search.probe)(stories)?.into_iter().flatten().next()
        {
            return Ok(Some(finding));
        }
    }
    Ok(None)
}

struct Found<T> {
    story: Vec<T>,
    finding: Finding,
    left: usize,
}

impl<T: Clone> Found<T> {
    /// Takes the first candidate that fails with the same code.
    fn advance(&mut self, candidates: &[Vec<T>], search: &mut Search<'_, T>) -> Result<bool, Stop> {
        let candidates = &candidates[..candidates.len().min(self.left)];
        if candidates.is_empty() {
            return Ok(false);
        }
        self.left -= candidates.len();
        let findings = (search.probe)(candidates)?;
        let code = self.finding.code;
        let next = candidates
            .iter()
            .zip(findings)
            .find_map(|(story, finding)| Some((story, finding.filter(|finding| finding.code == code)?)));
        match next {
            Some((story, finding)) => {
                self.story.clone_from(story);
                self.finding = finding;
                Ok(true)
            }
            None => Ok(false),
        }
    }

    fn remove_chunks(&mut self, search: &mut Search<'_, T>) -> Result<(), Stop> {
        loop {
            let mut candidates = Vec::new();
            let mut chunk = self.story.len();
            while chunk > 0 {
                for start in (0..self.story.len()).step_by(chunk) {
                    let end = (start + chunk).min(self.story.len());
                    candidates.push([&self.story[..start], &self.story[end..]].concat());
                }
                chunk /= 2;
            }
            if !self.advance(&candidates, search)? {
                return Ok(());
            }
        }
    }

    /// The subsets of the first failing story that are smaller than what is left of it, as far as whole sizes fit.
    fn try_subsets(&mut self, search: &mut Search<'_, T>, first: &[T]) -> Result<(), Stop> {
        let mut candidates: Vec<Vec<T>> = Vec::new();
        for size in 1..self.story.len() {
            let room = self.left.saturating_sub(candidates.len());
            let chosen = subsets(first.len(), size, room);
            if chosen.len() > room {
                break;
            }
            candidates.extend(chosen.into_iter().map(|all| all.into_iter().map(|at| first[at].clone()).collect()));
        }
        self.advance(&candidates, search).map(|_| ())
    }

    fn simplify(&mut self, search: &mut Search<'_, T>) -> Result<(), Stop> {
        loop {
            let mut candidates = Vec::new();
            for (at, item) in self.story.iter().enumerate() {
                for other in (search.simpler)(item) {
                    let mut story = self.story.clone();
                    story[at] = other;
                    candidates.push(story);
                }
            }
            if !self.advance(&candidates, search)? {
                return Ok(());
            }
        }
    }
}

/// The subsets of `0..n` with `size` members, in order; at most one more than `most`.
fn subsets(n: usize, size: usize, most: usize) -> Vec<Vec<usize>> {
    let mut all = Vec::new();
    let mut chosen: Vec<usize> = (0..size).collect();
    while size <= n && all.len() <= most {
        all.push(chosen.clone());
        let Some(at) = (0..size).rev().find(|&at| chosen[at] < n - size + at) else { break };
        chosen[at] += 1;
        for next in at + 1..size {
            chosen[next] = chosen[next - 1] + 1;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{Probed, Search, smallest, subsets};
    use crate::grade::{Code, Counterexample, Finding};

    fn shrunk(stories: &[Vec<i64>], fails: impl Fn(&[i64]) -> bool) -> Option<Vec<i64>> {
        told(Counterexample::Smallest, stories, fails)
    }

    fn told(told: Counterexample, stories: &[Vec<i64>], fails: impl Fn(&[i64]) -> bool) -> Option<Vec<i64>> {
        let mut probe = |stories: &[Vec<i64>]| -> Probed {
            Ok(stories
                .iter()
                .map(|story| {
                    let text = story.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
                    fails(story).then(|| Finding::new(Code::Disagrees).with("story", text))
                })
                .collect())
        };
        let simpler = |n: &i64| if *n > 0 { vec![0, n / 2, n - 1] } else { Vec::new() };
        let search = Search { probe: &mut probe, simpler: &simpler, removable: true, told };
        let finding = smallest(stories, search).expect("the probe does not stop")?;
        let crate::base::Value::Text(text) = &finding.args["story"] else { panic!("a text") };
        Some(text.split(',').filter_map(|n| n.parse().ok()).collect())
    }

    #[test]
    fn the_smallest_story_that_fails_is_found() {
        let long: Vec<i64> = (1..=12).collect();
        let in_order = |story: &[i64], wanted: &[i64]| {
            let mut left = wanted.iter();
            let mut next = left.next();
            for n in story {
                if Some(n) == next {
                    next = left.next();
                }
            }
            next.is_none()
        };
        assert_eq!(shrunk(std::slice::from_ref(&long), |_| false), None);
        assert_eq!(shrunk(std::slice::from_ref(&long), |story| in_order(story, &[2, 7, 11])), Some(vec![2, 7, 11]));
        assert_eq!(shrunk(std::slice::from_ref(&long), |story| story.iter().sum::<i64>() >= 20), Some(vec![8, 12]));
        assert_eq!(shrunk(&[long.clone(), vec![9, 9]], |story| story.iter().any(|n| *n > 3)), Some(vec![4]));
        // What the first pass cannot leave (no single item can go) the subsets can: any two equal neighbours.
        let even = |story: &[i64]| !story.is_empty() && story.len().is_multiple_of(2);
        assert_eq!(shrunk(&[long], even), Some(vec![0, 0]));
    }

    #[test]
    fn the_first_is_told_as_it_comes_wherever_it_stands() {
        let first = |stories: &[Vec<i64>]| told(Counterexample::First, stories, |story| story.contains(&7));
        let mut stories = vec![vec![1]; 100];
        assert_eq!(first(&[]), None);
        assert_eq!(first(&stories), None);
        stories[90] = vec![5, 7, 9];
        assert_eq!(first(&stories), Some(vec![5, 7, 9]));
        stories[3] = vec![7, 7, 8];
        assert_eq!(first(&stories), Some(vec![7, 7, 8]));
    }

    #[test]
    fn subsets_come_in_order_and_all() {
        assert_eq!(subsets(3, 2, 99), [[0, 1], [0, 2], [1, 2]]);
        assert_eq!(subsets(12, 3, 999).len(), 220);
        assert_eq!(subsets(2, 3, 99), Vec::<Vec<usize>>::new());
        assert_eq!(subsets(12, 6, 10).len(), 11);
    }
}
