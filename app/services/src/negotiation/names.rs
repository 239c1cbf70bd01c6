//! What people call the parties of a negotiation.

use domain::negotiation::PartyId;
use domain::process::department;

/// A party with its names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyName {
    pub id: PartyId,
    /// In full: “Department of Health”.
    pub name: String,
    /// For the head of a column: “Health”.
    pub short: String,
}

impl PartyName {
    /// The party of an offer of this place.
    pub(crate) fn of(id: &PartyId, place: &str) -> Self {
        let (name, short) = match id {
            PartyId::Place => (place.to_owned(), place.to_owned()),
            PartyId::Department(code) => department(code.as_str()).map_or_else(
                || (code.to_string(), code.to_string()),
                |one| (one.name.to_owned(), one.short.to_owned()),
            ),
        };
        Self {
            id: id.clone(),
            name,
            short,
        }
    }
}
