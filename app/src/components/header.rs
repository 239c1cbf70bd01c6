//! The name of the service at the head of each page: no crown, which is for gov.uk addresses only.

use leptos::prelude::*;

use super::MaybeText;

/// `<Header name="Single Offer"/>`, inside the page's `<header>`.
#[component]
pub fn Header(
    #[prop(into)] name: String,
    #[prop(optional, into)] href: MaybeText,
) -> impl IntoView {
    view! {
        <div class="govuk-generic-header">
            <div class="govuk-generic-header__container govuk-width-container">
                <div class="govuk-generic-header__logo">
                    <a href=href.or("/") class="govuk-generic-header__homepage-link">
                        {name}
                    </a>
                </div>
            </div>
        </div>
    }
}
