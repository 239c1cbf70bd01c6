//! The act: the heart of the house. One act is one transaction.
//!
//! ```text
//! let mut act = services.begin(&doer).await?;      the only way to write what people do
//! let offer = … lock the offer's row, ask `domain` whether this doer may …
//! let saved = … update where id and version match … ; guarded(saved.rows_affected)?;
//! act.record(&offer.id, &Event::Submitted)?;       one event; timeline and chain come from it
//! act.mail(Mail { … });                            told to those it concerns
//! act.commit().await?;                             event, chain, mail and rows: all, or none
//! ```
//!
//! Dropped without `commit`, an act has not happened: every early `?` leaves the store as it was.
//!
//! On SQLite the write lock is taken at the start. On PostgreSQL acts run side by side, so they take their
//! locks in one order: the offer's row first, then what belongs to it, and the head of the chain last of all,
//! inside `commit`, because the whole house waits for that one. In this order nobody can wait in a circle,
//! and at READ COMMITTED no transaction fails for having read something old: `guarded` is what catches that.

use chrono::{DateTime, Utc};
use domain::process::{
    Act, Event, Hat, OfferFacts, OrganisationId, PersonId, Role, Room, Verdict, permit, permit_for,
};
use sea_orm::DatabaseTransaction;
use serde::Serialize;

use crate::audit::{Entry, append};
use crate::chance;
use crate::live::{Notice, announce};
use crate::outbox::{Mail, Queued, put_in_outbox};
use crate::refusal::allowed;
use crate::store::events;
use crate::{Refusal, Services};

/// Who does it, under which hat. Comes from `Viewer::acting_as`, so that a hat is always one that is worn.
#[derive(Clone, Debug)]
pub struct Doer {
    hat: Option<Hat>,
    /// What else the person wears: no act is done under these, but a refusal can name the one that may.
    others: Vec<Hat>,
    /// What the chain of history calls the person.
    pseudonym: String,
}

impl Doer {
    pub(crate) fn new(hat: Hat, pseudonym: String) -> Self {
        Self {
            hat: Some(hat),
            others: Vec::new(),
            pseudonym,
        }
    }

    pub(crate) fn with_others(mut self, others: Vec<Hat>) -> Self {
        self.others = others;
        self
    }

    /// The house itself: what it puts in at its start, and what the calendar does.
    pub fn house() -> Self {
        Self {
            hat: None,
            others: Vec::new(),
            pseudonym: "house".to_owned(),
        }
    }

    /// Goes on where the worn hat may do this with this offer, or with none.
    ///
    /// # Errors
    /// `OtherHat` where another of the person’s hats may, so that the switch can be offered; else what the
    /// hat that gets furthest is told.
    pub fn may(&self, act: Act, offer: Option<&OfferFacts>) -> Result<(), Refusal> {
        self.judge(|hat| permit(hat, act, offer))
    }

    /// The same for what is done with an organisation and its people.
    pub fn may_for(&self, act: Act, organisation: &OrganisationId) -> Result<(), Refusal> {
        self.judge(|hat| permit_for(hat, act, organisation))
    }

    fn judge(&self, verdict: impl Fn(Option<&Hat>) -> Verdict) -> Result<(), Refusal> {
        let worn = verdict(self.hat());
        let mut told = worn.clone();
        for other in &self.others {
            match (verdict(Some(other)), &worn, &told) {
                (Verdict::Allowed, Verdict::NotFound | Verdict::NotAllowed(_), _) => {
                    return Err(Refusal::OtherHat {
                        hat: other.clone(),
                        words: match worn {
                            Verdict::NotAllowed(reason) => reason.words(),
                            _ => "This is not for the role under which you act now.".to_owned(),
                        },
                    });
                }
                (wrong @ Verdict::WrongStage(_), _, Verdict::NotFound | Verdict::NotAllowed(_))
                | (wrong @ Verdict::NotAllowed(_), _, Verdict::NotFound) => told = wrong,
                _ => {}
            }
        }
        allowed(told)
    }

    /// The worn hat first, then the others.
    pub(crate) fn hats(&self) -> impl Iterator<Item = &Hat> {
        self.hat.iter().chain(&self.others)
    }

    /// None for the house itself.
    pub fn hat(&self) -> Option<&Hat> {
        self.hat.as_ref()
    }

    pub fn person(&self) -> Option<&PersonId> {
        self.hat.as_ref().map(|hat| &hat.person)
    }

    pub fn organisation(&self) -> Option<&OrganisationId> {
        self.hat.as_ref().map(|hat| &hat.organisation)
    }

    pub fn role(&self) -> Option<Role> {
        self.hat.as_ref().map(|hat| hat.role)
    }
}

/// An act under way. Nothing of it is seen by others before `commit`, and nothing is left of it without.
#[must_use = "an act that is not committed has not happened"]
pub struct ActTx {
    services: Services,
    transaction: DatabaseTransaction,
    doer: Doer,
    at: DateTime<Utc>,
    events: Vec<events::Model>,
    mails: Vec<Queued>,
    notices: Vec<Notice>,
}

impl Services {
    /// Begins an act of `doer`, at this moment.
    pub async fn begin(&self, doer: &Doer) -> Result<ActTx, Refusal> {
        Ok(ActTx {
            transaction: self.house.store.begin().await?,
            services: self.clone(),
            doer: doer.clone(),
            at: self.now(),
            events: Vec::new(),
            mails: Vec::new(),
            notices: Vec::new(),
        })
    }
}

impl ActTx {
    /// For the queries of the act. What goes through another connection is not part of it, and on SQLite
    /// a write through another waits for this act to end.
    pub(crate) fn db(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    pub fn services(&self) -> &Services {
        &self.services
    }

    pub fn doer(&self) -> &Doer {
        &self.doer
    }

    /// The one moment of everything in this act.
    pub fn now(&self) -> DateTime<Utc> {
        self.at
    }

    /// Has this act remembered: an event of the offer for its timeline and, at `commit`, a link in the chain.
    /// Answers the id of the event. Texts belong into the event, since there they can be erased.
    pub fn record(&mut self, offer_id: &str, event: &Event) -> Result<String, Refusal> {
        let payload = serde_json::to_string(event)?;
        if let Some(notice) = Notice::of(offer_id, event) {
            self.stir(notice);
        }
        self.remember(Some(offer_id), event.kind().code(), event.room(), payload)
    }

    /// Has those told who have a page open that shows it: once the act is committed, and only then.
    pub(crate) fn stir(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    /// The same for what concerns no offer: people, organisations, rounds. Whitehall keeps that record.
    pub fn record_beside(
        &mut self,
        kind: &'static str,
        payload: &impl Serialize,
    ) -> Result<String, Refusal> {
        let payload = serde_json::to_string(payload)?;
        self.remember(None, kind, Room::Whitehall, payload)
    }

    fn remember(
        &mut self,
        offer_id: Option<&str>,
        kind: &str,
        room: Room,
        payload: String,
    ) -> Result<String, Refusal> {
        let id = chance::new_id();
        self.events.push(events::Model {
            id: id.clone(),
            offer_id: offer_id.map(str::to_owned),
            at: self.at,
            kind: kind.to_owned(),
            room: room.code().to_owned(),
            person_id: self.doer.person().map(ToString::to_string),
            organisation_id: self.doer.organisation().map(ToString::to_string),
            role: self.doer.role().map(|role| role.code().to_owned()),
            payload: Some(payload),
            salt: Some(chance::salt()?),
            // Known at `commit`, when it is linked.
            seq: None,
        });
        Ok(id)
    }

    /// Has somebody told. It is on its way once the act is committed, and only then.
    /// What was recorded last is what it is about.
    pub fn mail(&mut self, mail: Mail) {
        let event = self.events.last().map(|event| event.id.clone());
        self.mails.push(Queued { mail, event });
    }

    /// Makes it so: what was written, the events with their links in the chain, and the mail, at once.
    pub async fn commit(self) -> Result<(), Refusal> {
        let transaction = self.transaction;
        let mail_waits = !self.mails.is_empty();
        put_in_outbox(&transaction, &self.services, self.mails).await?;
        let mut head = None;
        if !self.events.is_empty() {
            let entries = self
                .events
                .iter()
                .map(|event| Entry::of(event, &self.doer.pseudonym))
                .collect::<Result<Vec<_>, _>>()?;
            let linked = append(&transaction, &entries).await?;
            let events = self.events.into_iter().zip(linked.places());
            let events = events.map(|(event, place)| events::Model {
                seq: Some(place),
                ..event
            });
            events::add_all(&transaction, events.collect()).await?;
            head = Some(linked.head);
        }
        let hub = &self.services.house.hub;
        announce(&transaction, hub.instance(), &self.notices).await?;
        transaction.commit().await?;
        for notice in self.notices {
            hub.tell(notice);
        }
        if let Some(head) = head {
            self.services.note_head_of_act(&head);
        }
        if mail_waits {
            self.services.house.mail_waits.notify_one();
        }
        Ok(())
    }
}

/// What an update that named id *and version* came to: no row touched means that somebody was there first.
pub(crate) fn guarded(rows_affected: u64) -> Result<(), Refusal> {
    match rows_affected {
        0 => Err(Refusal::stale()),
        _ => Ok(()),
    }
}
