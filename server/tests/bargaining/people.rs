//! Fifty people at their browsers: the place, the champion, and the departments; and two who have no part in it.

use chrono::TimeDelta;
use domain::process::{Hat, OrganisationId, PersonId, Role};

use super::cast::{Actor, Cast};
use super::secret::Whose;
use crate::support::{Browser, Site};

/// Links to sign in that one network gets in a quarter of an hour.
const LINKS: usize = 5;
/// The department that the champion adds and lets go.
pub const ADDED: &str = "ho";

pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub hat: Hat,
    pub seat: Seat,
    /// At each of the two servers, with one session.
    pub at: [Browser; 2],
}

/// From where somebody looks at the offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    Place,
    Whitehall,
    /// Reads in Whitehall’s room once it is added.
    ToBeAdded,
    Auditor,
    Stranger,
}

impl Person {
    /// The room that this person has beside the joint one.
    pub const fn own_room(&self) -> Option<Whose> {
        match self.seat {
            Seat::Place => Some(Whose::Place),
            Seat::Whitehall | Seat::ToBeAdded => Some(Whose::Whitehall),
            Seat::Auditor | Seat::Stranger => None,
        }
    }

    pub fn is(&self, role: Role) -> bool {
        self.hat.role == role
    }
}

/// Who comes to those of the cast: role, organisation and names. Kent Police is known only when it is asked.
const OTHERS: &[(Role, &str, &str)] = &[
    (Role::PlaceLeader, "kent", "Beth Carl"),
    (Role::Drafter, "kent", "Dawn Eric Faye Glen Hope"),
    (Role::Partner, "police", "Ivor Jane Kurt Lily"),
    (
        Role::DepartmentReviewer,
        "hmt",
        "Theo Mark Nell Olaf Pia Quin Rosa Stan Tess Ugo",
    ),
    (
        Role::DepartmentReviewer,
        "clg",
        "Cleo Vera Walt Xena Yann Zoe Abel Bryn Cora Dirk",
    ),
    (
        Role::DepartmentReviewer,
        "dwp",
        "Wendy Edna Finn Gwen Hugh Iris Jack Kate Liam Maud",
    ),
    (Role::DepartmentReviewer, ADDED, "Neil Olga Paul"),
];

/// Everybody, signed in at both servers.
pub async fn gather(cast: &Cast, pat: &Actor, sites: &[Site; 2]) -> Vec<Person> {
    let police = pat.viewer.hats()[0].organisation.clone();
    let those = [
        &cast.ann,
        &cast.dev,
        pat,
        &cast.carla,
        &cast.hari,
        &cast.priya,
        &cast.noor,
        &cast.lena,
    ];
    let mut known: Vec<PersonId> = those.iter().map(|actor| actor.person.clone()).collect();
    for (role, organisation, names) in OTHERS {
        let organisation = match *organisation {
            "police" => police.clone(),
            other => OrganisationId::new(other),
        };
        for name in names.split(' ') {
            known.push(cast.world.person(name, &organisation, *role).await);
        }
    }
    let mut people = Vec::new();
    for (nth, id) in known.into_iter().enumerate() {
        if nth % LINKS == 0 {
            cast.world.clock.forward(TimeDelta::minutes(16));
        }
        people.push(comes_in(cast, sites, id).await);
    }
    let part = |person: &&Person| !matches!(person.seat, Seat::Auditor | Seat::Stranger);
    assert_eq!(people.iter().filter(part).count(), 50);
    people
}

async fn comes_in(cast: &Cast, sites: &[Site; 2], id: PersonId) -> Person {
    let viewer = cast.world.viewer(&id).await;
    let here = sites[0].signed_in(&cast.world, &viewer.email).await;
    let there = here.also_at(&sites[1].url);
    let hat = viewer.hats()[0].clone();
    let seat = match hat.role {
        Role::PlaceLeader | Role::Drafter if hat.organisation.as_str() != "kent" => Seat::Stranger,
        Role::PlaceLeader | Role::Drafter | Role::Partner => Seat::Place,
        Role::DepartmentReviewer if hat.organisation.as_str() == ADDED => Seat::ToBeAdded,
        Role::DepartmentReviewer | Role::Champion | Role::ProgrammeOffice => Seat::Whitehall,
        Role::Auditor => Seat::Auditor,
        Role::Administrator => Seat::Stranger,
    };
    Person {
        id,
        name: viewer.name,
        email: viewer.email,
        hat,
        seat,
        at: [here, there],
    }
}
