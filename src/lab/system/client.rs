//! Clients: what they ask one after the other, and what they hear of it.

use serde::{Deserialize, Serialize};

use super::setup::Request;
use crate::sim::{Fingerprint, Printer};

/// What clients ask and have asked.
#[derive(Debug, Clone)]
pub(super) struct Clients {
    asks: Vec<Ask>,
    /// What was asked so far, in order.
    calls: Vec<ClientCall>,
    /// Whether a check reads what was asked: then it is part of the state.
    read: bool,
    /// Times that a client asked or heard.
    moments: u64,
}

/// A part of the workload.
#[derive(Debug, Clone)]
struct Ask {
    state: State,
    retries: u16,
    /// The one of the same client before it.
    before: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    /// As this one of the calls.
    Open(usize),
    Over,
}

/// Something that a client has asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientCall {
    /// Who.
    pub client: String,
    /// The service.
    pub service: String,
    /// The handler.
    pub handler: String,
    /// Its argument, as JSON.
    pub with: String,
    /// When it was asked: what clients ask and hear is counted from 1 on, in order.
    pub began: u64,
    /// When it was heard of; none while it is open.
    pub ended: Option<u64>,
    /// What came of it.
    pub outcome: Outcome,
}

/// What a client has heard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Nothing yet.
    Open,
    /// The result, as JSON.
    Done(String),
    /// The handler threw.
    Failed {
        /// The name of the error.
        kind: String,
        /// What it says.
        message: String,
    },
    /// Nothing, and never will: it may have been done or not.
    Timeout,
}

impl Clients {
    /// Clients at the beginning; `left_out` says which parts of the workload are none.
    pub(super) fn new(workload: &[Request], read: bool, left_out: impl Fn(usize) -> bool) -> Self {
        let ask = |(at, request): (usize, &Request)| Ask {
            state: if left_out(at) { State::Over } else { State::Waiting },
            retries: request.retries,
            before: workload[..at].iter().rposition(|other| other.client == request.client),
        };
        Self { asks: workload.iter().enumerate().map(ask).collect(), calls: Vec::new(), read, moments: 0 }
    }

    /// Whether a part of the workload may be asked now: its client waits for nothing else.
    pub(super) fn may_ask(&self, number: usize) -> bool {
        let before = std::iter::successors(self.asks[number].before, |at| self.asks[*at].before);
        self.asks[number].state == State::Waiting && before.into_iter().all(|at| self.asks[at].state == State::Over)
    }

    /// A client asks.
    pub(super) fn ask(&mut self, number: usize, request: &Request) {
        self.moments += 1;
        self.asks[number].state = State::Open(self.calls.len());
        let Request { client, service, handler, with, .. } = request.clone();
        let (began, ended, outcome) = (self.moments, None, Outcome::Open);
        self.calls.push(ClientCall { client, service, handler, with, began, ended, outcome });
    }

    /// A client hears; who hears nothing may ask again.
    pub(super) fn hear(&mut self, number: usize, outcome: Outcome) {
        let State::Open(call) = self.asks[number].state else { return };
        self.moments += 1;
        let again = outcome == Outcome::Timeout && self.asks[number].retries > 0;
        self.asks[number].retries -= u16::from(again);
        self.asks[number].state = if again { State::Waiting } else { State::Over };
        let call = &mut self.calls[call];
        (call.ended, call.outcome) = (Some(self.moments), outcome);
    }

    /// What was asked so far, in order.
    pub(super) fn calls(&self) -> &[ClientCall] {
        &self.calls
    }

    /// What is still to be asked, and what was heard if a check reads it.
    pub(super) fn print(&self) -> Fingerprint {
        let printer = &mut Printer::default();
        for ask in &self.asks {
            let state = match ask.state {
                State::Waiting => 0,
                State::Open(_) => 1,
                State::Over => 2,
            };
            printer.number(state).number(u64::from(ask.retries));
        }
        if !self.read {
            return printer.print();
        }
        for call in &self.calls {
            for part in [&call.client, &call.service, &call.handler, &call.with] {
                printer.bytes(part.as_bytes());
            }
            printer.number(call.began).number(call.ended.unwrap_or(0));
            match &call.outcome {
                Outcome::Open => printer.number(0),
                Outcome::Done(result) => printer.number(1).bytes(result.as_bytes()),
                Outcome::Failed { kind, message } => printer.number(2).bytes(kind.as_bytes()).bytes(message.as_bytes()),
                Outcome::Timeout => printer.number(3),
            };
        }
        printer.print()
    }
}
