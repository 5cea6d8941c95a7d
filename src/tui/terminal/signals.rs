//! Signals, as ends that become readable.

use std::io;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::low_level;

/// Signals as readable ends.
pub(super) struct Signals {
    ends: Vec<(i32, UnixStream)>,
    winch: UnixStream,
    cont: UnixStream,
}

impl Signals {
    pub(super) fn new() -> io::Result<Self> {
        let listen = |signal: i32| -> io::Result<UnixStream> {
            let (read, write) = UnixStream::pair()?;
            read.set_nonblocking(true)?;
            low_level::pipe::register(signal, write)?;
            Ok(read)
        };
        let ends = [SIGTERM, SIGINT, SIGHUP].into_iter().map(|signal| Ok((signal, listen(signal)?)));
        Ok(Self { ends: ends.collect::<io::Result<_>>()?, winch: listen(SIGWINCH)?, cont: listen(SIGCONT)? })
    }

    pub(super) fn fds(&self) -> impl Iterator<Item = BorrowedFd<'_>> {
        self.ends.iter().map(|(_, end)| end).chain([&self.winch, &self.cont]).map(AsFd::as_fd)
    }

    /// Those that ask for the end.
    pub(super) fn ends(&self) -> impl Iterator<Item = BorrowedFd<'_>> {
        self.ends.iter().map(|(_, end)| end.as_fd())
    }

    /// The signal that asked for the end.
    pub(super) fn end(&self) -> Option<i32> {
        self.ends.iter().find(|(_, end)| came(end)).map(|(signal, _)| *signal)
    }

    /// Forgets what was asked for by a key of the terminal, which was meant for another program.
    pub(super) fn forget_interrupts(&self) {
        self.ends.iter().filter(|(signal, _)| *signal == SIGINT).for_each(|(_, end)| {
            came(end);
        });
    }

    pub(super) fn resized(&self) -> bool {
        came(&self.winch)
    }

    pub(super) fn continued(&self) -> bool {
        came(&self.cont)
    }
}

/// Empties a readable end; whether something was in it.
pub(super) fn came(mut end: &UnixStream) -> bool {
    let mut bytes = [0; 64];
    let mut any = false;
    while matches!(io::Read::read(&mut end, &mut bytes), Ok(n) if n > 0) {
        any = true;
    }
    any
}
