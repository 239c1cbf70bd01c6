//! Who is in the demo: the places, their partners, and everybody who acts.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, Utc};
use domain::process::{self, OrganisationKind, PersonId, Role};
use domain::programme::Region;
use serde::Deserialize;
use services::{Doer, NewOrganisation, Services, Viewer};

use super::script::Script;

/// Before the first story.
const ARRIVAL: &str = "2012-08-20T08:00:00Z";

/// What somebody is who answers for a partner and has no part of their own.
const CONTACT: &str = "Partnership officer";

#[derive(Deserialize)]
struct Places {
    place: Vec<Place>,
}

#[derive(Deserialize)]
struct Place {
    id: String,
    name: String,
    prefix: String,
    region: String,
}

#[derive(Deserialize)]
struct People {
    person: Vec<Person>,
}

/// Somebody whom a visitor can be.
#[derive(Deserialize)]
struct Person {
    name: String,
    email: String,
    /// What they are in their organisation, where they answer for it.
    post: Option<String>,
    /// What they come for.
    about: String,
    #[serde(default)]
    hats: Vec<Hat>,
}

#[derive(Deserialize)]
struct Hat {
    organisation: String,
    role: String,
}

/// Everybody, by address.
pub struct Cast {
    members: BTreeMap<String, Member>,
    about: BTreeMap<String, String>,
}

/// Somebody, as the house knows them now.
pub struct Member {
    pub viewer: Viewer,
    pub post: String,
}

impl Cast {
    /// Puts in the places with their partners and people.
    pub async fn put_in(services: &Services, scripts: &[Script]) -> Result<Self> {
        let places: Places = toml::from_str(include_str!("places.toml")).context("the places")?;
        let people: People = toml::from_str(include_str!("people.toml")).context("the people")?;
        let arrival: DateTime<Utc> = ARRIVAL.parse().context("the day of arrival")?;
        let mut act = services.as_of(arrival).begin(&Doer::house()).await?;
        for place in &places.place {
            act.add_organisation(NewOrganisation {
                id: Some(place.id.as_str().into()),
                kind: OrganisationKind::LeadCouncil,
                name: place.name.clone(),
                abbreviation: None,
                prefix: Some(place.prefix.clone()),
                lead_place: None,
            })
            .await?;
            let region = Region::from_code(&place.region)
                .ok_or_else(|| anyhow!("{}: {} is no region", place.name, place.region))?;
            act.place_in(&place.id.as_str().into(), region).await?;
        }
        let mut posts = BTreeMap::new();
        for person in &people.person {
            let id = act.person_at(&person.email, &person.name).await?;
            for hat in &person.hats {
                let role = Role::from_code(&hat.role)
                    .ok_or_else(|| anyhow!("{}: {} is no role", person.name, hat.role))?;
                act.join(&id, &hat.organisation.as_str().into(), role)
                    .await?;
            }
            let post = person.post.clone().unwrap_or_else(|| CONTACT.to_owned());
            posts.insert(person.email.clone(), (id, post));
        }
        // A partner of two offers of a place is one organisation.
        let mut known = BTreeSet::new();
        for script in scripts {
            for partner in script.partners() {
                if !known.insert((&script.place, partner.name)) {
                    continue;
                }
                let organisation = act
                    .add_organisation(NewOrganisation {
                        id: None,
                        kind: partner.kind,
                        name: partner.name.to_owned(),
                        abbreviation: None,
                        prefix: None,
                        lead_place: Some(script.place.as_str().into()),
                    })
                    .await?;
                let id = act.person_at(partner.email, CONTACT).await?;
                act.join(&id, &organisation, Role::Partner).await?;
                let contact = (id, CONTACT.to_owned());
                posts.entry(partner.email.to_owned()).or_insert(contact);
            }
        }
        act.commit().await?;
        Ok(Self {
            members: members(services, posts).await?,
            about: people
                .person
                .into_iter()
                .map(|person| (person.email, person.about))
                .collect(),
        })
    }

    /// What each comes for, as JSON by address.
    pub fn about(&self) -> Result<String> {
        Ok(serde_json::to_string(&self.about)?)
    }

    /// Whoever has this address.
    pub fn member(&self, email: &str) -> Result<&Member> {
        self.members
            .get(email)
            .ok_or_else(|| anyhow!("nobody is at {email}"))
    }
}

impl Member {
    pub fn person(&self) -> &PersonId {
        &self.viewer.person
    }

    /// This person acting in the first of their roles that is one of these.
    pub fn acting(&self, roles: &[Role]) -> Result<Doer> {
        self.acting_where(|hat| roles.contains(&hat.role))
            .with_context(|| format!("in one of {roles:?}"))
    }

    /// The same under the first hat of which this holds.
    pub fn acting_where(&self, holds: impl Fn(&process::Hat) -> bool) -> Result<Doer> {
        let hats = self.viewer.hats.iter().map(|worn| &worn.hat);
        let mut fitting = hats.filter(|hat| holds(hat));
        fitting
            .next()
            .and_then(|hat| self.viewer.acting_as(hat))
            .ok_or_else(|| anyhow!("{} may not", self.viewer.email))
    }
}

async fn members(
    services: &Services,
    posts: BTreeMap<String, (PersonId, String)>,
) -> Result<BTreeMap<String, Member>> {
    let mut members = BTreeMap::new();
    for (email, (person, post)) in posts {
        let viewer = services.viewer(&person).await?;
        let viewer = viewer.ok_or_else(|| anyhow!("{email} has not arrived"))?;
        members.insert(email, Member { viewer, post });
    }
    Ok(members)
}
