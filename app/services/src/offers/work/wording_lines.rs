//! Wording that somebody proposes, and that waits for who leads the other side, or the room.

use chrono::{DateTime, Utc};
use domain::process::{Hat, Role, Room, Sight};
use sea_orm::{
    ColumnTrait, Condition, FromQueryResult, JoinType, QueryFilter, QuerySelect, SelectModel,
    Selector, sea_query::Expr,
};

use super::Item;
use super::hats::{Hats, ids};
use super::term_lines::{matter_of_term, title_of};
use crate::Refusal;
use crate::offers::head::{known, name_of, place};
use crate::store::negotiation::{
    ProposalColumn, SeenProposals, organisation_of_proposal, proposals_waiting, term,
    term_of_proposal,
};
use crate::store::{matters, offers, organisations};

#[derive(Clone, FromQueryResult)]
pub(super) struct WordingLine {
    pub id: String,
    slug: String,
    room: String,
    at: DateTime<Utc>,
    number: i32,
    kind: String,
    content: Option<String>,
    reference: Option<String>,
    draft_reference: String,
    title: String,
    place_id: String,
    place_name: String,
    proposer: String,
}

impl Hats<'_> {
    /// What a leader or a champion has to take up or to refuse: what the other side proposes, and what somebody else
    /// proposes in the room that they lead.
    pub fn wording_for_me(&self) -> Option<SeenProposals> {
        let mut any = Vec::new();
        let leader = self.with(Role::PlaceLeader);
        if let Some(hat) = leader.first() {
            let theirs = [
                Role::Champion,
                Role::DepartmentReviewer,
                Role::ProgrammeOffice,
            ];
            let mine = offers::Column::PlaceId.is_in(ids(leader.clone()));
            any.push(waiting_for(hat, Room::Place, &theirs, mine));
        }
        if let Some(hat) = self.with(Role::Champion).first() {
            let theirs = [Role::PlaceLeader, Role::Drafter, Role::Partner];
            let mine = offers::Column::ChampionId.eq(hat.person.as_str());
            any.push(waiting_for(hat, Room::Whitehall, &theirs, mine));
        }
        let waiting = proposals_waiting(any)?;
        Some(waiting.filter(super::hats::at(domain::process::Stage::Negotiating)))
    }

    fn of_wording(&self, place: &str) -> Vec<Hat> {
        self.find(|hat| match hat.role {
            Role::PlaceLeader => hat.organisation.as_str() == place,
            Role::Champion => true,
            Role::Drafter
            | Role::Partner
            | Role::DepartmentReviewer
            | Role::ProgrammeOffice
            | Role::Auditor
            | Role::Administrator => false,
        })
    }
}

/// In the offers that are `mine`: what others write in the room that this hat leads, and what the other side puts
/// before both.
fn waiting_for(
    hat: &Hat,
    own: Room,
    theirs: &[Role],
    mine: Expr,
) -> (domain::process::Rooms, Condition) {
    let in_private = Condition::all()
        .add(ProposalColumn::Room.eq(own.code()))
        .add(ProposalColumn::Role.ne(hat.role.code()));
    let before_both = Condition::all()
        .add(ProposalColumn::Room.eq(Room::Joint.code()))
        .add(ProposalColumn::Role.is_in(theirs.iter().map(|role| role.code())));
    let wanted = Condition::all()
        .add(mine)
        .add(Condition::any().add(in_private).add(before_both));
    (Sight::of(hat).rooms(), wanted)
}

impl WordingLine {
    pub fn for_me(self, hats: &Hats<'_>) -> Result<Item, Refusal> {
        let reference = name_of(self.reference.as_deref(), &self.draft_reference)?;
        let title = title_of(&self.kind, self.content.as_deref())?;
        let (number, who) = (self.number, &self.proposer);
        let what = match known(&self.room, Room::from_code)? {
            Room::Joint => format!("Term {number}, {title}: {who} proposes wording"),
            room => format!(
                "Term {number}, {title}: {who} proposes wording, in the room “{}”",
                room.label()
            ),
        };
        Ok(Item {
            address: format!("/offers/{reference}/terms/{number}/proposals/{}", self.slug),
            reference,
            title: self.title,
            place_name: self.place_name,
            what,
            since: self.at,
            button: "Answer it",
            remind: None,
            hats: hats.of_wording(&self.place_id),
        })
    }
}

/// What is known of these, of those that wait.
pub(super) fn wording_lines(
    waiting: SeenProposals,
    ids: &[&str],
) -> Selector<SelectModel<WordingLine>> {
    waiting
        .select_only()
        .columns([
            ProposalColumn::Id,
            ProposalColumn::Slug,
            ProposalColumn::Room,
            ProposalColumn::At,
        ])
        .columns([term::Column::Number, term::Column::Kind])
        .column(matters::Column::Content)
        .columns([
            offers::Column::Reference,
            offers::Column::DraftReference,
            offers::Column::Title,
            offers::Column::PlaceId,
        ])
        .column_as(
            Expr::col(("place", organisations::Column::Name)),
            "place_name",
        )
        .column_as(
            Expr::col(("proposer", organisations::Column::Name)),
            "proposer",
        )
        .join(JoinType::InnerJoin, term_of_proposal())
        .join(JoinType::LeftJoin, matter_of_term())
        .join_as(JoinType::InnerJoin, place(), "place")
        .join_as(JoinType::InnerJoin, organisation_of_proposal(), "proposer")
        .filter(ProposalColumn::Id.is_in(ids.iter().copied()))
        .into_model::<WordingLine>()
}
