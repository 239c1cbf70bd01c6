//! What an open page shows: one term, or one thread.

use domain::negotiation::TermKind;
use domain::offer::{Key, MatterKind};
use domain::process::Section;
use serde::{Deserialize, Serialize};

use super::notice::{Notice, Stirred};

/// What somebody has open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Spot {
    Term(u32),
    /// By its id.
    Thread(String),
}

/// Which notices concern it.
#[derive(Clone, Debug)]
pub(super) enum Concern {
    Term {
        number: u32,
        sections: Vec<Section>,
        /// The matter, for kinds of which there are several.
        matter: Option<Key>,
    },
    Thread(String),
}

impl Concern {
    pub fn of_term(number: u32, kind: TermKind, matter: Option<Key>) -> Self {
        let of_kind = MatterKind::ALL
            .iter()
            .filter(|one| TermKind::of(**one) == Some(kind));
        Self::Term {
            number,
            sections: of_kind.map(|one| one.section()).collect(),
            matter,
        }
    }

    /// Whether a notice of the same offer is about it.
    pub fn is_met_by(&self, notice: &Notice) -> bool {
        match self {
            Self::Thread(id) => notice.thread.as_ref() == Some(id),
            Self::Term {
                number,
                sections,
                matter,
            } => match (notice.kind, matter) {
                (Stirred::Offer, _) => true,
                (Stirred::Talk | Stirred::Thread, Some(key)) => notice.key.as_ref() == Some(key),
                (Stirred::Talk | Stirred::Thread, None) => {
                    notice.section.is_some_and(|one| sections.contains(&one))
                }
                (Stirred::Position | Stirred::Wording | Stirred::Version | Stirred::Term, _) => {
                    notice.term == Some(*number)
                }
            },
        }
    }
}
