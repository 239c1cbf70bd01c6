//! What a matter has to know of the rest of its offer to be laid out.

use crate::form::Pick;
use crate::money::FinancialYear;
use crate::process::OfferKind;
use serde::{Deserialize, Serialize};

/// The offer around one matter: its years, and everything that can be referred to.
///
/// Codes: an organisation in the offer is the key of its partner, a department or agency its own code;
/// outcomes, freedoms and savings lines are their keys.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Around {
    /// The kind of offer, which decides what is asked.
    pub kind: OfferKind,
    /// The financial years of the offer's term.
    pub years: Vec<FinancialYear>,
    /// Organisations in the offer.
    pub partners: Vec<Pick>,
    /// Departments and agencies.
    pub departments: Vec<Pick>,
    /// Outcomes, in order.
    pub outcomes: Vec<Pick>,
    /// Freedoms asked for.
    pub freedoms: Vec<Pick>,
    /// Savings lines.
    pub lines: Vec<Pick>,
}

impl Around {
    /// Organisations in the offer, then departments and agencies: whoever can bear or gain.
    pub fn bodies(&self) -> impl Iterator<Item = &Pick> + Clone {
        self.partners.iter().chain(&self.departments)
    }

    /// The name of what a code stands for, or the code itself.
    pub fn name<'a>(&'a self, code: &'a str) -> &'a str {
        [
            &self.partners,
            &self.departments,
            &self.outcomes,
            &self.freedoms,
            &self.lines,
        ]
        .into_iter()
        .flatten()
        .find(|pick| pick.code == code)
        .map_or(code, |pick| pick.label.as_str())
    }
}
