//! What a handler does in a step: statements, transactions, messages, calls.

use super::super::cast::Who;
use super::super::short::{self, joined, safe};
use super::super::{Mark, Tone};
use super::{Call, Teller, commits};
use crate::lab::system::{Came, Did, Misuse, Note, Resource, RowChange, Thrown, Turn, WORLD};

impl Teller<'_> {
    /// What a handler does in a step, line by line.
    pub(super) fn effects(&mut self, note: &Note, at: Option<usize>) {
        // A handler that begins by itself is named by its first line.
        let mut name = match &note.cause {
            Came::Ticked { handler } => format!("{handler}: "),
            _ => String::new(),
        };
        let (mut outside, inside): (Vec<_>, Vec<_>) =
            note.did.iter().filter_map(changes).partition(|rows| is_outside(rows));
        let (outside, mut changed) = (outside.pop(), inside.into_iter());
        for did in &note.did {
            let told = match did {
                Did::Statement { sql, result } => self.statement(note, sql, result),
                Did::Transaction(turn) => self.turn(note, *turn, &mut changed),
                Did::Used { part, operation, on, given, result } => {
                    self.used(&format!("{}.{operation}", part.name()), [on, given], result, outside)
                }
                // Told with what did it.
                Did::Changed(rows) if is_outside(rows) => None,
                // What a statement by itself changed.
                Did::Changed(rows) => {
                    let open = self.run(note).is_none_or(|run| run.tx.is_none());
                    let is_next = open && changed.next().is_some();
                    is_next.then(|| (Mark::Commits, short::changes(rows, &self.story.trace.tables), Tone::Plain))
                }
                Did::Published { topic, id, body } => {
                    let says = joined(&[topic, id, &short::json(body)]);
                    let broker = self.cast.find(&Who::Broker);
                    self.arrow(at, broker, &format!("{name}{says}"), Tone::Plain);
                    name.clear();
                    self.did_last(note, &joined(&[topic, id]));
                    None
                }
                Did::Called { call, service, handler, with } => {
                    let says = joined(&[handler, &short::json(with)]);
                    let to = self.cast.service(service);
                    if let (Some(from), Some(to)) = (at, to) {
                        self.calls.insert(*call, Call { from, to, handler: handler.clone() });
                    }
                    self.arrow(at, to, &format!("{name}{says}"), Tone::Plain);
                    name.clear();
                    self.did_last(note, &joined(&[service, handler]));
                    None
                }
                Did::Ended(value) => {
                    let value = short::json(value);
                    if let Some(run) = self.run(note) {
                        run.ends = value;
                    }
                    None
                }
                Did::Threw(thrown) => {
                    let says = self.say("story-throws", &[("error", &error(thrown))]);
                    if let Some(run) = self.run(note) {
                        run.ends.clone_from(&says);
                    }
                    Some((Mark::Fails, says, Tone::Fault))
                }
                Did::Exceeded { of, most, .. } => Some((Mark::Fails, self.exceeded(*of, *most), Tone::Bad)),
                Did::Misused(misuse) => Some((Mark::Fails, self.words.get(misused(*misuse)), Tone::Bad)),
            };
            if let Some((mark, says, tone)) = told {
                self.mark(at, mark, &format!("{name}{says}"), tone);
                name.clear();
                self.did_last(note, &says);
            }
        }
    }

    fn did_last(&mut self, note: &Note, what: &str) {
        if let Some(run) = self.run(note) {
            what.clone_into(&mut run.last);
        }
    }

    fn statement(&mut self, note: &Note, sql: &str, result: &Result<String, String>) -> Option<(Mark, String, Tone)> {
        let subject = short::subject(sql);
        match result {
            Err(why) => {
                let says = self.say("story-fails", &[("what", &subject), ("why", why)]);
                Some((Mark::Fails, says, Tone::Fault))
            }
            Ok(result) if short::is_read(sql) => {
                let rows = match short::rows(result) {
                    Ok(cells) => cells,
                    Err(number) => self.words.with("story-rows", &[("n", number.into())]),
                };
                let says = self.say("story-reads", &[("what", &subject), ("rows", &rows)]);
                // Inside a transaction it is told with its end, if nothing else is.
                match self.run(note).and_then(|run| run.tx.as_mut()) {
                    Some(read) => {
                        *read = says;
                        None
                    }
                    None => Some((Mark::Reads, says, Tone::Plain)),
                }
            }
            Ok(_) if commits(note) || self.run(note).is_some_and(|run| run.tx.is_some()) => None,
            Ok(_) => {
                let says = self.say("story-changes-nothing", &[("what", &subject)]);
                Some((Mark::Reads, says, Tone::Plain))
            }
        }
    }

    /// Work with a part beside databases and broker; `changed` is what it changed there, if anything.
    fn used(
        &self,
        what: &str,
        [on, given]: [&str; 2],
        result: &Result<String, String>,
        changed: Option<&Vec<RowChange>>,
    ) -> Option<(Mark, String, Tone)> {
        let commits = what == "store.commit";
        let given = if commits || given == "null" { String::new() } else { short::json(given) };
        let what = joined(&[what, on, &given]);
        match result {
            Err(why) => Some((Mark::Fails, self.say("story-fails", &[("what", &what), ("why", why)]), Tone::Fault)),
            Ok(_) if what.starts_with("store.begin") => None,
            Ok(_) if what.starts_with("store.rollback") => {
                Some((Mark::TakesBack, self.words.get("story-rollback"), Tone::Plain))
            }
            Ok(_) if commits => Some(match changed {
                Some(rows) => (Mark::Commits, short::changes(rows, &self.story.trace.tables), Tone::Plain),
                None => (Mark::Reads, self.words.get("story-nothing-changed"), Tone::Plain),
            }),
            Ok(result) => {
                let mark = if changed.is_some() { Mark::Commits } else { Mark::Reads };
                let result = if result == "[]" { String::new() } else { short::json(result) };
                let says = match (result, changed) {
                    (nothing, Some(_)) if nothing.is_empty() => what,
                    (nothing, None) if nothing.is_empty() => {
                        format!("{what} → {}", self.words.get("story-nothing-there"))
                    }
                    (result, _) => format!("{what} → {result}"),
                };
                Some((mark, says, Tone::Plain))
            }
        }
    }

    fn turn<'n>(
        &mut self,
        note: &Note,
        turn: Turn,
        changed: &mut impl Iterator<Item = &'n Vec<RowChange>>,
    ) -> Option<(Mark, String, Tone)> {
        if turn == Turn::Begin {
            if let Some(run) = self.run(note) {
                run.tx = Some(String::new());
            }
            return None;
        }
        let read = self.run(note).and_then(|run| run.tx.take()).unwrap_or_default();
        Some(match turn {
            Turn::Begin => return None,
            Turn::Commit => {
                if let Some(rows) = changed.next() {
                    (Mark::Commits, short::changes(rows, &self.story.trace.tables), Tone::Plain)
                } else {
                    let nothing = self.words.get("story-nothing-changed");
                    let says = if read.is_empty() { nothing } else { format!("{read}; {nothing}") };
                    (Mark::Reads, says, Tone::Plain)
                }
            }
            Turn::Rollback => (Mark::TakesBack, self.words.get("story-rollback"), Tone::Plain),
            Turn::Refused => (Mark::Fails, self.words.get("story-refused"), Tone::Fault),
        })
    }

    fn exceeded(&self, of: Resource, most: u64) -> String {
        let id = match of {
            Resource::Calls => "story-exceeded-calls",
            Resource::Messages => "story-exceeded-messages",
            Resource::Rows => "story-exceeded-rows",
            Resource::Transaction => "story-exceeded-transaction",
            Resource::Time => "story-exceeded-time",
        };
        self.words.with(id, &[("n", i64::try_from(most).unwrap_or(i64::MAX).into())])
    }

    /// What is done in a step, at length.
    pub(super) fn at_length(&self, did: &Did) -> Vec<(String, Tone)> {
        let (says, tone) = match did {
            Did::Statement { sql, result: Ok(result) } => (format!("{} → {result}", short::sql(sql)), Tone::Plain),
            Did::Statement { sql, result: Err(why) } => (format!("{} → {why}", short::sql(sql)), Tone::Fault),
            Did::Transaction(turn) => match turn {
                Turn::Begin => ("BEGIN".to_owned(), Tone::Quiet),
                Turn::Commit => ("COMMIT".to_owned(), Tone::Quiet),
                Turn::Rollback => ("ROLLBACK".to_owned(), Tone::Quiet),
                Turn::Refused => (self.words.get("story-refused"), Tone::Fault),
            },
            // The tables show it.
            Did::Changed(_) => return Vec::new(),
            Did::Published { topic, id, body } => {
                (self.say("story-publishes", &[("what", &joined(&[topic, id, body]))]), Tone::Plain)
            }
            Did::Called { call: _, service, handler, with } => {
                let args = [("service", service.as_str()), ("what", &joined(&[handler, with]))];
                (self.say("story-calls", &args), Tone::Plain)
            }
            Did::Used { part, operation, on, given, result } => {
                let what = joined(&[&format!("{}.{operation}", part.name()), on, given]);
                match result {
                    Ok(result) => (format!("{what} → {result}"), Tone::Plain),
                    Err(why) => (format!("{what} → {why}"), Tone::Fault),
                }
            }
            Did::Ended(value) if value == "null" => (self.words.get("story-ends"), Tone::Quiet),
            Did::Ended(value) => (self.say("story-returns", &[("value", value)]), Tone::Quiet),
            Did::Threw(thrown) => (self.say("story-throws", &[("error", &error(thrown))]), Tone::Fault),
            Did::Exceeded { of, most, .. } => (self.exceeded(*of, *most), Tone::Bad),
            Did::Misused(misuse) => (self.words.get(misused(*misuse)), Tone::Bad),
        };
        vec![(safe(&says), tone)]
    }
}

fn changes(did: &Did) -> Option<&Vec<RowChange>> {
    if let Did::Changed(rows) = did { Some(rows) } else { None }
}

/// Whether these rows are none of a database: what parts beside databases and broker hold.
fn is_outside(rows: &[RowChange]) -> bool {
    rows.iter().any(|row| row.service == WORLD)
}

fn error(thrown: &Thrown) -> String {
    if thrown.kind.is_empty() { thrown.message.clone() } else { format!("{}: {}", thrown.kind, thrown.message) }
}

pub(super) fn misused(misuse: Misuse) -> &'static str {
    match misuse {
        Misuse::NotAwaited => "story-not-awaited",
        Misuse::DidNotStop => "story-did-not-stop",
        Misuse::LeftOpen => "story-left-open",
        Misuse::Nested => "story-nested",
        Misuse::NoHandler => "story-no-handler",
        Misuse::NoTopic => "story-no-topic",
        Misuse::NoService => "story-no-service",
        Misuse::Deadlock => "story-deadlock",
        Misuse::ForeignTable => "story-foreign-table",
        Misuse::NotAllowed => "story-not-allowed",
        Misuse::BadStatement => "story-bad-statement",
        Misuse::WaitsForEver => "story-waits-for-ever",
        Misuse::DoesNotLoad => "story-does-not-load",
        Misuse::NoPart => "story-no-part",
        Misuse::BadUse => "story-bad-use",
        Misuse::NotDefined => "story-not-defined",
    }
}
