//! The list of organisations, in pages, filtered by the address.

use domain::process::{Act, OrganisationKind};
use leptos::prelude::*;
use services::{OrganisationFilter, OrganisationList, OrganisationRow, offers::Paging};

use crate::{
    components::{Button, ButtonKind, Input, Select, SelectOption},
    leave::{leave, may},
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
    posts,
};

/// Organisations on a page of the list.
const A_PAGE: u64 = 40;

/// `/organisations`.
#[component]
pub fn OrganisationsPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    list: OrganisationList,
    filter: OrganisationFilter,
    may_add: bool,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let viewer = asked.viewer()?;
    leave(viewer, Act::ListOrganisations, None)?;
    let filter = OrganisationFilter {
        kind: asked.query("kind").and_then(OrganisationKind::from_code),
        text: asked
            .query("text")
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned),
    };
    let list = asked
        .services()
        .organisation_list(viewer, &filter, Paging::of(page_number(&asked), A_PAGE))
        .await?;
    let may_add = may(viewer, Act::ManageOrganisations);
    // Who looks after one organisation only needs no list to find it.
    if let ([only], false, true) = (list.rows.as_slice(), may_add, filter.is_all()) {
        return Err(Away::To(format!("/organisations/{}", only.organisation.id)));
    }
    let rest = address_of(&filter);
    within(&list.rows, list.page, list.pages, |page| {
        format!("/organisations?{rest}page={page}")
    })?;
    Ok(Shown {
        list,
        filter,
        may_add,
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        list,
        filter,
        may_add,
    } = shown;
    let count = match list.total {
        0 => "No organisations found".to_owned(),
        1 => "1 organisation".to_owned(),
        total => format!("{total} organisations"),
    };
    let (here, last) = (list.page, list.pages);
    let rest = address_of(&filter);
    let add =
        may_add.then(|| view! { <Button href="/organisations/new">"Add an organisation"</Button> });
    let table = if list.rows.is_empty() {
        view! { <p class="govuk-body">"Try another kind, or fewer words."</p> }.into_any()
    } else {
        table(list.rows).into_any()
    };
    view! {
        <Page title="Organisations">
            <h1 class="govuk-heading-l">"Organisations"</h1>
            {add}
            <Filters filter/>
            <p class="govuk-body" role="status">{count}</p>
            {table}
            <Pages here last href=move |page| format!("/organisations?{rest}page={page}")/>
        </Page>
    }
}

/// The filter as it stands in the address of the other pages.
fn address_of(filter: &OrganisationFilter) -> String {
    let mut query = String::new();
    let pairs = [
        ("kind", filter.kind.map(OrganisationKind::code)),
        ("text", filter.text.as_deref()),
    ];
    for (name, text) in pairs {
        if let Some(text) = text {
            query.push_str(name);
            query.push('=');
            query.push_str(&posts::address::text(text));
            query.push('&');
        }
    }
    query
}

#[component]
fn Filters(filter: OrganisationFilter) -> impl IntoView {
    let all = (!filter.is_all())
        .then(|| view! { <a class="govuk-link" href="/organisations">"Show all"</a> });
    let kinds = std::iter::once(SelectOption::new("", "Any kind"))
        .chain(
            OrganisationKind::ALL
                .iter()
                .map(|kind| SelectOption::new(kind.code(), kind.label())),
        )
        .collect();
    view! {
        <form method="get" action="/organisations" class="so-filter">
            <Select name="kind" label="Kind" items=kinds value=filter.kind.map(OrganisationKind::code)/>
            <Input name="text" label="Part of the name" value=filter.text width=20/>
            <div class="govuk-button-group">
                <Button kind=ButtonKind::Secondary>"Filter"</Button>
                {all}
            </div>
        </form>
    }
}

fn table(rows: Vec<OrganisationRow>) -> impl IntoView {
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    view! {
        <table class="govuk-table so-table">
            <caption class="govuk-visually-hidden">"Organisations, by name"</caption>
            <thead class="govuk-table__head">
                <tr class="govuk-table__row">
                    <th scope="col" class="govuk-table__header">"Organisation"</th>
                    <th scope="col" class="govuk-table__header">"Kind"</th>
                    <th scope="col" class="govuk-table__header">"Partner of"</th>
                    <th scope="col" class="govuk-table__header govuk-table__header--numeric">"People"</th>
                </tr>
            </thead>
            <tbody class="govuk-table__body">{rows}</tbody>
        </table>
    }
}

/// What it is, in a word that fits a column.
const fn kind(kind: OrganisationKind) -> &'static str {
    match kind {
        OrganisationKind::LeadCouncil => "Place",
        other => other.label(),
    }
}

fn row(row: OrganisationRow) -> impl IntoView {
    let OrganisationRow {
        organisation,
        place,
        people,
    } = row;
    let href = format!("/organisations/{}", organisation.id);
    let short = organisation
        .abbreviation
        .filter(|short| *short != organisation.name)
        .map(|short| format!(" ({short})"));
    view! {
        <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">
                <a class="govuk-link" href=href>{organisation.name}</a>{short}
            </th>
            <td class="govuk-table__cell" data-label="Kind">{kind(organisation.kind)}</td>
            <td class="govuk-table__cell" data-label="Partner of">{place.unwrap_or_else(|| "–".to_owned())}</td>
            <td class="govuk-table__cell govuk-table__cell--numeric" data-label="People">{people.to_string()}</td>
        </tr>
    }
}
