//! What the plan is worth over its years: value, ratio, payback and ambition in each case.

use domain::money::{Appraisal, Case, CaseAppraisal};

use super::Shown;
use super::grid::{Grid, Row};
use super::headline::{payback, ratio};
use super::notes::figure;
use crate::markup::Markup;

pub fn worth(shown: &Shown, appraisal: &Appraisal) -> Grid {
    let cases = Case::ALL.map(|case| appraisal.case(case));
    let row = |head: String, of: &dyn Fn(&CaseAppraisal) -> String| {
        Row::new(head, cases.iter().map(|case| of(case)).collect())
    };
    let mut rows = vec![
        row("Additional savings, all years".to_owned(), &|case| {
            figure(&case.ledgers.cashable.additional_total)
        }),
        row("Put in, adjusted, all years".to_owned(), &|_| {
            appraisal.adjusted_cost_total.to_string()
        }),
        row(
            format!("Net present value at {}", shown.discount_rate()),
            &|case| figure(&case.npv),
        ),
        row("Benefit to cost".to_owned(), &|case| {
            figure(&case.benefit_cost.map(ratio))
        }),
        row("Pays back in".to_owned(), &|case| {
            figure(&case.payback.map(payback))
        }),
    ];
    if let Some(year) = shown.last_year() {
        let head = format!("Additional in {year}, of locally controlled spend");
        rows.push(row(head, &|case| figure(&case.ambition)));
    }
    Grid {
        caption: "What it is worth".to_owned(),
        corner: "Figure",
        columns: Case::ALL.map(|case| case.words().to_owned()).into(),
        rows,
        wordy: false,
    }
}

/// Ambition in a sentence, beside the line that the report draws (3.12).
pub fn ambition(m: &mut Markup, shown: &Shown, appraisal: &Appraisal) {
    let reference = shown.parameters().ambition_reference.value;
    if let Some((year, part)) = shown.last_year().zip(appraisal.central.ambition.ok()) {
        m.paragraph(&format!(
            "Additional in {year} is {part} of locally controlled spend; the report’s reference line is \
             {reference} (3.12). It is there to compare with, and is no pass mark."
        ));
    }
}
