//! One choice of many.

use leptos::prelude::*;

use super::{
    MaybeText,
    classes::{classes, described_by, when},
    form_group::FormGroup,
};

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
    let class = classes([
        "govuk-select",
        &class,
        when(error.is_some(), "govuk-select--error"),
    ]);
    let chosen = value.into_option().filter(|value| !value.is_empty());
    let options: Vec<_> = items
        .into_iter()
        .map(|item| {
            let selected = chosen.as_deref() == Some(item.value.as_str());
            view! {
                <option value=item.value selected=selected disabled=item.disabled>
                    {item.text}
                </option>
            }
        })
        .collect();
    let field = view! {
        <select class=class id=id.clone() name=name disabled=disabled aria-describedby=describes>
            {options}
        </select>
    };
    view! {
        <FormGroup id label label_class page_heading hint error>
            {field}
        </FormGroup>
    }
}
