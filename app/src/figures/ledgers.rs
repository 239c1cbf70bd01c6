//! The savings that are not cashable, each kind in a ledger of its own: never added to another (3.4).

use domain::money::{Appraisal, Case, SavingsKind};

use super::grid::{Grid, Row};
use crate::markup::Markup;

pub fn other_ledgers(m: &mut Markup, appraisal: &Appraisal) {
    let lines = &appraisal.central.lines;
    let rows: Vec<Row> = SavingsKind::ALL
        .into_iter()
        .filter(|kind| lines.iter().any(|line| line.kind == *kind))
        .filter_map(|kind| {
            let totals = Case::ALL.map(|case| {
                let ledger = appraisal.case(case).ledgers.ledger(kind);
                ledger.adjusted_total.to_string()
            });
            Some(Row::new(name(kind)?, totals.into()))
        })
        .collect();
    if rows.is_empty() {
        return;
    }
    let grid = Grid {
        caption: "Kept apart: all years, adjusted".to_owned(),
        corner: "Kind",
        columns: Case::ALL.map(|case| case.words().to_owned()).into(),
        rows,
        wordy: false,
    };
    m.words(
        "h3",
        &[("class", &"govuk-heading-s")],
        &"Other kinds of saving",
    );
    m.paragraph(&"These are not in the figures above, and are never added together (3.4).");
    grid.write(m);
}

/// What the ledger holds; none for the one that all other figures are about.
const fn name(kind: SavingsKind) -> Option<&'static str> {
    match kind {
        SavingsKind::Cashable => None,
        SavingsKind::NonCashableEfficiency => Some("Non-cashable efficiencies"),
        SavingsKind::CostAvoided => Some("Costs avoided"),
        SavingsKind::CapitalReceipt => Some("Capital receipts, once only"),
        SavingsKind::SocialValue => Some("Social value"),
    }
}
