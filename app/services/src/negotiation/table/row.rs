//! One line of the table: a term, where its parties stand, and who has to act.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use domain::negotiation::{
    Closing, Party, PartyId, Position, Stance, Term, TermKind, TermState, Turn, turns,
};
use domain::process::{Hat, OfferFacts, OrganisationId, Role, Room, Rooms};

use super::super::load::Tracked;
use super::super::names::PartyName;
use super::super::staffed::has_nobody;

/// A term as the table shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermRow {
    pub number: u32,
    pub title: String,
    pub kind: TermKind,
    pub state: TermState,
    /// The number of the version that stands.
    pub version: u32,
    pub put_forward: DateTime<Utc>,
    /// Who put it forward.
    pub author: String,
    /// Why it left the table without agreement, where it did.
    pub closed_because: Option<String>,
    /// Everybody who has to agree, the place first.
    pub seats: Vec<Seat>,
    /// Who has to act, the longest waiting first.
    pub turns: Vec<Turns>,
    /// What stands in the way of settling it: in words, and its name in addresses.
    pub barriers: Vec<(String, String)>,
}

/// A party of a term, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    pub party: PartyName,
    /// Why it has to agree.
    pub why: String,
    /// Whether the viewer speaks for it.
    pub own: bool,
    /// Whether nobody could answer for it.
    pub nobody_yet: bool,
    /// What it says for everybody to hear; none while it has not spoken.
    pub stands: Option<Stand>,
    /// What it says in the viewer’s own room, and has not released.
    pub private: Vec<(Room, Stand)>,
    /// Since when it is asked, while it has not answered.
    pub awaited: Option<DateTime<Utc>>,
}

/// What a party says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stand {
    pub stance: Stance,
    pub red_line: bool,
    pub by: String,
    pub at: DateTime<Utc>,
}

/// What one side or department has to do on a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turns {
    /// None for Whitehall as a whole, under its champion.
    pub party: Option<PartyName>,
    /// Whether it has to say where it stands.
    pub position: bool,
    /// Whom it has to answer, by their short names.
    pub answers: Vec<String>,
    pub since: DateTime<Utc>,
    /// Whether it is the viewer’s own turn.
    pub ours: bool,
}

impl Turns {
    /// Whose turn it is, for short.
    pub fn who(&self) -> String {
        match &self.party {
            Some(party) => party.short.clone(),
            None => "Whitehall".to_owned(),
        }
    }
}

impl TermRow {
    /// Since when it waits.
    pub fn since(&self) -> Option<DateTime<Utc>> {
        self.turns.iter().map(|turn| turn.since).min()
    }

    /// Whether the viewer’s side or department has to act.
    pub fn waits_for_us(&self) -> bool {
        self.turns.iter().any(|turn| turn.ours)
    }

    /// Whether the viewer’s own party has not said where it stands.
    pub fn asks_us(&self) -> bool {
        self.seats
            .iter()
            .any(|seat| seat.own && seat.awaited.is_some())
    }

    /// Whether somebody will not move on it.
    pub fn has_red_line(&self) -> bool {
        self.seats
            .iter()
            .filter_map(|seat| seat.stands.as_ref())
            .any(|stand| stand.red_line)
    }
}

/// Who looks at the table.
pub(super) struct Eye<'a> {
    pub place: &'a str,
    /// The departments for which somebody reviews.
    pub staffed: &'a BTreeSet<OrganisationId>,
    /// The party that the worn hat speaks for.
    pub own: Option<PartyId>,
    ours: Ours,
}

/// On which turns the worn hat has to act.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Ours {
    /// All that the place has to do.
    Place,
    /// What the department has not said.
    Department(PartyId),
    /// Answers that Whitehall owes.
    Champion,
    /// It only looks on.
    Nothing,
}

impl<'a> Eye<'a> {
    pub fn of(
        hat: Option<&Hat>,
        facts: &OfferFacts,
        place: &'a str,
        staffed: &'a BTreeSet<OrganisationId>,
    ) -> Self {
        let own = hat.and_then(|hat| PartyId::of(hat, &facts.place));
        Self {
            place,
            staffed,
            ours: hat.map_or(Ours::Nothing, |hat| Ours::of(hat, facts)),
            own,
        }
    }

    /// Whether there is anything that could wait for the viewer.
    pub fn takes_part(&self) -> bool {
        self.ours != Ours::Nothing
    }

    pub fn row(&self, tracked: &Tracked) -> TermRow {
        let term = &tracked.term;
        let waiting = turns(term, tracked.opened_at);
        TermRow {
            number: term.number,
            title: tracked.brief(),
            kind: term.subject.kind,
            state: term.state(),
            version: term.current.number,
            put_forward: term.current.at,
            author: tracked.author.clone(),
            closed_because: term.closing.as_ref().and_then(|closing| match closing {
                Closing::Withdrawn { reason } | Closing::Refused { reason, .. } => {
                    Some(reason.clone())
                }
                Closing::Signed => None,
            }),
            seats: term
                .parties()
                .iter()
                .map(|party| self.seat(party, tracked, &waiting))
                .collect(),
            turns: self.turns(&waiting),
            barriers: Vec::new(),
        }
    }

    fn seat(&self, party: &Party, tracked: &Tracked, waiting: &[Turn]) -> Seat {
        let awaited = waiting.iter().find_map(|turn| match turn {
            Turn::Position { party: one, since } if *one == party.id => Some(*since),
            Turn::Position { .. } | Turn::Answer { .. } => None,
        });
        Seat {
            party: PartyName::of(&party.id, self.place),
            why: party.why.words().to_owned(),
            own: self.own.as_ref() == Some(&party.id),
            nobody_yet: has_nobody(&party.id, self.staffed),
            stands: joint(&tracked.term, &party.id, tracked),
            private: private(&party.id, tracked),
            awaited,
        }
    }

    /// Each who has to act once, with all that they have to do.
    fn turns(&self, waiting: &[Turn]) -> Vec<Turns> {
        let mut found: Vec<Turns> = Vec::new();
        for turn in waiting {
            let actor = match turn {
                Turn::Position { party, .. } => Some(party.clone()),
                Turn::Answer { to, .. } if *to == PartyId::Place => None,
                Turn::Answer { .. } => Some(PartyId::Place),
            };
            let at = found
                .iter()
                .position(|one| one.party.as_ref().map(|party| &party.id) == actor.as_ref());
            let at = at.unwrap_or_else(|| {
                found.push(Turns {
                    party: actor.as_ref().map(|actor| PartyName::of(actor, self.place)),
                    position: false,
                    answers: Vec::new(),
                    since: turn.since(),
                    ours: false,
                });
                found.len() - 1
            });
            let Some(one) = found.get_mut(at) else {
                continue;
            };
            one.ours |= self.ours.are(turn);
            match turn {
                Turn::Position { .. } => one.position = true,
                Turn::Answer { to, .. } => one.answers.push(PartyName::of(to, self.place).short),
            }
        }
        found
    }
}

impl Ours {
    fn of(hat: &Hat, facts: &OfferFacts) -> Self {
        let rooms = Rooms::of(hat, facts);
        match hat.role {
            Role::PlaceLeader | Role::Drafter | Role::Partner if rooms.sees(Room::Place) => {
                Self::Place
            }
            Role::DepartmentReviewer if rooms.sees(Room::Whitehall) => {
                Self::Department(PartyId::Department(hat.organisation.clone()))
            }
            Role::Champion if rooms.sees(Room::Whitehall) => Self::Champion,
            Role::PlaceLeader
            | Role::Drafter
            | Role::Partner
            | Role::DepartmentReviewer
            | Role::Champion
            | Role::ProgrammeOffice
            | Role::Auditor
            | Role::Administrator => Self::Nothing,
        }
    }

    fn are(&self, turn: &Turn) -> bool {
        match self {
            Self::Place => turn.is_the_places(),
            Self::Department(own) => {
                matches!(turn, Turn::Position { party, .. } if party == own)
            }
            Self::Champion => matches!(turn, Turn::Answer { to, .. } if *to == PartyId::Place),
            Self::Nothing => false,
        }
    }
}

/// What a party says of the current version, with who said it.
fn joint(term: &Term, party: &PartyId, tracked: &Tracked) -> Option<Stand> {
    let standing = term.standing(party)?;
    let mut taken = term.positions.iter().zip(&tracked.taken);
    let name = taken
        .find(|(position, _)| std::ptr::eq(*position, standing))
        .map(|(_, taken)| taken.name.clone());
    Some(stand(standing, name.unwrap_or_default()))
}

/// The last word of a party in each private room that the viewer sees, as long as it has not been released.
fn private(party: &PartyId, tracked: &Tracked) -> Vec<(Room, Stand)> {
    let released: BTreeSet<&str> = tracked
        .taken
        .iter()
        .filter_map(|taken| taken.released_from.as_deref())
        .collect();
    let taken = tracked.term.positions.iter().zip(&tracked.taken);
    let own: Vec<_> = taken
        .filter(|(position, _)| position.party == *party)
        .collect();
    [Room::Place, Room::Whitehall]
        .into_iter()
        .filter_map(|room| {
            let (position, taken) = own.iter().rev().find(|(one, _)| one.room == room)?;
            let is_released = released.contains(taken.id.as_str());
            (!is_released).then(|| (room, stand(position, taken.name.clone())))
        })
        .collect()
}

fn stand(position: &Position, by: String) -> Stand {
    Stand {
        stance: position.said.stance,
        red_line: position.said.red_line,
        by,
        at: position.at,
    }
}
