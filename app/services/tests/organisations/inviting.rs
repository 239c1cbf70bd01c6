//! Inviting people to act for an organisation, and who may.

use chrono::TimeDelta;
use domain::process::{Hat, Role};
use services::offers::Paging;
use services::{LinkRefusal, NewMember, PROGRAMME_OFFICE, Refusal};

use super::{People, words};
use crate::support::{World, both_databases};

both_databases!(
    an_invitation_is_accepted_once_and_gives_the_role,
    an_invitation_expires_is_sent_again_and_cancelled,
    odd_but_legal_addresses_are_invited_and_no_name_begins_a_header,
    administrators_manage_their_own_organisation_only,
);

async fn an_invitation_is_accepted_once_and_gives_the_role(world: World) {
    let people = People::of(world).await;
    people
        .invite("Dev Patel", "dev@kent.example", Role::Drafter)
        .await
        .expect("invited");
    let olga = people.world.viewer(&people.olga).await;
    let pending = async || {
        people
            .services()
            .people_of(&olga, &people.kent, Paging::first())
            .await
            .expect("listed")
            .invitations
    };
    let waiting = pending().await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].email, "dev@kent.example");
    assert_eq!(waiting[0].role, Role::Drafter);
    assert_eq!(waiting[0].invited_by.as_deref(), Some("Olga"));
    assert_eq!(
        waiting[0].expires_at - waiting[0].sent_at,
        TimeDelta::days(14)
    );
    let token = people.token("dev@kent.example").await;
    let seen = people.services().look_at_link(&token).await.expect("opens");
    assert_eq!(seen.invited_to, Some(("Kent".to_owned(), Role::Drafter)));
    let claimed = people.services().claim_link(&token).await.expect("claimed");
    let hat = Hat::new(claimed.person.clone(), "kent", Role::Drafter);
    assert_eq!(claimed.hat.as_ref(), Some(&hat));
    assert_eq!(people.world.viewer(&claimed.person).await.hats(), [hat]);
    assert!(pending().await.is_empty());
    let again = people.services().claim_link(&token).await;
    assert!(matches!(again, Err(LinkRefusal::Used)), "{again:?}");
    let told = words(
        people
            .invite("Dev", "DEV@kent.example", Role::Drafter)
            .await,
    );
    assert_eq!(told, "email: Dev Patel has this role already");
    // Who joined did so under the hat they were given; who invited under theirs.
    let hats = people
        .world
        .texts(
            "SELECT kind || ' ' || role AS answer FROM events \
             WHERE kind IN ('person-invited', 'person-joined') AND role IS NOT NULL ORDER BY id",
        )
        .await;
    assert_eq!(
        hats,
        ["person-invited administrator", "person-joined drafter"]
    );
}

async fn an_invitation_expires_is_sent_again_and_cancelled(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    people
        .invite("Dev", "dev@kent.example", Role::Drafter)
        .await
        .expect("invited");
    let first = people.token("dev@kent.example").await;
    people.world.clock.forward(TimeDelta::days(14));
    let late = services.claim_link(&first).await;
    assert!(matches!(late, Err(LinkRefusal::Expired)), "{late:?}");
    let olga = people.world.viewer(&people.olga).await;
    let pending = async || {
        let listed = services
            .people_of(&olga, &people.kent, Paging::first())
            .await;
        listed.expect("listed").invitations
    };
    let expired = pending().await;
    assert!(expired[0].expired);
    let doer = people.olga().await;
    services
        .invite_again(&doer, &people.kent, &expired[0].id)
        .await
        .expect("sent again");
    let second = people.token("dev@kent.example").await;
    assert_ne!(first, second);
    let old = services.claim_link(&first).await;
    assert!(matches!(old, Err(LinkRefusal::Superseded)), "{old:?}");
    let fresh = pending().await;
    assert_eq!((fresh.len(), fresh[0].expired), (1, false));
    services
        .cancel_invitation(&doer, &people.kent, &fresh[0].id)
        .await
        .expect("cancelled");
    let cancelled = services.claim_link(&second).await;
    assert!(
        matches!(cancelled, Err(LinkRefusal::Cancelled)),
        "{cancelled:?}"
    );
    let again = services
        .cancel_invitation(&doer, &people.kent, &fresh[0].id)
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert!(pending().await.is_empty());
    people
        .invite("Dev", "dev@kent.example", Role::Drafter)
        .await
        .expect("invited anew");
    let third = people.token("dev@kent.example").await;
    let accepted = pending().await;
    services.claim_link(&third).await.expect("claimed");
    let late = services
        .cancel_invitation(&doer, &people.kent, &accepted[0].id)
        .await;
    assert!(matches!(late, Err(Refusal::WrongStage(_))), "{late:?}");
    let elsewhere = services
        .cancel_invitation(&people.priya, &"dwp".into(), &accepted[0].id)
        .await;
    assert!(matches!(elsewhere, Err(Refusal::NotFound)), "{elsewhere:?}");
}

async fn odd_but_legal_addresses_are_invited_and_no_name_begins_a_header(world: World) {
    let people = People::of(world).await;
    for address in [
        "o'brien+offers@kent.example",
        "a.b-c_d@sub.kent.example",
        "x@kent.example",
    ] {
        people
            .invite("Siân O’Brien", address, Role::Drafter)
            .await
            .expect(address);
        let token = people.token(address).await;
        let seen = people.services().look_at_link(&token).await.expect("opens");
        assert_eq!(seen.email, address);
    }
    let mails = people.world.rows_in("outbox").await;
    for (name, address, field) in [
        ("Ann\r\nBcc: eve@evil.example", "new@kent.example", "name"),
        ("Ann\nSmith", "new@kent.example", "name"),
        ("Ann\u{2028}Smith", "new@kent.example", "name"),
        ("", "new@kent.example", "name"),
        ("Ann", "new@kent.example\r\nBcc: eve@evil.example", "email"),
        ("Ann", "Ann <new@kent.example>", "email"),
        ("Ann", "new@kent.example, eve@evil.example", "email"),
        ("Ann", "", "email"),
    ] {
        let told = words(people.invite(name, address, Role::Drafter).await);
        assert!(told.starts_with(field), "{name:?} {address:?}: {told}");
    }
    let told = words(people.invite("", "ann", Role::Champion).await);
    for field in ["name: ", "email: ", "role: "] {
        assert!(told.contains(field), "all at once: {told}");
    }
    assert_eq!(people.world.rows_in("outbox").await, mails);
    let subjects = people
        .world
        .texts("SELECT subject AS answer FROM outbox")
        .await;
    assert!(
        subjects
            .iter()
            .all(|subject| !subject.contains(['\r', '\n']))
    );
}

async fn administrators_manage_their_own_organisation_only(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    let croydon = people.world.place("croydon", "Croydon", "CRO").await;
    let yvonne = people
        .world
        .person("Yvonne", &croydon, Role::PlaceLeader)
        .await;
    let hers = people
        .member(&croydon, &yvonne, Role::PlaceLeader)
        .await
        .membership;
    let olga = people.olga().await;
    let new = NewMember {
        name: "Eve".to_owned(),
        email: "eve@kent.example".to_owned(),
        role: Some(Role::PlaceLeader),
    };
    for other in [croydon.clone(), "nowhere".into(), PROGRAMME_OFFICE.into()] {
        let invited = services.invite_member(&olga, &other, &new).await;
        assert!(
            matches!(invited, Err(Refusal::NotFound)),
            "{other}: {invited:?}"
        );
    }
    let ended = services.end_membership(&olga, &croydon, &hers).await;
    assert!(matches!(ended, Err(Refusal::NotFound)), "{ended:?}");
    // Somebody else's membership under the own organisation's address is not there either.
    let crossed = services.end_membership(&olga, &people.kent, &hers).await;
    assert!(matches!(crossed, Err(Refusal::NotFound)), "{crossed:?}");
    let ann = people
        .member(&people.kent, &people.ann, Role::PlaceLeader)
        .await;
    let closed = services
        .close_account(&olga, &people.kent, &ann.membership)
        .await;
    assert!(matches!(closed, Err(Refusal::NotAllowed(_))), "{closed:?}");
    let leader = people
        .world
        .doer(&people.ann, "kent", Role::PlaceLeader)
        .await;
    let by_leader = services.invite_member(&leader, &people.kent, &new).await;
    assert!(matches!(by_leader, Err(Refusal::NotFound)), "{by_leader:?}");
    services
        .invite_member(&people.priya, &croydon, &new)
        .await
        .expect("the programme office invites anywhere");
}
