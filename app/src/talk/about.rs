//! The way from a part of an offer to the talk about it.

use domain::{
    offer::Key,
    process::{Act, Section},
};
use leptos::prelude::*;
use services::offers::OfferView;

use crate::posts::address;

/// “Talk about this”, for those who can; “Read the talk about this” for those who only read.
pub fn talk_about(
    offer: &OfferView,
    section: Option<Section>,
    key: Option<&Key>,
) -> impl IntoView + use<> {
    let talk = format!("/offers/{}/talk", offer.reference);
    let about = about(section, key);
    let (href, words) = if offer.may(Act::Comment) {
        (format!("{talk}/new{about}"), "Talk about this")
    } else {
        (format!("{talk}{about}"), "Read the talk about this")
    };
    view! {
        <p class="govuk-body so-talk-about">
            <a class="govuk-link" href=href>{words}</a>
        </p>
    }
}

/// What it is about, as the question of an address.
pub(super) fn about(section: Option<Section>, key: Option<&Key>) -> String {
    match (section, key) {
        (None, _) => String::new(),
        (Some(section), None) => format!("?section={}", section.code()),
        (Some(section), Some(key)) => {
            format!(
                "?section={}&key={}",
                section.code(),
                address::text(key.as_str())
            )
        }
    }
}
