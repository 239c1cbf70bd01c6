//! Where the offer stands and whose turn it is: always in sight.

use chrono::NaiveDate;
use domain::process::{Act, Stage};
use leptos::prelude::*;
use services::offers::{Decision, OfferView};

use crate::{
    components::{InsetText, SummaryAction, SummaryList, SummaryRow, Tag},
    london,
    offers::stage,
    work::for_how_long,
};

pub fn standing(offer: &OfferView, today: NaiveDate) -> impl IntoView + use<> {
    let colour = stage::colour(offer.stage);
    let since = for_how_long(offer.stage_since, today);
    let sentence = if offer.stage == Stage::Draft && offer.as_submitted {
        "It is with the place, which rewrites it."
    } else {
        offer.stage.sentence()
    };
    let rows = facts(offer);
    let decision = offer.decision.as_ref().map(decided);
    let as_submitted = offer.as_submitted.then(|| {
        let on = offer.submitted_at.map(london::day).unwrap_or_default();
        view! {
            <p class="govuk-body">
                {format!("The place is changing this offer. You read it as it was submitted on {on}.")}
            </p>
        }
    });
    view! {
        <p class="govuk-body">
            <Tag text=offer.stage.name() colour/> " " {since}
        </p>
        <p class="govuk-body-l">{sentence}</p>
        {decision}
        {as_submitted}
        <SummaryList rows class="so-facts"/>
    }
}

/// The few facts that one asks for first. What nobody has given yet says so.
fn facts(offer: &OfferView) -> Vec<SummaryRow> {
    let scope = offer.proposal.scope();
    let mut rows = vec![SummaryRow::new("Kind", offer.kind.label())];
    if offer.kind.needs_theme() {
        let theme = scope.theme.map_or("Not chosen yet", |theme| theme.label());
        rows.push(SummaryRow::new("Theme", theme));
    }
    if let Some(start) = scope.start.value() {
        let years = offer.proposal.years().len();
        rows.push(SummaryRow::new("Starts", starts(&start.to_string(), years)));
    }
    if let Some(on) = offer.submitted_at {
        rows.push(SummaryRow::new("Submitted", london::day(on)));
    }
    if offer.stage != Stage::Draft {
        let nobody = || "Nobody yet".to_owned();
        let champion = SummaryRow::new("Champion", offer.champion.clone().unwrap_or_else(nobody));
        rows.push(if offer.may(Act::AssignChampion) {
            let href = format!("/offers/{}/champion", offer.reference);
            champion.action(SummaryAction::link(href, "Change").about("the champion"))
        } else {
            champion
        });
        rows.push(SummaryRow::new(
            "Lead department",
            offer
                .lead_department
                .clone()
                .unwrap_or_else(|| "None yet".to_owned()),
        ));
    }
    rows.push(SummaryRow::new("Partners", partners(offer)));
    rows
}

fn starts(start: &str, years: usize) -> String {
    match years {
        0 => format!("In {start}"),
        1 => format!("In {start}, for 1 year"),
        years => format!("In {start}, for {years} years"),
    }
}

/// `4 of 6 have confirmed`.
fn partners(offer: &OfferView) -> String {
    use domain::offer::AnswerState;

    let keys = offer
        .proposal
        .partners()
        .filter(|(_, partner)| !partner.leads());
    let (mut all, mut confirmed, mut declined) = (0_usize, 0_usize, 0_usize);
    for (key, _) in keys {
        all += 1;
        match offer.answers.get(key).map(|answer| answer.state) {
            Some(AnswerState::Confirmed) => confirmed += 1,
            Some(AnswerState::Declined) => declined += 1,
            Some(AnswerState::Invited | AnswerState::AskedAgain) | None => {}
        }
    }
    let declined = match declined {
        0 => String::new(),
        1 => ", 1 has declined".to_owned(),
        several => format!(", {several} have declined"),
    };
    match all {
        0 => "None besides the lead council yet".to_owned(),
        all => format!("{confirmed} of {all} confirmed{declined}"),
    }
}

/// What was decided, by whom, and why.
fn decided(decision: &Decision) -> impl IntoView + use<> {
    let head = format!(
        "{} on {} by {}",
        decision.words,
        london::day(decision.at),
        decision.by
    );
    let reason = decision.reason.as_deref().map(|reason| {
        view! { <p class="govuk-body so-lines">{reason.to_owned()}</p> }
    });
    view! {
        <InsetText>
            <p class="govuk-body govuk-!-font-weight-bold">{head}</p>
            {reason}
        </InsetText>
    }
}

#[cfg(test)]
mod tests {
    use super::starts;

    #[test]
    fn the_term_is_said_in_words() {
        assert_eq!(starts("2011-12", 3), "In 2011-12, for 3 years");
        assert_eq!(starts("2011-12", 1), "In 2011-12, for 1 year");
        assert_eq!(starts("2011-12", 0), "In 2011-12");
    }
}
