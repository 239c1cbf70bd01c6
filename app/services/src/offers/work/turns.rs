//! For which terms of negotiations the hats of one person make them wait, and have others wait for them.

use domain::process::{Hat, OrganisationKind, Role, Stage};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, QueryFilter, QuerySelect, QueryTrait,
    RelationDef,
    sea_query::{Expr, ExprTrait, SelectStatement},
};

use super::hats::{Hats, at, ids, one_of};
use crate::negotiation::keep::{ANSWER, POSITION, THE_PLACE, WHITEHALL};
use crate::store::negotiation::turn;
use crate::store::{memberships, offers, organisations, people, reviewer_assignments};

impl Hats<'_> {
    /// What a leader, a champion or a reviewer has to say on a term.
    pub fn turns_for_me(&self) -> Option<Condition> {
        let mut any = Vec::new();
        let places = ids(self.with(Role::PlaceLeader));
        if !places.is_empty() {
            let own = Condition::any()
                .add(position().add(turn::Column::Party.eq(THE_PLACE)))
                .add(answer_by(THE_PLACE));
            any.push(
                Condition::all()
                    .add(offers::Column::PlaceId.is_in(places))
                    .add(own),
            );
        }
        if let Some(own) = self.of_my_departments() {
            any.push(position().add(own));
        }
        if let Some(own) = self.that_i_champion() {
            any.push(own.add(answer_by(WHITEHALL)));
        }
        negotiated(any)
    }

    /// What the other side owes, and for a champion what anybody owes.
    pub fn turns_for_others(&self) -> Option<Condition> {
        let mut any = Vec::new();
        if let Some(own) = self.of_my_places() {
            let theirs = Condition::any()
                .add(position().add(turn::Column::Party.ne(THE_PLACE)))
                .add(answer_by(WHITEHALL));
            any.push(own.add(theirs));
        }
        if let Some(own) = self.that_i_champion() {
            let theirs = Condition::any().add(position()).add(answer_by(THE_PLACE));
            any.push(own.add(theirs));
        }
        if let Some(own) = self.of_my_departments() {
            any.push(
                Condition::all()
                    .add(turn::Column::Waits.eq(ANSWER))
                    .add(own),
            );
        }
        negotiated(any).map(|wanted| self.but_not(self.turns_for_me(), wanted))
    }

    /// Positions of departments for which nobody reviews: the administrator has that to do, else the programme office.
    pub fn nobody_yet(&self) -> Option<Condition> {
        let mut any = Vec::new();
        let mine = ids(self.with(Role::Administrator));
        if !mine.is_empty() {
            any.push(
                Condition::all()
                    .add(organisations::Column::Id.is_in(mine))
                    .add(nobody_is(Role::DepartmentReviewer)),
            );
        }
        if !self.with(Role::ProgrammeOffice).is_empty() {
            any.push(
                Condition::all()
                    .add(nobody_is(Role::DepartmentReviewer))
                    .add(nobody_is(Role::Administrator)),
            );
        }
        let kinds = [OrganisationKind::Department, OrganisationKind::Agency];
        let empty = organisations::Entity::find()
            .select_only()
            .column(organisations::Column::Id)
            .filter(organisations::Column::Kind.is_in(kinds.map(|kind| kind.code())))
            .filter(one_of(any)?)
            .into_query();
        Some(
            position()
                .add(turn::Column::Party.in_subquery(empty))
                .add(at(Stage::Negotiating)),
        )
    }

    /// The hats of the party that has to say where it stands, or of who answers.
    pub fn of_turn(&self, waits: &str, side: &str, party: &str, place: &str) -> Vec<Hat> {
        self.find(|hat| match (waits, hat.role) {
            (_, Role::PlaceLeader) => side == THE_PLACE && hat.organisation.as_str() == place,
            (POSITION, Role::DepartmentReviewer) => hat.organisation.as_str() == party,
            (ANSWER, Role::Champion) => side == WHITEHALL,
            _ => false,
        })
    }

    /// The hats under which somebody waits for others on a term.
    pub fn waiting_on_turn(&self, party: &str, place: &str) -> Vec<Hat> {
        self.find(|hat| match hat.role {
            Role::PlaceLeader | Role::Drafter => hat.organisation.as_str() == place,
            Role::DepartmentReviewer => hat.organisation.as_str() == party,
            Role::Champion => true,
            Role::Partner | Role::ProgrammeOffice | Role::Auditor | Role::Administrator => false,
        })
    }

    fn that_i_champion(&self) -> Option<Condition> {
        let champion = self.with(Role::Champion).into_iter().next()?;
        let mine = offers::Column::ChampionId.eq(champion.person.as_str());
        Some(Condition::all().add(mine))
    }

    /// What is about a department that the person reviews for: in offers that are theirs, where these are shared out.
    fn of_my_departments(&self) -> Option<Condition> {
        let reviewer = self.with(Role::DepartmentReviewer);
        let person = reviewer.first()?.person.clone();
        let mine = assigned().filter(reviewer_assignments::Column::PersonId.eq(person.as_str()));
        let shared_out = Condition::any()
            .add(Expr::exists(mine.into_query()))
            .add(Expr::exists(assigned().into_query()).not());
        Some(
            Condition::all()
                .add(turn::Column::Party.is_in(ids(reviewer)))
                .add(shared_out),
        )
    }
}

fn position() -> Condition {
    Condition::all().add(turn::Column::Waits.eq(POSITION))
}

fn answer_by(side: &str) -> Condition {
    Condition::all()
        .add(turn::Column::Waits.eq(ANSWER))
        .add(turn::Column::Side.eq(side))
}

/// What waits on terms counts only while they are bargained over.
fn negotiated(any: Vec<Condition>) -> Option<Condition> {
    // Of an agreement in force only those terms have turns that a variation has open.
    let at_work = Condition::any()
        .add(at(Stage::Negotiating))
        .add(at(Stage::InForce));
    one_of(any).map(|wanted| Condition::all().add(at_work).add(wanted))
}

/// Those who deal with the offer of the turn for its party, and still review for it.
fn assigned() -> sea_orm::Select<reviewer_assignments::Entity> {
    let member: RelationDef = reviewer_assignments::Entity::belongs_to(memberships::Entity)
        .from((
            reviewer_assignments::Column::PersonId,
            reviewer_assignments::Column::OrganisationId,
        ))
        .to((
            memberships::Column::PersonId,
            memberships::Column::OrganisationId,
        ))
        .into();
    let of = |column| Expr::col((reviewer_assignments::Entity, column));
    reviewer_assignments::Entity::find()
        .select_only()
        .expr(Expr::cust("1"))
        .join(JoinType::InnerJoin, member)
        .join(JoinType::InnerJoin, person())
        .filter(
            of(reviewer_assignments::Column::OfferId).equals((turn::Entity, turn::Column::OfferId)),
        )
        .filter(
            of(reviewer_assignments::Column::OrganisationId)
                .equals((turn::Entity, turn::Column::Party)),
        )
        .filter(works_as(Role::DepartmentReviewer))
}

/// Whether nobody holds this role in the organisation of the row.
fn nobody_is(role: Role) -> Expr {
    let holders: SelectStatement = memberships::Entity::find()
        .select_only()
        .expr(Expr::cust("1"))
        .join(JoinType::InnerJoin, person())
        .filter(
            Expr::col((memberships::Entity, memberships::Column::OrganisationId))
                .equals((organisations::Entity, organisations::Column::Id)),
        )
        .filter(works_as(role))
        .into_query();
    Expr::exists(holders).not()
}

fn works_as(role: Role) -> Condition {
    Condition::all()
        .add(memberships::Column::Role.eq(role.code()))
        .add(memberships::Column::EndedAt.is_null())
        .add(people::Column::DisabledAt.is_null())
}

fn person() -> RelationDef {
    memberships::Entity::belongs_to(people::Entity)
        .from(memberships::Column::PersonId)
        .to(people::Column::Id)
        .into()
}
