//! How far the negotiation has come, what blocks it in one line, and the way to the terms.

use domain::process::{Act, Stage};
use leptos::prelude::*;
use services::{negotiation::Progress, offers::OfferView};

use crate::components::{Button, ButtonGroup, ButtonKind};

pub fn negotiation(offer: &OfferView, progress: &Progress) -> impl IntoView + use<> {
    let home = format!("/offers/{}", offer.reference);
    let Progress { terms, agreed, .. } = *progress;
    let words = agreed_of(agreed, terms);
    let closed = (progress.closed > 0).then(|| {
        let words = match progress.closed {
            1 => "1 more was withdrawn or refused.".to_owned(),
            several => format!("{several} more were withdrawn or refused."),
        };
        view! { <p class="govuk-body">{words}</p> }
    });
    let blocks = (offer.stage == Stage::Negotiating)
        .then(|| view! { <p class="govuk-body">{blocks(progress)}</p> });
    let reopen = offer.may(Act::Reopen).then(|| {
        view! {
            <Button href=format!("{home}/reopen") kind=ButtonKind::Secondary>"Reopen the negotiation"</Button>
        }
    });
    view! {
        <h2 class="govuk-heading-m">"Terms"</h2>
        <p class="govuk-body govuk-!-font-weight-bold govuk-!-margin-bottom-1" id="progress">{words}</p>
        <progress
            class="so-progress govuk-!-margin-bottom-4"
            aria-labelledby="progress"
            max=terms.max(1).to_string()
            value=agreed.to_string()
        ></progress>
        {closed}
        {blocks}
        <ButtonGroup>
            <Button href=format!("{home}/terms")>"See the terms"</Button>
            {reopen}
            <a class="govuk-link" href=format!("{home}/gives")>"Place gives, Government gives"</a>
        </ButtonGroup>
    }
}

/// `11 of 18 terms agreed`.
fn agreed_of(agreed: usize, terms: usize) -> String {
    match terms {
        0 => "No terms are left".to_owned(),
        1 => format!("{agreed} of 1 term agreed"),
        terms => format!("{agreed} of {terms} terms agreed"),
    }
}

/// `Blocks: 2 objections, 1 barrier, 3 positions awaited.`
fn blocks(progress: &Progress) -> String {
    let counted = [
        (progress.objections, "objection", "objections"),
        (progress.barriers, "barrier", "barriers"),
        (progress.awaited, "position awaited", "positions awaited"),
    ];
    let parts: Vec<String> = counted
        .into_iter()
        .filter(|(count, _, _)| *count > 0)
        .map(|(count, one, several)| format!("{count} {}", if count == 1 { one } else { several }))
        .collect();
    if parts.is_empty() {
        "No term is open any more.".to_owned()
    } else {
        format!("Blocks: {}.", parts.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_blocks_is_said_in_one_line() {
        let progress = Progress {
            objections: 2,
            barriers: 1,
            awaited: 3,
            ..Progress::default()
        };
        assert_eq!(
            blocks(&progress),
            "Blocks: 2 objections, 1 barrier, 3 positions awaited."
        );
        assert_eq!(blocks(&Progress::default()), "No term is open any more.");
    }

    #[test]
    fn terms_are_counted() {
        assert_eq!(agreed_of(11, 18), "11 of 18 terms agreed");
        assert_eq!(agreed_of(0, 1), "0 of 1 term agreed");
    }
}
