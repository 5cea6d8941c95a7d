//! Finding words in the book: lessons by section, exercises, terms.
//!
//! Texts are laid one after the other, folded to lower case, and scanned: at the size of a book that takes less than a
//! millisecond, finds parts of words, and finds a Korean word of two syllables, which an index of trigrams or of whole
//! words does not.

use std::ops::Range;

use memchr::memmem::Finder;
use unicode_normalization::UnicodeNormalization as _;

use super::{Block, Course, Inline, Item};
use crate::base::{Lang, Slug};

/// Words of a query that count; more are no search but a paste.
const WORDS: usize = 8;
/// Characters of an excerpt before what was found, and in all.
const BEFORE: usize = 30;
const EXCERPT: usize = 120;

/// The texts of a course in one language, ready to be searched.
#[derive(Debug, Default)]
pub struct Index {
    places: Vec<Place>,
    /// All texts; words with single spaces between.
    text: String,
    /// The same, folded; each character has as many bytes as in `text`.
    folded: String,
}

/// Something that can be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where it leads.
    pub target: Target,
    /// What it is called.
    pub title: String,
    /// The lesson of a section, else empty.
    pub within: String,
    /// Its title and its text.
    range: Range<usize>,
    /// Where its text begins.
    body: usize,
}

/// Where a place is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A lesson, at a section or at its beginning.
    Lesson(Slug, Option<String>),
    /// An exercise.
    Exercise(Slug),
    /// A term of the glossary, by its id.
    Concept(String),
}

/// A place that has all words of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit<'i> {
    /// The place.
    pub place: &'i Place,
    /// The text around the first word.
    pub excerpt: String,
    /// Where the words are in the excerpt, in bytes and in order.
    pub marks: Vec<Range<usize>>,
}

impl Index {
    /// Reads the whole course; what is broken or not there is left out. Cost: every lesson is parsed once.
    #[must_use]
    pub fn of(course: &Course, lang: &Lang) -> Self {
        let mut index = Self::default();
        for chapter in &course.catalog().chapters {
            for lesson in chapter.lessons.iter().filter_map(|card| course.lesson(&card.slug, lang).ok()) {
                index.lesson(&lesson.slug, &lesson.title, &lesson.blocks);
            }
            for card in &chapter.exercises {
                let Ok(text) = course.text(&card.slug, lang) else { continue };
                let mut words = Words::default();
                words.blocks(&text.task);
                index.push(Target::Exercise(card.slug.clone()), &text.title, "", &words.0);
            }
        }
        for (id, concept) in course.concepts_or_none().0 {
            if let Some(text) = concept.texts.get(lang).or_else(|| concept.texts.values().next()) {
                index.push(Target::Concept(id), &text.name, "", &text.is);
            }
        }
        index.folded = fold(&index.text);
        index
    }

    /// The places that have all words of a query, parts of words included: first those that have it in their title, as it is
    /// written and then in any order, then those that have it in their text; among equals, as they come in the book.
    #[must_use]
    pub fn find(&self, query: &str) -> Vec<Hit<'_>> {
        let query = fold(&query.nfc().collect::<String>());
        let words: Vec<&str> = query.split_whitespace().take(WORDS).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let phrase = words.join(" ");
        let phrase = Finder::new(&phrase);
        let finders: Vec<Finder<'_>> = words.iter().map(Finder::new).collect();
        let has = |one: &Finder<'_>, range: Range<usize>| one.find(&self.folded.as_bytes()[range]).is_some();
        let rank = |place: &Place| {
            let (all, title) = (place.range.clone(), place.range.start..place.body);
            let any_order = |range: Range<usize>| finders.iter().all(|one| has(one, range.clone()));
            match () {
                () if !any_order(all.clone()) => None,
                () if has(&phrase, title.clone()) => Some(0),
                () if any_order(title) => Some(1),
                () if has(&phrase, all) => Some(2),
                () => Some(3),
            }
        };
        let mut found: Vec<(u8, &Place)> = self.places.iter().filter_map(|place| Some((rank(place)?, place))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, place)| self.hit(place, &finders)).collect()
    }

    fn hit<'i>(&'i self, place: &'i Place, finders: &[Finder<'_>]) -> Hit<'i> {
        let body = place.body..place.range.end;
        let folded = &self.folded[body.clone()];
        let text = &self.text[body];
        let found = |from: usize| finders.iter().filter_map(move |one| one.find(&folded.as_bytes()[from..])).min();
        let first = found(0).unwrap_or(0);
        let start = text[..first].char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
        // Not within a word.
        let start = if start == 0 { 0 } else { text[start..first].find(' ').map_or(start, |space| start + space + 1) };
        let end = text[start..].char_indices().nth(EXCERPT).map_or(text.len(), |(at, _)| start + at);
        // Where the text has such a mark itself, one is enough.
        let is_cut = |c: char| c == '…' || c == ' ';
        let end = if end < text.len() { start + text[start..end].trim_end_matches(is_cut).len() } else { end };
        let start = if start > 0 { end - text[start..end].trim_start_matches(is_cut).len() } else { start };
        let mut marks: Vec<Range<usize>> = finders
            .iter()
            .flat_map(|one| {
                let length = one.needle().len();
                one.find_iter(&folded.as_bytes()[start..end]).map(move |at| at..at + length)
            })
            .collect();
        marks.sort_by_key(|mark| (mark.start, mark.end));
        marks.dedup_by(|next, last| {
            let meets = next.start <= last.end;
            if meets {
                last.end = last.end.max(next.end);
            }
            meets
        });
        let (before, after) = (if start > 0 { "…" } else { "" }, if end < text.len() { "…" } else { "" });
        let marks = marks.into_iter().map(|mark| mark.start + before.len()..mark.end + before.len()).collect();
        Hit { place, excerpt: format!("{before}{}{after}", &text[start..end]), marks }
    }

    fn lesson(&mut self, slug: &Slug, title: &str, blocks: &[Block]) {
        let mut words = Words::default();
        let mut section: Option<(String, String)> = None;
        let mut close = |section: Option<(String, String)>, words: Words| {
            let (id, heading, within) = match section {
                Some((id, heading)) => (Some(id), heading, title),
                None => (None, title.to_owned(), ""),
            };
            self.push(Target::Lesson(slug.clone(), id), &heading, within, &words.0);
        };
        for block in blocks {
            match block {
                Block::Heading { id, text, .. } if !id.is_empty() => {
                    close(section.take(), std::mem::take(&mut words));
                    section = Some((id.clone(), Inline::plain(text)));
                }
                _ => words.blocks(std::slice::from_ref(block)),
            }
        }
        close(section, words);
    }

    fn push(&mut self, target: Target, title: &str, within: &str, text: &str) {
        let start = self.text.len();
        self.lay(title);
        let body = self.text.len();
        self.lay(text);
        let range = start..self.text.len();
        self.places.push(Place { target, title: title.to_owned(), within: within.to_owned(), range, body });
    }

    /// Lays a text at the end, composed and with single spaces between its words.
    fn lay(&mut self, text: &str) {
        for word in text.split_whitespace() {
            self.text.extend(word.nfc());
            self.text.push(' ');
        }
    }
}

/// Lower case, letter by letter, where that keeps the length: so that a place in the one is a place in the other.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars()
        .map(|c| {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
                _ => c,
            }
        })
        .collect()
}

/// How close a name is to what is typed, the smaller the closer; none where it does not have it.
///
/// A name has it as it is written, from its beginning, from a word's or within one (two syllables of a Korean word do);
/// else all its words in any order; else its letters in their order, as `tgl` has `toggle`.
#[must_use]
pub fn closeness(typed: &str, name: &str) -> Option<u32> {
    let typed = fold(&typed.nfc().collect::<String>());
    let name = fold(&name.nfc().collect::<String>());
    let typed = typed.trim();
    if let Some(at) = name.find(typed) {
        return Some(match () {
            () if at == 0 => 0,
            () if name[..at].ends_with(|c: char| !c.is_alphanumeric()) => 1,
            () => 2,
        });
    }
    if typed.split_whitespace().all(|word| name.contains(word)) {
        return Some(6);
    }
    let mut letters = typed.chars().filter(|c| !c.is_whitespace()).peekable();
    let mut last = None;
    let mut gaps = 0;
    for (at, c) in name.chars().enumerate() {
        if letters.next_if_eq(&c).is_some() {
            gaps += u32::from(last.is_some_and(|last| last + 1 != at));
            last = Some(at);
        }
    }
    letters.peek().is_none().then(|| 10 + gaps)
}

/// The words of blocks.
#[derive(Debug, Default)]
struct Words(String);

impl Words {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { text, .. } | Block::Paragraph(text) => self.inlines(text),
                Block::List { items, .. } => items.iter().for_each(|Item { blocks, .. }| self.blocks(blocks)),
                Block::Table { head, rows, .. } => {
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.inlines(cell));
                }
                Block::Code { text, .. } => self.text(text),
                Block::Callout { blocks, .. } | Block::Quote(blocks) | Block::Footnote { blocks, .. } => {
                    self.blocks(blocks);
                }
                Block::SqlRun { sql, .. } => self.text(sql),
                Block::JsRun { source, .. } => self.text(source),
                Block::Predict(question) | Block::Quiz(question) => {
                    self.text(&question.ask);
                    // Why an option is right is not told by the search.
                    question.options.iter().for_each(|option| self.text(&option.says));
                }
                Block::Diagram(_) | Block::Rule | Block::SimPlay(_) | Block::Exercise(_) | Block::Notes(_) => {}
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        self.text(&Inline::plain(inlines));
    }

    fn text(&mut self, text: &str) {
        self.0.push_str(text);
        self.0.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::{Index, Target, closeness, fold};
    use crate::base::{Lang, Slug};
    use crate::course::Course;

    fn index(lang: &str) -> Index {
        Index::of(&Course::built_in().expect("the pack opens"), &Lang::new(lang).expect("a code"))
    }

    /// Made once for all queries tried.
    static KOREAN: LazyLock<Index> = LazyLock::new(|| index("ko"));

    fn slug(text: &str) -> Slug {
        Slug::new(text).expect("a slug")
    }

    #[test]
    fn words_and_parts_of_words_are_found_in_both_languages() {
        let (en, ko) = (index("en"), index("ko"));
        for (index, query) in
            [(&en, "snapsho"), (&en, "EVENT store"), (&ko, "주문"), (&ko, "이벤트 저장"), (&ko, "sqlite")]
        {
            let hits = index.find(query);
            assert!(!hits.is_empty(), "{query}");
            for hit in &hits {
                let shown = fold(&hit.excerpt);
                for mark in &hit.marks {
                    assert!(
                        query.split(' ').any(|word| shown[mark.clone()].contains(&word.to_lowercase())),
                        "{query}: {hit:?}"
                    );
                }
            }
        }
        for (index, query) in [(&en, ""), (&en, "  "), (&en, "zzzzzz"), (&en, "event zzzzzz")] {
            assert_eq!(index.find(query), [], "{query}");
        }
    }

    #[test]
    fn an_excerpt_is_cut_by_one_mark() {
        let mut index = Index::default();
        let long = format!("{} … needle {}… {}", "before ".repeat(9), "x".repeat(111), "after ".repeat(40));
        index.push(Target::Concept("it".into()), "title", "", &long);
        index.folded = fold(&index.text);
        let hits = index.find("needle");
        let excerpt = &hits.first().expect("it is found").excerpt;
        assert!(excerpt.starts_with('…') && excerpt.ends_with('…'), "{excerpt}");
        assert!(!excerpt.contains("……") && !excerpt.contains("… …"), "{excerpt}");
    }

    #[test]
    fn names_are_close_in_steps() {
        for (typed, name, wanted) in [
            ("", "anything", Some(0)),
            ("NEXT", "next section", Some(0)),
            ("sec", "next section", Some(1)),
            ("ecti", "next section", Some(2)),
            ("sec nex", "next section", Some(6)),
            ("nxsc", "next section", Some(13)),
            ("section x", "next section", Some(6)),
            ("zz", "next section", None),
            ("저장", "이벤트 저장소", Some(1)),
            ("벤트", "이벤트 저장소", Some(2)),
            ("이저", "이벤트 저장소", Some(11)),
        ] {
            assert_eq!(closeness(typed, name), wanted, "{typed}: {name}");
        }
    }

    #[test]
    fn titles_come_first_and_lead_to_their_place() {
        let en = index("en");
        let first = |query: &str| en.find(query).first().map(|hit| hit.place.target.clone());
        assert_eq!(first("count the pending orders"), Some(Target::Exercise(slug("first-query"))));
        assert_eq!(first("The event store"), Some(Target::Lesson(slug("the-event-store"), None)));
        assert!(en.find("aggregate").iter().any(|hit| hit.place.target == Target::Concept("es.aggregate".into())));
        let sections = en.find("aggregate").into_iter().filter(|hit| !hit.place.within.is_empty()).count();
        assert!(sections > 0, "a section is found within its lesson");
    }

    proptest! {
        #[test]
        fn folding_keeps_every_place(text in "\\PC{0,40}") {
            let folded = fold(&text);
            prop_assert_eq!(folded.len(), text.len());
            prop_assert!(text.char_indices().all(|(at, _)| folded.is_char_boundary(at)));
        }

        #[test]
        fn any_query_is_answered(query in "\\PC{0,12}") {
            for hit in KOREAN.find(&query) {
                prop_assert!(hit.marks.iter().all(|mark| hit.excerpt.get(mark.clone()).is_some()));
            }
        }
    }
}
