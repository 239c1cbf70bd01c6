//! The row of one offer, with the names that people read on it.

use chrono::NaiveDate;
use domain::agreement::is_embargoed;
use domain::money::Parameters;
use domain::process::{OfferFacts, OfferKind, OrganisationId, Reference, Stage};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    QueryTrait, RelationDef, Select,
    sea_query::{Expr, LockType},
};

use super::reached::Reached;
use crate::Refusal;
use crate::store::agreement::agreement;
use crate::store::{offers, organisations, people, rounds};

/// An offer without its matters.
pub(crate) struct Head {
    pub row: offers::Model,
    pub kind: OfferKind,
    pub stage: Stage,
    /// The name it goes by now.
    pub reference: Reference,
    pub place_name: String,
    pub champion: Option<String>,
    pub lead_department: Option<String>,
    /// The day before which the public reads nothing of its agreement.
    embargo_until: Option<NaiveDate>,
    round_parameters: String,
}

#[derive(FromQueryResult)]
pub(crate) struct HeadRow {
    #[sea_orm(nested)]
    offer: offers::Model,
    place_name: String,
    champion_name: Option<String>,
    lead_department_name: Option<String>,
    embargo_until: Option<NaiveDate>,
    round_parameters: String,
}

impl Head {
    /// The offer that has this reference, or had it while it was a draft.
    pub async fn find(db: &impl ConnectionTrait, reference: &Reference) -> Result<Self, Refusal> {
        Self::query(db, reference, false).await
    }

    /// The same, with the row locked until the act ends: every act on an offer begins so.
    pub async fn lock(db: &impl ConnectionTrait, reference: &Reference) -> Result<Self, Refusal> {
        Self::query(db, reference, true).await
    }

    async fn query(
        db: &impl ConnectionTrait,
        reference: &Reference,
        locks: bool,
    ) -> Result<Self, Refusal> {
        let mut query = Self::select(reference);
        if locks {
            // Only the offer: its place and its round belong to other offers too.
            QueryTrait::query(&mut query).lock_with_tables(LockType::Update, [offers::Entity]);
        }
        query
            .into_model::<HeadRow>()
            .one(db)
            .await?
            .ok_or(Refusal::NotFound)?
            .try_into()
    }

    /// The row of [`HeadRow`].
    pub(super) fn select(reference: &Reference) -> Select<offers::Entity> {
        let column = if reference.is_draft() {
            offers::Column::DraftReference
        } else {
            offers::Column::Reference
        };
        offers::Entity::find()
            .column_as(
                Expr::col(("place", organisations::Column::Name)),
                "place_name",
            )
            .column_as(people::Column::Name, "champion_name")
            .column_as(
                Expr::col(("lead_department", organisations::Column::Name)),
                "lead_department_name",
            )
            .column_as(rounds::Column::Parameters, "round_parameters")
            .column(agreement::Column::EmbargoUntil)
            .join_as(JoinType::InnerJoin, place(), "place")
            .join_as(JoinType::LeftJoin, lead_department(), "lead_department")
            .join(JoinType::LeftJoin, champion())
            .join(JoinType::InnerJoin, round())
            .join(JoinType::LeftJoin, agreement_of_offer())
            .filter(column.eq(reference.to_string()))
    }

    /// What permission needs to know on this day in London.
    pub fn facts(
        &self,
        partners: Vec<OrganisationId>,
        departments: Vec<OrganisationId>,
        today: NaiveDate,
    ) -> OfferFacts {
        OfferFacts {
            reference: self.reference.clone(),
            place: self.row.place_id.as_str().into(),
            stage: self.stage,
            submitted_before: self.was_submitted(),
            champion: self.row.champion_id.as_deref().map(Into::into),
            partners,
            departments,
            embargoed: is_embargoed(self.embargo_until, today),
        }
    }

    pub fn was_submitted(&self) -> bool {
        self.row.first_submitted_at.is_some()
    }

    /// Whether it was accepted, and so has terms.
    pub const fn was_accepted(&self) -> bool {
        self.row.lead_department_id.is_some()
    }

    pub const fn reached(&self) -> Reached {
        Reached::of(self.stage, self.was_accepted())
    }

    /// The set it was submitted under; for a draft, that of its round.
    pub fn parameters(&self) -> Result<Parameters, Refusal> {
        match self.stage {
            Stage::Draft => Ok(serde_json::from_str(&self.round_parameters)?),
            _ => self.parameters_as_submitted(),
        }
    }

    /// The set it was last submitted under, if it was.
    pub fn parameters_as_submitted(&self) -> Result<Parameters, Refusal> {
        let kept = self.row.parameters.as_ref();
        Ok(serde_json::from_str(
            kept.unwrap_or(&self.round_parameters),
        )?)
    }

    /// Its address, with what follows.
    pub fn address(&self, below: &str) -> String {
        format!("/offers/{}{below}", self.reference)
    }
}

impl TryFrom<HeadRow> for Head {
    type Error = Refusal;

    fn try_from(row: HeadRow) -> Result<Self, Refusal> {
        let offer = row.offer;
        Ok(Self {
            kind: known(&offer.kind, OfferKind::from_code)?,
            stage: known(&offer.stage, Stage::from_code)?,
            reference: name_of(offer.reference.as_deref(), &offer.draft_reference)?,
            place_name: row.place_name,
            champion: row.champion_name,
            lead_department: row.lead_department_name,
            embargo_until: row.embargo_until,
            round_parameters: row.round_parameters,
            row: offer,
        })
    }
}

/// The reference an offer goes by: that of its first submission, else that of the draft.
pub(crate) fn name_of(reference: Option<&str>, draft: &str) -> Result<Reference, Refusal> {
    reference.unwrap_or(draft).parse().map_err(Refusal::broken)
}

/// A code that this version knows.
pub(crate) fn known<T>(code: &str, read: impl Fn(&str) -> Option<T>) -> Result<T, Refusal> {
    read(code).ok_or_else(|| Refusal::broken(format!("a code that is not known: {code}")))
}

/// From an offer to its place.
pub(crate) fn place() -> RelationDef {
    offers::Entity::belongs_to(organisations::Entity)
        .from(offers::Column::PlaceId)
        .to(organisations::Column::Id)
        .into()
}

fn lead_department() -> RelationDef {
    offers::Entity::belongs_to(organisations::Entity)
        .from(offers::Column::LeadDepartmentId)
        .to(organisations::Column::Id)
        .into()
}

fn champion() -> RelationDef {
    offers::Entity::belongs_to(people::Entity)
        .from(offers::Column::ChampionId)
        .to(people::Column::Id)
        .into()
}

/// Most offers have none.
fn agreement_of_offer() -> RelationDef {
    offers::Entity::belongs_to(agreement::Entity)
        .from(offers::Column::Id)
        .to(agreement::Column::OfferId)
        .into()
}

fn round() -> RelationDef {
    offers::Entity::belongs_to(rounds::Entity)
        .from(offers::Column::RoundId)
        .to(rounds::Column::Id)
        .into()
}
