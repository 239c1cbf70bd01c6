//! What somebody needs to know before they choose a file: what for, and who will read it.

use domain::file::{Place, is_held_back, may_attach_at, reads_it, rooms_to_attach};
use domain::negotiation::PartyId;
use domain::process::{Act, Hat, OfferFacts, Reference, Room, permit};

use super::{Files, place};
use crate::offers::sight::Seen;
use crate::{Refusal, Viewer};

/// Where a file is attached.
#[derive(Clone, Debug)]
pub struct Desk {
    pub reference: Reference,
    pub title: String,
    /// To what; none where that is still to be chosen.
    pub place: Option<Place>,
    /// The same in words.
    pub about: String,
    /// What it can be attached to: a section; on a term that, or the own position on it.
    pub choices: Vec<Choice>,
    /// The rooms of the hat that is worn, the more private first, each with who will read it.
    pub rooms: Vec<(Room, &'static str)>,
}

/// Something that a file can be attached to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    pub place: Place,
    pub words: String,
}

impl Files<'_> {
    /// For somebody who wants to attach a file.
    ///
    /// # Errors
    /// What the table says of attaching under the hat that is worn; not found where there is no such place.
    pub async fn desk(
        &self,
        viewer: &Viewer,
        hat: Option<&Hat>,
        reference: &Reference,
        place: Option<Place>,
    ) -> Result<Desk, Refusal> {
        let offers = self.services.offers();
        let seen = offers.see(viewer, Act::ReadFiles, reference).await?;
        let doer = hat.and_then(|hat| viewer.acting_as(hat));
        doer.ok_or(Refusal::NotFound)?
            .may(Act::AttachFile, Some(&seen.facts))?;
        let hat = hat.ok_or(Refusal::NotFound)?;
        self.keeping()?;
        let about = match &place {
            Some(place) => {
                let (db, rooms) = (self.services.read(), seen.rooms());
                let about = place::find(db, &seen.head, rooms, place).await?;
                about.ok_or(Refusal::NotFound)?
            }
            None => String::new(),
        };
        if !place
            .iter()
            .all(|place| may_attach_at(hat, &seen.facts, place))
        {
            return Err(Refusal::NotAllowed(OTHER_PARTY.to_owned()));
        }
        let rooms = rooms_to_attach(hat, &seen.facts).into_iter().map(|room| {
            let held_back = is_held_back(hat, &seen.facts, room);
            (room, reads_it(room, held_back))
        });
        Ok(Desk {
            rooms: rooms.collect(),
            choices: choices(hat, &seen, place.as_ref()),
            place,
            about,
            reference: seen.head.reference,
            title: seen.head.row.title,
        })
    }
}

pub(super) const OTHER_PARTY: &str =
    "Only who speaks for a party can attach a file to its position.";

/// All sections that take files; or the term, and what the own party says of it.
fn choices(hat: &Hat, seen: &Seen, place: Option<&Place>) -> Vec<Choice> {
    let own = PartyId::of(hat, &seen.facts.place);
    let places = match (place.map(Place::term), own) {
        (None, _) => Place::SECTIONS
            .iter()
            .copied()
            .map(Place::Section)
            .collect(),
        (Some(Some(term)), Some(party)) => {
            vec![Place::Term(term), Place::Position { term, party }]
        }
        (Some(_), _) => Vec::new(),
    };
    places
        .into_iter()
        .map(|place| Choice {
            words: place.words(None),
            place,
        })
        .collect()
}

/// Whether this hat can attach something to the offer now.
pub(super) fn may_attach(files: Files<'_>, hat: Option<&Hat>, facts: &OfferFacts) -> bool {
    files.are_kept()
        && hat.is_some_and(|hat| {
            permit(Some(hat), Act::AttachFile, Some(facts)).is_allowed()
                && !rooms_to_attach(hat, facts).is_empty()
        })
}
