//! Words set apart from those around them.

use leptos::prelude::*;

use super::{MaybeText, classes::classes};

/// `<InsetText>"These figures are illustrative."</InsetText>`
#[component]
pub fn InsetText(
    #[prop(optional, into)] id: MaybeText,
    #[prop(optional, into)] class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div id=id.into_option() class=classes(["govuk-inset-text", &class])>
            {children()}
        </div>
    }
}
