//! Your work: what waits for somebody, longest first, and what they wait for.

mod hats;
mod lines;

use chrono::{DateTime, Utc};
use domain::process::Reference;
use sea_orm::{
    ConnectionTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, ExprTrait, Query, SelectStatement},
};

use self::hats::{Hats, one_of};
use self::lines::{answer_lines, matter, offer, offer_lines};
use super::{Offers, Paging};
use crate::store::{offers, partner_answers};
use crate::{Refusal, Viewer};

/// The most things of one sort that are looked at.
const MOST: u64 = 100;

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

/// The number of rows of a query, as a value within another.
fn rows_in(query: SelectStatement) -> Expr {
    let count = Query::select()
        .expr(Expr::cust("COUNT(*)"))
        .from_subquery(query, "waiting")
        .take();
    count.into()
}
