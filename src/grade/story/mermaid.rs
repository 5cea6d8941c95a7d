//! A story as a sequence diagram of Mermaid.

use std::fmt::Write as _;

use super::{Mark, Story};
use crate::base::Strings;

/// The diagram, ending in a line feed.
#[must_use]
pub fn mermaid(story: &Story, words: &Strings) -> String {
    let telling = story.tell(words);
    let mut out = "sequenceDiagram\n".to_owned();
    for (number, lifeline) in telling.cast.lifelines.iter().enumerate() {
        let _ = writeln!(out, "    participant p{number} as {}", escaped(&lifeline.name));
    }
    let last = telling.cast.lifelines.len().saturating_sub(1);
    for line in &telling.lines {
        let says = escaped(&line.says);
        let says = if says.is_empty() { "#8203;".to_owned() } else { says };
        if let Some(arrow) = line.arrow {
            let kind = match (arrow.arrives, arrow.answers) {
                (true, false) => "->>",
                (true, true) => "-->>",
                (false, false) => "-x",
                (false, true) => "--x",
            };
            let mark = line.mark.map_or_else(String::new, |(_, mark)| symbol(mark));
            let _ = writeln!(out, "    p{}{kind}p{}: {mark}{says}", arrow.from, arrow.to);
        } else if let Some((at, mark)) = line.mark {
            let _ = writeln!(out, "    Note over p{at}: {}{says}", symbol(mark));
        } else {
            // Of all: a check that is broken, the end.
            let _ = writeln!(out, "    Note over p0,p{last}: {says}");
        }
    }
    out
}

fn symbol(mark: Mark) -> String {
    match mark {
        // A note is a mark by itself.
        Mark::Begins | Mark::Reads | Mark::Commits => String::new(),
        Mark::TakesBack
        | Mark::Fails
        | Mark::Crash
        | Mark::Restart
        | Mark::Duplicate
        | Mark::Reordered
        | Mark::Timeout
        | Mark::Pause => format!("{} ", mark.symbol()),
    }
}

/// Text that means nothing to Mermaid: letters, digits and what is harmless between them as they are, all else by its
/// number. `end` is a word of its language wherever it stands, and `wrap:` is one at the beginning.
fn escaped(text: &str) -> String {
    let words: Vec<String> = text.split(' ').enumerate().map(|(at, word)| escaped_word(word, at == 0)).collect();
    words.join(" ")
}

fn escaped_word(word: &str, first: bool) -> String {
    const HARMLESS: &str = ",.+-=/_·→✘✔:{}()[]\"'?!~*|@";
    let is_end = word.trim_matches(|c: char| !c.is_alphanumeric()).eq_ignore_ascii_case("end");
    let is_wrap = first && word.to_ascii_lowercase().contains("wrap:");
    let mut out = String::new();
    for c in word.chars() {
        let meant = (is_end || is_wrap) && matches!(c, 'e' | 'E' | 'w' | 'W' | ':');
        if !meant && (c.is_alphanumeric() || HARMLESS.contains(c)) {
            out.push(c);
        } else {
            let _ = write!(out, "#{};", u32::from(c));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_a_text_means_anything() {
        for (text, wanted) in [
            ("place 7, now", "place 7, now"),
            ("a;b:c#d", "a#59;b:c#35;d"),
            ("the end, (End)", "the #101;nd, (#69;nd)"),
            ("wrap:x", "#119;rap#58;x"),
            ("<b>\"x\"%%", "#60;b#62;\"x\"#37;#37;"),
            ("주문 7", "주문 7"),
        ] {
            assert_eq!(escaped(text), wanted);
        }
    }
}
