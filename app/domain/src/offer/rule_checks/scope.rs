//! Scope, evidence and theme.

use crate::form::Entry;
use crate::money::{FinancialYear, Pence};
use crate::offer::completeness::{Finding, Review};
use crate::offer::rules::one;
use crate::offer::{Partner, PartnerRole};
use crate::process::{Level, Section, Theme};
use std::collections::BTreeMap;

pub(in crate::offer) fn start(review: &Review) -> Vec<Finding> {
    let early = review
        .proposal
        .scope()
        .start
        .value()
        .is_some_and(|start| start.start() < 2011);
    one(early, || {
        Finding::at(Section::Scope, "Choose a first year from 2011-12 on").field("start")
    })
}

pub(in crate::offer) fn length(review: &Review) -> Vec<Finding> {
    let wrong = review.proposal.kind.set_length().is_none()
        && review
            .proposal
            .scope()
            .length
            .value()
            .is_some_and(|years| !(1..=10).contains(years));
    one(wrong, || {
        Finding::at(Section::Scope, "Enter a length of 1 to 10 years").field("length")
    })
}

pub(in crate::offer) fn authorities_accept(review: &Review) -> Vec<Finding> {
    let proposal = review.proposal;
    proposal
        .scope()
        .authority_names()
        .into_iter()
        .filter_map(|name| {
            let same = |partner: &Partner| partner.name.trim().eq_ignore_ascii_case(name);
            match proposal.partners().find(|(_, partner)| same(partner)) {
                None => Some(Finding::at(
                    Section::Partners,
                    format!(
                        "Add {name} as an authority that the offer covers, and ask it to accept"
                    ),
                )),
                Some((_, partner)) if partner.leads() => None,
                Some((key, partner)) if partner.role != Some(PartnerRole::MemberAuthority) => Some(
                    Finding::at(
                        Section::Partners,
                        format!("Say that {name} is an authority that the offer covers"),
                    )
                    .on(key)
                    .field("role"),
                ),
                // Whether it has accepted is the rule `willing`, so that it is said once.
                Some(_) => None,
            }
        })
        .collect()
}

pub(in crate::offer) fn work_is_sub_regional(review: &Review) -> Vec<Finding> {
    let scope = review.proposal.scope();
    let narrow = matches!(scope.level, Some(Level::Neighbourhood | Level::LocalArea));
    one(narrow && scope.theme == Some(Theme::WorkAndSkills), || {
        Finding::at(
            Section::Scope,
            "Consider a sub-region: skills and worklessness tend to need one",
        )
        .field("level")
    })
}

pub(in crate::offer) fn evidence(review: &Review) -> Vec<Finding> {
    let evidence = review.proposal.evidence();
    let years: Vec<FinancialYear> = evidence
        .performance
        .iter()
        .flat_map(|one| [one.from.value().copied(), one.to.value().copied()])
        .flatten()
        .collect();
    let sustained = years.iter().min() < years.iter().max();
    let partnership = !evidence.partnership.is_empty();
    if review.proposal.kind.needs_invitation() {
        one(!evidence.performance.is_empty() && !sustained, || {
            Finding::at(Section::Evidence, "Show results over more than one year")
                .field("performance-0-to")
        })
    } else {
        one(evidence.performance.is_empty() && !partnership, || {
            Finding::at(
                Section::Evidence,
                "Show a strong partnership, or strong results in the theme",
            )
            .field("partnership")
        })
    }
}

pub(in crate::offer) fn invited(review: &Review) -> Vec<Finding> {
    let late = review
        .proposal
        .evidence()
        .invited_on
        .value()
        .is_some_and(|day| FinancialYear::from_date(*day).start() < 2009);
    one(review.proposal.kind.needs_invitation() && late, || {
        Finding::at(
            Section::Evidence,
            "Check the date of the invitation: places were invited from 2010 on",
        )
        .field("invited-on")
    })
}

pub(in crate::offer) fn count(review: &Review) -> Vec<Finding> {
    let (scope, evidence) = (review.proposal.scope(), review.proposal.evidence());
    review
        .proposal
        .years()
        .into_iter()
        .filter(|year| {
            let amount = |of: &BTreeMap<FinancialYear, Entry<Pence>>| of.get(year).and_then(|a| a.value().copied());
            matches!((amount(&scope.spend), amount(&evidence.local_spend)), (Some(spend), Some(local)) if spend > local)
        })
        .map(|year| {
            Finding::at(Section::Scope, format!("Check the spend in scope of {year}: it is more than the locally controlled spend"))
                .field(format!("spend-{year}"))
        })
        .collect()
}

pub(in crate::offer) fn theme(review: &Review) -> Vec<Finding> {
    let proposal = review.proposal;
    let Some(theme) = proposal
        .scope()
        .theme
        .filter(|_| proposal.kind.needs_theme())
    else {
        return Vec::new();
    };
    let outside = |other: Option<Theme>| other.is_some_and(|other| other != theme);
    let outcomes = proposal
        .outcomes()
        .filter(|(_, one)| outside(one.theme))
        .map(|(key, one)| (Section::Outcomes, key, &one.statement));
    let budgets = proposal
        .budgets()
        .filter(|(_, one)| outside(one.theme))
        .map(|(key, one)| (Section::Budgets, key, &one.title));
    let freedoms = proposal
        .freedoms()
        .filter(|(_, one)| outside(one.theme))
        .map(|(key, one)| (Section::Freedoms, key, &one.title));
    outcomes
        .chain(budgets)
        .chain(freedoms)
        .map(|(section, key, title)| {
            let words = format!(
                "{title}: keep to the theme “{}”, or take it out",
                theme.label()
            );
            Finding::at(section, words).on(key).field("theme")
        })
        .collect()
}
