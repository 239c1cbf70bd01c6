//! Who asks: somebody of every role who takes part in Kent’s offer and somebody who does not, people of two
//! hats, somebody who takes part in nothing, and nobody.

use std::collections::BTreeMap;
use std::sync::Mutex;

use app::routes::Way;
use chrono::TimeDelta;
use domain::process::{Hat, OrganisationKind, PersonId, Role};
use services::{Doer, NewOrganisation, PROGRAMME_OFFICE};

use super::asks::Ask;
use crate::support::{Browser, Site, World};

/// Somebody at a browser.
pub struct Asker {
    pub name: &'static str,
    /// None for nobody: who is not signed in has not even a person.
    pub person: Option<PersonId>,
    /// All that they may see with.
    pub hats: Vec<Hat>,
    /// The one that they act under.
    pub worn: Option<Hat>,
    pub browser: Browser,
    /// What they were told of an offer that there is not, by what was asked.
    nowhere: Mutex<BTreeMap<Asked, String>>,
}

impl Asker {
    pub fn keep_nowhere(&self, ask: &Ask, told: String) {
        self.nowhere.lock().unwrap().insert(asked(ask), told);
    }

    pub fn kept_nowhere(&self, ask: &Ask) -> String {
        self.nowhere.lock().unwrap()[&asked(ask)].clone()
    }
}

/// Way, address, and what the form sends.
type Asked = (Way, String, Vec<(&'static str, String)>);

fn asked(ask: &Ask) -> Asked {
    (ask.way, ask.path.clone(), ask.fields.clone())
}

/// Name, and role for organisation; the first is worn.
type Part = (&'static str, &'static [(Role, &'static str)]);

/// Everybody but Pat, who comes in by the link that asks a partner.
const PARTS: &[Part] = &[
    ("Ann", &[(Role::PlaceLeader, "kent")]),
    ("Dev", &[(Role::Drafter, "kent")]),
    ("Adam", &[(Role::Administrator, "kent")]),
    ("Della", &[(Role::Administrator, "dh")]),
    ("Carla", &[(Role::Champion, "clg")]),
    ("Rae", &[(Role::DepartmentReviewer, "dh")]),
    ("Priya", &[(Role::ProgrammeOffice, PROGRAMME_OFFICE)]),
    ("Noor", &[(Role::Auditor, "nao")]),
    // Strangers to Kent’s offer.
    ("Lena", &[(Role::PlaceLeader, "leicester")]),
    ("Luis", &[(Role::Drafter, "leicester")]),
    ("Omar", &[(Role::Partner, "leicester-police")]),
    ("Cyril", &[(Role::Champion, "clg")]),
    ("Hari", &[(Role::DepartmentReviewer, "ho")]),
    ("Agnes", &[(Role::Administrator, "leicester")]),
    // Two hats, of which the second gets further than the first.
    (
        "Una",
        &[(Role::Auditor, "nao"), (Role::PlaceLeader, "kent")],
    ),
    (
        "Dora",
        &[
            (Role::Drafter, "leicester"),
            (Role::ProgrammeOffice, PROGRAMME_OFFICE),
        ],
    ),
    ("Nil", &[]),
];

/// Links to sign in that one network gets in a quarter of an hour.
const LINKS: usize = 5;

/// Drafts for Kent as well and never comes in: the role that others end, hand over and close.
pub const SPARE: &str = "Gil";

/// Places and people. They are not signed in yet.
pub async fn gather(world: &World) -> Vec<(&'static str, PersonId)> {
    world.place("kent", "Kent", "KEN").await;
    world.place("leicester", "Leicester", "LEI").await;
    let mut act = world.services.begin(&Doer::house()).await.unwrap();
    act.add_organisation(NewOrganisation {
        id: Some("leicester-police".into()),
        kind: OrganisationKind::Police,
        name: "Leicestershire Police".to_owned(),
        abbreviation: None,
        prefix: None,
        lead_place: Some("leicester".into()),
    })
    .await
    .unwrap();
    let spare = act.person_at("gil@people.example", SPARE).await.unwrap();
    act.join(&spare, &"kent".into(), Role::Drafter)
        .await
        .unwrap();
    let mut people = Vec::new();
    for (name, hats) in PARTS {
        let address = format!("{}@people.example", name.to_lowercase());
        let person = act.person_at(&address, name).await.unwrap();
        for (role, organisation) in *hats {
            act.join(&person, &(*organisation).into(), *role)
                .await
                .unwrap();
        }
        people.push((*name, person));
    }
    act.commit().await.unwrap();
    people
}

/// Everybody at their browsers, and nobody at another.
pub async fn sign_in(
    world: &World,
    site: &Site,
    people: Vec<(&'static str, PersonId)>,
) -> Vec<Asker> {
    let mut askers = vec![Asker {
        name: "nobody",
        person: None,
        hats: Vec::new(),
        worn: None,
        browser: site.browser(),
        nowhere: Mutex::default(),
    }];
    for (nth, (name, person)) in people.into_iter().enumerate() {
        if nth % LINKS == 0 {
            world.clock.forward(TimeDelta::minutes(16));
        }
        let viewer = world.viewer(&person).await;
        let browser = site.signed_in(world, &viewer.email).await;
        let part = PARTS.iter().find(|(other, _)| *other == name);
        let first = part.and_then(|(_, hats)| hats.first());
        let worn = match first {
            Some((role, organisation)) => {
                let hat = Hat::new(person.clone(), *organisation, *role);
                choose(&browser, &hat).await;
                Some(hat)
            }
            // Pat, who came by invitation, and Nil, who takes part in nothing.
            None => viewer.hats().first().cloned(),
        };
        askers.push(Asker {
            name,
            hats: viewer.hats(),
            person: Some(person),
            worn,
            browser,
            nowhere: Mutex::default(),
        });
    }
    askers
}

async fn choose(browser: &Browser, hat: &Hat) {
    let code = format!("{}@{}", hat.role.code(), hat.organisation);
    let chosen = browser.post("/acting-for", &[("hat", &code)]).await;
    assert_eq!(chosen.status, 303, "{}", chosen.text);
}

/// Pat came in as a partner, and has the one hat.
pub fn pats(person: PersonId) -> (&'static str, PersonId) {
    ("Pat", person)
}
