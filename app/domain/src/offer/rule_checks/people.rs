//! Who takes part, whether partners are willing, and what is reported.

use crate::offer::completeness::{Finding, Review};
use crate::offer::rules::one;
use crate::offer::{AnswerState, EngagementGroup, EngagementStage, MatterKind};
use crate::process::Section;

pub(in crate::offer) fn engagement(review: &Review) -> Vec<Finding> {
    EngagementGroup::ALL
        .iter()
        .filter(|group| {
            !review
                .proposal
                .engagements()
                .any(|(_, one)| one.group == Some(**group))
        })
        .map(|group| match group {
            EngagementGroup::Communities => {
                Finding::at(Section::Engagement, "Add how communities take part")
            }
            EngagementGroup::ThirdSector => {
                Finding::at(Section::Engagement, "Add how the third sector takes part")
            }
        })
        .collect()
}

pub(in crate::offer) fn engagement_both(review: &Review) -> Vec<Finding> {
    let mut found = Vec::new();
    for group in EngagementGroup::ALL {
        for stage in EngagementStage::ALL {
            let shown = review
                .proposal
                .engagements()
                .any(|(_, one)| one.group == Some(*group) && one.stage == Some(*stage));
            if !shown {
                let who = match group {
                    EngagementGroup::Communities => "communities take",
                    EngagementGroup::ThirdSector => "the third sector takes",
                };
                found.push(Finding::at(
                    Section::Engagement,
                    format!("Add how {who} part in {}", stage.label().to_lowercase()),
                ));
            }
        }
    }
    found
}

pub(in crate::offer) fn partners(review: &Review) -> Vec<Finding> {
    let mut found = one(review.proposal.lead().is_none(), || {
        Finding::at(Section::Partners, "Say which partner is the lead council")
    });
    let leads = review
        .proposal
        .partners()
        .filter(|(_, partner)| partner.leads())
        .count();
    found.extend(one(leads > 1, || {
        Finding::at(Section::Partners, "Keep to one lead council")
    }));
    let others = review
        .proposal
        .partners()
        .any(|(_, partner)| !partner.leads());
    found.extend(one(!others, || {
        Finding::at(
            Section::Partners,
            "Add at least one partner beside the lead council",
        )
    }));
    found
}

pub(in crate::offer) fn willing(review: &Review) -> Vec<Finding> {
    review
        .proposal
        .partners()
        .filter(|(_, partner)| !partner.leads())
        .filter_map(|(key, partner)| {
            let name = &partner.name;
            let words = match review.proposal.answers.get(key).map(|answer| answer.state) {
                Some(AnswerState::Confirmed) => return None,
                None => format!("Ask {name} to confirm"),
                Some(AnswerState::Invited) => {
                    format!("{name} has been asked and has not answered yet")
                }
                Some(AnswerState::AskedAgain) => {
                    format!("{name} has to confirm again: what is said about it has changed")
                }
                Some(AnswerState::Declined) => format!(
                    "{name} has declined: change what it was asked for and ask again, or remove it"
                ),
            };
            Some(Finding::at(Section::Partners, words).on(key))
        })
        .collect()
}

pub(in crate::offer) fn contributors_confirm(review: &Review) -> Vec<Finding> {
    let proposal = review.proposal;
    let mut found = Vec::new();
    for (key, budget) in proposal.budgets() {
        for one in &budget.contributions {
            let contributor = proposal
                .partners()
                .find(|(partner, _)| partner.as_str() == one.organisation);
            let Some((partner_key, partner)) = contributor.filter(|(_, partner)| !partner.leads())
            else {
                continue;
            };
            let confirmed = proposal
                .answers
                .get(partner_key)
                .is_some_and(|answer| answer.state == AnswerState::Confirmed);
            let words = format!(
                "{}: {} has not confirmed its contribution",
                budget.title, partner.name
            );
            if !confirmed && !found.iter().any(|other: &Finding| other.words == words) {
                found.push(Finding::at(Section::Budgets, words).on(key));
            }
        }
    }
    found
}

pub(in crate::offer) fn fewer_indicators(review: &Review) -> Vec<Finding> {
    let assessment = review.proposal.assessment();
    let more = matches!(
        (assessment.indicators_before.value(), assessment.indicators_after.value()),
        (Some(before), Some(after)) if after >= before
    );
    let kept = review.proposal.only(MatterKind::Assessment);
    kept.filter(|_| more)
        .map(|kept| {
            Finding::at(
                Section::Governance,
                "Check the indicators: the offer reports no fewer than now",
            )
            .on(&kept.key)
            .field("indicators-after")
        })
        .into_iter()
        .collect()
}
