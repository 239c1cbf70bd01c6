//! One choice of a few.

use leptos::prelude::*;

use super::{
    Choice, Fieldset, Hint, Label, MaybeText,
    choice::{ChoiceItem, choice_id},
    classes::{classes, described_by, when},
    form_group::{HintAndError, form_group_class},
};

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
    let group = form_group_class(&error);
    let class = classes([
        "govuk-radios",
        &class,
        when(inline, "govuk-radios--inline"),
        when(small, "govuk-radios--small"),
    ]);
    let chosen = value.into_option().filter(|value| !value.is_empty());
    let items: Vec<AnyView> = items
        .into_iter()
        .enumerate()
        .map(|(index, item)| match item {
            Choice::Divider(words) => {
                view! { <div class="govuk-radios__divider">{words}</div> }.into_any()
            }
            Choice::Item(item) => {
                let id = choice_id(&item, &id, index);
                let checked = item.checked || chosen.as_deref() == Some(item.value.as_str());
                radio(*item, id, name.clone(), checked).into_any()
            }
        })
        .collect();
    let inner = view! {
        <HintAndError id hint error/>
        <div class=class data-module="govuk-radios">
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

fn radio(item: ChoiceItem, id: String, name: String, checked: bool) -> impl IntoView {
    let hint_id = format!("{id}-item-hint");
    let conditional_id = format!("conditional-{id}");
    let hint = item.hint.into_option();
    let describes = hint.is_some().then(|| hint_id.clone());
    let controls = item.conditional.is_some().then(|| conditional_id.clone());
    let conditional = item.conditional.map(|fields| {
        let class = classes([
            "govuk-radios__conditional",
            when(!checked, "govuk-radios__conditional--hidden"),
        ]);
        view! { <div class=class id=conditional_id>{fields}</div> }
    });
    view! {
        <div class="govuk-radios__item">
            <input
                class="govuk-radios__input"
                id=id.clone()
                name=name
                type="radio"
                value=item.value
                checked=checked
                disabled=item.disabled
                data-aria-controls=controls
                aria-describedby=describes
            />
            <Label for_id=id text=item.text class=classes(["govuk-radios__label", &item.label_class])/>
            {hint.map(|hint| view! { <Hint id=hint_id class="govuk-radios__hint">{hint}</Hint> })}
        </div>
        {conditional}
    }
}
