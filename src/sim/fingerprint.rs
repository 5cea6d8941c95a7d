//! Fingerprints: 128 bits that tell two states apart.

use std::hash::{BuildHasherDefault, Hasher};

/// A state of a world, as 128 bits. Two states with the same future have the same one; that two others have it too is as
/// likely as a collision of a hash of that width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u128);

/// Odd, and as irregular as the fraction of the golden ratio is.
const FACTOR: u128 = 0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835;

impl Default for Fingerprint {
    /// Of nothing.
    fn default() -> Self {
        Self(FACTOR)
    }
}

impl Fingerprint {
    /// The fingerprint of this and of what follows, in this order: a number, or another fingerprint. Next to no work; for
    /// bytes there is [`Printer`].
    #[must_use]
    pub fn and(self, more: u128) -> Self {
        let mixed = (self.0.rotate_left(47) ^ more).wrapping_mul(FACTOR);
        let mixed = (mixed ^ (mixed >> 67)).wrapping_mul(FACTOR);
        Self(mixed ^ (mixed >> 61))
    }
}

/// Makes fingerprints: BLAKE3 over what is written, every part with its length, cut to 128 bits.
#[derive(Debug, Clone, Default)]
pub struct Printer(Vec<u8>);

impl Printer {
    /// Adds a number.
    pub fn number(&mut self, number: u64) -> &mut Self {
        self.0.extend_from_slice(&number.to_le_bytes());
        self
    }

    /// Adds bytes.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.number(bytes.len() as u64);
        self.0.extend_from_slice(bytes);
        self
    }

    /// What has been written so far.
    #[must_use]
    pub fn print(&self) -> Fingerprint {
        let mut half = [0; 16];
        half.copy_from_slice(&blake3::hash(&self.0).as_bytes()[..16]);
        Fingerprint(u128::from_le_bytes(half))
    }
}

/// What keys that are fingerprints are found by: some of their bits, which are as good as any hash of them.
pub type ByPrint = BuildHasherDefault<Bits>;

/// Takes bits of a fingerprint for a hash.
#[derive(Debug, Default)]
pub struct Bits(u64);

impl Hasher for Bits {
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u128(u128::from(*byte));
        }
    }

    fn write_u128(&mut self, bits: u128) {
        let low = u64::try_from(bits & u128::from(u64::MAX)).expect("64 bits are left");
        self.0 = self.0.rotate_left(29) ^ low;
    }

    fn write_usize(&mut self, number: usize) {
        self.0 = self.0.rotate_left(29) ^ number as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
