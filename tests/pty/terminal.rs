//! A workbook in a pseudo-terminal.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// A workbook in a pseudo-terminal.
pub(super) struct Terminal {
    pub(super) master: Box<dyn MasterPty + Send>,
    pub(super) child: Box<dyn Child + Send + Sync>,
    pub(super) keys: Box<dyn Write + Send>,
    pub(super) bytes: Receiver<Vec<u8>>,
    pub(super) screen: vt100::Parser,
    /// Everything that was written.
    pub(super) written: Vec<u8>,
}

impl Terminal {
    pub(super) fn open(home: &Path, lang: &str, size: (u16, u16), environment: &[(&str, &str)]) -> Self {
        Self::with(home, lang, size, environment, &[])
    }

    pub(super) fn with(
        home: &Path,
        lang: &str,
        (columns, rows): (u16, u16),
        environment: &[(&str, &str)],
        arguments: &[&str],
    ) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal opens");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sagabook"));
        command.env_clear();
        command.env("TERM", "xterm-256color");
        for (name, value) in environment {
            command.env(name, value);
        }
        if !lang.is_empty() {
            command.args(["--lang", lang]);
        }
        command.arg("--home");
        command.arg(home);
        command.args(arguments);
        command.cwd(home);
        let child = pair.slave.spawn_command(command).expect("the workbook starts");
        let mut reader = pair.master.try_clone_reader().expect("the terminal can be read");
        let (send, bytes) = channel();
        std::thread::Builder::new()
            .name("pty".to_owned())
            .spawn(move || {
                let mut buf = [0; 8192];
                while let Ok(read @ 1..) = reader.read(&mut buf) {
                    if send.send(buf[..read].to_vec()).is_err() {
                        break;
                    }
                }
            })
            .expect("the system starts a thread");
        let keys = pair.master.take_writer().expect("the terminal can be written");
        let screen = vt100::Parser::new(rows, columns, 0);
        Self { master: pair.master, child, keys, bytes, screen, written: Vec::new() }
    }

    pub(super) fn keys(&mut self, bytes: &str) -> &mut Self {
        self.keys.write_all(bytes.as_bytes()).expect("the workbook listens");
        self
    }

    /// Waits until the screen is as it should be.
    pub(super) fn until(&mut self, what: &str, holds: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let end = Instant::now() + Duration::from_secs(90);
        while !holds(self.screen.screen()) {
            let left = end.saturating_duration_since(Instant::now());
            let Ok(bytes) = self.bytes.recv_timeout(left) else {
                panic!("{what} does not come:\n{}", self.screen.screen().contents());
            };
            self.screen.process(&bytes);
            self.written.extend(bytes);
        }
        self
    }

    /// Waits until what was written is as it should be.
    pub(super) fn read_until(&mut self, what: &str, holds: impl Fn(&[u8]) -> bool) {
        let end = Instant::now() + Duration::from_secs(90);
        while !holds(&self.written) {
            let left = end.saturating_duration_since(Instant::now());
            let bytes = self.bytes.recv_timeout(left).unwrap_or_else(|_| panic!("{what:?} does not come"));
            self.screen.process(&bytes);
            self.written.extend(bytes);
        }
    }

    /// Clicks on the first place where the screen shows a text.
    pub(super) fn click(&mut self, text: &str) -> &mut Self {
        self.shows(text);
        let (_, columns) = self.screen.screen().size();
        let lines: Vec<String> = self.screen.screen().rows(0, columns).collect();
        let place = lines.iter().enumerate().find_map(|(row, line)| {
            let column = sagabook::base::width(&line[..line.find(text)?]);
            Some((column + 1, row + 1))
        });
        let (column, row) = place.expect("it is shown");
        self.keys(&format!("\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m"))
    }

    pub(super) fn shows(&mut self, text: &str) -> &mut Self {
        self.until(text, |screen| screen.contents().contains(text))
    }

    /// Waits for the end of the program, and takes what it still wrote.
    pub(super) fn ended(&mut self) -> ExitStatus {
        let end = Instant::now() + Duration::from_secs(90);
        let status = loop {
            if let Some(status) = self.child.try_wait().expect("the program can be asked for") {
                break status;
            }
            if Instant::now() > end {
                let _ = self.child.kill();
                panic!("the program does not end:\n{}", self.screen.screen().contents());
            }
            // What it writes is taken, or it would wait for that.
            if let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(10)) {
                self.screen.process(&bytes);
                self.written.extend(bytes);
            }
        };
        while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(200)) {
            self.screen.process(&bytes);
            self.written.extend(bytes);
        }
        status
    }

    /// The terminal is as it was: its own screen, a cursor, no paste marks, lines edited and echoed.
    pub(super) fn restored(&self) {
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is left");
        assert!(!screen.hide_cursor(), "the cursor is back");
        assert!(!screen.bracketed_paste(), "pastes come plainly again");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None, "the mouse is the terminal's again");
        let name = self.master.tty_name().expect("the terminal has a name");
        let slave = std::fs::OpenOptions::new().read(true).write(true).open(name).expect("the terminal opens");
        let modes = rustix::termios::tcgetattr(slave).expect("a terminal has modes").local_modes;
        let line = rustix::termios::LocalModes::ICANON | rustix::termios::LocalModes::ECHO;
        assert!(modes.contains(line), "lines are edited and echoed again: {modes:?}");
    }

    pub(super) fn signal(&self, signal: rustix::process::Signal) {
        let id = self.child.process_id().and_then(|id| rustix::process::Pid::from_raw(id.cast_signed()));
        rustix::process::kill_process(id.expect("the program runs"), signal).expect("the signal goes out");
    }
}

pub(super) const ENTER: &str = "\r";
pub(super) const ESC: &str = "\x1b";
pub(super) const DOWN: &str = "\x1b[B";
pub(super) const RIGHT: &str = "\x1b[C";
pub(super) const F6: &str = "\x1b[17~";
pub(super) const CTRL_S: &str = "\x13";
pub(super) const CTRL_Q: &str = "\x11";
pub(super) const CTRL_E: &str = "\x05";
pub(super) const CTRL_Z: &str = "\x1a";
