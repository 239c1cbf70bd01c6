//! At which term an address points.

use domain::negotiation::{Refusal as Rule, TermState};
use domain::process::{Act, Reference};
use services::{Refusal, negotiation::TermView, offers};

use super::text::{AGAINST, VERSION};
use crate::{
    leave::leave_to_act,
    page::{Asked, Away},
};

/// An offer and the number of one of its terms.
pub struct At {
    pub reference: Reference,
    pub number: u32,
}

impl At {
    /// # Errors
    /// Not found for what is no reference or no number.
    pub fn of(asked: &Asked) -> Result<Self, Refusal> {
        Ok(Self {
            reference: offers::reference(asked.param("ref"))?,
            number: number(asked.param("n"))?,
        })
    }

    /// The term as whoever asks sees it.
    pub async fn look(
        &self,
        asked: &Asked,
        shown: Option<u32>,
        against: Option<u32>,
    ) -> Result<TermView, Refusal> {
        let negotiation = asked.services().negotiation();
        if let Some(entered) = asked.entered_for(Act::ReadTerms) {
            return negotiation
                .term_of(entered, asked.hat(), self.number, shown, against)
                .await;
        }
        negotiation
            .term(
                asked.viewer()?,
                asked.hat(),
                &self.reference,
                self.number,
                shown,
                against,
            )
            .await
    }

    /// The address of the term, with what follows.
    pub fn address(&self, rest: &str) -> String {
        format!("/offers/{}/terms/{}{rest}", self.reference, self.number)
    }
}

/// The term of the address in its current version; an old reference of the offer leads on to the one it has now.
pub async fn term(asked: &Asked) -> Result<TermView, Away> {
    let term = At::of(asked)?.look(asked, None, None).await?;
    canonical(asked, &term)?;
    Ok(term)
}

/// Leads on from an old reference of the offer.
pub fn canonical(asked: &Asked, term: &TermView) -> Result<(), Away> {
    let (asked_for, now) = (asked.param("ref"), term.reference.to_string());
    if now == asked_for {
        return Ok(());
    }
    let rest = asked
        .path()
        .strip_prefix(&format!("/offers/{asked_for}"))
        .unwrap_or_default();
    Err(Away::To(format!("/offers/{now}{rest}")))
}

/// The same for a page that is nothing but the form of one act.
///
/// # Errors
/// Not found first, then who may not, then what is not for this term or not now: as the act itself would answer.
pub async fn term_to_act(asked: &Asked, act: Act) -> Result<TermView, Away> {
    may_at_all(asked, act).await?;
    let term = term(asked).await?;
    may_act(&term, asked, act)?;
    Ok(term)
}

/// Goes on where the table lets the worn hat do this with the offer, whatever its terms are.
pub async fn may_at_all(asked: &Asked, act: Act) -> Result<(), Refusal> {
    let reference = offers::reference(asked.param("ref"))?;
    let offers = asked.services().offers();
    let offer = offers.read(asked.viewer()?, &reference).await?;
    leave_to_act(asked, act, Some(&offer.facts))
}

/// Goes on where the worn hat may do this with the term now.
pub fn may_act(term: &TermView, asked: &Asked, act: Act) -> Result<(), Refusal> {
    leave_to_act(asked, act, Some(&term.facts))?;
    if term.may(act) {
        Ok(())
    } else {
        Err(why_not(term, act))
    }
}

/// What the rules of the term say, where the table lets the hat do it.
fn why_not(term: &TermView, act: Act) -> Refusal {
    let kind = term.subject.kind;
    let rule = match (act, term.state) {
        (Act::WithdrawTerm, _) if !kind.can_be_withdrawn() => Rule::CannotBeWithdrawn,
        (Act::RefuseFreedom, _) if !kind.can_be_refused() => Rule::CannotBeRefused,
        (Act::ReopenTerm, TermState::Open) => Rule::StillOpen,
        (Act::ReopenTerm, _) => Rule::NotAParty,
        (_, TermState::Agreed) => Rule::Locked,
        (_, TermState::Withdrawn) => Rule::Withdrawn,
        (_, TermState::Refused) => Rule::Refused,
        (Act::RefuseFreedom, TermState::Open) => Rule::NotItsOwner,
        (_, TermState::Open) => Rule::NotAParty,
    };
    rule.into()
}

/// The two versions that the address asks for.
pub fn versions(asked: &Asked) -> Result<(Option<u32>, Option<u32>), Refusal> {
    let one = |name| match asked.query(name) {
        None | Some("") => Ok(None),
        Some(text) => number(text).map(Some),
    };
    Ok((one(VERSION)?, one(AGAINST)?))
}

/// Digits and nothing else: `+1` and `01` are no address of ours.
fn number(text: &str) -> Result<u32, Refusal> {
    let number: u32 = text.parse().map_err(|_| Refusal::NotFound)?;
    if number.to_string() == text {
        Ok(number)
    } else {
        Err(Refusal::NotFound)
    }
}
