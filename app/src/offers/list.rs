//! The offers that somebody may see, in pages, filtered by the address.

use domain::process::{Act, Level, OfferKind, OrganisationId, Side, Stage, Theme};
use domain::programme::Region;
use leptos::prelude::*;
use services::{
    Viewer,
    offers::{Filter, OfferList, OfferRow, Paging, Place},
    programme::WaitsOn,
};

use super::stage;
use crate::{
    components::{Button, ButtonKind, Input, Select, SelectOption, tag},
    leave::may,
    london,
    markup::Markup,
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
    posts::address,
};

/// Offers on a page of the list.
const A_PAGE: u64 = 60;

/// `/offers`.
#[component]
pub fn ListPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    list: OfferList,
    filter: Filter,
    /// To choose from; none for those who see the offers of their own place only.
    places: Vec<Place>,
    may_start: bool,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let viewer = asked.viewer()?;
    let filter = filter(&asked);
    let paging = Paging::of(page_number(&asked), A_PAGE);
    let list = asked
        .services()
        .offers()
        .list(viewer, &filter, paging)
        .await?;
    let rest = address_of(&filter);
    within(&list.rows, list.page, list.pages, |page| {
        format!("/offers?{rest}page={page}")
    })?;
    let places = if sees_several(viewer) {
        asked.services().offers().places().await?
    } else {
        Vec::new()
    };
    Ok(Shown {
        list,
        filter,
        places,
        may_start: may(viewer, Act::StartOffer),
    })
}

/// Whether there can be offers of several places in their list.
fn sees_several(viewer: &Viewer) -> bool {
    viewer
        .hats
        .iter()
        .any(|worn| worn.hat.side() != Side::Place)
}

/// What the address asks for. What no list knows is not asked.
pub(super) fn filter(asked: &Asked) -> Filter {
    let text = asked
        .query("text")
        .map(str::trim)
        .filter(|text| !text.is_empty());
    Filter {
        stage: asked.query("stage").and_then(Stage::from_code),
        kind: asked.query("kind").and_then(OfferKind::from_code),
        place: asked
            .query("place")
            .filter(|place| !place.is_empty())
            .map(OrganisationId::from),
        text: text.map(str::to_owned),
        theme: asked.query("theme").and_then(Theme::from_code),
        level: asked.query("level").and_then(Level::from_code),
        region: asked.query("region").and_then(Region::from_code),
        waits: asked.query("waits").and_then(WaitsOn::from_code),
    }
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        list,
        filter,
        places,
        may_start,
    } = shown;
    let filtered = filter != Filter::default();
    let count = count(&list, filtered);
    let (here, last) = (list.page, list.pages);
    let rest = address_of(&filter);
    let [csv, xlsx] = ["csv", "xlsx"].map(|ending| {
        let address = format!("/offers.{ending}?{}", rest.trim_end_matches('&'));
        address.trim_end_matches('?').to_owned()
    });
    let start = may_start.then(|| view! { <Button href="/offers/new">"Start an offer"</Button> });
    let table = if list.rows.is_empty() {
        view! { <p class="govuk-body">{none(filtered, may_start)}</p> }.into_any()
    } else {
        Markup::of(|m| table(m, &list.rows)).into_view().into_any()
    };
    view! {
        <Page title="Offers">
            <h1 class="govuk-heading-l">"Offers"</h1>
            {start}
            <Filters filter places filtered/>
            <p class="govuk-body" role="status">{count}</p>
            {table}
            <p class="govuk-body-s">
                "Keep this list: "
                <a class="govuk-link" href=csv>"CSV"</a>
                ", "
                <a class="govuk-link" href=xlsx>"Excel"</a>
            </p>
            <Pages here last href=move |page| format!("/offers?{rest}page={page}")/>
        </Page>
    }
}

fn count(list: &OfferList, filtered: bool) -> String {
    let found = if filtered { " found" } else { "" };
    match (list.total, list.more) {
        (0, _) => "No offers".to_owned() + found,
        (1, _) => "1 offer".to_owned() + found,
        (total, true) => format!("More than {total} offers{found}"),
        (total, false) => format!("{total} offers{found}"),
    }
}

const fn none(filtered: bool, may_start: bool) -> &'static str {
    match (filtered, may_start) {
        (true, _) => "Try another stage or kind, or fewer words.",
        (false, true) => "Your place has not started an offer yet.",
        (false, false) => "When there is an offer that you may see, it stands here.",
    }
}

/// The filter as it stands in the address of the other pages.
fn address_of(filter: &Filter) -> String {
    let mut query = String::new();
    let pairs = [
        ("stage", filter.stage.map(Stage::code)),
        ("kind", filter.kind.map(OfferKind::code)),
        ("place", filter.place.as_ref().map(OrganisationId::as_str)),
        ("text", filter.text.as_deref()),
        ("theme", filter.theme.map(Theme::code)),
        ("level", filter.level.map(Level::code)),
        ("region", filter.region.map(Region::code)),
        ("waits", filter.waits.as_ref().map(WaitsOn::code)),
    ];
    for (name, text) in pairs {
        if let Some(text) = text {
            query.push_str(name);
            query.push('=');
            query.push_str(&address::text(text));
            query.push('&');
        }
    }
    query
}

#[component]
fn Filters(filter: Filter, places: Vec<Place>, filtered: bool) -> impl IntoView {
    let stages = choices(
        "Any stage",
        Stage::ALL.iter().map(|stage| (stage.code(), stage.name())),
    );
    let kinds = choices(
        "Either kind",
        OfferKind::ALL
            .iter()
            .map(|kind| (kind.code(), kind.label())),
    );
    let (hidden, narrowed) = narrowed(&filter);
    let place = filter.place.map(|place| place.to_string());
    let places = (!places.is_empty()).then(|| {
        let any = std::iter::once(SelectOption::new("", "Any place"));
        let items = any
            .chain(
                places
                    .into_iter()
                    .map(|place| SelectOption::new(place.id.to_string(), place.name)),
            )
            .collect();
        view! { <Select name="place" label="Place" items value=place/> }
    });
    let all = filtered.then(|| view! { <a class="govuk-link" href="/offers">"Show all"</a> });
    view! {
        <form method="get" action="/offers" class="so-filter">
            <Select name="stage" label="Stage" items=stages value=filter.stage.map(Stage::code)/>
            <Select name="kind" label="Kind" items=kinds value=filter.kind.map(OfferKind::code)/>
            {places}
            <Input name="text" label="Words in the title, or a reference" value=filter.text width=20/>
            {hidden}
            {narrowed}
            <div class="govuk-button-group">
                <Button kind=ButtonKind::Secondary>"Filter"</Button>
                {all}
            </div>
        </form>
    }
}

/// What a page of figures led here with: it stays as it is while the rest is filtered.
fn narrowed(filter: &Filter) -> (impl IntoView + use<>, impl IntoView + use<>) {
    let waits = filter.waits.as_ref();
    let pairs: [(&'static str, Option<String>, Option<String>); 4] = [
        (
            "theme",
            filter.theme.map(|one| one.code().to_owned()),
            filter.theme.map(|one| format!("theme: {}", one.label())),
        ),
        (
            "level",
            filter.level.map(|one| one.code().to_owned()),
            filter.level.map(|one| format!("level: {}", one.label())),
        ),
        (
            "region",
            filter.region.map(|one| one.code().to_owned()),
            filter.region.map(|one| format!("region: {}", one.label())),
        ),
        (
            "waits",
            waits.map(|one| one.code().to_owned()),
            waits.map(|one| format!("a term waits on: {}", one.name())),
        ),
    ];
    let mut words = Vec::new();
    let mut hidden = Vec::new();
    for (name, code, said) in pairs {
        words.extend(said);
        hidden.extend(code.map(|code| view! { <input type="hidden" name=name value=code/> }));
    }
    let words = (!words.is_empty()).then(
        || view! { <p class="govuk-body">{format!("Only those of {}.", words.join("; "))}</p> },
    );
    (hidden, words)
}

fn choices(
    any: &str,
    all: impl Iterator<Item = (&'static str, &'static str)>,
) -> Vec<SelectOption> {
    std::iter::once(SelectOption::new("", any))
        .chain(all.map(|(code, words)| SelectOption::new(code, words)))
        .collect()
}

/// Written out, not by the general table: sixty rows of it are the longest table of all pages.
fn table(m: &mut Markup, rows: &[OfferRow]) {
    m.element("table", &[("class", &"govuk-table so-table")], |m| {
        let caption = "Offers, those that changed last first";
        m.words("caption", &[("class", &"govuk-visually-hidden")], &caption);
        m.element("thead", &[("class", &"govuk-table__head")], |m| {
            m.element("tr", &[("class", &"govuk-table__row")], |m| {
                for column in ["Offer", PLACE, KIND, STAGE, SINCE] {
                    head(m, "", column);
                }
                head(m, "govuk-table__header--numeric", ADDITIONAL);
                head(m, "", TURN);
            });
        });
        m.element("tbody", &[("class", &"govuk-table__body")], |m| {
            for one in rows {
                m.element("tr", &[("class", &"govuk-table__row")], |m| row(m, one));
            }
        });
    });
}

const PLACE: &str = "Place";
const KIND: &str = "Kind";
const STAGE: &str = "Stage";
const SINCE: &str = "Since";
const ADDITIONAL: &str = "Additional a year";
const TURN: &str = "Whose turn";

fn head(m: &mut Markup, class: &str, words: &str) {
    let class = ["govuk-table__header", class];
    m.words("th", &[("scope", &"col"), ("class", &class)], &words);
}

fn row(m: &mut Markup, row: &OfferRow) {
    let reference = row.reference.to_string();
    m.element(
        "th",
        &[("scope", &"row"), ("class", &"govuk-table__header")],
        |m| {
            let href = format!("/offers/{reference}");
            let words = format!("{reference} {}", row.title);
            m.words("a", &[("class", &"govuk-link"), ("href", &href)], &words);
        },
    );
    cell(m, PLACE, |m| m.text(&row.place_name));
    cell(m, KIND, |m| m.text(&row.kind.label()));
    cell(m, STAGE, |m| {
        tag(m, row.stage.name(), stage::colour(row.stage), "");
    });
    cell(m, SINCE, |m| m.text(&london::day(row.since)));
    let number = ["govuk-table__cell", "govuk-table__cell--numeric"];
    let attributes = [("class", &number as _), ("data-label", &ADDITIONAL as _)];
    m.element("td", &attributes, |m| {
        m.element("span", &[], |m| match row.additional_final {
            None => m.text(&"not yet known"),
            Some(additional) => {
                m.text(&additional.rounded());
                if let Some(year) = row.final_year {
                    let words = format!("in {year}");
                    m.words("span", &[("class", &"so-block so-table__minor")], &words);
                }
            }
        });
    });
    cell(m, TURN, |m| m.text(&row.turn));
}

fn cell(m: &mut Markup, column: &str, inner: impl FnOnce(&mut Markup)) {
    let attributes = [
        ("class", &"govuk-table__cell" as _),
        ("data-label", &column as _),
    ];
    m.element("td", &attributes, inner);
}
