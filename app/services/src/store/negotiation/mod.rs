//! The rows of a negotiation. Positions and proposals stand in rooms: they are read only through the functions here,
//! each of which asks for the rooms of who reads, and their entities are known to nobody else. Terms, their versions
//! and barriers are for everybody who sees the offer.

pub mod barrier;
pub mod barrier_version;
mod position;
mod proposal;
pub mod reminder;
pub mod term;
pub mod turn;
pub mod version;

use domain::negotiation::{ProposalState, Stance};
use domain::process::{Room, Rooms};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, IdenStatic,
    IntoActiveModel, Iterable, JoinType, QueryFilter, QueryOrder, QuerySelect, RelationDef, Select,
    UpdateMany,
    sea_query::{Expr, ExprTrait, Order, Query, SelectStatement, SubQueryStatement},
};

use super::{offers, organisations, people};

use position::Entity as Positions;
use proposal::Entity as Proposals;

pub use position::{Column as PositionColumn, Model as PositionRow};
pub use proposal::{ActiveModel as ProposalChange, Column as ProposalColumn, Model as ProposalRow};

/// Positions that somebody may read.
pub type SeenPositions = Select<Positions>;
/// Proposals that somebody may read.
pub type SeenProposals = Select<Proposals>;

/// The positions of these terms that stand in one of these rooms.
pub fn positions<'a>(terms: impl IntoIterator<Item = &'a str>, rooms: Rooms) -> SeenPositions {
    Positions::find()
        .filter(PositionColumn::TermId.is_in(terms))
        .filter(PositionColumn::Room.is_in(codes(rooms)))
}

/// The positions on the terms of an offer as they stand: on the current version, since the term was last opened.
pub fn standing_positions(offer_id: &str, rooms: Rooms) -> SeenPositions {
    Positions::find()
        .join(JoinType::InnerJoin, term_of_position())
        .filter(term::Column::OfferId.eq(offer_id))
        .filter(
            Expr::col((Positions, PositionColumn::Version))
                .equals((term::Entity, term::Column::Current)),
        )
        .filter(
            Expr::col((Positions, PositionColumn::Opening))
                .equals((term::Entity, term::Column::Openings)),
        )
        .filter(PositionColumn::Room.is_in(codes(rooms)))
}

/// A term of an offer, as [`with_positions`] finds it.
pub struct Around<'a> {
    pub offer_id: &'a str,
    pub number: i32,
    /// The version that is shown; the current one where none is named.
    pub shown: Option<i32>,
    /// The party that looks.
    pub party: Option<&'a str>,
}

/// What stands before the name of each column of a position in [`with_positions`].
pub const OF_POSITION: &str = "position_";

/// This term with its positions, a row for each, that stand in one of these rooms: those on the version that is shown
/// and on the current one, the last one before it of each party in each room, and all in which the party that looks
/// agreed. Each with the name of who took it (`position_name`). Without any, one row without a position.
pub fn with_positions(
    terms: Select<term::Entity>,
    around: &Around<'_>,
    rooms: Rooms,
) -> Select<term::Entity> {
    let of_term = |column: term::Column| {
        let one = Query::select()
            .column(column)
            .from(term::Entity)
            .and_where(term::Column::OfferId.eq(around.offer_id))
            .and_where(term::Column::Number.eq(around.number))
            .take();
        Expr::SubQuery(None, Box::new(SubQueryStatement::SelectStatement(one)))
    };
    let shown = match around.shown {
        Some(number) => Expr::val(number),
        None => of_term(term::Column::Current),
    };
    let last = Query::select()
        .columns([PositionColumn::Party, PositionColumn::Room])
        .expr(Expr::col(PositionColumn::At).max())
        .from(Positions)
        .and_where(Expr::col(PositionColumn::TermId).eq(of_term(term::Column::Id)))
        .and_where(Expr::col(PositionColumn::Version).lt(shown.clone()))
        .group_by_columns([PositionColumn::Party, PositionColumn::Room])
        .take();
    let own = |column: PositionColumn| Expr::col((Positions, column));
    let key = Expr::tuple([
        own(PositionColumn::Party),
        own(PositionColumn::Room),
        own(PositionColumn::At),
    ]);
    let mut wanted = Condition::any()
        .add(own(PositionColumn::Version).equals((term::Entity, term::Column::Current)))
        .add(own(PositionColumn::Version).eq(shown))
        .add(key.in_subquery(last));
    if let Some(party) = around.party {
        wanted = wanted.add(
            PositionColumn::Party
                .eq(party)
                .and(PositionColumn::Stance.eq(Stance::Agree.code()))
                .and(PositionColumn::Room.eq(Room::Joint.code())),
        );
    }
    let wanted = Condition::all()
        .add(PositionColumn::Room.is_in(codes(rooms)))
        .add(wanted);
    let mut positions: RelationDef = term::Entity::belongs_to(Positions)
        .from(term::Column::Id)
        .to(PositionColumn::TermId)
        .into();
    positions = positions.on_condition(move |_, _| wanted.clone());
    let speaker: RelationDef = Positions::belongs_to(people::Entity)
        .from(PositionColumn::ById)
        .to(people::Column::Id)
        .into();
    let columns =
        PositionColumn::iter().map(|column| (format!("{OF_POSITION}{}", column.as_str()), column));
    let terms = columns.fold(terms, |terms, (name, column)| terms.column_as(column, name));
    terms
        .column_as(
            Expr::col(("speaker", people::Column::Name)),
            format!("{OF_POSITION}name"),
        )
        .join(JoinType::LeftJoin, positions)
        .join_as(JoinType::LeftJoin, speaker, "speaker")
        .order_by_asc(own(PositionColumn::At))
        .order_by_asc(own(PositionColumn::Id))
}

/// The same, each with the name of who took it (`name`).
pub fn with_speaker(positions: SeenPositions) -> SeenPositions {
    let speaker: RelationDef = Positions::belongs_to(people::Entity)
        .from(PositionColumn::ById)
        .to(people::Column::Id)
        .into();
    positions
        .column_as(people::Column::Name, "name")
        .join(JoinType::InnerJoin, speaker)
}

/// The proposals of an offer that stand in one of these rooms.
pub fn proposals(offer_id: &str, rooms: Rooms) -> SeenProposals {
    Proposals::find()
        .filter(ProposalColumn::OfferId.eq(offer_id))
        .filter(ProposalColumn::Room.is_in(codes(rooms)))
}

/// The same, each with the names of who made it (`author_name`, `organisation_name`) and who answered
/// (`answerer_name`).
pub fn proposals_with_names(proposals: SeenProposals) -> SeenProposals {
    let author: RelationDef = Proposals::belongs_to(people::Entity)
        .from(ProposalColumn::ById)
        .to(people::Column::Id)
        .into();
    let answerer: RelationDef = Proposals::belongs_to(people::Entity)
        .from(ProposalColumn::AnsweredBy)
        .to(people::Column::Id)
        .into();
    let organisation: RelationDef = Proposals::belongs_to(organisations::Entity)
        .from(ProposalColumn::OrganisationId)
        .to(organisations::Column::Id)
        .into();
    proposals
        .column_as(people::Column::Name, "author_name")
        .column_as(organisations::Column::Name, "organisation_name")
        .column_as(
            Expr::col(("answerer", people::Column::Name)),
            "answerer_name",
        )
        .join(JoinType::InnerJoin, author)
        .join(JoinType::InnerJoin, organisation)
        .join_as(JoinType::LeftJoin, answerer, "answerer")
}

/// What one person said and proposed themselves, in whatever room: for their own eyes.
pub fn own_positions(person: &str) -> SeenPositions {
    Positions::find().filter(PositionColumn::ById.eq(person))
}

/// The same for proposals.
pub fn own_proposals(person: &str) -> SeenProposals {
    Proposals::find().filter(ProposalColumn::ById.eq(person))
}

/// The proposals that wait for an answer in any offer, for each of these: its rooms, and which offers and whose
/// proposals. None where there are none to look for.
pub fn proposals_waiting(wanted: Vec<(Rooms, Condition)>) -> Option<SeenProposals> {
    if wanted.is_empty() {
        return None;
    }
    let any = wanted
        .into_iter()
        .fold(Condition::any(), |any, (rooms, wanted)| {
            let seen = ProposalColumn::Room.is_in(codes(rooms));
            any.add(Condition::all().add(seen).add(wanted))
        });
    let offer: RelationDef = Proposals::belongs_to(offers::Entity)
        .from(ProposalColumn::OfferId)
        .to(offers::Column::Id)
        .into();
    // What is agreed, withdrawn or refused waits for nothing, and takes up nothing.
    let goes_on = Query::select()
        .expr(Expr::cust("1"))
        .from(turn::Entity)
        .and_where(
            Expr::col((turn::Entity, turn::Column::TermId))
                .equals((Proposals, ProposalColumn::TermId)),
        )
        .take();
    Some(
        Proposals::find()
            .join(JoinType::InnerJoin, offer)
            .filter(ProposalColumn::State.eq(ProposalState::Open.code()))
            .filter(Expr::exists(goes_on))
            .filter(any),
    )
}

/// From a proposal to its term.
pub fn term_of_proposal() -> RelationDef {
    Proposals::belongs_to(term::Entity)
        .from(ProposalColumn::TermId)
        .to(term::Column::Id)
        .into()
}

/// From a proposal to the organisation under whose hat it was made.
pub fn organisation_of_proposal() -> RelationDef {
    Proposals::belongs_to(organisations::Entity)
        .from(ProposalColumn::OrganisationId)
        .to(organisations::Column::Id)
        .into()
}

/// For a row of what waits, joined with its term: what its party has said of the current version for all to hear.
pub fn stance_of_turn() -> SelectStatement {
    joint_word_of_turn()
        .column((Positions, PositionColumn::Stance))
        .and_where(
            Expr::col((Positions, PositionColumn::Version))
                .equals((term::Entity, term::Column::Current)),
        )
        .and_where(
            Expr::col((Positions, PositionColumn::Opening))
                .equals((term::Entity, term::Column::Openings)),
        )
        .order_by((Positions, PositionColumn::At), Order::Desc)
        .order_by((Positions, PositionColumn::Id), Order::Desc)
        .limit(1)
        .take()
}

/// For the same: the last version that its party agreed to for all to hear.
pub fn agreed_before_turn() -> SelectStatement {
    joint_word_of_turn()
        .expr(Expr::col((Positions, PositionColumn::Version)).max())
        .and_where(PositionColumn::Stance.eq(Stance::Agree.code()))
        .take()
}

fn joint_word_of_turn() -> SelectStatement {
    Query::select()
        .from(Positions)
        .and_where(
            Expr::col((Positions, PositionColumn::TermId))
                .equals((turn::Entity, turn::Column::TermId)),
        )
        .and_where(
            Expr::col((Positions, PositionColumn::Party))
                .equals((turn::Entity, turn::Column::Party)),
        )
        .and_where(PositionColumn::Room.eq(Room::Joint.code()))
        .take()
}

/// What was ever said of a term, without a word of it: to know whom to write to about it, and never for anybody to read.
pub async fn parties_that_spoke(
    db: &impl ConnectionTrait,
    term_id: &str,
) -> Result<Vec<Spoke>, DbErr> {
    Positions::find()
        .select_only()
        .columns([
            PositionColumn::Party,
            PositionColumn::Room,
            PositionColumn::Version,
            PositionColumn::Stance,
        ])
        .filter(PositionColumn::TermId.eq(term_id))
        .into_model()
        .all(db)
        .await
}

/// That a party said something of a version, in a room.
#[derive(FromQueryResult)]
pub struct Spoke {
    pub party: String,
    pub room: String,
    pub version: i32,
    pub stance: String,
}

pub async fn add_position(db: &impl ConnectionTrait, row: PositionRow) -> Result<(), DbErr> {
    Positions::insert(row.into_active_model())
        .exec_without_returning(db)
        .await
        .map(drop)
}

pub async fn add_proposal(db: &impl ConnectionTrait, row: ProposalRow) -> Result<(), DbErr> {
    Proposals::insert(row.into_active_model())
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// Answers a proposal, which was read through `proposals` before.
pub fn change_proposal(read: &ProposalRow) -> UpdateMany<Proposals> {
    Proposals::update_many()
        .filter(ProposalColumn::Id.eq(read.id.as_str()))
        .filter(ProposalColumn::Version.eq(read.version))
}

fn term_of_position() -> RelationDef {
    Positions::belongs_to(term::Entity)
        .from(PositionColumn::TermId)
        .to(term::Column::Id)
        .into()
}

fn codes(rooms: Rooms) -> impl Iterator<Item = &'static str> {
    rooms.list().into_iter().map(|room| room.code())
}
