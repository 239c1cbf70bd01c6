//! What an agreement obliges to becomes milestones, in the act in which a version of it comes into force.

use std::collections::BTreeMap;

use domain::agreement::{Content, Force};
use domain::delivery::{
    Coming, Laid, Obligation, ObligationKind, Reconciled, obligations, reconcile, soon,
};
use domain::process::{Delivering, Event};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::agreed::Bodies;
use crate::act::{ActTx, guarded};
use crate::offers::head::Head;
use crate::store::delivery::{milestone, milestone_version};
use crate::{Refusal, chance, london};

/// How many rows are written by one statement.
const AT_ONCE: usize = 200;

/// Lays the obligations of this version, or brings those of the version before up to it. What people recorded stays.
pub(crate) async fn lay(
    act: &mut ActTx,
    head: &Head,
    content: &Content,
    force: Force,
) -> Result<(), Refusal> {
    let before = milestone::Entity::find()
        .filter(milestone::Column::OfferId.eq(head.row.id.as_str()))
        .filter(milestone::Column::Source.is_not_null())
        .order_by_asc(milestone::Column::Id)
        .all(act.db())
        .await?;
    let mut rows: BTreeMap<String, milestone::Model> = BTreeMap::new();
    let mut agreed: Vec<(Obligation, bool)> = Vec::with_capacity(before.len());
    for row in before {
        let text = row.agreed.as_deref().unwrap_or_default();
        let obligation: Obligation = serde_json::from_str(text)?;
        agreed.push((obligation.clone(), row.gone_in.is_none()));
        rows.insert(obligation.id, row);
    }
    let bodies = Bodies::of(act.db(), head).await?;
    let laid = agreed.iter().map(|(obligation, is_agreed)| Laid {
        obligation,
        is_agreed: *is_agreed,
    });
    let found = reconcile(laid, obligations(content, force));
    if found.is_nothing() {
        return Ok(());
    }
    let laying = Laying {
        act,
        head,
        bodies: &bodies,
        version: i32::try_from(content.head.version).map_err(Refusal::broken)?,
    };
    laying.add(&found.new).await?;
    for obligation in &found.changed {
        let row = rows.get(&obligation.id).ok_or(Refusal::NotFound)?;
        laying.change(row, obligation).await?;
    }
    for id in &found.gone {
        let row = rows.get(id).ok_or(Refusal::NotFound)?;
        laying.leave(row).await?;
    }
    act.record(&head.row.id, &Event::Delivering(told(content, &found)))?;
    Ok(())
}

fn told(content: &Content, found: &Reconciled) -> Delivering {
    let count = |length: usize| u64::try_from(length).unwrap_or(u64::MAX);
    Delivering::MilestonesLaid {
        version: content.head.version,
        new: count(found.new.len()),
        changed: count(found.changed.len()),
        gone: count(found.gone.len()),
    }
}

struct Laying<'a> {
    act: &'a ActTx,
    head: &'a Head,
    bodies: &'a Bodies,
    version: i32,
}

impl Laying<'_> {
    /// The columns that follow from what is agreed.
    fn columns(&self, obligation: &Obligation) -> Result<milestone::ActiveModel, Refusal> {
        let known = self.bodies.known(&obligation.owner);
        let term = obligation.term.map(i32::try_from).transpose();
        Ok(milestone::ActiveModel {
            kind: Set(Some(obligation.kind.code().to_owned())),
            agreed: Set(Some(serde_json::to_string(obligation)?)),
            term: Set(term.map_err(Refusal::broken)?),
            title: Set(title(obligation)),
            promised: Set(obligation.promised.clone()),
            owner: Set(known.owner.code),
            owner_name: Set(known.owner.name),
            owner_organisation: Set(known.organisation.map(|id| id.to_string())),
            side: Set(known.owner.side.code().to_owned()),
            due: Set(obligation.due),
            ..Default::default()
        })
    }

    async fn add(&self, new: &[Obligation]) -> Result<(), Refusal> {
        let now = self.act.now();
        let today = london::local_date(now);
        let blank = serde_json::to_string(&Coming::default())?;
        for some in new.chunks(AT_ONCE) {
            let mut rows = Vec::with_capacity(some.len());
            let mut versions = Vec::with_capacity(some.len());
            for obligation in some {
                let id = chance::new_id();
                versions.push(milestone_version::ActiveModel {
                    milestone_id: Set(id.clone()),
                    version: Set(1),
                    due: Set(obligation.due),
                    content: Set(blank.clone()),
                    edited_by: Set(None),
                    edited_at: Set(now),
                });
                rows.push(milestone::ActiveModel {
                    id: Set(id),
                    offer_id: Set(self.head.row.id.clone()),
                    slug: Set(chance::slug()?),
                    source: Set(Some(obligation.id.clone())),
                    forecast: Set(None),
                    achieved_on: Set(None),
                    slip: Set(0),
                    stands: Set(true),
                    gone_in: Set(None),
                    dropped: Set(false),
                    // Whoever is in the agreement is told just now that it is in force.
                    told_due: Set(obligation.due <= soon(today)),
                    told_late: Set(false),
                    content: Set(blank.clone()),
                    version: Set(1),
                    by_id: Set(None),
                    at: Set(now),
                    edited_by: Set(None),
                    edited_at: Set(now),
                    ..self.columns(obligation)?
                });
            }
            milestone::Entity::insert_many(rows)
                .exec_without_returning(self.act.db())
                .await?;
            milestone_version::Entity::insert_many(versions)
                .exec_without_returning(self.act.db())
                .await?;
        }
        Ok(())
    }

    /// Another baseline, by a variation. What was forecast, achieved and written stays as it is.
    async fn change(&self, row: &milestone::Model, agreed: &Obligation) -> Result<(), Refusal> {
        let coming: Coming = serde_json::from_str(&row.content)?;
        let dates = coming.dates(agreed.due);
        let moved = agreed.due != row.due;
        let writes = milestone::ActiveModel {
            forecast: Set(dates.forecast),
            slip: Set(slip(dates.slip())),
            stands: Set(dates.achieved_on.is_none()),
            gone_in: Set(None),
            told_due: Set(row.told_due && !moved),
            told_late: Set(row.told_late && !moved),
            ..self.columns(agreed)?
        };
        self.write(row, agreed.due, writes).await
    }

    async fn leave(&self, row: &milestone::Model) -> Result<(), Refusal> {
        let writes = milestone::ActiveModel {
            stands: Set(false),
            gone_in: Set(Some(self.version)),
            ..Default::default()
        };
        self.write(row, row.due, writes).await
    }

    async fn write(
        &self,
        row: &milestone::Model,
        due: chrono::NaiveDate,
        writes: milestone::ActiveModel,
    ) -> Result<(), Refusal> {
        let saved = milestone::Entity::update_many()
            .set(milestone::ActiveModel {
                version: Set(row.version + 1),
                edited_by: Set(None),
                edited_at: Set(self.act.now()),
                ..writes
            })
            .filter(milestone::Column::Id.eq(row.id.as_str()))
            .filter(milestone::Column::Version.eq(row.version))
            .exec(self.act.db())
            .await?;
        guarded(saved.rows_affected)?;
        milestone_version::Entity::insert(milestone_version::ActiveModel {
            milestone_id: Set(row.id.clone()),
            version: Set(row.version + 1),
            due: Set(due),
            content: Set(row.content.clone()),
            edited_by: Set(None),
            edited_at: Set(self.act.now()),
        })
        .exec_without_returning(self.act.db())
        .await?;
        Ok(())
    }
}

/// What people read: of a target what is to be reached, of anything else its name.
fn title(obligation: &Obligation) -> String {
    match obligation.kind {
        ObligationKind::Saving => format!("Saved: {}", obligation.title),
        ObligationKind::Target
        | ObligationKind::Contribution
        | ObligationKind::Freedom
        | ObligationKind::Report => obligation.title.clone(),
    }
}

/// As the column holds it.
pub(super) fn slip(days: i64) -> i32 {
    i32::try_from(days).unwrap_or(i32::MAX)
}
