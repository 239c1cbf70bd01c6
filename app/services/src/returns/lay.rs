//! What the calendar does for returns: it lays the periods and the plan of an agreement in force, and reminds.

use chrono::{Days, NaiveDate};
use domain::delivery::returns::{
    Amount, EntryKind, Ledger, REMIND_BEFORE, ReturnState, parts, periods, planned,
};
use domain::money::Pence;
use domain::process::{Event, Reference, Returning, Stage};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef,
    sea_query::{Expr, ExprTrait, OnConflict},
};

use super::kept::{Agreed, Kept, Owners};
use super::letters;
use crate::act::{ActTx, Doer, guarded};
use crate::ledger::entries;
use crate::offers::head::{Head, name_of};
use crate::store::agreement::agreement;
use crate::store::offers;
use crate::store::returns::{period, plan};
use crate::{Refusal, Services, chance};

#[derive(FromQueryResult)]
struct Due {
    reference: Option<String>,
    draft_reference: String,
}

impl Due {
    fn reference(&self) -> Result<Reference, Refusal> {
        name_of(self.reference.as_deref(), &self.draft_reference)
    }
}

/// Does what is due today for returns. Answers how many things were done: nought when it is asked again.
pub(crate) async fn keep(services: &Services) -> Result<u64, Refusal> {
    let mut done = 0;
    for reference in unlaid(services).await? {
        // It follows from what came into force, and is counted there.
        unless_done(lay(services, &reference).await);
    }
    for reference in unreminded(services, services.today()).await? {
        done += unless_done(remind(services, &reference).await);
    }
    Ok(done)
}

fn unless_done(done: Result<u64, Refusal>) -> u64 {
    match done {
        Ok(done) => done,
        Err(Refusal::AlreadyDone | Refusal::Conflict(_)) => 0,
        Err(refusal) => {
            tracing::error!(error = ?refusal, "could not keep the calendar of returns");
            0
        }
    }
}

/// The agreements in force of which the current version is not laid.
async fn unlaid(services: &Services) -> Result<Vec<Reference>, Refusal> {
    let offer: RelationDef = agreement::Entity::belongs_to(offers::Entity)
        .from(agreement::Column::OfferId)
        .to(offers::Column::Id)
        .into();
    let laid: RelationDef = agreement::Entity::belongs_to(plan::Entity)
        .from(agreement::Column::OfferId)
        .to(plan::Column::OfferId)
        .into();
    let current = Expr::col((agreement::Entity, agreement::Column::Current));
    let rows = agreement::Entity::find()
        .select_only()
        .columns([offers::Column::Reference, offers::Column::DraftReference])
        .join(JoinType::InnerJoin, offer)
        .join(JoinType::LeftJoin, laid)
        .filter(agreement::Column::InForceSince.is_not_null())
        .filter(
            Condition::any()
                .add(plan::Column::Laid.is_null())
                .add(Expr::col((plan::Entity, plan::Column::Laid)).ne(current)),
        )
        .order_by_asc(agreement::Column::OfferId)
        .into_model::<Due>()
        .all(services.read())
        .await?;
    rows.iter().map(Due::reference).collect()
}

async fn open(services: &Services, reference: &Reference) -> Result<(ActTx, Head), Refusal> {
    let act = services.begin(&Doer::house()).await?;
    let head = Head::lock(act.db(), reference).await?;
    Ok((act, head))
}

/// Lays the periods that the version in force has and that are not there yet, and enters its plan in the ledger.
async fn lay(services: &Services, reference: &Reference) -> Result<u64, Refusal> {
    let (act, head) = open(services, reference).await?;
    let done = lay_now(&act, &head.row.id).await?;
    act.commit().await?;
    Ok(done)
}

/// The same within the act by which a version comes into force.
pub(crate) async fn lay_now(act: &ActTx, offer_id: &str) -> Result<u64, Refusal> {
    let agreed = Agreed::of(act.db(), offer_id).await?;
    let laid = plan::Entity::find_by_id(offer_id).one(act.db()).await?;
    // Somebody on another server was quicker.
    if laid.is_some_and(|laid| laid.laid == agreed.version) {
        return Ok(0);
    }
    let known = Kept::all(act.db(), offer_id).await?;
    let fresh = periods(&agreed.content.head, agreed.force)
        .into_iter()
        .filter(|one| known.iter().all(|kept| kept.period.code != one.code));
    let rows: Vec<_> = fresh
        .map(|one| period::ActiveModel {
            id: Set(chance::new_id()),
            offer_id: Set(offer_id.to_owned()),
            code: Set(one.code.to_string()),
            first_day: Set(one.first),
            last_day: Set(one.last),
            opens_on: Set(one.opens_on),
            due_on: Set(one.due_on),
            state: Set(ReturnState::Open.code().to_owned()),
            agreement: Set(None),
            submitted_at: Set(None),
            reviewed_at: Set(None),
            reminded: Set(0),
            version: Set(1),
        })
        .collect();
    if !rows.is_empty() {
        period::Entity::insert_many(rows)
            .exec_without_returning(act.db())
            .await?;
    }
    let mut ledger = entries::load(act.db(), offer_id).await?;
    let changes = plan_changes(&ledger, planned(&agreed.content)).map_err(entries::too_large)?;
    entries::record(act, offer_id, &agreed.content, &mut ledger, changes, "").await?;
    plan::Entity::insert(plan::ActiveModel {
        offer_id: Set(offer_id.to_owned()),
        laid: Set(agreed.version),
    })
    .on_conflict(
        OnConflict::column(plan::Column::OfferId)
            .update_column(plan::Column::Laid)
            .to_owned(),
    )
    .exec_without_returning(act.db())
    .await?;
    Ok(1)
}

/// What has to be entered so that this plan stands and nothing of an earlier one.
fn plan_changes(
    ledger: &Ledger,
    mut plan: Vec<Amount>,
) -> Result<Vec<Amount>, domain::money::TooLarge> {
    for entry in &ledger.entries {
        let is_plan = matches!(
            entry.post.kind,
            EntryKind::PlannedLow | EntryKind::Planned | EntryKind::PlannedHigh
        );
        if is_plan && plan.iter().all(|one| one.post != entry.post) {
            plan.push(Amount {
                post: entry.post.clone(),
                amount: Pence::ZERO,
            });
        }
    }
    ledger.changes(&plan)
}

/// Which returns somebody has to be reminded of.
fn to_remind(today: NaiveDate) -> Condition {
    Condition::all()
        .add(period::Column::State.eq(ReturnState::Open.code()))
        .add(period::Column::OpensOn.lte(today))
        .add(
            Condition::any()
                .add(
                    Condition::all()
                        .add(period::Column::Reminded.eq(0))
                        .add(period::Column::DueOn.lte(today + Days::new(REMIND_BEFORE))),
                )
                .add(
                    Condition::all()
                        .add(period::Column::Reminded.lt(2))
                        .add(period::Column::DueOn.lt(today)),
                ),
        )
}

async fn unreminded(services: &Services, today: NaiveDate) -> Result<Vec<Reference>, Refusal> {
    let offer: RelationDef = period::Entity::belongs_to(offers::Entity)
        .from(period::Column::OfferId)
        .to(offers::Column::Id)
        .into();
    let rows = period::Entity::find()
        .select_only()
        .columns([offers::Column::Reference, offers::Column::DraftReference])
        .join(JoinType::InnerJoin, offer)
        .filter(offers::Column::Stage.eq(Stage::InForce.code()))
        .filter(to_remind(today))
        .order_by_asc(offers::Column::Id)
        .into_model::<Due>()
        .all(services.read())
        .await?;
    let mut found: Vec<Reference> = rows.iter().map(Due::reference).collect::<Result<_, _>>()?;
    found.dedup();
    Ok(found)
}

/// Reminds the place of each return that is due soon, or late.
async fn remind(services: &Services, reference: &Reference) -> Result<u64, Refusal> {
    let (mut act, head) = open(services, reference).await?;
    let today = services.today();
    let rows = period::Entity::find()
        .filter(period::Column::OfferId.eq(head.row.id.as_str()))
        .filter(to_remind(today))
        .order_by_asc(period::Column::Code)
        .all(act.db())
        .await?;
    if rows.is_empty() {
        return Ok(0);
    }
    let agreed = Agreed::of(act.db(), &head.row.id).await?;
    let owners = Owners::of(act.db(), &head).await?;
    let mut done = 0;
    for row in rows {
        let kept = Kept::try_from(row)?;
        let late = kept.period.is_late_on(today);
        let saved = period::Entity::update_many()
            .set(period::ActiveModel {
                reminded: Set(if late { 2 } else { 1 }),
                ..Default::default()
            })
            .filter(period::Column::Id.eq(kept.row.id.as_str()))
            .filter(period::Column::Reminded.eq(kept.row.reminded))
            .exec(act.db())
            .await?;
        guarded(saved.rows_affected)?;
        let event = Event::Returning(Returning::ReturnReminded {
            period: kept.period.code,
            late,
        });
        act.record(&head.row.id, &event)?;
        let asked = parts(&agreed.content, &kept.period);
        letters::due(&mut act, &head, (&owners, &asked), &kept.period, late).await?;
        done += 1;
    }
    act.commit().await?;
    Ok(done)
}
