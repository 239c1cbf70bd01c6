//! One outcome with its indicators (7.14, 7.15).

use super::around::Around;
use super::choices::Direction;
use crate::form::{Entry, Figure, Form, ask};
use crate::money::FinancialYear;
use crate::process::Theme;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What will be better, for whom, and how that is seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Outcome {
    /// What will be better.
    pub statement: String,
    /// Its theme, in an Innovative Policy Offer (7.19).
    pub theme: Option<Theme>,
    /// Who leads: the key of a partner.
    pub lead: String,
    /// Departments whose policy it is.
    pub departments: Vec<String>,
    /// The service that is redesigned (7.14).
    pub service: String,
    /// For whom.
    pub users: String,
    /// How.
    pub redesign: String,
    /// What is measured.
    pub indicators: Vec<Indicator>,
    /// Why no saving is set against it, where none is.
    pub no_savings_because: String,
    /// Where it comes from, with its paragraph.
    pub source: String,
}

/// One thing that is measured.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Indicator {
    /// What is measured.
    pub name: String,
    /// In which unit.
    pub unit: String,
    /// Which way it should go.
    pub direction: Option<Direction>,
    /// Where it stands now.
    pub baseline: Entry<Figure>,
    /// On which day.
    pub baseline_on: Entry<NaiveDate>,
    /// A target for each year.
    pub targets: BTreeMap<FinancialYear, Entry<Figure>>,
    /// Where the figures come from.
    pub source: String,
}

impl Outcome {
    pub(super) fn fields(&mut self, f: &mut Form, around: &Around) {
        f.prose(
            ask("statement", "What will be better")
                .words(100)
                .needed("Say what will be better"),
            &mut self.statement,
        );
        if around.kind.needs_theme() {
            f.select(
                ask("theme", "Theme it belongs to").needed("Choose the theme"),
                &mut self.theme,
            );
        }
        f.pick(
            ask("lead", "Which partner leads").needed("Choose who leads"),
            around.partners.iter(),
            &mut self.lead,
        );
        f.picks(
            ask("departments", "Departments whose policy it is")
                .needed("Choose at least one department"),
            around.departments.iter(),
            &mut self.departments,
        );
        f.line(
            ask("service", "Which service is redesigned").needed("Name the service"),
            &mut self.service,
        );
        f.line(
            ask("users", "For whom").needed("Say for whom it is redesigned"),
            &mut self.users,
        );
        f.prose(
            ask("redesign", "How it is redesigned around them")
                .words(300)
                .needed("Say how the service is redesigned"),
            &mut self.redesign,
        );
        f.rows(
            ask("indicator", "Indicator").needed("Add an indicator"),
            &mut self.indicators,
            |one, f| one.fields(f, around),
        );
        f.prose(
            ask(
                "no-savings-because",
                "If no savings are set against this outcome, why",
            )
            .words(150),
            &mut self.no_savings_because,
        );
        f.line(
            ask("source", "Where this outcome comes from")
                .hint("For example, a published report and its paragraph."),
            &mut self.source,
        );
    }
}

impl Indicator {
    fn fields(&mut self, f: &mut Form, around: &Around) {
        f.line(
            ask("name", "What is measured").needed("Say what is measured"),
            &mut self.name,
        );
        f.line(
            ask("unit", "Unit")
                .hint("For example, % of children, or people a year.")
                .needed("Enter the unit"),
            &mut self.unit,
        );
        f.radios(
            ask("direction", "Which way should it go?").needed("Choose which way it should go"),
            &mut self.direction,
        );
        f.entry(
            ask("baseline", "Where it stands now").needed("Enter where it stands now"),
            &mut self.baseline,
        );
        f.entry(
            ask("baseline-on", "On which day")
                .hint("Like 31 March 2012")
                .needed("Enter the day of the baseline"),
            &mut self.baseline_on,
        );
        f.years("Targets", None, &around.years, |t| {
            t.row(
                ask("target", "Target").needed("Enter a target"),
                &mut self.targets,
            );
        });
        f.line(
            ask("source", "Source")
                .hint("Where the figures come from.")
                .needed("Name the source"),
            &mut self.source,
        );
    }
}
