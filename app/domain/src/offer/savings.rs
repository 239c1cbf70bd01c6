//! Savings lines and the investments they need (3.2, 3.7, 7.15, 7.20).

use super::around::Around;
use super::choices::{SavingsArea, Standing};
use crate::form::{Entry, Form, Pick, ask};
use crate::money::{BasisPoints, FinancialYear, Grade, InvestmentKind, Pence, SavingsKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The code of the choice "not against one outcome but across them".
pub const CROSS_CUTTING: &str = "cross-cutting";

/// One line of savings, from low to high for each year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavingsLine {
    /// What is saved.
    pub title: String,
    /// The key of its outcome, or [`CROSS_CUTTING`].
    pub outcome: String,
    /// Which of the five areas (3.2).
    pub area: Option<SavingsArea>,
    /// Cashable or not: the ledgers are never added together (3.4).
    pub kind: Option<SavingsKind>,
    /// How sure it is: decides the optimism bias.
    pub grade: Option<Grade>,
    /// Who bears the work.
    pub bearer: String,
    /// To whom the saving accrues.
    pub accrues: Vec<Share>,
    /// Low estimate of each year.
    pub low: BTreeMap<FinancialYear, Entry<Pence>>,
    /// High estimate of each year.
    pub high: BTreeMap<FinancialYear, Entry<Pence>>,
    /// The part already required of all areas in the next spending period (7.15, 7.17).
    pub required: BTreeMap<FinancialYear, Entry<Pence>>,
    /// How it was worked out.
    pub method: String,
    /// How firm the figures are.
    pub standing: Option<Standing>,
    /// Where they come from, with the paragraph.
    pub source: String,
}

/// A part in percent; all parts together are 100 %.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Share {
    /// The key of a partner, or the code of a department.
    pub body: String,
    /// Its part.
    pub part: Entry<BasisPoints>,
}

impl Share {
    pub(super) fn fields<'p>(
        &mut self,
        f: &mut Form,
        bodies: impl Iterator<Item = &'p Pick> + Clone,
    ) {
        f.pick_short(
            ask("body", "Organisation").needed("Choose the organisation"),
            bodies,
            &mut self.body,
        );
        f.entry(
            ask("part", "Part in %").needed("Enter its part"),
            &mut self.part,
        );
    }
}

impl SavingsLine {
    pub(super) fn fields(&mut self, f: &mut Form, around: &Around) {
        f.line(
            ask("title", "What is saved").needed("Say what is saved"),
            &mut self.title,
        );
        let across = Pick::new(CROSS_CUTTING, "Across outcomes");
        f.pick(
            ask("outcome", "Which outcome does it belong to?")
                .needed("Choose an outcome, or “Across outcomes”"),
            around.outcomes.iter().chain([&across]),
            &mut self.outcome,
        );
        f.radios(
            ask("kind", "What kind of saving is it?").needed("Choose the kind of saving"),
            &mut self.kind,
        );
        f.radios(
            ask("area", "Where does it come from?").needed("Choose where it comes from"),
            &mut self.area,
        );
        f.years(
            "Savings by year",
            Some("Write amounts like £1,200,000, 1.2m or 250k. Low and high can be equal. Leave “already required” empty while it is not known."),
            &around.years,
            |t| {
                t.row(ask("low", "Low").needed("Enter a low estimate"), &mut self.low);
                t.row(ask("high", "High").needed("Enter a high estimate"), &mut self.high);
                t.row(ask("required", "Already required of all areas"), &mut self.required);
            },
        );
        f.radios(
            ask("grade", "How sure are you?")
                .hint("The less sure, the more is taken off.")
                .needed("Choose how sure you are"),
            &mut self.grade,
        );
        f.pick_short(
            ask("bearer", "Who bears the work").needed("Choose who bears the work"),
            around.bodies(),
            &mut self.bearer,
        );
        f.rows(
            ask("accrues", "Beneficiary")
                .hint("To whom the saving accrues. Parts add up to 100%.")
                .needed("Say for whom it saves money"),
            &mut self.accrues,
            |share, f| share.fields(f, around.bodies()),
        );
        f.prose(
            ask("method", "How the figures were worked out")
                .words(200)
                .needed("Say how the figures were worked out"),
            &mut self.method,
        );
        f.radios(
            ask("standing", "How firm are the figures?").needed("Say how firm the figures are"),
            &mut self.standing,
        );
        f.line(
            ask("source", "Source").hint("For example, a published report and its paragraph."),
            &mut self.source,
        );
    }
}

/// Money that has to be put in first (3.7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Investment {
    /// For what.
    pub title: String,
    /// Who puts it in.
    pub investor: String,
    /// Of which kind.
    pub kind: Option<InvestmentKind>,
    /// How sure it is: decides the optimism bias.
    pub grade: Option<Grade>,
    /// In each year.
    pub amount: BTreeMap<FinancialYear, Entry<Pence>>,
    /// Who gains, where that is somebody else (7.38).
    pub gains: Vec<String>,
    /// How running two services at once is avoided or ended (7.37).
    pub double_running: String,
    /// How firm the figures are.
    pub standing: Option<Standing>,
    /// Where they come from, with the paragraph.
    pub source: String,
}

impl Investment {
    pub(super) fn fields(&mut self, f: &mut Form, around: &Around) {
        f.line(
            ask("title", "What the money is for").needed("Say what the money is for"),
            &mut self.title,
        );
        f.pick_short(
            ask("investor", "Who puts it in").needed("Choose who puts it in"),
            around.bodies(),
            &mut self.investor,
        );
        f.radios(
            ask("kind", "What kind of investment is it?").needed("Choose the kind of investment"),
            &mut self.kind,
        );
        f.years(
            "Investment by year",
            Some("Write amounts like £600,000 or 0.6m."),
            &around.years,
            |t| {
                t.row(
                    ask("amount", "Amount").needed("Enter the amount"),
                    &mut self.amount,
                );
            },
        );
        f.radios(
            ask("grade", "How sure are you?")
                .hint("The less sure, the more is added.")
                .needed("Choose how sure you are"),
            &mut self.grade,
        );
        f.picks(
            ask("gains", "Who gains, if somebody else than who invests")
                .hint("For example in a social impact bond (7.38)."),
            around.bodies(),
            &mut self.gains,
        );
        f.prose(
            ask(
                "double-running",
                "How paying for two services at once is avoided, or ended",
            )
            .hint("Say which services are decommissioned, and when (7.37).")
            .words(200),
            &mut self.double_running,
        );
        f.radios(
            ask("standing", "How firm are the figures?").needed("Say how firm the figures are"),
            &mut self.standing,
        );
        f.line(ask("source", "Source"), &mut self.source);
    }
}
