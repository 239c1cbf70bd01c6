//! What was agreed becomes milestones: once, with whoever owns it, and a variation changes them and nothing else does.

use domain::delivery::Standing;
use domain::negotiation::TermState;
use domain::process::Side;

use crate::agreements::cast::day;
use crate::negotiation::cast::Bargain;
use crate::negotiation::proposing::edit;
use crate::support::{World, both_databases};

both_databases!(
    what_is_agreed_is_laid_as_it_comes_into_force,
    an_agreement_that_was_in_force_before_is_laid_by_the_calendar,
    a_variation_changes_a_baseline_and_keeps_what_was_recorded,
);

async fn what_is_agreed_is_laid_as_it_comes_into_force(world: World) {
    let table = Bargain::in_force(world).await;
    let all = table.milestones().await;
    assert_eq!(table.cast.events("milestones-laid").await, 1);
    assert_eq!(all.len(), 15);
    assert!(
        all.iter()
            .all(|row| row.source.is_some() && row.term.is_some())
    );
    let freedom = table.agreed("freedom:").await;
    assert_eq!(freedom.side, Side::Whitehall);
    assert_eq!(freedom.organisation, Some("dwp".into()));
    assert_eq!(freedom.dates.due, day("2013-04-01"));
    assert_eq!(freedom.standing, Standing::DueSoon);
    let report = table.agreed("report:interim").await;
    assert_eq!(report.dates.due, day("2014-04-01"));
    assert_eq!(
        (report.owner.as_str(), report.organisation),
        ("place", Some("kent".into()))
    );
    // The lead council is the place, and a partner is itself.
    let saving = table.agreed("saving:").await;
    assert_eq!(
        (saving.owner.as_str(), saving.owner_name.as_str()),
        ("place", "Kent County Council")
    );
    let police = all.iter().find(|row| row.owner == table.police.as_str());
    let police = police.expect("the police put money in");
    assert_eq!(police.organisation, table.pat.doer.organisation().cloned());
    assert_eq!(table.services().keep_calendar().await.expect("is kept"), 0);
    assert_eq!(table.milestones().await, all);
}

async fn an_agreement_that_was_in_force_before_is_laid_by_the_calendar(world: World) {
    let table = Bargain::in_force(world).await;
    let before = table.milestones().await.len();
    for rows in ["milestone_versions", "milestones"] {
        table
            .cast
            .world
            .damage(&format!("DELETE FROM {rows}"))
            .await;
    }
    assert!(table.milestones().await.is_empty());
    let second = table.cast.world.second_instance().await;
    let (here, there) = tokio::join!(table.services().keep_calendar(), second.keep_calendar());
    assert_eq!(here.expect("is kept") + there.expect("is kept"), 1);
    assert_eq!(table.milestones().await.len(), before);
    assert_eq!(table.services().keep_calendar().await.expect("is kept"), 0);
    second.close().await.expect("closes");
}

async fn a_variation_changes_a_baseline_and_keeps_what_was_recorded(world: World) {
    let table = Bargain::in_force(world).await;
    let agreements = table.services().agreements();
    let (kent, carla, ann) = (&table.kent, &table.cast.carla, &table.cast.ann);
    let before = table.agreed("saving:").await;
    let last = table.milestones().await;
    let last = last
        .iter()
        .find(|row| {
            row.source
                .as_ref()
                .is_some_and(|id| id.starts_with("saving:") && id.ends_with(":2015-16"))
        })
        .expect("a saving");
    let says = [
        ("forecast", "12 May 2016"),
        ("why", "The leases end later."),
    ];
    table
        .says_of(ann, &last.slug, &says)
        .await
        .expect("is said");

    let savings = table.number("savings").await;
    agreements
        .vary(&ann.doer, kent, &[savings], "Less than we thought.")
        .await
        .expect("is opened");
    let lower = edit(
        &table.desks,
        &[("low-2015-16", "1.5m"), ("high-2015-16", "1.5m")],
    );
    let slug = table
        .proposes(&table.theo, savings, &lower)
        .await
        .expect("is proposed");
    table
        .takes_up(ann, savings, &slug, 1, &[])
        .await
        .expect("is taken up");
    assert_eq!(table.agree_to(savings).await, TermState::Agreed);
    agreements
        .settle_variation(&carla.doer, kent, 1)
        .await
        .expect("is settled");
    let form = agreements
        .issue_form(&table.cast.priya.viewer, kent, Some(1))
        .await
        .expect("a form");
    let asked = Bargain::everybody(&form);
    let slug = agreements
        .issue(&table.cast.priya.doer, kent, Some(1), &asked)
        .await
        .expect("is issued");
    // Until it is in force, what was signed stands.
    assert_eq!(
        table.milestone(ann, &last.slug).await.row.promised,
        "£2,200,000"
    );
    table.all_sign(&slug).await;
    table.services().keep_calendar().await.expect("is kept");

    let after = table.milestone(ann, &last.slug).await;
    assert_eq!(after.row.promised, "£1,500,000");
    assert_eq!(after.row.source, last.source);
    assert_eq!(after.row.dates.forecast, Some(day("2016-05-12")));
    assert_eq!(after.history.len(), 2);
    assert_eq!(
        table.agreed("saving:").await,
        before,
        "what was not varied is as it was"
    );
    assert_eq!(table.cast.events("milestones-laid").await, 2);
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
}
