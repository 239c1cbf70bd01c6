//! What stands in the way of an offer, the earliest due first.

use domain::negotiation::BarrierStatus;
use leptos::prelude::*;
use services::negotiation::{BarrierRow, Barriers};
use services::offers::{self, Paging};

use crate::{
    components::{Button, SummaryAction, SummaryCard, SummaryRow, Tag, TagColour},
    london,
    offers::{Part, offer_head},
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
};

/// `/offers/{ref}/barriers`.
#[component]
pub fn BarriersPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<Barriers, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let paging = Paging::number(page_number(&asked));
    let barriers = asked
        .services()
        .negotiation()
        .barriers(asked.viewer()?, asked.hat(), &reference, paging)
        .await?;
    let here = format!("/offers/{}/barriers", barriers.reference);
    if barriers.reference.to_string() != asked.param("ref") {
        return Err(Away::To(here));
    }
    within(&barriers.rows, barriers.page, barriers.pages, |page| {
        format!("{here}?page={page}")
    })?;
    Ok(barriers)
}

fn show(barriers: Barriers) -> impl IntoView {
    let Barriers {
        reference,
        title,
        place_name,
        rows,
        page: here,
        pages: last,
        total,
        may_raise,
        reached,
    } = barriers;
    let home = format!("/offers/{reference}");
    let below = format!("{home}/barriers");
    let raise =
        may_raise.then(|| view! { <Button href=format!("{below}/new")>"Raise a barrier"</Button> });
    let count = match total {
        0 => "Nothing stands in the way that anybody has raised.".to_owned(),
        1 => "1 barrier, for both sides to read.".to_owned(),
        several => format!("{several} barriers, for both sides to read."),
    };
    let cards: Vec<_> = rows.into_iter().map(|row| card(row, &home)).collect();
    let pages = below.clone();
    view! {
        <Page title=format!("Barriers: {reference} {title}") back=("Summary", home)>
            {offer_head(&reference, &place_name, &title, Part::Barriers, reached)}
            <h2 class="govuk-heading-m">"Barriers"</h2>
            <p class="govuk-body">{count}</p>
            {raise}
            {cards}
            <Pages here last href=move |page| format!("{pages}?page={page}")/>
        </Page>
    }
}

fn card(row: BarrierRow, home: &str) -> impl IntoView + use<> {
    let due = match row.due {
        Some(due) if row.is_late => format!("{}, which has passed", london::date(due)),
        Some(due) => london::date(due),
        None => "No date".to_owned(),
    };
    let blocks = (!row.blocks.is_empty()).then(|| {
        let links: Vec<_> = row
            .blocks
            .iter()
            .enumerate()
            .map(|(index, number)| {
                let href = format!("{home}/terms/{number}");
                view! {
                    {(index > 0).then_some(", ")}
                    <a class="govuk-link" href=href>{format!("Term {number}")}</a>
                }
            })
            .collect();
        SummaryRow::new("Blocks", view! { {links} })
    });
    let at_risk = (!row.at_risk.is_empty())
        .then(|| SummaryRow::new("At risk while it stands", row.at_risk.join(", ")));
    let trial =
        (!row.trial.trim().is_empty()).then(|| SummaryRow::new("Being tried", row.trial.clone()));
    let step = row
        .last_step
        .clone()
        .map(|step| SummaryRow::new("Done last", step));
    let status = status_tag(row.status, row.is_late);
    let rows: Vec<SummaryRow> = [
        Some(SummaryRow::new("Who can remove it", row.owner)),
        Some(SummaryRow::new("By when", due)),
        Some(SummaryRow::new("How far it has come", status)),
        blocks,
        at_risk,
        trial,
        step,
    ]
    .into_iter()
    .flatten()
    .collect();
    let action = SummaryAction::link(format!("{home}/barriers/{}", row.slug), "Open")
        .about(row.what.clone());
    view! { <SummaryCard title=row.what actions=vec![action] rows/> }
}

/// How far it has come, in words and colour.
pub(super) fn status_tag(status: BarrierStatus, is_late: bool) -> impl IntoView + use<> {
    let colour = match status {
        BarrierStatus::Open => TagColour::Red,
        BarrierStatus::InHand => TagColour::Yellow,
        BarrierStatus::Trial => TagColour::Teal,
        BarrierStatus::Removed => TagColour::Green,
        BarrierStatus::Accepted => TagColour::Grey,
    };
    let late = is_late.then(|| view! { " " <Tag colour=TagColour::Orange text="Late"/> });
    view! { <Tag colour text=status.label()/>{late} }
}
