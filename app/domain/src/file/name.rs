//! The name of a file, made harmless: it is shown on pages, and a browser saves the file under it.

use std::fmt;

use thiserror::Error;

use super::kind::FileKind;
use crate::legible::legible;

/// The most characters before the ending; what is longer is cut.
pub const LONGEST_NAME: usize = 100;

/// Names that Windows keeps for devices.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// A name with the ending of its kind: no folders, nothing that cannot be seen, nothing that a file system refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    stem: String,
    kind: FileKind,
}

/// Why a name is none.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NameFault {
    #[error("Choose a file")]
    Missing,
    #[error("The file must be a {}", FileKind::IN_WORDS)]
    Kind,
    #[error("Word documents with macros cannot be attached. Save it as .docx without macros")]
    Macros,
}

impl FileName {
    /// Reads what a browser sent. What comes before the last slash or backslash are folders of somebody’s own.
    ///
    /// # Errors
    /// Where there is no name, or its ending is none of those that can be attached.
    pub fn read(sent: &str) -> Result<Self, NameFault> {
        let sent = sent.rsplit(['/', '\\']).next().unwrap_or_default();
        let name = legible(sent);
        let name = name.trim_matches(|letter: char| letter.is_whitespace() || letter == '.');
        if name.is_empty() {
            return Err(NameFault::Missing);
        }
        let (stem, ending) = name.rsplit_once('.').ok_or(NameFault::Kind)?;
        let kind = FileKind::of_ending(ending).ok_or_else(|| match ending {
            _ if is_macro(ending) => NameFault::Macros,
            _ => NameFault::Kind,
        })?;
        Ok(Self {
            stem: harmless(stem),
            kind,
        })
    }

    pub const fn kind(&self) -> FileKind {
        self.kind
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.stem, self.kind.code())
    }
}

fn is_macro(ending: &str) -> bool {
    ["docm", "dotm", "xlsm", "xltm", "xlsb", "xlam", "pptm"]
        .iter()
        .any(|one| ending.eq_ignore_ascii_case(one))
}

fn harmless(stem: &str) -> String {
    let plain: String = stem
        .chars()
        .map(|letter| match letter {
            '<' | '>' | ':' | '"' | '|' | '?' | '*' | '/' | '\\' | '%' | ';' | '`' | '$' => '-',
            letter if letter.is_whitespace() => ' ',
            letter => letter,
        })
        .collect();
    let words: Vec<&str> = plain.split(' ').filter(|word| !word.is_empty()).collect();
    let short: String = words.join(" ").chars().take(LONGEST_NAME).collect();
    let short = short.trim_matches(|letter| matches!(letter, ' ' | '.'));
    let first = short
        .split('.')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    if short.is_empty() || short.chars().all(|letter| letter == '-') {
        "file".to_owned()
    } else if is_device(&first) {
        format!("file {short}")
    } else {
        short.to_owned()
    }
}

fn is_device(name: &str) -> bool {
    let numbered = ["com", "lpt"]
        .iter()
        .filter_map(|port| name.strip_prefix(port))
        .any(|number| number.chars().count() == 1);
    numbered || DEVICES.contains(&name.trim_end())
}
