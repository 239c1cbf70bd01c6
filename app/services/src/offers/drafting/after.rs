//! What follows from any change of what an offer says: the figures that lists show, and who is asked again.

use domain::offer::AnswerState;
use domain::process::{Event, Stage};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

use crate::Refusal;
use crate::act::{ActTx, guarded};
use crate::offers::content::Content;
use crate::offers::head::Head;
use crate::offers::headline::headline;
use crate::offers::letters;
use crate::offers::partners::Said;
use crate::store::{offers, partner_answers};

/// Brings the offer’s row and its partners’ answers in step with what it says now.
pub(crate) async fn follow(act: &mut ActTx, head: &Head, content: &Content) -> Result<(), Refusal> {
    keep_headline(act, head, content).await?;
    ask_again(act, head, content).await
}

/// A returned offer is rewritten in private: what lists show of it, and since when, stays as it was submitted.
async fn keep_headline(act: &ActTx, head: &Head, content: &Content) -> Result<(), Refusal> {
    let shown = if head.was_submitted() && head.stage == Stage::Draft {
        offers::ActiveModel::default()
    } else {
        offers::ActiveModel {
            updated_at: Set(act.now()),
            ..headline(&content.proposal, &head.parameters()?)
        }
    };
    let saved = offers::Entity::update_many()
        .set(offers::ActiveModel {
            version: Set(head.row.version + 1),
            ..shown
        })
        .filter(offers::Column::Id.eq(head.row.id.as_str()))
        .filter(offers::Column::Version.eq(head.row.version))
        .exec(act.db())
        .await?;
    guarded(saved.rows_affected)
}

/// Asks each partner again that had confirmed something else than what is said now.
async fn ask_again(act: &mut ActTx, head: &Head, content: &Content) -> Result<(), Refusal> {
    for (key, given) in content.answers.of_partners(&content.proposal) {
        if given.state != AnswerState::Confirmed {
            continue;
        }
        let said = Said::of(&content.proposal, key)?;
        if given.row.statement_digest.as_deref() == Some(said.digest.as_str()) {
            continue;
        }
        let asked = partner_answers::Entity::update_many()
            .set(partner_answers::ActiveModel {
                state: Set(AnswerState::AskedAgain.code().to_owned()),
                invited_at: Set(Some(act.now())),
                version: Set(given.row.version + 1),
                ..Default::default()
            })
            .filter(partner_answers::Column::Id.eq(given.row.id.as_str()))
            .filter(partner_answers::Column::Version.eq(given.row.version))
            .exec(act.db())
            .await?;
        guarded(asked.rows_affected)?;
        let why = said.what_changed(given.row.statement.as_deref())?;
        let partner = said.partner.clone();
        let event = Event::PartnerAskedAgain {
            partner: partner.clone(),
            why: why.clone(),
        };
        act.record(&head.row.id, &event)?;
        letters::asked_again(act, head, key, given, &partner, &why).await?;
    }
    Ok(())
}
