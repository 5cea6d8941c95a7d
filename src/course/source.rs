//! Where a pack's files come from.

/// Reads a pack's files by relative path with `/`.
pub trait Source {
    /// The bytes of a file, or none where there is no such file.
    fn read(&self, path: &str) -> Option<Vec<u8>>;

    /// All paths, sorted.
    fn paths(&self) -> Vec<String>;
}
