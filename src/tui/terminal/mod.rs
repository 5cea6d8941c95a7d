//! The terminal: entered and left, listened to, and drawn on. One blocking wait over keys, signals and the worker.

mod asks;
mod clicks;
mod input;
mod output;
mod outside;
mod screen;
mod signals;

use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::time::{Duration, Instant};

use ratatui::layout::Rect;
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use rustix::termios::{isatty, tcgetwinsize};
use signal_hook::consts::SIGHUP;
use signal_hook::low_level;

use self::asks::Asks;
use self::clicks::Clicks;
use self::input::{Input, Typed};
use self::output::Output;
use self::screen::{MOUSE_OFF, MOUSE_ON, Screen};
use self::signals::Signals;
use super::edge::{Edge, Options};
use super::model::{BEAT, Caret, Model, Msg};
use super::view;
use super::watcher::Watcher;
use super::worker::Worker;
use crate::grade::Judge;
use crate::progress::Means;

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
    let (mut input, mut asks) = (Input::default(), Asks::default());
    let ended = go_on(edge, model, signals, screen, color, (&mut input, &mut asks));
    asks.settle(&mut input);
    ended
}

fn go_on(
    edge: &mut Edge,
    model: &mut Model,
    signals: &Signals,
    screen: &Screen,
    color: bool,
    (input, asks): (&mut Input, &mut Asks),
) -> io::Result<Option<i32>> {
    let mut out = io::stdout().lock();
    let mut output = Output::new(area(model), color);
    let mut bytes = vec![0_u8; 64 * 1024];
    let mut put_away: Option<Instant> = None;
    let mut beat: Option<Instant> = None;
    let mut clicks = Clicks::default();
    let mut mouse = false;
    let mut caret = Caret::Usual;
    let mut settled = false;
    loop {
        let (frame, at) = view(model, model.shared.size);
        let shown = output.show(frame, at, &mut out);
        if let Err(error) = shown {
            // The terminal is gone.
            edge.turn(model, Msg::End);
            return if error.kind() == io::ErrorKind::BrokenPipe { Ok(Some(SIGHUP)) } else { Err(error) };
        }
        if caret != model.caret() {
            caret = model.caret();
            out.write_all(shape(caret))?;
            out.flush()?;
        }
        // After the first frame, and whenever the reader chooses.
        if mouse != model.shared.settings.mouse {
            mouse = model.shared.settings.mouse;
            out.write_all(if mouse { MOUSE_ON } else { MOUSE_OFF })?;
            out.flush()?;
        }
        asks.ask(model, &mut output, &mut out)?;
        if !settled {
            settled = true;
            // Where nothing fits, the first frame is empty and has sent nothing.
            out.flush()?;
            edge.employ(Worker::start(Judge::new)?);
            edge.attend(Watcher::start(Means::of(std::env::var("SAGABOOK_WATCH").ok().as_deref()))?);
            edge.look_over().into_iter().for_each(|msg| edge.turn(model, msg));
            continue;
        }
        // After what is new is shown, for this waits for the disk.
        if put_away.take_if(|due| *due <= Instant::now()).is_some() {
            edge.turn(model, Msg::PutAway);
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
                Typed::Answer(answer) => asks.answered(answer).into_iter().for_each(|msg| edge.turn(model, msg)),
                Typed::Mouse(mouse) => edge.turn(model, Msg::Mouse(clicks.count(mouse, Instant::now()))),
            }
        }
        for msg in edge.news() {
            edge.turn(model, msg);
        }
        if beat.take_if(|beat| *beat <= Instant::now()).is_some() {
            edge.turn(model, Msg::Beat);
        }
        if std::mem::take(&mut edge.put_away) && put_away.is_none() {
            put_away = Some(Instant::now() + PUT_AWAY);
        }
        if let Some(asked) = edge.outside.take() {
            asks.settle(input);
            screen.leave();
            let came_back = outside::edit(&asked.path, signals);
            screen.enter_again()?;
            mouse = false;
            caret = Caret::Usual;
            // It may have had another size meanwhile.
            let (columns, rows) = size();
            edge.turn(model, Msg::Resize(columns, rows));
            output.forget(area(model));
            match came_back {
                Ok(ended) => edge.came_back(&asked, ended).into_iter().for_each(|msg| edge.turn(model, msg)),
                Err(signal) => {
                    edge.turn(model, Msg::End);
                    return Ok(Some(signal));
                }
            }
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

/// What gives the caret its shape (DECSCUSR).
fn shape(caret: Caret) -> &'static [u8] {
    match caret {
        Caret::Usual => b"\x1b[0 q",
        Caret::Block => b"\x1b[2 q",
        Caret::Bar => b"\x1b[6 q",
    }
}

#[cfg(test)]
mod tests;
