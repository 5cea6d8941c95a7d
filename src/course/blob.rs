//! The built-in pack as one blob: its table of contents, a table of paths, and the bytes of its files.
//!
//! `build.rs` packs it, release builds embed it. Opening decodes the table of contents alone; the table of paths is looked
//! at when the first file is read. Both halves of the format are here. Also compiled into `build.rs`.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::contents::Contents;
use super::source::{Source, Unread};

/// A blob: two lengths, the contents, the table, the bytes.
#[derive(Debug)]
pub(super) struct Blob {
    table: &'static [u8],
    bytes: &'static [u8],
    files: OnceLock<Vec<Entry>>,
}

/// A file's path, and where it begins and ends in the bytes.
type Entry = (&'static str, u32, u32);

/// Lengths are little-endian `u32`s.
const LENGTH: usize = 4;

/// Packs contents and files, which are sorted by path.
pub(super) fn pack(contents: &Contents, files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut table = Vec::with_capacity(files.len());
    let mut bytes = Vec::new();
    for (path, file) in files {
        let start = length(bytes.len());
        bytes.extend_from_slice(file);
        table.push((path.as_str(), start, length(bytes.len())));
    }
    let contents = postcard::to_stdvec(contents).expect("contents are plain data");
    let table = postcard::to_stdvec(&table).expect("a table is plain data");
    let mut blob = Vec::new();
    for part in [&contents, &table] {
        blob.extend_from_slice(&length(part.len()).to_le_bytes());
    }
    for part in [contents, table, bytes] {
        blob.extend_from_slice(&part);
    }
    blob
}

fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("the pack is smaller than 4 GB")
}

impl Blob {
    /// Opens what [`pack`] made.
    ///
    /// Cost: one decoding of the contents.
    pub(super) fn open(blob: &'static [u8]) -> (Self, Contents) {
        let (lengths, rest) = blob.split_at(2 * LENGTH);
        let length = |at: usize| {
            let bytes = lengths[at..at + LENGTH].try_into().expect("a length is four bytes");
            usize::try_from(u32::from_le_bytes(bytes)).expect("an address is at least 32 bits")
        };
        let (contents, rest) = rest.split_at(length(0));
        let (table, bytes) = rest.split_at(length(LENGTH));
        let contents = postcard::from_bytes(contents).expect("the blob was packed by this version of the program");
        (Self { table, bytes, files: OnceLock::new() }, contents)
    }

    fn files(&self) -> &[Entry] {
        self.files.get_or_init(|| {
            postcard::from_bytes(self.table).expect("the blob was packed by this version of the program")
        })
    }
}

impl Source for Blob {
    fn read(&self, path: &str) -> Result<Cow<'static, [u8]>, Unread> {
        let files = self.files();
        let at = files.binary_search_by(|(there, ..)| (*there).cmp(path)).map_err(|_| Unread::Missing)?;
        let (_, start, end) = files[at];
        Ok(Cow::Borrowed(&self.bytes[start as usize..end as usize]))
    }

    fn paths(&self) -> Vec<String> {
        self.files().iter().map(|(path, ..)| (*path).to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Blob;
    use crate::course::contents::Contents;
    use crate::course::source::{Source, Unread};
    use crate::course::tests::sound;

    #[test]
    fn what_is_packed_is_read() {
        let memory = sound();
        let source: &dyn Source = &memory;
        let (contents, _) = Contents::of(source).expect("a sound pack");
        let files: Vec<_> =
            source.paths().into_iter().map(|path| (path.clone(), source.read(&path).unwrap().into_owned())).collect();
        let blob: &'static [u8] = super::pack(&contents, &files).leak();
        let (embedded, opened) = Blob::open(blob);
        assert_eq!(opened, contents);
        assert_eq!(embedded.paths(), source.paths());
        for (path, bytes) in &files {
            assert_eq!(embedded.read(path).unwrap().as_ref(), bytes.as_slice(), "{path}");
        }
        assert_eq!(embedded.read("no/such").unwrap_err(), Unread::Missing);
    }
}
