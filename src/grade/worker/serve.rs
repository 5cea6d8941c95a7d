//! The child's side.

use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::process::ExitCode;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::frame::Said;
use super::{confine, frame};
use crate::lab::{Ahead, Job, Runner};

/// Without a job for so long, the grading is over.
const IDLE: Timespec = Timespec { tv_sec: 0, tv_nsec: 20_000_000 };

/// Boxes this process, then does jobs from standard input until it is closed.
///
/// A panic ends the process: what an answer made panic is not trusted to go on.
#[must_use]
pub fn serve() -> ExitCode {
    // Panics are told by the exit status; their text would go nowhere.
    std::panic::set_hook(Box::new(|_| {}));
    let confinement = confine::enter();
    end_with_parent();
    match work(&confinement, &mut io::stdin(), &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn work(confinement: &confine::Confinement, from: &mut (impl Read + AsFd), to: &mut impl Write) -> io::Result<()> {
    frame::write(to, confinement)?;
    let mut runner = Ahead::default();
    loop {
        runner.clear();
        let mut moment = if runner.is_ready() { IDLE } else { Timespec::default() };
        while !waits(from, &moment) && runner.get_ready() {
            moment = Timespec::default();
        }
        let Some(job) = frame::read::<Job>(from)? else { return Ok(()) };
        // A parent that has gone is seen by the watch on its pipe.
        let outcome = runner.run_heard(&job, &mut |progress| _ = frame::write(to, &Said::Progress(progress)));
        frame::write(to, &Said::Done(Box::new(outcome)))?;
    }
}

/// Whether there is something to be read, or will be in a moment.
fn waits(from: &impl AsFd, moment: &Timespec) -> bool {
    poll(&mut [PollFd::new(from, PollFlags::IN)], Some(moment)).is_ok_and(|ready| ready > 0)
}

/// Ends this process when the parent is gone, also while a job loops: the pipe from it then hangs up.
fn end_with_parent() {
    let watch = || {
        let stdin = io::stdin();
        loop {
            // No events are asked for, so that only a hang-up or an error wakes this thread.
            let mut fds = [PollFd::new(&stdin, PollFlags::empty())];
            match poll(&mut fds, None) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                Ok(_) | Err(_) => std::process::exit(0),
            }
        }
    };
    // Without the thread the limit on processor time still ends an orphan.
    let _ = std::thread::Builder::new().name("parent".to_owned()).stack_size(64 << 10).spawn(watch);
}
