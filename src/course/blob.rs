//! The built-in pack as one blob: its table of contents, its concepts, a table of paths, and the bytes of its files.
//!
//! `build.rs` packs it, release builds embed it. Opening decodes the table of contents alone; the rest is looked at when it
//! is asked for. Both halves of the format are here. Also compiled into `build.rs`.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::Deserialize;

use super::Concepts;
use super::contents::Contents;
use super::source::{Source, Unread};

/// A blob: three lengths, the contents, the concepts, the table, the bytes.
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

/// Packs contents, concepts, and files, which are sorted by path.
#[allow(dead_code, reason = "`build.rs` packs; the program only opens")]
pub(super) fn pack(contents: &Contents, concepts: &Concepts, files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut table = Vec::with_capacity(files.len());
    let mut bytes = Vec::new();
    for (path, file) in files {
        let start = length(bytes.len());
        bytes.extend_from_slice(file);
        table.push((path.as_str(), start, length(bytes.len())));
    }
    let parts = [postcard::to_stdvec(contents), postcard::to_stdvec(concepts), postcard::to_stdvec(&table)];
    let parts = parts.map(|part| part.expect("lists of texts and numbers can be encoded"));
    let mut blob = Vec::new();
    for part in &parts {
        blob.extend_from_slice(&length(part.len()).to_le_bytes());
    }
    for part in parts.into_iter().chain([bytes]) {
        blob.extend_from_slice(&part);
    }
    blob
}

#[allow(dead_code, reason = "as for `pack`")]
fn length(bytes: usize) -> u32 {
    u32::try_from(bytes).expect("the pack is smaller than 4 GB")
}

/// What a blob holds, opened.
pub(super) struct Opened {
    /// The table of contents.
    pub contents: Contents,
    /// [`Concepts`], to be given to [`decode`] when they are asked for.
    pub concepts: &'static [u8],
    /// The files.
    pub files: Blob,
}

/// Decodes a part that [`pack`] encoded.
pub(super) fn decode<T: Deserialize<'static>>(part: &'static [u8]) -> T {
    postcard::from_bytes(part).expect("the blob was packed by this version of the program")
}

/// Opens what [`pack`] made.
///
/// Cost: one decoding of the contents.
pub(super) fn open(mut rest: &'static [u8]) -> Opened {
    let lengths = [(); 3].map(|()| {
        let (length, after) = rest.split_first_chunk::<LENGTH>().expect("a blob begins with its lengths");
        rest = after;
        usize::try_from(u32::from_le_bytes(*length)).expect("an address is at least 32 bits")
    });
    let [contents, concepts, table] = lengths.map(|length| {
        let (part, after) = rest.split_at(length);
        rest = after;
        part
    });
    Opened { contents: decode(contents), concepts, files: Blob { table, bytes: rest, files: OnceLock::new() } }
}

impl Blob {
    fn files(&self) -> &[Entry] {
        self.files.get_or_init(|| decode(self.table))
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
    use crate::base::{Lang, Slug};
    use crate::course::contents::Contents;
    use crate::course::pack::Pack;
    use crate::course::source::{Source, Unread};
    use crate::course::tests::sound;
    use crate::course::{Concepts, Course, concept};

    #[test]
    fn what_is_packed_is_read() {
        let memory = sound();
        let source: &dyn Source = &memory;
        let (contents, _) = Contents::of(source).expect("a sound pack");
        let files: Vec<_> =
            source.paths().into_iter().map(|path| (path.clone(), source.read(&path).unwrap().into_owned())).collect();
        let concepts = concept::load(source).expect("sound concepts");
        let opened = super::open(super::pack(&contents, &concepts, &files).leak());
        assert_eq!(opened.contents, contents);
        assert_eq!(super::decode::<Concepts>(opened.concepts), concepts);
        let embedded = opened.files;
        assert_eq!(embedded.paths(), source.paths());
        for (path, bytes) in &files {
            assert_eq!(embedded.read(path).unwrap().as_ref(), bytes.as_slice(), "{path}");
        }
        assert_eq!(embedded.read("no/such").unwrap_err(), Unread::Missing);

        // The same course, whether embedded or read.
        let embedded = Course::of(vec![Pack::with(Box::new(embedded), opened.contents, Vec::new())]);
        let read = Course::from_source(Box::new(memory)).expect("a sound pack");
        assert_eq!(embedded.catalog(), read.catalog());
        for slug in ["alpha", "sum"].map(|slug| Slug::new(slug).expect("a slug")) {
            for lang in ["en", "ko"].map(|lang| Lang::new(lang).expect("a code")) {
                assert_eq!(embedded.lesson(&slug, &lang), read.lesson(&slug, &lang));
                assert_eq!(embedded.text(&slug, &lang), read.text(&slug, &lang));
            }
            assert_eq!(embedded.exercise(&slug), read.exercise(&slug));
        }
    }
}
