//! Nothing of a private room reaches another side: not in bytes, counts, order or numbering.
//!
//! Everybody reads everything they can reach: what the pages link to, and every line of the table of routes
//! filled in with the names of things, private ones of others included. Then one side writes in its own room,
//! and whoever is none of it reads all of it again: every answer has to be the same, byte for byte. So a page
//! that is added later is covered without being named here.

mod reader;
mod whispers;

use std::collections::BTreeSet;

use domain::mail::MailKind;
use domain::process::Role;
use services::Services;
use single_offer::demo;

use self::reader::Reader;
use self::whispers::{
    Offers, talk_of_birmingham, talk_of_leicester_and_draft_of_kent, talk_of_whitehall,
};
use crate::support::{Site, World, both_databases, plain_press};

both_databases!(what_one_side_says_among_itself_changes_nothing_for_another);

/// Words that stand in private rooms only. In one letter case, so that no page finds them by chance.
pub const BIRMINGHAM: &str = "qzbirminghamwhisper";
pub const LEICESTER: &str = "qzleicesterwhisper";
pub const KENT: &str = "qzkentwhisper";
pub const WHITEHALL: &str = "qzwhitehallwhisper";

/// One story, since putting the demo in takes the longest.
async fn what_one_side_says_among_itself_changes_nothing_for_another(world: World) {
    let services = world.demo_instance().await;
    // What stands on paper is read like any page.
    services.set_press(plain_press());
    demo::put_in(&services).await.unwrap();
    let site = Site::open_demo(&world).await;
    let offers = Offers::of(&services).await;

    // Elsewhere than in the demo each sees what mail went out that is theirs to look after: the programme office
    // none of a place’s own room, and a place none of another’s.
    let house = Site::open(&world).await;
    let mut ruth = Reader::by_link(&house, &world, "ruth@programme.example").await;
    let mut kate = Reader::by_link(&house, &world, "kate@leicestershire.example").await;
    let mut sunita = Reader::by_link(&house, &world, "sunita@birmingham.example").await;
    for postmaster in [&mut ruth, &mut kate, &mut sunita] {
        postmaster.look_at("/outbox").await;
    }

    // Birmingham talks: its leader, its drafter and its partner in the health service.
    let mut others = enter(
        &site,
        &services,
        &["Priya", "James", "Edward", "Ruth", "Tom", "Anil"],
    )
    .await;
    for reader in &mut others {
        reader.read(&offers).await;
    }
    every_route_is_read(&others);
    talk_of_birmingham(&services).await;
    for reader in others.iter_mut().chain([&mut ruth, &mut kate]) {
        reader.finds_nothing_new(&[BIRMINGHAM]).await;
    }
    // Birmingham itself has more to look after, so the others had something to miss.
    sunita.finds_something_new("/outbox").await;
    let mut joan = Reader::enter(&site, &services, "Joan").await;
    joan.read(&offers).await;
    assert!(joan.has_read(BIRMINGHAM), "the place reads what it said");
    joan.finds_nothing(&[WHITEHALL, LEICESTER, KENT]);

    // Leicester talks, and Kent goes on drafting: what no one outside knows of.
    others.retain(|reader| reader.name != "Anil");
    talk_of_leicester_and_draft_of_kent(&services).await;
    for reader in others.iter_mut().chain([&mut joan, &mut ruth, &mut sunita]) {
        reader.finds_nothing_new(&[LEICESTER, KENT]).await;
    }
    let mut anil = Reader::enter(&site, &services, "Anil").await;
    anil.read(&offers).await;
    assert!(anil.has_read(LEICESTER));
    anil.finds_nothing(&[BIRMINGHAM, KENT]);

    // The champion, the Home Office and the programme office talk, on both offers.
    let mut ellen = Reader::enter(&site, &services, "Ellen").await;
    ellen.read(&offers).await;
    let tom = others.remove(
        others
            .iter()
            .position(|reader| reader.name == "Tom")
            .unwrap(),
    );
    let mut outside = vec![joan, anil, ellen, tom];
    talk_of_whitehall(&services).await;
    outside.push(sunita);
    for reader in &mut outside {
        reader.finds_nothing_new(&[WHITEHALL]).await;
    }
    let mut james = Reader::enter(&site, &services, "James").await;
    james.read(&offers).await;
    assert!(james.has_read(WHITEHALL), "Whitehall reads what it said");
    james.finds_nothing(&[BIRMINGHAM, LEICESTER, KENT]);

    nobody_gets_mail_of_a_room_that_is_not_theirs(&world, &services).await;
    nobody_gets_mail_that_they_are_not_asked_about(&world, &services).await;
    let verified = services.verify(None).await;
    verified.expect("the chain holds");
}

async fn enter(site: &Site, services: &Services, names: &[&str]) -> Vec<Reader> {
    let mut readers = Vec::new();
    for name in names {
        readers.push(Reader::enter(site, services, name).await);
    }
    readers
}

/// A route that nobody here reaches would be one that nobody looks after: it needs an address in `reader.rs`.
fn every_route_is_read(readers: &[Reader]) {
    let read: BTreeSet<&str> = readers.iter().flat_map(Reader::routes).collect();
    let missed: Vec<_> = reader::pages()
        .filter(|path| !read.contains(path))
        .collect();
    assert!(missed.is_empty(), "nobody was sent to {missed:?}");
}

/// Of every mail of a private room, whoever gets it reads that room; and none carries words of a comment.
async fn nobody_gets_mail_of_a_room_that_is_not_theirs(world: &World, services: &Services) {
    for word in [BIRMINGHAM, LEICESTER, KENT, WHITEHALL] {
        let mails = format!(
            "SELECT COUNT(*) AS answer FROM outbox WHERE subject LIKE '%{word}%' OR body LIKE '%{word}%'"
        );
        assert_eq!(world.number(&mails).await, 0, "{word}");
    }
    for (room, roles) in [
        (
            "place",
            &[Role::PlaceLeader, Role::Drafter, Role::Partner][..],
        ),
        (
            "whitehall",
            &[
                Role::Champion,
                Role::DepartmentReviewer,
                Role::ProgrammeOffice,
            ],
        ),
    ] {
        let people = world
            .texts(&format!(
                "SELECT DISTINCT to_person AS answer FROM outbox \
                 WHERE room = '{room}' AND kind = 'comment' AND to_person IS NOT NULL"
            ))
            .await;
        assert!(!people.is_empty(), "somebody is told in {room}");
        for person in people {
            let viewer = services.viewer(&person.into()).await.unwrap().unwrap();
            assert!(
                viewer.hats().iter().any(|hat| roles.contains(&hat.role)),
                "{} is told of the room {room}",
                viewer.name
            );
        }
    }
}

/// Whoever gets a mail of a kind that people choose has a role that is asked how soon.
async fn nobody_gets_mail_that_they_are_not_asked_about(world: &World, services: &Services) {
    let mails = world
        .texts(
            "SELECT DISTINCT kind || ' ' || to_person AS answer FROM outbox \
             WHERE to_person IS NOT NULL",
        )
        .await;
    assert!(mails.len() > 20, "{mails:?}");
    for mail in mails {
        let (kind, person) = mail.split_once(' ').unwrap();
        let kind = MailKind::from_code(kind).unwrap();
        let viewer = services.viewer(&person.into()).await.unwrap().unwrap();
        let roles: Vec<Role> = viewer.hats().iter().map(|hat| hat.role).collect();
        assert!(
            !kind.is_chosen() || kind.is_chosen_by(&roles),
            "{}, {roles:?}, gets {kind}",
            viewer.name
        );
    }
}
