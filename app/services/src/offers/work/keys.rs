//! Which things wait, before their words are known: one query over offers and answers, counted or cut to a page.

use sea_orm::{
    EntityTrait, FromQueryResult, JoinType, Order, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Alias, CaseStatement, Expr, ExprTrait, Query, SelectStatement, UnionType},
};

use super::hats::Hats;
use super::lines::{matter, offer};
use crate::offers::Paging;
use crate::store::{offers, partner_answers};

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub(super) struct Key {
    pub sort: String,
    pub id: String,
}

/// The two sorts of thing.
pub(super) const OFFER: &str = "offer";
pub(super) const ANSWER: &str = "answer";

/// Everything that waits for the person; none where no hat makes them wait for anything.
pub(super) fn for_me(hats: &Hats<'_>) -> Option<SelectStatement> {
    both(
        hats.offers_for_me().map(offer_keys),
        hats.answers_for_me().map(answer_keys),
    )
}

/// Everything that the person waits for.
pub(super) fn for_others(hats: &Hats<'_>) -> Option<SelectStatement> {
    both(
        hats.offers_for_others().map(offer_keys),
        hats.answers_for_others().map(answer_keys),
    )
}

/// How many there are, as a value within another query.
pub(super) fn number_of(keys: SelectStatement) -> Expr {
    let count = Query::select()
        .expr(Expr::cust("COUNT(*)"))
        .from_subquery(keys, Alias::new("waiting"))
        .take();
    count.into()
}

/// A page of them, the longest waiting first.
pub(super) fn page_of(keys: SelectStatement, paging: Paging) -> SelectStatement {
    Query::select()
        .columns(["sort", "id"])
        .from_subquery(keys, Alias::new("waiting"))
        .order_by("since", Order::Asc)
        .order_by("id", Order::Asc)
        .limit(paging.size())
        .offset(paging.offset())
        .take()
}

fn both(
    offers: Option<SelectStatement>,
    answers: Option<SelectStatement>,
) -> Option<SelectStatement> {
    match (offers, answers) {
        (Some(mut offers), Some(answers)) => Some(offers.union(UnionType::All, answers).take()),
        (Some(only), None) | (None, Some(only)) => Some(only),
        (None, None) => None,
    }
}

fn offer_keys(wanted: sea_orm::Condition) -> SelectStatement {
    offers::Entity::find()
        .select_only()
        .expr_as(Expr::cust(format!("'{OFFER}'")), "sort")
        .column_as(offers::Column::Id, "id")
        .column_as(offers::Column::StageSince, "since")
        .filter(wanted)
        .into_query()
}

fn answer_keys(wanted: sea_orm::Condition) -> SelectStatement {
    partner_answers::Entity::find()
        .select_only()
        .expr_as(Expr::cust(format!("'{ANSWER}'")), "sort")
        .column_as(partner_answers::Column::Id, "id")
        .expr_as(since(), "since")
        .join(JoinType::InnerJoin, offer())
        .join(JoinType::InnerJoin, matter())
        .filter(wanted)
        .into_query()
}

/// A refusal waits since it was given, a question since it was asked, for the last time.
fn since() -> CaseStatement {
    let answers = partner_answers::Entity;
    CaseStatement::new()
        .case(
            Expr::col((answers, partner_answers::Column::State))
                .eq(domain::offer::AnswerState::Declined.code()),
            Expr::col((answers, partner_answers::Column::AnsweredAt)),
        )
        .finally(Expr::col((answers, partner_answers::Column::InvitedAt)))
}
