//! Search over offers, what they say, talk, files, people and agreements: for each reader what they could read anyway.
//!
//! Both databases are asked for the same words, drawn from what was typed here: no operator reaches them. What somebody
//! may see stands in the same statement as the words, so that neither a page nor a count tells of anything else. The
//! number of statements is always the same.

mod found;
mod sight;
mod words;

use domain::process::Act;
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Order, Query, SelectStatement};
use sea_orm::{ColumnTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};

use crate::offers::Paging;
use crate::offers::sight::{sees_all, within_sight};
use crate::refusal::allowed;
use crate::store::agreement::agreement;
use crate::store::negotiation::term;
use crate::store::programme::search_entry::{Column as Entry, Entity as Entries};
use crate::store::{offers, organisations};
use crate::{Refusal, Services, Viewer};

pub use found::{Found, FoundKind, Piece};
pub(crate) use words::Words;

/// Beyond so many a search says “more than”.
const COUNTED: u64 = 200;
/// Whoever sees no more offers than these is led to them; the others read along the words.
const FEW: u64 = 100;

/// What came of a search, a page of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchResults {
    /// What was written last comes first.
    pub found: Vec<Found>,
    pub page: u64,
    pub pages: u64,
    pub total: u64,
    /// Whether there are more than `total`.
    pub more: bool,
    /// Whether there was any word to look for.
    pub asked: bool,
}

impl Services {
    /// What somebody may see that says these words, of one kind or of all. Three statements.
    ///
    /// # Errors
    /// `SignIn`, and those of the store.
    pub async fn search(
        &self,
        viewer: &Viewer,
        typed: &str,
        kind: Option<FoundKind>,
        paging: Paging,
    ) -> Result<SearchResults, Refusal> {
        let hats = viewer.hats();
        allowed(domain::process::permit_any(&hats, Act::Search, None).verdict)?;
        let words = Words::of(typed);
        if words.is_empty() {
            return Ok(SearchResults {
                found: Vec::new(),
                page: 1,
                pages: 1,
                total: 0,
                more: false,
                asked: false,
            });
        }
        let db = self.read();
        let near = self.near(viewer).await?;
        let mut wanted = matching(db.get_database_backend(), &words, near.as_deref());
        wanted.cond_where(sight::of(&hats, self.today()));
        if let Some(kind) = kind {
            wanted.and_where(Entry::Kind.eq(kind.code()));
        }
        newest(&mut wanted);
        let all: Vec<i64> = Number::find_by_statement(db.get_database_backend().build(&wanted))
            .all(db)
            .await?
            .into_iter()
            .map(|row| row.seq)
            .collect();
        let more = all.len() as u64 > COUNTED;
        let total = std::cmp::min(all.len() as u64, COUNTED);
        let pages = paging.pages(total);
        let page = std::cmp::min(paging.page(), pages);
        let from = usize::try_from((page - 1) * paging.size()).unwrap_or(usize::MAX);
        let here: Vec<i64> = all
            .into_iter()
            .take(usize::try_from(COUNTED).unwrap_or(usize::MAX))
            .skip(from)
            .take(usize::try_from(paging.size()).unwrap_or_default())
            .collect();
        Ok(SearchResults {
            found: found::of(db, here, &words).await?,
            page,
            pages,
            total,
            more,
            asked: true,
        })
    }

    /// By what the index leads somebody to the few offers that they see; none where they see many.
    async fn near(&self, viewer: &Viewer) -> Result<Option<Vec<String>>, Refusal> {
        let hats = viewer.hats();
        let ids: Vec<String> = match within_sight(&hats) {
            None => Vec::new(),
            Some(_) if sees_all(&hats) => return Ok(None),
            Some(sight) => {
                offers::Entity::find()
                    .select_only()
                    .column(offers::Column::Id)
                    .filter(sight)
                    .limit(FEW + 1)
                    .into_tuple()
                    .all(self.read())
                    .await?
            }
        };
        if ids.len() as u64 > FEW {
            return Ok(None);
        }
        let own = hats
            .iter()
            .map(|hat| format!("g{}", bare(hat.organisation.as_str())));
        let near = ids.iter().map(|id| format!("o{}", bare(id)));
        Ok(Some(
            near.chain(own).chain(["zpublic".to_owned()]).collect(),
        ))
    }
}

/// Those written last, no more than are counted.
fn newest(wanted: &mut SelectStatement) {
    wanted
        .expr_as(Expr::col((Entries, Entry::Seq)), "seq")
        .order_by((Entries, Entry::Seq), Order::Desc)
        .limit(COUNTED + 1);
}

#[derive(FromQueryResult)]
struct Number {
    seq: i64,
}

/// An id as one word.
fn bare(id: &str) -> String {
    id.chars().filter(|letter| *letter != '-').collect()
}

/// The entries that say the words, with the offers and organisations that they belong to. Each database in its own way,
/// and nowhere else.
pub(crate) fn matching(
    backend: DbBackend,
    words: &Words,
    near: Option<&[String]>,
) -> SelectStatement {
    let mut query = Query::select();
    if backend == DbBackend::Postgres {
        query.from(Entries).and_where(Expr::cust_with_values(
            "search_entries.words @@ to_tsquery('simple', $1)",
            [words.for_postgres()],
        ));
    } else {
        query
            .from("search_words")
            .join(
                JoinType::InnerJoin,
                Entries,
                Expr::cust("search_entries.seq = search_words.rowid"),
            )
            .and_where(Expr::cust_with_values(
                "search_words MATCH ?",
                [words.for_sqlite(near)],
            ));
    }
    join_around(&mut query);
    query
}

/// The tables that decide who may see an entry.
fn join_around(query: &mut SelectStatement) {
    query
        .join(
            JoinType::LeftJoin,
            offers::Entity,
            Expr::col((offers::Entity, offers::Column::Id)).equals((Entries, Entry::OfferId)),
        )
        .join(
            JoinType::LeftJoin,
            agreement::Entity,
            Expr::col((agreement::Entity, agreement::Column::OfferId))
                .equals((Entries, Entry::OfferId)),
        )
        .join(
            JoinType::LeftJoin,
            organisations::Entity,
            Expr::col((organisations::Entity, organisations::Column::Id))
                .equals((Entries, Entry::OrganisationId)),
        );
}
