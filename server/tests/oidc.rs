//! Coming in through an organisation's own sign-in, against a provider that is really asked over HTTP.

use chrono::TimeDelta;
use domain::process::Role;
use services::Doer;

use crate::support::{Browser, Lie, Page, Provider, Site, World, between, both_databases};

both_databases!(
    people_come_in_through_their_organisation,
    whoever_is_bound_is_known_without_an_address,
    each_untrue_word_of_a_provider_is_refused_in_words,
    an_address_that_is_not_confirmed_lets_nobody_in,
    a_provider_may_say_the_address_when_it_is_asked,
    unknown_closed_and_foreign_people_read_the_same_words,
    a_successor_at_the_same_address_is_somebody_else,
    only_the_browser_that_began_may_finish,
    a_sign_in_is_finished_once,
    a_code_that_was_slipped_in_is_refused,
    a_sign_in_that_takes_too_long_is_over,
    another_server_finishes_what_one_began,
    a_provider_may_change_its_key,
    a_provider_that_does_not_answer_shuts_nobody_out,
    whoever_stops_at_the_provider_is_told_so,
    coming_back_changes_nothing_until_the_button,
);

const ANN: &str = "ann@kent.example";
const WITH: &str = "/sign-in/with/kent";

async fn people_come_in_through_their_organisation(world: World) {
    let (site, provider) = kent(&world).await;
    let ann = site.browser();
    let page = ann.get("/sign-in?next=/offers").await;
    assert!(page.says("Kent County Council"), "{}", page.text);
    assert!(page.says(r#"action="/sign-in/with/kent""#));

    let (back, before) = there(&ann, &provider).await;
    let landed = come_in(&ann, &back).await;
    assert_eq!(
        (landed.status, landed.to()),
        (303, "/offers"),
        "{}",
        landed.text
    );
    let after = landed.header("set-cookie").unwrap();
    assert!(!after.starts_with(&before), "the session has a new name");
    assert!(ann.get("/privacy").await.says("Sign out"));
    assert_eq!(world.rows_in("provider_identities").await, 1);
    assert_eq!(signed_in(&world).await, 1);
    world.services.verify(None).await.unwrap();
}

async fn whoever_is_bound_is_known_without_an_address(world: World) {
    let (site, provider) = kent(&world).await;
    let first = site.browser();
    let back = there_and_back(&first, &provider).await;
    assert_eq!(come_in(&first, &back).await.status, 303);
    provider.vouch(|vouch| {
        vouch.email = Some("ann.married@elsewhere.example".to_owned());
        vouch.verified = Some(false);
    });
    let again = site.browser();
    let back = there_and_back(&again, &provider).await;
    assert_eq!(come_in(&again, &back).await.to(), "/offers");
    assert_eq!(world.rows_in("provider_identities").await, 1);
    assert_eq!(signed_in(&world).await, 2);
}

async fn each_untrue_word_of_a_provider_is_refused_in_words(world: World) {
    let (site, provider) = kent(&world).await;
    for (lie, words) in [
        (Lie::WrongAudience, "vouched for you to another service"),
        (Lie::SecondAudience, "vouched for you to another service"),
        (Lie::WrongIssuer, "Somebody else than your organisation’s"),
        (Lie::Expired, "has expired"),
        (Lie::WrongNonce, "belongs to another sign-in"),
        (Lie::NoNonce, "belongs to another sign-in"),
        (Lie::ForgedSignature, "does not carry the signature"),
        (Lie::ChangedAfterwards, "does not carry the signature"),
        (Lie::UnknownKey, "does not carry the signature"),
        (Lie::Unsigned, "does not carry the signature"),
        (Lie::SharedSecret, "does not carry the signature"),
        (Lie::NoToken, "cannot be read"),
        (Lie::NotJson, "cannot be read"),
    ] {
        provider.lie(lie);
        let browser = site.browser();
        let back = there_and_back(&browser, &provider).await;
        let page = come_in(&browser, &back).await;
        assert_eq!(page.status, 422, "{lie:?} {}", page.text);
        assert!(page.says("You are not signed in"), "{lie:?}");
        assert!(page.says(words), "{lie:?} {}", page.text);
        assert_eq!(browser.get("/work").await.status, 303, "{lie:?}");
    }
    assert_eq!(signed_in(&world).await, 0);
    assert_eq!(world.rows_in("provider_identities").await, 0);
}

async fn an_address_that_is_not_confirmed_lets_nobody_in(world: World) {
    let (site, provider) = kent(&world).await;
    for (email, verified) in [
        (Some(ANN), Some(false)),
        (Some(ANN), None),
        (None, Some(true)),
        (Some("no address"), Some(true)),
    ] {
        provider.vouch(|vouch| {
            vouch.email = email.map(str::to_owned);
            vouch.verified = verified;
        });
        let browser = site.browser();
        let back = there_and_back(&browser, &provider).await;
        let page = come_in(&browser, &back).await;
        assert_eq!(page.status, 422);
        assert!(
            page.says("has not confirmed an email address"),
            "{}",
            page.text
        );
    }
    assert_eq!(signed_in(&world).await, 0);
}

async fn a_provider_may_say_the_address_when_it_is_asked(world: World) {
    let (site, provider) = kent(&world).await;
    provider.vouch(|vouch| vouch.in_user_info = true);
    let ann = site.browser();
    let back = there_and_back(&ann, &provider).await;
    assert_eq!(come_in(&ann, &back).await.to(), "/offers");
}

async fn unknown_closed_and_foreign_people_read_the_same_words(world: World) {
    let (site, provider) = kent(&world).await;
    world.programme_officer().await;
    let bob = world.person("Bob", &"kent".into(), Role::Drafter).await;
    let mut act = world.services.begin(&Doer::house()).await.unwrap();
    act.disable(&bob).await.unwrap();
    act.commit().await.unwrap();
    let mut told = Vec::new();
    for email in [
        "stranger@kent.example",
        "bob@kent.example",
        // Known here, and not for this provider to speak for.
        "priya@programme-office.example",
        "ann@sub.kent.example",
    ] {
        provider.vouch(|vouch| {
            vouch.subject = format!("subject of {email}");
            vouch.email = Some(email.to_owned());
        });
        let browser = site.browser();
        let back = there_and_back(&browser, &provider).await;
        let page = come_in(&browser, &back).await;
        assert_eq!(page.status, 422, "{email}");
        told.push(between(&page.text, "<main", "</main>").to_owned());
    }
    assert!(told[0].contains("Nobody is known here"), "{}", told[0]);
    assert!(told.iter().all(|words| *words == told[0]), "{told:?}");
    assert_eq!(world.rows_in("provider_identities").await, 0);

    // Bound first, and closed afterwards: the same.
    provider.vouch(|vouch| {
        vouch.subject = "ann".to_owned();
        vouch.email = Some(ANN.to_owned());
    });
    let ann = site.browser();
    let back = there_and_back(&ann, &provider).await;
    assert_eq!(come_in(&ann, &back).await.status, 303);
    let mut act = world.services.begin(&Doer::house()).await.unwrap();
    let person = act.person_at(ANN, "Ann").await.unwrap();
    act.disable(&person).await.unwrap();
    act.commit().await.unwrap();
    let browser = site.browser();
    let back = there_and_back(&browser, &provider).await;
    let page = come_in(&browser, &back).await;
    assert_eq!(between(&page.text, "<main", "</main>"), told[0]);
    assert_eq!(signed_in(&world).await, 0);
}

async fn a_successor_at_the_same_address_is_somebody_else(world: World) {
    let (site, provider) = kent(&world).await;
    let ann = site.browser();
    let back = there_and_back(&ann, &provider).await;
    assert_eq!(come_in(&ann, &back).await.status, 303);
    provider.vouch(|vouch| vouch.subject = "a successor of Ann’s".to_owned());
    let successor = site.browser();
    let back = there_and_back(&successor, &provider).await;
    let page = come_in(&successor, &back).await;
    assert!(page.says("Nobody is known here"), "{}", page.text);
    assert_eq!(signed_in(&world).await, 1);
}

async fn only_the_browser_that_began_may_finish(world: World) {
    let (site, provider) = kent(&world).await;
    let ann = site.browser();
    let back = there_and_back(&ann, &provider).await;
    let lured = site.browser();
    let mallory = site.browser();
    there_and_back(&mallory, &provider).await;
    for other in [&lured, &mallory] {
        let page = other.get(&back).await;
        assert_eq!(page.status, 410, "{}", page.text);
        assert!(page.says("was not begun in this browser"), "{}", page.text);
        let page = finish(other, &back).await;
        assert_eq!(page.status, 422);
        assert!(page.says("was not begun in this browser"), "{}", page.text);
    }
    assert_eq!(signed_in(&world).await, 0);
    assert_eq!(
        come_in(&ann, &back).await.to(),
        "/offers",
        "hers still works"
    );
}

async fn a_sign_in_is_finished_once(world: World) {
    let (site, provider) = kent(&world).await;
    let ann = site.browser();
    let back = there_and_back(&ann, &provider).await;
    assert_eq!(come_in(&ann, &back).await.status, 303);
    let again = finish(&ann, &back).await;
    assert_eq!(again.status, 422);
    assert!(again.says("was not begun in this browser, or it is over"));
    assert_eq!(signed_in(&world).await, 1);
}

async fn a_code_that_was_slipped_in_is_refused(world: World) {
    let (site, provider) = kent(&world).await;
    let ann = site.browser();
    let hers = there_and_back(&ann, &provider).await;
    let mallory = site.browser();
    let his = there_and_back(&mallory, &provider).await;
    // His state and her code: the verifier is not the one the code was asked for with.
    let mixed = his.replace(&code(&his), &code(&hers));
    let page = finish(&mallory, &mixed).await;
    assert_eq!(page.status, 422);
    assert!(page.says("does not accept this any more"), "{}", page.text);
    // A code that was used is refused by the provider in a sign-in of its own, too.
    let fresh = there_and_back(&mallory, &provider).await;
    let replayed = fresh.replace(&code(&fresh), &code(&hers));
    let page = finish(&mallory, &replayed).await;
    assert!(page.says("does not accept this any more"), "{}", page.text);
    // What another provider sent is not taken for this one's.
    let fresh = there_and_back(&mallory, &provider).await;
    let elsewhere = fresh.split("&iss=").next().unwrap();
    let page = finish(&mallory, &format!("{elsewhere}&iss=https://evil.example")).await;
    assert!(page.says("Somebody else than your"), "{}", page.text);
    assert_eq!(signed_in(&world).await, 0);
}

async fn a_sign_in_that_takes_too_long_is_over(world: World) {
    let (site, provider) = kent(&world).await;
    let ann = site.browser();
    let back = there_and_back(&ann, &provider).await;
    world.clock.forward(TimeDelta::minutes(16));
    let page = finish(&ann, &back).await;
    assert!(page.says("or it is over already"), "{}", page.text);
}

async fn another_server_finishes_what_one_began(world: World) {
    let (site, provider) = kent(&world).await;
    let second = world.second_instance().await;
    let other = Site::of(second.clone().with_providers([provider.settings()])).await;
    let ann = site.browser();
    let (back, session) = there(&ann, &provider).await;
    let there = other.browser();
    let (path, body) = form_of(&back);
    let request = there
        .form(&path, &body)
        .header("origin", &other.url)
        .header("cookie", session);
    let page = there.send(request).await;
    assert_eq!((page.status, page.to()), (303, "/offers"), "{}", page.text);
    second.close().await.unwrap();
}

async fn a_provider_may_change_its_key(world: World) {
    let (site, provider) = kent(&world).await;
    let ann = site.browser();
    let back = there_and_back(&ann, &provider).await;
    assert_eq!(come_in(&ann, &back).await.status, 303);
    provider.change_key();
    world.clock.forward(TimeDelta::minutes(2));
    let again = site.browser();
    let back = there_and_back(&again, &provider).await;
    assert_eq!(come_in(&again, &back).await.to(), "/offers");
}

async fn a_provider_that_does_not_answer_shuts_nobody_out(world: World) {
    let (site, provider) = kent(&world).await;
    provider.stop();
    let browser = site.browser();
    let page = browser.post(WITH, &[]).await;
    assert_eq!(page.status, 422);
    assert!(page.says("does not answer"), "{}", page.text);
    let unknown = browser.post("/sign-in/with/nobody", &[]).await;
    assert_eq!(unknown.status, 404);
    assert_eq!(browser.get("/sign-in/with/nobody").await.status, 404);
    site.signed_in(&world, ANN).await;
}

async fn whoever_stops_at_the_provider_is_told_so(world: World) {
    let (site, provider) = kent(&world).await;
    let ann = site.browser();
    let back = there_and_back(&ann, &provider).await;
    let stopped = back.replace("code=", "error=access_denied&not=");
    let page = ann.get(&stopped).await;
    assert_eq!(page.status, 410);
    assert!(page.says("did not let you in"), "{}", page.text);
}

async fn coming_back_changes_nothing_until_the_button(world: World) {
    let (site, provider) = kent(&world).await;
    let ann = site.browser();
    let back = there_and_back(&ann, &provider).await;
    for _time in 0..3 {
        let page = ann.get(&back).await;
        assert_eq!(page.status, 200, "{}", page.text);
        assert!(page.says("One more step"));
    }
    assert_eq!(signed_in(&world).await, 0);
    assert_eq!(world.rows_in("provider_identities").await, 0);
    assert_eq!(come_in(&ann, &back).await.to(), "/offers");
}

/// Ann leads Kent, and Kent has a sign-in of its own.
async fn kent(world: &World) -> (Site, Provider) {
    world.leader_of_kent().await;
    let provider = Provider::start(&world.clock, ANN).await;
    let services = world.services.clone().with_providers([provider.settings()]);
    (Site::of(services).await, provider)
}

/// Presses the button, is let in by the provider, and answers the address to which it sends back.
async fn there_and_back(browser: &Browser, provider: &Provider) -> String {
    there(browser, provider).await.0
}

/// The same, with the cookie that the browser was given for it.
async fn there(browser: &Browser, provider: &Provider) -> (String, String) {
    let begun = browser.post(WITH, &[("next", "/offers")]).await;
    assert_eq!((begun.status, begun.to()), (303, WITH), "{}", begun.text);
    let cookie = begun.header("set-cookie").unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    let page = browser.get(WITH).await;
    let address = between(&page.text, "content=\"0;url=", "\"").replace("&amp;", "&");
    assert!(address.starts_with(&provider.issuer), "{}", page.text);
    let back = provider.visit(&address).await;
    let back = back.strip_prefix("http://single-offer.example").unwrap();
    (back.to_owned(), cookie)
}

/// Looks at the page and presses its button.
async fn come_in(browser: &Browser, back: &str) -> Page {
    let page = browser.get(back).await;
    assert_eq!(page.status, 200, "{}", page.text);
    finish(browser, back).await
}

async fn finish(browser: &Browser, back: &str) -> Page {
    let (path, body) = form_of(back);
    let origin = browser.site().to_owned();
    browser
        .send(browser.form(&path, &body).header("origin", origin))
        .await
}

/// What the form of the page sends: what came in the address.
fn form_of(back: &str) -> (String, String) {
    let (path, query) = back.split_once('?').unwrap();
    (path.to_owned(), query.to_owned())
}

fn code(back: &str) -> String {
    between(back, "code=", "&").to_owned()
}

async fn signed_in(world: &World) -> i64 {
    world
        .number("SELECT COUNT(*) AS answer FROM sessions WHERE person_id IS NOT NULL")
        .await
}
