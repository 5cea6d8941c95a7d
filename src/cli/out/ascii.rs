//! Lines and marks in ASCII, cell by cell, so that tables stay straight.

use crate::tui;

/// `text` with lines, marks and punctuation that ASCII has not replaced, as the workbook does it.
pub(in crate::cli) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match tui::ascii(c.encode_utf8(&mut [0; 4])) {
            Some(plain) => out.push_str(plain),
            // Pictures of control characters have no form of their own.
            None if ('\u{2400}'..='\u{2424}').contains(&c) => out.push('?'),
            None => out.push(c),
        }
    }
    out
}
