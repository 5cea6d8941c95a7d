//! Values with their fingerprints, which are made once however often the value is handed on.

use std::ops::Deref;
use std::rc::Rc;

use super::scripts::Answered;
use crate::sim::{Fingerprint, Printer};

/// A value and its fingerprint; cheap to clone.
#[derive(Debug)]
pub(super) struct Printed<T>(Rc<(Fingerprint, T)>);

impl<T> Printed<T> {
    pub(super) fn new(print: Fingerprint, value: T) -> Self {
        Self(Rc::new((print, value)))
    }

    pub(super) fn print(&self) -> Fingerprint {
        self.0.0
    }
}

impl<T> Clone for Printed<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> PartialEq for Printed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.print() == other.print()
    }
}

impl<T> Eq for Printed<T> {}

impl<T> Deref for Printed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.1
    }
}

impl From<&str> for Printed<String> {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<String> for Printed<String> {
    fn from(text: String) -> Self {
        Self::new(Printer::default().bytes(text.as_bytes()).print(), text)
    }
}

impl From<Answered> for Printed<Answered> {
    fn from(answered: Answered) -> Self {
        let mut printer = Printer::default();
        match &answered {
            Ok(json) => printer.number(0).bytes(json.as_bytes()),
            Err((kind, words)) => printer.number(1).bytes(kind.as_bytes()).bytes(words.as_bytes()),
        };
        Self::new(printer.print(), answered)
    }
}
