//! Talk: each side in its room, what is released and what is not, and who is told.

mod mentioning;
mod private;
mod quoting;
mod states;
mod writing;

use chrono::TimeDelta;
use domain::process::{OrganisationId, Reference, Role, Room};
use domain::talk::Subject;
use services::Refusal;
use services::offers::Paging;
use services::talk::{Comment, Filter, Opening, Thread, Threads};

use crate::offers::cast::{Actor, Cast};

const JOINT: Room = Room::Joint;

const PLACE: Room = Room::Place;

const WHITEHALL: Room = Room::Whitehall;

fn saying(room: Room, body: &str) -> Opening {
    Opening {
        subject: Subject::Offer,
        quote: String::new(),
        room: Some(room),
        body: body.to_owned(),
    }
}

/// Who speaks, in the cast of Kent.
struct Table<'a> {
    cast: &'a Cast,
    kent: Reference,
}

impl Table<'_> {
    async fn start(&self, who: &Actor, room: Room, body: &str) -> String {
        let talk = self.cast.world.services.talk();
        talk.start(&who.doer, &self.kent, &saying(room, body))
            .await
            .expect("starts")
    }

    async fn reply(&self, who: &Actor, thread: &str, body: &str) -> String {
        let talk = self.cast.world.services.talk();
        talk.reply(&who.doer, &self.kent, thread, body)
            .await
            .expect("replies")
            .slug
    }

    async fn release(&self, who: &Actor, at: (&str, &str)) -> Result<String, Refusal> {
        let talk = self.cast.world.services.talk();
        talk.release(&who.doer, &self.kent, at).await
    }

    async fn list(&self, who: &Actor, filter: &Filter) -> Result<Threads, Refusal> {
        let talk = self.cast.world.services.talk();
        let hat = who.doer.hat();
        talk.threads(&who.viewer, hat, &self.kent, filter, Paging::first())
            .await
    }

    async fn thread(&self, who: &Actor, slug: &str) -> Result<Thread, Refusal> {
        let talk = self.cast.world.services.talk();
        let hat = who.doer.hat();
        talk.thread(&who.viewer, hat, &self.kent, slug, Paging::first())
            .await
    }

    /// How the threads begin that somebody finds.
    async fn openings(&self, who: &Actor) -> Vec<String> {
        let threads = self.list(who, &Filter::default()).await.expect("is seen");
        assert_eq!(threads.total, threads.lines.len() as u64);
        threads.lines.into_iter().map(|line| line.opening).collect()
    }

    async fn only(&self, who: &Actor, slug: &str) -> Comment {
        let thread = self.thread(who, slug).await.expect("is seen");
        thread.comments.into_iter().next().expect("a comment")
    }

    /// The time goes on, so that what is said later is later.
    fn wait(&self) {
        self.cast.world.clock.forward(TimeDelta::seconds(61));
    }
}

/// Kent is negotiating, with Carla as its champion.
async fn negotiating(cast: &Cast) -> Table<'_> {
    let kent = cast.submitted().await;
    cast.world
        .services
        .offers()
        .accept(
            &cast.priya.doer,
            &kent.reference,
            &cast.carla.person,
            &"clg".into(),
        )
        .await
        .expect("accepts");
    Table {
        cast,
        kent: kent.reference,
    }
}

/// A reviewer of Work and Pensions, which the complete offer names.
async fn reviewer(cast: &Cast) -> Actor {
    let dwp = OrganisationId::from("dwp");
    Actor::new(&cast.world, "Dee", &dwp, Role::DepartmentReviewer).await
}

/// The one field that is at fault.
fn fault<T: std::fmt::Debug>(answer: Result<T, Refusal>) -> String {
    match answer {
        Err(Refusal::Invalid(faults)) if faults.len() == 1 => faults[0].field.clone(),
        other => panic!("{other:?}"),
    }
}
