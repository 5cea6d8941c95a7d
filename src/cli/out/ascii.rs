//! Lines and marks in ASCII, cell by cell, so that tables stay straight.

/// `text` with lines, marks and punctuation of other alphabets than the text's own replaced.
pub(in crate::cli) fn plain(text: &str) -> String {
    text.chars().map(char).collect()
}

fn char(c: char) -> char {
    match c {
        '✘' | '✗' | '✖' | '×' => 'x',
        '–' | '—' | '─' | '━' => '-',
        '│' | '┃' | '▏' | '▌' | '║' => '|',
        '✔' | '✓' | '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' | '╭' | '╮' | '╰' | '╯' => {
            '+'
        }
        '●' | '•' | '★' => '*',
        '○' | '☐' | '◐' => 'o',
        '·' | '…' => '.',
        '▶' | '▸' | '→' => '>',
        '◀' | '←' => '<',
        '↑' | '▲' => '^',
        '↓' | '▼' => 'v',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '⏎' => '/',
        '\u{2400}'..='\u{2421}' => '?',
        other => other,
    }
}
