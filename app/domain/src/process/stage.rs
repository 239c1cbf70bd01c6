//! Where an offer stands between draft and the end of its agreement.
//!
//! A returned offer is a draft again. That it was submitted before is a fact of the offer, not a stage:
//! see `OfferFacts::submitted_before`.

use super::choice::choice;

choice! {
    pub enum Stage {
        Draft = "draft", "Draft";
        Submitted = "submitted", "Submitted";
        Negotiating = "negotiating", "Negotiating";
        Settled = "settled", "Settled";
        Signing = "signing", "Signing";
        Signed = "signed", "Signed";
        InForce = "in-force", "In force";
        Completed = "completed", "Completed";
        Terminated = "terminated", "Terminated";
        Declined = "declined", "Declined";
        Ended = "ended", "Ended";
        Withdrawn = "withdrawn", "Withdrawn";
    }
}

impl Stage {
    pub const fn name(self) -> &'static str {
        self.label()
    }

    /// What it means, and whose turn it is.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Draft => {
                "The place is writing its offer. It is for the place’s leader to submit it."
            }
            Self::Submitted => {
                "The offer is with the programme office, which accepts, returns or declines it."
            }
            Self::Negotiating => {
                "The place and the departments are bargaining over the terms, one by one, with the champion between them."
            }
            Self::Settled => {
                "Every term is agreed, withdrawn or refused. It is for the programme office to issue the agreement for signature."
            }
            Self::Signing => {
                "The text is frozen. It is for the signatories to sign it or to refuse."
            }
            Self::Signed => {
                "Everybody has signed. The agreement waits for its start date and needs nothing from anyone."
            }
            Self::InForce => {
                "The agreement is in force. Both sides deliver, and the place reports in each period."
            }
            Self::Completed => "The agreement has run its term and is closed.",
            Self::Terminated => "The agreement was brought to an end before its term was over.",
            Self::Declined => "The programme office declined the offer and gave its reason.",
            Self::Ended => "The programme office ended the negotiation and gave its reason.",
            Self::Withdrawn => "The place withdrew its offer.",
        }
    }

    /// What follows the reference in a sentence: “KEN-1 *is being negotiated*”.
    pub const fn clause(self) -> &'static str {
        match self {
            Self::Draft => "is a draft",
            Self::Submitted => "has been submitted",
            Self::Negotiating => "is being negotiated",
            Self::Settled => "is settled",
            Self::Signing => "is out for signature",
            Self::Signed => "has been signed",
            Self::InForce => "is in force",
            Self::Completed => "has been completed",
            Self::Terminated => "was terminated",
            Self::Declined => "was declined",
            Self::Ended => "was ended",
            Self::Withdrawn => "was withdrawn",
        }
    }

    /// The same, for somebody who asked for what is so already: “KEN-1 *has already been submitted*”.
    pub const fn already(self) -> &'static str {
        match self {
            Self::Draft => "is already a draft",
            Self::Submitted => "has already been submitted",
            Self::Negotiating => "is already being negotiated",
            Self::Settled => "has already been settled",
            Self::Signing => "is already out for signature",
            Self::Signed => "has already been signed",
            Self::InForce => "is already in force",
            Self::Completed => "has already been completed",
            Self::Terminated => "has already been terminated",
            Self::Declined => "has already been declined",
            Self::Ended => "has already been ended",
            Self::Withdrawn => "has already been withdrawn",
        }
    }

    /// What follows “while the offer is”.
    pub const fn condition(self) -> &'static str {
        match self {
            Self::Draft => "a draft",
            Self::Submitted => "submitted",
            Self::Negotiating => "being negotiated",
            Self::Settled => "settled",
            Self::Signing => "out for signature",
            Self::Signed => "signed",
            Self::InForce => "in force",
            Self::Completed => "completed",
            Self::Terminated => "terminated",
            Self::Declined => "declined",
            Self::Ended => "ended",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Whether anything can still happen to the offer.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Draft
            | Self::Submitted
            | Self::Negotiating
            | Self::Settled
            | Self::Signing
            | Self::Signed
            | Self::InForce => true,
            Self::Completed | Self::Terminated | Self::Declined | Self::Ended | Self::Withdrawn => {
                false
            }
        }
    }

    /// Whether the agreement is public: in force, or once was. Version 1 stays readable for ever.
    pub const fn is_public(self) -> bool {
        match self {
            Self::InForce | Self::Completed | Self::Terminated => true,
            Self::Draft
            | Self::Submitted
            | Self::Negotiating
            | Self::Settled
            | Self::Signing
            | Self::Signed
            | Self::Declined
            | Self::Ended
            | Self::Withdrawn => false,
        }
    }
}
