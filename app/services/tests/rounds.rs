//! Rounds and their parameters, and who may set them.

use domain::form::Posted;
use domain::process::Role;
use domain::programme::RoundForm;
use services::{PROGRAMME_OFFICE, Refusal};

use crate::support::{World, both_databases};

both_databases!(
    a_round_is_added_with_the_parameters_of_the_last,
    what_is_wrong_is_told_by_field_and_nothing_is_saved,
    two_who_save_at_once_see_both_texts,
);

fn typed(fields: &[(&str, &str)]) -> Posted {
    let mut posted = Posted::default();
    for (name, text) in fields {
        posted.push(*name, *text);
    }
    posted
}

const SPRING: &[(&str, &str)] = &[
    ("name", "Spring 2014"),
    ("opens", "1 March 2014"),
    ("closes", "30/4/2014"),
    ("discount-rate-value", "3.25"),
    ("discount-rate-source", "The Green Book"),
    ("discount-rate-from", "1 April 2013"),
    ("most-outcomes-value", "8"),
    ("baseline-value", "1.5"),
];

async fn a_round_is_added_with_the_parameters_of_the_last(world: World) {
    let priya = world.programme_officer().await;
    let priya = world
        .doer(&priya, PROGRAMME_OFFICE, Role::ProgrammeOffice)
        .await;
    let before = world.services.current_round().await.expect("a round");
    let mut form = RoundForm::new("", &before.parameters);
    form.read(&typed(SPRING));
    let id = world
        .services
        .add_round(&priya, &form)
        .await
        .expect("added");
    let round = world.services.round(&id).await.expect("there");
    assert_eq!(round.name, "Spring 2014");
    assert_eq!(round.opens_on.to_string(), "2014-03-01");
    assert_eq!(round.closes_on.to_string(), "2014-04-30");
    let parameters = &round.parameters;
    assert_eq!(parameters.discount_rate.value.get(), 325);
    assert_eq!(
        parameters.discount_rate.source.as_deref(),
        Some("The Green Book")
    );
    assert_eq!(parameters.most_outcomes.value, 8);
    assert_eq!(
        parameters.baseline.value.map(|share| share.get()),
        Some(150)
    );
    assert_eq!(parameters.optimism_bias, before.parameters.optimism_bias);
    // Not open yet: offers go on belonging to the round that is.
    let now = world.services.current_round().await.expect("a round");
    assert_eq!(now.id, before.id);
    let hats = world
        .texts("SELECT role AS answer FROM events WHERE kind = 'round-added'")
        .await;
    assert_eq!(hats, ["programme-office"]);
    let ann = world.leader_of_kent().await;
    let ann = world.doer(&ann, "kent", Role::PlaceLeader).await;
    let refused = world.services.add_round(&ann, &form).await;
    assert!(
        matches!(refused, Err(Refusal::NotAllowed(_))),
        "{refused:?}"
    );
}

async fn what_is_wrong_is_told_by_field_and_nothing_is_saved(world: World) {
    let priya = world.programme_officer().await;
    let priya = world
        .doer(&priya, PROGRAMME_OFFICE, Role::ProgrammeOffice)
        .await;
    let round = world.services.current_round().await.expect("a round");
    let mut form = round.form();
    form.read(&typed(&[
        ("name", " "),
        ("closes", "1 January 2000"),
        ("optimism-bias-2", "lots"),
    ]));
    let refused = world
        .services
        .save_round(&priya, &round.id, round.version, &form)
        .await;
    let Err(Refusal::Invalid(faults)) = refused else {
        panic!("{refused:?}");
    };
    let mut fields: Vec<_> = faults.iter().map(|fault| fault.field.as_str()).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["closes", "name", "optimism-bias-2"]);
    assert_eq!(world.services.round(&round.id).await.expect("there"), round);
}

async fn two_who_save_at_once_see_both_texts(world: World) {
    let priya = world.programme_officer().await;
    let priya = world
        .doer(&priya, PROGRAMME_OFFICE, Role::ProgrammeOffice)
        .await;
    let round = world.services.current_round().await.expect("a round");
    let change = |name: &str| {
        let mut form = round.form();
        form.read(&typed(&[("name", name)]));
        form
    };
    world
        .services
        .save_round(&priya, &round.id, round.version, &change("Spring"))
        .await
        .expect("saved");
    let stale = world
        .services
        .save_round(&priya, &round.id, round.version, &change("Autumn"))
        .await;
    let Err(Refusal::Conflict(conflict)) = stale else {
        panic!("{stale:?}");
    };
    let theirs: RoundForm = conflict.read_theirs().expect("a round");
    assert_eq!(theirs.name, "Spring");
    assert!(conflict.yours.contains("Autumn"));
    world
        .services
        .save_round(&priya, &round.id, conflict.version, &change("Autumn"))
        .await
        .expect("a choice");
}
