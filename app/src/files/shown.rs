//! Files in lists: what each is called, who attached it, who reads it, and whether it can be opened.

use domain::file::{FileState, in_words, reads_it};
use domain::process::{Reference, Room};
use leptos::prelude::*;
use services::files::{FileLine, OnePage};

use crate::{
    components::{Tag, TagColour},
    london,
    posts::address,
    talk::RoomTag,
};

/// What is attached here, and the way to attach more. For a section, an entry of it, or a term.
pub fn files_here(here: OnePage) -> impl IntoView {
    let OnePage {
        reference,
        place,
        lines,
        more,
        may_attach,
    } = here;
    let below = format!("/offers/{reference}/files");
    let none = lines.is_empty().then(|| {
        view! { <p class="govuk-body">"No file is attached here that you may read."</p> }
    });
    let list = file_list(lines, &reference, false);
    let place_in_address = address::text(&place.to_string());
    let attach = may_attach.then(|| {
        let href = format!("{below}/new?at={place_in_address}");
        view! { <li><a class="govuk-link" href=href>"Attach a file here"</a></li> }
    });
    let all = if more {
        "There are more: see all files of the offer"
    } else {
        "All files of the offer"
    };
    view! {
        <section class="so-section" aria-labelledby="files">
            <h2 class="govuk-heading-m" id="files">"Files"</h2>
            {none}
            {list}
            <ul class="govuk-list">
                {attach}
                <li><a class="govuk-link" href=below>{all}</a></li>
            </ul>
        </section>
    }
}

/// The files one after the other; nothing where there are none. `with_place` says of each where it belongs.
pub(super) fn file_list(
    lines: Vec<FileLine>,
    reference: &Reference,
    with_place: bool,
) -> Option<impl IntoView + use<>> {
    let below = format!("/offers/{reference}");
    let items: Vec<_> = lines
        .into_iter()
        .map(|line| item(line, &below, with_place))
        .collect();
    (!items.is_empty()).then(|| view! { <ul class="so-files">{items}</ul> })
}

fn item(line: FileLine, offer: &str, with_place: bool) -> impl IntoView + use<> {
    let class = format!("so-files__item so-room-edge--{}", line.room.code());
    let href = format!("{offer}/files/{}", line.slug);
    let mut facts = format!("{}, {}", line.kind.label(), in_words(line.bytes));
    let opens = line.can_be_opened();
    let name = line.name.clone();
    let title = if opens {
        view! { <a class="govuk-link" href=href.clone() download><bdi>{name}</bdi></a> }.into_any()
    } else {
        view! { <bdi>{name}</bdi> }.into_any()
    };
    let remove = line.may_remove.then(|| {
        let about = format!(" {}", line.name);
        let href = format!("{href}/remove");
        view! {
            <p class="so-files__fact">
                <a class="govuk-link" href=href>
                    "Remove"<span class="govuk-visually-hidden">{about}</span>
                </a>
            </p>
        }
    });
    let place = with_place.then(|| {
        let href = format!("{offer}{}", line.place.address());
        let about = line.about.clone();
        view! { <p class="so-files__fact"><a class="govuk-link" href=href><bdi>{about}</bdi></a></p> }
    });
    let by = format!(
        "Attached by {}, {}, on {}",
        line.by.name,
        line.by.organisation,
        london::clock(line.at)
    );
    let waits = line.held_back.then(|| {
        view! { <p class="so-files__fact">{reads_it(Room::Joint, true)}</p> }
    });
    let removed = line.removed.map(|removed| {
        let words = format!(
            "Removed by {} on {}: “{}”",
            removed.by,
            london::day(removed.at),
            removed.reason
        );
        view! { <p class="so-files__fact"><bdi>{words}</bdi></p> }
    });
    let state = match (line.state, removed.is_some()) {
        (_, true) => Some(("Removed", TagColour::Grey)),
        (FileState::Quarantined, false) => Some((line.state.label(), TagColour::Yellow)),
        (FileState::Refused, false) => Some((line.state.label(), TagColour::Red)),
        // What is as it should be is said in passing.
        (FileState::Clean | FileState::Unscanned, false) => {
            facts = format!("{facts}. {}", line.state.label());
            None
        }
    };
    let state =
        state.map(|(text, colour)| view! { <p class="so-files__fact"><Tag text colour/></p> });
    view! {
        <li class=class>
            <p class="so-files__name">{title}</p>
            <p class="so-files__fact">{facts}</p>
            <p class="so-files__fact"><RoomTag room=line.room/></p>
            {state}
            {waits}
            {place}
            <p class="so-files__fact"><bdi>{by}</bdi></p>
            {removed}
            {remove}
        </li>
    }
}
