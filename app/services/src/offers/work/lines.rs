//! The rows behind each thing that waits, and the words for it.

use chrono::{DateTime, Utc};
use domain::offer::AnswerState;
use domain::process::{Hat, Role, Stage};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect,
    RelationDef, Select, SelectModel, Selector,
    sea_query::{CaseStatement, Expr, ExprTrait, Query},
};

use super::Item;
use super::hats::Hats;
use crate::Refusal;
use crate::offers::head::{known, name_of, place};
use crate::store::negotiation::turn;
use crate::store::{matters, offers, organisations, partner_answers};

#[derive(Clone, FromQueryResult)]
pub(super) struct OfferLine {
    pub id: String,
    reference: Option<String>,
    draft_reference: String,
    title: String,
    place_id: String,
    place_name: String,
    stage: String,
    stage_since: DateTime<Utc>,
    first_submitted_at: Option<DateTime<Utc>>,
    /// Whether anything waits on one of its terms.
    bargains: i32,
}

#[derive(Clone, FromQueryResult)]
pub(super) struct AnswerLine {
    pub id: String,
    reference: Option<String>,
    draft_reference: String,
    title: String,
    place_id: String,
    place_name: String,
    matter_slug: String,
    state: String,
    organisation_id: Option<String>,
    partner_name: Option<String>,
    invited_at: Option<DateTime<Utc>>,
    answered_at: Option<DateTime<Utc>>,
}

impl OfferLine {
    /// What this person has to do with it.
    pub fn for_me(self, hats: &Hats<'_>) -> Result<Item, Refusal> {
        let returned = self.first_submitted_at.is_some();
        let own = hats.of_place(&self.place_id);
        let leads = own.iter().any(|hat| hat.role == Role::PlaceLeader);
        let (what, button, own) = match known(&self.stage, Stage::from_code)? {
            Stage::Draft if returned && leads => (
                "Returned to you: change it and submit it again",
                "Go on with it",
                own,
            ),
            Stage::Draft if returned => (
                "Returned: change it, for its leader to submit it again",
                "Go on with it",
                own,
            ),
            Stage::Draft if leads => ("Finish the draft and submit it", "Go on with it", own),
            Stage::Draft => (
                "Finish the draft, for its leader to submit it",
                "Go on with it",
                own,
            ),
            Stage::Submitted => (
                "Accept it, return it or decline it",
                "Decide",
                hats.with(Role::ProgrammeOffice),
            ),
            Stage::Settled | Stage::Signing if leads => {
                let what = "A pooled budget has no memorandum yet: put it out for signature";
                let mut item = self.item(what, "Put it out", own)?;
                item.address.push_str("/agreement");
                return Ok(item);
            }
            Stage::Settled => {
                let own = hats.with(Role::ProgrammeOffice);
                let what = "The terms are settled: issue the agreement for signature";
                let mut item = self.item(what, "Issue it", own)?;
                item.address.push_str("/agreement/issue");
                return Ok(item);
            }
            Stage::InForce => {
                let champion = hats.with(Role::Champion);
                let (what, button, own) = match (champion.is_empty(), self.bargains) {
                    (true, _) => (
                        "The terms of a variation are settled: issue it for signature",
                        "Issue it",
                        hats.with(Role::ProgrammeOffice),
                    ),
                    (false, 0) => (
                        "No term of the variation is open any more: settle it",
                        "Settle",
                        champion,
                    ),
                    (false, _) => (
                        "Take the variation through its negotiation with the departments",
                        "Open it",
                        champion,
                    ),
                };
                let mut item = self.item(what, button, own)?;
                item.address.push_str("/agreement");
                return Ok(item);
            }
            _ if self.bargains == 0 => {
                let own = hats.with(Role::Champion);
                let mut item = self.item("No term is open any more: settle them", "Settle", own)?;
                item.address.push_str("/settle");
                return Ok(item);
            }
            _ => (
                "Take it through its negotiation with the departments",
                "Open it",
                hats.with(Role::Champion),
            ),
        };
        self.item(what, button, own)
    }

    /// Whom this person waits for.
    pub fn for_others(self, hats: &Hats<'_>) -> Result<Item, Refusal> {
        let (what, own) = match known(&self.stage, Stage::from_code)? {
            Stage::Submitted => (
                "With the programme office, which accepts, returns or declines it",
                hats.of_place(&self.place_id),
            ),
            _ => (
                "With the place, to which it was returned",
                hats.with(Role::ProgrammeOffice),
            ),
        };
        self.item(what, "Look at it", own)
    }

    fn item(self, what: &str, button: &'static str, hats: Vec<Hat>) -> Result<Item, Refusal> {
        let reference = name_of(self.reference.as_deref(), &self.draft_reference)?;
        Ok(Item {
            address: format!("/offers/{reference}"),
            reference,
            title: self.title,
            place_name: self.place_name,
            what: what.to_owned(),
            since: self.stage_since,
            button,
            remind: None,
            hats,
        })
    }
}

impl AnswerLine {
    pub fn for_me(self, hats: &Hats<'_>) -> Result<Item, Refusal> {
        let partner = self.partner_name.clone().unwrap_or_default();
        let key = self.matter_slug.clone();
        match known(&self.state, AnswerState::from_code)? {
            AnswerState::Declined => {
                let own = hats.of_place(&self.place_id);
                let since = self.answered_at;
                self.item(
                    format!("{partner} has declined: ask it again, or take it out of the offer"),
                    &format!("/partners/{key}"),
                    "Decide",
                    since,
                    own,
                )
            }
            state => {
                let own = hats.of_partner(self.organisation_id.as_deref());
                let what = match state {
                    AnswerState::AskedAgain => {
                        format!("Confirm again for {partner}: what is said about it has changed")
                    }
                    AnswerState::Invited | AnswerState::Confirmed | AnswerState::Declined => {
                        format!("Confirm or decline for {partner}")
                    }
                };
                let since = self.invited_at;
                self.item(
                    what,
                    &format!("/partners/{key}/answer"),
                    "Answer",
                    since,
                    own,
                )
            }
        }
    }

    pub fn for_others(self, hats: &Hats<'_>) -> Result<Item, Refusal> {
        let partner = self.partner_name.clone().unwrap_or_default();
        let what = format!("With {partner}, which was asked to confirm");
        let (own, since) = (hats.of_place(&self.place_id), self.invited_at);
        self.item(what, "/partners", "Look at it", since, own)
    }

    fn item(
        self,
        what: String,
        below: &str,
        button: &'static str,
        since: Option<DateTime<Utc>>,
        hats: Vec<Hat>,
    ) -> Result<Item, Refusal> {
        let reference = name_of(self.reference.as_deref(), &self.draft_reference)?;
        Ok(Item {
            address: format!("/offers/{reference}{below}"),
            reference,
            title: self.title,
            place_name: self.place_name,
            what,
            since: since.unwrap_or_default(),
            button,
            remind: None,
            hats,
        })
    }
}

/// The offers with these ids.
pub(super) fn offer_lines(ids: &[&str]) -> Selector<SelectModel<OfferLine>> {
    with_place(
        offers::Entity::find()
            .select_only()
            .columns([
                offers::Column::Id,
                offers::Column::Reference,
                offers::Column::DraftReference,
                offers::Column::Title,
                offers::Column::PlaceId,
                offers::Column::Stage,
                offers::Column::StageSince,
                offers::Column::FirstSubmittedAt,
            ])
            .expr_as(bargains(), "bargains")
            .join_as(JoinType::InnerJoin, place(), "place"),
    )
    .filter(offers::Column::Id.is_in(ids.iter().copied()))
    .into_model::<OfferLine>()
}

/// Whether anything waits on a term of the offer.
fn bargains() -> CaseStatement {
    let turns = Query::select()
        .expr(Expr::cust("1"))
        .from(turn::Entity)
        .and_where(
            Expr::col((turn::Entity, turn::Column::OfferId))
                .equals((offers::Entity, offers::Column::Id)),
        )
        .take();
    CaseStatement::new()
        .case(Expr::exists(turns), Expr::cust("1"))
        .finally(Expr::cust("0"))
}

/// The answers with these ids.
pub(super) fn answer_lines(ids: &[&str]) -> Selector<SelectModel<AnswerLine>> {
    let partner: RelationDef = partner_answers::Entity::belongs_to(organisations::Entity)
        .from(partner_answers::Column::OrganisationId)
        .to(organisations::Column::Id)
        .into();
    with_place(
        partner_answers::Entity::find()
            .select_only()
            .columns([
                partner_answers::Column::Id,
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
                offers::Column::PlaceId,
            ])
            .column_as(
                Expr::col(("partner", organisations::Column::Name)),
                "partner_name",
            )
            .join(JoinType::InnerJoin, offer())
            .join_as(JoinType::InnerJoin, place(), "place")
            .join_as(JoinType::LeftJoin, partner, "partner"),
    )
    .filter(partner_answers::Column::Id.is_in(ids.iter().copied()))
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
