//! A proposal is refused with a reason, or put before both sides; and nobody is asked for what is answered.

use domain::negotiation::ProposalState;
use domain::process::Room;
use services::{Refusal, SmtpServer, Transport};

use super::cast::Bargain;
use super::proposing::edit;
use super::taking_up::private;
use crate::offers::cast::is_nowhere;
use crate::support::{MailServer, World, both_databases};

both_databases!(
    a_refused_proposal_keeps_its_reason,
    a_private_proposal_is_put_before_both_sides,
    nobody_is_asked_to_answer_what_is_answered,
);

async fn a_refused_proposal_keeps_its_reason(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let lower = edit(&table.desks, &[("low-2015-16", "1.5m")]);
    let slug = table.proposed(&table.theo, savings, &lower).await;
    table.forget_mail().await;
    let silent = table.refuses(&table.cast.ann, savings, &slug, " ").await;
    assert!(matches!(silent, Err(Refusal::Invalid(_))), "{silent:?}");
    let refused = table
        .refuses(&table.cast.ann, savings, &slug, "We counted twice.")
        .await;
    refused.expect("Kent refuses");
    let again = table
        .refuses(&table.cast.ann, savings, &slug, "We counted twice.")
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    let late = table
        .takes_up(&table.cast.carla, savings, &slug, 1, &[])
        .await;
    assert!(matches!(late, Err(Refusal::WrongStage(_))), "{late:?}");
    let view = table.looks(&table.theo, savings, &slug).await;
    let view = view.expect("is still there");
    assert_eq!(view.line.state, ProposalState::Refused);
    let answer = view.answered.expect("it is answered");
    assert_eq!(answer.reason, "We counted twice.");
    assert_eq!((answer.by.as_str(), answer.version), ("Ann", None));
    assert!(view.proposed.is_some());
    assert_eq!(table.cast.events("wording-refused").await, 1);
    assert_eq!(table.cast.mails("wording-answered").await, 1);
    assert_eq!(table.waits(savings).await, 2);
}

async fn a_private_proposal_is_put_before_both_sides(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let wording = private(
        Room::Whitehall,
        edit(&table.desks, &[("method", "As the Treasury counts.")]),
    );
    let slug = table.proposed(&table.theo, savings, &wording).await;
    for who in [&table.theo, &table.cast.priya] {
        let refused = table.releases(who, savings, &slug).await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "{refused:?}"
        );
    }
    assert!(is_nowhere(
        table.releases(&table.cast.ann, savings, &slug).await
    ));
    let seen = table.looks(&table.cast.carla, savings, &slug).await;
    assert!(seen.expect("the champion reads it").may_release);
    table.forget_mail().await;
    let copy = table.releases(&table.cast.carla, savings, &slug).await;
    let copy = copy.expect("the champion releases it");
    assert_ne!(copy, slug);
    let again = table.releases(&table.cast.carla, savings, &slug).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    let again = table.releases(&table.cast.carla, savings, &copy).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    // Kent reads the copy under the name of who wrote it, and nothing of where it came from but the room.
    let view = table.looks(&table.cast.ann, savings, &copy).await;
    let view = view.expect("Kent reads the copy");
    assert_eq!(view.line.author.name, "Theo");
    assert_eq!((view.line.room, view.was_private), (Room::Joint, true));
    assert!(view.may_take_up);
    assert!(is_nowhere(
        table.looks(&table.cast.ann, savings, &slug).await
    ));
    let private = table.looks(&table.theo, savings, &slug).await;
    let private = private.expect("it stays where it was");
    assert_eq!(private.line.state, ProposalState::Released);
    let answer = private.answered.expect("with the trace");
    assert_eq!(answer.released_into.as_deref(), Some(copy.as_str()));
    // The copy is what is answered from now on.
    let late = table
        .takes_up(&table.cast.carla, savings, &slug, 1, &[])
        .await;
    assert!(matches!(late, Err(Refusal::WrongStage(_))), "{late:?}");
    assert_eq!(table.cast.mails("wording-proposed").await, 1);
    assert_eq!(table.cast.events("wording-released").await, 1);
    let version = table
        .takes_up(&table.cast.ann, savings, &copy, 1, &[])
        .await;
    assert_eq!(version.expect("Kent takes it up"), 2);
}

async fn nobody_is_asked_to_answer_what_is_answered(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let server = MailServer::start("refused@").await;
    let smtp = SmtpServer {
        url: &server.url,
        extra_roots: &[],
    };
    let transport = Transport::to(smtp, "Single Offer <offers@single-offer.example>");
    let transport = transport.expect("understood");
    let send = async || {
        while table
            .services()
            .send_next(Some(&transport))
            .await
            .expect("is looked after")
        {}
        table
            .cast
            .world
            .texts("SELECT to_address || ' ' || state AS answer FROM outbox WHERE kind = 'wording-proposed' ORDER BY 1")
            .await
    };
    table.forget_mail().await;
    let wording = edit(&table.desks, &[("low-2015-16", "1.5m")]);
    let slug = table.proposed(&table.theo, savings, &wording).await;
    let refused = table.refuses(&table.cast.ann, savings, &slug, "No.").await;
    refused.expect("is refused");
    assert_eq!(
        send().await,
        [
            "ann@kent.example not-needed",
            "carla@clg.example not-needed"
        ]
    );
    table.forget_mail().await;
    let wording = edit(&table.desks, &[("low-2015-16", "1.6m")]);
    table.proposed(&table.theo, savings, &wording).await;
    assert_eq!(
        send().await,
        ["ann@kent.example sent", "carla@clg.example sent"]
    );
}
