//! Pooled and aligned budgets (5.10–5.13, 7.15).

use super::around::Around;
use super::choices::{BudgetKind, Memorandum, YesNo};
use crate::form::{Entry, Form, ask};
use crate::money::{FinancialYear, Pence};
use crate::process::Theme;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Money that several bodies bring together: in one fund, or each its own towards one purpose.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Budget {
    /// What it is called.
    pub title: String,
    /// Pooled or aligned.
    pub kind: Option<BudgetKind>,
    /// Why that kind (5.11).
    pub why_kind: String,
    /// What it is for.
    pub purpose: String,
    /// Its theme, in an Innovative Policy Offer (7.19).
    pub theme: Option<Theme>,
    /// Outcomes it pays for.
    pub outcomes: Vec<String>,
    /// Who holds a pooled fund.
    pub host: String,
    /// Who answers for a pooled fund, by office.
    pub accountable_officer: String,
    /// On which power it rests.
    pub legal_power: String,
    /// Who governs it; in an aligned budget, who decides.
    pub governance: String,
    /// How far the memorandum of understanding has come.
    pub memorandum: Option<Memorandum>,
    /// What it says, in short.
    pub memorandum_says: String,
    /// What happens to over- and underspend.
    pub over_and_underspend: String,
    /// What happens when a contributor leaves.
    pub leaving: String,
    /// Departments whose money is in it, and whose agreement it needs.
    pub funding_departments: Vec<String>,
    /// The whole budget of each year.
    pub total: BTreeMap<FinancialYear, Entry<Pence>>,
    /// Who puts in what.
    pub contributions: Vec<Contribution>,
    /// Where the figures come from.
    pub source: String,
}

/// What one organisation puts in from one fund.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Contribution {
    /// The key of a partner, or the code of a department.
    pub organisation: String,
    /// The fund or grant it comes from.
    pub fund: String,
    /// Whether that fund is ringfenced.
    pub ringfenced: Option<YesNo>,
    /// The department that owns the fund.
    pub owner: String,
    /// The freedom that lifts the ringfence.
    pub lifted_by: String,
    /// In each year.
    pub amount: BTreeMap<FinancialYear, Entry<Pence>>,
}

impl Budget {
    /// Everything promised to it over these years, or `None` beyond the limit of money.
    pub fn promised(&self, years: &[FinancialYear]) -> Option<Pence> {
        let amounts = self.contributions.iter().flat_map(|one| {
            years
                .iter()
                .filter_map(|year| one.amount.get(year)?.value().copied())
        });
        Pence::total(amounts).ok()
    }

    pub(super) fn fields(&mut self, f: &mut Form, around: &Around) {
        f.line(
            ask("title", "Name of the budget").needed("Name the budget"),
            &mut self.title,
        );
        f.radios(
            ask("kind", "Pooled or aligned?").needed("Choose pooled or aligned"),
            &mut self.kind,
        );
        f.prose(
            ask("why-kind", "Why that kind")
                .words(150)
                .needed("Say why you chose that kind"),
            &mut self.why_kind,
        );
        f.prose(
            ask("purpose", "What it is for")
                .words(200)
                .needed("Say what it is for"),
            &mut self.purpose,
        );
        if around.kind.needs_theme() {
            f.select(
                ask("theme", "Theme it belongs to").needed("Choose the theme"),
                &mut self.theme,
            );
        }
        f.picks(
            ask("outcomes", "Outcomes it pays for").needed("Choose at least one outcome"),
            around.outcomes.iter(),
            &mut self.outcomes,
        );
        let pooled = self.kind == Some(BudgetKind::Pooled);
        f.group(
            "A pooled budget only",
            Some("An aligned budget leaves the money, and answering for it, with each body."),
            |f| {
                f.pick_short(
                    ask("host", "Host body").needed_if(pooled, "Choose the host body"),
                    around.bodies(),
                    &mut self.host,
                );
                f.line(
                    ask("accountable-officer", "Accountable officer, by office")
                        .hint("For example, the director of finance of the host body.")
                        .needed_if(pooled, "Name the office that answers for it"),
                    &mut self.accountable_officer,
                );
                f.line(
                    ask("legal-power", "Legal power")
                        .needed_if(pooled, "Name the legal power it rests on"),
                    &mut self.legal_power,
                );
                f.radios(
                    ask("memorandum", "Memorandum of understanding")
                        .needed_if(pooled, "Say how far the memorandum has come"),
                    &mut self.memorandum,
                );
                f.prose(
                    ask("memorandum-says", "What the memorandum says, in short").words(300),
                    &mut self.memorandum_says,
                );
                f.prose(
                    ask(
                        "over-and-underspend",
                        "What happens to over- and underspend",
                    )
                    .words(200)
                    .needed_if(pooled, "Say what happens to over- and underspend"),
                    &mut self.over_and_underspend,
                );
                f.prose(
                    ask("leaving", "What happens when a contributor leaves")
                        .words(200)
                        .needed_if(pooled, "Say what happens when a contributor leaves"),
                    &mut self.leaving,
                );
            },
        );
        f.prose(
            ask("governance", "Who decides, and who they answer to")
                .words(200)
                .needed("Say who decides, and who they answer to"),
            &mut self.governance,
        );
        f.picks(
            ask("funding-departments", "Departments whose money is in it")
                .hint("Their agreement is needed before the offer settles."),
            around.departments.iter(),
            &mut self.funding_departments,
        );
        f.years(
            "The whole budget",
            Some("What the contributions below add up to."),
            &around.years,
            |t| {
                t.row(
                    ask("total", "Whole budget").needed("Enter the whole budget"),
                    &mut self.total,
                );
            },
        );
        f.rows(
            ask("contribution", "Contribution").needed("Add a contribution"),
            &mut self.contributions,
            |one, f| one.fields(f, around),
        );
        f.line(
            ask("source", "Where the figures come from"),
            &mut self.source,
        );
    }
}

impl Contribution {
    fn fields(&mut self, f: &mut Form, around: &Around) {
        f.pick_short(
            ask("organisation", "Organisation").needed("Choose the organisation"),
            around.bodies(),
            &mut self.organisation,
        );
        f.line(
            ask("fund", "Fund or grant it comes from").needed("Name the fund"),
            &mut self.fund,
        );
        f.radios(
            ask("ringfenced", "Is that fund ringfenced?")
                .needed("Say whether the fund is ringfenced"),
            &mut self.ringfenced,
        );
        let ringfenced = self.ringfenced.is_some_and(YesNo::is_yes);
        f.pick_short(
            ask("owner", "Department that owns the fund")
                .needed_if(ringfenced, "Choose the department that owns the fund"),
            around.departments.iter(),
            &mut self.owner,
        );
        f.pick_short(
            ask("lifted-by", "Freedom that lifts the ringfence"),
            around.freedoms.iter(),
            &mut self.lifted_by,
        );
        f.years("Amounts", None, &around.years, |t| {
            t.row(
                ask("amount", "Amount").needed("Enter the amount"),
                &mut self.amount,
            );
        });
    }
}
