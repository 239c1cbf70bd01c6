//! A variation: named terms are bargained over again while the agreement stays in force as it was signed.

use domain::agreement::SheetState;
use domain::negotiation::{Stance, TermState};
use domain::process::Stage;
use services::Refusal;
use services::agreements::DocumentKind;
use services::offers::Paging;

use super::cast::{fields, not_now};
use crate::negotiation::cast::Bargain;
use crate::negotiation::proposing::edit;
use crate::support::{World, both_databases};

both_databases!(
    a_variation_makes_version_two,
    a_variation_that_is_ended_leaves_no_trace_in_the_agreement,
    a_variation_that_is_refused_is_negotiated_again,
    a_pooled_budget_that_is_varied_has_its_memorandum_signed_again,
);

const WHY: &str = "The grant is smaller than we thought.";

impl Bargain {
    /// Theo asks for other wording of the savings, and Kent takes it up.
    async fn saves_less(&self, term: u32) {
        let terms = self.services().negotiation();
        let hat = self.theo.doer.hat();
        let view = terms.term(&self.theo.viewer, hat, &self.kent, term, None, None);
        let view = view.await.expect("is seen");
        assert_eq!(view.stage, Stage::Negotiating);
        assert_eq!(view.state, TermState::Open);
        let lower = edit(&self.desks, &[("low-2015-16", "1.5m")]);
        let slug = self.proposes(&self.theo, term, &lower).await;
        self.takes_up(&self.cast.ann, term, &slug.expect("is proposed"), 1, &[])
            .await
            .expect("is taken up");
    }

    async fn state_of(&self, term: u32) -> TermState {
        let terms = self.services().negotiation();
        let hat = self.theo.doer.hat();
        let view = terms.term(&self.theo.viewer, hat, &self.kent, term, None, None);
        view.await.expect("is seen").state
    }

    /// What the term says now, as it is stored.
    async fn says_of_desks(&self) -> String {
        let sql = format!(
            "SELECT content AS answer FROM matters WHERE slug = '{}'",
            self.desks
        );
        self.cast.world.texts(&sql).await.remove(0)
    }
}

async fn a_variation_makes_version_two(world: World) {
    let table = Bargain::in_force(world).await;
    let agreements = table.services().agreements();
    let kent = &table.kent;
    let (ann, carla, priya) = (
        &table.cast.ann.doer,
        &table.cast.carla.doer,
        &table.cast.priya.doer,
    );
    let savings = table.number("savings").await;
    let freedom = table.number("freedom").await;
    let first = agreements
        .agreement(None, kent, None)
        .await
        .expect("is public");
    assert_eq!(
        fields(agreements.vary(ann, kent, &[], WHY).await),
        ["terms"]
    );
    assert_eq!(
        fields(agreements.vary(ann, kent, &[99], WHY).await),
        ["terms"]
    );
    assert_eq!(
        fields(agreements.vary(ann, kent, &[savings], " ").await),
        ["reason"]
    );
    let theirs = agreements
        .vary(&table.theo.doer, kent, &[savings], WHY)
        .await;
    assert!(matches!(theirs, Err(Refusal::NotAllowed(_))));
    assert_eq!(
        agreements
            .vary(ann, kent, &[savings], WHY)
            .await
            .expect("is opened"),
        1
    );
    let open = agreements.vary(carla, kent, &[savings], WHY).await;
    assert_eq!(fields(open), ["terms"]);
    // The negotiation runs on this term alone, and the agreement stays in force.
    assert_eq!(table.stage().await, "in-force");
    let other = table
        .says(&table.wendy, freedom, Stance::Object, "No")
        .await;
    assert!(not_now(other).contains("in force"));
    let offers = table.services().offers();
    let work = offers.work(&table.theo.viewer, Paging::first());
    let work = work.await.expect("work");
    let address = format!("/offers/KEN-1/terms/{savings}");
    let link = &work.waits_for_me[0].address;
    assert!(link.starts_with(&address), "{link}");
    let Err(Refusal::Invalid(faults)) = agreements.settle_variation(carla, kent, 1).await else {
        panic!("a term is open")
    };
    assert_eq!(faults[0].field, format!("terms/{savings}"));
    table.saves_less(savings).await;
    assert_eq!(table.agree_to(savings).await, TermState::Agreed);
    agreements
        .settle_variation(carla, kent, 1)
        .await
        .expect("is settled");
    let again = agreements.settle_variation(carla, kent, 1).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)));
    let told = table.told("offer-settled").await;
    assert!(told.contains(&"theo@hmt.example".to_owned()), "{told:?}");
    assert!(told.contains(&table.cast.ann.viewer.email), "{told:?}");
    let office = table.services().offers();
    let waits = office.work(&table.cast.priya.viewer, Paging::first());
    let waits = waits.await.expect("work").waits_for_me;
    assert_eq!(waits[0].address, "/offers/KEN-1/agreement");
    assert!(waits[0].what.contains("variation"), "{}", waits[0].what);
    // Issued to those whom it concerns.
    let form = agreements
        .issue_form(&table.cast.priya.viewer, kent, Some(1))
        .await
        .expect("a form");
    assert_eq!(form.what, "the agreement KEN-1, version 2");
    assert!(form.parties.len() <= first.content.parties.len());
    let asked = Bargain::everybody(&form);
    let slug = agreements
        .issue(priya, kent, Some(1), &asked)
        .await
        .expect("is issued");
    assert_eq!(slug, "a2");
    table.all_sign("a2").await;
    // Signed, and not in force before the calendar says so.
    let public = agreements
        .agreement(None, kent, None)
        .await
        .expect("is public");
    assert_eq!(public.version, 1);
    assert_eq!(public.content, first.content);
    assert_eq!(table.services().keep_calendar().await.expect("is kept"), 1);
    assert_eq!(table.services().keep_calendar().await.expect("is kept"), 0);
    let public = agreements
        .agreement(None, kent, None)
        .await
        .expect("is public");
    assert_eq!(public.version, 2);
    assert!(public.digest != first.digest);
    assert_eq!(public.content.head.reason, WHY);
    assert_eq!(
        public.force.expect("days").since,
        first.force.expect("days").since
    );
    let versions: Vec<u32> = public.versions.iter().map(|one| one.version).collect();
    assert_eq!(versions, [2, 1]);
    // Version 1 stays readable for ever, word for word.
    let old = agreements
        .agreement(None, kent, Some(1))
        .await
        .expect("is public");
    assert_eq!((old.content, old.is_in_force), (first.content, false));
    let redline = agreements
        .document(None, kent, 2, DocumentKind::Redline)
        .await;
    assert_eq!(redline.expect("a redline").bytes, b"From 1 to 2");
    assert_eq!(agreements.feed().await.expect("a feed").len(), 2);
    assert_eq!(table.cast.events("version-in-force").await, 1);
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
}

async fn a_variation_that_is_ended_leaves_no_trace_in_the_agreement(world: World) {
    let table = Bargain::in_force(world).await;
    let agreements = table.services().agreements();
    let kent = &table.kent;
    let savings = table.number("savings").await;
    let ann = &table.cast.ann.doer;
    agreements
        .vary(ann, kent, &[savings], WHY)
        .await
        .expect("is opened");
    let as_signed = table.says_of_desks().await;
    table.saves_less(savings).await;
    assert_ne!(table.says_of_desks().await, as_signed);
    let theirs = agreements
        .end_variation(&table.theo.doer, kent, 1, "No")
        .await;
    assert!(matches!(theirs, Err(Refusal::NotAllowed(_))));
    let priya = &table.cast.priya.doer;
    agreements
        .end_variation(priya, kent, 1, "No use")
        .await
        .expect("is ended");
    let again = agreements.end_variation(priya, kent, 1, "No use").await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert_eq!(table.waits(savings).await, 0);
    // Nobody is asked about it: it stands as it was signed.
    assert_eq!(table.state_of(savings).await, TermState::Agreed);
    // The offer says again what is in force.
    let low = |text: &str| {
        text.split("2015-16")
            .nth(1)
            .map(|text| text[..12].to_owned())
    };
    assert_eq!(low(&table.says_of_desks().await), low(&as_signed));
    let said = table.says(&table.theo, savings, Stance::Agree, "").await;
    assert!(not_now(said).contains("in force"));
    let read = agreements
        .agreement(None, kent, None)
        .await
        .expect("is public");
    assert_eq!(read.version, 1);
    // It can be varied again.
    assert_eq!(
        agreements
            .vary(ann, kent, &[savings], WHY)
            .await
            .expect("is opened"),
        2
    );
    let desk = table.desk().await;
    let stages: Vec<Stage> = desk
        .variations
        .iter()
        .map(|one| one.variation.stage)
        .collect();
    assert_eq!(stages, [Stage::Negotiating, Stage::Ended]);
    assert_eq!(desk.variations[0].open_terms, [savings]);
    // One in which nothing was said leaves it as it was, too; and its place’s leader can end it.
    assert_eq!(table.state_of(savings).await, TermState::Open);
    let ended = agreements.end_variation(ann, kent, 2, "It can wait").await;
    ended.expect("is ended");
    assert_eq!(table.state_of(savings).await, TermState::Agreed);
    assert_eq!(table.waits(savings).await, 0);
    table
        .services()
        .verify(None)
        .await
        .expect("the chain holds");
}

async fn a_variation_that_is_refused_is_negotiated_again(world: World) {
    let table = Bargain::in_force(world).await;
    let agreements = table.services().agreements();
    let kent = &table.kent;
    let savings = table.number("savings").await;
    let (ann, carla, priya) = (
        &table.cast.ann.doer,
        &table.cast.carla.doer,
        &table.cast.priya.doer,
    );
    agreements
        .vary(ann, kent, &[savings], WHY)
        .await
        .expect("is opened");
    table.saves_less(savings).await;
    assert_eq!(table.agree_to(savings).await, TermState::Agreed);
    agreements
        .settle_variation(carla, kent, 1)
        .await
        .expect("is settled");
    let form = agreements
        .issue_form(&table.cast.priya.viewer, kent, Some(1))
        .await;
    let asked = Bargain::everybody(&form.expect("a form"));
    agreements
        .issue(priya, kent, Some(1), &asked)
        .await
        .expect("is issued");
    table
        .will_not_sign(&table.theo, "a2", &[savings])
        .await
        .expect("refuses");
    assert_eq!(table.stage().await, "in-force");
    let desk = table.desk().await;
    assert_eq!(desk.variations[0].variation.stage, Stage::Negotiating);
    assert_eq!(desk.sheets[0].state, SheetState::Refused);
    assert_eq!(table.agree_to(savings).await, TermState::Agreed);
    agreements
        .settle_variation(carla, kent, 1)
        .await
        .expect("is settled");
    let form = agreements
        .issue_form(&table.cast.priya.viewer, kent, Some(1))
        .await;
    let form = form.expect("a form");
    assert_eq!(form.version, 2);
    let slug = agreements
        .issue(priya, kent, Some(1), &Bargain::everybody(&form))
        .await;
    assert_eq!(slug.expect("is issued"), "a3");
    agreements
        .recall(priya, kent, "a3", "A name is missing.")
        .await
        .expect("is recalled");
    assert_eq!(
        table.desk().await.variations[0].variation.stage,
        Stage::Negotiating
    );
    let read = agreements
        .agreement(None, kent, None)
        .await
        .expect("is public");
    assert_eq!(read.version, 1);
}

async fn a_pooled_budget_that_is_varied_has_its_memorandum_signed_again(world: World) {
    let table = Bargain::in_force(world).await;
    let agreements = table.services().agreements();
    let kent = &table.kent;
    let budget = table.number("budget").await;
    let (ann, carla, priya) = (
        &table.cast.ann.doer,
        &table.cast.carla.doer,
        &table.cast.priya.doer,
    );
    let varied = agreements.vary(ann, kent, &[budget], WHY).await;
    assert_eq!(varied.expect("is opened"), 1);
    let words = edit(&table.fund, &[("leaving", "A year’s notice.")]);
    let slug = table.proposes(&table.theo, budget, &words).await;
    let slug = slug.expect("is proposed");
    let taken = table.takes_up(&table.cast.carla, budget, &slug, 1, &[]);
    taken.await.expect("is taken up");
    assert_eq!(table.agree_to(budget).await, TermState::Agreed);
    let settled = agreements.settle_variation(carla, kent, 1).await;
    settled.expect("is settled");
    let form = agreements.issue_form(&table.cast.priya.viewer, kent, Some(1));
    let asked = Bargain::everybody(&form.await.expect("a form"));
    let issued = agreements.issue(priya, kent, Some(1), &asked).await;
    assert_eq!(issued.expect("is issued"), "a2");
    // The words are others now: what was signed under the old ones does not count.
    let words = not_now(table.signs(&table.theo, "a2").await);
    assert!(words.contains("memorandum"), "{words}");
    let line = table.desk().await.memoranda.remove(0);
    assert_eq!((line.sheet, line.state), (None, None));
    assert_eq!(table.put_out_memorandum().await, "m2");
    table.all_sign("m2").await;
    table.all_sign("a2").await;
    assert_eq!(table.services().keep_calendar().await.expect("is kept"), 1);
    let read = agreements.agreement(None, kent, None).await;
    assert_eq!(read.expect("is public").version, 2);
}
