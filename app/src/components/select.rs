//! One choice of many.

use leptos::prelude::*;

use super::{
    MaybeText,
    classes::{described_by, when},
    form_group::{AroundField, form_group},
};
use crate::markup::{Attributes, Markup};

/// One line of a select.
///
/// `SelectOption::new("leading", "Home Office")`; the first is often `SelectOption::new("", "Choose")`.
#[derive(Debug, Clone, Default)]
pub struct SelectOption {
    value: String,
    text: String,
    disabled: bool,
}

impl SelectOption {
    pub fn new(value: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            text: text.into(),
            disabled: false,
        }
    }

    pub fn disabled(mut self, disabled: bool) -> Self {
        self.disabled = disabled;
        self
    }
}

/// A list that opens. `value` is the one that is chosen.
///
/// ```ignore
/// <Select name="lead" label="Lead partner" value=form.lead error=errors.on("lead")
///     items=partners.iter().map(|p| SelectOption::new(p.id, p.name)).collect::<Vec<_>>()/>
/// ```
#[component]
pub fn Select(
    #[prop(into)] name: String,
    #[prop(optional, into)] id: MaybeText,
    #[prop(into)] label: String,
    #[prop(optional, into)] label_class: String,
    #[prop(optional)] page_heading: bool,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    items: Vec<SelectOption>,
    #[prop(optional, into)] value: MaybeText,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] described_by: MaybeText,
    #[prop(optional)] disabled: bool,
) -> impl IntoView {
    let id = id.or(&name);
    let describes = self::described_by(&id, described_by, &hint, &error);
    let class = [
        "govuk-select",
        &class,
        when(error.is_some(), "govuk-select--error"),
    ];
    let chosen = value.as_deref().filter(|value| !value.is_empty());
    let attributes: Attributes<'_> = &[
        ("class", &class),
        ("id", &id),
        ("name", &name),
        ("disabled", &disabled),
        ("aria-describedby", &describes),
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
        form_group(m, &around, |m| {
            m.element("select", attributes, |m| {
                for item in &items {
                    let selected = chosen == Some(item.value.as_str());
                    let attributes: Attributes<'_> = &[
                        ("value", &item.value),
                        ("selected", &selected),
                        ("disabled", &item.disabled),
                    ];
                    m.words("option", attributes, &item.text);
                }
            });
        });
    })
    .into_view()
}
