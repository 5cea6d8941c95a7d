//! What handlers ask for, done.

use std::rc::Rc;

use super::broker::{Message, message};
use super::databases::{Held, Ran, RowChange, Within};
use super::instance::{Handling, Waiting, Waits};
use super::left::Sort;
use super::link::End;
use super::log::Event;
use super::note::{Did, Misuse, Pen, Turn};
use super::printed::Printed;
use super::scripts::{Answered, Asked, To};
use super::statement::Wanted;
use super::system::System;
use super::time::{TIMEOUT, Window};
use super::touch::Thing;
use crate::lab::sql::Fault as SqlFault;

/// The longest sleep, in milliseconds: a week.
const LONGEST: f64 = 604_800_000.0;

/// What one handler may ask for.
const EFFECTS: u32 = 500;

/// Milliseconds as scripts have them, none where they are none.
pub(super) fn milliseconds(ms: f64) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped")]
    let whole = ms.clamp(0.0, LONGEST) as u64;
    whole
}

impl System<'_> {
    /// Ends a handler that asks for ever, or after its end; whether it was one.
    fn is_endless(&mut self, at: usize, asked: &Asked, pen: &mut Pen) -> bool {
        let goes_on = |handling: &&mut Handling| !handling.over || handling.effects > EFFECTS;
        let Some(handling) = self.handling(at, asked.by).filter(goes_on) else {
            pen.misused(Misuse::NotAwaited, asked.at.as_deref());
            return true;
        };
        handling.effects += 1;
        if handling.effects <= EFFECTS {
            return false;
        }
        if !handling.over {
            handling.over = true;
            handling.waits.clear();
            let connection = handling.connection;
            pen.misused(Misuse::DidNotStop, asked.at.as_deref());
            self.roll_back(connection);
            self.devices.release(asked.by);
        }
        true
    }

    /// Does one thing that a handler asks for. Its answer waits, or inside a transaction is heard at once.
    pub(super) fn perform(&mut self, at: usize, asked: Asked, pen: &mut Pen) {
        if self.is_endless(at, &asked, pen) {
            return;
        }
        let Some(connection) = self.handling(at, asked.by).map(|handling| handling.connection) else { return };
        if self.instances[at].paused {
            self.wait(at, asked.to(), Waits::Held(asked));
            return;
        }
        let is_open = self.is_open(connection);
        let wanted = match asked.operation.as_str() {
            "run" => Some(Wanted::Changes),
            "get" => Some(Wanted::First),
            "all" => Some(Wanted::All),
            _ => None,
        };
        let needs_lock = wanted.is_some() || asked.operation == "begin";
        if needs_lock && !is_open && self.is_locked(connection) {
            self.wait(at, asked.to(), Waits::Lock(asked));
            return;
        }
        if is_open && !matches!(asked.operation.as_str(), "commit" | "rollback") {
            self.takes(at, asked.by, pen, |usage| usage.transaction += 1);
        }
        let stays = wanted.is_some() || matches!(asked.operation.as_str(), "begin" | "commit" | "rollback");
        self.met |= !stays || !self.theatre.private[self.instances[at].service];
        let on = (at, connection);
        let mut window = Window::NOW;
        let (what, may_lose) = match (asked.operation.as_str(), wanted) {
            (_, Some(wanted)) => {
                let (answered, committed) = self.statement(on, wanted, &asked, is_open, pen);
                (Waits::Answered(answered), committed.then_some(Sort::UnansweredCommit))
            }
            ("begin", None) if is_open => {
                pen.misused(Misuse::Nested, asked.at.as_deref());
                (Waits::answered(Err(("Misuse", "a transaction is open already".to_owned()))), None)
            }
            ("begin", None) => {
                pen.did(|| Did::Transaction(Turn::Begin));
                self.takes(at, asked.by, pen, |usage| usage.transaction = 0);
                if let Some(handling) = self.handling(at, asked.by) {
                    handling.began_at.clone_from(&asked.at);
                }
                let held = self.held(connection);
                held.open = Some((connection, Within::begin(&held.committed)));
                (Waits::Answered(self.theatre.done.clone()), None)
            }
            ("commit", None) => (Waits::Answered(self.commit(on, pen)), Some(Sort::UnansweredCommit)),
            ("rollback", None) => {
                pen.did(|| Did::Transaction(Turn::Rollback));
                self.roll_back(connection);
                (Waits::Answered(self.theatre.done.clone()), None)
            }
            ("call", None) => {
                let (what, when) = self.send(at, &asked, pen);
                window = when;
                (what, None)
            }
            ("sleep", None) => {
                let ms = milliseconds(asked.value.parse().unwrap_or(0.0));
                window = self.in_ms(ms);
                self.touched.reads(Thing::Clock);
                (Waits::Moment(self.clock.now() + ms), None)
            }
            ("publish", None) => {
                let (what, when) = self.publish(at, &asked, pen);
                window = when;
                (what, Some(Sort::UnansweredPublish))
            }
            _ => return self.work_with(at, asked, pen),
        };
        // Inside a transaction, what stays in its database is heard at once.
        let at_once = (is_open && wanted.is_some()) || asked.operation == "begin";
        match what {
            Waits::Answered(answered) if at_once => self.hear(at, &asked.to(), answered, pen),
            what => {
                let until = self.waits_until(&what);
                self.wait(at, asked.to(), what);
                let waiting = self.handling(at, asked.by).and_then(|handling| handling.waits.back_mut());
                if let Some(waiting) = waiting {
                    (waiting.may_lose, waiting.window, waiting.until) = (may_lose, window, until);
                    waiting.only_reads = may_lose.is_none() && matches!(wanted, Some(Wanted::First | Wanted::All));
                }
            }
        }
    }

    pub(super) fn wait(&mut self, at: usize, to: To, what: Waits) {
        if let Some(handling) = self.handling(at, to.by) {
            handling.asked += 1;
            let number = handling.asked;
            let (may_lose, only_reads, window, until) = (None, false, Window::NOW, None);
            handling.waits.push_back(Waiting { number, to, what, may_lose, only_reads, window, until });
        }
    }

    /// A handler hears an answer.
    pub(super) fn hear(&mut self, at: usize, to: &To, answered: Printed<Answered>, pen: &mut Pen) {
        if let Some(handling) = self.handling(at, to.by).filter(|_| answered.is_err()) {
            handling.failed_at.clone_from(&to.at);
        }
        self.tell_script(at, to.by, Event::Answer(to.answer, answered), pen);
    }

    /// Runs a statement; what is answered, and whether it was a commit by itself.
    fn statement(
        &mut self,
        (at, connection): (usize, usize),
        wanted: Wanted,
        asked: &Asked,
        is_open: bool,
        pen: &mut Pen,
    ) -> (Printed<Answered>, bool) {
        let refused = !is_open && wanted == Wanted::Changes && std::mem::take(&mut self.instances[at].refuses);
        let mut committed = false;
        let result = if refused {
            self.theatre.refused.clone()
        } else {
            let service = self.instances[at].service;
            let ran = self.props().databases.ask(service, &self.held[service], wanted, asked);
            if ran.answered.is_ok() {
                if ran.rows > 0 {
                    self.takes(at, asked.by, pen, |usage| usage.rows += ran.rows);
                }
                if let Some((_, within)) = &mut self.held(connection).open {
                    *within = within.and(wanted, asked);
                }
                committed = ran.changed && !is_open;
                self.committed(connection, &ran, pen);
            } else if is_open {
                self.roll_back(connection);
            }
            if let Some(fault) = &ran.misused {
                let misuse = match fault {
                    SqlFault::Foreign(_) => Misuse::ForeignTable,
                    SqlFault::NotAllowed(_) => Misuse::NotAllowed,
                    SqlFault::Fuel => Misuse::DidNotStop,
                    _ => Misuse::BadStatement,
                };
                pen.misused(misuse, asked.at.as_deref());
            }
            ran.answered.clone()
        };
        pen.did(|| {
            let result = result.as_ref().map(String::clone).map_err(|(_, words)| words.clone());
            Did::Statement { sql: asked.subject.clone(), result }
        });
        (result, committed)
    }

    fn commit(&mut self, (at, connection): (usize, usize), pen: &mut Pen) -> Printed<Answered> {
        if !self.is_open(connection) {
            let words = "the transaction is over: a statement in it failed".to_owned();
            return Answered::Err(("Misuse", words)).into();
        }
        if std::mem::take(&mut self.instances[at].refuses) {
            self.roll_back(connection);
            pen.did(|| Did::Transaction(Turn::Refused));
            return self.theatre.refused.clone();
        }
        pen.did(|| Did::Transaction(Turn::Commit));
        let service = self.instances[at].service;
        let ran = self.props().databases.commit(service, &self.held[service]);
        self.roll_back(connection);
        self.committed(connection, &ran, pen);
        ran.answered.clone()
    }

    /// What a statement has committed, if anything, is there for all.
    fn committed(&mut self, connection: usize, ran: &Ran, pen: &mut Pen) {
        if let Some((state, changes)) = &ran.commit {
            self.held(connection).committed = Rc::clone(state);
            let is_watched =
                |change: &RowChange| self.theatre.watched.contains(&(change.service.clone(), change.table.clone()));
            self.met |= changes.iter().any(is_watched);
            if self.devices.feeds.follow(changes) {
                self.touched.writes(Thing::Feed(&changes[0].service));
                self.devices.feeds.record(changes);
            }
            pen.changed(changes);
        }
    }

    /// The database at the other end of a connection.
    fn held(&mut self, connection: usize) -> &mut Held {
        &mut self.held[self.theatre.connections[connection]]
    }

    /// Whether a transaction is open on a connection.
    pub(super) fn is_open(&self, connection: usize) -> bool {
        let held = &self.held[self.theatre.connections[connection]];
        held.open.as_ref().is_some_and(|(by, _)| *by == connection)
    }

    /// Takes back what is open on a connection.
    pub(super) fn roll_back(&mut self, connection: usize) {
        if self.is_open(connection) {
            self.held(connection).open = None;
        }
    }

    /// Publishes; what is answered, and when it can be heard.
    fn publish(&mut self, at: usize, asked: &Asked, pen: &mut Pen) -> (Waits, Window) {
        let Some(topic) = self.setup().topics.iter().position(|topic| topic.name == asked.subject) else {
            pen.misused(Misuse::NoTopic, asked.at.as_deref());
            let words = format!("there is no topic {}", asked.subject);
            return (Waits::answered(Err(("Misuse", words))), Window::NOW);
        };
        self.takes(at, asked.by, pen, |usage| usage.messages += 1);
        if let Some(obstacle) = self.links.between(End::Service(self.instances[at].service), End::Broker) {
            let window = self.in_ms(TIMEOUT);
            return (self.runs_into(at, asked.by, obstacle, window), window);
        }
        let message = self.message(at, topic, asked);
        pen.did(|| {
            let (id, body) = (message.id.clone(), message.body.clone());
            Did::Published { topic: asked.subject.clone(), id, body }
        });
        self.note_message(&asked.subject, &message);
        self.touched.writes(Thing::Key(topic, &message.key));
        self.touched.writes(Thing::Id(topic, &message.id));
        if self.theatre.outside.is_ordered() {
            self.touched.writes(Thing::Messages);
        }
        let window = self.after(self.way(End::Broker));
        self.broker.publish(topic, message, window);
        (Waits::Answered(self.theatre.done.clone()), Window::NOW)
    }

    /// What is published.
    fn message(&mut self, at: usize, topic: usize, asked: &Asked) -> Message {
        if let Some(message) = asked.message.get() {
            return message.clone();
        }
        let given = asked.given();
        let text = |value: &serde_json::Value| match value {
            serde_json::Value::String(text) => Some(text.clone()),
            serde_json::Value::Null => None,
            other => Some(other.to_string()),
        };
        let own = text(&given["options"]["id"]);
        let with_id = |id| {
            let key = text(&given["options"]["key"]).unwrap_or_default();
            message(&asked.subject, id, &key, given["body"].to_string())
        };
        if let Some(id) = own {
            return asked.message.get_or_init(|| with_id(id)).clone();
        }
        // Without one of its own, an id that no other message has.
        let handling = self.instances[at].open.iter().find(|handling| handling.number == asked.by);
        let cause = handling.map_or(0, |handling| handling.cause);
        let mut ids = (1..).map(|nth: u64| format!("{:x}-{nth}", cause & 0xff_ffff));
        let is_free = |id: &String| {
            self.touched.reads(Thing::Id(topic, id));
            !self.broker.has(topic, id)
        };
        let id = ids.find(is_free).unwrap_or_default();
        self.broker.makes_ids = true;
        with_id(id)
    }
}
