//! The diagram: a lifeline for each who takes part, a line for each thing that happens, and its words at the right.

use textwrap::{Options, WordSplitter, wrap};

use super::{cells_of, cut};
use crate::base::{pad, truncate};
use crate::grade::story::{Arrow, Cast, Line, Mark, Telling, Tone};
use crate::tui::layout::{Role, Row, Span};

/// Cells between two lifelines.
const NARROWEST: usize = 6;
const WIDEST: usize = 13;
/// Cells that words should have before lifelines take more.
const WORDS: usize = 28;
/// Cells without which words are no words: rather no lifelines.
const FEWEST: usize = 18;

/// Where things stand in a diagram of a width.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Diagram {
    /// Cells of the numbers of steps.
    digits: usize,
    /// Cells from one lifeline to the next; none where there is no room for lifelines.
    apart: Option<usize>,
    /// How many lifelines.
    lifelines: usize,
    /// Cells in all.
    cells: usize,
}

/// What of a story is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Focus {
    /// After how many steps, where a cursor is shown.
    pub(crate) at: Option<usize>,
    /// Whether long words go on in further rows; else they are cut, but for what goes wrong.
    pub(crate) wrap: bool,
}

impl Diagram {
    /// A diagram of so many cells.
    pub(crate) fn new(cast: &Cast, steps: usize, cells: usize) -> Self {
        let digits = steps.to_string().len();
        let lifelines = cast.lifelines.len();
        let names = cast.lifelines.iter().map(|lifeline| cells_of(&lifeline.name)).max().unwrap_or(0);
        let room = cells.saturating_sub(digits + 2);
        let wanted = (names + 2).clamp(NARROWEST, WIDEST);
        if lifelines == 0 {
            return Self { digits, apart: None, lifelines, cells };
        }
        let affords = |apart: &usize, words: usize| lanes(*apart, lifelines) + words <= room;
        let fits = (NARROWEST..=wanted).rev().find(|apart| affords(apart, WORDS));
        let apart = fits.or_else(|| Some(NARROWEST).filter(|apart| affords(apart, FEWEST)));
        Self { digits, apart, lifelines, cells }
    }

    /// Cells of the lifelines.
    fn lanes(&self) -> usize {
        self.apart.map_or(0, |apart| lanes(apart, self.lifelines))
    }

    /// Cells of words.
    fn room(&self) -> usize {
        self.cells.saturating_sub(self.digits + 2 + self.lanes()).max(4)
    }

    /// The column of a lifeline among them.
    fn column(&self, lifeline: usize) -> usize {
        self.apart.map_or(0, |apart| lifeline * apart + apart / 2)
    }
}

/// Cells of so many lifelines, with air at their right.
fn lanes(apart: usize, lifelines: usize) -> usize {
    apart * lifelines - apart / 2 + 3
}

/// The names over the lifelines; nothing where there are none.
pub(crate) fn head(telling: &Telling, diagram: &Diagram) -> Vec<Row> {
    let Some(apart) = diagram.apart else { return Vec::new() };
    let mut line = " ".repeat(diagram.digits + 2);
    let before = line.len();
    for (number, lifeline) in telling.cast.lifelines.iter().enumerate() {
        let name = truncate(&lifeline.name, apart - 1);
        let begin = (before + diagram.column(number)).saturating_sub(cells_of(&name) / 2);
        line = pad(&line, begin.max(cells_of(&line)));
        line.push_str(&name);
    }
    vec![cut(&line, Role::Strong, diagram.cells)]
}

/// The lines, each row with the number of steps taken as its block; that of the cursor is marked, and what comes after it
/// is told quietly.
pub(crate) fn rows(telling: &Telling, diagram: &Diagram, focus: &Focus) -> Vec<Row> {
    let mut out = Vec::new();
    let mut shown = false;
    let mut before = None;
    for line in &telling.lines {
        // A step that has no line of its own has one while the cursor stands on it.
        if let Some(at) = focus.at.filter(|at| !shown && *at < line.after) {
            out.extend(here(telling, diagram, at, line, focus));
            shown = true;
        }
        let first = before != Some(line.after);
        before = Some(line.after);
        shown |= focus.at == Some(line.after);
        out.extend(told(telling, diagram, line, first, focus));
    }
    out
}

/// The row of a cursor on a step without lines.
fn here(telling: &Telling, diagram: &Diagram, at: usize, next: &Line, focus: &Focus) -> Vec<Row> {
    let step = at.checked_sub(1).and_then(|at| telling.steps.get(at));
    let line = Line {
        after: at,
        arrow: None,
        mark: None,
        says: step.map(|step| step.says.clone()).unwrap_or_default(),
        tone: Tone::Quiet,
        gone: next.gone.clone(),
        held: next.held.clone(),
    };
    told(telling, diagram, &line, true, focus)
}

fn told(telling: &Telling, diagram: &Diagram, line: &Line, first: bool, focus: &Focus) -> Vec<Row> {
    let is_here = focus.at == Some(line.after);
    let is_later = focus.at.is_some_and(|at| line.after > at);
    let number = if first { line.after.to_string() } else { String::new() };
    let head = format!("{}{number:>digits$} ", if is_here && first { "▸" } else { " " }, digits = diagram.digits);
    let head = Span::new(head, if is_here { Role::Action } else { Role::Muted });
    let role = match (line.tone, is_later) {
        (_, true) | (Tone::Quiet, false) => Role::Muted,
        (Tone::Plain, false) if is_here => Role::Strong,
        (Tone::Plain, false) => Role::Text,
        (Tone::Fault, false) => Role::Warning,
        (Tone::Bad, false) => Role::Bad,
    };
    let says = if diagram.apart.is_some() { line.says.clone() } else { telling.sentence(line) };
    let whole = focus.wrap || diagram.apart.is_none() || matches!(line.tone, Tone::Fault | Tone::Bad);
    let mut pieces: Vec<String> = if whole {
        wrap(&says, Options::new(diagram.room()).word_splitter(WordSplitter::NoHyphenation))
            .into_iter()
            .map(std::borrow::Cow::into_owned)
            .collect()
    } else {
        vec![truncate(&says, diagram.room())]
    };
    if pieces.is_empty() {
        pieces.push(String::new());
    }
    let row = |(at, piece): (usize, String)| {
        let mut spans = match at {
            0 => vec![head.clone()],
            _ => vec![Span::new(" ".repeat(diagram.digits + 2), Role::Text)],
        };
        let bare = Line { arrow: None, mark: None, ..line.clone() };
        spans.extend(drawn(diagram, if at == 0 { line } else { &bare }, is_later));
        spans.push(Span::new(piece, role));
        Row { spans, block: line.after }
    };
    pieces.into_iter().enumerate().map(row).collect()
}

/// The lifelines with what a line draws over them.
fn drawn(diagram: &Diagram, line: &Line, is_later: bool) -> Vec<Span> {
    if diagram.apart.is_none() {
        return Vec::new();
    }
    let mut cells = vec![(" ", Role::Text); diagram.lanes()];
    for lifeline in (0..diagram.lifelines).filter(|lifeline| !line.gone.contains(lifeline)) {
        cells[diagram.column(lifeline)] = (if line.held.contains(&lifeline) { "┊" } else { "│" }, Role::Border);
    }
    if let Some(arrow) = line.arrow {
        draw(diagram, arrow, line.tone, &mut cells);
    }
    if let Some((at, mark)) = line.mark {
        cells[diagram.column(at)] = (mark.symbol(), look(mark));
    }
    if is_later {
        for (_, role) in &mut cells {
            *role = Role::Muted;
        }
    }
    let mut spans: Vec<Span> = Vec::new();
    for (symbol, role) in cells {
        match spans.last_mut() {
            Some(last) if last.role == role => last.text.push_str(symbol),
            _ => spans.push(Span::new(symbol, role)),
        }
    }
    spans
}

fn draw(diagram: &Diagram, arrow: Arrow, tone: Tone, cells: &mut [(&'static str, Role)]) {
    let (from, to) = (diagram.column(arrow.from), diagram.column(arrow.to));
    let role = match tone {
        Tone::Plain => Role::Text,
        Tone::Quiet => Role::Muted,
        Tone::Fault | Tone::Bad => Role::Warning,
    };
    if from == to {
        cells[from] = ("●", role);
        return;
    }
    let (low, high) = (from.min(to), from.max(to));
    let shaft = if arrow.answers { "╌" } else { "─" };
    for cell in &mut cells[low + 1..high] {
        *cell = (if matches!(cell.0, "│" | "┊") { "┼" } else { shaft }, role);
    }
    let right = to > from;
    cells[from] = (if right { "├" } else { "┤" }, role);
    if arrow.arrives {
        let tip = if right { to - 1 } else { to + 1 };
        cells[tip] = (if right { "▶" } else { "◀" }, role);
    } else {
        // It ends on its way, and the rest stays as it was.
        let middle = usize::midpoint(from, to);
        let rest = if right { middle + 1..to } else { to + 1..middle };
        for at in rest {
            let is_lifeline = (0..diagram.lifelines).any(|lifeline| diagram.column(lifeline) == at);
            cells[at] = if is_lifeline { ("│", Role::Border) } else { (" ", Role::Text) };
        }
        cells[middle] = (Mark::Crash.symbol(), Role::Bad);
    }
}

fn look(mark: Mark) -> Role {
    match mark {
        Mark::Begins => Role::Text,
        Mark::Reads | Mark::TakesBack => Role::Muted,
        Mark::Commits | Mark::Restart => Role::Good,
        Mark::Fails | Mark::Crash => Role::Bad,
        Mark::Duplicate | Mark::Reordered | Mark::Timeout | Mark::Pause => Role::Warning,
    }
}
