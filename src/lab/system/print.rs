//! Fingerprints of a system: all on which its future depends.

use super::instance::{Handling, Waits};
use super::scripts::Answered;
use super::system::System;
use crate::sim::{Fingerprint, Printer};

impl System<'_> {
    /// Everything.
    pub(super) fn print_all(&mut self) -> Fingerprint {
        let Fingerprint(substance) = self.print_substance();
        let mut printer = Printer::default();
        printer.bytes(&substance.to_le_bytes());
        self.props().databases.print(&mut printer, true);
        self.props().scripts.clock().print(&mut printer);
        for instance in &self.instances {
            let Fingerprint(history) = instance.history.print();
            printer.bytes(&history.to_le_bytes());
        }
        printer.print()
    }

    /// Without what changes for ever and by itself: time, chance, memories, tables that need not rest.
    pub(super) fn print_substance(&mut self) -> Fingerprint {
        let mut printer = Printer::default();
        self.props().databases.print(&mut printer, false);
        let now = self.props().scripts.clock().now();
        self.broker.print(&mut printer);
        self.clients.print(&mut printer);
        self.links.print(&mut printer);
        for instance in &self.instances {
            let has = [instance.memory.is_some(), instance.refuses, instance.paused];
            for is in has {
                printer.number(u64::from(is));
            }
            printer.number(instance.open.len() as u64);
            for handling in &instance.open {
                self.print_handling(handling, now, &mut printer);
            }
        }
        let mut calls: Vec<(u64, bool, bool)> =
            self.calls.iter().map(|call| (call.cause, call.waits, call.late)).collect();
        calls.sort_unstable();
        for (cause, waits, late) in calls {
            printer.number(cause).number(u64::from(waits)).number(u64::from(late));
        }
        self.left.print(&mut printer);
        printer.print()
    }

    fn print_handling(&self, handling: &Handling, now: u64, printer: &mut Printer) {
        let Fingerprint(history) = handling.history.print();
        printer.bytes(&history.to_le_bytes());
        printer.number(handling.cause).number(handling.asked).number(u64::from(handling.over));
        printer.number(u64::from(handling.refused)).number(handling.waits.len() as u64);
        for waiting in &handling.waits {
            printer.number(waiting.number).number(waiting.may_lose.map_or(0, |sort| sort as u64 + 1));
            match &waiting.what {
                Waits::Answered(answered) => print_answer(answered, printer.number(0)),
                Waits::Barred(answered, _) => print_answer(answered, printer.number(1)),
                Waits::Lock(asked) | Waits::Held(asked) => {
                    for part in [&asked.operation, &asked.subject, &asked.value] {
                        printer.bytes(part.as_bytes());
                    }
                }
                Waits::Moment(until) => _ = printer.number(2).number(until.saturating_sub(now)),
                Waits::Reply(number) => {
                    let call = self.calls.iter().find(|call| call.number == *number);
                    printer.number(3).number(call.map_or(0, |call| call.cause));
                }
            }
        }
    }
}

fn print_answer(answered: &Answered, printer: &mut Printer) {
    match answered {
        Ok(json) => printer.number(0).bytes(json.as_bytes()),
        Err((kind, words)) => printer.number(1).bytes(kind.as_bytes()).bytes(words.as_bytes()),
    };
}
