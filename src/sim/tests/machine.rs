//! A toy: actors that run small programs over shared variables and queues, with crashes and duplicates.

use std::cell::RefCell;
use std::collections::{BTreeSet, VecDeque};

use crate::base::Stream;
use crate::sim::{Actor, Cause, Fingerprint, Footprint, Kind, Printer, Scenario, Step, Taken, Violation, World};

/// One thing that a program does; each is a step.
#[derive(Debug, Clone, Copy)]
pub(super) enum Op {
    /// The register becomes the variable.
    Read(usize),
    /// The variable becomes the register and so much.
    Write(usize, u64),
    /// Puts the register and so much into a queue.
    Send(u64),
    /// Waits for a message; the register becomes it.
    Receive,
}

/// A mistake of the world's own, planted to see that the laws would tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Planted {
    Nothing,
    /// Steps that checks over several actors see are not marked.
    Unseen,
    /// Two queues with as many messages are taken for the same.
    NoPayload,
}

/// The programs, and what must hold.
#[derive(Debug)]
pub(super) struct Machine {
    pub(super) programs: Vec<Vec<Op>>,
    pub(super) crashes: u64,
    pub(super) duplicates: u64,
    /// Whether there is one who, again and again, brings variable 1 up to variable 0.
    pub(super) ticker: bool,
    /// Check 0: variables 0 and 1 together are never more than this. Check 1: at rest they are equal. Check 2, over
    /// history: variable 0 does not change after variable 1 has.
    pub(super) most: u64,
    pub(super) planted: Planted,
    /// Whether the machine at work can be forked.
    pub(super) forks: bool,
    /// What could be seen of variables 0 and 1, ever.
    pub(super) seen: RefCell<BTreeSet<(u64, u64)>>,
}

impl Machine {
    pub(super) fn of(programs: &[&[Op]]) -> Self {
        Self {
            programs: programs.iter().map(|program| program.to_vec()).collect(),
            crashes: 0,
            duplicates: 0,
            ticker: false,
            most: u64::MAX,
            planted: Planted::Nothing,
            forks: true,
            seen: RefCell::default(),
        }
    }

    pub(super) fn draw(chance: &mut Stream) -> Self {
        let op = |chance: &mut Stream| {
            let var = usize::from(chance.chance(500_000)) + usize::from(chance.chance(200_000));
            match chance.below(5) {
                0 => Op::Read(var),
                1 | 2 => Op::Write(var, chance.below(3)),
                3 => Op::Send(chance.below(3)),
                _ => Op::Receive,
            }
        };
        // Few enough that every schedule can be told.
        let lengths: &[u64] =
            chance.pick(&[&[2, 2][..], &[3, 2], &[3, 3], &[1, 2, 2], &[2, 2, 1], &[1, 1, 1, 1]]).unwrap();
        let mut programs: Vec<Vec<Op>> =
            lengths.iter().map(|length| (0..*length).map(|_| op(chance)).collect()).collect();
        if chance.chance(200_000) {
            // Two that send to one who forgets the first message: seldom drawn, and all depends on what waits.
            let mut send = || vec![Op::Send(chance.below(4))];
            programs = vec![send(), send(), vec![Op::Receive, Op::Read(2), Op::Receive, Op::Write(0, 0)]];
        }
        let faults = chance.below(3);
        let crashes = chance.below(faults + 1);
        Self {
            programs,
            crashes,
            duplicates: faults - crashes,
            ticker: faults < 2 && chance.chance(300_000),
            most: chance.below(4),
            ..Self::of(&[])
        }
    }
}

impl<'m> Scenario for &'m Machine {
    type World = Running<'m>;

    fn parts(&self) -> u16 {
        u16::try_from(self.programs.len()).unwrap()
    }

    fn start(&self, without: &BTreeSet<u16>) -> Running<'m> {
        let done = |at: usize| without.contains(&u16::try_from(at).unwrap());
        let pc = |(at, program): (usize, &Vec<Op>)| if done(at) { program.len() } else { 0 };
        Running {
            machine: self,
            pcs: self.programs.iter().enumerate().map(pc).collect(),
            registers: vec![0; self.programs.len()],
            vars: [0; 3],
            queue: VecDeque::new(),
            crashes: self.crashes,
            duplicates: self.duplicates,
            changed: false,
        }
    }
}

/// The machine at work.
#[derive(Debug, Clone)]
pub(super) struct Running<'m> {
    machine: &'m Machine,
    pcs: Vec<usize>,
    registers: Vec<u64>,
    vars: [u64; 3],
    queue: VecDeque<u64>,
    crashes: u64,
    duplicates: u64,
    /// Whether variable 1 has ever changed.
    changed: bool,
}

/// The actor that a duplicate hits, and the one that ticks.
const QUEUE: Actor = Actor(8);
const TICKER: Actor = Actor(9);
/// The name of the queue among what steps touch; variables have their numbers.
const QUEUED: u64 = 8;

impl Running<'_> {
    /// What no longer holds after variables 0 and 1 were `before`.
    fn check(&mut self, before: (u64, u64)) -> Vec<Violation> {
        let mut broken = Vec::new();
        if self.vars[0] + self.vars[1] > self.machine.most {
            broken.push(Violation { check: 0, code: 0 });
        }
        if self.changed && self.vars[0] != before.0 {
            broken.push(Violation { check: 2, code: 0 });
        }
        self.changed |= self.vars[1] != before.1;
        broken
    }

    /// One operation of an actor, and what it touches.
    fn run(&mut self, at: usize) -> Footprint {
        let op = self.machine.programs[at][self.pcs[at]];
        self.pcs[at] += 1;
        let (mut reads, mut writes) = (Vec::new(), Vec::new());
        match op {
            Op::Read(var) => {
                self.registers[at] = self.vars[var];
                reads.push(var as u64);
            }
            Op::Write(var, more) => {
                self.vars[var] = self.registers[at] + more;
                writes.push(var as u64);
            }
            Op::Send(more) => {
                self.queue.push_back(self.registers[at] + more);
                writes.push(QUEUED);
            }
            Op::Receive => {
                self.registers[at] = self.queue.pop_front().expect("who receives waits for a message");
                writes.push(QUEUED);
            }
        }
        Footprint { reads, writes, visible: false }
    }
}

impl World for Running<'_> {
    type Note = [u64; 3];

    fn enabled(&mut self) -> Vec<Step> {
        let mut steps = Vec::new();
        let step = |actor, kind, cause| Step { actor, kind, cause: Cause(cause), due: 0, at: 0 };
        for (at, program) in self.machine.programs.iter().enumerate() {
            let (actor, pc) = (Actor(u16::try_from(at).unwrap()), self.pcs[at]);
            let waits = matches!(program.get(pc), Some(Op::Receive)) && self.queue.is_empty();
            if pc < program.len() && !waits {
                steps.push(step(actor, if pc == 0 { Kind::Begin } else { Kind::Continue }, pc as u64));
            }
            if pc > 0 && self.crashes > 0 {
                steps.push(step(actor, Kind::Fault, 100));
            }
        }
        if self.duplicates > 0 && !self.queue.is_empty() {
            steps.push(step(QUEUE, Kind::Fault, 101));
        }
        if self.machine.ticker {
            steps.push(step(TICKER, Kind::Tick, 0));
        }
        steps
    }

    fn tell(&mut self, step: &Step) -> (Taken, [u64; 3]) {
        let before = (self.vars[0], self.vars[1]);
        let mut footprint = match (step.kind, step.actor) {
            (Kind::Fault, QUEUE) => {
                self.duplicates -= 1;
                self.queue.push_front(*self.queue.front().expect("a message is there"));
                Footprint { writes: vec![QUEUED], ..Footprint::default() }
            }
            (Kind::Fault, Actor(at)) => {
                self.crashes -= 1;
                self.pcs[usize::from(at)] = 0;
                self.registers[usize::from(at)] = 0;
                Footprint::default()
            }
            (_, TICKER) => {
                self.vars[1] += u64::from(self.vars[1] < self.vars[0]);
                Footprint { reads: vec![0], writes: vec![1], visible: false }
            }
            (_, Actor(at)) => self.run(usize::from(at)),
        };
        let after = (self.vars[0], self.vars[1]);
        self.machine.seen.borrow_mut().insert(after);
        footprint.visible = before != after && self.machine.planted != Planted::Unseen;
        (Taken { footprint, violations: self.check(before) }, self.vars)
    }

    fn fork(&self) -> Option<Self> {
        self.machine.forks.then(|| self.clone())
    }

    fn fingerprint(&mut self) -> Fingerprint {
        let mut printer = Printer::default();
        for (pc, register) in self.pcs.iter().zip(&self.registers) {
            printer.number(*pc as u64).number(*register);
        }
        self.vars.iter().for_each(|var| _ = printer.number(*var));
        printer.number(self.queue.len() as u64).number(self.crashes).number(self.duplicates);
        printer.number(u64::from(self.changed));
        if self.machine.planted != Planted::NoPayload {
            self.queue.iter().for_each(|message| _ = printer.number(*message));
        }
        printer.print()
    }

    fn at_rest(&mut self) -> (Vec<Violation>, Self::Note) {
        let broken = self.vars[0] != self.vars[1];
        (broken.then_some(Violation { check: 1, code: 0 }).into_iter().collect(), self.vars)
    }
}
