//! What bargaining changed, beside what was said of it: every comment in the rooms of the reader, and no other.

use std::collections::BTreeSet;

use domain::process::{Room, Section};
use domain::redline::Remark;
use domain::talk::Subject;
use services::Refusal;
use services::negotiation::Redlined;
use services::talk::Opening;

use super::cast::Bargain;
use crate::offers::cast::Actor;
use crate::support::{World, both_databases};

both_databases!(the_margin_holds_whole_threads_in_the_rooms_of_the_reader);

impl Bargain {
    async fn begins(&self, who: &Actor, about: &Subject, room: Room, words: &str) -> String {
        let opening = Opening {
            subject: about.clone(),
            quote: String::new(),
            room: Some(room),
            body: words.to_owned(),
        };
        let talk = self.services().talk();
        let thread = talk.start(&who.doer, &self.kent, &opening).await;
        thread.expect("starts")
    }

    async fn redlined(&self, who: &Actor) -> Result<Redlined, Refusal> {
        let terms = self.services().negotiation();
        terms.redlined(&who.viewer, &self.kent).await
    }
}

async fn the_margin_holds_whole_threads_in_the_rooms_of_the_reader(world: World) {
    let table = Bargain::of(world).await;
    let (ann, theo, carla) = (&table.cast.ann, &table.theo, &table.cast.carla);
    let desks = Subject::Matter {
        section: Section::Savings,
        key: table.desks.clone(),
    };
    let savings = Subject::Section(Section::Savings);
    let joint = table
        .begins(ann, &desks, Room::Joint, "Is it enough?")
        .await;
    let talk = table.services().talk();
    let reply = talk.reply(&theo.doer, &table.kent, &joint, "Not by half.");
    reply.await.expect("replies");
    table
        .begins(carla, &savings, Room::Whitehall, "We go to half.")
        .await;
    table
        .begins(ann, &Subject::Offer, Room::Place, "We can give more.")
        .await;
    let done = table.begins(ann, &desks, Room::Joint, "Never mind.").await;
    let resolved = talk.resolve(&ann.doer, &table.kent, &done).await;
    resolved.expect("is resolved");

    let said = |told: &Redlined| -> BTreeSet<(String, String)> {
        let each = told.remarks.iter();
        each.map(|Remark { on, words, .. }| (on.clone(), words.clone()))
            .collect()
    };
    let term = format!("term-{}", table.number("savings").await);
    let of = |on: &str, words: &str| (on.to_owned(), words.to_owned());
    let both = [of(&term, "Is it enough?"), of(&term, "Not by half.")];
    let place = table.redlined(ann).await.expect("is seen");
    let mut expected = BTreeSet::from(both.clone());
    expected.insert(of("talk", "We can give more."));
    assert_eq!(said(&place), expected);
    let whitehall = table.redlined(theo).await.expect("is seen");
    let mut expected = BTreeSet::from(both);
    expected.insert(of("talk-savings", "We go to half."));
    assert_eq!(said(&whitehall), expected);
    // The heading that talk about a section stands at is there for those alone who read some of it.
    let headings = |told: &Redlined| -> Vec<String> {
        let after = told.after.iter().map(|laid| laid.anchor.clone());
        after.filter(|anchor| anchor.starts_with("talk")).collect()
    };
    assert_eq!(headings(&place), ["talk"]);
    assert_eq!(headings(&whitehall), ["talk-savings"]);
    // It is no change.
    let (before, after) = (place.before.last(), place.after.last());
    assert_eq!(before, after);
    let author = &whitehall
        .remarks
        .iter()
        .find(|one| one.on == "talk-savings");
    let author = author.expect("a remark");
    assert!(author.author.starts_with("Carla, "), "{author:?}");
    assert_eq!(author.room, Room::Whitehall.label());
    assert!(matches!(
        table.redlined(&table.cast.lena).await,
        Err(Refusal::NotFound)
    ));
}
