//! A new draft with the matter of an offer that was declined (7.19).

use std::collections::BTreeMap;

use domain::offer::{Kept, Key, Matter, Proposal};
use domain::process::{Event, OfferKind, Reference, Theme};
use sea_orm::EntityTrait;
use serde_json::Value;

use super::content::Content;
use super::head::Head;
use super::start::{NewOffer, lay_down, prefix_of};
use crate::act::ActTx;
use crate::store::organisations;
use crate::{Refusal, Round, chance};

/// Lays down an Innovative Policy Offer for the same place, with every matter under a key of its own. Partners
/// are asked anew: what they confirmed was another offer.
pub(super) async fn carry_over(
    act: &mut ActTx,
    head: &Head,
    theme: Theme,
    round: &Round,
) -> Result<Reference, Refusal> {
    let content = Content::now(act.db(), head).await?;
    let proposal = confined(&content.proposal, theme)?;
    let place = organisations::Entity::find_by_id(head.row.place_id.as_str())
        .one(act.db())
        .await?
        .ok_or(Refusal::NotFound)?;
    let (id, reference) = lay_down(
        act,
        &NewOffer {
            place: &head.row.place_id.as_str().into(),
            prefix: prefix_of(&place)?,
            round: &round.id,
            parameters: &round.parameters,
            proposal: &proposal,
            carried_from: Some(&head.row.id),
        },
    )
    .await?;
    let from = head.reference.clone();
    act.record(&id, &Event::OfferCarriedOver { from })?;
    Ok(reference)
}

/// The same matters as an Innovative Policy Offer of one theme. Versions go on, so that what was filled in
/// counts as that.
fn confined(from: &Proposal, theme: Theme) -> Result<Proposal, Refusal> {
    let mut keys = BTreeMap::new();
    for kept in &from.kept {
        keys.insert(kept.key.as_str().to_owned(), chance::slug()?);
    }
    let kept = from
        .kept
        .iter()
        .map(|kept| {
            let mut matter: Matter =
                serde_json::from_value(renamed(serde_json::to_value(&kept.matter)?, &keys))?;
            if let Matter::Scope(scope) = &mut matter {
                scope.theme = Some(theme);
            }
            Ok(Kept {
                key: Key::new(keys[kept.key.as_str()].as_str()),
                version: kept.version,
                matter,
            })
        })
        .collect::<Result<_, Refusal>>()?;
    Ok(Proposal {
        kind: OfferKind::InnovativePolicyOffer,
        kept,
        answers: BTreeMap::new(),
    })
}

/// Matters name each other by key, wherever they do: each text that is a key becomes the new one. Keys are
/// drawn by lot, so that no other text is taken for one.
fn renamed(value: Value, keys: &BTreeMap<String, String>) -> Value {
    match value {
        Value::String(text) => Value::String(keys.get(&text).cloned().unwrap_or(text)),
        Value::Array(values) => values
            .into_iter()
            .map(|value| renamed(value, keys))
            .collect(),
        Value::Object(fields) => fields
            .into_iter()
            .map(|(name, value)| (name, renamed(value, keys)))
            .collect(),
        Value::Null | Value::Bool(_) | Value::Number(_) => value,
    }
}
