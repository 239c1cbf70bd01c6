//! Of every step of a return those are told whom the domain names.

use domain::mail::Telling;
use domain::money::Pence;
use domain::process::EventKind;
use services::ledger::ClaimOf;

use super::cast::first;
use crate::mail::letters::{EVENTS_AND_MAIL, is_of_returns, told};
use crate::negotiation::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(every_event_of_returns_is_told_as_the_domain_says);

async fn every_event_of_returns_is_told_as_the_domain_says(world: World) {
    let table = Bargain::in_force(world).await;
    let (returns, ledger) = (table.services().returns(), table.services().ledger());
    let (priya, wendy) = (&table.cast.priya.doer, &table.wendy.doer);
    let kent = &table.kent;
    table.wait_until("2013-07-31").await;
    table.services().keep_calendar().await.expect("is kept");
    table.fills_all(&table.cast.ann, first(), "1,000").await;
    table.fills_all(&table.pat, first(), "1,000").await;
    table.submits(first(), false).await.expect("is submitted");
    // Something waits to be verified when somebody is named for it; and what is claimed anew waits for them.
    let named = ledger.name_verifier(priya, kent, "", &table.wendy.person);
    named.await.expect("is named");
    let pounds = Pence::pounds;
    let claim = ClaimOf {
        line: table.desks.to_string(),
        period: first(),
    };
    let verified = ledger.verify(wendy, kent, &claim, pounds(1_000), (pounds(900), "Seen."));
    verified.await.expect("is verified");
    let reason = [("savings", "Do the desks of June count?")];
    table.reviews(first(), &reason).await.expect("is queried");
    table.wait_until("2013-08-01").await;
    table.fills_all(&table.cast.ann, first(), "1,100").await;
    table.submits(first(), false).await.expect("is submitted");
    table.reviews(first(), &[]).await.expect("is accepted");
    let seen = (pounds(1_100), "Seen again.");
    let verified = ledger.verify(wendy, kent, &claim, pounds(1_100), seen);
    verified.await.expect("is verified");
    table.wait_until("2013-08-02").await;
    let corrected = (pounds(950), "The lease cost more.");
    let corrected = ledger.correct(&table.cast.ann.doer, kent, &claim, corrected);
    corrected.await.expect("is corrected");
    let second = first().next();
    let day = |text: &str| text.parse().expect("a day");
    let dates = (day("2013-10-01"), day("2013-11-15"));
    let moved = returns.change_dates(priya, kent, second, 1, dates);
    moved.await.expect("is moved");
    let mut found = told(table.cast.world.texts(EVENTS_AND_MAIL).await);
    for event in EventKind::ALL.iter().filter(|event| is_of_returns(**event)) {
        assert!(table.cast.events(event.code()).await > 0, "{event}");
        let found = found.remove(event).unwrap_or_default();
        match Telling::of(*event) {
            Telling::Mail(kinds) => {
                assert_eq!(found, kinds.iter().copied().collect(), "{event}");
            }
            Telling::Nobody(why) => assert!(found.is_empty(), "{event} {found:?}: {why}"),
        }
    }
}
