//! Standard output, and what is written to it.

mod ascii;
pub(super) mod json;
pub(super) mod junit;
mod paint;
pub(super) mod tap;
pub(super) mod text;

use std::io::{self, BufWriter, IsTerminal, Stdout, Write};

use super::args::Color;
use crate::base::Safe;
use crate::tui::layout::{Role, Span};

/// The one way to standard output: labelled spans in, plain or coloured text out.
///
/// A closed pipe ends the output, not the program; any other refusal is told at the end.
#[derive(Debug)]
pub(super) struct Out {
    sink: BufWriter<Stdout>,
    color: bool,
    ascii: bool,
    terminal: bool,
    closed: bool,
    failed: Option<io::Error>,
}

impl Out {
    pub(super) fn new(color: Color, ascii: bool) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        Self {
            sink: BufWriter::with_capacity(1 << 16, stdout),
            color: colored(color, terminal),
            ascii,
            terminal,
            closed: false,
            failed: None,
        }
    }

    /// Whether a person sees it.
    pub(super) fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Whether it is coloured.
    pub(super) fn is_colored(&self) -> bool {
        self.color
    }

    /// Whether nobody reads any more.
    pub(super) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Columns to lay out for: the terminal's, else 80.
    pub(super) fn columns(&self) -> u16 {
        let asked = if self.terminal { crossterm::terminal::size().ok() } else { None };
        asked.map_or(80, |(columns, _)| columns).max(20)
    }

    /// Writes text as it is: for documents that programs read, and for files.
    pub(super) fn raw(&mut self, text: &str) {
        if self.closed || self.failed.is_some() {
            return;
        }
        let written = self.sink.write_all(text.as_bytes());
        self.note(written);
    }

    /// Writes one line of spans, harmless for a terminal whoever wrote the words, without trailing spaces.
    pub(super) fn row(&mut self, spans: &[Span]) {
        let mut line = String::new();
        for span in spans {
            let safe = Safe::line(&span.text);
            let text = if self.ascii { ascii::plain(safe.as_str()) } else { safe.into_string() };
            line.push_str(&if self.color { paint::colored(span.role, &text) } else { text });
        }
        let end = line.trim_end_matches(' ').len();
        line.truncate(end);
        line.push('\n');
        self.raw(&line);
    }

    /// Writes one line of one role.
    pub(super) fn line(&mut self, role: Role, text: &str) {
        self.row(&[Span::new(text, role)]);
    }

    /// Writes out what waits.
    pub(super) fn flush(&mut self) {
        if !self.closed && self.failed.is_none() {
            let flushed = self.sink.flush();
            self.note(flushed);
        }
    }

    /// Writes out what waits, and says whether everything could be written.
    pub(super) fn end(&mut self) -> io::Result<()> {
        self.flush();
        self.failed.take().map_or(Ok(()), Err)
    }

    fn note(&mut self, written: io::Result<()>) {
        match written {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => self.closed = true,
            Err(error) => self.failed = Some(error),
        }
    }
}

impl Drop for Out {
    fn drop(&mut self) {
        self.flush();
    }
}

/// Whether to colour a stream: `--color`, else `NO_COLOR`, else `CLICOLOR_FORCE`, else whether it is a terminal that can.
pub(super) fn colored(color: Color, terminal: bool) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") => false,
        Color::Auto if std::env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0") => {
            true
        }
        Color::Auto => terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    }
}
