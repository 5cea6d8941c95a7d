//! Fingerprints: 128 bits that tell two states apart.

/// A state of a world, as 128 bits. Two states with the same future have the same one; that two others have it too is as
/// likely as a collision of a hash of that width.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub u128);

/// Makes fingerprints: BLAKE3 over what is written, every part with its length, cut to 128 bits.
#[derive(Debug, Clone, Default)]
pub struct Printer(blake3::Hasher);

impl Printer {
    /// Adds a number.
    pub fn number(&mut self, number: u64) -> &mut Self {
        self.0.update(&number.to_le_bytes());
        self
    }

    /// Adds bytes.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.number(bytes.len() as u64);
        self.0.update(bytes);
        self
    }

    /// What has been written so far.
    #[must_use]
    pub fn print(&self) -> Fingerprint {
        let mut half = [0; 16];
        half.copy_from_slice(&self.0.finalize().as_bytes()[..16]);
        Fingerprint(u128::from_le_bytes(half))
    }
}
