//! Organisations and their people: the list, inviting, leaving, handing over, closing an account.

use chrono::TimeDelta;
use domain::form::Posted;
use domain::process::{Act, Hat, OrganisationId, OrganisationKind, PersonId, Role};
use domain::programme::OrganisationForm;
use services::offers::Paging;
use services::{
    Doer, LinkRefusal, Member, NewMember, NewOrganisation, OrganisationFilter, PROGRAMME_OFFICE,
    Refusal, Registration, Services, counting,
};

use crate::support::{World, both_databases};

both_databases!(
    the_list_is_paged_and_filtered_and_each_administrator_sees_the_own_organisation,
    a_partner_of_a_draft_is_unknown_to_the_programme_office,
    the_programme_office_adds_and_renames,
    two_who_rename_at_once_are_told_of_each_other,
    an_invitation_is_accepted_once_and_gives_the_role,
    an_invitation_expires_is_sent_again_and_cancelled,
    odd_but_legal_addresses_are_invited_and_no_name_begins_a_header,
    administrators_manage_their_own_organisation_only,
    the_last_who_is_needed_cannot_go,
    of_two_leaders_who_leave_at_once_one_stays,
    a_role_is_handed_over_in_one_act,
    closing_an_account_ends_it_everywhere_and_it_can_be_opened_again,
    the_first_administrator_is_made_once,
);

struct People {
    world: World,
    kent: OrganisationId,
    /// Leads Kent.
    ann: PersonId,
    /// Administers Kent.
    olga: PersonId,
    priya: Doer,
}

impl People {
    async fn of(world: World) -> Self {
        let ann = world.leader_of_kent().await;
        let kent = OrganisationId::from("kent");
        let olga = world.person("Olga", &kent, Role::Administrator).await;
        let office = world.programme_officer().await;
        let priya = world
            .doer(&office, PROGRAMME_OFFICE, Role::ProgrammeOffice)
            .await;
        Self {
            world,
            kent,
            ann,
            olga,
            priya,
        }
    }

    fn services(&self) -> &Services {
        &self.world.services
    }

    async fn olga(&self) -> Doer {
        self.world
            .doer(&self.olga, "kent", Role::Administrator)
            .await
    }

    async fn member(&self, organisation: &OrganisationId, person: &PersonId, role: Role) -> Member {
        let office = self.priya.person().expect("a person");
        let viewer = self.world.viewer(office).await;
        let people = self
            .services()
            .people_of(&viewer, organisation, Paging::of(1, 100))
            .await
            .expect("listed");
        let mut members = people.members.into_iter();
        members
            .find(|member| member.person == *person && member.role == role)
            .expect("a member")
    }

    async fn invite(&self, name: &str, email: &str, role: Role) -> Result<(), Refusal> {
        let new = NewMember {
            name: name.to_owned(),
            email: email.to_owned(),
            role: Some(role),
        };
        self.services()
            .invite_member(&self.olga().await, &self.kent, &new)
            .await
    }

    /// The token in the last mail to this address.
    async fn token(&self, address: &str) -> String {
        let bodies = self
            .world
            .texts(&format!(
                "SELECT body AS answer FROM outbox WHERE to_address = '{}' ORDER BY id DESC",
                address.replace('\'', "''")
            ))
            .await;
        let (_, rest) = bodies
            .first()
            .and_then(|body| body.split_once("/sign-in/link/"))
            .expect("a mail with a link");
        rest.split_whitespace().next().expect("a token").to_owned()
    }
}

fn words(refusal: Result<(), Refusal>) -> String {
    match refusal {
        Err(Refusal::Invalid(faults)) => faults
            .into_iter()
            .map(|fault| format!("{}: {}", fault.field, fault.words))
            .collect::<Vec<_>>()
            .join(" | "),
        other => panic!("{other:?}"),
    }
}

fn names(name: &str, abbreviation: &str) -> Posted {
    let mut posted = Posted::default();
    posted.push("name", name);
    posted.push("abbreviation", abbreviation);
    posted
}

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

async fn a_partner_of_a_draft_is_unknown_to_the_programme_office(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    let mut act = services.begin(&Doer::house()).await.expect("begins");
    let police = act
        .add_organisation(NewOrganisation {
            id: None,
            kind: OrganisationKind::Police,
            name: "Kent Police".to_owned(),
            abbreviation: None,
            prefix: None,
            lead_place: Some(people.kent.clone()),
        })
        .await
        .expect("added");
    act.commit().await.expect("commits");
    let office = people
        .world
        .viewer(people.priya.person().expect("a person"))
        .await;
    let search = OrganisationFilter {
        text: Some("kent".to_owned()),
        ..OrganisationFilter::default()
    };
    let total = async || {
        let list = services
            .organisation_list(&office, &search, Paging::first())
            .await;
        list.expect("listed").total
    };
    assert_eq!(total().await, 1, "Kent, and not its police");
    let seen = services.people_of(&office, &police, Paging::first()).await;
    assert!(matches!(seen, Err(Refusal::NotFound)), "{seen:?}");
    // The office adds it for itself: the same organisation, known from now on.
    let registration = Registration {
        kind: Some(OrganisationKind::Police),
        names: OrganisationForm {
            name: "Kent Police".to_owned(),
            abbreviation: String::new(),
        },
        place: "kent".to_owned(),
        ..Registration::default()
    };
    let added = services.register(&people.priya, &registration).await;
    assert_eq!(added.expect("added"), police);
    assert_eq!(total().await, 2);
}

async fn the_programme_office_adds_and_renames(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    let place = |name: &str, prefix: &str| Registration {
        kind: Some(OrganisationKind::LeadCouncil),
        names: OrganisationForm {
            name: name.to_owned(),
            abbreviation: String::new(),
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
    let version = |id: &OrganisationId| {
        let id = id.clone();
        let office = people.priya.person().expect("a person").clone();
        let world = &people.world;
        async move {
            let viewer = world.viewer(&office).await;
            let there = services.organisation_to_change(&viewer, &id).await;
            there.expect("there").1
        }
    };
    services
        .rename(
            &people.priya,
            &medway,
            version(&medway).await,
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

async fn an_invitation_is_accepted_once_and_gives_the_role(world: World) {
    let people = People::of(world).await;
    people
        .invite("Dev Patel", "dev@kent.example", Role::Drafter)
        .await
        .expect("invited");
    let olga = people.world.viewer(&people.olga).await;
    let pending = async || {
        people
            .services()
            .people_of(&olga, &people.kent, Paging::first())
            .await
            .expect("listed")
            .invitations
    };
    let waiting = pending().await;
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].email, "dev@kent.example");
    assert_eq!(waiting[0].role, Role::Drafter);
    assert_eq!(waiting[0].invited_by.as_deref(), Some("Olga"));
    assert_eq!(
        waiting[0].expires_at - waiting[0].sent_at,
        TimeDelta::days(14)
    );
    let token = people.token("dev@kent.example").await;
    let seen = people.services().look_at_link(&token).await.expect("opens");
    assert_eq!(seen.invited_to, Some(("Kent".to_owned(), Role::Drafter)));
    let claimed = people.services().claim_link(&token).await.expect("claimed");
    let hat = Hat::new(claimed.person.clone(), "kent", Role::Drafter);
    assert_eq!(claimed.hat.as_ref(), Some(&hat));
    assert_eq!(people.world.viewer(&claimed.person).await.hats(), [hat]);
    assert!(pending().await.is_empty());
    let again = people.services().claim_link(&token).await;
    assert!(matches!(again, Err(LinkRefusal::Used)), "{again:?}");
    let told = words(
        people
            .invite("Dev", "DEV@kent.example", Role::Drafter)
            .await,
    );
    assert_eq!(told, "email: Dev Patel has this role already");
    // Who joined did so under the hat they were given; who invited under theirs.
    let hats = people
        .world
        .texts(
            "SELECT kind || ' ' || role AS answer FROM events \
             WHERE kind IN ('person-invited', 'person-joined') AND role IS NOT NULL ORDER BY id",
        )
        .await;
    assert_eq!(
        hats,
        ["person-invited administrator", "person-joined drafter"]
    );
}

async fn an_invitation_expires_is_sent_again_and_cancelled(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    people
        .invite("Dev", "dev@kent.example", Role::Drafter)
        .await
        .expect("invited");
    let first = people.token("dev@kent.example").await;
    people.world.clock.forward(TimeDelta::days(14));
    let late = services.claim_link(&first).await;
    assert!(matches!(late, Err(LinkRefusal::Expired)), "{late:?}");
    let olga = people.world.viewer(&people.olga).await;
    let pending = async || {
        let listed = services
            .people_of(&olga, &people.kent, Paging::first())
            .await;
        listed.expect("listed").invitations
    };
    let expired = pending().await;
    assert!(expired[0].expired);
    let doer = people.olga().await;
    services
        .invite_again(&doer, &people.kent, &expired[0].id)
        .await
        .expect("sent again");
    let second = people.token("dev@kent.example").await;
    assert_ne!(first, second);
    let old = services.claim_link(&first).await;
    assert!(matches!(old, Err(LinkRefusal::Superseded)), "{old:?}");
    let fresh = pending().await;
    assert_eq!((fresh.len(), fresh[0].expired), (1, false));
    services
        .cancel_invitation(&doer, &people.kent, &fresh[0].id)
        .await
        .expect("cancelled");
    let cancelled = services.claim_link(&second).await;
    assert!(
        matches!(cancelled, Err(LinkRefusal::Cancelled)),
        "{cancelled:?}"
    );
    let again = services
        .cancel_invitation(&doer, &people.kent, &fresh[0].id)
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert!(pending().await.is_empty());
    people
        .invite("Dev", "dev@kent.example", Role::Drafter)
        .await
        .expect("invited anew");
    let third = people.token("dev@kent.example").await;
    let accepted = pending().await;
    services.claim_link(&third).await.expect("claimed");
    let late = services
        .cancel_invitation(&doer, &people.kent, &accepted[0].id)
        .await;
    assert!(matches!(late, Err(Refusal::WrongStage(_))), "{late:?}");
    let elsewhere = services
        .cancel_invitation(&people.priya, &"dwp".into(), &accepted[0].id)
        .await;
    assert!(matches!(elsewhere, Err(Refusal::NotFound)), "{elsewhere:?}");
}

async fn odd_but_legal_addresses_are_invited_and_no_name_begins_a_header(world: World) {
    let people = People::of(world).await;
    for address in [
        "o'brien+offers@kent.example",
        "a.b-c_d@sub.kent.example",
        "x@kent.example",
    ] {
        people
            .invite("Siân O’Brien", address, Role::Drafter)
            .await
            .expect(address);
        let token = people.token(address).await;
        let seen = people.services().look_at_link(&token).await.expect("opens");
        assert_eq!(seen.email, address);
    }
    let mails = people.world.rows_in("outbox").await;
    for (name, address, field) in [
        ("Ann\r\nBcc: eve@evil.example", "new@kent.example", "name"),
        ("Ann\nSmith", "new@kent.example", "name"),
        ("Ann\u{2028}Smith", "new@kent.example", "name"),
        ("", "new@kent.example", "name"),
        ("Ann", "new@kent.example\r\nBcc: eve@evil.example", "email"),
        ("Ann", "Ann <new@kent.example>", "email"),
        ("Ann", "new@kent.example, eve@evil.example", "email"),
        ("Ann", "", "email"),
    ] {
        let told = words(people.invite(name, address, Role::Drafter).await);
        assert!(told.starts_with(field), "{name:?} {address:?}: {told}");
    }
    let told = words(people.invite("", "ann", Role::Champion).await);
    for field in ["name: ", "email: ", "role: "] {
        assert!(told.contains(field), "all at once: {told}");
    }
    assert_eq!(people.world.rows_in("outbox").await, mails);
    let subjects = people
        .world
        .texts("SELECT subject AS answer FROM outbox")
        .await;
    assert!(
        subjects
            .iter()
            .all(|subject| !subject.contains(['\r', '\n']))
    );
}

async fn administrators_manage_their_own_organisation_only(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    let croydon = people.world.place("croydon", "Croydon", "CRO").await;
    let yvonne = people
        .world
        .person("Yvonne", &croydon, Role::PlaceLeader)
        .await;
    let hers = people
        .member(&croydon, &yvonne, Role::PlaceLeader)
        .await
        .membership;
    let olga = people.olga().await;
    let new = NewMember {
        name: "Eve".to_owned(),
        email: "eve@kent.example".to_owned(),
        role: Some(Role::PlaceLeader),
    };
    for other in [croydon.clone(), "nowhere".into(), PROGRAMME_OFFICE.into()] {
        let invited = services.invite_member(&olga, &other, &new).await;
        assert!(
            matches!(invited, Err(Refusal::NotFound)),
            "{other}: {invited:?}"
        );
    }
    let ended = services.end_membership(&olga, &croydon, &hers).await;
    assert!(matches!(ended, Err(Refusal::NotFound)), "{ended:?}");
    // Somebody else's membership under the own organisation's address is not there either.
    let crossed = services.end_membership(&olga, &people.kent, &hers).await;
    assert!(matches!(crossed, Err(Refusal::NotFound)), "{crossed:?}");
    let ann = people
        .member(&people.kent, &people.ann, Role::PlaceLeader)
        .await;
    let closed = services
        .close_account(&olga, &people.kent, &ann.membership)
        .await;
    assert!(matches!(closed, Err(Refusal::NotAllowed(_))), "{closed:?}");
    let leader = people
        .world
        .doer(&people.ann, "kent", Role::PlaceLeader)
        .await;
    let by_leader = services.invite_member(&leader, &people.kent, &new).await;
    assert!(matches!(by_leader, Err(Refusal::NotFound)), "{by_leader:?}");
    services
        .invite_member(&people.priya, &croydon, &new)
        .await
        .expect("the programme office invites anywhere");
}

async fn the_last_who_is_needed_cannot_go(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    let ann = people
        .member(&people.kent, &people.ann, Role::PlaceLeader)
        .await;
    let olga = people
        .member(&people.kent, &people.olga, Role::Administrator)
        .await;
    let doer = people.olga().await;
    let told = words(
        services
            .end_membership(&doer, &people.kent, &ann.membership)
            .await,
    );
    assert!(told.contains("the last leader of Kent"), "{told}");
    let told = words(
        services
            .end_membership(&doer, &people.kent, &olga.membership)
            .await,
    );
    assert!(told.contains("the last administrator of Kent"), "{told}");
    let viewer = people.world.viewer(&people.ann).await;
    let told = words(services.leave_role(&viewer, &viewer.hats()[0]).await);
    assert!(told.contains("the last leader of Kent"), "{told}");
    let told = words(
        services
            .close_account(&people.priya, &people.kent, &ann.membership)
            .await,
    );
    assert!(told.contains("the last leader of Kent"), "{told}");
    let office = OrganisationId::from(PROGRAMME_OFFICE);
    let priya = people.priya.person().expect("a person").clone();
    let own = people.member(&office, &priya, Role::ProgrammeOffice).await;
    let told = words(
        services
            .end_membership(&people.priya, &office, &own.membership)
            .await,
    );
    assert!(
        told.contains("the last one in the programme office"),
        "{told}"
    );
    assert_eq!(
        people
            .world
            .number("SELECT COUNT(*) AS answer FROM memberships WHERE ended_at IS NOT NULL")
            .await,
        0
    );
    // With a second leader the first may go, and acts for Kent no more.
    people
        .world
        .person("Bob", &people.kent, Role::PlaceLeader)
        .await;
    services
        .leave_role(&viewer, &viewer.hats()[0])
        .await
        .expect("leaves");
    assert!(people.world.viewer(&people.ann).await.hats().is_empty());
    let again = services.leave_role(&viewer, &viewer.hats()[0]).await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    let hats = people
        .world
        .texts("SELECT role AS answer FROM events WHERE kind = 'person-left'")
        .await;
    assert_eq!(
        hats,
        ["place-leader"],
        "recorded under the hat that was given up"
    );
}

async fn of_two_leaders_who_leave_at_once_one_stays(world: World) {
    let people = People::of(world).await;
    let bob = people
        .world
        .person("Bob", &people.kent, Role::PlaceLeader)
        .await;
    let second = people.world.second_instance().await;
    for round in 0..5 {
        let mut tries = Vec::new();
        for (number, person) in [&people.ann, &bob].into_iter().enumerate() {
            let services = match number {
                0 => people.services().clone(),
                _ => second.clone(),
            };
            let viewer = people.world.viewer(person).await;
            let hat = Hat::new(person.clone(), "kent", Role::PlaceLeader);
            tries.push(tokio::spawn(async move {
                services.leave_role(&viewer, &hat).await
            }));
        }
        let mut left = 0;
        for one in tries {
            match one.await.expect("does not panic") {
                Ok(()) => left += 1,
                Err(Refusal::Invalid(_)) => {}
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(left, 1, "round {round}");
        let mut act = people
            .services()
            .begin(&Doer::house())
            .await
            .expect("begins");
        for person in [&people.ann, &bob] {
            act.join(person, &people.kent, Role::PlaceLeader)
                .await
                .expect("joins");
        }
        act.commit().await.expect("commits");
    }
    second.close().await.expect("closes");
}

async fn a_role_is_handed_over_in_one_act(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    let bob = people
        .world
        .person("Bob", &people.kent, Role::Drafter)
        .await;
    let stranger = people
        .world
        .person("Eve", &"dwp".into(), Role::DepartmentReviewer)
        .await;
    let ann = people
        .member(&people.kent, &people.ann, Role::PlaceLeader)
        .await;
    let doer = people.olga().await;
    let viewer = people.world.viewer(&people.olga).await;
    let successors = services
        .successors(&viewer, &people.kent, &ann.membership)
        .await
        .expect("listed");
    let named: Vec<_> = successors.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(named, ["Bob", "Olga"]);
    for wrong in [&stranger, &people.ann, &PersonId::from("nobody")] {
        let told = words(
            services
                .hand_role_over(&doer, &people.kent, &ann.membership, wrong)
                .await,
        );
        assert_eq!(told, "to: Choose who takes over");
    }
    services
        .hand_role_over(&doer, &people.kent, &ann.membership, &bob)
        .await
        .expect("handed over");
    assert!(people.world.viewer(&people.ann).await.hats().is_empty());
    let roles: Vec<Role> = people
        .world
        .viewer(&bob)
        .await
        .hats()
        .iter()
        .map(|hat| hat.role)
        .collect();
    assert!(roles.contains(&Role::PlaceLeader) && roles.contains(&Role::Drafter));
    let mails = people
        .world
        .texts("SELECT to_address || ' ' || subject AS answer FROM outbox")
        .await;
    assert_eq!(
        mails,
        ["bob@kent.example You take over from Ann at Kent, as: Place leader"]
    );
    let again = services
        .hand_role_over(&doer, &people.kent, &ann.membership, &bob)
        .await;
    assert!(
        matches!(again, Err(Refusal::NotFound)),
        "the role is gone: {again:?}"
    );
    services.verify(None).await.expect("the chain holds");
}

async fn closing_an_account_ends_it_everywhere_and_it_can_be_opened_again(world: World) {
    let people = People::of(world).await;
    let services = people.services();
    let bob = people
        .world
        .person("Bob", &people.kent, Role::Drafter)
        .await;
    let member = people.member(&people.kent, &bob, Role::Drafter).await;
    services
        .close_account(&people.priya, &people.kent, &member.membership)
        .await
        .expect("closed");
    assert_eq!(services.viewer(&bob).await.expect("answers"), None);
    let again = services
        .close_account(&people.priya, &people.kent, &member.membership)
        .await;
    assert!(matches!(again, Err(Refusal::AlreadyDone)), "{again:?}");
    assert!(
        people
            .member(&people.kent, &bob, Role::Drafter)
            .await
            .closed
    );
    let told = words(
        people
            .invite("Bob", "bob@kent.example", Role::Drafter)
            .await,
    );
    assert!(
        told.starts_with("email: The account with this email address was closed"),
        "{told}"
    );
    services
        .open_account(&people.priya, &people.kent, &member.membership)
        .await
        .expect("opened");
    assert_eq!(people.world.viewer(&bob).await.hats().len(), 1);
    let office = OrganisationId::from(PROGRAMME_OFFICE);
    let priya = people.priya.person().expect("a person").clone();
    people
        .world
        .person("Quentin", &office, Role::ProgrammeOffice)
        .await;
    let own = people.member(&office, &priya, Role::ProgrammeOffice).await;
    let told = words(
        services
            .close_account(&people.priya, &office, &own.membership)
            .await,
    );
    assert!(told.contains("You cannot close your own account"), "{told}");
    let refused = people.priya.may_for(Act::DisablePeople, &people.kent);
    assert!(refused.is_ok());
}

async fn the_first_administrator_is_made_once(world: World) {
    let services = &world.services;
    let wrong = services.first_administrator("nobody", None, false).await;
    assert!(matches!(wrong, Err(Refusal::Invalid(_))), "{wrong:?}");
    let link = services
        .first_administrator(" Ruth@Office.Example ", Some("Ruth"), false)
        .await
        .expect("made");
    let people = world.rows_in("people").await;
    let told = services
        .first_administrator("ruth@office.example", None, false)
        .await;
    let Err(Refusal::WrongStage(told)) = told else {
        panic!("{told:?}");
    };
    assert!(told.contains("--again"), "{told}");
    let token = |link: &str| {
        let (_, token) = link.rsplit_once('/').expect("a link");
        token.to_owned()
    };
    let again = services
        .first_administrator("ruth@office.example", None, true)
        .await
        .expect("made again");
    assert_eq!(world.rows_in("people").await, people);
    assert_eq!(world.rows_in("memberships").await, 2);
    let old = services.claim_link(&token(&link)).await;
    assert!(matches!(old, Err(LinkRefusal::Superseded)), "{old:?}");
    world.clock.forward(TimeDelta::hours(23));
    let claimed = services.claim_link(&token(&again)).await.expect("claimed");
    let roles: Vec<Role> = world
        .viewer(&claimed.person)
        .await
        .hats()
        .into_iter()
        .map(|hat| hat.role)
        .collect();
    assert_eq!(roles, [Role::ProgrammeOffice, Role::Administrator]);
    assert_eq!(world.rows_in("outbox").await, 0, "nothing is mailed");
    let late = services
        .first_administrator("sam@office.example", None, true)
        .await
        .expect("made");
    world.clock.forward(TimeDelta::hours(24));
    let expired = services.claim_link(&token(&late)).await;
    assert!(matches!(expired, Err(LinkRefusal::Expired)), "{expired:?}");
}
