//! Bytes from the terminal → keys and pastes.
//!
//! `termina`'s parser reads keys; pastes are cut out before it, so that a megabyte costs one search and a paste that
//! never ends can be given up. A lone ESC, and a sequence that stays half, are decided by [`Input::quiet`].

use memchr::memmem;
use ratatui::layout::Position;
use termina::escape::csi::{Csi, Cursor};
use termina::escape::osc::{ColorOrQuery, DynamicColorNumber, Osc};
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
    /// The terminal itself.
    Answer(Answer),
}

/// What a terminal answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// The colour behind its letters: red, green, blue.
    Ground(u8, u8, u8),
    /// Where its cursor is.
    Cursor(Position),
}

impl Typed {
    /// The answer, if it is one.
    pub(crate) fn answer(self) -> Option<Answer> {
        match self {
            Self::Answer(answer) => Some(answer),
            Self::Key(_) | Self::Paste(_) | Self::Mouse(_) => None,
        }
    }
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
        } else if self.held.starts_with(b"\x1b]") && self.held.len() > 2 {
            // No key begins so, but an answer that comes in parts does: its end must not be typed.
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
            // Half a letter, and then an escape: the letter never comes.
            if byte == 0x1b && self.held.first().is_some_and(|first| *first != 0x1b) {
                self.drop_held();
            }
            // What is longer than anything we ask for goes by unread, but for how it began, up to its end.
            if self.held.len() < LONGEST {
                self.held.push(byte);
                self.parser.parse(&[byte], true);
            } else {
                self.held.remove(2);
                self.held.push(byte);
            }
            let mut came = false;
            while let Some(event) = self.parser.pop() {
                came = true;
                out.extend(typed(&event));
            }
            if came {
                self.held.clear();
            } else if is_whole(&self.held) {
                // It was read, and means nothing.
                self.drop_held();
            }
        }
    }

    fn drop_held(&mut self) {
        self.held.clear();
        self.parser = Parser::default();
    }
}

/// Longest escape sequence that is read, in bytes.
const LONGEST: usize = 256;

/// Whether an escape sequence has its end.
fn is_whole(held: &[u8]) -> bool {
    match held {
        [0x1b, b'[', b'[', rest @ ..] | [0x1b, b'O', rest @ ..] => !rest.is_empty(),
        // The old form of the mouse: three bytes of any value.
        [0x1b, b'[', b'M', rest @ ..] => rest.len() >= 3,
        [0x1b, b'[', .., last] => held.len() > 2 && (0x40..=0x7e).contains(last),
        // An answer; or a byte that begins no letter.
        [0x1b, b']' | b'P', .., 0x07] | [0x1b, b']' | b'P', .., 0x1b, b'\\'] | [0x80..=0xbf | 0xf8..=0xff, ..] => true,
        _ => false,
    }
}

fn cleaned(paste: &[u8]) -> String {
    String::from_utf8_lossy(paste).replace("\r\n", "\n").replace('\r', "\n")
}

fn typed(event: &Event) -> Option<Typed> {
    match event {
        Event::Key(event) => key(event),
        Event::Mouse(event) => mouse(*event),
        Event::Osc(Osc::ChangeDynamicColors(DynamicColorNumber::TextBackgroundColor, colors)) => match colors[..] {
            [ColorOrQuery::Color(color)] => Some(Typed::Answer(Answer::Ground(color.red, color.green, color.blue))),
            _ => None,
        },
        Event::Csi(Csi::Cursor(Cursor::ActivePositionReport { line, col })) => {
            Some(Typed::Answer(Answer::Cursor(Position { x: col.get_zero_based(), y: line.get_zero_based() })))
        }
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
                Typed::Answer(answer) => format!("{answer:?}"),
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
    fn answers_of_the_terminal_are_no_keys() {
        let white = "Ground(255, 255, 255)";
        check(&[b"a\x1b]11;rgb:ffff/ffff/ffff\x1b\\b"], &["a", white, "b"]);
        check(&[b"\x1b]11;rgb:ff", b"ff/ffff/ffff\x07", b"b"], &[white, "b"]);
        check(&[b"\x1b]11;rgb:ffff/ffff/ffff\x1b", b"\\b"], &[white, "b"]);
        check(&[b"\x1b]10;rgb:0/0/0\x07\x1b]11;?\x07\x1b]11;red\x07\x1b]\x07", b"q"], &["q"]);
        check(&[b"\x1b]11;rgb:", b"<quiet>", b"q"], &["q"]);
        check(&[b"\x1b[3;17R", b"q"], &["Cursor(Position { x: 16, y: 2 })", "q"]);
        check(&[b"\x1b[0;0R\x1b[R\x1b[99999;1R", b"q"], &["q"]);
        // One that is too long ends where it ends, and what is typed then is typed.
        let mut long = b"\x1b]11;rgb:".to_vec();
        long.extend([b'f'; 5000]);
        check(&[&long, b"\x07", b"q", b"\x1b", b"<quiet>"], &["q", "Esc"]);
        check(&[&long, b"\x1b\\q"], &["q"]);
        check(&[b"\xe1\x85", b"\x1b", b"<quiet>", b"q"], &["Esc", "q"]);
    }

    use proptest::prelude::*;

    /// Things that a terminal sends, whole, and what is made of them.
    const WHOLE: &[(&str, &str)] = &[
        ("a", "a"),
        ("한", "한"),
        ("\x13", "^S"),
        ("\x1b[A", "↑"),
        ("\x1b[15~", "F5"),
        ("\x1b[<0;3;2M", "Click(1) 2,1"),
        ("\x1b[200~a b\x1b[201~", "[a b]"),
        ("\x1b]11;rgb:0000/0000/0000\x1b\\", "Ground(0, 0, 0)"),
        ("\x1b[2;3R", "Cursor(Position { x: 2, y: 1 })"),
        ("\x1b[?62;c", ""),
    ];

    proptest! {
        #[test]
        fn what_comes_is_the_same_however_it_is_split(
            what in proptest::collection::vec(0..WHOLE.len(), 1..20),
            cuts in proptest::collection::vec(1..9_usize, 1..60),
        ) {
            let bytes: Vec<u8> = what.iter().flat_map(|at| WHOLE[*at].0.bytes()).collect();
            let (mut chunks, mut rest) = (Vec::new(), &bytes[..]);
            for cut in cuts {
                let (chunk, after) = rest.split_at(cut.min(rest.len()));
                chunks.push(chunk);
                rest = after;
            }
            chunks.push(rest);
            let wanted: Vec<&str> = what.iter().map(|at| WHOLE[*at].1).filter(|it| !it.is_empty()).collect();
            check(&chunks, &wanted);
        }

        #[test]
        fn nothing_wedges_the_input(
            chunks in proptest::collection::vec(proptest::collection::vec(hostile(), 0..40), 0..20),
        ) {
            let (mut input, mut out) = (Input::default(), Vec::new());
            for chunk in &chunks {
                input.take(chunk, &mut out);
            }
            while input.waits_ms().is_some() {
                input.quiet(&mut out);
            }
            out.clear();
            // A letter that was half there may take the next byte with it, and no more.
            input.take(b" \x1b[A\x13", &mut out);
            let last = out.last().map(|typed| format!("{typed:?}")).unwrap_or_default();
            prop_assert!(last.contains("Char('s')") && last.contains("ctrl: true"), "{chunks:?} {out:?}");
        }
    }

    /// Bytes of which escape sequences are made, and any others.
    fn hostile() -> impl Strategy<Value = u8> {
        prop_oneof![proptest::sample::select(&b"\x1b\x1b[]O<;?PMmR~\\\x07019u"[..]), any::<u8>(),]
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
