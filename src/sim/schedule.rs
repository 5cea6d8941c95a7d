//! Schedules: a story as what is different in it from the natural run, and the id that carries it whole.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Actor, Cause, Step};

/// A short name of a step among those that may come next beside it: [`Tag::BITS`] bits of its cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Tag(u16);

impl Tag {
    const BITS: u32 = 10;
    const ALL: u16 = (1 << Self::BITS) - 1;

    /// The tags of steps, in their order; a tag that is taken moves on to the next that is free.
    pub(super) fn of(steps: &[Step]) -> Vec<Self> {
        let mut taken = BTreeSet::new();
        let tag = |step: &Step| {
            let Cause(cause) = step.cause;
            let folded = cause ^ (cause >> 17) ^ (cause >> 41) ^ (u64::from(step.actor.0) << 3) ^ step.kind as u64;
            let mut tag = Self(u16::try_from(folded & u64::from(Self::ALL)).expect("ten bits are left"));
            while !taken.insert(tag) && taken.len() <= usize::from(Self::ALL) {
                tag = Self((tag.0 + 1) & Self::ALL);
            }
            tag
        };
        steps.iter().map(tag).collect()
    }
}

/// Something that comes before the step that the natural order would have taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Deviation {
    /// Whose step has to wait; none where the world would rest.
    pub actor: Option<Actor>,
    /// How many steps that actor has taken before; 0 without one.
    pub nth: u32,
    /// What comes first.
    pub tag: Tag,
}

/// A story: the natural run without some parts of its workload, and with deviations, in their order.
///
/// Any list of deviations is a schedule: one that finds no place is passed over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Schedule {
    /// Parts of the workload that are left out.
    pub without: BTreeSet<u16>,
    /// What is different.
    pub deviations: Vec<Deviation>,
}

/// Why an id is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Malformed {
    /// A character that no id has.
    Character,
    /// It ends too early or goes on too long.
    Length,
    /// Made by another version of the format.
    Version,
    /// A typing error: the check digit is another.
    CheckDigit,
}

/// Digits as Crockford has them: none is taken for another when read aloud or copied by hand.
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
const VERSION: u8 = 1;
/// Digits of the digest that say for which answer and content an id was made.
const DIGEST: usize = 4;

impl Schedule {
    /// The id: version, digest, the deviations, and a check digit; 7 digits and 4 to 6 for each deviation.
    #[must_use]
    pub fn id(&self, digest: u32) -> String {
        let mut digits = vec![VERSION];
        fixed(&mut digits, digest, DIGEST);
        number(&mut digits, u32::try_from(self.without.len()).unwrap_or(u32::MAX));
        self.without.iter().for_each(|part| number(&mut digits, u32::from(*part)));
        for Deviation { actor, nth, tag } in &self.deviations {
            number(&mut digits, actor.map_or(0, |actor| u32::from(actor.0) + 1));
            number(&mut digits, *nth);
            fixed(&mut digits, u32::from(tag.0), 2);
        }
        digits.push(check_digit(&digits));
        digits.iter().map(|digit| char::from(DIGITS[usize::from(*digit)])).collect()
    }

    /// A schedule and the digest from an id. Capitals are taken for small letters, `i` and `l` for 1, `o` for 0.
    ///
    /// # Errors
    /// It is no id of this version.
    pub fn parse(id: &str) -> Result<(Self, u32), Malformed> {
        let digits = id.bytes().map(digit).collect::<Option<Vec<u8>>>().ok_or(Malformed::Character)?;
        let (check, digits) = digits.split_last().ok_or(Malformed::Length)?;
        if digits.first().is_some_and(|version| *version != VERSION) {
            return Err(Malformed::Version);
        }
        if check_digit(digits) != *check {
            return Err(Malformed::CheckDigit);
        }
        let mut reader = Reader(digits.get(1..).ok_or(Malformed::Length)?);
        let digest = reader.fixed(DIGEST)?;
        let parts = reader.number()?;
        let mut schedule = Self::default();
        for _ in 0..parts {
            schedule.without.insert(reader.short()?);
        }
        while !reader.0.is_empty() {
            let actor = reader.short()?.checked_sub(1).map(Actor);
            let nth = reader.number()?;
            let tag = Tag(u16::try_from(reader.fixed(2)?).map_err(|_| Malformed::Length)?);
            schedule.deviations.push(Deviation { actor, nth, tag });
        }
        Ok((schedule, digest))
    }

    /// As many bits of a digest as an id keeps.
    #[must_use]
    pub fn digest(full: u128) -> u32 {
        u32::try_from(full & ((1 << (5 * DIGEST)) - 1)).expect("twenty bits are left")
    }
}

/// A number in so many digits of five bits, the highest first.
fn fixed(digits: &mut Vec<u8>, number: u32, count: usize) {
    let place = |at: usize| u8::try_from((number >> (5 * at)) & 31).expect("five bits are left");
    digits.extend((0..count).rev().map(place));
}

/// A number in as many digits as it needs: four bits each, the lowest first, and one that says that more follow.
fn number(digits: &mut Vec<u8>, mut number: u32) {
    loop {
        let low = u8::try_from(number & 15).expect("four bits are left");
        number >>= 4;
        digits.push(if number == 0 { low } else { low | 16 });
        if number == 0 {
            return;
        }
    }
}

/// The digits as a polynomial over GF(32) (x^5 + x^2 + 1) at its generator: tells any one wrong digit, and any two
/// neighbours that changed places.
fn check_digit(digits: &[u8]) -> u8 {
    digits.iter().fold(0, |rest: u8, digit| {
        let sum = rest ^ digit;
        ((sum << 1) & 31) ^ if sum & 16 == 0 { 0 } else { 0b0_0101 }
    })
}

fn digit(byte: u8) -> Option<u8> {
    let byte = match byte.to_ascii_lowercase() {
        b'i' | b'l' => b'1',
        b'o' => b'0',
        other => other,
    };
    DIGITS.iter().position(|digit| *digit == byte).and_then(|at| u8::try_from(at).ok())
}

/// Digits to read.
struct Reader<'d>(&'d [u8]);

impl Reader<'_> {
    fn one(&mut self) -> Result<u8, Malformed> {
        let (first, rest) = self.0.split_first().ok_or(Malformed::Length)?;
        self.0 = rest;
        Ok(*first)
    }

    fn fixed(&mut self, count: usize) -> Result<u32, Malformed> {
        (0..count).try_fold(0, |number, _| Ok(number << 5 | u32::from(self.one()?)))
    }

    fn number(&mut self) -> Result<u32, Malformed> {
        let mut number = 0;
        for shift in (0..32).step_by(4) {
            let digit = self.one()?;
            number |= u32::from(digit & 15) << shift;
            if digit < 16 {
                return Ok(number);
            }
        }
        Err(Malformed::Length)
    }

    fn short(&mut self) -> Result<u16, Malformed> {
        u16::try_from(self.number()?).map_err(|_| Malformed::Length)
    }
}
