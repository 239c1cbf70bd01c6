//! One comment as it stands in its thread.

use domain::process::{Reference, Room};
use leptos::prelude::*;
use services::talk::{Author, Comment, Former};

use super::{RoomTag, markdown};
use crate::{components::Details, london};

/// Where a comment stands: for the addresses of what can be done with it.
#[derive(Clone)]
pub(super) struct Place {
    pub reference: Reference,
    pub thread: String,
    pub room: Room,
}

/// A comment with what can be done with it.
#[component]
pub(super) fn Said(comment: Comment, place: Place) -> impl IntoView {
    let Comment {
        slug,
        author,
        body,
        told,
        written_at,
        edited_at,
        former,
        released_by,
        released_at,
        may_edit,
        may_release,
        ..
    } = comment;
    let own = format!("#{slug}");
    let class = format!("so-comment so-comment--{}", place.room.code());
    let address = format!("/offers/{}/talk/{}/{slug}", place.reference, place.thread);
    let of = format!(" the comment of {}", author.name);
    let (by, machine, when) = (
        author_line(author),
        london::machine(written_at),
        london::clock(written_at),
    );
    let edited =
        edited_at.map(|at| view! { <span>{format!("Edited {}", london::clock(at))}</span> });
    let releaser = released_by.map(|name| {
        view! { <p class="so-comment__note">"Released to both sides by " <bdi>{name}</bdi> "."</p> }
    });
    let released = released_at.map(|at| {
        let words = format!(
            "Released to both sides on {}. They read these words, and nothing else of this thread.",
            london::clock(at)
        );
        view! { <p class="so-comment__note">{words}</p> }
    });
    let edit = may_edit.then(|| {
        let href = format!("{address}/edit");
        let of = of.clone();
        view! { <a class="govuk-link" href=href>"Change"<span class="govuk-visually-hidden">{of}</span></a> }
    });
    let release = may_release.then(|| {
        let href = format!("{address}/release");
        view! { <a class="govuk-link" href=href>"Release to both sides"<span class="govuk-visually-hidden">{of}</span></a> }
    });
    let actions = (edit.is_some() || release.is_some())
        .then(|| view! { <p class="so-comment__actions">{edit}{release}</p> });
    view! {
        <article class=class id=slug>
            <header class="so-comment__head">
                {by}
                <span class="so-comment__when">
                    <a class="govuk-link govuk-link--no-visited-state" href=own>
                        <time datetime=machine>{when}</time>
                    </a>
                    {edited}
                    <RoomTag room=place.room/>
                </span>
            </header>
            <div class="so-prose" dir="auto" inner_html=markdown::html(&body)></div>
            {told_line(told)}
            {former_texts(former)}
            {releaser}
            {released}
            {actions}
        </article>
    }
}

/// `Joan, Place leader, Birmingham`. An organisation that is called like the role is said once.
pub(super) fn author_line(author: Author) -> impl IntoView {
    let role = author.role.map(|role| role.label());
    let organisation = Some(author.organisation).filter(|name| role != Some(name.as_str()));
    let rest = [role.map(str::to_owned), organisation]
        .into_iter()
        .flatten()
        .map(|words| format!(", {words}"))
        .collect::<String>();
    view! { <span class="so-comment__author"><strong><bdi>{author.name}</bdi></strong><span>{rest}</span></span> }
}

/// Who was told of it.
fn told_line(told: Vec<String>) -> Option<impl IntoView> {
    (!told.is_empty()).then(|| {
        let names: Vec<_> = told
            .into_iter()
            .enumerate()
            .map(|(at, name)| view! { {if at == 0 { "" } else { ", " }} <bdi>{name}</bdi> })
            .collect();
        view! { <p class="so-comment__note">"Told: " {names}</p> }
    })
}

/// What it said before.
fn former_texts(former: Vec<Former>) -> Option<impl IntoView> {
    (!former.is_empty()).then(|| {
        let texts: Vec<_> = former
            .into_iter()
            .map(|text| {
                let until = format!("Until {}:", london::clock(text.until));
                view! {
                    <p class="govuk-body-s">{until}</p>
                    <div class="so-prose" dir="auto" inner_html=markdown::html(&text.body)></div>
                }
            })
            .collect();
        view! { <Details summary="What it said before">{texts}</Details> }
    })
}
