//! The name of a field.

use leptos::prelude::*;

use super::classes::classes;

/// `<Label for_id="title" text="Title of the offer"/>`; `page_heading` makes it the page's `h1`.
#[component]
pub fn Label(
    #[prop(into)] for_id: String,
    #[prop(into)] text: String,
    #[prop(optional, into)] class: String,
    #[prop(optional)] page_heading: bool,
) -> impl IntoView {
    let label = view! {
        <label class=classes(["govuk-label", &class]) for=for_id>
            {text}
        </label>
    };
    if page_heading {
        view! { <h1 class="govuk-label-wrapper">{label}</h1> }.into_any()
    } else {
        label.into_any()
    }
}
