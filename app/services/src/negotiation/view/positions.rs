//! Who has to agree to a term, and what each of them says and said.

use std::collections::BTreeSet;

use domain::negotiation::{Party, PartyId, Position, Term, TermState, Turn, turns};
use domain::process::{Act, Hat, OrganisationId, Role, Room, Rooms, permit};

use super::{PartyView, PositionView};
use crate::negotiation::PartyName;
use crate::negotiation::load::Tracked;
use crate::negotiation::staffed::has_nobody;
use crate::offers::sight::Seen;

/// Lays out who says what of one version.
pub(super) struct Table<'a> {
    pub seen: &'a Seen,
    pub hat: Option<&'a Hat>,
    pub tracked: &'a Tracked,
    pub shown: u32,
    pub reviewed: &'a BTreeSet<OrganisationId>,
}

impl Table<'_> {
    fn term(&self) -> &Term {
        &self.tracked.term
    }

    pub fn name(&self, party: &PartyId) -> PartyName {
        PartyName::of(party, &self.seen.head.place_name)
    }

    /// The party that the worn hat speaks for, if it has to agree to this term.
    pub fn own(&self) -> Option<Party> {
        let own = PartyId::of(self.hat?, &self.seen.facts.place)?;
        let mut parties = self.term().parties().into_iter();
        parties.find(|party| party.id == own)
    }

    pub fn parties(&self) -> Vec<PartyView> {
        let own = self.own();
        let waiting = self.waiting();
        let is_open = self.term().state() == TermState::Open;
        self.term()
            .parties()
            .into_iter()
            .map(|party| {
                let is_own = own.as_ref().is_some_and(|own| own.id == party.id);
                PartyView {
                    name: self.name(&party.id),
                    why: party.why.words().to_owned(),
                    is_required: party.is_required(),
                    has_nobody: has_nobody(&party.id, self.reviewed),
                    says: self.last(&party.id, |one| self.is_on_shown(one) && is_joint(one)),
                    said: self.last(&party.id, |one| self.is_before_shown(one) && is_joint(one)),
                    noted: self.noted(&party.id),
                    may_release: is_open && !party.is_required() && self.may(Act::ReleaseParty),
                    may_remind: !is_own && waiting.contains(&party.id) && self.may(Act::Remind),
                    is_own,
                }
            })
            .collect()
    }

    /// What the party says for all to hear of the version that stands.
    pub fn standing(&self, party: &PartyId) -> Option<PositionView> {
        let current = self.term().current.number;
        self.last(party, |one| {
            one.version == current && one.opening == self.term().openings && is_joint(one)
        })
    }

    /// Whether the party has said where it stands on the version that stands, in a room of its side.
    pub fn has_noted(&self, party: &PartyId) -> bool {
        let term = self.term();
        term.positions.iter().any(|one| {
            one.party == *party
                && one.version == term.current.number
                && one.opening == term.openings
                && !is_joint(one)
        })
    }

    /// Whether the worn hat may do this at this stage of the offer.
    pub fn may(&self, act: Act) -> bool {
        permit(self.hat, act, Some(&self.seen.facts)).is_allowed()
    }

    fn waiting(&self) -> Vec<PartyId> {
        turns(self.term(), self.tracked.opened_at)
            .into_iter()
            .filter_map(|turn| match turn {
                Turn::Position { party, .. } => Some(party),
                Turn::Answer { .. } => None,
            })
            .collect()
    }

    /// On the version that stands only what was said since the term was last opened.
    fn is_on_shown(&self, position: &Position) -> bool {
        position.version == self.shown
            && (self.shown != self.term().current.number
                || position.opening == self.term().openings)
    }

    fn is_before_shown(&self, position: &Position) -> bool {
        position.version < self.shown
            || position.version == self.shown && !self.is_on_shown(position)
    }

    /// What the viewer knows of it from a room of one side, as long as the party has said nothing to all since. What
    /// was released it has said, unless its own side reads other words.
    fn noted(&self, party: &PartyId) -> Option<PositionView> {
        let until_shown = |one: &Position| self.is_on_shown(one) || self.is_before_shown(one);
        let told = self.last(party, |one| is_joint(one) && until_shown(one));
        let noted = self.last(party, |one| !is_joint(one) && until_shown(one))?;
        let stands = told.is_none_or(|told| {
            told.position.at < noted.position.at
                || self.copy_of(&noted.id).is_some_and(|copy| copy == told.id)
                    && told.position.said != noted.position.said
        });
        stands.then_some(noted)
    }

    /// The position for all to hear that this one was released into.
    fn copy_of(&self, id: &str) -> Option<&str> {
        let mut taken = self.tracked.taken.iter();
        taken
            .find(|one| one.released_from.as_deref() == Some(id))
            .map(|copy| copy.id.as_str())
    }

    /// The last position of a party of which this holds.
    fn last(&self, party: &PartyId, holds: impl Fn(&Position) -> bool) -> Option<PositionView> {
        let positions = self.term().positions.iter().zip(&self.tracked.taken);
        positions
            .rev()
            .find(|(position, _)| position.party == *party && holds(position))
            .map(|(position, taken)| PositionView {
                id: taken.id.clone(),
                by: taken.name.clone(),
                was_private: taken.released_from.is_some(),
                may_release: self.may_release(position) && self.copy_of(&taken.id).is_none(),
                position: position.clone(),
            })
    }

    /// What one side has for itself can be put before both while the version stands.
    fn may_release(&self, position: &Position) -> bool {
        let speaks = |hat: &Hat| {
            Rooms::of(hat, &self.seen.facts).sees(position.room)
                && match position.room {
                    Room::Place => hat.role == Role::PlaceLeader,
                    Room::Whitehall => hat.role == Role::Champion,
                    Room::Joint => false,
                }
        };
        !is_joint(position)
            && self.term().state() == TermState::Open
            && position.version == self.term().current.number
            && position.opening == self.term().openings
            && self.hat.is_some_and(speaks)
            && self.may(Act::ReleaseToJoint)
    }
}

fn is_joint(position: &Position) -> bool {
    position.room == Room::Joint
}
