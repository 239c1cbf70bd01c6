//! Every section with all its matters, to be read from top to bottom.

use domain::{
    offer::{Around, Kept},
    process::{Act, Section},
};
use leptos::prelude::*;
use services::offers::OfferView;

use crate::{markup::Markup, offers::sheet::reading};

/// Links to the sections below, and to the figures.
pub fn contents() -> impl IntoView {
    let items: Vec<_> = Section::ALL
        .iter()
        .map(|section| {
            let href = format!("#{}", section.slug());
            view! { <li><a class="govuk-link" href=href>{section.title()}</a></li> }
        })
        .collect();
    view! {
        <nav aria-labelledby="contents">
            <h2 class="govuk-heading-m" id="contents">"What the offer says"</h2>
            <ol class="govuk-list govuk-list--number so-columns">{items}</ol>
        </nav>
    }
}

/// The ten sections.
pub fn whole(offer: &OfferView) -> impl IntoView + use<> {
    let around = offer.around();
    Markup::of(|m| {
        for section in Section::ALL {
            one_section(m, offer, &around, *section);
        }
    })
    .into_view()
}

fn one_section(m: &mut Markup, offer: &OfferView, around: &Around, section: Section) {
    let slug = section.slug();
    let address = format!("/offers/{}/{slug}", offer.reference);
    let address = offer.may(Act::EditSection).then_some(address);
    m.element(
        "section",
        &[("aria-labelledby", &slug), ("class", &"so-section")],
        |m| {
            let heading = [("class", &"govuk-heading-l" as _), ("id", &slug as _)];
            m.words("h2", &heading, &section.title());
            if let Some(address) = &address {
                m.element("p", &[("class", &"govuk-body")], |m| {
                    change(m, "govuk-link", address, section.title());
                });
            }
            let mut matters = offer.proposal.of_section(section).peekable();
            if matters.peek().is_none() {
                m.paragraph(&"Nothing here yet.");
            }
            for kept in matters {
                matter(m, kept, around, address.as_deref());
            }
        },
    );
}

/// What shares its section with others has a heading of its own; else it stands under its section's.
fn matter(m: &mut Markup, kept: &Kept, around: &Around, section: Option<&str>) {
    if !kept.matter.kind().fills_section() {
        let title = kept.matter.title();
        let class = "govuk-heading-m govuk-!-margin-bottom-1";
        m.words("h3", &[("class", &class)], &title);
        if let Some(section) = section {
            let address = format!("{section}/{}", kept.key);
            change(m, "govuk-link govuk-body-s", &address, &title);
        }
    }
    reading(m, &kept.matter.reading(around));
}

fn change(m: &mut Markup, class: &str, address: &str, about: &str) {
    m.element("a", &[("class", &class), ("href", &address)], |m| {
        m.text(&"Change");
        let hidden = [("class", &"govuk-visually-hidden" as _)];
        m.words("span", &hidden, &format_args!(" {about}"));
    });
}
