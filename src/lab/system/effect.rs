//! What handlers ask for, done.

use super::broker::Message;
use super::databases::{Ran, Wanted};
use super::instance::{Waiting, Waits};
use super::left::Sort;
use super::link::End;
use super::note::{Did, Misuse, Note, Turn};
use super::scripts::{Answer, Answered, Asked, Invocation};
use super::system::{System, stuck_at};
use crate::lab::sql::Fault as SqlFault;

/// The longest sleep, in milliseconds: a week.
const LONGEST: f64 = 604_800_000.0;

/// What one handler may ask for.
const EFFECTS: u32 = 500;

impl System<'_> {
    /// Ends a handler that asks for ever; whether it was one.
    pub(super) fn is_endless(&mut self, at: usize, by: Invocation, note: &mut Note) -> bool {
        let Some(handling) = self.handling(at, by) else { return true };
        handling.effects += 1;
        if handling.effects <= EFFECTS {
            return false;
        }
        if !handling.over {
            handling.over = true;
            handling.waits.clear();
            let connection = handling.connection;
            note.did.push(Did::Misused(Misuse::DidNotStop));
            self.props().databases.rollback(connection);
        }
        true
    }

    /// Does one thing that a handler asks for. Its answer waits, or inside a transaction is heard at once.
    pub(super) fn perform(&mut self, at: usize, asked: Asked, note: &mut Note) {
        if self.is_endless(at, asked.by, note) {
            return;
        }
        let Some(connection) = self.handling(at, asked.by).map(|handling| handling.connection) else { return };
        if self.instances[at].paused {
            self.wait(at, asked.by, asked.answer.clone(), Waits::Held(Box::new(asked)));
            return;
        }
        let is_open = self.props().databases.is_open(connection);
        let wanted = match asked.operation.as_str() {
            "run" => Some(Wanted::Changes),
            "get" => Some(Wanted::First),
            "all" => Some(Wanted::All),
            _ => None,
        };
        let needs_lock = wanted.is_some() || asked.operation == "begin";
        if needs_lock && !is_open && self.is_locked(connection) {
            self.wait(at, asked.by, asked.answer.clone(), Waits::Lock(Box::new(asked)));
            return;
        }
        if is_open && !matches!(asked.operation.as_str(), "commit" | "rollback") {
            self.takes(at, asked.by, note, |usage| usage.transaction += 1);
        }
        let on = (at, connection);
        let (what, may_lose) = match (asked.operation.as_str(), wanted) {
            (_, Some(wanted)) => {
                let (answered, committed) = self.statement(on, wanted, &asked, is_open, note);
                (Waits::Answered(answered), committed.then_some(Sort::UnansweredCommit))
            }
            ("begin", None) if is_open => {
                note.did.push(Did::Misused(Misuse::Nested));
                (Waits::Answered(Err(("Misuse", "a transaction is open already".to_owned()))), None)
            }
            ("begin", None) => {
                note.did.push(Did::Transaction(Turn::Begin));
                self.takes(at, asked.by, note, |usage| usage.transaction = 0);
                let began = self.props().databases.begin(connection);
                let answered = began.map(|()| "null".to_owned()).map_err(|failed| (failed.kind, failed.message));
                (Waits::Answered(answered), None)
            }
            ("commit", None) => (Waits::Answered(self.commit(on, note)), Some(Sort::UnansweredCommit)),
            ("rollback", None) => {
                note.did.push(Did::Transaction(Turn::Rollback));
                self.props().databases.rollback(connection);
                (Waits::Answered(Ok("null".to_owned())), None)
            }
            ("call", None) => (self.send(at, &asked, note).map_or_else(|what| what, Waits::Reply), None),
            ("sleep", None) => {
                let ms = asked.value.parse::<f64>().unwrap_or(0.0).clamp(0.0, LONGEST);
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped")]
                let until = self.props().scripts.clock().now() + ms as u64;
                (Waits::Moment(until), None)
            }
            ("publish", None) => (self.publish(at, &asked, note), Some(Sort::UnansweredPublish)),
            _ => (Waits::Answered(Err(("Misuse", format!("{} is not there", asked.operation)))), None),
        };
        // Inside a transaction, what stays in its database is heard at once.
        let at_once = (is_open && wanted.is_some()) || asked.operation == "begin";
        match what {
            Waits::Answered(answered) if at_once => self.hear(at, asked.by, &asked.answer, &answered, note),
            what => {
                self.wait(at, asked.by, asked.answer, what);
                let waiting = self.handling(at, asked.by).and_then(|handling| handling.waits.back_mut());
                if let Some(waiting) = waiting {
                    waiting.may_lose = may_lose;
                }
            }
        }
    }

    pub(super) fn wait(&mut self, at: usize, by: Invocation, answer: Answer, what: Waits) {
        if let Some(handling) = self.handling(at, by) {
            handling.asked += 1;
            let number = handling.asked;
            handling.waits.push_back(Waiting { number, answer, what, may_lose: None });
        }
    }

    pub(super) fn hear(&mut self, at: usize, by: Invocation, answer: &Answer, answered: &Answered, note: &mut Note) {
        let heard = match answered {
            Ok(json) => ["", json.as_str()],
            Err((kind, words)) => [*kind, words.as_str()],
        };
        self.remember(at, &heard);
        for handling in self.instances[at].open.iter_mut().filter(|handling| handling.number == by) {
            for part in heard {
                handling.history.bytes(part.as_bytes());
            }
        }
        if let Err(stuck) = self.props().scripts.answer(answer.clone(), answered) {
            stuck_at(&stuck, note);
        }
    }

    /// Runs a statement; what is answered, and whether it was a commit by itself.
    fn statement(
        &mut self,
        (at, connection): (usize, usize),
        wanted: Wanted,
        asked: &Asked,
        is_open: bool,
        note: &mut Note,
    ) -> (Answered, bool) {
        let refused = !is_open && wanted == Wanted::Changes && std::mem::take(&mut self.instances[at].refuses);
        let mut committed = false;
        let result = if refused {
            Err(("Unavailable", "the commit was refused".to_owned()))
        } else {
            let ran = self.props().databases.ask(connection, wanted, &asked.subject, &asked.value);
            match ran {
                Ok(Ran { answer, rows, changed }) => {
                    self.takes(at, asked.by, note, |usage| usage.rows += rows);
                    committed = changed && !is_open;
                    if committed {
                        self.committed(at, note);
                    }
                    Ok(answer)
                }
                Err(failed) => {
                    if failed.kind == "Misuse" {
                        note.did.push(Did::Misused(match failed.fault {
                            SqlFault::Foreign(_) => Misuse::ForeignTable,
                            SqlFault::NotAllowed(_) => Misuse::NotAllowed,
                            SqlFault::Fuel => Misuse::DidNotStop,
                            _ => Misuse::BadStatement,
                        }));
                    }
                    if is_open {
                        self.props().databases.rollback(connection);
                    }
                    Err((failed.kind, failed.message))
                }
            }
        };
        let told = result.clone().map_err(|(_, words)| words);
        note.did.push(Did::Statement { sql: asked.subject.clone(), result: told });
        (result, committed)
    }

    fn commit(&mut self, (at, connection): (usize, usize), note: &mut Note) -> Answered {
        if !self.props().databases.is_open(connection) {
            return Err(("Misuse", "the transaction is over: a statement in it failed".to_owned()));
        }
        if std::mem::take(&mut self.instances[at].refuses) {
            self.props().databases.rollback(connection);
            note.did.push(Did::Transaction(Turn::Refused));
            return Err(("Unavailable", "the commit was refused".to_owned()));
        }
        note.did.push(Did::Transaction(Turn::Commit));
        if let Err(failed) = self.props().databases.commit(connection) {
            self.props().databases.rollback(connection);
            return Err((failed.kind, failed.message));
        }
        self.committed(at, note);
        Ok("null".to_owned())
    }

    pub(super) fn committed(&mut self, at: usize, note: &mut Note) {
        let service = self.instances[at].service;
        let changes = self.props().databases.committed(service).expect("tables that were read once can be read again");
        if !changes.is_empty() {
            note.did.push(Did::Changed(changes));
        }
    }

    fn publish(&mut self, at: usize, asked: &Asked, note: &mut Note) -> Waits {
        let Some(topic) = self.setup().topics.iter().position(|topic| topic.name == asked.subject) else {
            note.did.push(Did::Misused(Misuse::NoTopic));
            return Waits::Answered(Err(("Misuse", format!("there is no topic {}", asked.subject))));
        };
        self.takes(at, asked.by, note, |usage| usage.messages += 1);
        if let Some(obstacle) = self.links.between(End::Service(self.instances[at].service), End::Broker) {
            return self.runs_into(at, asked.by, obstacle);
        }
        let value: serde_json::Value = serde_json::from_str(&asked.value).unwrap_or_default();
        let text = |value: &serde_json::Value| match value {
            serde_json::Value::String(text) => Some(text.clone()),
            serde_json::Value::Null => None,
            other => Some(other.to_string()),
        };
        let cause = self.handling(at, asked.by).map_or(0, |handling| handling.cause);
        // Without one of its own, an id that no other message has.
        let broker = &self.broker;
        let mut own =
            (1..).map(|nth: u64| format!("{:x}-{nth}", cause & 0xff_ffff)).filter(|id| !broker.has(topic, id));
        let id = text(&value["options"]["id"]).or_else(|| own.next()).unwrap_or_default();
        let key = text(&value["options"]["key"]).unwrap_or_default();
        let body = value["body"].to_string();
        note.did.push(Did::Published { topic: asked.subject.clone(), id: id.clone(), body: body.clone() });
        self.broker.publish(topic, Message { id, key, body });
        Waits::Answered(Ok("null".to_owned()))
    }
}
