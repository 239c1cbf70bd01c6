//! A place submits its offer. Whitehall sees it from now on.

use domain::offer::{
    AnswerState, PartnerRole, Proposal, Verdict, findings, musts_failing, verdicts,
};
use domain::process::{Act, Event, Guard, Reference, Series, Transition};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::make;
use crate::act::Doer;
use crate::offers::content::Content;
use crate::offers::headline::headline;
use crate::offers::numbers::next_reference;
use crate::offers::parties::{DEPARTMENT, departments_in, keep_parties};
use crate::offers::start::prefix_of;
use crate::offers::{Offers, letters};
use crate::store::{offers, organisations};
use crate::{Fault, Refusal, programme};

impl Offers<'_> {
    /// Submits the offer under the parameters of its round, which it keeps. At the first time it gets the
    /// reference by which everybody knows it.
    ///
    /// # Errors
    /// `Invalid` with everything that is missing; the field of each is its address below the offer.
    pub async fn submit(&self, doer: &Doer, reference: &Reference) -> Result<Reference, Refusal> {
        let mut open = self.open(doer, Act::Submit, reference).await?;
        let content = Content::now(open.act.db(), &open.head).await?;
        let proposal = &content.proposal;
        let parameters = open.head.parameters()?;
        let verdicts = verdicts(proposal, &parameters);
        let unmet = Transition::Submit.row().unmet(|guard| match guard {
            Guard::CompletenessMustsHold => musts_failing(&verdicts) == 0,
            Guard::MemberAuthoritiesAccepted => member_authorities_accepted(proposal),
            _ => false,
        });
        if !unmet.is_empty() {
            return Err(Refusal::Invalid(missing(&verdicts, &unmet)));
        }
        let name = match open.head.row.reference {
            Some(_) => open.head.reference.clone(),
            None => {
                let place = organisations::Entity::find_by_id(open.head.row.place_id.as_str())
                    .one(open.act.db())
                    .await?
                    .ok_or(Refusal::NotFound)?;
                next_reference(open.act.db(), prefix_of(&place)?, Series::Submitted).await?
            }
        };
        let now = open.act.now();
        let first = open.head.row.first_submitted_at.unwrap_or(now);
        let writes = offers::ActiveModel {
            reference: Set(Some(name.to_string())),
            parameters: Set(Some(serde_json::to_string(&parameters)?)),
            first_submitted_at: Set(Some(first)),
            submitted_at: Set(Some(now)),
            ..headline(proposal, &parameters)
        };
        make(&mut open, Transition::Submit, writes, &Event::Submitted).await?;
        let departments = departments_in(proposal);
        keep_parties(open.act.db(), &open.head.row.id, DEPARTMENT, &departments).await?;
        programme::submitted(open.act.db(), &open.head.row.id, proposal, now).await?;
        letters::submitted(&mut open.act, &open.head, &name.to_string()).await?;
        open.act.commit().await?;
        Ok(name)
    }
}

/// Whether every other authority that the offer covers has confirmed (7.29).
fn member_authorities_accepted(proposal: &Proposal) -> bool {
    proposal
        .partners()
        .filter(|(_, partner)| partner.role == Some(PartnerRole::MemberAuthority))
        .all(|(key, _)| {
            proposal
                .answers
                .get(key)
                .is_some_and(|answer| answer.state == AnswerState::Confirmed)
        })
}

/// Everything that is missing; where no rule says what, the words of the guard.
fn missing(verdicts: &[Verdict], unmet: &[Guard]) -> Vec<Fault> {
    let found: Vec<Fault> = findings(verdicts)
        .into_iter()
        .map(|finding| Fault {
            field: finding.address(),
            words: finding.words.clone(),
        })
        .collect();
    if found.is_empty() {
        return unmet
            .iter()
            .map(|guard| Fault {
                field: String::new(),
                words: guard.words().to_owned(),
            })
            .collect();
    }
    found
}
