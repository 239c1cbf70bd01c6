//! Any number of a few choices.

use leptos::prelude::*;

use super::{
    Choice, MaybeText,
    choice::{ChoiceItem, choice_id},
    classes::{described_by, when},
    fieldset::{FieldsetParts, fieldset},
    form_group::{form_group_class, hint_and_error},
    hint,
    label::label,
};
use crate::markup::{Attributes, Markup};

/// Checkboxes. Ids are counted from `id` (the name where it is left out): `theme`, `theme-2`, `theme-3`.
/// A single box that needs no question goes without a legend.
///
/// ```ignore
/// <Checkboxes name="department" legend="Whose policy is it?" values=form.departments
///     items=departments.iter().map(|d| Choice::new(d.code, d.name)).collect::<Vec<_>>()/>
/// ```
#[component]
pub fn Checkboxes(
    #[prop(into)] name: String,
    #[prop(optional, into)] id: MaybeText,
    #[prop(optional, into)] legend: MaybeText,
    #[prop(optional, into)] legend_class: String,
    #[prop(optional)] page_heading: bool,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    items: Vec<Choice>,
    /// The values that are chosen.
    #[prop(optional)]
    values: Vec<String>,
    #[prop(optional)] small: bool,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] described_by: MaybeText,
) -> impl IntoView {
    let id = id.or(&name);
    let describes = self::described_by(&id, described_by, &hint, &error);
    let class = [
        "govuk-checkboxes",
        &class,
        when(small, "govuk-checkboxes--small"),
    ];
    // Without a fieldset there is nobody else to carry the description.
    let shared = describes.as_deref().filter(|_| !legend.is_some());
    let inner = |m: &mut Markup| {
        hint_and_error(m, &id, &hint, &error);
        let attributes: Attributes<'_> = &[("class", &class), ("data-module", &"govuk-checkboxes")];
        m.element("div", attributes, |m| {
            for (index, item) in items.into_iter().enumerate() {
                match item {
                    Choice::Divider(words) => {
                        m.words("div", &[("class", &"govuk-checkboxes__divider")], &words);
                    }
                    Choice::Item(item) => {
                        let id = choice_id(&item, &id, index);
                        let checked = item.checked || values.contains(&item.value);
                        checkbox(m, *item, &id, &name, checked, shared);
                    }
                }
            }
        });
    };
    Markup::of(|m| {
        m.element(
            "div",
            &[("class", &form_group_class(&error))],
            |m| match legend.as_deref() {
                None => inner(m),
                Some(legend) => {
                    let parts = FieldsetParts {
                        legend,
                        legend_class: &legend_class,
                        page_heading,
                        described_by: describes.as_deref(),
                        ..FieldsetParts::default()
                    };
                    fieldset(m, &parts, inner);
                }
            },
        );
    })
    .into_view()
}

fn checkbox(
    m: &mut Markup,
    item: ChoiceItem,
    id: &str,
    name: &str,
    checked: bool,
    shared: Option<&str>,
) {
    let hint_id = format!("{id}-item-hint");
    let conditional_id = format!("conditional-{id}");
    let describes = match (shared, item.hint.is_some()) {
        (Some(shared), true) => Some(format!("{shared} {hint_id}")),
        (Some(shared), false) => Some(shared.to_owned()),
        (None, true) => Some(hint_id.clone()),
        (None, false) => None,
    };
    let attributes: Attributes<'_> = &[
        ("class", &"govuk-checkboxes__input"),
        ("id", &id),
        ("name", &name),
        ("type", &"checkbox"),
        ("value", &item.value),
        ("checked", &checked),
        ("disabled", &item.disabled),
        (
            "data-aria-controls",
            &item.conditional.as_ref().map(|_| &conditional_id),
        ),
        ("data-behaviour", &item.exclusive.then_some("exclusive")),
        ("aria-describedby", &describes),
    ];
    m.element("div", &[("class", &"govuk-checkboxes__item")], |m| {
        m.empty("input", attributes);
        let class = format!("govuk-checkboxes__label {}", item.label_class);
        label(m, id, &item.text, class.trim_end(), false);
        if let Some(words) = item.hint.as_deref() {
            hint::hint(m, &hint_id, "govuk-checkboxes__hint", words);
        }
    });
    if let Some(fields) = item.conditional {
        let class = [
            "govuk-checkboxes__conditional",
            when(!checked, "govuk-checkboxes__conditional--hidden"),
        ];
        m.element("div", &[("class", &class), ("id", &conditional_id)], |m| {
            m.view(fields)
        });
    }
}
