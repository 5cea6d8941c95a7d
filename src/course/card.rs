//! The card of handlers: what a simulation's handlers have, and the little JavaScript that they need, on one page.

use super::{Block, markdown};
use crate::base::Lang;

/// The card by language, the first for all others.
const CARDS: [(&str, &str); 2] =
    [("en", include_str!("../../assets/card/en.md")), ("ko", include_str!("../../assets/card/ko.md"))];

/// The card in a language, as blocks.
#[must_use]
pub fn handlers_card(lang: &Lang) -> Vec<Block> {
    let own = CARDS.iter().find(|(code, _)| *code == lang.as_str());
    let (_, text) = own.unwrap_or(&CARDS[0]);
    markdown::parse("card.md", text, 0, markdown::Kind::Text).blocks
}

#[cfg(test)]
mod tests {
    use super::{CARDS, markdown};

    #[test]
    fn the_card_is_whole_in_every_language() {
        let parsed = CARDS.map(|(_, text)| markdown::parse("card.md", text, 0, markdown::Kind::Text));
        for card in &parsed {
            assert!(card.problems.is_empty(), "{:?}", card.problems);
        }
        assert_eq!(parsed[0].blocks.len(), parsed[1].blocks.len());
    }
}
