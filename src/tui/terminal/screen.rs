//! The terminal's other screen: entered, and left however the program ends.

use std::io::{self, Write};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[0m\x1b[2J";
const LEAVE: &[u8] = b"\x1b[0m\x1b[0 q\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[?25h\x1b[?1049l";
/// Clicks, drags and the wheel, with places as numbers of any size.
pub(super) const MOUSE_ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";
pub(super) const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l";

/// The terminal while the workbook has it; left once, at the end, at a panic, or when dropped.
pub(super) struct Screen {
    entered: Arc<AtomicBool>,
}

impl Screen {
    pub(super) fn enter() -> io::Result<Self> {
        let screen = Self { entered: Arc::new(AtomicBool::new(true)) };
        crossterm::terminal::enable_raw_mode()?;
        let entered = Arc::clone(&screen.entered);
        let before = panic::take_hook();
        // The message of a panic belongs onto the reader's own screen. Panics of the worker leave the screen alone.
        panic::set_hook(Box::new(move |info| {
            if std::thread::current().name() != Some("judge") {
                leave(&entered);
                before(info);
            }
        }));
        io::stdout().write_all(ENTER)?;
        Ok(screen)
    }

    /// After the process was stopped and goes on.
    pub(super) fn enter_again(&self) -> io::Result<()> {
        crossterm::terminal::disable_raw_mode()?;
        crossterm::terminal::enable_raw_mode()?;
        self.entered.store(true, Ordering::SeqCst);
        io::stdout().write_all(ENTER)
    }

    pub(super) fn leave(&self) {
        leave(&self.entered);
    }
}

fn leave(entered: &AtomicBool) {
    if entered.swap(false, Ordering::SeqCst) {
        // Nothing can be done where the terminal is gone.
        let mut out = io::stdout();
        let _ = out.write_all(LEAVE).and_then(|()| out.flush());
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        self.leave();
    }
}
