//! Where a file belongs. Written as a path below the offer, which is also the page that shows it.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::negotiation::PartyId;
use crate::offer::Key;
use crate::process::{Section, department};

/// What a file is attached to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Place {
    /// A section of the offer as a whole.
    Section(Section),
    /// One entry of a section, such as the partner whose letter it is.
    Matter {
        section: Section,
        key: Key,
    },
    Term(u32),
    /// What one party says of a term.
    Position {
        term: u32,
        party: PartyId,
    },
    /// A milestone of delivery, by its name in addresses.
    Milestone(Key),
}

/// A text that names no place for files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("nothing can be attached there")]
pub struct NoPlace;

const TERMS: &str = "terms";
const POSITIONS: &str = "positions";
const DELIVERY: &str = "delivery";
const MILESTONES: &str = "milestones";

impl Place {
    /// The sections that take files: where the report asks to show something (7.13), and for willingness, engagement
    /// and memoranda (7.15).
    pub const SECTIONS: &'static [Section] = &[
        Section::Evidence,
        Section::Engagement,
        Section::Partners,
        Section::Budgets,
    ];

    pub fn takes_files(section: Section) -> bool {
        Self::SECTIONS.contains(&section)
    }

    /// The place whose page lists it together with its neighbours: the section, or the term.
    pub fn shown_at(&self) -> Self {
        match self {
            Self::Section(section) | Self::Matter { section, .. } => Self::Section(*section),
            Self::Term(term) | Self::Position { term, .. } => Self::Term(*term),
            Self::Milestone(slug) => Self::Milestone(slug.clone()),
        }
    }

    /// The address below the offer of the page that it belongs to.
    pub fn address(&self) -> String {
        match self {
            Self::Section(_) | Self::Matter { .. } | Self::Term(_) | Self::Milestone(_) => {
                format!("/{self}")
            }
            Self::Position { term, .. } => format!("/{TERMS}/{term}"),
        }
    }

    pub const fn section(&self) -> Option<Section> {
        match self {
            Self::Section(section) | Self::Matter { section, .. } => Some(*section),
            Self::Term(_) | Self::Position { .. } | Self::Milestone(_) => None,
        }
    }

    pub const fn key(&self) -> Option<&Key> {
        match self {
            Self::Matter { key, .. } => Some(key),
            Self::Section(_) | Self::Term(_) | Self::Position { .. } | Self::Milestone(_) => None,
        }
    }

    pub const fn term(&self) -> Option<u32> {
        match self {
            Self::Term(term) | Self::Position { term, .. } => Some(*term),
            Self::Section(_) | Self::Matter { .. } | Self::Milestone(_) => None,
        }
    }

    /// What people call it. `title` is that of the entry or the milestone, where this reader’s text has it.
    pub fn words(&self, title: Option<&str>) -> String {
        match (self, title) {
            (Self::Section(section), _) => section.title().to_owned(),
            (Self::Matter { section, .. }, Some(title)) => {
                format!("{}: {title}", section.title())
            }
            (Self::Matter { section, .. }, None) => format!(
                "{}: an entry that the text you read no longer has",
                section.title()
            ),
            (Self::Term(term), _) => format!("Term {term}"),
            (Self::Position { term, party }, _) => {
                format!("Term {term}: position of {}", name_of(party))
            }
            (Self::Milestone(_), Some(title)) => format!("Milestone: {title}"),
            (Self::Milestone(_), None) => "A milestone".to_owned(),
        }
    }

    /// In the middle of a sentence.
    pub(crate) fn running(&self) -> String {
        match self {
            Self::Section(section) | Self::Matter { section, .. } => {
                format!("the {} section", section.title().to_lowercase())
            }
            Self::Term(term) => format!("term {term}"),
            Self::Position { term, party } => {
                format!("the position of {} on term {term}", name_of(party))
            }
            Self::Milestone(_) => "a milestone".to_owned(),
        }
    }
}

fn name_of(party: &PartyId) -> &str {
    match party {
        PartyId::Place => "the place",
        PartyId::Department(code) => {
            department(code.as_str()).map_or(code.as_str(), |department| department.name)
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Section(section) => f.write_str(section.slug()),
            Self::Matter { section, key } => write!(f, "{}/{key}", section.slug()),
            Self::Term(term) => write!(f, "{TERMS}/{term}"),
            Self::Position { term, party } => {
                write!(f, "{TERMS}/{term}/{POSITIONS}/{}", party.code())
            }
            Self::Milestone(slug) => write!(f, "{DELIVERY}/{MILESTONES}/{slug}"),
        }
    }
}

impl FromStr for Place {
    type Err = NoPlace;

    fn from_str(text: &str) -> Result<Self, NoPlace> {
        let parts: Vec<&str> = text.split('/').collect();
        match parts[..] {
            [TERMS, term] => Ok(Self::Term(number(term)?)),
            [TERMS, term, POSITIONS, party] if is_code(party) => Ok(Self::Position {
                term: number(term)?,
                party: PartyId::from_code(party),
            }),
            [DELIVERY, MILESTONES, slug] if is_code(slug) => Ok(Self::Milestone(Key::new(slug))),
            [section] => Ok(Self::Section(section_of(section)?)),
            [section, key] if is_code(key) => Ok(Self::Matter {
                section: section_of(section).and_then(|section| match section {
                    // One matter fills it: there is no entry to choose.
                    Section::Evidence => Err(NoPlace),
                    section => Ok(section),
                })?,
                key: Key::new(key),
            }),
            _ => Err(NoPlace),
        }
    }
}

fn section_of(slug: &str) -> Result<Section, NoPlace> {
    Section::from_slug(slug)
        .filter(|section| Place::takes_files(*section))
        .ok_or(NoPlace)
}

/// The number of a term as it is written, and in no other way.
fn number(text: &str) -> Result<u32, NoPlace> {
    text.parse()
        .ok()
        .filter(|number: &u32| *number > 0 && number.to_string() == text)
        .ok_or(NoPlace)
}

/// What keys and codes of parties are made of.
fn is_code(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

impl From<Place> for String {
    fn from(place: Place) -> Self {
        place.to_string()
    }
}

impl TryFrom<String> for Place {
    type Error = NoPlace;

    fn try_from(text: String) -> Result<Self, NoPlace> {
        text.parse()
    }
}
