//! What is held about a person: given out whole, and erased whole, while the record of acts still holds.

use domain::mail::{MailKind, MailPace};
use domain::offer::MatterKind;
use domain::process::{OfferKind, PersonId, Reference, Role, Room};
use domain::talk::Subject;
use services::offers::{HistoryFilter, Paging, Start};
use services::talk::Opening;
use services::{About, BROWSER_IN_SESSION, Mail, PERSON_IN_SESSION, Refusal, Viewer};
use tower_sessions_core::SessionStore;
use tower_sessions_core::session::{Id, Record};

use crate::offers::cast::Cast;
use crate::support::{World, both_databases};

both_databases!(
    an_erased_person_is_named_nowhere_and_the_chain_still_holds,
    a_word_that_only_looks_like_a_name_stays,
    whoever_is_needed_hands_over_first,
    erasing_takes_the_address_typed,
    who_was_erased_can_begin_anew,
    everything_held_is_given_out,
);

const ADDRESS: &str = "zebedee@kent.example";
const NAME: &str = "Zebedee";

async fn an_erased_person_is_named_nowhere_and_the_chain_still_holds(world: World) {
    let (cast, zebedee, offer) = lived(world).await;
    let world = &cast.world;
    let before = held(world).await;
    for table in [
        "people",
        "outbox",
        "matters",
        "matter_versions",
        "events",
        "partner_answers",
    ] {
        assert!(
            before.iter().any(|place| place == table),
            "the story leaves a trace in {table}: {before:?}"
        );
    }
    let viewer = world.viewer(&zebedee).await;
    let doer = world.doer(&zebedee, "kent", Role::PlaceLeader).await;
    let services = &world.services;
    assert!(
        services
            .before_erasing(&viewer)
            .await
            .expect("asked")
            .is_empty()
    );
    services
        .erase_account(&viewer, Some(&doer), ADDRESS)
        .await
        .expect("is erased");

    assert_eq!(held(world).await, Vec::<String>::new());
    for table in ["sessions", "kept_posts", "mail_choices"] {
        assert_eq!(world.rows_in(table).await, 0, "{table}");
    }
    assert_eq!(services.viewer(&zebedee).await.expect("answers"), None);
    services.verify(None).await.expect("the chain still holds");

    let timeline = services
        .offers()
        .history(
            &cast.ann.viewer,
            &offer,
            &HistoryFilter::default(),
            Paging::of(1, 100),
        )
        .await
        .expect("a timeline");
    let first = timeline.entries.last().expect("the start");
    assert_eq!(first.who, "A former place leader of Kent County Council");
    assert_eq!(first.role, Some(Role::PlaceLeader));
    let again = services.erase_account(&viewer, None, ADDRESS).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
}

async fn a_word_that_only_looks_like_a_name_stays(world: World) {
    let cast = Cast::of(world).await;
    let world = &cast.world;
    let kent = "kent".into();
    let grant = world.person("Grant", &kent, Role::Drafter).await;
    let mut act = world.services.begin(&cast.ann.doer).await.expect("begins");
    let rose = act.person_at("rose@kent.example", "Rose Hill").await;
    let rose = rose.expect("is added");
    act.join(&rose, &kent, Role::Drafter).await.expect("joins");
    act.commit().await.expect("commits");
    let by_grant = world.doer(&grant, "kent", Role::Drafter).await;
    let words = "Grant for families, Grant; the Granthams; Rose Hill, Rose Hillary";
    for (doer, whom) in [(&cast.ann.doer, "Grant"), (&by_grant, "Ann")] {
        for told in [words, whom] {
            let mut act = world.services.begin(doer).await.expect("begins");
            act.record_beside("person-thanked", &serde_json::json!({ "told": told }))
                .expect("is recorded");
            act.mail(Mail {
                kind: MailKind::OfferAccepted,
                to_person: Some(cast.lena.person.clone()),
                to_address: "lena@leicester.example".to_owned(),
                subject: format!("{told} by {whom}"),
                body: format!("{told}\n"),
                link: String::new(),
                about: About::Oneself,
            });
            act.commit().await.expect("commits");
        }
    }
    for (person, address) in [(&grant, "grant@kent.example"), (&rose, "rose@kent.example")] {
        let viewer = world.viewer(person).await;
        let doer = world.doer(person, "kent", Role::Drafter).await;
        let erased = world.services.erase_account(&viewer, Some(&doer), address);
        erased.await.expect("is erased");
    }
    let former = "A former drafter of Kent County Council";
    // A value that is a name and nothing else goes, with the event’s other texts; words in a text stay.
    let told = "SELECT COALESCE(payload, '') AS answer FROM events \
         WHERE kind = 'person-thanked' ORDER BY id";
    let kept = format!("{{\"told\":\"{words}\"}}");
    assert_eq!(
        world.texts(told).await,
        [kept.as_str(), "", &kept, "{\"told\":\"Ann\"}"]
    );
    // In mail a full name goes from everywhere, a single word only from what they caused themselves.
    let subjects = "SELECT subject AS answer FROM outbox WHERE kind = 'offer-accepted' ORDER BY id";
    assert_eq!(
        world.texts(subjects).await,
        [
            format!("Grant for families, Grant; the Granthams; {former}, Rose Hillary by Grant")
                .as_str(),
            "Grant by Grant",
            &format!(
                "{former} for families, {former}; the Granthams; {former}, Rose Hillary by Ann"
            ),
            "Ann by Ann",
        ]
    );
    world
        .services
        .verify(None)
        .await
        .expect("the chain still holds");
}

async fn whoever_is_needed_hands_over_first(world: World) {
    let cast = Cast::of(world).await;
    let services = &cast.world.services;
    let ann = &cast.ann.viewer;
    let first = services.before_erasing(ann).await.expect("asked");
    assert!(
        first
            .iter()
            .any(|words| words.contains("Kent County Council")),
        "{first:?}"
    );
    let events = cast.world.rows_in("events").await;
    let refused = services
        .erase_account(ann, Some(&cast.ann.doer), "ann@kent.example")
        .await;
    let Err(Refusal::Invalid(faults)) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(faults[0].words, first[0]);
    assert_eq!(cast.world.rows_in("events").await, events);
    assert!(
        services
            .viewer(&cast.ann.person)
            .await
            .expect("answers")
            .is_some()
    );
    // A champion is needed by the offer, the only officer by everybody.
    let priya = services.before_erasing(&cast.priya.viewer).await;
    assert_eq!(priya.expect("asked").len(), 1);
    // A drafter is not.
    let dev = services.before_erasing(&cast.dev.viewer).await;
    assert_eq!(dev.expect("asked"), Vec::<String>::new());
}

async fn erasing_takes_the_address_typed(world: World) {
    let cast = Cast::of(world).await;
    let services = &cast.world.services;
    let dev = &cast.dev.viewer;
    for typed in ["", "yes", "dev@kent.examples", "ann@kent.example"] {
        let refused = services
            .erase_account(dev, Some(&cast.dev.doer), typed)
            .await;
        assert!(
            matches!(&refused, Err(Refusal::Invalid(faults)) if faults[0].field == "confirm"),
            "{refused:?}"
        );
    }
    services
        .erase_account(dev, Some(&cast.dev.doer), " Dev@Kent.Example ")
        .await
        .expect("is erased");
}

async fn who_was_erased_can_begin_anew(world: World) {
    let cast = Cast::of(world).await;
    let services = &cast.world.services;
    services
        .erase_account(&cast.dev.viewer, Some(&cast.dev.doer), "dev@kent.example")
        .await
        .expect("is erased");
    services
        .ask_for_link("dev@kent.example", "192.0.2.1", "/work")
        .await
        .expect("the same answer as ever");
    assert_eq!(cast.world.rows_in("sign_in_links").await, 0);
    let anew = cast
        .world
        .person("Dev", &"kent".into(), Role::Drafter)
        .await;
    assert_ne!(anew, cast.dev.person);
    assert!(services.viewer(&anew).await.expect("answers").is_some());
}

async fn everything_held_is_given_out(world: World) {
    let (cast, zebedee, offer) = lived(world).await;
    let viewer: Viewer = cast.world.viewer(&zebedee).await;
    let export = cast.world.services.export_account(&viewer).await;
    let export = serde_json::to_value(export.expect("given out")).expect("JSON");
    assert_eq!(export["name"], NAME);
    assert_eq!(export["email"], ADDRESS);
    assert_eq!(export["roles"][0]["organisation"], "Kent County Council");
    assert_eq!(export["sessions"][0]["browser"], "Firefox on Windows");
    assert_eq!(export["mail_choices"][0]["pace"], "never");
    assert_eq!(export["kept_texts"][0]["text"], "words=Zebedee+was+here");
    assert_eq!(export["comments"][0]["text"], "Shall we begin?");
    assert_eq!(export["acts"][0]["offer"], offer.to_string());
    for list in ["links", "mail", "saved"] {
        assert!(
            !export[list].as_array().expect("a list").is_empty(),
            "{list}"
        );
    }
    let text = export.to_string();
    let tokens = cast
        .world
        .texts("SELECT token_digest AS answer FROM sign_in_links")
        .await;
    assert!(!tokens.iter().any(|token| text.contains(token)));
    assert!(!text.contains("Lena"), "nothing of anybody else");
}

/// Zebedee leads Kent beside Ann, and leaves traces wherever people do.
async fn lived(world: World) -> (Cast, PersonId, Reference) {
    let cast = Cast::of(world).await;
    let world = &cast.world;
    let services = &world.services;
    let kent = "kent".into();
    let zebedee = world.person(NAME, &kent, Role::PlaceLeader).await;
    let doer = world.doer(&zebedee, "kent", Role::PlaceLeader).await;
    let viewer = world.viewer(&zebedee).await;
    let start = Start {
        kind: OfferKind::SingleOffer,
        title: "One front door".to_owned(),
        theme: None,
    };
    let offers = services.offers();
    let offer = offers.start(&doer, &start).await.expect("starts");
    let contact = &[
        ("name", "Kent Police"),
        ("kind", "police"),
        ("role", "partner"),
        ("email", ADDRESS),
    ];
    let partner = cast.add(&offer, MatterKind::Partner, contact).await;
    offers
        .invite(&doer, &offer, &partner)
        .await
        .expect("is asked");
    let saved = cast.only(&offer, MatterKind::Scope).await;
    let version = offers.read(&viewer, &offer).await.expect("is seen");
    let version = version.matter(&saved).expect("the scope").version;
    let typed = [("area", "The county")];
    offers
        .save(
            &doer,
            &offer,
            &saved,
            version,
            &crate::offers::cast::post(&typed),
        )
        .await
        .expect("is saved");
    let opening = Opening {
        subject: Subject::Offer,
        quote: String::new(),
        room: Some(Room::Place),
        body: "Shall we begin?".to_owned(),
    };
    services
        .talk()
        .start(&doer, &offer, &opening)
        .await
        .expect("begins");
    // What somebody else did names him in what it tells.
    let mut act = services.begin(&cast.ann.doer).await.expect("begins");
    act.record_beside("person-thanked", &serde_json::json!({ "whom": NAME }))
        .expect("is recorded");
    act.commit().await.expect("commits");
    services
        .ask_for_link(ADDRESS, "192.0.2.1", "/work")
        .await
        .expect("asked");
    services
        .keep_post(&zebedee, "/offers", "words=Zebedee+was+here")
        .await
        .expect("kept");
    let never = MailKind::ALL
        .iter()
        .filter(|kind| kind.is_chosen())
        .map(|kind| (*kind, MailPace::Never))
        .collect();
    services
        .choose_mail(&viewer, None, &never)
        .await
        .expect("chosen");
    let mut record = Record {
        id: Id::default(),
        data: [
            (PERSON_IN_SESSION.to_owned(), zebedee.as_str().into()),
            (BROWSER_IN_SESSION.to_owned(), "Firefox on Windows".into()),
        ]
        .into(),
        expiry_date: time::OffsetDateTime::UNIX_EPOCH,
    };
    let store = services.session_store();
    store.create(&mut record).await.expect("created");
    (cast, zebedee, offer)
}

/// The tables in which his name or his address stands anywhere.
async fn held(world: &World) -> Vec<String> {
    let sqlite = world.database_url.starts_with("sqlite");
    let tables = if sqlite {
        "SELECT name AS answer FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    } else {
        "SELECT CAST(table_name AS TEXT) AS answer FROM information_schema.tables \
         WHERE table_schema = current_schema() ORDER BY table_name"
    };
    let mut held = Vec::new();
    for table in world.texts(tables).await {
        let columns = if sqlite {
            format!("SELECT name AS answer FROM pragma_table_info('{table}')")
        } else {
            format!(
                "SELECT CAST(column_name AS TEXT) AS answer FROM information_schema.columns \
                 WHERE table_schema = current_schema() AND table_name = '{table}'"
            )
        };
        let row: Vec<String> = world
            .texts(&columns)
            .await
            .iter()
            .map(|column| match sqlite {
                // The index of words is kept as bytes.
                true => format!(
                    "CASE typeof({column}) WHEN 'blob' THEN hex({column}) \
                     ELSE COALESCE(CAST({column} AS TEXT), '') END"
                ),
                false => format!("COALESCE(CAST({column} AS TEXT), '')"),
            })
            .collect();
        let rows = world
            .texts(&format!(
                "SELECT {} AS answer FROM {table}",
                row.join(" || '|' || ")
            ))
            .await;
        // As it is written, and in hex.
        let named = |row: &String| {
            let row = row.to_lowercase();
            row.contains("zebedee") || row.contains("7a656265646565")
        };
        if rows.iter().any(named) {
            held.push(table);
        }
    }
    held
}
