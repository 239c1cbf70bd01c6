//! A history is asked for kinds, people and days; each viewer is asked only for what they see anyway.

use std::collections::BTreeSet;

use chrono::{NaiveDate, TimeDelta};
use domain::offer::MatterKind;
use domain::process::{EventKind, Reference, Room, Side};
use services::counting;
use services::offers::{By, Entry, HistoryFilter, Paging, Timeline};

use super::cast::{Actor, Cast};
use crate::support::{World, both_databases};

both_databases!(
    a_history_is_found_by_what_who_and_when,
    a_filter_offers_and_finds_nothing_of_other_rooms,
    a_history_to_keep_holds_what_the_pages_hold,
    no_history_is_too_long_to_keep,
);

async fn a_history_is_found_by_what_who_and_when(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.submitted().await;
    cast.world.clock.forward(TimeDelta::days(1));
    cast.world
        .services
        .offers()
        .return_to_place(&cast.priya.doer, &kent.reference, "Say who gains")
        .await
        .expect("is returned");
    let ann = &cast.ann;
    let all = told(&cast, ann, &kent, HistoryFilter::default()).await;
    assert!(all.total > 10, "{}", all.total);

    let returned = told(&cast, ann, &kent, kind(EventKind::Returned)).await;
    assert_eq!(titles(&returned), ["Offer returned"]);
    assert_eq!(returned.total, 1);
    assert_eq!(returned.choices, all.choices, "the choice stays the same");
    let settled = told(&cast, ann, &kent, kind(EventKind::Settled)).await;
    assert_eq!((settled.total, settled.pages), (0, 1));

    let whitehall = told(&cast, ann, &kent, by(By::Side(Side::Whitehall))).await;
    assert_eq!(titles(&whitehall), ["Offer returned"]);
    let place = told(&cast, ann, &kent, by(By::Side(Side::Place))).await;
    assert_eq!(place.total + whitehall.total, all.total);
    let police = kent.pat.doer.organisation().expect("a hat").clone();
    let of_police = told(&cast, ann, &kent, by(By::Organisation(police.clone()))).await;
    assert_eq!(titles(&of_police), ["Kent Police confirmed"]);
    assert!(
        of_police
            .choices
            .organisations
            .contains(&(police, "Kent Police".to_owned()))
    );

    // The story began on 14 January 2013.
    let day = |day| NaiveDate::from_ymd_opt(2013, 1, day);
    let first = HistoryFilter {
        until: day(14),
        ..HistoryFilter::default()
    };
    let first = told(&cast, ann, &kent, first).await;
    assert_eq!(first.total, all.total - 1);
    let second = HistoryFilter {
        from: day(15),
        until: day(15),
        ..HistoryFilter::default()
    };
    let second = told(&cast, ann, &kent, second).await;
    assert_eq!(titles(&second), ["Offer returned"]);
    let all_three = HistoryFilter {
        kind: Some(EventKind::Returned),
        by: Some(By::Side(Side::Place)),
        from: day(1),
        until: None,
    };
    assert_eq!(told(&cast, ann, &kent, all_three).await.total, 0);
    let nonsense = by(By::Organisation("no\0such'; --".into()));
    assert_eq!(told(&cast, ann, &kent, nonsense).await.total, 0);
}

async fn a_filter_offers_and_finds_nothing_of_other_rooms(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.submitted().await;
    let own = told(&cast, &cast.ann, &kent, HistoryFilter::default()).await;
    for kind in [EventKind::SectionSaved, EventKind::PartnerConfirmed] {
        assert!(own.choices.kinds.contains(&kind));
    }
    assert_eq!(own.choices.organisations.len(), 2, "Kent and its police");

    let police = kent.pat.doer.organisation().expect("a hat").clone();
    for outsider in [&cast.priya, &cast.noor] {
        let theirs = told(&cast, outsider, &kent, HistoryFilter::default()).await;
        assert_eq!(theirs.choices.kinds, [EventKind::Submitted]);
        assert_eq!(theirs.choices.sides, [Side::Place]);
        let names = theirs.choices.organisations.iter();
        let names: Vec<_> = names.map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["Kent County Council"]);
        // Asked for by name, what happened in the place’s room is not there either.
        for filter in [
            kind(EventKind::SectionSaved),
            kind(EventKind::PartnerConfirmed),
            by(By::Organisation(police.clone())),
        ] {
            let found = told(&cast, outsider, &kent, filter).await;
            assert_eq!((found.total, found.entries.len()), (0, 0));
        }
    }
}

async fn a_history_to_keep_holds_what_the_pages_hold(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.submitted().await;
    let long = cast.start().await;
    for _time in 0..60 {
        cast.add(&long, MatterKind::Engagement, &[]).await;
    }
    let offers = cast.world.services.offers();
    let reference = &kent.reference;
    for actor in [&cast.ann, &cast.priya, &kent.pat] {
        let all = HistoryFilter::default();
        let (name, kept) = kept(&cast, actor, reference).await;
        assert_eq!(name, kent.reference);
        let mut paged = Vec::new();
        for page in 1.. {
            let paging = Paging::of(page, 20);
            let past = offers
                .history(&actor.viewer, reference, &all, paging)
                .await
                .expect("a page");
            paged.extend(past.entries);
            if page == past.pages {
                break;
            }
        }
        assert_eq!(kept, paged);
        let rooms: Vec<Room> = kept.iter().map(|entry| entry.room).collect();
        let outside = actor.doer.role() == cast.priya.doer.role();
        assert_eq!(outside, !rooms.contains(&Room::Place));
    }
    let ((_, entries), few) = counting(kept(&cast, &cast.ann, &long)).await;
    assert!(entries.len() > 60);
    assert!(few <= 4, "{few} statements");
}

async fn no_history_is_too_long_to_keep(world: World) {
    let cast = Cast::of(world).await;
    let long = cast.start().await;
    cast.add(&long, MatterKind::Engagement, &[]).await;
    let (_, before) = kept(&cast, &cast.ann, &long).await;
    // All of one moment, which is where reading on could lose one or tell one twice.
    cast.world
        .damage(
            "INSERT INTO events \
             (id, offer_id, at, kind, room, person_id, organisation_id, role, payload, salt) \
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 12000) \
             SELECT 'copy-' || n.i, offer_id, at, kind, room, NULL, NULL, NULL, \
             '{\"kind\":\"matter-added\",\"section\":\"engagement\",\"title\":\"' || n.i || '\"}', salt \
             FROM events, n WHERE kind = 'matter-added'",
        )
        .await;
    let ((_, entries), statements) = counting(kept(&cast, &cast.ann, &long)).await;
    assert_eq!(entries.len(), before.len() + 12_000);
    assert!(statements < 30, "{statements} statements");
    let told: BTreeSet<_> = entries.iter().map(|entry| &entry.sentence).collect();
    assert_eq!(told.len(), entries.len(), "each of them once");
}

async fn kept(cast: &Cast, actor: &Actor, reference: &Reference) -> (Reference, Vec<Entry>) {
    let offers = cast.world.services.offers();
    let all = HistoryFilter::default();
    let whole = offers.history_to_keep(&actor.viewer, reference, &all);
    let mut whole = whole.await.expect("a file");
    let mut entries = Vec::new();
    while let Some(more) = whole.next().await.expect("is read on") {
        entries.extend(more);
    }
    (whole.reference, entries)
}

async fn told(
    cast: &Cast,
    actor: &Actor,
    kent: &super::complete::Complete,
    filter: HistoryFilter,
) -> Timeline {
    cast.world
        .services
        .offers()
        .history(&actor.viewer, &kent.reference, &filter, Paging::of(1, 100))
        .await
        .expect("a history")
}

fn kind(kind: EventKind) -> HistoryFilter {
    HistoryFilter {
        kind: Some(kind),
        ..HistoryFilter::default()
    }
}

fn by(by: By) -> HistoryFilter {
    HistoryFilter {
        by: Some(by),
        ..HistoryFilter::default()
    }
}

fn titles(past: &Timeline) -> Vec<&str> {
    past.entries
        .iter()
        .map(|entry| entry.title.as_str())
        .collect()
}
