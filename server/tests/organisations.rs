//! Organisations and their people over HTTP: inviting, ending, closing, leaving, and acting under another hat.

use chrono::TimeDelta;
use domain::process::{OrganisationId, PersonId, Role};
use services::{Doer, PROGRAMME_OFFICE};

use crate::support::{Browser, Page, Site, World, between, both_databases, link_for};

both_databases!(
    an_administrator_invites_and_the_invited_act_for_the_place,
    invitations_that_do_not_open_say_why,
    an_invitation_is_sent_again_and_cancelled_on_its_page,
    the_programme_office_lists_adds_and_renames,
    whose_organisation_it_is_not_finds_nothing_there,
    the_last_leader_is_told_why_nobody_can_go,
    a_role_is_handed_over_on_a_page,
    a_closed_account_is_out_everywhere_at_the_next_click,
    who_leaves_by_themselves_is_asked_once_more,
    another_hat_is_offered_and_what_was_typed_is_kept,
    an_offer_of_another_place_is_saved_under_the_hat_that_may,
    a_departments_administrator_assigns_its_reviewers,
);

const OLGA: &str = "olga@kent.example";
const PRIYA: &str = "priya@programme-office.example";

/// Ann leads Kent, Olga administers it, Priya works for the programme office.
async fn kent(world: &World) -> OrganisationId {
    world.leader_of_kent().await;
    let kent = OrganisationId::from("kent");
    world.person("Olga", &kent, Role::Administrator).await;
    world.programme_officer().await;
    kent
}

async fn join(world: &World, person: &PersonId, organisation: &str, role: Role) {
    let mut act = world.services.begin(&Doer::house()).await.unwrap();
    act.join(person, &organisation.into(), role).await.unwrap();
    act.commit().await.unwrap();
}

/// The addresses on a page that hold this text.
fn links<'a>(page: &'a Page, wanted: &str) -> Vec<&'a str> {
    page.text
        .split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|href| href.contains(wanted))
        .collect()
}

/// The link of the row that names this person.
fn link_of<'a>(page: &'a Page, name: &str, wanted: &str) -> &'a str {
    let row = page
        .text
        .split("<tr")
        .find(|row| row.contains(name))
        .unwrap_or_else(|| panic!("no row of {name}: {}", page.text));
    row.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .find(|href| href.contains(wanted))
        .unwrap_or_else(|| panic!("no link {wanted}: {row}"))
}

async fn an_administrator_invites_and_the_invited_act_for_the_place(world: World) {
    kent(&world).await;
    let site = Site::open(&world).await;
    let olga = site.signed_in(&world, OLGA).await;
    let work = olga.get("/work").await;
    assert!(work.says("Your organisation"), "{}", work.text);
    let list = olga.get("/organisations").await;
    assert_eq!((list.status, list.to()), (303, "/organisations/kent"));
    let page = olga.get("/organisations/kent").await;
    assert_eq!(page.status, 200);
    assert!(
        page.says("Ann") && page.says("Place leader"),
        "{}",
        page.text
    );
    assert!(
        !page.says("Close the account"),
        "that is the programme office's"
    );

    let invite = "/organisations/kent/invite";
    assert_eq!(olga.get(invite).await.status, 200);
    let wrong = olga
        .post(
            invite,
            &[("name", "Dev <b>"), ("email", "dev"), ("role", "champion")],
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("Error: Invite somebody"), "{}", wrong.text);
    assert!(wrong.says(r#"value="Dev &lt;b&gt;""#) && wrong.says(r#"value="dev""#));
    assert!(wrong.says(r##"href="#email""##) && wrong.says(r##"href="#role""##));
    let sent = olga
        .post(
            invite,
            &[
                ("name", "Dev"),
                ("email", "dev@kent.example"),
                ("role", "drafter"),
            ],
        )
        .await;
    assert_eq!(
        (sent.status, sent.to()),
        (303, "/organisations/kent?done=invited")
    );
    let page = olga.get(sent.to()).await;
    assert!(page.says("The invitation is on its way"));
    assert!(
        page.says("dev@kent.example") && page.says("28 January 2013"),
        "{}",
        page.text
    );

    let dev = site.browser();
    let link = link_for(&world, "dev@kent.example").await;
    let seen = dev.get(&link).await;
    assert!(seen.says("Accept your invitation"), "{}", seen.text);
    assert!(seen.says("to act for Kent, as: Drafter"), "{}", seen.text);
    assert_eq!(dev.post(&link, &[]).await.to(), "/work");
    let roles = dev.get("/account/roles").await;
    assert!(
        roles.says("Kent") && roles.says("Drafter"),
        "{}",
        roles.text
    );
    assert_eq!(dev.get("/offers/new").await.status, 200);
    assert!(
        !olga
            .get("/organisations/kent")
            .await
            .says("Invited, and not here yet")
    );
}

async fn invitations_that_do_not_open_say_why(world: World) {
    kent(&world).await;
    let site = Site::open(&world).await;
    let olga = site.signed_in(&world, OLGA).await;
    let invite = async || {
        let fields = [
            ("name", "Dev"),
            ("email", "dev@kent.example"),
            ("role", "drafter"),
        ];
        assert_eq!(
            olga.post("/organisations/kent/invite", &fields)
                .await
                .status,
            303
        );
        link_for(&world, "dev@kent.example").await
    };
    let dev = site.browser();
    let told = async |link: &str, words: &str| {
        for page in [dev.get(link).await, {
            let posted = dev.post(link, &[]).await;
            assert_eq!((posted.status, posted.to()), (303, link));
            dev.get(posted.to()).await
        }] {
            assert_eq!(page.status, 410, "{link}");
            assert!(page.says(words), "{words}: {}", page.text);
        }
        assert_eq!(dev.get("/work").await.status, 303, "nobody is let in");
    };
    let first = invite().await;
    told(&first[..first.len() - 3], "not one of ours").await;
    told(&format!("{first}x"), "not one of ours").await;
    told("/sign-in/link/nobody-ever-got-this", "not one of ours").await;
    let second = invite().await;
    told(&first, "was replaced by a newer one").await;
    world.clock.forward(TimeDelta::days(15));
    told(&second, "has expired").await;
    let olga = site.signed_in(&world, OLGA).await;
    let page = olga.get("/organisations/kent").await;
    assert!(page.says("Expired"), "{}", page.text);
    let its_page = links(&page, "/invitations/")[0].to_owned();
    let cancelled = olga.post(&its_page, &[("act", "cancel")]).await;
    assert_eq!(cancelled.to(), "/organisations/kent?done=cancelled");
    let fields = [
        ("name", "Dev"),
        ("email", "dev@kent.example"),
        ("role", "drafter"),
    ];
    olga.post("/organisations/kent/invite", &fields).await;
    let third = link_for(&world, "dev@kent.example").await;
    let page = olga.get("/organisations/kent").await;
    let its_page = links(&page, "/invitations/")[0].to_owned();
    olga.post(&its_page, &[("act", "cancel")]).await;
    told(&third, "was cancelled").await;
    olga.post("/organisations/kent/invite", &fields).await;
    let fourth = link_for(&world, "dev@kent.example").await;
    assert_eq!(site.browser().post(&fourth, &[]).await.to(), "/work");
    told(&fourth, "was used already").await;
}

async fn an_invitation_is_sent_again_and_cancelled_on_its_page(world: World) {
    kent(&world).await;
    let site = Site::open(&world).await;
    let olga = site.signed_in(&world, OLGA).await;
    let fields = [
        ("name", "Dev"),
        ("email", "dev@kent.example"),
        ("role", "drafter"),
    ];
    olga.post("/organisations/kent/invite", &fields).await;
    let first = link_for(&world, "dev@kent.example").await;
    let its_page = async || {
        let page = olga.get("/organisations/kent").await;
        links(&page, "/invitations/")[0].to_owned()
    };
    let page = olga.get(&its_page().await).await;
    assert!(
        page.says("Send again") && page.says("Cancel the invitation"),
        "{}",
        page.text
    );
    let again = olga.post(&its_page().await, &[("act", "again")]).await;
    assert_eq!(again.to(), "/organisations/kent?done=invited");
    let second = link_for(&world, "dev@kent.example").await;
    assert_ne!(first, second);
    let here = its_page().await;
    assert_eq!(site.browser().post(&second, &[]).await.to(), "/work");
    let late = olga.post(&here, &[("act", "cancel")]).await;
    assert_eq!(late.status, 409);
    assert!(late.says("was accepted in the meantime"), "{}", late.text);
    assert_eq!(olga.get(&here).await.status, 404);
}

async fn the_programme_office_lists_adds_and_renames(world: World) {
    kent(&world).await;
    let site = Site::open(&world).await;
    let priya = site.signed_in(&world, PRIYA).await;
    let list = priya.get("/organisations").await;
    assert_eq!(list.status, 200);
    assert!(
        list.says("HM Treasury") || list.says("?page=2"),
        "{}",
        list.text
    );
    let found = priya
        .get("/organisations?kind=department&text=pensions")
        .await;
    assert!(
        found.says("1 organisation<") && found.says("Department for Work and Pensions"),
        "{}",
        found.text
    );
    let behind = priya.get("/organisations?kind=department&page=99").await;
    assert_eq!(
        (behind.status, behind.to()),
        (303, "/organisations?kind=department&page=1")
    );
    let wrong = priya
        .post(
            "/organisations/new",
            &[
                ("kind", "lead-council"),
                ("name", "Thanet"),
                ("prefix", "KEN"),
            ],
        )
        .await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.says("KEN belongs to another place"), "{}", wrong.text);
    assert!(wrong.says(r#"value="Thanet""#));
    let added = priya
        .post(
            "/organisations/new",
            &[
                ("kind", "lead-council"),
                ("name", "Thanet"),
                ("prefix", "tha"),
            ],
        )
        .await;
    assert_eq!(
        (added.status, added.to()),
        (303, "/organisations/thanet?done=added")
    );
    assert!(priya.get(added.to()).await.says("THA"));

    let details = "/organisations/thanet/details";
    let form = priya.get(details).await;
    assert!(form.says(r#"name="version" value="1""#), "{}", form.text);
    let saved = priya
        .post(
            details,
            &[
                ("version", "1"),
                ("name", "Isle of Thanet"),
                ("abbreviation", ""),
            ],
        )
        .await;
    assert_eq!(saved.to(), "/organisations/thanet?done=saved");
    let stale = priya
        .post(
            details,
            &[
                ("version", "1"),
                ("name", "Thanet Council"),
                ("abbreviation", "TDC"),
            ],
        )
        .await;
    assert_eq!(stale.status, 409);
    assert!(
        stale.says("Isle of Thanet") && stale.says(r#"value="Thanet Council""#),
        "{}",
        stale.text
    );
    assert!(stale.says(r#"name="version" value="2""#));
    let chosen = priya
        .post(
            details,
            &[
                ("version", "2"),
                ("name", "Thanet Council"),
                ("abbreviation", "TDC"),
            ],
        )
        .await;
    assert_eq!(chosen.status, 303);
    let blank = priya
        .post(details, &[("version", "3"), ("name", " ")])
        .await;
    assert_eq!(blank.status, 422);
    assert!(
        blank.says("Enter the name of the organisation"),
        "{}",
        blank.text
    );
}

async fn whose_organisation_it_is_not_finds_nothing_there(world: World) {
    let kent = kent(&world).await;
    world.place("croydon", "Croydon", "CRO").await;
    let ann = world
        .viewer(&world.person("Ann", &kent, Role::PlaceLeader).await)
        .await;
    assert_eq!(ann.hats.len(), 1);
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, "ann@kent.example").await;
    let olga = site.signed_in(&world, OLGA).await;
    let nothing = ann.get("/organisations/nowhere").await;
    assert_eq!(nothing.status, 404);
    for (browser, address) in [
        (&ann, "/organisations"),
        (&ann, "/organisations/kent"),
        (&ann, "/organisations/kent/invite"),
        (&olga, "/organisations/croydon"),
        (&olga, "/organisations/croydon/invite"),
        (&olga, "/organisations/nowhere/invite"),
        (&olga, "/organisations/programme-office"),
        (&olga, "/organisations/kent/offers"),
        (&olga, "/organisations/kent/people/x/end"),
    ] {
        let page = browser.get(address).await;
        assert_eq!(page.status, 404, "{address}");
    }
    assert_eq!(
        between(
            &ann.get("/organisations/kent").await.text,
            "<main",
            "</main>"
        ),
        between(&nothing.text, "<main", "</main>"),
        "it exists for Ann no more than what does not"
    );
    let forged = [
        ("name", "Eve"),
        ("email", "eve@kent.example"),
        ("role", "place-leader"),
    ];
    for browser in [&ann, &olga] {
        let posted = browser.post("/organisations/croydon/invite", &forged).await;
        assert_eq!(posted.status, 404, "{}", posted.text);
    }
    let people = olga.get("/organisations/kent").await;
    let close = link_of(&people, "Ann", "/end").replace("/end", "/account");
    let closing = olga.post(&close, &[("act", "close")]).await;
    assert_eq!(closing.status, 403);
    assert!(
        closing.says("Only the programme office can close"),
        "{}",
        closing.text
    );
    assert_eq!(
        world
            .texts("SELECT to_address AS answer FROM outbox WHERE kind = 'invitation'")
            .await
            .len(),
        0
    );
}

async fn the_last_leader_is_told_why_nobody_can_go(world: World) {
    kent(&world).await;
    let site = Site::open(&world).await;
    let olga = site.signed_in(&world, OLGA).await;
    let people = olga.get("/organisations/kent").await;
    let end = link_of(&people, "Ann", "/end").to_owned();
    let page = olga.get(&end).await;
    assert!(page.says("End Ann’s role"), "{}", page.text);
    let refused = olga.post(&end, &[]).await;
    assert_eq!(refused.status, 422);
    assert!(
        refused.says("This is the last leader of Kent"),
        "{}",
        refused.text
    );
    assert!(refused.title().starts_with("Error: "));
    world.person("Bob", &"kent".into(), Role::PlaceLeader).await;
    let ended = olga.post(&end, &[]).await;
    assert_eq!(ended.to(), "/organisations/kent?done=ended");
    assert_eq!(olga.post(&end, &[]).await.status, 404, "it is over");
}

async fn a_role_is_handed_over_on_a_page(world: World) {
    kent(&world).await;
    let site = Site::open(&world).await;
    let olga = site.signed_in(&world, OLGA).await;
    let people = olga.get("/organisations/kent").await;
    let hand_over = link_of(&people, "Ann", "/hand-over").to_owned();
    let page = olga.get(&hand_over).await;
    assert!(
        page.says("Who takes over") && page.says(">Olga<"),
        "{}",
        page.text
    );
    let nobody = olga.post(&hand_over, &[("to", "")]).await;
    assert_eq!(nobody.status, 422);
    let to = between(&page.text, "<option value=\"\"", "</select>");
    let to = between(to, "<option value=\"", "\"");
    let done = olga.post(&hand_over, &[("to", to)]).await;
    assert_eq!(
        done.to(),
        "/organisations/kent?done=handed-over",
        "{}",
        done.text
    );
    let mails = world
        .texts("SELECT to_address AS answer FROM outbox WHERE kind = 'role-handed-over'")
        .await;
    assert!(mails.is_empty(), "Olga did it herself, and for herself");
    let people = olga.get("/organisations/kent").await;
    assert!(link_of(&people, "Place leader", "/end").contains("/people/"));
    assert!(!people.says(">Ann"));
}

async fn a_closed_account_is_out_everywhere_at_the_next_click(world: World) {
    let kent = kent(&world).await;
    world.person("Bob", &kent, Role::Drafter).await;
    let site = Site::open(&world).await;
    let second = Site::of(world.second_instance().await).await;
    let priya = site.signed_in(&world, PRIYA).await;
    let bob = site.signed_in(&world, "bob@kent.example").await;
    let bob_elsewhere = second.signed_in(&world, "bob@kent.example").await;
    assert_eq!(bob.get("/work").await.status, 200);
    assert_eq!(bob_elsewhere.get("/work").await.status, 200);
    let people = priya.get("/organisations/kent").await;
    let account = link_of(&people, "Bob", "/account").to_owned();
    let page = priya.get(&account).await;
    assert!(page.says("signed out everywhere at once"), "{}", page.text);
    let closed = priya.post(&account, &[("act", "close")]).await;
    assert_eq!(
        closed.to(),
        "/organisations/kent?done=closed",
        "{}",
        closed.text
    );
    assert_eq!(bob.get("/work").await.status, 303);
    assert_eq!(bob_elsewhere.get("/work").await.status, 303);
    assert!(
        priya
            .get("/organisations/kent")
            .await
            .says("Account closed")
    );
    let opened = priya.post(&account, &[("act", "open")]).await;
    assert_eq!(
        opened.to(),
        "/organisations/kent?done=opened",
        "{}",
        opened.text
    );
    assert_eq!(
        bob.get("/work").await.status,
        303,
        "whoever was out signs in anew"
    );
}

async fn who_leaves_by_themselves_is_asked_once_more(world: World) {
    let kent = kent(&world).await;
    let bob = world.person("Bob", &kent, Role::Drafter).await;
    world.place("medway", "Medway", "MED").await;
    join(&world, &bob, "medway", Role::PlaceLeader).await;
    let site = Site::open(&world).await;
    let bob = site.signed_in(&world, "bob@kent.example").await;
    let roles = bob.get("/account/roles").await;
    assert_eq!(links(&roles, "/account/roles/").len(), 2, "{}", roles.text);
    let kent = "/account/roles/drafter@kent";
    assert!(bob.get(kent).await.says("Leave Kent"));
    let left = bob.post(kent, &[]).await;
    assert_eq!((left.status, left.to()), (303, "/account/roles?done=left"));
    assert!(bob.get(left.to()).await.says("You have left"));
    assert_eq!(bob.get(kent).await.status, 404);
    let medway = bob.post("/account/roles/place-leader@medway", &[]).await;
    assert_eq!(medway.status, 422);
    assert!(medway.says("the last leader of Medway"), "{}", medway.text);
    assert_eq!(
        bob.get("/account/roles/administrator@kent").await.status,
        404
    );
}

/// The form of the switch on a page: the hat, and where it leads back to.
fn switch(page: &Page) -> (String, String) {
    let hidden = |name: &str| {
        let start = format!(r#"name="{name}" value=""#);
        between(&page.text, &start, "\"").replace("&amp;", "&")
    };
    (hidden("hat"), hidden("next"))
}

async fn take_switch(browser: &Browser, page: &Page) -> Page {
    let (hat, next) = switch(page);
    let switched = browser
        .post("/acting-for", &[("hat", &hat), ("next", &next)])
        .await;
    assert_eq!((switched.status, switched.to()), (303, next.as_str()));
    browser.get(&next).await
}

async fn another_hat_is_offered_and_what_was_typed_is_kept(world: World) {
    let ann = world.leader_of_kent().await;
    join(&world, &ann, PROGRAMME_OFFICE, Role::ProgrammeOffice).await;
    let site = Site::open(&world).await;
    let ann = site.signed_in(&world, "ann@kent.example").await;
    assert!(ann.get("/work").await.says("Acting for: Kent"));
    let page = ann.get("/programme/rounds/new").await;
    assert_eq!(page.status, 403);
    assert!(
        page.says("You are acting for Kent, Place leader"),
        "{}",
        page.text
    );
    assert!(
        page.says("Switch to Programme office, Programme office"),
        "{}",
        page.text
    );

    let typed = [
        ("name", "Spring"),
        ("opens", "1 March 2014"),
        ("closes", "30 April 2014"),
    ];
    let refused = ann.post("/programme/rounds/new", &typed).await;
    assert_eq!(refused.status, 403);
    assert!(refused.says("What you typed is kept"), "{}", refused.text);
    assert_eq!(world.rows_in("rounds").await, 1);
    let form = take_switch(&ann, &refused).await;
    assert_eq!(form.status, 200);
    for (name, text) in typed {
        assert!(
            form.says(&format!(r#"value="{text}""#)),
            "{name}: {}",
            form.text
        );
    }
    assert!(form.says("Acting for: Programme office"));
    let saved = ann.post("/programme/rounds/new", &typed).await;
    assert_eq!(saved.to(), "/programme/rounds?done=added");
    let recorded = world
        .texts(
            "SELECT people.name || ' ' || events.organisation_id || ' ' || events.role AS answer \
             FROM events JOIN people ON people.id = events.person_id WHERE kind = 'round-added'",
        )
        .await;
    assert_eq!(recorded, ["Ann programme-office programme-office"]);
    // Where none of the hats may, nothing is offered.
    let nobody = ann.get("/organisations/kent/people/x/end").await;
    assert_eq!(nobody.status, 404);
}

async fn an_offer_of_another_place_is_saved_under_the_hat_that_may(world: World) {
    let ann = world.leader_of_kent().await;
    world.place("croydon", "Croydon", "CRO").await;
    join(&world, &ann, "croydon", Role::Drafter).await;
    let site = Site::open(&world).await;
    let browser = site.signed_in(&world, "ann@kent.example").await;
    browser
        .post("/acting-for", &[("hat", "drafter@croydon")])
        .await;
    let start = [("kind", "single-offer"), ("title", "Families first")];
    let started = browser.post("/offers/new", &start).await;
    assert!(
        started.to().starts_with("/offers/CRO-D1"),
        "{} {}",
        started.status,
        started.text
    );
    browser
        .post("/acting-for", &[("hat", "place-leader@kent")])
        .await;
    // All hats see; the worn one acts.
    let scope = browser.get("/offers/CRO-D1/scope").await;
    assert_eq!(scope.status, 200);
    let version = between(&scope.text, r#"name="version" value=""#, "\"");
    let typed = [
        ("version", version),
        ("title", "Families first of all"),
        ("act", "save"),
    ];
    let refused = browser.post("/offers/CRO-D1/scope", &typed).await;
    assert_eq!(refused.status, 403, "{}", refused.text);
    assert_eq!(switch(&refused).0, "drafter@croydon");
    let given_back = take_switch(&browser, &refused).await;
    assert!(
        given_back.says(r#"value="Families first of all""#),
        "{}",
        given_back.text
    );
    assert!(given_back.says("This is not saved yet"));
    let saved = browser.post("/offers/CRO-D1/scope", &typed).await;
    assert!(matches!(saved.status, 303 | 422), "{}", saved.status);
    let recorded = world
        .texts("SELECT organisation_id || ' ' || role AS answer FROM events WHERE kind = 'section-saved'")
        .await;
    assert_eq!(recorded, ["croydon drafter"]);
}

async fn a_departments_administrator_assigns_its_reviewers(world: World) {
    kent(&world).await;
    let treasury = OrganisationId::from("hmt");
    world.person("Vera", &treasury, Role::Administrator).await;
    let site = Site::open(&world).await;
    let vera = site.signed_in(&world, "vera@hmt.example").await;
    let page = vera.get("/organisations/hmt/offers").await;
    assert_eq!(page.status, 200);
    assert!(
        page.says("Nobody reviews for this department yet"),
        "{}",
        page.text
    );
    assert_eq!(
        vera.get("/organisations/hmt/offers/KEN-1").await.status,
        404
    );
    assert_eq!(vera.get("/organisations/ho/offers").await.status, 404);
    assert_eq!(
        vera.get("/organisations/hmt/offers/nonsense").await.status,
        404
    );
}
