//! Who gets what of the additional savings: openly for the central case, low and high for those who open them.

use domain::money::{Appraisal, Case, CaseAppraisal, Pence, Share, YearShares};
use leptos::prelude::*;

use super::Shown;
use super::grid::{Grid, Row};
use super::notes::too_large;
use crate::markup::{Attributes, Markup};

/// How the savings of an offer are shared, year by year and name by name.
///
/// `<SharingTable shown=Shown::of(&proposal, &parameters)/>`
#[component]
pub fn SharingTable(shown: Shown) -> impl IntoView {
    let markup = Markup::of(|m| table(m, &shown));
    view! { <div inner_html=markup.into_string()></div> }
}

pub fn table(m: &mut Markup, shown: &Shown) {
    m.element("section", &[("aria-labelledby", &HEADING)], |m| {
        let heading: Attributes<'_> = &[("class", &"govuk-heading-m"), ("id", &HEADING)];
        m.words("h2", heading, &"How the savings are shared");
        match shown.appraisal() {
            Ok(appraisal) => of(m, shown, appraisal),
            Err(problem) => too_large(m, problem),
        }
    });
}

pub const LOW_AND_HIGH: &str = "so-sharing-low-and-high";

const HEADING: &str = "so-sharing-heading";

fn of(m: &mut Markup, shown: &Shown, appraisal: &Appraisal) {
    if let Err(reason) = &appraisal.central.sharing {
        let words = format!("{reason}.");
        return m.words("p", &[("class", &"govuk-inset-text")], &words);
    }
    m.paragraph(
        &"Additional cashable savings only. A deficit of earlier years is made good first; then those who put \
          money in get it back, where that was agreed; what is left is shared.",
    );
    grid(m, shown, appraisal, &appraisal.central);
    m.details(
        LOW_AND_HIGH,
        "Sharing for the low and the high estimates",
        |m| {
            grid(m, shown, appraisal, &appraisal.low);
            grid(m, shown, appraisal, &appraisal.high);
        },
    );
}

fn grid(m: &mut Markup, shown: &Shown, appraisal: &Appraisal, case: &CaseAppraisal) {
    let Ok(shares) = &case.sharing else {
        return;
    };
    let mut columns: Vec<String> = appraisal.years.iter().map(ToString::to_string).collect();
    columns.push("All years".to_owned());
    let grid = Grid {
        caption: caption(case.case).to_owned(),
        corner: "Who",
        columns,
        rows: rows(shown, appraisal, case, shares),
        wordy: false,
    };
    grid.write(m);
}

const fn caption(case: Case) -> &'static str {
    match case {
        Case::Low => "Sharing: low estimates",
        Case::Central => "Sharing: central estimates",
        Case::High => "Sharing: high estimates",
    }
}

fn rows(
    shown: &Shown,
    appraisal: &Appraisal,
    case: &CaseAppraisal,
    shares: &[YearShares],
) -> Vec<Row> {
    let row = |head: &str, of: &dyn Fn(&YearShares) -> Pence| {
        Row::new(head, summed(shares.iter().map(of).collect()))
    };
    let none: Vec<Share> = Vec::new();
    let rule = shown.rule();
    let partners = rule.map_or(&none, |rule| &rule.partners);
    let departments = rule.map_or(&none, |rule| &rule.departments);

    let additional = case.years.iter().flat_map(|year| year.additional);
    let mut rows = vec![Row::new("Additional savings", summed(additional.collect()))];
    if shares.iter().any(|year| !year.carried_deficit.is_zero()) {
        rows.push(
            Row::new(
                "Deficit carried forward",
                at_end(shares, |year| year.carried_deficit),
            )
            .minor(),
        );
        rows.push(row("Makes good earlier years", &|year| year.made_good));
    }
    if rule.is_some_and(|rule| rule.recovery) {
        for (place, investor) in appraisal.investors.iter().enumerate() {
            let head = format!("Recovered by {}", shown.name(investor));
            rows.push(row(&head, &|year| at(&year.recovered, place)));
        }
        let owed =
            |year: &YearShares| Pence::total(year.still_owed.iter().copied()).unwrap_or_default();
        rows.push(Row::new("Still to be recovered", at_end(shares, owed)).minor());
    }
    rows.push(row("Shared", &|year| year.shared).total());
    rows.push(row("Local part", &|year| year.local).total());
    for (place, share) in partners.iter().enumerate() {
        rows.push(row(shown.name(&share.who), &|year| {
            at(&year.by_partner, place)
        }));
    }
    rows.push(row("Central part", &|year| year.central).total());
    for (place, share) in departments.iter().enumerate() {
        rows.push(row(shown.name(&share.who), &|year| {
            at(&year.by_department, place)
        }));
    }
    rows
}

fn at(amounts: &[Pence], place: usize) -> Pence {
    amounts.get(place).copied().unwrap_or_default()
}

/// Amounts by year with their sum.
fn summed(amounts: Vec<Pence>) -> Vec<String> {
    let total = Pence::total(amounts.iter().copied());
    let total = total.map_or_else(|too_large| too_large.to_string(), |total| total.to_string());
    let mut cells: Vec<String> = amounts.iter().map(Pence::to_string).collect();
    cells.push(total);
    cells
}

/// What stands at the end of each year; at the end of all, what stands at the end of the last.
fn at_end(shares: &[YearShares], of: impl Fn(&YearShares) -> Pence) -> Vec<String> {
    let mut cells: Vec<String> = shares.iter().map(|year| of(year).to_string()).collect();
    cells.extend(cells.last().cloned());
    cells
}
