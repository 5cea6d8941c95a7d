//! Texts that tell careless answers apart.

use unicode_normalization::UnicodeNormalization;

use crate::base::Stream;
use crate::course::exercise::TextKind;

const GIVEN: [&str; 12] =
    ["Ada", "Grace", "José", "Zoë", "Mary Ann", "민지", "서준", "하늘", "Łukasz", "ada", "D'Arcy", "지우"];
const FAMILY: [&str; 12] =
    ["Kim", "O'Brien", "van der Berg", "김", "이", "박", "Müller", "Lovelace", "de la Cruz", "KIM", "최", "Li"];
const KIND: [&str; 10] = ["Blue", "Small", "Classic", "Folding", "Hand-made", "작은", "파란", "Old", "New", "Quiet"];
const THING: [&str; 10] = ["Mug", "Lamp", "Notebook", "Bag", "Chair", "머그", "책", "Clock", "Pen", "우산"];
const ANY: [&str; 20] = [
    "", " ", "  x", "x  ", "'", "O''B", "\"q\"", "%", "100%", "_", "a_b", "A_B", "NULL", "0", "-1", "é", "한글", "😀",
    "a\nb", "\\",
];

/// A text of a kind; one in four with accents or Korean is decomposed (NFD).
pub(super) fn text(kind: TextKind, stream: &mut Stream) -> String {
    let made = match kind {
        TextKind::Name => two(stream, &GIVEN, &FAMILY),
        TextKind::Title => two(stream, &KIND, &THING),
        TextKind::Email => {
            let names = ["ada", "grace", "minji", "seojun", "o.brien", "zoe", "li+shop", "kim_j"];
            let name = stream.pick(&names).copied().unwrap_or_default();
            return format!("{name}{}@example.com", stream.below(100));
        }
        TextKind::Any => {
            if stream.chance(300_000) {
                two(stream, &GIVEN, &THING)
            } else {
                stream.pick(&ANY).copied().unwrap_or_default().to_owned()
            }
        }
    };
    if !made.is_ascii() && stream.chance(250_000) { made.nfd().collect() } else { made }
}

fn two(stream: &mut Stream, first: &[&str], second: &[&str]) -> String {
    let words = [stream.pick(first), stream.pick(second)];
    words.into_iter().flatten().copied().collect::<Vec<_>>().join(" ")
}
