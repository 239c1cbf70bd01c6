//! All proposals for one term that somebody may read, page by page: those that wait first, then the newest.

use leptos::prelude::*;
use services::negotiation::{ProposalLine, Proposals};
use services::offers::Paging;

use super::at::At;
use super::wording::Line;
use crate::{
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
};

/// `/offers/{ref}/terms/{n}/proposals`.
#[component]
pub fn ProposalsPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<Proposals, Away> {
    let at = At::of(&asked)?;
    let proposals = asked
        .services()
        .negotiation()
        .proposals(
            asked.viewer()?,
            &at.reference,
            at.number,
            Paging::number(page_number(&asked)),
        )
        .await?;
    let here = format!("{}/proposals", term(&proposals));
    if proposals.reference.to_string() != asked.param("ref") {
        return Err(Away::To(here));
    }
    within(&proposals.lines, proposals.page, proposals.pages, |page| {
        format!("{here}?page={page}")
    })?;
    Ok(proposals)
}

fn term(proposals: &Proposals) -> String {
    format!("/offers/{}/terms/{}", proposals.reference, proposals.number)
}

fn show(proposals: Proposals) -> impl IntoView {
    let term = term(&proposals);
    let back = (format!("Term {}", proposals.number), term.clone());
    let caption = format!("{} · Term {} · ", proposals.reference, proposals.number);
    let lines: Vec<_> = proposals
        .lines
        .iter()
        .map(|line| item(line, &term))
        .collect();
    let list = if lines.is_empty() {
        view! { <p class="govuk-body">"There is no proposal that you may read."</p> }.into_any()
    } else {
        view! { <ul class="so-threads">{lines}</ul> }.into_any()
    };
    let (here, last) = (proposals.page, proposals.pages);
    view! {
        <Page title=format!("Proposals for term {}", proposals.number) back>
            <span class="govuk-caption-l">{caption}<bdi>{proposals.name}</bdi></span>
            <h1 class="govuk-heading-l">"Proposed wording and figures"</h1>
            {list}
            <Pages here last href=move |page| format!("{term}/proposals?page={page}")/>
        </Page>
    }
}

fn item(line: &ProposalLine, term: &str) -> AnyView {
    Line {
        slug: &line.slug,
        room: line.room,
        state: line.state,
        change: line.change,
        about: &line.about,
        author: &line.author.name,
        organisation: &line.author.organisation,
        at: line.at,
        base: line.base,
        reason: &line.reason,
        answer: "",
    }
    .item(term)
}
