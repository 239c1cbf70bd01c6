//! What sends a form, and links that look like it.

use leptos::prelude::*;

use super::{
    MaybeText,
    classes::{classes, when},
};

/// How much a button stands out: one `Primary` a page; `Warning` for what cannot be undone.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ButtonKind {
    #[default]
    Primary,
    Secondary,
    Warning,
    Inverse,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            Self::Primary => "",
            Self::Secondary => "govuk-button--secondary",
            Self::Warning => "govuk-button--warning",
            Self::Inverse => "govuk-button--inverse",
        }
    }
}

/// A button, or with `href` a link that looks like one. `name` and `value` tell a form which act was chosen.
///
/// ```ignore
/// <Button prevent_double_click=true>"Submit the offer"</Button>
/// <Button kind=ButtonKind::Secondary name="act" value="add-line">"Add a line"</Button>
/// <Button href="/offers/new">"Start an offer"</Button>
/// ```
#[component]
pub fn Button(
    #[prop(optional)] kind: ButtonKind,
    #[prop(optional, into)] name: MaybeText,
    #[prop(optional, into)] value: MaybeText,
    #[prop(optional, into)] href: MaybeText,
    #[prop(optional, into)] id: MaybeText,
    #[prop(optional, into)] class: String,
    /// The `type` attribute; `submit` where it is left out.
    #[prop(optional, into)]
    button_type: MaybeText,
    #[prop(optional)] disabled: bool,
    #[prop(optional)] start: bool,
    #[prop(optional_no_strip, into)] prevent_double_click: Option<bool>,
    /// The id of the form it sends, where it stands outside.
    #[prop(optional, into)]
    form: MaybeText,
    /// Sends the form as it is, without the browser's own checks.
    #[prop(optional)]
    formnovalidate: bool,
    children: Children,
) -> impl IntoView {
    let class = classes([
        "govuk-button",
        kind.class(),
        &class,
        when(start, "govuk-button--start"),
    ]);
    let icon = start.then(start_icon);
    match href.into_option() {
        Some(href) => view! {
            <a
                href=href
                role="button"
                draggable="false"
                class=class
                data-module="govuk-button"
                id=id.into_option()
            >
                {children()}
                {icon}
            </a>
        }
        .into_any(),
        None => view! {
            <button
                type=button_type.or("submit")
                value=value.into_option()
                name=name.into_option()
                form=form.into_option()
                formnovalidate=formnovalidate
                disabled=disabled
                aria-disabled=disabled.then_some("true")
                data-prevent-double-click=prevent_double_click.map(|prevent| prevent.to_string())
                class=class
                data-module="govuk-button"
                id=id.into_option()
            >
                {children()}
                {icon}
            </button>
        }
        .into_any(),
    }
}

/// Buttons side by side, with links among them.
///
/// `<ButtonGroup><Button>"Save"</Button><a class="govuk-link" href="..">"Cancel"</a></ButtonGroup>`
#[component]
pub fn ButtonGroup(children: Children) -> impl IntoView {
    view! { <div class="govuk-button-group">{children()}</div> }
}

fn start_icon() -> impl IntoView {
    view! {
        <svg
            class="govuk-button__start-icon"
            xmlns="http://www.w3.org/2000/svg"
            width="17.5"
            height="19"
            viewBox="0 0 33 40"
            aria-hidden="true"
            focusable="false"
        >
            <path fill="currentColor" d="M0 0h13l20 20-20 20H0l20-20z"></path>
        </svg>
    }
}
