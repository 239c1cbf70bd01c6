//! The rows behind each thing that waits, and the words for it.

use chrono::{DateTime, Utc};
use domain::offer::AnswerState;
use domain::process::{Reference, Stage};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef, Select, SelectModel, Selector, sea_query::Expr,
};

use super::hats::Hats;
use super::{Item, MOST};
use crate::Refusal;
use crate::offers::head::{known, name_of, place};
use crate::store::{matters, offers, organisations, partner_answers};

#[derive(FromQueryResult)]
pub(super) struct OfferLine {
    reference: Option<String>,
    draft_reference: String,
    title: String,
    place_name: String,
    stage: String,
    updated_at: DateTime<Utc>,
    first_submitted_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
pub(super) struct AnswerLine {
    reference: Option<String>,
    draft_reference: String,
    title: String,
    place_name: String,
    matter_slug: String,
    state: String,
    organisation_id: Option<String>,
    partner_name: Option<String>,
    invited_at: Option<DateTime<Utc>>,
    answered_at: Option<DateTime<Utc>>,
}

impl OfferLine {
    fn reference(&self) -> Result<Reference, Refusal> {
        name_of(self.reference.as_deref(), &self.draft_reference)
    }

    /// What this person has to do with it.
    pub fn for_me(self, hats: &Hats) -> Result<Item, Refusal> {
        let returned = self.first_submitted_at.is_some();
        let (what, button) = match known(&self.stage, Stage::from_code)? {
            Stage::Draft if returned => (
                "Returned to you: change it and submit it again",
                "Go on with it",
            ),
            Stage::Draft => ("Finish the draft and submit it", "Go on with it"),
            Stage::Submitted => ("Accept it, return it or decline it", "Decide"),
            _ if hats.champion.is_some() => (
                "Take it through its negotiation with the departments",
                "Open it",
            ),
            _ => ("Look at it", "Open it"),
        };
        self.item(what, button)
    }

    /// Whom this person waits for.
    pub fn for_others(self) -> Result<Item, Refusal> {
        let what = match known(&self.stage, Stage::from_code)? {
            Stage::Submitted => "With the programme office, which accepts, returns or declines it",
            _ => "With the place, to which it was returned",
        };
        self.item(what, "Look at it")
    }

    fn item(self, what: &str, button: &'static str) -> Result<Item, Refusal> {
        let reference = self.reference()?;
        Ok(Item {
            address: format!("/offers/{reference}"),
            reference,
            title: self.title,
            place_name: self.place_name,
            what: what.to_owned(),
            since: self.updated_at,
            button,
        })
    }
}

impl AnswerLine {
    /// Whether it waits for this person, and what.
    pub fn item(self, hats: &Hats) -> Result<(bool, Item), Refusal> {
        let reference = name_of(self.reference.as_deref(), &self.draft_reference)?;
        let state = known(&self.state, AnswerState::from_code)?;
        let partner = self.partner_name.unwrap_or_default();
        let is_mine = self
            .organisation_id
            .is_some_and(|organisation| hats.partner_of.contains(&organisation));
        let key = &self.matter_slug;
        let (waits_for_me, what, below, button) = match state {
            AnswerState::Declined => (
                true,
                format!("{partner} has declined: ask it again, or take it out of the offer"),
                format!("/partners/{key}"),
                "Decide",
            ),
            AnswerState::AskedAgain if is_mine => (
                true,
                format!("Confirm again for {partner}: what is said about it has changed"),
                format!("/partners/{key}/answer"),
                "Answer",
            ),
            AnswerState::Invited | AnswerState::Confirmed if is_mine => (
                true,
                format!("Confirm or decline for {partner}"),
                format!("/partners/{key}/answer"),
                "Answer",
            ),
            AnswerState::Invited | AnswerState::AskedAgain | AnswerState::Confirmed => (
                false,
                format!("With {partner}, which was asked to confirm"),
                "/partners".to_owned(),
                "Look at it",
            ),
        };
        let item = Item {
            address: format!("/offers/{reference}{below}"),
            reference,
            title: self.title,
            place_name: self.place_name,
            what,
            since: self
                .answered_at
                .filter(|_| state == AnswerState::Declined)
                .or(self.invited_at)
                .unwrap_or_default(),
            button,
        };
        Ok((waits_for_me, item))
    }
}

/// Offers with what an item says of them, the longest untouched first.
pub(super) fn offer_lines(wanted: Condition) -> Selector<SelectModel<OfferLine>> {
    with_place(
        offers::Entity::find()
            .select_only()
            .columns([
                offers::Column::Reference,
                offers::Column::DraftReference,
                offers::Column::Title,
                offers::Column::Stage,
                offers::Column::UpdatedAt,
                offers::Column::FirstSubmittedAt,
            ])
            .join_as(JoinType::InnerJoin, place(), "place"),
    )
    .filter(wanted)
    .order_by_asc(offers::Column::UpdatedAt)
    .limit(MOST)
    .into_model::<OfferLine>()
}

/// Answers of partners that are in the offer, those asked first coming first.
pub(super) fn answer_lines(wanted: Condition) -> Selector<SelectModel<AnswerLine>> {
    let partner: RelationDef = partner_answers::Entity::belongs_to(organisations::Entity)
        .from(partner_answers::Column::OrganisationId)
        .to(organisations::Column::Id)
        .into();
    with_place(
        partner_answers::Entity::find()
            .select_only()
            .columns([
                partner_answers::Column::MatterSlug,
                partner_answers::Column::State,
                partner_answers::Column::OrganisationId,
                partner_answers::Column::InvitedAt,
                partner_answers::Column::AnsweredAt,
            ])
            .columns([
                offers::Column::Reference,
                offers::Column::DraftReference,
                offers::Column::Title,
            ])
            .column_as(
                Expr::col(("partner", organisations::Column::Name)),
                "partner_name",
            )
            .join(JoinType::InnerJoin, offer())
            .join(JoinType::InnerJoin, matter())
            .join_as(JoinType::InnerJoin, place(), "place")
            .join_as(JoinType::LeftJoin, partner, "partner"),
    )
    .filter(wanted)
    .order_by_asc(partner_answers::Column::InvitedAt)
    .limit(MOST)
    .into_model::<AnswerLine>()
}

fn with_place<E: EntityTrait>(query: Select<E>) -> Select<E> {
    query.column_as(
        Expr::col(("place", organisations::Column::Name)),
        "place_name",
    )
}

/// From an answer to its offer.
pub(super) fn offer() -> RelationDef {
    partner_answers::Entity::belongs_to(offers::Entity)
        .from(partner_answers::Column::OfferId)
        .to(offers::Column::Id)
        .into()
}

/// From an answer to its partner, where that is still in the offer.
pub(super) fn matter() -> RelationDef {
    let matter: RelationDef = partner_answers::Entity::belongs_to(matters::Entity)
        .from((
            partner_answers::Column::OfferId,
            partner_answers::Column::MatterSlug,
        ))
        .to((matters::Column::OfferId, matters::Column::Slug))
        .into();
    matter.on_condition(|_, _| Condition::all().add(matters::Column::RemovedAt.is_null()))
}
