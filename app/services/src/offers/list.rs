//! The list of offers that somebody sees: two statements, and the same cost however many offers there are.

use chrono::{DateTime, Utc};
use domain::money::{FinancialYear, Pence};
use domain::process::{OfferKind, OrganisationId, Reference, Stage};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
    sea_query::{BinOper, Expr, ExprTrait, Func, LikeExpr},
};

use super::head::{known, name_of, place};
use super::sight::{sees_all, within_sight};
use super::words::clean;
use super::{Offers, Paging};
use crate::store::{offers, organisations};
use crate::{Refusal, Viewer};

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
        let rows = wanted
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
        match self.text.as_deref().map(clean) {
            Some(text) if !text.is_empty() => query.filter(says(&text)),
            _ => query,
        }
    }
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
