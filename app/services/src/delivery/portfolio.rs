//! The milestones of all agreements in force that ask to be looked at.

use chrono::NaiveDate;
use domain::delivery::soon;
use domain::process::{Act, OrganisationId, Reference, Side, permit_any};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, JoinType, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, RelationDef, Select, sea_query::Expr,
};

use super::Delivery;
use crate::offers::Paging;
use crate::offers::head::{known, name_of, place};
use crate::refusal::allowed;
use crate::store::delivery::milestone;
use crate::store::{offers, organisations};
use crate::{Refusal, Viewer};

/// Why a milestone is looked at over all agreements: by its own dates alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    Late,
    /// Its own forecast lies after its day, which has not passed.
    Slipping,
    DueSoon,
}

impl Trouble {
    pub const ALL: [Self; 3] = [Self::Late, Self::Slipping, Self::DueSoon];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Slipping => "slipping",
            Self::DueSoon => "due-soon",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Late => "Late",
            Self::Slipping => "Slipping",
            Self::DueSoon => "Due in 30 days",
        }
    }

    /// The rows that are so on a day. Each asks one index.
    fn on(self, today: NaiveDate) -> Condition {
        let stands = Condition::all().add(milestone::Column::Stands.eq(true));
        match self {
            Self::Late => stands.add(milestone::Column::Due.lt(today)),
            Self::Slipping => stands
                .add(milestone::Column::Slip.gt(0))
                .add(milestone::Column::Due.gte(today)),
            Self::DueSoon => stands
                .add(milestone::Column::Due.gte(today))
                .add(milestone::Column::Due.lte(soon(today)))
                .add(milestone::Column::Slip.eq(0)),
        }
    }
}

/// Which of them somebody wants to see; the default is all that ask to be looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortfolioFilter {
    pub trouble: Option<Trouble>,
    pub owner: Option<OrganisationId>,
    pub side: Option<Side>,
    pub place: Option<OrganisationId>,
}

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortfolioRow {
    pub reference: Reference,
    pub offer_title: String,
    pub place_name: String,
    /// Its name in addresses, below `/offers/{ref}/delivery/milestones/`.
    pub slug: String,
    pub title: String,
    pub owner: String,
    pub side: Side,
    pub due: NaiveDate,
    pub forecast: Option<NaiveDate>,
    pub trouble: Trouble,
}

/// A page of them, the earliest due first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Portfolio {
    pub rows: Vec<PortfolioRow>,
    pub total: u64,
    pub page: u64,
    pub pages: u64,
}

/// How many there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PortfolioCounts {
    pub late: u64,
    pub slipping: u64,
    pub due_soon: u64,
}

#[derive(FromQueryResult)]
struct Row {
    reference: Option<String>,
    draft_reference: String,
    offer_title: String,
    place_name: String,
    slug: String,
    title: String,
    owner_name: String,
    side: String,
    due: NaiveDate,
    forecast: Option<NaiveDate>,
    slip: i32,
}

impl Delivery<'_> {
    /// Milestones over all agreements in force that are late, slipping or due soon. Two statements.
    ///
    /// # Errors
    /// What the table says of reading the programme’s pages.
    pub async fn portfolio(
        &self,
        viewer: &Viewer,
        filter: &PortfolioFilter,
        paging: Paging,
    ) -> Result<Portfolio, Refusal> {
        may_read(viewer)?;
        let db = self.services.read();
        let today = self.services.today();
        let wanted = wanted(filter, today);
        let total = wanted.clone().count(db).await?;
        let rows = wanted
            .select_only()
            .columns([offers::Column::Reference, offers::Column::DraftReference])
            .column_as(offers::Column::Title, "offer_title")
            .column_as(
                Expr::col(("place", organisations::Column::Name)),
                "place_name",
            )
            .columns([
                milestone::Column::Slug,
                milestone::Column::Title,
                milestone::Column::OwnerName,
                milestone::Column::Side,
                milestone::Column::Due,
                milestone::Column::Forecast,
                milestone::Column::Slip,
            ])
            .join_as(JoinType::InnerJoin, place(), "place")
            .order_by_asc(milestone::Column::Due)
            .order_by_asc(milestone::Column::Id)
            .limit(paging.size())
            .offset(paging.offset())
            .into_model::<Row>()
            .all(db)
            .await?;
        let rows = rows.into_iter().map(|row| {
            Ok(PortfolioRow {
                reference: name_of(row.reference.as_deref(), &row.draft_reference)?,
                offer_title: row.offer_title,
                place_name: row.place_name,
                slug: row.slug,
                title: row.title,
                owner: row.owner_name,
                side: known(&row.side, Side::from_code)?,
                due: row.due,
                forecast: row.forecast,
                trouble: if row.due < today {
                    Trouble::Late
                } else if row.slip > 0 {
                    Trouble::Slipping
                } else {
                    Trouble::DueSoon
                },
            })
        });
        Ok(Portfolio {
            rows: rows.collect::<Result<_, Refusal>>()?,
            total,
            page: paging.page(),
            pages: paging.pages(total),
        })
    }

    /// How many are late, slipping and due soon. Three statements.
    ///
    /// # Errors
    /// What the table says of reading the programme’s pages.
    pub async fn portfolio_counts(&self, viewer: &Viewer) -> Result<PortfolioCounts, Refusal> {
        may_read(viewer)?;
        let db = self.services.read();
        let today = self.services.today();
        let count = async |trouble: Trouble| {
            milestone::Entity::find()
                .filter(trouble.on(today))
                .count(db)
                .await
        };
        Ok(PortfolioCounts {
            late: count(Trouble::Late).await?,
            slipping: count(Trouble::Slipping).await?,
            due_soon: count(Trouble::DueSoon).await?,
        })
    }
}

fn may_read(viewer: &Viewer) -> Result<(), Refusal> {
    allowed(permit_any(&viewer.hats(), Act::ReadProgramme, None).verdict)
}

fn wanted(filter: &PortfolioFilter, today: NaiveDate) -> Select<milestone::Entity> {
    let offer: RelationDef = milestone::Entity::belongs_to(offers::Entity)
        .from(milestone::Column::OfferId)
        .to(offers::Column::Id)
        .into();
    let which = match filter.trouble {
        Some(trouble) => trouble.on(today),
        None => Trouble::ALL
            .into_iter()
            .fold(Condition::any(), |any, trouble| any.add(trouble.on(today))),
    };
    let mut query = milestone::Entity::find()
        .join(JoinType::InnerJoin, offer)
        .filter(which);
    if let Some(owner) = &filter.owner {
        query = query.filter(milestone::Column::OwnerOrganisation.eq(owner.as_str()));
    }
    if let Some(side) = filter.side {
        query = query.filter(milestone::Column::Side.eq(side.code()));
    }
    if let Some(place) = &filter.place {
        query = query.filter(offers::Column::PlaceId.eq(place.as_str()));
    }
    query
}
