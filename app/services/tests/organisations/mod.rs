//! Organisations and their people: adding, inviting, leaving, handing over, closing an account.

mod adding;
mod inviting;
mod leaving;

use domain::process::{OrganisationId, PersonId, Role};
use services::offers::Paging;
use services::{Doer, Member, NewMember, PROGRAMME_OFFICE, Refusal, Services};

use crate::support::World;

struct People {
    world: World,
    kent: OrganisationId,
    /// Leads Kent.
    ann: PersonId,
    /// Administers Kent.
    olga: PersonId,
    priya: Doer,
}

impl People {
    async fn of(world: World) -> Self {
        let ann = world.leader_of_kent().await;
        let kent = OrganisationId::from("kent");
        let olga = world.person("Olga", &kent, Role::Administrator).await;
        let office = world.programme_officer().await;
        let priya = world
            .doer(&office, PROGRAMME_OFFICE, Role::ProgrammeOffice)
            .await;
        Self {
            world,
            kent,
            ann,
            olga,
            priya,
        }
    }

    fn services(&self) -> &Services {
        &self.world.services
    }

    async fn olga(&self) -> Doer {
        self.world
            .doer(&self.olga, "kent", Role::Administrator)
            .await
    }

    async fn member(&self, organisation: &OrganisationId, person: &PersonId, role: Role) -> Member {
        let office = self.priya.person().expect("a person");
        let viewer = self.world.viewer(office).await;
        let people = self
            .services()
            .people_of(&viewer, organisation, Paging::of(1, 100))
            .await
            .expect("listed");
        let mut members = people.members.into_iter();
        members
            .find(|member| member.person == *person && member.role == role)
            .expect("a member")
    }

    async fn invite(&self, name: &str, email: &str, role: Role) -> Result<(), Refusal> {
        let new = NewMember {
            name: name.to_owned(),
            email: email.to_owned(),
            role: Some(role),
        };
        self.services()
            .invite_member(&self.olga().await, &self.kent, &new)
            .await
    }

    /// The token in the last mail to this address.
    async fn token(&self, address: &str) -> String {
        let bodies = self
            .world
            .texts(&format!(
                "SELECT body AS answer FROM outbox WHERE to_address = '{}' ORDER BY id DESC",
                address.replace('\'', "''")
            ))
            .await;
        let (_, rest) = bodies
            .first()
            .and_then(|body| body.split_once("/sign-in/link/"))
            .expect("a mail with a link");
        rest.split_whitespace().next().expect("a token").to_owned()
    }
}

fn words(refusal: Result<(), Refusal>) -> String {
    match refusal {
        Err(Refusal::Invalid(faults)) => faults
            .into_iter()
            .map(|fault| format!("{}: {}", fault.field, fault.words))
            .collect::<Vec<_>>()
            .join(" | "),
        other => panic!("{other:?}"),
    }
}
