//! How much waits, as far as anybody counts, and which of it stands on a page.

use sea_orm::{
    ConnectionTrait, FromQueryResult,
    sea_query::{Expr, Query, SelectStatement},
};

use super::keys::{Key, number_of, page_of};
use crate::Refusal;
use crate::offers::{Offers, Paging};

/// Nobody counts further: who has more to do than this does not plan by the number.
pub const COUNTED_TO: u64 = 100;

/// A page of what waits.
pub(super) struct Found {
    pub keys: Vec<Key>,
    /// Up to [`COUNTED_TO`].
    pub total: u64,
    pub pages: u64,
    /// Whether there is another page.
    goes_on: bool,
}

impl Found {
    const fn none() -> Self {
        Self {
            keys: Vec::new(),
            total: 0,
            pages: 1,
            goes_on: false,
        }
    }
}

impl Offers<'_> {
    /// A page of each sort. What fits its first page is counted by being there; the others take one statement more for
    /// all of them.
    pub(super) async fn found<const N: usize>(
        &self,
        sorts: [(Option<SelectStatement>, Paging); N],
    ) -> Result<[Found; N], Refusal> {
        let mut found = [const { Found::none() }; N];
        let mut uncounted = [const { None }; N];
        for (((keys, paging), page), open) in sorts.iter().zip(&mut found).zip(&mut uncounted) {
            page.keys = self.keys(keys.clone(), *paging).await?;
            page.goes_on = page.keys.len() > paging.rows();
            page.keys.truncate(paging.rows());
            page.total = u64::try_from(page.keys.len()).unwrap_or(COUNTED_TO);
            if page.goes_on || paging.page() > 1 {
                open.clone_from(keys);
            }
        }
        let is_counted = uncounted.each_ref().map(Option::is_some);
        let counts = self.count(uncounted).await?;
        for (page, (count, _)) in found
            .iter_mut()
            .zip(counts.into_iter().zip(is_counted))
            .filter(|(_, (_, is_counted))| *is_counted)
        {
            page.total = count;
        }
        for (page, (_, paging)) in found.iter_mut().zip(&sorts) {
            let pages = paging.pages_at_least(page.total, page.goes_on);
            page.pages = if page.keys.is_empty() {
                pages
            } else {
                pages.max(paging.page())
            };
        }
        Ok(found)
    }

    /// How many there are of each, in one statement, up to [`COUNTED_TO`]; none where there is nothing to count.
    pub(super) async fn count<const N: usize>(
        &self,
        sorts: [Option<SelectStatement>; N],
    ) -> Result<[u64; N], Refusal> {
        let mut counts = [0; N];
        if sorts.iter().all(Option::is_none) {
            return Ok(counts);
        }
        let mut query = Query::select();
        for (position, keys) in sorts.into_iter().enumerate() {
            let number = keys.map_or_else(
                || Expr::cust("CAST(0 AS BIGINT)"),
                |keys| number_of(keys, COUNTED_TO),
            );
            query.expr_as(number, format!("number_{position}"));
        }
        if let Some(row) = self.services.read().query_one(&query).await? {
            for (position, count) in counts.iter_mut().enumerate() {
                let number: i64 = row.try_get("", &format!("number_{position}"))?;
                *count = u64::try_from(number).unwrap_or_default();
            }
        }
        Ok(counts)
    }

    /// The keys of a page, and one more where there is another page.
    async fn keys(
        &self,
        keys: Option<SelectStatement>,
        paging: Paging,
    ) -> Result<Vec<Key>, Refusal> {
        let Some(keys) = keys else {
            return Ok(Vec::new());
        };
        let rows = self
            .services
            .read()
            .query_all(&page_of(keys, paging))
            .await?;
        let keys = rows.iter().map(|row| Key::from_query_result(row, ""));
        Ok(keys.collect::<Result<_, _>>()?)
    }
}
