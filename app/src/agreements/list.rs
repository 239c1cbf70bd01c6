//! `/agreements`: every agreement that the public can read.

use domain::process::Stage;
use leptos::prelude::*;
use services::agreements::{AgreementList, AgreementRow};
use services::offers::Paging;

use crate::{
    components::{Cell, Column, Table, Tag, TagColour},
    london,
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
};

/// `/agreements`.
#[component]
pub fn ListPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<AgreementList, Away> {
    let paging = Paging::number(page_number(&asked));
    let list = asked.services().agreements().list(paging).await?;
    within(&list.rows, list.page, list.pages, href)?;
    Ok(list)
}

fn href(page: u64) -> String {
    format!("/agreements?page={page}")
}

fn show(list: AgreementList) -> impl IntoView {
    let (here, last) = (list.page, list.pages);
    let count = match list.total {
        0 => "No agreement has been published yet.".to_owned(),
        1 => "1 agreement.".to_owned(),
        several => format!("{several} agreements."),
    };
    let rows: Vec<Vec<Cell>> = list.rows.iter().map(row).collect();
    let head = vec![
        Column::text("Agreement"),
        Column::text("Place"),
        Column::text("In force"),
        Column::text("Stands"),
    ];
    let table = (!rows.is_empty()).then(|| {
        view! { <Table caption="Agreements" caption_class="govuk-visually-hidden" head rows row_headers=true/> }
    });
    view! {
        <Page title="Agreements">
            <h1 class="govuk-heading-l">"Agreements"</h1>
            <p class="govuk-body">
                "What places and government have promised each other: the outcomes, the savings, and the freedoms that make them possible."
            </p>
            <p class="govuk-body">{count}</p>
            {table}
            <Pages here last href/>
            <p class="govuk-body">
                <a class="govuk-link" href="/agreements.atom" type="application/atom+xml">
                    "Follow all agreements (Atom feed)"
                </a>
            </p>
        </Page>
    }
}

fn row(row: &AgreementRow) -> Vec<Cell> {
    let href = format!("/agreements/{}", row.reference);
    let words = format!("{} {}", row.reference, row.title);
    let kind = format!("{}, version {}", row.kind.label(), row.version);
    let (tag, colour) = match row.stage {
        Stage::Completed => ("Completed", TagColour::Grey),
        Stage::Terminated => ("Terminated", TagColour::Grey),
        _ => ("In force", TagColour::Green),
    };
    let until = row.stopped_on.unwrap_or(row.until);
    vec![
        Cell::new(view! {
            <a class="govuk-link" href=href>{words}</a>
            <span class="so-block so-table__minor">{kind}</span>
        }),
        row.place_name.as_str().into(),
        format!("{} to {}", london::date(row.since), london::date(until)).into(),
        Cell::new(view! { <Tag text=tag colour/> }),
    ]
}
