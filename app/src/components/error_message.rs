//! What is wrong with one field, said beside it.

use leptos::prelude::*;

/// `<ErrorMessage id="title-error" text="Enter a title"/>`
#[component]
pub fn ErrorMessage(#[prop(into)] id: String, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <p id=id class="govuk-error-message">
            <span class="govuk-visually-hidden">"Error:"</span>
            {format!(" {text}")}
        </p>
    }
}
