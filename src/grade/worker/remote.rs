//! The parent's side.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use super::folder::Folder;
use super::frame::{self, Inbox, Said};
use super::{ARGUMENT, Cancel, Confinement, confine};
use crate::lab::system::Progress;
use crate::lab::{Done, Gone, Job, Runner};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};

/// A child that has worked longer is replaced before it comes near its limit of processor time.
const BUSY: Duration = Duration::from_secs(confine::CPU_S / 3);
/// How long a cancel may go unseen.
const TICK: Duration = Duration::from_millis(20);

/// Does jobs in a child that is started when the first one comes (or by [`Remote::warm`]), ended when it overstays, and
/// started anew for the next job.
#[derive(Debug)]
pub struct Remote {
    program: PathBuf,
    arguments: Vec<OsString>,
    wall: Duration,
    cancel: Cancel,
    worker: Option<Worker>,
}

/// A running child with its two pipes and its folder.
#[derive(Debug)]
struct Worker {
    child: Child,
    stdin: ChildStdin,
    stdout: ChildStdout,
    inbox: Inbox,
    confinement: Option<Confinement>,
    used: bool,
    /// The time of its jobs so far.
    busy: Duration,
    /// Removed, with all that is in it, once the child has ended.
    _folder: Folder,
}

impl Remote {
    /// A worker that is this program itself; `wall` is the time of one job.
    ///
    /// # Errors
    /// The system does not say where this program is.
    pub fn new(wall: Duration) -> io::Result<Self> {
        Ok(Self::of(std::env::current_exe()?, vec![ARGUMENT.into()], wall))
    }

    /// A worker that is another program.
    #[must_use]
    pub fn of(program: PathBuf, arguments: Vec<OsString>, wall: Duration) -> Self {
        Self { program, arguments, wall, cancel: Cancel::new(), worker: None }
    }

    /// Starts the child now, so that the first job need not wait for it. Does not wait.
    ///
    /// # Errors
    /// It cannot be started.
    pub fn warm(&mut self) -> io::Result<()> {
        if self.worker.is_none() {
            self.worker = Some(Worker::start(&self.program, &self.arguments)?);
        }
        Ok(())
    }

    /// Sees to it that the next job is done by a child that has done none.
    pub fn refresh(&mut self) {
        if self.worker.as_ref().is_some_and(|worker| worker.used) {
            self.worker = None;
        }
    }

    /// What of the box is in force; waits for the child to say so.
    ///
    /// # Errors
    /// As for a job.
    pub fn confinement(&mut self) -> Result<Confinement, Gone> {
        self.warm().map_err(machine)?;
        let deadline = Instant::now() + self.wall;
        let worker = self.worker.as_mut().expect("it was started above");
        let said = worker.exchange(&[], deadline, &self.cancel, |worker| {
            worker.greeted()?;
            Ok(worker.confinement.clone())
        });
        said.inspect_err(|_| self.worker = None)
    }

    /// From now on each job has this long, and heeds this cancel.
    pub fn within(&mut self, wall: Duration, cancel: &Cancel) -> &mut Self {
        self.wall = wall;
        self.cancel = cancel.clone();
        self
    }
}

impl Runner for Remote {
    fn run_heard(&mut self, job: &Job, hear: &mut dyn FnMut(Progress)) -> Result<Done, Gone> {
        let start = Instant::now();
        let deadline = start + self.wall;
        let request = frame::encode(job, frame::JOB_BYTES).map_err(machine)?;
        self.worker.take_if(|worker| worker.busy > BUSY);
        self.warm().map_err(machine)?;
        let worker = self.worker.as_mut().expect("it was started above");
        worker.used = true;
        let outcome = worker
            .exchange(&request, deadline, &self.cancel, |worker| {
                if !worker.greeted()? {
                    return Ok(None);
                }
                while let Some(said) = worker.inbox.pop::<Said>()? {
                    match said {
                        Said::Progress(progress) => hear(progress),
                        Said::Done(outcome) => return Ok(Some(*outcome)),
                    }
                }
                Ok(None)
            })
            .and_then(|outcome| {
                // The variant of what comes back is the child's word; the job's is ours.
                match (job, outcome) {
                    (Job::Sql(_), Ok(done @ Done::Sql(_)))
                    | (Job::Script(_), Ok(done @ Done::Script(_)))
                    | (Job::System(_), Ok(done @ Done::System(_))) => Ok(done),
                    (_, Ok(_)) => Err(Gone::Died("it answered another question".to_owned())),
                    // A subverted child must not make its answer ungradable: whether the machine failed shows when
                    // the solution is tried.
                    (_, Err(gone)) => Err(Gone::Died(gone.to_string().chars().take(300).collect())),
                }
            });
        worker.busy += start.elapsed();
        if outcome.is_err() || !self.worker.as_ref().is_some_and(|worker| worker.inbox.is_empty()) {
            self.worker = None;
        }
        outcome
    }
}

impl Worker {
    fn start(program: &PathBuf, arguments: &[OsString]) -> io::Result<Self> {
        let folder = Folder::new()?;
        let mut child = Command::new(program)
            .args(arguments)
            .env_clear()
            // The one variable it gets: where temporary files go.
            .env("TMPDIR", folder.path())
            .current_dir(folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        folder.sweep_beside();
        let stdin = child.stdin.take().expect("it was asked for");
        let stdout = child.stdout.take().expect("it was asked for");
        let worker = Self {
            child,
            stdin,
            stdout,
            inbox: Inbox::default(),
            confinement: None,
            used: false,
            busy: Duration::ZERO,
            _folder: folder,
        };
        fcntl_setfl(&worker.stdin, fcntl_getfl(&worker.stdin)? | OFlags::NONBLOCK)?;
        fcntl_setfl(&worker.stdout, fcntl_getfl(&worker.stdout)? | OFlags::NONBLOCK)?;
        Ok(worker)
    }

    /// Sends `request` and takes in what comes until `answer` has one. Neither side waits for the other to read.
    fn exchange<T>(
        &mut self,
        mut request: &[u8],
        deadline: Instant,
        cancel: &Cancel,
        mut answer: impl FnMut(&mut Self) -> io::Result<Option<T>>,
    ) -> Result<T, Gone> {
        let mut part = vec![0; 64 << 10];
        loop {
            match answer(self) {
                Ok(Some(answer)) => return Ok(answer),
                Ok(None) => {}
                Err(error) => return Err(Gone::Died(format!("it answered nonsense ({error})"))),
            }
            if cancel.is_cancelled() {
                return Err(Gone::Cancelled);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(Gone::Stopped);
            }
            self.wait(!request.is_empty(), left.min(TICK)).map_err(machine)?;
            if !request.is_empty() {
                match self.stdin.write(request) {
                    Ok(n) => request = &request[n..],
                    Err(error) if not_yet(&error) => {}
                    Err(_) => return Err(self.obituary()),
                }
            }
            match self.stdout.read(&mut part) {
                Ok(0) => return Err(self.obituary()),
                Ok(n) => self.inbox.push(&part[..n]),
                Err(error) if not_yet(&error) => {}
                Err(_) => return Err(self.obituary()),
            }
        }
    }

    /// Waits until a pipe is ready, or for `at_most`.
    fn wait(&self, sending: bool, at_most: Duration) -> io::Result<()> {
        let mut fds = vec![PollFd::new(&self.stdout, PollFlags::IN)];
        if sending {
            fds.push(PollFd::new(&self.stdin, PollFlags::OUT));
        }
        let timeout = Timespec::try_from(at_most).expect("a tick fits");
        match poll(&mut fds, Some(&timeout)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes in the child's first frame, which tells of its box; whether it has come.
    fn greeted(&mut self) -> io::Result<bool> {
        if self.confinement.is_none() {
            self.confinement = self.inbox.pop()?;
        }
        Ok(self.confinement.is_some())
    }

    /// Says how a child that has closed its pipe ended.
    fn obituary(&mut self) -> Gone {
        // It may have closed the pipe and live on.
        let _ = self.child.kill();
        match self.child.wait() {
            Ok(status) => Gone::Died(how(status)),
            Err(error) => machine(error),
        }
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // Both fail only where the child is gone already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn how(status: ExitStatus) -> String {
    use std::os::unix::process::ExitStatusExt;
    match (status.signal(), status.code()) {
        (Some(signal), _) => format!("signal {signal}"),
        (None, Some(code)) => format!("exit status {code}"),
        (None, None) => "unknown".to_owned(),
    }
}

fn not_yet(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
}

#[expect(clippy::needless_pass_by_value, reason = "it is mapped over results")]
fn machine(error: io::Error) -> Gone {
    Gone::Machine(error.to_string())
}
