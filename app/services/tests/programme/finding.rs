//! Search finds what somebody may read anyway, and tells of nothing else: neither in a page nor in a count.

use domain::process::{Reference, Role, Room};
use domain::talk::Subject;
use services::counting;
use services::offers::Paging;
use services::search::{Found, FoundKind, SearchResults};
use services::talk::Opening;

use super::more_offers;
use crate::negotiation::cast::Bargain;
use crate::offers::cast::{Actor, Cast};
use crate::support::{World, both_databases};

both_databases!(
    nobody_finds_what_they_may_not_read,
    what_is_held_back_is_found_on_its_day,
    a_text_rewritten_in_private_is_found_by_the_place_alone,
    what_was_typed_is_never_an_operator,
    people_are_found_by_those_who_look_after_them,
    a_search_costs_the_same_whatever_there_is,
);

async fn search(cast: &Cast, who: &Actor, typed: &str) -> SearchResults {
    cast.world
        .services
        .search(&who.viewer, typed, None, Paging::first())
        .await
        .expect("answers")
}

async fn finds(cast: &Cast, who: &Actor, typed: &str) -> Vec<Found> {
    let results = search(cast, who, typed).await;
    assert_eq!(results.total, results.found.len() as u64);
    assert!(!results.more);
    results.found
}

/// What the offer that everybody speaks of is called.
async fn title(cast: &Cast) -> String {
    let sql = "SELECT title AS answer FROM offers WHERE reference = 'KEN-1'";
    cast.world.texts(sql).await.remove(0)
}

async fn says(cast: &Cast, who: &Actor, kent: &Reference, room: Room, body: &str) {
    let opening = Opening {
        subject: Subject::Offer,
        quote: String::new(),
        room: Some(room),
        body: body.to_owned(),
    };
    let talk = cast.world.services.talk();
    talk.start(&who.doer, kent, &opening).await.expect("starts");
}

async fn nobody_finds_what_they_may_not_read(world: World) {
    let table = Bargain::of(world).await;
    let cast = &table.cast;
    says(
        cast,
        &cast.ann,
        &table.kent,
        Room::Place,
        "Our zebra line is sixty",
    )
    .await;
    says(
        cast,
        &table.theo,
        &table.kent,
        Room::Whitehall,
        "A zebra would cost too much",
    )
    .await;
    says(
        cast,
        &cast.carla,
        &table.kent,
        Room::Joint,
        "Let us speak of the zebra",
    )
    .await;
    // A draft of Leicester’s, which nobody else knows.
    let start = services::offers::Start {
        kind: domain::process::OfferKind::SingleOffer,
        title: "Zebra crossings".to_owned(),
        theme: None,
    };
    let offers = cast.world.services.offers();
    offers.start(&cast.lena.doer, &start).await.expect("starts");

    let texts = async |who: &Actor| {
        let mut texts: Vec<String> = finds(cast, who, "zebra")
            .await
            .into_iter()
            .map(|found| {
                let pieces = if found.excerpt.is_empty() {
                    found.title
                } else {
                    found.excerpt
                };
                let marked = pieces.iter().filter(|piece| piece.is_marked);
                assert!(
                    marked.clone().count() == 1
                        && marked.clone().all(|one| one.text.to_lowercase() == "zebra")
                );
                pieces.into_iter().map(|piece| piece.text).collect()
            })
            .collect();
        texts.sort();
        texts
    };
    let joint = "Let us speak of the zebra".to_owned();
    let place = "Our zebra line is sixty".to_owned();
    let whitehall = "A zebra would cost too much".to_owned();
    for of_kent in [&cast.ann, &cast.dev, &table.pat] {
        assert_eq!(texts(of_kent).await, [joint.clone(), place.clone()]);
    }
    for of_whitehall in [&cast.carla, &table.theo, &cast.priya, &table.cleo] {
        assert_eq!(
            texts(of_whitehall).await,
            [whitehall.clone(), joint.clone()]
        );
    }
    assert_eq!(texts(&cast.noor).await, [joint]);
    // Twice in her own draft: the offer, and its scope.
    assert_eq!(
        texts(&cast.lena).await,
        ["Zebra crossings", "Zebra crossings"]
    );

    // The sections of the offer, and where they are read.
    let title = title(cast).await;
    let found = finds(cast, &cast.carla, &title).await;
    assert!(
        found
            .iter()
            .any(|one| one.kind == FoundKind::Offer && one.address == "/offers/KEN-1")
    );
    for elsewhere in [&cast.lena, &cast.hari] {
        assert!(finds(cast, elsewhere, &title).await.is_empty());
    }
}

async fn what_is_held_back_is_found_on_its_day(world: World) {
    let table = Bargain::issued(world).await;
    let cast = &table.cast;
    let agreements = table.services().agreements();
    let until = Some("2013-04-20".parse().expect("a day"));
    agreements
        .embargo(&cast.priya.doer, &table.kent, until)
        .await
        .expect("is held back");
    table.all_sign("a1").await;
    table.wait_until("2013-04-01").await;
    table.services().keep_calendar().await.expect("is kept");
    let freedom = cast
        .world
        .texts("SELECT title AS answer FROM precedents")
        .await
        .remove(0);
    let public = async |who: &Actor| {
        let found = finds(cast, who, &freedom).await;
        found
            .into_iter()
            .filter(|one| matches!(one.kind, FoundKind::Agreement | FoundKind::Precedent))
            .count()
    };
    assert_eq!(public(&cast.lena).await, 0);
    assert_eq!(search(cast, &cast.lena, &freedom).await.total, 0);
    table.wait_until("2013-04-20").await;
    assert_eq!(public(&cast.lena).await, 2);
    assert_eq!(public(&cast.priya).await, 2);
}

async fn a_text_rewritten_in_private_is_found_by_the_place_alone(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.submitted().await;
    let offers = cast.world.services.offers();
    offers
        .return_to_place(&cast.priya.doer, &kent.reference, "Say more")
        .await
        .expect("is returned");
    cast.save(
        &kent.reference,
        &kent.outcome,
        &[("redesign", "One giraffe for all who ask")],
    )
    .await;
    assert_eq!(finds(&cast, &cast.dev, "giraffe").await.len(), 1);
    for outside in [&cast.priya, &cast.noor] {
        assert!(finds(&cast, outside, "giraffe").await.is_empty());
        let title = title(&cast).await;
        let offer = finds(&cast, outside, &title).await;
        assert_eq!(offer.len(), 1, "the offer, as it was submitted");
    }
    offers
        .submit(&cast.ann.doer, &kent.reference)
        .await
        .expect("is submitted again");
    assert_eq!(finds(&cast, &cast.priya, "giraffe").await.len(), 1);
}

async fn what_was_typed_is_never_an_operator(world: World) {
    let cast = Cast::of(world).await;
    cast.start().await;
    let long = "x ".repeat(500_000);
    for typed in [
        "",
        "   ",
        "\"",
        "'",
        "' OR 1=1 --",
        "title:one NEAR(front door) *",
        "{title body} : one",
        "!one | door & :*",
        "\0\u{1}\u{200b}",
        "-front ^door",
        "%_\\",
        "½ ² ﷺ 𝒻ront",
        long.as_str(),
    ] {
        let results = search(&cast, &cast.ann, typed).await;
        assert!(results.total <= 200, "{typed:.40}");
    }
    assert!(!search(&cast, &cast.ann, "\"'()").await.asked);
    // What cannot be seen parts no words, and any word may be begun only.
    assert!(
        !finds(&cast, &cast.ann, "fro\u{200b}nt DOO")
            .await
            .is_empty()
    );
    let page = cast
        .world
        .services
        .search(
            &cast.ann.viewer,
            "kent",
            Some(FoundKind::Offer),
            Paging::of(99, 20),
        )
        .await
        .expect("answers");
    assert_eq!(page.page, page.pages);
}

async fn people_are_found_by_those_who_look_after_them(world: World) {
    let cast = Cast::of(world).await;
    let kent = cast.complete().await;
    let people = async |who: &Actor, typed: &str| {
        let found = finds(&cast, who, typed).await;
        let people = found
            .into_iter()
            .filter(|one| one.kind == FoundKind::Person);
        people.map(|one| one.of).collect::<Vec<_>>()
    };
    assert_eq!(
        people(&cast.priya, "lena").await,
        ["Leicester City Council"]
    );
    assert!(people(&cast.ann, "lena").await.is_empty());
    assert!(people(&cast.noor, "lena").await.is_empty());
    // Who answers for a partner that a draft alone names is the place’s own affair.
    let pat = "pat@police";
    assert!(people(&cast.priya, pat).await.is_empty());
    let offers = cast.world.services.offers();
    offers
        .submit(&cast.ann.doer, &kent.reference)
        .await
        .expect("is submitted");
    assert_eq!(people(&cast.priya, pat).await.len(), 1);
    let adam = Actor::new(&cast.world, "Adam", &"kent".into(), Role::Administrator).await;
    assert_eq!(people(&adam, "dev").await, ["Kent County Council"]);
    assert!(people(&adam, "lena").await.is_empty());
}

async fn a_search_costs_the_same_whatever_there_is(world: World) {
    let cast = Cast::of(world).await;
    cast.submitted().await;
    let mut costs = Vec::new();
    for more in [3, 27] {
        more_offers(&cast, more).await;
        for who in [&cast.priya, &cast.ann, &cast.lena] {
            let services = &cast.world.services;
            let search = services.search(&who.viewer, "front", None, Paging::first());
            let (answer, cost) = counting(search).await;
            answer.expect("answers");
            costs.push(cost);
        }
    }
    assert_eq!(costs[..3], costs[3..]);
    assert!(costs.iter().all(|cost| *cost <= 3), "{costs:?}");
}
