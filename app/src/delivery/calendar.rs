//! What somebody owns as a calendar: `/calendar/{secret}.ics` for calendar programs, and `/account/calendar`, where
//! its address is made, renewed and taken away.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Days, Utc};
use domain::form::Posted;
use icalendar::{Calendar, Class, Component, Event, EventLike, Property};
use leptos::prelude::*;
use services::{Refusal, delivery::CalendarEntry};

use crate::{
    components::{Button, ButtonGroup, ButtonKind, InsetText, NotificationBanner, WarningText},
    london,
    page::{Asked, House, Page, page},
    posts::{Answer, Form},
    problem::Problem,
};

const PATH: &str = "/account/calendar";
const KIND: HeaderValue = HeaderValue::from_static("text/calendar; charset=utf-8");

/// Where the page finds the address that was just made: it is shown once, and stored nowhere.
const MADE: &str = "made";

#[component]
pub fn CalendarPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    made_at: Option<DateTime<Utc>>,
    /// The address, right after it was made.
    address: Option<String>,
    removed: bool,
}

async fn load(asked: Asked) -> Result<Shown, Refusal> {
    let viewer = asked.viewer()?;
    let made_at = asked
        .services()
        .delivery()
        .calendar_made(&viewer.person)
        .await?;
    // What comes back over a sign-in was typed by somebody, and no address of ours.
    let made = asked.typed().filter(|typed| !typed.kept);
    let secret = made.and_then(|typed| typed.text(MADE));
    let site = &asked.services().settings().public_url;
    Ok(Shown {
        address: secret.map(|secret| format!("{site}/calendar/{secret}.ics")),
        made_at,
        removed: asked.query("done") == Some("removed"),
    })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown {
        made_at,
        address,
        removed,
    } = shown;
    let told = removed.then(|| {
        view! { <NotificationBanner success=true text="The address is gone, and leads nowhere from now on."/> }
    });
    let is_new = address.is_some();
    let address = address.map(|address| {
        view! {
            <NotificationBanner success=true text="Here is your address. Copy it now: it is shown this once."/>
            <InsetText><span class="so-lines">{address}</span></InsetText>
        }
    });
    let stands = match made_at {
        Some(at) if !is_new => view! {
            <p class="govuk-body">{format!("You have an address, made on {}.", london::clock(at))}</p>
            <p class="govuk-body">"If you have lost it, or somebody else knows it, make a new one: the old one leads nowhere from then on."</p>
        }
        .into_any(),
        Some(_) => ().into_any(),
        None => view! { <p class="govuk-body">"You have no address yet."</p> }.into_any(),
    };
    let button = if made_at.is_some() {
        "Make a new address"
    } else {
        "Make an address"
    };
    let remove = made_at.is_some().then(|| {
        view! {
            <Button kind=ButtonKind::Secondary name="act" value="remove" prevent_double_click=true>
                "Remove the address"
            </Button>
        }
    });
    view! {
        <Page title="Your calendar" back=("Your account", "/account") narrow=true>
            {told}
            <h1 class="govuk-heading-l">"Your calendar"</h1>
            {address}
            <p class="govuk-body">
                "Your calendar program can show the milestones that you answer for, in every agreement that you may read. "
                "It reads them under a secret address of your own."
            </p>
            <WarningText>"Whoever knows the address can read them without signing in."</WarningText>
            {stands}
            <Form action=PATH>
                <ButtonGroup>
                    <Button name="act" value="renew" prevent_double_click=true>{button}</Button>
                    {remove}
                </ButtonGroup>
            </Form>
        </Page>
    }
}

pub async fn post(asked: Asked, posted: Posted) -> Result<Answer, Refusal> {
    let person = asked.viewer()?.person.clone();
    let delivery = asked.services().delivery();
    match posted.act() {
        "renew" => {
            let secret = delivery.renew_calendar(&person).await?;
            Ok(Answer::Again([(MADE, secret)].into_iter().collect()))
        }
        "remove" => {
            delivery.remove_calendar(&person).await?;
            Ok(Answer::to(format!("{PATH}?done=removed")))
        }
        // No button of ours sends anything else.
        _ => Ok(Answer::to(PATH)),
    }
}

/// `/calendar/{secret}.ics`.
pub async fn file(State(house): State<House>, request: Request) -> Response {
    let (mut parts, _) = request.into_parts();
    let asked = Asked::read(house, &mut parts).await;
    match calendar(&asked).await {
        Ok(text) => {
            let headers = [
                (header::CONTENT_TYPE, KIND),
                (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            ];
            (headers, text).into_response()
        }
        Err(refusal) => Problem::from(refusal).into_response(),
    }
}

async fn calendar(asked: &Asked) -> Result<String, Refusal> {
    let secret = asked.param("file").strip_suffix(".ics");
    let secret = secret.ok_or(Refusal::NotFound)?;
    let services = asked.services();
    let entries = services.delivery().calendar(secret).await?;
    Ok(written(&services.settings().public_url, &entries))
}

/// A day each, on the day on which it is expected.
fn written(site: &str, entries: &[CalendarEntry]) -> String {
    let mut calendar = Calendar::new();
    calendar.name("Milestones: Single Offer");
    for entry in entries {
        calendar.push(event(site, entry));
    }
    calendar.done().to_string()
}

fn event(site: &str, entry: &CalendarEntry) -> Event {
    let address = format!(
        "{site}/offers/{}/delivery/milestones/{}",
        entry.reference, entry.slug
    );
    let title = match entry.is_achieved {
        true => format!("Achieved: {}", entry.title.trim()),
        false => entry.title.trim().to_owned(),
    };
    let mut about = format!("{}. Due {}.", entry.owner, london::date(entry.due));
    if entry.on != entry.due && !entry.is_achieved {
        about.push_str(&format!(" Expected on {}.", london::date(entry.on)));
    }
    let mut event = Event::new();
    event
        .uid(&format!("{}@milestones", entry.id))
        .summary(&format!("{title} ({})", entry.reference))
        .description(&format!("{about}\n{address}"))
        .url(&address)
        .class(Class::Private)
        .sequence(u32::try_from(entry.version).unwrap_or(u32::MAX))
        .starts(entry.on)
        .append_property(Property::new("TRANSP", "TRANSPARENT"))
        .timestamp(entry.changed_at)
        .last_modified(entry.changed_at);
    // The day after is the first that is no longer part of it.
    if let Some(next) = entry.on.checked_add_days(Days::new(1)) {
        event.ends(next);
    }
    event.done()
}
