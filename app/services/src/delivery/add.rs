//! Somebody adds a milestone on the way to what was agreed.

use domain::delivery::{Among, Coming, Planned, waits_for};
use domain::form::{Posted, Sheet};
use domain::process::{Act, Delivering, Event, MilestoneName, Reference};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::Delivery;
use super::agreed::{Bodies, current, picks};
use super::one::terms;
use super::row::All;
use super::update::{cannot_wait, link};
use crate::act::Doer;
use crate::store::delivery::{milestone, milestone_version};
use crate::{Fault, Refusal, chance, london};

/// The most that people add under one agreement: beyond that nobody reads them.
const MOST: u64 = 300;

impl Delivery<'_> {
    /// Adds a milestone for both sides to read. Answers its name in addresses. The same sent twice adds one.
    ///
    /// # Errors
    /// A fault at each field that is missing or was not understood; `NotAllowed` beyond 300 of them.
    pub async fn add_milestone(
        &self,
        doer: &Doer,
        reference: &Reference,
        posted: &Posted,
    ) -> Result<String, Refusal> {
        let open = self
            .services
            .offers()
            .open(doer, Act::UpdateMilestone, reference)
            .await?;
        let (mut act, head) = (open.act, open.head);
        let hat = doer.hat().cloned().ok_or(Refusal::SignIn)?;
        let offer_id = head.row.id.as_str();
        let content = current(act.db(), offer_id).await?;
        let owners = Bodies::of(act.db(), &head).await?.all(&content);
        let today = london::local_date(act.now());
        let all = All::of(act.db(), offer_id, today).await?;
        let among = Among {
            owners: picks(&owners, &hat),
            terms: terms(&content),
            others: all.others(None),
        };
        let mut planned = Planned::default();
        planned.read(posted, &among);
        must_be_said(&planned.sheet(&among))?;
        let due = (planned.due.value().copied())
            .ok_or_else(|| Refusal::fault("due", "Enter the day on which it is due"))?;
        let owner = owners.iter().find(|one| one.owner.code == planned.owner);
        let owner = owner.ok_or_else(|| Refusal::fault("owner", "Choose who answers for it"))?;
        let coming = Coming {
            after: planned.after.clone(),
            note: planned.note.clone(),
            ..Coming::default()
        };
        let text = serde_json::to_string(&coming)?;
        let term: i32 = planned.term.parse().map_err(Refusal::broken)?;
        let added = milestone::Entity::find()
            .filter(milestone::Column::OfferId.eq(offer_id))
            .filter(milestone::Column::Source.is_null());
        let same = added
            .clone()
            .filter(milestone::Column::Title.eq(planned.title.as_str()))
            .filter(milestone::Column::Term.eq(term))
            .filter(milestone::Column::Due.eq(due))
            .filter(milestone::Column::Owner.eq(planned.owner.as_str()))
            .one(act.db())
            .await?;
        if let Some(same) = same {
            return Ok(same.slug);
        }
        if added.count(act.db()).await? >= MOST {
            return Err(Refusal::NotAllowed(format!(
                "An agreement cannot hold more than {MOST} milestones beside those that were agreed."
            )));
        }
        let (id, slug) = (chance::new_id(), chance::slug()?);
        let after = waits_for(&planned.after);
        cannot_wait(&all, &slug, &after)?;
        milestone::Entity::insert(milestone::ActiveModel {
            id: Set(id.clone()),
            offer_id: Set(offer_id.to_owned()),
            slug: Set(slug.clone()),
            source: Set(None),
            kind: Set(None),
            agreed: Set(None),
            term: Set(Some(term)),
            title: Set(planned.title.clone()),
            promised: Set(String::new()),
            owner: Set(owner.owner.code.clone()),
            owner_name: Set(owner.owner.name.clone()),
            owner_organisation: Set(owner.organisation.as_ref().map(ToString::to_string)),
            side: Set(owner.owner.side.code().to_owned()),
            due: Set(due),
            forecast: Set(None),
            achieved_on: Set(None),
            slip: Set(0),
            stands: Set(true),
            gone_in: Set(None),
            dropped: Set(false),
            // Whoever adds one that is due soon knows it.
            told_due: Set(due <= domain::delivery::soon(today)),
            told_late: Set(false),
            content: Set(text.clone()),
            version: Set(1),
            by_id: Set(Some(hat.person.to_string())),
            at: Set(act.now()),
            edited_by: Set(Some(hat.person.to_string())),
            edited_at: Set(act.now()),
        })
        .exec_without_returning(act.db())
        .await?;
        milestone_version::Entity::insert(milestone_version::ActiveModel {
            milestone_id: Set(id.clone()),
            version: Set(1),
            due: Set(due),
            content: Set(text),
            edited_by: Set(Some(hat.person.to_string())),
            edited_at: Set(act.now()),
        })
        .exec_without_returning(act.db())
        .await?;
        link(act.db(), offer_id, &id, &all, &after).await?;
        let about = MilestoneName::new(u32::try_from(term).ok(), planned.title);
        act.record(
            offer_id,
            &Event::Delivering(Delivering::MilestoneAdded { about, due }),
        )?;
        act.commit().await?;
        Ok(slug)
    }
}

/// Refuses what does not say all that is needed, or cannot be read: both sides read it at once.
fn must_be_said(sheet: &Sheet) -> Result<(), Refusal> {
    let faults = left_out(sheet);
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Refusal::Invalid(faults))
    }
}

/// What is missing in a sheet, or cannot be read.
pub(super) fn left_out(sheet: &Sheet) -> Vec<Fault> {
    let problems = sheet
        .problems()
        .into_iter()
        .map(|(field, words)| (field.to_owned(), words.to_owned()));
    problems
        .chain(sheet.missing())
        .map(|(field, words)| Fault { field, words })
        .collect()
}
