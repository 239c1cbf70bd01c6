//! What somebody typed into a form that was refused, to copy: nothing typed is ever lost.

use leptos::prelude::*;

use crate::asked::Asked;

/// A shorter text is typed again more quickly than it is found here.
const WORTH_KEEPING: usize = 20;

/// The longer texts of the form, as they were typed. `kept`: they wait elsewhere already.
#[component]
pub fn Unsaved(kept: bool) -> impl IntoView {
    let asked = use_context::<Asked>()?;
    let texts: Vec<String> = asked
        .typed()
        .filter(|_| !kept)?
        .posted
        .iter()
        .filter(|(name, _)| !name.starts_with('_'))
        .flat_map(|(_, texts)| texts)
        .filter(|text| text.chars().count() >= WORTH_KEEPING && text.contains(char::is_whitespace))
        .cloned()
        .collect();
    (!texts.is_empty()).then(|| {
        let texts: Vec<_> = texts
            .into_iter()
            .map(|text| view! { <pre class="govuk-body so-typed">{text}</pre> })
            .collect();
        view! {
            <h2 class="govuk-heading-m">"What you had typed"</h2>
            <p class="govuk-body">"It was not saved. Copy what you want to keep."</p>
            {texts}
        }
    })
}
