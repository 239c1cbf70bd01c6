//! The bargain on one page: what the place gives, what government gives (7.13).

use domain::{
    money::{Case, Pence},
    offer::{BudgetKind, Freedom},
    process::department,
};
use leptos::prelude::*;
use services::offers::OfferView;

pub fn bargain(offer: &OfferView) -> impl IntoView + use<> {
    let gives: Vec<_> = place_gives(offer)
        .into_iter()
        .map(|(words, figure)| view! { <li class="so-bargain__item"><span>{words}</span>{figure}</li> })
        .collect();
    let asked: Vec<_> = offer
        .proposal
        .freedoms()
        .map(|(key, freedom)| {
            let href = format!("/offers/{}/freedoms/{key}", offer.reference);
            let owners = owners(freedom);
            let kind = freedom.kind.map(|kind| kind.label());
            let title = if freedom.title.is_empty() {
                "A freedom without a title".to_owned()
            } else {
                freedom.title.clone()
            };
            view! {
                <li class="so-bargain__item">
                    <span>
                        <a class="govuk-link" href=href>{title}</a>
                        <span class="so-block so-table__minor">{kind}</span>
                    </span>
                    <span>{owners}</span>
                </li>
            }
        })
        .collect();
    let asked = if asked.is_empty() {
        view! { <p class="govuk-body">"The offer asks for no freedoms."</p> }.into_any()
    } else {
        view! { <ul class="so-bargain__list">{asked}</ul> }.into_any()
    };
    view! {
        <h2 class="govuk-heading-m">"The bargain"</h2>
        <div class="so-bargain">
            <section class="so-bargain__side" aria-labelledby="place-gives">
                <h3 class="govuk-heading-s" id="place-gives">"The place gives"</h3>
                <ul class="so-bargain__list">{gives}</ul>
            </section>
            <section class="so-bargain__side so-bargain__side--government" aria-labelledby="government-gives">
                <h3 class="govuk-heading-s" id="government-gives">"Government gives"</h3>
                {asked}
            </section>
        </div>
    }
}

/// What it is, and its figure.
type Given = (String, Option<String>);

fn place_gives(offer: &OfferView) -> Vec<Given> {
    let mut gives = vec![outcomes(offer)];
    gives.extend(savings(offer));
    gives.extend(money(offer, BudgetKind::Pooled, "pooled"));
    gives.extend(money(offer, BudgetKind::Aligned, "aligned"));
    gives
}

/// `5 outcomes, measured by 14 indicators`.
fn outcomes(offer: &OfferView) -> Given {
    let (mut outcomes, mut indicators) = (0, 0);
    for (_, outcome) in offer.proposal.outcomes() {
        outcomes += 1;
        indicators += outcome.indicators.len();
    }
    let words = format!(
        "{}, measured by {}",
        several(outcomes, "outcome"),
        several(indicators, "indicator")
    );
    (words, None)
}

/// Additional cashable savings in the final year, with their range (7.15, 7.20).
fn savings(offer: &OfferView) -> Vec<Given> {
    let Ok(appraisal) = offer.appraisal() else {
        return vec![("Savings beyond what money can be here".to_owned(), None)];
    };
    let Some(year) = appraisal.years.last() else {
        return vec![("Savings: no years are set yet".to_owned(), None)];
    };
    let last = |case| {
        appraisal
            .case(case)
            .years
            .last()
            .map(|figures| figures.additional)
    };
    match (last(Case::Low), last(Case::Central), last(Case::High)) {
        (Some(Ok(low)), Some(Ok(central)), Some(Ok(high))) => {
            let words = format!("Additional savings a year by {year}{}", range(low, high));
            vec![(words, Some(central.rounded()))]
        }
        (_, Some(Err(reason)), _) => vec![(
            format!("Additional savings a year by {year}"),
            Some(reason.to_string()),
        )],
        _ => Vec::new(),
    }
}

/// `, from £5.2m to £6.1m`; nothing where both are the same.
fn range(low: Pence, high: Pence) -> String {
    if low == high {
        String::new()
    } else {
        format!(", from {} to {}", low.rounded(), high.rounded())
    }
}

/// Money promised to budgets of one kind, over the term.
fn money(offer: &OfferView, kind: BudgetKind, how: &str) -> Option<Given> {
    let years = offer.proposal.years();
    let of_kind = offer
        .proposal
        .budgets()
        .filter(|(_, budget)| budget.kind == Some(kind));
    let promised: Vec<_> = of_kind.map(|(_, budget)| budget.promised(&years)).collect();
    if promised.is_empty() {
        return None;
    }
    let sum = promised
        .iter()
        .copied()
        .collect::<Option<Vec<_>>>()
        .and_then(|all| Pence::total(all).ok());
    let words = format!(
        "Money {how} over the term, in {}",
        several(promised.len(), "budget")
    );
    Some((words, sum.map(Pence::rounded)))
}

/// Departments that can grant it, by what people say for short.
fn owners(freedom: &Freedom) -> String {
    if freedom.departments.is_empty() {
        return "no owner named".to_owned();
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
        let (low, high) = (Pence::new(5_200_000_00), Pence::new(6_100_000_00));
        assert_eq!(range(low, high), ", from £5.2m to £6.1m");
        assert_eq!(range(low, low), "");
    }

    #[test]
    fn owners_are_named_for_short() {
        let freedom = Freedom {
            departments: vec!["hmt".to_owned(), "ho".to_owned()],
            ..Freedom::default()
        };
        assert_eq!(owners(&freedom), "Treasury, Home Office");
        assert_eq!(owners(&Freedom::default()), "no owner named");
    }
}
