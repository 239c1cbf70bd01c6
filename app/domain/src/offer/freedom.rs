//! What the place asks of central government (7.16, 7.22, 7.45).

use super::around::Around;
use super::choices::{Availability, FreedomCategory, FreedomType};
use crate::form::{Entry, Form, ask};
use crate::process::Theme;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One freedom, its owners, the barrier it removes, and what depends on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Freedom {
    /// What is asked, in one line.
    pub title: String,
    /// Of which type.
    pub kind: Option<FreedomType>,
    /// Under which of the four headings (7.45).
    pub category: Option<FreedomCategory>,
    /// Its theme, in an Innovative Policy Offer (7.19).
    pub theme: Option<Theme>,
    /// Departments that can grant it.
    pub departments: Vec<String>,
    /// The barrier it removes.
    pub barrier: String,
    /// Whether every place has it already (7.3).
    pub available: Option<Availability>,
    /// The law or rule that stands in the way, if known.
    pub legal_basis: String,
    /// On which conditions.
    pub conditions: String,
    /// From this day.
    pub from: Entry<NaiveDate>,
    /// Until this day.
    pub until: Entry<NaiveDate>,
    /// Outcomes that depend on it.
    pub outcomes: Vec<String>,
    /// Savings lines that depend on it: at risk until it is granted (3.1).
    pub lines: Vec<String>,
    /// Where it comes from, with the paragraph.
    pub source: String,
}

impl Freedom {
    pub(super) fn fields(&mut self, f: &mut Form, around: &Around) {
        f.line(
            ask("title", "What you ask for").needed("Say what you ask for"),
            &mut self.title,
        );
        f.radios(
            ask("kind", "What kind of freedom is it?").needed("Choose the kind of freedom"),
            &mut self.kind,
        );
        f.radios(
            ask("category", "What does it help with?").needed("Choose what it helps with"),
            &mut self.category,
        );
        if around.kind.needs_theme() {
            f.select(
                ask("theme", "Theme it belongs to").needed("Choose the theme"),
                &mut self.theme,
            );
        }
        f.picks(
            ask("departments", "Departments that can grant it")
                .needed("Choose at least one department"),
            around.departments.iter(),
            &mut self.departments,
        );
        f.prose(
            ask("barrier", "What stands in the way now")
                .words(300)
                .needed("Describe the barrier it removes"),
            &mut self.barrier,
        );
        f.radios(
            ask("available", "Does every place have it already?")
                .hint("Some freedoms came to every place with the report (7.3). They are yours anyway, and cannot be traded.")
                .needed("Say whether every place has it already"),
            &mut self.available,
        );
        let data = self.kind == Some(FreedomType::DataSharing);
        f.prose(
            ask("legal-basis", "The law or rule in the way, if you know it")
                .words(200)
                .needed_if(
                    data,
                    "Name the legal basis for sharing the data, and the protocol",
                ),
            &mut self.legal_basis,
        );
        f.prose(
            ask("conditions", "Conditions you would accept").words(200),
            &mut self.conditions,
        );
        f.entry(
            ask("from", "From").hint("Like 1 April 2013. Not before the agreement is in force."),
            &mut self.from,
        );
        f.entry(ask("until", "Until"), &mut self.until);
        f.picks(
            ask("outcomes", "Outcomes that depend on it"),
            around.outcomes.iter(),
            &mut self.outcomes,
        );
        f.picks(
            ask("lines", "Savings that depend on it")
                .hint("They show as at risk until it is granted."),
            around.lines.iter(),
            &mut self.lines,
        );
        f.line(
            ask("source", "Source").hint("For example, a published report and its paragraph."),
            &mut self.source,
        );
    }
}
