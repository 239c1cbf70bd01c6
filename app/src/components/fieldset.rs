//! Several fields that answer one question.

use leptos::prelude::*;

use super::MaybeText;
use crate::markup::Markup;

/// `<Fieldset legend="Address" legend_class="govuk-fieldset__legend--m">…</Fieldset>`;
/// `page_heading` makes the legend the page's `h1`.
#[component]
pub fn Fieldset(
    #[prop(into)] legend: String,
    #[prop(optional, into)] legend_class: String,
    #[prop(optional)] page_heading: bool,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] described_by: MaybeText,
    #[prop(optional, into)] role: MaybeText,
    children: Children,
) -> impl IntoView {
    Markup::of(|m| {
        let parts = FieldsetParts {
            legend: &legend,
            legend_class: &legend_class,
            page_heading,
            class: &class,
            described_by: described_by.as_deref(),
            role: role.as_deref(),
        };
        fieldset(m, &parts, |m| m.view(children()));
    })
    .into_view()
}

/// What [`Fieldset`] is told.
#[derive(Default)]
pub(super) struct FieldsetParts<'a> {
    pub legend: &'a str,
    pub legend_class: &'a str,
    pub page_heading: bool,
    pub class: &'a str,
    pub described_by: Option<&'a str>,
    pub role: Option<&'a str>,
}

/// A fieldset in markup.
pub(super) fn fieldset(m: &mut Markup, parts: &FieldsetParts<'_>, inner: impl FnOnce(&mut Markup)) {
    let class = ["govuk-fieldset", parts.class];
    let attributes = [
        ("class", &class as _),
        ("role", &parts.role as _),
        ("aria-describedby", &parts.described_by as _),
    ];
    m.element("fieldset", &attributes, |m| {
        let class = ["govuk-fieldset__legend", parts.legend_class];
        m.element("legend", &[("class", &class)], |m| {
            if parts.page_heading {
                m.words(
                    "h1",
                    &[("class", &"govuk-fieldset__heading")],
                    &parts.legend,
                );
            } else {
                m.text(&parts.legend);
            }
        });
        inner(m);
    });
}
