//! Mail on its way: real conversations with a mail server, and what is judged before one begins.

mod choosing;
mod gathering;
mod headers;
mod judging;
mod killing;
pub mod letters;
mod looking;
mod privacy;
mod purging;
mod sending;

use domain::mail::{MailKind, MailState};
use domain::process::PersonId;
use services::offers::Paging;
use services::{About, Doer, Mail, OutboxEntry, Services, SmtpServer, Transport};

use crate::support::{MailServer, World};

const FROM: &str = "Single Offer <offers@single-offer.example>";

/// A mail about nothing that could be over.
fn note(address: &str, subject: &str) -> Mail {
    Mail {
        kind: MailKind::OfferAccepted,
        to_person: None,
        to_address: address.to_owned(),
        subject: subject.to_owned(),
        body: "It happened.\n".to_owned(),
        link: "http://single-offer.example/work".to_owned(),
        about: About::Oneself,
    }
}

async fn write(world: &World, address: &str, subject: &str) {
    put(&world.services, note(address, subject)).await;
}

/// The same to a person.
async fn write_to(world: &World, person: &PersonId, kind: MailKind, subject: &str) {
    let viewer = world.viewer(person).await;
    let mail = Mail {
        kind,
        to_person: Some(person.clone()),
        ..note(&viewer.email, subject)
    };
    put(&world.services, mail).await;
}

async fn put(services: &Services, mail: Mail) {
    let mut act = services.begin(&Doer::house()).await.expect("begins");
    act.mail(mail);
    act.commit().await.expect("commits");
}

fn transport(url: &str) -> Transport {
    let server = SmtpServer {
        url,
        extra_roots: &[],
    };
    Transport::to(server, FROM).expect("understood")
}

/// Sends all that is due.
pub async fn send(world: &World, server: &MailServer) {
    send_by(&world.services, &transport(&server.url)).await;
}

async fn send_by(services: &Services, transport: &Transport) {
    while services
        .send_next(Some(transport))
        .await
        .expect("is looked after")
    {}
}

/// What anybody of the demo sees of the mail, the newest first.
async fn all(world: &World) -> Vec<OutboxEntry> {
    let demo = world.demo_instance().await;
    let page = demo
        .outbox(None, None, Paging::of(1, 100))
        .await
        .expect("the demo shows it");
    demo.close().await.expect("closes");
    page.entries
}

/// The state of the only mail with this subject.
async fn state_of(world: &World, subject: &str) -> (MailState, Option<String>) {
    let mut found = all(world).await;
    found.retain(|mail| mail.subject == subject);
    assert_eq!(found.len(), 1, "{subject}");
    (found[0].state, found[0].reason.clone())
}
