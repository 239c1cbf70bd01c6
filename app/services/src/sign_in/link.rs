//! A link: its kinds, where it leads, and why it may not open.

use chrono::{DateTime, TimeDelta, Utc};
use domain::process::Role;
use sea_orm::DbErr;
use thiserror::Error;

use crate::Refusal;
use crate::digest::digest;
use crate::store::sign_in_links;

/// Where people land who asked for nothing else.
pub const HOME: &str = "/work";
/// Longest address within the house that a link leads on to, in bytes.
const LONGEST_PATH: usize = 1_000;

/// The two kinds of link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    SignIn,
    Invitation,
    /// What the command line prints for the first administrator.
    Administrator,
}

impl Kind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::SignIn => "sign-in",
            Self::Invitation => "invitation",
            Self::Administrator => "administrator",
        }
    }

    pub const fn lives(self) -> TimeDelta {
        match self {
            Self::SignIn => TimeDelta::minutes(15),
            Self::Invitation => TimeDelta::days(14),
            Self::Administrator => TimeDelta::hours(24),
        }
    }
}

/// A link that can be used, as the page with its button shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenLink {
    pub name: String,
    pub email: String,
    /// The organisation and role that an invitation gives; none for signing in.
    pub invited_to: Option<(String, Role)>,
}

/// Why a link does not open. The words are for the person who followed it.
#[derive(Debug, Error)]
pub enum LinkRefusal {
    #[error(
        "This link is not one of ours. Check that you have copied all of it, or ask for a new one"
    )]
    Unknown,
    #[error("This link has expired. Ask for a new one")]
    Expired,
    #[error("This link was used already. Each link works once: ask for a new one")]
    Used,
    #[error("This link was replaced by a newer one. Use the link in the last email we sent you")]
    Superseded,
    #[error("This invitation was cancelled. Ask the people who invited you")]
    Cancelled,
    #[error(transparent)]
    Broken(Refusal),
}

impl From<Refusal> for LinkRefusal {
    fn from(refusal: Refusal) -> Self {
        Self::Broken(refusal)
    }
}

impl From<DbErr> for LinkRefusal {
    fn from(error: DbErr) -> Self {
        Self::Broken(error.into())
    }
}

/// Whether a link would open now, and else why not.
pub fn open_at(link: &sign_in_links::Model, now: DateTime<Utc>) -> Result<(), LinkRefusal> {
    if link.used_at.is_some() {
        Err(LinkRefusal::Used)
    } else if link.cancelled_at.is_some() {
        Err(LinkRefusal::Cancelled)
    } else if link.superseded_at.is_some() {
        Err(LinkRefusal::Superseded)
    } else if link.expires_at <= now {
        Err(LinkRefusal::Expired)
    } else {
        Ok(())
    }
}

pub fn digest_of(token: &str) -> String {
    digest(&["link", token])
}

/// The digest of the token in a whole address, where it is that of a link.
pub fn door_of(address: &str) -> Option<String> {
    let (_, token) = address.split_once(&path_of(""))?;
    Some(digest_of(token))
}

/// The page that a link opens.
pub fn path_of(token: &str) -> String {
    format!("/sign-in/link/{token}")
}

/// The address if it lies within this house: nothing that a browser would take for another host.
pub fn local_path(address: &str) -> Option<&str> {
    let mut letters = address.chars();
    let local = letters.next() == Some('/')
        && letters.next() != Some('/')
        && address.len() <= LONGEST_PATH
        && !address
            .chars()
            .any(|letter| letter.is_control() || letter == '\\');
    local.then_some(address)
}

#[cfg(test)]
mod tests {
    use super::local_path;

    #[test]
    fn links_lead_nowhere_else() {
        for address in ["/", "/work", "/offers/KEN-1/savings?year=2012#lines"] {
            assert_eq!(local_path(address), Some(address));
        }
        let long = format!("/{}", "a".repeat(1_000));
        for address in [
            "",
            "work",
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/work\r\nSet-Cookie: a=b",
            &long,
        ] {
            assert_eq!(local_path(address), None, "{address}");
        }
    }
}
