//! An act on one term: the offer’s row locked, the doer allowed, the term as they see it.

use chrono::{DateTime, TimeDelta, Utc};
use domain::negotiation::{self, PartyId, TermState};
use domain::process::{Act, Hat, OfferFacts, Reference, Rooms, TermName};

use super::Negotiation;
use super::load::{Tracked, terms};
use crate::Refusal;
use crate::act::{ActTx, Doer};
use crate::offers::content::Content;
use crate::offers::head::Head;

/// An act on a term under way.
pub(crate) struct OpenTerm {
    pub act: ActTx,
    pub head: Head,
    pub facts: OfferFacts,
    pub hat: Hat,
    pub rooms: Rooms,
    /// What the offer says now.
    pub content: Content,
    pub tracked: Tracked,
    /// How far the term had come when the act began.
    pub before: TermState,
}

impl Negotiation<'_> {
    /// Begins an act on the term of this number.
    ///
    /// # Errors
    /// What the table says of the act; not found where the offer has no such term.
    pub(crate) async fn open(
        &self,
        doer: &Doer,
        act: Act,
        reference: &Reference,
        number: u32,
    ) -> Result<OpenTerm, Refusal> {
        let offers = self.services.offers();
        let (open, facts) = offers
            .open_knowing(doer, act, reference, Some(number))
            .await?;
        let hat = doer.hat().cloned().ok_or(Refusal::SignIn)?;
        let (tx, head) = (open.act, open.head);
        let rooms = Rooms::of(&hat, &facts);
        let content = Content::now(tx.db(), &head).await?;
        let tracked = terms(
            tx.db(),
            &head.row.id,
            &content.proposal,
            rooms,
            Some(number),
        )
        .await?
        .pop()
        .ok_or(Refusal::NotFound)?;
        Ok(OpenTerm {
            before: tracked.term.state(),
            act: tx,
            head,
            facts,
            hat,
            rooms,
            content,
            tracked,
        })
    }
}

impl OpenTerm {
    /// The party that the doer speaks for.
    pub fn party(&self) -> Result<PartyId, Refusal> {
        PartyId::of(&self.hat, &self.facts.place)
            .ok_or_else(|| negotiation::Refusal::NotAParty.into())
    }

    /// When what is said now is said: after all that was said before, whatever the clocks of several servers say, and
    /// however long this act waited for its turn. The last word of a party counts.
    pub fn moment(&self) -> DateTime<Utc> {
        let before = self.tracked.term.positions.iter().map(|one| one.at).max();
        let after = before.map(|before| before + TimeDelta::microseconds(1));
        after.map_or(self.act.now(), |after| after.max(self.act.now()))
    }

    /// The term as history names it.
    pub fn name(&self) -> TermName {
        TermName::new(self.tracked.term.number, self.tracked.title())
    }

    /// Where it is bargained over.
    pub fn address(&self) -> String {
        self.head
            .address(&format!("/terms/{}", self.tracked.term.number))
    }
}

/// In an area of its own a rule of the domain refuses; to people it is one of a few answers.
impl From<negotiation::Refusal> for Refusal {
    fn from(refusal: negotiation::Refusal) -> Self {
        use negotiation::Refusal as Rule;
        let words = refusal.to_string();
        match refusal {
            Rule::WordsNeeded(_) => Self::fault("words", words),
            Rule::ReasonNeeded => Self::fault("reason", words),
            Rule::NothingChanged => Self::fault("", words),
            Rule::RequiredParty | Rule::AlreadyAParty => Self::fault("party", words),
            Rule::NotAParty
            | Rule::NotItsOwner
            | Rule::CannotBeWithdrawn
            | Rule::CannotBeRefused
            | Rule::OneThing => Self::NotAllowed(words),
            Rule::NotCurrent { .. }
            | Rule::Locked
            | Rule::Withdrawn
            | Rule::Refused
            | Rule::StillOpen
            | Rule::NotInTerm
            | Rule::TakenUpAlready
            | Rule::RefusedAlready
            | Rule::ReleasedAlready => Self::WrongStage(words),
        }
    }
}
