//! Bytes from the terminal → keys and pastes.
//!
//! `termina`'s parser reads keys; pastes are cut out before it, so that a megabyte costs one search and a paste that
//! never ends can be given up. A lone ESC, and a sequence that stays half, are decided by [`Input::quiet`].

use memchr::memmem;
use termina::event::{KeyCode, KeyEvent, KeyEventKind, Modifiers, MouseButton, MouseEvent, MouseEventKind};
use termina::{Event, Parser};

use crate::tui::key::{Code, Key};
use crate::tui::mouse::{Mouse, MouseKind, Wheel};

const PASTE: &[u8] = b"\x1b[200~";
const PASTE_END: &[u8] = b"\x1b[201~";

/// What the reader did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Typed {
    /// A key.
    Key(Key),
    /// A bracketed paste, with line feeds only.
    Paste(String),
    /// The mouse; every click is a first one yet.
    Mouse(Mouse),
}

/// The state between two reads.
#[derive(Debug, Default)]
pub(crate) struct Input {
    parser: Parser,
    /// Bytes that the parser holds without an event yet.
    held: Vec<u8>,
    /// Bytes not given to the parser: the end of a chunk that may begin a paste.
    tail: Vec<u8>,
    /// The paste so far, while in one.
    paste: Option<Vec<u8>>,
}

impl Input {
    /// Takes the bytes of one read.
    pub(crate) fn take(&mut self, bytes: &[u8], out: &mut Vec<Typed>) {
        let mut joined = std::mem::take(&mut self.tail);
        joined.extend_from_slice(bytes);
        let mut rest = joined.as_slice();
        loop {
            if let Some(paste) = &mut self.paste {
                // The end mark may be split over two reads: look at it with the last bytes of the paste.
                let from = paste.len().saturating_sub(PASTE_END.len() - 1);
                paste.extend_from_slice(rest);
                let Some(end) = memmem::find(&paste[from..], PASTE_END).map(|at| from + at) else { return };
                let after = paste.split_off(end);
                let text = std::mem::take(paste);
                self.paste = None;
                out.push(Typed::Paste(cleaned(&text)));
                joined = after[PASTE_END.len()..].to_vec();
                rest = &joined;
            } else if let Some(begin) = memmem::find(rest, PASTE) {
                self.feed(&rest[..begin], out);
                rest = &rest[begin + PASTE.len()..];
                self.paste = Some(Vec::new());
            } else {
                let kept =
                    (1..PASTE.len().min(rest.len() + 1)).rev().find(|&n| rest.ends_with(&PASTE[..n])).unwrap_or(0);
                let (now, later) = rest.split_at(rest.len() - kept);
                let later = later.to_vec();
                self.feed(now, out);
                self.tail = later;
                return;
            }
        }
    }

    /// Whether [`Input::quiet`] has something to decide, and after how many milliseconds without a byte.
    pub(crate) fn waits_ms(&self) -> Option<u64> {
        if self.paste.is_some() {
            Some(500)
        } else if !self.tail.is_empty() || self.held.first() == Some(&0x1b) {
            Some(20)
        } else {
            None
        }
    }

    /// Nothing came for the time of [`Input::waits_ms`]: a lone ESC is the key, half a sequence is dropped, a paste
    /// without end ends.
    pub(crate) fn quiet(&mut self, out: &mut Vec<Typed>) {
        if let Some(paste) = self.paste.take() {
            out.push(Typed::Paste(cleaned(&paste)));
        }
        let tail = std::mem::take(&mut self.tail);
        self.feed(&tail, out);
        if self.held == [0x1b] {
            self.held.clear();
            self.parser = Parser::default();
            out.push(Typed::Key(Key::plain(Code::Esc)));
        } else if self.held.first() == Some(&0x1b) {
            self.held.clear();
            self.parser = Parser::default();
        }
    }

    fn feed(&mut self, bytes: &[u8], out: &mut Vec<Typed>) {
        for &byte in bytes {
            // Two ESC: the first is a key, the second may begin a sequence. The parser would eat both.
            if byte == 0x1b && self.held == [0x1b] {
                out.push(Typed::Key(Key::plain(Code::Esc)));
                continue;
            }
            // ESC and at once a key with Ctrl: two keys of quick fingers, since nothing here is Alt with Ctrl.
            if byte < 0x20 && self.held == [0x1b] {
                out.push(Typed::Key(Key::plain(Code::Esc)));
                self.held.clear();
                self.parser = Parser::default();
            }
            self.held.push(byte);
            self.parser.parse(&[byte], true);
            while let Some(event) = self.parser.pop() {
                self.held.clear();
                out.extend(typed(&event));
            }
        }
    }
}

fn cleaned(paste: &[u8]) -> String {
    String::from_utf8_lossy(paste).replace("\r\n", "\n").replace('\r', "\n")
}

fn typed(event: &Event) -> Option<Typed> {
    match event {
        Event::Key(event) => key(event),
        Event::Mouse(event) => mouse(*event),
        _ => None,
    }
}

/// Nothing but the left button and the wheel has a meaning here. A place beside the screen is met by nothing there.
fn mouse(event: MouseEvent) -> Option<Typed> {
    let kind = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseKind::Click(1),
        MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
        MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
        MouseEventKind::ScrollUp => MouseKind::Wheel(Wheel::Up),
        MouseEventKind::ScrollDown => MouseKind::Wheel(Wheel::Down),
        MouseEventKind::ScrollLeft => MouseKind::Wheel(Wheel::Left),
        MouseEventKind::ScrollRight => MouseKind::Wheel(Wheel::Right),
        MouseEventKind::Down(_) | MouseEventKind::Up(_) | MouseEventKind::Drag(_) | MouseEventKind::Moved => {
            return None;
        }
    };
    Some(Typed::Mouse(Mouse { column: event.column, row: event.row, kind }))
}

fn key(event: &KeyEvent) -> Option<Typed> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let mut shift = event.modifiers.contains(Modifiers::SHIFT);
    let code = match event.code {
        KeyCode::Char(c) => {
            shift = false;
            Code::Char(c)
        }
        KeyCode::Function(number) => Code::F(number),
        KeyCode::Enter => Code::Enter,
        KeyCode::Escape => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => {
            shift = true;
            Code::Tab
        }
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        // Keys without a meaning here: Insert, media keys, modifiers alone.
        _ => return None,
    };
    Some(Typed::Key(Key {
        code,
        ctrl: event.modifiers.contains(Modifiers::CONTROL),
        alt: event.modifiers.contains(Modifiers::ALT),
        shift,
    }))
}

#[cfg(test)]
mod tests {
    use super::{Input, Typed};

    /// Feeds chunks, `~` between them standing for silence, and shows what came.
    fn check(chunks: &[&[u8]], wanted: &[&str]) {
        let (mut input, mut out) = (Input::default(), Vec::new());
        for chunk in chunks {
            if *chunk == b"<quiet>" {
                input.quiet(&mut out);
            } else {
                input.take(chunk, &mut out);
            }
        }
        let shown: Vec<String> = out
            .iter()
            .map(|typed| match typed {
                Typed::Key(key) => key.to_string(),
                Typed::Paste(text) => format!("[{text}]"),
                Typed::Mouse(mouse) => format!("{:?} {},{}", mouse.kind, mouse.column, mouse.row),
            })
            .collect();
        assert_eq!(shown, wanted, "{chunks:?}");
    }

    #[test]
    fn keys_and_pastes_are_read_however_they_are_split() {
        check(&[b"a", b"\x1b[A", b"\x13"], &["a", "↑", "^S"]);
        check(&[b"\x1b", b"[A"], &["↑"]);
        check(&[b"\x1b[", b"5~"], &["PgUp"]);
        check(&[b"\x1b", b"<quiet>", b"[", b"A"], &["Esc", "[", "A"]);
        check(&[b"\x1b\x1b[B"], &["Esc", "↓"]);
        check(&[b"\x1b\x1b", b"<quiet>"], &["Esc", "Esc"]);
        check(&[b"\x1b[", b"<quiet>", b"x"], &["x"]);
        check(&[b"\x1bx"], &["Alt-x"]);
        check(&[b"\x1b\x11", b"\x1b", b"\r"], &["Esc", "^Q", "Esc", "↵"]);
        check(&[b"\x1bOP\x1b[12~\x1b[Z"], &["F1", "F2", "⇧Tab"]);
        let han = "한".as_bytes();
        check(&[&han[..1], &han[1..2], b"<quiet>", &han[2..], b"a"], &["한", "a"]);
        check(&[b"\xff", b"a"], &["a"]);
    }

    #[test]
    fn the_mouse_is_read_and_places_beside_the_screen_do_no_harm() {
        check(&[b"\x1b[<0;3;2M\x1b[<0;3;2m"], &["Click(1) 2,1", "Release 2,1"]);
        check(&[b"\x1b[<32;4;2M", b"\x1b[<0;4", b";2m"], &["Drag 3,1", "Release 3,1"]);
        check(&[b"\x1b[<64;1;1M\x1b[<65;1;1M"], &["Wheel(Up) 0,0", "Wheel(Down) 0,0"]);
        check(&[b"\x1b[<2;1;1M\x1b[<35;9;9M\x1b[<1;1;1m", b"a"], &["a"]);
        check(&[b"\x1b[<0;0;0M", b"\x1b[<0;65535;65535M"], &["Click(1) 0,0", "Click(1) 65534,65534"]);
        check(&[b"\x1b[<0;70000;1M", b"a"], &["a"]);
        check(&[b"\x1b[<0;-1;1M", b"b"], &["b"]);
        check(&[b"\x1b[<999;1;1M", b"c"], &["c"]);
        check(&[b"\x1b[<0;1", b"<quiet>", b"d"], &["d"]);
    }

    #[test]
    fn pastes_are_one_event() {
        check(&[b"\x1b[200~one\rtwo\r\nthree\x1b[201~x"], &["[one\ntwo\nthree]", "x"]);
        check(&[b"k\x1b[20", b"0~ab\x1b[2", b"01~", b"j"], &["k", "[ab]", "j"]);
        check(&[b"\x1b[200~never", b"<quiet>", b"q"], &["[never]", "q"]);
        check(&[b"\x1b[200~a\x1b[201~\x1b[200~b\x1b[201~"], &["[a]", "[b]"]);
        check(&["\x1b[200~\u{d55c}".as_bytes(), b"\x1b[201~"], &["[한]"]);
    }

    #[test]
    fn a_burst_and_a_megabyte_pass() {
        let (mut input, mut out) = (Input::default(), Vec::new());
        input.take(&[b'j'; 1000], &mut out);
        assert_eq!(out.len(), 1000);
        let big = vec![b'x'; 1 << 20];
        out.clear();
        input.take(b"\x1b[200~", &mut out);
        for chunk in big.chunks(4096) {
            input.take(chunk, &mut out);
        }
        input.take(b"\x1b[201~", &mut out);
        assert!(matches!(&out[..], [Typed::Paste(text)] if text.len() == big.len()));
    }
}
