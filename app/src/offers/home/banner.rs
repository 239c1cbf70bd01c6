//! What has just been done, said once at the top of the page it led to.

use domain::process::Stage;
use leptos::prelude::*;
use services::offers::OfferView;

use crate::components::{NotificationBanner, Panel};

/// Says only what is so: the address can be typed by anybody.
pub fn done(offer: &OfferView, done: Option<&str>) -> Option<AnyView> {
    let (stage, reference) = (offer.stage, &offer.reference);
    let words = match (done?, stage) {
        ("submitted", Stage::Submitted) => return Some(submitted(offer).into_any()),
        ("accepted", Stage::Negotiating) => {
            format!("You accepted {reference}. The place and the champion have been told.")
        }
        ("returned", Stage::Draft) => {
            format!("You returned {reference} to the place, with your reason.")
        }
        ("declined", Stage::Declined) => {
            format!("You declined {reference}. The place has been told, with your reason.")
        }
        ("settled", Stage::Settled) => {
            format!("The terms of {reference} are settled. Both sides have been told.")
        }
        ("reopened", Stage::Negotiating) => {
            format!(
                "The negotiation of {reference} is open again. Both sides have been told, with your reason."
            )
        }
        ("ended", Stage::Ended) => {
            format!(
                "You ended the negotiation of {reference}. Both sides have been told, with your reason."
            )
        }
        ("withdrawn", Stage::Withdrawn) => format!("You withdrew {reference}."),
        _ => return None,
    };
    Some(view! { <NotificationBanner success=true text=words/> }.into_any())
}

fn submitted(offer: &OfferView) -> impl IntoView + use<> {
    let reference = offer.reference.to_string();
    view! {
        <Panel title="Offer submitted" heading_level=2>
            "Its reference is" <br/> <strong>{reference}</strong>
        </Panel>
        <p class="govuk-body">
            "The programme office has been told. It accepts, returns or declines the offer, and gives its reason. "
            "You get a mail when it has decided. Until then the text stays as it is."
        </p>
    }
}
