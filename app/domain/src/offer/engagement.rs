//! How communities and the third sector take part, in design and in delivery (7.15).

use super::around::Around;
use super::choices::{EngagementGroup, EngagementStage};
use crate::form::{Entry, Form, ask};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One way of taking part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Engagement {
    /// Communities or the third sector.
    pub group: Option<EngagementGroup>,
    /// In design or in delivery.
    pub stage: Option<EngagementStage>,
    /// Who.
    pub who: String,
    /// How.
    pub how: String,
    /// The first day of contact: places that begin early gain most (4.27).
    pub first_contact: Entry<NaiveDate>,
    /// When, in words.
    pub when: String,
    /// What it changed.
    pub changed: String,
}

impl Engagement {
    pub(super) fn fields(&mut self, f: &mut Form, _around: &Around) {
        f.radios(
            ask("group", "Who takes part?").needed("Choose who takes part"),
            &mut self.group,
        );
        f.radios(
            ask("stage", "In what?").needed("Choose design or delivery"),
            &mut self.stage,
        );
        f.line(
            ask("who", "Which groups or organisations").needed("Name the groups or organisations"),
            &mut self.who,
        );
        f.prose(
            ask("how", "How they take part")
                .words(200)
                .needed("Say how they take part"),
            &mut self.how,
        );
        f.entry(
            ask("first-contact", "First contact")
                .hint("Like 12 May 2012")
                .needed("Enter the date of the first contact"),
            &mut self.first_contact,
        );
        f.line(
            ask("when", "When, and how often").needed("Say when"),
            &mut self.when,
        );
        f.prose(
            ask("changed", "What it changed")
                .words(200)
                .needed("Say what it changed"),
            &mut self.changed,
        );
    }
}
