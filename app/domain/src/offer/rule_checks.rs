//! What each rule of completeness looks at. The list, with paragraphs and words, is `rules`.

use super::completeness::{Finding, Review};
use super::partner::AnswerState;
use super::rules::one;
use super::{
    Availability, BudgetKind, EngagementGroup, EngagementStage, Memorandum, PartnerRole, Share,
    YesNo,
};
use crate::form::Entry;
use crate::money::{BasisPoints, FinancialYear, InvestmentKind, Pence};
use crate::process::{Level, Section, Theme};

/// Years, missing fields and unread texts of every matter: one finding a field.
pub(super) fn filled_in(review: &Review) -> Vec<Finding> {
    let around = review.proposal.around();
    let mut found = Vec::new();
    for kept in &review.proposal.kept {
        let kind = kept.matter.kind();
        let sheet = kept.matter.sheet(&around);
        let name = if kind.is_several() {
            format!("{}: ", kept.matter.title())
        } else {
            String::new()
        };
        let place = |words: String, field: &str| {
            let finding = Finding::at(kind.section(), format!("{name}{words}")).field(field);
            if kind.is_several() {
                finding.on(&kept.key)
            } else {
                finding
            }
        };
        found.extend(
            sheet
                .missing()
                .into_iter()
                .map(|(field, words)| place(words, &field)),
        );
        found.extend(sheet.fields().into_iter().filter_map(|field| {
            let problem = field.problem.as_ref()?;
            Some(place(
                format!("{} – {problem}", field.full_label()),
                &field.name,
            ))
        }));
    }
    found
}

pub(super) fn start(review: &Review) -> Vec<Finding> {
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

pub(super) fn length(review: &Review) -> Vec<Finding> {
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

pub(super) fn authorities_accept(review: &Review) -> Vec<Finding> {
    let proposal = review.proposal;
    proposal
        .scope()
        .authority_names()
        .into_iter()
        .filter_map(|name| {
            let same = |partner: &super::Partner| partner.name.trim().eq_ignore_ascii_case(name);
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

pub(super) fn work_is_sub_regional(review: &Review) -> Vec<Finding> {
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

pub(super) fn evidence(review: &Review) -> Vec<Finding> {
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

pub(super) fn invited(review: &Review) -> Vec<Finding> {
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

pub(super) fn count(review: &Review) -> Vec<Finding> {
    let (scope, evidence) = (review.proposal.scope(), review.proposal.evidence());
    review
        .proposal
        .years()
        .into_iter()
        .filter(|year| {
            let amount = |of: &std::collections::BTreeMap<FinancialYear, Entry<Pence>>| of.get(year).and_then(|a| a.value().copied());
            matches!((amount(&scope.spend), amount(&evidence.local_spend)), (Some(spend), Some(local)) if spend > local)
        })
        .map(|year| {
            Finding::at(Section::Scope, format!("Check the spend in scope of {year}: it is more than the locally controlled spend"))
                .field(format!("spend-{year}"))
        })
        .collect()
}

pub(super) fn outcomes(review: &Review) -> Vec<Finding> {
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

pub(super) fn outcome_savings(review: &Review) -> Vec<Finding> {
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
pub(super) fn savings(review: &Review) -> Vec<Finding> {
    one(review.proposal.lines().next().is_none(), || {
        Finding::at(Section::Savings, "Add a savings line")
    })
}

pub(super) fn range(review: &Review) -> Vec<Finding> {
    let years = review.proposal.years();
    let mut found = Vec::new();
    for (key, line) in review.proposal.lines() {
        for year in &years {
            let amount = |of: &std::collections::BTreeMap<FinancialYear, Entry<Pence>>| {
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

pub(super) fn accrues(review: &Review) -> Vec<Finding> {
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
pub(super) fn additional(review: &Review) -> Vec<Finding> {
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

pub(super) fn requirement_known(review: &Review) -> Vec<Finding> {
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

pub(super) fn late_profile(review: &Review) -> Vec<Finding> {
    let years = review.proposal.years();
    let (Some(first), Some(last)) = (years.first(), years.last()) else {
        return Vec::new();
    };
    let flat = |line: &super::SavingsLine| {
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

pub(super) fn double_running(review: &Review) -> Vec<Finding> {
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

pub(super) fn sharing(review: &Review) -> Vec<Finding> {
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

pub(super) fn engagement(review: &Review) -> Vec<Finding> {
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

pub(super) fn engagement_both(review: &Review) -> Vec<Finding> {
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

pub(super) fn partners(review: &Review) -> Vec<Finding> {
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

pub(super) fn willing(review: &Review) -> Vec<Finding> {
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

pub(super) fn budget_sums(review: &Review) -> Vec<Finding> {
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

pub(super) fn memorandum(review: &Review) -> Vec<Finding> {
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

pub(super) fn contributors_confirm(review: &Review) -> Vec<Finding> {
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

pub(super) fn ringfence_lifted(review: &Review) -> Vec<Finding> {
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

pub(super) fn not_for_trade(review: &Review) -> Vec<Finding> {
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

pub(super) fn freedom_in_return(review: &Review) -> Vec<Finding> {
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

pub(super) fn freedom_after_agreement(review: &Review) -> Vec<Finding> {
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

pub(super) fn theme(review: &Review) -> Vec<Finding> {
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

pub(super) fn fewer_indicators(review: &Review) -> Vec<Finding> {
    let governance = review.proposal.governance();
    let more = matches!(
        (governance.indicators_before.value(), governance.indicators_after.value()),
        (Some(before), Some(after)) if after >= before
    );
    one(more, || {
        Finding::at(
            Section::Governance,
            "Check the indicators: the offer reports no fewer than now",
        )
        .field("indicators-after")
    })
}

pub(super) fn below_the_limit(review: &Review) -> Vec<Finding> {
    one(review.appraisal.is_none(), || {
        Finding::at(
            Section::Savings,
            "Lower the figures: together they reach £1 trillion",
        )
    })
}
