//! What the calendar does for milestones: those of agreements that came into force before there were any, and the
//! letters to whoever owns one that is due soon or late. Each once, on however many servers.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::delivery::soon;
use domain::mail::MailKind;
use domain::process::{Delivering, Event, OrganisationId, Reference, Side, Stage};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationDef,
    sea_query::{Expr, ExprTrait},
};

use super::agreed::current;
use super::{lay, letters};
use crate::act::Doer;
use crate::offers::head::{Head, known, name_of};
use crate::store::agreement::agreement;
use crate::store::delivery::milestone;
use crate::store::offers;
use crate::{Refusal, Services};

#[derive(FromQueryResult)]
struct Due {
    reference: Option<String>,
    draft_reference: String,
}

impl Services {
    /// Does what is due for milestones today in London. Answers how many things were done.
    pub(crate) async fn keep_milestones(&self) -> Result<u64, Refusal> {
        let mut done = 0;
        for reference in self.to_be_laid().await? {
            done += self.unless_done(self.lay_once(&reference).await);
        }
        for reference in self.to_be_told().await? {
            done += self.unless_done(self.tell_owners(&reference).await);
        }
        Ok(done)
    }

    /// Agreements in force without a milestone.
    async fn to_be_laid(&self) -> Result<Vec<Reference>, Refusal> {
        let laid = milestone::Entity::find()
            .select_only()
            .column(milestone::Column::OfferId)
            .filter(milestone::Column::Source.is_not_null())
            .filter(
                Expr::col((milestone::Entity, milestone::Column::OfferId))
                    .equals((offers::Entity, offers::Column::Id)),
            )
            .into_query();
        let rows = offers::Entity::find()
            .select_only()
            .columns([offers::Column::Reference, offers::Column::DraftReference])
            .filter(offers::Column::Stage.eq(Stage::InForce.code()))
            .filter(Condition::all().not().add(Expr::exists(laid)))
            .order_by_asc(offers::Column::Id)
            .into_model::<Due>()
            .all(self.read())
            .await?;
        references(rows)
    }

    async fn lay_once(&self, reference: &Reference) -> Result<u64, Refusal> {
        let mut act = self.begin(&Doer::house()).await?;
        let head = Head::lock(act.db(), reference).await?;
        let row = agreement::Entity::find_by_id(head.row.id.as_str())
            .one(act.db())
            .await?;
        let Some((since, until)) = row.and_then(|row| row.in_force_since.zip(row.in_force_until))
        else {
            return Ok(0);
        };
        let force = domain::agreement::Force {
            since,
            until,
            stopped_on: None,
        };
        // Another server was quicker.
        let there = milestone::Entity::find()
            .filter(milestone::Column::OfferId.eq(head.row.id.as_str()))
            .filter(milestone::Column::Source.is_not_null())
            .one(act.db())
            .await?;
        if head.stage != Stage::InForce || there.is_some() {
            return Ok(0);
        }
        let content = current(act.db(), &head.row.id).await?;
        lay(&mut act, &head, &content, force).await?;
        act.commit().await?;
        Ok(1)
    }

    /// The offers with a milestone of which its owner is to be told.
    async fn to_be_told(&self) -> Result<Vec<Reference>, Refusal> {
        let offer: RelationDef = milestone::Entity::belongs_to(offers::Entity)
            .from(milestone::Column::OfferId)
            .to(offers::Column::Id)
            .into();
        let rows = milestone::Entity::find()
            .select_only()
            .columns([offers::Column::Reference, offers::Column::DraftReference])
            .join(JoinType::InnerJoin, offer)
            .filter(milestone::Column::Stands.eq(true))
            .filter(milestone::Column::Due.lte(soon(self.today())))
            .filter(to_tell(self.today()))
            .group_by(offers::Column::Id)
            .group_by(offers::Column::Reference)
            .group_by(offers::Column::DraftReference)
            .order_by_asc(offers::Column::Id)
            .into_model::<Due>()
            .all(self.read())
            .await?;
        references(rows)
    }

    /// One letter to each owner about each of the two, with all that it is about.
    async fn tell_owners(&self, reference: &Reference) -> Result<u64, Refusal> {
        let today = self.today();
        let mut act = self.begin(&Doer::house()).await?;
        let head = Head::lock(act.db(), reference).await?;
        let rows = milestone::Entity::find()
            .filter(milestone::Column::OfferId.eq(head.row.id.as_str()))
            .filter(milestone::Column::Stands.eq(true))
            .filter(to_tell(today))
            .order_by_asc(milestone::Column::Due)
            .order_by_asc(milestone::Column::Id)
            .all(act.db())
            .await?;
        let (late, due): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.due < today);
        let mut done = 0;
        for (kind, rows) in [
            (MailKind::MilestoneLate, late),
            (MailKind::MilestoneDue, due),
        ] {
            if rows.is_empty() {
                continue;
            }
            let count = u64::try_from(rows.len()).unwrap_or(u64::MAX);
            let event = match kind {
                MailKind::MilestoneLate => Delivering::MilestonesLate { count },
                _ => Delivering::MilestonesDue { count },
            };
            act.record(&head.row.id, &Event::Delivering(event))?;
            note(act.db(), &rows, kind == MailKind::MilestoneLate).await?;
            let mut by_owner: BTreeMap<(String, Option<String>), Vec<milestone::Model>> =
                BTreeMap::new();
            for row in rows {
                let owner = (row.side.clone(), row.owner_organisation.clone());
                by_owner.entry(owner).or_default().push(row);
            }
            for ((side, organisation), rows) in by_owner {
                let side = known(&side, Side::from_code)?;
                let organisation = organisation.map(OrganisationId::from);
                letters::tell(&mut act, &head, kind, side, organisation.as_ref(), &rows).await?;
            }
            done += 1;
        }
        if done > 0 {
            act.commit().await?;
        }
        Ok(done)
    }

    /// What another server did first is done; and what fails with one offer stops no other.
    fn unless_done(&self, done: Result<u64, Refusal>) -> u64 {
        match done {
            Ok(done) => done,
            Err(Refusal::AlreadyDone | Refusal::Conflict(_)) => 0,
            Err(refusal) => {
                tracing::error!(error = ?refusal, "could not keep the milestones of an agreement");
                0
            }
        }
    }
}

/// Late and not told so, or due soon and not told that. Who is told that one is late needs no other letter.
fn to_tell(today: NaiveDate) -> Condition {
    Condition::any()
        .add(
            Condition::all()
                .add(milestone::Column::Due.lt(today))
                .add(milestone::Column::ToldLate.eq(false)),
        )
        .add(
            Condition::all()
                .add(milestone::Column::Due.gte(today))
                .add(milestone::Column::Due.lte(soon(today)))
                .add(milestone::Column::ToldDue.eq(false)),
        )
}

async fn note(
    db: &impl ConnectionTrait,
    rows: &[milestone::Model],
    late: bool,
) -> Result<(), Refusal> {
    let ids = rows.iter().map(|row| row.id.as_str());
    let mut writes = milestone::ActiveModel {
        told_due: Set(true),
        ..Default::default()
    };
    if late {
        writes.told_late = Set(true);
    }
    milestone::Entity::update_many()
        .set(writes)
        .filter(milestone::Column::Id.is_in(ids))
        .exec(db)
        .await?;
    Ok(())
}

fn references(rows: Vec<Due>) -> Result<Vec<Reference>, Refusal> {
    rows.into_iter()
        .map(|row| name_of(row.reference.as_deref(), &row.draft_reference))
        .collect()
}
