//! The list of organisations, and which of them somebody who looks after their people knows about.

use std::collections::HashMap;

use domain::process::{Act, Hat, OrganisationId, OrganisationKind, Role};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationDef,
    sea_query::{Expr, ExprTrait, Func, LikeExpr},
};

use super::Organisation;
use crate::offers::Paging;
use crate::refusal::allowed;
use crate::store::{memberships, offer_parties, offers, organisations, people};
use crate::{Refusal, Services, Viewer};

/// Which organisations are wanted. The default is all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OrganisationFilter {
    pub kind: Option<OrganisationKind>,
    /// Part of the name, or of what people say for short.
    pub text: Option<String>,
}

impl OrganisationFilter {
    pub const fn is_all(&self) -> bool {
        self.kind.is_none() && self.text.is_none()
    }
}

/// One page of organisations, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationList {
    pub rows: Vec<OrganisationRow>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrganisationRow {
    pub organisation: Organisation,
    /// The name of the place that a partner belongs to.
    pub place: Option<String>,
    /// How many people take part for it now.
    pub people: u64,
}

impl Services {
    /// The organisations whose people one of the viewer’s hats looks after. Three statements.
    pub async fn organisation_list(
        &self,
        viewer: &Viewer,
        filter: &OrganisationFilter,
        paging: Paging,
    ) -> Result<OrganisationList, Refusal> {
        let hats = viewer.hats();
        allowed(domain::process::permit_any(&hats, Act::ListOrganisations, None).verdict)?;
        let mut wanted = Condition::all().add(known_to(&hats));
        if let Some(kind) = filter.kind {
            wanted = wanted.add(organisations::Column::Kind.eq(kind.code()));
        }
        if let Some(text) = &filter.text {
            wanted = wanted.add(says(text));
        }
        let db = self.read();
        let total = organisations::Entity::find()
            .filter(wanted.clone())
            .count(db)
            .await?;
        let rows = organisations::Entity::find()
            .filter(wanted)
            .column_as(
                Expr::col(("place", organisations::Column::Name)),
                "place_name",
            )
            .join_as(JoinType::LeftJoin, lead_place(), "place")
            .order_by_asc(organisations::Column::Name)
            .order_by_asc(organisations::Column::Id)
            .offset(paging.offset())
            .limit(paging.size())
            .into_model::<Row>()
            .all(db)
            .await?;
        let mut counts =
            people_of_each(db, rows.iter().map(|row| row.organisation.id.as_str())).await?;
        Ok(OrganisationList {
            rows: rows
                .into_iter()
                .map(|row| {
                    Ok(OrganisationRow {
                        people: counts.remove(&row.organisation.id).unwrap_or_default(),
                        organisation: row.organisation.try_into()?,
                        place: row.place_name,
                    })
                })
                .collect::<Result<_, Refusal>>()?,
            page: paging.page(),
            pages: paging.pages(total),
            total,
        })
    }
}

#[derive(FromQueryResult)]
struct Row {
    #[sea_orm(nested)]
    organisation: organisations::Model,
    place_name: Option<String>,
}

/// The organisation, where one of these hats knows about it.
pub async fn find_known<'h>(
    db: &impl ConnectionTrait,
    hats: impl IntoIterator<Item = &'h Hat>,
    id: &OrganisationId,
) -> Result<organisations::Model, Refusal> {
    organisations::Entity::find_by_id(id.as_str())
        .filter(known_to(hats))
        .one(db)
        .await?
        .ok_or(Refusal::NotFound)
}

/// What these hats know about: administrators their own organisation, the programme office all but those that a
/// place has named in a draft only. A draft’s partners are the place’s own affair until it is submitted.
pub fn known_to<'h>(hats: impl IntoIterator<Item = &'h Hat>) -> Condition {
    let mut any = Condition::any();
    let mut nobody = true;
    for hat in hats {
        match hat.role {
            Role::ProgrammeOffice => any = any.add(openly_here()),
            Role::Administrator => {
                any = any.add(organisations::Column::Id.eq(hat.organisation.as_str()));
            }
            Role::PlaceLeader
            | Role::Drafter
            | Role::Partner
            | Role::Champion
            | Role::DepartmentReviewer
            | Role::Auditor => continue,
        }
        nobody = false;
    }
    if nobody {
        Condition::all().add(Expr::value(false))
    } else {
        any
    }
}

/// What the programme office knows about.
pub(super) fn openly_here() -> Condition {
    let offer: RelationDef = offer_parties::Entity::belongs_to(offers::Entity)
        .from(offer_parties::Column::OfferId)
        .to(offers::Column::Id)
        .into();
    let in_an_offer = offer_parties::Entity::find()
        .select_only()
        .column(offer_parties::Column::OrganisationId)
        .join(JoinType::InnerJoin, offer)
        .filter(offers::Column::FirstSubmittedAt.is_not_null())
        .into_query();
    Condition::any()
        .add(organisations::Column::LeadPlace.is_null())
        .add(organisations::Column::Listed.eq(true))
        .add(organisations::Column::Id.in_subquery(in_an_offer))
}

fn says(text: &str) -> Condition {
    let escaped: String = text
        .to_lowercase()
        .chars()
        .flat_map(|letter| {
            let escape = matches!(letter, '%' | '_' | '\\').then_some('\\');
            escape.into_iter().chain([letter])
        })
        .collect();
    let holds = |column: organisations::Column| {
        let lower = Expr::expr(Func::lower(Expr::col((organisations::Entity, column))));
        lower.like(LikeExpr::new(format!("%{escaped}%")).escape('\\'))
    };
    Condition::any()
        .add(holds(organisations::Column::Name))
        .add(holds(organisations::Column::Abbreviation))
}

fn lead_place() -> RelationDef {
    organisations::Entity::belongs_to(organisations::Entity)
        .from(organisations::Column::LeadPlace)
        .to(organisations::Column::Id)
        .into()
}

async fn people_of_each<'i>(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = &'i str>,
) -> Result<HashMap<String, u64>, Refusal> {
    let person: RelationDef = memberships::Entity::belongs_to(people::Entity)
        .from(memberships::Column::PersonId)
        .to(people::Column::Id)
        .into();
    let counts: Vec<(String, i64)> = memberships::Entity::find()
        .select_only()
        .column(memberships::Column::OrganisationId)
        .column_as(
            Expr::col((memberships::Entity, memberships::Column::PersonId)).count_distinct(),
            "people",
        )
        .join(JoinType::InnerJoin, person)
        .filter(memberships::Column::OrganisationId.is_in(ids))
        .filter(memberships::Column::EndedAt.is_null())
        .filter(people::Column::DisabledAt.is_null())
        .group_by(memberships::Column::OrganisationId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counts
        .into_iter()
        .map(|(id, count)| (id, u64::try_from(count).unwrap_or_default()))
        .collect())
}
