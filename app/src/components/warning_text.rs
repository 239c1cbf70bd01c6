//! A warning of something that has consequences.

use leptos::prelude::*;

/// `<WarningText>"Once submitted the offer cannot be changed."</WarningText>`
#[component]
pub fn WarningText(children: Children) -> impl IntoView {
    view! {
        <div class="govuk-warning-text">
            <span class="govuk-warning-text__icon" aria-hidden="true">"!"</span>
            " "
            <strong class="govuk-warning-text__text">
                <span class="govuk-visually-hidden">"Warning"</span>
                " "
                {children()}
            </strong>
        </div>
    }
}
