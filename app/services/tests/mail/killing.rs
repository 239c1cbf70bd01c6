//! A thousand mails while the worker dies again and again at the worst of moments: none is lost, a death costs
//! one second copy at most, and every copy has the one Message-ID.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use services::Doer;

use super::{note, send_by, transport};
use crate::support::{MailServer, Manners, Point, World, both_databases};

both_databases!(a_thousand_mails_outlive_their_worker);

const MAILS: usize = 1_000;
const DEATHS: usize = 36;
const VICTIM: &str = "victim";

async fn a_thousand_mails_outlive_their_worker(world: World) {
    let server = MailServer::with(Manners::default()).await;
    let mut act = world.services.begin(&Doer::house()).await.expect("begins");
    for number in 0..MAILS {
        act.mail(note(&format!("person{number}@kent.example"), "A note"));
    }
    act.commit().await.expect("commits");

    // One who lives sends all the while.
    let survivor = world.second_instance().await;
    let alive = {
        let (services, way) = (survivor.clone(), transport(&server.url));
        tokio::spawn(async move { send_by(&services, &way).await })
    };
    let mut deaths = 0;
    let mut dice = Dice(2013);
    while deaths < DEATHS {
        let point = [Point::Recipient, Point::Kept, Point::Told][deaths % 3];
        let dies = server.trap(VICTIM, point, dice.throw(9));
        let services = world.second_instance().await;
        let way = transport(&format!("{}/{VICTIM}", server.url));
        let victim = tokio::spawn({
            let services = services.clone();
            async move { send_by(&services, &way).await }
        });
        let abort = victim.abort_handle();
        tokio::select! {
            _ = dies => abort.abort(),
            // Nothing is left to die over.
            _ = victim => break,
        }
        deaths += 1;
    }
    alive.await.expect("has sent the rest");
    assert!(deaths >= 20, "{deaths}");

    // What the dead had in hand is free again after a while.
    world.clock.forward(TimeDelta::minutes(10));
    send_by(&survivor, &transport(&server.url)).await;
    survivor.close().await.expect("closes");

    let unsent = world
        .number("SELECT COUNT(*) AS answer FROM outbox WHERE state <> 'sent'")
        .await;
    assert_eq!(unsent, 0);
    let received = server.received();
    let mut copies: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for mail in &received {
        copies
            .entry(mail.to.clone())
            .or_default()
            .push(mail.header("Message-ID").to_owned());
    }
    assert_eq!(copies.len(), MAILS, "none is lost");
    for ids in copies.values_mut() {
        ids.dedup();
        assert_eq!(ids.len(), 1, "every copy has the same Message-ID");
    }
    let known = world
        .texts("SELECT message_id AS answer FROM outbox ORDER BY message_id")
        .await;
    let mut seen: Vec<String> = copies.into_values().flatten().collect();
    seen.sort();
    assert_eq!(seen, known);
    let second_copies = received.len() - MAILS;
    // Each death after the server had it, and none before, can cost one.
    assert!(
        second_copies <= deaths * 2 / 3 + 1,
        "{second_copies} of {deaths}"
    );
    assert!(
        second_copies >= deaths / 3 - 1,
        "{second_copies} of {deaths}"
    );
}

/// The same throws every time.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: u64) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % sides).expect("small")
    }
}
