//! `/agreements/{ref}/versions/{n}/changes`: what a version says otherwise than the one before.

use domain::agreement::{Became, Compared, compare};
use leptos::prelude::*;

use super::{
    at::{self, version},
    text::blocks,
};
use crate::{
    components::{Details, Tag, TagColour},
    markup::Markup,
    page::{Asked, Away, Page, page},
    terms::changes,
};
use services::{Refusal, agreements::DocumentKind};

/// `/agreements/{ref}/versions/{n}/changes`.
#[component]
pub fn ChangesPage() -> impl IntoView {
    page(load, show)
}

struct Changes {
    reference: String,
    title: String,
    before: u32,
    after: u32,
    reason: String,
    compared: Vec<Compared>,
    /// Where the redline as a Word document is to be had.
    word: Option<String>,
}

async fn load(asked: Asked) -> Result<Changes, Away> {
    let reference = at::reference(&asked)?;
    let after = version(&asked)?;
    let viewer = asked.signed_in();
    let view = at::read(&asked, Some(after)).await?;
    let before = after.checked_sub(1).filter(|before| *before > 0);
    let before = before.ok_or(Refusal::NotFound)?;
    let (old, new) = asked
        .services()
        .agreements()
        .contents(viewer, &reference, before, after)
        .await?;
    let word = (view.documents.iter()).any(|one| one.kind == DocumentKind::Redline);
    Ok(Changes {
        word: word.then(|| at::file(&reference, after, DocumentKind::Redline)),
        reference: reference.to_string(),
        title: new.head.title.clone(),
        reason: new.head.reason.clone(),
        compared: compare(&old, &new),
        before,
        after,
    })
}

fn show(shown: Changes) -> impl IntoView {
    let Changes {
        reference,
        title,
        before,
        after,
        reason,
        compared,
        word,
    } = shown;
    let (same, changed): (Vec<_>, Vec<_>) = compared
        .into_iter()
        .partition(|one| one.became == Became::Same);
    let heading = format!("What version {after} changes");
    let nothing = changed.is_empty().then(|| {
        view! { <p class="govuk-body">{format!("Version {after} says the same as version {before}.")}</p> }
    });
    let changed: Vec<_> = changed
        .into_iter()
        .map(|one| section(one, before, after))
        .collect();
    let same = (!same.is_empty()).then(|| {
        let words = match same.len() {
            1 => "1 part stayed as it was".to_owned(),
            several => format!("{several} parts stayed as they were"),
        };
        let titles: Vec<_> = same
            .into_iter()
            .map(|one| view! { <li>{one.heading}</li> })
            .collect();
        view! {
            <Details summary=words class="so-redline__same">
                <ul class="govuk-list govuk-list--bullet">{titles}</ul>
            </Details>
        }
    });
    let reason = (!reason.is_empty()).then(|| {
        view! {
            <h2 class="govuk-heading-m">"Why it was varied"</h2>
            <p class="govuk-body so-lines">{reason}</p>
        }
    });
    let word = word.map(|href| {
        view! {
            <p class="govuk-body">
                <a class="govuk-link" href=href download="">"The same with tracked changes (Word)"</a>
            </p>
        }
    });
    let back = format!("/agreements/{reference}/versions/{after}");
    view! {
        <Page title=format!("{heading}: {reference}") back=(format!("Version {after}"), back)>
            <span class="govuk-caption-l">{format!("{reference} {title}")}</span>
            <h1 class="govuk-heading-l">{heading}</h1>
            <p class="govuk-body">
                {format!("Compared with version {before}. What was taken out is struck through, what was put in is underlined.")}
            </p>
            {reason}
            {word}
            <div class="so-redline">{nothing}{changed}{same}</div>
        </Page>
    }
}

fn section(one: Compared, before: u32, after: u32) -> impl IntoView {
    let laid = |all: &[_]| Markup::of(|m| blocks(m, all, 3)).into_view();
    let (tag, body) = match one.became {
        Became::Same => (None, ().into_any()),
        Became::Changed(all) => (
            None,
            changes(
                all,
                &format!("Version {before}"),
                &format!("Version {after}"),
            )
            .into_any(),
        ),
        Became::Added(all) => (
            Some(("Added", TagColour::Green)),
            view! { <div class="so-redline__added">{laid(&all)}</div> }.into_any(),
        ),
        Became::Removed(all) => (
            Some(("Removed", TagColour::Red)),
            view! { <div class="so-redline__removed">{laid(&all)}</div> }.into_any(),
        ),
    };
    let tag = tag.map(|(text, colour)| view! { " " <Tag text colour/> });
    view! {
        <section class="so-redline__one">
            <h2 class="govuk-heading-m so-redline__matter">{one.heading}{tag}</h2>
            {body}
        </section>
    }
}
