//! The programme office accepts a return, or queries parts of it; only these open again.

use domain::delivery::returns::{PartState, ReturnState};
use domain::form::Posted;
use services::Refusal;

use super::cast::first;
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(
    only_what_is_queried_opens_again_and_changes_are_marked,
    a_review_needs_a_word_on_each_part,
    an_accepted_return_is_closed,
    dates_are_moved_by_the_programme_office_and_nobody_else,
);

async fn only_what_is_queried_opens_again_and_changes_are_marked(world: World) {
    let table = Bargain::reported(world, "1,000").await;
    let queried = [("savings", "How was it counted?")];
    let state = table.reviews(first(), &queried).await.expect("is reviewed");
    assert_eq!(state, ReturnState::Queried);
    assert_eq!(table.cast.mails("return-queried").await, 3);
    let seen = table.look(&table.cast.ann, first()).await;
    for part in &seen.parts {
        let is_queried = part.code.to_string() == "savings";
        assert_eq!(part.may_fill, is_queried, "{}", part.title);
        let expected = if is_queried {
            PartState::Queried
        } else {
            PartState::Accepted
        };
        assert_eq!(part.state, expected);
        assert_eq!(part.reason.is_empty(), !is_queried);
    }
    let refused = table.form_of(&table.cast.ann, first(), "narrative").await;
    assert!(
        matches!(refused, Err(Refusal::WrongStage(_))),
        "{refused:?}"
    );
    let form = table
        .form_of(&table.cast.ann, first(), "savings")
        .await
        .expect("a form");
    assert_eq!(form.reason, "How was it counted?");
    let mut posted = Posted::default();
    posted.push(format!("claimed-{}", table.desks), "900");
    let at = (first(), "savings", form.version);
    table
        .fills(&table.cast.ann, at, &posted)
        .await
        .expect("is saved");
    // Until it is submitted again, others read what was.
    let savings = |seen: services::returns::ReturnView| {
        let mut parts = seen.parts.into_iter();
        parts
            .find(|part| part.code.to_string() == "savings")
            .expect("the part")
    };
    let field = format!("claimed-{}", table.desks);
    let outside = savings(table.look(&table.theo, first()).await);
    assert_eq!(
        outside
            .sheet
            .expect("a sheet")
            .field(&field)
            .expect("a field")
            .text,
        "£1,000"
    );
    table.submits(first(), false).await.expect("is submitted");
    let outside = savings(table.look(&table.theo, first()).await);
    let changes: Vec<_> = outside
        .changes
        .iter()
        .map(|one| (one.mine.as_str(), one.theirs.as_str()))
        .collect();
    assert_eq!(changes, [("£1,000", "£900")]);
    // The ledger holds both: what was said first, and what changed.
    let world = &table.cast.world;
    let entries = format!(
        "SELECT change FROM ledger_entries WHERE kind = 'claimed' AND line = '{}'",
        table.desks
    );
    assert_eq!(
        world
            .number(&format!(
                "SELECT COUNT(*) AS answer FROM ({entries}) AS one"
            ))
            .await,
        2
    );
    let sum = world
        .number(&format!(
            "SELECT CAST(SUM(change) AS BIGINT) AS answer FROM ({entries}) AS one"
        ))
        .await;
    assert_eq!(sum, 90_000);
    let state = table.reviews(first(), &[]).await.expect("is reviewed");
    assert_eq!(state, ReturnState::Accepted);
    assert_eq!(table.cast.mails("return-accepted").await, 3);
}

async fn a_review_needs_a_word_on_each_part(world: World) {
    let table = Bargain::reported(world, "1,000").await;
    let refused = table.reviews(first(), &[("savings", "  ")]).await;
    let Err(Refusal::Invalid(faults)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(faults[0].field, "reason-savings");
    let returns = table.services().returns();
    let version = table.look(&table.cast.priya, first()).await.version;
    let nothing = Default::default();
    let refused = returns
        .review(
            &table.cast.priya.doer,
            &table.kent,
            first(),
            version,
            &nothing,
        )
        .await;
    let Err(Refusal::Invalid(faults)) = refused else {
        panic!("{refused:?}");
    };
    assert!(
        faults
            .iter()
            .all(|fault| fault.field.starts_with("decision-"))
    );
    for other in [
        &table.cast.ann,
        &table.theo,
        &table.cast.carla,
        &table.cast.noor,
    ] {
        let refused = returns
            .review(&other.doer, &table.kent, first(), version, &nothing)
            .await;
        assert!(
            matches!(refused, Err(Refusal::NotAllowed(_))),
            "{refused:?}"
        );
    }
}

async fn an_accepted_return_is_closed(world: World) {
    let table = Bargain::reported(world, "1,000").await;
    table.reviews(first(), &[]).await.expect("is accepted");
    let mut posted = Posted::default();
    posted.push("narrative", "And another thing.");
    let refused = table
        .fills(&table.cast.ann, (first(), "narrative", 1), &posted)
        .await;
    let Err(Refusal::WrongStage(words)) = refused else {
        panic!("{refused:?}");
    };
    assert!(words.contains("accepted and closed"), "{words}");
    let refused = table.submits(first(), false).await;
    assert!(
        matches!(refused, Err(Refusal::WrongStage(_))),
        "{refused:?}"
    );
}

async fn dates_are_moved_by_the_programme_office_and_nobody_else(world: World) {
    let table = Bargain::in_force(world).await;
    let returns = table.services().returns();
    let day = |text: &str| text.parse().expect("a day");
    let dates = (day("2013-06-24"), day("2013-09-30"));
    let refused = returns
        .change_dates(&table.cast.ann.doer, &table.kent, first(), 1, dates)
        .await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    let wrong = (day("2013-06-24"), day("2013-06-01"));
    let refused = returns
        .change_dates(&table.cast.priya.doer, &table.kent, first(), 1, wrong)
        .await;
    let Err(Refusal::Invalid(faults)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(faults[0].field, "due-on");
    returns
        .change_dates(&table.cast.priya.doer, &table.kent, first(), 1, dates)
        .await
        .expect("is moved");
    let again = returns
        .change_dates(&table.cast.priya.doer, &table.kent, first(), 1, dates)
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    table.wait_until("2013-06-24").await;
    assert!(
        table
            .form_of(&table.cast.ann, first(), "narrative")
            .await
            .is_ok()
    );
}
