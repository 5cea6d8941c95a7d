//! A setup made ready: databases and scripts that are used for story after story.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::act::ON_START;
use super::alone::private;
use super::databases::Databases;
use super::device::Devices;
use super::module::does_nothing;
use super::outside::Reads;
use super::printed::Printed;
use super::scripts::{Answered, Scripts, Stuck};
use super::setup::{Request, Rule, Service, Setup, Span};
use super::shared::Shared;
use super::system::System;
use super::trace::TableAtStart;
use crate::sim::Scenario;

/// A setup with what it takes to play it, again and again.
pub struct Theatre {
    pub(super) setup: Setup,
    /// By instance: its service, and its number there.
    pub(super) instances: Vec<(usize, u16)>,
    /// By connection to a database: the service. An instance has one for each handler that it runs at a time.
    pub(super) connections: Vec<usize>,
    /// Whether a check reads what clients have asked.
    pub(super) reads_calls: bool,
    /// Whether a check sees when a handler begins and ends.
    pub(super) sees_begin: bool,
    /// By service: whether nobody but its one instance can see its database change.
    pub(super) private: Vec<bool>,
    /// Whether what only lets others go on is done at once.
    pub(super) lets_go: bool,
    /// By service: whether it does something as it starts.
    pub(super) on_start: Vec<bool>,
    /// Tables, as (service, table), that a check looks at after every commit.
    pub(super) watched: BTreeSet<(String, String)>,
    /// What of `world` each check reads.
    pub(super) outside: Reads,
    /// The parts beside databases and broker, with what is in them at the beginning.
    pub(super) devices: Shared<Devices>,
    /// What clients ask: the handler, and its argument.
    pub(super) requests: Vec<(Printed<String>, Printed<String>)>,
    /// By service: the handlers that run again and again.
    pub(super) ticks: Vec<Vec<Printed<String>>>,
    /// By service: how long each way takes between it and whoever asks it.
    pub(super) latency: Vec<Span>,
    /// The argument of who is given none.
    pub(super) null: Printed<String>,
    /// What is answered where something is done and there is nothing to say, and where a commit is refused.
    pub(super) done: Printed<Answered>,
    pub(super) refused: Printed<Answered>,
    pub(super) props: RefCell<Props>,
}

/// What is made once and used for story after story, by all that are told at a time.
pub(super) struct Props {
    pub(super) databases: Databases,
    pub(super) scripts: Scripts,
}

/// What is wrong with a setup, before any story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unplayable {
    /// What makes a service's tables, or the first rows of its store, is wrong.
    Schema {
        /// The service.
        service: String,
        /// Why.
        why: String,
    },
    /// The query of a check is wrong.
    Check {
        /// The check.
        name: String,
        /// Why.
        why: String,
    },
    /// The handlers of a service do not load.
    Module {
        /// The service.
        service: String,
        /// Why.
        stuck: Stuck,
    },
    /// The setup names a handler that its service does not have.
    NoHandler {
        /// The service.
        service: String,
        /// The handler.
        handler: String,
    },
}

/// Number of the check under which misuse is told; its code says which.
pub const MISUSE: u16 = u16::MAX;

impl Theatre {
    /// Makes ready.
    ///
    /// # Errors
    /// The setup is wrong.
    pub fn new(mut setup: Setup) -> Result<Self, Unplayable> {
        let instances = setup.services.iter().enumerate();
        let instances =
            instances.flat_map(|(at, service)| (0..service.instances.max(1)).map(move |number| (at, number)));
        let instances: Vec<(usize, u16)> = instances.collect();
        let concurrency = |service: usize| usize::from(setup.services[service].concurrency.max(1));
        let connections = instances.iter().flat_map(|(service, _)| vec![*service; concurrency(*service)]).collect();
        let props = RefCell::new(Props::new(&setup)?);
        let devices = Devices::new(&setup, &props.borrow().databases.first())?;
        for Service { every, module, .. } in &mut setup.services {
            every.retain(|every| !does_nothing(&module.text, &every.handler));
        }
        let always = setup.checks.iter().enumerate().filter(|(_, check)| matches!(check.rule, Rule::Always { .. }));
        let watched = always.flat_map(|(number, _)| props.borrow().databases.looks_at(number)).collect();
        let private = private(&setup);
        let request = |of: &Request| (of.handler.as_str().into(), of.with.as_str().into());
        let requests = setup.workload.iter().map(request).collect();
        let ticks = |of: &Service| of.every.iter().map(|every| every.handler.as_str().into()).collect();
        let ticks = setup.services.iter().map(ticks).collect();
        let null = "null".into();
        let done = Answered::Ok("null".to_owned()).into();
        let refused = Answered::Err(("Unavailable", "the commit was refused".to_owned())).into();
        let outside = props.borrow().databases.outside.clone();
        let is_history = |rule: &Rule| matches!(rule, Rule::History(_));
        let reads_calls = outside.any_calls() || setup.checks.iter().any(|check| is_history(&check.rule));
        let sees_begin = reads_calls || outside.any_deliveries();
        let on_start = (0..setup.services.len()).map(|at| props.borrow().scripts.has(at, ON_START)).collect();
        let devices = devices.into();
        let spans = setup.time.iter().flat_map(|time| &time.latency);
        let latency = |of: &Service| {
            spans.clone().find(|(name, _)| *name == of.name).map_or_else(Span::default, |(_, span)| *span)
        };
        let latency = setup.services.iter().map(latency).collect();
        Ok(Self {
            setup,
            instances,
            connections,
            reads_calls,
            sees_begin,
            private,
            lets_go: true,
            on_start,
            watched,
            outside,
            devices,
            requests,
            ticks,
            latency,
            null,
            done,
            refused,
            props,
        })
    }

    /// The instances, by service and number.
    pub(super) fn names(&self) -> Vec<(String, u16)> {
        self.instances.iter().map(|(at, number)| (self.setup.services[*at].name.clone(), *number)).collect()
    }

    /// The tables as they are at the beginning.
    pub(super) fn tables(&self) -> Vec<TableAtStart> {
        self.props.borrow().databases.first()
    }
}

impl Props {
    fn new(setup: &Setup) -> Result<Self, Unplayable> {
        let databases = Databases::new(setup)?;
        let modules: Vec<_> = setup.services.iter().map(|service| service.module.clone()).collect();
        let scripts = Scripts::new(&modules, setup.limits).map_err(|(at, stuck)| {
            let service = setup.services.get(at).map(|service| service.name.clone()).unwrap_or_default();
            Unplayable::Module { service, stuck }
        })?;
        for (at, service) in setup.services.iter().enumerate() {
            let on = service.on.iter().map(|(_, handler)| handler);
            let every = service.every.iter().map(|every| &every.handler);
            let asked = setup.workload.iter().filter(|request| request.service == service.name);
            let mut named = on.chain(every).chain(asked.map(|request| &request.handler));
            if let Some(handler) = named.find(|handler| !scripts.has(at, handler)) {
                return Err(Unplayable::NoHandler { service: service.name.clone(), handler: handler.clone() });
            }
        }
        Ok(Self { databases, scripts })
    }
}

impl<'t> Scenario for &'t Theatre {
    type World = System<'t>;

    fn parts(&self) -> u16 {
        u16::try_from(self.setup.workload.len()).unwrap_or(u16::MAX)
    }

    fn start(&self, without: &BTreeSet<u16>) -> System<'t> {
        System::new(self, without)
    }
}
