//! The offers that name a department, and who reads each for it.

use leptos::prelude::*;
use services::offers::{Paging, ReviewedOffer, Reviewing};

use super::frame::{address, back, organisation};
use crate::{
    components::{InsetText, NotificationBanner},
    london,
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
};

/// `/organisations/{id}/offers`.
#[component]
pub fn ReviewingPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<(Reviewing, bool), Away> {
    let id = organisation(&asked);
    let paging = Paging::number(page_number(&asked));
    let reviewing = asked
        .services()
        .offers()
        .reviewing(asked.viewer()?, &id, paging)
        .await?;
    within(&reviewing.rows, reviewing.page, reviewing.pages, |page| {
        format!("/organisations/{id}/offers?page={page}")
    })?;
    Ok((reviewing, asked.query("done") == Some("saved")))
}

fn show((reviewing, saved): (Reviewing, bool)) -> impl IntoView {
    let Reviewing {
        department,
        rows,
        reviewers,
        page: here,
        pages: last,
    } = reviewing;
    let home = address(&department);
    let nobody = reviewers.is_empty().then(|| {
        let invite = format!("{home}/invite");
        view! {
            <InsetText>
                "Nobody reviews for this department yet. "
                <a class="govuk-link" href=invite>"Invite a reviewer"</a> "."
            </InsetText>
        }
    });
    let list = if rows.is_empty() {
        view! { <p class="govuk-body">"No offer that goes on names this department."</p> }
            .into_any()
    } else {
        table(rows, &home).into_any()
    };
    view! {
        <Page title="Who reads which offer" back=back(&department)>
            {saved.then(|| view! { <NotificationBanner success=true text="Saved. Those who are new to the offer are told by mail."/> })}
            <span class="govuk-caption-l">{department.name.clone()}</span>
            <h1 class="govuk-heading-l">"Who reads which offer"</h1>
            <p class="govuk-body">
                "All reviewers of the department see all of these offers. Those assigned to one have its work and its mail; where nobody is assigned, all of them do."
            </p>
            {nobody}
            {list}
            <Pages here last href=move |page| format!("{home}/offers?page={page}")/>
        </Page>
    }
}

fn table(rows: Vec<ReviewedOffer>, home: &str) -> impl IntoView + use<> {
    let rows: Vec<_> = rows.into_iter().map(|offer| row(offer, home)).collect();
    view! {
        <table class="govuk-table so-table">
            <caption class="govuk-visually-hidden">"Offers that name the department, those that changed last first"</caption>
            <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                    <th scope="col" class="govuk-table__header">"Offer"</th>
                    <th scope="col" class="govuk-table__header">"Stage"</th>
                    <th scope="col" class="govuk-table__header">"Since"</th>
                    <th scope="col" class="govuk-table__header">"Who reads it"</th>
                </tr>
            </thead>
            <tbody class="govuk-table__body">{rows}</tbody>
        </table>
    }
}

fn row(offer: ReviewedOffer, home: &str) -> impl IntoView + use<> {
    let href = format!("{home}/offers/{}", offer.reference);
    let about = format!(" who reads {}", offer.reference);
    let names: Vec<_> = offer.assigned.into_iter().map(|one| one.name).collect();
    let who = if names.is_empty() {
        "All reviewers".to_owned()
    } else {
        names.join(", ")
    };
    view! {
        <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">
                {offer.reference.to_string()} " " {offer.place_name}
            </th>
            <td class="govuk-table__cell" data-label="Stage">{offer.stage.name()}</td>
            <td class="govuk-table__cell" data-label="Since">{london::day(offer.since)}</td>
            <td class="govuk-table__cell" data-label="Who reads it">
                <span>
                    {who} " "
                    <a class="govuk-link" href=href>
                        "Change"<span class="govuk-visually-hidden">{about}</span>
                    </a>
                </span>
            </td>
        </tr>
    }
}
