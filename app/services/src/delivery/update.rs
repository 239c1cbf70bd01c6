//! Somebody says how a milestone comes on.

use chrono::NaiveDate;
use domain::delivery::{Among, Coming, Owned, answers_for, can_wait_for};
use domain::form::{Posted, compare};
use domain::process::{
    Act, Delivering, Event, Hat, MilestoneName, OrganisationId, Reference, Role, Side,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::Delivery;
use super::add::left_out;
use super::lay::slip;
use super::one::{Whole, whole};
use super::row::All;
use crate::act::{ActTx, Doer, guarded};
use crate::offers::head::known;
use crate::store::delivery::{milestone, milestone_link, milestone_version};
use crate::{Conflict, Fault, Refusal, london};

impl Delivery<'_> {
    /// Takes over what was posted, if `base` is still the newest version. What was forecast before is kept with it.
    /// Saving what stands already changes nothing.
    ///
    /// # Errors
    /// `NotAllowed` for whoever does not answer for it, `WrongStage` where it is no longer agreed, `Conflict` with all
    /// three texts where somebody saved since, a fault at each field that is missing or cannot be.
    pub async fn update_milestone(
        &self,
        doer: &Doer,
        reference: &Reference,
        slug: &str,
        base: i64,
        posted: &Posted,
    ) -> Result<(), Refusal> {
        let open = self
            .services
            .offers()
            .open(doer, Act::UpdateMilestone, reference)
            .await?;
        let (mut act, head) = (open.act, open.head);
        let offer_id = head.row.id.as_str();
        let found = whole(act.db(), offer_id, slug).await?;
        admit(doer, &found.milestone, head.row.champion_id.as_deref())?;
        if let Some(version) = found.milestone.gone_in {
            return Err(Refusal::WrongStage(format!(
                "This milestone is no longer agreed since version {version} of the agreement."
            )));
        }
        let writer = doer.person().cloned().ok_or(Refusal::SignIn)?;
        let today = london::local_date(act.now());
        let all = All::of(act.db(), offer_id, today).await?;
        let among = Among {
            others: all.others(Some(slug)),
            ..Among::default()
        };
        let was_added = found.milestone.source.is_none();
        let before: Coming = serde_json::from_str(&found.milestone.content)?;
        if found.milestone.version != base {
            return newer(&act, &found, &before, &among, base, posted).await;
        }
        let mut after = before.afresh();
        after.read(posted, &among, was_added);
        if after.says_the_same(&before) {
            return Ok(());
        }
        let due = found.milestone.due;
        let mut faults: Vec<Fault> = after
            .faults(&before, due, today)
            .into_iter()
            .map(|(field, words)| Fault {
                field: field.to_owned(),
                words: words.to_owned(),
            })
            .collect();
        // All of it at once: what cannot be, and what is missing or cannot be read.
        faults.extend(left_out(&after.sheet(&among, was_added)));
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults));
        }
        let waits_for = after.waits_for();
        cannot_wait(&all, slug, &waits_for)?;
        let dates = after.dates(due);
        let version = base + 1;
        let text = serde_json::to_string(&after)?;
        let saved = milestone::Entity::update_many()
            .set(milestone::ActiveModel {
                forecast: Set(dates.forecast),
                achieved_on: Set(dates.achieved_on),
                slip: Set(slip(dates.slip())),
                stands: Set(dates.achieved_on.is_none() && !after.is_dropped()),
                dropped: Set(after.is_dropped()),
                content: Set(text.clone()),
                edited_by: Set(Some(writer.to_string())),
                edited_at: Set(act.now()),
                version: Set(version),
                ..Default::default()
            })
            .filter(milestone::Column::Id.eq(found.milestone.id.as_str()))
            .filter(milestone::Column::Version.eq(base))
            .exec(act.db())
            .await?;
        guarded(saved.rows_affected)?;
        milestone_version::Entity::insert(milestone_version::ActiveModel {
            milestone_id: Set(found.milestone.id.clone()),
            version: Set(version),
            due: Set(due),
            content: Set(text),
            edited_by: Set(Some(writer.to_string())),
            edited_at: Set(act.now()),
        })
        .exec_without_returning(act.db())
        .await?;
        if waits_for != before.waits_for() {
            milestone_link::Entity::delete_many()
                .filter(milestone_link::Column::MilestoneId.eq(found.milestone.id.as_str()))
                .exec(act.db())
                .await?;
            link(act.db(), offer_id, &found.milestone.id, &all, &waits_for).await?;
        }
        for step in steps(&found.milestone, &before, &after, &among) {
            act.record(offer_id, &Event::Delivering(step))?;
        }
        act.commit().await
    }
}

/// Only whoever answers for it; another of their hats may.
fn admit(doer: &Doer, row: &milestone::Model, champion: Option<&str>) -> Result<(), Refusal> {
    let side = known(&row.side, Side::from_code)?;
    let organisation: Option<OrganisationId> = row.owner_organisation.as_deref().map(Into::into);
    let owned = Owned {
        side,
        organisation: organisation.as_ref(),
    };
    if doer.hat().is_some_and(|hat| answers_for(hat, owned)) {
        return Ok(());
    }
    let leads = match side {
        Side::Whitehall => "the champion",
        Side::Place | Side::Neither => "the place’s leader and drafters",
    };
    let words = format!(
        "Only {} and {leads} can say how this milestone comes on.",
        row.owner_name
    );
    let is_champion = |hat: &Hat| champion == Some(hat.person.as_str());
    let mut others = doer.hats().filter(|hat| answers_for(hat, owned));
    match others.find(|hat| hat.role != Role::Champion || is_champion(hat)) {
        Some(hat) => Err(Refusal::OtherHat {
            hat: hat.clone(),
            words,
        }),
        None => Err(Refusal::NotAllowed(words)),
    }
}

/// Refuses a circle, with the way round.
pub(super) fn cannot_wait(all: &All, slug: &str, after: &[String]) -> Result<(), Refusal> {
    can_wait_for(&all.nodes, slug, after)
        .map_err(|circle| Refusal::fault("after-0-milestone", circle.words()))
}

/// Writes what a milestone waits for.
pub(super) async fn link(
    db: &impl ConnectionTrait,
    offer_id: &str,
    id: &str,
    all: &All,
    after: &[String],
) -> Result<(), Refusal> {
    let rows: Vec<milestone_link::ActiveModel> = (all.rows.iter())
        .filter(|row| after.contains(&row.slug))
        .map(|row| milestone_link::ActiveModel {
            milestone_id: Set(id.to_owned()),
            after_id: Set(row.id.clone()),
            offer_id: Set(offer_id.to_owned()),
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    milestone_link::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// What history says of it: a forecast and an achievement by themselves, the rest by the names of the fields.
fn steps(
    row: &milestone::Model,
    before: &Coming,
    after: &Coming,
    among: &Among,
) -> Vec<Delivering> {
    let term = row.term.and_then(|term| u32::try_from(term).ok());
    let about = || MilestoneName::new(term, row.title.as_str());
    let (was, now) = (before.dates(row.due), after.dates(row.due));
    let day = |forecast: Option<NaiveDate>| forecast.unwrap_or(row.due);
    let mut steps = Vec::new();
    let forecast_anew = was.forecast != now.forecast && now.achieved_on.is_none();
    if forecast_anew {
        steps.push(Delivering::MilestoneForecast {
            about: about(),
            from: day(was.forecast),
            to: day(now.forecast),
            why: after.why.clone(),
        });
    }
    let achieved_anew = now
        .achieved_on
        .filter(|_| was.achieved_on != now.achieved_on);
    if let Some(on) = achieved_anew {
        steps.push(Delivering::MilestoneAchieved { about: about(), on });
    }
    let was_added = row.source.is_none();
    let (old, new) = (
        before.afresh().sheet(among, was_added),
        after.afresh().sheet(among, was_added),
    );
    let mut fields: Vec<String> = compare(&old, &old, &new)
        .into_iter()
        .map(|difference| difference.label)
        .filter(|label| !(forecast_anew && label == "Forecast"))
        .filter(|label| !(achieved_anew.is_some() && label == "Achieved on"))
        .collect();
    fields.dedup();
    if !fields.is_empty() {
        steps.push(Delivering::MilestoneChanged {
            about: about(),
            fields,
        });
    }
    steps
}

/// What becomes of a save that began at an older version than the one that stands.
async fn newer(
    act: &ActTx,
    found: &Whole,
    theirs: &Coming,
    among: &Among,
    base: i64,
    posted: &Posted,
) -> Result<(), Refusal> {
    let was_added = found.milestone.source.is_none();
    let id = (found.milestone.id.clone(), base);
    let started = milestone_version::Entity::find_by_id(id)
        .one(act.db())
        .await?
        .map(|row| serde_json::from_str::<Coming>(&row.content))
        .transpose()?
        .unwrap_or_else(|| theirs.clone());
    let mut yours = started.afresh();
    yours.read(posted, among, was_added);
    // Nobody loses anything where both say the same, or where this one changed nothing.
    if yours.says_the_same(theirs) || yours.says_the_same(&started) {
        return Ok(());
    }
    Err(Refusal::Conflict(Box::new(Conflict {
        version: found.milestone.version,
        saved_by: found.editor.clone().unwrap_or_default(),
        saved_at: Some(found.milestone.edited_at),
        base: serde_json::to_string(&started.afresh())?,
        theirs: serde_json::to_string(&theirs.afresh())?,
        yours: serde_json::to_string(&yours)?,
    })))
}
