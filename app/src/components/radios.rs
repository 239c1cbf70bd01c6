//! One choice of a few.

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

/// Radio buttons. Ids are counted from `id` (the name where it is left out): `kind`, `kind-2`, `kind-3`.
/// Leave the legend out only inside a fieldset of your own.
///
/// ```ignore
/// <Radios name="kind" legend="Which kind of offer?" value=form.kind error=errors.on("kind")
///     items=vec![Choice::new("single", "Single Offer"), Choice::new("policy", "Innovative Policy Offer")]/>
/// ```
#[component]
pub fn Radios(
    #[prop(into)] name: String,
    #[prop(optional, into)] id: MaybeText,
    #[prop(optional, into)] legend: MaybeText,
    #[prop(optional, into)] legend_class: String,
    #[prop(optional)] page_heading: bool,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    items: Vec<Choice>,
    /// The value that is chosen.
    #[prop(optional, into)]
    value: MaybeText,
    #[prop(optional)] inline: bool,
    #[prop(optional)] small: bool,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] described_by: MaybeText,
) -> impl IntoView {
    let id = id.or(&name);
    let describes = self::described_by(&id, described_by, &hint, &error);
    let class = [
        "govuk-radios",
        &class,
        when(inline, "govuk-radios--inline"),
        when(small, "govuk-radios--small"),
    ];
    let chosen = value.as_deref().filter(|value| !value.is_empty());
    let inner = |m: &mut Markup| {
        hint_and_error(m, &id, &hint, &error);
        let attributes: Attributes<'_> = &[("class", &class), ("data-module", &"govuk-radios")];
        m.element("div", attributes, |m| {
            for (index, item) in items.into_iter().enumerate() {
                match item {
                    Choice::Divider(words) => {
                        m.words("div", &[("class", &"govuk-radios__divider")], &words);
                    }
                    Choice::Item(item) => {
                        let id = choice_id(&item, &id, index);
                        let checked = item.checked || chosen == Some(item.value.as_str());
                        radio(m, *item, &id, &name, checked);
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

fn radio(m: &mut Markup, item: ChoiceItem, id: &str, name: &str, checked: bool) {
    let hint_id = format!("{id}-item-hint");
    let conditional_id = format!("conditional-{id}");
    let attributes: Attributes<'_> = &[
        ("class", &"govuk-radios__input"),
        ("id", &id),
        ("name", &name),
        ("type", &"radio"),
        ("value", &item.value),
        ("checked", &checked),
        ("disabled", &item.disabled),
        (
            "data-aria-controls",
            &item.conditional.as_ref().map(|_| &conditional_id),
        ),
        ("aria-describedby", &item.hint.as_deref().map(|_| &hint_id)),
    ];
    m.element("div", &[("class", &"govuk-radios__item")], |m| {
        m.empty("input", attributes);
        let class = format!("govuk-radios__label {}", item.label_class);
        label(m, id, &item.text, class.trim_end(), false);
        if let Some(words) = item.hint.as_deref() {
            hint::hint(m, &hint_id, "govuk-radios__hint", words);
        }
    });
    if let Some(fields) = item.conditional {
        let class = [
            "govuk-radios__conditional",
            when(!checked, "govuk-radios__conditional--hidden"),
        ];
        m.element("div", &[("class", &class), ("id", &conditional_id)], |m| {
            m.view(fields)
        });
    }
}
