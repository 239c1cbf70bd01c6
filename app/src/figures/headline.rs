//! The few figures that a reader looks for first, rounded; the tables hold them to the penny.

use domain::money::{Appraisal, CaseAppraisal, Computable, FinancialYear, Pence, Ratio};

use super::Shown;
use super::notes::NOT_YET;
use crate::markup::Markup;

pub fn headline(m: &mut Markup, shown: &Shown, appraisal: &Appraisal) {
    let cases = [&appraisal.low, &appraisal.central, &appraisal.high];
    let last = shown.last_year().map(|year| format!(" in {year}"));
    let last = last.unwrap_or_default();
    let additional = |case: &CaseAppraisal| {
        let year = case.years.last();
        year.map_or(Ok(Pence::ZERO), |year| year.additional)
            .map(Pence::rounded)
    };
    m.element("dl", &[("class", &"so-figures")], |m| {
        item(m, &format!("Additional{last}"), cases.map(additional));
        let npv = cases.map(|case| case.npv.map(Pence::rounded));
        item(m, "Net present value", npv);
        let ratios = cases.map(|case| case.benefit_cost.map(ratio));
        item(m, "Benefit to cost", ratios);
        item(m, "Pays back", cases.map(|case| case.payback.map(payback)));
        let ambition = cases.map(|case| case.ambition.map(|part| part.to_string()));
        item(m, &format!("Of locally controlled spend{last}"), ambition);
    });
}

pub fn ratio(ratio: Option<Ratio>) -> String {
    ratio.map_or_else(|| "No cost".to_owned(), |ratio| format!("{ratio} : 1"))
}

pub fn payback(year: Option<FinancialYear>) -> String {
    year.map_or_else(|| "Not in these years".to_owned(), |year| year.to_string())
}

/// One figure: the central one, and below it the range where there is one.
fn item(m: &mut Markup, name: &str, cases: [Computable<String>; 3]) {
    let [low, central, high] = cases.map(|figure| figure.unwrap_or_else(|_| NOT_YET.to_owned()));
    m.element("div", &[], |m| {
        m.words("dt", &[], &name);
        m.words("dd", &[], &central);
        if low != high {
            m.words("dd", &[], &format!("Low {low}, high {high}"));
        }
    });
}
