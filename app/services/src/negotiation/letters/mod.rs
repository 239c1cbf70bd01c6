//! The words of every mail about a negotiation. Each names the offer and the term, says what is wanted, and leads to
//! the very page. Of what is said in a private room a mail tells that it was said, and never what.

mod offer;
mod positions;
mod proposals;
mod terms;
mod versions;

use std::collections::BTreeSet;

use domain::mail::MailKind;
use domain::negotiation::PartyId;
use domain::process::{Act, OrganisationId, PersonId, Role, Room, Side, department};

use super::names::PartyName;
use super::open::OpenTerm;
use crate::act::ActTx;
use crate::offers::head::Head;
use crate::offers::recipients::{Holder, holders};
use crate::offers::reviewers_of;
use crate::outbox::About;
use crate::{Mail, Refusal};

pub(crate) use offer::{Awaited, asked_at_acceptance, ended, reopened, settled};
pub(super) use positions::{position_released, position_taken};
pub(super) use proposals::{answered, proposed};
pub(super) use terms::{
    all_closed, champion_reminded, party_added, refused, reminded, reopened as term_reopened,
    withdrawn,
};
pub(super) use versions::new_version;

/// One letter, before it is known to whom it goes.
struct Letter {
    kind: MailKind,
    subject: String,
    body: String,
    link: String,
    room: Room,
    wanted: Act,
    /// The term, and the party whose turn it is about.
    term: Option<(u32, PartyId)>,
}

/// One mail each, however many hats, and none to the one who did it.
fn send(act: &mut ActTx, offer: &str, people: Vec<Holder>, letter: &Letter) {
    let doer = act.doer().person().cloned();
    let mut told: BTreeSet<PersonId> = doer.into_iter().collect();
    for holder in people {
        if !told.insert(holder.person.clone()) {
            continue;
        }
        act.mail(Mail {
            kind: letter.kind,
            to_person: Some(holder.person),
            to_address: holder.email,
            subject: letter.subject.clone(),
            body: letter.body.clone(),
            link: letter.link.clone(),
            about: About::Offer {
                offer: offer.to_owned(),
                room: letter.room,
                wanted: letter.wanted,
                partner: None,
                term: letter.term.clone(),
            },
        });
    }
}

/// Those who speak for a party: the place’s leaders, or who reviews this offer for the department.
async fn speakers(act: &ActTx, head: &Head, party: &PartyId) -> Result<Vec<Holder>, Refusal> {
    match party {
        PartyId::Place => {
            let place = OrganisationId::from(head.row.place_id.as_str());
            holders(act.db(), &[Role::PlaceLeader], Some(&place)).await
        }
        PartyId::Department(code) => reviewers_of(act.db(), &head.row.id, code).await,
    }
}

/// Who speaks for a whole side: the place’s leaders, or the champion.
async fn leaders(act: &ActTx, head: &Head, side: Side) -> Result<Vec<Holder>, Refusal> {
    match side {
        Side::Place => speakers(act, head, &PartyId::Place).await,
        Side::Whitehall => {
            let mut champions = holders(act.db(), &[Role::Champion], None).await?;
            champions
                .retain(|holder| Some(holder.person.as_str()) == head.row.champion_id.as_deref());
            Ok(champions)
        }
        Side::Neither => Ok(Vec::new()),
    }
}

/// The side that a party belongs to.
pub(super) const fn side_of(party: &PartyId) -> Side {
    match party {
        PartyId::Place => Side::Place,
        PartyId::Department(_) => Side::Whitehall,
    }
}

const fn other(side: Side) -> Side {
    match side {
        Side::Place => Side::Whitehall,
        Side::Whitehall => Side::Place,
        Side::Neither => Side::Neither,
    }
}

impl OpenTerm {
    /// `term 4, “Single capital budget”`.
    fn term_in_words(&self) -> String {
        let (number, title) = (self.tracked.term.number, self.tracked.brief());
        if self.tracked.term.subject.matter.is_some() {
            format!("term {number}, “{title}”")
        } else {
            format!("term {number}, {title}")
        }
    }

    /// `“One front door” (KEN-1)`.
    fn offer_in_words(&self) -> String {
        format!("“{}” ({})", self.head.row.title, self.head.reference)
    }

    /// In full, as mail names it.
    fn named(&self, party: &PartyId) -> String {
        PartyName::of(party, &self.head.place_name).name
    }

    /// Who acts, as the others read it: the champion, the programme office, the place or a department.
    fn doer_in_words(&self) -> String {
        match self.hat.role {
            Role::Champion => "The champion".to_owned(),
            Role::ProgrammeOffice => "The programme office".to_owned(),
            Role::DepartmentReviewer => {
                let code = self.hat.organisation.as_str();
                department(code).map_or_else(|| code.to_owned(), |one| one.name.to_owned())
            }
            Role::PlaceLeader
            | Role::Drafter
            | Role::Partner
            | Role::Auditor
            | Role::Administrator => self.head.place_name.clone(),
        }
    }

    /// The whole address of the term, with what follows.
    fn link(&self, below: &str) -> String {
        let address = format!("{}{below}", self.address());
        self.act.services().url(&address)
    }

    fn tell(&mut self, people: Vec<Holder>, letter: &Letter) {
        send(&mut self.act, &self.head.row.id, people, letter);
    }
}
