//! The programme office's page: what waits for its decision, and how many offers stand where.

mod round;
mod rounds;

use chrono::NaiveDate;
use domain::process::{Act, Stage};
use leptos::prelude::*;
use leptos_router::{MatchNestedRoutes, SsrMode, components::Route, path};
use services::{
    Refusal,
    offers::{Filter, OfferList, OfferRow, Paging},
};

use crate::{
    leave::leave,
    london,
    page::{Asked, Page, page},
    posts::form,
    routes::Handlers,
    work::waiting,
};

/// Offers that the page shows itself; the list holds the others.
const SHOWN: usize = 20;
/// Offers among which those are looked for that have waited longest.
const LOOKED_AT: u64 = 100;

use round::{NewRoundPage, RoundPage};
use rounds::RoundsPage;

/// The pages below `/programme`.
#[component(transparent)]
pub fn ProgrammeRoutes() -> impl MatchNestedRoutes + Clone {
    view! {
        <Route path=path!("/programme") view=ProgrammePage ssr=SsrMode::Async/>
        <Route path=path!("/programme/rounds") view=RoundsPage ssr=SsrMode::Async/>
        <Route path=path!("/programme/rounds/new") view=NewRoundPage ssr=SsrMode::Async/>
        <Route path=path!("/programme/rounds/:id") view=RoundPage ssr=SsrMode::Async/>
    }
    .into_inner()
}

/// The handlers of every form below `/programme`.
pub fn posts() -> Handlers {
    Handlers::new()
        .route("/programme/rounds/new", form(round::post_new))
        .route("/programme/rounds/{id}", form(round::post))
}

/// `/programme`.
#[component]
pub fn ProgrammePage() -> impl IntoView {
    page(load, show)
}

struct Programme {
    submitted: OfferList,
    stages: Vec<(Stage, u64)>,
    today: NaiveDate,
}

async fn load(asked: Asked) -> Result<Programme, Refusal> {
    let viewer = asked.viewer()?;
    leave(viewer, Act::ReadProgramme, None)?;
    let offers = asked.services().offers();
    let submitted = Filter {
        stage: Some(Stage::Submitted),
        ..Filter::default()
    };
    let mut submitted = offers
        .list(viewer, &submitted, Paging::of(1, LOOKED_AT))
        .await?;
    submitted.rows.sort_by_key(|row| row.since);
    Ok(Programme {
        submitted,
        stages: offers.by_stage(viewer).await?,
        today: asked.services().today(),
    })
}

fn show(programme: Programme) -> impl IntoView {
    let Programme {
        submitted,
        stages,
        today,
    } = programme;
    let more = (submitted.rows.len() > SHOWN).then(|| {
        view! {
            <p class="govuk-body">
                <a class="govuk-link" href="/offers?stage=submitted">"All that are submitted"</a>
            </p>
        }
    });
    let waiting_words = waiting_words(submitted.total);
    let rows: Vec<_> = submitted
        .rows
        .into_iter()
        .take(SHOWN)
        .map(|row| decision(row, today))
        .collect();
    let all: u64 = stages.iter().map(|(_, count)| count).sum();
    let counts: Vec<_> = stages
        .into_iter()
        .map(|(stage, count)| {
            let href = format!("/offers?stage={}", stage.code());
            view! {
                <tr class="govuk-table__row">
                    <th scope="row" class="govuk-table__header">
                        <a class="govuk-link" href=href>{stage.name()}</a>
                    </th>
                    <td class="govuk-table__cell govuk-table__cell--numeric">{count.to_string()}</td>
                </tr>
            }
        })
        .collect();
    view! {
        <Page title="Programme" narrow=true>
            <h1 class="govuk-heading-l">"Programme"</h1>
            <h2 class="govuk-heading-m">"Waiting for a decision"</h2>
            <p class="govuk-body">{waiting_words}</p>
            {(!rows.is_empty()).then(|| view! { <ul class="so-waiting">{rows}</ul> })}
            {more}
            <p class="govuk-body">
                <a class="govuk-link" href="/programme/rounds">"Rounds and their parameters"</a>
            </p>
            <h2 class="govuk-heading-m">"Offers by stage"</h2>
            <p class="govuk-body">"Drafts that were never submitted are not counted."</p>
            <table class="govuk-table">
                <caption class="govuk-visually-hidden">"How many offers stand at each stage"</caption>
                <thead class="govuk-table__head">
                    <tr class="govuk-table__row">
                        <th scope="col" class="govuk-table__header">"Stage"</th>
                        <th scope="col" class="govuk-table__header govuk-table__header--numeric">"Offers"</th>
                    </tr>
                </thead>
                <tbody class="govuk-table__body">{counts}</tbody>
                <tfoot class="govuk-table__foot so-table__foot">
                    <tr class="govuk-table__row">
                        <th scope="row" class="govuk-table__header">"All"</th>
                        <td class="govuk-table__cell govuk-table__cell--numeric">{all.to_string()}</td>
                    </tr>
                </tfoot>
            </table>
        </Page>
    }
}

fn waiting_words(count: u64) -> String {
    match count {
        0 => "No offer waits for a decision.".to_owned(),
        1 => "1 offer waits for a decision.".to_owned(),
        several => format!("{several} offers wait for a decision."),
    }
}

fn decision(row: OfferRow, today: NaiveDate) -> impl IntoView {
    let home = format!("/offers/{}", row.reference);
    let name = format!("{} {}", row.reference, row.title);
    let about = format!(" on {name}");
    let submitted = format!("{}, submitted {}", row.place_name, london::day(row.since));
    view! {
        <li class="so-waiting__item">
            <span class="so-waiting__since">{waiting(row.since, today)}</span>
            <span>
                <a class="govuk-link so-block" href=home.clone()>{name}</a>
                <span class="so-block">{submitted}</span>
            </span>
            <a class="govuk-link" href=format!("{home}/decision")>
                "Decide"<span class="govuk-visually-hidden">{about}</span>
            </a>
        </li>
    }
}
