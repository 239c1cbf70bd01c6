//! Who has what open. One side never learns of the other: neither who, nor how many.

use std::time::Duration;

use domain::process::{Hat, OrganisationId, PersonId, Role, Side};
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use super::spot::Spot;

/// Whom another server does not name again within this time is not there any more.
const FRESH: Duration = Duration::from_secs(75);

/// One open stream.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Present {
    /// The server that holds the stream.
    pub instance: String,
    /// The id of the offer.
    pub offer: String,
    pub spot: Spot,
    pub person: PersonId,
    pub organisation: OrganisationId,
    pub role: Role,
    #[serde(skip, default = "Instant::now")]
    seen: Instant,
}

impl Present {
    pub fn new(instance: &str, offer: &str, spot: Spot, hat: &Hat) -> Self {
        Self {
            instance: instance.to_owned(),
            offer: offer.to_owned(),
            spot,
            person: hat.person.clone(),
            organisation: hat.organisation.clone(),
            role: hat.role,
            seen: Instant::now(),
        }
    }

    pub fn is_here(&self, instance: &str) -> bool {
        self.instance == instance
    }

    pub fn is_fresh(&self) -> bool {
        self.seen.elapsed() < FRESH
    }

    /// Whether somebody with this hat, who has the same open, may know of them: those of one side do.
    pub fn is_shown_to(&self, hat: &Hat, offer: &str, spot: &Spot) -> bool {
        let of_a_side = match self.role.side() {
            Side::Place | Side::Whitehall => self.role.side() == hat.side(),
            Side::Neither => false,
        };
        of_a_side && self.offer == offer && self.spot == *spot && self.person != hat.person
    }

    pub fn hat(&self) -> Hat {
        Hat::new(self.person.clone(), self.organisation.clone(), self.role)
    }
}
