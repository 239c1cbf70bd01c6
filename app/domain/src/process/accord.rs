//! What history records of an agreement beside the moves of its offer: memoranda, signatures, versions.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::event::EventKind;
use crate::agreement::Capacity;

/// One step on the way to an agreement, or within one. As JSON it is an object whose `kind` is the code of its
/// `EventKind`, like any event. All of it is for both sides to read.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Accord {
    MemorandumPutOut {
        budget: String,
    },
    MemorandumSigned {
        budget: String,
        /// The name of the party.
        party: String,
    },
    MemorandumRefused {
        budget: String,
        party: String,
        reason: String,
    },
    AgreementSigned {
        version: u32,
        party: String,
        capacity: Capacity,
    },
    SignatureHandedOn {
        party: String,
        reason: String,
    },
    SignatureTakenBack {
        party: String,
    },
    SignatureReminded {
        party: String,
    },
    EmbargoSet {
        /// None where it was lifted.
        until: Option<NaiveDate>,
    },
    /// A variation has taken effect.
    VersionInForce {
        version: u32,
    },
    VariationEnded {
        variation: u32,
        reason: String,
    },
}

impl Accord {
    pub(super) const fn kind(&self) -> EventKind {
        match self {
            Self::MemorandumPutOut { .. } => EventKind::MemorandumPutOut,
            Self::MemorandumSigned { .. } => EventKind::MemorandumSigned,
            Self::MemorandumRefused { .. } => EventKind::MemorandumRefused,
            Self::AgreementSigned { .. } => EventKind::AgreementSigned,
            Self::SignatureHandedOn { .. } => EventKind::SignatureHandedOn,
            Self::SignatureTakenBack { .. } => EventKind::SignatureTakenBack,
            Self::SignatureReminded { .. } => EventKind::SignatureReminded,
            Self::EmbargoSet { .. } => EventKind::EmbargoSet,
            Self::VersionInForce { .. } => EventKind::VersionInForce,
            Self::VariationEnded { .. } => EventKind::VariationEnded,
        }
    }

    pub(super) fn words(&self) -> String {
        match self {
            Self::MemorandumPutOut { budget } => {
                format!("Memorandum of {budget} out for signature")
            }
            Self::MemorandumSigned { budget, .. } => format!("Memorandum of {budget} signed"),
            Self::MemorandumRefused { budget, .. } => format!("Memorandum of {budget} refused"),
            Self::AgreementSigned {
                party,
                capacity: Capacity::Approver,
                ..
            } => format!("Approved for {party}"),
            Self::AgreementSigned {
                party,
                capacity: Capacity::Signer,
                ..
            } => format!("Signed for {party}"),
            Self::SignatureHandedOn { .. }
            | Self::SignatureTakenBack { .. }
            | Self::SignatureReminded { .. }
            | Self::EmbargoSet { .. } => self.kind().label().to_owned(),
            Self::VersionInForce { version } => format!("Version {version} in force"),
            Self::VariationEnded { variation, .. } => format!("Variation {variation} ended"),
        }
    }

    pub(super) fn sentence(&self, who: &str) -> String {
        match self {
            Self::MemorandumPutOut { budget } => {
                format!("{who} put the memorandum of understanding of {budget} out for signature.")
            }
            Self::MemorandumSigned { budget, party } => {
                format!("{who} signed the memorandum of understanding of {budget} for {party}.")
            }
            Self::MemorandumRefused { budget, party, .. } => format!(
                "{who} refused to sign the memorandum of understanding of {budget} for {party}."
            ),
            Self::AgreementSigned {
                version,
                party,
                capacity,
            } => {
                let did = match capacity {
                    Capacity::Approver => "approved",
                    Capacity::Signer => "signed",
                };
                format!("{who} {did} version {version} of the agreement for {party}.")
            }
            Self::SignatureHandedOn { party, .. } => {
                format!("{who} asked somebody else to sign for {party}.")
            }
            Self::SignatureTakenBack { party } => {
                format!("{who} signs for {party} again, and nobody else.")
            }
            Self::SignatureReminded { party } => {
                format!("{who} reminded whoever signs for {party}.")
            }
            Self::EmbargoSet { until: Some(until) } => format!(
                "{who} held back the publication of the agreement until {}.",
                until.format("%-d %B %Y")
            ),
            Self::EmbargoSet { until: None } => {
                format!("{who} let the agreement be published as soon as it is in force.")
            }
            Self::VersionInForce { version } => {
                format!("Version {version} of the agreement came into force.")
            }
            Self::VariationEnded { variation, .. } => {
                format!("{who} ended variation {variation}. The agreement stays as it was signed.")
            }
        }
    }

    /// The reason that was given, or nothing.
    pub(super) fn detail(&self) -> String {
        match self {
            Self::MemorandumRefused { reason, .. }
            | Self::SignatureHandedOn { reason, .. }
            | Self::VariationEnded { reason, .. } => reason.clone(),
            Self::MemorandumPutOut { .. }
            | Self::MemorandumSigned { .. }
            | Self::AgreementSigned { .. }
            | Self::SignatureTakenBack { .. }
            | Self::SignatureReminded { .. }
            | Self::EmbargoSet { .. }
            | Self::VersionInForce { .. } => String::new(),
        }
    }
}
