//! Whether a mail is still worth sending, judged when its turn comes.
//!
//! Nobody gets mail about what they did themselves, about what is done, or about what they may no longer see;
//! nor of a kind that they switched off.

use chrono::{DateTime, Utc};
use domain::mail::{MailKind, MailPace};
use domain::negotiation::PartyId;
use domain::offer::Key;
use domain::process::{Act, PersonId, Room};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::address::is_made_up;
use super::digest::next_delivery;
use crate::offers::Standing;
use crate::offers::head::known;
use crate::sign_in::{LinkRefusal, open_at};
use crate::store::{events, mail_choices, outbox, people, sign_in_links};
use crate::{Refusal, Services, Viewer};

/// What becomes of a mail whose turn has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Ruling {
    Send {
        to: String,
    },
    /// They want this kind once a day.
    Hold {
        person: String,
        until: DateTime<Utc>,
    },
    Drop {
        reason: String,
    },
    /// Nobody has this address, and the demo writes to nobody.
    MadeUp,
}

const CLOSED: &str = "The account is closed";

impl Services {
    pub(super) async fn judge(&self, mail: &outbox::Model) -> Result<Ruling, Refusal> {
        let kind = known(&mail.kind, MailKind::from_code)?;
        let person = match self.addressee(mail).await? {
            Addressee::Closed => return Ok(drop_it(CLOSED)),
            Addressee::Known(viewer) => Some(*viewer),
            Addressee::Stranger => None,
        };
        if let Some(reason) = self.reason_against(mail, kind, person.as_ref()).await? {
            return Ok(drop_it(reason));
        }
        if let Some(viewer) = person.as_ref().filter(|_| kind.is_chosen()) {
            match self.pace_of(&viewer.person, kind).await? {
                MailPace::AtOnce => {}
                MailPace::Daily => {
                    return Ok(Ruling::Hold {
                        person: viewer.person.to_string(),
                        until: next_delivery(self.real_now()),
                    });
                }
                MailPace::Never => return Ok(drop_it("They want no mail of this kind")),
            }
        }
        // A link goes to the address it was asked for at; all else to where the person is reached today.
        let to = match person {
            Some(viewer) if kind.is_chosen() || kind == MailKind::Digest => viewer.email,
            Some(_) | None => mail.to_address.clone(),
        };
        if self.settings().demo && is_made_up(&to) {
            return Ok(Ruling::MadeUp);
        }
        Ok(Ruling::Send { to })
    }

    /// Why a mail is not needed any more, if it is not. Choices are not asked.
    pub(super) async fn reason_against(
        &self,
        mail: &outbox::Model,
        kind: MailKind,
        person: Option<&Viewer>,
    ) -> Result<Option<String>, Refusal> {
        if let Some(door) = &mail.door
            && let Some(reason) = self.is_shut(door).await?
        {
            return Ok(Some(reason));
        }
        if let (Some(viewer), Some(event)) = (person, &mail.event_id)
            && kind.is_chosen()
            && self.is_by(event, &viewer.person).await?
        {
            return Ok(Some("It is about what they did themselves".to_owned()));
        }
        let Some(offer) = &mail.offer_id else {
            return Ok(None);
        };
        let wanted = mail.wanted.as_deref();
        let standing = Standing {
            kind,
            offer,
            room: mail.room.as_deref().and_then(Room::from_code),
            wanted: wanted.and_then(Act::from_code).unwrap_or(Act::ReadOffer),
            partner: mail.matter_slug.as_deref().map(Key::new),
            term: term_of(mail),
            thread: mail.link.as_deref().and_then(thread_of),
            hats: person.map(Viewer::hats),
            person: person.map(|viewer| &viewer.person),
            address: &mail.to_address,
        };
        self.offers().reason_against(&standing).await
    }

    /// Who is behind the address, with the hats of today.
    pub(super) async fn addressee(&self, mail: &outbox::Model) -> Result<Addressee, Refusal> {
        let found = match &mail.to_person {
            Some(id) => {
                people::Entity::find_by_id(id.as_str())
                    .one(self.read())
                    .await?
            }
            None => {
                people::Entity::find()
                    .filter(people::Column::Email.eq(mail.to_address.as_str()))
                    .one(self.read())
                    .await?
            }
        };
        let Some(found) = found else {
            return Ok(match mail.to_person {
                Some(_) => Addressee::Closed,
                None => Addressee::Stranger,
            });
        };
        Ok(match self.viewer(&found.id.into()).await? {
            Some(viewer) => Addressee::Known(Box::new(viewer)),
            None => Addressee::Closed,
        })
    }

    /// Why the door that the mail is a key to does not open, if it does not.
    async fn is_shut(&self, door: &str) -> Result<Option<String>, Refusal> {
        let link = sign_in_links::Entity::find()
            .filter(sign_in_links::Column::TokenDigest.eq(door))
            .one(self.read())
            .await?;
        let Some(link) = link else {
            return Ok(Some("Its link is no more".to_owned()));
        };
        let reason = match open_at(&link, self.real_now()) {
            Ok(()) => return Ok(None),
            Err(LinkRefusal::Used) => "Its link was used already",
            Err(LinkRefusal::Expired) => "Its link has expired",
            Err(LinkRefusal::Superseded) => "A newer link has taken its place",
            Err(LinkRefusal::Broken(refusal)) => return Err(refusal),
            Err(LinkRefusal::Cancelled) => "The invitation was cancelled",
            Err(LinkRefusal::Unknown) => "Its link is no more",
        };
        Ok(Some(reason.to_owned()))
    }

    async fn is_by(&self, event: &str, person: &PersonId) -> Result<bool, Refusal> {
        let event = events::record()
            .filter(events::Column::Id.eq(event))
            .one(self.read())
            .await?;
        Ok(event.is_some_and(|event| event.person_id.as_deref() == Some(person.as_str())))
    }

    pub(super) async fn pace_of(
        &self,
        person: &PersonId,
        kind: MailKind,
    ) -> Result<MailPace, Refusal> {
        let chosen = mail_choices::Entity::find_by_id((person.to_string(), kind.code().to_owned()))
            .one(self.read())
            .await?;
        Ok(chosen
            .and_then(|row| MailPace::from_code(&row.pace))
            .unwrap_or(MailPace::AtOnce))
    }
}

/// Who is behind an address.
pub(super) enum Addressee {
    Known(Box<Viewer>),
    /// Nobody who was ever here.
    Stranger,
    /// Somebody whose account is closed or erased.
    Closed,
}

/// The term that a mail is about, and the party.
fn term_of(mail: &outbox::Model) -> Option<(u32, PartyId)> {
    let number = u32::try_from(mail.term?).ok()?;
    let party = PartyId::from_code(mail.party.as_deref()?);
    Some((number, party))
}

/// The thread that a link leads to.
fn thread_of(link: &str) -> Option<&str> {
    let (_, below) = link.split_once("/talk/")?;
    below.split(['#', '/', '?']).next()
}

fn drop_it(reason: impl Into<String>) -> Ruling {
    Ruling::Drop {
        reason: reason.into(),
    }
}
