//! The colours of the text in the editor, painted over what the text area has drawn.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui_textarea::{DataCursor, TextArea};

use crate::tui::layout::Role;
use crate::tui::syntax::{self, Kind, Language, Open};
use crate::tui::theme;

/// What is open where each line begins: to colour the lines in sight, the lines above need not be read again.
#[derive(Debug)]
pub(super) struct Colours {
    language: Option<Language>,
    lines: Vec<Known>,
}

/// A line that was read.
#[derive(Debug, Clone, Copy)]
struct Known {
    hash: u64,
    before: Open,
    after: Open,
}

impl Colours {
    /// Those of a file, by its name.
    pub(super) fn of(file: &str, lines: &[String]) -> Self {
        let mut colours = Self { language: Language::of_file(file), lines: Vec::new() };
        colours.follow(lines);
        colours
    }

    /// Reads the lines that changed, and those below them as far as it matters.
    pub(super) fn follow(&mut self, lines: &[String]) {
        let Some(language) = self.language else { return };
        self.lines.truncate(lines.len());
        let mut open = Open::Nothing;
        for (at, line) in lines.iter().enumerate() {
            let hash = hash(line);
            open = match self.lines.get(at) {
                Some(known) if known.hash == hash && known.before == open => known.after,
                _ => {
                    let known = Known { hash, before: open, after: syntax::line(language, line, open).1 };
                    match self.lines.get_mut(at) {
                        Some(old) => *old = known,
                        None => self.lines.push(known),
                    }
                    known.after
                }
            };
        }
    }

    /// Colours the cells of a text area that was drawn into `area`.
    pub(super) fn paint(&self, text: &TextArea<'_>, area: Rect, buf: &mut Buffer) {
        let Some(language) = self.language else { return };
        let top = usize::from(text.scroll_offset().0);
        let margin = text.line_number_width();
        let mut last = None;
        for y in 0..area.height {
            let row = top + usize::from(y);
            let DataCursor(line, first) = text.screen_to_data(row, 0);
            // Below the text its last row is given again.
            if last.replace((line, first)) == Some((line, first)) {
                return;
            }
            let (Some(words), Some(known)) = (text.lines().get(line), self.lines.get(line)) else { return };
            let kinds = kinds(language, words, known.before);
            // Past the end of a row within a line comes the beginning of the next.
            let DataCursor(next, end) = text.screen_to_data(row + 1, 0);
            let end = if next == line && end > first { end } else { kinds.len() };
            for x in margin..area.width {
                let DataCursor(_, at) = text.screen_to_data(row, usize::from(x - margin));
                if at >= end {
                    break;
                }
                if let Some(role) = kinds.get(at).copied().and_then(Role::of_code) {
                    let cell = &mut buf[(area.x + x, area.y + y)];
                    cell.set_style(theme::role(role));
                }
            }
        }
    }
}

/// What each character of a line is.
fn kinds(language: Language, line: &str, open: Open) -> Vec<Kind> {
    let (words, _) = syntax::line(language, line, open);
    words.into_iter().flat_map(|(range, kind)| line[range].chars().map(move |_| kind)).collect()
}

fn hash(line: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    line.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::widgets::Widget as _;
    use ratatui_textarea::{CursorMove, TextArea, WrapMode};

    use super::Colours;
    use crate::tui::layout::Role;
    use crate::tui::theme;

    /// A letter a cell: what the theme gives comments, texts, keywords.
    fn painted(lines: &[&str], size: (u16, u16), scroll: u16) -> Vec<String> {
        let mut text = TextArea::from(lines.iter().copied());
        text.set_wrap_mode(WrapMode::WordOrGlyph);
        text.set_cursor_style(ratatui::style::Style::new());
        text.set_cursor_line_style(ratatui::style::Style::new());
        let area = Rect::new(0, 0, size.0, size.1);
        let mut buf = Buffer::empty(area);
        text.move_cursor(CursorMove::Jump(scroll, 0));
        (&text).render(area, &mut buf);
        Colours::of("a.sql", text.lines()).paint(&text, area, &mut buf);
        let letter = |x, y| {
            let style = buf[(x, y)].style();
            [(Role::Comment, '-'), (Role::Quoted, 't'), (Role::Keyword, 'k')]
                .into_iter()
                .find(|(role, _)| theme::role(*role).fg.is_some_and(|fg| style.fg == Some(fg)))
                .map_or('.', |(_, letter)| letter)
        };
        (0..size.1).map(|y| (0..size.0).map(|x| letter(x, y)).collect()).collect()
    }

    #[test]
    fn cells_have_the_colour_of_their_character() {
        assert_eq!(painted(&["SELECT '가' x"], (14, 2), 0), ["kkkkkk.tttt...", ".............."]);
        // Wrapped within a text, and scrolled.
        assert_eq!(painted(&["x 'a b", "c' FROM"], (5, 4), 0), ["..ttt", "t....", "tt...", "kkkk."]);
    }

    #[test]
    fn a_change_is_followed_as_far_as_it_matters() {
        let lines = |text: &str| text.split('\n').map(str::to_owned).collect::<Vec<_>>();
        let mut colours = Colours::of("a.sql", &lines("SELECT\n1\n*/ x"));
        for text in ["/* SELECT\n1\n*/ x", "/* SELECT */\n1", "", "'\n'\n'\nSELECT", "a\nb\nc\nd\ne"] {
            colours.follow(&lines(text));
            let anew = Colours::of("a.sql", &lines(text));
            let told =
                |colours: &Colours| colours.lines.iter().map(|line| (line.before, line.after)).collect::<Vec<_>>();
            assert_eq!(told(&colours), told(&anew), "{text}");
        }
    }
}
