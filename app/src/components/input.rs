//! A line of text, an amount of money, a percentage.

use leptos::prelude::*;

use super::{
    MaybeText,
    classes::{classes, described_by, when},
    form_group::FormGroup,
};

/// One line to type in. `id` is the name where it is left out; `width` is in characters (2, 3, 4, 5, 10, 20, 30).
///
/// ```ignore
/// <Input name="title" label="Title" value=form.title error=errors.on("title")/>
/// <Input name="amount" label="Amount" prefix="£" width=10 inputmode="decimal" value=form.amount/>
/// <Input name="email" label="Email address" kind="email" autocomplete="email" spellcheck=false/>
/// ```
#[component]
pub fn Input(
    #[prop(into)] name: String,
    #[prop(optional, into)] id: MaybeText,
    #[prop(into)] label: String,
    #[prop(optional, into)] label_class: String,
    #[prop(optional)] page_heading: bool,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional, into)] value: MaybeText,
    /// The `type` attribute; `text` where it is left out.
    #[prop(optional, into)]
    kind: MaybeText,
    #[prop(optional, into)] prefix: MaybeText,
    #[prop(optional, into)] suffix: MaybeText,
    #[prop(optional)] width: u8,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] inputmode: MaybeText,
    #[prop(optional, into)] autocomplete: MaybeText,
    #[prop(optional_no_strip, into)] spellcheck: Option<bool>,
    #[prop(optional, into)] described_by: MaybeText,
    #[prop(optional)] disabled: bool,
) -> impl IntoView {
    let id = id.or(&name);
    let describes = self::described_by(&id, described_by, &hint, &error);
    let width = if width == 0 {
        String::new()
    } else {
        format!("govuk-input--width-{width}")
    };
    let class = classes([
        "govuk-input",
        &class,
        &width,
        when(error.is_some(), "govuk-input--error"),
    ]);
    let field = view! {
        <input
            class=class
            id=id.clone()
            name=name
            type=kind.or("text")
            spellcheck=spellcheck.map(|checked| checked.to_string())
            value=value.into_option()
            disabled=disabled
            aria-describedby=describes
            autocomplete=autocomplete.into_option()
            inputmode=inputmode.into_option()
        />
    };
    let field = if prefix.is_some() || suffix.is_some() {
        let prefix = affix("govuk-input__prefix", prefix);
        let suffix = affix("govuk-input__suffix", suffix);
        view! { <div class="govuk-input__wrapper">{prefix} {field} {suffix}</div> }.into_any()
    } else {
        field.into_any()
    };
    view! {
        <FormGroup id label label_class page_heading hint error>
            {field}
        </FormGroup>
    }
}

/// The unit before or after the field; the label says it in words, so it is hidden from screen readers.
fn affix(class: &'static str, unit: MaybeText) -> impl IntoView {
    unit.into_option()
        .map(|unit| view! { <div class=class aria-hidden="true">{unit}</div> })
}
