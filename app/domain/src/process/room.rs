//! The three rooms of an offer, and which of them somebody may look into.

use serde::Serialize;

use super::choice::choice;
use super::permission::OfferFacts;
use super::role::{Hat, Role, Side};
use super::sight::Reach;

choice! {
    /// Every text that has an audience belongs to exactly one.
    pub enum Room {
        Place = "place", "The place only";
        Whitehall = "whitehall", "Whitehall only";
        Joint = "joint", "Everyone in this offer";
    }
}

impl Room {
    /// Who reads what is said here, in a sentence.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Place => "Only the place and its partners read this.",
            Self::Whitehall => {
                "Only the champion, the departments in the offer and the programme office read this."
            }
            Self::Joint => "Everyone who may read this offer reads this, on both sides.",
        }
    }

    /// The room that a side has to itself, and in which it starts to write.
    pub const fn of_side(side: Side) -> Option<Self> {
        match side {
            Side::Place => Some(Self::Place),
            Side::Whitehall => Some(Self::Whitehall),
            Side::Neither => None,
        }
    }
}

/// The rooms that one viewer sees in one offer.
///
/// A query for anything that has a room takes this, and has no other way to its rows. It can be made only from
/// hats and the facts of the offer, and cannot be read back from JSON, so nobody can ask for rooms that are not
/// theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Rooms {
    place: bool,
    whitehall: bool,
    joint: bool,
}

impl Rooms {
    /// What this hat sees of this offer: nothing where it may not see the offer.
    pub fn of(hat: &Hat, offer: &OfferFacts) -> Self {
        if Reach::of(hat).covers(offer) {
            Self::of_role(hat.role)
        } else {
            Self::none()
        }
    }

    /// What somebody sees who wears all these hats: what any of them sees.
    pub fn of_any(hats: &[Hat], offer: &OfferFacts) -> Self {
        hats.iter().fold(Self::none(), |seen, hat| {
            let more = Self::of(hat, offer);
            Self {
                place: seen.place || more.place,
                whitehall: seen.whitehall || more.whitehall,
                joint: seen.joint || more.joint,
            }
        })
    }

    /// What the public sees: no room at all.
    pub const fn none() -> Self {
        Self {
            place: false,
            whitehall: false,
            joint: false,
        }
    }

    /// What a role sees of an offer within its reach. Only `Sight` uses it beside `of`, and carries the reach with it.
    pub(super) const fn of_role(role: Role) -> Self {
        match role {
            Role::PlaceLeader | Role::Drafter | Role::Partner => Self {
                place: true,
                whitehall: false,
                joint: true,
            },
            Role::Champion | Role::DepartmentReviewer | Role::ProgrammeOffice => Self {
                place: false,
                whitehall: true,
                joint: true,
            },
            Role::Auditor => Self {
                place: false,
                whitehall: false,
                joint: true,
            },
            Role::Administrator => Self::none(),
        }
    }

    pub const fn sees(self, room: Room) -> bool {
        match room {
            Room::Place => self.place,
            Room::Whitehall => self.whitehall,
            Room::Joint => self.joint,
        }
    }

    /// The rooms seen, for a query to filter by.
    pub fn list(self) -> Vec<Room> {
        Room::ALL
            .iter()
            .copied()
            .filter(|room| self.sees(*room))
            .collect()
    }
}
