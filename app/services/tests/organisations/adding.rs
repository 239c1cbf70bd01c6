//! The list of organisations, adding one, and what one is called.

use domain::form::Posted;
use domain::process::{OrganisationId, OrganisationKind, Role};
use domain::programme::OrganisationForm;
use services::offers::Paging;
use services::{
    Doer, NewOrganisation, OrganisationFilter, Refusal, Registration, Viewer, counting,
};

use super::{People, words};
use crate::support::{World, both_databases};

both_databases!(
    the_list_is_paged_and_filtered_and_each_administrator_sees_the_own_organisation,
    what_a_draft_names_shows_in_no_answer_to_the_programme_office,
    the_programme_office_adds_and_renames,
    two_who_rename_at_once_are_told_of_each_other,
);

async fn the_list_is_paged_and_filtered_and_each_administrator_sees_the_own_organisation(
    world: World,
) {
    let people = People::of(world).await;
    let office = people
        .world
        .viewer(people.priya.person().expect("a person"))
        .await;
    let all = OrganisationFilter::default();
    let (list, statements) = counting(people.services().organisation_list(
        &office,
        &all,
        Paging::of(1, 10),
    ))
    .await;
    let list = list.expect("listed");
    assert_eq!((list.rows.len(), statements), (10, 3));
    assert!(list.total > 20 && list.pages == list.total.div_ceil(10));
    let department = OrganisationFilter {
        kind: Some(OrganisationKind::Department),
        text: Some("dwP".to_owned()),
    };
    let found = people
        .services()
        .organisation_list(&office, &department, Paging::first())
        .await
        .expect("listed");
    assert_eq!(found.rows.len(), 1);
    assert_eq!(found.rows[0].organisation.id.as_str(), "dwp");
    let percent = OrganisationFilter {
        text: Some("%".to_owned()),
        ..OrganisationFilter::default()
    };
    let none = people
        .services()
        .organisation_list(&office, &percent, Paging::first())
        .await;
    assert_eq!(none.expect("listed").total, 0);
    let olga = people.world.viewer(&people.olga).await;
    let own = people
        .services()
        .organisation_list(&olga, &all, Paging::first())
        .await
        .expect("listed");
    assert_eq!((own.total, own.rows[0].people), (1, 2));
    let ann = people.world.viewer(&people.ann).await;
    let none = people
        .services()
        .organisation_list(&ann, &all, Paging::first())
        .await;
    assert!(matches!(none, Err(Refusal::NotFound)), "{none:?}");
}

async fn what_a_draft_names_shows_in_no_answer_to_the_programme_office(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    let kent_police = partner("Kent Police", "");
    let police = services.register(&people.priya, &kent_police).await;
    let police = police.expect("added");
    // Kent’s draft names Kent Fire, and Fay acts for it already. Nobody names Kent Ambulance.
    let mut act = services.begin(&Doer::house()).await.expect("begins");
    let fire = NewOrganisation {
        id: None,
        kind: OrganisationKind::Fire,
        name: "Kent Fire".to_owned(),
        abbreviation: None,
        prefix: None,
        lead_place: Some(people.kent.clone()),
    };
    let fire = act.add_organisation(fire).await.expect("added");
    let fay = act.person_at("fay@fire.example", "Fay").await;
    act.join(&fay.expect("added"), &fire, Role::Partner)
        .await
        .expect("joins");
    act.commit().await.expect("commits");
    let office = people.office().await;
    let unknown = services.people_of(&office, &fire, Paging::first()).await;
    assert!(matches!(unknown, Err(Refusal::NotFound)), "{unknown:?}");

    let named = people.told_of(&police, "Kent Fire").await;
    let never_named = people.told_of(&police, "Kent Ambulance").await;
    assert_eq!(named.replace("Fire", "Ambulance"), never_named);
    let still = services.people_of(&office, &fire, Paging::first()).await;
    assert!(matches!(still, Err(Refusal::NotFound)), "{still:?}");

    // What the office knows keeps its name, and is the same when it is added again.
    let version = people.version(&police).await;
    let taken = services
        .rename(&people.priya, &police, version, &names("Kent Fire", ""))
        .await;
    assert_eq!(
        words(taken),
        "name: There is an organisation of this name already"
    );
    let known = services.register(&people.priya, &kent_police).await;
    assert_eq!(known.expect("known"), police);
    // And so it is for the place, whose partners it knows.
    let mut act = services.begin(&Doer::house()).await.expect("begins");
    let again = NewOrganisation {
        id: None,
        kind: OrganisationKind::Police,
        name: "Kent Police".to_owned(),
        abbreviation: None,
        prefix: None,
        lead_place: Some(people.kent.clone()),
    };
    assert_eq!(act.add_organisation(again).await.expect("known"), police);
}

impl People {
    async fn office(&self) -> Viewer {
        let priya = self.priya.person().expect("a person");
        self.world.viewer(priya).await
    }

    async fn version(&self, id: &OrganisationId) -> i64 {
        let office = self.office().await;
        let there = self.services().organisation_to_change(&office, id).await;
        there.expect("there").1
    }

    /// All that the programme office is told when it gives an organisation of its own this name and takes it
    /// away again, then adds one of this name. Letters drawn by lot are left out.
    async fn told_of(&self, police: &OrganisationId, name: &str) -> String {
        let (services, office) = (self.services(), self.office().await);
        let events = self.world.rows_in("events").await;
        let mut told = Vec::new();
        for name in [name, "Kent Police"] {
            let version = self.version(police).await;
            let renamed = services
                .rename(&self.priya, police, version, &names(name, ""))
                .await;
            told.push(format!("{renamed:?}"));
        }
        let new = partner(name, "KX");
        let id = services.register(&self.priya, &new).await.expect("added");
        let (code, letters) = id.as_str().rsplit_once('-').expect("letters");
        told.push(format!(
            "{} {}",
            code.replace("fire", "ambulance"),
            letters.len()
        ));
        let listed = OrganisationFilter {
            text: Some(name.to_owned()),
            ..OrganisationFilter::default()
        };
        let listed = services.organisation_list(&office, &listed, Paging::first());
        let people = services.people_of(&office, &id, Paging::first());
        told.push(format!("{:?}", listed.await.expect("listed")));
        told.push(format!("{:?}", people.await.expect("seen")));
        told.push(format!("{}", self.world.rows_in("events").await - events));
        told.join("\n")
            .replace(
                id.as_str(),
                &format!("{code}-{}", "x".repeat(letters.len())),
            )
            .replace("kent-fire", "kent-ambulance")
    }
}

/// A partner of Kent’s, as the programme office adds one.
fn partner(name: &str, abbreviation: &str) -> Registration {
    Registration {
        kind: Some(OrganisationKind::Police),
        names: OrganisationForm {
            name: name.to_owned(),
            abbreviation: abbreviation.to_owned(),
            region: None,
        },
        place: "kent".to_owned(),
        ..Registration::default()
    }
}

async fn the_programme_office_adds_and_renames(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    let place = |name: &str, prefix: &str| Registration {
        kind: Some(OrganisationKind::LeadCouncil),
        names: OrganisationForm {
            name: name.to_owned(),
            abbreviation: String::new(),
            region: None,
        },
        prefix: prefix.to_owned(),
        place: String::new(),
    };
    let medway = services
        .register(&people.priya, &place("Medway", "med"))
        .await
        .expect("added");
    let added = services
        .organisation(&medway)
        .await
        .expect("answers")
        .expect("there");
    assert_eq!(added.prefix.as_deref(), Some("MED"));
    let blank = services
        .register(&people.priya, &Registration::default())
        .await;
    assert!(words(blank.map(|_| ())).contains("kind: Choose the kind of organisation"));
    for (name, prefix, expected) in [
        ("", "THA", "name: Enter the name of the organisation"),
        ("Thanet", "T", "prefix: Enter 2 to 5 letters, such as KEN"),
        ("Thanet", "KEN", "prefix: KEN belongs to another place"),
        (
            "Medway",
            "THA",
            "name: There is an organisation of this name already",
        ),
    ] {
        let refused = services.register(&people.priya, &place(name, prefix)).await;
        assert_eq!(words(refused.map(|_| ())), expected);
    }
    services
        .rename(
            &people.priya,
            &medway,
            people.version(&medway).await,
            &names("Medway Towns\r\nX", "MT"),
        )
        .await
        .expect("renamed");
    let renamed = services
        .organisation(&medway)
        .await
        .expect("answers")
        .expect("there");
    assert_eq!(renamed.name, "Medway Towns X", "one line");
    assert_eq!(renamed.abbreviation.as_deref(), Some("MT"));
    // No act for the place itself, nor for its administrator.
    let olga = people.olga().await;
    let refused = services
        .rename(&olga, &people.kent, 1, &names("Our Kent", ""))
        .await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
    let event = people
        .world
        .texts("SELECT payload AS answer FROM events WHERE kind = 'organisation-renamed'")
        .await;
    assert!(event[0].contains("Medway Towns X") && event[0].contains("\"Medway\""));
}

async fn two_who_rename_at_once_are_told_of_each_other(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    services
        .rename(
            &people.priya,
            &people.kent,
            1,
            &names("Kent and Medway", "KM"),
        )
        .await
        .expect("renamed");
    let events = people.world.rows_in("events").await;
    let stale = services
        .rename(&people.priya, &people.kent, 1, &names("Kent County", ""))
        .await;
    let Err(Refusal::Conflict(conflict)) = stale else {
        panic!("{stale:?}");
    };
    assert_eq!(conflict.version, 2);
    let theirs: OrganisationForm = conflict.read_theirs().expect("names");
    assert_eq!(theirs.name, "Kent and Medway");
    assert!(conflict.yours.contains("Kent County"));
    assert_eq!(people.world.rows_in("events").await, events);
    services
        .rename(&people.priya, &people.kent, 2, &names("Kent County", ""))
        .await
        .expect("a choice");
}

fn names(name: &str, abbreviation: &str) -> Posted {
    let mut posted = Posted::default();
    posted.push("name", name);
    posted.push("abbreviation", abbreviation);
    posted
}
