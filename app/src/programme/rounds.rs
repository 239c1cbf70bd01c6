//! The rounds of the programme: dates, limits and parameters.

use chrono::NaiveDate;
use domain::process::Act;
use leptos::prelude::*;
use services::{Refusal, Round};

use crate::{
    components::{Button, NotificationBanner, Tag, TagColour},
    leave::{leave, may},
    london,
    page::{Asked, Page, page},
};

/// `/programme/rounds`.
#[component]
pub fn RoundsPage() -> impl IntoView {
    page(load, show)
}

struct Rounds {
    rounds: Vec<Round>,
    today: NaiveDate,
    may_change: bool,
    done: Option<&'static str>,
}

async fn load(asked: Asked) -> Result<Rounds, Refusal> {
    let viewer = asked.viewer()?;
    leave(viewer, Act::ReadProgramme, None)?;
    Ok(Rounds {
        rounds: asked.services().rounds().await?,
        today: asked.services().today(),
        may_change: may(viewer, Act::ManageRounds),
        done: match asked.query("done") {
            Some("added") => Some("The round is added."),
            Some("saved") => Some("The round is saved."),
            _ => None,
        },
    })
}

fn show(rounds: Rounds) -> impl IntoView {
    let Rounds {
        rounds,
        today,
        may_change,
        done,
    } = rounds;
    let add =
        may_change.then(|| view! { <Button href="/programme/rounds/new">"Add a round"</Button> });
    let rows: Vec<_> = rounds.into_iter().map(|round| row(round, today)).collect();
    view! {
        <Page title="Rounds" back=("Programme", "/programme")>
            {done.map(|words| view! { <NotificationBanner success=true text=words/> })}
            <h1 class="govuk-heading-l">"Rounds"</h1>
            <p class="govuk-body">
                "An offer belongs to the round that was open when it was started, and keeps the parameters it was submitted under."
            </p>
            {add}
            <table class="govuk-table so-table">
                <caption class="govuk-visually-hidden">"Rounds, the latest first"</caption>
                <thead class="govuk-table__head">
                    <tr class="govuk-table__row">
                        <th scope="col" class="govuk-table__header">"Round"</th>
                        <th scope="col" class="govuk-table__header">"Opens"</th>
                        <th scope="col" class="govuk-table__header">"Closes"</th>
                        <th scope="col" class="govuk-table__header govuk-table__header--numeric">"Most outcomes"</th>
                        <th scope="col" class="govuk-table__header">"Parameters"</th>
                    </tr>
                </thead>
                <tbody class="govuk-table__body">{rows}</tbody>
            </table>
        </Page>
    }
}

fn row(round: Round, today: NaiveDate) -> impl IntoView {
    let href = format!("/programme/rounds/{}", round.id);
    let state = if today < round.opens_on {
        ("To come", TagColour::Blue)
    } else if today <= round.closes_on {
        ("Open", TagColour::Green)
    } else {
        ("Closed", TagColour::Grey)
    };
    let sourced = if round.parameters.is_illustrative() {
        "Illustrative: some have no source"
    } else {
        "With their sources"
    };
    view! {
        <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">
                <a class="govuk-link" href=href>{round.name}</a> " " <Tag text=state.0 colour=state.1/>
            </th>
            <td class="govuk-table__cell" data-label="Opens">{london::date(round.opens_on)}</td>
            <td class="govuk-table__cell" data-label="Closes">{london::date(round.closes_on)}</td>
            <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Most outcomes">
                {round.parameters.most_outcomes.value.to_string()}
            </td>
            <td class="govuk-table__cell" data-label="Parameters">{sourced}</td>
        </tr>
    }
}
