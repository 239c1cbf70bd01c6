//! Which milestones the address of the page asks for.

use domain::delivery::Standing;
use domain::process::{Reference, Side};
use services::delivery::DeliveryFilter;

use crate::{page::Asked, posts::address};

pub const STANDING: &str = "standing";
pub const SIDE: &str = "side";
pub const OWNER: &str = "owner";
pub const TERM: &str = "term";

/// What is no filter is taken for none.
pub fn filter(asked: &Asked) -> DeliveryFilter {
    let given = |name: &str| asked.query(name).filter(|text| !text.is_empty());
    DeliveryFilter {
        standing: given(STANDING).and_then(Standing::from_code),
        side: given(SIDE).and_then(Side::from_code),
        owner: given(OWNER).map(str::to_owned),
        term: given(TERM).and_then(|text| text.parse().ok()),
    }
}

/// The address of a page of what a filter takes.
pub fn href(reference: &Reference, filter: &DeliveryFilter, page: u64) -> String {
    let pairs = [
        (STANDING, filter.standing.map(|one| one.code().to_owned())),
        (SIDE, filter.side.map(|side| side.code().to_owned())),
        (OWNER, filter.owner.clone()),
        (TERM, filter.term.map(|term| term.to_string())),
        (PAGE, (page > 1).then(|| page.to_string())),
    ];
    let pairs: Vec<String> = pairs
        .into_iter()
        .filter_map(|(name, text)| Some(format!("{name}={}", address::text(&text?))))
        .collect();
    let here = format!("/offers/{reference}/delivery");
    if pairs.is_empty() {
        here
    } else {
        format!("{here}?{}", pairs.join("&"))
    }
}

const PAGE: &str = "page";
