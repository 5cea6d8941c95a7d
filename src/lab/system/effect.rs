//! What handlers ask for, done.

use super::broker::Message;
use super::databases::Wanted;
use super::instance::{Waiting, Waits};
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
            note.did.push(Did::Misused(Misuse::DidNotStop));
            self.props().databases.rollback(at);
        }
        true
    }

    /// Does one thing that a handler asks for. Its answer waits, or inside a transaction is heard at once.
    pub(super) fn perform(&mut self, at: usize, asked: Asked, note: &mut Note) {
        if self.is_endless(at, asked.by, note) {
            return;
        }
        let is_open = self.props().databases.is_open(at);
        let wanted = match asked.operation.as_str() {
            "run" => Some(Wanted::Changes),
            "get" => Some(Wanted::First),
            "all" => Some(Wanted::All),
            _ => None,
        };
        let needs_lock = wanted.is_some() || asked.operation == "begin";
        if needs_lock && !is_open && self.is_locked(at) {
            self.wait(at, asked.by, asked.answer.clone(), Waits::Lock(Box::new(asked)));
            return;
        }
        let (answered, at_once) = match (asked.operation.as_str(), wanted) {
            (_, Some(wanted)) => (self.statement(at, wanted, &asked, is_open, note), is_open),
            ("begin", None) if is_open => {
                note.did.push(Did::Misused(Misuse::Nested));
                (Err(("Misuse", "a transaction is open already".to_owned())), true)
            }
            ("begin", None) => {
                note.did.push(Did::Transaction(Turn::Begin));
                let began = self.props().databases.begin(at);
                (began.map(|()| "null".to_owned()).map_err(|failed| (failed.kind, failed.message)), true)
            }
            ("commit", None) => (self.commit(at, note), false),
            ("rollback", None) => {
                note.did.push(Did::Transaction(Turn::Rollback));
                self.props().databases.rollback(at);
                (Ok("null".to_owned()), false)
            }
            ("call", None) => match self.send(at, &asked, note) {
                Ok(number) => {
                    self.wait(at, asked.by, asked.answer, Waits::Reply(number));
                    return;
                }
                Err(answered) => (answered, false),
            },
            ("sleep", None) => {
                let ms = asked.value.parse::<f64>().unwrap_or(0.0).clamp(0.0, LONGEST);
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is clamped")]
                let until = self.props().scripts.clock().now() + ms as u64;
                self.wait(at, asked.by, asked.answer, Waits::Moment(until));
                return;
            }
            ("publish", None) => (self.publish(at, &asked, note), false),
            _ => (Err(("Misuse", format!("{} is not there", asked.operation))), false),
        };
        if at_once {
            self.hear(at, asked.by, &asked.answer, &answered, note);
        } else {
            self.wait(at, asked.by, asked.answer, Waits::Answered(answered));
        }
    }

    pub(super) fn wait(&mut self, at: usize, by: Invocation, answer: Answer, what: Waits) {
        if let Some(handling) = self.handling(at, by) {
            handling.asked += 1;
            let number = handling.asked;
            handling.waits.push_back(Waiting { number, answer, what });
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

    pub(super) fn statement(
        &mut self,
        at: usize,
        wanted: Wanted,
        asked: &Asked,
        is_open: bool,
        note: &mut Note,
    ) -> Answered {
        let refused = !is_open && wanted == Wanted::Changes && std::mem::take(&mut self.instances[at].refuses);
        let result = if refused {
            Err(("Unavailable", "the commit was refused".to_owned()))
        } else {
            let ran = self.props().databases.ask(at, wanted, &asked.subject, &asked.value);
            match ran {
                Ok((answer, changed)) => {
                    if changed && !is_open {
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
                        self.props().databases.rollback(at);
                    }
                    Err((failed.kind, failed.message))
                }
            }
        };
        let told = result.clone().map_err(|(_, words)| words);
        note.did.push(Did::Statement { sql: asked.subject.clone(), result: told });
        result
    }

    pub(super) fn commit(&mut self, at: usize, note: &mut Note) -> Answered {
        if !self.props().databases.is_open(at) {
            return Err(("Misuse", "the transaction is over: a statement in it failed".to_owned()));
        }
        if std::mem::take(&mut self.instances[at].refuses) {
            self.props().databases.rollback(at);
            note.did.push(Did::Transaction(Turn::Refused));
            return Err(("Unavailable", "the commit was refused".to_owned()));
        }
        note.did.push(Did::Transaction(Turn::Commit));
        if let Err(failed) = self.props().databases.commit(at) {
            self.props().databases.rollback(at);
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

    pub(super) fn publish(&mut self, at: usize, asked: &Asked, note: &mut Note) -> Answered {
        let Some(topic) = self.setup().topics.iter().position(|topic| topic.name == asked.subject) else {
            note.did.push(Did::Misused(Misuse::NoTopic));
            return Err(("Misuse", format!("there is no topic {}", asked.subject)));
        };
        let value: serde_json::Value = serde_json::from_str(&asked.value).unwrap_or_default();
        let text = |value: &serde_json::Value| match value {
            serde_json::Value::String(text) => Some(text.clone()),
            serde_json::Value::Null => None,
            other => Some(other.to_string()),
        };
        let Some(handling) = self.handling(at, asked.by) else { return Ok("null".to_owned()) };
        handling.published += 1;
        let own = format!("{:x}-{}", handling.cause & 0xff_ffff, handling.published);
        let id = text(&value["options"]["id"]).unwrap_or(own);
        let key = text(&value["options"]["key"]).unwrap_or_default();
        let body = value["body"].to_string();
        note.did.push(Did::Published { topic: asked.subject.clone(), id: id.clone(), body: body.clone() });
        self.broker.publish(topic, Message { id, key, body });
        Ok("null".to_owned())
    }
}
