//! Where one has been: what was left for something else, to go back to and forward again.

use super::model::Reading;
use crate::base::Slug;

/// As many places are remembered.
const LONGEST: usize = 100;

/// A place where one stayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stay {
    /// A lesson, at a place of it.
    Lesson(Slug, Reading),
    /// An exercise.
    Exercise(Slug),
}

impl Stay {
    /// The lesson or exercise.
    #[must_use]
    pub fn slug(&self) -> &Slug {
        match self {
            Self::Lesson(slug, _) | Self::Exercise(slug) => slug,
        }
    }
}

/// The places left, and those that one has come back from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trail {
    back: Vec<Stay>,
    forward: Vec<Stay>,
    /// What was asked for by going back or forward, until it is there.
    coming: Option<Stay>,
}

/// Which way along the trail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Back,
    Forward,
}

impl Trail {
    /// Leaves a place for something that is no part of the trail yet.
    pub fn leave(&mut self, here: Option<Stay>) {
        self.forward.clear();
        push(&mut self.back, here);
    }

    /// Leaves a place for the screen below, which shows `there`, home being none: a step back where one came from it.
    pub(super) fn close(&mut self, here: Stay, there: Option<&Stay>) {
        let came_from = self.back.last().zip(there).is_some_and(|(last, there)| last.slug() == there.slug());
        if came_from {
            self.back.pop();
            push(&mut self.forward, Some(here));
        } else {
            push(&mut self.back, Some(here));
        }
    }

    /// The next place that way, which is not the one where one is.
    pub(super) fn step(&mut self, way: Way, here: Option<Stay>) -> Option<Stay> {
        let (from, to) = match way {
            Way::Back => (&mut self.back, &mut self.forward),
            Way::Forward => (&mut self.forward, &mut self.back),
        };
        let mut there = from.pop();
        while there.is_some() && there == here {
            there = from.pop();
        }
        if there.is_some() {
            push(to, here);
        }
        there
    }

    /// Waits for a place that was asked for.
    pub(super) fn expect(&mut self, there: Stay) {
        self.coming = Some(there);
    }

    /// Something is there: the place that was waited for, or none.
    pub(super) fn arrives(&mut self, slug: &Slug) -> Option<Stay> {
        self.coming.take().filter(|there| there.slug() == slug)
    }
}

fn push(to: &mut Vec<Stay>, stay: Option<Stay>) {
    let Some(stay) = stay.filter(|stay| to.last() != Some(stay)) else { return };
    if to.len() == LONGEST {
        to.remove(0);
    }
    to.push(stay);
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, Stay, Trail, Way};
    use crate::base::Slug;

    fn stay(name: &str) -> Stay {
        Stay::Exercise(Slug::new(name).expect("a slug"))
    }

    #[test]
    fn back_and_forward_are_one_way_walked_twice() {
        let mut trail = Trail::default();
        trail.leave(None);
        trail.leave(Some(stay("a")));
        trail.leave(Some(stay("b")));
        assert_eq!(trail.step(Way::Back, Some(stay("c"))), Some(stay("b")));
        assert_eq!(trail.step(Way::Back, Some(stay("b"))), Some(stay("a")));
        assert_eq!(trail.step(Way::Back, Some(stay("a"))), None);
        assert_eq!(trail.step(Way::Forward, Some(stay("a"))), Some(stay("b")));
        // Something new ends what was ahead.
        trail.leave(Some(stay("b")));
        assert_eq!(trail.step(Way::Forward, Some(stay("d"))), None);
        assert_eq!(trail.step(Way::Back, Some(stay("d"))), Some(stay("b")));
    }

    #[test]
    fn closing_a_screen_is_a_step_back_to_the_one_it_came_from() {
        let mut trail = Trail::default();
        trail.leave(Some(stay("a")));
        trail.close(stay("b"), Some(&stay("a")));
        assert_eq!(trail.step(Way::Forward, Some(stay("a"))), Some(stay("b")));
        // From home one goes back to what was closed.
        trail.close(stay("b"), None);
        assert_eq!(trail.step(Way::Back, None), Some(stay("b")));
    }

    #[test]
    fn the_trail_has_an_end() {
        let mut trail = Trail::default();
        for n in 0..3 * LONGEST {
            trail.leave(Some(stay(&format!("s{n}"))));
        }
        assert_eq!(trail.back.len(), LONGEST);
    }
}
