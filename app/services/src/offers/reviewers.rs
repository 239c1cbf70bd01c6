//! Who reads an offer for its department.
//!
//! Every reviewer of a department sees every offer that names it. Where a department shares the offers out, those
//! assigned have the work and the mail of one; without an assignment all of its reviewers have.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use domain::process::{
    Act, Event, OrganisationId, OrganisationKind, PersonId, Reference, Role, Stage, permit_any_for,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult,
    JoinType, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::Expr,
};

use super::head::{Head, known, name_of, place};
use super::parties::DEPARTMENT;
use super::recipients::{Holder, holders};
use super::{Offers, Paging, letters};
use crate::act::Doer;
use crate::people::find_known;
use crate::refusal::allowed;
use crate::store::{offer_parties, offers, organisations, reviewer_assignments};
use crate::{Organisation, Refusal, Viewer};

/// Somebody who can be assigned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewer {
    pub person: PersonId,
    pub name: String,
}

/// The offers that name a department, those that changed last first, and who reads each.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewing {
    pub department: Organisation,
    pub rows: Vec<ReviewedOffer>,
    /// Everybody who reviews for the department, by name.
    pub reviewers: Vec<Reviewer>,
    pub page: u64,
    pub pages: u64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewedOffer {
    pub reference: Reference,
    pub place_name: String,
    pub stage: Stage,
    pub since: DateTime<Utc>,
    /// Those assigned; empty where all reviewers of the department read it.
    pub assigned: Vec<Reviewer>,
}

impl Offers<'_> {
    /// The offers that name this department and go on, with who reads them. Five statements.
    pub async fn reviewing(
        &self,
        viewer: &Viewer,
        department: &OrganisationId,
        paging: Paging,
    ) -> Result<Reviewing, Refusal> {
        let db = self.services.read();
        let hats = viewer.hats();
        allowed(permit_any_for(&hats, Act::AssignReviewers, department).verdict)?;
        let row = department_row(find_known(db, &hats, department).await?)?;
        let total = naming(department).count(db).await?;
        let lines = naming(department)
            .select_only()
            .columns([
                offers::Column::Id,
                offers::Column::Reference,
                offers::Column::DraftReference,
                offers::Column::Stage,
                offers::Column::StageSince,
            ])
            .column_as(
                Expr::col(("place", organisations::Column::Name)),
                "place_name",
            )
            .join_as(JoinType::InnerJoin, place(), "place")
            .order_by_desc(offers::Column::UpdatedAt)
            .order_by_asc(offers::Column::Id)
            .offset(paging.offset())
            .limit(paging.size())
            .into_model::<Line>()
            .all(db)
            .await?;
        let reviewers = self.reviewers(db, department).await?;
        let mut assigned =
            assigned(db, department, lines.iter().map(|line| line.id.as_str())).await?;
        Ok(Reviewing {
            department: row,
            rows: lines
                .into_iter()
                .map(|line| {
                    let people = assigned.remove(&line.id).unwrap_or_default();
                    Ok(ReviewedOffer {
                        reference: name_of(line.reference.as_deref(), &line.draft_reference)?,
                        place_name: line.place_name,
                        stage: known(&line.stage, Stage::from_code)?,
                        since: line.stage_since,
                        assigned: reviewers
                            .iter()
                            .filter(|reviewer| people.contains(reviewer.person.as_str()))
                            .cloned()
                            .collect(),
                    })
                })
                .collect::<Result<_, Refusal>>()?,
            reviewers,
            page: paging.page(),
            pages: paging.pages(total),
        })
    }

    /// One of these offers, with the department and all of its reviewers.
    pub async fn reviewed(
        &self,
        viewer: &Viewer,
        department: &OrganisationId,
        reference: &Reference,
    ) -> Result<(Organisation, ReviewedOffer, Vec<Reviewer>), Refusal> {
        let db = self.services.read();
        let hats = viewer.hats();
        allowed(permit_any_for(&hats, Act::AssignReviewers, department).verdict)?;
        let row = department_row(find_known(db, &hats, department).await?)?;
        // What it was called as a draft is nobody’s business outside its place.
        if reference.is_draft() {
            return Err(Refusal::NotFound);
        }
        let head = named(db, department, Head::find(db, reference).await?).await?;
        let reviewers = self.reviewers(db, department).await?;
        let people = assigned(db, department, std::iter::once(head.row.id.as_str()))
            .await?
            .remove(&head.row.id)
            .unwrap_or_default();
        let offer = ReviewedOffer {
            assigned: reviewers
                .iter()
                .filter(|reviewer| people.contains(reviewer.person.as_str()))
                .cloned()
                .collect(),
            place_name: head.place_name,
            stage: head.stage,
            since: head.row.stage_since,
            reference: head.reference,
        };
        Ok((row, offer, reviewers))
    }

    /// Has exactly these of the department’s reviewers deal with the offer; all of them, where none is named.
    /// Those who are new to it are told by mail.
    ///
    /// # Errors
    /// `Invalid` at `reviewers` for somebody who is none; `AlreadyDone` where nothing changes.
    pub async fn assign_reviewers(
        &self,
        doer: &Doer,
        department: &OrganisationId,
        reference: &Reference,
        people: &[PersonId],
    ) -> Result<(), Refusal> {
        doer.may_for(Act::AssignReviewers, department)?;
        let mut act = self.services.begin(doer).await?;
        if reference.is_draft() {
            return Err(Refusal::NotFound);
        }
        let head = Head::lock(act.db(), reference).await?;
        let head = named(act.db(), department, head).await?;
        let offer = &head.row;
        department_row(find_known(act.db(), doer.hats(), department).await?)?;
        act.lock_organisations(&[department.to_string()].into())
            .await?;
        let all = holders(act.db(), &[Role::DepartmentReviewer], Some(department)).await?;
        let wanted: BTreeSet<&str> = people.iter().map(PersonId::as_str).collect();
        let chosen: Vec<Holder> = all
            .into_iter()
            .filter(|holder| wanted.contains(holder.person.as_str()))
            .collect();
        if chosen.len() != wanted.len() {
            return Err(Refusal::fault(
                "reviewers",
                "Choose among the people who review for the department now",
            ));
        }
        let before = assigned(act.db(), department, std::iter::once(offer.id.as_str()))
            .await?
            .remove(&offer.id)
            .unwrap_or_default();
        if before.iter().map(String::as_str).eq(wanted.iter().copied()) {
            return Err(Refusal::AlreadyDone);
        }
        reviewer_assignments::Entity::delete_many()
            .filter(reviewer_assignments::Column::OfferId.eq(offer.id.as_str()))
            .filter(reviewer_assignments::Column::OrganisationId.eq(department.as_str()))
            .exec(act.db())
            .await?;
        if !chosen.is_empty() {
            let rows = chosen
                .iter()
                .map(|holder| reviewer_assignments::ActiveModel {
                    offer_id: Set(offer.id.clone()),
                    organisation_id: Set(department.to_string()),
                    person_id: Set(holder.person.to_string()),
                    since: Set(act.now()),
                });
            reviewer_assignments::Entity::insert_many(rows)
                .exec_without_returning(act.db())
                .await?;
        }
        let event = Event::ReviewersAssigned {
            department: department.clone(),
            reviewers: chosen.iter().map(|holder| holder.person.clone()).collect(),
        };
        act.record(&offer.id, &event)?;
        let fresh: Vec<PersonId> = chosen
            .into_iter()
            .map(|holder| holder.person)
            .filter(|person| !before.contains(person.as_str()))
            .collect();
        letters::to_review(&mut act, &head, department, &fresh).await?;
        act.commit().await
    }

    async fn reviewers(
        &self,
        db: &impl ConnectionTrait,
        department: &OrganisationId,
    ) -> Result<Vec<Reviewer>, Refusal> {
        let holders = holders(db, &[Role::DepartmentReviewer], Some(department)).await?;
        Ok(holders
            .into_iter()
            .map(|holder| Reviewer {
                person: holder.person,
                name: holder.name,
            })
            .collect())
    }
}

/// Those who have the work and the mail of an offer for a department: the assigned, where there are any, else all
/// of its reviewers.
pub(crate) async fn reviewers_of(
    db: &impl ConnectionTrait,
    offer_id: &str,
    department: &OrganisationId,
) -> Result<Vec<Holder>, Refusal> {
    let mut holders = holders(db, &[Role::DepartmentReviewer], Some(department)).await?;
    let assigned = assigned(db, department, std::iter::once(offer_id)).await?;
    if let Some(people) = assigned.get(offer_id)
        && holders
            .iter()
            .any(|holder| people.contains(holder.person.as_str()))
    {
        holders.retain(|holder| people.contains(holder.person.as_str()));
    }
    Ok(holders)
}

#[derive(FromQueryResult)]
struct Line {
    id: String,
    reference: Option<String>,
    draft_reference: String,
    stage: String,
    stage_since: DateTime<Utc>,
    place_name: String,
}

/// Offers that name the department, were submitted, and go on.
fn naming(department: &OrganisationId) -> Select<offers::Entity> {
    let named = offer_parties::Entity::find()
        .select_only()
        .column(offer_parties::Column::OfferId)
        .filter(offer_parties::Column::OrganisationId.eq(department.as_str()))
        .filter(offer_parties::Column::Relation.eq(DEPARTMENT))
        .into_query();
    let going_on = Stage::ALL
        .iter()
        .filter(|stage| !matches!(stage, Stage::Draft) && stage.is_open())
        .map(|stage| stage.code());
    offers::Entity::find().filter(
        Condition::all()
            .add(offers::Column::FirstSubmittedAt.is_not_null())
            .add(offers::Column::Stage.is_in(going_on))
            .add(offers::Column::Id.in_subquery(named)),
    )
}

/// The offer, if it names the department and goes on.
async fn named(
    db: &impl ConnectionTrait,
    department: &OrganisationId,
    head: Head,
) -> Result<Head, Refusal> {
    let found = naming(department)
        .filter(offers::Column::Id.eq(head.row.id.as_str()))
        .one(db)
        .await?;
    match found {
        Some(_) => Ok(head),
        None => Err(Refusal::NotFound),
    }
}

async fn assigned<'o>(
    db: &impl ConnectionTrait,
    department: &OrganisationId,
    offers: impl Iterator<Item = &'o str>,
) -> Result<BTreeMap<String, BTreeSet<String>>, Refusal> {
    let rows = reviewer_assignments::Entity::find()
        .filter(reviewer_assignments::Column::OrganisationId.eq(department.as_str()))
        .filter(reviewer_assignments::Column::OfferId.is_in(offers))
        .all(db)
        .await?;
    let mut assigned: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        assigned
            .entry(row.offer_id)
            .or_default()
            .insert(row.person_id);
    }
    Ok(assigned)
}

/// Only departments and agencies have reviewers.
fn department_row(row: organisations::Model) -> Result<Organisation, Refusal> {
    match known(&row.kind, OrganisationKind::from_code)? {
        OrganisationKind::Department | OrganisationKind::Agency => row.try_into(),
        _ => Err(Refusal::NotFound),
    }
}
