//! The few figures that a reader looks for first, rounded; the tables hold them to the penny.

use domain::money::{Appraisal, CaseAppraisal, Computable, FinancialYear, Pence, Ratio};
use leptos::prelude::*;

use super::Shown;
use super::notes::NOT_YET;

pub fn headline(shown: &Shown, appraisal: &Appraisal) -> AnyView {
    let cases = [&appraisal.low, &appraisal.central, &appraisal.high];
    let last = shown.last_year().map(|year| format!(" in {year}"));
    let last = last.unwrap_or_default();
    let additional = |case: &CaseAppraisal| {
        let year = case.years.last();
        year.map(|year| year.additional.map(Pence::rounded))
    };
    let ambition = |case: &CaseAppraisal| Some(case.ambition.map(|part| part.to_string()));
    let items = [
        item(format!("Additional{last}"), cases.map(additional)),
        item(
            "Net present value".to_owned(),
            cases.map(|case| Some(case.npv.map(Pence::rounded))),
        ),
        item(
            "Benefit to cost".to_owned(),
            cases.map(|case| Some(case.benefit_cost.map(ratio))),
        ),
        item(
            "Pays back".to_owned(),
            cases.map(|case| Some(case.payback.map(payback))),
        ),
        item(
            format!("Of locally controlled spend{last}"),
            cases.map(ambition),
        ),
    ];
    view! { <dl class="so-figures">{items.into_iter().flatten().collect::<Vec<_>>()}</dl> }
        .into_any()
}

pub fn ratio(ratio: Option<Ratio>) -> String {
    ratio.map_or_else(|| "No cost".to_owned(), |ratio| format!("{ratio} : 1"))
}

pub fn payback(year: Option<FinancialYear>) -> String {
    year.map_or_else(|| "Not in these years".to_owned(), |year| year.to_string())
}

/// One figure: the central one, and below it the range where there is one.
fn item(name: String, cases: [Option<Computable<String>>; 3]) -> Option<AnyView> {
    let [low, central, high] =
        cases.map(|figure| Some(figure?.unwrap_or_else(|_| NOT_YET.to_owned())));
    let (low, central, high) = (low?, central?, high?);
    let range = (low != high).then(|| view! { <dd>{format!("Low {low}, high {high}")}</dd> });
    Some(view! { <div><dt>{name}</dt><dd>{central}</dd>{range}</div> }.into_any())
}
