//! Everything that is wrong with a page, said at its top.

use leptos::prelude::*;

use super::MaybeText;

/// One thing that is wrong, with a link to where it is put right.
///
/// `SummaryError::at("title", "Enter a title")` links to the field with that id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SummaryError {
    text: String,
    href: MaybeText,
}

impl SummaryError {
    /// An error of the field with this id.
    pub fn at(id: impl AsRef<str>, text: impl Into<String>) -> Self {
        Self::link(format!("#{}", id.as_ref()), text)
    }

    /// An error put right at this address.
    pub fn link(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: href.into().into(),
        }
    }

    /// An error of no field.
    pub fn general(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            href: MaybeText::default(),
        }
    }
}

/// The errors of a page; nothing where there are none. The script moves the focus to it.
///
/// `<ErrorSummary errors=vec![SummaryError::at("title", "Enter a title")]/>`
#[component]
pub fn ErrorSummary(
    errors: Vec<SummaryError>,
    #[prop(optional, into)] title: MaybeText,
    #[prop(optional, into)] description: MaybeText,
) -> impl IntoView {
    if errors.is_empty() && !description.is_some() {
        return None;
    }
    let list = (!errors.is_empty()).then(|| {
        let items: Vec<_> = errors.into_iter().map(summary_item).collect();
        view! { <ul class="govuk-list govuk-error-summary__list">{items}</ul> }
    });
    Some(view! {
        <div class="govuk-error-summary" data-module="govuk-error-summary">
            <div role="alert">
                <h2 class="govuk-error-summary__title">{title.or("There is a problem")}</h2>
                <div class="govuk-error-summary__body">
                    {description.into_option().map(|words| view! { <p>{words}</p> })}
                    {list}
                </div>
            </div>
        </div>
    })
}

fn summary_item(error: SummaryError) -> impl IntoView {
    let text = match error.href.into_option() {
        Some(href) => view! { <a href=href>{error.text}</a> }.into_any(),
        None => error.text.into_any(),
    };
    view! { <li>{text}</li> }
}
