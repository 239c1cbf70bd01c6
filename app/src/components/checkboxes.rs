//! Any number of a few choices.

use leptos::prelude::*;

use super::{
    Choice, Fieldset, Hint, Label, MaybeText,
    choice::{ChoiceItem, choice_id},
    classes::{classes, described_by, when},
    form_group::{HintAndError, form_group_class},
};

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
    let group = form_group_class(&error);
    let class = classes([
        "govuk-checkboxes",
        &class,
        when(small, "govuk-checkboxes--small"),
    ]);
    // Without a fieldset there is nobody else to carry the description.
    let shared = describes.clone().filter(|_| !legend.is_some());
    let items: Vec<AnyView> = items
        .into_iter()
        .enumerate()
        .map(|(index, item)| match item {
            Choice::Divider(words) => {
                view! { <div class="govuk-checkboxes__divider">{words}</div> }.into_any()
            }
            Choice::Item(item) => {
                let id = choice_id(&item, &id, index);
                let checked = item.checked || values.contains(&item.value);
                checkbox(*item, id, name.clone(), checked, shared.clone()).into_any()
            }
        })
        .collect();
    let inner = view! {
        <HintAndError id hint error/>
        <div class=class data-module="govuk-checkboxes">
            {items}
        </div>
    };
    let inner = match legend.into_option() {
        Some(legend) => view! {
            <Fieldset legend legend_class page_heading described_by=describes>
                {inner}
            </Fieldset>
        }
        .into_any(),
        None => inner.into_any(),
    };
    view! { <div class=group>{inner}</div> }
}

fn checkbox(
    item: ChoiceItem,
    id: String,
    name: String,
    checked: bool,
    shared: Option<String>,
) -> impl IntoView {
    let hint_id = format!("{id}-item-hint");
    let conditional_id = format!("conditional-{id}");
    let hint = item.hint.into_option();
    let describes = match (shared, hint.is_some()) {
        (Some(shared), true) => Some(format!("{shared} {hint_id}")),
        (Some(shared), false) => Some(shared),
        (None, true) => Some(hint_id.clone()),
        (None, false) => None,
    };
    let controls = item.conditional.is_some().then(|| conditional_id.clone());
    let conditional = item.conditional.map(|fields| {
        let class = classes([
            "govuk-checkboxes__conditional",
            when(!checked, "govuk-checkboxes__conditional--hidden"),
        ]);
        view! { <div class=class id=conditional_id>{fields}</div> }
    });
    view! {
        <div class="govuk-checkboxes__item">
            <input
                class="govuk-checkboxes__input"
                id=id.clone()
                name=name
                type="checkbox"
                value=item.value
                checked=checked
                disabled=item.disabled
                data-aria-controls=controls
                data-behaviour=item.exclusive.then_some("exclusive")
                aria-describedby=describes
            />
            <Label for_id=id text=item.text class=classes(["govuk-checkboxes__label", &item.label_class])/>
            {hint.map(|hint| view! { <Hint id=hint_id class="govuk-checkboxes__hint">{hint}</Hint> })}
        </div>
        {conditional}
    }
}
