//! What the table shows and in which order: links, so that what is shown has an address to pass on.

use leptos::prelude::*;
use services::negotiation::{Counts, PartyName, Show, Sort, TermFilter};

use super::{SHOW, SORT, WAITING_FOR};
use crate::posts::address;

/// The filter as it stands in the address of the table.
pub fn address_of(filter: &TermFilter) -> String {
    let TermFilter {
        show,
        sort,
        waiting_for,
    } = filter;
    let pairs = [
        (SHOW, (*show != Show::default()).then(|| show.code())),
        (SORT, (*sort != Sort::default()).then(|| sort.code())),
        (WAITING_FOR, waiting_for.as_ref().map(|party| party.code())),
    ];
    pairs
        .into_iter()
        .filter_map(|(name, text)| Some(format!("{name}={}&", address::text(text?))))
        .collect()
}

/// The links above the table.
#[component]
pub fn Choices(
    filter: TermFilter,
    counts: Counts,
    /// Whether anything can wait for who looks.
    takes_part: bool,
    parties: Vec<PartyName>,
    /// The address of the table.
    here: String,
) -> impl IntoView {
    let href = |filter: &TermFilter| {
        let rest = address_of(filter);
        match rest.strip_suffix('&') {
            Some(rest) => format!("{here}?{rest}#terms"),
            None => format!("{here}#terms"),
        }
    };
    let shown: Vec<_> = Show::ALL
        .iter()
        .filter(|show| takes_part || **show != Show::Ours)
        .map(|show| {
            let words = format!("{} ({})", show.label(), counts.shown_by(*show));
            let to = href(&TermFilter {
                show: *show,
                ..filter.clone()
            });
            choice(words, to, *show == filter.show)
        })
        .collect();
    let sorted: Vec<_> = Sort::ALL
        .iter()
        .map(|sort| {
            let to = href(&TermFilter {
                sort: *sort,
                ..filter.clone()
            });
            choice(sort.label().to_owned(), to, *sort == filter.sort)
        })
        .collect();
    let waiting_for = filter.waiting_for.as_ref().map(|id| {
        let name = parties.iter().find(|party| party.id == *id);
        let name = name.map_or_else(|| "nobody here".to_owned(), |party| party.name.clone());
        let all = href(&TermFilter {
            waiting_for: None,
            ..filter.clone()
        });
        view! {
            <p class="govuk-body" role="status">
                {format!("Only terms on which {name} has not said where it stands. ")}
                <a class="govuk-link" href=all>"Show the others too"</a>
            </p>
        }
    });
    view! {
        <nav class="so-choices" aria-label="Which terms">
            <span class="so-choices__about">"Show"</span>
            <ul class="so-choices__list">{shown}</ul>
        </nav>
        <nav class="so-choices" aria-label="In which order">
            <span class="so-choices__about">"Sort by"</span>
            <ul class="so-choices__list">{sorted}</ul>
        </nav>
        {waiting_for}
    }
}

fn choice(words: String, href: String, chosen: bool) -> impl IntoView {
    let current = chosen.then_some("true");
    view! {
        <li>
            <a class="govuk-link govuk-link--no-visited-state" href=href aria-current=current>{words}</a>
        </li>
    }
}
