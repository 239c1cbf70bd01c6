//! Which things wait, before their words are known: one query over offers, answers and terms, counted or cut to a page.

use sea_orm::{
    Condition, EntityTrait, FromQueryResult, JoinType, Order, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Alias, CaseStatement, Expr, ExprTrait, Query, SelectStatement, UnionType},
};

use super::hats::Hats;
use super::lines::{matter, offer};
use super::mention_lines::mention_keys;
use super::sheet_lines::sheet_keys;
use super::term_lines::offer_of_turn;
use crate::offers::Paging;
use crate::store::negotiation::{ProposalColumn, SeenProposals, turn};
use crate::store::{offers, partner_answers};

/// One thing that waits.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub(super) struct Key {
    pub sort: String,
    pub id: String,
}

/// The sorts of thing.
pub(super) const OFFER: &str = "offer";
pub(super) const ANSWER: &str = "answer";
pub(super) const TERM: &str = "term";
pub(super) const WORDING: &str = "wording";
pub(super) const NOBODY: &str = "nobody";
pub(super) const MENTION: &str = "mention";
pub(super) const SHEET: &str = "sheet";

/// Everything that waits for the person; none where no hat makes them wait for anything.
pub(super) fn for_me(hats: &Hats<'_>) -> Option<SelectStatement> {
    all_of([
        hats.offers_for_me().map(offer_keys),
        hats.answers_for_me().map(answer_keys),
        hats.turns_for_me().map(turn_keys),
        hats.wording_for_me().map(wording_keys),
        hats.nobody_yet().map(nobody_keys),
        hats.mentions_for_me()
            .map(|waiting| mention_keys(waiting, MENTION)),
        hats.signatures_for_me()
            .map(|wanted| sheet_keys(wanted, SHEET)),
    ])
}

/// Everything that the person waits for.
pub(super) fn for_others(hats: &Hats<'_>) -> Option<SelectStatement> {
    all_of([
        hats.offers_for_others().map(offer_keys),
        hats.answers_for_others().map(answer_keys),
        hats.turns_for_others().map(gathered_keys),
    ])
}

/// How many there are, as a value within another query. The database stops looking at the most.
pub(super) fn number_of(mut keys: SelectStatement, most: u64) -> Expr {
    let count = Query::select()
        .expr(Expr::cust("COUNT(*)"))
        .from_subquery(keys.limit(most).take(), Alias::new("waiting"))
        .take();
    count.into()
}

/// A page of them, the longest waiting first, and one more if there is another page.
pub(super) fn page_of(keys: SelectStatement, paging: Paging) -> SelectStatement {
    Query::select()
        .columns(["sort", "id"])
        .from_subquery(keys, Alias::new("waiting"))
        .order_by("since", Order::Asc)
        .order_by("id", Order::Asc)
        .limit(paging.size() + 1)
        .offset(paging.offset())
        .take()
}

fn all_of<const N: usize>(sorts: [Option<SelectStatement>; N]) -> Option<SelectStatement> {
    sorts
        .into_iter()
        .flatten()
        .reduce(|mut all, sort| all.union(UnionType::All, sort).take())
}

fn offer_keys(wanted: Condition) -> SelectStatement {
    offers::Entity::find()
        .select_only()
        .expr_as(Expr::cust(format!("'{OFFER}'")), "sort")
        .column_as(offers::Column::Id, "id")
        .column_as(offers::Column::StageSince, "since")
        .filter(wanted)
        .into_query()
}

fn answer_keys(wanted: Condition) -> SelectStatement {
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

fn turn_keys(wanted: Condition) -> SelectStatement {
    turn::Entity::find()
        .select_only()
        .expr_as(Expr::cust(format!("'{TERM}'")), "sort")
        .column_as(turn::Column::Id, "id")
        .column_as(turn::Column::Since, "since")
        .join(JoinType::InnerJoin, offer_of_turn())
        .filter(wanted)
        .into_query()
}

/// What several terms of one offer wait for in the same way stands there once, as the one that waits longest.
fn gathered_keys(wanted: Condition) -> SelectStatement {
    let turns = turn::Entity::find()
        .select_only()
        .column_as(turn::Column::Id, "id")
        .column_as(turn::Column::Since, "since")
        .expr_as(
            Expr::cust(
                "ROW_NUMBER() OVER (PARTITION BY term_turns.offer_id, term_turns.waits, term_turns.side, \
                 term_turns.party ORDER BY term_turns.since, term_turns.id)",
            ),
            "place",
        )
        .join(JoinType::InnerJoin, offer_of_turn())
        .filter(wanted)
        .into_query();
    Query::select()
        .expr_as(Expr::cust(format!("'{TERM}'")), "sort")
        .column("id")
        .column("since")
        .from_subquery(turns, Alias::new("gathered"))
        .and_where(Expr::col("place").eq(1))
        .take()
}

fn wording_keys(waiting: SeenProposals) -> SelectStatement {
    waiting
        .select_only()
        .expr_as(Expr::cust(format!("'{WORDING}'")), "sort")
        .column_as(ProposalColumn::Id, "id")
        .column_as(ProposalColumn::At, "since")
        .into_query()
}

/// Each offer once for each department, however many of its terms wait for it.
fn nobody_keys(wanted: Condition) -> SelectStatement {
    turn::Entity::find()
        .select_only()
        .expr_as(Expr::cust(format!("'{NOBODY}'")), "sort")
        .expr_as(
            Expr::cust("term_turns.offer_id || ' ' || term_turns.party"),
            "id",
        )
        .expr_as(
            Expr::col((turn::Entity, turn::Column::Since)).min(),
            "since",
        )
        .join(JoinType::InnerJoin, offer_of_turn())
        .filter(wanted)
        .group_by(turn::Column::OfferId)
        .group_by(turn::Column::Party)
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
