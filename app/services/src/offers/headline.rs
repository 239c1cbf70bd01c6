//! The few figures that lists show, kept on the offer’s row in step with what it says.
//!
//! A returned offer keeps those it was submitted with until it is submitted again: Whitehall sees them.

use chrono::{NaiveTime, TimeZone, Utc};
use domain::money::{Appraisal, Parameters};
use domain::offer::{Proposal, Standing, plan};
use sea_orm::ActiveValue::Set;

use crate::store::offers;

/// What an offer is called while nobody has given it a title.
const NAMELESS: &str = "Offer without a title";

/// The columns that follow from what the offer says.
pub(super) fn headline(proposal: &Proposal, parameters: &Parameters) -> offers::ActiveModel {
    let (scope, evidence) = (proposal.scope(), proposal.evidence());
    let (final_year, total) = additional(proposal, parameters);
    let invited_on = evidence.invited_on.value();
    offers::ActiveModel {
        title: Set(match scope.title.as_str() {
            "" => NAMELESS.to_owned(),
            title => title.to_owned(),
        }),
        level: Set(scope
            .level
            .map_or_else(String::new, |level| level.code().to_owned())),
        theme: Set(scope.theme.map(|theme| theme.code().to_owned())),
        starts: Set(scope.start.value().map_or(0, |start| start.start())),
        years: Set(i32::try_from(proposal.years().len()).unwrap_or_default()),
        additional_final_pence: Set(final_year),
        additional_total_pence: Set(total),
        invited_by: Set((!evidence.invited_by.is_empty()).then(|| evidence.invited_by.clone())),
        invited_at: Set(invited_on.map(|day| Utc.from_utc_datetime(&day.and_time(NaiveTime::MIN)))),
        illustrative: Set(is_illustrative(proposal)),
        ..Default::default()
    }
}

/// Central additional cashable savings, of the final year and of all; none where they cannot be worked out.
fn additional(proposal: &Proposal, parameters: &Parameters) -> (Option<i64>, Option<i64>) {
    let Ok(appraisal) = Appraisal::of(&plan(proposal), parameters) else {
        return (None, None);
    };
    let central = &appraisal.central;
    if !central.complete || central.lines.is_empty() {
        return (None, None);
    }
    let years: Option<Vec<i64>> = central
        .years
        .iter()
        .map(|year| Some(year.additional.as_ref().ok()?.get()))
        .collect();
    match years {
        Some(years) => (years.last().copied(), Some(years.iter().sum())),
        None => {
            let last = central.years.last();
            let last = last.and_then(|year| year.additional.as_ref().ok());
            (last.map(|amount| amount.get()), None)
        }
    }
}

/// Whether any figure is not from a source: what shows it has to say so.
fn is_illustrative(proposal: &Proposal) -> bool {
    let lines = proposal.lines().map(|(_, line)| line.standing);
    let investments = proposal.investments().map(|(_, one)| one.standing);
    lines
        .chain(investments)
        .any(|standing| standing == Some(Standing::Illustrative))
}
