//! Proposed wording is refused with a reason, or put before both sides.

use domain::negotiation::{ProposalState, Refusal as Rule, TermState};
use domain::process::{Act, Bargain, Event, Reference, Room};
use sea_orm::ActiveValue::Set;

use super::row::Held;
use crate::act::{Doer, guarded};
use crate::negotiation::open::OpenTerm;
use crate::negotiation::{Negotiation, letters};
use crate::offers::words;
use crate::store::negotiation::{ProposalChange, ProposalRow, add_proposal, change_proposal};
use crate::{Refusal, chance};

impl Negotiation<'_> {
    /// Refuses a proposal. What the term says stays as it is, and so does the proposal, with the reason. A second press
    /// is done already.
    ///
    /// # Errors
    /// Not found where the doer does not read its room; `WrongStage` for one that is answered otherwise; a fault at
    /// `reason`.
    pub async fn refuse_wording(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        slug: &str,
        reason: &str,
    ) -> Result<(), Refusal> {
        let mut open = self
            .open(doer, Act::RefuseWording, reference, number)
            .await?;
        let held = open.proposal(slug).await?;
        if held.state == ProposalState::Refused {
            return Err(Refusal::AlreadyDone);
        }
        held.state.must_be_open()?;
        let reason = words::reason(reason, "Say why you refuse it")?;
        open.answer(&held, ProposalState::Refused, &reason).await?;
        let step = Bargain::WordingRefused {
            room: held.room,
            about: open.name(),
            reason,
        };
        open.act.record(&open.head.row.id, &Event::Bargain(step))?;
        letters::answered(&mut open, &held, ProposalState::Refused).await?;
        open.act.commit().await
    }

    /// Puts a proposal of one side before both: a copy stands in the joint room, under the name of who wrote it and
    /// dated from the release, with `reason` in the place of its own; the private one stays where it was, with the
    /// trace. Answers the address of the copy.
    ///
    /// # Errors
    /// Not found where the doer does not read its room; `NotAllowed` for who does not lead that side; `WrongStage` for
    /// one that is answered, and for a term that is agreed or closed; `AlreadyDone` where it is joint or released; a
    /// fault at `reason`.
    pub async fn release_wording(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        slug: &str,
        reason: &str,
    ) -> Result<String, Refusal> {
        let mut open = self
            .open(doer, Act::ReleaseToJoint, reference, number)
            .await?;
        let held = open.proposal(slug).await?;
        if held.room == Room::Joint || held.state == ProposalState::Released {
            return Err(Refusal::AlreadyDone);
        }
        open.must_lead(held.room)?;
        held.state.must_be_open()?;
        open.must_be_open()?;
        let reason = words::reason(reason, "Say why this is proposed, for both sides to read")?;
        let copy = ProposalRow {
            id: chance::new_id(),
            slug: chance::slug()?,
            room: Room::Joint.code().to_owned(),
            released_from: Some(held.row.id.clone()),
            reason,
            version: 1,
            at: open.act.now(),
            ..held.row.clone()
        };
        let released = copy.slug.clone();
        add_proposal(open.act.db(), copy).await?;
        open.answer(&held, ProposalState::Released, "").await?;
        let step = Bargain::WordingReleased {
            from: held.room,
            about: open.name(),
        };
        open.act.record(&open.head.row.id, &Event::Bargain(step))?;
        letters::proposed(&mut open, Room::Joint, &released, None).await?;
        open.act.commit().await?;
        Ok(released)
    }
}

impl OpenTerm {
    /// Writes what has become of a proposal. Of two who answer at once the second finds it answered.
    pub(in crate::negotiation) async fn answer(
        &self,
        held: &Held,
        state: ProposalState,
        reason: &str,
    ) -> Result<(), Refusal> {
        let answered = change_proposal(&held.row)
            .set(ProposalChange {
                state: Set(state.code().to_owned()),
                answered_by: Set(Some(self.hat.person.to_string())),
                answered_at: Set(Some(self.act.now())),
                answer: Set(reason.to_owned()),
                version: Set(held.row.version + 1),
                ..Default::default()
            })
            .exec(self.act.db())
            .await?;
        guarded(answered.rows_affected)
    }

    fn must_be_open(&self) -> Result<(), Refusal> {
        match self.before {
            TermState::Open => Ok(()),
            TermState::Agreed => Err(Rule::Locked.into()),
            TermState::Withdrawn => Err(Rule::Withdrawn.into()),
            TermState::Refused => Err(Rule::Refused.into()),
        }
    }
}
