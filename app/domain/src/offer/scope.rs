//! What the offer covers (7.15, 7.19).

use super::around::Around;
use crate::form::{Entry, Form, ask};
use crate::money::{FinancialYear, Pence};
use crate::process::{Level, OfferKind, Theme};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Title, area, services, what changes for citizens, when it starts and how long it runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    /// What the offer is called.
    pub title: String,
    /// The one theme of an Innovative Policy Offer (7.19).
    pub theme: Option<Theme>,
    /// The area, in words.
    pub area: String,
    /// How wide it is.
    pub level: Option<Level>,
    /// The authorities it covers, one a line.
    pub authorities: String,
    /// The authority above a neighbourhood (7.25).
    pub parent_authority: String,
    /// The services it covers.
    pub services: String,
    /// The offer in short.
    pub summary: String,
    /// What changes for those who use the services (7.19).
    pub for_users: String,
    /// What changes for those who pay for them (7.19).
    pub for_taxpayers: String,
    /// First financial year.
    pub start: Entry<FinancialYear>,
    /// Years; three for a Single Offer (7.21), negotiated for an Innovative Policy Offer.
    pub length: Entry<u32>,
    /// Spend in scope, of the locally controlled spend.
    pub spend: BTreeMap<FinancialYear, Entry<Pence>>,
}

impl Scope {
    /// The years of the term: empty while the start is not known.
    pub fn years(&self, kind: OfferKind) -> Vec<FinancialYear> {
        let typed = self
            .length
            .value()
            .and_then(|&years| u8::try_from(years).ok());
        let length = kind.set_length().or(typed).unwrap_or(3).clamp(1, 10);
        self.start
            .value()
            .map(|start| FinancialYear::run(*start, length))
            .unwrap_or_default()
    }

    /// The authorities covered, without blank lines.
    pub fn authority_names(&self) -> Vec<&str> {
        self.authorities
            .lines()
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect()
    }

    pub(super) fn fields(&mut self, f: &mut Form, around: &Around) {
        f.line(
            ask("title", "Title of the offer").needed("Enter a title"),
            &mut self.title,
        );
        if around.kind.needs_theme() {
            f.select(
                ask("theme", "Policy theme")
                    .hint("Outcomes, budgets and freedoms of an Innovative Policy Offer all lie inside one theme.")
                    .needed("Choose the theme"),
                &mut self.theme,
            );
        }
        f.line(
            ask("area", "Area")
                .hint("For example, the county of Kent, or two named wards.")
                .needed("Name the area"),
            &mut self.area,
        );
        f.radios(
            ask("level", "How wide is it?").needed("Choose how wide the area is"),
            &mut self.level,
        );
        f.prose(
            ask("authorities", "Authorities it covers")
                .hint("One a line. Each other authority than the lead council has to accept before you can submit.")
                .needed("Name the authorities, one a line"),
            &mut self.authorities,
        );
        let neighbourhood = self.level == Some(Level::Neighbourhood);
        f.line(
            ask(
                "parent-authority",
                "Authority that the neighbourhood lies in",
            )
            .hint("Only for a neighbourhood.")
            .needed_if(
                neighbourhood,
                "Name the authority that the neighbourhood lies in",
            ),
            &mut self.parent_authority,
        );
        f.prose(
            ask("services", "Services it covers")
                .words(300)
                .needed("Say which services it covers"),
            &mut self.services,
        );
        f.prose(
            ask("summary", "The offer in short")
                .words(300)
                .needed("Describe the offer in short"),
            &mut self.summary,
        );
        f.group("What changes for citizens", None, |f| {
            f.prose(
                ask("for-users", "As people who use the services")
                    .words(300)
                    .needed("Say what changes for people who use the services"),
                &mut self.for_users,
            );
            f.prose(
                ask("for-taxpayers", "As taxpayers")
                    .words(300)
                    .needed("Say what changes for taxpayers"),
                &mut self.for_taxpayers,
            );
        });
        f.entry(
            ask("start", "First financial year")
                .hint("Like 2013-14. Agreements run from 1 April, at the earliest from April 2011.")
                .needed("Enter the first financial year, like 2013-14"),
            &mut self.start,
        );
        if around.kind.set_length().is_none() {
            f.entry(
                ask("length", "How many years")
                    .hint("From 1 to 10. You agree this with Whitehall.")
                    .needed("Enter how many years the offer runs"),
                &mut self.length,
            );
        }
        let years = self.years(around.kind);
        f.years(
            "Spend in scope",
            Some("Of the locally controlled spend in Evidence, what this offer is about."),
            &years,
            |t| {
                t.row(
                    ask("spend", "Spend in scope").needed("Enter the spend in scope"),
                    &mut self.spend,
                );
            },
        );
    }
}
