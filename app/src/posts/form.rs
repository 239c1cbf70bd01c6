//! The form element of every changing form.

use leptos::prelude::*;

use super::kept::OPENED_BY;
use crate::asked::Asked;

/// A form that posts to its own page. It says who opened it, so that its text outlives the session.
/// The server judges what is typed, with words beside each field: the browser's own bubbles stay away.
#[component]
pub fn Form(
    /// Another address than the page's own.
    #[prop(optional, into)]
    action: Option<String>,
    #[prop(optional, into)] id: Option<String>,
    #[prop(optional, into)] class: Option<String>,
    /// It sends a file, so it is sent in parts.
    #[prop(optional)]
    file: bool,
    /// The sums beside it follow what is typed.
    #[prop(optional)]
    figures: bool,
    children: Children,
) -> impl IntoView {
    let asked = use_context::<Asked>();
    let action = action.or_else(|| asked.as_ref().map(|asked| asked.path().to_owned()));
    let opened_by = asked
        .as_ref()
        .and_then(Asked::signed_in)
        .map(|viewer| viewer.person.to_string())
        .map(|person| view! { <input type="hidden" name=OPENED_BY value=person/> });
    view! {
        <form
            method="post"
            action=action
            enctype=file.then_some("multipart/form-data")
            id=id
            class=class
            data-figures=figures.then_some("")
            novalidate
        >
            {opened_by}
            {children()}
        </form>
    }
}
