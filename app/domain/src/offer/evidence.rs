//! Why this place can do it (7.13, 7.19), and the count of its public spending (2.2).

use super::around::Around;
use crate::form::{Entry, Form, ask};
use crate::money::{FinancialYear, Pence};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Performance, partnership, the invitation, and the count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Evidence {
    /// What was achieved, measured over time.
    pub performance: Vec<Performance>,
    /// What shows that the partnership is strong.
    pub partnership: String,
    /// Who invited the place to make a Single Offer (7.14).
    pub invited_by: String,
    /// When.
    pub invited_on: Entry<NaiveDate>,
    /// The financial year that was counted.
    pub counted_year: Entry<FinancialYear>,
    /// People who live here.
    pub population: Entry<u32>,
    /// What each organisation spends on each service.
    pub spending: Vec<Spending>,
    /// Spend that the place controls, in each year of the offer (3.12).
    pub local_spend: BTreeMap<FinancialYear, Entry<Pence>>,
}

/// One measure of performance.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Performance {
    /// What was measured.
    pub measure: String,
    /// First year.
    pub from: Entry<FinancialYear>,
    /// Last year.
    pub to: Entry<FinancialYear>,
    /// What it shows.
    pub shows: String,
    /// Where it is published.
    pub source: String,
}

/// One line of the count.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Spending {
    /// Who spends.
    pub organisation: String,
    /// On what.
    pub service: String,
    /// In the counted year.
    pub amount: Entry<Pence>,
    /// Where the figure comes from.
    pub source: String,
}

impl Evidence {
    /// All spending counted, where every amount was understood and the sum is below the limit.
    pub fn counted(&self) -> Option<Pence> {
        Pence::total(
            self.spending
                .iter()
                .filter_map(|line| line.amount.value().copied()),
        )
        .ok()
    }

    /// Spending per head, to the nearest penny, where the count and the population are known.
    pub fn per_head(&self) -> Option<Pence> {
        let (total, people) = (self.counted()?.get(), i64::from(*self.population.value()?));
        (people > 0)
            .then(|| Pence::new((total + people / 2) / people).ok())
            .flatten()
    }

    pub(super) fn fields(&mut self, f: &mut Form, around: &Around) {
        let single = around.kind.needs_invitation();
        let hint = if single {
            "A Single Offer needs results kept up over more than one year, and a strong partnership (7.13)."
        } else {
            "An Innovative Policy Offer needs strong results in its theme, or a strong partnership (7.19)."
        };
        let needed = ask("performance", "Result").hint(hint);
        let needed = needed.needed_if(single, "Add a result that the place has achieved");
        f.rows(needed, &mut self.performance, |one, f| {
            f.line(
                ask("measure", "What was measured").needed("Say what was measured"),
                &mut one.measure,
            );
            f.entry(
                ask("from", "From year")
                    .hint("Like 2007-08")
                    .needed("Enter the first year"),
                &mut one.from,
            );
            f.entry(
                ask("to", "To year").needed("Enter the last year"),
                &mut one.to,
            );
            f.prose(
                ask("shows", "What it shows")
                    .words(150)
                    .needed("Say what it shows"),
                &mut one.shows,
            );
            f.line(
                ask("source", "Source").needed("Name the source"),
                &mut one.source,
            );
        });
        f.prose(
            ask("partnership", "What shows that the partnership is strong")
                .words(400)
                .needed_if(single, "Say what shows that the partnership is strong"),
            &mut self.partnership,
        );
        if single {
            f.group(
                "Invitation",
                Some("A place is invited before it makes a Single Offer (7.14)."),
                |f| {
                    f.line(
                        ask("invited-by", "Who invited the place")
                            .needed("Say who invited the place"),
                        &mut self.invited_by,
                    );
                    f.entry(
                        ask("invited-on", "When").needed("Enter the date of the invitation"),
                        &mut self.invited_on,
                    );
                },
            );
        }
        f.group(
            "The count",
            Some("What is spent on public services here now, by organisation and service (2.2)."),
            |f| {
                f.entry(
                    ask("counted-year", "Financial year that was counted")
                        .needed("Enter the year that was counted"),
                    &mut self.counted_year,
                );
                f.entry(
                    ask("population", "People who live here")
                        .needed("Enter how many people live here"),
                    &mut self.population,
                );
                f.rows(
                    ask("spending", "Line of spending").needed("Add what is spent here"),
                    &mut self.spending,
                    |one, f| {
                        f.line(
                            ask("organisation", "Organisation").needed("Name the organisation"),
                            &mut one.organisation,
                        );
                        f.line(
                            ask("service", "Service").needed("Name the service"),
                            &mut one.service,
                        );
                        f.entry(
                            ask("amount", "Amount").needed("Enter the amount"),
                            &mut one.amount,
                        );
                        f.line(ask("source", "Source"), &mut one.source);
                    },
                );
            },
        );
        f.years(
            "Locally controlled spend",
            Some("Ambition is measured against this, beside the 2% of 3.12."),
            &around.years,
            |t| {
                t.row(
                    ask("local-spend", "Locally controlled spend")
                        .needed("Enter the locally controlled spend"),
                    &mut self.local_spend,
                );
            },
        );
    }
}
