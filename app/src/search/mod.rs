//! `/search`: whatever one may read that says these words, with the words marked.

mod marked;

use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};
use services::offers::Paging;
use services::search::{Found, FoundKind, SearchResults};

use crate::{
    components::{Button, Input, Select, SelectOption},
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number},
    posts::address,
};

pub(crate) use marked::marked;

/// The page of search.
#[component(transparent)]
pub fn SearchRoutes() -> impl MatchNestedRoutes + Clone {
    view! { <Route path=path!("/search") view=SearchPage ssr=SsrMode::Async/> }.into_inner()
}

/// `/search`.
#[component]
fn SearchPage() -> impl IntoView {
    page(load, show)
}

/// Of what was typed, this much is looked at.
const LONGEST: usize = 400;

struct Shown {
    results: SearchResults,
    typed: String,
    kind: Option<FoundKind>,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let typed: String = asked
        .query("q")
        .unwrap_or_default()
        .trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .take(LONGEST)
        .collect();
    let kind = asked.query("kind").and_then(FoundKind::from_code);
    let paging = Paging::number(page_number(&asked));
    let results = asked
        .services()
        .search(asked.viewer()?, &typed, kind, paging)
        .await?;
    Ok(Shown {
        results,
        typed,
        kind,
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        results,
        typed,
        kind,
    } = shown;
    let count = results.asked.then(|| {
        let words = match (results.total, results.more) {
            (0, _) => "Nothing found. Try fewer words, or the beginning of one.".to_owned(),
            (1, _) => "1 found".to_owned(),
            (many, false) => format!("{many} found, the latest first"),
            (many, true) => {
                format!("More than {many} found, the latest first. More words find fewer.")
            }
        };
        view! { <p class="govuk-body" role="status">{words}</p> }
    });
    let kinds = std::iter::once(SelectOption::new("", "Everything"))
        .chain(
            FoundKind::ALL
                .iter()
                .map(|kind| SelectOption::new(kind.code(), kind.label())),
        )
        .collect::<Vec<_>>();
    let (here, last) = (results.page, results.pages);
    let items: Vec<_> = results.found.into_iter().map(item).collect();
    let mut rest = format!("q={}&", address::text(&typed));
    if let Some(kind) = kind {
        rest.push_str(&format!("kind={}&", kind.code()));
    }
    let title = if typed.is_empty() {
        "Search".to_owned()
    } else {
        format!("Search: {typed}")
    };
    view! {
        <Page title=title narrow=true>
            <h1 class="govuk-heading-l">"Search"</h1>
            <form method="get" action="/search" class="so-filter" role="search">
                <Input name="q" label="Words" kind="search" value=typed width=20/>
                <Select name="kind" label="In" items=kinds value=kind.map(FoundKind::code)/>
                <div class="govuk-button-group"><Button>"Search"</Button></div>
            </form>
            {count}
            {(!items.is_empty()).then(|| view! { <ul class="govuk-list so-found">{items}</ul> })}
            <Pages here last href=move |page| format!("/search?{rest}page={page}")/>
        </Page>
    }
}

fn item(found: Found) -> impl IntoView {
    let belongs = if found.of.is_empty() {
        found.what
    } else {
        format!("{} · {}", found.what, found.of)
    };
    let excerpt = (!found.excerpt.is_empty())
        .then(|| view! { <p class="govuk-body so-found__excerpt">{marked(&found.excerpt)}</p> });
    view! {
        <li class="so-found__item">
            <h2 class="govuk-heading-s so-found__title">
                <a class="govuk-link" href=found.address>{marked(&found.title)}</a>
            </h2>
            <p class="govuk-body-s so-found__of">{belongs}</p>
            {excerpt}
        </li>
    }
}
