//! Finding words in the lesson that is read.

use memchr::memmem;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use unicode_normalization::UnicodeNormalization as _;

use super::Reader;
use crate::base::width;
use crate::course::search::fold;
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::layout::Row;
use crate::tui::model::Shared;
use crate::tui::screen::seek::Seek;
use crate::tui::theme::{self, Part};

/// The words looked for, and where they are.
#[derive(Debug, Default)]
pub(super) struct Find {
    seek: Seek<Match>,
    /// Whether the words are still being typed.
    pub(super) typing: bool,
    /// The first row in sight when the typing began.
    from: usize,
}

/// A place that has the words: pieces of one row or, where they are wrapped, of several.
#[derive(Debug, PartialEq, Eq)]
struct Match(Vec<Piece>);

/// A piece of a row, in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    row: usize,
    x: usize,
    cells: usize,
}

impl Match {
    fn row(&self) -> usize {
        self.0.first().map_or(0, |piece| piece.row)
    }
}

/// Where rows have these words, in any case, also over the end of a row.
fn matches(rows: &[Row], words: &str) -> Vec<Match> {
    let words = fold(&words.nfc().collect::<String>());
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut number = 0;
    for block in rows.chunk_by(|a, b| a.block == b.block) {
        let texts: Vec<String> = block.iter().map(Row::text).collect();
        // The rows one after the other; of each where it begins there, and how many bytes of it are left out before.
        let mut all = String::new();
        let mut begins = Vec::new();
        for text in &texts {
            let shown = text.trim_start_matches([' ', '┃', '│', '▌']);
            if !all.is_empty() {
                all.push(' ');
            }
            begins.push((all.len(), text.len() - shown.len()));
            all.push_str(&fold(shown));
        }
        for start in memmem::find_iter(all.as_bytes(), words.as_bytes()) {
            let end = start + words.len();
            let piece = |(at, (&(begin, before), text)): (usize, (&(usize, usize), &String))| {
                let (first, last) = (start.max(begin), end.min(begin + text.len() - before));
                (first < last).then(|| {
                    let (first, last) = (first - begin + before, last - begin + before);
                    Piece { row: number + at, x: width(&text[..first]), cells: width(&text[first..last]) }
                })
            };
            out.push(Match(begins.iter().zip(&texts).enumerate().filter_map(piece).collect()));
        }
        number += block.len();
    }
    out
}

impl Reader {
    /// Begins to find, or to type other words.
    pub(super) fn begin_find(&mut self, shared: &Shared) {
        let from = self.top;
        let find = self.find.get_or_insert_default();
        (find.typing, find.from) = (true, from);
        self.fit(shared);
    }

    /// Finds the words again, on a page that was laid out anew.
    pub(super) fn find_again(&mut self) {
        if let Some(find) = &mut self.find {
            find.seek.found(matches(&self.page.rows, find.seek.line.text()));
        }
    }

    /// Whether there is more than one place to go to.
    pub(super) fn has_matches(&self) -> bool {
        self.find.as_ref().is_some_and(|find| !find.seek.is_empty())
    }

    /// Takes a key while words are typed; false where it is for the lesson.
    pub(super) fn find_takes(&mut self, action: Option<Action>, key: Key, shared: &Shared) -> bool {
        let Some(find) = &mut self.find else { return false };
        match action {
            Some(Action::FindKeep) => {
                find.typing = false;
                if find.seek.is_empty() {
                    self.end_find(shared);
                }
            }
            Some(Action::FindNext | Action::MatchNext) => self.step_match(true),
            Some(Action::FindBefore | Action::MatchBefore) => self.step_match(false),
            Some(Action::FindStop | Action::MatchStop) => self.end_find(shared),
            None if find.typing => {
                if find.seek.line.take(key) {
                    self.find_from_here();
                }
            }
            _ => return false,
        }
        true
    }

    pub(crate) fn paste(&mut self, text: &str) {
        if let Some(find) = self.find.as_mut().filter(|find| find.typing) {
            find.seek.line.insert(text);
            self.find_from_here();
        }
    }

    fn end_find(&mut self, shared: &Shared) {
        self.find = None;
        self.fit(shared);
    }

    /// Goes to the first match from where the typing began.
    fn find_from_here(&mut self) {
        self.find_again();
        let Some(find) = &mut self.find else { return };
        let from = find.from;
        find.seek.start(|found| found.row() >= from);
        match find.seek.here().map(Match::row) {
            Some(row) => self.show(row),
            None => self.scroll_to(from),
        }
    }

    fn step_match(&mut self, forward: bool) {
        let Some(find) = &mut self.find else { return };
        find.seek.step(forward);
        if let Some(row) = find.seek.here().map(Match::row) {
            self.show(row);
        }
    }

    /// Marks the matches in the rows in sight, the one that one is at most of all.
    pub(super) fn mark_matches(&self, body: Rect, buf: &mut Buffer) {
        let Some(find) = &self.find else { return };
        for (found, is_here) in find.seek.all() {
            let more = if is_here { Modifier::REVERSED } else { Modifier::UNDERLINED };
            let look = theme::part(Part::Notice).add_modifier(more);
            for piece in &found.0 {
                let Some(y) = piece.row.checked_sub(self.top).and_then(|y| u16::try_from(y).ok()) else { continue };
                let wide = self.page.rows.get(piece.row).is_some_and(|row| row.width() > usize::from(body.width));
                let left = if wide { usize::from(self.left) } else { 0 };
                let begin = piece.x.max(left) - left;
                let end = (piece.x + piece.cells).max(left) - left;
                if y >= body.height {
                    continue;
                }
                for x in begin..end.min(usize::from(body.width)) {
                    let x = body.x + u16::try_from(x).unwrap_or(0);
                    buf[(x, body.y + y)].set_style(look);
                }
            }
        }
    }

    /// The line with the words and how many places have them; the place of the caret while one types.
    pub(super) fn view_find(&self, shared: &Shared, area: Rect, buf: &mut Buffer) -> Option<Position> {
        let find = self.find.as_ref()?;
        let caret = find.seek.view(&shared.words.get("find-in-lesson"), "find-nothing", &shared.words, area, buf);
        caret.filter(|_| find.typing)
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, matches};
    use crate::tui::layout::{Role, Row, Span};

    fn check(rows: &[&str], words: &str, wanted: &[&[(usize, usize, usize)]]) {
        let row = |text: &&str| Row { spans: vec![Span::new(*text, Role::Text)], block: 0 };
        let found = matches(&rows.iter().map(row).collect::<Vec<_>>(), words);
        let pieces = |piece: &Piece| (piece.row, piece.x, piece.cells);
        let found: Vec<Vec<_>> = found.iter().map(|found| found.0.iter().map(pieces).collect()).collect();
        assert_eq!(found, wanted, "{words} in {rows:?}");
    }

    #[test]
    fn words_are_found_in_any_case_and_over_the_end_of_a_row() {
        check(&["One order", "two ORDERS"], "order", &[&[(0, 4, 5)], &[(1, 4, 5)]]);
        check(&["an order is", "a row"], "is  a", &[&[(0, 9, 2), (1, 0, 1)]]);
        check(&["┃ an order", "┃ is a row"], "order is", &[&[(0, 5, 5), (1, 2, 2)]]);
        check(&["주문은 행이다"], "행", &[&[(0, 7, 2)]]);
        check(&["주문"], " ", &[]);
        check(&["", "order"], "zzz", &[]);
    }
}
