//! The mechanism for identifying and allocating savings, retention included (7.15, 7.20).

use super::around::Around;
use super::choices::YesNo;
use super::savings::Share;
use crate::form::{Entry, Form, ask};
use crate::money::{BasisPoints, Pence};
use serde::{Deserialize, Serialize};

/// How savings are found, and who gets which part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sharing {
    /// How savings are identified and counted.
    pub identified: String,
    /// Whether investors get back first what they put in.
    pub recovery: Option<YesNo>,
    /// Steps by the cumulative amount shared since the start.
    pub tiers: Vec<Tier>,
    /// How the local part is split.
    pub partners: Vec<Share>,
    /// How the central part is split.
    pub departments: Vec<Share>,
    /// What the local part may be used for, and for how long it is kept.
    pub retained_for: String,
}

/// One step of the sharing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tier {
    /// Up to this cumulative amount; blank for everything above.
    pub up_to: Entry<Pence>,
    /// The part that stays local; the rest is central.
    pub local: Entry<BasisPoints>,
}

impl Sharing {
    pub(super) fn fields(&mut self, f: &mut Form, around: &Around) {
        f.prose(
            ask("identified", "How savings are identified and counted")
                .words(300)
                .needed("Say how savings are identified"),
            &mut self.identified,
        );
        f.radios(
            ask("recovery", "Do investors get back first what they put in?")
                .needed("Say whether investors get back first what they put in"),
            &mut self.recovery,
        );
        f.rows(
            ask("tier", "Step")
                .hint("By the total shared since the start. The last step has no upper limit: leave it empty. What does not stay local is central.")
                .needed("Add a step"),
            &mut self.tiers,
            |tier, f| {
                f.entry(ask("up-to", "Up to").hint("Leave empty in the last step"), &mut tier.up_to);
                f.entry(ask("local", "Stays local, in %").needed("Enter the part that stays local"), &mut tier.local);
            },
        );
        f.rows(
            ask("partner", "Local share")
                .hint("Parts add up to 100%.")
                .needed("Name who gets the local part"),
            &mut self.partners,
            |share, f| share.fields(f, around.partners.iter()),
        );
        f.rows(
            ask("department", "Central share")
                .hint("Parts add up to 100%.")
                .needed("Name who gets the central part"),
            &mut self.departments,
            |share, f| share.fields(f, around.departments.iter()),
        );
        f.prose(
            ask(
                "retained-for",
                "What the local part is used for, and how long it is kept",
            )
            .words(200)
            .needed("Say what the local part is used for"),
            &mut self.retained_for,
        );
    }
}
