//! Outcomes, savings and how they are shared.

use crate::form::Entry;
use crate::money::{BasisPoints, FinancialYear, InvestmentKind, Pence};
use crate::offer::completeness::{Finding, Review};
use crate::offer::rules::one;
use crate::offer::{SavingsLine, Share};
use crate::process::Section;
use std::collections::BTreeMap;

pub(in crate::offer) fn outcomes(review: &Review) -> Vec<Finding> {
    let count = review.proposal.outcomes().count();
    let most = usize::from(review.parameters.most_outcomes.value);
    if count == 0 {
        vec![Finding::at(Section::Outcomes, "Add an outcome")]
    } else {
        one(count > most, || {
            Finding::at(
                Section::Outcomes,
                format!("Keep to {most} outcomes: there are {count}"),
            )
        })
    }
}

pub(in crate::offer) fn outcome_savings(review: &Review) -> Vec<Finding> {
    review
        .proposal
        .outcomes()
        .filter(|(key, outcome)| {
            outcome.no_savings_because.is_empty()
                && !review
                    .proposal
                    .lines()
                    .any(|(_, line)| line.outcome == key.as_str())
        })
        .map(|(key, outcome)| {
            let words = format!(
                "{}: set savings against it, or say why there are none",
                outcome.statement
            );
            Finding::at(Section::Outcomes, words)
                .on(key)
                .field("no-savings-because")
        })
        .collect()
}

/// That each year has a range is asked for at its field.
pub(in crate::offer) fn savings(review: &Review) -> Vec<Finding> {
    one(review.proposal.lines().next().is_none(), || {
        Finding::at(Section::Savings, "Add a savings line")
    })
}

pub(in crate::offer) fn range(review: &Review) -> Vec<Finding> {
    let years = review.proposal.years();
    let mut found = Vec::new();
    for (key, line) in review.proposal.lines() {
        for year in &years {
            let amount = |of: &BTreeMap<FinancialYear, Entry<Pence>>| {
                of.get(year).and_then(|a| a.value().copied())
            };
            if matches!((amount(&line.low), amount(&line.high)), (Some(low), Some(high)) if high < low)
            {
                let words = format!(
                    "{}: the high estimate of {year} is below the low one",
                    line.title
                );
                found.push(
                    Finding::at(Section::Savings, words)
                        .on(key)
                        .field(format!("high-{year}")),
                );
            }
        }
    }
    found
}

/// Whether all parts were understood and do not make 100 %; blank ones are asked for at their fields.
fn is_not_whole(shares: &[Share]) -> bool {
    let parts: Option<Vec<i32>> = shares
        .iter()
        .map(|share| share.part.value().map(|part| part.get()))
        .collect();
    parts.is_some_and(|parts| {
        !parts.is_empty()
            && (parts.iter().any(|part| *part < 0)
                || parts.iter().map(|part| i64::from(*part)).sum::<i64>()
                    != i64::from(BasisPoints::WHOLE.get()))
    })
}

pub(in crate::offer) fn accrues(review: &Review) -> Vec<Finding> {
    review
        .proposal
        .lines()
        .filter(|(_, line)| is_not_whole(&line.accrues))
        .map(|(key, line)| {
            let words = format!(
                "{}: make the parts of whom it saves money for add up to 100%",
                line.title
            );
            Finding::at(Section::Savings, words)
                .on(key)
                .field("accrues-0-part")
        })
        .collect()
}

/// While the requirement of all areas is not known, savings have to be more than nothing (7.17).
pub(in crate::offer) fn additional(review: &Review) -> Vec<Finding> {
    let Some(appraisal) = &review.appraisal else {
        return Vec::new();
    };
    if review.proposal.lines().next().is_none() {
        return Vec::new();
    }
    let years = &appraisal.central.years;
    let additional: Option<Vec<Pence>> = years.iter().map(|year| year.additional.ok()).collect();
    let amounts = additional.unwrap_or_else(|| years.iter().map(|year| year.adjusted).collect());
    let enough = Pence::total(amounts).is_ok_and(|sum| sum > Pence::ZERO);
    one(!enough, || {
        Finding::at(
            Section::Savings,
            "Offer cashable savings beyond what is required of all areas",
        )
    })
}

pub(in crate::offer) fn requirement_known(review: &Review) -> Vec<Finding> {
    let years = review.proposal.years();
    review
        .proposal
        .lines()
        .filter(|(_, line)| years.iter().any(|year| line.required.get(year).and_then(Entry::value).is_none()))
        .map(|(key, line)| {
            let words = format!("{}: enter what is already required of all areas, once it is known. Whitehall needs it before the offer settles", line.title);
            let first = years.first().map(ToString::to_string).unwrap_or_default();
            Finding::at(Section::Savings, words).on(key).field(format!("required-{first}"))
        })
        .collect()
}

pub(in crate::offer) fn late_profile(review: &Review) -> Vec<Finding> {
    let years = review.proposal.years();
    let (Some(first), Some(last)) = (years.first(), years.last()) else {
        return Vec::new();
    };
    let flat = |line: &SavingsLine| {
        let amount = |year| {
            line.high
                .get(year)
                .and_then(|a: &Entry<Pence>| a.value().copied())
        };
        years.len() > 1
            && matches!((amount(first), amount(last)), (Some(first), Some(last)) if first >= last && last > Pence::ZERO)
    };
    review
        .proposal
        .lines()
        .filter(|(_, line)| flat(line))
        .map(|(key, line)| {
            Finding::at(
                Section::Savings,
                format!("{}: check that it is saved as soon as that", line.title),
            )
            .on(key)
        })
        .collect()
}

pub(in crate::offer) fn double_running(review: &Review) -> Vec<Finding> {
    review
        .proposal
        .investments()
        .filter(|(_, one)| {
            one.kind == Some(InvestmentKind::DoubleRunning) && one.double_running.is_empty()
        })
        .map(|(key, one)| {
            Finding::at(
                Section::Savings,
                format!("{}: say how double running ends", one.title),
            )
            .on(key)
            .field("double-running")
        })
        .collect()
}

pub(in crate::offer) fn sharing(review: &Review) -> Vec<Finding> {
    let sharing = review.proposal.sharing();
    let at = |field: &str, words: String| Finding::at(Section::Sharing, words).field(field);
    let mut found = Vec::new();
    let mut below = Pence::ZERO;
    for (index, tier) in sharing.tiers.iter().enumerate() {
        let (step, last) = (index + 1, index + 1 == sharing.tiers.len());
        if tier.local.value().is_some_and(|local| !local.is_share()) {
            found.push(at(
                &format!("tier-{index}-local"),
                format!("Step {step}: enter a local part from 0% to 100%"),
            ));
        }
        let field = format!("tier-{index}-up-to");
        match &tier.up_to {
            Entry::Is(_) if last => found.push(at(&field, format!("Step {step}: leave “up to” empty in the last step, so that every pound is shared"))),
            Entry::Is(end) if *end <= below => found.push(at(&field, format!("Step {step}: enter more than in the step before"))),
            Entry::Is(end) => below = *end,
            Entry::Blank if !last => found.push(at(&field, format!("Step {step}: enter an upper end; only the last step has none"))),
            Entry::Blank | Entry::Unread { .. } => {}
        }
    }
    if is_not_whole(&sharing.partners) {
        found.push(at(
            "partner-0-part",
            "Make the local shares add up to 100%".to_owned(),
        ));
    }
    if is_not_whole(&sharing.departments) {
        found.push(at(
            "department-0-part",
            "Make the central shares add up to 100%".to_owned(),
        ));
    }
    found
}
