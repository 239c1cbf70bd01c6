//! Acceptance lays every negotiable matter on the table.

use super::cast::Bargain;
use crate::support::{World, both_databases};

both_databases!(acceptance_turns_the_offer_into_numbered_terms);

async fn acceptance_turns_the_offer_into_numbered_terms(world: World) {
    let table = Bargain::of(world).await;
    let world = &table.cast.world;
    let kinds = world
        .texts("SELECT kind AS answer FROM terms ORDER BY number")
        .await;
    assert_eq!(
        kinds,
        [
            "scope",
            "outcome",
            "savings",
            "sharing",
            "budget",
            "freedom",
            "governance",
            "assessment"
        ]
    );
    let numbers = world
        .texts("SELECT CAST(number AS TEXT) AS answer FROM terms ORDER BY number")
        .await;
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6", "7", "8"]);
    // Each is asked of Kent and of one department at least, which the rules name.
    let asked = world
        .texts(
            "SELECT kind || ' ' || party AS answer FROM term_turns JOIN terms ON terms.id = term_id \
             WHERE party <> 'place' ORDER BY number, party",
        )
        .await;
    for pair in [
        "scope clg",
        "outcome dwp",
        "savings hmt",
        "sharing hmt",
        "governance clg",
        "assessment clg",
    ] {
        assert!(asked.iter().any(|one| one == pair), "{pair} in {asked:?}");
    }
    let of_the_place = world
        .number("SELECT COUNT(*) AS answer FROM term_turns WHERE party = 'place'")
        .await;
    assert_eq!(of_the_place, 8);
    let versions = world
        .number("SELECT COUNT(*) AS answer FROM term_versions WHERE number = 1")
        .await;
    assert_eq!(versions, 8);
}
