//! What is wrong with one field, said beside it.

use leptos::prelude::*;

use super::MaybeText;

/// `<ErrorMessage id="title-error" text="Enter a title"/>`
#[component]
pub fn ErrorMessage(
    #[prop(optional, into)] id: MaybeText,
    #[prop(into)] text: String,
) -> impl IntoView {
    view! {
        <p id=id.into_option() class="govuk-error-message">
            <span class="govuk-visually-hidden">"Error:"</span>
            {format!(" {text}")}
        </p>
    }
}
