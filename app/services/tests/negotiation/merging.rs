//! Two proposals on one version: each is told of the other, what does not overlap merges, and nobody’s word is lost.

use domain::negotiation::{Change, Overlap};
use services::Refusal;
use services::offers::texts;

use super::cast::Bargain;
use super::proposing::{edit, text};
use crate::support::{World, both_databases};

both_databases!(
    each_is_told_of_the_other_and_where_they_overlap,
    what_does_not_overlap_merges,
    what_overlaps_is_chosen,
    each_adds_a_contribution_and_both_stand,
);

async fn each_is_told_of_the_other_and_where_they_overlap(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let one = edit(&table.desks, &[("low-2014-15", "1m"), ("method", "Asked.")]);
    let one = table.proposes(&table.theo, savings, &one).await;
    let one = one.expect("is proposed");
    let form = table
        .services()
        .negotiation()
        .wording_form(
            &table.wendy.viewer,
            table.wendy.doer.hat(),
            &table.kent,
            savings,
            &Change::Edit(table.desks.clone()),
        )
        .await
        .expect("may propose");
    // Before she writes a word.
    assert_eq!(form.others.len(), 1);
    assert_eq!(form.others[0].slug, one);
    assert_eq!(form.current, 1);
    assert!(!form.may_take_position, "it is the Treasury’s term");
    let two = edit(
        &table.desks,
        &[("low-2014-15", "0.9m"), ("high-2014-15", "1.5m")],
    );
    let two = table.proposes(&table.wendy, savings, &two).await;
    let two = two.expect("is proposed");
    for (slug, other) in [(&one, &two), (&two, &one)] {
        let view = table.looks(&table.cast.carla, savings, slug).await;
        let view = view.expect("is seen");
        assert_eq!(view.others.len(), 1);
        assert_eq!(view.others[0].line.slug, *other);
        let Overlap::Fields(fields) = &view.others[0].overlap else {
            panic!("{:?}", view.others);
        };
        assert_eq!(fields.len(), 1, "{fields:?}");
        assert!(fields[0].contains("2014-15"), "{fields:?}");
    }
}

async fn what_does_not_overlap_merges(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let one = edit(&table.desks, &[("low-2014-15", "1m")]);
    let one = table.proposes(&table.theo, savings, &one).await;
    let two = edit(
        &table.desks,
        &[("high-2014-15", "1.5m"), ("method", "Asked.")],
    );
    let two = table.proposes(&table.wendy, savings, &two).await;
    let two = two.expect("is proposed");
    table
        .takes_up(
            &table.cast.carla,
            savings,
            &one.expect("is proposed"),
            1,
            &[],
        )
        .await
        .expect("is taken up");
    let view = table.looks(&table.cast.ann, savings, &two).await;
    let view = view.expect("is seen");
    assert_eq!(view.since.len(), 3);
    assert!(view.clashes.is_empty());
    let version = table.takes_up(&table.cast.ann, savings, &two, 2, &[]).await;
    assert_eq!(version.expect("is taken up"), 3);
    let view = table.looks(&table.cast.ann, savings, &two).await;
    let view = view.expect("is seen");
    let now = |field| text(&view, view.now.as_ref(), field);
    assert_eq!(now("low-2014-15"), "£1,000,000");
    assert_eq!(now("high-2014-15"), "£1,500,000");
    assert_eq!(now("method"), "Asked.");
    assert_eq!(now("title"), "Shared desks");
}

async fn what_overlaps_is_chosen(world: World) {
    let table = Bargain::of(world).await;
    let savings = table.number("savings").await;
    let one = edit(&table.desks, &[("low-2014-15", "1m")]);
    let one = table.proposes(&table.theo, savings, &one).await;
    let two = edit(
        &table.desks,
        &[("low-2014-15", "0.9m"), ("method", "Asked.")],
    );
    let two = table.proposes(&table.wendy, savings, &two).await;
    let two = two.expect("is proposed");
    table
        .takes_up(
            &table.cast.carla,
            savings,
            &one.expect("is proposed"),
            1,
            &[],
        )
        .await
        .expect("is taken up");
    let view = table.looks(&table.cast.ann, savings, &two).await;
    let view = view.expect("is seen");
    assert_eq!(view.clashes.len(), 1);
    let clash = &view.clashes[0];
    assert_eq!(clash.name, "low-2014-15");
    assert_eq!(
        (clash.mine.as_str(), clash.theirs.as_str()),
        ("£900,000", "£1,000,000")
    );
    let open = table.takes_up(&table.cast.ann, savings, &two, 2, &[]).await;
    let Err(Refusal::Conflict(conflict)) = open else {
        panic!("{open:?}");
    };
    assert_eq!(conflict.version, 2);
    assert!(texts(&conflict).is_ok());
    assert_eq!(table.cast.events("wording-taken-up").await, 1);
    let chosen = [("choose-low-2014-15", "theirs")];
    let version = table
        .takes_up(&table.cast.ann, savings, &two, 2, &chosen)
        .await;
    assert_eq!(version.expect("is taken up"), 3);
    let view = table.looks(&table.cast.ann, savings, &two).await;
    let view = view.expect("is seen");
    assert_eq!(text(&view, view.now.as_ref(), "low-2014-15"), "£1,000,000");
    assert_eq!(text(&view, view.now.as_ref(), "method"), "Asked.");
    // What was not chosen is still read in the proposal.
    assert_eq!(
        text(&view, view.proposed.as_ref(), "low-2014-15"),
        "£900,000"
    );
}

async fn each_adds_a_contribution_and_both_stand(world: World) {
    let table = Bargain::of(world).await;
    let budget = table.number("budget").await;
    let third = |fund: &'static str| {
        edit(
            &table.fund,
            &[("contribution-count", "3"), ("contribution-2-fund", fund)],
        )
    };
    let one = table
        .proposes(&table.wendy, budget, &third("Reserve"))
        .await;
    let two = table
        .proposes(&table.cast.dev, budget, &third("Parking"))
        .await;
    for (base, slug) in [(1, one), (2, two)] {
        let slug = slug.expect("is proposed");
        table
            .takes_up(&table.cast.carla, budget, &slug, base, &[])
            .await
            .expect("is taken up");
    }
    let view = table.cast.read(&table.cast.ann, &table.kent).await;
    let (_, fund) = view.proposal.budgets().next().expect("the fund");
    let funds: Vec<&str> = fund
        .contributions
        .iter()
        .map(|one| one.fund.as_str())
        .collect();
    assert_eq!(
        funds,
        ["General fund", "Advice grant", "Reserve", "Parking"]
    );
}
