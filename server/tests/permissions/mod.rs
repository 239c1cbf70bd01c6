//! The whole matrix of permissions, asked of the real server: every role × act × stage × own or somebody else’s
//! offer, for every address that the act has. What is expected comes from the table of `domain` alone.

mod asks;
mod cast;
mod kent;
mod matrix;
mod reading;
mod stewards;
mod told;

use std::collections::{BTreeMap, BTreeSet};

use app::routes::{ROUTES, Way};
use axum::http::Method;
use domain::process::Act;

use crate::support::{World, both_databases};
use matrix::Matrix;

both_databases!(every_address_answers_as_the_table_says);

/// Acts whose pages are still to be built. One that gets a route leaves this list.
const NO_PAGE_YET: &[Act] = &[];

/// What is sent here is looked at and forgotten: a file is too long for an address.
const READS_WHAT_IS_SENT: &[&str] = &["/agreements/{ref}/verify"];

#[test]
fn the_table_names_the_addresses_that_the_house_has_and_no_others() {
    let served: BTreeSet<(String, String)> = app::app::handlers()
        .addresses()
        .into_iter()
        .map(|(method, path)| (method.to_string(), path))
        .collect();
    let named: BTreeSet<(String, String)> = ROUTES
        .iter()
        .map(|route| (route.way.method().to_string(), route.path.to_owned()))
        .collect();
    assert_eq!(named.len(), ROUTES.len(), "an address stands twice");
    let forgotten: Vec<_> = served.difference(&named).collect();
    let gone: Vec<_> = named.difference(&served).collect();
    assert!(
        forgotten.is_empty(),
        "app/src/routes/table.rs does not say who may ask for these, so they are not served: {forgotten:?}"
    );
    assert!(gone.is_empty(), "nobody answers at these: {gone:?}");
    for route in ROUTES {
        assert!(!route.acts.is_empty(), "{route:?} is for no act");
        let method = route.way.method();
        assert_eq!(app::routes::find(&method, route.path), Some(route));
    }
    assert!(app::routes::find(&Method::PUT, "/sign-in").is_none());
}

#[test]
fn every_act_has_an_address_or_says_that_it_has_none_yet() {
    let mut addresses: BTreeMap<Act, usize> = BTreeMap::new();
    for act in ROUTES.iter().flat_map(|route| route.acts) {
        *addresses.entry(*act).or_default() += 1;
    }
    for act in Act::ALL {
        let waits = NO_PAGE_YET.contains(act);
        match addresses.get(act) {
            None => assert!(waits, "{act:?} has no address: name it in NO_PAGE_YET"),
            Some(_) => assert!(
                !waits,
                "{act:?} has an address now: take it out of NO_PAGE_YET"
            ),
        }
    }
    // What reads has a page, and what changes something a form: a page that changes is a door left open.
    let forms = ROUTES.iter().filter(|route| route.way == Way::Form);
    for route in forms.filter(|route| !READS_WHAT_IS_SENT.contains(&route.path)) {
        for act in route.acts {
            assert!(
                !act.is_reading(),
                "{} changes nothing by {act:?}",
                route.path
            );
        }
    }
}

async fn every_address_answers_as_the_table_says(world: World) {
    let mut matrix = Matrix::set_up(&world).await;
    matrix.walk(&world).await;
    println!("{matrix}");
    assert!(
        matrix.wrong.is_empty(),
        "{} answers are not what the table says:\n{}",
        matrix.wrong.len(),
        matrix.wrong.join("\n")
    );
}
