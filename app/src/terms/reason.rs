//! A page that asks for nothing but a reason: reopening a negotiation, and ending it.

use domain::process::Act;
use leptos::prelude::*;
use services::offers::OfferView;

pub use crate::reason::REASON;
use crate::{
    components::ButtonKind,
    leave::leave_to_act,
    offers::offer,
    page::{Asked, Away},
    reason,
};

/// The offer, and what was typed so far.
pub struct Asking {
    pub offer: OfferView,
    asking: reason::Asking,
}

/// What the page says.
pub struct Words {
    pub heading: &'static str,
    /// What follows from it.
    pub follows: AnyView,
    pub label: &'static str,
    pub button: &'static str,
    pub kind: ButtonKind,
    /// The way out.
    pub keep: &'static str,
}

/// The offer, for whoever may do this with it now.
pub async fn load(asked: &Asked, act: Act) -> Result<Asking, Away> {
    let offer = offer(asked).await?;
    leave_to_act(asked, act, Some(&offer.facts))?;
    Ok(Asking {
        offer,
        asking: reason::Asking::of(asked),
    })
}

pub fn show(asking: Asking, words: Words) -> impl IntoView {
    let Asking { offer, asking } = asking;
    let words = reason::Words {
        title: format!("{}: {}", words.heading, offer.reference),
        caption: format!("{} {}", offer.reference, offer.title),
        heading: words.heading.to_owned(),
        back: (
            "Terms".to_owned(),
            format!("/offers/{}/terms", offer.reference),
        ),
        follows: words.follows,
        fields: ().into_any(),
        label: words.label.to_owned(),
        button: words.button,
        kind: words.kind,
        keep: words.keep,
    };
    reason::show(asking, words)
}
