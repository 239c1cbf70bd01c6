//! Several lines of text.

use leptos::prelude::*;

use super::{
    MaybeText,
    classes::{described_by, when, yes_or_no},
    form_group::{AroundField, form_group},
};
use crate::markup::{Attributes, Markup};

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
    let described_by = self::described_by(&id, described_by, &hint, &error);
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
            let field = TextareaParts {
                id: &id,
                name: &name,
                value: &value,
                rows,
                class: [
                    "govuk-textarea",
                    &class,
                    when(error.is_some(), "govuk-textarea--error"),
                ],
                autocomplete: &autocomplete,
                spellcheck,
                described_by: described_by.as_deref(),
            };
            textarea(m, &field);
        });
    })
    .into_view()
}

/// What the `textarea` alone is told.
pub(super) struct TextareaParts<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub value: &'a MaybeText,
    pub rows: u16,
    pub class: [&'a str; 3],
    pub autocomplete: &'a MaybeText,
    pub spellcheck: Option<bool>,
    pub described_by: Option<&'a str>,
}

/// The `textarea` alone, without what surrounds it.
pub(super) fn textarea(m: &mut Markup, field: &TextareaParts<'_>) {
    let attributes: Attributes<'_> = &[
        ("class", &field.class),
        ("id", &field.id),
        ("name", &field.name),
        ("rows", &i64::from(field.rows)),
        ("spellcheck", &field.spellcheck.map(yes_or_no)),
        ("aria-describedby", &field.described_by),
        ("autocomplete", field.autocomplete),
    ];
    m.element("textarea", attributes, |m| {
        // A browser drops one line break at the start: ours, instead of one that somebody typed.
        m.text(&"\n");
        m.text(field.value);
    });
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
