//! From the first word to the champion.

use domain::offer::MatterKind;
use domain::process::{Act, OfferKind, Stage, Theme};
use services::Refusal;
use services::offers::{Filter, Paging, Start};

use super::cast::{Cast, post};
use crate::support::{World, both_databases};

both_databases!(
    kent_drafts_submits_and_is_accepted,
    an_offer_with_something_missing_says_what,
    two_servers_submit_it_once,
    an_offer_starts_with_what_is_known,
);

async fn kent_drafts_submits_and_is_accepted(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let draft = cast.start().await;
    assert_eq!(draft.to_string(), "KEN-D1");
    drop(draft);
    let kent = cast.complete().await;
    assert_eq!(kent.reference.to_string(), "KEN-D2");
    assert!(cast.read(&cast.ann, &kent.reference).await.may(Act::Submit));
    let only_leaders = offers.submit(&cast.dev.doer, &kent.reference).await;
    assert!(matches!(only_leaders, Err(Refusal::NotAllowed(_))));
    let name = offers
        .submit(&cast.ann.doer, &kent.reference)
        .await
        .expect("is submitted");
    // The first that anybody outside Kent hears of, whatever it started and never sent.
    assert_eq!(name.to_string(), "KEN-1");
    assert_eq!(cast.mails("offer-submitted").await, 1);
    let by_old_name = cast.read(&cast.ann, &kent.reference).await;
    assert_eq!(by_old_name.reference, name);
    let again = offers.submit(&cast.ann.doer, &kent.reference).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");

    let list = offers
        .list(&cast.priya.viewer, &Filter::default(), Paging::first())
        .await
        .expect("a list");
    assert_eq!((list.total, list.pages), (1, 1));
    let row = &list.rows[0];
    assert_eq!(row.reference, name);
    assert_eq!(row.turn, "The programme office");
    // 2,200,000 less 5 %, less what all areas have to save.
    let additional = row.additional_final.map(|amount| amount.get());
    assert_eq!(additional, Some(199_000_000));
    assert_eq!(
        row.final_year.map(|year| year.to_string()).as_deref(),
        Some("2015-16")
    );

    let nobody = offers
        .accept(&cast.priya.doer, &name, &cast.hari.person, &"nobody".into())
        .await;
    let Err(Refusal::Invalid(faults)) = nobody else {
        panic!("{nobody:?}")
    };
    let fields: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["champion", "lead-department"]);
    let champions = offers.champions().await.expect("champions");
    assert_eq!(champions.len(), 1);
    for expected in [true, false] {
        let accepted = offers
            .accept(&cast.priya.doer, &name, &champions[0].person, &"clg".into())
            .await;
        match accepted {
            Ok(()) => assert!(expected),
            Err(refusal) => assert!(!expected && matches!(refusal, Refusal::AlreadyDone)),
        }
    }
    let view = cast.read(&cast.carla, &name).await;
    assert_eq!(view.stage, Stage::Negotiating);
    assert_eq!(view.champion.as_deref(), Some("Carla"));
    assert!(view.lead_department.is_some());
    assert!(!view.may(Act::EditSection));
    assert_eq!(cast.mails("offer-accepted").await, 1);
    assert_eq!(cast.mails("offer-assigned").await, 1);
    let late = offers
        .return_to_place(&cast.priya.doer, &name, "Too late")
        .await;
    assert!(matches!(late, Err(Refusal::WrongStage(_))), "{late:?}");
}

async fn an_offer_with_something_missing_says_what(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.complete().await;
    cast.save(&kent.reference, &kent.outcome, &[("statement", "")])
        .await;
    let refused = cast
        .world
        .services
        .offers()
        .submit(&cast.ann.doer, &kent.reference)
        .await;
    let Err(Refusal::Invalid(faults)) = refused else {
        panic!("{refused:?}")
    };
    let address = format!("outcomes/{}#statement", kent.outcome);
    assert!(
        faults.iter().any(|fault| fault.field == address),
        "{faults:?}"
    );
    assert_eq!(cast.events("submitted").await, 0);
    assert_eq!(cast.mails("offer-submitted").await, 0);
}

async fn two_servers_submit_it_once(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.complete().await;
    let second = cast.world.second_instance().await;
    let tries: Vec<_> = (0..20)
        .map(|number| {
            let services = match number % 2 {
                0 => cast.world.services.clone(),
                _ => second.clone(),
            };
            let (ann, reference) = (cast.ann.doer.clone(), kent.reference.clone());
            tokio::spawn(async move { services.offers().submit(&ann, &reference).await })
        })
        .collect();
    let mut submitted = 0;
    for one in tries {
        match one.await.expect("does not panic") {
            Ok(name) => {
                assert_eq!(name.to_string(), "KEN-1");
                submitted += 1;
            }
            Err(Refusal::AlreadyDone) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    assert_eq!(submitted, 1);
    assert_eq!(cast.events("submitted").await, 1);
    assert_eq!(cast.mails("offer-submitted").await, 1);
    cast.world
        .services
        .verify(None)
        .await
        .expect("the chain holds");
    second.close().await.expect("closes");
}

async fn an_offer_starts_with_what_is_known(world: World) {
    let cast = Cast::of(world).await;
    let offers = cast.world.services.offers();
    let start = |kind, title: &str, theme| Start {
        kind,
        title: title.to_owned(),
        theme,
    };
    let nothing = start(OfferKind::InnovativePolicyOffer, " ", None);
    let Err(Refusal::Invalid(faults)) = offers.start(&cast.ann.doer, &nothing).await else {
        panic!("nothing was said")
    };
    let fields: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
    assert_eq!(fields, ["title", "theme"]);
    let themed = start(
        OfferKind::InnovativePolicyOffer,
        "Fewer\u{0} reoffend",
        Some(Theme::Offenders),
    );
    let reference = offers.start(&cast.dev.doer, &themed).await.expect("starts");
    let view = cast.read(&cast.ann, &reference).await;
    assert_eq!(view.title, "Fewer reoffend");
    assert_eq!(view.proposal.scope().theme, Some(Theme::Offenders));
    let (_, lead) = view.proposal.lead().expect("the lead council is in it");
    assert_eq!(lead.name, "Kent County Council");
    for kind in MatterKind::ALL.iter().filter(|kind| !kind.is_several()) {
        assert!(view.only(*kind).is_ok(), "{kind}");
        let twice = offers
            .add(&cast.ann.doer, &reference, *kind, &post(&[]))
            .await;
        assert!(matches!(twice, Err(Refusal::NotAllowed(_))), "{twice:?}");
    }
    let outsider = offers.start(&cast.priya.doer, &themed).await;
    assert!(
        matches!(outsider, Err(Refusal::NotAllowed(_))),
        "{outsider:?}"
    );
}
