//! The home of one offer: whose turn it is, and what there is to do or to read.

mod banner;
pub(crate) mod bargain;
mod negotiation;
mod next;
mod standing;
mod tasks;

use chrono::NaiveDate;
use domain::{
    offer::Key,
    process::{Act, OrganisationId, Role, Section},
};
use leptos::prelude::*;
use services::{
    Viewer,
    negotiation::Progress,
    offers::{self, OfferView},
};

use self::{
    banner::done, bargain::bargain, negotiation::negotiation, next::next, standing::standing,
    tasks::tasks,
};
use super::parts::{Part, offer_head};
use crate::page::{Asked, Away, Page, page};

/// `/offers/{ref}`.
#[component]
pub fn HomePage() -> impl IntoView {
    page(load, show)
}

struct Home {
    offer: OfferView,
    /// How far its negotiation has come, once it was accepted.
    progress: Option<Progress>,
    today: NaiveDate,
    /// What has just been done, as the address says.
    done: Option<String>,
    /// The partner that is the viewer’s own organisation.
    own: Option<Key>,
}

async fn load(asked: Asked) -> Result<Home, Away> {
    let viewer = asked.viewer()?;
    let reference = offers::reference(asked.param("ref"))?;
    let offer = asked.services().offers().read(viewer, &reference).await?;
    let done = asked.query("done").map(str::to_owned);
    let canonical = offer.reference.to_string();
    if canonical != asked.param("ref") {
        let question = done.filter(|word| word.bytes().all(|letter| letter.is_ascii_lowercase()));
        let question = question
            .map(|done| format!("?done={done}"))
            .unwrap_or_default();
        return Err(Away::To(format!("/offers/{canonical}{question}")));
    }
    let progress = asked
        .services()
        .negotiation()
        .progress(viewer, &offer)
        .await?;
    Ok(Home {
        progress,
        own: own(viewer, &offer),
        offer,
        today: asked.services().today(),
        done,
    })
}

fn own(viewer: &Viewer, offer: &OfferView) -> Option<Key> {
    let theirs = |organisation: &OrganisationId| {
        let mut hats = viewer.hats.iter().map(|worn| &worn.hat);
        hats.any(|hat| hat.role == Role::Partner && hat.organisation == *organisation)
    };
    offer
        .answers
        .iter()
        .find(|(_, answer)| answer.organisation.as_ref().is_some_and(theirs))
        .map(|(key, _)| key.clone())
}

fn show(home: Home) -> impl IntoView {
    let Home {
        offer,
        progress,
        today,
        done: word,
        own,
    } = home;
    let title = format!("{} {}", offer.reference, offer.title);
    let body = if offer.may(Act::EditSection) {
        tasks(&offer).into_any()
    } else {
        view! {
            {next(&offer, own.as_ref())}
            {progress.as_ref().map(|progress| negotiation(&offer, progress))}
            {bargain(&offer, progress.as_ref())}
            {sections(&offer)}
        }
        .into_any()
    };
    view! {
        <Page title back=("Offers", "/offers")>
            {done(&offer, word.as_deref())}
            {offer_head(&offer.reference, &offer.place_name, &offer.title, Part::Home, offer.reached())}
            {standing(&offer, today)}
            {body}
            {files(&offer)}
            {withdrawal(&offer)}
        </Page>
    }
}

/// The ten sections, to be read.
fn sections(offer: &OfferView) -> impl IntoView + use<> {
    let items: Vec<_> = Section::ALL
        .iter()
        .map(|section| {
            let href = format!("/offers/{}/{}", offer.reference, section.slug());
            view! { <li><a class="govuk-link" href=href>{section.title()}</a></li> }
        })
        .collect();
    view! {
        <h2 class="govuk-heading-m">"Sections"</h2>
        <ul class="govuk-list so-columns">{items}</ul>
    }
}

/// The offer for somebody who decides, and what bargaining changed, as files.
fn files(offer: &OfferView) -> impl IntoView + use<> {
    let brief = format!("/offers/{}/brief.pdf", offer.reference);
    let redline = (offer.was_accepted() && offer.may(Act::ReadTerms)).then(|| {
        let redline = format!("/offers/{}/redline.docx", offer.reference);
        view! {
            <li>
                <a class="govuk-link" href=redline>
                    "What bargaining has changed (Word, with tracked changes and comments)"
                </a>
            </li>
        }
    });
    view! {
        <h2 class="govuk-heading-m">"To take along"</h2>
        <ul class="govuk-list">
            <li>
                <a class="govuk-link" href=brief>"Brief of this offer (PDF, four pages at most)"</a>
            </li>
            {redline}
        </ul>
    }
}

fn withdrawal(offer: &OfferView) -> impl IntoView + use<> {
    offer.may(Act::Withdraw).then(|| {
        let href = format!("/offers/{}/withdraw", offer.reference);
        view! { <p class="govuk-body"><a class="govuk-link" href=href>"Withdraw this offer"</a></p> }
    })
}
