use super::super::tests::{marked, shown, type_vim};
use super::Mode;

/// Keys on a text in normal mode; the text after, `|` being the caret and `^` nothing.
fn check(before: &str, keys: &str, after: &str) {
    let mut editor = marked("a.sql", before);
    editor.set_vim(true);
    type_vim(&mut editor, keys);
    assert_eq!(shown(&editor), after, "{keys} in {before:?}");
}

#[test]
fn motions() {
    for (before, keys, after) in [
        ("|ab", "l", "a|b"),
        ("|ab", "9l", "a|b"),
        ("ab|c", "2h", "|abc"),
        ("|한글", "l", "한|글"),
        ("ab|c\nd\nefg", "j", "abc\n|d\nefg"),
        ("ab|c\nd\nefg", "jj", "abc\nd\nef|g"),
        ("abc\nd\nef|g", "2k", "ab|c\nd\nefg"),
        ("|one two(x)", "w", "one |two(x)"),
        ("|one two(x)", "2w", "one two|(x)"),
        ("|one two(x) y", "WW", "one two(x) |y"),
        ("|one\n\ntwo", "ww", "one\n\n|two"),
        ("one two|", "b", "one |two"),
        ("one\n  two| x", "bb", "|one\n  two x"),
        ("|one two", "e", "on|e two"),
        ("on|e two", "e", "one tw|o"),
        ("|주문 목록", "w", "주문 |목록"),
        ("|주문 목록", "e", "주|문 목록"),
        ("  a|b", "0", "|  ab"),
        ("  a|b", "^", "  |ab"),
        ("|ab\ncd", "$", "a|b\ncd"),
        ("|ab\ncd", "$j", "ab\nc|d"),
        ("a\n  b\n|c", "gg", "|a\n  b\nc"),
        ("|a\nb\n  c", "G", "a\nb\n  |c"),
        ("|a\nb\nc", "2G", "a\n|b\nc"),
        ("|a, b, c", "f,", "a|, b, c"),
        ("|a, b, c", "2f,", "a, b|, c"),
        ("|a, b, c", "t,;", "a, |b, c"),
        ("|a, b, c", "f,;", "a, b|, c"),
        ("|a, b, c", "f,;,", "a|, b, c"),
        ("a, b, |c", "F,", "a, b|, c"),
        ("a, b, |c", "T,", "a, b,| c"),
        ("|a b", "fz", "|a b"),
        ("|a\n\nb", "}", "a\n|\nb"),
        ("|one two one", "/one<cr>", "one two |one"),
        ("|one two one x", "/one<cr>n", "|one two one x"),
        ("one |two one", "?ONE<cr>", "|one two one"),
        ("|a\nb\nc", ":3<cr>", "a\nb\n|c"),
        ("|f(a, (b))", "%", "f(a, (b)|)"),
        ("f(a, (b)|)", "%", "f|(a, (b))"),
        ("f(a|, (b))", "%", "f(a, (b|))"),
        ("f(|')', 1)", "%", "f|(')', 1)"),
        ("|f(')', 1)", "%", "f(')', 1|)"),
        ("(\n|x\n)", "%", "(\n|x\n)"),
        ("|(\nx\n)", "%", "(\nx\n|)"),
        ("|a\nb\n  c\nd", "50%", "a\n|b\n  c\nd"),
        ("|a\nb", "0%", "|a\nb"),
    ] {
        check(before, keys, after);
    }
}

#[test]
fn commands() {
    for (before, keys, after) in [
        ("|abc", "x", "|bc"),
        ("ab|c", "x", "a|b"),
        ("|한글", "x", "|글"),
        ("|abcd", "3x", "|d"),
        ("ab|c", "X", "a|c"),
        ("|ab", "iX<esc>", "|Xab"),
        ("a|b", "aX<esc>", "ab|X"),
        ("  a|b", "IX<esc>", "  |Xab"),
        ("|ab", "AX<esc>", "ab|X"),
        ("  a|b\nc", "oX<esc>", "  ab\n  |X\nc"),
        ("a\n  b|c", "OX<esc>", "a\n  |X\n  bc"),
        ("|abc", "sX<esc>", "|Xbc"),
        ("a|bc\nd", "D", "|a\nd"),
        ("a|bc\nd", "CX<esc>", "a|X\nd"),
        ("  a|b\nc", "SX<esc>", "  |X\nc"),
        ("|abc", "rX", "|Xbc"),
        ("|abc", "2r한", "|한한c"),
        ("|a\n  b", "J", "a| b"),
        ("|ab", "xu", "|ab"),
        ("|abc", "xxuu<c-r>", "|bc"),
        ("|abcd", "x.", "|cd"),
        ("|a b c", "cwX<esc>w.", "X |X c"),
        ("|a\nb", "A;<esc>j.", "a;\nb|;"),
        ("|ab cd", "ixy z<esc>u", "|ab cd"),
        ("|abc", "~", "A|bc"),
        ("|aBc한d", "9~", "AbC한|D"),
        ("a|bcd", "~.", "aBC|d"),
        ("|abc", "~u", "|abc"),
        ("  a|b", ">>", "    |ab"),
        ("    a|b", "<<", "  |ab"),
        (" |ab", "2<<", "|ab"),
        ("|a\nb\nc", "2>>", "  |a\n  b\nc"),
        ("|a\nb\nc", ">>.", "    |a\nb\nc"),
        ("|a\nb", ">>u", "|a\nb"),
        ("|", ">>", "|"),
    ] {
        check(before, keys, after);
    }
}

#[test]
fn operators_with_motions_and_objects() {
    for (before, keys, after) in [
        ("|one two three", "dw", "|two three"),
        ("|one two three", "2dw", "|three"),
        ("|one two three", "d2w", "|three"),
        ("one |two\nthree", "dw", "one| \nthree"),
        ("one |two", "dw", "one| "),
        ("one t|wo", "db", "one |wo"),
        ("|one two", "de", "| two"),
        ("o|ne two", "d$", "|o"),
        ("one t|wo", "d0", "|wo"),
        ("|a, b", "df,", "| b"),
        ("|a, b", "dt,", "|, b"),
        ("a\n|b\nc", "dd", "a\n|c"),
        ("a\n|b", "dd", "|a"),
        ("|a", "dd", "|"),
        ("|a\nb\nc", "2dd", "|c"),
        ("|a\nb\nc", "dj", "|c"),
        ("a\nb\n|c", "dgg", "|"),
        ("a\n|b\nc", "dG", "|a"),
        ("|one two", "cwX<esc>", "|X two"),
        ("|x two", "cwYY<esc>", "Y|Y two"),
        ("  a|b", "ccX<esc>", "  |X"),
        ("one t|wo x", "diw", "one | x"),
        ("one t|wo x", "daw", "one |x"),
        ("one t|wo", "daw", "on|e"),
        ("one t|wo x", "ciwX<esc>", "one |X x"),
        ("a = 'b|c' d", "di'", "a = '|' d"),
        ("a = 'b|c' d", "da'", "a = | d"),
        ("|a = \"bc\" d", "ci\"X<esc>", "a = \"|X\" d"),
        ("f(a, (b|), c)", "di(", "f(a, (|), c)"),
        ("f(a|, (b), c)", "di(", "f(|)"),
        ("f(a|, (b), c)", "da(", "|f"),
        ("{\n  a|\n}", "di{", "{|}"),
        ("[a, |b]", "ci[X<esc>", "[|X]"),
        ("|a x", "diz", "|a x"),
        ("f|(a, (b)) c", "d%", "f| c"),
        ("f(a|) c", "d%", "f| c"),
        ("|a\nb\nc", ">j", "  |a\n  b\nc"),
        ("  a\n  |b\n  c", "<G", "  a\n|b\nc"),
        ("{\n|a\nb\n}", ">i{", "{\n  |a\n  b\n}"),
        ("|a\nb\n\nc", ">}", "  |a\n  b\n\nc"),
        ("|ab\nc", "yl>>p", "  a|ab\nc"),
    ] {
        check(before, keys, after);
    }
}

#[test]
fn what_was_taken_out_is_put_in() {
    for (before, keys, after) in [
        ("|one two", "dwP", "one| two"),
        ("|ab", "xp", "b|a"),
        ("|a\nb", "yyp", "a\n|a\nb"),
        ("|a\nb", "yyjp", "a\nb\n|a"),
        ("|a\nb", "ddp", "b\n|a"),
        ("a\n|b", "yyP", "a\n|b\nb"),
        ("|a b", "yiwA <esc>p", "a b |a"),
        ("|a\nb", "yy2p", "a\n|a\na\nb"),
    ] {
        check(before, keys, after);
    }
}

#[test]
fn selecting() {
    for (before, keys, after) in [
        ("|abcd", "vld", "|cd"),
        ("|한글x", "vld", "|x"),
        ("a|bc\nd", "vjd", "|a"),
        ("a|b\nc\nd", "Vjd", "|d"),
        ("|ab cd", "vey$p", "ab cda|b"),
        ("|ab cd", "veccX<esc>", "c|X cd"),
        ("|ab cd", "vecX<esc>", "|X cd"),
        ("one t|wo x", "viwd", "one | x"),
        ("(a|b)", "vi(d", "(|)"),
        ("|abc", "vlrX", "|XXc"),
        ("|a\nb\nc", "VjJ", "a| b\nc"),
        ("ab|c", "vhod", "|a"),
        ("|ab cd", "yiwwviwp", "ab a|b"),
        ("|a\nb", "yyjVp", "a\n|a"),
        ("|abc", "v<esc>x", "|bc"),
        ("|abc", "vvx", "|bc"),
        ("|a\nb\nc", "Vj>", "  |a\n  b\nc"),
        ("|a\nb", "vj2>", "    |a\n    b"),
        ("  a\n |b", "Vk<", "|a\nb"),
        ("|abC", "vl~", "|ABC"),
        ("a|b\nc", "V~", "|AB\nc"),
        ("|f(a) b", "v%d", "| b"),
    ] {
        check(before, keys, after);
    }
}

#[test]
fn modes_are_told_and_esc_leads_back() {
    for (keys, mode, busy) in [
        ("", Mode::Normal, false),
        ("i", Mode::Insert, true),
        ("ia<esc>", Mode::Normal, false),
        ("v", Mode::Visual, true),
        ("V", Mode::VisualLine, true),
        ("2d", Mode::Normal, true),
        ("2d<esc>", Mode::Normal, false),
        (":w", Mode::Normal, true),
        (":<bs>", Mode::Normal, false),
        ("cw", Mode::Insert, true),
    ] {
        let mut editor = marked("a.sql", "|ab cd");
        editor.set_vim(true);
        type_vim(&mut editor, keys);
        assert_eq!((editor.mode(), editor.is_busy()), (Some(mode), busy), "{keys}");
    }
}

#[test]
fn commands_of_the_line_ask_for_a_check_and_for_leaving() {
    for (keys, check, leave) in
        [(":w<cr>", true, false), (":q<cr>", false, true), (":wq<cr>", true, true), (":zz<cr>", false, false)]
    {
        let mut editor = marked("a.sql", "|ab");
        editor.set_vim(true);
        let wish = type_vim(&mut editor, keys);
        assert_eq!((wish.check, wish.leave), (check, leave), "{keys}");
    }
}
