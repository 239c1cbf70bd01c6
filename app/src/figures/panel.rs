//! The figures of a plan, one under another.

use domain::money::Appraisal;
use domain::offer::MatterKind;
use leptos::prelude::*;

use super::basis::basis;
use super::by_year::{by_year, low_and_high};
use super::headline::headline;
use super::ledgers::other_ledgers;
use super::notes::{notes, too_large};
use super::worth::{ambition, worth};
use super::{Shown, sharing};
use crate::chart::{Chart, ChartYear};

/// What the savings of an offer come to, and what the figures rest on.
///
/// `<FiguresPanel shown=Shown::of(&proposal, &parameters)/>`
#[component]
pub fn FiguresPanel(shown: Shown) -> impl IntoView {
    view! {
        {sums(&shown)}
        {basis(shown.parameters())}
    }
}

/// The figures that a form of this kind changes: what stands beside it.
pub fn beside(kind: MatterKind, shown: &Shown) -> AnyView {
    match kind {
        MatterKind::SavingsLine | MatterKind::Investment => {
            view! { {sums(shown)} {sharing::table(shown)} }.into_any()
        }
        MatterKind::Sharing => sharing::table(shown),
        MatterKind::Evidence => sums(shown),
        MatterKind::Scope
        | MatterKind::Outcome
        | MatterKind::Engagement
        | MatterKind::Partner
        | MatterKind::Budget
        | MatterKind::Freedom
        | MatterKind::Governance => ().into_any(),
    }
}

fn sums(shown: &Shown) -> AnyView {
    let body = match shown.appraisal() {
        Err(problem) => too_large(problem),
        Ok(appraisal) if appraisal.years.is_empty() => view! {
            <p class="govuk-body">
                "Not computable yet: give the first financial year in Scope, then savings can be entered by year."
            </p>
        }
        .into_any(),
        Ok(appraisal) => of(shown, appraisal),
    };
    view! {
        <section aria-labelledby="so-figures-heading">
            <h2 class="govuk-heading-m" id="so-figures-heading">"What the savings come to"</h2>
            {body}
        </section>
    }
    .into_any()
}

fn of(shown: &Shown, appraisal: &Appraisal) -> AnyView {
    view! {
        {headline(shown, appraisal)}
        {notes(appraisal)}
        {ambition(shown, appraisal)}
        {chart(appraisal)}
        {by_year(appraisal).view()}
        <details class="govuk-details">
            <summary class="govuk-details__summary">
                <span class="govuk-details__summary-text">"Net for the low and the high estimates"</span>
            </summary>
            <div class="govuk-details__text">{low_and_high(appraisal).view()}</div>
        </details>
        {worth(shown, appraisal).view()}
        {other_ledgers(appraisal)}
    }
    .into_any()
}

/// Only years whose figures are known are drawn; the tables say why others are not.
fn chart(appraisal: &Appraisal) -> AnyView {
    let cases = appraisal.low.years.iter().zip(&appraisal.high.years);
    let years: Vec<ChartYear> = (appraisal.central.years.iter().zip(cases))
        .filter_map(|(central, (low, high))| {
            Some(ChartYear {
                label: central.year.to_string(),
                low: low.additional.ok()?,
                central: central.additional.ok()?,
                high: high.additional.ok()?,
                cost: central.adjusted_cost,
            })
        })
        .collect();
    (!years.is_empty())
        .then(|| view! { <Chart id="so-figures" title="Additional savings and what is put in" years/> })
        .into_any()
}
