//! Several fields that answer one question.

use leptos::prelude::*;

use super::{MaybeText, classes::classes};

/// `<Fieldset legend="Address" legend_class="govuk-fieldset__legend--m">…</Fieldset>`;
/// `page_heading` makes the legend the page's `h1`.
#[component]
pub fn Fieldset(
    #[prop(into)] legend: String,
    #[prop(optional, into)] legend_class: String,
    #[prop(optional)] page_heading: bool,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] described_by: MaybeText,
    #[prop(optional, into)] role: MaybeText,
    children: Children,
) -> impl IntoView {
    let legend = if page_heading {
        view! { <h1 class="govuk-fieldset__heading">{legend}</h1> }.into_any()
    } else {
        legend.into_any()
    };
    view! {
        <fieldset
            class=classes(["govuk-fieldset", &class])
            role=role.into_option()
            aria-describedby=described_by.into_option()
        >
            <legend class=classes(["govuk-fieldset__legend", &legend_class])>{legend}</legend>
            {children()}
        </fieldset>
    }
}
