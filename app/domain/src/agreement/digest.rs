//! SHA-256, and a text that is sealed by it part by part.

use std::fmt;
use std::fmt::Write;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use super::canonical::{NotCanonical, canonical};

/// A SHA-256. Stored, sent and printed as 64 digits in lower case.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest([u8; 32]);

/// A text that is no SHA-256.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("Enter the 64 digits of a SHA-256, from 0 to 9 and from a to f")]
pub struct NotADigest;

impl Digest {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut digits = String::with_capacity(64);
        for byte in self.0 {
            write!(digits, "{byte:02x}")?;
        }
        f.pad(&digits)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl FromStr for Digest {
    type Err = NotADigest;

    /// Reads digits in either case, with blanks between them as people copy them from paper.
    fn from_str(typed: &str) -> Result<Self, NotADigest> {
        let digits: Vec<u8> = typed
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .map(|letter| {
                letter
                    .to_digit(16)
                    .and_then(|digit| u8::try_from(digit).ok())
            })
            .collect::<Option<_>>()
            .ok_or(NotADigest)?;
        let bytes: Vec<u8> = digits
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit))
            .collect();
        let bytes = (digits.len() == 64).then_some(bytes).ok_or(NotADigest)?;
        bytes.try_into().map(Self).map_err(|_| NotADigest)
    }
}

impl TryFrom<String> for Digest {
    type Error = NotADigest;

    fn try_from(stored: String) -> Result<Self, NotADigest> {
        stored.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

/// One part of a sealed text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which: `head`, `term-4`, `memorandum-fund` …
    pub name: String,
    /// In canonical form.
    pub text: String,
}

impl Part {
    /// # Errors
    /// A value without a canonical form.
    pub fn new<T: Serialize>(name: impl Into<String>, value: &T) -> Result<Self, NotCanonical> {
        Ok(Self {
            name: name.into(),
            text: canonical(value)?,
        })
    }

    pub fn digest(&self) -> Digest {
        Digest::of(self.text.as_bytes())
    }
}

/// The text of an agreement as it is stored for ever, in parts, with the digest that is printed on it.
///
/// The digest is that of a list of the parts with the digest of each. So one part can be shown to belong to an
/// agreement without the others, and two versions say at once which parts differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    pub parts: Vec<Part>,
    pub digest: Digest,
}

/// A line of the list that is digested.
#[derive(Serialize)]
struct Listed<'a> {
    name: &'a str,
    sha256: Digest,
}

impl Sealed {
    /// # Errors
    /// Never for parts with text in them: see [`NotCanonical`].
    pub fn of(parts: Vec<Part>) -> Result<Self, NotCanonical> {
        let digest = digest_of(&parts)?;
        Ok(Self { parts, digest })
    }

    /// Whether the parts still give the digest that was noted with them.
    pub fn is_whole(&self) -> bool {
        digest_of(&self.parts) == Ok(self.digest)
    }

    pub fn part(&self, name: &str) -> Option<&Part> {
        self.parts.iter().find(|part| part.name == name)
    }

    /// The names of the parts in which two texts differ, those that only one of them has among them.
    pub fn differing<'a>(&'a self, other: &'a Self) -> Vec<&'a str> {
        let changed = |here: &'a Self, there: &'a Self| {
            here.parts
                .iter()
                .filter(|part| {
                    let same = there.part(&part.name);
                    same.is_none_or(|same| same.text != part.text)
                })
                .map(|part| part.name.as_str())
        };
        let mut names: Vec<&str> = changed(self, other).chain(changed(other, self)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// The digest of a text, worked out from its parts.
///
/// # Errors
/// Never for parts with text in them: see [`NotCanonical`].
pub fn digest_of(parts: &[Part]) -> Result<Digest, NotCanonical> {
    let list: Vec<Listed<'_>> = parts
        .iter()
        .map(|part| Listed {
            name: &part.name,
            sha256: part.digest(),
        })
        .collect();
    Ok(Digest::of(canonical(&list)?.as_bytes()))
}
