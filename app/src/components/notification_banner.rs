//! Something that happened, or that matters beyond this page.

use leptos::prelude::*;

use super::{
    Heading, MaybeText,
    classes::{classes, when},
};

/// A banner at the top of a page: `success=true` after an act, else something important.
/// With `text` it is one heading line; children stand below it, or instead of it.
///
/// `<NotificationBanner success=true text="The offer is submitted"/>`
#[component]
pub fn NotificationBanner(
    #[prop(optional)] success: bool,
    #[prop(optional, into)] title: MaybeText,
    #[prop(optional, into)] title_id: MaybeText,
    #[prop(default = 2)] heading_level: u8,
    #[prop(optional, into)] text: MaybeText,
    #[prop(optional, into)] class: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = classes([
        "govuk-notification-banner",
        when(success, "govuk-notification-banner--success"),
        &class,
    ]);
    let title = title.or(if success { "Success" } else { "Important" });
    let title_id = title_id.or("govuk-notification-banner-title");
    let labelled_by = title_id.clone();
    view! {
        <div
            class=class
            role=if success { "alert" } else { "region" }
            aria-labelledby=labelled_by
            data-module="govuk-notification-banner"
        >
            <div class="govuk-notification-banner__header">
                <Heading
                    level=heading_level
                    class="govuk-notification-banner__title"
                    id=title_id
                >
                    {title}
                </Heading>
            </div>
            <div class="govuk-notification-banner__content">
                {text
                    .into_option()
                    .map(|text| view! { <p class="govuk-notification-banner__heading">{text}</p> })}
                {children.map(|children| children())}
            </div>
        </div>
    }
}
