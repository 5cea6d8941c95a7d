//! One opened pack.

use std::borrow::Cow;
use std::sync::OnceLock;

use super::contents::{Contents, Head};
use super::source::Unread;
use super::{Catalog, Concepts, Problem, Source, concept};
use crate::base::{Slug, Translated};

/// A pack's files, with what is known of them.
#[derive(Debug)]
pub(super) struct Pack {
    source: Box<dyn Source>,
    /// `pack.toml`.
    pub head: Head,
    /// The table of contents.
    pub catalog: Catalog,
    /// What could not be listed.
    pub problems: Vec<Problem>,
    paths: OnceLock<Vec<String>>,
    concepts: OnceLock<Result<Concepts, Problem>>,
    /// The concepts of an embedded pack.
    #[cfg(embedded_pack)]
    encoded: Option<&'static [u8]>,
}

impl Pack {
    /// Opens a pack by reading its files.
    pub(super) fn open(source: Box<dyn Source>) -> Result<Self, Problem> {
        let (contents, problems) = Contents::of(&*source)?;
        Ok(Self::with(source, contents, problems))
    }

    /// A pack whose contents are known.
    pub(super) fn with(source: Box<dyn Source>, contents: Contents, problems: Vec<Problem>) -> Self {
        let Contents { head, catalog } = contents;
        Self {
            source,
            head,
            catalog,
            problems,
            paths: OnceLock::new(),
            concepts: OnceLock::new(),
            #[cfg(embedded_pack)]
            encoded: None,
        }
    }

    /// The pack that is embedded in the program.
    #[cfg(embedded_pack)]
    pub(super) fn embedded(bytes: &'static [u8]) -> Self {
        let super::blob::Opened { contents, concepts, files } = super::blob::open(bytes);
        Self { encoded: Some(concepts), ..Self::with(Box::new(files), contents, Vec::new()) }
    }

    /// The pack's concepts, read once.
    pub(super) fn concepts(&self) -> Result<&Concepts, Problem> {
        let read = || {
            #[cfg(embedded_pack)]
            if let Some(encoded) = self.encoded {
                return Ok(super::blob::decode(encoded));
            }
            concept::load(self.source())
        };
        self.concepts.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    /// Files without a table of contents.
    pub(super) fn bare(source: Box<dyn Source>) -> Self {
        let id = Slug::new("bare").expect("`bare` is a slug");
        let head = Head { format: 1, id, languages: Vec::new(), title: Translated::default() };
        Self::with(source, Contents { head, catalog: Catalog::default() }, Vec::new())
    }

    pub(super) fn source(&self) -> &dyn Source {
        &*self.source
    }

    /// All paths, sorted, listed once.
    pub(super) fn paths(&self) -> &[String] {
        self.paths.get_or_init(|| self.source.paths())
    }

    /// Paths that begin with `prefix`, which ends in `/`.
    pub(super) fn under(&self, prefix: &str) -> &[String] {
        let paths = self.paths();
        let start = paths.partition_point(|path| path.as_str() < prefix);
        let len = paths[start..].iter().take_while(|path| path.starts_with(prefix)).count();
        &paths[start..start + len]
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.paths().binary_search_by(|there| there.as_str().cmp(path)).is_ok()
    }

    pub(super) fn read(&self, path: &str) -> Result<Cow<'static, [u8]>, Unread> {
        self.source.read(path)
    }

    /// A file as text, or what is wrong with it.
    pub(super) fn text(&self, path: &str) -> Result<String, Problem> {
        self.source.text_or_problem(path)
    }
}
