//! Korean particles (조사) after words in Latin letters and digits: `SQL을`, `API를`, `CDC를`.
//!
//! A particle's form follows the sound that the word before it ends in ([`particle`](crate::base::particle)). Where
//! readers differ (`CAP`), nothing is said. Code is left alone.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use crate::base::Lang;
use crate::base::particle::{End, PAIRS};
use crate::course::doc::place;
use crate::course::markdown::options;
use crate::course::{Concepts, Problem};

/// What may follow a particle and still leave it one.
const AFTER: [&str; 7] = ["는", "도", "의", "만", "서", "써", "부터"];

/// A particle of the wrong form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Slip {
    /// Byte of the particle in the text that was looked at.
    pub at: usize,
    /// The word before it, as far as it counts.
    pub word: String,
    /// The particle that stands there.
    pub found: &'static str,
    /// The particle that should.
    pub wanted: &'static str,
}

impl Slip {
    pub(super) fn problem(&self) -> Problem {
        Problem::new("pack-particle")
            .with("found", format!("{}{}", self.word, self.found))
            .with("wanted", format!("{}{}", self.word, self.wanted))
    }

    /// With its place in a file whose whole text was looked at.
    pub(super) fn problem_in(&self, file: &str, text: &str) -> Problem {
        let (line, column) = place(text, self.at);
        self.problem().at(file, line, column)
    }
}

/// Slips in a plain text, in which `code` stands between backticks.
pub(super) fn in_plain(text: &str) -> Vec<Slip> {
    let mut slips = Vec::new();
    let mut start = 0;
    for (n, part) in text.split('`').enumerate() {
        if n % 2 == 0 {
            latin(part, start, &mut slips);
        }
        start += part.len() + 1;
    }
    slips
}

/// Slips in a lesson's or task's Markdown; terms without words count as their concept's name.
pub(super) fn in_markdown(text: &str, concepts: &Concepts, lang: &Lang) -> Vec<Slip> {
    let start = crate::course::front::split("", text).map_or(0, |(_, start)| start);
    let mut slips = Vec::new();
    // The words that have just ended: of a term, of something strong; what follows them at once may be a particle.
    let mut ended: Option<String> = None;
    let mut last = String::new();
    let mut bare: Option<String> = None;
    let mut code = false;
    for (event, Range { start: at, .. }) in Parser::new_ext(&text[start..], options()).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => code = true,
            Event::End(TagEnd::CodeBlock) => (code, ended) = (false, None),
            Event::Start(Tag::Link { link_type: LinkType::WikiLink { has_pothole: false }, dest_url, .. }) => {
                let name = concepts.0.get(&*dest_url).and_then(|concept| concept.texts.get(lang));
                bare = Some(name.map_or(String::new(), |name| name.name.clone()));
            }
            Event::End(TagEnd::Link) => ended = Some(bare.take().unwrap_or_else(|| last.clone())),
            Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Strikethrough) => ended = Some(last.clone()),
            Event::Text(words) if !code && bare.is_none() => {
                if let Some(before) = ended.take() {
                    slips.extend(particle(&before, &words, start + at));
                }
                latin(&words, start + at, &mut slips);
                last = words.into_string();
            }
            Event::Text(_) => {}
            _ => ended = None,
        }
    }
    slips
}

/// Slips after Latin letters and digits within one run of text, which begins at byte `start`.
fn latin(text: &str, start: usize, slips: &mut Vec<Slip>) {
    let mut word = 0;
    for (at, c) in text.char_indices() {
        if c.is_ascii_alphanumeric() {
            continue;
        }
        if word < at {
            slips.extend(particle(&text[word..at], &text[at..], start + at));
        }
        word = at + c.len_utf8();
    }
}

/// Looks at the particle with which `rest` begins, if it begins with one; `at` is its place.
fn particle(before: &str, rest: &str, at: usize) -> Option<Slip> {
    let end = End::of(before)?;
    for (closed, open) in PAIRS {
        let wanted = end.choose(closed, open);
        for found in [closed, open] {
            if found != wanted && rest.strip_prefix(found).is_some_and(particle_ends) {
                let word = before.split_whitespace().next_back().unwrap_or(before).to_owned();
                return Some(Slip { at, word, found, wanted });
            }
        }
    }
    None
}

/// Whether a particle ends here, so that it is one and no beginning of a word.
fn particle_ends(rest: &str) -> bool {
    let ends = |rest: &str| rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
    ends(rest) || AFTER.iter().any(|after| rest.strip_prefix(after).is_some_and(ends))
}

#[cfg(test)]
mod tests {
    use super::{in_markdown, in_plain};
    use crate::base::Lang;
    use crate::course::Concepts;

    /// What is said of a text: `found→wanted`, one after the other.
    fn said(slips: &[super::Slip]) -> String {
        slips.iter().map(|slip| format!("{}{}→{}", slip.word, slip.found, slip.wanted)).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn latin_words_take_the_particle_that_is_heard() {
        for (text, wanted) in [
            ("SQL을 쓴다. API를 부른다. CDC를 켠다.", ""),
            ("SQL를 쓴다.", "SQL를→을"),
            ("API을 부르고 CDC이 온다.", "API을→를 CDC이→가"),
            ("SQL로, URL로, HTTP로, JSON으로", ""),
            ("SQL으로 JSON로", "SQL으로→로 JSON로→으로"),
            ("PostgreSQL와 Redis은", "PostgreSQL와→과 Redis은→는"),
            ("7을 3은 2는 5가 10과", ""),
            ("7를 10와 BK-7를", "7를→을 10와→과 7를→을"),
            ("S3를 S3을 CAP은 CAP는 v2는", ""),
            ("token를 server을 model로", "token를→을 server을→를"),
            ("SQL이라는 API이기 CDC로서 CDC으로서", "CDC으로→로"),
            ("`SQL`를 `API을` 끝", ""),
            ("한글을 한글를", ""),
        ] {
            assert_eq!(said(&in_plain(text)), wanted, "{text}");
        }
    }

    #[test]
    fn marked_words_count_and_code_does_not() {
        let ko = Lang::new("ko").expect("a code");
        for (text, wanted) in [
            ("**애그리거트**을 본다.", "애그리거트을→를"),
            ("**커밋**을 [사가](x)를 *롤백*은", ""),
            ("[[a.b|이벤트]]은 [[a.b|커밋]]는", "이벤트은→는 커밋는→은"),
            ("```sql\nAPI을\n```\n\n`API`을 API을\n", "API을→를"),
            ("**A**는 **나**이다. **표**가지", ""),
        ] {
            assert_eq!(said(&in_markdown(text, &Concepts::default(), &ko)), wanted, "{text}");
        }
    }
}
