//! What depends on a term, what it waits for, and the barriers in its way.

use leptos::prelude::*;
use services::negotiation::TermView;

use crate::{
    components::{Tag, TagColour},
    london,
};

pub fn depends(term: &TermView) -> impl IntoView + use<> {
    let home = format!("/offers/{}", term.reference);
    let waiting: Vec<_> = term
        .depends
        .iter()
        .map(|one| {
            let href = format!("{home}/{}/{}", one.kind.section().slug(), one.key);
            let risk = one
                .is_at_risk
                .then(|| view! { " " <Tag text="At risk" colour=TagColour::Orange/> });
            view! {
                <li>
                    {one.kind.label()} ": " <a class="govuk-link" href=href><bdi>{one.title.clone()}</bdi></a>{risk}
                </li>
            }
        })
        .collect();
    let waits: Vec<_> = term
        .waits_for
        .iter()
        .map(|one| {
            let href = format!("{home}/freedoms/{}", one.key);
            view! {
                <li>
                    <bdi>{one.what.clone()}</bdi> " waits for the freedom "
                    <a class="govuk-link" href=href><bdi>{one.title.clone()}</bdi></a>
                </li>
            }
        })
        .collect();
    let barriers: Vec<_> = term
        .barriers
        .iter()
        .map(|one| {
            let href = format!("{home}/barriers/{}", one.slug);
            let how = if one.blocks {
                "blocks this term"
            } else {
                "puts something in it at risk"
            };
            let due = one
                .due
                .map(|due| format!(", due {}", london::date(due)))
                .unwrap_or_default();
            let late = one
                .is_late
                .then(|| view! { " " <Tag text="Late" colour=TagColour::Red/> });
            view! {
                <li>
                    "Barrier: " <a class="govuk-link" href=href><bdi>{one.what.clone()}</bdi></a>
                    {format!(" {how} ({}{due})", one.owner)}{late}
                </li>
            }
        })
        .collect();
    let none = waiting.is_empty() && waits.is_empty() && barriers.is_empty();
    let body = if none {
        view! { <p class="govuk-body">"Nothing waits for this term, and no barrier stands in its way."</p> }
            .into_any()
    } else {
        view! { <ul class="govuk-list govuk-list--bullet">{waiting}{waits}{barriers}</ul> }
            .into_any()
    };
    view! {
        <section class="so-section" aria-labelledby="depends">
            <h2 class="govuk-heading-m" id="depends">"What depends on it"</h2>
            {body}
        </section>
    }
}
