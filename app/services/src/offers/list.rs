//! The list of offers that somebody sees: two statements, and the same cost however many offers there are.

use chrono::{DateTime, Utc};
use domain::money::{FinancialYear, Pence};
use domain::process::{Level, OfferKind, OrganisationId, Reference, Stage, Theme};
use domain::programme::Region;
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait, Select,
    sea_query::{BinOper, Expr, ExprTrait, Func, LikeExpr, SelectStatement},
};

use super::head::{known, name_of, place};
use super::sight::{sees_all, within_sight};
use super::words::clean;
use super::{Offers, Paging};
use crate::negotiation::keep::{POSITION, THE_PLACE, WHITEHALL};
use crate::programme::WaitsOn;
use crate::store::negotiation::turn;
use crate::store::{offers, organisations};
use crate::{Refusal, Services, Viewer};

/// Beyond so many, a list says “more than” instead of counting on.
const COUNTED: u64 = 300;

/// Which offers to list; the default is all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub stage: Option<Stage>,
    pub kind: Option<OfferKind>,
    pub place: Option<OrganisationId>,
    /// A part of the title, or a whole reference.
    pub text: Option<String>,
    pub theme: Option<Theme>,
    pub level: Option<Level>,
    pub region: Option<Region>,
    /// On whom a term of it waits.
    pub waits: Option<WaitsOn>,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferList {
    /// Those that changed last come first.
    pub rows: Vec<OfferRow>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
    /// Whether there are more than `total`, which stops counting at three hundred.
    pub more: bool,
}

/// One offer in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferRow {
    pub reference: Reference,
    pub title: String,
    pub place: OrganisationId,
    pub place_name: String,
    pub kind: OfferKind,
    pub stage: Stage,
    /// Since when it is at this stage.
    pub since: DateTime<Utc>,
    /// Central additional cashable savings in the final year, once they can be worked out.
    pub additional_final: Option<Pence>,
    pub final_year: Option<FinancialYear>,
    /// Who has to do something next.
    pub turn: &'static str,
}

#[derive(FromQueryResult)]
struct Row {
    reference: Option<String>,
    draft_reference: String,
    title: String,
    place_id: String,
    place_name: String,
    kind: String,
    stage: String,
    stage_since: DateTime<Utc>,
    starts: i32,
    years: i32,
    additional_final_pence: Option<i64>,
}

impl Offers<'_> {
    /// The offers that any of the viewer’s hats sees.
    pub async fn list(
        &self,
        viewer: &Viewer,
        filter: &Filter,
        paging: Paging,
    ) -> Result<OfferList, Refusal> {
        let hats = viewer.hats();
        let Some(sight) = within_sight(&hats) else {
            return Ok(OfferList::empty());
        };
        let wanted = filter.on(offers::Entity::find().filter(sight), sees_all(&hats));
        let counted = wanted
            .clone()
            .select_only()
            .column(offers::Column::Id)
            .limit(COUNTED + 1)
            .count(self.services.read())
            .await?;
        let rows = listed(wanted)
            .order_by_desc(offers::Column::UpdatedAt)
            .order_by_desc(offers::Column::Id)
            .limit(paging.size())
            .offset(paging.offset())
            .into_model::<Row>()
            .all(self.services.read())
            .await?;
        let total = if counted > COUNTED { COUNTED } else { counted };
        let more = counted > COUNTED;
        let full = u64::try_from(rows.len()).unwrap_or_default() == paging.size();
        Ok(OfferList {
            rows: rows
                .into_iter()
                .map(OfferRow::try_from)
                .collect::<Result<_, _>>()?,
            page: paging.page(),
            pages: paging.pages_at_least(total, more && full),
            total,
            more,
        })
    }
}

/// A list to keep, read batch by batch: however long it is, little of it is in memory at a time.
pub struct WholeList {
    services: Services,
    wanted: Option<Select<offers::Entity>>,
    /// The last offer that was read.
    after: Option<String>,
}

/// How many offers are read at a time.
const BATCH: u64 = 500;

impl Offers<'_> {
    /// Every offer that the list has pages of, in the order in which they were started.
    pub fn whole_list(&self, viewer: &Viewer, filter: &Filter) -> WholeList {
        let hats = viewer.hats();
        let wanted = within_sight(&hats)
            .map(|sight| filter.on(offers::Entity::find().filter(sight), sees_all(&hats)));
        WholeList {
            services: self.services.clone(),
            wanted,
            after: None,
        }
    }
}

impl WholeList {
    /// The next of them; none after the last.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn next(&mut self) -> Result<Option<Vec<OfferRow>>, Refusal> {
        let Some(mut wanted) = self.wanted.clone() else {
            return Ok(None);
        };
        if let Some(after) = &self.after {
            wanted = wanted.filter(offers::Column::Id.gt(after.as_str()));
        }
        let rows = listed(wanted)
            .column(offers::Column::Id)
            .order_by_asc(offers::Column::Id)
            .limit(BATCH)
            .into_model::<Numbered>()
            .all(self.services.read())
            .await?;
        self.after = rows.last().map(|row| row.id.clone());
        if rows.is_empty() {
            self.wanted = None;
            return Ok(None);
        }
        let rows = rows.into_iter().map(|row| row.row.try_into());
        Ok(Some(rows.collect::<Result<_, _>>()?))
    }
}

#[derive(FromQueryResult)]
struct Numbered {
    id: String,
    #[sea_orm(nested)]
    row: Row,
}

/// What a list shows of offers.
fn listed(wanted: Select<offers::Entity>) -> Select<offers::Entity> {
    wanted
        .select_only()
        .columns([
            offers::Column::Reference,
            offers::Column::DraftReference,
            offers::Column::Title,
            offers::Column::PlaceId,
            offers::Column::Kind,
            offers::Column::Stage,
            offers::Column::StageSince,
            offers::Column::Starts,
            offers::Column::Years,
            offers::Column::AdditionalFinalPence,
        ])
        .column_as(
            Expr::col(("place", organisations::Column::Name)),
            "place_name",
        )
        .join_as(JoinType::InnerJoin, place(), "place")
}

impl OfferList {
    const fn empty() -> Self {
        Self {
            rows: Vec::new(),
            page: 1,
            pages: 1,
            total: 0,
            more: false,
        }
    }
}

impl Filter {
    fn on(&self, mut query: Select<offers::Entity>, sees_all: bool) -> Select<offers::Entity> {
        if let Some(stage) = self.stage {
            let column = Expr::col((offers::Entity, offers::Column::Stage));
            query = query.filter(if sees_all {
                column.eq(stage.code())
            } else {
                // Who sees a few offers is found by them. SQLite would rather walk through all of that
                // stage, where an index leads it on: no index leads to a stage with nothing behind it.
                column.binary(BinOper::Custom("||"), "").eq(stage.code())
            });
        }
        if let Some(kind) = self.kind {
            query = query.filter(offers::Column::Kind.eq(kind.code()));
        }
        if let Some(place) = &self.place {
            query = query.filter(offers::Column::PlaceId.eq(clean(place.as_str())));
        }
        if let Some(theme) = self.theme {
            query = query.filter(offers::Column::Theme.eq(theme.code()));
        }
        if let Some(level) = self.level {
            query = query.filter(offers::Column::Level.eq(level.code()));
        }
        if let Some(region) = self.region {
            query = query.filter(offers::Column::PlaceId.in_subquery(places_in(region)));
        }
        if let Some(on) = &self.waits {
            query = query.filter(offers::Column::Id.in_subquery(waiting_on(on)));
        }
        match self.text.as_deref().map(clean) {
            Some(text) if !text.is_empty() => query.filter(says(&text)),
            _ => query,
        }
    }
}

fn places_in(region: Region) -> SelectStatement {
    organisations::Entity::find()
        .select_only()
        .column(organisations::Column::Id)
        .filter(organisations::Column::Region.eq(region.code()))
        .into_query()
}

/// The offers with a term that waits on somebody.
fn waiting_on(on: &WaitsOn) -> SelectStatement {
    let turns = turn::Entity::find()
        .select_only()
        .column(turn::Column::OfferId);
    let turns = match on {
        WaitsOn::Places => turns.filter(turn::Column::Side.eq(THE_PLACE)),
        WaitsOn::Champions => turns
            .filter(turn::Column::Side.eq(WHITEHALL))
            .filter(turn::Column::Waits.ne(POSITION)),
        WaitsOn::Department(code) => turns
            .filter(turn::Column::Side.eq(WHITEHALL))
            .filter(turn::Column::Waits.eq(POSITION))
            .filter(turn::Column::Party.eq(clean(code))),
    };
    turns.into_query()
}

/// Offers whose title holds the text, in any case, or that go by it.
fn says(text: &str) -> Condition {
    let escaped: String = text
        .to_lowercase()
        .chars()
        .flat_map(|letter| {
            let escape = matches!(letter, '%' | '_' | '\\').then_some('\\');
            escape.into_iter().chain([letter])
        })
        .collect();
    let title = Expr::expr(Func::lower(Expr::col((
        offers::Entity,
        offers::Column::Title,
    ))));
    let any = Condition::any().add(title.like(LikeExpr::new(format!("%{escaped}%")).escape('\\')));
    match text.parse::<Reference>() {
        // The name that a submitted offer had as a draft is nobody’s business outside its place.
        Ok(name) if name.is_draft() => any.add(
            Condition::all()
                .add(offers::Column::DraftReference.eq(name.to_string()))
                .add(offers::Column::Reference.is_null()),
        ),
        Ok(name) => any.add(offers::Column::Reference.eq(name.to_string())),
        Err(_) => any,
    }
}

impl TryFrom<Row> for OfferRow {
    type Error = Refusal;

    fn try_from(row: Row) -> Result<Self, Refusal> {
        let stage = known(&row.stage, Stage::from_code)?;
        Ok(Self {
            reference: name_of(row.reference.as_deref(), &row.draft_reference)?,
            title: row.title,
            place: row.place_id.into(),
            place_name: row.place_name,
            kind: known(&row.kind, OfferKind::from_code)?,
            stage,
            since: row.stage_since,
            additional_final: row
                .additional_final_pence
                .and_then(|pence| Pence::new(pence).ok()),
            // No start is given as the year 0, which no financial year has.
            final_year: FinancialYear::starting(row.starts + row.years - 1).ok(),
            turn: turn(stage),
        })
    }
}

/// Who has to do something next, in short. The stage’s own sentence says what.
const fn turn(stage: Stage) -> &'static str {
    match stage {
        Stage::Draft => "The place",
        Stage::Submitted | Stage::Settled => "The programme office",
        Stage::Negotiating => "Both sides",
        Stage::Signing => "The signatories",
        Stage::InForce => "Both sides",
        Stage::Signed
        | Stage::Completed
        | Stage::Terminated
        | Stage::Declined
        | Stage::Ended
        | Stage::Withdrawn => "Nobody",
    }
}
