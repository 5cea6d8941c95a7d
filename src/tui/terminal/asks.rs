//! What the terminal is asked after the first frame, and never waited for: what is behind its letters, and how wide it
//! draws a line. An answer that does not come, comes late or is none changes nothing.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use ratatui::layout::Position;
use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::input::{Answer, Input, Typed};
use super::output::Output;
use crate::progress::Theme;
use crate::tui::model::{Model, Msg};
use crate::tui::theme::Ground;

/// An answer that comes later is of no use: what is read by then stays as it is.
const IN_TIME: Duration = Duration::from_secs(1);
/// So long after the question the end waits for an answer, which would else be typed into the shell. Nobody is that quick
/// at a key: one that is pressed in sight of the frame is sent after the answers to what was asked behind that frame, so
/// only a key pressed ahead of it waits.
const FAREWELL: Duration = Duration::from_millis(100);
const GROUND: &[u8] = b"\x1b]11;?\x1b\\";

/// The questions that are open.
#[derive(Debug, Default)]
pub(super) struct Asks {
    ground: Option<Instant>,
    asked_ground: bool,
    /// When it was asked, and the cell that was drawn again to measure it.
    width: Option<(Instant, Position)>,
    asked_width: bool,
}

impl Asks {
    /// Asks what is not known and not asked yet. `output` has drawn a frame.
    pub(super) fn ask(&mut self, model: &Model, output: &mut Output, out: &mut impl Write) -> io::Result<()> {
        let shared = &model.shared;
        let wants_ground = shared.ground.is_none() && shared.color && shared.settings.theme == Theme::Auto;
        let wants_width = !shared.ascii;
        if (self.asked_ground || !wants_ground) && (self.asked_width || !wants_width) {
            return Ok(());
        }
        if !answers() {
            (self.asked_ground, self.asked_width) = (true, true);
            return Ok(());
        }
        let now = Instant::now();
        if wants_ground && !std::mem::replace(&mut self.asked_ground, true) {
            out.write_all(GROUND)?;
            self.ground = Some(now);
        }
        if wants_width && !std::mem::replace(&mut self.asked_width, true) {
            self.width = output.measure(out)?.map(|cell| (now, cell));
        }
        out.flush()
    }

    /// What an answer means; nothing where nobody asked, or no longer.
    pub(super) fn answered(&mut self, answer: Answer) -> Option<Msg> {
        let in_time = |asked: &Instant| asked.elapsed() < IN_TIME;
        match answer {
            Answer::Ground(red, green, blue) => {
                self.ground.take().filter(in_time)?;
                Some(Msg::Ground(Ground::of_color(red, green, blue)))
            }
            Answer::Cursor(at) => {
                let (asked, cell) = self.width.take_if(|(_, cell)| cell.y == at.y)?;
                // Terminals answer in order: what was asked before gets no answer any more.
                self.ground.take_if(|ground| *ground <= asked);
                if !in_time(&asked) {
                    return None;
                }
                (at.x == cell.x + 2).then_some(Msg::WideLines)
            }
        }
    }

    /// Takes answers that are under way, before something else has the terminal.
    pub(super) fn settle(&mut self, input: &mut Input) {
        let asked = self.ground.into_iter().chain(self.width.map(|(asked, _)| asked)).max();
        let Some(asked) = asked.filter(|asked| asked.elapsed() < IN_TIME) else { return };
        let end = asked + FAREWELL;
        let mut bytes = [0; 1024];
        while self.ground.is_some() || self.width.is_some() {
            let stdin = rustix::stdio::stdin();
            let time = Timespec::try_from(end.saturating_duration_since(Instant::now())).ok();
            let came = poll(&mut [PollFd::from_borrowed_fd(stdin, PollFlags::IN)], time.as_ref());
            let Ok(read @ 1..) =
                came.and_then(|ready| if ready == 0 { Ok(0) } else { rustix::io::read(stdin, &mut bytes) })
            else {
                return;
            };
            let mut typed = Vec::new();
            input.take(&bytes[..read], &mut typed);
            typed.into_iter().filter_map(Typed::answer).for_each(|answer| {
                self.answered(answer);
            });
        }
    }
}

/// Whether the terminal is of a kind that answers.
fn answers() -> bool {
    std::env::var_os("TERM").is_none_or(|term| term != "linux" && term != "dumb")
}
