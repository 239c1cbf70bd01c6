//! A line of text, an amount of money, a percentage.

use leptos::prelude::*;

use super::{
    MaybeText,
    classes::{described_by, when, yes_or_no},
    form_group::{AroundField, form_group},
};
use crate::markup::{Attributes, Markup};

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
    let class = [
        "govuk-input",
        &class,
        &width,
        when(error.is_some(), "govuk-input--error"),
    ];
    let attributes: Attributes<'_> = &[
        ("class", &class),
        ("id", &id),
        ("name", &name),
        ("type", &kind.as_deref().unwrap_or("text")),
        ("spellcheck", &spellcheck.map(yes_or_no)),
        ("value", &value),
        ("disabled", &disabled),
        ("aria-describedby", &describes),
        ("autocomplete", &autocomplete),
        ("inputmode", &inputmode),
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
            if prefix.is_some() || suffix.is_some() {
                m.element("div", &[("class", &"govuk-input__wrapper")], |m| {
                    affix(m, "govuk-input__prefix", &prefix);
                    m.empty("input", attributes);
                    affix(m, "govuk-input__suffix", &suffix);
                });
            } else {
                m.empty("input", attributes);
            }
        });
    })
    .into_view()
}

/// The unit before or after the field; the label says it in words, so it is hidden from screen readers.
fn affix(m: &mut Markup, class: &'static str, unit: &MaybeText) {
    if unit.is_some() {
        m.words("div", &[("class", &class), ("aria-hidden", &"true")], unit);
    }
}
