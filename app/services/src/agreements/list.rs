//! Every agreement that anybody may read, and the versions of them that came into force: the same few statements
//! however many there are.

use chrono::{DateTime, NaiveDate, Utc};
use domain::agreement::Digest;
use domain::process::{OfferKind, Reference, Stage};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, RelationDef, Select, sea_query::Expr,
};

use super::Agreements;
use super::papers::{count, digest};
use crate::Refusal;
use crate::offers::Paging;
use crate::offers::head::{known, place};
use crate::store::agreement::{agreement, issue};
use crate::store::{offers, organisations};

/// How many entries the feed has.
const FEED: u64 = 50;

/// One page of the agreements that anybody may read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementList {
    /// Those that came into force last come first.
    pub rows: Vec<AgreementRow>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
}

/// One agreement in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementRow {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub kind: OfferKind,
    pub version: u32,
    pub stage: Stage,
    pub since: NaiveDate,
    pub until: NaiveDate,
    pub stopped_on: Option<NaiveDate>,
}

/// A version that came into force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedEntry {
    pub reference: Reference,
    pub title: String,
    pub place_name: String,
    pub version: u32,
    pub in_force_since: NaiveDate,
    /// When that was noted.
    pub updated: DateTime<Utc>,
    pub digest: Digest,
}

#[derive(FromQueryResult)]
struct Row {
    reference: String,
    title: String,
    place_name: String,
    kind: String,
    stage: String,
    current: i32,
    in_force_since: NaiveDate,
    in_force_until: NaiveDate,
    stopped_on: Option<NaiveDate>,
}

#[derive(FromQueryResult)]
struct Version {
    reference: String,
    title: String,
    place_name: String,
    version: i32,
    in_force_since: NaiveDate,
    in_force_at: DateTime<Utc>,
    digest: String,
}

impl Agreements<'_> {
    /// The agreements that anybody may read, the newest first. Two statements.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn list(&self, paging: Paging) -> Result<AgreementList, Refusal> {
        let db = self.services.read();
        let wanted = published(self.services.today());
        let total = wanted.clone().count(db).await?;
        let rows = named(wanted)
            .columns([
                agreement::Column::Current,
                agreement::Column::InForceSince,
                agreement::Column::InForceUntil,
                agreement::Column::StoppedOn,
            ])
            .columns([offers::Column::Kind, offers::Column::Stage])
            .order_by_desc(agreement::Column::InForceSince)
            .order_by_asc(offers::Column::Reference)
            .limit(paging.size())
            .offset(paging.offset())
            .into_model::<Row>()
            .all(db)
            .await?;
        Ok(AgreementList {
            rows: rows
                .into_iter()
                .map(AgreementRow::of)
                .collect::<Result<_, _>>()?,
            page: paging.page(),
            pages: paging.pages(total),
            total,
        })
    }

    /// The newest versions that came into force and that anybody may read, for a feed. One statement.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn feed(&self) -> Result<Vec<FeedEntry>, Refusal> {
        let issued: RelationDef = agreement::Entity::belongs_to(issue::Entity)
            .from(agreement::Column::OfferId)
            .to(issue::Column::OfferId)
            .into();
        let rows = named(published(self.services.today()))
            .columns([
                issue::Column::Version,
                issue::Column::InForceSince,
                issue::Column::InForceAt,
                issue::Column::Digest,
            ])
            .join(JoinType::InnerJoin, issued)
            .filter(issue::Column::InForceAt.is_not_null())
            .order_by_desc(issue::Column::InForceAt)
            .order_by_asc(issue::Column::Id)
            .limit(FEED)
            .into_model::<Version>()
            .all(self.services.read())
            .await?;
        rows.into_iter()
            .map(|row| {
                Ok(FeedEntry {
                    reference: row.reference.parse().map_err(Refusal::broken)?,
                    title: row.title,
                    place_name: row.place_name,
                    version: count(row.version)?,
                    in_force_since: row.in_force_since,
                    updated: row.in_force_at,
                    digest: digest(&row.digest)?,
                })
            })
            .collect()
    }
}

impl AgreementRow {
    fn of(row: Row) -> Result<Self, Refusal> {
        Ok(Self {
            reference: row.reference.parse().map_err(Refusal::broken)?,
            title: row.title,
            place_name: row.place_name,
            kind: known(&row.kind, OfferKind::from_code)?,
            version: count(row.current)?,
            stage: known(&row.stage, Stage::from_code)?,
            since: row.in_force_since,
            until: row.in_force_until,
            stopped_on: row.stopped_on,
        })
    }
}

/// In force, or once was, and not held back: what `OfferFacts::is_published` says of one.
fn published(today: NaiveDate) -> Select<agreement::Entity> {
    let offer: RelationDef = agreement::Entity::belongs_to(offers::Entity)
        .from(agreement::Column::OfferId)
        .to(offers::Column::Id)
        .into();
    let public = Stage::ALL.iter().filter(|stage| stage.is_public());
    let held_back = Condition::any()
        .add(agreement::Column::EmbargoUntil.is_null())
        .add(agreement::Column::EmbargoUntil.lte(today));
    agreement::Entity::find()
        .join(JoinType::InnerJoin, offer)
        .filter(agreement::Column::InForceSince.is_not_null())
        .filter(offers::Column::Stage.is_in(public.map(|stage| stage.code())))
        .filter(held_back)
}

fn named(wanted: Select<agreement::Entity>) -> Select<agreement::Entity> {
    wanted
        .select_only()
        .columns([offers::Column::Reference, offers::Column::Title])
        .column_as(
            Expr::col(("place", organisations::Column::Name)),
            "place_name",
        )
        .join_as(JoinType::InnerJoin, place(), "place")
}
