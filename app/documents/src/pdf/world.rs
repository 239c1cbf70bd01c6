//! All that the typesetter can see: one template, one file of data, the fonts. There is no disk and no clock in it.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt};

use super::fonts::FONTS;

/// Which document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    Paper,
    Brief,
}

/// The parts that never change.
struct Always {
    library: LazyHash<Library>,
    paper: Source,
    brief: Source,
    look: Source,
    data: FileId,
}

static ALWAYS: LazyLock<Always> = LazyLock::new(|| Always {
    // Headings of rows, which screen readers say before each cell, are among the features still being tried.
    library: LazyHash::new(
        Library::builder()
            .with_features([Feature::A11yExtras].into_iter().collect())
            .build(),
    ),
    paper: source("paper.typ", include_str!("../templates/paper.typ")),
    brief: source("brief.typ", include_str!("../templates/brief.typ")),
    look: source("look.typ", include_str!("../templates/look.typ")),
    data: file("data.json"),
});

pub struct World {
    template: Template,
    data: Bytes,
}

impl World {
    pub fn new(template: Template, data: Vec<u8>) -> Self {
        Self {
            template,
            data: Bytes::new(data),
        }
    }

    fn template(&self) -> &'static Source {
        match self.template {
            Template::Paper => &ALWAYS.paper,
            Template::Brief => &ALWAYS.brief,
        }
    }
}

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("our names are paths");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn source(name: &str, text: &str) -> Source {
    Source::new(file(name), text.to_owned())
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &ALWAYS.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        self.template().id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [self.template(), &ALWAYS.look]
            .into_iter()
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == ALWAYS.data {
            Ok(self.data.clone())
        } else {
            Err(FileError::AccessDenied)
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
