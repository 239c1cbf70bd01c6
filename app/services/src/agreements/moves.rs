//! What an issue moves: the offer from stage to stage, or the variation that it belongs to.

use domain::agreement::Variation;
use domain::process::{Event, OfferFacts, Transition};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::Refusal;
use crate::act::guarded;
use crate::offers::make;
use crate::offers::sight::Open;
use crate::store::agreement::variation;

use super::papers::Papers;

/// Moves the offer; or its variation of this number, while the agreement stays in force.
pub(super) async fn step(
    open: &mut Open,
    papers: &mut Papers,
    number: Option<u32>,
    transition: Transition,
    event: &Event,
) -> Result<(), Refusal> {
    let Some(number) = number else {
        return make(open, transition, Default::default(), event).await;
    };
    let (row, varied) = papers
        .variations
        .iter_mut()
        .find(|(_, one)| one.number == number)
        .ok_or(Refusal::NotFound)?;
    varied
        .step(transition)
        .map_err(|wrong| Refusal::WrongStage(wrong.words(&open.head.reference)))?;
    save(open.act.db(), row, varied).await?;
    open.act.record(&open.head.row.id, event)?;
    Ok(())
}

/// Writes what became of a variation.
pub(super) async fn save(
    db: &impl ConnectionTrait,
    row: &mut variation::Model,
    varied: &Variation,
) -> Result<(), Refusal> {
    let saved = variation::Entity::update_many()
        .set(variation::ActiveModel {
            body: Set(serde_json::to_string(varied)?),
            stage: Set(varied.stage.code().to_owned()),
            version: Set(row.version + 1),
            ..Default::default()
        })
        .filter(variation::Column::OfferId.eq(row.offer_id.as_str()))
        .filter(variation::Column::Number.eq(row.number))
        .filter(variation::Column::Version.eq(row.version))
        .exec(db)
        .await?;
    guarded(saved.rows_affected)?;
    row.version += 1;
    Ok(())
}

/// What permission needs to know while somebody acts in this variation, or in the offer itself.
pub(super) fn facts_in(
    facts: &OfferFacts,
    papers: &Papers,
    number: Option<u32>,
) -> Result<OfferFacts, Refusal> {
    let Some(number) = number else {
        return Ok(facts.clone());
    };
    let varied = papers.variations.iter().map(|(_, one)| one);
    varied
        .into_iter()
        .find(|one| one.number == number)
        .map(|one| one.facts(facts))
        .ok_or(Refusal::NotFound)
}
