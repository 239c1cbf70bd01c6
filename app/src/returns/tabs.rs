//! What stands above each page of what is reported.

use domain::process::Reference;
use leptos::prelude::*;
use services::offers::Reached;

pub(super) use crate::delivery::Tab;
use crate::delivery::Tabs;
use crate::offers::{Part, offer_head};

/// The reference and place above the title, the title, and the ways to the other parts.
pub(super) fn delivery_head(
    reference: &Reference,
    place: &str,
    title: &str,
    here: Tab,
) -> impl IntoView + use<> {
    let head = offer_head(reference, place, title, Part::Delivery, Reached::Delivery);
    let reference = reference.clone();
    view! {
        {head}
        <Tabs reference here/>
    }
}
