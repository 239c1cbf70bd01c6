//! For what the hats of one person make them wait.

use domain::offer::AnswerState;
use domain::process::{Hat, Role, Stage};
use sea_orm::{ColumnTrait, Condition, sea_query::SimpleExpr};

use super::sheet_lines::{memorandum_to_put_out, varied_at};
use crate::offers::sight::submitted;
use crate::store::{offers, partner_answers};

/// What a person’s hats make them wait for.
pub(super) struct Hats<'a>(pub &'a [Hat]);

impl Hats<'_> {
    /// Those of the place that may do what is waiting there.
    pub fn of_place(&self, place: &str) -> Vec<Hat> {
        self.find(|hat| is_of_a_place(hat) && hat.organisation.as_str() == place)
    }

    pub fn of_partner(&self, organisation: Option<&str>) -> Vec<Hat> {
        self.find(|hat| {
            hat.role == Role::Partner && organisation == Some(hat.organisation.as_str())
        })
    }

    pub fn with(&self, role: Role) -> Vec<Hat> {
        self.find(|hat| hat.role == role)
    }

    pub fn find(&self, wanted: impl Fn(&Hat) -> bool) -> Vec<Hat> {
        self.0.iter().filter(|hat| wanted(hat)).cloned().collect()
    }

    pub fn offers_for_me(&self) -> Option<Condition> {
        let mut any = Vec::new();
        if let Some(mine) = self.of_my_places() {
            any.push(mine.add(at(Stage::Draft)));
        }
        if self.is_in_programme() {
            any.push(Condition::all().add(at(Stage::Submitted)));
            any.push(submitted().add(at(Stage::Settled)));
            any.push(varied_at(Stage::Settled));
        }
        let leads = ids(self.with(Role::PlaceLeader));
        if !leads.is_empty() {
            any.push(
                Condition::all()
                    .add(offers::Column::PlaceId.is_in(leads))
                    .add(memorandum_to_put_out()),
            );
        }
        if let Some(champion) = self.with(Role::Champion).first() {
            any.push(
                Condition::all()
                    .add(offers::Column::ChampionId.eq(champion.person.as_str()))
                    .add(
                        Condition::any()
                            .add(at(Stage::Negotiating))
                            .add(varied_at(Stage::Negotiating)),
                    ),
            );
        }
        one_of(any)
    }

    pub fn offers_for_others(&self) -> Option<Condition> {
        let mut any = Vec::new();
        if let Some(mine) = self.of_my_places() {
            any.push(mine.add(at(Stage::Submitted)));
        }
        if self.is_in_programme() {
            any.push(submitted().add(at(Stage::Draft)));
        }
        one_of(any).map(|wanted| self.but_not(self.offers_for_me(), wanted))
    }

    pub fn answers_for_me(&self) -> Option<Condition> {
        let mut any = Vec::new();
        let partners = ids(self.with(Role::Partner));
        if !partners.is_empty() {
            any.push(
                Condition::all()
                    .add(partner_answers::Column::OrganisationId.is_in(partners))
                    .add(in_state(&[AnswerState::Invited, AnswerState::AskedAgain]))
                    .add(
                        Condition::any()
                            .add(at(Stage::Draft))
                            .add(at(Stage::Negotiating)),
                    ),
            );
        }
        if let Some(mine) = self.of_my_places() {
            any.push(
                mine.add(at(Stage::Draft))
                    .add(in_state(&[AnswerState::Declined])),
            );
        }
        one_of(any)
    }

    pub fn answers_for_others(&self) -> Option<Condition> {
        let mine = self.of_my_places()?;
        let asks = Condition::any()
            .add(at(Stage::Draft))
            .add(at(Stage::Negotiating));
        let asked = mine
            .add(asks)
            .add(in_state(&[AnswerState::Invited, AnswerState::AskedAgain]));
        let partners = ids(self.with(Role::Partner));
        if partners.is_empty() {
            return Some(asked);
        }
        // Whoever answers for the partner too waits for nobody but themselves.
        let organisation = partner_answers::Column::OrganisationId;
        Some(
            asked.add(
                Condition::any()
                    .add(organisation.is_null())
                    .add(organisation.is_not_in(partners)),
            ),
        )
    }

    /// What is for the person to do does not wait for others at the same time.
    pub fn but_not(&self, mine: Option<Condition>, wanted: Condition) -> Condition {
        match mine {
            Some(mine) => Condition::all().add(wanted).add(mine.not()),
            None => wanted,
        }
    }

    fn is_in_programme(&self) -> bool {
        self.0.iter().any(|hat| hat.role == Role::ProgrammeOffice)
    }

    pub fn of_my_places(&self) -> Option<Condition> {
        let places = ids(self.find(is_of_a_place));
        (!places.is_empty()).then(|| Condition::all().add(offers::Column::PlaceId.is_in(places)))
    }
}

fn is_of_a_place(hat: &Hat) -> bool {
    matches!(hat.role, Role::PlaceLeader | Role::Drafter)
}

pub(super) fn ids(hats: Vec<Hat>) -> Vec<String> {
    hats.into_iter()
        .map(|hat| hat.organisation.to_string())
        .collect()
}

pub(super) fn at(stage: Stage) -> SimpleExpr {
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
