//! Freedoms that were granted: those of agreements in force that anybody may read, for whoever drafts a similar one.

use chrono::NaiveDate;
use domain::offer::{Availability, Freedom, FreedomCategory, FreedomType, Key, Matter, MatterKind};
use domain::process::{Act, Reference, Stage, permit_any};
use sea_orm::sea_query::{Expr, ExprTrait, JoinType, Order, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition, FromQueryResult};

use super::Programme;
use crate::act::Doer;
use crate::offers::head::known;
use crate::offers::{Paging, Saved, posted};
use crate::refusal::allowed;
use crate::search::{Piece, Words, matching};
use crate::store::agreement::agreement;
use crate::store::programme::precedent::{Column, Entity as Precedents};
use crate::store::programme::search_entry::{Column as Entry, Entity as Entries};
use crate::store::{offers, organisations};
use crate::{Refusal, Viewer};

/// Beyond so many a list says “more than”.
const COUNTED: u64 = 300;

/// Which freedoms to list; all that were granted where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PrecedentFilter {
    pub kind: Option<FreedomType>,
    /// Words that it says.
    pub text: Option<String>,
}

/// A freedom that was granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precedent {
    /// The agreement that grants it.
    pub reference: Reference,
    pub place_name: String,
    pub key: Key,
    pub term: u32,
    pub kind: FreedomType,
    pub category: Option<FreedomCategory>,
    /// With the words looked for marked.
    pub title: Vec<Piece>,
    pub barrier: Vec<Piece>,
    pub conditions: Vec<Piece>,
    pub legal_basis: String,
    /// The codes of those who granted it.
    pub departments: Vec<String>,
    pub since: NaiveDate,
}

/// A page of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrecedentList {
    pub rows: Vec<Precedent>,
    pub page: u64,
    pub pages: u64,
    /// Counted to three hundred.
    pub total: u64,
}

#[derive(FromQueryResult)]
struct Row {
    reference: String,
    place_name: String,
    matter_slug: String,
    term: i32,
    kind: String,
    category: String,
    content: String,
    in_force_since: NaiveDate,
}

#[derive(FromQueryResult)]
struct Total {
    total: i64,
}

impl Programme<'_> {
    /// Freedoms that were granted, those in force last first. Two statements.
    ///
    /// # Errors
    /// `SignIn`, and those of the store.
    pub async fn precedents(
        &self,
        viewer: &Viewer,
        filter: &PrecedentFilter,
        paging: Paging,
    ) -> Result<PrecedentList, Refusal> {
        allowed(permit_any(&viewer.hats(), Act::ReadPrecedents, None).verdict)?;
        let words = Words::of(filter.text.as_deref().unwrap_or_default());
        let wanted = self.wanted(filter, &words);
        let db = self.services.read();
        let backend = db.get_database_backend();
        let counted = Query::select()
            .expr_as(Expr::cust("COUNT(*)"), "total")
            .from_subquery(
                wanted
                    .clone()
                    .expr_as(Expr::cust("1"), "one")
                    .limit(COUNTED)
                    .take(),
                "found",
            )
            .take();
        let total = Total::find_by_statement(backend.build(&counted))
            .one(db)
            .await?;
        let total = total.map_or(0, |one| u64::try_from(one.total).unwrap_or_default());
        let mut page = wanted;
        columns(&mut page)
            .order_by(
                (agreement::Entity, agreement::Column::InForceSince),
                Order::Desc,
            )
            .order_by((offers::Entity, offers::Column::Reference), Order::Asc)
            .order_by((Precedents, Column::Term), Order::Asc)
            .limit(paging.size())
            .offset(paging.offset());
        let rows = Row::find_by_statement(backend.build(&page)).all(db).await?;
        Ok(PrecedentList {
            rows: rows
                .into_iter()
                .map(|row| Precedent::of(row, &words))
                .collect::<Result<_, _>>()?,
            page: paging.page(),
            pages: paging.pages(total),
            total,
        })
    }

    /// Adds a freedom to a draft with the wording of one that was granted, beside all that stands there. What depends on
    /// it, and from when, is the place’s own to say.
    ///
    /// # Errors
    /// Not found where it is not among the precedents; those of adding to an offer.
    pub async fn carry_over(
        &self,
        doer: &Doer,
        draft: &Reference,
        from: &Reference,
        key: &Key,
    ) -> Result<Saved, Refusal> {
        let viewer = doer.person().ok_or(Refusal::SignIn)?;
        let viewer = self.services.viewer(viewer).await?.ok_or(Refusal::SignIn)?;
        let offers = self.services.offers();
        let view = offers.read(&viewer, draft).await?;
        doer.may(Act::AddMatter, Some(&view.facts))?;
        let mut wanted = self.wanted(&PrecedentFilter::default(), &Words::of(""));
        columns(&mut wanted)
            .and_where(offers::Column::Reference.eq(from.to_string()))
            .and_where(Column::MatterSlug.eq(key.as_str().replace('\0', "")))
            .limit(1);
        let db = self.services.read();
        let row = Row::find_by_statement(db.get_database_backend().build(&wanted))
            .one(db)
            .await?
            .ok_or(Refusal::NotFound)?;
        let granted: Freedom = serde_json::from_str(&row.content)?;
        let around = view.proposal.around();
        let source = format!(
            "Granted to {} in agreement {}, term {}",
            row.place_name, row.reference, row.term
        );
        let freedom = Freedom {
            available: Some(Availability::NotYet),
            theme: view
                .proposal
                .scope()
                .theme
                .filter(|_| view.kind.needs_theme()),
            source,
            title: granted.title,
            kind: granted.kind,
            category: granted.category,
            departments: granted.departments,
            barrier: granted.barrier,
            legal_basis: granted.legal_basis,
            conditions: granted.conditions,
            ..Freedom::default()
        };
        let form = posted(&Matter::Freedom(freedom), &around);
        offers.add(doer, draft, MatterKind::Freedom, &form).await
    }

    /// The freedoms of agreements in force that nothing holds back.
    fn wanted(&self, filter: &PrecedentFilter, words: &Words) -> SelectStatement {
        let backend = self.services.read().get_database_backend();
        let mut query = if words.is_empty() {
            let mut query = Query::select();
            query
                .from(Precedents)
                .join(
                    JoinType::InnerJoin,
                    offers::Entity,
                    Expr::col((offers::Entity, offers::Column::Id))
                        .equals((Precedents, Column::OfferId)),
                )
                .join(
                    JoinType::InnerJoin,
                    agreement::Entity,
                    Expr::col((agreement::Entity, agreement::Column::OfferId))
                        .equals((Precedents, Column::OfferId)),
                );
            query
        } else {
            let mut query = matching(backend, words, None);
            query
                .join(
                    JoinType::InnerJoin,
                    Precedents,
                    Condition::all()
                        .add(
                            Expr::col((Precedents, Column::OfferId))
                                .equals((Entries, Entry::OfferId)),
                        )
                        .add(
                            Expr::col((Precedents, Column::MatterSlug))
                                .equals((Entries, Entry::Slug)),
                        ),
                )
                .and_where(Entry::Kind.eq("precedent"));
            query
        };
        query
            .join_as(
                JoinType::InnerJoin,
                organisations::Entity,
                "place",
                Expr::col(("place", organisations::Column::Id))
                    .equals((offers::Entity, offers::Column::PlaceId)),
            )
            .and_where(offers::Column::Stage.eq(Stage::InForce.code()))
            .cond_where(
                Condition::any()
                    .add(agreement::Column::EmbargoUntil.is_null())
                    .add(agreement::Column::EmbargoUntil.lte(self.services.today())),
            );
        if let Some(kind) = filter.kind {
            query.and_where(Column::Kind.eq(kind.code()));
        }
        query
    }
}

fn columns(query: &mut SelectStatement) -> &mut SelectStatement {
    query
        .column((offers::Entity, offers::Column::Reference))
        .expr_as(
            Expr::col(("place", organisations::Column::Name)),
            "place_name",
        )
        .columns([
            (Precedents, Column::MatterSlug),
            (Precedents, Column::Term),
            (Precedents, Column::Kind),
            (Precedents, Column::Category),
            (Precedents, Column::Content),
        ])
        .column((agreement::Entity, agreement::Column::InForceSince))
}

impl Precedent {
    fn of(row: Row, words: &Words) -> Result<Self, Refusal> {
        let freedom: Freedom = serde_json::from_str(&row.content)?;
        Ok(Self {
            reference: row.reference.parse().map_err(Refusal::broken)?,
            place_name: row.place_name,
            key: Key::new(row.matter_slug),
            term: u32::try_from(row.term).map_err(Refusal::broken)?,
            kind: known(&row.kind, FreedomType::from_code)?,
            category: FreedomCategory::from_code(&row.category),
            title: words.mark(freedom.title.trim()),
            barrier: words.mark(freedom.barrier.trim()),
            conditions: words.mark(freedom.conditions.trim()),
            legal_basis: freedom.legal_basis,
            departments: freedom.departments,
            since: row.in_force_since,
        })
    }
}
