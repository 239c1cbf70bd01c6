//! What an offer says about one partner, as it can be compared later.

use domain::offer::{Key, Proposal, Statement, statement};

use crate::Refusal;
use crate::digest::digest;

/// A statement with what it is compared by.
pub(in crate::offers) struct Said {
    pub partner: String,
    pub statement: Statement,
    /// The same for the same entries in any order: putting outcomes in another order changes nothing for a partner.
    pub digest: String,
}

impl Said {
    pub fn of(proposal: &Proposal, key: &Key) -> Result<Self, Refusal> {
        let statement = statement(proposal, key);
        let mut entries = statement.0.clone();
        entries.sort();
        Ok(Self {
            partner: proposal.find(key).ok_or(Refusal::NotFound)?.matter.title(),
            digest: digest(&[&serde_json::to_string(&entries)?]),
            statement,
        })
    }

    pub fn as_json(&self) -> Result<String, Refusal> {
        Ok(serde_json::to_string(&self.statement)?)
    }

    /// The headings under which something is new, gone or different since that statement.
    pub fn what_changed(&self, before: Option<&str>) -> Result<String, Refusal> {
        let before: Statement = before
            .map(serde_json::from_str)
            .transpose()?
            .unwrap_or_default();
        let mut headings: Vec<&str> = Vec::new();
        let new = self
            .statement
            .0
            .iter()
            .filter(|entry| !before.0.contains(entry));
        let gone = before
            .0
            .iter()
            .filter(|entry| !self.statement.0.contains(entry));
        for (heading, _) in new.chain(gone) {
            if !headings.contains(&heading.as_str()) {
                headings.push(heading);
            }
        }
        Ok(headings.join("; "))
    }
}
