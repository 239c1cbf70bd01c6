//! Everything that happened to an offer, newest first, by day.

use chrono::{DateTime, NaiveDate, Utc};
use domain::process::Room;
use leptos::prelude::*;
use services::offers::{self, Entry, Paging, Timeline as Past};

use super::parts::{Part, offer_head};
use crate::{
    components::{Timeline, TimelineEntry},
    london,
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number},
};

/// `/offers/{ref}/history`.
#[component]
pub fn HistoryPage() -> impl IntoView {
    page(load, show)
}

async fn load(asked: Asked) -> Result<Past, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let paging = Paging::number(page_number(&asked));
    let past = asked
        .services()
        .offers()
        .history(asked.viewer()?, &reference, paging)
        .await?;
    if past.reference.to_string() == asked.param("ref") {
        Ok(past)
    } else {
        Err(Away::To(format!("/offers/{}/history", past.reference)))
    }
}

fn show(past: Past) -> impl IntoView {
    let Past {
        reference,
        title,
        place_name,
        entries,
        page: here,
        pages: last,
        ..
    } = past;
    let home = format!("/offers/{reference}");
    let days: Vec<_> = by_day(entries)
        .into_iter()
        .map(|(day, entries)| {
            let entries = entries.into_iter().map(entry).collect();
            view! {
                <h2 class="govuk-heading-m">{london::date(day)}</h2>
                <Timeline entries heading_level=3/>
            }
        })
        .collect();
    let none = days.is_empty().then(|| {
        view! { <p class="govuk-body">"Nothing that you may read has happened yet."</p> }
    });
    let pages = format!("{home}/history");
    view! {
        <Page title=format!("History: {reference} {title}") back=("Summary", home)>
            {offer_head(&reference, &place_name, &title, Part::History)}
            {none}
            {days}
            <Pages here last href=move |page| format!("{pages}?page={page}")/>
        </Page>
    }
}

/// The entries of each day in London, in their order.
fn by_day(entries: Vec<Entry>) -> Vec<(NaiveDate, Vec<Entry>)> {
    let mut days: Vec<(NaiveDate, Vec<Entry>)> = Vec::new();
    for entry in entries {
        let day = london::local_date(entry.at);
        match days.last_mut() {
            Some((last, of_day)) if *last == day => of_day.push(entry),
            Some(_) | None => days.push((day, vec![entry])),
        }
    }
    days
}

fn entry(entry: Entry) -> TimelineEntry {
    let by = who(&entry);
    let at: DateTime<Utc> = entry.at;
    let body = body(entry.detail, entry.room);
    let past = TimelineEntry::new(entry.title, london::machine(at), london::clock(at)).by(by);
    match body {
        Some(body) => past.body(body),
        None => past,
    }
}

/// `Margaret, Place leader, Kent County Council`.
fn who(entry: &Entry) -> String {
    let mut words = entry.who.clone();
    for more in [
        entry.role.map(|role| role.label()),
        entry.organisation.as_deref(),
    ] {
        if let Some(more) = more {
            words.push_str(", ");
            words.push_str(more);
        }
    }
    words
}

/// The reason that was given, and who else reads it where not everybody in the offer does.
fn body(detail: Option<String>, room: Room) -> Option<AnyView> {
    let private = match room {
        Room::Joint => None,
        Room::Place | Room::Whitehall => Some(room.sentence()),
    };
    if detail.is_none() && private.is_none() {
        return None;
    }
    let detail = detail
        .map(|words| view! { <p class="govuk-body so-lines govuk-!-margin-bottom-1">{words}</p> });
    let private = private.map(|words| view! { <p class="govuk-body-s so-table__minor govuk-!-margin-bottom-1">{words}</p> });
    Some(view! { {detail} {private} }.into_any())
}
