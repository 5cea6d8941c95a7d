//! Korean particles (조사): their form follows the sound that the word before them ends in, `주문을` and `결제를`.
//!
//! For Hangul that sound is in the code point; for abbreviations it is that of the last letter's name, for words in Latin
//! letters that of the ending where spelling settles it. Where readers differ (`CAP`), nothing is settled.

/// The sound at the end of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// No final consonant.
    Open,
    /// A final ㄹ, after which 로 follows.
    Rieul,
    /// Another final consonant.
    Closed,
}

/// Particles in pairs: after a consonant, after a vowel.
pub(crate) const PAIRS: [(&str, &str); 5] = [("을", "를"), ("은", "는"), ("이", "가"), ("과", "와"), ("으로", "로")];

/// How the program's texts write a particle whose form hangs on an argument, and its forms after a consonant and a vowel.
const OPEN: [(&str, &str, &str); 7] = [
    ("을(를)", "을", "를"),
    ("은(는)", "은", "는"),
    ("이(가)", "이", "가"),
    ("와(과)", "과", "와"),
    ("과(와)", "과", "와"),
    ("(으)로", "으로", "로"),
    ("(이)라", "이라", "라"),
];

/// What may close around a word before its particle.
const CLOSING: [char; 9] = ['`', '"', '\'', '”', '’', ')', ']', '」', '』'];

/// Puts the one form that is right for each particle written with both, `주문을(를)`; where the sound is not settled,
/// both stay.
pub(crate) fn settle(text: String) -> String {
    if !text.contains(['(']) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let found = OPEN.iter().find(|(both, ..)| rest.starts_with(both));
        if let Some((both, closed, open)) = found
            && let Some(end) = End::of(out.trim_end_matches(CLOSING))
        {
            out.push_str(end.choose(closed, open));
            rest = &rest[both.len()..];
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

impl End {
    /// Of a particle's two forms, the one that follows.
    pub(crate) fn choose<'p>(self, closed: &'p str, open: &'p str) -> &'p str {
        match self {
            Self::Open => open,
            Self::Rieul if open == "로" => open,
            Self::Rieul | Self::Closed => closed,
        }
    }

    pub(crate) fn of(text: &str) -> Option<Self> {
        let last = text.chars().next_back()?;
        if ('가'..='힣').contains(&last) {
            return Some(match (u32::from(last) - u32::from('가')) % 28 {
                0 => End::Open,
                8 => End::Rieul,
                _ => End::Closed,
            });
        }
        let start = text
            .rfind(|c: char| !c.is_ascii_alphanumeric())
            .map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
        let word = &text[start..];
        let letters: Vec<char> = word.chars().filter(char::is_ascii_alphabetic).collect();
        if last.is_ascii_digit() {
            return digit(last, letters.is_empty());
        }
        if !last.is_ascii_alphabetic() {
            return None;
        }
        let capitals = letters.iter().rev().take_while(|c| c.is_ascii_uppercase()).count();
        let spelled = by_letter(last.to_ascii_uppercase());
        let spoken = by_sound(last.to_ascii_lowercase());
        if capitals == 0 || (capitals == 1 && letters.len() > 1) {
            return spoken;
        }
        // Short abbreviations without a vowel, or that end in a letter both ways alike, are read letter by letter.
        let can_be_a_word = capitals >= 3 && letters.iter().any(|c| "AEIOU".contains(*c));
        if can_be_a_word && spoken != Some(spelled) { None } else { Some(spelled) }
    }
}

/// Korean numbers; after letters only where the English reading (`v2`, `S3`) ends alike.
fn digit(last: char, alone: bool) -> Option<End> {
    Some(match last {
        '2' | '4' | '5' => End::Open,
        '9' if alone => End::Open,
        '1' | '7' | '8' if alone => End::Rieul,
        '0' | '3' | '6' if alone => End::Closed,
        _ => return None,
    })
}

/// Letters by their names: 엘, 엠, 엔 and 알 end in consonants.
fn by_letter(letter: char) -> End {
    match letter {
        'L' | 'R' => End::Rieul,
        'M' | 'N' => End::Closed,
        _ => End::Open,
    }
}

/// Words by their last letter, where spelling settles how Korean writes them.
fn by_sound(letter: char) -> Option<End> {
    match letter {
        'm' | 'n' => Some(End::Closed),
        'l' => Some(End::Rieul),
        'a' | 'd' | 'f' | 'h' | 'i' | 'o' | 'r' | 's' | 'u' | 'v' | 'w' | 'x' | 'y' | 'z' => Some(End::Open),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::settle;

    #[test]
    fn a_particle_written_both_ways_takes_the_form_that_is_heard() {
        for (text, wanted) in [
            ("주문을(를) 결제은(는) 값이(가)", "주문을 결제는 값이"),
            ("“쓰기”이(가) `orders`을(를) “SQL”와(과)", "“쓰기”가 `orders`를 “SQL”과"),
            ("길(으)로 URL(으)로 JSON(으)로 표(으)로", "길로 URL로 JSON으로 표로"),
            ("3와(과) 2와(과) (둘)은(는)", "3과 2와 (둘)은"),
            ("`table`은(는) CAP이(가)", "`table`은(는) CAP이(가)"),
            ("을(를)", "을(를)"),
            ("f(x)", "f(x)"),
        ] {
            assert_eq!(settle(text.to_owned()), wanted, "{text}");
        }
    }
}
