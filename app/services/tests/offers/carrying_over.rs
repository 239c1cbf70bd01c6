//! A Single Offer is declined, and its place goes on with an Innovative Policy Offer (7.19).

use domain::offer::{MatterKind, SectionState, section_states};
use domain::process::{OfferKind, Section, Stage, Theme};
use services::Refusal;
use services::offers::{Filter, HistoryFilter, Paging, reference};

use super::cast::{Cast, is_nowhere};
use crate::support::{World, both_databases};

both_databases!(everything_is_carried_over_and_still_fits_together);

async fn everything_is_carried_over_and_still_fits_together(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let kent = cast.submitted().await;
    let silent = offers
        .decline(&cast.priya.doer, &kent.reference, "", None)
        .await;
    assert!(matches!(silent, Err(Refusal::Invalid(_))), "{silent:?}");
    let theme = Some(Theme::AccessToBenefits);
    offers
        .decline(&cast.priya.doer, &kent.reference, "Too wide", theme)
        .await
        .expect("is declined");
    let again = offers
        .decline(&cast.priya.doer, &kent.reference, "Too wide", theme)
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");

    let old = cast.read(&cast.ann, &kent.reference).await;
    assert_eq!(old.stage, Stage::Declined);
    let decision = old.decision.as_ref().expect("a decision");
    assert_eq!(decision.reason.as_deref(), Some("Too wide"));
    let draft = reference("KEN-D2").expect("a reference");
    let new = cast.read(&cast.ann, &draft).await;
    assert_eq!(
        (new.kind, new.stage),
        (OfferKind::InnovativePolicyOffer, Stage::Draft)
    );
    assert_eq!(new.proposal.scope().theme, theme);
    assert_eq!(new.proposal.kept.len(), old.proposal.kept.len());
    assert!(new.answers.is_empty());

    // Nothing names a matter of the old offer, and everything named is there.
    let text = serde_json::to_string(&new.proposal.kept).expect("JSON");
    for kept in &old.proposal.kept {
        assert!(!text.contains(kept.key.as_str()), "{}", kept.matter.kind());
    }
    let (outcome, _) = new.proposal.outcomes().next().expect("an outcome");
    let (line, savings) = new.proposal.lines().next().expect("a line");
    assert_eq!(savings.outcome, outcome.as_str());
    let (freedom, asked) = new.proposal.freedoms().next().expect("a freedom");
    assert_eq!(asked.lines, [line.as_str()]);
    assert_eq!(asked.outcomes, [outcome.as_str()]);
    let (_, fund) = new.proposal.budgets().next().expect("a budget");
    let lead = new.proposal.lead().expect("leads").0;
    assert_eq!(fund.host, lead.as_str());
    assert_eq!(fund.contributions[1].lifted_by, freedom.as_str());
    assert_eq!(new.proposal.sharing().partners[0].body, lead.as_str());
    let gone = "no longer in the offer";
    for kept in &new.proposal.kept {
        let sheet = kept.matter.sheet(&new.around());
        assert!(
            sheet
                .problems()
                .iter()
                .all(|(_, words)| !words.contains(gone))
        );
    }
    for status in section_states(&new.proposal, &new.verdicts()) {
        assert_ne!(status.state, SectionState::NotStarted, "{}", status.section);
    }
    assert!(new.proposal.of_section(Section::Engagement).count() == 4);
    assert!(new.only(MatterKind::Evidence).is_ok());

    // The place knows of it, by mail and by list; Whitehall does not.
    let mail = cast
        .world
        .texts("SELECT body AS answer FROM outbox WHERE kind = 'offer-declined'")
        .await;
    assert_eq!(mail.len(), 2);
    assert!(mail[0].contains("/offers/KEN-D2"));
    assert!(is_nowhere(offers.read(&cast.priya.viewer, &draft).await));
    let list = offers
        .list(&cast.priya.viewer, &Filter::default(), Paging::first())
        .await
        .expect("a list");
    assert_eq!(list.total, 1);
    let timeline = offers
        .history(
            &cast.ann.viewer,
            &draft,
            &HistoryFilter::default(),
            Paging::first(),
        )
        .await
        .expect("a timeline");
    assert_eq!(timeline.entries.len(), 1);
    assert_eq!(timeline.entries[0].title, "Offer carried over from KEN-1");
    cast.world
        .services
        .verify(None)
        .await
        .expect("the chain holds");
}
