//! Filling in one part of a return. What is typed is kept, whatever it is.

use chrono::NaiveDate;
use domain::delivery::returns::{
    Before, Filled, Part, PartCode, PartState, PeriodCode, ReturnState, Standing, parts, strangers,
};
use domain::form::{Posted, Sheet};
use domain::process::{Act, Event, Hat, Reference, Returning};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::Returns;
use super::kept::{Agreed, Kept, KeptPart, Owners, before, kept_parts};
use crate::act::{ActTx, Doer, guarded};
use crate::store::people;
use crate::store::returns::{part, part_version};
use crate::{Conflict, Refusal, london};

/// What a save has left.
#[derive(Clone, Debug)]
pub struct SavedPart {
    pub sheet: Sheet,
    pub version: i64,
}

/// Whether anything of a return can be filled in on a day.
pub(super) fn may_be_filled(kept: &Kept, today: NaiveDate) -> Result<(), Refusal> {
    let words = kept.period.words();
    match kept.state.on(&kept.period, today) {
        Standing::NotYet => Err(Refusal::WrongStage(format!(
            "The return for {words} opens on {}. Nothing can be filled in before.",
            london::date(kept.period.opens_on)
        ))),
        Standing::Submitted => Err(Refusal::WrongStage(format!(
            "The return for {words} is submitted. It can be changed if the programme office queries it."
        ))),
        Standing::Accepted => Err(Refusal::WrongStage(format!(
            "The return for {words} is accepted and closed. A saving that was claimed wrongly can be corrected on the page of savings."
        ))),
        Standing::Open | Standing::Late | Standing::Queried => Ok(()),
    }
}

/// Whether one of these hats fills in this part.
pub(super) fn fills<'h>(
    owners: &Owners,
    mut hats: impl Iterator<Item = &'h Hat>,
    part: &Part,
) -> Result<(), Refusal> {
    if hats.any(|hat| owners.fills(hat, part.code.owner.as_ref())) {
        Ok(())
    } else {
        let words = format!("Only {} fills in “{}”.", part.owner_name, part.title());
        Err(Refusal::NotAllowed(words))
    }
}

pub(super) fn is_editable(stands: &KeptPart) -> Result<(), Refusal> {
    match stands.state {
        PartState::Open | PartState::Queried => Ok(()),
        PartState::Submitted | PartState::Accepted => Err(Refusal::WrongStage(
            "This part was not queried, so it stays as it was submitted.".to_owned(),
        )),
    }
}

impl Returns<'_> {
    /// Saves a part, whatever state it is in.
    ///
    /// # Errors
    /// `WrongStage` before the period opens and once the return is submitted; a conflict with a newer version; a fault
    /// where figures are sent for what is not in the agreement.
    pub async fn save(
        &self,
        doer: &Doer,
        reference: &Reference,
        code: PeriodCode,
        part: &PartCode,
        base: i64,
        posted: &Posted,
    ) -> Result<SavedPart, Refusal> {
        let offers = self.services.offers();
        let mut open = offers.open(doer, Act::PrepareReturn, reference).await?;
        let writer = doer.person().cloned().ok_or(Refusal::SignIn)?;
        let db = open.act.db();
        let kept = Kept::of(db, &open.head.row.id, code).await?;
        let agreed = Agreed::of(db, &open.head.row.id).await?;
        let asked = parts(&agreed.content, &kept.period);
        let part = asked.into_iter().find(|one| one.code == *part);
        let part = part.ok_or(Refusal::NotFound)?;
        let owners = Owners::of(db, &open.head).await?;
        fills(&owners, doer.hat().into_iter(), &part)?;
        let today = london::local_date(open.act.now());
        may_be_filled(&kept, today)?;
        let stands = kept_parts(db, &kept.row.id)
            .await?
            .remove(&part.code.to_string());
        if let Some(stands) = &stands {
            is_editable(stands)?;
        }
        let known = before(
            db,
            &open.head,
            &agreed,
            &kept,
            std::slice::from_ref(&part),
            today,
        )
        .await?;
        let gone = strangers(&part, &kept.period, &known, posted);
        if !gone.is_empty() {
            return Err(Refusal::fault(
                "",
                "The agreement has changed since this page was opened: it holds figures for something that is not \
                 reported any more, or not here. Nothing was saved. Open this part again and fill it in",
            ));
        }
        let version = stands.as_ref().map_or(0, |stands| stands.version);
        let fresh = || Filled::fresh(&part, &kept.period, &known);
        let old = stands
            .as_ref()
            .map_or_else(fresh, |stands| stands.body.clone());
        if version != base {
            return newer(&open.act, (&kept, &part, &known), stands, base, posted).await;
        }
        let mut new = old.clone();
        new.read(posted, &part, &kept.period, &known);
        let sheet = new.sheet(&part, &kept.period, &known);
        if stands.is_some() && new == old {
            return Ok(SavedPart { sheet, version });
        }
        let state = match kept.state {
            ReturnState::Queried if stands.as_ref().is_some_and(is_queried) => PartState::Queried,
            _ => PartState::Open,
        };
        let (text, key) = (serde_json::to_string(&new)?, part.code.to_string());
        let version = base + 1;
        if stands.is_none() {
            part::Entity::insert(part::ActiveModel {
                return_id: Set(kept.row.id.clone()),
                code: Set(key.clone()),
                state: Set(state.code().to_owned()),
                body: Set(text.clone()),
                submitted: Set(None),
                before: Set(None),
                reason: Set(String::new()),
                saved_at: Set(open.act.now()),
                by_id: Set(writer.to_string()),
                version: Set(version),
            })
            .exec_without_returning(open.act.db())
            .await?;
        } else {
            let saved = part::Entity::update_many()
                .set(part::ActiveModel {
                    body: Set(text.clone()),
                    saved_at: Set(open.act.now()),
                    by_id: Set(writer.to_string()),
                    version: Set(version),
                    ..Default::default()
                })
                .filter(part::Column::ReturnId.eq(kept.row.id.as_str()))
                .filter(part::Column::Code.eq(key.as_str()))
                .filter(part::Column::Version.eq(base))
                .exec(open.act.db())
                .await?;
            guarded(saved.rows_affected)?;
        }
        part_version::Entity::insert(part_version::ActiveModel {
            return_id: Set(kept.row.id.clone()),
            code: Set(key),
            version: Set(version),
            body: Set(text),
            saved_at: Set(open.act.now()),
            by_id: Set(writer.to_string()),
        })
        .exec_without_returning(open.act.db())
        .await?;
        let event = Event::Returning(Returning::ReturnPartSaved {
            period: code,
            part: part.title(),
        });
        open.act.record(&open.head.row.id, &event)?;
        open.act.commit().await?;
        Ok(SavedPart { sheet, version })
    }
}

fn is_queried(stands: &KeptPart) -> bool {
    stands.state == PartState::Queried
}

/// What becomes of a save that began at another version than the one that stands.
async fn newer(
    act: &ActTx,
    (kept, part, known): (&Kept, &Part, &Before),
    stands: Option<KeptPart>,
    base: i64,
    posted: &Posted,
) -> Result<SavedPart, Refusal> {
    let Some(theirs) = stands else {
        return Err(Refusal::stale());
    };
    let key = (kept.row.id.clone(), part.code.to_string(), base);
    let started = part_version::Entity::find_by_id(key)
        .one(act.db())
        .await?
        .map(|row| serde_json::from_str::<Filled>(&row.body))
        .transpose()?
        .unwrap_or_else(|| Filled::fresh(part, &kept.period, known));
    let mut yours = started.clone();
    yours.read(posted, part, &kept.period, known);
    // Nobody loses anything where both say the same.
    if yours == theirs.body {
        return Ok(SavedPart {
            sheet: yours.sheet(part, &kept.period, known),
            version: theirs.version,
        });
    }
    let saver = people::Entity::find_by_id(theirs.by_id.as_str())
        .one(act.db())
        .await?;
    Err(Refusal::Conflict(Box::new(Conflict {
        version: theirs.version,
        saved_by: saver.map(|saver| saver.name).unwrap_or_default(),
        saved_at: Some(theirs.saved_at),
        base: serde_json::to_string(&started)?,
        theirs: serde_json::to_string(&theirs.body)?,
        yours: serde_json::to_string(&yours)?,
    })))
}
