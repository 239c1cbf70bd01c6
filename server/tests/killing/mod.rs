//! Hundreds of mails, and workers that are killed with their process in the middle of them: none is lost, a death
//! costs one second copy at most, every copy has the one Message-ID, and no two workers are at the same mail.
//!
//! The workers are the program itself, `single-offer worker`, and know of each other by the database alone.

mod post;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;

use domain::mail::MailKind;
use services::{About, Doer, Mail};
use tokio::process::{Child, Command};

use crate::support::{World, both_databases};
use post::{Point, Post, Received};

both_databases!(mail_outlives_workers_that_are_killed);

/// Each is two writes that are on disk before the next: more would take longer and show nothing else.
const MAILS: usize = 400;
const DEATHS: usize = 24;
const POINTS: [Point; 3] = [Point::Recipient, Point::Kept, Point::Told];
const VICTIM: &str = "victim";
const SURVIVOR: &str = "survivor";

async fn mail_outlives_workers_that_are_killed(world: World) {
    write(&world).await;
    let post = Post::open().await;
    // One lives on and sends beside each of the others, but not so many that nothing is left for them.
    post.allow(SURVIVOR, 0);
    let survivor = Worker::start(&world, &post, SURVIVOR);
    let mut dice = Dice(2013);
    let mut deaths: BTreeMap<Point, usize> = BTreeMap::new();
    for _ in 0..DEATHS {
        let point = POINTS[dice.throw(POINTS.len())];
        let caught = post.trap(VICTIM, point, dice.throw(7));
        let victim = Worker::start(&world, &post, VICTIM);
        post.allow(SURVIVOR, 1 + dice.throw(12));
        caught.await.expect("is at it");
        victim.kill().await;
        *deaths.entry(point).or_default() += 1;
    }
    let died_at = |point| deaths.get(&point).copied().unwrap_or_default();
    assert!(POINTS.iter().all(|point| died_at(*point) > 3), "{deaths:?}");

    // All goes out but for what died unsent: that is not free yet, and nobody takes it.
    post.allow(SURVIVOR, MAILS);
    let sent = MAILS - died_at(Point::Recipient);
    post.until(|received| addresses(received).len() == sent)
        .await;
    survivor.end().await;
    let in_doubt = count(&world, "state <> 'sent'").await;
    let known = died_at(Point::Recipient) + died_at(Point::Kept);
    assert!(
        (known..=DEATHS).contains(&in_doubt),
        "{in_doubt}: {deaths:?}"
    );
    let free = "state <> 'sent' AND (claimed_until IS NULL OR claimed_until <= due_at)";
    assert_eq!(count(&world, free).await, 0);
    let so_far = post.received().len();
    assert_eq!(addresses(&post.received()).len(), sent);

    // The time of the dead is over.
    world
        .damage("UPDATE outbox SET claimed_until = due_at WHERE state <> 'sent'")
        .await;
    let last = Worker::start(&world, &post, "last");
    post.until(|received| received.len() == so_far + in_doubt)
        .await;
    last.end().await;
    assert_eq!(count(&world, "state <> 'sent'").await, 0);
    let received = post.received();
    assert_eq!(addresses(&received).len(), MAILS, "none is lost");
    // Each death after the server had a mail can cost a second copy, and none before.
    let copies = received.len() - MAILS;
    let after = died_at(Point::Kept) + died_at(Point::Told);
    assert!(
        (died_at(Point::Kept)..=after).contains(&copies),
        "{copies}: {deaths:?}"
    );
    let ids: BTreeSet<&str> = received
        .iter()
        .map(|mail| mail.message_id.as_str())
        .collect();
    let written = world
        .texts("SELECT message_id AS answer FROM outbox ORDER BY message_id")
        .await;
    assert!(ids.into_iter().eq(written.iter().map(String::as_str)));
    assert_eq!(post.at_once(), [""; 0], "nobody is at what another is at");
    println!("{MAILS} mails, {DEATHS} deaths {deaths:?}, {copies} second copies");
}

async fn write(world: &World) {
    let mut act = world.services.begin(&Doer::house()).await.unwrap();
    for number in 0..MAILS {
        act.mail(Mail {
            kind: MailKind::OfferAccepted,
            to_person: None,
            to_address: format!("person{number}@kent.example"),
            subject: "A note".to_owned(),
            body: "It happened.\n".to_owned(),
            link: "http://single-offer.example/work".to_owned(),
            about: About::Oneself,
        });
    }
    act.commit().await.unwrap();
}

fn addresses(received: &[Received]) -> BTreeSet<&str> {
    received.iter().map(|mail| mail.to.as_str()).collect()
}

async fn count(world: &World, which: &str) -> usize {
    let query = format!("SELECT COUNT(*) AS answer FROM outbox WHERE {which}");
    usize::try_from(world.number(&query).await).unwrap()
}

/// The program, sending mail.
struct Worker(Child);

impl Worker {
    /// The post knows it by the name it greets with.
    fn start(world: &World, post: &Post, name: &str) -> Self {
        let child = Command::new(env!("CARGO_BIN_EXE_single-offer"))
            .args(["worker", "--demo=false"])
            .args(["--database-url", &world.database_url])
            .args(["--smtp-url", &format!("{}/{name}", post.url)])
            .env("RUST_LOG", "off")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .kill_on_drop(true)
            .spawn();
        Self(child.unwrap())
    }

    /// By the signal that no process hears.
    async fn kill(mut self) {
        self.0.kill().await.unwrap();
    }

    /// As a machine ends its services: what is on its way is finished.
    async fn end(mut self) {
        let id = self.0.id().unwrap().to_string();
        let told = Command::new("sh")
            .args(["-c", "kill -TERM \"$0\"", &id])
            .status();
        assert!(told.await.unwrap().success());
        assert!(self.0.wait().await.unwrap().success());
    }
}

/// The same throws every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }
}
