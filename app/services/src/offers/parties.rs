//! Which organisations have a part in an offer: kept beside it, so that lists ask one index who sees what.

use std::collections::BTreeSet;

use domain::offer::Proposal;
use domain::process::{OrganisationId, TREASURY, department};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::OnConflict,
};

use crate::Refusal;
use crate::store::offer_parties;

/// An organisation that was asked to be a partner and has not declined.
pub(crate) const PARTNER: &str = "partner";
/// A department or agency that the offer names.
pub(crate) const DEPARTMENT: &str = "department";

/// Partners and departments of one offer.
#[derive(Default)]
pub(crate) struct Parties {
    pub partners: Vec<OrganisationId>,
    pub departments: Vec<OrganisationId>,
}

impl Parties {
    pub async fn of(db: &impl ConnectionTrait, offer_id: &str) -> Result<Self, Refusal> {
        let mut parties = Self::default();
        let rows = offer_parties::Entity::find()
            .filter(offer_parties::Column::OfferId.eq(offer_id))
            .all(db)
            .await?;
        for row in rows {
            match row.relation.as_str() {
                PARTNER => parties.partners.push(row.organisation_id.into()),
                DEPARTMENT => parties.departments.push(row.organisation_id.into()),
                _ => {}
            }
        }
        Ok(parties)
    }
}

/// Has exactly these organisations stand in this relation to the offer.
pub(crate) async fn keep_parties(
    db: &impl ConnectionTrait,
    offer_id: &str,
    relation: &str,
    organisations: &[OrganisationId],
) -> Result<(), Refusal> {
    let ids: BTreeSet<&str> = organisations.iter().map(OrganisationId::as_str).collect();
    offer_parties::Entity::delete_many()
        .filter(offer_parties::Column::OfferId.eq(offer_id))
        .filter(offer_parties::Column::Relation.eq(relation))
        .filter(offer_parties::Column::OrganisationId.is_not_in(ids.iter().copied()))
        .exec(db)
        .await?;
    if ids.is_empty() {
        return Ok(());
    }
    offer_parties::Entity::insert_many(ids.into_iter().map(|id| offer_parties::ActiveModel {
        offer_id: Set(offer_id.to_owned()),
        organisation_id: Set(id.to_owned()),
        relation: Set(relation.to_owned()),
    }))
    .on_conflict(
        OnConflict::columns([
            offer_parties::Column::OfferId,
            offer_parties::Column::OrganisationId,
            offer_parties::Column::Relation,
        ])
        .do_nothing()
        .to_owned(),
    )
    .exec_without_returning(db)
    .await?;
    Ok(())
}

/// Every department and agency that an offer names: whose policy, money or power it is about. The Treasury
/// has a part in each, since it agrees to savings and sharing.
pub(crate) fn departments_in(proposal: &Proposal) -> Vec<OrganisationId> {
    let outcomes = proposal
        .outcomes()
        .flat_map(|(_, outcome)| outcome.departments.clone());
    let freedoms = proposal
        .freedoms()
        .flat_map(|(_, freedom)| freedom.departments.clone());
    let budgets = proposal.budgets().flat_map(|(_, budget)| {
        let contributors = budget
            .contributions
            .iter()
            .flat_map(|one| [one.organisation.clone(), one.owner.clone()]);
        budget
            .funding_departments
            .iter()
            .cloned()
            .chain(contributors)
            .collect::<Vec<_>>()
    });
    let savings = proposal.lines().flat_map(|(_, line)| {
        let gains = line.accrues.iter().map(|share| share.body.clone());
        gains.chain([line.bearer.clone()]).collect::<Vec<_>>()
    });
    let investments = proposal.investments().flat_map(|(_, investment)| {
        let gains = investment.gains.iter().cloned();
        gains
            .chain([investment.investor.clone()])
            .collect::<Vec<_>>()
    });
    let shares = proposal
        .sharing()
        .departments
        .iter()
        .map(|share| share.body.clone());
    let named: BTreeSet<String> = outcomes
        .chain(freedoms)
        .chain(budgets)
        .chain(savings)
        .chain(investments)
        .chain(shares)
        .chain([TREASURY.to_owned()])
        .collect();
    named
        .iter()
        .filter_map(|code| Some(department(code)?.id()))
        .collect()
}
