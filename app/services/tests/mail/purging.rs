//! Mail of long ago goes; what still waits stays, and the history needs none of it.

use chrono::TimeDelta;

use super::{send, write};
use crate::support::{MailServer, World, both_databases};

both_databases!(mail_of_long_ago_goes_and_what_waits_stays);

async fn mail_of_long_ago_goes_and_what_waits_stays(world: World) {
    let server = MailServer::start("refused@").await;
    for address in ["ann@kent.example", "no address", "refused@kent.example"] {
        write(&world, address, "A note").await;
    }
    send(&world, &server).await;
    world.clock.forward(TimeDelta::days(399));
    world.services.tidy().await.expect("tidies");
    assert_eq!(world.rows_in("outbox").await, 3);
    world.clock.forward(TimeDelta::days(2));
    world.services.tidy().await.expect("tidies");
    let left = world
        .texts("SELECT to_address || ' ' || state AS answer FROM outbox")
        .await;
    assert_eq!(left, ["refused@kent.example retrying"]);
    world.services.verify(None).await.expect("the chain holds");
}
