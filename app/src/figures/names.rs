//! What the keys and codes of organisations stand for.

use domain::offer::Around;
use domain::process::department;
use serde::{Deserialize, Serialize};

/// The organisations of an offer by their keys. Departments are known by their codes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names(Vec<(String, String)>);

impl Names {
    pub fn of(around: &Around) -> Self {
        let partners = around.partners.iter();
        Self(
            partners
                .map(|pick| (pick.code.clone(), pick.label.clone()))
                .collect(),
        )
    }

    pub fn name<'a>(&'a self, code: &str) -> &'a str {
        let partner = self.0.iter().find(|(key, _)| key == code);
        match partner {
            Some((_, name)) => name,
            None if code.is_empty() => "Somebody not named yet",
            None => {
                department(code).map_or("An organisation no longer in the offer", |one| one.name)
            }
        }
    }
}
