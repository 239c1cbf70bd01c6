//! Your work: what waits for somebody, longest first, and what they wait for.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::offer::AnswerState;
use domain::process::{Hat, Reference, Role, Stage};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, RelationDef, Select,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

use super::head::{known, name_of, place};
use super::sight::submitted;
use super::{Offers, Paging};
use crate::store::{matters, offers, organisations, partner_answers};
use crate::{Refusal, Viewer};

/// The most things of one sort that are looked at.
const MOST: u64 = 200;

/// What waits, on both sides of one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// One page, the longest waiting first.
    pub waits_for_me: Vec<Item>,
    /// At most as many as a page holds, the longest waiting first.
    pub i_wait_for: Vec<Item>,
    pub page: u64,
    pub pages: u64,
    /// Of what waits for me.
    pub total: u64,
}

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub reference: Reference,
    /// Of the offer.
    pub title: String,
    pub place_name: String,
    /// What is to be done, or by whom.
    pub what: String,
    pub since: DateTime<Utc>,
    /// Where it is done.
    pub address: String,
    pub button: &'static str,
}

#[derive(FromQueryResult)]
struct OfferLine {
    reference: Option<String>,
    draft_reference: String,
    title: String,
    place_name: String,
    stage: String,
    updated_at: DateTime<Utc>,
    first_submitted_at: Option<DateTime<Utc>>,
}

#[derive(FromQueryResult)]
struct AnswerLine {
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

/// What a person’s hats make them wait for.
struct Hats {
    places: BTreeSet<String>,
    partner_of: BTreeSet<String>,
    in_programme: bool,
    champion: Option<String>,
}

impl Offers<'_> {
    /// What waits for this viewer under any of their hats, and what they wait for. Three statements.
    pub async fn work(&self, viewer: &Viewer, paging: Paging) -> Result<Work, Refusal> {
        let hats = Hats::of(&viewer.hats());
        let db = self.services.read();
        let (mut mine, mut theirs) = (Vec::new(), Vec::new());
        if let Some(wanted) = hats.offers_for_me() {
            for line in offer_lines(wanted).all(db).await? {
                mine.push(line.for_me(&hats)?);
            }
        }
        if let Some(wanted) = hats.offers_for_others() {
            for line in offer_lines(wanted).all(db).await? {
                theirs.push(line.for_others()?);
            }
        }
        let answers = [hats.answers_for_me(), hats.answers_for_others()];
        if let Some(wanted) = one_of(answers.into_iter().flatten().collect()) {
            for line in answer_lines(wanted).all(db).await? {
                let (waits_for_me, item) = line.item(&hats)?;
                if waits_for_me {
                    mine.push(item);
                } else {
                    theirs.push(item);
                }
            }
        }
        mine.sort_by(|one, other| (one.since, &one.address).cmp(&(other.since, &other.address)));
        theirs.sort_by(|one, other| (one.since, &one.address).cmp(&(other.since, &other.address)));
        let total = u64::try_from(mine.len()).unwrap_or_default();
        Ok(Work {
            waits_for_me: paging.cut(mine),
            i_wait_for: Paging::of(1, paging.size()).cut(theirs),
            page: paging.page(),
            pages: paging.pages(total),
            total,
        })
    }

    /// How much waits for this viewer, for the navigation. One statement, and none for who has nothing to do here.
    pub async fn work_count(&self, viewer: &Viewer) -> Result<u64, Refusal> {
        let hats = Hats::of(&viewer.hats());
        let offers = hats.offers_for_me().map(|wanted| {
            let ids = offers::Entity::find()
                .select_only()
                .column(offers::Column::Id);
            rows_in(ids.filter(wanted).limit(MOST).into_query())
        });
        let answers = hats.answers_for_me().map(|wanted| {
            let ids = partner_answers::Entity::find()
                .select_only()
                .column(partner_answers::Column::Id)
                .join(JoinType::InnerJoin, offer())
                .join(JoinType::InnerJoin, matter());
            rows_in(ids.filter(wanted).limit(MOST).into_query())
        });
        let sum = match (offers, answers) {
            (Some(offers), Some(answers)) => offers.add(answers),
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => return Ok(0),
        };
        let query = Query::select().expr_as(sum, "waiting").take();
        let row = self.services.read().query_one(&query).await?;
        let count: i64 = match row {
            Some(row) => row.try_get("", "waiting")?,
            None => 0,
        };
        Ok(u64::try_from(count).unwrap_or_default())
    }
}

impl Hats {
    fn of(hats: &[Hat]) -> Self {
        let of = |roles: &[Role]| {
            hats.iter()
                .filter(|hat| roles.contains(&hat.role))
                .map(|hat| hat.organisation.to_string())
                .collect::<BTreeSet<_>>()
        };
        let champion = hats.iter().find(|hat| hat.role == Role::Champion);
        Self {
            places: of(&[Role::PlaceLeader, Role::Drafter]),
            partner_of: of(&[Role::Partner]),
            in_programme: !of(&[Role::ProgrammeOffice]).is_empty(),
            champion: champion.map(|hat| hat.person.to_string()),
        }
    }

    fn offers_for_me(&self) -> Option<Condition> {
        let mut any = Vec::new();
        if !self.places.is_empty() {
            any.push(self.of_my_places().add(at(Stage::Draft)));
        }
        if self.in_programme {
            any.push(Condition::all().add(at(Stage::Submitted)));
        }
        if let Some(champion) = &self.champion {
            any.push(
                Condition::all()
                    .add(offers::Column::ChampionId.eq(champion.as_str()))
                    .add(at(Stage::Negotiating)),
            );
        }
        one_of(any)
    }

    fn offers_for_others(&self) -> Option<Condition> {
        let mut any = Vec::new();
        if !self.places.is_empty() {
            any.push(self.of_my_places().add(at(Stage::Submitted)));
        }
        if self.in_programme {
            any.push(submitted().add(at(Stage::Draft)));
        }
        one_of(any)
    }

    fn answers_for_me(&self) -> Option<Condition> {
        let mut any = Vec::new();
        if !self.partner_of.is_empty() {
            any.push(
                Condition::all()
                    .add(partner_answers::Column::OrganisationId.is_in(&self.partner_of))
                    .add(in_state(&[AnswerState::Invited, AnswerState::AskedAgain]))
                    .add(
                        Condition::any()
                            .add(at(Stage::Draft))
                            .add(at(Stage::Negotiating)),
                    ),
            );
        }
        if !self.places.is_empty() {
            any.push(
                self.of_my_places()
                    .add(at(Stage::Draft))
                    .add(in_state(&[AnswerState::Declined])),
            );
        }
        one_of(any)
    }

    fn answers_for_others(&self) -> Option<Condition> {
        (!self.places.is_empty()).then(|| {
            self.of_my_places()
                .add(at(Stage::Draft))
                .add(in_state(&[AnswerState::Invited, AnswerState::AskedAgain]))
        })
    }

    fn of_my_places(&self) -> Condition {
        Condition::all().add(offers::Column::PlaceId.is_in(&self.places))
    }
}

impl OfferLine {
    fn reference(&self) -> Result<Reference, Refusal> {
        name_of(self.reference.as_deref(), &self.draft_reference)
    }

    /// What this person has to do with it.
    fn for_me(self, hats: &Hats) -> Result<Item, Refusal> {
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
    fn for_others(self) -> Result<Item, Refusal> {
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
    fn item(self, hats: &Hats) -> Result<(bool, Item), Refusal> {
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
fn offer_lines(wanted: Condition) -> sea_orm::Selector<sea_orm::SelectModel<OfferLine>> {
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
fn answer_lines(wanted: Condition) -> sea_orm::Selector<sea_orm::SelectModel<AnswerLine>> {
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
fn offer() -> RelationDef {
    partner_answers::Entity::belongs_to(offers::Entity)
        .from(partner_answers::Column::OfferId)
        .to(offers::Column::Id)
        .into()
}

/// From an answer to its partner, where that is still in the offer.
fn matter() -> RelationDef {
    let matter: RelationDef = partner_answers::Entity::belongs_to(matters::Entity)
        .from((
            partner_answers::Column::OfferId,
            partner_answers::Column::MatterSlug,
        ))
        .to((matters::Column::OfferId, matters::Column::Slug))
        .into();
    matter.on_condition(|_, _| Condition::all().add(matters::Column::RemovedAt.is_null()))
}

/// The number of rows of a query, as a value within another.
fn rows_in(query: SelectStatement) -> Expr {
    let count = Query::select()
        .expr(Expr::cust("COUNT(*)"))
        .from_subquery(query, "waiting")
        .take();
    count.into()
}

fn at(stage: Stage) -> sea_orm::sea_query::SimpleExpr {
    offers::Column::Stage.eq(stage.code())
}

fn in_state(states: &[AnswerState]) -> sea_orm::sea_query::SimpleExpr {
    partner_answers::Column::State.is_in(states.iter().map(|state| state.code()))
}

/// Any of these; none where there are none.
fn one_of(conditions: Vec<Condition>) -> Option<Condition> {
    (!conditions.is_empty()).then(|| {
        conditions
            .into_iter()
            .fold(Condition::any(), Condition::add)
    })
}
