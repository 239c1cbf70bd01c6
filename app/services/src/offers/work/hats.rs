//! For what the hats of one person make them wait.

use std::collections::BTreeSet;

use domain::offer::AnswerState;
use domain::process::{Hat, Role, Stage};
use sea_orm::{ColumnTrait, Condition, sea_query::SimpleExpr};

use crate::offers::sight::submitted;
use crate::store::{offers, partner_answers};

/// What a person’s hats make them wait for.
pub(super) struct Hats {
    pub places: BTreeSet<String>,
    pub partner_of: BTreeSet<String>,
    pub in_programme: bool,
    pub champion: Option<String>,
}

impl Hats {
    pub fn of(hats: &[Hat]) -> Self {
        let of = |roles: &[Role]| {
            hats.iter()
                .filter(|hat| roles.contains(&hat.role))
                .map(|hat| hat.organisation.to_string())
                .collect::<BTreeSet<_>>()
        };
        let champion = hats.iter().find(|hat| hat.role == Role::Champion);
        Self {
            places: of(&[Role::PlaceLeader, Role::Drafter]),
            partner_of: of(&[Role::Partner]),
            in_programme: !of(&[Role::ProgrammeOffice]).is_empty(),
            champion: champion.map(|hat| hat.person.to_string()),
        }
    }

    pub fn offers_for_me(&self) -> Option<Condition> {
        let mut any = Vec::new();
        if !self.places.is_empty() {
            any.push(self.of_my_places().add(at(Stage::Draft)));
        }
        if self.in_programme {
            any.push(Condition::all().add(at(Stage::Submitted)));
        }
        if let Some(champion) = &self.champion {
            any.push(
                Condition::all()
                    .add(offers::Column::ChampionId.eq(champion.as_str()))
                    .add(at(Stage::Negotiating)),
            );
        }
        one_of(any)
    }

    pub fn offers_for_others(&self) -> Option<Condition> {
        let mut any = Vec::new();
        if !self.places.is_empty() {
            any.push(self.of_my_places().add(at(Stage::Submitted)));
        }
        if self.in_programme {
            any.push(submitted().add(at(Stage::Draft)));
        }
        one_of(any)
    }

    pub fn answers_for_me(&self) -> Option<Condition> {
        let mut any = Vec::new();
        if !self.partner_of.is_empty() {
            any.push(
                Condition::all()
                    .add(partner_answers::Column::OrganisationId.is_in(&self.partner_of))
                    .add(in_state(&[AnswerState::Invited, AnswerState::AskedAgain]))
                    .add(
                        Condition::any()
                            .add(at(Stage::Draft))
                            .add(at(Stage::Negotiating)),
                    ),
            );
        }
        if !self.places.is_empty() {
            any.push(
                self.of_my_places()
                    .add(at(Stage::Draft))
                    .add(in_state(&[AnswerState::Declined])),
            );
        }
        one_of(any)
    }

    pub fn answers_for_others(&self) -> Option<Condition> {
        (!self.places.is_empty()).then(|| {
            self.of_my_places()
                .add(at(Stage::Draft))
                .add(in_state(&[AnswerState::Invited, AnswerState::AskedAgain]))
        })
    }

    fn of_my_places(&self) -> Condition {
        Condition::all().add(offers::Column::PlaceId.is_in(&self.places))
    }
}

fn at(stage: Stage) -> SimpleExpr {
    offers::Column::Stage.eq(stage.code())
}

fn in_state(states: &[AnswerState]) -> SimpleExpr {
    partner_answers::Column::State.is_in(states.iter().map(|state| state.code()))
}

/// Any of these; none where there are none.
pub(super) fn one_of(conditions: Vec<Condition>) -> Option<Condition> {
    (!conditions.is_empty()).then(|| {
        conditions
            .into_iter()
            .fold(Condition::any(), Condition::add)
    })
}
