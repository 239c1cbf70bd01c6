//! The bargain on one page: what the place gives, what government gives (7.13).

use domain::{
    money::{Appraisal, Case, Pence, TooLarge},
    offer::{BudgetKind, Freedom, Proposal},
    process::department,
};
use leptos::prelude::*;
use services::{negotiation::Progress, offers::OfferView};

use crate::terms::government;

/// In a negotiation each freedom says how far its department is.
pub fn bargain(offer: &OfferView, progress: Option<&Progress>) -> impl IntoView + use<> {
    let government = match progress {
        Some(progress) => government(&progress.grants, &offer.reference).into_any(),
        None => asked_for(offer).into_any(),
    };
    let gives = place_gives(&offer.proposal, offer.appraisal());
    view! {
        <h2 class="govuk-heading-m">"The bargain"</h2>
        <div class="so-bargain">
            <section class="so-bargain__side" aria-labelledby="place-gives">
                <h3 class="govuk-heading-s" id="place-gives">"The place gives"</h3>
                {given_list(gives)}
            </section>
            <section class="so-bargain__side so-bargain__side--government" aria-labelledby="government-gives">
                <h3 class="govuk-heading-s" id="government-gives">"Government gives"</h3>
                {government}
            </section>
        </div>
    }
}

/// What the offer asks of government, before anybody bargains.
fn asked_for(offer: &OfferView) -> impl IntoView + use<> {
    let asked: Vec<_> = offer
        .proposal
        .freedoms()
        .map(|(key, freedom)| {
            asked(
                freedom,
                format!("/offers/{}/freedoms/{key}", offer.reference),
            )
        })
        .collect();
    if asked.is_empty() {
        view! { <p class="govuk-body">"The offer asks for no freedoms."</p> }.into_any()
    } else {
        view! { <ul class="so-bargain__list">{asked}</ul> }.into_any()
    }
}

/// What the place gives, in a list.
pub(crate) fn given_list(gives: Vec<Given>) -> impl IntoView {
    let gives: Vec<_> = gives.into_iter().map(given).collect();
    view! { <ul class="so-bargain__list">{gives}</ul> }
}

fn given(given: Given) -> impl IntoView {
    let more = given
        .more
        .map(|more| view! { <span class="so-block so-table__minor">{more}</span> });
    let figure = given
        .figure
        .map(|figure| view! { <strong class="so-money">{figure}</strong> });
    view! {
        <li class="so-bargain__item">
            <span class="so-bargain__words">{given.words} {more}</span>
            {figure}
        </li>
    }
}

fn asked(freedom: &Freedom, href: String) -> impl IntoView + use<> {
    let title = match freedom.title.as_str() {
        "" => "A freedom without a title".to_owned(),
        title => title.to_owned(),
    };
    let kind = freedom.kind.map(|kind| format!("{}. ", kind.label()));
    let owners = format!("Asked of {}", owners(freedom));
    view! {
        <li class="so-bargain__item">
            <span class="so-bargain__words">
                <a class="govuk-link" href=href>{title}</a>
                <span class="so-block so-table__minor">{kind} {owners}</span>
            </span>
        </li>
    }
}

/// Something the place gives.
pub(crate) struct Given {
    words: String,
    more: Option<String>,
    figure: Option<String>,
}

impl Given {
    /// In a line: “Additional savings a year by 2013-14: £5.6m. From £5.2m to £6.1m”.
    pub(crate) fn in_words(&self) -> String {
        let figure = self.figure.as_ref();
        let figure = figure.map(|figure| format!(": {figure}"));
        let more = self.more.as_ref().map(|more| format!(". {more}"));
        [Some(self.words.clone()), figure, more]
            .into_iter()
            .flatten()
            .collect()
    }
}

/// What an offer says that the place gives.
pub(crate) fn place_gives(
    proposal: &Proposal,
    appraisal: Result<Appraisal, TooLarge>,
) -> Vec<Given> {
    let mut gives = vec![outcomes(proposal)];
    gives.extend(savings(appraisal));
    gives.extend(money(proposal, BudgetKind::Pooled, "pooled"));
    gives.extend(money(proposal, BudgetKind::Aligned, "aligned"));
    gives.extend(reporting(proposal));
    gives
}

/// `5 outcomes`, `measured by 14 indicators`.
fn outcomes(proposal: &Proposal) -> Given {
    let (mut outcomes, mut indicators) = (0, 0);
    for (_, outcome) in proposal.outcomes() {
        outcomes += 1;
        indicators += outcome.indicators.len();
    }
    Given {
        words: several(outcomes, "outcome"),
        more: Some(format!("Measured by {}", several(indicators, "indicator"))),
        figure: None,
    }
}

/// Additional cashable savings in the final year, with their range (7.15, 7.20).
fn savings(appraisal: Result<Appraisal, TooLarge>) -> Option<Given> {
    let not_known = |more: String| Given {
        words: "Additional savings a year".to_owned(),
        more: Some(more),
        figure: None,
    };
    let Ok(appraisal) = appraisal else {
        return Some(not_known(
            "The figures are beyond what can be worked out here".to_owned(),
        ));
    };
    let year = *appraisal.years.last()?;
    let last = |case| {
        let figures = appraisal.case(case).years.last()?;
        Some(figures.additional)
    };
    let figure = match last(Case::Central)? {
        Ok(figure) => figure,
        Err(reason) => return Some(not_known(reason.to_string())),
    };
    let range = match (last(Case::Low)?, last(Case::High)?) {
        (Ok(low), Ok(high)) => range(low, high),
        (Err(_), _) | (_, Err(_)) => None,
    };
    Some(Given {
        words: format!("Additional savings a year by {year}"),
        more: range,
        figure: Some(figure.rounded()),
    })
}

/// `From £5.2m to £6.1m`; nothing where both are the same.
fn range(low: Pence, high: Pence) -> Option<String> {
    (low != high).then(|| format!("From {} to {}", low.rounded(), high.rounded()))
}

/// Money promised to budgets of one kind, over the term.
fn money(proposal: &Proposal, kind: BudgetKind, how: &str) -> Option<Given> {
    let years = proposal.years();
    let mut titles = Vec::new();
    let mut promised = Vec::new();
    for (_, budget) in proposal.budgets() {
        if budget.kind == Some(kind) {
            titles.push(budget.title.as_str());
            promised.push(budget.promised(&years));
        }
    }
    let all: Option<Vec<Pence>> = promised.into_iter().collect();
    (!titles.is_empty()).then(|| Given {
        words: format!("Money {how} over the term"),
        more: Some(titles.join(", ")),
        figure: all
            .and_then(|all| Pence::total(all).ok())
            .map(Pence::rounded),
    })
}

/// How it reports, and against how many indicators (7.16).
fn reporting(proposal: &Proposal) -> Option<Given> {
    let assessment = proposal.assessment();
    let under_the_offer = assessment.indicators_after.value().copied();
    let words = match under_the_offer {
        Some(1) => "Reports against 1 indicator".to_owned(),
        Some(number) => format!("Reports against {number} indicators"),
        None if assessment.reporting.trim().is_empty() => return None,
        None => "Reports on its results".to_owned(),
    };
    let now = assessment.indicators_before.value().copied();
    Some(Given {
        words,
        more: now
            .zip(under_the_offer)
            .filter(|(now, then)| now != then)
            .map(|(now, _)| format!("Now against {now}")),
        figure: None,
    })
}

/// Departments that can grant it, by what people say for short.
pub(crate) fn owners(freedom: &Freedom) -> String {
    if freedom.departments.is_empty() {
        return "nobody yet".to_owned();
    }
    let names: Vec<_> = freedom
        .departments
        .iter()
        .map(|code| department(code).map_or(code.as_str(), |department| department.short))
        .collect();
    names.join(", ")
}

fn several(number: usize, what: &str) -> String {
    if number == 1 {
        format!("1 {what}")
    } else {
        format!("{number} {what}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_not_several() {
        assert_eq!(several(1, "outcome"), "1 outcome");
        assert_eq!(several(0, "indicator"), "0 indicators");
    }

    #[test]
    fn a_range_is_said_only_where_there_is_one() {
        let pounds = |pounds: i64| Pence::new(pounds * 100).expect("an amount");
        let (low, high) = (pounds(5_200_000), pounds(6_100_000));
        assert_eq!(range(low, high).as_deref(), Some("From £5.2m to £6.1m"));
        assert_eq!(range(low, low), None);
    }

    #[test]
    fn owners_are_named_for_short() {
        let freedom = Freedom {
            departments: vec!["hmt".to_owned(), "ho".to_owned()],
            ..Freedom::default()
        };
        assert_eq!(owners(&freedom), "Treasury, Home Office");
        assert_eq!(owners(&Freedom::default()), "nobody yet");
    }
}
