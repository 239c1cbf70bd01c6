//! Who acts in these stories.

use domain::form::Posted;
use domain::offer::{Key, MatterKind};
use domain::process::{Hat, OfferKind, OrganisationId, PersonId, Reference, Role};
use services::offers::{OfferView, PartnerSays, Saved, Start};
use services::{Doer, PROGRAMME_OFFICE, Refusal, Viewer};

use crate::support::World;

/// Somebody with the hat they wear throughout.
pub struct Actor {
    pub person: PersonId,
    pub doer: Doer,
    pub viewer: Viewer,
}

/// Ann leads Kent and Dev drafts for it; Lena leads Leicester. Priya works for the programme office, Carla is a
/// champion at Communities, Hari reviews for the Home Office and Noor audits.
pub struct Cast {
    pub world: World,
    pub ann: Actor,
    pub dev: Actor,
    pub lena: Actor,
    pub priya: Actor,
    pub carla: Actor,
    pub hari: Actor,
    pub noor: Actor,
}

impl Cast {
    pub async fn of(world: World) -> Self {
        let kent = world.place("kent", "Kent County Council", "KEN").await;
        let leicester = world
            .place("leicester", "Leicester City Council", "LEI")
            .await;
        Self {
            ann: Actor::new(&world, "Ann", &kent, Role::PlaceLeader).await,
            dev: Actor::new(&world, "Dev", &kent, Role::Drafter).await,
            lena: Actor::new(&world, "Lena", &leicester, Role::PlaceLeader).await,
            priya: Actor::new(
                &world,
                "Priya",
                &PROGRAMME_OFFICE.into(),
                Role::ProgrammeOffice,
            )
            .await,
            carla: Actor::new(&world, "Carla", &"clg".into(), Role::Champion).await,
            hari: Actor::new(&world, "Hari", &"ho".into(), Role::DepartmentReviewer).await,
            noor: Actor::new(&world, "Noor", &"nao".into(), Role::Auditor).await,
            world,
        }
    }

    /// Kent starts a Single Offer.
    pub async fn start(&self) -> Reference {
        let start = Start {
            kind: OfferKind::SingleOffer,
            title: "One front door".to_owned(),
            theme: None,
        };
        self.world
            .services
            .offers()
            .start(&self.ann.doer, &start)
            .await
            .expect("starts")
    }

    pub async fn read(&self, actor: &Actor, reference: &Reference) -> OfferView {
        self.world
            .services
            .offers()
            .read(&actor.viewer, reference)
            .await
            .expect("is seen")
    }

    /// Saves over the version that stands.
    pub async fn save(&self, reference: &Reference, key: &Key, typed: Typed<'_>) -> Saved {
        let version = self
            .read(&self.ann, reference)
            .await
            .matter(key)
            .expect("the matter is there")
            .version;
        self.world
            .services
            .offers()
            .save(&self.ann.doer, reference, key, version, &post(typed))
            .await
            .expect("is saved")
    }

    pub async fn add(&self, reference: &Reference, kind: MatterKind, typed: Typed<'_>) -> Key {
        self.world
            .services
            .offers()
            .add(&self.ann.doer, reference, kind, &post(typed))
            .await
            .expect("is added")
            .key
    }

    /// The key of a matter that comes once.
    pub async fn only(&self, reference: &Reference, kind: MatterKind) -> Key {
        let view = self.read(&self.ann, reference).await;
        view.only(kind).expect("every offer has it").key.clone()
    }

    /// Asks a partner, and lets whoever gets the mail follow its link.
    pub async fn invite(&self, reference: &Reference, key: &Key) -> Actor {
        let offers = self.world.services.offers();
        offers
            .invite(&self.ann.doer, reference, key)
            .await
            .expect("is asked");
        let mails = self
            .world
            .texts("SELECT body AS answer FROM outbox WHERE kind = 'partner-asked' ORDER BY id")
            .await;
        let (_, link) = mails
            .last()
            .and_then(|body| body.split_once("/sign-in/link/"))
            .expect("a mail with a link");
        let token = link.split_whitespace().next().expect("a token");
        let claimed = self
            .world
            .services
            .claim_link(token)
            .await
            .expect("the link lets in");
        assert_eq!(
            claimed.destination,
            format!("/offers/{reference}/partners/{key}/answer")
        );
        Actor::at_work(&self.world, claimed.person, Role::Partner).await
    }

    /// Has a partner confirm what it is shown.
    pub async fn confirm(&self, partner: &Actor, reference: &Reference, key: &Key) {
        let offers = self.world.services.offers();
        let view = offers
            .answer_view(&partner.viewer, reference, key)
            .await
            .expect("is shown");
        assert!(view.may_answer);
        offers
            .answer(&partner.doer, reference, key, &willing(), &view.digest)
            .await
            .expect("confirms");
    }

    /// How many mails of a kind there are.
    pub async fn mails(&self, kind: &str) -> i64 {
        self.world
            .number(&format!(
                "SELECT COUNT(*) AS answer FROM outbox WHERE kind = '{kind}'"
            ))
            .await
    }

    /// How many events of a kind there are.
    pub async fn events(&self, kind: &str) -> i64 {
        self.world
            .number(&format!(
                "SELECT COUNT(*) AS answer FROM events WHERE kind = '{kind}'"
            ))
            .await
    }
}

impl Actor {
    pub async fn new(world: &World, name: &str, organisation: &OrganisationId, role: Role) -> Self {
        let person = world.person(name, organisation, role).await;
        Self::at_work(world, person, role).await
    }

    /// The person under their hat of this role.
    pub async fn at_work(world: &World, person: PersonId, role: Role) -> Self {
        let viewer = world.viewer(&person).await;
        let hats = viewer.hats();
        let hat: &Hat = hats
            .iter()
            .find(|hat| hat.role == role)
            .expect("a hat of this role");
        Self {
            doer: viewer.acting_as(hat).expect("a hat that is worn"),
            person,
            viewer,
        }
    }
}

/// Name and text of each field.
pub type Typed<'a> = &'a [(&'a str, &'a str)];

pub fn post(typed: Typed<'_>) -> Posted {
    typed.iter().copied().collect()
}

pub fn willing() -> PartnerSays {
    PartnerSays::Confirm {
        name: "Pat".to_owned(),
        role: "Chief constable".to_owned(),
    }
}

/// Whether it is as if the offer did not exist.
pub fn is_nowhere<T>(answer: Result<T, Refusal>) -> bool {
    matches!(answer, Err(Refusal::NotFound))
}
