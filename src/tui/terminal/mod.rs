//! The terminal: entered and left, listened to, and drawn on. One blocking wait over keys, signals and the worker.

mod clicks;
mod input;
mod output;

use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use ratatui::layout::Rect;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::{isatty, tcgetwinsize};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::low_level;

use self::clicks::Clicks;
use self::input::{Input, Typed};
use self::output::Output;
use super::edge::{Edge, Options};
use super::model::{BEAT, Model, Msg};
use super::view;
use super::watcher::Watcher;
use super::worker::Worker;
use crate::grade::Judge;

/// Why the workbook does not open, or ended.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Standard input or output is no terminal.
    #[error("there is no terminal")]
    NoTerminal,
    /// The terminal cannot place a cursor (`TERM=dumb`).
    #[error("the terminal cannot place a cursor")]
    Dumb,
    /// The terminal failed.
    #[error("the terminal failed: {0}")]
    Terminal(#[from] io::Error),
}

const ENTER: &[u8] = b"\x1b[?1049h\x1b[?2004h\x1b[?25l\x1b[0m\x1b[2J";
const LEAVE: &[u8] = b"\x1b[0m\x1b[?1006l\x1b[?1002l\x1b[?2004l\x1b[?25h\x1b[?1049l";
/// Clicks, drags and the wheel, with places as numbers of any size.
const MOUSE_ON: &[u8] = b"\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l";
/// What is typed is put away so long after the first key of it.
const PUT_AWAY: Duration = Duration::from_millis(200);

/// Whether the workbook can open here.
///
/// # Errors
/// [`Error::NoTerminal`] or [`Error::Dumb`].
pub fn possible() -> Result<(), Error> {
    if !isatty(rustix::stdio::stdin()) || !isatty(rustix::stdio::stdout()) {
        return Err(Error::NoTerminal);
    }
    if std::env::var_os("TERM").is_some_and(|term| term == "dumb") {
        return Err(Error::Dumb);
    }
    Ok(())
}

/// What is done while the terminal is held; the signal that asked for the end, if one did.
type Turns = fn(&mut Edge, &mut Model, &Signals, &Screen, bool) -> io::Result<Option<i32>>;

/// Opens the workbook and returns when the reader leaves it. A signal that asks for the end is obeyed after everything
/// is put away and the terminal is as it was.
///
/// # Errors
/// There is no terminal, or it fails.
pub fn run(options: Options) -> Result<(), Error> {
    hold(options, turns)
}

/// Holds the terminal while `turns` goes on, and gives it back however that ends.
fn hold(options: Options, turns: Turns) -> Result<(), Error> {
    possible()?;
    let signals = Signals::new()?;
    let color = options.color;
    let screen = Screen::enter()?;
    let (mut edge, mut model) = Edge::open(options, size());
    let ended =
        guarded(&mut edge, &mut model, || screen.leave(), |edge, model| turns(edge, model, &signals, &screen, color));
    screen.leave();
    drop(edge);
    match ended {
        Ok(Some(signal)) => Ok(low_level::emulate_default_handler(signal)?),
        Ok(None) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Does `work`; where it panics, `leave` is done first, then what is typed is kept, then the panic goes on.
fn guarded<T>(
    edge: &mut Edge,
    model: &mut Model,
    leave: impl FnOnce(),
    work: impl FnOnce(&mut Edge, &mut Model) -> T,
) -> T {
    match panic::catch_unwind(AssertUnwindSafe(|| work(edge, model))) {
        Ok(done) => done,
        Err(panic) => {
            leave();
            // What is typed outlives a fault of ours; a second fault must not hide the first.
            let _ = panic::catch_unwind(AssertUnwindSafe(|| {
                for effect in model.farewell() {
                    edge.perform(effect, &mut Vec::new());
                }
            }));
            panic::resume_unwind(panic)
        }
    }
}

/// Draws, waits, and takes what comes until the end; the signal that asked for it, if one did.
fn turns(
    edge: &mut Edge,
    model: &mut Model,
    signals: &Signals,
    screen: &Screen,
    color: bool,
) -> io::Result<Option<i32>> {
    let mut out = io::stdout().lock();
    let mut output = Output::new(area(model), color);
    let mut input = Input::default();
    let mut bytes = vec![0_u8; 64 * 1024];
    let mut put_away: Option<Instant> = None;
    let mut beat: Option<Instant> = None;
    let mut clicks = Clicks::default();
    let mut mouse = false;
    let mut settled = false;
    loop {
        let (frame, caret) = view(model, model.shared.size);
        let shown = output.show(frame, caret, &mut out);
        if let Err(error) = shown {
            // The terminal is gone.
            edge.turn(model, Msg::End);
            return if error.kind() == io::ErrorKind::BrokenPipe { Ok(Some(SIGHUP)) } else { Err(error) };
        }
        // After the first frame, and whenever the reader chooses.
        if mouse != model.shared.settings.mouse {
            mouse = model.shared.settings.mouse;
            out.write_all(if mouse { MOUSE_ON } else { MOUSE_OFF })?;
            out.flush()?;
        }
        if !settled {
            settled = true;
            // Where nothing fits, the first frame is empty and has sent nothing.
            out.flush()?;
            edge.employ(Worker::start(Judge::new)?);
            edge.attend(Watcher::start()?);
            edge.look_over().into_iter().for_each(|msg| edge.turn(model, msg));
            continue;
        }
        let quiet = input.waits_ms().map(Duration::from_millis);
        let due = put_away.map(|due| due.saturating_duration_since(Instant::now()));
        beat = beat.filter(|_| model.is_checking()).or_else(|| model.is_checking().then(|| Instant::now() + BEAT));
        let next = beat.map(|beat| beat.saturating_duration_since(Instant::now()));
        let woken = wait(signals, edge, quiet.into_iter().chain(due).chain(next).min())?;
        if let Some(signal) = signals.end() {
            edge.turn(model, Msg::End);
            return Ok(Some(signal));
        }
        let mut typed = Vec::new();
        if woken.keys {
            match rustix::io::read(rustix::stdio::stdin(), &mut bytes) {
                Err(Errno::INTR | Errno::AGAIN) => {}
                Ok(0) | Err(_) => {
                    edge.turn(model, Msg::End);
                    return Ok(Some(SIGHUP));
                }
                Ok(read) => input.take(&bytes[..read], &mut typed),
            }
        } else if woken.nothing && quiet.is_some() {
            input.quiet(&mut typed);
        }
        for typed in typed {
            match typed {
                Typed::Key(key) => edge.turn(model, Msg::Key(key)),
                Typed::Paste(text) => edge.turn(model, Msg::Paste(text)),
                Typed::Mouse(mouse) => edge.turn(model, Msg::Mouse(clicks.count(mouse, Instant::now()))),
            }
        }
        for msg in edge.news() {
            edge.turn(model, msg);
        }
        if beat.take_if(|beat| *beat <= Instant::now()).is_some() {
            edge.turn(model, Msg::Beat);
        }
        if put_away.is_some_and(|due| due <= Instant::now()) {
            put_away = None;
            edge.turn(model, Msg::PutAway);
        }
        if std::mem::take(&mut edge.put_away) && put_away.is_none() {
            put_away = Some(Instant::now() + PUT_AWAY);
        }
        if signals.continued() {
            screen.enter_again()?;
            mouse = false;
            output.forget(area(model));
        }
        if signals.resized() {
            let (columns, rows) = size();
            edge.turn(model, Msg::Resize(columns, rows));
            output.forget(area(model));
        }
        if model.is_over() {
            return Ok(None);
        }
    }
}

fn area(model: &Model) -> Rect {
    let (width, height) = model.shared.size;
    Rect { x: 0, y: 0, width, height }
}

/// Columns and rows; 80×24 where the terminal does not say.
fn size() -> (u16, u16) {
    match tcgetwinsize(rustix::stdio::stdout()) {
        Ok(size) if size.ws_col > 0 && size.ws_row > 0 => (size.ws_col, size.ws_row),
        Ok(_) | Err(_) => (80, 24),
    }
}

/// What ended a wait.
struct Woken {
    keys: bool,
    nothing: bool,
}

/// Waits for keys, signals, the worker, or the time.
fn wait(signals: &Signals, edge: &Edge, at_most: Option<Duration>) -> io::Result<Woken> {
    let time = at_most.and_then(|time| Timespec::try_from(time).ok());
    let mut fds: Vec<PollFd<'_>> = std::iter::once(rustix::stdio::stdin())
        .chain(signals.fds())
        .chain(edge.wakes())
        .map(|fd| PollFd::from_borrowed_fd(fd, PollFlags::IN))
        .collect();
    match poll(&mut fds, time.as_ref()) {
        Ok(ready) => Ok(Woken { keys: !fds[0].revents().is_empty(), nothing: ready == 0 }),
        Err(Errno::INTR) => Ok(Woken { keys: false, nothing: false }),
        Err(error) => Err(error.into()),
    }
}

/// Signals as readable ends.
struct Signals {
    ends: Vec<(i32, UnixStream)>,
    winch: UnixStream,
    cont: UnixStream,
}

impl Signals {
    fn new() -> io::Result<Self> {
        let listen = |signal: i32| -> io::Result<UnixStream> {
            let (read, write) = UnixStream::pair()?;
            read.set_nonblocking(true)?;
            low_level::pipe::register(signal, write)?;
            Ok(read)
        };
        let ends = [SIGTERM, SIGINT, SIGHUP].into_iter().map(|signal| Ok((signal, listen(signal)?)));
        Ok(Self { ends: ends.collect::<io::Result<_>>()?, winch: listen(SIGWINCH)?, cont: listen(SIGCONT)? })
    }

    fn fds(&self) -> impl Iterator<Item = BorrowedFd<'_>> {
        self.ends.iter().map(|(_, end)| end).chain([&self.winch, &self.cont]).map(AsFd::as_fd)
    }

    /// The signal that asked for the end.
    fn end(&self) -> Option<i32> {
        self.ends.iter().find(|(_, end)| came(end)).map(|(signal, _)| *signal)
    }

    fn resized(&self) -> bool {
        came(&self.winch)
    }

    fn continued(&self) -> bool {
        came(&self.cont)
    }
}

/// Empties a readable end; whether something was in it.
fn came(mut end: &UnixStream) -> bool {
    let mut bytes = [0; 64];
    let mut any = false;
    while matches!(io::Read::read(&mut end, &mut bytes), Ok(n) if n > 0) {
        any = true;
    }
    any
}

/// The terminal while the workbook has it; left once, at the end, at a panic, or when dropped.
struct Screen {
    entered: Arc<AtomicBool>,
}

impl Screen {
    fn enter() -> io::Result<Self> {
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
    fn enter_again(&self) -> io::Result<()> {
        crossterm::terminal::disable_raw_mode()?;
        crossterm::terminal::enable_raw_mode()?;
        self.entered.store(true, Ordering::SeqCst);
        io::stdout().write_all(ENTER)
    }

    fn leave(&self) {
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

#[cfg(test)]
mod tests;
