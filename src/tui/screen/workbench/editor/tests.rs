use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::text::At;
use super::{Editor, Wish};
use crate::base::{Lang, Strings};
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::layout::Role;
use crate::tui::model::AnswerFile;
use crate::tui::theme;

const AREA: Rect = Rect::new(0, 0, 30, 8);

fn words() -> Strings {
    Strings::new(&Lang::new("en").expect("a code"))
}

pub(super) fn editor(name: &str, text: &str) -> Editor {
    let file = AnswerFile { name: name.into(), saved: text.into(), draft: None, conflict: false, caret: (0, 0) };
    let mut editor = Editor::new(file);
    editor.fit(AREA);
    editor
}

/// The text with `|` at the caret and `^` where the selection begins.
pub(super) fn shown(editor: &Editor) -> String {
    let mut text = editor.text.whole();
    let caret = editor.text.caret();
    let anchor = editor.text.selected().map(|range| if range.start == caret { range.end } else { range.start });
    let offset = |at: At| editor.text.lines()[..at.line].iter().map(|line| line.len() + 1).sum::<usize>() + at.byte;
    let mut marks = vec![(offset(caret), '|')];
    marks.extend(anchor.map(|at| (offset(at), '^')));
    marks.sort_unstable();
    for (at, mark) in marks.into_iter().rev() {
        text.insert(at, mark);
    }
    text.strip_suffix('\n').unwrap_or(&text).to_owned()
}

/// An editor with a text as [`shown`] shows it.
pub(super) fn marked(name: &str, text: &str) -> Editor {
    let mut marks = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        for (gone, (byte, mark)) in line.match_indices(['|', '^']).enumerate() {
            marks.push((mark, At::new(number, byte - gone)));
        }
    }
    let mut editor = editor(name, &text.replace(['|', '^'], ""));
    let at = |wanted: &str| marks.iter().find(|(mark, _)| *mark == wanted).map(|(_, at)| *at);
    match (at("^"), at("|")) {
        (Some(anchor), Some(caret)) => editor.text.select(anchor, caret),
        (_, caret) => editor.text.go(caret.unwrap_or_default(), false),
    }
    editor
}

/// The keys of a command as one types it: `<esc>`, `<cr>` and `<c-r>` are keys.
pub(super) fn type_vim(editor: &mut Editor, keys: &str) -> Wish {
    let mut wish = Wish::default();
    let mut rest = keys;
    while let Some(first) = rest.chars().next() {
        let named = [("<esc>", "esc"), ("<cr>", "enter"), ("<bs>", "backspace"), ("<c-r>", "ctrl-r")];
        let named = named.iter().find(|(name, _)| rest.starts_with(name));
        rest = &rest[named.map_or(first.len_utf8(), |(name, _)| name.len())..];
        match named.map(|(_, key)| *key) {
            Some("esc") => editor.act(Action::VimNormal),
            Some("ctrl-r") => editor.act(Action::VimRedo),
            Some(key) => wish = editor.key(Key::parse(key).expect("a key")),
            None => wish = editor.key(Key::plain(crate::tui::key::Code::Char(first))),
        }
    }
    wish
}

pub(super) fn press(editor: &mut Editor, keys: &str) {
    for key in keys.split(' ') {
        editor.key(Key::parse(key).unwrap_or_else(|| panic!("{key} is a key")));
    }
}

/// Keys on a text, and the text after.
fn check(before: &str, keys: &str, after: &str) {
    let mut editor = marked("a.js", before);
    press(&mut editor, keys);
    assert_eq!(shown(&editor), after, "{keys} in {before:?}");
}

/// Keys on a text: the text after, the caret's cell on the screen.
fn check_cell(before: &str, keys: &str, after: &str, cell: (u16, u16)) {
    let mut editor = editor("a.sql", before);
    press(&mut editor, keys);
    assert_eq!(editor.text(), after, "{keys}");
    let caret = editor.view(&words(), AREA, &mut Buffer::empty(AREA)).expect("the caret is in sight");
    // Three cells of line number come first.
    assert_eq!((caret.x - 3, caret.y), cell, "{keys}");
}

#[test]
fn keys_edit_by_grapheme_and_the_caret_stands_on_the_right_cell() {
    check_cell("", "한 글", "한글\n", (4, 0));
    check_cell("한글\n", "end backspace", "한\n", (2, 0));
    check_cell("한글\n", "right", "한글\n", (2, 0));
    check_cell("\u{1112}\u{1161}\u{11ab}a\n", "end backspace backspace", "", (0, 0));
    check_cell("\u{1112}\u{1161}\u{11ab}a\n", "delete", "a\n", (0, 0));
    check_cell("a\nb\n", "down backspace", "ab\n", (1, 0));
    check_cell("  a\n", "end enter b", "  a\n  b\n", (3, 1));
    check_cell("  a\n", "shift-tab", "a\n", (0, 0));
    check_cell("a\n", "tab", "  a\n", (2, 0));
    check_cell("ab\ncd\n", "ctrl-end x", "ab\ncdx\n", (3, 1));
    check_cell("ab\ncd\n", "ctrl-end ctrl-home x", "xab\ncd\n", (1, 0));
    check_cell("a b\u{1b}c\n", "end", "a b\u{1b}c\n", (5, 0));
    check_cell("\ta\n", "end", "\ta\n", (3, 0));
}

#[test]
fn the_caret_goes_by_letter_word_row_and_line() {
    check("|ab\ncd", "right right right", "ab\n|cd");
    check("ab\n|cd", "left", "ab|\ncd");
    check("|ab cd", "ctrl-right x", "ab x|cd");
    check("ab cd|", "ctrl-left x", "ab x|cd");
    check("  ab|", "home", "  |ab");
    check("  |ab", "home", "|  ab");
    check("abcd|\nx\nefgh", "down down", "abcd\nx\nefgh|");
    check("ab|cd\n한글x", "down", "abcd\n한|글x");
    check("a|b", "up", "|ab");
    check("a|b", "down", "ab|");
    check("|a\nb\n\nc\nd", "ctrl-down", "a\nb\n|\nc\nd");
    check("|1\n2\n3\n4\n5\n6\n7\n8\n9", "pagedown pageup pagedown", "1\n2\n3\n4\n5\n6\n7\n|8\n9");
}

#[test]
fn shift_selects_and_what_is_selected_is_taken_together() {
    check("|ab cd", "shift-right shift-right", "^ab| cd");
    check("ab cd|", "ctrl-shift-left", "ab |cd^");
    check("a|b\ncd", "shift-end shift-down", "a^b\ncd|");
    check("ab\nc|d", "ctrl-shift-home", "|ab\nc^d");
    check("ab|\ncd", "shift-home x", "x|\ncd");
    check("^ab| cd", "left", "|ab cd");
    check("|ab^ cd", "right", "ab| cd");
    check("a^b\nc|d", "backspace", "a|d");
    check("a^b\nc|d", "enter", "a\n|d");
    check("^ab|", "shift-left shift-left", "|ab");
    check("ab |cd", "ctrl-delete", "ab |");
    check("ab cd|", "ctrl-backspace ctrl-h", "|");
    check("ab cd|", "ctrl-w", "ab |");
}

#[test]
fn lines_move_in_and_out_and_breaks_keep_their_depth() {
    check("^a\n\n  b|", "tab", "^  a\n\n    b|");
    check("^a\nb\n|c", "tab", "^  a\n  b\n|c");
    check("  a\n ^b\n   |c", "shift-tab", "  a\n^b\n |c");
    check("  x|", "shift-tab shift-tab", "x|");
    check("a|", "tab", "a |");
    check("한|", "tab", "한 |");
    check("    |x", "backspace", "  |x");
    check("   |x", "backspace", "  |x");
    check("f(|", "enter x", "f(\n  x|");
    check("f {|}", "enter", "f {\n  |\n}");
    check("  f [| ]", "enter", "  f [\n    |\n  ]");
    check("f {|x", "enter", "f {\n  |x");
    check("f {\n  x\n  |", "}", "f {\n  x\n}|");
    check("f {\n  |", "}", "f {\n}|");
    check("f(\n  a,\n  |", ")", "f(\n  a,\n)|");
    check("f {\n|\nx", "}", "f {\n}|\nx");
    check("a |  b", "enter", "a \n|b");
}

#[test]
fn lines_become_comments_and_lines_again() {
    let check = |name: &str, before: &str, after: &str| {
        let mut editor = marked(name, before);
        editor.act(Action::Comment);
        assert_eq!(shown(&editor), after, "{name}: {before:?}");
        editor.act(Action::Undo);
        assert_eq!(editor.text(), format!("{}\n", before.replace(['|', '^'], "")));
    };
    check("a.sql", "SEL|ECT", "-- SEL|ECT");
    check("a.sql", "  --SEL|ECT", "  SEL|ECT");
    check("a.js", "^  a\n\n    b|", "^  // a\n\n  //   b|");
    check("a.toml", "# ^a\n# b|", "^a\nb|");
    check("a.toml", "^# a\nb|", "^# # a\n# b|");
}

#[test]
fn the_mouse_puts_the_caret_and_selects() {
    let area = Rect::new(5, 2, 12, 4);
    for (presses, from, to, wanted) in [
        (1, (8, 2), None, "|한글 x\none two"),
        (1, (11, 2), None, "한|글 x\none two"),
        (1, (6, 5), None, "한글 x\none two|"),
        (1, (16, 2), None, "한글 x|\none two"),
        (1, (8, 2), Some((12, 2)), "^한글| x\none two"),
        (2, (9, 2), None, "^한글| x\none two"),
        (2, (9, 3), None, "한글 x\n^one| two"),
        (3, (9, 3), None, "한글 x\n^one two|"),
    ] {
        let mut editor = editor("a.sql", "한글 x\none two\n");
        editor.fit(area);
        editor.press(area, Position::from(from), presses);
        if let Some(to) = to {
            editor.drag(area, Position::from(to));
        }
        assert_eq!(shown(&editor), wanted, "{presses} at {from:?}");
    }
}

#[test]
fn a_paste_is_one_step_and_a_text_taken_can_be_undone() {
    let mut editor = editor("a.sql", "a\n");
    editor.paste("one\ntwo\n");
    assert_eq!(editor.text(), "one\ntwo\na\n");
    assert!(editor.fresh && editor.is_changed());
    editor.act(Action::Undo);
    assert_eq!(editor.text(), "a\n");
    editor.take("b\n");
    assert!(!editor.is_changed());
    editor.act(Action::Undo);
    assert_eq!(editor.text(), "a\n");
}

#[test]
fn a_hundred_steps_are_taken_back_and_done_again() {
    let mut editor = editor("a.sql", "");
    for _ in 0..100 {
        press(&mut editor, "a space 한 enter");
    }
    let whole = editor.text();
    for _ in 0..400 {
        editor.act(Action::Undo);
    }
    assert_eq!(editor.text(), "");
    for _ in 0..400 {
        editor.act(Action::Redo);
    }
    assert_eq!(editor.text(), whole);
}

#[test]
fn what_was_copied_is_put_in() {
    let mut editor = marked("a.sql", "^ab\nc|d");
    editor.act(Action::Cut);
    assert_eq!(shown(&editor), "|d");
    editor.act(Action::Paste);
    editor.act(Action::Paste);
    assert_eq!(shown(&editor), "ab\ncab\nc|d");
}

/// A letter a cell: what the theme gives comments, texts, keywords; `R` where it is reversed.
fn painted(editor: &mut Editor, size: (u16, u16)) -> Vec<String> {
    let area = Rect::new(0, 0, size.0, size.1);
    editor.fit(area);
    let mut buf = Buffer::empty(area);
    editor.view(&words(), area, &mut buf);
    let letter = |x, y| {
        let style = buf[(x, y)].style();
        if style.add_modifier.contains(Modifier::REVERSED) {
            return 'R';
        }
        [(Role::Comment, '-'), (Role::Quoted, 't'), (Role::Keyword, 'k')]
            .into_iter()
            .find(|(role, _)| theme::role(*role).fg.is_some_and(|fg| style.fg == Some(fg)))
            .map_or('.', |(_, letter)| letter)
    };
    (0..size.1).map(|y| (3..size.0).map(|x| letter(x, y)).collect()).collect()
}

#[test]
fn cells_have_the_colour_of_their_character() {
    let check = |text: &str, size, wanted: &[&str]| assert_eq!(painted(&mut marked("a.sql", text), size), wanted);
    check("SELECT '가' x", (17, 2), &["kkkkkk.tt.t...", ".............."]);
    // Wrapped within a text, and scrolled.
    check("x 'a b\nc' FROM", (8, 4), &["..ttt", "t....", "tt...", "kkkk."]);
    check("1\n2\n3\nx '|a", (8, 2), &[".....", "..tt."]);
    check("a^b\n\n한|글", (9, 3), &[".RR...", "R.....", "R....."]);
}

#[test]
fn any_size_is_drawn() {
    for size in [(0, 0), (1, 1), (2, 1), (4, 2), (5, 3), (30, 1)] {
        let mut editor = marked("a.sql", "SELECT '한글' (\n  one)|");
        let area = Rect::new(0, 0, size.0, size.1);
        editor.fit(area);
        editor.view(&words(), area, &mut Buffer::empty(area));
        press(&mut editor, "up down pageup pagedown x enter");
        editor.view(&words(), area, &mut Buffer::empty(area));
    }
}

#[test]
fn an_editor_that_opens_or_grows_shows_as_much_as_it_has_room_for() {
    let lines = |count: usize| "line\n".repeat(count);
    for (count, caret, sizes, top) in [
        (4, 3, vec![8], 1),
        (20, 19, vec![8], 13),
        (20, 9, vec![8], 10),
        (20, 19, vec![3, 8], 13),
        (20, 19, vec![8, 3], 18),
    ] {
        let saved = lines(count);
        let file = AnswerFile { name: "a.sql".into(), saved, draft: None, conflict: false, caret: (caret, 0) };
        let mut editor = Editor::new(file);
        for height in sizes {
            editor.fit(Rect { height, ..AREA });
        }
        let first = editor.window.rows(&editor.text).first().map(|row| row.line + 1);
        assert_eq!(first, Some(top), "{count} lines, caret {caret}");
    }
}
