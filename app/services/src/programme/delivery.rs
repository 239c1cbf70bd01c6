//! The milestones and returns behind the figures of the portfolio, of the same part of it.

use chrono::NaiveDate;
use domain::delivery::soon;
use domain::process::{Act, Reference, Stage, permit_any};
use sea_orm::{FromQueryResult, Value};

use super::Programme;
use super::added_up::number;
use super::cut::Cut;
use super::figures::rows;
use crate::delivery::Trouble;
use crate::offers::Paging;
use crate::refusal::allowed;
use crate::{Refusal, Viewer};

/// Why a return is looked at over all agreements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReturnTrouble {
    /// Its day is over, and it was not submitted.
    Missing,
    Queried,
}

impl ReturnTrouble {
    pub const ALL: [Self; 2] = [Self::Missing, Self::Queried];

    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Queried => "queried",
        }
    }

    pub const fn label(self) -> &'static str {
        match self {
            Self::Missing => "Missing",
            Self::Queried => "Queried",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

/// One milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneRow {
    pub reference: Reference,
    pub place_name: String,
    /// Its name in addresses, below `/offers/{ref}/delivery/milestones/`.
    pub slug: String,
    pub title: String,
    pub owner: String,
    pub due: NaiveDate,
    pub forecast: Option<NaiveDate>,
}

/// A page of them, the earliest due first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MilestoneList {
    pub rows: Vec<MilestoneRow>,
    pub total: u64,
    pub page: u64,
    pub pages: u64,
}

/// One return.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnRow {
    pub reference: Reference,
    pub place_name: String,
    /// Of its period, as it stands in addresses.
    pub code: String,
    pub first_day: NaiveDate,
    pub last_day: NaiveDate,
    pub due: NaiveDate,
}

/// A page of them, the earliest due first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnList {
    pub rows: Vec<ReturnRow>,
    pub total: u64,
    pub page: u64,
    pub pages: u64,
}

#[derive(FromQueryResult)]
struct Total {
    total: i64,
}

#[derive(FromQueryResult)]
struct Milestone {
    reference: String,
    place_name: String,
    slug: String,
    title: String,
    owner_name: String,
    due: NaiveDate,
    forecast: Option<NaiveDate>,
}

#[derive(FromQueryResult)]
struct Return {
    reference: String,
    place_name: String,
    code: String,
    first_day: NaiveDate,
    last_day: NaiveDate,
    due_on: NaiveDate,
}

/// Milestones `m` of offers `o` that are so today.
pub(super) fn late(trouble: Trouble, today: NaiveDate, values: &mut Vec<Value>) -> String {
    values.push(today.into());
    let now = values.len();
    let when = match trouble {
        Trouble::Late => format!("m.due < ${now}"),
        Trouble::Slipping => format!("m.due >= ${now} AND m.slip > 0"),
        Trouble::DueSoon => {
            values.push(soon(today).into());
            format!("m.due >= ${now} AND m.due <= ${} AND m.slip = 0", now + 1)
        }
    };
    format!(
        "m.stands = TRUE AND o.stage = '{}' AND {when}",
        Stage::InForce.code()
    )
}

/// Returns `r` of offers `o` that are so today.
pub(super) fn wanting(trouble: ReturnTrouble, today: NaiveDate, values: &mut Vec<Value>) -> String {
    match trouble {
        ReturnTrouble::Missing => {
            values.push(today.into());
            format!(
                "r.state = 'open' AND r.due_on < ${} AND o.stage = '{}'",
                values.len(),
                Stage::InForce.code()
            )
        }
        ReturnTrouble::Queried => "r.state = 'queried'".to_owned(),
    }
}

impl Programme<'_> {
    /// The milestones behind a figure. Two statements.
    ///
    /// # Errors
    /// Not found for those who do not read the programme’s pages.
    pub async fn milestones(
        &self,
        viewer: &Viewer,
        cut: Cut,
        trouble: Trouble,
        paging: Paging,
    ) -> Result<MilestoneList, Refusal> {
        allowed(permit_any(&viewer.hats(), Act::ReadProgramme, None).verdict)?;
        let (among, mut values) = cut.offers();
        let so = late(trouble, self.services.today(), &mut values);
        let from = format!("FROM milestones m JOIN offers o ON o.id = m.offer_id{among} AND {so}");
        let total = self.total(&from, &values).await?;
        let found: Vec<Milestone> = rows(
            self.services.read(),
            format!(
                "SELECT o.reference AS reference, p.name AS place_name, m.slug AS slug, m.title AS title, \
                 m.owner_name AS owner_name, m.due AS due, m.forecast AS forecast {from} \
                 ORDER BY m.due, o.reference, m.slug LIMIT {} OFFSET {}",
                paging.size(),
                paging.offset()
            ),
            values,
        )
        .await?;
        let found = found.into_iter().map(|row| {
            Ok(MilestoneRow {
                reference: row.reference.parse().map_err(Refusal::broken)?,
                place_name: row.place_name,
                slug: row.slug,
                title: row.title,
                owner: row.owner_name,
                due: row.due,
                forecast: row.forecast,
            })
        });
        Ok(MilestoneList {
            rows: found.collect::<Result<_, Refusal>>()?,
            total,
            page: paging.page(),
            pages: paging.pages(total),
        })
    }

    /// The returns behind a figure. Two statements.
    ///
    /// # Errors
    /// Not found for those who do not read the programme’s pages.
    pub async fn returns(
        &self,
        viewer: &Viewer,
        cut: Cut,
        trouble: ReturnTrouble,
        paging: Paging,
    ) -> Result<ReturnList, Refusal> {
        allowed(permit_any(&viewer.hats(), Act::ReadProgramme, None).verdict)?;
        let (among, mut values) = cut.offers();
        let so = wanting(trouble, self.services.today(), &mut values);
        let from = format!("FROM returns r JOIN offers o ON o.id = r.offer_id{among} AND {so}");
        let total = self.total(&from, &values).await?;
        let found: Vec<Return> = rows(
            self.services.read(),
            format!(
                "SELECT o.reference AS reference, p.name AS place_name, r.code AS code, \
                 r.first_day AS first_day, r.last_day AS last_day, r.due_on AS due_on {from} \
                 ORDER BY r.due_on, o.reference, r.code LIMIT {} OFFSET {}",
                paging.size(),
                paging.offset()
            ),
            values,
        )
        .await?;
        let found = found.into_iter().map(|row| {
            Ok(ReturnRow {
                reference: row.reference.parse().map_err(Refusal::broken)?,
                place_name: row.place_name,
                code: row.code,
                first_day: row.first_day,
                last_day: row.last_day,
                due: row.due_on,
            })
        });
        Ok(ReturnList {
            rows: found.collect::<Result<_, Refusal>>()?,
            total,
            page: paging.page(),
            pages: paging.pages(total),
        })
    }

    async fn total(&self, from: &str, values: &[Value]) -> Result<u64, Refusal> {
        let sql = format!("SELECT COUNT(*) AS total {from}");
        let found: Vec<Total> = rows(self.services.read(), sql, values.to_vec()).await?;
        Ok(found.first().map_or(0, |one| number(one.total)))
    }
}
