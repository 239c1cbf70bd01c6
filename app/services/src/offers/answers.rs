//! What partners answered, read from its rows.

use std::collections::BTreeMap;

use domain::offer::{Answer, AnswerState, Key, Proposal};
use domain::process::OrganisationId;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::head::known;
use super::view::PartnerAnswer;
use crate::Refusal;
use crate::store::partner_answers;

/// Every answer of an offer, by the key of the partner. Those of partners taken out are among them.
#[derive(Default)]
pub(super) struct Answers(BTreeMap<Key, Given>);

/// One answer with its row.
pub(super) struct Given {
    pub state: AnswerState,
    pub row: partner_answers::Model,
}

impl Answers {
    pub async fn of(db: &impl ConnectionTrait, offer_id: &str) -> Result<Self, Refusal> {
        let rows = partner_answers::Entity::find()
            .filter(partner_answers::Column::OfferId.eq(offer_id))
            .all(db)
            .await?;
        let given = rows.into_iter().map(|row| {
            let state = known(&row.state, AnswerState::from_code)?;
            Ok((Key::new(row.matter_slug.as_str()), Given { state, row }))
        });
        Ok(Self(given.collect::<Result<_, Refusal>>()?))
    }

    pub fn get(&self, key: &Key) -> Option<&Given> {
        self.0.get(key)
    }

    /// As the domain reads them: of the partners that are in the offer.
    pub fn by_key(&self, proposal: &Proposal) -> BTreeMap<Key, Answer> {
        self.of_partners(proposal)
            .map(|(key, given)| {
                let answer = Answer {
                    state: given.state,
                    reason: given.row.reason.clone(),
                };
                (key.clone(), answer)
            })
            .collect()
    }

    /// As people read them.
    pub fn for_people(&self, proposal: &Proposal) -> BTreeMap<Key, PartnerAnswer> {
        self.of_partners(proposal)
            .map(|(key, given)| (key.clone(), PartnerAnswer::from(given)))
            .collect()
    }

    /// The organisations that were asked and have not declined.
    pub fn willing(&self, proposal: &Proposal) -> Vec<OrganisationId> {
        self.of_partners(proposal)
            .filter(|(_, given)| given.state != AnswerState::Declined)
            .filter_map(|(_, given)| given.row.organisation_id.as_deref())
            .map(OrganisationId::from)
            .collect()
    }

    pub fn of_partners<'a>(
        &'a self,
        proposal: &'a Proposal,
    ) -> impl Iterator<Item = (&'a Key, &'a Given)> {
        proposal
            .partners()
            .filter_map(|(key, _)| Some((key, self.0.get(key)?)))
    }

    /// As they stood at the submission, which no other answer lets through.
    pub fn all_confirmed(&mut self) {
        for given in self.0.values_mut() {
            given.state = AnswerState::Confirmed;
            given.row.reason = None;
        }
    }
}

impl From<&Given> for PartnerAnswer {
    fn from(given: &Given) -> Self {
        let row = &given.row;
        Self {
            state: given.state,
            organisation: row.organisation_id.as_deref().map(OrganisationId::from),
            email: row.email.clone(),
            asked_at: row.invited_at,
            answered_by: row.answered_name.clone(),
            answered_role: row.answered_role.clone(),
            answered_at: row.answered_at,
            reason: row.reason.clone(),
        }
    }
}
