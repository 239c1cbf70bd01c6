//! Every section with all its matters, to be read from top to bottom.

use domain::{
    offer::{Around, Kept},
    process::{Act, Section},
};
use leptos::prelude::*;
use services::offers::OfferView;

use crate::offers::sheet::Reading;

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
    let sections: Vec<_> = Section::ALL
        .iter()
        .map(|section| one_section(offer, &around, *section))
        .collect();
    sections
}

fn one_section(offer: &OfferView, around: &Around, section: Section) -> impl IntoView + use<> {
    let may_edit = offer.may(Act::EditSection);
    let href = format!("/offers/{}/{}", offer.reference, section.slug());
    let matters: Vec<_> = offer
        .proposal
        .of_section(section)
        .map(|kept| matter(kept, around, may_edit.then_some(href.as_str())))
        .collect();
    let none = matters
        .is_empty()
        .then(|| view! { <p class="govuk-body">"Nothing here yet."</p> });
    let change = may_edit.then(|| {
        let about = format!(" {}", section.title());
        view! {
            <p class="govuk-body">
                <a class="govuk-link" href=href.clone()>
                    "Change"<span class="govuk-visually-hidden">{about}</span>
                </a>
            </p>
        }
    });
    view! {
        <section aria-labelledby=section.slug() class="so-section">
            <h2 class="govuk-heading-l" id=section.slug()>{section.title()}</h2>
            {change}
            {none}
            {matters}
        </section>
    }
}

/// What shares its section with others has a heading of its own; else it stands under its section's.
fn matter(kept: &Kept, around: &Around, section: Option<&str>) -> impl IntoView + use<> {
    let shares = !kept.matter.kind().fills_section();
    let heading = shares.then(|| {
        let title = kept.matter.title();
        let change = section.map(|section| {
            let href = format!("{section}/{}", kept.key);
            let about = format!(" {title}");
            view! {
                <a class="govuk-link govuk-body-s" href=href>
                    "Change"<span class="govuk-visually-hidden">{about}</span>
                </a>
            }
        });
        view! {
            <h3 class="govuk-heading-m govuk-!-margin-bottom-1">{title.clone()}</h3>
            {change}
        }
    });
    let sheet = kept.matter.reading(around);
    view! { {heading} <Reading sheet/> }
}
