//! Reviewing a return: each part is accepted, or queried with a reason and so open again.

use std::collections::BTreeMap;

use domain::delivery::returns::{
    Decision, PartCode, PartState, PeriodCode, ReturnState, ReturnStep, ReviewFault, parts,
    reviewed,
};
use domain::process::{Act, Event, Reference, Returning};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use super::Returns;
use super::kept::{Agreed, Kept, Owners, kept_parts};
use super::letters;
use crate::act::{Doer, guarded};
use crate::offers::words;
use crate::store::returns::{part, period};
use crate::{Fault, Refusal};

impl Returns<'_> {
    /// Says of each part that waits whether it is accepted. Answers what became of the return.
    ///
    /// # Errors
    /// `AlreadyDone` where this very version was reviewed; `WrongStage` where it is not submitted; faults at
    /// `decision-{part}` and `reason-{part}`.
    pub async fn review(
        &self,
        doer: &Doer,
        reference: &Reference,
        code: PeriodCode,
        version: i64,
        decisions: &BTreeMap<String, Decision>,
    ) -> Result<ReturnState, Refusal> {
        let offers = self.services.offers();
        let mut open = offers.open(doer, Act::ReviewReturn, reference).await?;
        let offer_id = open.head.row.id.clone();
        let kept = Kept::of(open.act.db(), &offer_id, code).await?;
        if kept.state != ReturnState::Submitted {
            if kept.row.version == version + 1 {
                return Err(Refusal::AlreadyDone);
            }
            let step = ReturnStep::Accept;
            let not_now = kept.state.after(step).err();
            let words = not_now.map_or_else(String::new, |not_now| not_now.to_string());
            return Err(Refusal::WrongStage(words));
        }
        if kept.row.version != version {
            return Err(Refusal::stale());
        }
        let states: Vec<(PartCode, PartState)> = kept_parts(open.act.db(), &kept.row.id)
            .await?
            .into_iter()
            .map(|(code, part)| Ok((code.parse().map_err(Refusal::broken)?, part.state)))
            .collect::<Result<_, Refusal>>()?;
        let decide = |part: &PartCode| match decisions.get(&part.to_string())? {
            Decision::Accept => Some(Decision::Accept),
            Decision::Query { reason } => Some(Decision::Query {
                reason: words::clean(reason),
            }),
        };
        let (step, after) = reviewed(&states, decide).map_err(|faults| {
            let faults = faults.into_iter().map(|fault| Fault {
                field: match &fault {
                    ReviewFault::Undecided(part) => format!("decision-{part}"),
                    ReviewFault::NoReason(part) => format!("reason-{part}"),
                },
                words: fault.to_string(),
            });
            Refusal::Invalid(faults.collect())
        })?;
        let state = kept
            .state
            .after(step)
            .map_err(|not_now| Refusal::WrongStage(not_now.to_string()))?;
        for (part, state, reason) in &after {
            if !reason.is_empty() {
                words::reason(reason, "")?;
            }
            part::Entity::update_many()
                .set(part::ActiveModel {
                    state: Set(state.code().to_owned()),
                    reason: Set(reason.clone()),
                    ..Default::default()
                })
                .filter(part::Column::ReturnId.eq(kept.row.id.as_str()))
                .filter(part::Column::Code.eq(part.to_string()))
                .exec(open.act.db())
                .await?;
        }
        let saved = period::Entity::update_many()
            .set(period::ActiveModel {
                state: Set(state.code().to_owned()),
                reviewed_at: Set(Some(open.act.now())),
                version: Set(version + 1),
                ..Default::default()
            })
            .filter(period::Column::Id.eq(kept.row.id.as_str()))
            .filter(period::Column::Version.eq(version))
            .exec(open.act.db())
            .await?;
        guarded(saved.rows_affected)?;
        let agreed = Agreed::of(open.act.db(), &offer_id).await?;
        let asked = parts(&agreed.content, &kept.period);
        let owners = Owners::of(open.act.db(), &open.head).await?;
        let title = |code: &PartCode| {
            let part = asked.iter().find(|part| part.code == *code);
            part.map_or_else(|| code.to_string(), |part| part.title())
        };
        if step == ReturnStep::Query {
            let queried = after
                .iter()
                .filter(|(_, state, _)| *state == PartState::Queried);
            let reasons: Vec<(String, String)> = queried
                .map(|(code, _, reason)| (title(code), reason.clone()))
                .collect();
            let event = Event::Returning(Returning::ReturnQueried {
                period: code,
                parts: reasons.clone(),
            });
            open.act.record(&offer_id, &event)?;
            let to = (&owners, asked.as_slice());
            letters::queried(&mut open.act, &open.head, to, &kept.period, &reasons).await?;
        } else {
            let event = Event::Returning(Returning::ReturnAccepted { period: code });
            open.act.record(&offer_id, &event)?;
            let to = (&owners, asked.as_slice());
            letters::accepted(&mut open.act, &open.head, to, &kept.period).await?;
        }
        open.act.commit().await?;
        Ok(state)
    }
}
