//! Who takes part in a story.

use crate::base::{Safe, Strings};
use crate::lab::system::{Came, Did, Trace};

/// Who takes part, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cast {
    /// The lifelines.
    pub lifelines: Vec<Lifeline>,
}

/// One who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifeline {
    /// Who.
    pub who: Who,
    /// The name: of a service, with its number where there are several of it.
    pub name: String,
}

/// Who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// Those who ask from outside.
    Clients,
    /// An instance, by service and number.
    Instance(String, u16),
    /// What carries messages.
    Broker,
}

impl Cast {
    /// Who takes part in a trace.
    pub(super) fn of(trace: &Trace, words: &Strings) -> Self {
        let mut lifelines = Vec::new();
        if trace.steps.iter().any(|step| matches!(step.cause, Came::Asked { .. })) {
            lifelines.push(Lifeline { who: Who::Clients, name: words.get("story-clients") });
        }
        for (service, number) in &trace.instances {
            let alone = trace.instances.iter().filter(|(other, _)| other == service).count() == 1;
            let name = Safe::line(service).into_string();
            let name = if alone { name } else { format!("{name} {}", number + 1) };
            lifelines.push(Lifeline { who: Who::Instance(service.clone(), *number), name });
        }
        let mut cast = Self { lifelines };
        // The broker stands right of those who publish first: so most arrows go to the right.
        let publishes = |did: &Did| matches!(did, Did::Published { .. });
        let publisher = trace.steps.iter().find(|step| step.did.iter().any(publishes)).map(|step| &step.by.0);
        if let Some(service) = publisher {
            let is_it = |line: &Lifeline| matches!(&line.who, Who::Instance(of, _) if of == service);
            let at = cast.lifelines.iter().rposition(is_it).map_or(0, |at| at + 1);
            cast.lifelines.insert(at, Lifeline { who: Who::Broker, name: words.get("story-broker") });
        }
        cast
    }

    /// The number of an instance's lifeline.
    pub(super) fn instance(&self, (service, number): &(String, u16)) -> Option<usize> {
        let is_it = |line: &Lifeline| matches!(&line.who, Who::Instance(of, n) if of == service && n == number);
        self.lifelines.iter().position(is_it)
    }

    /// The number of the lifeline of a service's first instance.
    pub(super) fn service(&self, service: &str) -> Option<usize> {
        self.lifelines.iter().position(|line| matches!(&line.who, Who::Instance(of, _) if of == service))
    }

    /// The numbers of the lifelines of a service's instances.
    pub(super) fn instances(&self, service: &str) -> Vec<usize> {
        let is_it = |at: &usize| matches!(&self.lifelines[*at].who, Who::Instance(of, _) if of == service);
        (0..self.lifelines.len()).filter(is_it).collect()
    }

    pub(super) fn find(&self, who: &Who) -> Option<usize> {
        self.lifelines.iter().position(|line| line.who == *who)
    }
}
