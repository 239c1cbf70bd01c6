//! Who can be chosen: champions for an offer, places for the filter of a list.

use domain::process::{OrganisationId, OrganisationKind, PersonId, Role};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::Offers;
use super::recipients::holders;
use crate::Refusal;
use crate::store::organisations;

/// Somebody who can take an offer through its negotiation (7.16, 7.21).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Champion {
    pub person: PersonId,
    pub name: String,
    pub organisation: String,
}

/// A place that makes offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub id: OrganisationId,
    pub name: String,
    pub prefix: Option<String>,
}

impl Offers<'_> {
    /// Everybody with the champion’s role, by name.
    pub async fn champions(&self) -> Result<Vec<Champion>, Refusal> {
        let holders = holders(self.services.read(), &[Role::Champion], None).await?;
        Ok(holders
            .into_iter()
            .map(|holder| Champion {
                person: holder.person,
                name: holder.name,
                organisation: holder.organisation_name,
            })
            .collect())
    }

    /// Every place, by name.
    pub async fn places(&self) -> Result<Vec<Place>, Refusal> {
        let rows = organisations::Entity::find()
            .filter(organisations::Column::Kind.eq(OrganisationKind::LeadCouncil.code()))
            .order_by_asc(organisations::Column::Name)
            .all(self.services.read())
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| Place {
                id: row.id.into(),
                name: row.name,
                prefix: row.prefix,
            })
            .collect())
    }
}
