//! Help beside a label.

use leptos::prelude::*;

use super::{MaybeText, classes::classes};

/// Grey help text; its id is what a field's `aria-describedby` names.
///
/// `<Hint id="title-hint">"As it will be printed"</Hint>`
#[component]
pub fn Hint(
    #[prop(optional, into)] id: MaybeText,
    #[prop(optional, into)] class: String,
    children: Children,
) -> impl IntoView {
    view! {
        <div id=id.into_option() class=classes(["govuk-hint", &class])>
            {children()}
        </div>
    }
}
