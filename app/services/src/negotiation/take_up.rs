//! Proposed wording becomes the next version: for the place by its leader, for Whitehall by the champion.

use domain::form::Posted;
use domain::negotiation::{ProposalState, Refusal as Rule, TermState, Unmerged};
use domain::offer::{Kept, Matter};
use domain::process::{Act, Bargain, Event, Reference, Room};

use super::open::OpenTerm;
use super::proposals::Held;
use super::{Negotiation, letters};
use crate::act::Doer;
use crate::offers::words;
use crate::{Conflict, Refusal};

impl Negotiation<'_> {
    /// Takes a proposal up. It is merged with what has become current since it was made; for what both changed, `choices`
    /// says `mine` (the proposal’s) or `theirs` (the current version’s) under `choose-` and the name of the field.
    /// `base` is the version that the doer has read. Nobody has agreed to anything by it: every party is asked again.
    ///
    /// The reason of a joint proposal stands for one that is left blank. What was proposed in a private room becomes
    /// known to all by this act, its reason does not.
    ///
    /// # Errors
    /// Not found where the doer does not read its room; `Conflict` with the three texts of the matter where `base` is no
    /// longer current, or a choice is missing; `AlreadyDone` where it was taken up; `WrongStage` where it was answered
    /// otherwise, and for a term that is agreed or closed; a fault of the whole form where nothing would change.
    #[expect(
        clippy::too_many_arguments,
        reason = "each is something else: who, where, which, what was read, what was chosen, and why"
    )]
    pub async fn take_up(
        &self,
        doer: &Doer,
        reference: &Reference,
        number: u32,
        slug: &str,
        base: u32,
        choices: &Posted,
        reason: &str,
    ) -> Result<u32, Refusal> {
        let mut open = self.open(doer, Act::TakeUp, reference, number).await?;
        let held = open.proposal(slug).await?;
        if held.state == ProposalState::TakenUp {
            return Err(Refusal::AlreadyDone);
        }
        held.state.must_be_open()?;
        if open.before == TermState::Agreed {
            return Err(Rule::Locked.into());
        }
        let former = open
            .version_of(held.wording.base)
            .await?
            .unwrap_or_default();
        let current = open.tracked.term.current.number;
        if base != current {
            return Err(open.taken_over(&held, &former)?);
        }
        let matters = open.merged(&held, &former, choices)?;
        let reason = match (words::clean(reason).as_str(), held.room) {
            ("", Room::Joint) => held.row.reason.clone(),
            _ => words::reason(reason, "Say why. Everyone in the offer will read it")?,
        };
        let before = open.tracked.term.parties();
        let version = open.put_forward(current, matters, &reason).await?;
        open.answer(&held, ProposalState::TakenUp, "").await?;
        let step = Bargain::WordingTakenUp {
            about: open.name(),
            version,
            reason,
        };
        open.act.record(&open.head.row.id, &Event::Bargain(step))?;
        letters::answered(&mut open, &held, ProposalState::TakenUp).await?;
        letters::new_version(&mut open, &before).await?;
        open.keep().await?;
        open.act.commit().await?;
        Ok(version)
    }
}

impl OpenTerm {
    /// What the term would say with this taken up.
    fn merged(&self, held: &Held, former: &[Kept], choices: &Posted) -> Result<Vec<Kept>, Refusal> {
        let around = self.content.proposal.around();
        let current = &self.tracked.term.current.matters;
        match held.wording.taken_up(former, current, &around, choices) {
            Ok(matters) => Ok(matters),
            Err(Unmerged::Rule(rule)) => Err(rule.into()),
            Err(Unmerged::Choose(_)) => Err(self.taken_over(held, former)?),
        }
    }

    /// What the proposal began with, what stands now and what it says: for choosing between them.
    fn taken_over(&self, held: &Held, former: &[Kept]) -> Result<Refusal, Refusal> {
        let current = &self.tracked.term.current;
        let of = |matters: &[Kept]| -> Result<String, Refusal> {
            let found = matters.iter().find(|kept| kept.key == held.wording.key);
            text_of(found.map(|kept| &kept.matter))
        };
        Ok(Refusal::Conflict(Box::new(Conflict {
            version: i64::from(current.number),
            saved_by: self.tracked.author.clone(),
            saved_at: Some(current.at),
            base: of(former)?,
            theirs: of(&current.matters)?,
            yours: text_of(held.wording.result())?,
        })))
    }
}

/// A matter as a conflict carries it; empty where there is none.
fn text_of(matter: Option<&Matter>) -> Result<String, Refusal> {
    Ok(matter
        .map(serde_json::to_string)
        .transpose()?
        .unwrap_or_default())
}
