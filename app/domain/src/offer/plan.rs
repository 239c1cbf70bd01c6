//! From an offer to the plan that is appraised: only what was understood goes in.

use super::matter::{Key, Matter, MatterKind};
use super::proposal::Proposal;
use super::savings::Share;
use super::{Evidence, Investment, SavingsLine, Sharing, YesNo};
use crate::form::Entry;
use crate::money::{
    self, Estimate, FinancialYear, LineYear, Pence, Plan, PlanInvestment, PlanLine, SharingRule,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

type ByYear = BTreeMap<FinancialYear, Entry<Pence>>;

/// The plan of an offer. A line without a kind is not counted yet; without a grade it counts as the least sure.
pub fn plan(proposal: &Proposal) -> Plan {
    let years = proposal.years();
    Plan {
        lines: (proposal.lines())
            .filter_map(|(key, line)| plan_line(key.as_str(), line, &years))
            .collect(),
        investments: (proposal.investments())
            .filter_map(|(key, investment)| plan_investment(key.as_str(), investment, &years))
            .collect(),
        local_spend: local_spend(proposal.evidence(), &years),
        sharing: rule(proposal.sharing()),
        years,
    }
}

/// Where one matter stands, or would stand, in the plan of its offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its key; empty while it has none.
    pub key: String,
    /// How many of its kind are counted before it. Order decides who gets an odd penny.
    pub before: usize,
}

impl Place {
    /// The place of the matter with this key; a new one stands last.
    pub fn of(proposal: &Proposal, kind: MatterKind, key: Option<&Key>) -> Self {
        let alike = proposal
            .kept
            .iter()
            .filter(|kept| kept.matter.kind() == kind)
            .take_while(|kept| Some(&kept.key) != key);
        Self {
            key: key.map_or_else(String::new, |key| key.as_str().to_owned()),
            before: alike.filter(|kept| is_counted(&kept.matter)).count(),
        }
    }
}

/// Puts one matter in a plan, in the place of what stood there: the plan is then that of the offer with
/// the matter saved. Matters that hold none of its figures leave it as it was.
pub fn put(plan: &mut Plan, place: &Place, matter: &Matter) {
    match matter {
        Matter::SavingsLine(line) => {
            plan.lines.retain(|other| other.key != place.key);
            if let Some(line) = plan_line(&place.key, line, &plan.years) {
                plan.lines.insert(place.before.min(plan.lines.len()), line);
            }
        }
        Matter::Investment(investment) => {
            plan.investments.retain(|other| other.key != place.key);
            if let Some(investment) = plan_investment(&place.key, investment, &plan.years) {
                let before = place.before.min(plan.investments.len());
                plan.investments.insert(before, investment);
            }
        }
        Matter::Sharing(sharing) => plan.sharing = rule(sharing),
        Matter::Evidence(evidence) => plan.local_spend = local_spend(evidence, &plan.years),
        Matter::Scope(_)
        | Matter::Outcome(_)
        | Matter::Engagement(_)
        | Matter::Partner(_)
        | Matter::Budget(_)
        | Matter::Freedom(_)
        | Matter::Governance(_)
        | Matter::Assessment(_) => {}
    }
}

const fn is_counted(matter: &Matter) -> bool {
    match matter {
        Matter::SavingsLine(line) => line.kind.is_some(),
        Matter::Investment(investment) => investment.kind.is_some(),
        Matter::Sharing(_)
        | Matter::Evidence(_)
        | Matter::Scope(_)
        | Matter::Outcome(_)
        | Matter::Engagement(_)
        | Matter::Partner(_)
        | Matter::Budget(_)
        | Matter::Freedom(_)
        | Matter::Governance(_)
        | Matter::Assessment(_) => true,
    }
}

fn plan_line(key: &str, line: &SavingsLine, years: &[FinancialYear]) -> Option<PlanLine> {
    let by_year = years.iter().map(|year| LineYear {
        estimate: amount(&line.low, year)
            .zip(amount(&line.high, year))
            .and_then(|(low, high)| Estimate::between(low, high).ok()),
        required: amount(&line.required, year),
    });
    Some(PlanLine {
        key: key.to_owned(),
        title: line.title.clone(),
        kind: line.kind?,
        grade: line.grade.unwrap_or_default(),
        years: by_year.collect(),
        accrues_to: shares(&line.accrues),
    })
}

fn plan_investment(
    key: &str,
    investment: &Investment,
    years: &[FinancialYear],
) -> Option<PlanInvestment> {
    Some(PlanInvestment {
        key: key.to_owned(),
        title: investment.title.clone(),
        investor: investment.investor.clone(),
        kind: investment.kind?,
        grade: investment.grade.unwrap_or_default(),
        amounts: (years.iter())
            .map(|year| amount(&investment.amount, year))
            .collect(),
    })
}

fn local_spend(evidence: &Evidence, years: &[FinancialYear]) -> Vec<Option<Pence>> {
    (years.iter())
        .map(|year| amount(&evidence.local_spend, year))
        .collect()
}

fn amount(from: &ByYear, year: &FinancialYear) -> Option<Pence> {
    from.get(year).and_then(|entry| entry.value().copied())
}

/// The rule by which savings are shared, as far as it was said. What keeps it from being used is found when
/// it is: see [`money::SharingProblem`]. While a step is half said, none of them counts.
fn rule(sharing: &Sharing) -> Option<SharingRule> {
    let blank = super::Tier::default();
    let tiers: Vec<_> = sharing
        .tiers
        .iter()
        .filter(|tier| **tier != blank)
        .collect();
    let rule = SharingRule {
        recovery: sharing.recovery.is_some_and(YesNo::is_yes),
        partners: shares(&sharing.partners),
        departments: shares(&sharing.departments),
        tiers: (tiers.iter().map(|step| tier(step)))
            .collect::<Option<_>>()
            .unwrap_or_default(),
    };
    let says_nothing = tiers.is_empty() && rule.partners.is_empty() && rule.departments.is_empty();
    (!says_nothing).then_some(rule)
}

fn tier(tier: &super::Tier) -> Option<money::Tier> {
    let up_to = match &tier.up_to {
        Entry::Blank => None,
        Entry::Is(amount) => Some(*amount),
        Entry::Unread { .. } => return None,
    };
    let local = *tier.local.value()?;
    Some(money::Tier { up_to, local })
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
