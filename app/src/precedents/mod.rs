//! Freedoms that were granted: for everybody to search, and for whoever drafts to take over with their wording.

mod for_draft;

use domain::offer::FreedomType;
use domain::process::{Act, department};
use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};
use services::offers::Paging;
use services::programme::{Precedent, PrecedentFilter, PrecedentList};

use crate::{
    components::{Button, ButtonKind, Input, Select, SelectOption, SummaryCard, SummaryRow},
    leave::leave,
    london,
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
    posts::{address, form},
    routes::Handlers,
    search::marked,
};

use for_draft::ForDraftPage;

/// Their pages. The one below an offer comes before those of the sections, which any noun fits.
#[component(transparent)]
pub fn PrecedentRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/precedents") view=PrecedentsPage ssr=SsrMode::Async/>
        <Route path=path!("/offers/:ref/precedents") view=ForDraftPage ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The handler of the form.
pub fn posts() -> Handlers {
    Handlers::new().route("/offers/{ref}/precedents", form(for_draft::post))
}

/// `/precedents`.
#[component]
fn PrecedentsPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<(PrecedentFilter, PrecedentList), Away> {
    leave(asked.viewer()?, Act::ReadPrecedents, None)?;
    found(&asked, "/precedents").await
}

/// What the address asks for, of the list at `path`.
async fn found(asked: &Asked, path: &str) -> Result<(PrecedentFilter, PrecedentList), Away> {
    let filter = filter(asked);
    let paging = Paging::number(page_number(asked));
    let programme = asked.services().programme();
    let list = programme
        .precedents(asked.viewer()?, &filter, paging)
        .await?;
    let rest = address_of(&filter);
    within(&list.rows, list.page, list.pages, |page| {
        format!("{path}?{rest}page={page}")
    })?;
    Ok((filter, list))
}

fn filter(asked: &Asked) -> PrecedentFilter {
    let text = asked.query("text").map(str::trim);
    PrecedentFilter {
        kind: asked.query("type").and_then(FreedomType::from_code),
        text: text.filter(|text| !text.is_empty()).map(|text| {
            text.chars()
                .filter(|letter| !letter.is_control())
                .take(400)
                .collect()
        }),
    }
}

fn address_of(filter: &PrecedentFilter) -> String {
    let mut rest = String::new();
    if let Some(kind) = filter.kind {
        rest.push_str(&format!("type={}&", kind.code()));
    }
    if let Some(text) = &filter.text {
        rest.push_str(&format!("text={}&", address::text(text)));
    }
    rest
}

fn show((filter, list): (PrecedentFilter, PrecedentList)) -> impl IntoView {
    let (here, last) = (list.page, list.pages);
    let rest = address_of(&filter);
    let count = count(&list);
    let cards: Vec<_> = list.rows.iter().map(|one| card(one, ())).collect();
    view! {
        <Page title="Freedoms granted">
            <h1 class="govuk-heading-l">"Freedoms granted"</h1>
            <p class="govuk-body">
                "What government has granted to places in the agreements that are in force, in the words in which it was granted."
            </p>
            <Filters filter action="/precedents".to_owned()/>
            <p class="govuk-body" role="status">{count}</p>
            {cards}
            <Pages here last href=move |page| format!("/precedents?{rest}page={page}")/>
        </Page>
    }
}

fn count(list: &PrecedentList) -> String {
    match list.total {
        0 => "None was granted that is like this.".to_owned(),
        1 => "1 freedom".to_owned(),
        300.. => "300 freedoms or more".to_owned(),
        many => format!("{many} freedoms"),
    }
}

#[component]
fn Filters(filter: PrecedentFilter, action: String) -> impl IntoView {
    let kinds = std::iter::once(SelectOption::new("", "Any type"))
        .chain(
            FreedomType::ALL
                .iter()
                .map(|kind| SelectOption::new(kind.code(), kind.label())),
        )
        .collect::<Vec<_>>();
    let all = (filter != PrecedentFilter::default())
        .then(|| view! { <a class="govuk-link" href=action.clone()>"Show all"</a> });
    view! {
        <form method="get" action=action.clone() class="so-filter" role="search">
            <Select name="type" label="Type" items=kinds value=filter.kind.map(FreedomType::code)/>
            <Input name="text" label="Words" kind="search" value=filter.text width=20/>
            <div class="govuk-button-group">
                <Button kind=ButtonKind::Secondary>"Search"</Button>
                {all}
            </div>
        </form>
    }
}

/// One freedom as it was granted, with whatever can be done with it.
fn card<V: IntoView + 'static>(one: &Precedent, below: V) -> impl IntoView + use<V> {
    let granted = one
        .departments
        .iter()
        .map(|code| department(code).map_or(code.as_str(), |known| known.name))
        .collect::<Vec<_>>()
        .join(", ");
    let agreement = format!("/agreements/{}", one.reference);
    let name = format!("{}, {}", one.reference, one.place_name);
    let since = format!(", in force since {}", london::date(one.since));
    let mut rows = vec![
        SummaryRow::new("Type", one.kind.label()),
        SummaryRow::new("Granted by", granted),
        SummaryRow::new(
            "Agreement",
            view! { <a class="govuk-link" href=agreement>{name}</a> {since} },
        ),
        SummaryRow::new("The barrier it removes", marked(&one.barrier)),
    ];
    if !one.conditions.is_empty() {
        rows.push(SummaryRow::new("Conditions", marked(&one.conditions)));
    }
    if !one.legal_basis.trim().is_empty() {
        rows.push(SummaryRow::new("Law or rule", one.legal_basis.clone()));
    }
    let title: String = one.title.iter().map(|piece| piece.text.as_str()).collect();
    view! { <SummaryCard title=title actions=Vec::new() rows>{below}</SummaryCard> }
}
