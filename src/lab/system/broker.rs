//! The broker: messages that were published, and how far each subscriber has come.

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::act::named;
use super::printed::Printed;
use super::scripts::Invocation;
use super::setup::{Topic, TopicKind};
use super::time::Window;
use crate::sim::{Fingerprint, Printer};

/// A message.
#[derive(Debug)]
pub(super) struct Letter {
    /// What its sender calls it, or what it came from.
    pub(super) id: String,
    /// What keeps it in order with others.
    pub(super) key: Rc<str>,
    /// Its body, as JSON.
    pub(super) body: String,
    /// What its handlers are given at the first attempt, as JSON.
    first: OnceCell<Printed<String>>,
}

/// A message with its fingerprint.
pub(super) type Message = Printed<Letter>;

/// A message of a topic.
pub(super) fn message(topic: &str, id: String, key: &str, body: String) -> Message {
    let mut printer = Printer::default();
    for part in [topic, &id, key, &body] {
        printer.bytes(part.as_bytes());
    }
    Printed::new(printer.print(), Letter { id, key: key.into(), body, first: OnceCell::new() })
}

impl Letter {
    /// What its handlers are given, as JSON.
    pub(super) fn given(&self, topic: &str, attempt: u32) -> Printed<String> {
        let given = || {
            let body: serde_json::Value = serde_json::from_str(&self.body).unwrap_or_default();
            let (id, key) = (&self.id, &*self.key);
            let given = serde_json::json!({ "id": id, "key": key, "topic": topic, "attempt": attempt, "body": body });
            Printed::from(given.to_string())
        };
        if attempt == 1 { self.first.get_or_init(given).clone() } else { given() }
    }
}

/// Who hears of a topic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subscription {
    pub(super) topic: usize,
    pub(super) service: usize,
    pub(super) handler: Printed<String>,
    places: BTreeMap<Rc<str>, Place>,
    entries: Vec<Entry>,
}

/// How far a subscriber of a log has come within a key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Place {
    next: usize,
    attempts: u32,
    leased: Option<Invocation>,
    /// Messages that were put aside.
    parked: Vec<usize>,
    /// When the next can be delivered, where it comes again.
    again: Window,
}

/// A message in a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    message: Message,
    attempts: u32,
    state: State,
    /// When it can be delivered.
    window: Window,
}

/// A message of a log, and when it can be delivered.
type Posted = (Message, Window);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Leased(Invocation),
    Done,
    Dead,
}

/// One attempt more; where nothing is ever put aside, all after the first are the same.
fn counted(attempts: u32, most: u32) -> u32 {
    if most == 0 { 1 } else { attempts + 1 }
}

/// What became of a message where it was to be handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// Not handled yet.
    Open,
    /// Handled.
    Done,
    /// Put aside after too many attempts.
    Dead,
}

/// A message that can be delivered now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) subscription: usize,
    pub(super) what: Offered,
    pub(super) message: Message,
    pub(super) attempts: u32,
    /// When it can be delivered.
    pub(super) window: Window,
}

/// Where an offer comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Offered {
    Key(Rc<str>),
    Entry(usize),
}

/// What of the messages that are done with may come again, or be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MayCome {
    /// What subscribers have done.
    pub(super) done: bool,
    /// What was sent last.
    pub(super) last: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Broker {
    topics: Vec<Topic>,
    /// By topic and key, of logs that keep an order.
    logs: Vec<BTreeMap<Rc<str>, Vec<Posted>>>,
    /// By topic and key, the message that was sent last.
    last: Vec<BTreeMap<Rc<str>, Message>>,
    pub(super) subscriptions: Vec<Subscription>,
    /// Whether a message was given its id here: then all that were sent decide about ids to come.
    pub(super) makes_ids: bool,
}

impl Subscription {
    /// The key that an offer was made for.
    pub(super) fn key(&self, what: &Offered) -> Rc<str> {
        match what {
            Offered::Key(key) => key.clone(),
            Offered::Entry(number) => self.entries[*number].message.key.clone(),
        }
    }
}

impl Broker {
    pub(super) fn new(
        topics: Vec<Topic>,
        subscriptions: impl Iterator<Item = (usize, usize, Printed<String>)>,
    ) -> Self {
        let subscription = |(topic, service, handler)| Subscription {
            topic,
            service,
            handler,
            places: BTreeMap::new(),
            entries: Vec::new(),
        };
        let (logs, last) = (vec![BTreeMap::new(); topics.len()], vec![BTreeMap::new(); topics.len()]);
        Self { topics, logs, last, subscriptions: subscriptions.map(subscription).collect(), makes_ids: false }
    }

    /// Takes a message, to be delivered in this window; it is kept.
    pub(super) fn publish(&mut self, topic: usize, message: Message, window: Window) {
        self.last[topic].insert(message.key.clone(), message.clone());
        if self.topics[topic].kind == TopicKind::Log && !self.topics[topic].unordered {
            self.logs[topic].entry(message.key.clone()).or_default().push((message, window));
            return;
        }
        for subscription in self.subscriptions.iter_mut().filter(|subscription| subscription.topic == topic) {
            let message = message.clone();
            subscription.entries.push(Entry { message, attempts: 0, state: State::Waiting, window });
        }
    }

    /// Whether a topic has a message of this id.
    pub(super) fn has(&self, topic: usize, id: &str) -> bool {
        let entries = self.subscriptions.iter().filter(|subscription| subscription.topic == topic);
        let mut entries = entries.flat_map(|subscription| &subscription.entries).map(|entry| &entry.message);
        let posted = self.logs[topic].values().flatten().map(|(message, _)| message);
        let mut log = posted.chain(self.last[topic].values());
        log.any(|message| message.id == id) || entries.any(|message| message.id == id)
    }

    /// What may be delivered to a service.
    pub(super) fn offers(&self, service: usize) -> Vec<Offer> {
        let mut offers = Vec::new();
        for (at, subscription) in self.subscriptions.iter().enumerate() {
            if subscription.service != service {
                continue;
            }
            for (key, messages) in &self.logs[subscription.topic] {
                let place = subscription.places.get(key).cloned().unwrap_or_default();
                if let (None, Some((message, posted))) = (place.leased, messages.get(place.next)) {
                    let (what, message, window) = (Offered::Key(key.clone()), message.clone(), posted.and(place.again));
                    offers.push(Offer { subscription: at, what, message, attempts: place.attempts, window });
                }
            }
            for (number, entry) in subscription.entries.iter().enumerate() {
                let alike = |other: &Entry| {
                    (&other.message, other.attempts, other.state) == (&entry.message, entry.attempts, entry.state)
                        && other.window == entry.window
                };
                if entry.state == State::Waiting && !subscription.entries[..number].iter().any(alike) {
                    let (what, message, window) = (Offered::Entry(number), entry.message.clone(), entry.window);
                    offers.push(Offer { subscription: at, what, message, attempts: entry.attempts, window });
                }
            }
        }
        offers
    }

    /// Hands a message to a handler.
    pub(super) fn lease(&mut self, offer: &Offer, by: Invocation) {
        let subscription = &mut self.subscriptions[offer.subscription];
        let most = self.topics[subscription.topic].attempts;
        match &offer.what {
            Offered::Key(key) => {
                let place = subscription.places.entry(key.clone()).or_default();
                place.leased = Some(by);
                place.attempts = counted(place.attempts, most);
            }
            Offered::Entry(number) => {
                let entry = &mut subscription.entries[*number];
                entry.state = State::Leased(by);
                entry.attempts = counted(entry.attempts, most);
            }
        }
    }

    /// What a handler was handed: the subscription, and the key.
    pub(super) fn leases(&self, by: Invocation) -> impl Iterator<Item = (usize, &str)> {
        self.subscriptions.iter().enumerate().flat_map(move |(at, subscription)| {
            let keys = subscription.places.iter().filter(move |(_, place)| place.leased == Some(by));
            let entries = subscription.entries.iter().filter(move |entry| entry.state == State::Leased(by));
            let keys = keys.map(|(key, _)| &**key).chain(entries.map(|entry| &*entry.message.key));
            keys.map(move |key| (at, key))
        })
    }

    /// The handler has ended, well or not; or it is gone. What is not done comes again in this window.
    pub(super) fn release(&mut self, by: Invocation, done: bool, again: Window) {
        for subscription in &mut self.subscriptions {
            let most = self.topics[subscription.topic].attempts;
            for place in subscription.places.values_mut().filter(|place| place.leased == Some(by)) {
                place.leased = None;
                place.again = if done { Window::NOW } else { again };
                let gives_up = most > 0 && place.attempts >= most;
                if gives_up && !done {
                    place.parked.push(place.next);
                }
                if done || gives_up {
                    place.next += 1;
                    place.attempts = 0;
                }
            }
            for entry in subscription.entries.iter_mut().filter(|entry| entry.state == State::Leased(by)) {
                entry.state = match (done, most > 0 && entry.attempts >= most) {
                    (true, _) => State::Done,
                    (false, true) => State::Dead,
                    (false, false) => State::Waiting,
                };
                entry.window = if done { Window::NOW } else { again };
            }
        }
    }

    /// A queue takes for dead whoever has a message: it may go to another, in this window.
    pub(super) fn expire(&mut self, by: Invocation, again: Window) {
        let queues = self.subscriptions.iter_mut();
        for entry in queues.flat_map(|subscription| &mut subscription.entries) {
            if entry.state == State::Leased(by) {
                entry.state = State::Waiting;
                entry.window = again;
            }
        }
    }

    /// Messages that can arrive twice: (topic, key) of those sent last.
    pub(super) fn resendable(&self) -> Vec<(usize, Rc<str>)> {
        let last = self.last.iter().enumerate();
        last.flat_map(|(topic, keys)| keys.keys().map(move |key| (topic, key.clone()))).collect()
    }

    /// The last message of a key was sent twice.
    pub(super) fn resend(&mut self, topic: usize, key: &str, window: Window) {
        if let Some(message) = self.last[topic].get(key).cloned() {
            self.publish(topic, message, window);
        }
    }

    /// What subscribers could forget to have done; of a log, from which place on.
    pub(super) fn forgettable(&self) -> Vec<(usize, Offered, usize)> {
        let mut all = Vec::new();
        for (at, subscription) in self.subscriptions.iter().enumerate() {
            for (key, place) in subscription.places.iter().filter(|(_, place)| place.leased.is_none()) {
                all.extend((0..place.next).rev().map(|from| (at, Offered::Key(key.clone()), from)));
            }
            let entries = subscription.entries.iter().enumerate().filter(|(_, entry)| entry.state == State::Done);
            all.extend(entries.map(|(number, _)| (at, Offered::Entry(number), 0)));
        }
        all
    }

    /// A message that is done comes again; of a log, all that followed it too, in order.
    pub(super) fn forget(&mut self, subscription: usize, what: &Offered, from: usize, again: Window) {
        let subscription = &mut self.subscriptions[subscription];
        match what {
            Offered::Key(key) => {
                if let Some(place) = subscription.places.get_mut(key) {
                    place.next = from;
                    place.attempts = 0;
                    place.again = again;
                    place.parked.retain(|parked| *parked < from);
                }
            }
            Offered::Entry(number) => {
                let entry = &mut subscription.entries[*number];
                (entry.state, entry.window) = (State::Waiting, again);
            }
        }
    }

    /// The messages that subscribers have not done with: the subscription, the message, how often it was delivered, and
    /// whether it was put aside.
    pub(super) fn in_flight(&self) -> Vec<(usize, &Message, u32, bool)> {
        let mut all = Vec::new();
        for (at, subscription) in self.subscriptions.iter().enumerate() {
            for (key, messages) in &self.logs[subscription.topic] {
                let place = subscription.places.get(key).cloned().unwrap_or_default();
                let open = messages.iter().enumerate().skip(place.next);
                all.extend(
                    open.map(|(n, (message, _))| {
                        (at, message, if n == place.next { place.attempts } else { 0 }, false)
                    }),
                );
                all.extend(place.parked.iter().map(|parked| (at, &messages[*parked].0, 0, true)));
            }
            let open = subscription.entries.iter().filter(|entry| entry.state != State::Done);
            all.extend(open.map(|entry| (at, &entry.message, entry.attempts, entry.state == State::Dead)));
        }
        all
    }

    /// Every message with each subscription to it, and what became of it there.
    pub(super) fn deliveries(&self) -> Vec<(usize, &Message, Fate)> {
        let mut all = Vec::new();
        for (at, subscription) in self.subscriptions.iter().enumerate() {
            for (key, messages) in &self.logs[subscription.topic] {
                let place = subscription.places.get(key);
                let fate = |n: usize| match place {
                    Some(place) if place.parked.contains(&n) => Fate::Dead,
                    Some(place) if n < place.next => Fate::Done,
                    Some(_) | None => Fate::Open,
                };
                all.extend(messages.iter().enumerate().map(|(n, (message, _))| (at, message, fate(n))));
            }
            let fate = |entry: &Entry| match entry.state {
                State::Waiting | State::Leased(_) => Fate::Open,
                State::Done => Fate::Done,
                State::Dead => Fate::Dead,
            };
            all.extend(subscription.entries.iter().map(|entry| (at, &entry.message, fate(entry))));
        }
        all
    }

    /// What is kept at a moment: queues as multisets, logs in order. What is done is left out where it never comes again.
    pub(super) fn print(&self, now: u64, may: MayCome) -> Fingerprint {
        // Once it could be heard it matters no more when it came.
        let sent = |print: Fingerprint, (message, window): &(Message, Window)| {
            let print = print.and(message.print().0);
            if window.is_due(now) { print } else { window.print(now, print) }
        };
        let mut print = Fingerprint::default();
        if may.done || self.makes_ids {
            for (topic, keys) in self.logs.iter().enumerate() {
                for messages in keys.values() {
                    print = print.and(topic as u128).and(messages.len() as u128);
                    print = messages.iter().fold(print, |print, (message, _)| print.and(message.print().0));
                }
            }
        }
        if may.last || self.makes_ids {
            for (topic, keys) in self.last.iter().enumerate() {
                print = keys.values().fold(print.and(topic as u128), |print, last| print.and(last.print().0));
            }
        }
        for subscription in &self.subscriptions {
            let mut keys: u128 = 0;
            for (key, messages) in &self.logs[subscription.topic] {
                let place = subscription.places.get(key).cloned().unwrap_or_default();
                let open = &messages[place.next..];
                if open.is_empty() && place.parked.is_empty() && !may.done {
                    continue;
                }
                keys += 1;
                let leased = u128::from(place.leased.is_some());
                let next = if may.done { place.next as u128 } else { 0 };
                print = print.and(named(key).into()).and(next << 40 | u128::from(place.attempts) << 1 | leased);
                let parked = place.parked.iter().map(|parked| &messages[*parked].0);
                print = parked.fold(print.and(place.parked.len() as u128), |print, parked| print.and(parked.print().0));
                print = open.iter().fold(print.and(open.len() as u128), sent);
                print = place.again.print(now, print);
            }
            print = print.and(keys);
            let entry = |entry: &Entry| {
                let state = match entry.state {
                    State::Waiting => 0,
                    State::Leased(_) => 1,
                    State::Done => 2,
                    State::Dead => 3,
                };
                let print = entry.message.print().and(u128::from(entry.attempts) << 2 | state);
                if entry.state == State::Waiting { entry.window.print(now, print).0 } else { print.0 }
            };
            let kept = |entry: &&Entry| entry.state != State::Done || may.done || self.makes_ids;
            let mut entries: Vec<u128> = subscription.entries.iter().filter(kept).map(entry).collect();
            entries.sort_unstable();
            print = entries.iter().fold(print.and(entries.len() as u128), |print, entry| print.and(*entry));
        }
        print
    }
}
