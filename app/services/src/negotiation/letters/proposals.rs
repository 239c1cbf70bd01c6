//! Wording is proposed, and answered. Mail travels further than rooms reach: it carries no word of what is proposed, nor
//! why, nor for which of the things in a term.

use domain::mail::MailKind;
use domain::negotiation::{PartyId, Position, ProposalState, Stance};
use domain::process::{Act, Room, Rooms, Side};

use super::{Letter, leaders};
use crate::negotiation::open::OpenTerm;
use crate::negotiation::proposals::Held;
use crate::offers::recipients::Holder;
use crate::people::viewers_among;
use crate::{Refusal, london};

/// Somebody proposes wording, or it was released: told to those who can take it up, on every side that reads it, with
/// the position that was taken in the same step.
pub(in crate::negotiation) async fn proposed(
    open: &mut OpenTerm,
    room: Room,
    slug: &str,
    stands: Option<&Position>,
) -> Result<(), Refusal> {
    let mut people = Vec::new();
    for (side, own) in [
        (Side::Place, Room::Place),
        (Side::Whitehall, Room::Whitehall),
    ] {
        if room == own || room == Room::Joint {
            people.append(&mut leaders(&open.act, &open.head, side).await?);
        }
    }
    let number = open.tracked.term.number;
    let (reference, at) = (&open.head.reference, london::clock(open.act.now()));
    let link = open.link(&format!("/proposals/{slug}"));
    let line = match stands {
        Some(position) if position.said.red_line && room == Room::Joint => ", with a red line",
        Some(_) | None => "",
    };
    let stands = stands.map_or_else(String::new, |position| open.comes_with(position));
    let letter = Letter {
        kind: MailKind::WordingProposed,
        subject: format!("{reference}: there is a proposal for term {number}{line}"),
        body: format!(
            "{} proposed a change of {} of {} on {at}, in the room “{}”.{stands}\n\n\
             Read it, and take it up or refuse it:\n\n{link}\n",
            open.doer_in_words(),
            open.term_in_words(),
            open.offer_in_words(),
            room.label(),
        ),
        link,
        room,
        wanted: Act::TakeUp,
        // Whoever leads answers: it is judged by what waits for the term in this room.
        term: Some((number, PartyId::Place)),
    };
    open.tell(people, &letter);
    Ok(())
}

impl OpenTerm {
    /// What is said of a position beside the proposal that it came with. Of one in private no more than that it is there.
    fn comes_with(&self, position: &Position) -> String {
        if position.room != Room::Joint {
            return " A position comes with it, which counts once it is released to both sides."
                .to_owned();
        }
        let (name, version) = (self.named(&position.party), position.version);
        let line = if position.said.red_line {
            ", as a red line"
        } else {
            ""
        };
        match position.said.stance {
            Stance::AgreeIf => format!(" {name} agrees to version {version} only so{line}."),
            Stance::Object => format!(" {name} objects to version {version} as it stands{line}."),
            Stance::Agree | Stance::NoInterest => String::new(),
        }
    }
}

/// A proposal is taken up or refused: told to who made it, as long as they read its room.
pub(in crate::negotiation) async fn answered(
    open: &mut OpenTerm,
    held: &Held,
    became: ProposalState,
) -> Result<(), Refusal> {
    let authors = viewers_among(open.act.db(), std::slice::from_ref(&held.row.by_id)).await?;
    let people = authors
        .into_iter()
        .filter(|author| Rooms::of_any(&author.hats(), &open.facts).sees(held.room))
        .map(|author| Holder {
            person: author.person,
            name: author.name,
            email: author.email,
            organisation_name: String::new(),
        })
        .collect();
    let (number, at) = (open.tracked.term.number, london::clock(open.act.now()));
    let reference = &open.head.reference;
    let link = open.link(&format!("/proposals/{}", held.row.slug));
    let (did, follows) = match became {
        ProposalState::TakenUp => {
            let version = open.tracked.term.current.number;
            (
                "taken up",
                format!("With it the term has version {version}."),
            )
        }
        ProposalState::Refused | ProposalState::Released | ProposalState::Open => {
            ("refused", "The reason stands with it.".to_owned())
        }
    };
    let letter = Letter {
        kind: MailKind::WordingAnswered,
        subject: format!("{reference}: your proposal for term {number} is {did}"),
        body: format!(
            "What you proposed for {} of {} was {did} on {at}. {follows}\n\n{link}\n",
            open.term_in_words(),
            open.offer_in_words(),
        ),
        link,
        room: held.room,
        wanted: Act::ReadTerms,
        term: None,
    };
    open.tell(people, &letter);
    Ok(())
}
