//! What the calendar does: reminders to sign, expiries, and what comes into force. Each once, on however many servers.

use chrono::{Days, NaiveDate};
use domain::agreement::{Force, Moment, SheetState, Variation};
use domain::process::{Accord, Event, PersonId, Reference, Stage, Transition, next};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult,
    JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef,
};

use super::kept::Body;
use super::papers::{Papers, agreement_row, content, once, write_agreement};
use super::sheet::moment;
use super::{letters, moves, remind};
use crate::act::Doer;
use crate::delivery;
use crate::offers::head::{Head, name_of};
use crate::offers::sight::Open;
use crate::store::agreement::{agreement, issue, sheet, variation};
use crate::store::offers;
use crate::{Refusal, Services, programme};

/// How many days before the last one those who have to sign are reminded.
const REMIND_BEFORE: &[u64] = &[7, 2];

#[derive(FromQueryResult)]
struct Due {
    reference: Option<String>,
    draft_reference: String,
}

impl Services {
    /// Does what is due today in London. Answers how many things were done: nought when it is asked again.
    pub async fn keep_calendar(&self) -> Result<u64, Refusal> {
        let today = self.today();
        // Before anything comes into force: whoever is in an agreement is told that first.
        let mut done = self.keep_milestones().await?;
        for reference in self.sheets_due(today).await? {
            done += unless_done(self.keep_sheets(&reference).await);
        }
        for reference in self.starts_due().await? {
            done += unless_done(self.start(&reference).await);
        }
        for reference in self.variations_due().await? {
            done += unless_done(self.start_version(&reference).await);
        }
        Ok(done + crate::returns::keep(self).await?)
    }

    /// The offers with a sheet whose time is over, or nearly.
    async fn sheets_due(&self, today: NaiveDate) -> Result<Vec<Reference>, Refusal> {
        let offer: RelationDef = sheet::Entity::belongs_to(offers::Entity)
            .from(sheet::Column::OfferId)
            .to(offers::Column::Id)
            .into();
        let mut days = Condition::any().add(sheet::Column::LastDay.lt(today));
        for before in REMIND_BEFORE {
            days = days.add(sheet::Column::LastDay.eq(today + Days::new(*before)));
        }
        let rows = sheet::Entity::find()
            .select_only()
            .columns([offers::Column::Reference, offers::Column::DraftReference])
            .join(JoinType::InnerJoin, offer)
            .filter(sheet::Column::State.eq(SheetState::Open.code()))
            .filter(days)
            .order_by_asc(offers::Column::Id)
            .into_model::<Due>()
            .all(self.read())
            .await?;
        references(rows)
    }

    /// The agreements that are signed and wait for their day.
    async fn starts_due(&self) -> Result<Vec<Reference>, Refusal> {
        let rows = offers::Entity::find()
            .select_only()
            .columns([offers::Column::Reference, offers::Column::DraftReference])
            .filter(offers::Column::Stage.eq(Stage::Signed.code()))
            .order_by_asc(offers::Column::Id)
            .into_model::<Due>()
            .all(self.read())
            .await?;
        references(rows)
    }

    async fn variations_due(&self) -> Result<Vec<Reference>, Refusal> {
        let offer: RelationDef = variation::Entity::belongs_to(offers::Entity)
            .from(variation::Column::OfferId)
            .to(offers::Column::Id)
            .into();
        let rows = variation::Entity::find()
            .select_only()
            .columns([offers::Column::Reference, offers::Column::DraftReference])
            .join(JoinType::InnerJoin, offer)
            .filter(variation::Column::Stage.eq(Stage::Signed.code()))
            .order_by_asc(offers::Column::Id)
            .into_model::<Due>()
            .all(self.read())
            .await?;
        references(rows)
    }

    async fn open_for_the_calendar(
        &self,
        reference: &Reference,
    ) -> Result<(Open, Papers), Refusal> {
        let act = self.begin(&Doer::house()).await?;
        let head = Head::lock(act.db(), reference).await?;
        let papers = Papers::of(act.db(), &head.row.id).await?;
        Ok((Open { act, head }, papers))
    }

    /// Ends the sheets of an offer whose time is over, and reminds those who have to sign the others.
    async fn keep_sheets(&self, reference: &Reference) -> Result<u64, Refusal> {
        let (mut open, mut papers) = self.open_for_the_calendar(reference).await?;
        let now = moment(&open.act);
        let mut done = 0;
        for at in 0..papers.sheets.len() {
            if papers.sheets[at].body.sheet().state() != SheetState::Open {
                continue;
            }
            if now.today > papers.sheets[at].body.sheet().last_day {
                expire(&mut open, &mut papers, at, now).await?;
                done += 1;
            } else if is_reminded_on(papers.sheets[at].body.sheet().last_day, now.today) {
                done += remind_all(&mut open, &papers, at, now).await?;
            }
        }
        if done > 0 {
            open.act.commit().await?;
        }
        Ok(done)
    }

    /// Has an agreement come into force, once its start date and the day of its last signature are reached.
    async fn start(&self, reference: &Reference) -> Result<u64, Refusal> {
        let (mut open, mut papers) = self.open_for_the_calendar(reference).await?;
        // Somebody on another server was quicker.
        if next(open.head.stage, Transition::Start).is_err() {
            return Ok(0);
        }
        let Some((force, at, _)) = signed_by_all(open.act.db(), &papers, None).await? else {
            return Ok(0);
        };
        let now = moment(&open.act);
        if now.today < force.since {
            return Ok(0);
        }
        let row = agreement_row(open.act.db(), &open.head.row.id).await?;
        let writes = agreement::ActiveModel {
            current: Set(Some(papers.issues[at].version)),
            in_force_since: Set(Some(force.since)),
            in_force_until: Set(Some(force.until)),
            ..Default::default()
        };
        write_agreement(open.act.db(), &row, writes).await?;
        in_force(&open, &papers.issues[at].id, force.since).await?;
        let agreed = content(open.act.db(), &papers.issues[at].id).await?;
        programme::came_into_force(open.act.db(), &open.head.row.id, &agreed).await?;
        moves::step(
            &mut open,
            &mut papers,
            None,
            Transition::Start,
            &Event::CameIntoForce,
        )
        .await?;
        crate::returns::lay_now(&open.act, &open.head.row.id).await?;
        if let Some(kept) = papers.sheet_of(&papers.issues[at].id) {
            letters::in_force(&mut open.act, &open.head, kept).await?;
        }
        delivery::lay(&mut open.act, &open.head, &agreed, force).await?;
        open.act.commit().await?;
        Ok(1)
    }

    /// Has the version that a signed variation made become the one in force.
    async fn start_version(&self, reference: &Reference) -> Result<u64, Refusal> {
        let (mut open, mut papers) = self.open_for_the_calendar(reference).await?;
        let signed = papers.all_variations();
        let signed = signed.iter().find(|one| one.stage == Stage::Signed);
        let Some(number) = signed.map(|one| one.number) else {
            return Ok(0);
        };
        let Some((_, at, last_signed)) =
            signed_by_all(open.act.db(), &papers, Some(number)).await?
        else {
            return Ok(0);
        };
        let now = moment(&open.act);
        let since = Variation::takes_effect(last_signed, None);
        if now.today < since {
            return Ok(0);
        }
        let issue = papers.issues[at].clone();
        let agreed = content(open.act.db(), &issue.id).await?;
        let head = agreed.head.clone();
        let row = agreement_row(open.act.db(), &open.head.row.id).await?;
        let writes = agreement::ActiveModel {
            current: Set(Some(issue.version)),
            in_force_until: Set(Some(head.ends_on)),
            ..Default::default()
        };
        write_agreement(open.act.db(), &row, writes).await?;
        in_force(&open, &issue.id, since).await?;
        programme::came_into_force(open.act.db(), &open.head.row.id, &agreed).await?;
        let event = Event::Accord(Accord::VersionInForce {
            version: head.version,
        });
        moves::step(
            &mut open,
            &mut papers,
            Some(number),
            Transition::Start,
            &event,
        )
        .await?;
        crate::returns::lay_now(&open.act, &open.head.row.id).await?;
        if let Some(kept) = papers.sheet_of(&issue.id) {
            letters::in_force(&mut open.act, &open.head, kept).await?;
        }
        if let Some(force) = papers.force() {
            delivery::lay(&mut open.act, &open.head, &agreed, force.varied(&head)).await?;
        }
        open.act.commit().await?;
        Ok(1)
    }
}

/// The issue of the offer, or of a variation, that everybody has signed: its days, its place among the issues, and the
/// day of its last signature.
pub(super) async fn signed_by_all(
    db: &impl ConnectionTrait,
    papers: &Papers,
    variation: Option<u32>,
) -> Result<Option<(Force, usize, NaiveDate)>, Refusal> {
    let is_signed = |kept: &&super::kept::Kept| {
        matches!(kept.body, Body::Agreement(_))
            && kept.variation == variation
            && kept.body.sheet().state() == SheetState::Signed
    };
    let Some(kept) = papers.sheets.iter().rfind(is_signed) else {
        return Ok(None);
    };
    let at = papers
        .issues
        .iter()
        .position(|one| Some(&one.id) == kept.issue_id.as_ref());
    let (Some(at), Some(signed_at)) = (at, kept.body.sheet().signed_at()) else {
        return Ok(None);
    };
    let head = content(db, &papers.issues[at].id).await?.head;
    let day = crate::london::local_date(signed_at);
    Ok(Some((Force::of(&head, day), at, day)))
}

async fn in_force(open: &Open, issue_id: &str, since: NaiveDate) -> Result<(), Refusal> {
    issue::Entity::update_many()
        .set(issue::ActiveModel {
            in_force_since: Set(Some(since)),
            in_force_at: Set(Some(open.act.now())),
            ..Default::default()
        })
        .filter(issue::Column::Id.eq(issue_id))
        .exec(open.act.db())
        .await
        .map_err(once)?;
    Ok(())
}

async fn expire(
    open: &mut Open,
    papers: &mut Papers,
    at: usize,
    now: Moment,
) -> Result<(), Refusal> {
    let kept = &mut papers.sheets[at];
    kept.body.sheet_mut().expire(now)?;
    kept.save(open.act.db(), now.at).await?;
    let kept = kept.clone();
    if let Body::Agreement(_) = kept.body {
        moves::step(
            open,
            papers,
            kept.variation,
            Transition::Expire,
            &Event::IssueExpired,
        )
        .await?;
    }
    letters::expired(&mut open.act, &open.head, &kept).await
}

async fn remind_all(
    open: &mut Open,
    papers: &Papers,
    at: usize,
    now: Moment,
) -> Result<u64, Refusal> {
    let kept = &papers.sheets[at];
    let mut fresh: Vec<PersonId> = Vec::new();
    for one in kept.due() {
        let person = &one.holder().person;
        if remind::note(open.act.db(), &kept.id, person, now.today).await? {
            fresh.push(person.clone());
        }
    }
    letters::reminded(&mut open.act, &open.head, kept, &fresh).await?;
    Ok(fresh.len() as u64)
}

fn is_reminded_on(last_day: NaiveDate, today: NaiveDate) -> bool {
    REMIND_BEFORE
        .iter()
        .any(|before| today + Days::new(*before) == last_day)
}

fn references(rows: Vec<Due>) -> Result<Vec<Reference>, Refusal> {
    let mut found: Vec<Reference> = rows
        .into_iter()
        .map(|row| name_of(row.reference.as_deref(), &row.draft_reference))
        .collect::<Result<_, _>>()?;
    found.dedup();
    Ok(found)
}

/// What another server did first is done; and what fails with one offer stops no other.
fn unless_done(done: Result<u64, Refusal>) -> u64 {
    match done {
        Ok(done) => done,
        Err(Refusal::AlreadyDone | Refusal::Conflict(_)) => 0,
        Err(refusal) => {
            tracing::error!(error = ?refusal, "could not keep the calendar of an agreement");
            0
        }
    }
}
