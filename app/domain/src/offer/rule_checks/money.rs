//! Budgets and freedoms.

use crate::form::Entry;
use crate::money::Pence;
use crate::offer::completeness::{Finding, Review};
use crate::offer::{Availability, BudgetKind, Memorandum, YesNo};
use crate::process::Section;

pub(in crate::offer) fn budget_sums(review: &Review) -> Vec<Finding> {
    let years = review.proposal.years();
    let mut found = Vec::new();
    for (key, budget) in review.proposal.budgets() {
        for year in &years {
            let Some(total) = budget.total.get(year).and_then(Entry::value) else {
                continue;
            };
            let parts: Option<Vec<Pence>> = budget
                .contributions
                .iter()
                .map(|one| one.amount.get(year).and_then(|a| a.value().copied()))
                .collect();
            let Some(sum) = parts
                .filter(|parts| !parts.is_empty())
                .and_then(|parts| Pence::total(parts).ok())
            else {
                continue;
            };
            if sum != *total {
                let words = format!(
                    "{}: contributions of {year} add up to {sum}, the budget is {total}",
                    budget.title
                );
                found.push(
                    Finding::at(Section::Budgets, words)
                        .on(key)
                        .field(format!("total-{year}")),
                );
            }
        }
    }
    found
}

pub(in crate::offer) fn memorandum(review: &Review) -> Vec<Finding> {
    let mut found = Vec::new();
    for (key, budget) in review
        .proposal
        .budgets()
        .filter(|(_, budget)| budget.kind == Some(BudgetKind::Pooled))
    {
        let at = |words: &str, field: &str| {
            Finding::at(Section::Budgets, format!("{}: {words}", budget.title))
                .on(key)
                .field(field)
        };
        if budget.memorandum == Some(Memorandum::NotStarted) {
            found.push(at("draft the memorandum of understanding", "memorandum"));
        }
        if budget.memorandum == Some(Memorandum::Drafted) && budget.memorandum_says.is_empty() {
            found.push(at(
                "say in short what the memorandum says",
                "memorandum-says",
            ));
        }
        let central = budget.contributions.iter().any(|one| !one.owner.is_empty());
        if central && budget.funding_departments.is_empty() {
            found.push(at(
                "name the departments whose money is in it",
                "funding-departments",
            ));
        }
    }
    found
}

pub(in crate::offer) fn ringfence_lifted(review: &Review) -> Vec<Finding> {
    let mut found = Vec::new();
    for (key, budget) in review.proposal.budgets() {
        for (index, one) in budget.contributions.iter().enumerate() {
            let lifted = review
                .proposal
                .freedoms()
                .any(|(freedom, _)| freedom.as_str() == one.lifted_by);
            if one.ringfenced.is_some_and(YesNo::is_yes) && !lifted {
                let words = format!(
                    "{}: choose the freedom that lifts the ringfence of {}",
                    budget.title, one.fund
                );
                found.push(
                    Finding::at(Section::Budgets, words)
                        .on(key)
                        .field(format!("contribution-{index}-lifted-by")),
                );
            }
        }
    }
    found
}

pub(in crate::offer) fn not_for_trade(review: &Review) -> Vec<Finding> {
    review
        .proposal
        .freedoms()
        .filter(|(_, freedom)| {
            freedom
                .available
                .is_some_and(|available| available != Availability::NotYet)
        })
        .map(|(key, freedom)| {
            let words = format!(
                "{}: every place has this already. Remove it from the offer",
                freedom.title
            );
            Finding::at(Section::Freedoms, words)
                .on(key)
                .field("available")
        })
        .collect()
}

pub(in crate::offer) fn freedom_in_return(review: &Review) -> Vec<Finding> {
    review
        .proposal
        .freedoms()
        .filter(|(_, freedom)| freedom.outcomes.is_empty() && freedom.lines.is_empty())
        .map(|(key, freedom)| {
            let words = format!(
                "{}: say which outcomes or savings depend on it",
                freedom.title
            );
            Finding::at(Section::Freedoms, words)
                .on(key)
                .field("outcomes")
        })
        .collect()
}

pub(in crate::offer) fn freedom_after_agreement(review: &Review) -> Vec<Finding> {
    let Some(start) = review
        .proposal
        .scope()
        .start
        .value()
        .map(|start| start.first_day())
    else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (key, freedom) in review.proposal.freedoms() {
        if freedom.from.value().is_some_and(|from| *from < start) {
            let words = format!(
                "{}: choose a first day that is not before the offer starts",
                freedom.title
            );
            found.push(Finding::at(Section::Freedoms, words).on(key).field("from"));
        }
        if matches!((freedom.from.value(), freedom.until.value()), (Some(from), Some(until)) if until < from)
        {
            let words = format!("{}: choose a last day after the first", freedom.title);
            found.push(Finding::at(Section::Freedoms, words).on(key).field("until"));
        }
    }
    found
}
