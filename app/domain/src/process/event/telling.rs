//! The words that the timeline reads: title, sentence and what stands under it.

use super::Event;
use crate::process::kind::Section;

impl Event {
    /// The title of its entry in the timeline, without who did it: “Savings changed”.
    pub fn words(&self) -> String {
        match self {
            Self::OfferStarted { offer } => format!("{} started", offer.label()),
            Self::OfferCarriedOver { from } => format!("Offer carried over from {from}"),
            Self::SectionSaved { section, .. } => format!("{} changed", section.title()),
            Self::MatterAdded { section, title } => {
                format!("{}: {} added", section.title(), quoted(title))
            }
            Self::MatterRemoved { section, title } => {
                format!("{}: {} removed", section.title(), quoted(title))
            }
            Self::MattersReordered { section } => format!("{}: order changed", section.title()),
            Self::PartnerInvited { partner } => format!("{} invited", named(partner)),
            Self::PartnerConfirmed { partner } => format!("{} confirmed", named(partner)),
            Self::PartnerDeclined { partner, .. } => format!("{} declined", named(partner)),
            Self::PartnerAskedAgain { partner, .. } => format!("{} asked again", named(partner)),
            Self::Submitted
            | Self::Accepted { .. }
            | Self::ChampionAssigned { .. }
            | Self::ReviewersAssigned { .. }
            | Self::Returned { .. }
            | Self::Declined { .. }
            | Self::Withdrawn { .. }
            | Self::Settled
            | Self::Reopened { .. }
            | Self::Ended { .. }
            | Self::Issued
            | Self::SigningRefused { .. }
            | Self::IssueExpired
            | Self::IssueRecalled { .. }
            | Self::FullySigned
            | Self::CameIntoForce
            | Self::Closed { .. }
            | Self::Terminated { .. }
            | Self::VariationOpened { .. }
            | Self::CommentReleased { .. } => self.kind().label().to_owned(),
            Self::Talked { what, section, .. } => {
                let about = section.map_or("The whole offer", Section::title);
                format!("{about}: {}", what.label().to_lowercase())
            }
            Self::Bargain(step) => step.words(),
            Self::Accord(step) => step.words(),
            Self::Delivering(step) => step.words(),
            Self::Returning(step) => step.words(),
            Self::Filing(step) => step.words(),
        }
    }

    /// A whole sentence with who did it: “Kent County Council submitted the offer.”
    pub fn sentence(&self, who: &str) -> String {
        match self {
            Self::OfferStarted { offer } => format!("{who} started {}.", offer.with_article()),
            Self::OfferCarriedOver { from } => {
                format!("{who} declined {from} and carried its matter over into this draft.")
            }
            Self::SectionSaved { section, .. } => {
                format!("{who} changed {}.", running(*section))
            }
            Self::MatterAdded { section, title } => {
                format!("{who} added {} to {}.", quoted(title), running(*section))
            }
            Self::MatterRemoved { section, title } => {
                format!(
                    "{who} removed {} from {}.",
                    quoted(title),
                    running(*section)
                )
            }
            Self::MattersReordered { section } => {
                format!("{who} changed the order in {}.", running(*section))
            }
            Self::PartnerInvited { partner } => format!("{who} invited {}.", named(partner)),
            Self::PartnerConfirmed { partner } => {
                format!("{who} confirmed that {} is willing.", named(partner))
            }
            Self::PartnerDeclined { partner, .. } => {
                format!("{who} declined for {}.", named(partner))
            }
            Self::PartnerAskedAgain { partner, .. } => {
                format!(
                    "{who} changed what {} had answered, so it is asked again.",
                    named(partner)
                )
            }
            Self::Submitted => format!("{who} submitted the offer."),
            Self::Accepted { .. } => format!("{who} accepted the offer and assigned a champion."),
            Self::ChampionAssigned { .. } => format!("{who} assigned a new champion."),
            Self::ReviewersAssigned {
                department,
                reviewers,
            } => {
                let name = crate::process::department(department.as_str())
                    .map_or(department.as_str(), |department| department.name);
                if reviewers.is_empty() {
                    format!("{who} left the offer to all reviewers of {name}.")
                } else {
                    format!("{who} assigned the reviewers of {name}.")
                }
            }
            Self::Returned { .. } => format!("{who} returned the offer to the place."),
            Self::Declined {
                innovative_offer: false,
                ..
            } => format!("{who} declined the offer."),
            Self::Declined {
                innovative_offer: true,
                ..
            } => {
                format!("{who} declined the offer and proposed an Innovative Policy Offer instead.")
            }
            Self::Withdrawn { .. } => format!("{who} withdrew the offer."),
            Self::Settled => format!("{who} settled the terms."),
            Self::Reopened { .. } => format!("{who} reopened the negotiation."),
            Self::Ended { .. } => format!("{who} ended the negotiation."),
            Self::Issued => format!("{who} issued the agreement for signature."),
            Self::SigningRefused { .. } => format!("{who} refused to sign the agreement."),
            Self::IssueExpired => "The time to sign the agreement ran out.".to_owned(),
            Self::IssueRecalled { .. } => format!("{who} recalled the agreement from signature."),
            Self::FullySigned => {
                format!("{who} gave the last signature. Everybody has signed the agreement.")
            }
            Self::CameIntoForce => "The agreement came into force.".to_owned(),
            Self::Closed { .. } => format!("{who} closed the agreement."),
            Self::Terminated { .. } => format!("{who} terminated the agreement."),
            Self::VariationOpened { .. } => format!("{who} opened a variation of the agreement."),
            Self::Talked { what, section, .. } => {
                format!("{who} {} on {}.", what.did(), running_or_all(*section))
            }
            Self::Bargain(step) => step.sentence(who),
            Self::Accord(step) => step.sentence(who),
            Self::Delivering(step) => step.sentence(who),
            Self::Returning(step) => step.sentence(who),
            Self::Filing(step) => step.sentence(who),
            Self::CommentReleased {
                from,
                section,
                author,
            } => format!(
                "{who} released a comment of {author} on {} from the room “{}”. Both sides read it from now on.",
                running_or_all(*section),
                from.label()
            ),
        }
    }

    /// What stands under the title: the reason that was given, or what changed.
    pub fn detail(&self) -> Option<String> {
        let text = match self {
            Self::Bargain(step) => step.detail(),
            Self::Accord(step) => step.detail(),
            Self::Delivering(step) => step.detail(),
            Self::Returning(step) => step.detail(),
            Self::Filing(step) => step.detail(),
            Self::SectionSaved { fields, .. } => fields.join(", "),
            Self::PartnerDeclined { reason, .. }
            | Self::Returned { reason }
            | Self::Declined { reason, .. }
            | Self::Reopened { reason }
            | Self::Ended { reason }
            | Self::SigningRefused { reason }
            | Self::IssueRecalled { reason }
            | Self::Closed { reason }
            | Self::Terminated { reason }
            | Self::VariationOpened { reason } => reason.clone(),
            Self::PartnerAskedAgain { why, .. } => why.clone(),
            Self::Withdrawn { reason } => reason.clone().unwrap_or_default(),
            Self::OfferStarted { .. }
            | Self::OfferCarriedOver { .. }
            | Self::MatterAdded { .. }
            | Self::MatterRemoved { .. }
            | Self::MattersReordered { .. }
            | Self::PartnerInvited { .. }
            | Self::PartnerConfirmed { .. }
            | Self::Submitted
            | Self::Accepted { .. }
            | Self::ChampionAssigned { .. }
            | Self::ReviewersAssigned { .. }
            | Self::Settled
            | Self::Issued
            | Self::IssueExpired
            | Self::FullySigned
            | Self::CameIntoForce
            | Self::Talked { .. } => String::new(),
            Self::CommentReleased {
                from,
                section,
                author,
            } => {
                let about = section.map_or("The whole offer", Section::title);
                format!(
                    "{about}: a comment of {author} from the room “{}”",
                    from.label()
                )
            }
        };
        (!text.trim().is_empty()).then_some(text)
    }
}

/// A draft is saved half-filled, so an entry may have no title yet.
fn quoted(title: &str) -> String {
    match title.trim() {
        "" => "an entry without a title".to_owned(),
        title => format!("“{title}”"),
    }
}

fn named(partner: &str) -> &str {
    match partner.trim() {
        "" => "a partner without a name",
        partner => partner,
    }
}

fn running_or_all(section: Option<Section>) -> String {
    section.map_or_else(|| "the whole offer".to_owned(), running)
}

fn running(section: Section) -> String {
    format!("the {} section", section.title().to_lowercase())
}
