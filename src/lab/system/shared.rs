//! Values that forks of a system share until one of them changes its own.

use std::cell::Cell;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

use crate::sim::Fingerprint;

/// A value, and its fingerprint since it was asked for; cheap to clone.
#[derive(Debug)]
pub(super) struct Shared<T>(Rc<Inner<T>>);

#[derive(Debug, Clone)]
struct Inner<T> {
    value: T,
    /// And the moment for which it was made.
    print: Cell<Option<(u64, Fingerprint)>>,
}

impl<T> Shared<T> {
    /// The fingerprint, made by `of` where it is not known.
    pub(super) fn print(&self, of: impl FnOnce(&T) -> Fingerprint) -> Fingerprint {
        self.print_at(0, of)
    }

    /// The same where it is another at each moment.
    pub(super) fn print_at(&self, now: u64, of: impl FnOnce(&T) -> Fingerprint) -> Fingerprint {
        let known = self.0.print.get().filter(|(moment, _)| *moment == now);
        let (_, print) = known.unwrap_or_else(|| (now, of(&self.0.value)));
        self.0.print.set(Some((now, print)));
        print
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self(Rc::new(Inner { value, print: Cell::new(None) }))
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        let inner = Rc::make_mut(&mut self.0);
        inner.print.set(None);
        &mut inner.value
    }
}
