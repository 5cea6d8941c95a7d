//! A program in a pseudo-terminal, and when what it wrote came.

use std::io::{Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};
use std::{fs, thread};

use anyhow::Context;
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

const SIZE: PtySize = PtySize { rows: 40, cols: 120, pixel_width: 0, pixel_height: 0 };
/// So long without a byte, and a screen has settled.
const QUIET: Duration = Duration::from_millis(120);

/// The middle of some times.
pub(crate) fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// A program and its terminal of 120×40.
pub(crate) struct Screen {
    started: Instant,
    child: Box<dyn Child + Send + Sync>,
    input: Box<dyn Write + Send>,
    output: Receiver<(Instant, Vec<u8>)>,
    _master: Box<dyn MasterPty + Send>,
}

impl Screen {
    pub(crate) fn start(program: &str, arguments: &[&str]) -> anyhow::Result<Self> {
        Self::with(program, arguments, &[])
    }

    /// As [`Screen::start`], with variables of the environment.
    pub(crate) fn with(program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> anyhow::Result<Self> {
        let pair = native_pty_system().openpty(SIZE)?;
        let mut command = CommandBuilder::new(program);
        command.args(arguments);
        command.env("TERM", "xterm-256color");
        for (name, value) in environment {
            command.env(name, value);
        }
        let mut reader = pair.master.try_clone_reader()?;
        let (send, output) = channel();
        #[expect(clippy::disallowed_methods, reason = "a bench reads its terminal beside the clock")]
        thread::spawn(move || {
            let mut buffer = vec![0; 1 << 16];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if send.send((Instant::now(), buffer[..count].to_vec())).is_err() {
                    break;
                }
            }
        });
        let started = Instant::now();
        let child = pair.slave.spawn_command(command)?;
        let input = pair.master.take_writer()?;
        Ok(Self { started, child, input, output, _master: pair.master })
    }

    /// The time from the start to the first moment at which the screen was what it settled on.
    pub(crate) fn settled(&mut self) -> anyhow::Result<Duration> {
        let chunks = self.chunks(Duration::from_secs(5), QUIET);
        let last = replay(&chunks, chunks.len());
        let first =
            (1..=chunks.len()).find(|count| replay(&chunks, *count) == last).context("the program wrote nothing")?;
        Ok(chunks[first - 1].0.duration_since(self.started))
    }

    /// Presses a key: the time to the last byte of what follows, and how many bytes.
    pub(crate) fn key(&mut self, bytes: &[u8]) -> anyhow::Result<(Duration, usize)> {
        let pressed = Instant::now();
        self.input.write_all(bytes)?;
        self.input.flush()?;
        let chunks = self.chunks(Duration::from_millis(200), Duration::from_millis(8));
        let written = chunks.iter().map(|(_, bytes)| bytes.len()).sum();
        Ok((chunks.last().map_or(Duration::ZERO, |(at, _)| at.duration_since(pressed)), written))
    }

    /// Types a letter in place of the one before: the time until it is on the screen, and what was written until then. What
    /// the program does of itself meanwhile is waited for with it, as a person would.
    pub(crate) fn echo(&mut self, letter: &str) -> anyhow::Result<(Duration, Vec<u8>)> {
        let pressed = Instant::now();
        self.input.write_all(format!("\x7f{letter}").as_bytes())?;
        self.input.flush()?;
        let mut written = Vec::new();
        while !written.windows(letter.len()).any(|bytes| bytes == letter.as_bytes()) {
            let (_, bytes) = self.output.recv_timeout(Duration::from_secs(5)).context("the letter does not come")?;
            written.extend(bytes);
        }
        Ok((pressed.elapsed(), written))
    }

    /// Waits; gives the bytes written meanwhile.
    pub(crate) fn quiet(&mut self, long: Duration) -> anyhow::Result<usize> {
        let until = Instant::now() + long;
        let mut written = 0;
        loop {
            match self.output.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok((_, bytes)) => written += bytes.len(),
                Err(RecvTimeoutError::Timeout) => return Ok(written),
                Err(RecvTimeoutError::Disconnected) => anyhow::bail!("the program ended"),
            }
        }
    }

    fn is_alive(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    /// Processor time of the program so far.
    pub(crate) fn processor_time(&self) -> anyhow::Result<Duration> {
        let id = self.child.process_id().context("the program has an id")?;
        let mut total = 0;
        for task in fs::read_dir(format!("/proc/{id}/task"))? {
            let text = fs::read_to_string(task?.path().join("schedstat"))?;
            total += text.split(' ').next().and_then(|ns| ns.parse::<u64>().ok()).unwrap_or(0);
        }
        Ok(Duration::from_nanos(total))
    }

    /// Processor time of the thread that draws.
    pub(crate) fn drawing_time(&self) -> anyhow::Result<Duration> {
        let id = self.child.process_id().context("the program has an id")?;
        let text = fs::read_to_string(format!("/proc/{id}/task/{id}/schedstat"))?;
        Ok(Duration::from_nanos(text.split(' ').next().context("a number")?.parse()?))
    }

    /// Resident memory, in bytes.
    pub(crate) fn resident(&self) -> anyhow::Result<u64> {
        let id = self.child.process_id().context("the program has an id")?;
        let status = fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("VmRSS is in the status")?;
        let kilobytes: u64 = line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).context("a number")?;
        Ok(kilobytes * 1024)
    }

    /// Ends the program: Esc and `q` as often as needed, then by force.
    pub(crate) fn quit(mut self) -> anyhow::Result<()> {
        for _ in 0..4 {
            if !self.is_alive() {
                return Ok(());
            }
            self.input.write_all(b"q").ok();
            self.input.flush().ok();
            self.chunks(Duration::from_millis(40), Duration::from_millis(40));
        }
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }

    /// What comes until nothing came for `quiet`; waits for the first byte at most `first`.
    fn chunks(&mut self, first: Duration, quiet: Duration) -> Vec<(Instant, Vec<u8>)> {
        let mut chunks = Vec::new();
        let mut wait = first;
        while let Ok(chunk) = self.output.recv_timeout(wait) {
            chunks.push(chunk);
            wait = quiet;
        }
        chunks
    }
}

fn replay(chunks: &[(Instant, Vec<u8>)], count: usize) -> Vec<u8> {
    let mut parser = vt100::Parser::new(SIZE.rows, SIZE.cols, 0);
    for (_, bytes) in &chunks[..count] {
        parser.process(bytes);
    }
    parser.screen().contents_formatted()
}
