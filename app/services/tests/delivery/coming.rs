//! How milestones come on: who may say so, what cannot be, and that no forecast is lost.

use domain::delivery::{Coming, Standing};
use services::Refusal;

use crate::agreements::cast::{day, fields};
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    every_forecast_is_kept_with_its_reason,
    who_answers_for_it_and_nobody_else,
    what_cannot_be_is_refused_beside_its_field,
    two_save_over_each_other_and_nothing_is_lost,
    one_is_added_on_the_way_and_a_slip_shows_on_what_waits_for_it,
    a_circle_is_refused_with_the_way_round,
);

async fn every_forecast_is_kept_with_its_reason(world: World) {
    let table = Bargain::in_force(world).await;
    let freedom = table.agreed("freedom:").await.slug;
    let wendy = &table.wendy;
    for (forecast, why) in [
        ("1 June 2013", "The order is drafted."),
        ("9 July 2013", "It waits for the House."),
    ] {
        let says = [("forecast", forecast), ("why", why)];
        table
            .says_of(wendy, &freedom, &says)
            .await
            .expect("is said");
    }
    let view = table.milestone(wendy, &freedom).await;
    let told: Vec<_> = view
        .history
        .iter()
        .map(|one| (one.dates.forecast, one.why.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (None, ""),
            (Some(day("2013-06-01")), "The order is drafted."),
            (Some(day("2013-07-09")), "It waits for the House."),
        ]
    );
    assert_eq!(view.history[2].by.as_deref(), Some("Wendy"));
    assert_eq!((view.row.standing, view.row.slip), (Standing::Slipping, 99));
    assert_eq!(
        view.row.dates.due,
        day("2013-04-01"),
        "its day is as it was agreed"
    );
    table.wait_until("2013-07-01").await;
    let says = [
        ("achieved", "28 June 2013"),
        ("evidence", "The order is in force."),
        ("forecast", ""),
    ];
    table
        .says_of(wendy, &freedom, &says)
        .await
        .expect("is said");
    let view = table.milestone(wendy, &freedom).await;
    assert_eq!((view.row.standing, view.row.slip), (Standing::DoneLate, 88));
    assert_eq!(table.cast.events("milestone-forecast").await, 2);
    assert_eq!(table.cast.events("milestone-achieved").await, 1);
    // The same once more changes nothing.
    table
        .says_of(wendy, &freedom, &says)
        .await
        .expect("is said");
    assert_eq!(table.milestone(wendy, &freedom).await.version, view.version);
}

async fn who_answers_for_it_and_nobody_else(world: World) {
    let table = Bargain::in_force(world).await;
    let cast = &table.cast;
    let freedom = table.agreed("freedom:").await.slug;
    let report = table.agreed("report:interim").await.slug;
    let police = table.milestones().await;
    let police = police.iter().find(|row| row.owner == table.police.as_str());
    let police = police.expect("one of the police").slug.clone();
    let others = [
        &cast.ann,
        &cast.dev,
        &table.pat,
        &cast.carla,
        &table.wendy,
        &table.theo,
        &cast.priya,
        &cast.noor,
    ];
    for (slug, expected) in [
        (&freedom, "...CW..."),
        (&report, "AD......"),
        (&police, "ADP....."),
    ] {
        for (who, letter) in others.iter().zip(expected.chars()) {
            let view = table.milestone(who, slug).await;
            assert_eq!(
                view.may_update,
                letter != '.',
                "{slug} {expected} {}",
                who.viewer.name
            );
            let note = format!("{} says so", who.viewer.name);
            let said = table
                .says_over(who, slug, view.version, &[("note", &note)])
                .await;
            match letter {
                '.' => assert!(matches!(said, Err(Refusal::NotAllowed(_))), "{said:?}"),
                _ => said.expect("is said"),
            }
        }
    }
    let stranger = table
        .services()
        .delivery()
        .milestone(
            &cast.lena.viewer,
            cast.lena.doer.hat(),
            &table.kent,
            &freedom,
        )
        .await;
    assert!(matches!(stranger, Err(Refusal::NotFound)));
    let nowhere = table
        .services()
        .delivery()
        .milestone(
            &cast.ann.viewer,
            cast.ann.doer.hat(),
            &table.kent,
            "nothing",
        )
        .await;
    assert!(matches!(nowhere, Err(Refusal::NotFound)));
}

async fn what_cannot_be_is_refused_beside_its_field(world: World) {
    let table = Bargain::in_force(world).await;
    let freedom = table.agreed("freedom:").await.slug;
    for (typed, expected) in [
        (&[("forecast", "soon")][..], &["forecast"][..]),
        (&[("forecast", "1 June 2013")], &["why"]),
        (
            &[("forecast", "1 March 2013"), ("why", "Sooner")],
            &["forecast"],
        ),
        (
            &[("achieved", "2 April 2013"), ("evidence", "The order.")],
            &["achieved"],
        ),
        (&[("achieved", "1 April 2013")], &["evidence"]),
    ] {
        assert_eq!(
            fields(table.says_of(&table.wendy, &freedom, typed).await),
            expected,
            "{typed:?}"
        );
    }
    for (typed, expected) in [
        (&[][..], &["title", "term", "owner", "due"][..]),
        (
            &[
                ("title", "Lease signed"),
                ("term", "99"),
                ("owner", "dwp"),
                ("due", "1 June 2013"),
            ],
            &["term", "owner"],
        ),
    ] {
        assert_eq!(
            fields(table.adds(&table.cast.ann, typed).await),
            expected,
            "{typed:?}"
        );
    }
    assert_eq!(table.cast.events("milestone-changed").await, 0);
}

async fn two_save_over_each_other_and_nothing_is_lost(world: World) {
    let table = Bargain::in_force(world).await;
    let (ann, dev) = (&table.cast.ann, &table.cast.dev);
    let report = table.agreed("report:interim").await.slug;
    let base = table.milestone(ann, &report).await.version;
    table
        .says_over(ann, &report, base, &[("note", "Ann writes it.")])
        .await
        .expect("is said");
    let said = table
        .says_over(dev, &report, base, &[("note", "Dev writes it.")])
        .await;
    let Err(Refusal::Conflict(conflict)) = said else {
        panic!("{said:?}");
    };
    assert_eq!(conflict.saved_by, "Ann");
    let [started, yours, theirs] = conflict.read_all::<Coming>().expect("three texts");
    assert_eq!(
        (
            started.note.as_str(),
            yours.note.as_str(),
            theirs.note.as_str()
        ),
        ("", "Dev writes it.", "Ann writes it.")
    );
    let newest = conflict.version;
    table
        .says_over(dev, &report, newest, &[("note", "Both write it.")])
        .await
        .expect("is said");
    // Who says the same as the other loses nothing.
    table
        .says_over(ann, &report, base, &[("note", "Both write it.")])
        .await
        .expect("is said");
}

async fn one_is_added_on_the_way_and_a_slip_shows_on_what_waits_for_it(world: World) {
    let table = Bargain::in_force(world).await;
    let (ann, pat) = (&table.cast.ann, &table.pat);
    let term = table.number("budget").await.to_string();
    let lease = [
        ("title", "Lease signed"),
        ("term", &term),
        ("owner", "place"),
        ("due", "1 June 2013"),
    ];
    let lease = table.adds(ann, &lease).await.expect("is added");
    let staffed = [
        ("title", "Officers in the hub"),
        ("term", &term),
        ("owner", table.police.as_str()),
        ("due", "1 July 2013"),
        ("after-count", "1"),
        ("after-0-milestone", lease.as_str()),
    ];
    let desk = table.adds(pat, &staffed).await.expect("is added");
    assert_eq!(table.adds(pat, &staffed).await.expect("is there"), desk);
    assert_eq!(table.cast.events("milestone-added").await, 2);
    assert_eq!(
        table.milestone(pat, &desk).await.row.standing,
        Standing::OnTrack
    );

    let says = [
        ("forecast", "20 July 2013"),
        ("why", "The lease needs another reading."),
    ];
    table.says_of(ann, &lease, &says).await.expect("is said");
    let seen = table.milestone(pat, &desk).await;
    assert_eq!((seen.row.standing, seen.row.slip), (Standing::Blocked, 19));
    assert_eq!(
        seen.row.held_up.as_deref(),
        Some("It waits for “Lease signed”, which is expected on 20 July 2013.")
    );
    assert_eq!(seen.waits_for[0].slug, lease);
    assert_eq!(table.milestone(ann, &lease).await.leads_to[0].slug, desk);
    // What is no longer needed holds nothing up, and what was agreed is always needed.
    table
        .says_of(ann, &lease, &[("needed", "no")])
        .await
        .expect("is said");
    assert_eq!(
        table.milestone(pat, &desk).await.row.standing,
        Standing::OnTrack
    );
    let report = table.agreed("report:interim").await.slug;
    table
        .says_of(ann, &report, &[("needed", "no")])
        .await
        .expect("says nothing");
    assert_eq!(
        table.agreed("report:interim").await.standing,
        Standing::OnTrack
    );
}

async fn a_circle_is_refused_with_the_way_round(world: World) {
    let table = Bargain::in_force(world).await;
    let ann = &table.cast.ann;
    let (interim, last) = (
        table.agreed("report:interim").await,
        table.agreed("report:final").await,
    );
    let after = [
        ("after-count", "1"),
        ("after-0-milestone", interim.slug.as_str()),
    ];
    table
        .says_of(ann, &last.slug, &after)
        .await
        .expect("it waits");
    let back = [
        ("after-count", "1"),
        ("after-0-milestone", last.slug.as_str()),
    ];
    let said = table.says_of(ann, &interim.slug, &back).await;
    let Err(Refusal::Invalid(faults)) = said else {
        panic!("{said:?}");
    };
    assert_eq!(faults[0].field, "after-0-milestone");
    assert_eq!(
        faults[0].words,
        "These milestones would wait for each other: “Interim report” waits for “Final report”, which waits for “Interim report”"
    );
    assert!(
        table
            .milestone(ann, &interim.slug)
            .await
            .waits_for
            .is_empty()
    );
}
