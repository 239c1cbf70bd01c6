//! Several lines of text.

use leptos::prelude::*;

use super::{
    MaybeText,
    classes::{classes, described_by, when},
    form_group::FormGroup,
};
use crate::markup::Markup;

/// Several lines to type in, five where `rows` is left out.
///
/// `<Textarea name="summary" label="Summary" value=form.summary error=errors.on("summary")/>`
#[component]
pub fn Textarea(
    #[prop(into)] name: String,
    #[prop(optional, into)] id: MaybeText,
    #[prop(into)] label: String,
    #[prop(optional, into)] label_class: String,
    #[prop(optional)] page_heading: bool,
    #[prop(optional, into)] hint: MaybeText,
    #[prop(optional, into)] error: MaybeText,
    #[prop(optional, into)] value: MaybeText,
    #[prop(default = 5)] rows: u16,
    #[prop(optional, into)] class: String,
    #[prop(optional, into)] autocomplete: MaybeText,
    #[prop(optional_no_strip, into)] spellcheck: Option<bool>,
    #[prop(optional, into)] described_by: MaybeText,
) -> impl IntoView {
    let id = id.or(&name);
    let field = view! {
        <TextareaField
            name
            id=id.clone()
            value
            rows
            class=classes([&class, when(error.is_some(), "govuk-textarea--error")])
            autocomplete
            spellcheck
            described_by=self::described_by(&id, described_by, &hint, &error)
        />
    };
    view! {
        <FormGroup id label label_class page_heading hint error>
            {field}
        </FormGroup>
    }
}

/// The `textarea` alone, without what surrounds it.
#[component]
pub(super) fn TextareaField(
    name: String,
    id: String,
    value: MaybeText,
    rows: u16,
    class: String,
    autocomplete: MaybeText,
    spellcheck: Option<bool>,
    described_by: Option<String>,
) -> impl IntoView {
    // A browser drops one line break at the start. Ours is dropped instead of one that somebody typed.
    // leptos writes the text of a textarea as it is. Left so, `</textarea>` in what somebody typed would end the
    // field, and what follows would become part of the page of everybody who reads it.
    let text = format!("\n{}", Markup::escaped(&value.or("")));
    view! {
        <textarea
            class=classes(["govuk-textarea", &class])
            id=id
            name=name
            rows=rows.to_string()
            spellcheck=spellcheck.map(|checked| checked.to_string())
            aria-describedby=described_by
            autocomplete=autocomplete.into_option()
        >
            {text}
        </textarea>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_cannot_leave_its_field() {
        let typed = "a &amp; b</textarea><script>1</script>";
        let html = view! { <Textarea name="reason" label="Why" value=typed/> }.to_html();
        assert!(html.contains("a &amp;amp; b&lt;/textarea&gt;&lt;script&gt;1&lt;/script&gt;"));
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(!html.contains("<script>"), "{html}");
    }
}
