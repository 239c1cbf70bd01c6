//! Departments that have to agree to terms and for which nobody reviews yet, once for each offer.

use chrono::{DateTime, Utc};
use domain::process::{Role, department};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    SelectModel, Selector, sea_query::Expr,
};

use super::Item;
use super::hats::Hats;
use super::term_lines::offer_of_turn;
use crate::Refusal;
use crate::negotiation::keep::POSITION;
use crate::offers::head::{name_of, place};
use crate::store::negotiation::turn;
use crate::store::{offers, organisations};

/// One term that waits for somebody to be named.
#[derive(Clone, FromQueryResult)]
pub(super) struct NobodyLine {
    offer_id: String,
    party: String,
    since: DateTime<Utc>,
    reference: Option<String>,
    draft_reference: String,
    place_name: String,
}

/// What is done about it, for all the terms of one offer that wait for one department. An administrator reads no
/// offer: the words say no more of it than the list of the department’s offers does.
pub(super) fn nobody(lines: &[NobodyLine], hats: &Hats<'_>) -> Result<Option<Item>, Refusal> {
    let Some(one) = lines.first() else {
        return Ok(None);
    };
    let named = department(&one.party).map_or(one.party.as_str(), |one| one.name);
    let wait = match lines.len() {
        1 => "1 term waits".to_owned(),
        several => format!("{several} terms wait"),
    };
    let own = hats.find(|hat| match hat.role {
        Role::Administrator => hat.organisation.as_str() == one.party,
        Role::ProgrammeOffice => true,
        Role::PlaceLeader
        | Role::Drafter
        | Role::Partner
        | Role::Champion
        | Role::DepartmentReviewer
        | Role::Auditor => false,
    });
    Ok(Some(Item {
        reference: name_of(one.reference.as_deref(), &one.draft_reference)?,
        title: format!("{wait} for its position"),
        place_name: one.place_name.clone(),
        what: format!("Nobody reviews for {named} yet"),
        since: lines
            .iter()
            .map(|line| line.since)
            .min()
            .unwrap_or(one.since),
        address: format!("/organisations/{}/invite", one.party),
        button: "Invite a reviewer",
        remind: None,
        hats: own,
    }))
}

impl NobodyLine {
    /// As the key of its offer and department has it.
    pub fn key(&self) -> String {
        format!("{} {}", self.offer_id, self.party)
    }
}

/// The terms behind these keys.
pub(super) fn nobody_lines(keys: &[&str]) -> Selector<SelectModel<NobodyLine>> {
    let any = keys.iter().filter_map(|key| key.split_once(' ')).fold(
        Condition::any(),
        |any, (offer, party)| {
            any.add(
                Condition::all()
                    .add(turn::Column::OfferId.eq(offer))
                    .add(turn::Column::Party.eq(party)),
            )
        },
    );
    turn::Entity::find()
        .select_only()
        .columns([
            turn::Column::OfferId,
            turn::Column::Party,
            turn::Column::Since,
        ])
        .columns([offers::Column::Reference, offers::Column::DraftReference])
        .column_as(
            Expr::col(("place", organisations::Column::Name)),
            "place_name",
        )
        .join(JoinType::InnerJoin, offer_of_turn())
        .join_as(JoinType::InnerJoin, place(), "place")
        .filter(turn::Column::Waits.eq(POSITION))
        .filter(any)
        .into_model::<NobodyLine>()
}
