//! One thing of several, with its answers and what can be done with it.

use leptos::prelude::*;

use super::{
    Heading, MaybeText, SummaryAction, SummaryRow, action::action, classes::classes,
    summary_list::summary_list,
};

/// A summary list with a title and actions. Children stand below the list.
///
/// ```ignore
/// <SummaryCard title="Outcome 2" rows=rows
///     actions=vec![SummaryAction::link(href, "Change"), SummaryAction::button("act", "remove-2", "Remove")]/>
/// ```
#[component]
pub fn SummaryCard(
    #[prop(into)] title: String,
    #[prop(default = 2)] heading_level: u8,
    #[prop(optional)] actions: Vec<SummaryAction>,
    rows: Vec<SummaryRow>,
    #[prop(optional, into)] id: MaybeText,
    #[prop(optional, into)] class: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let list = summary_list(rows, false, "", Some(&title));
    let mut actions: Vec<_> = actions
        .into_iter()
        .map(|one| action(one, Some(&title)))
        .collect();
    let actions = match (actions.len(), actions.pop()) {
        (_, None) => None,
        (1, Some(only)) => {
            Some(view! { <div class="govuk-summary-card__actions">{only}</div> }.into_any())
        }
        (_, Some(last)) => {
            actions.push(last);
            let items: Vec<_> = actions
                .into_iter()
                .map(|one| view! { <li class="govuk-summary-card__action">{one}</li> })
                .collect();
            Some(view! { <ul class="govuk-summary-card__actions">{items}</ul> }.into_any())
        }
    };
    view! {
        <div class=classes(["govuk-summary-card", &class]) id=id.into_option()>
            <div class="govuk-summary-card__title-wrapper">
                <Heading level=heading_level class="govuk-summary-card__title">
                    {title}
                </Heading>
                {actions}
            </div>
            <div class="govuk-summary-card__content">
                {list}
                {children.map(|children| children())}
            </div>
        </div>
    }
}
