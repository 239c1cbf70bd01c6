//! Everything that happened to an offer, newest first, by day; what is asked for stands in the address.

mod export;
mod filters;
mod wanted;

use chrono::{DateTime, NaiveDate, Utc};
use domain::process::{Role, Room};
use leptos::prelude::*;
use services::offers::{self, Entry, Paging, Timeline as Past};

pub use self::export::file;

use self::{filters::Filters, wanted::Wanted};
use super::parts::{Part, offer_head};
use crate::{
    components::{ErrorSummary, SummaryError, Timeline, TimelineEntry},
    london,
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
};

/// `/offers/{ref}/history`.
#[component]
pub fn HistoryPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    past: Past,
    wanted: Wanted,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let wanted = Wanted::of(&asked);
    let paging = Paging::number(page_number(&asked));
    let past = asked
        .services()
        .offers()
        .history(asked.viewer()?, &reference, &wanted.filter, paging)
        .await?;
    let address = format!("/offers/{}/history", past.reference);
    let rest = wanted.address();
    if past.reference.to_string() != asked.param("ref") {
        return Err(Away::To(address));
    }
    within(&past.entries, past.page, past.pages, |page| {
        format!("{address}?{rest}page={page}")
    })?;
    Ok(Shown { past, wanted })
}

fn show(shown: Shown) -> impl IntoView {
    let Shown { past, wanted } = shown;
    let Past {
        reference,
        title,
        place_name,
        reached,
        entries,
        page: here,
        pages: last,
        total,
        choices,
    } = past;
    let home = format!("/offers/{reference}");
    let private = entries
        .iter()
        .map(|entry| entry.room)
        .find(|room| *room != Room::Joint);
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
    let rooms = private.map(|room| {
        let words = format!("Entries marked “{}”: {}", room.label(), room.sentence());
        view! { <p class="govuk-body">{words}</p> }
    });
    let none = days.is_empty().then(|| {
        let words = if wanted.is_all() {
            "Nothing that you may read has happened yet."
        } else {
            "Try other days, or anything done by anybody."
        };
        view! { <p class="govuk-body">{words}</p> }
    });
    let history = format!("{home}/history");
    let rest = wanted.address();
    let pages = format!("{history}?{rest}");
    let keep = (total > 0 && wanted.faults.is_empty()).then(|| keep(&history, &rest));
    let errors = wanted
        .faults
        .iter()
        .map(|(field, words)| SummaryError::at(*field, words))
        .collect();
    let wrong = !wanted.faults.is_empty();
    let count = count(total, wanted.is_all());
    view! {
        <Page title=format!("History: {reference} {title}") back=("Summary", home) wrong=wrong>
            <ErrorSummary errors/>
            {offer_head(&reference, &place_name, &title, Part::History, reached)}
            <Filters wanted choices address=history/>
            <p class="govuk-body" role="status">{count}</p>
            {keep}
            {rooms}
            {none}
            {days}
            <Pages here last href=move |page| format!("{pages}page={page}")/>
        </Page>
    }
}

fn count(total: u64, is_all: bool) -> String {
    let found = if is_all { "" } else { " found" };
    match total {
        0 => format!("No entries{found}"),
        1 => format!("1 entry{found}"),
        several => format!("{several} entries{found}"),
    }
}

/// The way to the same as a file.
fn keep(history: &str, rest: &str) -> impl IntoView + use<> {
    let query = rest.trim_end_matches('&');
    let href = match query {
        "" => format!("{history}.csv"),
        query => format!("{history}.csv?{query}"),
    };
    view! {
        <p class="govuk-body">
            <a class="govuk-link" href=href>"Download these entries as a table (CSV)"</a>
        </p>
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
    let at: DateTime<Utc> = entry.at;
    let when = when(at, entry.room);
    let past = TimelineEntry::new(entry.title, london::machine(at), when).by(who(
        entry.who,
        entry.role.map(Role::label),
        entry.organisation.as_deref(),
    ));
    match entry.detail {
        Some(words) => past.body(view! { <p class="govuk-body so-lines">{words}</p> }),
        None => past,
    }
}

/// The time of day, and the room where not everybody in the offer reads it.
fn when(at: DateTime<Utc>, room: Room) -> String {
    match room {
        Room::Joint => london::time(at),
        Room::Place | Room::Whitehall => format!("{} · {}", london::time(at), room.label()),
    }
}

/// `Margaret, Place leader, Kent`. An organisation that is called like the role is said once.
fn who(name: String, role: Option<&str>, organisation: Option<&str>) -> String {
    let mut words = name;
    let organisation = organisation.filter(|organisation| role != Some(organisation));
    for more in [role, organisation].into_iter().flatten() {
        words.push_str(", ");
        words.push_str(more);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programme_office_is_said_once() {
        let office = Some("Programme office");
        assert_eq!(
            who("Ruth".to_owned(), office, office),
            "Ruth, Programme office"
        );
        let margaret = who("Margaret".to_owned(), Some("Place leader"), Some("Kent"));
        assert_eq!(margaret, "Margaret, Place leader, Kent");
        assert_eq!(who("The service".to_owned(), None, None), "The service");
    }

    #[test]
    fn what_not_everybody_reads_says_who_does() {
        let at = DateTime::from_timestamp(1_359_990_300, 0).expect("a moment");
        assert_eq!(when(at, Room::Joint), "3:05pm");
        assert_eq!(when(at, Room::Place), "3:05pm · The place only");
    }
}
