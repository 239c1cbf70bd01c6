//! What there is to bargain over in an offer: each negotiable matter, in the order people read it.

use serde::{Deserialize, Serialize};

use crate::offer::{Kept, Key, MatterKind, Proposal};
use crate::process::choice::choice;

choice! {
    /// The kinds of term.
    pub enum TermKind {
        Scope = "scope", "Scope";
        Outcome = "outcome", "Outcome";
        /// Every line of savings and every investment together: they are one commitment.
        Savings = "savings", "Savings commitment";
        Sharing = "sharing", "Sharing of savings";
        Budget = "budget", "Budget";
        Freedom = "freedom", "Freedom";
        Governance = "governance", "Governance";
        Assessment = "assessment", "Assessment and reporting";
    }
}

impl TermKind {
    /// Whether the proposer may withdraw such a term. Without scope, savings and sharing there is no deal.
    pub const fn can_be_withdrawn(self) -> bool {
        match self {
            Self::Scope | Self::Savings | Self::Sharing => false,
            Self::Outcome | Self::Budget | Self::Freedom | Self::Governance | Self::Assessment => {
                true
            }
        }
    }

    /// Whether an owning department may refuse it. Only a freedom is somebody's to refuse.
    pub const fn can_be_refused(self) -> bool {
        matches!(self, Self::Freedom)
    }

    /// The kind of term that a matter belongs to; none for what is not bargained over.
    pub const fn of(matter: MatterKind) -> Option<Self> {
        match matter {
            MatterKind::Scope => Some(Self::Scope),
            MatterKind::Outcome => Some(Self::Outcome),
            MatterKind::SavingsLine | MatterKind::Investment => Some(Self::Savings),
            MatterKind::Sharing => Some(Self::Sharing),
            MatterKind::Budget => Some(Self::Budget),
            MatterKind::Freedom => Some(Self::Freedom),
            MatterKind::Governance => Some(Self::Governance),
            MatterKind::Assessment => Some(Self::Assessment),
            MatterKind::Evidence | MatterKind::Engagement | MatterKind::Partner => None,
        }
    }

    /// Whether each matter of the kind is a term of its own.
    const fn is_several(self) -> bool {
        match self {
            Self::Outcome | Self::Budget | Self::Freedom => true,
            Self::Scope | Self::Savings | Self::Sharing | Self::Governance | Self::Assessment => {
                false
            }
        }
    }
}

/// What one term is about. It stays the same for as long as the term lives.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject {
    pub kind: TermKind,
    /// The matter, for kinds of which there are several.
    pub matter: Option<Key>,
}

impl Subject {
    /// The subject that a matter belongs to; none for what is not bargained over.
    pub fn of(kept: &Kept) -> Option<Self> {
        let kind = TermKind::of(kept.matter.kind())?;
        Some(Self {
            kind,
            matter: kind.is_several().then(|| kept.key.clone()),
        })
    }

    /// The matters of a proposal that a version of this term holds, in order.
    pub fn matters<'a>(&self, proposal: &'a Proposal) -> Vec<&'a Kept> {
        proposal
            .kept
            .iter()
            .filter(|kept| Self::of(kept).as_ref() == Some(self))
            .collect()
    }

    /// What people call it: the title of its matter, or its kind.
    pub fn title(&self, proposal: &Proposal) -> String {
        self.matter
            .as_ref()
            .and_then(|key| proposal.find(key))
            .map_or_else(|| self.kind.label().to_owned(), |kept| kept.matter.title())
    }
}

/// The terms that an offer turns into when it is accepted, in the order of their numbers: by kind, and within a
/// kind as the place had ordered them. Savings and sharing are always bargained over.
pub fn subjects(proposal: &Proposal) -> Vec<Subject> {
    let mut found: Vec<Subject> = Vec::new();
    for kind in TermKind::ALL {
        if kind.is_several() {
            let of_kind = proposal.kept.iter().filter_map(Subject::of);
            found.extend(of_kind.filter(|subject| subject.kind == *kind));
        } else {
            found.push(Subject {
                kind: *kind,
                matter: None,
            });
        }
    }
    found
}
