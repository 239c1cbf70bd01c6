//! The people of the stories: Kent, its police, the Home Office and the programme office.

use domain::process::{Hat, OrganisationId, OrganisationKind, PersonId, Role};
use services::{Doer, NewOrganisation, PROGRAMME_OFFICE, Viewer};

use super::World;

impl World {
    /// A place under its lead council.
    pub async fn place(&self, id: &str, name: &str, prefix: &str) -> OrganisationId {
        let mut act = self.services.begin(&Doer::house()).await.expect("begins");
        let place = act
            .add_organisation(NewOrganisation {
                id: Some(id.into()),
                kind: OrganisationKind::LeadCouncil,
                name: name.to_owned(),
                abbreviation: None,
                prefix: Some(prefix.to_owned()),
                lead_place: None,
            })
            .await
            .expect("the place is added");
        act.commit().await.expect("commits");
        place
    }

    /// Somebody with a role in an organisation that is there.
    pub async fn person(&self, name: &str, organisation: &OrganisationId, role: Role) -> PersonId {
        let address = format!("{}@{organisation}.example", name.to_lowercase());
        let mut act = self.services.begin(&Doer::house()).await.expect("begins");
        let person = act.person_at(&address, name).await.expect("is added");
        act.join(&person, organisation, role).await.expect("joins");
        act.commit().await.expect("commits");
        person
    }

    /// Ann, who leads Kent.
    pub async fn leader_of_kent(&self) -> PersonId {
        let kent = self.place("kent", "Kent", "KEN").await;
        self.person("Ann", &kent, Role::PlaceLeader).await
    }

    /// Priya of the programme office.
    pub async fn programme_officer(&self) -> PersonId {
        self.person("Priya", &PROGRAMME_OFFICE.into(), Role::ProgrammeOffice)
            .await
    }

    /// The person as pages know them.
    pub async fn viewer(&self, person: &PersonId) -> Viewer {
        self.services
            .viewer(person)
            .await
            .expect("the store answers")
            .expect("somebody")
    }

    /// The person acting under one of their hats.
    pub async fn doer(&self, person: &PersonId, organisation: &str, role: Role) -> Doer {
        self.viewer(person)
            .await
            .acting_as(&Hat::new(person.clone(), organisation, role))
            .expect("a hat that is worn")
    }
}
