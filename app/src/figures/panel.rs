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
use crate::chart::{ChartYear, chart};
use crate::markup::{Attributes, Markup};

/// What the savings of an offer come to, and what the figures rest on.
///
/// `<FiguresPanel shown=Shown::of(&proposal, &parameters)/>`
#[component]
pub fn FiguresPanel(shown: Shown) -> impl IntoView {
    let markup = Markup::of(|m| {
        sums(m, &shown);
        basis(m, shown.parameters());
    });
    view! { <div inner_html=markup.into_string()></div> }
}

/// The figures that a form of this kind changes: what stands beside it.
pub fn beside(kind: MatterKind, shown: &Shown) -> Markup {
    Markup::of(|m| match kind {
        MatterKind::SavingsLine | MatterKind::Investment => {
            sums(m, shown);
            sharing::table(m, shown);
        }
        MatterKind::Sharing => sharing::table(m, shown),
        MatterKind::Evidence => sums(m, shown),
        MatterKind::Scope
        | MatterKind::Outcome
        | MatterKind::Engagement
        | MatterKind::Partner
        | MatterKind::Budget
        | MatterKind::Freedom
        | MatterKind::Governance
        | MatterKind::Assessment => {}
    })
}

/// The parts of it that a reader can unfold.
pub const FOLDED: [&str; 2] = [NET, sharing::LOW_AND_HIGH];

const NET: &str = "so-net";
const HEADING: &str = "so-figures-heading";

fn sums(m: &mut Markup, shown: &Shown) {
    m.element("section", &[("aria-labelledby", &HEADING)], |m| {
        let heading: Attributes<'_> = &[("class", &"govuk-heading-m"), ("id", &HEADING)];
        m.words("h2", heading, &"What the savings come to");
        match shown.appraisal() {
            Err(problem) => too_large(m, problem),
            Ok(appraisal) if appraisal.years.is_empty() => m.paragraph(
                &"Not computable yet: give the first financial year in Scope, then savings can be entered by year.",
            ),
            Ok(appraisal) => of(m, shown, appraisal),
        }
    });
}

fn of(m: &mut Markup, shown: &Shown, appraisal: &Appraisal) {
    headline(m, shown, appraisal);
    notes(m, appraisal);
    ambition(m, shown, appraisal);
    drawing(m, appraisal);
    by_year(appraisal).write(m);
    m.details(NET, "Net for the low and the high estimates", |m| {
        low_and_high(appraisal).write(m)
    });
    worth(shown, appraisal).write(m);
    other_ledgers(m, appraisal);
}

/// Only years whose figures are known are drawn; the tables say why others are not.
fn drawing(m: &mut Markup, appraisal: &Appraisal) {
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
    if !years.is_empty() {
        let title = "Additional savings and what is put in";
        chart(m, "so-figures", title, &years);
    }
}
