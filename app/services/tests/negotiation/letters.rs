//! Mail of a negotiation: to those whom it concerns, once, with a link to the very place, and only while they need it.

use domain::mail::MailState;
use domain::negotiation::{Said, Stance};
use domain::process::{Role, Room};
use services::{Services, SmtpServer, Transport};

use super::cast::Bargain;
use super::proposing::edit;
use crate::offers::cast::{Actor, Cast};
use crate::support::{MailServer, World, both_databases};

both_databases!(
    acceptance_asks_each_reviewer_once,
    only_who_deals_with_the_offer_has_its_mail,
    an_objection_goes_to_the_other_side,
    a_new_version_is_told_to_those_who_had_spoken,
    what_was_said_already_is_not_asked_for,
    an_answer_that_is_not_wanted_any_more_is_not_asked_for,
);

/// Sends all that is due.
pub async fn send(services: &Services, server: &MailServer) {
    let server = SmtpServer {
        url: &server.url,
        extra_roots: &[],
    };
    let transport = Transport::to(server, "Single Offer <offers@single-offer.example>");
    let transport = transport.expect("understood");
    while services
        .send_next(Some(&transport))
        .await
        .expect("is looked after")
    {}
}

/// What became of the mail of a kind, each with its address.
async fn states(table: &Bargain, kind: &str) -> Vec<String> {
    table
        .cast
        .world
        .texts(&format!(
            "SELECT to_address || ' ' || state AS answer FROM outbox WHERE kind = '{kind}' ORDER BY to_address"
        ))
        .await
}

async fn acceptance_asks_each_reviewer_once(world: World) {
    let table = Bargain::of(world).await;
    // Theo of the Treasury for savings and sharing, Wendy for an outcome, a budget and a freedom, Cleo for the rest.
    assert_eq!(
        table.told("position-asked").await,
        ["cleo@clg.example", "theo@hmt.example", "wendy@dwp.example"]
    );
    let subjects = table
        .cast
        .world
        .texts("SELECT subject AS answer FROM outbox WHERE kind = 'position-asked' ORDER BY to_address")
        .await;
    assert_eq!(
        subjects,
        [
            "KEN-1: 3 terms wait for your department’s position",
            "KEN-1: 2 terms wait for your department’s position",
            "KEN-1: 3 terms wait for your department’s position"
        ]
    );
    let links = table
        .cast
        .world
        .texts("SELECT link AS answer FROM outbox WHERE kind = 'position-asked'")
        .await;
    let own = "http://single-offer.example/offers/KEN-1/terms?show=ours";
    assert!(links.iter().all(|link| link == own), "{links:?}");
    // Each term with its own address: from the mail it is one press to where a position is taken.
    let offer = "http://single-offer.example/offers/KEN-1/terms/";
    for (kind, to, terms) in [
        ("position-asked", "theo@hmt.example", 2),
        ("position-asked", "cleo@clg.example", 3),
        ("offer-accepted", "ann@kent.example", 8),
    ] {
        let body = table
            .cast
            .world
            .texts(&format!(
                "SELECT body AS answer FROM outbox WHERE kind = '{kind}' AND to_address = '{to}'"
            ))
            .await
            .remove(0);
        assert_eq!(body.matches(offer).count(), terms, "{body}");
    }
    assert_eq!(table.told("offer-to-review").await, Vec::<String>::new());
}

async fn only_who_deals_with_the_offer_has_its_mail(world: World) {
    let cast = Cast::of(world).await;
    let tara = Actor::new(&cast.world, "Tara", &"hmt".into(), Role::DepartmentReviewer).await;
    let tom = Actor::new(&cast.world, "Tom", &"hmt".into(), Role::DepartmentReviewer).await;
    let offers = cast.world.services.offers();
    let kent = cast.submitted().await.reference;
    offers
        .assign_reviewers(
            &cast.priya.doer,
            &"hmt".into(),
            &kent,
            std::slice::from_ref(&tom.person),
        )
        .await
        .expect("Tom has it");
    offers
        .accept(&cast.priya.doer, &kent, &cast.carla.person, &"clg".into())
        .await
        .expect("is accepted");
    let told = cast
        .world
        .texts("SELECT to_address AS answer FROM outbox WHERE kind = 'position-asked'")
        .await;
    assert_eq!(told, ["tom@hmt.example"]);
    let count = async |who: &Actor| offers.work_count(&who.viewer).await.expect("a count");
    assert_eq!((count(&tom).await, count(&tara).await), (2, 0));
}

async fn an_objection_goes_to_the_other_side(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    table.forget_mail().await;
    table
        .says(&table.theo, savings, Stance::Agree, "")
        .await
        .expect("agrees");
    assert_eq!(table.cast.world.rows_in("outbox").await, 0);
    let said = Said {
        red_line: true,
        ..Said::new(Stance::Object, "Savings have to be cashable.")
    };
    table
        .says_in(&table.theo, savings, Room::Joint, said)
        .await
        .expect("objects");
    assert_eq!(table.told("position-taken").await, ["ann@kent.example"]);
    table
        .says(
            &table.cast.ann,
            savings,
            Stance::AgreeIf,
            "… and are shared by halves.",
        )
        .await
        .expect("agrees if");
    assert_eq!(
        table.told("position-taken").await,
        ["ann@kent.example", "carla@clg.example"]
    );
    let links = table
        .cast
        .world
        .texts("SELECT link AS answer FROM outbox")
        .await;
    let term = format!("http://single-offer.example/offers/KEN-1/terms/{savings}");
    assert!(links.iter().all(|link| *link == term), "{links:?}");
}

async fn what_was_said_already_is_not_asked_for(world: World) {
    let table = Bargain::of(world).await;
    let server = MailServer::start("refused@").await;
    for kind in ["savings", "sharing"] {
        let number = table.number(kind).await;
        table
            .says(&table.theo, number, Stance::Agree, "")
            .await
            .expect("agrees");
    }
    let scope = table.number("scope").await;
    table
        .says(&table.cleo, scope, Stance::Agree, "")
        .await
        .expect("agrees");
    let carla = &table.cast.carla.doer;
    table
        .services()
        .negotiation()
        .add_party(carla, &table.kent, scope, &"ho".into(), "Police")
        .await
        .expect("is added");
    table
        .services()
        .negotiation()
        .remind(
            carla,
            &table.kent,
            scope,
            &domain::negotiation::PartyId::department("ho"),
        )
        .await
        .expect("is reminded");
    table
        .says(&table.cast.hari, scope, Stance::NoInterest, "")
        .await
        .expect("has none");
    send(table.services(), &server).await;
    let (sent, dropped) = (MailState::Sent.code(), MailState::NotNeeded.code());
    assert_eq!(
        states(&table, "position-asked").await,
        [
            format!("cleo@clg.example {sent}"),
            format!("hari@ho.example {dropped}"),
            format!("theo@hmt.example {dropped}"),
            format!("wendy@dwp.example {sent}")
        ]
    );
    assert_eq!(
        states(&table, "reminded").await,
        [format!("hari@ho.example {dropped}")]
    );
}

async fn an_answer_that_is_not_wanted_any_more_is_not_asked_for(world: World) {
    let table = Bargain::of(world).await;
    let server = MailServer::start("refused@").await;
    table.agree_to_all().await;
    let savings = table.number("savings").await;
    let terms = table.services().negotiation();
    terms
        .reopen_term(&table.cast.ann.doer, &table.kent, savings, "Once more")
        .await
        .expect("opens");
    table
        .cast
        .world
        .clock
        .forward(chrono::TimeDelta::minutes(1));
    for stance in [Stance::Object, Stance::Agree] {
        table
            .says(&table.theo, savings, stance, "Hm.")
            .await
            .expect("says");
        table
            .cast
            .world
            .clock
            .forward(chrono::TimeDelta::minutes(1));
    }
    send(table.services(), &server).await;
    let dropped = MailState::NotNeeded.code();
    assert_eq!(
        states(&table, "position-taken").await,
        [format!("ann@kent.example {dropped}")]
    );
    assert_eq!(
        states(&table, "all-agreed").await,
        [format!("carla@clg.example {dropped}")]
    );
}

async fn a_new_version_is_told_to_those_who_had_spoken(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let link = format!("http://single-offer.example/offers/KEN-1/terms/{savings}");
    let letters = async || {
        table
            .cast
            .world
            .texts(
                "SELECT to_address || ' ' || link || ' ' || body AS answer FROM outbox \
                 WHERE kind = 'new-version' ORDER BY id",
            )
            .await
    };
    let next = async |base: u32, low: &str| {
        let mut wording = edit(&table.desks, &[("low-2015-16", low)]);
        wording.base = base;
        let slug = table.proposes(&table.wendy, savings, &wording).await;
        table
            .takes_up(
                &table.cast.ann,
                savings,
                &slug.expect("is proposed"),
                base,
                &[],
            )
            .await
            .expect("is taken up");
    };
    // The Treasury has not spoken: it was asked at acceptance, and that still stands.
    next(1, "1.5m").await;
    assert_eq!(letters().await.len(), 0);
    // Once it has spoken, be it in its own room, it is asked again; of that room the mail says nothing.
    let private = Said::new(Stance::Object, "Not below 1.8.");
    table
        .says_in(&table.theo, savings, Room::Whitehall, private)
        .await
        .expect("is noted");
    next(2, "1.55m").await;
    let told = letters().await;
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(
        told[0].starts_with(&format!("theo@hmt.example {link} ")),
        "{told:?}"
    );
    assert!(
        !told[0].contains("1.8") && !told[0].contains("last"),
        "{told:?}"
    );
    table
        .says(&table.theo, savings, Stance::Agree, "")
        .await
        .expect("agrees to version 3");
    next(3, "1.6m").await;
    let told = letters().await;
    let begins = format!("theo@hmt.example {link}?against=3 ");
    assert!(told[1].starts_with(&begins), "{told:?}");
    assert!(told[1].contains("HM Treasury last agreed to version 3."));
    table
        .says(
            &table.theo,
            savings,
            Stance::Object,
            "It was better before.",
        )
        .await
        .expect("objects to version 4");
    next(4, "1.7m").await;
    let told = letters().await;
    assert!(told[2].starts_with(&begins), "{told:?}");
    assert!(told[2].contains("Version 5 of"), "{told:?}");
}
