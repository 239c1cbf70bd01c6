//! What surrounds every field: its label, its hint and its error, in that order.

use leptos::prelude::*;

use super::{
    ErrorMessage, Hint, Label, MaybeText,
    classes::{classes, when},
};

/// The hint and the error of a field or a group of fields, with the ids that `aria-describedby` names.
#[component]
pub(super) fn HintAndError(id: String, hint: MaybeText, error: MaybeText) -> impl IntoView {
    let hint = hint
        .into_option()
        .map(|hint| view! { <Hint id=format!("{id}-hint")>{hint}</Hint> });
    let error = error
        .into_option()
        .map(|text| view! { <ErrorMessage id=format!("{id}-error") text/> });
    (hint, error)
}

/// A field with label, hint and error; the field itself is the child.
#[component]
pub(super) fn FormGroup(
    id: String,
    label: String,
    label_class: String,
    page_heading: bool,
    hint: MaybeText,
    error: MaybeText,
    children: Children,
) -> impl IntoView {
    let class = form_group_class(&error);
    view! {
        <div class=class>
            <Label for_id=id.clone() text=label class=label_class page_heading/>
            <HintAndError id hint error/>
            {children()}
        </div>
    }
}

/// The class of a form group, which shows at its left edge that there is an error in it.
pub(super) fn form_group_class(error: &MaybeText) -> String {
    classes([
        "govuk-form-group",
        when(error.is_some(), "govuk-form-group--error"),
    ])
}
