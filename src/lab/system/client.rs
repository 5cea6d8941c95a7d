//! Clients: what they ask one after the other, and what they hear of it.

use serde::{Deserialize, Serialize};

use super::scripts::Invocation;
use super::setup::{Request, Span};
use super::time::{TIMEOUT, Window};
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
    /// Whether time is kept: then what is asked and what is answered is on its way first.
    timed: bool,
}

/// A part of the workload.
#[derive(Debug, Clone)]
struct Ask {
    state: State,
    retries: u16,
    /// The one of the same client before it.
    before: Option<usize>,
    /// How long the client waits before it asks, and how long that is on its way.
    after: u64,
    way: Span,
    /// Where it is on its way: as which of the moments it was asked, when, and when it arrives.
    sent: Option<(u64, u64)>,
    window: Window,
    /// What the client is about to hear.
    reply: Option<Reply>,
}

/// An answer on its way to a client.
#[derive(Debug, Clone)]
pub(super) struct Reply {
    outcome: Outcome,
    pub(super) window: Window,
    /// The instance and the handler that it comes from.
    pub(super) from: (usize, Invocation),
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
    ///
    /// Where time is kept, `ways` says how long each request is on its way.
    pub(super) fn new(
        workload: &[Request],
        read: bool,
        left_out: impl Fn(usize) -> bool,
        ways: Option<&[Span]>,
    ) -> Self {
        let ask = |(at, request): (usize, &Request)| Ask {
            state: if left_out(at) { State::Over } else { State::Waiting },
            retries: request.retries,
            before: workload[..at].iter().rposition(|other| other.client == request.client),
            after: request.after_ms,
            way: ways.and_then(|ways| ways.get(at)).copied().unwrap_or_default(),
            sent: None,
            window: Window::NOW,
            reply: None,
        };
        let asks = workload.iter().enumerate().map(ask).collect();
        let mut clients = Self { asks, calls: Vec::new(), read, moments: 0, timed: ways.is_some() };
        clients.send(0);
        clients
    }

    /// Where time is kept: whoever waits for nothing any more asks.
    fn send(&mut self, now: u64) {
        let is_next = |at: &usize| self.timed && self.may_ask(*at) && self.asks[*at].sent.is_none();
        let next: Vec<usize> = (0..self.asks.len()).filter(is_next).collect();
        for at in next {
            self.moments += 1;
            let ask = &mut self.asks[at];
            let sent = now + ask.after;
            ask.sent = Some((self.moments, sent));
            ask.window = Window::exactly(sent).later(ask.way);
        }
    }

    /// When what may be asked arrives.
    pub(super) fn window(&self, number: usize) -> Window {
        self.asks[number].window
    }

    /// Whether a part of the workload may be asked now: its client waits for nothing else.
    pub(super) fn may_ask(&self, number: usize) -> bool {
        let before = std::iter::successors(self.asks[number].before, |at| self.asks[*at].before);
        self.asks[number].state == State::Waiting && before.into_iter().all(|at| self.asks[at].state == State::Over)
    }

    /// A client asks.
    pub(super) fn ask(&mut self, number: usize, request: &Request) {
        self.asks[number].state = State::Open(self.calls.len());
        let sent = self.asks[number].sent.map(|(moment, _)| moment);
        self.moments += u64::from(sent.is_none());
        let Request { client, service, handler, with, .. } = request.clone();
        let (began, ended, outcome) = (sent.unwrap_or(self.moments), None, Outcome::Open);
        self.calls.push(ClientCall { client, service, handler, with, began, ended, outcome });
    }

    /// A client is answered: it hears so now, or once the answer has come.
    pub(super) fn answer(
        &mut self,
        number: usize,
        outcome: Outcome,
        window: Window,
        from: (usize, Invocation),
        now: u64,
    ) {
        if window.is_due(now) {
            self.hear(number, outcome, now);
        } else if matches!(self.asks[number].state, State::Open(_)) {
            self.asks[number].reply = Some(Reply { outcome, window, from });
        }
    }

    /// A client will hear nothing: it knows so now, or where time is kept once it has waited long enough.
    pub(super) fn leave(&mut self, number: usize, from: (usize, Invocation), now: u64) {
        let until = self.asks[number].sent.map_or(0, |(_, sent)| sent + TIMEOUT);
        self.answer(number, Outcome::Timeout, Window::exactly(until), from, now);
    }

    /// Answers on their way, by the request that they answer.
    pub(super) fn replies(&self) -> impl Iterator<Item = (usize, &Reply)> {
        self.asks.iter().enumerate().filter_map(|(number, ask)| Some((number, ask.reply.as_ref()?)))
    }

    /// An answer has come; who hears it, and from whom.
    pub(super) fn hear_reply(&mut self, number: usize, now: u64) -> Option<(Outcome, (usize, Invocation))> {
        let Reply { outcome, from, .. } = self.asks[number].reply.take()?;
        self.hear(number, outcome.clone(), now);
        Some((outcome, from))
    }

    /// A client hears; who hears nothing may ask again.
    fn hear(&mut self, number: usize, outcome: Outcome, now: u64) {
        let State::Open(call) = self.asks[number].state else { return };
        self.moments += 1;
        let again = outcome == Outcome::Timeout && self.asks[number].retries > 0;
        let ask = &mut self.asks[number];
        ask.retries -= u16::from(again);
        ask.state = if again { State::Waiting } else { State::Over };
        if again {
            (ask.sent, ask.after) = (None, 0);
        }
        let call = &mut self.calls[call];
        (call.ended, call.outcome) = (Some(self.moments), outcome);
        self.send(now);
    }

    /// What was asked so far, in order.
    pub(super) fn calls(&self) -> &[ClientCall] {
        &self.calls
    }

    /// What is still to be asked at a moment, and what was heard if a check reads it.
    pub(super) fn print(&self, now: u64) -> Fingerprint {
        self.asks.iter().fold(self.print_calls(), |mut print, ask| {
            if ask.state == State::Waiting {
                print = ask.window.print(now, print);
            }
            if let Some((moment, _)) = ask.sent.filter(|_| self.read) {
                print = print.and(u128::from(moment));
            }
            let Some(reply) = &ask.reply else { return print };
            let heard = &mut Printer::default();
            reply.outcome.print(heard);
            reply.window.print(now, print.and(heard.print().0))
        })
    }

    fn print_calls(&self) -> Fingerprint {
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
            call.outcome.print(printer);
        }
        printer.print()
    }
}

impl Outcome {
    fn print(&self, printer: &mut Printer) {
        match self {
            Self::Open => printer.number(0),
            Self::Done(result) => printer.number(1).bytes(result.as_bytes()),
            Self::Failed { kind, message } => printer.number(2).bytes(kind.as_bytes()).bytes(message.as_bytes()),
            Self::Timeout => printer.number(3),
        };
    }
}
