//! What each side says among itself in this story, through the same services as people’s own acts.

use domain::file::Place;
use domain::offer::{Key, MatterKind};
use domain::process::{Hat, Reference, Role, Room, Section};
use domain::talk::Subject;
use services::files::NewFile;
use services::offers::{Paging, posted};
use services::talk::Opening;
use services::{Doer, Services, Viewer};

use super::{BIRMINGHAM, KENT, LEICESTER, WHITEHALL};

const OFFERS: [&str; 3] = ["BIR-1", "LEI-1", "KEN-D1"];

/// The names of everything that an address can hold.
pub struct Offers {
    pub references: Vec<String>,
    /// Section and key of some matters of each.
    pub matters: Vec<(String, Section, Key)>,
    /// Threads and comments of the demo, private ones included.
    pub talk: Vec<(String, String, Vec<String>)>,
}

impl Offers {
    pub async fn of(services: &Services) -> Self {
        let mut offers = Self {
            references: OFFERS.map(str::to_owned).to_vec(),
            matters: Vec::new(),
            talk: Vec::new(),
        };
        for (name, leader) in OFFERS.iter().zip(["Joan", "Anil", "Margaret"]) {
            let reference: Reference = name.parse().unwrap();
            let viewer = person(services, leader).await;
            let view = services.offers().read(&viewer, &reference).await.unwrap();
            for kept in &view.proposal.kept {
                let section = kept.matter.kind().section();
                let is_new = !offers
                    .matters
                    .iter()
                    .any(|(of, other, _)| of == name && *other == section);
                if !kept.matter.kind().fills_section() && is_new {
                    offers
                        .matters
                        .push(((*name).to_owned(), section, kept.key.clone()));
                }
            }
        }
        for name in ["Joan", "Priya"] {
            let viewer = person(services, name).await;
            let reference: Reference = "BIR-1".parse().unwrap();
            let (talk, all) = (services.talk(), Paging::of(1, 100));
            let filter = services::talk::Filter::default();
            let threads = talk
                .threads(&viewer, None, &reference, &filter, all)
                .await
                .unwrap();
            for line in threads.lines {
                let thread = talk
                    .thread(&viewer, None, &reference, &line.slug, all)
                    .await
                    .unwrap();
                let comments = thread.comments.into_iter().map(|one| one.slug).collect();
                offers.talk.push(("BIR-1".to_owned(), line.slug, comments));
            }
        }
        offers
    }
}

/// Birmingham starts threads on all there is to talk about, replies, changes, resolves.
pub async fn talk_of_birmingham(services: &Services) {
    let joan = acting(services, "Joan", Role::PlaceLeader).await;
    let sunita = acting(services, "Sunita", Role::Drafter).await;
    let ellen = acting(services, "Ellen", Role::Partner).await;
    among(
        services,
        "BIR-1",
        Room::Place,
        BIRMINGHAM,
        &[&sunita, &ellen, &joan],
    )
    .await;
}

/// Leicester talks in its room; Kent changes its draft and talks about it.
pub async fn talk_of_leicester_and_draft_of_kent(services: &Services) {
    let anil = acting(services, "Anil", Role::PlaceLeader).await;
    let kate = acting(services, "Kate", Role::Drafter).await;
    among(
        services,
        "LEI-1",
        Room::Place,
        LEICESTER,
        &[&anil, &kate, &anil],
    )
    .await;
    let margaret = acting(services, "Margaret", Role::PlaceLeader).await;
    let daniel = acting(services, "Daniel", Role::Drafter).await;
    among(
        services,
        "KEN-D1",
        Room::Place,
        KENT,
        &[&daniel, &margaret, &daniel],
    )
    .await;
    let viewer = person(services, "Margaret").await;
    let kent: Reference = "KEN-D1".parse().unwrap();
    let view = services.offers().read(&viewer, &kent).await.unwrap();
    let scope = view.only(MatterKind::Scope).unwrap();
    let mut form = posted(&scope.matter, &view.around());
    form.put("summary", vec![KENT.to_owned()]);
    services
        .offers()
        .save(&margaret, &kent, &scope.key, scope.version, &form)
        .await
        .unwrap();
}

/// Whitehall talks in its room, on an offer with a champion and on one without.
pub async fn talk_of_whitehall(services: &Services) {
    let priya = acting(services, "Priya", Role::Champion).await;
    let james = acting(services, "James", Role::DepartmentReviewer).await;
    let ruth = acting(services, "Ruth", Role::ProgrammeOffice).await;
    among(
        services,
        "BIR-1",
        Room::Whitehall,
        WHITEHALL,
        &[&james, &ruth, &priya],
    )
    .await;
    among(
        services,
        "LEI-1",
        Room::Whitehall,
        WHITEHALL,
        &[&ruth, &ruth, &ruth],
    )
    .await;
}

/// A file, and a thread on the offer, on a section and on a matter, each with a reply and a change; one is resolved.
async fn among(services: &Services, offer: &str, room: Room, word: &str, who: &[&Doer; 3]) {
    let reference: Reference = offer.parse().unwrap();
    let letter = NewFile {
        place: Place::Section(Section::Engagement),
        room: Some(room),
        name: format!("{word}.txt"),
        content: word.to_owned().into(),
    };
    let files = services.files();
    files.attach(who[0], &reference, letter).await.unwrap();
    let talk = services.talk();
    let subjects = [
        Subject::Offer,
        Subject::Section(Section::Savings),
        Subject::of(Some(Section::Scope), scope_of(services, offer).await),
    ];
    for (number, subject) in subjects.into_iter().enumerate() {
        let opening = Opening {
            subject,
            quote: String::new(),
            room: Some(room),
            body: format!("{word} {number}"),
        };
        let thread = talk.start(who[0], &reference, &opening).await.unwrap();
        let reply = format!("{word} reply {number}");
        let reply = talk
            .reply(who[1], &reference, &thread, &reply)
            .await
            .unwrap()
            .slug;
        let changed = format!("{word} changed {number}");
        talk.edit(who[1], &reference, (&thread, &reply), 1, &changed)
            .await
            .unwrap();
        if number == 1 {
            talk.resolve(who[2], &reference, &thread).await.unwrap();
        }
    }
}

async fn scope_of(services: &Services, offer: &str) -> Option<Key> {
    let leader = match offer {
        "BIR-1" => "Joan",
        "LEI-1" => "Anil",
        _ => "Margaret",
    };
    let viewer = person(services, leader).await;
    let reference = offer.parse().unwrap();
    let view = services.offers().read(&viewer, &reference).await.unwrap();
    Some(view.only(MatterKind::Scope).unwrap().key.clone())
}

pub async fn person(services: &Services, name: &str) -> Viewer {
    let people = services.demo_people().await.unwrap();
    let person = people.iter().find(|person| person.name == name).unwrap();
    services.viewer(&person.person).await.unwrap().unwrap()
}

async fn acting(services: &Services, name: &str, role: Role) -> Doer {
    let viewer = person(services, name).await;
    let hat = viewer.hats().into_iter().find(|hat: &Hat| hat.role == role);
    viewer.acting_as(&hat.unwrap()).unwrap()
}
