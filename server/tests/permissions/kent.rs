//! Kent’s offer, which everybody asks for, at one stage after the other.

use domain::file::Place;
use domain::form::{Entry, Posted};
use domain::negotiation::{Barrier, BarrierStatus};
use domain::offer::{Key, MatterKind};
use domain::process::{
    OfferFacts, OfferKind, OrganisationId, PersonId, Reference, Role, Room, Section, Stage,
};
use domain::talk::Subject;
use services::files::NewFile;
use services::offers::Start;
use services::talk::Opening;
use services::{Doer, Invitation};

use super::cast::SPARE;
use crate::support::{World, link_for};

/// The number of the term that there is, and the name of the barrier.
pub const TERM: &str = "1";
pub const BARRIER: &str = "who-lives-there";

/// The address that is asked to be a partner.
const PAT: &str = "pat@kent-police.example";

pub struct Kent {
    pub draft: Reference,
    pub submitted: Reference,
    /// Two outcomes that stay, and one that is taken out again and again.
    pub outcome: Key,
    pub expendable: Key,
    pub partner: Key,
    pub scope: Key,
    /// What Ann has attached for the place alone.
    pub file: String,
    /// What Ann says to the place alone.
    pub thread: String,
    pub comment: String,
    /// A role of somebody in Kent, and an invitation to one.
    pub membership: String,
    pub invitation: String,
    /// The organisation of that partner.
    pub police: OrganisationId,
    pub champion: PersonId,
    pub other_champion: PersonId,
    /// Reviews for the department that the offer names.
    pub reviewer: PersonId,
    /// Drafts for Kent, and can take over.
    pub successor: PersonId,
}

/// Where the offer stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Situation {
    pub stage: Stage,
    pub submitted_before: bool,
}

/// Every stage; the two that an offer can be at before it was ever submitted also so.
pub fn situations() -> Vec<Situation> {
    let never = [Stage::Draft, Stage::Withdrawn].map(|stage| (stage, false));
    let once = Stage::ALL.iter().map(|stage| (*stage, true));
    never
        .into_iter()
        .chain(once)
        .map(|(stage, submitted_before)| Situation {
            stage,
            submitted_before,
        })
        .collect()
}

impl Kent {
    /// Ann starts the offer, and Pat is asked to be a partner and comes in.
    pub async fn begin(world: &World, person: impl Fn(&str) -> PersonId) -> (Self, PersonId) {
        let ann = &person("Ann");
        let doer = world.doer(ann, "kent", Role::PlaceLeader).await;
        let offers = world.services.offers();
        let start = Start {
            kind: OfferKind::SingleOffer,
            title: "One front door".to_owned(),
            theme: None,
        };
        let draft = offers.start(&doer, &start).await.unwrap();
        let partner = &[
            ("name", "Kent Police"),
            ("kind", "police"),
            ("role", "partner"),
            ("email", PAT),
        ];
        let kent = Self {
            submitted: "KEN-1".parse().unwrap(),
            outcome: add(world, &doer, &draft, MatterKind::Outcome, &[]).await,
            expendable: add(world, &doer, &draft, MatterKind::Outcome, &[]).await,
            partner: add(world, &doer, &draft, MatterKind::Partner, partner).await,
            scope: {
                let view = offers.read(&world.viewer(ann).await, &draft).await.unwrap();
                view.only(MatterKind::Scope).unwrap().key.clone()
            },
            police: String::new().into(),
            file: attach(world, &doer, &draft).await,
            thread: say(world, &doer, &draft).await,
            comment: one(world, "SELECT slug AS answer FROM comments").await,
            membership: one(world, &format!("{MEMBERSHIP} '{SPARE}'")).await,
            invitation: invite(world).await,
            champion: person("Carla"),
            other_champion: person("Cyril"),
            reviewer: person("Rae"),
            successor: person("Dev"),
            draft,
        };
        offers
            .invite(&doer, &kent.draft, &kent.partner)
            .await
            .unwrap();
        let link = link_for(world, PAT).await;
        let token = link.rsplit('/').next().unwrap();
        let claimed = world.services.claim_link(token).await.unwrap();
        let pat = world.viewer(&claimed.person).await;
        let police = pat.hats()[0].organisation.clone();
        world
            .damage(
                "INSERT INTO offer_parties (offer_id, organisation_id, relation) \
                 SELECT id, 'dh', 'department' FROM offers",
            )
            .await;
        lay_on_the_table(world, &kent, ann).await;
        (Self { police, ..kent }, claimed.person)
    }

    /// Puts the offer there, past all its rules.
    pub async fn stands(&self, world: &World, situation: Situation) {
        let stage = situation.stage.code();
        let champion = &self.champion;
        let written = if situation.submitted_before {
            format!(
                "reference = '{}', first_submitted_at = updated_at, submitted_at = updated_at",
                self.submitted
            )
        } else {
            "reference = NULL, first_submitted_at = NULL, submitted_at = NULL".to_owned()
        };
        world
            .damage(&format!(
                "UPDATE offers SET stage = '{stage}', champion_id = '{champion}', {written}"
            ))
            .await;
    }

    /// What the domain is told of it there.
    pub fn facts(&self, situation: Situation) -> OfferFacts {
        OfferFacts {
            reference: self.name(situation).clone(),
            place: "kent".into(),
            stage: situation.stage,
            submitted_before: situation.submitted_before,
            champion: Some(self.champion.clone()),
            partners: vec![self.police.clone()],
            departments: vec!["dh".into()],
            embargoed: false,
        }
    }

    /// The name it goes by there.
    pub fn name(&self, situation: Situation) -> &Reference {
        if situation.submitted_before {
            &self.submitted
        } else {
            &self.draft
        }
    }

    /// The version that a matter is saved over.
    pub async fn version(&self, world: &World, key: &Key) -> i64 {
        world
            .number(&format!(
                "SELECT version AS answer FROM matters WHERE slug = '{key}'"
            ))
            .await
    }

    /// Puts back what was taken out, ended or put into other hands.
    pub async fn put_back(&self, world: &World) {
        world
            .damage(&format!(
                "UPDATE matters SET removed_at = NULL; \
                 UPDATE memberships SET ended_at = NULL; \
                 UPDATE people SET disabled_at = NULL; \
                 DELETE FROM reviewer_assignments; \
                 UPDATE offers SET champion_id = '{}'; \
                 UPDATE sign_in_links SET superseded_at = NULL, cancelled_at = NULL WHERE id = '{}'",
                self.champion, self.invitation
            ))
            .await;
    }
}

/// Somebody’s role that can end.
const MEMBERSHIP: &str = "SELECT memberships.id AS answer FROM memberships \
     JOIN people ON people.id = memberships.person_id WHERE people.name =";

async fn one(world: &World, query: &str) -> String {
    world.texts(query).await.remove(0)
}

async fn say(world: &World, doer: &Doer, draft: &Reference) -> String {
    let opening = Opening {
        subject: Subject::Offer,
        quote: String::new(),
        room: Some(Room::Place),
        body: "Who writes the evidence?".to_owned(),
    };
    let talk = world.services.talk();
    talk.start(doer, draft, &opening).await.unwrap()
}

async fn attach(world: &World, doer: &Doer, draft: &Reference) -> String {
    let letter = NewFile {
        place: Place::Section(Section::Engagement),
        room: Some(Room::Place),
        name: "letter.txt".to_owned(),
        content: b"We support this offer.".as_slice().into(),
    };
    let files = world.services.files();
    files.attach(doer, draft, letter).await.unwrap()
}

async fn invite(world: &World) -> String {
    let mut act = world.services.begin(&Doer::house()).await.unwrap();
    let invitation = Invitation {
        address: "new@kent.example",
        name: "Newman",
        organisation: &"kent".into(),
        role: Role::Drafter,
        destination: "/work",
    };
    act.invite_to_join(invitation, "Ann").await.unwrap();
    act.commit().await.unwrap();
    one(
        world,
        "SELECT id AS answer FROM sign_in_links WHERE organisation_id = 'kent'",
    )
    .await
}

/// A term that Kent and Health have to agree to, and a barrier in its way, as an acceptance and somebody’s press would
/// leave them.
async fn lay_on_the_table(world: &World, kent: &Kent, ann: &PersonId) {
    let offers = world.services.offers();
    let view = offers.read(&world.viewer(ann).await, &kent.draft).await;
    let view = view.unwrap();
    let scope = serde_json::to_string(&[view.only(MatterKind::Scope).unwrap()]).unwrap();
    let barrier = Barrier {
        what: "Nobody may pass on who lives there.".to_owned(),
        owner: "dh".to_owned(),
        due: Entry::Is("2013-05-03".parse().unwrap()),
        status: Some(BarrierStatus::Open),
        ..Barrier::default()
    };
    let barrier = serde_json::to_string(&barrier).unwrap();
    let ann_leads = format!("'{ann}', 'kent', 'place-leader', updated_at");
    world
        .damage(&format!(
            "INSERT INTO terms (id, offer_id, number, kind, lead_id, current, openings, added, version) \
             SELECT 'term', id, {TERM}, 'scope', 'dh', 1, 0, '[]', 1 FROM offers; \
             INSERT INTO term_versions (term_id, number, matters, reason, by_id, organisation_id, role, at) \
             SELECT 'term', 1, '{}', '', {ann_leads} FROM offers; \
             INSERT INTO barriers (id, offer_id, slug, content, owner, stands, due, edited_by, edited_at, version, \
             by_id, organisation_id, role, at) \
             SELECT 'barrier', id, '{BARRIER}', '{}', 'dh', TRUE, '2013-05-03', '{ann}', updated_at, 1, {ann_leads} \
             FROM offers",
            quoted(&scope),
            quoted(&barrier),
        ))
        .await;
}

/// As SQL writes a text.
fn quoted(text: &str) -> String {
    text.replace('\'', "''")
}

async fn add(
    world: &World,
    doer: &Doer,
    draft: &Reference,
    kind: MatterKind,
    typed: &[(&str, &str)],
) -> Key {
    let posted: Posted = typed.iter().copied().collect();
    let offers = world.services.offers();
    let added = offers.add(doer, draft, kind, &posted).await;
    added.unwrap().key
}
