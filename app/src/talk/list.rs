//! The threads of an offer that somebody may read, the latest first.

use domain::offer::Key;
use domain::process::{Room, Section};
use leptos::prelude::*;
use services::offers::{self, Paging};
use services::talk::{Filter, State, ThreadLine, Threads};

use super::{RoomBand, RoomTag, about::about, markdown, said::author_line};
use crate::{
    components::{Button, ButtonGroup, ButtonKind, Select, SelectOption, Tag, TagColour},
    london,
    offers::{Part, offer_head},
    page::{Asked, Away, Page, page},
    paging::{Pages, page_number, within},
    posts::address,
};

/// The most letters that a list shows of how a thread begins.
const OPENING: usize = 120;

/// `/offers/{ref}/talk`.
#[component]
pub fn TalkPage() -> impl IntoView {
    page(load, show)
}

struct Shown {
    talk: Threads,
    filter: Filter,
}

async fn load(asked: Asked) -> Result<Shown, Away> {
    let reference = offers::reference(asked.param("ref"))?;
    let filter = filter(&asked);
    let talk = asked
        .services()
        .talk()
        .threads(
            asked.viewer()?,
            asked.hat(),
            &reference,
            &filter,
            Paging::number(page_number(&asked)),
        )
        .await?;
    let here = format!("/offers/{}/talk", talk.reference);
    let rest = address_of(&filter);
    if talk.reference.to_string() != asked.param("ref") {
        return Err(Away::To(format!("{here}?{rest}")));
    }
    within(&talk.lines, talk.page, talk.pages, |page| {
        format!("{here}?{rest}page={page}")
    })?;
    Ok(Shown { talk, filter })
}

/// What the address asks for. What no list knows is not asked.
fn filter(asked: &Asked) -> Filter {
    let section = asked.query("section").and_then(Section::from_code);
    Filter {
        room: asked.query("room").and_then(Room::from_code),
        key: section.and(asked.query("key")).map(Key::new),
        section,
        state: match asked.query("state") {
            Some("open") => Some(State::Open),
            Some("resolved") => Some(State::Resolved),
            _ => None,
        },
    }
}

/// The filter as it stands in the address of the other pages.
fn address_of(filter: &Filter) -> String {
    let state = filter.state.map(|state| match state {
        State::Open => "open",
        State::Resolved => "resolved",
    });
    [
        ("room", filter.room.map(Room::code)),
        ("section", filter.section.map(Section::code)),
        ("key", filter.key.as_ref().map(Key::as_str)),
        ("state", state),
    ]
    .into_iter()
    .filter_map(|(name, text)| Some(format!("{name}={}&", address::text(text?))))
    .collect()
}

fn show(shown: Shown) -> impl IntoView {
    let Shown { talk, filter } = shown;
    let Threads {
        reference,
        title,
        place_name,
        reached,
        rooms,
        lines,
        page: here,
        pages: last,
        total,
        may_start,
    } = talk;
    let home = format!("/offers/{reference}");
    let below = format!("{home}/talk");
    let filtered = filter != Filter::default();
    let question = about(filter.section, filter.key.as_ref());
    let start = may_start.then(|| {
        view! { <Button href=format!("{below}/new{question}")>"Start a thread"</Button> }
    });
    let count = match (total, filtered) {
        (1, true) => "1 thread found".to_owned(),
        (1, false) => "1 thread".to_owned(),
        (several, true) => format!("{several} threads found"),
        (several, false) => format!("{several} threads"),
    };
    let none = lines.is_empty().then(|| {
        let words = match (filtered, may_start) {
            (true, _) => "Try another room or section.",
            (false, true) => {
                "Nobody has said anything here that you may read. Start the first thread."
            }
            (false, false) => "Nobody has said anything here that you may read.",
        };
        view! { <p class="govuk-body">{words}</p> }
    });
    let threads: Vec<_> = lines
        .into_iter()
        .map(|line| thread_line(line, &below))
        .collect();
    let list = (!threads.is_empty()).then(|| view! { <ul class="so-threads">{threads}</ul> });
    let bands: Vec<_> = rooms
        .iter()
        .map(|room| view! { <RoomBand room=*room/> })
        .collect();
    let rest = address_of(&filter);
    let pages = below.clone();
    view! {
        <Page title=format!("Talk: {reference} {title}") back=("Summary", home)>
            {offer_head(&reference, &place_name, &title, Part::Talk, reached)}
            {start}
            <Filters filter filtered rooms here=below/>
            <p class="govuk-body" role="status">{count}</p>
            {none}
            {list}
            <Pages here last href=move |page| format!("{pages}?{rest}page={page}")/>
            <section class="so-section" aria-labelledby="rooms">
                <h2 class="govuk-heading-s" id="rooms">"Who reads what"</h2>
                {bands}
            </section>
        </Page>
    }
}

/// One thread in short. The room comes first, in words and in the colour of the edge.
pub(super) fn thread_line(line: ThreadLine, below: &str) -> impl IntoView + use<> {
    let class = format!("so-threads__item so-comment--{}", line.room.code());
    let href = format!("{below}/{}", line.slug);
    let comments = match line.comments {
        1 => "1 comment".to_owned(),
        several => format!("{several} comments"),
    };
    let resolved = line
        .resolved
        .then(|| view! { <Tag text="Resolved" colour=TagColour::Grey/> });
    let opening = markdown::opening(&line.opening, OPENING);
    let when = format!("{comments}, the last on {}", london::clock(line.last_at));
    view! {
        <li class=class>
            <p class="so-threads__room"><RoomTag room=line.room/>{resolved}</p>
            <h2 class="govuk-heading-s so-threads__title">
                <a class="govuk-link" href=href><bdi>{opening}</bdi></a>
            </h2>
            <p class="so-threads__about"><bdi>{line.about}</bdi></p>
            <p class="so-threads__who">{author_line(line.author)}</p>
            <p class="so-threads__who">{when}</p>
        </li>
    }
}

#[component]
fn Filters(filter: Filter, filtered: bool, rooms: Vec<Room>, here: String) -> impl IntoView {
    let rooms = choices(
        "All your rooms",
        rooms.iter().map(|room| (room.code(), room.label())),
    );
    let sections = choices(
        "The whole offer and all sections",
        Section::ALL.iter().map(|one| (one.code(), one.title())),
    );
    let states = choices(
        "Open and resolved",
        [("open", "Open"), ("resolved", "Resolved")].into_iter(),
    );
    let state = filter.state.map(|state| match state {
        State::Open => "open",
        State::Resolved => "resolved",
    });
    let clear = here.clone();
    let clear = filtered.then(|| view! { <a class="govuk-link" href=clear>"Clear"</a> });
    view! {
        <form method="get" action=here class="so-filter" role="search" aria-label="Threads">
            <Select name="room" label="Room" items=rooms value=filter.room.map(Room::code)/>
            <Select name="section" label="About" items=sections value=filter.section.map(Section::code)/>
            <Select name="state" label="State" items=states value=state/>
            <ButtonGroup>
                <Button kind=ButtonKind::Secondary prevent_double_click=false>"Filter"</Button>
                {clear}
            </ButtonGroup>
        </form>
    }
}

fn choices<'a>(any: &str, items: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<SelectOption> {
    std::iter::once(SelectOption::new("", any))
        .chain(items.map(|(code, label)| SelectOption::new(code, label)))
        .collect()
}
