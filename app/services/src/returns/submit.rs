//! Submitting a return: it goes into the ledger, and is for both sides to read from then on.

use domain::delivery::returns::{Filled, PartCode, PartState, PeriodCode, ReturnStep, parts};
use domain::process::{Act, Event, Reference, Returning};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::Returns;
use super::kept::{Agreed, Kept, KeptPart, before, kept_parts};
use super::letters;
use crate::act::{Doer, guarded};
use crate::ledger::entries;
use crate::store::returns::{part, period};
use crate::{Fault, Refusal, london};

/// What the place’s leader says when they submit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ToSubmit {
    /// The version of the return that they had before them.
    pub version: i64,
    /// Without the parts that partners have not filled in.
    pub without_partners: bool,
}

impl Returns<'_> {
    /// Submits a return for the first time, or again after a query.
    ///
    /// # Errors
    /// `AlreadyDone` where it is submitted; `WrongStage` before it opens and after it was accepted; a fault for each part
    /// that is not whole, at its code, and at `without` for partners that have not filled in theirs.
    pub async fn submit(
        &self,
        doer: &Doer,
        reference: &Reference,
        code: PeriodCode,
        asked_for: ToSubmit,
    ) -> Result<(), Refusal> {
        let offers = self.services.offers();
        let mut open = offers.open(doer, Act::SubmitReturn, reference).await?;
        let offer_id = open.head.row.id.clone();
        let kept = Kept::of(open.act.db(), &offer_id, code).await?;
        let after = match kept.state.after(ReturnStep::Submit) {
            Ok(after) => after,
            Err(_) if kept.row.version == asked_for.version + 1 => {
                return Err(Refusal::AlreadyDone);
            }
            Err(not_now) => return Err(Refusal::WrongStage(not_now.to_string())),
        };
        let today = london::local_date(open.act.now());
        super::save::may_be_filled(&kept, today)?;
        if kept.row.version != asked_for.version {
            return Err(Refusal::stale());
        }
        let agreed = Agreed::of(open.act.db(), &offer_id).await?;
        let asked = parts(&agreed.content, &kept.period);
        let filled = kept_parts(open.act.db(), &kept.row.id).await?;
        let known = before(open.act.db(), &open.head, &agreed, &kept, &asked, today).await?;
        let (mut faults, mut sent, mut without) = (Vec::new(), Vec::new(), Vec::new());
        for one in &asked {
            let stands = filled.get(&one.code.to_string());
            if stands.is_some_and(|stands| !stands.state.is_editable()) {
                continue;
            }
            let blank = Filled::default();
            let body = stands.map_or(&blank, |stands| &stands.body);
            let sheet = body.sheet(one, &kept.period, &known);
            let wrong = sheet.problems().len() + sheet.missing().len();
            match (wrong, stands) {
                (0, Some(stands)) => sent.push((one, stands)),
                _ if one.code.owner.is_some() => without.push(one),
                (wrong, _) => faults.push(Fault {
                    field: one.code.to_string(),
                    words: match wrong {
                        1 => format!("{}: one thing is missing or cannot be read", one.title()),
                        _ => format!(
                            "{}: {wrong} things are missing or cannot be read",
                            one.title()
                        ),
                    },
                }),
            }
        }
        if !without.is_empty() && !asked_for.without_partners {
            let names: Vec<String> = without.iter().map(|one| one.title()).collect();
            faults.push(Fault {
                field: "without".to_owned(),
                words: format!(
                    "Not filled in yet: {}. Wait for it, or say that you submit without",
                    names.join(", ")
                ),
            });
        }
        if !faults.is_empty() {
            return Err(Refusal::Invalid(faults));
        }
        let said: Vec<_> = sent
            .iter()
            .flat_map(|(one, stands)| stands.body.amounts_said(one, &kept.period))
            .collect();
        let mut ledger = entries::load(open.act.db(), &offer_id).await?;
        let changes = ledger.changes(&said).map_err(entries::too_large)?;
        for (one, stands) in &sent {
            write_submitted(open.act.db(), &kept.row.id, &one.code, stands).await?;
        }
        let waiting = entries::record(
            &open.act,
            &offer_id,
            &agreed.content,
            &mut ledger,
            changes,
            "",
        )
        .await?;
        let saved = period::Entity::update_many()
            .set(period::ActiveModel {
                state: Set(after.code().to_owned()),
                agreement: Set(Some(agreed.version)),
                submitted_at: Set(Some(open.act.now())),
                version: Set(kept.row.version + 1),
                ..Default::default()
            })
            .filter(period::Column::Id.eq(kept.row.id.as_str()))
            .filter(period::Column::Version.eq(kept.row.version))
            .exec(open.act.db())
            .await?;
        guarded(saved.rows_affected)?;
        let event = Event::Returning(Returning::ReturnSubmitted { period: code });
        open.act.record(&offer_id, &event)?;
        letters::submitted(&mut open.act, &open.head, &kept.period).await?;
        letters::to_verify(&mut open.act, &open.head, &waiting).await?;
        open.act.commit().await
    }
}

async fn write_submitted(
    db: &impl ConnectionTrait,
    return_id: &str,
    code: &PartCode,
    stands: &KeptPart,
) -> Result<(), Refusal> {
    let before = stands.submitted.as_ref().map(serde_json::to_string);
    let saved = part::Entity::update_many()
        .set(part::ActiveModel {
            state: Set(PartState::Submitted.code().to_owned()),
            submitted: Set(Some(serde_json::to_string(&stands.body)?)),
            before: Set(before.transpose()?),
            reason: Set(String::new()),
            ..Default::default()
        })
        .filter(part::Column::ReturnId.eq(return_id))
        .filter(part::Column::Code.eq(code.to_string()))
        .filter(part::Column::Version.eq(stands.version))
        .exec(db)
        .await?;
    guarded(saved.rows_affected)
}
