//! The reader's own editor, which has the terminal while it runs: nothing here reads a key meanwhile.

use std::env;
use std::io;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, Signal, kill_process};
use rustix::termios::{OptionalActions, tcgetattr, tcsetattr};
use signal_hook::consts::SIGCHLD;
use signal_hook::low_level;

use super::signals::{Signals, came};
use crate::tui::edge::Outside;

/// So long an editor has to end when the program is asked to.
const PATIENCE: Duration = Duration::from_secs(2);

/// Runs `$VISUAL`, else `$EDITOR`, on a file and waits for its end. It is started by itself, never through a shell.
///
/// # Errors
/// A signal asked for the end of the program; the editor was told.
pub(super) fn edit(file: &Path, signals: &Signals) -> Result<Outside, i32> {
    let named = ["VISUAL", "EDITOR"].into_iter().find_map(|name| {
        let value = env::var(name).ok().filter(|value| !value.trim().is_empty())?;
        Some((name, value))
    });
    let Some((name, value)) = named else { return Ok(Outside::NotNamed) };
    let Some((program, arguments)) =
        words(&value).and_then(|words| Some((words.first()?.clone(), words[1..].to_vec())))
    else {
        return Ok(Outside::Garbled(name));
    };
    let refused = |error: io::Error| Outside::NotStarted(program.clone(), error.to_string());
    let Ok((ended, waker)) = UnixStream::pair() else { return Ok(refused(io::Error::last_os_error())) };
    // Before it is started, or its end could come before anybody listens.
    let listening = ended.set_nonblocking(true).and_then(|()| low_level::pipe::register(SIGCHLD, waker));
    let listening = match listening {
        Ok(listening) => listening,
        Err(error) => return Ok(refused(error)),
    };
    // An editor that dies may leave the terminal in any state.
    let modes = tcgetattr(rustix::stdio::stdin());
    let ran = match Command::new(&program).args(&arguments).arg(file).spawn() {
        Ok(child) => attend(child, &ended, signals).map(|code| match code {
            Some(0) => Outside::Done,
            code => Outside::Failed(program.clone(), code),
        }),
        Err(error) => Ok(refused(error)),
    };
    low_level::unregister(listening);
    if let Ok(modes) = modes {
        // A terminal that is gone is met at the next read.
        let _ = tcsetattr(rustix::stdio::stdin(), OptionalActions::Drain, &modes);
    }
    signals.forget_interrupts();
    ran
}

/// Waits for the end of an editor: its exit code, none where a signal ended it. Ctrl-C is its own affair; a signal that
/// asks for the end of the program is passed on.
fn attend(mut child: Child, ended: &UnixStream, signals: &Signals) -> Result<Option<i32>, i32> {
    let mut asked: Option<(i32, Instant)> = None;
    loop {
        came(ended);
        if let Ok(Some(status)) = child.try_wait() {
            return asked.map_or(Ok(status.code()), |(signal, _)| Err(signal));
        }
        signals.forget_interrupts();
        if let Some(signal) = signals.end() {
            let number = Signal::from_named_raw(signal);
            let id = Pid::from_raw(child.id().cast_signed());
            // One that has just ended needs no telling.
            let _ = id.zip(number).map(|(id, number)| kill_process(id, number));
            asked.get_or_insert((signal, Instant::now() + PATIENCE));
        }
        let left = asked.map(|(_, until)| until.saturating_duration_since(Instant::now()));
        if let (Some((signal, _)), Some(Duration::ZERO)) = (asked, left) {
            return Err(signal);
        }
        let time = left.and_then(|left| Timespec::try_from(left).ok());
        let mut fds = vec![PollFd::new(ended, PollFlags::IN)];
        fds.extend(signals.ends().map(|end| PollFd::from_borrowed_fd(end, PollFlags::IN)));
        // Interrupted or not, what came is looked at.
        let _ = poll(&mut fds, time.as_ref());
    }
}

/// The words of a command as a shell splits them: at spaces, but for those in quotation marks or after `\\`. None where a
/// quotation mark is open, or there is no word. Nothing is expanded.
fn words(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        match c {
            c if c.is_whitespace() => words.extend(word.take()),
            '\\' => word.get_or_insert_default().push(chars.next()?),
            '\'' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next()? {
                        '\'' => break,
                        c => word.push(c),
                    }
                }
            }
            '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next()? {
                        '"' => break,
                        '\\' => match chars.next()? {
                            c @ ('"' | '\\' | '$' | '`') => word.push(c),
                            c => word.extend(['\\', c]),
                        },
                        c => word.push(c),
                    }
                }
            }
            c => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    (!words.is_empty()).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_command_is_split_as_a_shell_would_and_nothing_is_expanded() {
        for (command, wanted) in [
            ("vim", Some(&["vim"][..])),
            ("  code --wait  -n ", Some(&["code", "--wait", "-n"])),
            ("'/opt/my editor/ed' -x", Some(&["/opt/my editor/ed", "-x"])),
            ("\"a b\"c 'd\"e' f\\ g", Some(&["a bc", "d\"e", "f g"])),
            ("ed \"\" ''", Some(&["ed", "", ""])),
            ("ed \"\\\"\\n\"", Some(&["ed", "\"\\n"])),
            ("ed $HOME `id` ;rm *", Some(&["ed", "$HOME", "`id`", ";rm", "*"])),
            ("편집기 '한 글'", Some(&["편집기", "한 글"])),
            ("ed 'open", None),
            ("ed \"open", None),
            ("ed \\", None),
            (" ", None),
        ] {
            let split = words(command);
            let split: Option<Vec<&str>> = split.as_ref().map(|words| words.iter().map(String::as_str).collect());
            assert_eq!(split.as_deref(), wanted, "{command}");
        }
    }
}
