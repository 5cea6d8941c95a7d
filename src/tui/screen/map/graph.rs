//! What requires what, and the order and rails in which the map draws it.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::{Safe, Slug};
use crate::course::Catalog;
use crate::tui::model::{Shared, Step};

/// All lessons and exercises in the order of the map, and the edges between them.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) things: Vec<Thing>,
    /// What each requires, in the order of the map.
    requires: Vec<Vec<usize>>,
    /// What each opens.
    opens: Vec<Vec<usize>>,
    /// What each hangs below.
    parent: Vec<Option<usize>>,
}

/// A lesson or an exercise on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Thing {
    pub(super) slug: Slug,
    pub(super) kind: Kind,
    /// Which chapter of the catalog.
    pub(super) chapter: usize,
    pub(super) minutes: u16,
    /// The lines before it, drawn from what it hangs below.
    pub(super) rails: String,
}

/// What it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Lesson,
    Exercise,
}

/// Edges by number, before the order of the map is known.
struct Edges {
    things: Vec<Thing>,
    /// In the order of the book.
    requires: Vec<Vec<usize>>,
    children: Vec<Vec<usize>>,
    roots: Vec<usize>,
}

impl Graph {
    /// An exercise requires what it says and the lessons that teach its concepts; a lesson what it says. What an edge leads to
    /// and is not there, or leads to itself by a circle, is passed over.
    pub(super) fn of(catalog: &Catalog) -> Self {
        let edges = Edges::of(catalog);
        let mut order = Vec::new();
        let mut things = Vec::new();
        for root in &edges.roots {
            edges.lay(*root, "", "", &mut order, &mut things);
        }
        let place: BTreeMap<usize, usize> = order.iter().enumerate().map(|(place, at)| (*at, place)).collect();
        let mut graph = Self { things, ..Self::default() };
        graph.opens = vec![Vec::new(); order.len()];
        for (here, at) in order.iter().enumerate() {
            let mut requires: Vec<usize> = edges.requires[*at].iter().map(|it| place[it]).collect();
            requires.sort_unstable();
            for it in &requires {
                graph.opens[*it].push(here);
            }
            graph.requires.push(requires);
            let parent = edges.children.iter().position(|children| children.contains(at));
            graph.parent.push(parent.map(|parent| place[&parent]));
        }
        graph
    }

    pub(super) fn requires(&self, at: usize) -> Vec<usize> {
        self.requires.get(at).cloned().unwrap_or_default()
    }

    pub(super) fn opens(&self, at: usize) -> Vec<usize> {
        self.opens.get(at).cloned().unwrap_or_default()
    }

    /// Along an edge to what it requires: what it hangs below, else the last of an earlier chapter.
    pub(super) fn above(&self, at: usize) -> Option<usize> {
        self.parent.get(at).copied().flatten().or_else(|| self.requires(at).last().copied())
    }

    /// Along an edge to what it opens: the first that hangs below it, else the first of all.
    pub(super) fn below(&self, at: usize) -> Option<usize> {
        let opens = self.opens(at);
        opens.iter().find(|it| self.parent[**it] == Some(at)).or_else(|| opens.first()).copied()
    }

    pub(super) fn step(&self, at: usize, shared: &Shared) -> Step {
        let thing = &self.things[at];
        match thing.kind {
            Kind::Lesson => shared.standing.lesson(&thing.slug),
            Kind::Exercise => shared.standing.exercise(&thing.slug),
        }
    }

    /// Whether everything that it requires is done.
    pub(super) fn is_ready(&self, at: usize, shared: &Shared) -> bool {
        self.requires[at].iter().all(|it| self.step(*it, shared) == Step::Done)
    }

    pub(super) fn title(&self, at: usize, shared: &Shared) -> String {
        let slug = self.things[at].slug.as_str();
        let title = match self.things[at].kind {
            Kind::Lesson => shared.catalog.lesson(slug).map(|(_, card)| &card.title),
            Kind::Exercise => shared.catalog.exercise(slug).map(|(_, card)| &card.title),
        };
        title.map(|title| Safe::line(title.get(shared.lang())).into_string()).unwrap_or_default()
    }
}

impl Edges {
    fn of(catalog: &Catalog) -> Self {
        let mut things: Vec<Thing> = Vec::new();
        let mut named: Vec<(&[Slug], &[Slug], &[String])> = Vec::new();
        let mut homes: BTreeMap<&str, usize> = BTreeMap::new();
        for (chapter, all) in catalog.chapters.iter().enumerate() {
            for card in &all.lessons {
                homes.extend(card.concepts.iter().map(|concept| (concept.as_str(), things.len())));
                let (slug, minutes) = (card.slug.clone(), card.minutes);
                things.push(Thing { slug, kind: Kind::Lesson, chapter, minutes, rails: String::new() });
                named.push((&card.requires, &card.was, &[]));
            }
            for card in &all.exercises {
                let (slug, minutes) = (card.slug.clone(), card.minutes);
                things.push(Thing { slug, kind: Kind::Exercise, chapter, minutes, rails: String::new() });
                named.push((&card.requires, &card.was, &card.concepts));
            }
        }
        let find = |slug: &Slug| {
            let is = |at: &usize| things[*at].slug == *slug || named[*at].1.contains(slug);
            (0..things.len()).find(is)
        };
        let mut requires: Vec<Vec<usize>> = Vec::new();
        for (at, (slugs, _, concepts)) in named.iter().enumerate() {
            let said = slugs.iter().filter_map(find);
            let taught = concepts.iter().filter_map(|concept| homes.get(concept.as_str()).copied());
            let all: BTreeSet<usize> = said.chain(taught).filter(|it| *it != at).collect();
            requires.push(all.into_iter().collect());
        }
        let mut edges = Self { children: vec![Vec::new(); things.len()], roots: Vec::new(), things, requires };
        edges.cut_circles();
        edges.hang();
        edges
    }

    /// Whether a way along what is required leads from one to the other.
    fn leads(&self, from: usize, to: usize) -> bool {
        let mut seen = BTreeSet::new();
        let mut open = vec![from];
        while let Some(at) = open.pop() {
            if at == to {
                return true;
            }
            if seen.insert(at) {
                open.extend(&self.requires[at]);
            }
        }
        false
    }

    fn cut_circles(&mut self) {
        for at in 0..self.things.len() {
            let all = std::mem::take(&mut self.requires[at]);
            let kept = all.into_iter().filter(|it| !self.leads(*it, at)).collect();
            self.requires[at] = kept;
        }
    }

    /// How many things must be done before it, one after the other.
    fn depth(&self, at: usize) -> usize {
        self.requires[at].iter().map(|it| self.depth(*it) + 1).max().unwrap_or(0)
    }

    /// Hangs each thing below the last thing of its chapter that it requires.
    fn hang(&mut self) {
        for at in 0..self.things.len() {
            let here = |it: &&usize| self.things[**it].chapter == self.things[at].chapter;
            // What comes last: it has the longest way behind it.
            match self.requires[at].iter().filter(here).max_by_key(|it| self.depth(**it)).copied() {
                Some(parent) => self.children[parent].push(at),
                None => self.roots.push(at),
            }
        }
        // Exercises stand close to their lesson, before the next lesson.
        for children in &mut self.children {
            children.sort_by_key(|at| self.things[*at].kind == Kind::Lesson);
        }
    }

    /// Lays a thing and all that hangs below it; `first` are the rails of its own row, `rest` of those below it.
    ///
    /// The only lesson that follows a lesson stands straight below it, so that a chain of lessons is a line and no stair.
    fn lay(&self, at: usize, first: &str, rest: &str, order: &mut Vec<usize>, out: &mut Vec<Thing>) {
        order.push(at);
        out.push(Thing { rails: first.to_owned(), ..self.things[at].clone() });
        let children = &self.children[at];
        let lessons = children.iter().filter(|it| self.things[**it].kind == Kind::Lesson).count();
        let straight = lessons == 1 && self.things[at].kind == Kind::Lesson;
        for (number, child) in children.iter().enumerate() {
            let last = number + 1 == children.len();
            if last && straight {
                self.lay(*child, rest, rest, order, out);
            } else {
                let (branch, below) = if last { ("└─", "  ") } else { ("├─", "│ ") };
                self.lay(*child, &format!("{rest}{branch}"), &format!("{rest}{below}"), order, out);
            }
        }
    }
}
