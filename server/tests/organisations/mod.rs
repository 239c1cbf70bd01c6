//! Organisations and their people over HTTP: inviting, ending, closing, leaving, and acting under another hat.

mod hats;
mod inviting;
mod leaving;
mod listing;

use domain::process::{OrganisationId, PersonId, Role};
use services::Doer;

use crate::support::{Page, World};

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
