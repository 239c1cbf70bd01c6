//! A return is filled in part by part, each by whom it belongs to, and is the place’s own until it is submitted.

use domain::delivery::returns::Standing;
use domain::form::Posted;
use services::Refusal;

use super::cast::{answers, first};
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    periods_are_laid_with_the_agreement_and_open_by_date,
    each_fills_in_its_own_part_and_nobody_else_reads_it_yet,
    what_cannot_be_read_is_kept_and_keeps_it_from_being_submitted,
    who_saves_over_another_is_told_and_gets_both_texts,
    figures_for_what_is_not_in_the_agreement_are_refused,
    submitting_many_times_happens_once,
    the_place_is_reminded_before_it_is_due_and_when_it_is_late,
);

async fn periods_are_laid_with_the_agreement_and_open_by_date(world: World) {
    let table = Bargain::in_force(world).await;
    let returns = table.services().returns();
    let list = returns.list(&table.theo.viewer, &table.kent).await;
    let rows = list.expect("a list").rows;
    assert_eq!(rows[0].period.code, first());
    assert!(rows.iter().all(|row| row.standing == Standing::NotYet));
    assert_eq!(table.services().keep_calendar().await.expect("is kept"), 0);
    let refused = table.form_of(&table.cast.ann, first(), "narrative").await;
    let Err(Refusal::WrongStage(words)) = refused else {
        panic!("{refused:?}");
    };
    assert!(words.contains("opens on 1 July 2013"), "{words}");
    table.wait_until("2013-10-01").await;
    let rows = returns
        .list(&table.theo.viewer, &table.kent)
        .await
        .expect("a list")
        .rows;
    // A late one does not keep the next one shut.
    assert_eq!(rows[0].standing, Standing::Late);
    assert_eq!(rows[1].standing, Standing::Open);
    assert!(
        table
            .form_of(&table.cast.ann, rows[1].period.code, "narrative")
            .await
            .is_ok()
    );
}

async fn each_fills_in_its_own_part_and_nobody_else_reads_it_yet(world: World) {
    let table = Bargain::in_force(world).await;
    table.wait_until("2013-07-01").await;
    let seen = table.look(&table.pat, first()).await;
    let mine: Vec<_> = seen.parts.iter().filter(|part| part.may_fill).collect();
    assert!(!mine.is_empty());
    assert!(
        mine.iter()
            .all(|part| part.code.owner.as_ref() == Some(&table.police))
    );
    let refused = table.form_of(&table.pat, first(), "narrative").await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    let theirs = mine[0].code.to_string();
    let refused = table.form_of(&table.cast.ann, first(), &theirs).await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    let mut posted = Posted::default();
    posted.push("narrative", "The board has met twice.");
    table
        .fills(&table.cast.dev, (first(), "narrative", 0), &posted)
        .await
        .expect("is saved");
    for outsider in [
        &table.theo,
        &table.cast.priya,
        &table.cast.carla,
        &table.cast.noor,
    ] {
        let seen = table.look(outsider, first()).await;
        assert!(
            seen.parts
                .iter()
                .all(|part| part.sheet.is_none() && part.saved_at.is_none())
        );
    }
    let seen = table.look(&table.pat, first()).await;
    let narrative = seen
        .parts
        .iter()
        .find(|part| part.code.to_string() == "narrative");
    assert!(narrative.expect("the part").sheet.is_some());
}

async fn what_cannot_be_read_is_kept_and_keeps_it_from_being_submitted(world: World) {
    let table = Bargain::in_force(world).await;
    table.wait_until("2013-07-01").await;
    table.fills_all(&table.cast.ann, first(), "1,000").await;
    let form = table
        .form_of(&table.cast.ann, first(), "savings")
        .await
        .expect("a form");
    let claimed = format!("claimed-{}", table.desks);
    let mut posted = Posted::default();
    posted.push(claimed.clone(), "about a million");
    let at = (first(), "savings", form.version);
    let saved = table
        .fills(&table.cast.ann, at, &posted)
        .await
        .expect("is saved");
    assert_eq!(saved.sheet.problems().len(), 1);
    let form = table
        .form_of(&table.cast.ann, first(), "savings")
        .await
        .expect("a form");
    assert_eq!(
        form.sheet(None).field(&claimed).expect("a field").text,
        "about a million"
    );
    let Err(Refusal::Invalid(faults)) = table.submits(first(), false).await else {
        panic!("is refused");
    };
    let fields: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["savings", "without"]);
    assert_eq!(
        table
            .cast
            .world
            .rows_in("ledger_entries WHERE kind = 'claimed'")
            .await,
        0
    );
    posted = Posted::default();
    posted.push(claimed, "1,000");
    let at = (first(), "savings", form.version);
    table
        .fills(&table.cast.ann, at, &posted)
        .await
        .expect("is saved");
    table.submits(first(), true).await.expect("is submitted");
}

async fn who_saves_over_another_is_told_and_gets_both_texts(world: World) {
    let table = Bargain::in_force(world).await;
    table.wait_until("2013-07-01").await;
    let said = |words: &str| {
        let mut posted = Posted::default();
        posted.push("narrative", words);
        posted
    };
    let at = (first(), "narrative", 0);
    table
        .fills(&table.cast.ann, at, &said("From Ann."))
        .await
        .expect("is saved");
    let refused = table.fills(&table.cast.dev, at, &said("From Dev.")).await;
    let Err(Refusal::Conflict(conflict)) = refused else {
        panic!("{refused:?}");
    };
    assert!(conflict.theirs.contains("From Ann.") && conflict.yours.contains("From Dev."));
    assert_eq!((conflict.saved_by.as_str(), conflict.version), ("Ann", 1));
    // Who typed the same has nothing to choose.
    table
        .fills(&table.cast.dev, at, &said("From Ann."))
        .await
        .expect("is the same");
}

async fn figures_for_what_is_not_in_the_agreement_are_refused(world: World) {
    let table = Bargain::in_force(world).await;
    table.wait_until("2013-07-01").await;
    let mut posted = Posted::default();
    posted.push("claimed-nowhere", "1,000");
    let refused = table
        .fills(&table.cast.ann, (first(), "savings", 0), &posted)
        .await;
    let Err(Refusal::Invalid(faults)) = refused else {
        panic!("{refused:?}");
    };
    assert!(faults[0].words.contains("Nothing was saved"), "{faults:?}");
    let none = table
        .fills(&table.cast.ann, (first(), "savings-nobody", 0), &posted)
        .await;
    assert!(matches!(none, Err(Refusal::NotFound)), "{none:?}");
    assert_eq!(table.cast.world.rows_in("return_parts").await, 0);
}

async fn submitting_many_times_happens_once(world: World) {
    let table = Bargain::reported(world, "1,000").await;
    let again = table.submits_from(first(), 1, false).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    let world = &table.cast.world;
    assert_eq!(
        world
            .rows_in("events WHERE kind = 'return-submitted'")
            .await,
        1
    );
    let claims = "SELECT COUNT(*) AS answer FROM ledger_entries WHERE kind = 'claimed'";
    let lines = "SELECT COUNT(DISTINCT line) AS answer FROM ledger_entries WHERE kind = 'claimed'";
    assert_eq!(world.number(claims).await, world.number(lines).await);
    assert_eq!(table.cast.mails("return-submitted").await, 1);
    // Nothing can be filled in any more.
    let refused = table.form_of(&table.cast.ann, first(), "narrative").await;
    assert!(
        matches!(refused, Err(Refusal::WrongStage(_))),
        "{refused:?}"
    );
}

async fn the_place_is_reminded_before_it_is_due_and_when_it_is_late(world: World) {
    let table = Bargain::in_force(world).await;
    table.wait_until("2013-07-15").await;
    let kept = async || table.services().keep_calendar().await.expect("is kept");
    kept().await;
    assert_eq!(table.cast.mails("return-due").await, 0);
    table.wait_until("2013-07-16").await;
    kept().await;
    // Ann leads, Dev drafts, Pat reports for the police.
    assert_eq!(table.cast.mails("return-due").await, 3);
    kept().await;
    assert_eq!(table.cast.mails("return-due").await, 3);
    table.wait_until("2013-07-31").await;
    kept().await;
    kept().await;
    assert_eq!(table.cast.mails("return-due").await, 6);
    let events = "events WHERE kind = 'return-reminded'";
    assert_eq!(table.cast.world.rows_in(events).await, 2);
    let form = table
        .form_of(&table.cast.ann, first(), "outcomes")
        .await
        .expect("late, and open");
    assert!(answers(&form.sheet(None), "1").iter().next().is_some());
}
