//! Which departments have nobody who could say where they stand.

use std::collections::BTreeSet;

use domain::negotiation::PartyId;
use domain::process::OrganisationId;

/// Whether nobody could answer for this party, where somebody reviews for these departments. A place has its leader,
/// or it would have made no offer.
pub(super) fn has_nobody(party: &PartyId, staffed: &BTreeSet<OrganisationId>) -> bool {
    match party {
        PartyId::Place => false,
        PartyId::Department(department) => !staffed.contains(department),
    }
}
