//! From an offer to the plan that is appraised: only what was understood goes in.

use super::proposal::Proposal;
use super::savings::Share;
use super::{Sharing, YesNo};
use crate::form::Entry;
use crate::money::{
    self, Estimate, FinancialYear, Grade, LineYear, Pence, Plan, PlanInvestment, PlanLine,
    SharingRule,
};
use std::collections::BTreeMap;

/// The plan of an offer. A line without a kind is not counted yet; without a grade it counts as the least sure.
pub fn plan(proposal: &Proposal) -> Plan {
    let years = proposal.years();
    let amount = |from: &BTreeMap<FinancialYear, Entry<Pence>>, year| {
        from.get(year).and_then(|entry| entry.value().copied())
    };
    let lines = proposal.lines().filter_map(|(key, line)| {
        let by_year = years.iter().map(|year| LineYear {
            estimate: amount(&line.low, year)
                .zip(amount(&line.high, year))
                .and_then(|(low, high)| Estimate::between(low, high).ok()),
            required: amount(&line.required, year),
        });
        Some(PlanLine {
            key: key.as_str().to_owned(),
            title: line.title.clone(),
            kind: line.kind?,
            grade: line.grade.unwrap_or_default(),
            years: by_year.collect(),
            accrues_to: shares(&line.accrues),
        })
    });
    let investments = proposal.investments().filter_map(|(key, investment)| {
        Some(PlanInvestment {
            key: key.as_str().to_owned(),
            title: investment.title.clone(),
            investor: investment.investor.clone(),
            kind: investment.kind?,
            grade: investment.grade.unwrap_or(Grade::Six),
            amounts: years
                .iter()
                .map(|year| amount(&investment.amount, year))
                .collect(),
        })
    });
    Plan {
        lines: lines.collect(),
        investments: investments.collect(),
        local_spend: years
            .iter()
            .map(|year| amount(&proposal.evidence().local_spend, year))
            .collect(),
        sharing: rule(proposal.sharing()),
        years,
    }
}

/// The rule by which savings are shared, once it can be used.
fn rule(sharing: &Sharing) -> Option<SharingRule> {
    let tiers = sharing.tiers.iter().map(|tier| {
        let up_to = match &tier.up_to {
            Entry::Blank => None,
            Entry::Is(amount) => Some(*amount),
            Entry::Unread { .. } => return None,
        };
        Some(money::Tier {
            up_to,
            local: *tier.local.value()?,
        })
    });
    let rule = SharingRule {
        recovery: sharing.recovery.is_some_and(YesNo::is_yes),
        tiers: tiers.collect::<Option<Vec<_>>>()?,
        partners: shares(&sharing.partners),
        departments: shares(&sharing.departments),
    };
    rule.problems().is_empty().then_some(rule)
}

fn shares(shares: &[Share]) -> Vec<money::Share> {
    shares
        .iter()
        .filter(|share| !share.body.is_empty())
        .filter_map(|share| {
            let weight = u32::try_from(share.part.value()?.get()).ok()?;
            Some(money::Share::new(share.body.clone(), weight))
        })
        .collect()
}
