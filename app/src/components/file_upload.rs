//! A file to choose.

use leptos::prelude::*;

use super::{
    MaybeText,
    classes::{described_by, when},
    form_group::{AroundField, form_group},
};
use crate::markup::{Attributes, Markup};

/// One file to choose. `id` is the name where it is left out. The form around it has to be sent in parts
/// (`multipart/form-data`).
///
/// ```ignore
/// <FileUpload name="file" label="File" accept=".pdf,.docx" error=errors.on("file")/>
/// ```
#[component]
pub fn FileUpload(
    #[prop(into)] name: String,
    #[prop(optional, into)] id: MaybeText,
    #[prop(into)] label: String,
    #[prop(optional, into)] label_class: String,
    #[prop(optional)] page_heading: bool,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    /// The endings that the browser offers to choose from.
    #[prop(optional, into)]
    accept: MaybeText,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] described_by: MaybeText,
    #[prop(optional)] multiple: bool,
    #[prop(optional)] disabled: bool,
) -> impl IntoView {
    let id = id.or(&name);
    let describes = self::described_by(&id, described_by, &hint, &error);
    let class = [
        "govuk-file-upload",
        &class,
        when(error.is_some(), "govuk-file-upload--error"),
    ];
    let attributes: Attributes<'_> = &[
        ("class", &class),
        ("id", &id),
        ("name", &name),
        ("type", &"file"),
        ("disabled", &disabled),
        ("multiple", &multiple),
        ("aria-describedby", &describes),
        ("accept", &accept),
    ];
    Markup::of(|m| {
        let around = AroundField {
            id: &id,
            label: &label,
            label_class: &label_class,
            page_heading,
            hint: &hint,
            error: &error,
        };
        form_group(m, &around, |m| m.empty("input", attributes));
    })
    .into_view()
}
